"""What one item tells: from judged ranges to the log likelihood of each hypothesis, draw by draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linewatch.hypotheses.dependence import Unit
from linewatch.hypotheses.draws import Settings, together, together_normal, uniforms
from linewatch.hypotheses.matrix import SURE, Item, Span
from linewatch.hypotheses.sets import set_log_odds
from linewatch.hypotheses.slips import as_chances, log_odds, share_kept, slip_of

Drawn = NDArray[np.float64]
_NOTHING = Span(0.0, 0.0)
_HALF = Span(0.5, 0.5)


@dataclass(frozen=True, slots=True)
class Frame:
    """What the likelihoods of all items share.

    Attributes:
        ids: The hypotheses by id, ascending: the order of all rows here, so that no sum hangs on the matrix's order.
        priors: Theirs, shape (hypotheses,).
        rest: The row of "none of these", where several may contribute and there is one.
        several: Whether several may contribute.
        settings: Draws, seed, slips, the least chance that counts.
        able: The rows of those that may contribute: all but the rest.
        states: The prior of each state of affairs, shape (states,): of each hypothesis where exactly one is true, of
            each set of hypotheses where several may contribute (`sets.set_priors`).
    """

    ids: tuple[str, ...]
    priors: Drawn
    rest: int | None
    several: bool
    settings: Settings
    able: tuple[int, ...]
    states: Drawn


@dataclass(frozen=True, slots=True)
class Member:
    """One item in its unit, with one analyst's judgements of it by row of the frame, and how many judged it."""

    item: Item
    unit: Unit
    spans: Mapping[int, Span]
    judges: int = 1


def tells_nothing(item: Item, spans: Mapping[int, Span]) -> bool:
    """Return whether an item can move nothing: judged alike wherever it was judged, or by its own chances."""
    absent = item.state == "absent"
    return (
        len(set(spans.values())) < 2
        or item.reliability == _NOTHING
        or item.holds == _HALF
        or (absent and item.seen == _NOTHING)
    )


def log_ratios(member: Member, frame: Frame) -> Drawn | None:
    """Return what an item tells: each state's log likelihood against the mean.

    A state is one hypothesis, or a set of them where several may contribute. In each draw, for each h judged:

    - L_h lies in the judged range, each chance in it alike. An item judged alike for all is worth exactly nothing,
      whatever its range; otherwise ranges are drawn apart, also where two hypotheses have the same one: the same word
      says that two chances lie in one range, not that they are one. Then slips are allowed for (`slips`).
    - several may contribute: L of a set comes from those of its members (`sets`); from here on h is a set.
    - absent: L_h becomes 1 - s L_h, where s is the chance that it would have been seen: at 0 absence tells nothing.
    - holds: L_h becomes t L_h + (1 - t)(1 - L_h), where t is the chance that what is told is so: at 0.5 nothing.
    - reliability: L_h becomes r L_h + (1 - r) c, where c is the mean of L over hypotheses by their priors. By itself
      the item then moves the priors r of the way that it would if its source were known to tell something.

    The logs are taken less their mean over the states judged. Where exactly one hypothesis is true, one that was not
    judged stands at that mean, which is 0: the geometric mean of the likelihoods. With the arithmetic mean the one
    never examined would gain from every item. Where several may contribute, one that was not judged moves no set; where
    "none of these" was not judged it stands at the mean of the log odds judged.

    Args:
        member: The item.
        frame: The hypotheses.

    Returns:
        Shape (states, draws); None where the item tells nothing.

    Source:
        Uncertain evidence by its likelihood ratio t : (1 - t): Pearl (1988), Probabilistic Reasoning in Intelligent
        Systems, sec. 2.2.2; Chan and Darwiche (2005), On the revision of probabilistic beliefs using uncertain
        evidence, Artificial Intelligence 163. Reliability as discounting: Shafer (1976), A Mathematical Theory of
        Evidence, ch. 11, here for probabilities.
    """
    if tells_nothing(member.item, member.spans):
        return None
    rows = sorted(member.spans)
    told = _observed(member, frame, _by_state(member, frame, rows))
    if frame.several:
        rows = list(range(len(told)))
    if member.item.reliability != SURE:
        trust = _within(member.item.reliability, _trust(member, frame))
        weights = frame.states[rows]
        # Where all priors judged are zero, no mean is better than another.
        weights = weights / weights.sum() if weights.any() else np.full(len(rows), 1 / len(rows))
        mean = _mean(told, weights)
        told -= mean
        told *= trust
        told += mean
    np.log(told, out=told)
    return centred(told, rows, len(frame.states))


