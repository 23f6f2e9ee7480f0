"""The rule of one member, step by step, by hand; and a thousand members against the compiled one."""

from __future__ import annotations

import numpy as np
import pytest

from linewatch.scenarios import member as m
from linewatch.scenarios.dice import mixed
from linewatch.scenarios.sums import SUMS

i32, u32 = np.int32, np.uint32


def row(**values: int) -> list[np.int32]:
    return [i32(values.get(name, 0)) for name in m.NAMES]


def plain(*numbers: int) -> tuple[np.int32, ...]:
    return tuple(i32(number) for number in numbers)


def test_a_small_step_down_the_hierarchy_does_not_shock():
    """K1: told 0.25 where 0.125 was known, of which 0.0625 is borne."""
    told = row(depth_in=8192, reach_in=32767, tolerable=2048)
    assert m.told_inside(told, *plain(4096, 0)) == (8192, 2048)
    assert m.told_inside(told, *plain(7168, 0)) == (8192, 0)
    assert m.told_inside(told, *plain(9000, 0)) == (9000, 0)


def test_the_shock_is_what_was_published_less_what_was_prepared():
    """K3: with half known, a publication of three quarters shocks by a quarter; unprepared, by all of it."""
    published = {"depth_out": 24576, "reach_out": 32767}
    assert m.told_outside(row(**published, prepared=32768), *plain(16384, 0, 0)) == (24576, 8192)
    assert m.told_outside(row(**published, prepared=0), *plain(16384, 0, 0)) == (24576, 24576)
    assert m.told_outside(row(**published, prepared=32768), *plain(30000, 0, 0)) == (30000, 0)


def test_who_reads_nothing_is_told_by_those_he_hears():
    told = row(depth_out=24576, reach_out=0, tell=1000)
    assert m.told_outside(told, *plain(0, 0, 500))[0] == 0
    assert m.told_outside(told, *plain(0, 1, 500))[0] == 24576


def test_a_shock_lowers_trust_by_its_load_and_never_below_nothing():
    assert m.shaken(*plain(30000, 16384, 16384)) == 30000 - 8192
    assert m.shaken(*plain(1000, 32767, 32767)) == 0


def test_trust_comes_back_but_not_all_the_way_for_who_knows():
    """K24: full knowledge with a scar of a half: the rest is half a scale lower."""
    back = row(recover=16384, scar=16384)
    assert m.recovered(back, *plain(10000, 30000, 0, 0)) == 20000
    assert m.recovered(back, *plain(10000, 30000, 32767, 0)) == 10000 + (30000 - 16383 - 10000) // 2
    assert m.recovered(back, *plain(25000, 30000, 32767, 0)) == 25000


def test_a_voice_too_far_is_not_taken_in():
    assert m.near(*plain(20000, 26000, 6000)) == 1
    assert m.near(*plain(20000, 26001, 6000)) == 0


def test_voices_draw_towards_where_they_stand():
    draws = row(place_balanced=20000, place_heavy=8000, pull=32767)
    assert m.pulled(draws, *plain(16000, 1, 0, 0)) == 16000 + 499
    assert m.pulled(draws, *plain(16000, 0, 2, 0)) == 16000 - 2000
    assert m.pulled(draws, *plain(16000, 0, 0, 32767)) == 16000


def test_one_voice_is_not_enough_and_none_is_a_burden():
    """K7: the second voice and each after it is worth 300, 1000 at most; who hears none loses 50."""
    heard = row(sources=1, per_voice=300, licence_cap=1000, isolation=50)
    assert [m.licence(heard, i32(n), i32(0)) for n in (0, 1, 2, 3, 9)] == [-50, 0, 300, 600, 1000]
    assert m.licence(heard, i32(2), i32(70)) == 370


@pytest.mark.parametrize(
    ("voice", "urge", "luck", "then"),
    [
        (m.SILENT, 1, 99, m.BALANCED),
        (m.SILENT, 1, 100, m.SILENT),
        (m.SILENT, 0, 0, m.SILENT),
        (m.HEAVY, 1, 32767, m.BALANCED),
        (m.BALANCED, 0, 199, m.SILENT),
        (m.BALANCED, 0, 200, m.BALANCED),
    ],
)
def test_who_would_speak_does_so_in_his_time_and_falls_silent_in_his_time(voice, urge, luck, then):
    assert m.spoken(row(speak=100, hush=200, heavy_line=9000), *plain(voice, urge, 9000, luck)) == then


