"""Made-up questions with a known answer: what is so, what was seen of it, and what it truly tells.

It is another program than the weighing in `linewatch.hypotheses` and imports nothing of it. One world is one question.

- One of three to six hypotheses is true, the last of them "something else"; or, where several may contribute, each
  of three to five is true or not by the toss of a coin, and the last column stands for none of them.
- Evidence comes in units until 8 to 24 items are there. A document is read as it is. A trace is there or not, and
  where it is there it is come upon only with a chance of its own. A source tells of one to three things; it is a good
  one or a bad one throughout, and a bad one tells at random. A report is copied: the copies say what the first said,
  or else were made independently; its first teller, too, may be bad.
- Most items tell next to nothing apart, some a little, a few much. How common an item is has nothing to do with that.
- What is seen is drawn from what is true. What is not seen is listed as looked for and not found.

`told(world)` is what somebody would know who knew all these chances: the posterior of the very process that drew it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

# How often an item is of this sort, and how far its log odds then differ from one hypothesis to another.
SORTS = ((0.5, 0.2), (0.3, 1.2), (0.2, 2.5))
UNITS = (("document", 0.4), ("trace", 0.2), ("source", 0.2), ("copied", 0.2))
RELIABILITIES = (0.5, 0.7, 0.85, 0.95)
AT_RANDOM = 0.5  # how often a bad teller says that a thing is so
_EDGE = 4.0  # no chance is nearer to 0 or 1 than this in log odds


@dataclass(frozen=True, slots=True)
class Thing:
    """One item.

    Attributes:
        unit: The number of the unit it belongs to.
        made: document, trace, source or copied.
        alone: Log odds that it is so, by column (a hypothesis; where several contribute, it alone, or none).
        by_state: Chance that it is so, by state of the world.
        noticed: The chance of coming upon it where it is so.
        good: The chance that its teller is a good one.
        copied: The chance that it repeats the first of its unit.
        seen: Whether it was seen.
    """

    unit: int
    made: str
    alone: NDArray[np.float64]
    by_state: NDArray[np.float64]
    noticed: float
    good: float
    copied: float
    seen: bool


@dataclass(frozen=True, slots=True)
class World:
    """One question.

    Attributes:
        several: Whether several hypotheses may be true.
        states: Which columns are true in each state, shape (states, columns).
        state: The state that is the case.
        things: The evidence.
    """

    several: bool
    states: NDArray[np.bool_]
    state: int
    things: tuple[Thing, ...]

    @property
    def columns(self) -> int:
        """How many hypotheses there are, the last one included."""
        return self.states.shape[1]

    @property
    def true(self) -> NDArray[np.bool_]:
        """Which columns are true."""
        return self.states[self.state]


def world(seed: int, number: int, several: bool = False) -> World:
    """Return one made-up question; the same seed and number give the same."""
    dice = np.random.default_rng([seed, number, int(several)])
    states = _several(int(dice.integers(3, 6))) if several else np.eye(int(dice.integers(3, 7)), dtype=bool)
    state = int(dice.integers(len(states)))
    wanted, things = int(dice.integers(8, 25)), list[Thing]()
    unit = 0
    while len(things) < wanted:
        made = str(dice.choice([name for name, _ in UNITS], p=[share for _, share in UNITS]))
        things += _unit(dice, unit, made, states, state)
        unit += 1
    return World(several, states, state, tuple(things))


def told(of: World) -> NDArray[np.float64]:
    """Return the chance of each column given all that was seen, under the process that drew it."""
    log = np.zeros(len(of.states))
    for unit in sorted({thing.unit for thing in of.things}):
        log += np.log(_of_unit([thing for thing in of.things if thing.unit == unit]))
    weight = np.exp(log - log.max())
    weight /= weight.sum()
    return weight @ of.states


def _several(count: int) -> NDArray[np.bool_]:
    """Return every set of so many hypotheses, with a last column for the empty one."""
    rows = np.array(list(product((False, True), repeat=count)))
    return np.column_stack([rows, ~rows.any(axis=1)])


def _unit(
    dice: np.random.Generator, unit: int, made: str, states: NDArray[np.bool_], state: int
) -> list[Thing]:
    """Return the items of one unit, drawn from what is true."""
    several = len(states) != states.shape[1]
    count = {
        "document": 1,
        "trace": 1,
        "source": int(dice.integers(1, 4)),
        "copied": int(dice.integers(2, 5)),
    }[made]
    reliability = float(dice.choice(RELIABILITIES)) if made in ("source", "copied") else 1.0
    noticed = float(dice.uniform(0.2, 0.9)) if made == "trace" else 1.0
    copied = float(dice.uniform(0.5, 1.0)) if made == "copied" else 0.0
    good = bool(dice.random() < reliability)
    things: list[Thing] = []
    first: tuple[NDArray[np.float64], NDArray[np.float64]] | None = None
    for at in range(count):
        base, effects = first or _odds(dice, states.shape[1], several)
        if made == "copied":
            first = (base, effects)
        alone = np.clip(base + effects, -_EDGE, _EDGE)
        log_odds = base[0] + states[:, :-1] @ effects[:-1] if several else alone
        by_state = _share(np.clip(log_odds, -_EDGE, _EDGE))
        # Only the first of a copied report hangs on its first teller; the copies hang on it or on nobody.
        sound = good or (made == "copied" and at > 0)
        chance = noticed * by_state[state] if sound else AT_RANDOM
        seen = bool(dice.random() < chance)
        if at and dice.random() < copied:
            seen = things[0].seen
        things.append(Thing(unit, made, alone, by_state, noticed, reliability, copied, seen))
    return things


def _odds(
    dice: np.random.Generator, columns: int, several: bool
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return an item's log odds in common, and by how much each column moves them."""
    spread = float(dice.choice([spread for _, spread in SORTS], p=[share for share, _ in SORTS]))
    base = np.full(columns, dice.normal(-0.3, 1.2))
    effects = dice.normal(0, spread, size=columns)
    if several:
        # Where several contribute, each bears on some of the items only, and the empty case on none.
        effects *= dice.random(columns) < 0.5
        effects[-1] = 0.0
    return base, effects


def _of_unit(things: list[Thing]) -> NDArray[np.float64]:
    """Return how likely what was seen of one unit is, by state."""
    first = things[0]
    each = [thing.noticed * thing.by_state for thing in things]
    like = [at if thing.seen else 1 - at for at, thing in zip(each, things, strict=True)]
    at_random = [AT_RANDOM if thing.seen else 1 - AT_RANDOM for thing in things]
    if first.made != "copied":
        return first.good * np.prod(like, axis=0) + (1 - first.good) * float(np.prod(at_random))
    rest = np.ones_like(like[0])
    for thing, alone in zip(things[1:], like[1:], strict=True):
        rest = rest * (thing.copied * (thing.seen == first.seen) + (1 - thing.copied) * alone)
    return (first.good * like[0] + (1 - first.good) * at_random[0]) * rest


def _share(log_odds: NDArray[np.float64]) -> NDArray[np.float64]:
    return 1 / (1 + np.exp(-log_odds))
