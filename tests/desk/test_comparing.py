"""Coders and actors side by side at the desk and on the command line."""

import json

import pytest
from click.testing import CliRunner

from linewatch.cli import cli
from linewatch.errors import BadValue, NoSuchRecord
from tests.conftest import SHIPPED


@pytest.fixture
def shipped(case):
    case.import_(SHIPPED)
    return case


def run(case, *args):
    return CliRunner().invoke(cli, ["--case", str(case.folder), *args])


def test_disagreements_show_both_readings_and_the_page(shipped):
    rows = shipped.disagreements()
    apart = [row["apart"] or 0 for row in rows]
    assert apart == sorted(apart, reverse=True)
    assert all(len(row["readings"]) == 2 and row["cites"] and row["differs"] for row in rows)
    assert {reading["coder"] for reading in rows[0]["readings"]} == {"first", "second"}
    below = shipped.disagreements("analysis")
    assert 0 < len(below) < len(rows)
    with pytest.raises(NoSuchRecord, match="Did you mean 'analysis'"):
        shipped.disagreements("analysys")


def test_an_agreed_reading_changes_neither_reading_nor_the_figures(shipped):
    before, figures = shipped.rows("statements"), shipped.agreement()
    told = shipped.agree("trybuna_ludu_march", stance=None, note="it is not told what it says")
    assert (told["coder"], told["stance"], told["change"]) == ("agreed", None, "added")
    assert told["open"] == ["act", "target", "certainty"]
    after = {row["id"]: row for row in shipped.rows("statements")}
    assert after["trybuna_ludu_march"]["agreed"]["note"] == "it is not told what it says"
    assert [row | {"agreed": None} for row in after.values()] == [row | {"agreed": None} for row in before]
    (shown,) = [row for row in shipped.disagreements() if row["statement"] == "trybuna_ludu_march"]
    assert shown["agreed"]["coder"] == "agreed"
    assert [reading["stance"] for reading in shown["readings"]] == [None, 1]
    assert shipped.agreement() == figures
    again = shipped.agree("trybuna_ludu_march", certainty="likely")
    assert (again["note"], again["certainty"], again["change"]) == (told["note"], "likely", "changed")
    shipped.undo()
    shipped.undo()
    assert shipped.rows("statements") == before


def test_what_cannot_be_agreed_on_is_refused(shipped):
    with pytest.raises(NoSuchRecord, match="Did you mean"):
        shipped.agree("trybuna_ludu_marsh", stance=0)
    with pytest.raises(BadValue, match="Only one coder"):
        shipped.agree("togliatti_march", stance=0)
    with pytest.raises(BadValue, match="none, 1"):
        shipped.agree("trybuna_ludu_march", act="reports")
    with pytest.raises(BadValue, match="out of range"):
        shipped.agree("trybuna_ludu_march", stance=3)
    with pytest.raises(BadValue, match="target"):
        shipped.agree("trybuna_ludu_march", stance=0, target="nobody")


def test_a_third_coder_counts_and_a_coders_second_look_does_not(shipped):
    con = shipped.file.con
    before = shipped.agreement()
    con.execute(
        "INSERT INTO codings SELECT statement, 'first', -2, act, target, certainty, note FROM codings"
    )
    assert shipped.agreement() == before
    con.execute(
        "INSERT INTO codings SELECT statement, 'third', -2, act, target, certainty, note FROM codings"
        " WHERE coder = 'second'"
    )
    assert shipped.agreement()[0]["alpha"] < before[0]["alpha"]
    assert len(shipped.disagreements()[0]["readings"]) >= 3


def test_finding_a_stance_is_told_apart_from_coding_it(shipped):
    first, *_ = shipped.agreement()
    assert first["taken"].keys() >= {"alpha", "low", "high", "units", "refused"}
    assert first["taken"]["alpha"] < 0.5 < first["alpha"]
    assert first["taken"]["units"] > first["units"]


