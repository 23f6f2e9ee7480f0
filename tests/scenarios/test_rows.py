"""What each mechanism changes of what members are told, and that it changes nothing else."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from linewatch.scenarios import dice
from linewatch.scenarios import member as m
from linewatch.scenarios import sums as s
from linewatch.scenarios.numbers import numbers
from linewatch.scenarios.signals import LeaderEvent, Signals
from tests.scenarios.invented import movement, party, scenario

# 22 March 2001: publication, call-off, visit and the change at the top are past.
DAY = 80
OWN = {
    "K1": {"depth_in", "reach_in"},
    "K2": {"depth_out", "reach_out"},
    "K3": {"prepared"},
    "K4": {"load_doctrine", "load_system", "load_centre", "load_leader", "recover"},
    "K5": {"cost"},
    "K6": {"load_leader"},
    "K7": {"sources", "per_voice", "licence_cap", "isolation", "seen_balanced", "seen_heavy", "tell"},
    "K8": {"tolerance", "tolerance_range", "pull"},
    "K9": {"floor", "floor_range", "leave", "voice_first"},
    "K10": {"receptive"},
    "K11": {"seen_balanced", "seen_heavy"},
    "K12": {"seen_balanced", "seen_heavy"},
    "K13": {"cost"},
    "K14": {"depth_in", "depth_out"},
    "K15": {"base_leader", "cost", "load_leader"},
    "K16": {"base_leader", "cost", "load_leader"},
    "K17": {"cost"},
    "K18": {"cost"},
    "K19": {"cost"},
    "K20": {"stake_voice", "stake_exit"},
    "K21": {"cost"},
    "K22": {"base_centre"},
    "K23": {"cost"},
    "K24": {"scar", "forget"},
}
# Which way a column goes when the mechanism is switched on, for the small open party (number 2).
UP = {
    "K1": ("depth_in",),
    "K2": ("depth_out", "reach_out"),
    "K3": ("prepared",),
    "K4": ("load_centre", "recover"),
    "K6": ("load_leader",),
    "K7": ("per_voice", "seen_heavy"),
    "K8": ("pull",),
    "K9": ("leave", "floor"),
    "K10": ("receptive",),
    "K12": ("seen_balanced",),
    "K13": ("cost",),
    "K14": ("depth_in", "depth_out"),
    "K17": ("cost",),
    "K20": ("stake_voice", "stake_exit"),
    "K24": ("scar",),
}
DOWN = {
    "K5": ("cost",),
    "K8": ("tolerance",),
    "K11": ("seen_heavy",),
    "K12": ("seen_heavy",),
    "K15": ("base_leader",),
    "K18": ("cost",),
    "K19": ("cost",),
    "K21": ("cost",),
    "K23": ("cost",),
    "K24": ("forget",),
}


@dataclass(frozen=True)
class Told:
    rows: dict[str, list[int]]
    open_party: dict[str, int]
    happened: list[LeaderEvent]
    gauges: dict[str, np.ndarray]


def told(switch: str | None = None, on: bool = True, day: int = DAY, **more) -> Told:
    """Make one day's rows from the same sums: half doubted leaders, some voices, most told."""
    parties = movement().parties
    made = movement(
        parties=(
            *parties[:2],
            party("Opal", 900, press=1, fear=0.1, culture=1, front=0.8, faction=0.5),
            parties[3],
        )
    )
    asked = scenario(**({"switches": {switch: on}} if switch else {}), **more)
    given = numbers(made, asked, 0, 0, vary=False)
    maker = Signals(made, asked, given, dice.word(0, 0))
    before = np.zeros((4, 3, s.SUMS), np.int64)
    inside = np.array([12, 60, 900])
    before[..., s.IN] = inside
    before[..., s.DOCTRINE : s.TOLD] = (inside * 26000)[:, None]
    memory = maker.first(before)
    before[..., s.LEADER] = inside * 20000
    before[..., s.TOLD] = inside * 16000
    before[..., s.SAID_BALANCED] = inside // 6
    before[..., s.SAID_HEAVY] = inside // 4
    happened = [event for past in range(day + 1) for event in maker.of(past, before, memory)]
    columns = {name: maker.told[:, n].tolist() for n, name in enumerate(m.NAMES)}
    return Told(columns, {name: values[8] for name, values in columns.items()}, happened, dict(maker.gauges))


