"""Made-up movements with a known truth: what coders would write down of lines that move and jump.

It is another program than any model in `linewatch.measures` and imports nothing of it. A cell is an actor on an
issue. What a cell's line does:

- Its level is drawn from the actor's general bent, the bent of the branch of the issue tree, and its own.
- It drifts by unequal steps at unequal times (not a random walk by the day), and one cell in five jumps once, by
  1 to 2.5 either way, on a day of which no table tells. Where ``told`` is asked for, half the jumps fall on the
  days of events in the table; otherwise the events in the table have nothing to do with any jump.
- It is squashed softly to the scale: no line lies outside -2.5 to 2.5.

What is written down: whoever speaks says his line with an error that grows with looser forms and weaker
certainty; one statement in ten is gross, anything on the scale. Two coders read it, each with thresholds of his own
(unequal and shifted), and cut it into -2 … +2. The first coder has three quarters of the statements; a third are
coded by both. Dates are days, months, spans, open spans or missing.

    movement = simulated(seed=7, statements=60)
    movement.statements[0].said_on          # EDTF or None
    movement.line("p3", "man", date(1956, 5, 1))   # the truth, in units of the stance scale
    movement.jumps                          # [Jump(actor, issue, day, size, told)]
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from math import tanh
from random import Random

FIRST_DAY, DAYS = date(1956, 1, 1), 366
CENTRE = "centre"
PARENTS = {"campaign": None, "man": "campaign", "system": "campaign", "cult": "man", "order": None}
FORMS = {"resolution": 3, "editorial": 2, "talk": 1}  # by authority
_FORM_ERROR = {"resolution": 0.1, "editorial": 0.25, "talk": 0.45}
_CERTAINTY_ERROR = {"certain": 0.15, "likely": 0.4, "doubtful": 0.8}
_EDGE = 2.5


@dataclass(frozen=True, slots=True)
class Spoken:
    """One statement as it is written down; ``also`` is the other coder's reading, where there is one."""

    id: str
    actor: str
    issue: str
    stance: int
    said_on: str | None
    form: str
    certainty: str
    coder: str
    also: tuple[str, int] | None
    true_day: date
    gross: bool


@dataclass(frozen=True, slots=True)
class Jump:
    """A planted jump; told where an event of the table falls on its day."""

    actor: str
    issue: str
    day: date
    size: float
    told: bool


@dataclass(frozen=True, slots=True)
class Movement:
    """What is written down, and the truth."""

    actors: tuple[str, ...]
    parents: dict[str, str | None]
    events: dict[str, date]
    statements: tuple[Spoken, ...]
    jumps: tuple[Jump, ...]
    _steps: dict[tuple[str, str], tuple[list[int], list[float]]]

    def line(self, actor: str, issue: str, day: date) -> float:
        """Return the true line of an actor on an issue on a day, from -2.5 to 2.5."""
        days, levels = self._steps[actor, issue]
        level = levels[bisect_right(days, (day - FIRST_DAY).days) - 1]
        return _EDGE * tanh(level / _EDGE)


def simulated(
    seed: int, statements: int, parties: int = 8, *, jumping: float = 0.2, told: bool = False
) -> Movement:
    """Return a made-up movement of one centre and so many parties less one, on five issues in a tree."""
    dice = Random(f"movement {seed} {statements} {parties}")
    actors = (CENTRE, *(f"p{at}" for at in range(1, parties)))
    events = {f"event{at}": _day(dice.randrange(40, DAYS - 40)) for at in range(3)}
    steps: dict[tuple[str, str], tuple[list[int], list[float]]] = {}
    jumps: list[Jump] = []
    for actor in actors:
        for issue, level in _levels(dice).items():
            drift = _drift(dice)
            if dice.random() < jumping:
                on_event = told and dice.random() < 0.5
                day = dice.choice(list(events.values())) if on_event else _day(dice.randrange(30, DAYS - 30))
                size = dice.choice((-1, 1)) * dice.uniform(1.0, 2.5)
                # A line at the edge of the scale jumps inwards, where it can be seen.
                size = -size if abs(level + size) > _EDGE else size
                drift[(day - FIRST_DAY).days] = drift.get((day - FIRST_DAY).days, 0.0) + size
                jumps.append(Jump(actor, issue, day, size, on_event))
            steps[actor, issue] = _summed(level, drift)
    empty = Movement(actors, dict(PARENTS), events, (), tuple(jumps), steps)
    spoken = tuple(_spoken(dice, empty, statements))
    return Movement(actors, dict(PARENTS), events, spoken, tuple(jumps), steps)


