"""The boundary, personnel and words against deeds on the shipped case, read against the memorandum."""

import json

import pytest
from click.testing import CliRunner

from linewatch import desk
from linewatch.cli import cli
from linewatch.errors import BadValue, NoSuchRecord
from tests.conftest import SHIPPED


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    with desk.init(tmp_path_factory.mktemp("reactions") / "case", "A case for a test") as made:
        made.import_(SHIPPED)
        yield made


def test_the_boundary_of_the_memorandum(shipped):
    """M25 to M27: Dennis reprinted without one question, Chinese and French quoted in part, Togliatti rebuked."""
    rows = {row["statement"]: row for row in shipped.boundary()}
    reactions = {ident: row["reaction"] for ident, row in rows.items() if row["reaction"] != "none on record"}
    assert reactions == {
        "togliatti_leaders": "rebuked",
        "togliatti_system": "rebuked",
        "dennis_moderate": "reprinted",
        "dennis_antisemitism": "cut",
        "ccp_position": "quoted_in_part",
        "pcf_position": "quoted_in_part",
    }
    system = rows["togliatti_system"]
    assert (system["distance"], system["distance_after"]) == (1, 4), "the line moved away from him"
    assert system["named"]
    assert not rows["togliatti_leaders"]["named"], "the Resolution is not known to name the attack on leaders"
    assert {row["act"] for row in rows.values() if row["reaction"] == "rebuked"} == {"criticises"}
    assert all(row["cites"] for row in rows.values())
    assert rows.keys().isdisjoint({"ci_dogma", "theory_home", "observers_factions"}), "analysts are no party"


def test_the_boundary_has_the_contracts_keys_and_nothing_is_dropped_unsaid(shipped):
    rows, common = shipped.boundary(), shipped.boundary_shares()
    assert all(row.keys() >= {"statement", "act", "target", "distance", "reaction", "cites"} for row in rows)
    told = {row["statement"] for row in (*rows, *common["left_out"])}
    own = {row["id"] for row in shipped.rows("statements")} - told
    voices = {row["actor"] for row in shipped.rows("statements") if row["id"] in own}
    assert voices == {"cpsu", "khrushchev", "mikoyan", "lysenko"}
    assert common["model_refused"]["why"].startswith("2 rebuked and 4 not")
    assert all(row["chance"] is None and row["chance_refused"] for row in rows)
    (event,) = [row for row in common["parts"] if row["event"] == "nuovi_argomenti_interview"]
    assert [ground["issue"] for ground in event["grounds"]] == ["criticism"]


def test_leaders_against_the_plan_as_the_memorandum_has_them(shipped):
    """M21, M22 and M44."""
    found = shipped.personnel()
    fits = {row["actor"]: (row["change"], row["fit"]) for row in found["changes"] if not row["planned"]}
    assert fits["thorez"] == fits["duclos"] == ("kept", "against the plan")
    assert fits["geroe"] == ("promoted", "against the plan")
    assert fits["rakosi"] == ("replaced", "by another hand")
    exits = {(row["kind"], row["actor"]) for row in found["exits"]}
    assert {("resigned", "austrian_leader"), ("resigned", "swiss_leader"), ("split", "swedish_splinter"),
            ("split", "cpgb_oppositionists"), ("defected", "non_bloc_parties"),
            ("talk", "non_bloc_parties")} <= exits  # fmt: skip
    assert all(row["refused"] for row in found["counts"]), "of how many is nowhere told"
    assert all(row["cites"] for row in (*found["changes"], *found["exits"]))
    assert all(row["why"] and row["row"] for row in found["left_out"])


def test_words_against_deeds_of_the_shipped_case(shipped):
    """M33, M34 and M40."""
    rows = {row["actor"]: row for row in shipped.deeds_against_words()}
    assert next(iter(rows)) == "cpsu"
    said = [one["independence"] for one in rows["cpsu"]["words"]["said"]]
    assert (said[0], said[-1]) == (1, -2), "from February to July"
    assert rows["cpsu"]["share"] == 1
    assert rows["lpp"]["share_obeyed"] == 1
    assert rows["lpp"]["calls"][0]["answer"] == "buck_debate"
    assert (rows["lpp"]["lags"][0]["lag_days_low"], rows["lpp"]["lags"][0]["lag_days_high"]) == (0, 117)
    assert rows["foreign_functionaries"]["share_obeyed"] == 0
    assert rows["pcf"]["share"] is None
    assert rows["pcf"]["refused"]


