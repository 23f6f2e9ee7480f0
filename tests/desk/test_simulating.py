"""The movement at the desk: its folder, its scenarios, runs kept and taken up, what is told of them."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from linewatch import desk
from linewatch.desk.simulating import asked, many, room
from linewatch.desk.simulating.folder import read_movement
from linewatch.desk.simulating.limits import data_counts, limits
from linewatch.desk.simulating.scenario_files import names, read_scenario
from linewatch.errors import BadMovement, BadValue, LinewatchError, TooLittleMemory
from linewatch.scenarios.mechanisms import MECHANISMS
from linewatch.scenarios.movement import Movement
from linewatch.scenarios.parameters import PARAMETERS
from tests.conftest import SHIPPED
from tests.desk.small_movement import FILES, write_case, write_movement

SHIPPED_MOVEMENT = SHIPPED / "movement"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[desk.Case, dict[str, Any]]]:
    """A case whose four runs are made; tests only read it."""
    with desk.open(write_case(tmp_path_factory.mktemp("lighthouses") / "case")) as case:
        yield case, case.simulate("printed", against="quiet", runs=4, days="all")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_movement(tmp_path / "movement")


def refused(folder: Path, **changed: str) -> str:
    """Return what a folder with some files changed is refused with."""
    with pytest.raises(BadMovement) as told:
        read_movement(write_movement(folder, **changed))
    return str(told.value)


def scenario_refused(folder: Path, text: str) -> str:
    write_movement(folder, scenarios___mine__toml='case = "lighthouses"\n' + text)
    with pytest.raises(LinewatchError) as told:
        read_scenario(read_movement(folder), "mine")
    return str(told.value)


def the_row(rows: list[dict[str, Any]], *wanted: str) -> dict[str, Any]:
    keys = ("name", "actor", "stratum", "day")
    return next(row for row in rows if tuple(row[key] for key in keys) == wanted)


# The shipped movement


def test_the_shipped_movement_has_33_million_members_in_75_parties():
    read = read_movement(SHIPPED_MOVEMENT)
    counts = data_counts(read)
    assert (counts["members"], counts["parties"]) == (33_000_000, 75)
    assert counts["parties_with_size"] + counts["parties_size_assumed"] + counts["parties_in_blocks"] == 75


def test_every_mechanism_and_parameter_of_the_shipped_movement_has_a_warrant():
    movement = read_movement(SHIPPED_MOVEMENT).movement
    assert {m.key for m in MECHANISMS} == set(movement.warrants)
    assert all(w.ground == "said" and w.blocks for w in movement.warrants.values())
    assert set(movement.parameters) <= set(PARAMETERS)
    assert all(f.warrant.source or f.warrant.blocks for f in movement.parameters.values())


def test_the_shipped_scenarios_fit_and_say_what_they_change():
    read = read_movement(SHIPPED_MOVEMENT)
    assert names(read) == [
        "as_happened", "hard_call_off", "leak_a_month_later", "never_leaked", "no_call_off", "slow_tempo",
    ]  # fmt: skip
    assert all(read_scenario(read, name).tells for name in names(read))


def test_the_shipped_movement_agrees_with_the_record(held_case: desk.Case):
    """Days lie where the record's events allow, actors and blocks are known, the words are found."""
    checked = held_case.check()
    assert checked["movement"]["broken"] == 0
    assert checked["movement"]["unverified"] == 0
    assert not [line for line in checked["problems"] if line.startswith("movement")]


def test_a_movement_travels_with_its_case(tmp_path: Path, held_case: desk.Case):
    held_case.export(tmp_path / "out")
    for path in SHIPPED_MOVEMENT.rglob("*.*"):
        assert (
            tmp_path / "out/movement" / path.relative_to(SHIPPED_MOVEMENT)
        ).read_bytes() == path.read_bytes()


# Another movement is another folder


def test_another_movement_is_another_folder(kept: tuple[desk.Case, dict[str, Any]]):
    _, found = kept
    assert [row["id"] for row in found["actors"]] == ["reef", "sandbar", "harbours"]
    assert found["limits"][0]["tells"] == "All 6 parties are made up, 4 of them in 1 block."
    assert found["patterns"][0]["refused"] is None


def test_the_narrower_attribute_wins(folder: Path):
    party = {p.id: p for p in read_movement(folder).movement.parties}
    assert party["sandbar"].attributes["press"].mid == 1
    assert party["harbours"].attributes["press"].mid == 0.9


def test_an_event_for_a_group_meets_its_parties(folder: Path):
    events = {e.id: e for e in read_movement(folder).movement.events}
    assert events["visit"].parties == ("sandbar", "harbours")
    assert events["visit"].on is None


