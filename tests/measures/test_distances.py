"""Distance from a centre in running text: parts worked by hand, then made-up movements whose truth is known."""

import zlib

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from scipy.stats import spearmanr
from threadpoolctl import threadpool_limits

from benchmarks.distances_coverage import CENTRE, World, made
from linewatch.errors import BadValue
from linewatch.kinds.dates import PartialDate
from linewatch.measures.distances.carrying import carried
from linewatch.measures.distances.copies import echoes, near_copies
from linewatch.measures.distances.lines import line
from linewatch.measures.distances.measure import distances
from linewatch.measures.distances.periods import period_of, step
from linewatch.measures.distances.profiles import surplus, usual
from linewatch.measures.distances.teaching import places, taught, unlikeness
from linewatch.measures.distances.words import Reading, counted

SMALL = World("small", 6, 3, 9, 0.6, 0.02)


@pytest.fixture(scope="module")
def world():
    return made(SMALL, np.random.default_rng(3))


@pytest.fixture(scope="module")
def found(world):
    return distances(world.readings, CENTRE, frozenset(), 1)


def reading(document, actor, period, *texts):
    return Reading(document, actor, period, list(enumerate(texts, 1)))


def test_names_stop_words_and_numbers_are_left_out():
    text = "We met Smith, and we saw smiths of co- operation in 1956; then Smith’s friend, Smith, saw peace."
    words = counted([reading("d", "a", "1", *[text] * 3), reading("e", "b", "1", text)], {"we", "of", "the"})
    assert "smith" not in words.vocabulary, "written with a capital in most places"
    assert {"saw", "peace", "cooperation"} <= {w.replace("-", "") for w in [*words.vocabulary, "cooperation"]}
    assert not {"we", "of", "the", "1956"} & set(words.vocabulary)
    assert words.cased


def test_a_script_without_capitals_has_no_names_and_does_not_crash():
    arabic = "السلام بين الشعوب " * 40
    chinese = "各国人民要和平不要战争" * 40
    for text in (arabic, chinese):
        words = counted([reading("d", "a", "1", text), reading("e", "b", "1", text)], frozenset())
        assert (words.cased, words.dropped) == (False, 0)
    assert "和平" in words.vocabulary, "where words have no gaps, pairs of signs stand for them"


def test_every_passage_knows_its_place():
    words = counted([reading("d", "a", "1", "war peace " * 150, "peace war " * 150)], frozenset())
    assert [[place.n for place in places] for places in words.places] == [[1], [1, 2], [2]]


def test_what_is_expected_follows_the_topics_that_a_text_speaks_of():
    """Two texts of one topic each, one period: each is as expected of its own topic."""
    uses = np.array([[30.0, 10, 0, 0], [0, 0, 10, 30]])
    known = usual(csr_matrix(uses), np.array([0, 1]), np.array([0, 1]), uses, np.zeros(2, np.int64))
    assert known.expected(np.zeros(2, np.int64)) == pytest.approx(np.maximum(uses, 1e-9))
    assert surplus(uses, uses) == pytest.approx(np.zeros((2, 4)), abs=0.13)


def test_the_level_of_a_period_is_taken_out():
    """Both speakers of the second period say a word four times as often: that tells nothing of either."""
    uses = np.array([[50.0, 50], [50, 50], [80, 20], [80, 20]])
    periods = np.array([0, 0, 1, 1])
    known = usual(csr_matrix(uses), np.arange(4), np.zeros(4, np.int64), uses, periods)
    assert np.abs(known.expected(periods) - uses).max() < 1.5


def test_unlikeness_is_to_the_centre_of_the_same_time_and_stretch():
    profiles = np.array([[1.0, 0], [1, 0], [0, 1], [0, 2]])
    periods, centre = np.array([0, 0, 1, 1]), np.array([True, False, True, False])
    apart = unlikeness(profiles, periods, centre, periods)
    assert apart[[1, 3]] == pytest.approx([0, 0])
    joined = unlikeness(profiles, periods, centre, np.zeros(4, int))
    assert joined[[1, 3]] == pytest.approx([1 - 0.5**0.5] * 2)


def test_years_without_a_text_count_in_the_calendar():
    profiles = np.array([[1.0, 0], [1, 0], [0, 2]])
    centre, one_line = np.array([True, False, False]), np.zeros(3, int)
    near = unlikeness(profiles, np.array([1900, 1904, 1904]), centre, one_line)
    assert near == pytest.approx([0, 0, 1])
    far = unlikeness(profiles, np.array([1900, 1990, 1990]), centre, one_line)
    assert np.isnan(far).tolist() == [False, True, True]


