"""Where everyone stands."""

from __future__ import annotations

import numpy as np
import pytest

from linewatch.scenarios.layout import BLOCK, COUNT, FIRST, GROUP, HIGH, LOW, ROW, SIZE, laid_out, scaled
from tests.scenarios.invented import movement, party


def test_a_party_one_can_draw():
    """2 leaders, 20 cadre in branches of 8, 38 of rank and file in cells of 15."""
    made = movement(parties=(party("Basalt", 60, leaders=2),), centre=None, events=(), channels=(), order=())
    laid = laid_out(made, {})
    assert laid.counts.tolist() == [[2, 4, 54]]
    assert laid.blocks[:, [LOW, HIGH, SIZE, GROUP]].tolist() == [[0, 2, 2, 0], [2, 6, 8, 1], [6, 60, 15, 2]]
    # The leaders stand under nobody, the one branch under the first leader, cells under cadre from the last upwards.
    assert laid.superior.tolist() == [-1, 0, 5, 4, 3, 2]


@pytest.mark.parametrize("size", [100, 9_000, 40_000])
def test_blocks_cover_everyone_once_and_no_cell_is_cut(size):
    laid = laid_out(movement((size, 300, 200, 1000)), {})
    blocks = laid.blocks
    assert blocks[0, LOW] == 0
    assert (blocks[1:, LOW] == blocks[:-1, HIGH]).all()
    assert blocks[-1, HIGH] == laid.members
    assert (blocks[:, HIGH] - blocks[:, LOW] <= BLOCK).all()
    whole = laid.counts.reshape(-1)
    for row in range(12):
        own = blocks[blocks[:, ROW] == row]
        assert (own[:, HIGH] - own[:, LOW]).sum() == whole[row]
        assert ((own[:-1, HIGH] - own[:-1, LOW]) % own[:-1, SIZE] == 0).all()


def test_everyone_below_the_leaders_stands_under_someone_higher_up():
    laid = laid_out(movement((40_000, 300, 200, 1000)), {})
    for block in laid.blocks:
        start = block[LOW] - block[FIRST]
        cells = -(-(block[HIGH] - block[LOW]) // block[SIZE])
        above = laid.superior[block[GROUP] : block[GROUP] + cells]
        places = start + np.arange(cells) * block[SIZE]
        assert (above < np.maximum(places, 1)).all()
        assert ((above >= 0) | (start == 0)).all()
        assert (above < block[COUNT]).all()


@pytest.mark.parametrize("factor", [1, 7, 10, 100])
def test_thinned_counts_scale_back_exactly(factor):
    laid = laid_out(movement(), {"Basalt": factor})
    assert laid.counts[0].tolist() == [12, 360 // factor, 5628 // factor]
    assert laid.counts[1:].tolist() == laid.whole[1:].tolist()
    assert scaled(laid.counts, laid).tolist() == laid.whole.tolist()
    assert scaled(laid.counts * 0, laid).sum() == 0