# What is refused, and how it is told


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"parties__csv": FILES["parties.csv"].replace("600,800", "1,1")}, "line 3: sandbar has 1 members"),
        ({"parties__csv": FILES["parties.csv"].replace("reef,", "sandbar,", 1)}, "Two are called 'sandbar'"),
        ({"parties__csv": FILES["parties.csv"].replace("3000,3000,3000", "3000,2,3000")}, "line 2: 3000, 2, 3000"),
        ({"parties__csv": FILES["parties.csv"].replace("their own count", "")}, "called found but names no source"),
        ({"parties__csv": FILES["parties.csv"].replace("cadre_share", "cadres")}, "no column is named 'cadres'"),
        ({"events__csv": FILES["events.csv"].replace("call_off", "calloff")}, "Did you mean 'call_off'?"),
        ({"events__csv": FILES["events.csv"].replace(",0.5,,", ",-0.5,,")}, "line 4: the strength is -0.5"),
        ({"events__csv": FILES["events.csv"].replace("2001-02-10", "10 Feb")}, "on is '10 Feb', which is no day"),
        ({"channels__csv": FILES["channels.csv"].replace("print", "prnt")}, "Did you mean 'print'?"),
        ({"attributes__csv": FILES["attributes.csv"].replace("sandbar", "sandbank")}, "Did you mean 'sandbar'?"),
        ({"movement__toml": FILES["movement.toml"].replace("ends", "end")}, "Did you mean 'ends'?"),
        ({"movement__toml": "id = lighthouses"}, "movement.toml is no TOML"),
        ({"parameters__toml": "[obedienc]\nlow = 0"}, "Did you mean 'obedience'?"),
        ({"parameters__toml": '[fear]\nlow = 0.9\nmid = 0.5\nhigh = 0.6\nground = "said"'}, "do not rise"),
        ({"warrants__csv": "mechanism,document,page,locator,exact\ncultur,a,1,1,\n"}, "Did you mean 'culture'?"),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_with_its_line_and_what_would_do(
    folder: Path, changed: dict[str, str], told: str
):
    assert told in refused(folder, **changed)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('prnt = "never"', "mine.toml: no key and no event is named 'prnt'.\nDid you mean 'print'?"),
        ('print = "soon"', 'print is \'soon\', which is no day.\nWrite print = "1956-06-30", or "never".'),
        ("hush = { strength = -0.2 }", "hush.strength is -0.2; it must lie between 0 and 1."),
        ("hush = { when = 2001-01-01 }", "hush has no key 'when'."),
        ('print = "2001-01-02"', "Dates out of order in 'mine': rumour on 2001-01-05 comes after print"),
        ('ends = "2000-01-02"', "runs from 2001-01-01 to 2000-01-02"),
        ("tempo_days = -3", "tempo_days is -3"),
        ('structure = "trees"', "Did you mean '\"tree\"'?"),
        ("[switches]\nK99 = false", "no mechanism is named 'K99'"),
        ("[switches]\nK1 = 0", "switches.K1 is 0"),
        ("[parameters]\nfears = 0.1", "Did you mean 'fear'?"),
        ("[parameters]\nfear = -0.1", "parameters.fear is -0.1"),
        ("[parameters]\nfear = nan", "which is no number"),
    ],
)
def test_a_bad_scenario_is_refused_with_its_key_and_what_is_known(folder: Path, text: str, told: str):
    assert told in scenario_refused(folder, text)


def small_tree(circle: bool) -> str:
    """A party of one leader, two cadre and fifteen others; its last cell stands above the cadre's, or not."""
    rows = ["party,cell,superior", "reef,0,", f"reef,1,{5 if circle else 0}", "reef,2,1"]
    return "\n".join(rows) + "\n"


def test_a_tree_can_be_given_cell_by_cell_and_not_in_a_circle(folder: Path):
    party = (
        FILES["parties.csv"].replace("3000,3000,3000", "18,18,18").replace(",9,0.06,closed", ",1,0.1,closed")
    )
    write_movement(folder, parties__csv=party, trees__csv=small_tree(circle=False))
    assert read_movement(folder).movement.parties[0].superiors == (-1, 0, 1)
    told = refused(folder, parties__csv=party, trees__csv=small_tree(circle=True))
    assert "The tree of reef runs in a circle" in told


def test_one_thinning_for_all_is_for_the_parties_that_the_movement_thins(
    kept: tuple[desk.Case, dict[str, Any]],
):
    case, _ = kept
    assert asked.prepare(case.file, asked.Asked("printed", thin={"*": 4})).thin == {"harbours": 4}
    assert asked.prepare(case.file, asked.Asked("printed", thin={"*": 1, "reef": 3})).thin == {"reef": 3}


