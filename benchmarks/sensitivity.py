"""Time that `weigh` takes to tell what a result hangs on, beside the weighing itself.

12 hypotheses by 60 items, 10,000 draws: everything left out in turn, the smallest flips, reliabilities and dependences
taken to their ends. Then how often the smallest flip is the one that trying every move in full finds. Run with:
python -m benchmarks.sensitivity [MATRICES].
"""

from __future__ import annotations

import sys
import time

import numpy as np

from benchmarks.random_matrices import Shape, made
from linewatch.hypotheses.draws import Settings
from linewatch.hypotheses.flips import flips
from linewatch.hypotheses.moves import Move, moves
from linewatch.hypotheses.pool import Pool, first
from linewatch.hypotheses.sensitivity import sensitivity
from linewatch.hypotheses.weighing import weigh


def times(seeds: int = 10) -> None:
    """Print CPU seconds of `sensitivity`, and how many weighings that is."""
    for analysts in (1, 2):
        spent: list[float] = []
        once: list[float] = []
        for seed in range(seeds):
            matrix = made(Shape(analysts=analysts), seed)
            begun = time.process_time()
            weigh(matrix, Settings())
            once.append(time.process_time() - begun)
            begun = time.process_time()
            sensitivity(matrix, Settings())
            spent.append(time.process_time() - begun)
        print(
            f"sensitivity of 12 x 60, {analysts} analyst(s), 10,000 draws: median {np.median(spent):.2f} s CPU, most"
            f" {max(spent):.2f} s; one weighing {np.median(once):.2f} s, {np.median(spent) / np.median(once):.1f} times"
            " less",
            flush=True,
        )


def smallest(matrices: int) -> None:
    """Print how often the smallest flip told is the smallest there is, over small matrices of both kinds."""
    agree, none = 0, 0
    for seed in range(matrices):
        rng = np.random.default_rng([3, seed])
        shape = Shape(
            hypotheses=int(rng.integers(2, 6)),
            items=int(rng.integers(2, 9)),
            several=bool(seed % 2),
            analysts=int(rng.integers(1, 4)),
            missing=0.1,
            open_share=0.1,
        )
        pool = Pool(made(shape, seed), Settings(draws=2_000))
        told, _ = flips(pool)
        found = next((move for move in sorted(moves(pool.matrix), key=_size) if _flips(pool, move)), None)
        none += found is None
        agree += (
            (not told)
            if found is None
            else bool(told) and _level(_size(found), (told[0].steps, told[0].change))
        )
    print(
        f"smallest flip: as found by trying every move in {agree} of {matrices} matrices, in {none} of them none"
    )


def _size(move: Move) -> tuple[int, float]:
    return move.steps, move.change


def _level(first: tuple[int, float], second: tuple[int, float]) -> bool:
    return first[0] == second[0] and abs(first[1] - second[1]) < 1e-9


def _flips(pool: Pool, move: Move) -> bool:
    alone = pool.alone.copy()
    place = move.place
    cells = {(place.item, place.hypothesis): move.to}
    alone[list(pool.terms).index(place.analyst)] = pool.alone_with(place.analyst, cells)
    return first(alone.mean(axis=0), pool.examined) != pool.top


def main() -> None:
    """Print times, then agreement."""
    times()
    smallest(int(sys.argv[1]) if sys.argv[1:] else 300)


if __name__ == "__main__":
    main()