def _levels(dice: Random) -> dict[str, float]:
    bent = dice.gauss(0, 0.7)
    levels: dict[str, float] = {}
    for issue, parent in PARENTS.items():
        above = levels[parent] if parent else bent
        levels[issue] = above + dice.gauss(0, 0.6)
    return levels


def _drift(dice: Random) -> dict[int, float]:
    """Return a few small moves, on days of their own; some lines move twice as much as others."""
    lively = dice.choice((0.08, 0.16))
    return {dice.randrange(1, DAYS): dice.gauss(0, lively) for _ in range(dice.randrange(4, 12))}


def _summed(level: float, drift: dict[int, float]) -> tuple[list[int], list[float]]:
    days, levels = [0], [level]
    for day in sorted(drift):
        days.append(day)
        levels.append(levels[-1] + drift[day])
    return days, levels


def _spoken(dice: Random, movement: Movement, count: int):
    # The centre speaks most; some parties hardly at all, so that cells stay empty.
    weights = [4.0, *(dice.choice((0.3, 1.0, 2.0)) for _ in movement.actors[1:])]
    liked = {issue: dice.choice((0.5, 1.0, 2.0)) for issue in PARENTS}
    cuts = {coder: _cuts(dice) for coder in ("first", "second")}
    bursts = [dice.randrange(DAYS) for _ in range(3)]
    for at in range(count):
        (actor,) = dice.choices(movement.actors, weights)
        (issue,) = dice.choices(list(liked), list(liked.values()))
        day = _day(_when(dice, bursts))
        form = dice.choice(list(FORMS))
        (certainty,) = dice.choices(list(_CERTAINTY_ERROR), (0.7, 0.2, 0.1))
        gross = dice.random() < 0.1
        said = movement.line(actor, issue, day)
        said += dice.gauss(0, _FORM_ERROR[form]) + dice.gauss(0, _CERTAINTY_ERROR[certainty])
        if gross:
            said = dice.uniform(-2.5, 2.5)
        first = "first" if dice.random() < 0.75 else "second"
        other = "second" if first == "first" else "first"
        also = (other, _code(dice, said, cuts[other])) if dice.random() < 1 / 3 else None
        yield Spoken(
            id=f"s{at:05}",
            actor=actor,
            issue=issue,
            stance=_code(dice, said, cuts[first]),
            said_on=_written(dice, day),
            form=form,
            certainty=certainty,
            coder=first,
            also=also,
            true_day=day,
            gross=gross,
        )


def _cuts(dice: Random) -> list[float]:
    """Return a coder's thresholds: shifted as a whole, and each a little off."""
    shift = dice.gauss(0, 0.15)
    return sorted(cut + shift + dice.gauss(0, 0.1) for cut in (-1.5, -0.5, 0.5, 1.5))


def _code(dice: Random, said: float, cuts: list[float]) -> int:
    return bisect_right(cuts, said + dice.gauss(0, 0.15)) - 2


def _when(dice: Random, bursts: list[int]) -> int:
    if dice.random() < 0.4:
        return min(DAYS - 1, max(0, round(dice.gauss(dice.choice(bursts), 8))))
    return dice.randrange(DAYS)


def _day(number: int) -> date:
    return FIRST_DAY + timedelta(days=number)


def _written(dice: Random, day: date) -> str | None:
    """Return a day as a source would give it: often to the day, else more loosely, always truly."""
    kind = dice.random()
    if kind < 0.60:
        return day.isoformat()
    if kind < 0.80:
        return f"{day:%Y-%m}"
    if kind < 0.90:
        first = day - timedelta(days=dice.randrange(0, 30))
        return f"{first.isoformat()}/{(day + timedelta(days=dice.randrange(1, 30))).isoformat()}"
    if kind < 0.94:
        last = day.replace(day=monthrange(day.year, day.month)[1])
        return f"../{last.isoformat()}"
    if kind < 0.97:
        return f"{day.year}"
    return None
