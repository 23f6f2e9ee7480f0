"""One witness of each paper: which of its releases stands for it."""

import random

import pytest

from linewatch import desk
from linewatch.desk.common.wording import languages_of
from linewatch.desk.reading.witnesses import one_each
from linewatch.record import read

DRAW = random.Random(7)
PAPER = " ".join("".join(DRAW.choices("abdefgilmnorst", k=6)) for _ in range(300))


@pytest.fixture
def held(tmp_path):
    with desk.init(tmp_path / "case", "Papers") as case:
        for name, more in (
            ("late", " The end of the letter is lost."),
            ("vague", ""),
            ("first", ""),
            ("none", ""),
        ):
            (tmp_path / f"{name}.txt").write_text(f"{PAPER}{more} {name}", encoding="utf-8")
            case.add(tmp_path / f"{name}.txt")
        for name, when in (("late", "1956-08-01"), ("vague", "1956"), ("first", "1956-03-01")):
            case.correct(name, date=when)
        case.correct_all(["*"], language="en")
        yield case


def kept(case):
    left = []
    rows = one_each(case.file, read.documents(case.file.con), left)
    return [row["id"] for row in rows], {row["document"]: row["why"] for row in left}


def test_the_release_that_was_surely_first_stands_for_its_paper(held):
    rows, left = kept(held)
    assert rows == ["first"]
    assert left.keys() == {"late", "vague", "none"}
    assert all(why.endswith("the same paper as first") for why in left.values())


def test_a_release_in_another_language_is_a_witness_of_its_own(held):
    held.correct("first", language="it")
    rows, left = kept(held)
    assert rows == ["first", "late"]
    assert left.keys() == {"vague", "none"}


def test_lists_that_ship_are_found_by_their_names():
    assert {"de", "en", "fr", "it", "ru"} <= set(languages_of("symbols"))
    assert languages_of("no such list") == ()
