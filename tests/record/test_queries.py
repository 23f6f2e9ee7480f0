"""What a person types to search: read as meant, or refused in two lines."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linewatch import desk
from linewatch.errors import BadValue, LinewatchError
from linewatch.record.queries import fts_query
from tests.record.test_spelling import hold_as_it_is


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ("peace war", '"peace" AND "war"'),
        ("“national communism” mosc*", '"national communism" AND "mosc"*'),
        ('"cult of pers*"', '"cult of pers"*'),
        ("a OR b c -d", '(("a" OR "b") AND "c") NOT ("d")'),
        ('a NOT "b c"', '("a") NOT ("b c")'),
        ("a NEAR/8 b NEAR c", '(NEAR("a" "b", 8) AND NEAR("b" "c", 10))'),
        ("peace - war & or", '"peace" AND "war" AND "or"'),
    ],
)
def test_what_is_typed_becomes_a_query(words, query):
    assert fts_query(words) == query


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ('"no end', "not closed"), ("a OR", "nothing to join"), ("AND b", "nothing to join"),
        ("a NEAR/8", "nothing to join"), ("NEAR/x b", "cannot be read"), ("near(a b, 8)", "cannot be read"),
        ("-a", "must not occur"), ("a OR -b", "OR cannot join"), ("a NOT", "no word after"),
        ("(a b) OR c", "Brackets"), ("a " * 300, "too much"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_in_two_lines(case, words, told):
    with pytest.raises(BadValue, match=told) as raised:
        case.search(words)
    assert raised.value.next_step


@pytest.fixture(scope="module")
def one_case(tmp_path_factory):
    with desk.init(tmp_path_factory.mktemp("any") / "case", "T") as made:
        hold_as_it_is(made, "peace or war, near and not 毛泽东")
        yield made


_PIECES = [
    "peace",
    "OR",
    "AND",
    "NOT",
    "NEAR",
    "NEAR/3",
    '"',
    "-",
    "*",
    "(",
    ")",
    " ",
    "毛",
    "\0",
    "\udc80",
    "ß",
    ":",
    "^",
    "+",
    "{",
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(_PIECES), max_size=12).map("".join)))
@settings(max_examples=400, deadline=None)
def test_no_query_leads_to_an_error_of_the_database(one_case, words):
    with contextlib.suppress(LinewatchError):
        one_case.search(words)
