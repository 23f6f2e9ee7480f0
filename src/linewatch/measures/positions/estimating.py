"""A case estimated: strengths drawn, dates and jumps drawn, lines fitted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from linewatch.kinds.dates import PartialDate
from linewatch.kinds.said import Event
from linewatch.measures.positions.breaks import Gap, chances, gaps, let_in
from linewatch.measures.positions.coders import coder_noise, shifts
from linewatch.measures.positions.families import LARGEST, families
from linewatch.measures.positions.fitting import Fit, Model, Times, bunches, start, turned
from linewatch.measures.positions.readings import Readings, thinned
from linewatch.measures.positions.strengths import Strengths, drawn, middle, strengths
from linewatch.measures.positions.values import Rows

DRAWS, FEWER = 64, 50  # sets of strengths, dates and jumps; fewer above POOLED
POOLED = 2_000  # statements above which each line is taken by itself: pooling would add little and cost much
TELLING = (
    600  # statements of whole lines, drawn at random, from which strengths are estimated in a large case
)
ROUNDS = (96, 48, 48)
_TURNS, _MORE = 4, 3
_CALM = 0.5  # of the walk as estimated, for a line that goes on
_QUIET = 0.12  # and what an event does to it at most
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A case estimated.

    Attributes:
        readings: What it rests on.
        model: Strengths, dates and jumps as drawn.
        fit: The lines.
        gaps: Between neighbouring statements of a line.
        chance: Of a jump in each gap, shape (gaps,).
        nodes: The node of each gap's line at which it may jump; -1 for none, same shape.
    """

    readings: Readings
    model: Model
    fit: Fit
    gaps: tuple[Gap, ...]
    chance: Floats
    nodes: Ints


def estimate(rows: Rows, readings: Readings, seed: int) -> Estimate:
    """Return a case estimated.

    Args:
        rows: The case; for its trees and events.
        readings: Its statements as numbers, one at least.
        seed: Keys every draw.
    """
    rng = np.random.default_rng(seed)
    base = _model(rows, readings)
    chosen = chosen_strengths(rows, readings, rng)
    events = event_days(rows.events, readings.begin)
    first, last = readings.first - readings.begin, readings.last - readings.begin
    between = gaps(readings.cell, first, last, events, base.times.span)
    # A jump is looked for among lines that walk less and that events move little: both were estimated with the
    # jumps in them.
    likely = chosen.middle()
    quiet = np.minimum(likely.event, _QUIET)
    calm = replace(base, strengths=replace(likely, walk=likely.walk * _CALM, event=quiet))
    chance = chances(calm, between, turned(calm, start(calm), _TURNS))
    model = _drawn(base, chosen, readings, rng)
    times, nodes = let_in(model.times, between, chance, events, rng)
    model = replace(model, times=times, bunches=bunches(model.families, times))
    fit = turned(model, start(model), _TURNS + _MORE, whole=True)
    return Estimate(readings=readings, model=model, fit=fit, gaps=between, chance=chance, nodes=nodes)


def chosen_strengths(rows: Rows, readings: Readings, rng: np.random.Generator) -> Strengths:
    """Return strengths drawn as the case makes them likely; of a large case, as a part of it does."""
    base = _model(rows, thinned(readings, TELLING, rng))
    many = DRAWS if len(readings.ids) <= POOLED else FEWER
    return strengths(drawn(lambda tried: _evidence(base, tried), many, ROUNDS, rng))


def stated(events: Sequence[Event]) -> tuple[Event, ...]:
    """Return the events at which lines may jump: those that took place and whose date is bounded."""
    found: list[Event] = []
    for row in events:
        date = PartialDate.parse(row.date) if row.date else None
        if row.mode != "planned" and date and date.earliest and date.latest:
            found.append(row)
    return tuple(found)


def event_days(events: Sequence[Event], begin: float) -> tuple[tuple[float, float], ...]:
    """Return the first and last day, since the record's begin, of each such event."""
    dates = [PartialDate.parse(row.date) for row in stated(events) if row.date]
    return tuple(
        (date.earliest.toordinal() - begin, date.latest.toordinal() - begin)
        for date in dates
        if date.earliest and date.latest
    )


def _model(rows: Rows, readings: Readings) -> Model:
    actors = {row.id: row.parent for row in rows.actors}
    largest = LARGEST if len(readings.ids) <= POOLED else 1
    found = families(readings.cells, {row.id: row.parent for row in rows.issues}, actors, largest)
    place = np.empty(len(readings.cells), dtype=np.int64)
    for own in found:
        place[list(own.cells)] = np.arange(len(own.cells))
    day = ((readings.first + readings.last) / 2 - readings.begin)[None, :]
    # A vague event is put at the middle of its span; the span itself decides in which gaps it may lie.
    events = np.array(sorted((low + high) / 2 for low, high in event_days(rows.events, readings.begin)))
    span = max(readings.end - readings.begin, 1.0)
    noise = coder_noise(readings)
    times = Times(day=day, cell=readings.cell, jumps=0, events=events, span=span)
    return Model(
        readings=readings,
        families=found,
        place=place,
        times=times,
        bunches=bunches(found, times),
        strengths=strengths(middle()),
        shift=shifts(readings, noise, 1, None),
        coder_noise=noise,
    )


def _evidence(base: Model, tried: Strengths) -> Floats:
    many = len(tried.noise)
    times = replace(base.times, day=np.repeat(base.times.day, many, axis=0))
    model = replace(base, strengths=tried, times=times, shift=np.repeat(base.shift, many, axis=0))
    return turned(model, start(model), _TURNS).evidence


def _drawn(base: Model, chosen: Strengths, readings: Readings, rng: np.random.Generator) -> Model:
    """Return the model with strengths, dates and the coders' shifts drawn."""
    first, last = readings.first - readings.begin, readings.last - readings.begin
    many = len(chosen.noise)
    day = first + np.floor(rng.random((many, len(first))) * (last - first + 1))
    shift = shifts(readings, base.coder_noise, many, rng)
    return replace(base, strengths=chosen, times=replace(base.times, day=day), shift=shift)
