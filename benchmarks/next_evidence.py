"""Whether the bits that `next` expects are those that looking brings: the ratio of told to simulated.

The simulation is another program than the measure: it draws the truth from the posterior, draws from the truth whether
the item is seen, enters that in the matrix, weighs the whole anew, and takes the fall of entropy. 200 matrices, 100 of
each kind, with groups, sources, reliabilities and absences. Then items that echo evidence at hand, against a world in
which items of a group repeat one another. Run with: python -m benchmarks.next_evidence [MATRICES].
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.random_matrices import LADDER, Shape, made
from linewatch.hypotheses.draws import Settings
from linewatch.hypotheses.matrix import SURE, Candidate, Item, Matrix, Place, Span
from linewatch.hypotheses.next_evidence import wanted
from linewatch.hypotheses.weighing import posteriors, terms

LOOKED_FOR = "look"
_ANALYST = "a0"
# An item that tells less is told with the rest, and not set by itself: its simulation is mostly noise.
LEAST_BITS = 0.01


class Looked(NamedTuple):
    """One matrix: what is told of its open item, and what looking brings in simulation, in bits.

    Attributes:
        told: What `next` expects.
        fell: How far entropy falls on average from what it is before.
        apart: How far it falls from what it is at the mean of the two outcomes: the same, but for an echo.
        error: The Monte Carlo standard error of both.
    """

    told: float
    fell: float
    apart: float
    error: float


class _Question(NamedTuple):
    """What is asked: the states that may be the case, and the chances told before and after looking.

    Attributes:
        states: How likely each state is before looking, shape (draws, states).
        chances: That the item is seen in each, same shape.
        before: The chances of the hypotheses, shape (draws, hypotheses).
        seen: The same once it is seen.
        absent: The same once it was looked for and not seen.
    """

    states: NDArray[np.float64]
    chances: NDArray[np.float64]
    before: NDArray[np.float64]
    seen: NDArray[np.float64]
    absent: NDArray[np.float64]


def with_open(seed: int, *, several: bool, grouped: bool) -> Matrix:
    """Return a random matrix with one open item, in a group with evidence at hand or echoing nothing.

    Its reliability is a single number, so that the simulation can draw by it; all else are ranges.
    """
    rng = np.random.default_rng([seed, several, grouped])
    shape = Shape(hypotheses=int(rng.integers(2, 7)), items=int(rng.integers(2, 9)), several=several)
    base = made(shape, seed)
    trust = float(rng.choice([1.0, 0.8, 0.5]))
    item = Item(
        LOOKED_FOR,
        "",
        "open",
        group="g0" if grouped else None,
        reliability=Span(trust, trust),
        seen=SURE if rng.random() < 0.5 else Span(0.4, 0.9),
    )
    items = base.items
    if grouped:
        items = (*(replace(one, group="g0") for one in items[:2]), *items[2:])
    cells = {
        Place(LOOKED_FOR, candidate.id, _ANALYST): LADDER[int(rng.integers(len(LADDER)))][1]
        for candidate in base.candidates
    }
    return replace(base, items=(*items, item), cells={**base.cells, **cells})


def looked(matrix: Matrix, settings: Settings, looks: int, rng: np.random.Generator) -> Looked:
    """Return what is told of the open item, and what many simulated looks for it bring."""
    told = wanted(matrix, settings)[0].information_bits or 0.0
    each = looks // settings.draws
    question = _question(matrix, settings)
    entropy = _answer_entropies if matrix.several else _entropy
    truth = _drawn(question.states, each, rng)
    found = rng.random(truth.shape) < np.take_along_axis(question.chances, truth, axis=1)
    left = np.where(found, entropy(question.seen)[:, None], entropy(question.absent)[:, None])
    falls = entropy(question.before)[:, None] - left
    share = found.mean(axis=1)[:, None]
    mean = share * question.seen + (1 - share) * question.absent
    apart = float(entropy(mean).mean() - left.mean())
    noise = float(np.sqrt(falls.var(axis=1).mean() / looks))
    return Looked(told, float(falls.mean()), apart, noise)


def _question(matrix: Matrix, settings: Settings) -> _Question:
    """Return which states may be the case (hypotheses, or sets of them), and what looking makes of the hypotheses."""
    own = terms(matrix, settings, _ANALYST)
    nothing = np.zeros_like(own.total())
    prior, states = own.weights(nothing), own.weights(own.total())
    plain, trust = _plain_chances(matrix, settings), _trust(matrix)
    chances = trust * plain + (1 - trust) * (plain * prior).sum(axis=1, keepdims=True)
    asked = [row for row, one in enumerate(matrix.candidates) if not (matrix.several and one.rest)]
    after = (_entered(matrix, state) for state in ("seen", "absent"))
    tables = (posteriors(one, settings)[:, asked] for one in (matrix, *after))
    return _Question(states, chances, *tables)


def _plain_chances(matrix: Matrix, settings: Settings) -> NDArray[np.float64]:
    """Return how likely the open item is seen in each state where its source tells something."""
    sure = tuple(replace(one, reliability=SURE) if one.id == LOOKED_FOR else one for one in matrix.items)
    found = terms(replace(matrix, items=sure), settings, _ANALYST).chances(LOOKED_FOR)
    if found is None:
        raise ValueError(LOOKED_FOR)
    return found


def _trust(matrix: Matrix) -> float:
    return next(one.reliability.low for one in matrix.items if one.id == LOOKED_FOR)


def _entered(matrix: Matrix, state: Literal["seen", "absent"]) -> Matrix:
    return replace(
        matrix,
        items=tuple(replace(one, state=state) if one.id == LOOKED_FOR else one for one in matrix.items),
    )


def _drawn(chances: NDArray[np.float64], each: int, rng: np.random.Generator) -> NDArray[np.intp]:
    edges = chances.cumsum(axis=1)
    drawn = rng.random((len(chances), each)) * edges[:, -1:]
    found = np.zeros(drawn.shape, dtype=np.intp)
    for column in range(chances.shape[1] - 1):
        found += drawn >= edges[:, column : column + 1]
    return found


def _entropy(chances: NDArray[np.float64]) -> NDArray[np.float64]:
    return -(chances * np.log2(np.maximum(chances, 1e-300))).sum(axis=1)


def _answer_entropies(chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the entropies of a yes or no for each hypothesis, added up."""
    return _entropy(chances) + _entropy(1 - chances)


