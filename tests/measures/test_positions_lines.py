"""Positions: what a small case says, what it refuses, and a fixed sample of its coverage."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from benchmarks.positions_coverage import error, tally
from linewatch.kinds.said import Actor, Coding, Event, Issue, Statement
from linewatch.measures.positions import Rows, positions
from linewatch.measures.positions import many as large

ISSUES = (
    Issue(id="campaign", name=""),
    Issue(id="man", name="", parent="campaign"),
    Issue(id="system", name="", parent="campaign"),
)
BEGIN = date(1956, 1, 1)


def said(ident, actor, issue, stance, day, **more):
    on = day if isinstance(day, str | None) else (BEGIN + timedelta(days=day)).isoformat()
    return Statement(
        id=ident, actor=actor, issue=issue, stance=stance, said_on=on, certainty="certain", **more
    )


def rows(statements, **more):
    return Rows(
        statements=statements,
        issues=ISSUES,
        actors=[Actor(id=a, name="") for a in "cxyz"],
        centre="c",
        **more,
    )


def by_line(found):
    return {(row.actor, row.issue): row for row in found.rows if row.last or row.refused}


@pytest.fixture(scope="module")
def small():
    """The centre condemns the man and spares the system; x goes with it, y does not."""
    statements = [said(f"c{at}", "c", "man", 2, 10 * at) for at in range(8)]
    statements += [said(f"d{at}", "c", "system", -2, 10 * at) for at in range(8)]
    statements += [said(f"x{at}", "x", "man", 2, 10 * at) for at in range(8)]
    statements += [said(f"y{at}", "y", "man", -2, 10 * at) for at in range(8)]
    statements += [said("z", "z", "man", None, 5), said("u", "x", "system", -1, None)]
    return positions(rows(statements), 1)


def test_distance_is_from_the_centres_line_with_an_interval_of_its_own(small):
    found = by_line(small)
    assert found["x", "man"].distance == pytest.approx(0.0, abs=0.3)
    assert found["y", "man"].distance_high < -2
    far = found["y", "man"]
    assert far.distance_low < far.distance < far.distance_high
    assert far.distance == pytest.approx(far.stance - found["c", "man"].stance)
    assert (found["c", "man"].distance, found["c", "man"].distance_low) == (0.0, 0.0)


def test_the_tree_keeps_the_man_and_the_system_apart_and_says_so(small):
    (pair,) = [pair for pair in small.branches if pair.actor == "c"]
    assert (pair.issue, pair.other, pair.apart) == ("man", "system", True)
    assert pair.low > 2


def test_no_statement_no_estimate(small):
    found = by_line(small)
    silent = found["z", "man"]
    assert (silent.stance, silent.distance, silent.statements) == (None, None, 0)
    assert silent.refused.needed
    assert ("z", "system") not in found
    assert set(small.left_out) == {"z"}


def test_a_statement_without_a_date_has_no_row_of_its_own_and_is_counted(small):
    (row,) = [row for row in small.rows if (row.actor, row.issue) == ("x", "system")]
    assert (row.last, row.statements, row.undated) == (True, 1, 1)


def test_a_row_at_each_date_with_a_statement_and_at_the_end(small):
    days = [row.on for row in small.rows if (row.actor, row.issue) == ("x", "man")]
    assert days == [(BEGIN + timedelta(days=10 * at)).isoformat() for at in range(8)]
    assert [row.by for row in small.rows if row.on == days[0] and row.actor == "x"] == [("x0",)]


def test_the_same_case_gives_the_same_numbers(small):
    statements = [said(f"c{at}", "c", "man", 1, 10 * at) for at in range(4)]
    assert positions(rows(statements), 1) == positions(rows(statements), 1)
    assert positions(rows(statements), 1) != positions(rows(statements), 2)


def test_one_statement_is_an_answer_that_says_what_it_rests_on():
    found = positions(rows([said("s", "x", "man", 2, 0)]), 1)
    (row,) = found.rows
    assert (row.statements, row.by) == (1, ("s",))
    assert row.high - row.low > 1
    assert row.distance is None
    assert "centre" in row.no_distance.why


def test_all_on_one_day_has_no_jump():
    found = positions(rows([said(f"s{at}", "x", "man", at % 3 - 1, 0) for at in range(6)]), 1)
    (row,) = found.rows
    assert row.jump is None
    assert row.low < 0 < row.high


def test_nothing_dated_at_all_is_a_level_without_a_date():
    (row,) = positions(rows([said("s", "x", "man", 1, None)]), 1).rows
    assert (row.on, row.undated) == ("", 1)


def test_without_any_date_no_day_is_told_of():
    found = positions(rows([said("s", "x", "man", 1, None), said("z", "z", "man", None, None)]), 1, [BEGIN])
    assert [(row.actor, row.on, row.stance) for row in found.rows] == [
        ("x", BEGIN.isoformat(), None),
        ("z", BEGIN.isoformat(), None),
    ]
    assert found.rows[0].refused.why == "no statement has a date"


def test_a_jump_to_statements_of_the_records_last_day_is_told():
    statements = [said(f"x{at}", "x", "man", -2, 10 * at) for at in range(10)]
    statements += [said(f"y{at}", "x", "man", 2, 130) for at in range(8)]
    found = positions(rows(statements), 1)
    last = found.rows[-1]
    assert (last.last, last.jump.verdict, last.jump.until) == (True, "break", last.on)
    assert last.jump.since == "1956-03-31"
    assert last.jump.low > 0
    assert len(last.by) == 18
    assert len(found.rows) == 11


def test_rows_stand_by_the_earliest_day_their_date_can_mean(monkeypatch):
    dates = ["1956-03-02", "1956-02-10/1956-04", "1956-02-10", "1956-02", "../1956-05-01", "1956-06-01"]
    statements = [said(f"x{at}", "x", "man", 1, day) for at, day in enumerate(dates)]
    expected = ["../1956-05-01", "1956-02", "1956-02-10", "1956-02-10/1956-04", "1956-03-02", "1956-06-01"]
    assert [row.on for row in positions(rows(statements), 1).rows] == expected
    monkeypatch.setattr("linewatch.measures.positions.MANY", 3)
    assert [row.on for row in positions(rows(statements), 1).rows] == expected


def test_nothing_to_go_on_gives_no_rows():
    assert positions(rows([]), 1).rows == ()


def test_readings_that_contradict_each_other_tell_hardly_more_than_none():
    """Two steps apart or more, of one statement: they are no two witnesses."""

    def width(*others):
        codings = [Coding(statement="s", coder=f"c{at}", stance=stance) for at, stance in enumerate(others)]
        first = said("s", "x", "man", -2, 5, coder="first")
        (found,) = [row for row in positions(rows([first], codings=codings), 1).rows if row.last]
        return found.high - found.low

    assert width(2) > 0.85 * width()
    assert width(2, -2, 2) > 0.85 * width()


def test_contradictory_coders_widen_the_interval():
    statements = [said(f"s{at}", "x", "man", 1, 10 * at, coder="first") for at in range(12)]

    def width(other):
        codings = [
            Coding(statement=row.id, coder="second", stance=other(at)) for at, row in enumerate(statements)
        ]
        (row,) = [row for row in positions(rows(statements, codings=codings), 1).rows if row.last]
        return row.high - row.low

    assert width(lambda at: (-1, 2)[at % 2]) > 1.2 * width(lambda at: 1)


def test_a_doubtful_statement_says_less_than_a_certain_one():
    def width(certainty):
        row = replace(said("s", "x", "man", 0, 0), certainty=certainty)
        (found,) = positions(rows([row]), 1).rows
        return found.high - found.low

    assert width("certain") < width("likely") < width("doubtful")


def test_an_issue_loop_is_measured_all_the_same():
    loop = (Issue(id="man", name="", parent="system"), Issue(id="system", name="", parent="man"))
    found = positions(
        Rows(statements=[said("s", "x", "man", 1, 0), said("t", "x", "system", 1, 9)], issues=loop), 1
    )
    assert all(row.stance is not None for row in found.rows)


def test_a_jump_at_a_stated_event_is_a_break_and_a_steady_line_goes_on():
    event = Event(id="speech", name="", date=(BEGIN + timedelta(days=95)).isoformat(), mode="happened")
    statements = [said(f"x{at}", "x", "man", 2 if at < 10 else -1, 10 * at) for at in range(20)]
    statements += [said(f"y{at}", "y", "man", 1, 10 * at) for at in range(20)]
    found = positions(rows(statements, events=[event]), 1)
    jumps = {row.actor: row.jump for row in found.rows if row.jump}
    assert jumps["x"].verdict == "break"
    assert (jumps["x"].events, jumps["x"].since, jumps["x"].until) == (
        ("speech",),
        "1956-03-31",
        "1956-04-10",
    )
    assert jumps["x"].low < -3 < jumps["x"].high
    assert jumps["y"].verdict == "continuation"


def test_a_jump_of_which_no_event_tells_is_found_between_its_neighbours():
    days = [12 * at + (36 if at >= 8 else 0) for at in range(16)]
    statements = [said(f"x{at}", "x", "man", 1 if at < 8 else -2, day) for at, day in enumerate(days)]
    (row,) = [row for row in positions(rows(statements), 1).rows if row.jump]
    assert (row.jump.verdict, row.jump.events) == ("break", ())
    assert row.on == (BEGIN + timedelta(days=132)).isoformat()


def test_one_gross_error_is_no_break_and_moves_the_line_little():
    statements = [said(f"x{at}", "x", "man", -2 if at == 8 else 1, 12 * at) for at in range(16)]
    found = positions(rows(statements), 1)
    assert not [row for row in found.rows if row.jump]
    assert min(row.stance for row in found.rows) > 0


def test_on_a_day_before_the_record_nothing_is_told():
    statements = [said(f"x{at}", "x", "man", 1, 100 + at) for at in range(3)]
    early, late = positions(rows(statements), 1, [BEGIN, BEGIN + timedelta(days=200)]).rows
    assert early.refused.why.startswith("the record begins")
    assert late.stance is not None


def test_after_its_last_statement_a_line_is_less_and_less_known():
    statements = [said(f"x{at}", "x", "man", 1, at) for at in range(0, 60, 6)] + [
        said("y", "y", "man", 0, 300)
    ]
    found = positions(rows(statements), 1, [BEGIN + timedelta(days=day) for day in (54, 150, 300)])
    widths = [row.high - row.low for row in found.rows if row.actor == "x"]
    assert widths == sorted(widths)


def test_an_actor_who_only_judges_has_a_stance_and_no_distance():
    statements = [said("c", "c", "man", 1, 0), replace(said("z", "z", "man", 2, 9), act="judges")]
    found = by_line(positions(rows(statements), 1))
    assert found["z", "man"].analyst
    assert found["z", "man"].distance is None
    assert "looks on" in found["z", "man"].no_distance.why


def test_a_leader_is_pooled_toward_his_party_and_keeps_a_line_of_his_own():
    def leader(parent):
        statements = [said(f"x{at}", "x", "man", -1, at) for at in range(9)] + [said("y", "y", "man", 1, 4)]
        statements += [said(f"c{at}", "c", "system", 1, at) for at in range(5)]
        actors = [Actor(id="x", name=""), Actor(id="y", name="", parent=parent)]
        return by_line(positions(Rows(statements=statements, issues=ISSUES, actors=actors, centre="c"), 1))[
            "y", "man"
        ]

    assert leader("x").stance < leader(None).stance
    assert leader("x").stance > -1


def test_a_very_large_case_is_read_off_a_grid_and_agrees_with_the_whole_model(monkeypatch):
    rng = np.random.default_rng(3)
    statements = [
        said(f"s{at}", "cx"[at % 2], "man", int(rng.integers(0, 2)) + at % 2, int(rng.integers(0, 200)))
        for at in range(400)
    ]
    whole = by_line(positions(rows(statements), 1))
    monkeypatch.setattr("linewatch.measures.positions.MANY", 100)
    gridded = by_line(positions(rows(statements), 1))
    for line in whole:
        one, two = whole[line], gridded[line]
        assert two.stance == pytest.approx(one.stance, abs=0.15)
        assert two.high - two.low == pytest.approx(one.high - one.low, rel=0.35)
        assert two.distance == pytest.approx(one.distance, abs=0.2)
    assert large.MANY > 10_000


def test_beyond_its_end_a_very_large_case_is_less_and_less_known_too(monkeypatch):
    rng = np.random.default_rng(4)
    statements = [
        said(f"s{at}", "cx"[at % 2], "man", int(rng.integers(-1, 2)), int(rng.integers(0, 200)))
        for at in range(300)
    ]
    event = Event(id="after", name="", date=(BEGIN + timedelta(days=400)).isoformat(), mode="happened")
    days = [BEGIN + timedelta(days=day) for day in (195, 300, 399, 401, 900)]
    whole = positions(rows(statements, events=[event]), 1, days).rows
    monkeypatch.setattr("linewatch.measures.positions.MANY", 100)
    found = positions(rows(statements, events=[event]), 1, days).rows
    for ends in (("low", "high"), ("distance_low", "distance_high")):
        one, two = ([getattr(row, ends[1]) - getattr(row, ends[0]) for row in own if row.actor == "x"]
                    for own in (whole, found))  # fmt: skip
        assert two == sorted(set(two))
        assert two == pytest.approx(one, rel=0.25)


def test_a_very_large_case_says_that_jumps_and_branches_are_not_looked_for(monkeypatch):
    statements = [said(f"s{at}", "c", ("man", "system")[at % 2], 1, at) for at in range(8)]
    small = positions(rows(statements), 1)
    assert small.no_branches is None
    assert not [row for row in small.rows if row.no_jump]
    monkeypatch.setattr("linewatch.measures.positions.MANY", 3)
    found = positions(rows(statements), 1)
    assert found.branches == ()
    assert "not looked for above" in found.no_branches.why
    assert all(row.no_jump == found.no_branches for row in found.rows)


def test_a_fixed_sample_of_the_coverage_is_near_nominal():
    """Thirty movements of 60 statements: the limits are three Monte Carlo errors around 90 %."""
    found = [tally(seed, 60) for seed in range(200_000, 200_030)]
    for which in ("stances", "distances"):
        share, spread = error(found, which)
        assert abs(share - 0.9) < 3 * max(spread, 0.008), which
