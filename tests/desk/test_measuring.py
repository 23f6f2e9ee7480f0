"""Measures at the desk: computed once, kept with their citations, computed anew when the record changes."""

import json

import pytest
from click.testing import CliRunner

from linewatch.cli import cli
from linewatch.errors import NoSuchRecord
from tests.conftest import SHIPPED


@pytest.fixture
def shipped(case):
    case.import_(SHIPPED)
    return case


def findings(case):
    return case.file.con.execute("SELECT method, citations FROM findings").fetchall()


def test_a_question_is_computed_once(shipped):
    first = shipped.tempo("secret_speech")
    ((method, cited),) = findings(shipped)
    assert method == "tempo"
    assert json.loads(cited)
    assert shipped.tempo("secret_speech") == first
    assert len(findings(shipped)) == 1


def test_a_changed_record_is_another_question(shipped):
    first = shipped.tempo("secret_speech")
    shipped.enter("statements", {"id": "ulbricht_march", "said_on": "1956-03-05"})
    second = shipped.tempo("secret_speech")
    assert len(findings(shipped)) == 2
    lags = [
        {row["actor"]: row["lag_days_low"] for row in found["answers"]}["ulbricht"]
        for found in (first, second)
    ]
    assert lags == [8, 9]


def test_the_memorandums_order_of_first_reactions(shipped):
    """M28 and M29: Ulbricht on 4 March and Trybuna Ludu on 10 March came before Togliatti on the 14th."""
    found = shipped.tempo("secret_speech")
    dated = {row["actor"]: row for row in found["answers"]}
    order = [dated[actor]["lag_days_low"] for actor in ("ulbricht", "trybuna_ludu", "togliatti")]
    assert order == [8, 14, 18]
    assert found.keys() >= {"planned", "actual", "ahead_days", "answers", "silent"}
    assert "pcf" in found["silent"]
    assert "pci" not in found["silent"], "its leader answered"


def test_an_unknown_event_gets_a_suggestion(shipped):
    with pytest.raises(NoSuchRecord, match="Did you mean 'secret_speech'"):
        shipped.tempo("secret_speach")


def test_without_answers_there_is_no_tempo(case):
    with pytest.raises(NoSuchRecord):
        case.tempo()


def test_coders_agree_on_stances_and_not_on_whether_one_is_taken(shipped):
    rows = {(row["issue"], row["what"]): row for row in shipped.agreement()}
    overall = rows[None, "stance"]
    assert overall.keys() >= {"issue", "alpha", "low", "high", "units"}
    assert overall["low"] < overall["alpha"] < overall["high"]
    assert overall["alpha"] > 0.8
    assert rows[None, "whether a stance is taken"]["alpha"] < 0.667
    refused = [row for row in rows.values() if row["refused"]]
    assert refused
    assert all(row["alpha"] is None and row["refused"]["needed"] for row in refused)


def test_a_case_coded_once_has_no_agreement_to_tell(case):
    (row, *_) = case.agreement()
    assert (row["alpha"], row["units"]) == (None, 0)
    assert row["refused"]["why"]


def test_a_third_of_the_statements_was_coded_twice(shipped):
    coded = shipped.file.con.execute("SELECT count(*) FROM codings").fetchone()[0]
    assert coded >= len(shipped.rows("statements")) // 3


def test_nearly_every_place_of_both_documents_is_cited_or_holds_no_fact(shipped):
    for key, places in shipped.check()["places"].items():
        assert places["cited"] + places["no_fact"] >= 0.95 * places["locators"], key


@pytest.mark.parametrize("verb", [["tempo", "secret_speech"], ["tempo"], ["agreement"]])
def test_measures_print_a_table_and_json(shipped, verb):
    folder = str(shipped.folder)
    table = CliRunner().invoke(cli, ["--case", folder, *verb])
    assert table.exit_code == 0, table.stderr
    value = CliRunner().invoke(cli, ["--case", folder, *verb, "--json"])
    assert json.loads(value.stdout)


def test_every_row_of_events_in_the_source_table_is_there(shipped):
    """The 26 dated events of the two documents, and what was planned beside them."""
    events = shipped.rows("events")
    assert len([row for row in events if row["mode"] == "happened"]) >= 26
    assert [row for row in events if row["mode"] == "planned"]
    assert all(row["outside_source"] for row in events if row["outside_date"])
    assert all(row["citations"] for row in events)