def test_below_the_line_a_voice_is_heavy():
    assert m.spoken(row(speak=32767, heavy_line=9000), *plain(m.SILENT, 1, 8999, 0)) == m.HEAVY


def test_who_is_below_his_floor_leaves_alone_or_together():
    """K9; where speaking costs nothing he stays (Hirschman)."""
    leaves = row(leave=200, splinter_sources=3)
    assert m.left(leaves, *plain(1, 0, m.SILENT, 9, 199)) == m.EXITED
    assert m.left(leaves, *plain(1, 0, m.HEAVY, 2, 199)) == m.EXITED
    assert m.left(leaves, *plain(1, 0, m.HEAVY, 3, 199)) == m.SPLINTERED
    assert m.left(leaves, *plain(1, 0, m.HEAVY, 3, 200)) == 0
    assert m.left(leaves, *plain(0, 0, m.HEAVY, 3, 0)) == 0
    assert m.left(row(leave=200, voice_first=32768), *plain(1, 0, m.SILENT, 0, 1)) == 0
    assert m.left(row(leave=200, voice_first=32768), *plain(1, 32767, m.SILENT, 0, 1)) == m.EXITED


def test_doubt_is_what_the_weighed_trusts_lack():
    weighed = row(weight_doctrine=8192, weight_system=8192, weight_centre=8192, weight_leader=8192)
    assert m.doubt(weighed, *plain(0, 0, 0, 0)) == 32767
    assert m.doubt(weighed, *plain(32764, 32764, 32764, 32764)) == 3


def rows_at_random(luck: np.random.Generator) -> np.ndarray:
    made = luck.integers(0, 32768, m.SIGNALS).astype(np.int32)
    made[m.RECEPTIVE] = luck.integers(4096, 8193)
    made[m.SOURCES], made[m.SPLINTER_SOURCES] = luck.integers(0, 4), luck.integers(1, 6)
    made[m.WEIGHT_DOCTRINE : m.WEIGHT_LEADER + 1] = 8192
    made[m.COST] = luck.integers(-32767, 65535)
    made[m.TELL] = luck.integers(0, 2000)
    return made


@pytest.mark.filterwarnings("ignore:overflow")
def test_the_compiled_rule_is_the_plain_one_and_keeps_its_ranges():
    """Forty members under each of five rows at random: the kernel and plain Python agree to the bit."""
    from linewatch.scenarios import cpu  # noqa: PLC0415 - the compiler takes a second to load

    luck = np.random.default_rng(5)
    n, size = 40, 8
    blocks = np.array([[0, n, 0, n, size, 0, 0, 0]])
    for _ in range(5):
        told = rows_at_random(luck)
        trusts = tuple(luck.integers(0, 32768, n).astype(np.int16) for _ in range(4))
        exposure = luck.integers(0, 32768, n).astype(np.int16)
        status = luck.choice([m.SILENT, m.BALANCED, m.HEAVY, m.EXITED, m.SPLINTERED], n).astype(np.uint8)
        who, day = luck.integers(0, 2**32, (2, 1, 4)).astype(np.uint32)
        after, sums = np.zeros(n, np.uint8), np.zeros((1, SUMS), np.int64)
        before = [trust.copy() for trust in trusts], exposure.copy()
        cpu.advance(
            *(
                np.array([0]),
                0,
                1,
                blocks,
                (0, 0, 64),
                (who[:, :2].copy(), who, day),
                told[None, :],
                trusts,
                exposure,
            ),
            *((status, after), np.full(n // size, -1, np.int32), sums),
        )
        for j in range(n):
            place = u32(j)
            cell = [int(s) for k, s in enumerate(status) if k // size == j // size and k != j]
            heard = int(status[j]) + (cell.count(m.BALANCED) << 8) + (cell.count(m.HEAVY) << 16)
            me = mixed(place, *who[0, :2]), mixed(place, *who[0, 2:])
            dice = mixed(place, *day[0, :2]), mixed(place, *day[0, 2:])
            four = tuple(i32(trust[j]) for trust in before[0])
            lived = m.lived(tuple(told), me, dice, four, i32(before[1][j]), i32(heard))
            assert [*(trust[j] for trust in trusts), exposure[j], after[j]] == list(lived[:6])
        assert min(trust.min() for trust in [*trusts, exposure]) >= 0
        assert set(after.tolist()) <= {m.SILENT, m.BALANCED, m.HEAVY, m.EXITED, m.SPLINTERED}
        assert (exposure >= before[1]).all() or told[m.FORGET] > 0
