"""The life of phrases in a run of texts, worked by hand."""

import random

import pytest

from linewatch.measures.series import KINDS, shares, step
from linewatch.measures.series.phrases import life, phrases
from linewatch.measures.shifts import lexicon

FILL = [f"word{n}" for n in range(400)]


def run(*having, texts=12):
    """Texts of other words at random, with a phrase in some of them."""
    draw = random.Random(7)
    made = [draw.choices(FILL, k=60) for _ in range(texts)]
    for place, (phrase, numbers) in enumerate(having):
        for n in numbers:
            made[n][50 - 12 * place : 50 - 12 * place] = phrase.split()
    return made


def told(texts):
    return [
        (one.kind, " ".join(texts[one.first][slice(*one.at)]), one.first, one.last, one.texts)
        for one in phrases(texts)
    ]


def test_a_phrase_that_comes_to_stay_one_that_vanishes_and_one_that_comes_and_goes():
    texts = run(
        ("the balance of risks", range(4, 12)),
        ("a considerable period", range(6)),
        ("patience is warranted now", [3, 4, 5, 7, 8]),
        ("information was reviewed", range(12)),
    )
    assert told(texts) == [
        ("stays", "the balance of risks", 4, 11, 8),
        ("vanishes", "a considerable period", 0, 5, 6),
        ("came and went", "patience is warranted now", 3, 8, 5),
    ]


def test_a_phrase_now_and_then_has_no_life():
    assert told(run(("the balance of risks", [0, 4, 8]))) == []


def test_a_long_phrase_is_put_together():
    phrase = "voted to authorize and direct the bank until it was instructed otherwise"
    assert told(run((phrase, range(5, 12)))) == [("stays", phrase, 5, 11, 7)]


def test_a_run_too_short_tells_nothing():
    assert phrases([["a", "b"]] * 3) == []
    assert phrases([[], [], [], []]) == []


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [("the risks", (2, 8, ((3, 4), (6, 7)))), ("no such words", (None, None, ()))],
)
def test_the_life_of_a_phrase_asked_for(phrase, expected):
    found = life(run(("the risks", [2, 5, 8])), phrase.split())
    assert (found.first, found.last, found.gaps) == expected
    assert len(found.counts) == 12


def test_a_share_of_clauses_is_of_both_texts_but_of_what_one_alone_has_of_that_one():
    words = lexicon({"language": "en", "negation": {"not": 0.5}})
    made = step(
        "We shall go home now. The war is over.", "We shall not go home now. Wages will rise again.", words, 3
    )
    assert made.counts == dict.fromkeys(KINDS, 0) | {"reversed": 1, "dropped": 1, "added": 1}
    found = shares(made.counts, made.clauses, made.lost_share, made.new_share)
    assert found["reversed"] == pytest.approx(1 / 3)
    assert (found["dropped"], found["added"]) == (0.5, 0.5)
    assert set(shares(dict.fromkeys(KINDS, 0), 0, None, None).values()) == {None}
