"""Made-up judges: what they write down of a made-up question, each with one habit that spoils it.

A judge perceives the log odds of each item under each hypothesis with an error of his own and says one of seven words;
of "something else" he is twice as unsure. He also says how far he trusts a teller, how likely he would have come upon
what he did not find, and how far a group's items repeat one another: each a little off the truth.

A copy reads as its original does: its error is the same. All habits judge the same worlds with the same errors, so
that they differ by the habit alone. The words' bands are those of ICD 203 as published; what Kent meant by five of
them and what readers said that they understand by them are published figures, too.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.judged.worlds import World

# Where one word ends and the next begins.
ICD203 = (0.05, 0.20, 0.45, 0.55, 0.80, 0.95)
# Kent's five words, taken for the like words of the seven; a gap is cut at its middle.
KENT = (0.16, 0.16, 0.40, 0.615, 0.87, 0.87)
# Halfway in log odds between the medians 2, 5, 20, 50, 70, 90 and 95 % of what readers understand.
HEARD = (0.032, 0.103, 0.333, 0.604, 0.821, 0.929)
# What the seven words are taken to mean by whoever reads the sheet.
BANDS = ((0.01, 0.05), (0.05, 0.20), (0.20, 0.45), (0.45, 0.55), (0.55, 0.80), (0.80, 0.95), (0.95, 0.99))
EVEN = 3
UNJUDGED = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """How a judge judges.

    Attributes:
        name: What he is called in the tables.
        unsure: The spread of his error on a pair, in log odds.
        unsure_of_item: The spread of his error on how common an item is, the same under all hypotheses.
        bias: By how much he makes what he saw likelier under his favourite; rivals lose three tenths of it.
        stretch: What he multiplies log odds by.
        words: Where his words end.
        blind: Whether he sees no copies and no common source.
        trust: The share of a teller's badness that he does not see.
        skips: The share of pairs that he leaves out.
        one_eyed: Whether he looks at his favourite only, and says "even" of all others.
        only_seen: Whether he lists what was seen and leaves out what was not found.
    """

    name: str
    unsure: float = 0.5
    unsure_of_item: float = 0.4
    bias: float = 0.0
    stretch: float = 1.0
    words: tuple[float, ...] = ICD203
    blind: bool = False
    trust: float = 0.0
    skips: float = 0.0
    one_eyed: bool = False
    only_seen: bool = False


HABITS = (
    Habit(name="careful"),
    Habit(name="careless", unsure=1.0),
    Habit(name="biased", bias=1.0),
    Habit(name="timid", stretch=0.5),
    Habit(name="bold", stretch=1.7),
    Habit(name="misses copies", blind=True),
    Habit(name="Kent's words", words=KENT),
    Habit(name="words as heard", words=HEARD),
    Habit(name="trusting", trust=0.75),
    Habit(name="lazy", skips=0.5),
    Habit(name="one-eyed", one_eyed=True),
    Habit(name="lists only what is seen", only_seen=True),
    Habit(name="a little of all", unsure=0.7, bias=0.5, stretch=1.3, blind=True, trust=0.4, skips=0.25),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one judge wrote down of a question.

    Attributes:
        listed: The numbers of the things that he lists.
        words: By listed thing and hypothesis, the number of the word from 0 to 6, or UNJUDGED.
        good: By listed thing, the range of how far he trusts its teller.
        noticed: By listed thing, the range of the chance that he would have come upon it.
        source: By listed thing, the name of its teller, or None.
        group: By listed thing, the name of its group of copies, or None.
        copied: By group, how far its items repeat one another.
    """

    listed: tuple[int, ...]
    words: NDArray[np.int64]
    good: tuple[tuple[float, float], ...]
    noticed: tuple[tuple[float, float], ...]
    source: tuple[str | None, ...]
    group: tuple[str | None, ...]
    copied: dict[str, float]


