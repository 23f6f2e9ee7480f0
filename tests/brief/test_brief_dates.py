import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.brief.dates import date_words, month_of, words_within
from linewatch.kinds.dates import PartialDate


@pytest.mark.parametrize(
    ("edtf", "told"),
    [
        ("1956-04-09", "9 April 1956"),
        ("1956-04", "April 1956"),
        ("1956", "1956"),
        ("195X", "the 1950s"),
        ("19XX", "the years 1900 to 1999"),
        ("1956-22", "summer 1956"),
        ("1956-04-XX", "April 1956"),
        ("1956-XX-XX", "1956"),
        ("1956-04~", "about April 1956"),
        ("1956-04-09?", "9 April 1956 (uncertain)"),
        ("1956%", "about 1956 (uncertain)"),
        ("1956-03-14/1956-03-17", "between 14 and 17 March 1956"),
        ("1956-03-14/1956-04-02", "between 14 March and 2 April 1956"),
        ("1955-12-30/1956-01-02", "between 30 December 1955 and 2 January 1956"),
        ("1956-03/1956-05", "between March and May 1956"),
        ("1956-02/1956-10-25", "between February 1956 and 25 October 1956"),
        ("1956-03~/1956-05", "between about March 1956 and May 1956"),
        ("1955/1956", "between 1955 and 1956"),
        ("../1956-06-04", "by 4 June 1956"),
        ("/1956-06-04", "by 4 June 1956"),
        ("1955/..", "1955 or later"),
        ("0987-05", "May 987"),
    ],
)
def test_a_date_is_told_as_precisely_as_it_is_known(edtf, told, words):
    assert date_words(PartialDate.parse(edtf), words) == told


def test_no_date_is_said_to_be_unknown(words):
    assert date_words(None, words) == "undated"


@given(st.dates(), st.dates())
def test_an_interval_names_both_of_its_days(words, first, last):
    first, last = sorted((first, last))
    told = date_words(PartialDate.parse(f"{first.isoformat()}/{last.isoformat()}"), words)
    assert f" {first.day} " in told
    assert f"and {last.day} {words.get(f'date.months.{last.month}')} {last.year}" in told


@pytest.mark.parametrize(
    ("edtf", "month", "told"),
    [
        ("1956-03-04", "1956-03", "4 March"),
        ("1956-03", "1956-03", ""),
        ("1956-03~", "1956-03", "about March 1956"),
        ("1956-03-14/1956-04", "1956-03", "between 14 March 1956 and April 1956"),
        ("../1956-06-30", "1956-06", "by 30 June 1956"),
        ("1951", "1951", ""),
        ("1955~/..", "1955", "about 1955 or later"),
        ("1956-03-04?", "1956-03", "4 March 1956 (uncertain)"),
    ],
)
def test_under_its_month_a_date_says_no_more_than_is_needed(edtf, month, told, words):
    assert (month_of(edtf), words_within(month, edtf, words)) == (month, told)
