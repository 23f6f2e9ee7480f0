"""Speed of weighing 12 hypotheses by 60 items with 10,000 draws, beside drawing that many numbers and taking logs.

Run with: python -m benchmarks.weighing. CPU seconds on one core, the best of five; the promise is under 1 s. Four
matrices: every item by itself; the same with reliabilities, some absent or unsure; ten groups of six whose items tell
partly the same; all sixty in one such group.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable

import numpy as np

from linewatch.hypotheses.matrix import SURE, Candidate, Item, Matrix, Place, Span
from linewatch.hypotheses.weighing import Settings, terms, weigh

HYPOTHESES, ITEMS, TIMES = 12, 60, 5
WORDS = tuple(
    Span(low / 100, high / 100)
    for low, high in ((1, 5), (5, 20), (20, 45), (45, 55), (55, 80), (80, 95), (95, 99))
)
UNSURE = Span(0.6, 0.9)


def made(group: Callable[[int], str | None] | None = None, *, unsure: bool = False) -> Matrix:
    """Return a matrix of drawn words."""
    rng = np.random.default_rng(1)
    names = [f"h{number:02}" for number in range(HYPOTHESES)]
    items = [
        Item(
            f"e{number:02}",
            f"Item {number}",
            "absent" if unsure and number % 5 == 0 else "seen",
            group=group(number) if group else None,
            reliability=UNSURE if unsure else SURE,
            holds=UNSURE if unsure and number % 7 == 0 else SURE,
            seen=UNSURE,
        )
        for number in range(ITEMS)
    ]
    return Matrix(
        "why",
        "Why?",
        False,
        tuple(Candidate(name, name, rest=name == names[-1]) for name in names),
        tuple(items),
        {item.group: 0.5 for item in items if item.group},
        {Place(item.id, name, "a"): WORDS[rng.integers(7)] for item in items for name in names},
    )


def bare(settings: Settings) -> float:
    """Draw as many numbers as there are cells and draws, take logs, add them up."""
    rng = np.random.default_rng(settings.seed)
    return float(sum(np.log(rng.random((HYPOTHESES, settings.draws))).sum() for _ in range(ITEMS)))


def seconds(task: Callable[[], object]) -> float:
    """Return the least CPU time of several runs."""
    taken = list[float]()
    for _ in range(TIMES):
        begun = time.process_time()
        task()
        taken.append(time.process_time() - begun)
    return min(taken)


def main() -> None:
    """Print CPU seconds, and how many times the bare drawing that is."""
    settings = Settings()
    floor = seconds(lambda: bare(settings))
    print(f"bare drawing and logs: {floor:.3f} s")
    for name, matrix in (
        ("each item by itself", made()),
        ("with reliabilities", made(unsure=True)),
        ("ten groups of six", made(lambda number: f"g{number // 6}", unsure=True)),
        ("one group of sixty", made(lambda number: "g", unsure=True)),
    ):
        taken = seconds(lambda matrix=matrix: weigh(matrix, settings))
        print(f"{name}: {taken:.3f} s, {taken / floor:.1f} times the bare drawing")
    own = terms(made(unsure=True), settings, "a")
    taken = seconds(lambda: [own.without({f"e{number:02}"}) for number in range(ITEMS)])
    print(f"each of {ITEMS} items left out in turn: {taken:.3f} s more")
    print(f"most memory held: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
