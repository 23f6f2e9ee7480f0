"""Runs: the same numbers however they are run, and what happens in them goes the way it should."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from linewatch.errors import BadMovement
from linewatch.scenarios.keeping import kept, memory_needed, taken_up
from linewatch.scenarios.movement import Movement, Shape
from linewatch.scenarios.outcomes import OUTCOMES, table
from linewatch.scenarios.running import Run, Settings, run
from linewatch.scenarios.sums import KEPT
from tests.scenarios.invented import movement, scenario
from tests.scenarios.reference import FloatRun

SMALL = (900, 600, 800, 900)
AT = {name: n for n, name in enumerate(OUTCOMES)}


@pytest.fixture(scope="module")
def whole():
    return run(movement(), scenario())


def last(trace, name: str, party: int = 2) -> float:
    return float(table(trace)[AT[name], -1, party, 3])


def test_quiet_members_left_alone_change_nothing(whole):
    for more in (
        {},
        {"dates": {"leak": None, "publication": None}},
        {"assumed": False},
        {"switches": {"K24": False}},
    ):
        with (
            Run(movement(), scenario(**more)) as skipping,
            Run(movement(), scenario(**more), Settings(skip=False)) as all_,
        ):
            while not skipping.done:
                skipping.step()
                all_.step()
                assert skipping.digest() == all_.digest()
            assert skipping.skipped > 0
            assert (skipping.trace().sums == all_.trace().sums).all()


def test_threads_do_not_change_the_numbers():
    big = movement((150_000, 40_000, 900, 1500))
    short = scenario(starts=date(2001, 2, 9), ends=date(2001, 2, 14))
    one, two = (run(big, short, Settings(threads=threads)) for threads in (1, 2))
    assert one.digest == two.digest
    assert (one.sums == two.sums).all()


def test_the_whole_run_is_this_one_on_every_machine(whole):
    assert whole.digest == DIGEST


def test_what_one_party_is_does_not_change_another_s_dice():
    """Members of a party alone in the movement rest as they rest in company."""
    whole, alone = movement(), movement()
    alone = replace(alone, parties=alone.parties[2:3], centre=None, events=(), channels=(), order=())
    first = Run(whole, scenario())
    second = Run(alone, scenario())
    at = slice(*np.cumsum([0, *first.layout.counts.sum(axis=1)])[2:4])
    assert all((a[at] == b).all() for a, b in zip(first.members.trusts, second.members.trusts, strict=True))


def test_a_run_taken_up_again_is_the_run_that_was_not_stopped(whole):
    made, asked = movement(), scenario()
    stopped = Run(made, asked)
    for _ in range(60):
        stopped.step()
    data = b"".join(kept(stopped))
    again = taken_up(data, made, asked, Settings())
    while not again.done:
        again.step()
    trace = again.trace()
    assert trace.digest == whole.digest
    assert (trace.sums == whole.sums).all()
    assert (trace.gauges == whole.gauges).all()
    assert trace.happened == whole.happened
    assert abs(len(data) - memory_needed(made, asked).checkpoint_bytes) < 0.1 * len(data)


def test_a_kept_run_of_something_else_is_refused():
    made, asked = movement(SMALL), scenario()
    data = b"".join(kept(Run(made, asked)))
    for bytes_, other, words in (
        (b"what", Settings(), "no kept run"),
        (data, Settings(seed=1), "another movement, scenario, seed"),
        (data[:-5], Settings(), "cut short"),
    ):
        with pytest.raises(BadMovement, match=words):
            taken_up(bytes_, made, asked, other)
    taken_up(data, made, asked, Settings(threads=2, skip=False))


def test_knowledge_never_falls_and_who_has_gone_stays_away(whole):
    told = whole.sums[..., KEPT - 1] / np.maximum(whole.sums[..., 0], 1)
    steady = whole.count("exits") + whole.count("splinters")
    assert (np.diff(steady, axis=0) >= 0).all()
    assert (whole.count("members") + steady == whole.whole).all()
    assert (np.diff(told[:, 0], axis=0) >= 0).all()


def test_nothing_happens_before_anything_is_told():
    quiet = run(movement(SMALL), scenario(ends=date(2001, 1, 5)))
    assert not quiet.count("voices").any()
    assert len(set(map(bytes, quiet.sums[:, :, :, :].reshape(5, -1)))) == 1


def test_with_no_disclosure_at_all_nobody_speaks():
    never = dict.fromkeys(("congress", "leak", "publication", "call_off"))
    assert not run(movement(SMALL), scenario(dates=never)).count("voices").any()


@pytest.mark.parametrize(
    ("switch", "outcome", "higher"),
    [
        ("K2", "told", True),
        ("K3", "trust_centre", True),
        ("K4", "trust_centre", False),
        ("K5", "voices", True),
        ("K6", "trust_leader", False),
        ("K7", "voices", True),
        ("K9", "exits", True),
        ("K10", "trust_centre", False),
        ("K13", "voices", False),
        ("K14", "told", True),
        ("K20", "voices", False),
        ("K23", "voices", True),
        ("K24", "told", True),
    ],
)
def test_a_mechanism_moves_what_it_should(whole, switch, outcome, higher):
    without = last(run(movement(), scenario(switches={switch: False})), outcome)
    assert (last(whole, outcome) > without) == higher
    assert last(whole, outcome) != without


def test_a_slower_tempo_shocks_less():
    """K1: one disclosure planned over 80 days or made at once, with no leak: trust in the centre holds better."""
    quiet = {"leak": None, "publication": None, "call_off": None}
    slow, fast = (run(movement(SMALL), scenario(dates=quiet, tempo_days=days)) for days in (80, 0))
    assert last(slow, "trust_centre") > last(fast, "trust_centre")


def test_a_later_leak_tells_later_and_a_harder_call_off_silences_more():
    late = run(movement(), scenario(dates={"leak": date(2001, 2, 9)}))
    on = run(movement(), scenario())
    assert (table(late)[AT["told"], 30, 2, 3] < table(on)[AT["told"], 30, 2, 3]).all()
    hard = run(movement(), scenario(strengths={"call_off": 1.0}, switches={"K14": False}))
    soft = run(movement(), scenario(strengths={"call_off": 0.2}, switches={"K14": False}))
    assert last(hard, "voices") < last(soft, "voices")


def test_structures_differ_as_they_should():
    """The tree alone tells members least; ties add to what is heard."""
    tree, press, ties = (
        run(movement(), scenario(structure=name))
        for name in ("tree", "tree and press", "tree, press and ties")
    )
    assert last(tree, "told") < last(press, "told") <= last(ties, "told") + 1e-9
    assert last(tree, "voices") < last(press, "voices") < last(ties, "voices")


def test_the_run_without_what_is_assumed_is_another_run(whole):
    assert run(movement(), scenario(assumed=False)).digest != whole.digest


def test_the_whole_number_rule_drifts_little_from_a_rule_in_floating_point():
    """Shares of members within 0.3 of a hundred, mean trusts within 0.0002, on every day."""
    made, asked = movement((600, 600, 1500, 1500)), scenario(ends=date(2001, 1, 1) + timedelta(74))
    whole_, real = Run(made, asked), FloatRun(made, asked, Settings(skip=False))
    while not whole_.done:
        whole_.step()
        real.step()
    drift = np.abs(table(whole_.trace()) - table(real.trace()))
    assert table(real.trace())[AT["voices"], :, 2].max() > 0.1
    assert drift[: AT["trust_centre"], :, :, 3].max() < 0.003
    assert drift[AT["trust_centre"] :, :, :, 3].max() < 0.0002


def test_members_hear_their_cell_their_superior_and_their_ties_and_nobody_else():
    """With ties off and one cell speaking, only that cell, and those directly under one of it, hear a voice."""
    made: Movement = replace(movement(SMALL), shape=Shape(near_ties=0, far_ties=0))
    running = Run(made, scenario(starts=date(2001, 3, 20), ends=date(2001, 3, 21)))
    reference = FloatRun(made, scenario(starts=date(2001, 3, 20), ends=date(2001, 3, 21)))
    reference.now[0] = 1
    blocks = reference.layout.blocks
    balanced, heavy = reference._heard(blocks[blocks[:, 7] == 0])
    assert not heavy.any()
    # Eleven other leaders, and the first branch of eight cadre.
    assert np.flatnonzero(balanced).tolist() == [*range(1, 12), *range(12, 20)]
    assert running.layout.members == reference.layout.members


DIGEST = "4e6102023002b2cf"
