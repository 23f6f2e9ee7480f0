"""The parts of positions: smoothing against the dense solution, codes against sums, dates, families, coders."""

from datetime import date, timedelta

import numpy as np
import pytest

from linewatch.kinds.said import Coding, Event, Form, Issue, Statement
from linewatch.measures.positions import breaks, estimate
from linewatch.measures.positions.coders import SHIFT, coder_noise, shifts
from linewatch.measures.positions.codes import told
from linewatch.measures.positions.families import apart, families, levels
from linewatch.measures.positions.lines import interval
from linewatch.measures.positions.readings import readings, thinned
from linewatch.measures.positions.smoothing import Nodes, smooth
from linewatch.measures.positions.values import Rows

BEGIN = date(1956, 1, 1)


def dense(prior, at, weight, seen, drift, extra):
    """Mean, variance and log evidence of what nodes see, by one multivariate normal and no recursion."""
    many, size = len(at), len(prior)
    moved = np.cumsum(drift)
    jumped = np.array([[extra[: k + 1][at[: k + 1] == i].sum() for i in range(size)] for k in range(many)])
    line = np.empty((many, many))
    for one in range(many):
        for two in range(many):
            first = min(one, two)
            own = (moved[first] + jumped[first, at[one]]) if at[one] == at[two] else 0.0
            line[one, two] = prior[at[one], at[two]] + own
    whole = line + np.diag(1 / weight)
    gain = line @ np.linalg.inv(whole)
    sign, log = np.linalg.slogdet(2 * np.pi * whole)
    evidence = -0.5 * (sign * log + seen @ np.linalg.solve(whole, seen))
    return gain @ seen, np.diag(line - gain @ line), evidence


@pytest.mark.parametrize("seed", range(5))
def test_smoothing_is_the_dense_multivariate_normal(seed):
    rng = np.random.default_rng(seed)
    size, many = 3, 9
    root = rng.normal(size=(size, size))
    prior, at = root @ root.T + np.eye(size), rng.integers(0, size, many)
    weight, seen = rng.uniform(0.2, 4, many), rng.normal(size=many)
    drift = np.r_[0.0, rng.uniform(0, 0.5, many - 1)]
    extra = np.where(np.arange(many) == 5, 2.0, 0.0)
    mean, var, evidence = dense(prior, at, weight, seen, drift, extra)
    nodes = Nodes(
        at=at[None], weight=weight[None], push=(weight * seen)[None], drift=drift[None], extra=extra[None]
    )
    found = smooth(prior[None], nodes)
    assert found.mean[0] == pytest.approx(mean, abs=1e-9)
    assert found.var[0] == pytest.approx(var, abs=1e-9)
    # Natural parameters leave the constant of each observation's own density out.
    left_out = 0.5 * (np.log(2 * np.pi / weight) + weight * seen * seen).sum()
    assert found.evidence[0] == pytest.approx(evidence + left_out, abs=1e-9)


def test_smoothing_backward_is_rauch_tung_and_striebels():
    """Their recursion, with its inverse at each step, from the filtered values."""
    rng = np.random.default_rng(2)
    size, many = 2, 6
    prior, at = np.eye(size) + 0.5, rng.integers(0, size, many)
    nodes = Nodes(
        at=at[None],
        weight=rng.uniform(0.5, 3, (1, many)),
        push=rng.normal(size=(1, many)),
        drift=np.full((1, many), 0.3),
        extra=np.zeros((1, many)),
    )
    found = smooth(prior[None], nodes)
    mean, var = found.filtered[0, -1], found.spread[0, -1]
    for k in range(many - 2, -1, -1):
        ahead = found.spread[0, k] + 0.3 * np.eye(size)
        gain = found.spread[0, k] @ np.linalg.inv(ahead)
        mean = found.filtered[0, k] + gain @ (mean - found.filtered[0, k])
        var = found.spread[0, k] + gain @ (var - ahead) @ gain.T
        assert found.mean[0, k] == pytest.approx(mean[at[k]], abs=1e-9)
        assert found.var[0, k] == pytest.approx(var[at[k], at[k]], abs=1e-9)


