"""Stances counted: how often each actor took each stance on each issue, source by source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast, get_args

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.networks.coding import Stance

Floats = NDArray[np.float64]
Once = Literal["document", "week", "month", "year", "all"]
ONCE = cast(tuple[Once, ...], get_args(Once))


@dataclass(frozen=True, slots=True)
class Counts:
    """Stances as counts.

    Attributes:
        actors: In order of id.
        issues: In order of id.
        levels: The stances that occur, ascending, shape (n_levels,).
        documents: The sources, in order of key.
        where: For each non-empty cell: source, actor, and issue times n_levels plus level; shape (n_cells, 3).
        many: How many statements are in it, shape (n_cells,).
    """

    actors: tuple[str, ...]
    issues: tuple[str, ...]
    levels: Floats
    documents: tuple[str, ...]
    where: NDArray[np.int64]
    many: Floats

    @property
    def width(self) -> int:
        """How many columns a table has: issues times levels."""
        return len(self.issues) * len(self.levels)

    def table(self, weights: Floats | None = None) -> Floats:
        """Return the counts of all sources together, shape (n_actors, n_issues * n_levels).

        Args:
            weights: How often each source is to count, shape (n_documents,); once where left out.
        """
        flat = self.where[:, 1] * self.width + self.where[:, 2]
        many = self.many if weights is None else self.many * weights[self.where[:, 0]]
        summed = np.bincount(flat, weights=many, minlength=len(self.actors) * self.width)
        return summed.astype(np.float64).reshape(len(self.actors), self.width)

    def sources(self) -> NDArray[np.int64]:
        """Return from how many sources each actor is known, shape (n_actors,)."""
        seen = np.zeros((len(self.documents), len(self.actors)), dtype=np.int64)
        seen[self.where[:, 0], self.where[:, 1]] = 1
        return seen.sum(axis=0)


def count(stances: Sequence[Stance], once: Once | None = None) -> Counts:
    """Return stances as counts.

    Args:
        stances: One at least.
        once: Within what the same actor's same stance on the same issue counts once; each counts where left out.
    """
    kept = list(_once(stances, once))
    actors = tuple(sorted({row.actor for row in kept}))
    issues = tuple(sorted({row.issue for row in kept}))
    documents = tuple(sorted({row.document for row in kept}))
    levels = np.unique(np.array([row.stance for row in kept], dtype=np.float64))
    actor_at, issue_at, document_at = (
        {name: at for at, name in enumerate(names)} for names in (actors, issues, documents)
    )
    level_at = {int(level): at for at, level in enumerate(levels)}
    cells = np.array(
        [
            (
                document_at[row.document],
                actor_at[row.actor],
                issue_at[row.issue] * len(levels) + level_at[row.stance],
            )
            for row in kept
        ],
        dtype=np.int64,
    )
    where, many = np.unique(cells, axis=0, return_counts=True)
    return Counts(actors, issues, levels, documents, where, many.astype(np.float64))


def _once(stances: Sequence[Stance], once: Once | None) -> Iterator[Stance]:
    """Yield each stance once within each document, week … ; the earliest by date, then by id."""
    if once is None:
        yield from stances
        return
    seen: set[tuple[str, str, int, object]] = set()
    for row in sorted(stances, key=_order):
        key = (row.actor, row.issue, row.stance, _within(row, once))
        if key not in seen:
            seen.add(key)
            yield row


def _order(row: Stance) -> tuple[bool, tuple[date, date, str], str]:
    return row.on is None, row.on.sort_key if row.on else (date.max, date.max, ""), row.statement


def _within(row: Stance, once: Once) -> object:
    """Return what a stance shares with those it is counted together with.

    A date that spans several weeks is a span of its own; without a date, the source stands in for the time.
    """
    if once == "all":
        return None
    if once == "document":
        return row.document
    if row.on is None:
        return row.document
    return tuple(_part(day, once) if day else None for day in (row.on.earliest, row.on.latest))


def _part(day: date, once: Once) -> tuple[int, ...]:
    if once == "week":
        return tuple(day.isocalendar()[:2])
    return (day.year, day.month) if once == "month" else (day.year,)