def agreement(matrices: int, settings: Settings, looks: int) -> None:
    """Print the ratio of bits told to bits simulated, for items that echo nothing and for items that do."""
    for grouped in (False, True):
        for several in (False, True):
            rng = np.random.default_rng([7, grouped, several])
            found = [
                looked(with_open(seed, several=several, grouped=grouped), settings, looks, rng)
                for seed in range(matrices // 2)
            ]
            kind = "several may contribute" if several else "exactly one true"
            echo = "echoing evidence at hand" if grouped else "echoing nothing"
            print(f"{kind}, item {echo}: {_summed(found, 'apart' if grouped else 'fell')}", flush=True)


def _summed(found: Sequence[Looked], against: Literal["fell", "apart"]) -> str:
    told, fell, apart = (sum(one[at] for one in found) for at in range(3))
    large = [one for one in found if one.told >= LEAST_BITS]
    simulated = np.array([getattr(one, against) for one in large])
    ratios = np.array([one.told for one in large]) / simulated
    low, middle, high = np.quantile(ratios, [0.05, 0.5, 0.95])
    noise = np.median(np.array([one.error for one in large]) / simulated)
    which = "first" if against == "fell" else "second"
    return (
        f"{len(found)} matrices, {told:.4f} bits told; fall of entropy {fell:.4f}, ratio {told / fell:.4f}; fall from"
        f" the mean of both outcomes {apart:.4f}, ratio {told / apart:.4f}; of {len(large)} with {LEAST_BITS} bits or"
        f" more, each against the {which}: median {middle:.4f}, 5 to 95 % {low:.4f} to {high:.4f}, within 5 %"
        f" {np.mean(np.abs(ratios - 1) <= 0.05):.3f}, median noise {noise:.4f}"
    )


class _Echoed(NamedTuple):
    """One open item in a group whose items repeat one another: bits by four reckonings."""

    true: float
    told: float
    undiscounted: float
    fell: float


def echoes(worlds: int) -> None:
    """Print how bits told of an echo go with what it truly tells where items of a group repeat one another."""
    for dependence in (0.3, 0.7, 1.0):
        found = np.array([_echoed(seed, dependence) for seed in range(worlds)])
        true, *others = found.T
        lines = [
            f"{name} mean {bits.mean():.4f}, off by {np.abs(bits - true).mean():.4f}, rank correlation"
            f" {_rank_correlation(bits, true):.2f}, below zero {np.mean(bits < -1e-9):.2f}"
            for name, bits in zip(("as told", "without discount", "fall of entropy"), others, strict=True)
        ]
        print(f"dependence {dependence}: true mean {true.mean():.4f}; " + "; ".join(lines), flush=True)


def _echoed(seed: int, dependence: float) -> _Echoed:
    """Return one world of exclusive hypotheses; all chances are single numbers, known to the measure.

    Each item is there where a number is below its chance under the truth; with chance sqrt(dependence) that number is
    the group's own, else the item's: two items alike then correlate by the dependence.
    """
    rng = np.random.default_rng([seed, int(100 * dependence)])
    many, members = int(rng.integers(2, 5)), int(rng.integers(1, 4))
    chance = rng.uniform(0.03, 0.97, (members + 1, many))
    if rng.random() < 0.5:  # half the groups judge one thing alike
        chance = np.clip(chance[0] + rng.normal(0, 0.05, chance.shape), 0.03, 0.97)
    common, truth = rng.random(), int(rng.integers(many))
    own = np.where(rng.random(members) < dependence**0.5, common, rng.random(members))
    there = tuple((own < chance[:members, truth]).tolist())
    names = [f"h{at}" for at in range(many)]
    items = [Item(f"e{at}", "", "seen" if seen else "absent", group="g") for at, seen in enumerate(there)]
    items.append(Item(LOOKED_FOR, "", "open", group="g"))
    cells = {
        Place(item.id, name, _ANALYST): Span(value, value)
        for item, row in zip(items, chance.tolist(), strict=True)
        for name, value in zip(names, row, strict=True)
    }
    matrix = Matrix(
        "q", "", False, tuple(Candidate(name, "") for name in names), tuple(items), {"g": dependence}, cells
    )
    settings = Settings(draws=1)
    before = posteriors(matrix, settings)[0]
    with_it = np.array([_joint(chance[:, row], (*there, True), dependence) for row in range(many)])
    without = np.array([_joint(chance[:members, row], there, dependence) for row in range(many)])
    seen, absent = (
        _entropy(posteriors(_entered(matrix, state), settings))[0] for state in ("seen", "absent")
    )
    plain = float(before @ chance[-1])
    fell = float(_entropy(before[None])[0] - plain * seen - (1 - plain) * absent)
    told = wanted(matrix, settings)[0].information_bits or 0.0
    # What was seen may be impossible under a hypothesis that the weighing, which knows no repeats, still counts.
    given = np.where(without > 0, with_it / np.where(without > 0, without, 1.0), chance[-1])
    return _Echoed(_mutual(before, given), told, _mutual(before, chance[-1]), fell)


def _joint(chance: NDArray[np.float64], there: tuple[bool, ...], dependence: float) -> float:
    """Return how likely items are there or not as said, over all ways of repeating one another."""
    total, share = 0.0, dependence**0.5
    for repeats in product((False, True), repeat=len(there)):
        low, high, weight = 0.0, 1.0, 1.0
        for repeated, found, value in zip(repeats, there, chance.tolist(), strict=True):
            weight *= share if repeated else (1 - share) * (value if found else 1 - value)
            if repeated:
                low, high = (low, min(high, value)) if found else (max(low, value), high)
        total += weight * max(0.0, high - low)
    return total


def _mutual(before: NDArray[np.float64], chance: NDArray[np.float64]) -> float:
    """Return the mutual information of an answer with exclusive hypotheses."""
    chance = np.clip(chance, 0.0, 1.0)
    whole = _answer_entropies(np.array([[float(before @ chance)]]))[0]
    return float(whole - before @ _answer_entropies(chance[:, None]))


def _rank_correlation(first: NDArray[np.float64], second: NDArray[np.float64]) -> float:
    ranks = [np.argsort(np.argsort(one)) for one in (first, second)]
    return float(np.corrcoef(*ranks)[0, 1])


def main() -> None:
    """Print how far bits told agree with bits simulated."""
    matrices = int(sys.argv[1]) if sys.argv[1:] else 200
    agreement(matrices, Settings(draws=2_000), looks=1_000_000)
    echoes(1_000)
    matrix = made(Shape(open_share=0.3), 1)
    many = sum(one.state == "open" for one in matrix.items)
    begun = time.process_time()
    posteriors(matrix, Settings())
    once = time.process_time() - begun
    begun = time.process_time()
    wanted(matrix, Settings())
    spent = time.process_time() - begun
    print(
        f"next, {many} open of 60 items x 12 hypotheses: {spent:.2f} s CPU, {spent / once:.1f} times one weighing"
    )


if __name__ == "__main__":
    main()