def test_a_scenario_of_another_case_is_refused(folder: Path):
    write_movement(folder, scenarios___mine__toml='case = "windmills"')
    with pytest.raises(BadMovement, match="for the movement 'windmills', and this case has 'lighthouses'"):
        read_scenario(read_movement(folder), "mine")


def test_a_misspelt_scenario_gets_the_nearest_name(folder: Path):
    with pytest.raises(BadMovement, match=r"(?s)named 'qiet'.*Did you mean 'quiet'\? Known: printed, quiet"):
        read_scenario(read_movement(folder), "qiet")


_VALUES = st.one_of(
    st.none().map(lambda _: "never"), st.text(max_size=8), st.integers(-5, 5), st.floats(-2, 2), st.booleans(),
    st.dates().map(str), st.lists(st.integers(), max_size=2),
    st.dictionaries(st.sampled_from(["on", "strength", "K1", "fear"]), st.integers(-2, 2) | st.text(max_size=4)),
)  # fmt: skip
_SOME_KEYS = [
    "print",
    "hush",
    "starts",
    "ends",
    "tempo_days",
    "structure",
    "assumed",
    "switches",
    "parameters",
    "x",
]


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(_SOME_KEYS), _VALUES))
def test_any_toml_is_a_scenario_or_is_refused_in_words(
    tmp_path_factory: pytest.TempPathFactory, told: dict[str, Any]
):
    folder = tmp_path_factory.getbasetemp() / "any"
    if not folder.exists():
        write_movement(folder)
    (folder / "scenarios/mine.toml").write_text(tomli_w.dumps({"case": "lighthouses"} | told))
    with contextlib.suppress(LinewatchError):
        read_scenario(read_movement(folder), "mine")


# Runs


def test_a_paired_difference_is_nothing_until_the_first_day_that_differs(
    kept: tuple[desk.Case, dict[str, Any]],
):
    _, found = kept
    early = [row for row in found["differences"] if row["day"] < "2001-01-20"]
    assert early
    assert all(row["low"] == row["mid"] == row["high"] == 0 for row in early)
    assert the_row(found["differences"], "trust_centre", "sandbar", "all", "2001-03-10")["high"] < 0


def test_rows_and_their_keys(kept: tuple[desk.Case, dict[str, Any]]):
    _, found = kept
    assert {"runs", "seed", "hash", "outcomes", "differences"} <= set(found)
    assert set(found["outcomes"][0]) >= {"name", "actor", "stratum", "day", "low", "mid", "high", "refused"}
    assert len(found["outcomes"]) == 7 * 4 * 4 * 69
    row = the_row(found["outcomes"], "told", "movement", "all", "2001-03-10")
    assert row["low"] <= row["mean_low"] + 1e-9 or row["low"] <= row["mid"] <= row["high"]
    assert {row["stratum"] for row in found["outcomes"]} == {"leaders", "cadre", "rank and file", "all"}
    assert [row["one_stands_for"] for row in found["thinning"]] == [1, 1, 2]


def test_the_same_result_for_any_number_of_threads_and_from_kept_runs(
    kept: tuple[desk.Case, dict[str, Any]], tmp_path: Path
):
    case, found = kept
    with desk.open(write_case(tmp_path / "again")) as other:
        anew = other.simulate("printed", against="quiet", runs=4, days="all", threads=1)
    assert json.dumps(anew) == json.dumps(found)
    told: list[str] = []
    again = case.simulate("printed", against="quiet", runs=4, days="all", threads=3, report=told.append)
    assert json.dumps(again) == json.dumps(found)
    assert "8 of 8 runs are kept from before." in told


def test_a_cut_file_of_a_kept_run_is_made_anew(tmp_path: Path, kept: tuple[desk.Case, dict[str, Any]]):
    case, _ = kept
    with desk.open(shutil.copytree(case.folder, tmp_path / "copy")) as copied:
        first = copied.simulate("printed", runs=2)
        victim = sorted((copied.folder / "runs").rglob("printed-00001-*.npz"))[0]
        victim.write_bytes(victim.read_bytes()[:100])
        told: list[str] = []
        assert copied.simulate("printed", runs=2, report=told.append)["hash"] == first["hash"]
        assert "1 kept runs cannot be read and are made anew." in told