@pytest.mark.parametrize("code", [-2.0, -1.0, 0.0, 1.5, 2.0])
def test_a_reading_becomes_the_gaussian_of_the_same_two_moments(code):
    """Against a sum over a fine grid of the line and of the statement's error."""
    mean, var, noise, gross = 0.4, 1.2, 0.3, 0.1
    found = told(np.array([code]), *(np.array([[v]]) for v in (mean, var, noise, gross)))
    line = np.linspace(-12, 12, 40_001)
    low = -np.inf if code <= -2 else code - 0.5
    high = np.inf if code >= 2 else code + 0.5
    from scipy.stats import norm  # noqa: PLC0415 - only here

    likely = (1 - gross) * (norm.cdf(high, line, noise**0.5) - norm.cdf(low, line, noise**0.5)) + gross / 5
    share = likely * norm.pdf(line, mean, var**0.5)
    share /= share.sum()
    true_mean = (share * line).sum()
    true_var = (share * (line - true_mean) ** 2).sum()
    weight, push = found.weight[0, 0], found.push[0, 0]
    if weight > 1e-5:  # else it says that a code made the line less sure, which no Gaussian can
        assert 1 / (1 / var + weight) == pytest.approx(true_var, rel=1e-6)
    assert (mean / var + push) / (1 / var + weight) == pytest.approx(true_mean, rel=1e-6, abs=1e-9)


def test_the_codes_at_the_ends_are_open_and_a_line_may_lie_beyond_them():
    """Ten times +2 says "at least 1.5", not "2": no number of such codes holds the line at the end of the scale."""
    mean, var = 0.0, 4.0
    for _ in range(10):
        got = told(
            np.array([2.0]), np.array([[mean]]), np.array([[var]]), np.array([[0.2]]), np.array([[0.05]])
        )
        weight, push = got.weight[0, 0], got.push[0, 0]
        mean, var = (mean / var + push) / (1 / var + weight), 1 / (1 / var + weight)
    assert mean > 2
    assert mean + 1.645 * var**0.5 > 3


def test_a_code_far_from_all_else_is_hardly_believed():
    got = told(np.array([-2.0]), np.array([[1.9]]), np.array([[0.05]]), np.array([[0.1]]), np.array([[0.1]]))
    assert got.weight[0, 0] < 1e-3


def test_trees_tell_how_far_issues_stand_apart():
    tree = {"man": "campaign", "system": "campaign", "cult": "man", "campaign": None, "order": None}
    assert apart("cult", "system", tree) == (3, True)
    assert apart("cult", "order", tree) == (2, False)


def test_an_issue_loop_ends_where_it_closes():
    loop = {"a": "b", "b": "a"}
    assert apart("a", "b", loop) == (1, True)


def test_levels_of_a_family_are_a_variance():
    tree = {"man": "campaign", "system": "campaign", "cult": "man", "campaign": None, "order": None}
    cells = [(actor, issue) for actor in ("centre", "leader") for issue in tree]
    (family,) = families(cells, tree, {"leader": "centre", "centre": None})
    found = levels(family, *(np.array([v]) for v in (1.1, 0.7, 0.4, 0.9)))[0]
    assert np.linalg.eigvalsh(found).min() > 0
    assert found[0, 0] == pytest.approx(1.21)
    assert found == pytest.approx(found.T)


def said(ident, said_on, stance=1, **more):
    return Statement(id=ident, actor="a", issue="i", stance=stance, said_on=said_on, **more)


def test_dates_open_at_an_end_are_bounded_by_the_record_and_by_what_is_answered():
    rows = Rows(
        statements=[
            said("s1", "1956-02-01"),
            said("s2", "../1956-06-30", answers="speech"),
            said("s3", None),
            said("s4", "1956-05/..", stance=0),
            said("s5", "1956-10-25"),
        ],
        events=[Event(id="speech", name="", date="1956-02-25")],
        issues=[Issue(id="i", name="")],
    )
    made = readings(rows)

    def days(at):
        return tuple(date.fromordinal(int(day)).isoformat() for day in (made.first[at], made.last[at]))

    assert [days(at) for at in range(5)] == [
        ("1956-02-01", "1956-02-01"),
        ("1956-02-25", "1956-06-30"),
        ("1956-02-01", "1956-10-25"),
        ("1956-05-01", "1956-10-25"),
        ("1956-10-25", "1956-10-25"),
    ]


def test_an_agreed_reading_stands_in_place_of_the_others():
    rows = Rows(
        statements=[said("s1", "1956", stance=-2, coder="first")],
        codings=[
            Coding(statement="s1", coder="second", stance=2),
            Coding(statement="s1", coder="agreed", stance=1),
        ],
    )
    made = readings(rows)
    assert (made.code.tolist(), made.coder.tolist()) == ([1.0], [-1])


