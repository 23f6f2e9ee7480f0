"""Where everyone stands: parties side by side, in each the leaders, then cadre, then rank and file, cell by cell.

The command tree is arithmetic: cell g of the cadre stands under member g of leaders and cadre, cells of the
rank and file
under the cadre from the last upwards. Horizontal ties are not kept: the dice say whom a member watches.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linewatch.errors import BadMovement
from linewatch.scenarios.movement import Movement, Party, Shape, cells, known, strata_counts

BLOCK = 8192
# Columns of the table of blocks: members from LOW to HIGH, the party's FIRST member and COUNT, members in a cell, the
# first cell's number, the row of signals, the party.
LOW, HIGH, FIRST, COUNT, SIZE, GROUP, ROW, PARTY = range(8)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everyone stands.

    Attributes:
        counts: Members kept by party and stratum, shape (parties, 3).
        whole: Members they stand for, same shape: more where a party is thinned.
        blocks: One row a block, columns as named above.
        superior: For each cell the place in its party of the member above it, -1 for none.
        members: Members kept in all.
    """

    counts: NDArray[np.int64]
    whole: NDArray[np.int64]
    blocks: NDArray[np.int64]
    superior: NDArray[np.int32]
    members: int


def laid_out(movement: Movement, thin: Mapping[str, int], sizes: Mapping[str, int] | None = None) -> Layout:
    """Return where everyone stands.

    Args:
        movement: The movement.
        thin: By party id, how many members of cadre and of rank and file one stands for.
        sizes: Sizes of parties in place of the middle of their range.

    Raises:
        BadMovement: If a party named is not there, or thinned by less than 1.
    """
    for name, factor in thin.items():
        known("party", name, [party.id for party in movement.parties])
        if factor < 1:
            raise BadMovement(
                f"{name} cannot be thinned by {factor}.", "Give 1 for the whole party, or more."
            )
    counts, whole, blocks, superior = [], [], [], []
    first = group = 0
    for number, party in enumerate(movement.parties):
        size = (sizes or {}).get(party.id, round(party.size.mid))
        full = strata_counts(party, size)
        kept = _kept(full, 1 if party.superiors is not None else thin.get(party.id, 1))
        above = _superiors(party, kept, movement.shape)
        blocks.extend(_blocks(kept, movement.shape, (first, group, number)))
        superior.append(above)
        counts.append(kept)
        whole.append(full)
        first += sum(kept)
        group += len(above)
    return Layout(
        np.array(counts, np.int64),
        np.array(whole, np.int64),
        np.array(blocks, np.int64),
        np.concatenate(superior),
        first,
    )


def scaled(values: NDArray[np.int64], layout: Layout) -> NDArray[np.int64]:
    """Return counts of kept members, last axes (parties, 3), as counts of those they stand for; all kept make
    the whole.

    Rounded to the nearest whole number; a half goes up.
    """
    return (values * layout.whole * 2 + layout.counts) // (2 * layout.counts)


def _kept(full: tuple[int, int, int], factor: int) -> tuple[int, int, int]:
    return full[0], max(1, full[1] // factor), max(1, full[2] // factor)


def _superiors(party: Party, kept: tuple[int, int, int], shape: Shape) -> NDArray[np.int32]:
    if party.superiors is not None:
        return np.array(party.superiors, np.int32)
    _, branches, number = cells(kept, shape)
    leaders, cadre = kept[0], kept[1]
    bottom = leaders + cadre - 1 - np.arange(number) % cadre
    return np.concatenate([[-1], np.arange(branches), bottom]).astype(np.int32)


def _blocks(kept: tuple[int, int, int], shape: Shape, at: tuple[int, int, int]) -> list[tuple[int, ...]]:
    first, group, party = at
    blocks: list[tuple[int, ...]] = []
    low = first
    for stratum, (members, size) in enumerate(zip(kept, (kept[0], shape.branch, shape.cell), strict=True)):
        step = BLOCK // size * size
        for start in range(0, members, step):
            high = low + min(start + step, members)
            row = (
                low + start,
                high,
                first,
                sum(kept),
                size,
                group + start // size,
                3 * party + stratum,
                party,
            )
            blocks.append(row)
        low += members
        group += -(-members // size)
    return blocks
