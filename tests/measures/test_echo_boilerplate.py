"""What recurs by form, told from what was taken over: by how it is written and where it stands."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from linewatch.measures.echoes.boilerplate import Shape, capitals, kind_of
from linewatch.measures.echoes.families import Family, Place

FILLER = "It rained that day and nobody in the village went out to the fields before noon. " * 12
FORMS = (
    "Memorandum From the Deputy Under Secretary of State (Smith) to the Secretary of State\nWashington, ",
    "[1 paragraph (4 lines of source text) not declassified]",
    "Mr. Il Kwon Chung, Korean Ambassador; Mr. Robert Murphy, Deputy Under Secretary of State",
    "Меморандум Заместителя Министра Иностранных Дел (Иванов) Министру Обороны\nМосква, ",
)
SAID = (
    "in politics just as in physics every action causes counteraction, so that everyone must bear what he begins",
    "в политике, как и в физике, всякое действие вызывает противодействие, и каждый отвечает за то, что начал",
    "the renunciation of force, a principle to which we have always held",
)


def judged(words, at, *, around=()):
    """The kind of some words that stand in three documents at the same place."""
    texts = [f"{FILLER[:at]}{' ' if at else ''}{words} {FILLER}" for _ in range(3)]
    start = texts[0].index(words)
    family = Family(tuple(Place(n, start, start + len(words)) for n in range(3)), ((0, 1, 0), (1, 2, 1)))
    return kind_of(family, [Shape(text, around) for text in texts], 0.17)


@pytest.mark.parametrize("words", FORMS)
def test_headings_names_and_brackets_recur_by_form(words):
    assert judged(words, 0) == "boilerplate"


@pytest.mark.parametrize("words", SAID)
def test_what_somebody_says_is_borrowed(words):
    assert judged(words, 700) == "borrowing"


def test_a_passage_of_the_kind_of_a_heading_is_form_whatever_it_says():
    assert judged(SAID[0], 0, around=((0, 500),)) == "boilerplate"


def test_a_script_without_capitals_is_not_all_capitals():
    assert capitals(["我們反對一切侵略"]) == 0.0
    assert capitals(["One two Three four", "我們"]) == 0.5


def test_the_judged_passages_are_as_drawn():
    """Fifty passages each of two documents, of three to five and of more, from each of two corpora."""
    path = Path(__file__).parents[1] / "data" / "echo_kinds_judged.csv"
    rows = list(csv.DictReader(path.read_text("utf-8").splitlines()))
    assert Counter(row["role"] for row in rows) == {"development": 150, "blind": 150}
    assert {row["kind"] for row in rows} == {"boilerplate", "borrowing"}
    assert sum(row["documents"] == "2" for row in rows) == 100
    assert all(int(row["ab"]) < int(row["ae"]) for row in rows)
