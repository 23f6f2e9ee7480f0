"""Reactions against attributes: each rival explanation tested on the same actors, and how far rivals coincide."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from statistics import median

import numpy as np

from linewatch.measures.differences import effects, exact
from linewatch.measures.differences.effects import Effect
from linewatch.measures.differences.exact import Tested
from linewatch.measures.differences.reactions import Outcome
from linewatch.measures.multiple import holm

LEAST_IN_GROUP = 2  # of one actor alone nobody can say whether it is the attribute or the actor
REST = "not told"


@dataclass(frozen=True, slots=True)
class Trait:
    """One attribute of the compared actors.

    Attributes:
        name: As the record calls it.
        values: By actor.
        left_out: By actor why it has none.
    """

    name: str
    values: dict[str, str]
    left_out: dict[str, str]

    @property
    def numbers(self) -> dict[str, float] | None:
        """The values as numbers where all are, and there are more than two."""
        try:
            found = {actor: float(value) for actor, value in self.values.items()}
        except ValueError:
            return None
        return found if len(set(found.values())) > 2 and all(map(isfinite, found.values())) else None


@dataclass(frozen=True, slots=True)
class Group:
    """The actors with one value of an attribute.

    Attributes:
        value: The value; of an ordered attribute with a yes-or-no outcome, yes or no.
        actors: Who.
        yes: How many had the outcome; None for a number.
        low: The least that the median of a number can be; None for yes or no.
        high: The greatest; None for yes or no, or where dates leave it open.
    """

    value: str
    actors: tuple[str, ...]
    yes: int | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One outcome against one attribute.

    Attributes:
        outcome: Which.
        attribute: Which.
        test: How it was tested.
        groups: Who is compared with whom.
        n: Actors compared.
        tested: What the test says; None where refused.
        p_holm: The p-value that holds for all tests together.
        effect: How great the difference is.
        left_out: By actor why it is not compared.
        why: Why it is refused.
        needed: What would do.
    """

    outcome: str
    attribute: str
    test: str
    groups: tuple[Group, ...]
    n: int
    tested: Tested | None
    p_holm: float | None
    effect: Effect | None
    left_out: dict[str, str]
    why: str | None = None
    needed: str | None = None


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two attributes on the same actors.

    Attributes:
        one: The first.
        other: The second.
        cells: By the two values who has both.
        n: Actors of whom both are told.
        inseparable: Whether knowing one is knowing the other, so that no test can part them.
        tested: Whether they go together more than by chance; None where that is refused.
    """

    one: str
    other: str
    cells: dict[tuple[str, str], tuple[str, ...]]
    n: int
    inseparable: bool
    tested: Tested | None


def differences(outcomes: Sequence[Outcome], traits: Sequence[Trait], seed: int) -> tuple[Difference, ...]:
    """Return every outcome against every attribute, with p-values that hold for all tests together.

    Args:
        outcomes: How the actors reacted.
        traits: What they are.
        seed: Keys the draws of each test by itself.
    """
    found = [_difference(o, t, np.random.default_rng(seed)) for o in outcomes for t in traits]
    tests = [k for k, row in enumerate(found) if row.tested]
    adjusted = holm([row.tested.p for row in found if row.tested])
    for k, p in zip(tests, adjusted, strict=True):
        found[k] = replace(found[k], p_holm=p)
    return tuple(found)


def overlaps(traits: Sequence[Trait], seed: int) -> tuple[Overlap, ...]:
    """Return how far each two attributes coincide among the compared actors: what coincides cannot be told apart."""
    return tuple(_overlap(a, b, np.random.default_rng(seed)) for a, b in itertools.combinations(traits, 2))


def _difference(outcome: Outcome, trait: Trait, rng: np.random.Generator) -> Difference:
    both = [actor for actor in outcome.values if actor in trait.values]
    told = {actor: outcome.values[actor] for actor in both}
    out = outcome.left_out | {a: why for a, why in trait.left_out.items() if a in outcome.values}
    begun = Difference(
        outcome=outcome.name, attribute=trait.name, test="", groups=_groups(outcome, trait, both), n=len(both),
        tested=None, p_holm=None, effect=None, left_out=dict(sorted(out.items())),
    )  # fmt: skip
    if len(begun.groups) < 2:
        alike = (
            f"of all others the record does not tell whether they are {begun.groups[0].value} too"
            if begun.groups
            else "of none both are told"
        )
        return replace(begun, why=alike, needed="actors of two values, with both told")
    if len(set(told.values())) < 2:
        return replace(begun, why="all of them reacted alike", needed="actors that reacted otherwise")
    numbers = trait.numbers
    if numbers and not outcome.yes_or_no:
        return _along(begun, [numbers[actor] for actor in both], list(told.values()), rng)
    if few := next((group for group in begun.groups if len(group.actors) < LEAST_IN_GROUP), None):
        return replace(
            begun,
            why=f"only {few.actors[0]} is {few.value}",
            needed=f"at least {LEAST_IN_GROUP} actors with each value",
        )
    if numbers:
        return _numbers(begun, {a: (numbers[a], numbers[a]) for a in both}, rng)
    return _shares(begun, rng) if outcome.yes_or_no else _numbers(begun, told, rng)


def _groups(outcome: Outcome, trait: Trait, both: Sequence[str]) -> tuple[Group, ...]:
    # Of an ordered attribute the groups are those who had the outcome and those who had not.
    numbers = trait.numbers
    by_outcome = numbers is not None and outcome.yes_or_no
    found: dict[str, list[str]] = {}
    for actor in both:
        value = ("yes" if outcome.values[actor][0] else "no") if by_outcome else trait.values[actor]
        found.setdefault(value, []).append(actor)
    order = sorted(found, key=lambda value: (value == REST, value == "no" and by_outcome, value))
    return tuple(_group(value, found[value], outcome, numbers if by_outcome else None) for value in order)


def _group(value: str, actors: Sequence[str], outcome: Outcome, along: Mapping[str, float] | None) -> Group:
    if outcome.yes_or_no and along is None:
        return Group(value, tuple(actors), sum(outcome.values[a][0] > 0 for a in actors), None, None)
    ends = [(along[a], along[a]) if along else outcome.values[a] for a in actors]
    low, high = median(low for low, _ in ends), median(high for _, high in ends)
    return Group(value, tuple(actors), None, low, high if isfinite(high) else None)


def _shares(begun: Difference, rng: np.random.Generator) -> Difference:
    yes, of = [g.yes or 0 for g in begun.groups], [len(g.actors) for g in begun.groups]
    effect = effects.share_difference((yes[0], yes[1]), (of[0], of[1])) if len(of) == 2 else _no_one_effect()
    test = "Fisher's exact test" if len(of) == 2 else "Fisher's exact test (Freeman and Halton)"
    return replace(begun, test=test, tested=exact.shares_test(yes, of, rng), effect=effect)


def _numbers(
    begun: Difference, values: Mapping[str, tuple[float, float]], rng: np.random.Generator
) -> Difference:
    actors = [actor for group in begun.groups for actor in group.actors]
    label = np.repeat(np.arange(len(begun.groups)), [len(group.actors) for group in begun.groups])
    scores = exact.doubled_ranks([values[actor] for actor in actors])
    if len(begun.groups) > 2:
        tested, effect = exact.groups_test(scores, label, rng), _no_one_effect()
        return replace(begun, test="permutation of ranks among groups", tested=tested, effect=effect)
    one, two = ([values[actor] for actor in group.actors] for group in begun.groups)
    tested, effect = exact.scores_test(scores, label == 0, rng), effects.shift(one, two)
    return replace(begun, test="permutation of rank sums", tested=tested, effect=effect)


def _along(
    begun: Difference, along: list[float], values: list[tuple[float, float]], rng: np.random.Generator
) -> Difference:
    ranks = exact.doubled_ranks([(number, number) for number in along])
    tested = exact.order_test(ranks, exact.doubled_ranks(values), rng)
    return replace(begun, test="permutation of ranks", tested=tested, effect=effects.slope(along, values))


def _no_one_effect() -> Effect:
    return Effect("", None, None, None, "more than two groups differ in more than one figure", "two groups")


def _overlap(one: Trait, other: Trait, rng: np.random.Generator) -> Overlap:
    cells: dict[tuple[str, str], tuple[str, ...]] = {}
    for actor in sorted(one.values.keys() & other.values.keys()):
        key = (one.values[actor], other.values[actor])
        cells[key] = (*cells.get(key, ()), actor)
    rows, columns = sorted({a for a, _ in cells}), sorted({b for _, b in cells})
    apart = len(rows) > 1 and len(columns) > 1
    tested = None
    if apart and 2 in (len(rows), len(columns)):
        two, many = (rows, columns) if len(rows) == 2 else (columns, rows)
        counts = {(a, b): len(cells.get((a, b) if two is rows else (b, a), ())) for a in two for b in many}
        of = [counts[two[0], b] + counts[two[1], b] for b in many]
        tested = exact.shares_test([counts[two[0], b] for b in many], of, rng)
    return Overlap(
        one=one.name, other=other.name, cells=cells, n=sum(map(len, cells.values())),
        inseparable=apart and len(cells) == len(rows) == len(columns), tested=tested,
    )  # fmt: skip
