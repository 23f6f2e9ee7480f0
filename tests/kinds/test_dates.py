"""Dates keep the precision of their source."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.errors import BadDate
from linewatch.kinds.dates import PartialDate


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "precision"),
    [
        ("1956-04-09", date(1956, 4, 9), date(1956, 4, 9), "day"),
        ("1956-04", date(1956, 4, 1), date(1956, 4, 30), "month"),
        ("1956-04~", date(1956, 4, 1), date(1956, 4, 30), "month"),
        ("1956", date(1956, 1, 1), date(1956, 12, 31), "year"),
        ("195X", date(1950, 1, 1), date(1959, 12, 31), "decade"),
        ("1956-XX", date(1956, 1, 1), date(1956, 12, 31), "year"),
        ("1956-21", date(1956, 1, 1), date(1956, 12, 31), "season"),
        ("1956-03-14/1956-03-17", date(1956, 3, 14), date(1956, 3, 17), "interval"),
        ("../1956-06-04", None, date(1956, 6, 4), "interval"),
        ("1955~/..", date(1955, 1, 1), None, "interval"),
    ],
)
def test_a_date_is_bounded_by_what_its_source_says(edtf, earliest, latest, precision):
    found = PartialDate.parse(edtf)
    assert (found.earliest, found.latest, found.precision) == (earliest, latest, precision)
    assert str(found) == edtf


@pytest.mark.parametrize(
    "text",
    ["", "9 April 1956", "1956-13", "1956-02-30", "56-04-09", "1956-06/1956-04", "../..", "1956-4-9", "195X-04",
     "1956-04-09T19:00", "1956-XX-09", "٢٠٢٠", "0000", "1956/04/09"],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_the_way_to_write_one(text):
    with pytest.raises(BadDate) as refused:
        PartialDate.parse(text)
    assert "1956-03-14/1956-03-17" in refused.value.next_step


def test_a_leap_day_stands_only_in_leap_years():
    assert PartialDate.parse("1956-02-29").latest == date(1956, 2, 29)
    with pytest.raises(BadDate):
        PartialDate.parse("1957-02-29")


@given(st.dates(), st.dates())
def test_an_interval_runs_from_its_first_day_to_its_last(one, other):
    first, last = sorted((one, other))
    found = PartialDate.parse(f"{first}/{last}")
    assert (found.earliest, found.latest) == (first, last)


@given(st.text(max_size=24))
def test_any_text_is_a_date_or_refused(text):
    try:
        found = PartialDate.parse(text)
    except BadDate:
        return
    assert found.edtf == text
    assert found.earliest is None or found.latest is None or found.earliest <= found.latest


def test_dates_are_listed_by_when_they_can_begin():
    dates = ["1956-06", "1955~/..", "1956-03-14", "../1956-03-01"]
    assert sorted(dates, key=lambda text: PartialDate.parse(text).sort_key) == [
        "1955~/..",
        "../1956-03-01",
        "1956-03-14",
        "1956-06",
    ]
