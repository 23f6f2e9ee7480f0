"""How seldom the terms are that a text shares with an earlier one it should not know, and how many chance gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.foreknowledge.archive import Archive, Ints
from linewatch.measures.foreknowledge.terms import KINDS, Place, Terms, Use

Floats = NDArray[np.float64]
_STEPS, _RIDGE = 60, 1e-2
_LIKENESS = 5  # which of the exposures it is
_KNOWN_SHARE = 0.05  # of all texts have a word by which the likeness of subjects is told
# Copies are the most like their original and share the most with it: left as they are, they would teach that likeness
# brings thousands of new terms, and excuse themselves.
_USUAL = 0.98  # of all pairs: what lies beyond counts as this much where it is learnt what chance gives


class Shared(NamedTuple):
    """What one text shares with another that it should not know.

    Attributes:
        text: The text.
        evidence: Terms that nothing held explains, none within another.
        explained: Terms that stand in an earlier text of another, or that the actor used before.
    """

    text: int
    evidence: tuple[Use, ...]
    explained: tuple[Use, ...]


class Scored(NamedTuple):
    """Texts in one window, scored.

    Attributes:
        shared: By text.
        rarity: Summed log-rarity of the evidence, shape (n_window,).
        expected: What chance gives a text as long, as near in subject, as soon, shape (n_window,).
        score: How far the first is above the second, shape (n_window,): 0 where it is not.
    """

    shared: tuple[Shared, ...]
    rarity: Floats
    expected: Floats
    score: Floats


def shared(held: Archive, at: Place, uses: Iterable[Use]) -> tuple[Shared, ...]:
    """Return for each text of a window the terms it shares, longer ones first, none counted within another.

    A phrase that holds an explained term is explained with it: who has the word from elsewhere joins it to others
    as anybody might.
    """
    by_text: dict[int, list[Use]] = {}
    for use in uses:
        by_text.setdefault(use.text, []).append(use)
    return tuple(_tiled(held, text, by_text.get(text, [])) for text in at.window.tolist())


def _tiled(held: Archive, text: int, uses: Sequence[Use]) -> Shared:
    explained = [use for use in uses if use.sources or use.own]
    begin, end = int(held.begins[text]), int(held.begins[text + 1])
    taken = np.zeros(end - begin, dtype=np.bool_)
    told = list[Use]()
    for use in _longest(held, explained):
        places = _places(held, use.term, begin, end)
        if not taken[places].all():
            told.append(use)
        taken[places] = True
    kept = list[Use]()
    for use in _longest(held, [use for use in uses if not (use.sources or use.own)]):
        places = _places(held, use.term, begin, end)
        free = ~taken[places].any(axis=1)
        if free.any():
            kept.append(use)
            taken[places[free]] = True
    return Shared(text, tuple(kept), tuple(told))


def _longest(held: Archive, uses: Sequence[Use]) -> list[Use]:
    return sorted(uses, key=lambda use: (-int(held.size[use.term]), use.term))


def _places(held: Archive, term: int, begin: int, end: int) -> Ints:
    """Return the places of a term in a text, shape (n_times, n_words)."""
    size = int(held.size[term])
    at = np.flatnonzero(held.terms[size - 1, begin:end] == term)
    return at[:, None] + np.arange(size)


def rarities(terms: Sequence[Terms], found: Sequence[Sequence[Shared]]) -> Floats:
    """Return the log-rarity of each kind of term: of how few new ones one turns up in a given text of another.

    Args:
        terms: The new terms of each place.
        found: What the texts of its window share.

    Returns:
        Shape (KINDS,), in natural logarithms.
    """
    times = np.zeros(KINDS)
    chances = np.zeros(KINDS)
    for new, window in zip(terms, found, strict=True):
        chances += new.kinds * len(window)
        for one in window:
            for use in one.evidence:
                times[use.kind] += 1
    return np.log((chances + 1) / (times + 0.5))


def exposures(held: Archive, places: Sequence[Place], terms: Sequence[Terms]) -> list[Floats]:
    """Return what decides how many terms chance gives each text of each window, shape (n_window, 6) each.

    A constant, the logarithms of its length, of the new terms there are, of the texts before and of the days between,
    and the likeness of the two in words that many texts have.
    """
    asked = np.unique(np.concatenate([np.append(at.window, at.text) for at in places]))
    profiles = _profiles(held, asked)
    rows = list[Floats]()
    for at, new in zip(places, terms, strict=True):
        many = len(at.window)
        days = np.maximum(held.first[at.window] - held.last[at.text], 1)
        rows.append(
            np.column_stack([
                np.ones(many),
                np.log(np.maximum(held.length[at.window], 1)),
                np.full(many, np.log(max(len(new.new), 1))),
                np.full(many, np.log(max(int(at.known.sum()), 1))),
                np.log(days),
                profiles[np.searchsorted(asked, at.window)] @ profiles[np.searchsorted(asked, at.text)],
            ])
        )  # fmt: skip
    return rows


def _profiles(held: Archive, chosen: Ints) -> Floats:
    """Return the words of some texts that many of all texts have, weighed, each row of length one.

    Args:
        held: All texts.
        chosen: The texts that are asked about, in order.
    """
    words, texts = held.words, np.repeat(np.arange(len(held.readings)), np.diff(held.begins))
    real = words >= 0
    real[real] &= ~held.stop[words[real]]
    many = len(held.stop)
    pairs, times = np.unique(texts[real] * many + words[real], return_counts=True)  # in 64 bits, as texts are
    spread = np.bincount(pairs % many, minlength=many)
    common = spread >= max(2, _KNOWN_SHARE * len(held.readings))
    column = np.cumsum(common) - 1
    row = np.full(len(held.readings), -1)
    row[chosen] = np.arange(len(chosen))
    kept = common[pairs % many] & (row[pairs // many] >= 0)
    made = np.zeros((len(chosen), max(int(common.sum()), 1)))
    weight = np.log((len(held.readings) + 1) / np.maximum(spread, 1))
    word = pairs[kept] % many
    made[row[pairs[kept] // many], column[word]] = np.log1p(times[kept]) * weight[word]
    return made / np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-12)


def scored(
    held: Archive, places: Sequence[Place], terms: Sequence[Terms], found: Sequence[tuple[Shared, ...]]
) -> list[Scored]:
    """Return each window's texts with their scores, all by one rule.

    The score is the signed deviance of a Poisson count. Where the other texts of a window share more with its text
    than was to be expected, so much more is expected of each: what all took up is common news.

    Source:
        McCullagh and Nelder (1989), Generalized Linear Models, ch. 6 (quasi-likelihood) and sec. 2.4.2 (deviance).
    """
    weights = rarities(terms, found)
    rows = exposures(held, places, terms)
    rarity = [
        np.array([sum(weights[use.kind] for use in one.evidence) for one in window], dtype=np.float64)
        for window in found
    ]
    every = np.concatenate(rows)
    alike = np.quantile(every[:, _LIKENESS], _USUAL)
    for row in (every, *rows):
        row[:, _LIKENESS] = np.minimum(row[:, _LIKENESS], alike)
    scale = np.array([column.std() or 1.0 for column in every.T])
    middle = every.mean(axis=0)
    middle[0], scale[0] = 0.0, 1.0
    learnt = np.concatenate(rarity)
    most = _most(learnt)
    learnt = np.minimum(learnt, most)
    fit = _fitted((every - middle) / scale, learnt)
    usual = float(learnt.mean())
    made = list[Scored]()
    for at, window, row, values in zip(places, found, rows, rarity, strict=True):
        chance = np.exp(np.clip((row - middle) / scale @ fit, -20, 20))
        expected = chance * _heat(held.actor[at.window], np.minimum(values, most), chance, usual)
        made.append(Scored(window, values, expected, _deviance(values, expected)))
    return made


def _most(values: Floats) -> float:
    """Return what counts as much; where next to no text shares anything, what the middle one of those few has."""
    some = values[values > 0]
    return max(float(np.quantile(values, _USUAL)), float(np.median(some)) if len(some) else 0.0)


def _fitted(rows: Floats, values: Floats) -> Floats:
    """Return coefficients of a log-linear mean by quasi-likelihood, held back a little."""
    fit = np.zeros(rows.shape[1])
    fit[0] = np.log(max(float(values.mean()), 1e-6))
    hold = np.full(rows.shape[1], _RIDGE * len(values) * max(float(values.mean()), 1e-6))
    hold[0] = 0.0
    for _ in range(_STEPS):
        mean = np.exp(np.clip(rows @ fit, -20, 20))
        slope = rows.T @ (values - mean) - hold * fit
        bend = (rows * mean[:, None]).T @ rows + np.diag(hold + 1e-9)
        step = np.linalg.solve(bend, slope)
        fit += np.clip(step, -1, 1)
        if float(np.abs(step).max()) < 1e-9:
            break
    return fit


def _heat(actor: Ints, values: Floats, chance: Floats, usual: float) -> Floats:
    """Return by how much the others of a window exceed what was to be expected; never less than 1."""
    own = actor[:, None] == actor[None, :]
    seen, due = values.sum() - own @ values, chance.sum() - own @ chance
    return np.maximum(1.0, (seen + usual) / (due + usual)) if usual > 0 else np.ones(len(values))


def _deviance(values: Floats, expected: Floats) -> Floats:
    above = values > expected
    safe = np.where(above, values, 1.0)
    return np.where(above, safe * np.log(safe / expected) - (safe - expected), 0.0)
