"""Networks at the desk: a case's own, in files that other programs read, and what is refused."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from linewatch import desk
from linewatch.cli import cli
from linewatch.errors import BadValue, NoSuchRecord
from tests.conftest import SHIPPED


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    """The shipped case. Tests only read it."""
    with desk.init(tmp_path_factory.mktemp("shipped") / "case", "1956", "cpsu") as case:
        case.import_(SHIPPED)
        yield case


def run(case, *verb):
    return CliRunner().invoke(cli, ["--case", str(case.folder), *map(str, verb)])


def camps(found):
    return [set(camp) for camp in found["camps"]]


def test_the_contract(shipped):
    found = json.loads(run(shipped, "networks", "--kind", "congruence", "--json").stdout)
    assert found["nodes"][0].keys() >= {"actor", "wing", "statements"}
    assert found["ties"][0].keys() >= {"a", "b", "value", "low", "high", "cites"}
    assert found["centralization"].keys() >= {"value", "low", "high", "p_value", "null"}
    assert all(row["cites"] for row in (*found["nodes"], *found["ties"]))
    assert found["settings"]["seed"] == 1
    assert found["settings"]["central_reach"] > 1


def test_the_sides_that_the_memorandum_tells(shipped):
    """Togliatti and Tito for several centres, the Resolution against them; Buck falls in line (M31, M32, M40)."""
    found = shipped.networks()
    centre, others = camps(found["wings"])
    assert centre >= {"cpsu", "buck", "khrushchev"}
    assert others >= {"togliatti", "tito", "cpusa", "cpusa_critical_wing"}
    values = {(row["a"], row["b"]): row["value"] for row in found["ties"]}
    assert values["tito", "togliatti"] > 0 > values["cpsu", "togliatti"]


def test_the_wings_of_the_cpusa(shipped):
    """M25: Dennis speaks for the moderate wing; the other wing is the critical one."""
    inside = {row["party"]: row for row in shipped.networks()["inside"]}
    assert camps(inside["cpusa"]) == [{"cpusa_critical_wing"}, {"cpusa_moderate_wing", "dennis"}]
    assert inside["cpusa"]["one_camp"] < inside["cpusa"]["value"], "they differ in degree alone"
    only = shipped.networks(inside="cpusa")
    assert {row["actor"] for row in only["nodes"]} == {"cpusa_critical_wing", "cpusa_moderate_wing", "dennis"}


def test_two_documents_give_no_interval_and_analysts_are_no_members(shipped):
    found = shipped.networks()
    assert all(row["refused"]["needed"] for row in found["ties"])
    assert not {"ci_staff", "embassy_moscow", "unnamed_analysts"} & {row["actor"] for row in found["nodes"]}
    assert {row["why"] for row in found["dropped"]} >= {"its actor only judges", "it takes no stance"}
    told = {row["statement"] for row in found["dropped"]} | {
        ident for row in found["nodes"] for ident in row["rests_on"]
    }
    assert told == {row["id"] for row in shipped.rows("statements")}, "nothing is dropped in silence"


def test_reactions_against_the_centres_factions(shipped):
    found = shipped.networks()["factions"]
    assert {"khrushchev", "mikoyan"} <= set(found["factions"])
    rows = {(row["actor"], row["faction"]): row for row in found["rows"]}
    assert (
        rows["cpusa_moderate_wing", "khrushchev"]["value"] < rows["cpusa_moderate_wing", "mikoyan"]["value"]
    )
    assert all(row["faction"] is None and row["refused"] for row in found["nearest"])
    assert all(row["low"] is None and row["refused"]["needed"] for row in found["rows"])


def test_leaders_count_with_their_parties(shipped):
    actors = {row["actor"] for row in shipped.networks(body="party")["nodes"]}
    assert {"pci", "cpsu", "cpusa"} <= actors
    assert "togliatti" not in actors


def test_days_windows_and_issues(shipped):
    early = shipped.networks(until="1956-04-09")
    assert {row["actor"] for row in early["nodes"]} == {"cpsu", "khrushchev", "mikoyan"}
    found = shipped.networks(window="quarter", issue="stalin_man")
    assert [row["since"] for row in found["windows"]] == ["1956-01-01", "1956-04-01"]
    assert all(row["refused"] for row in found["windows"][1:])


def test_what_cannot_be_asked_for_is_refused(shipped):
    with pytest.raises(NoSuchRecord, match="Did you mean 'system'"):
        shipped.networks(issue="sistem")
    with pytest.raises(BadValue, match="No actor is of the kind"):
        shipped.networks(body="partei")
    with pytest.raises(BadValue, match="No day lies between"):
        shipped.networks(since="1957", until="1956")
    with pytest.raises(BadValue, match="kind of tie"):
        shipped.networks(kind="love")
    with pytest.raises(NoSuchRecord):
        shipped.networks(inside="nobody")


def test_a_case_without_stances_says_what_is_missing(case):
    found = case.networks()
    assert (found["nodes"], found["ties"], found["centralization"]["value"]) == ([], [], None)
    assert found["refused"]["needed"]
    assert case.leads() == []
    assert run(case, "networks").exit_code == 0
    assert run(case, "leads").exit_code == 0


def test_more_windows_than_anyone_could_read_are_refused_and_the_last_year_is_none_too_many(case):
    case.import_(SHIPPED)
    with case.file.writing() as con:
        con.execute("UPDATE statements SET said_on = '9999-12' WHERE id = 'togliatti_system'")
    for window in ("week", "month"):
        with pytest.raises(BadValue, match="longer window"):
            case.networks(window=window)
    found = case.networks(window="year", since="9000")
    assert [row["until"] for row in found["windows"]] == ["9999-12-31"]


def test_one_actor_alone_has_no_ties(shipped):
    found = shipped.networks(since="1956-07-16", until="1956-07-16")
    assert [row["actor"] for row in found["nodes"]] == ["cpsu"]
    assert found["refused"]["why"] == "one actor alone takes stances"
    assert found["centralization"]["refused"]


def test_leads_of_the_shipped_case(shipped):
    rows = json.loads(run(shipped, "leads", "--json").stdout)
    assert rows[0].keys() >= {
        "a",
        "b",
        "count",
        "lead_days_low",
        "lead_days_high",
        "share",
        "p_value",
        "cites",
    }
    assert all(row["cites"] for row in rows)
    told = {(row["a"], row["b"]): row for row in rows if not row["refused"]}
    assert told["cpsu", "buck"]["lead_days_low"] == 0
    refused = next(row for row in rows if row["refused"])
    assert (refused["share"], refused["p_value"]) == (None, None)


def test_files_are_read_by_others_and_are_the_same_each_time(shipped, tmp_path):
    networkx = pytest.importorskip("networkx")
    for form in ("graphml", "gexf", "csv", "svg"):
        paths = [tmp_path / f"{n}.{form}" for n in (1, 2)]
        for path in paths:
            assert run(shipped, "networks", f"--{form}", path).exit_code == 0
        assert paths[0].read_bytes() == paths[1].read_bytes()
    found = shipped.networks()
    graph = networkx.read_graphml(tmp_path / "1.graphml")
    assert set(graph.nodes) == {row["actor"] for row in found["nodes"]}
    tie = graph.edges["cpsu", "togliatti"]
    assert (tie["weight"], tie["sign"], tie["value"]) == (4.0, -1, -4.0)
    assert tie["first"] == "1956-02-25"
    assert "memorandum p. 13 M42" in tie["cites"]
    assert tie["statements"]
    gexf = networkx.read_gexf(tmp_path / "1.gexf")
    assert gexf.nodes["togliatti"]["label"] == "Palmiro Togliatti"
    assert gexf.edges["cpsu", "togliatti"]["weight"] == 4.0
    assert "lastmodifieddate" not in (tmp_path / "1.gexf").read_text("utf-8")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "1.csv").read_text("utf-8"))))
    assert len([row for row in rows if row["target"]]) == len(found["ties"])
    assert [row["source"] for row in rows if not row["target"]] == ["lysenko"]


def test_a_folder_that_is_not_there_is_refused_and_nothing_is_left_behind(shipped, tmp_path):
    result = run(shipped, "networks", "--graphml", tmp_path / "none" / "a.graphml")
    assert (result.exit_code, "is not there" in result.stderr) == (1, True)
    with pytest.raises(BadValue, match="is a folder"):
        shipped.write_network(shipped.networks(), tmp_path, "csv")
    with pytest.raises(BadValue, match="There is no form"):
        shipped.write_network(shipped.networks(), tmp_path / "a.png", "png")
    assert not list(tmp_path.glob(".*"))


def test_names_that_no_file_may_hold_are_cleaned(case, tmp_path):
    networkx = pytest.importorskip("networkx")
    case.enter("actors", {"id": 'a<&"', "name": "A \u202e <b>&amp;"})
    found = {"nodes": [{"actor": 'a<&"', "wing": None, "share": None, "statements": 1, "documents": 1,
                        "first": None, "last": None, "cites": []}], "ties": []}  # fmt: skip
    for form, read in (("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)):
        case.write_network(found, tmp_path / f"x.{form}", form)
        graph = read(tmp_path / f"x.{form}")
        assert list(graph.nodes) == ['a<&"']
        assert graph.nodes['a<&"']["name"] == "A <b>&amp;"


@pytest.mark.parametrize(
    "verb", [["networks"], ["networks", "--normalise", "cosine", "--window", "month"], ["leads"]]
)
def test_tables_are_printed(shipped, verb):
    result = run(shipped, *verb)
    assert result.exit_code == 0, result.stderr
    assert "togliatti" in result.stdout