def test_other_issues_may_be_asked_for(shipped):
    (row,) = shipped.deeds_against_words("cpsu", ["-coordination"])
    assert row["words"]["n"] == 1
    with pytest.raises(NoSuchRecord, match="Did you mean 'independence'"):
        shipped.deeds_against_words(issues=["independance"])
    with pytest.raises(NoSuchRecord):
        shipped.deeds_against_words("nobody")


def test_a_case_that_does_not_say_who_or_what_is_told_what_to_do(case):
    for asked in (case.boundary, case.personnel, case.deeds_against_words):
        with pytest.raises(BadValue, match="names no centre") as refused:
            asked()
        assert "linewatch describe --centre" in str(refused.value)
    case.describe(centre="pci")
    assert case.boundary() == []
    assert case.personnel()["changes"] == []
    with pytest.raises(BadValue, match="--independence"):
        case.deeds_against_words()


def test_a_case_may_bring_its_own_words_for_deeds(case):
    case.import_(SHIPPED)
    own = case.folder / "deeds.toml"
    own.write_text('[reactions]\npraised = ["rebuke"]\n', "utf-8")
    rows = {row["statement"]: row["reactions"] for row in case.boundary()}
    deeds = [one for one in rows["togliatti_leaders"] if one["table"] == "deeds"]
    assert [one["kind"] for one in deeds] == ["praised"]
    own.write_text("[moods]\n", "utf-8")
    with pytest.raises(BadValue, match="moods"):
        case.boundary()
    own.write_text("not toml", "utf-8")
    with pytest.raises(BadValue, match="cannot be read"):
        case.boundary()


def test_one_question_is_kept_with_its_pages(shipped):
    shipped.boundary()
    cited = shipped.file.con.execute("SELECT citations FROM findings WHERE method = 'boundary'").fetchall()
    assert len(cited) == 1
    assert json.loads(cited[0][0])


@pytest.mark.parametrize(
    "verb", [["boundary"], ["personnel"], ["deeds", "--against-words"], ["deeds"], ["boundary", "--shares"]]
)
def test_the_verbs_print_a_table_and_json(shipped, verb):
    folder = str(shipped.folder)
    table = CliRunner().invoke(cli, ["--case", folder, *verb])
    assert table.exit_code == 0, table.stderr
    assert table.stdout
    value = CliRunner().invoke(cli, ["--case", folder, *verb, "--json"])
    assert json.loads(value.stdout)


def test_the_listing_of_deeds_is_as_it_was(shipped):
    folder = str(shipped.folder)
    listed = CliRunner().invoke(cli, ["--case", folder, "deeds", "--json"])
    assert json.loads(listed.stdout) == json.loads(json.dumps(shipped.rows("deeds")))
    wrong = CliRunner().invoke(cli, ["--case", folder, "deeds", "--actor", "cpsu"])
    assert wrong.exit_code == 2


def test_the_chart_is_written(shipped, tmp_path):
    out = tmp_path / "personnel.svg"
    result = CliRunner().invoke(cli, ["--case", str(shipped.folder), "personnel", "--figure", str(out)])
    assert result.exit_code == 0, result.stderr
    assert out.read_text("utf-8").startswith("<svg")
    assert list(tmp_path.iterdir()) == [out], "nothing half-written is left beside it"
    result = CliRunner().invoke(
        cli, ["--case", str(shipped.folder), "personnel", "--figure", "/nowhere/x.svg"]
    )
    assert result.exit_code == 1
    assert "Make it, or name another file." in result.stderr


def test_the_chart_in_words_has_every_row(shipped):
    found, chart = shipped.personnel(), shipped.personnel_figure()
    told = chart["description"]
    assert "Maurice Thorez, French party: against the plan" in told
    assert told.count(";") + told.count(". ") + 1 >= len(found["changes"]) + len(found["exits"])
