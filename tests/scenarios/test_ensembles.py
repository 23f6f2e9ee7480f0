"""Pairs with the same dice, ensembles whose numbers do not hang on how they were made, and thinning."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from linewatch.scenarios.ensembles import differences, ensemble, outcomes, pair, variance_ratio
from linewatch.scenarios.outcomes import OUTCOMES, table
from linewatch.scenarios.running import Settings
from tests.scenarios.invented import movement, scenario

SMALL = (300, 300, 600, 700)
AT = {name: n for n, name in enumerate(OUTCOMES)}
NO_CALL = scenario(name="no call-off", dates={"call_off": None})


@pytest.fixture(scope="module")
def pairs():
    return list(ensemble(movement(SMALL), NO_CALL, scenario(), range(24)))


def test_before_the_scenarios_part_each_member_fares_the_same(pairs):
    """The call-off is on day 63 (5 March): until then scenario and baseline are the same run."""
    for each in pairs[:3]:
        assert (each.scenario.sums[:63] == each.baseline.sums[:63]).all()
        assert (each.scenario.sums[64] != each.baseline.sums[64]).any()


def test_a_scenario_against_itself_makes_no_difference():
    same = pair(movement(SMALL), scenario(), scenario(name="again"))
    assert (table(same.scenario) == table(same.baseline)).all()


def test_a_run_does_not_hang_on_the_others_or_on_how_many_work(pairs):
    again = list(ensemble(movement(SMALL), NO_CALL, scenario(), [5, 3, 4], workers=2))
    assert [each.scenario.digest for each in again] == [pairs[n].scenario.digest for n in (5, 3, 4)]
    assert len({each.scenario.digest for each in pairs}) == len(pairs)


def test_stopping_keeps_what_is_done():
    coming = ensemble(movement(SMALL), NO_CALL, None, range(50), workers=2)
    done = [next(coming), next(coming)]
    coming.close()
    assert [each.scenario.run for each in done] == [0, 1]


def test_same_dice_halve_the_runs_a_difference_needs(pairs):
    """Half the variance, half the runs: over the headline outcomes of the movement, the median ratio."""
    ratio = variance_ratio(pairs)[:, -1, 3]
    assert (
        np.median(ratio[[AT[name] for name in ("voices", "heavy", "exits", "trust_centre", "trust_leader")]])
        < 0.5
    )


def test_the_range_of_runs_holds_the_mean_and_its_interval_lies_within(pairs):
    for each in (outcomes(pairs), differences(pairs)):
        assert each.runs == 24
        assert (each.low <= each.high).all()
        assert (each.mean_low <= each.mid).all()
        assert (each.mid <= each.mean_high).all()
    calls = differences(pairs)
    assert calls.mean_low[AT["voices"], 85, 3, 3] * calls.mean_high[AT["voices"], 85, 3, 3] > 0
    assert not calls.mid[:, :63].any()


@pytest.mark.parametrize("factor", [10])
def test_thinning_a_giant_does_not_move_the_others(factor):
    """The giant whole and thinned: each headline of the movement differs by less than what 12 runs leave open."""
    giant, short = movement((20_000, 400, 600, 700)), scenario(ends=date(2001, 3, 20))
    whole, thin = (
        outcomes(list(ensemble(giant, short, None, range(12), Settings(seed=1 + n, thin=thin))))
        for n, thin in enumerate(({}, {"Basalt": factor}))
    )
    apart = np.abs(whole.mid - thin.mid)[:, -1, :, 3]
    wide = np.sqrt(sum((each.mean_high - each.mid)[:, -1, :, 3] ** 2 for each in (whole, thin)))
    assert (apart <= 2 * wide + 1e-3).all()