def test_a_reading_of_long_ago_steadies_nothing():
    found, error, skip = np.array([0.5, 1.5, 0.6, 1.4]), np.full(4, 0.1), np.zeros(4, bool)
    long = carried(found, error, np.array([0, 1, 0, 1]), np.array([1900, 1900, 1990, 1990]), skip)
    assert long.earlier.tolist() == [0] * 4
    assert long.score == pytest.approx(found)


def test_the_line_is_compared_with_that_of_the_years_before():
    profiles, centre = np.random.default_rng(3).normal(size=(3, 50)), np.ones(3, bool)
    found = line(profiles, np.arange(3), centre, np.array([1900, 1902, 1990]))
    assert found.agreement[1] is not None
    assert (found.agreement[0], found.agreement[2]) == (None, None)


@pytest.mark.parametrize(
    ("by", "one", "other", "steps"),
    [
        ("decade", "1909-01-01", "1990-05-05", 9),
        ("year", "1900-01-01", "1990-05-05", 90),
        ("half", "1955-12-01", "1956-07-01", 2),
        ("quarter", "1955-12-01", "1956-10-01", 4),
        ("month", "1955-12-01", "1956-02-01", 2),
    ],
)
def test_periods_are_numbered_as_the_calendar_runs(by, one, other, steps):
    first, second = (period_of(PartialDate.parse(day), by) for day in (one, other))
    assert step(second) - step(first) == steps


def test_places_run_from_the_centres_nought_to_one():
    found = places(
        np.array([0.0, 0.4, 0.2, 0.4]), np.zeros(4, np.int64), np.array([True, False, False, False])
    )
    assert found.tolist() == [0, pytest.approx(2.5 / 3), pytest.approx(1 / 3), pytest.approx(2.5 / 3)]


def test_a_period_never_teaches_itself():
    lessons = taught(
        np.eye(6), np.array([0, 1, 0, 1, 0, 1.0]), np.array([0, 0, 1, 1, 2, 2]), np.zeros(3, int)
    )
    assert {period: lesson.teachers.tolist() for period, lesson in lessons.items()} == {
        0: [2, 3, 4, 5],
        1: [0, 1, 4, 5],
        2: [0, 1, 2, 3],
    }


def test_an_earlier_reading_steadies_one_that_agrees_and_not_one_that_has_turned():
    actors, periods = np.array([0, 1, 0, 1]), np.array([0, 0, 1, 1])
    skip = np.zeros(4, bool)
    agrees = carried(np.array([0.5, 1.5, 0.6, 1.4]), np.full(4, 0.1), actors, periods, skip)
    assert agrees.earlier[2] > 0.3
    assert agrees.error[2] < 0.1
    turned = carried(np.array([0.0, 2.0, 2.0, 0.0]), np.full(4, 0.1), actors, periods, skip)
    assert turned.score[2] == pytest.approx(2.0, abs=1e-3)
    assert turned.earlier[:2].tolist() == [0, 0]


def test_a_copy_echoes_the_centre_and_set_phrases_do_not():
    rng = np.random.default_rng(1)
    own = [rng.integers(100, 10_000, 400) for _ in range(7)]
    phrase = np.arange(20)
    runs = [np.concatenate([text, phrase]) for text in own]
    runs[1] = np.concatenate([own[1], own[0][:200], phrase])
    actors, periods = np.arange(7), np.zeros(7, np.int64)
    centre = actors == 0
    found = echoes(runs, actors, periods, centre, 2)
    assert found[1] == pytest.approx(197 / 617, abs=0.02)
    assert found[2:].tolist() == [0] * 5
    assert near_copies(found, centre, 3).tolist() == [False, True, *[False] * 5]


def test_a_break_in_the_centres_line_is_found_and_drift_is_none():
    rng = np.random.default_rng(4)
    before, after = rng.normal(size=(2, 300))
    periods, centre = np.arange(12), np.ones(12, bool)

    def profiles(turn):
        return np.array([(before if i < turn else after) + rng.normal(size=300) for i in range(12)])

    assert line(profiles(7), periods, centre, periods).breaks == (7,)
    assert line(profiles(12), periods, centre, periods).breaks == ()
    drifting = np.cumsum(rng.normal(size=(12, 300)), axis=0) + 3 * before
    assert line(drifting, periods, centre, periods).breaks == ()


def test_few_made_up_lines_without_a_break_are_said_to_have_one():
    rng = np.random.default_rng(5)
    said = 0
    for _ in range(200):
        walk = np.cumsum(rng.normal(size=(15, 80)) * 0.3, axis=0) + rng.normal(size=80)
        found = line(walk + rng.normal(size=(15, 80)), np.arange(15), np.ones(15, bool), np.arange(15))
        said += bool(found.breaks)
    assert said <= 0.10 * 200 + 2 * (200 * 0.1 * 0.9) ** 0.5


