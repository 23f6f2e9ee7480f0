"""The topic held constant, nearness to the centre read off, and the wording that goes with it learnt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from linewatch.measures.distances.intervals import Scale
from linewatch.measures.distances.lines import Line, line
from linewatch.measures.distances.profiles import Usual, log_ratio, surplus, unit, usual
from linewatch.measures.distances.room import Room
from linewatch.measures.distances.teaching import (
    Flags,
    Taught,
    places,
    retaught,
    scores,
    taught,
    unlikeness,
)
from linewatch.measures.distances.topics import Floats, partitions
from linewatch.measures.distances.words import Ints

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Learnt:
    """What the texts teach.

    Attributes:
        topics: By partition, the topic of each passage.
        usual: By partition, what is usual in topic and period.
        profiles: By partition, what each text says more or less than expected, rows of length one.
        line: The centre's line.
        placed: Each text's place by likeness to the centre alone; nan for texts too short.
        lessons: By period, what the others teach for it.
        score: Where each text's wording places it.
        other_scores: The same with groups of teachers left out, shape (n_groups, n_texts).
        unheard: Texts for which the centre has none near in time.
        untaught: Texts of periods for which no other teaches.
    """

    topics: tuple[Ints, ...]
    usual: tuple[Usual, ...]
    profiles: tuple[Floats, ...]
    line: Line
    placed: Floats
    lessons: dict[int, Taught]
    score: Floats
    other_scores: Floats
    unheard: Flags
    untaught: Flags

    def scale(self, period: int) -> Scale:
        """Return how texts of a period are scored."""
        lesson = self.lessons[period]
        weights = tuple(p[lesson.teachers].T @ lesson.weights for p in self.profiles)
        return Scale(period, weights, lesson.base)


def learnt(room: Room, seed: int, report: Report) -> Learnt:
    """Return what the texts of a room teach.

    Args:
        room: The texts.
        seed: Keys the groups of passages and of teachers.
        report: Is told what is being done.
    """
    report("grouping passages by subject")
    counts, periods, centre = room.counts.counts, room.periods, room.centre
    topics = partitions(counts, seed)
    report("holding the subject constant")
    known = tuple(usual(counts, room.counts.owner, topic, room.uses, periods) for topic in topics)
    profiles = tuple(unit(surplus(room.uses, one.expected(periods))) for one in known)
    own = line(np.sum(profiles, axis=0), periods, centre, room.steps)
    stretch = own.stretch[periods]
    placed = np.zeros(len(periods))
    for one in known:
        away = unlikeness(log_ratio(room.uses, one.expected(periods)), room.when, centre, stretch)
        # A text too short to be told a distance has no voice in what nearness sounds like either.
        away[room.short] = np.nan
        placed += places(away, periods, centre) / len(known)
    report("learning from each period for the others")
    alike = np.zeros((len(periods), len(periods)))
    for profile in profiles:
        alike += profile @ profile.T / len(profiles)
    lessons = taught(alike, placed, periods, own.stretch)
    score = scores(alike, lessons, periods)
    return Learnt(
        topics=topics,
        usual=known,
        profiles=profiles,
        line=own,
        placed=placed,
        lessons=lessons,
        score=score,
        other_scores=retaught(alike, placed, periods, own.stretch, np.random.default_rng(seed)),
        unheard=np.isnan(unlikeness(room.uses, room.when, centre, stretch)),
        untaught=np.isnan(score),
    )
