"""A run of texts from one centre: each against the one before, and the life of its phrases.

The steps are those of `shifts`; the phrases are found without a list (phrases).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from linewatch.measures.shifts import Kind, Lexicon, Shift, shifts

KINDS: tuple[Kind, ...] = (
    "kept", "reworded", "moved", "softened", "hardened", "reversed", "cannot_tell", "dropped", "added"
)  # fmt: skip
SHOWN: tuple[Kind, ...] = ("reversed", "hardened", "softened", "dropped", "added", "cannot_tell")


@dataclass(frozen=True, slots=True)
class Step:
    """One text against the one before.

    Attributes:
        counts: Clauses of each kind.
        clauses: All of them, of both texts.
        new_share: Share of the later text's clauses that were added.
        lost_share: Share of the earlier text's clauses that were dropped.
        rows: The weightiest of each kind that tells of a change, by kind and weight.
    """

    counts: dict[Kind, int]
    clauses: int
    new_share: float | None
    lost_share: float | None
    rows: Sequence[Shift]


def step(before: str, after: str, words: Lexicon, most: int) -> Step:
    """Return what changed from one text to the next.

    Args:
        before: The earlier text.
        after: The later one.
        words: Of their language.
        most: Rows to keep of each kind.
    """
    found = shifts(before, after, words)
    count = Counter(row.kind for row in found)
    earlier, later = sum(row.a is not None for row in found), sum(row.b is not None for row in found)
    kept = list[Shift]()
    for kind in SHOWN:
        own = sorted(
            (row for row in found if row.kind == kind),
            key=lambda row: (-row.score, row.a or (0, 0), row.b or (0, 0)),
        )
        kept += own[:most]
    return Step(
        counts={kind: count[kind] for kind in KINDS},
        clauses=len(found),
        new_share=count["added"] / later if later else None,
        lost_share=count["dropped"] / earlier if earlier else None,
        rows=kept,
    )


def shares(
    counts: Mapping[Kind, int], clauses: int, lost: float | None, new: float | None
) -> dict[Kind, float | None]:
    """Return the share of a step's clauses that each kind has; None where there is nothing to divide.

    Args:
        counts: Clauses of each kind.
        clauses: All of them.
        lost: Share of the earlier text's clauses that were dropped: it stands for the kind's.
        new: Share of the later text's clauses that were added.
    """
    found: dict[Kind, float | None] = {kind: n / clauses if clauses else None for kind, n in counts.items()}
    found["dropped"], found["added"] = lost, new
    return found
