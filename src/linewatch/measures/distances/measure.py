"""How far each actor's words stand from the centre's in each period, topic held constant, then self-taught.

No name, list or vote enters: only which texts are the centre's, who speaks, and when.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from statistics import NormalDist

import numpy as np

from linewatch.errors import BadValue
from linewatch.measures.distances import carrying, copies, teaching, topics
from linewatch.measures.distances.carrying import Carried, carried
from linewatch.measures.distances.copies import echoes, near_copies
from linewatch.measures.distances.evidence import SHOWN, behind
from linewatch.measures.distances.learning import Learnt, Report, learnt
from linewatch.measures.distances.measuring import DRAWS, Measured, against, centre_texts, measured
from linewatch.measures.distances.plain import plain_distance
from linewatch.measures.distances.room import LEAST_PASSAGES, LEAST_WORDS, Room, room_of
from linewatch.measures.distances.teaching import Flags
from linewatch.measures.distances.told import Distance
from linewatch.measures.distances.topics import Floats
from linewatch.measures.distances.words import PASSAGE_WORDS, Ints, Reading, counted
from linewatch.measures.intervals import LEVEL

WIDENED = (
    1.6  # what the interval is widened by, so that it holds the truth as often as it says: docs/coverage.md
)
ECHO_TIMES = 3.0  # a text that echoes the centre so many times as much as the median text is a near-copy
SETTINGS: Mapping[str, object] = {
    "passage_words": PASSAGE_WORDS,
    "least_words": LEAST_WORDS,
    "least_passages": LEAST_PASSAGES,
    "topics": list(topics.TOPICS),
    "starts": len(topics.SEEDS),
    "window": teaching.WINDOW,
    "penalty": teaching.PENALTY,
    "earlier": carrying.REACH,
    "fade": carrying.FADE,
    "echo_run": copies.RUN,
    "echo_times": ECHO_TIMES,
    "draws": DRAWS,
    "level": LEVEL,
    "widened": WIDENED,
    "words_shown": SHOWN,
}


def distances(
    readings: Sequence[Reading],
    centre: str,
    stop: Set[str],
    seed: int,
    report: Report = lambda _: None,
) -> tuple[Distance, ...]:
    """Return the distance of each actor from the centre in each period, by period and actor.

    Args:
        readings: The documents, the centre's among them.
        centre: Whose texts the others are measured against.
        stop: Words that are left out, and endings with an apostrophe, in small letters.
        seed: Keys every draw.
        report: Is told what is being done.

    Raises:
        BadValue: If the centre has no text, nobody else has, there is one period only, or all texts say the same.
    """
    from threadpoolctl import (  # pyright: ignore[reportMissingTypeStubs]  # noqa: PLC0415 - slow to import
        threadpool_limits,
    )

    _refuse_nothing_to_compare(readings, centre)
    # With several threads sums are added up in another order, and results differ in the last digits.
    with threadpool_limits(1):
        report("counting words")
        room = room_of(counted(readings, stop), centre)
        found = learnt(room, seed, report)
        report("drawing passages anew")
        rows = _rows(room, found, measured(room, found, seed))
    held: dict[tuple[str, str], list[str]] = {}
    for reading in readings:
        held.setdefault((reading.actor, reading.period), []).append(reading.document)
    told = (replace(row, documents=tuple(sorted(held[row.actor, row.period]))) for row in rows)
    return tuple(sorted(told, key=lambda row: (row.period, row.actor)))


def _refuse_nothing_to_compare(readings: Sequence[Reading], centre: str) -> None:
    spoken = [r for r in readings if any(text.strip() for _, text in r.passages)]
    if not any(r.actor == centre for r in spoken):
        raise BadValue(
            f"The centre {centre!r} has no text with a date here.",
            "Add its documents, or name another: distances --centre A",
        )
    if len(others := {r.actor for r in spoken} - {centre}) < 2:
        who = f"only {others.pop()!r} has" if others else "nobody has"
        raise BadValue(
            f"Beside the centre {who} texts with a date here.",
            "A distance is told by comparing actors: add texts of two others at least.",
        )
    if len(periods := {r.period for r in spoken}) < 2:
        raise BadValue(
            f"All texts are of one period, {periods.pop()}.",
            "The wording of one period is learnt from others: add texts of another, or take shorter ones: --by month",
        )


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is told of each text beside its distance."""

    echo: Floats
    copied: Flags
    plain: Floats
    steadied: Carried