def test_the_order_of_a_made_up_movement_comes_out(world, found):
    told = [one for one in found if one.distance is not None]
    assert len(told) == 18
    true = [world.true[one.actor, one.period] for one in told]
    assert spearmanr([one.distance for one in told], true)[0] > 0.8
    assert all(one.low < one.distance < one.high for one in told)
    assert {one.rank for one in told if one.period == "1950"} == set(range(1, 7))


def test_the_words_behind_are_those_that_bend(found):
    """Every word that is shown is one that all topics share: the topics' own words tell of subjects alone."""
    shown = [behind for one in found for behind in one.behind]
    shared = [behind for behind in shown if behind.word.startswith("s")]
    assert len(shared) > 0.7 * len(shown)
    assert all(behind.places for behind in shown if behind.uses)


def test_the_same_texts_give_the_same_result_in_any_order_and_at_any_number_of_threads(world, found):
    with threadpool_limits(2):
        again = distances(world.readings[::-1], CENTRE, frozenset(), 1)
    assert again == found


def test_names_decide_nothing(world, found):
    """Called otherwise, in another order of names, all stand where they stood."""
    named = {name: f"x{zlib.crc32(name.encode())}" for name in {r.actor for r in world.readings}}
    coded = [r._replace(actor=named[r.actor]) for r in world.readings]
    again = {(row.actor, row.period): row for row in distances(coded, named[CENTRE], frozenset(), 1)}
    for row in found:
        same = again[named[row.actor], row.period]
        assert (same.distance, same.low, same.high) == (row.distance, row.low, row.high)


def test_short_texts_and_a_silent_centre_are_refused_with_what_would_do(world):
    short = [r._replace(passages=r.passages[:2]) if r.actor == "a01" else r for r in world.readings]
    rows = {(one.actor, one.period): one for one in distances(short, CENTRE, frozenset(), 1)}
    refused = rows["a01", "1951"]
    assert (refused.distance, refused.low, refused.rank) == (None, None, None)
    assert "too short" in refused.why
    assert "450" in refused.needed
    assert rows["a02", "1951"].distance is not None


def test_who_has_no_teachers_is_not_told_that_the_centre_is_silent(world):
    """The centre speaks in 1950; of 1951 there are only short texts of others, so that nothing is learnt from it."""
    kept = [
        r if r.period == "1950" else r._replace(passages=r.passages[:2])
        for r in world.readings
        if r.period == "1950" or (r.period == "1951" and r.actor != CENTRE)
    ]
    rows = {(one.actor, one.period): one for one in distances(kept, CENTRE, frozenset(), 1)}
    assert rows["a01", "1950"].why == "no other period has texts long enough to learn from"
    assert "too short" in rows["a01", "1951"].why
    late = [r._replace(period="1990") if r.period == "1952" else r for r in world.readings]
    silent = [r for r in late if (r.actor, r.period) != (CENTRE, "1990")]
    rows = {(one.actor, one.period): one for one in distances(silent, CENTRE, frozenset(), 1)}
    assert rows["a01", "1990"].why.startswith("the centre has no text within")


def only(world, keep):
    return [r for r in world.readings if keep(r)]


@pytest.mark.parametrize(
    ("keep", "said"),
    [
        (lambda r: r.actor != CENTRE, "has no text"),
        (lambda r: r.actor in (CENTRE, "a01"), "only 'a01' has"),
        (lambda r: r.actor == CENTRE, "nobody has"),
        (lambda r: r.period == "1950", "one period"),
        (lambda r: False, "has no text"),
    ],
)
def test_what_cannot_be_compared_is_an_error_that_says_so(world, keep, said):
    with pytest.raises(BadValue, match=said):
        distances(only(world, keep), CENTRE, frozenset(), 1)


def test_texts_that_are_all_the_same_are_refused(world):
    same = [r._replace(passages=world.readings[0].passages) for r in world.readings]
    with pytest.raises(BadValue, match="same words"):
        distances(same, CENTRE, frozenset(), 1)


def test_empty_texts_beside_others_do_not_hurt(world, found):
    more = [*world.readings, reading("empty", "a99", "1951", "", " ")]
    rows = distances(more, CENTRE, frozenset(), 1)
    (empty,) = [one for one in rows if one.actor == "a99"]
    assert empty.why
    others = [one.distance for one in rows if one.actor != "a99"]
    assert others == pytest.approx([one.distance for one in found], abs=0.05)


@pytest.mark.parametrize(
    ("date", "by", "period"),
    [
        ("1956-02-25", "year", "1956"),
        ("1956-02-25", "quarter", "1956-Q1"),
        ("1956-07", "half", "1956-H2"),
        ("1956", "month", None),
        ("1956", "decade", "1950s"),
        ("1956-03-14/1956-04-02", "month", None),
        ("1956/..", "year", None),
    ],
)
def test_a_date_is_in_a_period_only_where_all_of_it_is(date, by, period):
    assert period_of(PartialDate.parse(date), by) == period