def test_a_coders_second_look_is_no_second_coder():
    statements = [
        said("s1", "1956", stance=-2, coder="first"),
        said("s2", "1956", stance=None, coder="first"),
    ]
    codings = [Coding(statement=row.id, coder="first", stance=2) for row in statements]
    made = readings(Rows(statements=statements, codings=codings))
    assert (made.code.tolist(), made.readings_of.tolist(), made.coders) == ([-2.0], [1.0], ("first",))
    assert made.left_out == {"s2": "it takes no stance"}


def test_gaps_beyond_those_that_are_weighed_are_never_sure(monkeypatch):
    days = [(BEGIN + timedelta(days=10 * at + 60 * (at >= 8))).isoformat() for at in range(16)]
    rows = Rows(
        statements=[said(f"s{at}", day, stance=2 if at < 8 else -2) for at, day in enumerate(days)],
        issues=[Issue(id="i", name="")],
    )
    made = readings(rows)
    whole = estimate(rows, made, 1)
    assert whole.chance.max() > breaks.SURE
    monkeypatch.setattr(breaks, "_BATCHES", 0)
    assert estimate(rows, made, 1).chance.max() < breaks.SURE


def test_gaps_weighed_in_batches_are_weighed_alike(monkeypatch):
    days = [(BEGIN + timedelta(days=10 * at)).isoformat() for at in range(16)]
    rows = Rows(
        statements=[said(f"s{at}", day, stance=2 if at % 8 < 4 else -2) for at, day in enumerate(days)],
        issues=[Issue(id="i", name="")],
    )
    made = readings(rows)
    whole = estimate(rows, made, 1).chance
    monkeypatch.setattr(breaks, "_BATCH", 2)
    monkeypatch.setattr(breaks, "_BATCHES", 100)
    assert estimate(rows, made, 1).chance == pytest.approx(whole)


def test_coders_who_do_not_agree_that_a_stance_is_taken_leave_none():
    rows = Rows(
        statements=[said("s1", "1956", stance=None), said("s2", "1956", stance=None), said("s3", "1956")],
        codings=[Coding(statement="s1", coder="second", stance=2)],
    )
    made = readings(rows)
    assert made.ids == ("s3",)
    assert set(made.left_out) == {"s1", "s2"}
    assert "do not agree" in made.left_out["s1"]


def test_the_centres_looser_forms_weigh_less_and_only_their_order_counts():
    forms = [
        Form(id="low", name="", authority=1),
        Form(id="mid", name="", authority=2),
        Form(id="top", name="", authority=90),
    ]
    rows = Rows(
        statements=[said("s1", "1956", form="low"), said("s2", "1956", form="top")], forms=forms, centre="a"
    )
    assert readings(rows).looseness.tolist() == [2.0, 0.5]
    assert readings(Rows(statements=rows.statements, forms=forms)).looseness.tolist() == [1.0, 1.0]


def test_two_coders_shift_is_learnt_from_what_both_read():
    statements = [said(f"s{at}", "1956", stance=1, coder="first") for at in range(60)]
    codings = [Coding(statement=row.id, coder="second", stance=at % 2) for at, row in enumerate(statements)]
    made = readings(Rows(statements=statements, codings=codings))
    noise = coder_noise(made)
    assert 0.02 < noise < 0.4
    drawn = shifts(made, noise, 500, np.random.default_rng(1))
    # Each statement was read by both, so what is left is what they share, which nothing tells.
    assert drawn.mean() == pytest.approx(0.0, abs=0.03)
    assert drawn.std() == pytest.approx(SHIFT / 2**0.5, rel=0.15)


def test_a_large_case_is_thinned_by_whole_lines():
    rows = Rows(
        statements=[
            Statement(id=f"s{at}", actor=f"a{at % 5}", issue="i", stance=0, said_on="1956")
            for at in range(50)
        ]
    )
    made = thinned(readings(rows), 25, np.random.default_rng(1))
    assert (len(made.ids), len(made.cells)) == (20, 2)
    assert np.bincount(made.cell).tolist() == [10, 10]


def test_the_interval_of_a_mixture_holds_its_share():
    mean, var = np.array([[-1.0], [1.0]]), np.array([[1.0], [4.0]])
    (low,), (high,) = interval(mean, var)
    rng = np.random.default_rng(1)
    drawn = np.where(rng.random(200_000) < 0.5, rng.normal(-1, 1, 200_000), rng.normal(1, 2, 200_000))
    assert (drawn < low).mean() == pytest.approx(0.05, abs=0.003)
    assert (drawn > high).mean() == pytest.approx(0.05, abs=0.003)