def test_the_record_cannot_carry_the_memorandums_claim_and_says_why(shipped):
    """It names two parties near the stream and none that is far from it."""
    found = shipped.differences(on="culture", of="answered")
    (row,) = found["rows"]
    assert (row["p"], row["n"], found["kind"], found["event"]) == (None, 2, "party", "publication_of_speech")
    assert "anglo_saxon" in row["refused"]["why"]
    assert any("silence is not agreement" in left["why"] for left in row["left_out"])
    assert row["cites"]
    assert set(row["by"]) <= {
        one["id"] for table in ("statements", "deeds", "attributes") for one in shipped.rows(table)
    }
    assert row["by"]
    (rest,) = shipped.differences(on="culture", of="answered", rest=True)["rows"]
    assert [(g["value"], g["yes"], g["n"]) for g in rest["groups"]] == [
        ("anglo_saxon", 2, 2),
        ("not told", 1, 9),
    ]
    assert rest["p"] == pytest.approx(3 / 55)
    assert rest["same_place"] == ["cpgb"], "the answer is known from the very sentence that makes the claim"
    assert rest["effect"]["low"] < rest["effect"]["value"] < rest["effect"]["high"]


def test_rivals_are_set_side_by_side_with_p_values_that_hold_for_all(shipped):
    found = shipped.differences(rest=True)
    tested = [row for row in found["rows"] if row["p"] is not None]
    assert found["tests"] == len(tested) > 3
    assert all(row["p_holm"] >= row["p"] >= row["p_least"] for row in tested)
    assert {row["attribute"] for row in found["rows"]} == {
        "culture",
        "leadership",
        "parent",
        "prior_access",
        "size",
    }
    pair = next(row for row in found["rivals"] if (row["a"], row["b"]) == ("culture", "prior_access"))
    assert sum(len(cell["actors"]) for cell in pair["table"]) == pair["n"] == 16
    assert found["settings"]["seed"] == 1
    assert shipped.differences(rest=True) == found


def test_an_empty_case_has_no_differences_to_tell(case):
    found = case.differences()
    assert (found["event"], found["kind"], found["tests"]) == (None, "", 0)
    assert all(row["refused"] for row in found["rows"])


@pytest.mark.parametrize(
    ("asked", "error", "why"),
    [
        ({"on": "cultur"}, NoSuchRecord, "Did you mean 'culture'"),
        ({"of": "loudness"}, BadValue, "no measure of reactions"),
        ({"of": "stance:systm"}, NoSuchRecord, "Did you mean 'system'"),
        ({"event": "secret_speach"}, NoSuchRecord, "Did you mean 'secret_speech'"),
        ({"kind": "partie"}, NoSuchRecord, "Did you mean 'party'"),
    ],
)
def test_what_is_not_on_record_gets_a_suggestion(shipped, asked, error, why):
    with pytest.raises(error, match=why):
        shipped.differences(**asked)


@pytest.mark.parametrize(
    "verb",
    [["differences"], ["differences", "--rest"], ["differences", "--of", "distance:system"], ["disagreements"],
     ["attributes"]],
)  # fmt: skip
def test_verbs_print_a_table_and_json(shipped, verb):
    table = run(shipped, *verb)
    assert table.exit_code == 0, table.stderr
    assert json.loads(run(shipped, *verb, "--json").stdout)


def test_a_person_agrees_and_reads_it_in_the_list_of_statements(shipped):
    done = run(shipped, "agree", "ci_lid", "--no-stance")
    assert done.exit_code == 0
    assert "none (agreed: none)" in run(shipped, "statements").stdout
    assert "Still open" in run(shipped, "agree", "trybuna_ludu_march", "--no-stance").stderr
    assert run(shipped, "agree", "ci_lid", "--stance", "1", "--no-stance").exit_code == 2
    assert run(shipped, "agree", "ci_lid", "--stance", "7").exit_code == 2
