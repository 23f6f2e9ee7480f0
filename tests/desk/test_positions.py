"""Positions at the desk: with citations, computed once, refused where nothing was said, read against the memorandum."""

import json

import pytest
from click.testing import CliRunner

from linewatch import desk
from linewatch.cli import cli
from linewatch.errors import BadValue, NoSuchRecord
from tests.conftest import SHIPPED


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    with desk.init(tmp_path_factory.mktemp("positions") / "case", "1956") as made:
        made.import_(SHIPPED)
        yield made


def end(rows, actor, issue):
    (row,) = [row for row in rows if (row["actor"], row["issue"]) == (actor, issue) and row["at_end"]]
    return row


def test_rows_have_the_keys_that_are_promised_and_lead_to_pages(shipped):
    rows = shipped.positions()
    promised = {"actor", "issue", "on", "stance", "low", "high", "distance", "distance_low", "distance_high",
                "jump", "statements", "cites", "refused"}  # fmt: skip
    assert all(row.keys() >= promised for row in rows)
    assert all(bool(row["cites"]) != bool(row["refused"]) for row in rows)
    assert all((row["stance"] is None) == bool(row["refused"]) for row in rows)
    assert all(row["low"] < row["stance"] < row["high"] for row in rows if not row["refused"])


def test_positions_are_computed_once(shipped):
    first = shipped.positions()
    kept = "SELECT count(*) FROM findings WHERE method = 'positions'"
    before = shipped.file.con.execute(kept).fetchone()
    assert shipped.positions(actor="togliatti") == [row for row in first if row["actor"] == "togliatti"]
    assert shipped.file.con.execute(kept).fetchone() == before


def test_the_centre_condemned_the_man_and_cleared_the_system(shipped):
    """The memorandum's first shift: in June the system is sound, while Stalin's own guilt is still named."""
    pairs = {(row["issue"], row["other"]): row for row in shipped.branches("cpsu")}
    pair = pairs["stalin_man", "system"]
    assert pair["apart"]
    assert pair["low"] > 0
    assert pair["cites"]


def test_togliatti_stands_apart_on_the_system_and_the_american_party_on_the_explanation(shipped):
    rows = shipped.positions()
    for actor, issue in (("togliatti", "system"), ("cpusa", "explanation"), ("tito", "leading_role")):
        row = end(rows, actor, issue)
        # One statement each, and the end of the record is months away: the interval may just reach nought.
        near = row["distance_low"] if row["distance"] > 0 else -row["distance_high"]
        assert near > -1
        assert abs(row["distance"]) > 2


def test_buck_follows_the_centre_in_closing_the_debate(shipped):
    row = end(shipped.positions(), "buck", "debate")
    assert row["distance_low"] < 0 < row["distance_high"]
    assert row["distance"] == pytest.approx(0.0, abs=0.5)


def test_an_actor_whose_words_are_not_told_has_no_stance(shipped):
    """Ulbricht and Trybuna Ludu spoke in March; the memorandum does not tell what they said."""
    for actor in ("ulbricht", "trybuna_ludu"):
        (row,) = shipped.positions(actor=actor)
        assert row["stance"] is None
        assert row["refused"]["needed"]


def test_those_who_wrote_the_papers_are_not_measured_against_the_line(shipped):
    rows = [row for row in shipped.positions(actor="ci_staff") if not row["refused"]]
    assert rows
    assert all(row["analyst"] and row["distance"] is None and row["distance_refused"] for row in rows)


def test_an_issue_is_taken_with_those_below_it(shipped):
    issues = {row["issue"] for row in shipped.positions(issue="stalin_man")}
    assert issues >= {"stalin_man", "cult", "circumstances"}
    assert "system" not in issues


def test_silence_gives_one_refused_row_and_a_wrong_name_a_suggestion(shipped):
    (row,) = shipped.positions(issue="antisemitism", actor="cpgb")
    assert (row["stance"], row["cites"]) == (None, [])
    with pytest.raises(NoSuchRecord, match="Did you mean 'togliatti'"):
        shipped.positions(actor="toliatti")
    with pytest.raises(BadValue, match="not one day"):
        shipped.positions(on="1956-06")


