"""Matrices made up at random: hypotheses, items with sources, groups, reliabilities and absences, judged in words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from linewatch.hypotheses.matrix import SURE, Candidate, Item, Matrix, Place, Span

LADDER = (
    ("almost no chance", Span(0.01, 0.05)),
    ("very unlikely", Span(0.05, 0.20)),
    ("unlikely", Span(0.20, 0.45)),
    ("about even", Span(0.45, 0.55)),
    ("likely", Span(0.55, 0.80)),
    ("very likely", Span(0.80, 0.95)),
    ("almost certain", Span(0.95, 0.99)),
)


@dataclass(frozen=True, slots=True)
class Shape:
    """How large and of what kind a matrix is to be.

    Attributes:
        missing: The share of pairs that nobody judged.
        open_share: The share of items not yet looked for.
    """

    hypotheses: int = 12
    items: int = 60
    several: bool = False
    analysts: int = 1
    missing: float = 0.0
    open_share: float = 0.0


def made(shape: Shape, seed: int) -> Matrix:
    """Return a matrix of a shape; the last hypothesis stands for something else."""
    rng = np.random.default_rng(seed)
    candidates = tuple(
        Candidate(f"h{at:02d}", "", rest=at == shape.hypotheses - 1) for at in range(shape.hypotheses)
    )
    items = tuple(_item(rng, at, shape) for at in range(shape.items))
    cells = {
        Place(item.id, candidate.id, f"a{analyst}"): LADDER[int(rng.integers(len(LADDER)))][1]
        for item in items
        for analyst in range(shape.analysts)
        for candidate in candidates
        if rng.random() >= shape.missing
    }
    groups = {f"g{at}": float(rng.choice([0.0, 0.3, 0.7, 1.0])) for at in range(shape.items // 8 + 1)}
    return Matrix("q", "", shape.several, candidates, items, groups, cells, {}, LADDER)


def _item(rng: np.random.Generator, at: int, shape: Shape) -> Item:
    state = "open" if rng.random() < shape.open_share else "absent" if rng.random() < 0.2 else "seen"
    return Item(
        f"e{at:02d}",
        "",
        state,
        str(rng.choice(["passage", "argument", "assumption"], p=[0.7, 0.2, 0.1])),
        source=f"s{rng.integers(shape.items // 4 + 1)}" if rng.random() < 0.5 else None,
        group=f"g{rng.integers(shape.items // 8 + 1)}" if rng.random() < 0.3 else None,
        reliability=Span(0.6, 0.9) if rng.random() < 0.4 else SURE,
        seen=SURE if state == "seen" else Span(0.3, 0.7),
        cost=1.0 if state == "open" else None,
    )
