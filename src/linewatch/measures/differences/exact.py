"""Exact tests for few actors: every other way of dealing the same outcomes out is counted."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, factorial, lgamma, prod

import numpy as np
from numpy.typing import NDArray

MOST_WAYS = 200_000  # ways of dealing out that are gone through one by one; beyond it they are drawn
DRAWS = 20_000
_LONGEST = 120  # actors up to whose number the ways are counted without going through them
_SAME = 1 + 1e-7  # two ways as likely but for rounding count as equally likely


@dataclass(frozen=True, slots=True)
class Tested:
    """What a test says.

    Attributes:
        p: How often as great a difference comes about where the attribute makes none.
        least: The smallest p that these actors could have given: above .05 no result would have told anything.
        exact: Whether every way was counted; else the share is of seeded draws, the observed way among them.
    """

    p: float
    least: float
    exact: bool


def shares_test(yes: Sequence[int], of: Sequence[int], rng: np.random.Generator) -> Tested:
    """Return Fisher's exact test of a yes-or-no outcome in two groups or more, two-sided.

    Args:
        yes: In each group how many had it.
        of: In each group how many there are.
        rng: For draws, where there are too many tables to go through.

    Source:
        Fisher (1934); for more than two groups Freeman and Halton (1951), Biometrika 38, 141-149: the tables with the
        same margins that are no likelier than the one seen.
    """
    every, had = sum(of), sum(yes)
    if prod(n + 1 for n in of) > MOST_WAYS:
        drawn = rng.multivariate_hypergeometric(list(of), had, size=DRAWS)
        logs = np.array([_log_likely(row, of) for row in [list(yes), *drawn.tolist()]])
        rare = int((logs[1:] <= logs[0] + np.log(_SAME)).sum())
        return Tested((1 + rare) / (1 + DRAWS), 1 / (1 + DRAWS), exact=False)
    tables = [t for t in itertools.product(*(range(n + 1) for n in of[:-1])) if 0 <= had - sum(t) <= of[-1]]
    ways = [prod(map(comb, of, (*table, had - sum(table)))) for table in tables]
    seen = prod(map(comb, of, yes))
    total = comb(every, had)
    # Whole numbers: ways that are as likely are exactly so.
    p = sum(way for way in ways if way <= seen) / total
    return Tested(p, sum(way for way in ways if way == min(ways)) / total, exact=True)


def _log_likely(yes: Sequence[int], of: Sequence[int]) -> float:
    return sum(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) for k, n in zip(yes, of, strict=True))


def scores_test(scores: NDArray[np.int64], inside: NDArray[np.bool_], rng: np.random.Generator) -> Tested:
    """Return the exact permutation test of a sum of whole-number scores in one of two groups, two-sided.

    With twice the midranks for scores this is the Wilcoxon and Mann-Whitney test, ties and all.

    Args:
        scores: One an actor, shape (n,).
        inside: Which actors are in the first group, same shape.
        rng: For draws, where there are very many actors.

    Source:
        Streitberg and Roehmel (1986), Statistical Software Newsletter 12(1): subsets counted by size and sum.
    """
    n, size = len(scores), int(inside.sum())
    if n > _LONGEST:
        return order_test(scores, inside.astype(np.int64), rng)
    from_zero = scores - scores.min()
    ways = np.zeros((size + 1, int(from_zero.sum()) + 1))
    ways[0, 0] = 1.0
    for score in from_zero.tolist():
        # The greater subsets first, so that no actor is counted into a subset twice.
        for many in range(size, 0, -1):
            ways[many, score:] += ways[many - 1, : ways.shape[1] - score]
    share = ways[size] / ways[size].sum()
    # In units of 1/n of a score, so that what is expected is a whole number too.
    away = np.abs(n * np.arange(len(share)) - size * int(from_zero.sum()))
    seen = abs(n * int(from_zero[inside].sum()) - size * int(from_zero.sum()))
    able = share > 0
    return Tested(
        p=min(1.0, float(share[able & (away >= seen)].sum())),
        least=float(share[able & (away == away[able].max())].sum()),
        exact=True,
    )


def groups_test(scores: NDArray[np.int64], group: NDArray[np.int64], rng: np.random.Generator) -> Tested:
    """Return the permutation test of scores in three groups or more, by the spread of the groups' means.

    With midranks for scores this orders the ways as Kruskal and Wallis do.

    Args:
        scores: One an actor, shape (n,).
        group: The group of each, 0 and up, same shape.
        rng: For draws, where there are too many ways.

    Source:
        Kruskal and Wallis (1952), JASA 47, sec. 5.
    """
    sizes = np.bincount(group)
    ways = factorial(len(scores)) // prod(factorial(int(n)) for n in sizes)
    dealt = _every_way(sizes.tolist()) if ways <= MOST_WAYS else _drawn(group, rng)
    spread = _spread(scores, dealt, sizes)
    seen = float(_spread(scores, group[None, :], sizes)[0])
    as_great = int((spread >= seen - 1e-9 * abs(seen)).sum())
    if ways > MOST_WAYS:
        return Tested((1 + as_great) / (1 + DRAWS), 1 / (1 + DRAWS), exact=False)
    most = float(spread.max())
    return Tested(as_great / ways, float((spread >= most - 1e-9 * abs(most)).mean()), exact=True)


def order_test(one: NDArray[np.int64], other: NDArray[np.int64], rng: np.random.Generator) -> Tested:
    """Return the permutation test of two orders against each other, two-sided, by the product of their scores.

    With midranks for scores this is Spearman's test.

    Args:
        one: Scores, shape (n,).
        other: Scores of the same actors.
        rng: For draws, beyond eight actors.
    """
    n = len(one)
    centred, against = one - one.mean(), other - other.mean()
    seen = abs(float(centred @ against))
    if factorial(n) <= MOST_WAYS:
        sums = np.array([centred @ np.array(way) for way in itertools.permutations(against.tolist())])
        away = np.abs(sums)
        return Tested(
            float((away >= seen - 1e-9).mean()), float((away >= away.max() - 1e-9).mean()), exact=True
        )
    drawn = np.abs(rng.permuted(np.tile(against, (DRAWS, 1)), axis=1) @ centred)
    return Tested((1 + int((drawn >= seen - 1e-9).sum())) / (1 + DRAWS), 1 / (1 + DRAWS), exact=False)


def doubled_ranks(values: Sequence[tuple[float, float]]) -> NDArray[np.int64]:
    """Return for each value how many of the others are surely lower, less how many are surely higher.

    Args:
        values: What is known of each: its least and its greatest, equal for a plain number.

    Returns:
        For plain numbers twice the midrank less n + 1; values that may be equal are taken for ties. Shape (n,).

    Source:
        Mantel (1967), Biometrics 23, 65-78: scores of values that are known within bounds.
    """
    low, high = np.array(values, dtype=np.float64).reshape(-1, 2).T
    return np.asarray((high < low[:, None]).sum(axis=1) - (low > high[:, None]).sum(axis=1), dtype=np.int64)


def _every_way(sizes: Sequence[int]) -> NDArray[np.int64]:
    n = sum(sizes)
    rows = list[list[int]]()

    def deal(free: Sequence[int], label: int, row: list[int]) -> None:
        if label == len(sizes):
            rows.append(row.copy())
            return
        for chosen in itertools.combinations(free, sizes[label]):
            for place in chosen:
                row[place] = label
            deal([place for place in free if place not in chosen], label + 1, row)

    deal(range(n), 0, [0] * n)
    return np.array(rows)


def _drawn(group: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.int64]:
    return rng.permuted(np.tile(group, (DRAWS, 1)), axis=1)


def _spread(
    scores: NDArray[np.int64], dealt: NDArray[np.int64], sizes: NDArray[np.int64]
) -> NDArray[np.float64]:
    sums = np.stack([(dealt == label) @ scores for label in range(len(sizes))], axis=1).astype(np.float64)
    return (sums**2 / sizes).sum(axis=1)