def chances(member: Member, frame: Frame) -> Drawn:
    """Return how likely it is that an item will be seen under each state, shape (states, draws).

    As `log_ratios`, but as chances: s L with t and the mixture for reliability. Its complement is the chance that it is
    looked for and not seen. Where exactly one is true, one that was not judged stands at the geometric mean.
    """
    item, many = member.item, len(frame.states)
    rows = sorted(member.spans)
    if not rows:
        raise ValueError(item.id)
    if len(set(member.spans.values())) < 2:
        found = np.repeat(_within(member.spans[rows[0]], _draw(member, frame, "cell"))[None, :], many, axis=0)
    else:
        found = _by_state(member, frame, rows)
        if len(found) < many:
            mean = np.exp(np.add.reduce(np.log(np.maximum(found, frame.settings.least))) / len(rows))
            whole = np.repeat(mean[None, :], many, axis=0)
            whole[rows] = found
            found = whole
    found *= _within(item.seen, _draw(member, frame, "seen"))
    found = _held(member, frame, found)
    if item.reliability != SURE:
        trust = _within(item.reliability, _trust(member, frame))
        found = trust * found + (1.0 - trust) * _mean(found, frame.states)
    return np.clip(found, frame.settings.least, 1.0 - frame.settings.least)


def centred(rows_told: Drawn, rows: list[int], many: int) -> Drawn:
    """Return logs less their mean over the states judged; the others stand at that mean, 0."""
    rows_told -= np.add.reduce(rows_told) / len(rows)
    if len(rows) == many:
        return rows_told
    found = np.zeros((many, rows_told.shape[1]))
    found[rows] = rows_told
    return found


def _by_state(member: Member, frame: Frame, rows: list[int]) -> Drawn:
    """Return the item's chance under each hypothesis judged; where several may contribute, under every set."""
    if not frame.several:
        return as_chances(_odds(member, frame, rows)) if frame.settings.slip else _ranges(member, frame, rows)
    odds = dict(zip(rows, _odds(member, frame, rows), strict=True))
    rest = frame.rest if frame.rest in odds else None
    base = np.add.reduce([odds[row] for row in rows]) / len(rows) if rest is None else odds[rest]
    effects = np.zeros((len(frame.able), frame.settings.draws))
    for place, row in enumerate(frame.able):
        # Judged as the baseline is: exactly nothing, whatever the range.
        if row in odds and (rest is None or member.spans[row] != member.spans[rest]):
            effects[place] = odds[row] - base
    return as_chances(set_log_odds(base, effects))


def _ranges(member: Member, frame: Frame, rows: list[int]) -> Drawn:
    found = np.empty((len(rows), frame.settings.draws))
    for place, row in enumerate(rows):
        found[place] = _within(member.spans[row], _draw(member, frame, "cell", frame.ids[row]))
    return found


def _odds(member: Member, frame: Frame, rows: list[int]) -> Drawn:
    """Return log odds by hypothesis judged, with the analyst's slips allowed for; see `slips`."""
    settings = frame.settings
    found = log_odds(_ranges(member, frame, rows), settings.least)
    if not settings.slip:
        return found
    slip = slip_of(settings, member.judges)
    middles = log_odds(np.array([member.spans[row] for row in rows]), settings.least).mean(axis=1)
    kept = float(share_kept(middles, slip))
    mean = np.add.reduce(found) / len(rows)
    found -= mean
    found *= kept
    found += mean
    for place, row in enumerate(rows):
        found[place] += slip * kept**0.5 * _slip(member, frame, frame.ids[row])
    return found


def _held(member: Member, frame: Frame, told: Drawn) -> Drawn:
    item = member.item
    if item.holds != SURE:
        so = _within(item.holds, _draw(member, frame, "holds"))
        told = so * told + (1.0 - so) * (1.0 - told)
    return told


def _observed(member: Member, frame: Frame, told: Drawn) -> Drawn:
    """Return how likely what is told is under each state, before its source's reliability."""
    if member.item.state == "absent":
        told *= _within(member.item.seen, _draw(member, frame, "seen"))
        np.subtract(1.0, told, out=told)
    told = _held(member, frame, told)
    return np.maximum(told, frame.settings.least, out=told)


def _within(span: Span, draws: Drawn) -> Drawn:
    return span.low + (span.high - span.low) * draws


def _mean(told: Drawn, weights: Drawn) -> Drawn:
    # Row by row rather than as a product of matrices, whose order of adding is the library's.
    return np.add.reduce([weight * row for weight, row in zip(weights.tolist(), told, strict=True)])


def _draw(member: Member, frame: Frame, *what: str) -> Drawn:
    unit = member.unit
    return together(frame.settings, unit.key, f"item {member.item.id}", unit.dependence, what)


def _slip(member: Member, frame: Frame, hypothesis: str) -> Drawn:
    unit = member.unit
    what = ("slip", hypothesis)
    return together_normal(frame.settings, unit.key, f"item {member.item.id}", unit.dependence, what)


def _trust(member: Member, frame: Frame) -> Drawn:
    """Return the draws of reliability: one source's items have the same."""
    source = member.item.source
    if source is not None:
        return uniforms(frame.settings, f"source {source}", "reliability")
    return _draw(member, frame, "reliability")