def _rows(room: Room, found: Learnt, alone: Measured) -> list[Distance]:
    untold = np.isnan(alone.distance)
    echo = echoes(room.counts.runs, room.actors, room.when, room.centre, carrying.REACH)
    beside = _Beside(
        echo=echo,
        copied=near_copies(echo, room.centre, ECHO_TIMES),
        plain=plain_distance(room.uses, room.periods, room.centre),
        steadied=carried(alone.distance, alone.error, room.actors, room.when, untold),
    )
    rows: list[Distance] = []
    for period in range(len(room.names)):
        there = (room.periods == period) & ~room.centre
        told = _told(room, found, beside, np.flatnonzero(there & ~untold), alone.distance)
        rows += [
            _with(told.get(text) or _refused(room, found, text), room, found, beside, text)
            for text in map(int, np.flatnonzero(there))
        ]
    return rows


def _told(room: Room, found: Learnt, beside: _Beside, heard: Ints, alone: Floats) -> dict[int, Distance]:
    """Return the distances of the texts of one period, by text."""
    if not len(heard):
        return {}
    value = beside.steadied.score[heard]
    half = WIDENED * NormalDist().inv_cdf(0.5 + LEVEL / 2) * beside.steadied.error[heard]
    rank, own = _ranked(value), np.flatnonzero(~beside.copied[heard])
    without = {int(i): int(place) for i, place in zip(own, _ranked(value[own]), strict=True)}
    pulls = _pulls(room, found, heard)
    return {
        int(text): Distance(
            actor=room.counts.keys[int(text)][0],
            period=room.counts.keys[int(text)][1],
            distance=float(value[i]),
            low=float(value[i] - half[i]),
            high=float(value[i] + half[i]),
            rank=int(rank[i]),
            rank_without=without.get(i),
            alone=float(alone[text]),
            earlier=float(beside.steadied.earlier[text]),
            plain=_known(float(beside.plain[text])),
            words=int(room.words[text]),
            passages=int(room.passages[text]),
            behind=behind(
                room.counts, int(text), room.uses[text], _expected(room, found, int(text)), pulls[i]
            ),
        )
        for i, text in enumerate(heard)
    }


def _pulls(room: Room, found: Learnt, heard: Ints) -> Floats:
    """Return what each word adds to the distance of each text of a period, against the period's mean."""
    period = int(room.periods[heard[0]])
    adds = np.zeros((len(heard), room.uses.shape[1]))
    for profile, weights in zip(found.profiles, found.scale(period).weights, strict=True):
        adds += profile[heard] * weights / len(found.profiles)
    _, reach = against(found.score, heard, centre_texts(room, found, period))
    return (adds - adds.mean(axis=0)) / reach


def _expected(room: Room, found: Learnt, text: int) -> Floats:
    """Return the uses to be expected of each word in a text, the mean over partitions."""
    rates = [known.mix[text] @ known.rates(int(room.periods[text])) for known in found.usual]
    return np.asarray(np.mean(rates, axis=0), dtype=np.float64)


def _with(row: Distance, room: Room, found: Learnt, beside: _Beside, text: int) -> Distance:
    """Return a row with what is told of every text, and of the centre's line at its time."""
    at = int(room.periods[text])
    return replace(
        row,
        echo=_known(float(beside.echo[text])),
        near_copy=bool(beside.copied[text]),
        line_agreement=found.line.agreement[at],
        line_break=at in found.line.breaks,
        stretch=int(found.line.stretch[at]) + 1,
    )


def _refused(room: Room, found: Learnt, text: int) -> Distance:
    if room.short[text]:
        why = f"the text is too short: {room.words[text]} scored words in {room.passages[text]} passages"
        needed = f"{LEAST_WORDS} scored words in {LEAST_PASSAGES} passages of {PASSAGE_WORDS} words"
    elif found.unheard[text]:
        why = f"the centre has no text within {teaching.WINDOW} periods of this one"
        needed = "a text of the centre of about that time"
    elif found.untaught[text]:
        why = "no other period has texts long enough to learn from"
        needed = "texts of two others at least that are long enough, in another period"
    else:
        why = "too few others speak in this period, or their words do not stand apart from the centre's"
        needed = "texts of two others at least that are long enough, in this period"
    actor, period = room.counts.keys[text]
    return Distance(
        actor=actor,
        period=period,
        words=int(room.words[text]),
        passages=int(room.passages[text]),
        why=why,
        needed=needed,
    )


def _ranked(values: Floats) -> Ints:
    """Return places from 1, equal values sharing the first."""
    return np.array([1 + int((values < value).sum()) for value in values], dtype=np.int64)


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