def test_on_a_day_there_is_one_row_a_line(shipped):
    rows = [row for row in shipped.positions(on="1956-06-30") if not row["refused"]]
    assert {row["on"] for row in rows} == {"1956-06-30"}
    assert len({(row["actor"], row["issue"]) for row in rows}) == len(rows)


def test_the_verb_prints_a_table_json_and_a_figure(shipped, tmp_path):
    base = ["--case", str(shipped.folder), "positions"]
    told = CliRunner().invoke(cli, [*base, "--actor", "togliatti"])
    assert told.exit_code == 0, told.stderr
    assert "co_responsibility" in told.stdout
    value = CliRunner().invoke(cli, [*base, "--branches", "--json"])
    assert json.loads(value.stdout)[0].keys() >= {"issue", "other", "difference", "low", "high", "cites"}
    drawn = CliRunner().invoke(cli, [*base, "--issue", "system", "--figure", str(tmp_path / "system.svg")])
    assert drawn.exit_code == 0, drawn.stderr
    assert (tmp_path / "system.svg").read_text("utf-8").startswith("<svg")
    assert CliRunner().invoke(cli, [*base, "--figure", "x.svg"]).exit_code == 2


def test_what_positions_rest_on_can_be_seen(shipped):
    found = shipped.positions_basis()
    assert (found["seed"], found["level"], found["draws"]) == (1, 0.9, 64)
    assert {row["strength"] for row in found["estimated"]} >= {"noise", "walk", "gross"}
    assert all(row["low"] <= row["mid"] <= row["high"] for row in found["estimated"])
    assert found["left_out"] == shipped.positions_left_out()
    assert all(row["why"] and row["cites"] for row in found["left_out"])
    assert found["statements"] + len(found["left_out"]) == len(shipped.rows("statements"))
    base = ["--case", str(shipped.folder), "positions"]
    shown = CliRunner().invoke(cli, [*base, "--basis"])
    assert shown.exit_code == 0, shown.stderr
    assert "it takes no stance" in shown.stdout
    told = CliRunner().invoke(cli, [*base, "--actor", "togliatti"])
    assert f"{len(found['left_out'])} statements of the case could not be used" in told.stderr
    assert "--basis" in told.stderr


def test_of_a_case_too_large_for_it_branches_are_refused(shipped, monkeypatch, tmp_path):
    with desk.init(tmp_path / "large", "1956") as case:
        case.import_(SHIPPED)
        monkeypatch.setattr("linewatch.measures.positions.MANY", 10)
        (row,) = case.branches("cpsu")
        assert (row["actor"], row["difference"]) == ("cpsu", None)
        told = CliRunner().invoke(cli, ["--case", str(case.folder), "positions", "--branches"])
        assert "not looked for above" in told.stdout
        listed = CliRunner().invoke(cli, ["--case", str(case.folder), "positions", "--actor", "cpsu"])
        assert "not looked for above" in listed.stderr


def test_without_any_date_there_is_no_figure_and_no_day(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("He was right.\n", "utf-8")
    with desk.init(tmp_path / "undated", "undated") as case:
        case.add(page)
        case.enter("actors", {"id": "x", "name": "X"}, [], [])
        case.enter("issues", {"id": "man", "name": "Man"}, [], [])
        said = {"id": "s", "actor": "x", "issue": "man", "stance": 2}
        case.enter("statements", said, [f"{case.documents()[0]['id']}:1"], [])
        (row,) = case.positions(on="1956-06-30")
        assert (row["stance"], row["refused"]["why"]) == (None, "no statement has a date")
        with pytest.raises(BadValue, match="has a date"):
            case.draw_positions("man", tmp_path / "man.svg")


def test_a_case_without_statements_says_so(case):
    assert case.positions() == []
    told = CliRunner().invoke(cli, ["--case", str(case.folder), "positions"])
    assert "linewatch state" in told.stdout