def judged(of: World, habit: Habit, seed: int, number: int, judge: int) -> Sheet:
    """Return what a judge of this habit writes down; the same seed, number and judge have the same errors."""
    dice = np.random.default_rng([seed, number, judge, 1])
    favourite = int(dice.integers(of.columns - 1))
    perceived = _perceived(of, habit, dice, favourite)
    words = np.searchsorted(np.array(habit.words), 1 / (1 + np.exp(-perceived)), side="right").astype(
        np.int64
    )
    skipped = _skipped(dice, words.shape, habit.skips)
    if habit.one_eyed:
        words[:, np.arange(of.columns) != favourite] = EVEN
    words[skipped] = UNJUDGED
    said = [_about(dice, 1 - (1 - thing.good) * (1 - habit.trust)) for thing in of.things]
    found = [_about(dice, thing.noticed) for thing in of.things]
    told_copied = {
        f"g{unit}": float(np.clip(_copied(of, unit) + dice.normal(0, 0.1), 0, 1)) for unit in _units(of)
    }
    listed = tuple(at for at, thing in enumerate(of.things) if thing.seen or not habit.only_seen)
    # One that lists nothing has nothing to weigh; he lists the first thing after all.
    listed = listed or (0,)
    sources, groups = _names(of, habit.blind)
    groups = [groups[at] for at in listed]
    return Sheet(
        listed,
        words[list(listed)],
        tuple(said[at] for at in listed),
        tuple(found[at] for at in listed),
        tuple(sources[at] for at in listed),
        tuple(groups),
        {group: told_copied[group] for group in sorted({group for group in groups if group})},
    )


def _perceived(of: World, habit: Habit, dice: np.random.Generator, favourite: int) -> NDArray[np.float64]:
    """Return the log odds as the judge feels them, shape (things, columns)."""
    true = np.array([thing.alone for thing in of.things])
    by_item = dice.normal(0, 1, size=len(of.things))
    by_pair = dice.normal(0, 1, size=true.shape)
    for at, thing in enumerate(of.things):
        if thing.made == "copied" and at and of.things[at - 1].unit == thing.unit:
            by_item[at], by_pair[at] = by_item[at - 1], by_pair[at - 1]
    by_pair[:, -1] *= 2
    felt = habit.stretch * true + habit.unsure_of_item * by_item[:, None] + habit.unsure * by_pair
    seen = np.where([thing.seen for thing in of.things], 1.0, -1.0)[:, None]
    towards = np.where(np.arange(of.columns) == favourite, 1.0, -0.3)
    return felt + habit.bias * seen * towards


def _skipped(dice: np.random.Generator, shape: tuple[int, ...], share: float) -> NDArray[np.bool_]:
    """Return which pairs are left out; of each hypothesis at least one is judged."""
    skipped = dice.random(shape) < share
    kept = dice.integers(shape[0], size=shape[1])
    skipped[kept, np.arange(shape[1])] = False
    return skipped


def _about(dice: np.random.Generator, share: float) -> tuple[float, float]:
    """Return a range around a share; what is certain is said to be certain."""
    off, wide = float(dice.normal(0, 0.08)), float(dice.uniform(0.05, 0.15))
    if share == 1.0:
        return 1.0, 1.0
    middle = min(max(share + off, 0.0), 1.0)
    return max(middle - wide, 0.0), min(middle + wide, 1.0)


def _units(of: World) -> list[int]:
    return sorted({thing.unit for thing in of.things if thing.made == "copied"})


def _copied(of: World, unit: int) -> float:
    return next(thing.copied for thing in of.things if thing.unit == unit)


def _names(of: World, blind: bool) -> tuple[list[str | None], list[str | None]]:
    """Return by thing the name of its teller and of its group; the blind give each a teller of its own."""
    sources: list[str | None] = []
    groups: list[str | None] = []
    for at, thing in enumerate(of.things):
        told = thing.made in ("source", "copied")
        own = blind or thing.made == "copied"
        sources.append((f"s{thing.unit}-{at}" if own else f"s{thing.unit}") if told else None)
        groups.append(f"g{thing.unit}" if thing.made == "copied" and not blind else None)
    return sources, groups
