"""The made-up judges: their world is what it says, the rivals are the published counts, and what the weighing gains."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.judged import rivals, scores
from benchmarks.judged.answers import Asked, answers, drawn, matrix_of, sheets_of
from benchmarks.judged.people import HABITS, UNJUDGED, judged
from benchmarks.judged.worlds import Thing, World, told, world
from benchmarks.judges import halves, temperatures
from linewatch.hypotheses.classic import classic
from linewatch.hypotheses.weighing import Settings, weigh

SEED = 20_000  # none of the worlds here are in the study


def thing(seen: bool, chances: tuple[float, float], **fields: object) -> Thing:
    by_state = np.array(chances)
    known: dict[str, object] = {"unit": 0, "made": "document", "noticed": 1.0, "good": 1.0, "copied": 0.0}
    return Thing(alone=np.log(by_state / (1 - by_state)), by_state=by_state, seen=seen, **(known | fields))  # type: ignore[arg-type]


def of(*things: Thing) -> World:
    return World(False, np.eye(2, dtype=bool), 0, things)


def test_what_is_known_of_a_document_a_trace_and_a_bad_teller_by_hand():
    assert told(of(thing(True, (0.8, 0.2))))[0] == pytest.approx(0.8)
    # Not come upon: 1 - 0.5 * 0.8 = 0.6 against 1 - 0.5 * 0.2 = 0.9.
    assert told(of(thing(False, (0.8, 0.2), made="trace", noticed=0.5)))[0] == pytest.approx(0.6 / 1.5)
    # Good half the time, else a coin: 0.5 * 0.8 + 0.5 * 0.5 against 0.5 * 0.2 + 0.5 * 0.5.
    assert told(of(thing(True, (0.8, 0.2), made="source", good=0.5)))[0] == pytest.approx(0.65)


def test_a_pure_copy_tells_nothing_more():
    first = thing(True, (0.8, 0.2), made="copied", copied=1.0)
    assert told(of(first, first))[0] == pytest.approx(0.8)
    apart = thing(True, (0.8, 0.2), made="copied", copied=0.0)
    assert told(of(apart, apart))[0] == pytest.approx(0.64 / 0.68)


@pytest.mark.parametrize("several", [False, True])
def test_who_knows_all_chances_is_calibrated(several: bool):
    """The share of what is true less the mean of what was known lies within four of its own errors."""
    worlds = [world(SEED, number, several) for number in range(400)]
    off = np.array([(one.true - told(one))[:-1].mean() for one in worlds])
    certain = np.array([((one.true - told(one)) * told(one))[:-1].sum() for one in worlds])
    for error in (off, certain):
        assert abs(error.mean()) < 4 * error.std(ddof=1) / len(worlds) ** 0.5


def test_the_same_seed_gives_the_same_world_and_sheet():
    one, two = world(SEED, 3), world(SEED, 3)
    assert [thing.seen for thing in one.things] == [thing.seen for thing in two.things]
    first, second = judged(one, HABITS[0], SEED, 3, 0), judged(two, HABITS[0], SEED, 3, 0)
    assert (first.words == second.words).all()


def test_habits_do_what_they_say():
    by_name = {habit.name: habit for habit in HABITS}
    for number in range(20):
        one = world(SEED, number)
        sheets = {name: judged(one, habit, SEED, number, 0) for name, habit in by_name.items()}
        assert not sheets["misses copies"].copied
        assert all(group is None for group in sheets["misses copies"].group)
        assert (sheets["lazy"].words != UNJUDGED).any(axis=0).all()
        assert (sheets["one-eyed"].words != 3).any(axis=0).sum() <= 1
        listed = sheets["lists only what is seen"].listed
        assert all(one.things[at].seen for at in listed) or len(listed) == 1
        assert not set(np.unique(sheets["Kent's words"].words)) & {1, 5}


@pytest.mark.parametrize("name", ["careful", "lazy", "any habit"])
@pytest.mark.parametrize("judges", [1, 3])
def test_the_rivals_are_the_counts_that_the_product_prints(name: str, judges: int):
    for number in range(8):
        one, _ = drawn(SEED, number, False)
        sheets = sheets_of(one, name, SEED, number, judges)
        printed = classic(matrix_of(one, sheets)).scores
        assert rivals.parc_printed(one, sheets) == pytest.approx([score.parc for score in printed])
        assert rivals.burton_printed(one, sheets) == pytest.approx([-score.burton for score in printed])
        assert rivals.open_synthesis(one, sheets) == pytest.approx(
            [-score.open_synthesis for score in printed]
        )


def test_the_study_scores_what_weigh_prints():
    found = answers("careful", range(2), Asked(SEED, 3, False), Settings(draws=50))[3]
    for number in range(2):
        one, _ = drawn(SEED, number, False)
        standings = weigh(
            matrix_of(one, sheets_of(one, "careful", SEED, number, 3)), Settings(draws=50)
        ).standings
        assert [standing.mid for standing in standings] == pytest.approx(found.mid[number, : one.columns])
        assert [standing.low for standing in standings] == pytest.approx(found.low[number, : one.columns])


def test_log_and_brier_scores_by_hand():
    chances = np.array([[0.5, 0.25, 0.25, np.nan]])
    true = np.array([[0.0, 1.0, 0.0, np.nan]])
    assert scores.log_scores(chances, true, False) == pytest.approx([2.0])
    assert scores.brier(chances, true, False) == pytest.approx([0.25 + 0.5625 + 0.0625])
    # Where several may be: 1 bit for the first, 2 for the second, the last one left out.
    assert scores.log_scores(chances, true, True) == pytest.approx([1.5])


def test_the_temperature_and_the_line_find_what_was_done_to_true_chances():
    """Chances made three times too sure: the best temperature is 3, the slope a third."""
    dice = np.random.default_rng(SEED)
    true_logs = dice.normal(0, 1.5, size=(4000, 4))
    chances = scores.mapped(true_logs, 1.0, False)
    true = np.eye(4)[[dice.choice(4, p=row) for row in chances]]
    assert scores.best_temperature(3 * true_logs, true, False) == pytest.approx(3.0, rel=0.1)
    line = scores.calibration(chances, true, False)
    assert abs(line.slope - 1) < 2.5 * line.slope_error
    assert abs(line.intercept) < 2.5 * line.intercept_error
    bins = scores.reliability(chances, true, False, (0.0, 0.2, 0.5, 1.0))
    assert all(abs(at.stated - at.true) < 4 * (0.25 / at.many) ** 0.5 for at in bins)


def test_three_careful_judges_beat_every_classic_count_and_the_uniform_guess():
    """A small study of its own; what it gains may fall short of nothing by the 95 % error that so few leave."""
    found = answers("careful", range(160), Asked(SEED, 3, False), Settings(draws=50))[3]
    training, test = halves(found)
    ours = scores.log_scores(test.mid, test.true, False)
    assert ours.mean() < np.log2((~np.isnan(test.true)).sum(axis=1)).mean()
    fitted = temperatures(training)
    for name in rivals.CLASSIC:
        theirs = scores.log_scores(scores.mapped(test.counts[name], fitted[name], False), test.true, False)
        gained, error = scores.gain(theirs, ours)
        assert gained > -error
