"""Two camps: the split of actors with least conflict within camps and least congruence between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.networks.counting import Floats

EXACT_UP_TO = 20  # actors: half a million splits, all of which are looked at
STARTS = 12  # of the search above that number, beside those by the leading eigenvector
_BLOCK = 1 << 15
_CELLS = 1 << 20  # splits times ties held at once
_MOVES_UP_TO = 60  # actors, above which the deviation is compared only where the search ends
Camps = NDArray[np.bool_]


class Split(NamedTuple):
    """Two camps.

    Attributes:
        camp: Which of the two each actor is in, shape (n_actors,); the first actor is in the first.
        value: How far the ties are from the pattern of two camps: 0 is that pattern, 1 its reverse.
        exact: Whether every split was looked at.
    """

    camp: Camps
    value: float
    exact: bool


def deviation(camps: NDArray[np.bool_], congruence: Floats, conflict: Floats) -> Floats:
    """Return how far ties are from the pattern of two camps, for many splits at once.

    The pattern: within a camp all ties congruent and alike, between camps all ties in conflict and alike. Two actors
    who never spoke on the same issue say nothing for or against it.

    Args:
        camps: One split a row, shape (n_splits, n_actors).
        congruence: Shape (n_actors, n_actors), symmetric, nothing on the diagonal.
        conflict: The same.

    Returns:
        The absolute deviations, as a share of twice all ties, shape (n_splits,).

    Source:
        The quality function of Discourse Network Analyzer (leifeld/dna, Polarisation, absolute differences), which
        is there maximised; here the least value is sought, since deviation from the pattern is the opposite of
        polarisation. Its expectation within camps is kept as it stands, so that values can be compared; where all
        actors share issues, as in its sample, the two are the same function.
    """
    linked = np.argwhere(np.triu(congruence + conflict, 1) > 0)
    left, right = linked[:, 0], linked[:, 1]
    alike, opposed = congruence[left, right], conflict[left, right]
    found = np.empty(len(camps))
    block = max(1, _CELLS // max(1, len(linked)))
    for start in range(0, len(camps), block):
        rows = slice(start, start + block)
        found[rows] = _costs(camps[rows][:, left], camps[rows][:, right], alike, opposed)
    return found / (2 * (alike.sum() + opposed.sum()))


def _costs(left: Camps, right: Camps, alike: Floats, opposed: Floats) -> Floats:
    """Return the absolute deviations of splits, given the camps of both ends of each tie; shape (n_splits,)."""
    second, between = left & right, left != right
    many_second = second.sum(axis=1)
    many_between = between.sum(axis=1)
    many_within = len(alike) - many_between
    per_within = alike.sum() / np.maximum(many_within, 1) / np.maximum(many_within, 1)
    in_second = (many_second * per_within)[:, None]
    in_first = ((many_within - many_second) * per_within)[:, None]
    apart = (opposed.sum() / np.maximum(many_between, 1) / 2)[:, None]
    expected = second * in_second + ~second * in_first
    within = np.abs(alike - expected) + opposed
    costs = ~between * within + between * (alike + np.abs(opposed - apart))
    return costs.sum(axis=1)


def one_camp(congruence: Floats, conflict: Floats) -> float:
    """Return how far ties are from the pattern of a single camp, on the same scale."""
    return float(deviation(np.zeros((1, len(congruence)), dtype=np.bool_), congruence, conflict)[0])


def least_frustrated(congruence: Floats, conflict: Floats, camp: Camps) -> Camps:
    """Return the split against which the least share of ties speaks: another rule, set beside the first.

    Args:
        congruence: Ties.
        conflict: Ties.
        camp: The split to begin from where there are too many to look at all.
    """
    net = congruence - conflict
    actors = len(net)
    if actors <= EXACT_UP_TO:
        others = np.arange(actors - 1)
        best, most = camp, -np.inf
        for start in range(1, 1 << (actors - 1), _BLOCK):
            camps = _split_codes(start, others)
            kept = _speaking_for(camps, net)
            if kept.max() > most:
                most, best = float(kept.max()), camps[int(kept.argmax())]
        return best
    found = _untangled(camp, net)
    return found ^ found[0]


def _speaking_for(camps: Camps, net: Floats) -> Floats:
    """Return what speaks for splits, less what speaks against them; shape (n_splits,)."""
    signs: Floats = np.where(camps, -1.0, 1.0).astype(np.float64)
    products: Floats = signs @ net
    summed: Floats = (products * signs).sum(axis=1)
    return np.round(summed, 9)


def frustrated(camp: Camps, congruence: Floats, conflict: Floats) -> float:
    """Return the share of all ties that speak against two camps: conflict within, congruence between."""
    same = camp[:, None] == camp[None, :]
    return float((conflict[same].sum() + congruence[~same].sum()) / (congruence.sum() + conflict.sum()))


def split(congruence: Floats, conflict: Floats, rng: np.random.Generator) -> Split:
    """Return the two camps with the least deviation: exactly on few actors, else by search.

    Args:
        congruence: Ties of two actors or more, of which some are not 0.
        conflict: The same shape.
        rng: Draws the starts of the search; not used where every split is looked at.
    """
    if len(congruence) <= EXACT_UP_TO:
        return _enumerated(congruence, conflict)
    return searched(congruence, conflict, rng)


def _enumerated(congruence: Floats, conflict: Floats) -> Split:
    """Return the best of all splits; of equals the first in order."""
    others = np.arange(len(congruence) - 1)
    best, least = None, np.inf
    for start in range(1, 1 << len(others), _BLOCK):
        camps = _split_codes(start, others)
        # Rounded, so that two splits that are equal on paper are so on every machine.
        values = np.round(deviation(camps, congruence, conflict), 12)
        at = int(values.argmin())
        if values[at] < least:
            best, least = camps[at], float(values[at])
    if best is None:
        raise ValueError("a split needs two actors")
    return Split(best, least, exact=True)


def _split_codes(start: int, others: NDArray[np.int64]) -> Camps:
    """Return a block of all splits, the first actor in the first camp; shape (n_splits, n_actors)."""
    codes = np.arange(start, min(start + _BLOCK, 1 << len(others)))
    camps = np.zeros((len(codes), len(others) + 1), dtype=np.bool_)
    camps[:, 1:] = (codes[:, None] >> others) & 1
    return camps


def searched(congruence: Floats, conflict: Floats, rng: np.random.Generator) -> Split:
    """Return the best split that is found from several starts, moving one actor or swapping two at a time.

    On many actors only moves that lessen the share of ties that speak against the camps are made, and the best of
    the splits that they lead to is taken.

    Args:
        congruence: Ties.
        conflict: Ties.
        rng: Draws the starts.
    """
    actors = len(congruence)
    begun = [*_leading(congruence, conflict), *(rng.random(actors) < 0.5 for _ in range(STARTS))]
    return _best(begun, congruence, conflict, swaps=True)


def near(congruence: Floats, conflict: Floats, camp: Camps) -> Split:
    """Return the best split that is found from one that is at hand, moving one actor at a time."""
    return _best([camp, *_leading(congruence, conflict)], congruence, conflict, swaps=False)


def _leading(congruence: Floats, conflict: Floats) -> list[Camps]:
    vector = np.linalg.eigh(congruence - conflict)[1][:, -1]
    return [vector > 0, vector > np.median(vector)]


def _best(begun: Sequence[Camps], congruence: Floats, conflict: Floats, *, swaps: bool) -> Split:
    """Return the best split that the starts lead to; of equals the one found first."""
    untangled = [_untangled(camp, congruence - conflict) for camp in begun]
    ends = [_both(camp) for camp in (*begun, *untangled)]
    if len(congruence) <= _MOVES_UP_TO:
        ends = [_descended(camp, congruence, conflict, swaps=swaps) for camp in ends]
    values = np.round(deviation(np.stack(ends), congruence, conflict), 12)
    at = int(values.argmin())
    return Split(ends[at] ^ ends[at][0], float(values[at]), exact=False)


def _untangled(camp: Camps, net: Floats) -> Camps:
    """Return a split in which no actor has more ties against its camp than for it."""
    signs = 1.0 - 2.0 * camp
    while (gain := signs * (net @ signs)).min() < -1e-9:
        signs[int(gain.argmin())] *= -1
    return signs < 0


def _both(camp: Camps) -> Camps:
    """Return a split in which neither camp is empty."""
    if camp.any() and not camp.all():
        return camp.copy()
    return np.arange(len(camp)) >= len(camp) // 2


def _descended(camp: Camps, congruence: Floats, conflict: Floats, *, swaps: bool) -> Camps:
    value = float(deviation(camp[None, :], congruence, conflict)[0])
    while True:
        around = _neighbours(camp, swaps=swaps)
        values = deviation(around, congruence, conflict)
        at = int(values.argmin())
        if values[at] >= value - 1e-12:
            return camp
        camp, value = around[at], float(values[at])


def _neighbours(camp: Camps, *, swaps: bool) -> Camps:
    """Return the splits one move, or one swap, away; shape (n, n_actors)."""
    actors = len(camp)
    moved = camp ^ np.eye(actors, dtype=np.bool_)
    moved = moved[moved.any(axis=1) & ~moved.all(axis=1)]
    if not swaps:
        return moved
    left, right = (grid.ravel() for grid in np.meshgrid(np.flatnonzero(camp), np.flatnonzero(~camp)))
    swapped = np.repeat(camp[None, :], len(left), axis=0)
    swapped[np.arange(len(left)), left] = False
    swapped[np.arange(len(left)), right] = True
    return np.concatenate([moved, swapped])
