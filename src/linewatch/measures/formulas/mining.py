"""Formulas from texts: all steps in a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from linewatch.measures.formulas.chance import (
    Beyond,
    Candidates,
    beyond,
    candidates,
    copies,
    shuffled,
    surprises,
)
from linewatch.measures.formulas.longest import Found, longest
from linewatch.measures.formulas.reading import BREAK, Row, row
from linewatch.measures.formulas.reprinted import reprinted
from linewatch.measures.formulas.sorting import Kind, Lexis, Sorter, lexis
from linewatch.measures.formulas.values import Numbers, Text, Words


class Form(NamedTuple):
    """A form that recurs beyond chance.

    Attributes:
        words: Its words, as numbers.
        kind: What it is.
        weight: By which forms are put in order; see `Sorter.weight`.
        surprise: How far it recurs beyond chance, in nats.
        texts: Texts that have it outside longer forms.
        expected_chance: How many forms of its length shuffled texts have that are at least as surprising.
        found: Where it stands.
    """

    words: tuple[int, ...]
    kind: Kind
    weight: float
    surprise: float
    texts: int
    expected_chance: float
    found: Found


class Mined(NamedTuple):
    """What was found in some texts.

    Attributes:
        row: The texts.
        once: Their words, BREAK where a stretch is a reprint of an earlier text's.
        known: What is known of the words.
        forms: The weightiest first.
    """

    row: Row
    once: Numbers
    known: Lexis
    forms: list[Form]


def mined(texts: Sequence[Text], words: Words, seed: int) -> Mined:
    """Return the forms that recur beyond chance in texts.

    Args:
        texts: In order of date.
        words: The language's.
        seed: Keys the shuffled copies.
    """
    read = row(texts, words)
    known = lexis(read, read.text, names=words.names)
    once = read.word.copy()
    once[reprinted(read.word, read.text)] = BREAK
    found = list(candidates(once, read.text, known.content, known.own))
    many = copies(int((read.word != BREAK).sum()))
    limits = beyond(surprises(found), [surprises(_made(read, known, once, seed + n)) for n in range(many)])
    sorter = Sorter(read, known)
    forms = [_form(one, read, sorter, limits) for one in longest(found, limits, read.text)]
    return Mined(read, once, known, sorted(forms, key=lambda one: (-one.weight, -one.texts, one.words)))


def unmined(texts: Sequence[Text], words: Words) -> Mined:
    """Return texts as `mined` does, without looking for forms."""
    read = row(texts, words)
    once = read.word.copy()
    once[reprinted(read.word, read.text)] = BREAK
    return Mined(read, once, lexis(read, read.text, names=words.names), [])


def _made(read: Row, known: Lexis, once: Numbers, seed: int) -> Iterator[Candidates]:
    made = shuffled(once, read.text, known.own, np.random.default_rng(seed))
    return candidates(made, read.text, known.content, known.own)


def _form(one: Found, read: Row, sorter: Sorter, limits: Beyond) -> Form:
    words = tuple(read.word[one.at[0] : one.at[0] + one.size].tolist())
    chance = limits.expected(one.size, one.surprise)
    return Form(words, sorter.kind(one), sorter.weight(one), one.surprise, one.texts, chance, one)