def test_stopped_runs_stay_and_the_rest_is_made_later(tmp_path: Path, kept: tuple[desk.Case, dict[str, Any]]):
    _, found = kept
    with desk.open(write_case(tmp_path / "case")) as case:

        def stop(told: many.Progress) -> None:
            if told.done == 3:
                raise KeyboardInterrupt

        told: list[str] = []
        with pytest.raises(KeyboardInterrupt):
            case.simulate("printed", against="quiet", runs=4, threads=1, watch=stop, report=told.append)
        assert told[-1].startswith("3 of 8 runs are done and kept in ")
        assert len(list((case.folder / "runs").rglob("*.npz"))) == 3
        assert case.simulate("printed", against="quiet", runs=4)["hash"] == found["hash"]


def test_a_large_run_stopped_in_its_middle_is_taken_up_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """As large as a run is that is worth keeping in its middle: here a small one is called large."""
    with desk.open(write_case(tmp_path / "other")) as case:
        whole = case.simulate("printed", runs=1)
    monkeypatch.setattr(many, "LARGE", 1)
    middle, days = threading.Event(), list[int]()

    def watch(told: many.Progress) -> None:
        days.append(told.day)
        if told.day == 30:
            middle.set()

    def stop(*_: Any, **__: Any) -> None:
        middle.wait(60)
        raise KeyboardInterrupt

    with desk.open(write_case(tmp_path / "case")) as case:
        with monkeypatch.context() as patched:
            patched.setattr(many, "wait", stop)
            with pytest.raises(KeyboardInterrupt):
                case.simulate("printed", runs=1, threads=2, watch=watch)
        assert [path.suffix for path in (case.folder / "runs").rglob("printed*")] == [".part"]
        days.clear()
        again = case.simulate("printed", runs=1, watch=watch)
        assert days[0] > 30
        assert json.dumps(again["outcomes"]) == json.dumps(whole["outcomes"])
        assert [path.suffix for path in (case.folder / "runs").rglob("printed*")] == [".npz"]


def test_one_run_shows_no_range(kept: tuple[desk.Case, dict[str, Any]]):
    case, _ = kept
    row = case.simulate("printed", runs=1)["outcomes"][0]
    assert (row["low"], row["high"]) == (None, None)
    assert row["refused"]["needed"] == "--runs 2 or more"


def test_too_little_memory_is_told_before_anything_runs(
    kept: tuple[desk.Case, dict[str, Any]], monkeypatch: pytest.MonkeyPatch
):
    case, _ = kept
    monkeypatch.setattr(room, "free_memory", lambda: 1_000_000)
    with pytest.raises(TooLittleMemory, match=r"One run needs 0\.2\d GB of memory"):
        asked.prepare(case.file, asked.Asked("printed", seed=77))


def test_too_little_disk_is_told_before_anything_runs(
    kept: tuple[desk.Case, dict[str, Any]], monkeypatch: pytest.MonkeyPatch
):
    case, _ = kept
    monkeypatch.setattr(room, "free_disk", lambda _folder: 1_000_000)
    with pytest.raises(BadMovement, match=r"20 runs need .* MB of disk"):
        asked.prepare(case.file, asked.Asked("printed", seed=77))


@pytest.mark.parametrize(
    ("given_", "told"),
    [
        ({"runs": 0}, "0 runs cannot be made"),
        ({"seed": -1}, "The seed is -1"),
        ({"threads": 0}, "0 threads make no run"),
        ({"thin": {"reff": 10}}, "Did you mean 'reef'?"),
        ({"thin": {"reef": 0}}, "cannot stand for 0"),
        ({"structure": "net"}, "No structure is named 'net'"),
    ],
)
def test_what_makes_no_sense_is_refused(
    kept: tuple[desk.Case, dict[str, Any]], given_: dict[str, Any], told: str
):
    case, _ = kept
    with pytest.raises((BadMovement, BadValue)) as error:
        case.simulate("printed", **given_)
    assert told in str(error.value)


def test_a_case_without_a_movement_says_so(case: desk.Case):
    with pytest.raises(BadMovement, match="This case has no movement"):
        case.simulate("as_happened")
    assert "movement" not in case.check()


def test_limits_name_only_counts_that_are_there(folder: Path):
    write_movement(folder, limits__toml='[[limit]]\nid = "a"\ntells = "{partys}"')
    with pytest.raises(BadMovement, match="no count is named 'partys'"):
        limits(read_movement(folder))


def test_a_movement_is_a_value_that_does_not_hang_on_the_folder(folder: Path, tmp_path: Path):
    other = write_movement(tmp_path / "elsewhere")
    one, two = read_movement(folder).movement, read_movement(other).movement
    assert isinstance(one, Movement)
    assert repr(one) == repr(two)
    assert replace(one, id="x") != two
    assert os.fspath(folder) not in repr(one)