@pytest.mark.parametrize("name", OWN)
def test_a_mechanism_changes_its_own_columns_and_no_others(name):
    off, on = told(name, on=False), told(name, on=True)
    changed = {column for column in m.NAMES if off.rows[column] != on.rows[column]}
    assert changed <= OWN[name]
    assert changed or not OWN[name]
    for column in UP.get(name, ()):
        assert on.open_party[column] > off.open_party[column], column
    for column in DOWN.get(name, ()):
        assert on.open_party[column] < off.open_party[column], column


def test_without_a_call_off_its_two_mechanisms_do_nothing():
    for name in ("K13", "K14"):
        assert (
            told(name, on=False, dates={"call_off": None}).rows
            == told(name, on=True, dates={"call_off": None}).rows
        )


def test_a_call_off_holds_for_leaders_first_and_members_later():
    price = np.array([told("K13", day=day).rows["cost"] for day in (62, 63, 69, 79)])
    free = np.array([told("K13", on=False, day=day).rows["cost"] for day in (62, 63, 69, 79)])
    leaders, cadre, rank = ((price - free)[:, 6 + n] > 0 for n in range(3))
    assert leaders.tolist() == [False, True, True, True]
    assert cadre.tolist() == [False, False, True, True]
    assert rank.tolist() == [False, False, False, True]


def test_a_visit_meets_only_the_parties_visited():
    on, off = told("K17"), told("K17", on=False)
    dearer = np.array(on.rows["cost"]) - np.array(off.rows["cost"])
    assert (dearer.reshape(4, 3) != 0).any(axis=1).tolist() == [False, True, True, False]


def test_tree_only_leaves_the_press_to_leaders():
    rows = np.array(told(structure="tree").rows["reach_out"]).reshape(4, 3)
    assert rows[2].tolist()[1:] == [0, 0]
    assert rows[2, 0] > 0
    assert not any(told(structure="tree").rows["seen_heavy"])


def test_the_centre_feels_criticism_only_while_it_watches():
    assert told("K11").gauges["pressure"][0] > 0
    assert told("K11", on=False).gauges["pressure"][0] == 0


def test_a_party_that_must_look_independent_pays_for_being_commanded():
    """K18: success with allies falls where the centre's hand is seen."""
    with_call = told("K18").gauges["front_success"]
    without = told("K18", dates={"call_off": None, "visit": None}).gauges["front_success"]
    assert (with_call[2:] < without[2:]).all()


def replaced(switch: str, on: bool) -> list[LeaderEvent]:
    """Return the replacements that are this mechanism's, the other being off."""
    other = {"K15": "K16", "K16": "K15"}[switch]
    parameters = {"replace_base": 0.05} if switch == "K15" and on else {}
    parameters |= {"copy_gain": 1.0} if switch == "K16" and on else {}
    found = told(None, switches={switch: on, other: False}, parameters=parameters)
    return [event for event in found.happened if event.kind != "dissolution talk"]


@pytest.mark.parametrize("switch", ["K15", "K16"])
def test_leaders_are_replaced_only_by_the_two_mechanisms_that_do_it(switch):
    kind = {"K15": "replaced", "K16": "copied"}[switch]
    assert {event.kind for event in replaced(switch, on=True)} == {kind}
    assert replaced(switch, on=False) == []


def test_the_centre_itself_copies_nobody():
    assert all(event.party != 0 for event in replaced("K16", on=True))
