"""The dice: even, without memory, the same for all who throw them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from linewatch.scenarios import dice

PLACES = np.arange(200_000, dtype=np.uint32)


def throw(*parts: int | str) -> NDArray[np.uint32]:
    first, second = dice.as_halves(np.array([dice.word(*parts)], np.uint64))[0]
    with np.errstate(over="ignore"):
        return dice.mixed(PLACES, first, second)  # type: ignore[arg-type] - the same steps on a whole array


def test_each_part_of_a_key_changes_the_dice():
    assert (
        len(
            {
                dice.word(7, 1, "a"),
                dice.word(7, 2, "a"),
                dice.word(8, 1, "a"),
                dice.word(7, 1, "b"),
                dice.word(7, 1),
            }
        )
        == 5
    )
    assert dice.word("ab", "c") != dice.word("a", "bc")


def test_they_fall_evenly():
    """Each of 16 sets of two bits and each of 1,000 cells is met as often as chance has it."""
    thrown = throw(7, 1, "party", "day", 3)
    for shift in range(0, 32, 2):
        met = np.bincount((thrown >> np.uint32(shift)) & 3, minlength=4)
        assert np.abs(met - len(PLACES) / 4).max() < 5 * np.sqrt(len(PLACES) * 3 / 16)
    met = np.bincount((thrown.astype(np.uint64) * np.uint64(1000)) >> np.uint64(32), minlength=1000)
    spread = ((met - 200.0) ** 2 / 200).sum()
    assert abs(spread - 999) < 5 * np.sqrt(2 * 999)


def test_neighbours_days_and_purposes_have_nothing_to_do_with_each_other():
    one, two = throw(7, 1, "party", "day", 3) / 2**32, throw(7, 1, "party", "day", 4) / 2**32
    for left, right in ((one, two), (one[:-1], one[1:]), (one[:-1], two[1:]), (one[:-16], one[16:])):
        assert abs(np.corrcoef(left, right)[0, 1]) < 5 / np.sqrt(len(left))
    assert (
        np.intersect1d(throw(7, 1, "party", "day", 3)[:20_000], throw(7, 1, "party", "day", 4)[:20_000]).size
        < 10
    )


def test_arrays_of_keys_throw_as_single_ones():
    keys = np.array([dice.word(1), dice.word(2)], np.uint64)
    both = dice.words(keys, "day", 9)
    assert both[1] == dice.words(keys[1:], "day", 9)[0]
    assert both[0] != both[1]


def test_the_numbers_are_these_on_every_machine():
    assert dice.word(1956, 0, "party") == WORD
    assert throw(1956, 0, "party")[:3].tolist() == THROWN


WORD = 13253435654052389530
THROWN = [766022074, 111411404, 2058569491]
