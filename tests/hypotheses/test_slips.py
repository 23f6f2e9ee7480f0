"""An analyst's slips: what they take from an item, and what they never take."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from linewatch.errors import BadValue
from linewatch.hypotheses.draws import Settings
from linewatch.hypotheses.matrix import Item, Place
from linewatch.hypotheses.slips import as_chances, log_odds, share_kept, slip_of
from linewatch.hypotheses.weighing import terms, weigh
from tests.hypotheses.weighing_making import FEW, SLIPPING, matrix, point

MANY = Settings(draws=40_000)


def test_the_share_kept_by_hand():
    """Log odds -1 and 1 have the variance 2: kept is 2 / (2 + 1.5 squared)."""
    assert share_kept(np.array([-1.0, 1.0]), 1.5) == pytest.approx(2 / 4.25)
    assert share_kept(np.array([0.7, 0.7]), 1.5) == 0.0
    assert share_kept(np.array([0.7]), 1.5) == 0.0


def test_log_odds_and_back():
    chances = np.array([0.2, 0.5, 0.99])
    assert as_chances(log_odds(chances, 0.001)) == pytest.approx(chances)
    assert log_odds(np.array([0.0, 1.0]), 0.001) == pytest.approx([-np.log(999), np.log(999)])


def test_slips_of_their_own_take_each_other_away_those_in_common_do_not():
    assert slip_of(replace(FEW, slip=2.0, slip_shared=0.0), 4) == pytest.approx(1.0)
    assert slip_of(replace(FEW, slip=2.0, slip_shared=1.0), 4) == pytest.approx(2.0)
    assert slip_of(replace(FEW, slip=2.0, slip_shared=0.5), 1) == pytest.approx(2.0)


def test_an_item_tells_the_share_that_is_no_slip_with_the_spread_that_is_left():
    """Small chances, where logs of chances and of odds are nearly the same: mean k x, variance 2 slip2 k."""
    rows = {"e1": {"h1": point(0.02), "h2": point(0.01)}}
    settings = replace(MANY, slip=0.2, least=1e-6)
    apart = np.log(0.02 / 0.98) - np.log(0.01 / 0.99)
    kept = (apart**2 / 2) / (apart**2 / 2 + 0.04)
    total = terms(matrix(rows), settings, "a").total()
    told = total[:, 0] - total[:, 1]
    assert told.mean() == pytest.approx(kept * apart, abs=0.02)
    assert told.var() == pytest.approx(2 * 0.04 * kept, rel=0.05)


def test_small_differences_are_taken_for_slips_large_ones_are_not():
    """What is nearly alike tells next to nothing; nothing is taken from an item judged alike, which tells none."""

    def top(high, low, settings):
        return weigh(matrix({"e1": {"h1": point(high), "h2": point(low)}}), settings).standings[0]

    for high, low in ((0.52, 0.48), (0.6, 0.4), (0.95, 0.05)):
        plain, careful = top(high, low, FEW), top(high, low, SLIPPING)
        assert 0.45 < careful.mid < plain.mid
        assert careful.high - careful.low > plain.high - plain.low
    near, far = ((top(*pair, SLIPPING).mid - 0.5) for pair in ((0.52, 0.48), (0.95, 0.05)))
    assert near < 0.02
    assert far > 0.2
    assert top(0.5, 0.5, SLIPPING).mid == 0.5


def test_a_second_analyst_of_the_same_mind_makes_surer():
    made = matrix({f"e{at}": {"h1": point(0.8), "h2": point(0.2)} for at in range(3)})
    again = {Place(item, name, "z"): span for (item, name, _), span in made.cells.items()}
    both = replace(made, cells={**made.cells, **again})
    alone, pair = weigh(made, MANY).standings[0], weigh(both, MANY).standings[0]
    assert pair.mid > alone.mid + 0.005
    assert pair.high - pair.low < alone.high - alone.low


def test_slips_of_one_sources_items_are_the_same():
    """A copy of what a source says slips as the first did: it counts once."""
    rows = {"e1": {"h1": point(0.8), "h2": point(0.2)}}
    items = {name: Item(name, name, source="s") for name in ("e1", "e2")}
    once = terms(matrix(rows, items=items), SLIPPING, "a").total()
    twice = terms(matrix({**rows, "e2": rows["e1"]}, items=items), SLIPPING, "a").total()
    assert once.tobytes() == twice.tobytes()


@pytest.mark.parametrize(
    "how", [{"slip": -1.0}, {"slip": 11.0}, {"slip": float("nan")}, {"slip_shared": 1.2}]
)
def test_slips_that_are_none_are_refused(how):
    with pytest.raises(BadValue):
        Settings(**how)
