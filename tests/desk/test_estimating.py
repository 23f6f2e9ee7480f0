"""Estimates at the desk: cited, kept, refused in words, shown to people and programs."""

import json
from importlib.resources import files

import pytest
from click.testing import CliRunner

from linewatch.cli import cli
from linewatch.desk.texts import estimating
from linewatch.errors import BadValue
from tests.conftest import SHIPPED

TEXT = (
    "The board will probably raise the tolls. There is no good evidence that the guild was asked.\n\n"
    "We believe   that the guild\nwill refuse. It could rely on the mill. Some observers maintain that it will not."
)


@pytest.fixture
def written(case, tmp_path):
    rows = [
        {"id": "note", "language": "en", "text": TEXT},
        {"id": "brief", "language": "de", "text": "Der Rat wird die Zölle wahrscheinlich erhöhen."},
        {"id": "short", "text": "Hm."},
        {"id": "plain", "language": "en-GB", "text": "The board met at noon."},
    ]
    path = tmp_path / "texts.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    case.add(path)
    return case


def test_rows_have_the_keys_that_programs_rely_on_and_their_places(written):
    rows = written.estimates("note")
    passages = {p["n"]: p["text"] for p in written.passages("note")}
    assert [row["class"] for row in rows] == ["likelihood", "absence", "judgement", "attributed"]
    for row in rows:
        assert row.keys() >= {
            "n",
            "p_start",
            "p_end",
            "phrase",
            "class",
            "low",
            "high",
            "refused",
            "cites",
            "scale",
        }
        assert passages[row["n"]][row["p_start"] : row["p_end"]] == row["phrase"]
        assert row["cites"][0]["verified"]
        assert row["phrase"] in row["cites"][0]["exact"]
    assert (rows[0]["low"], rows[0]["high"], rows[0]["scale"], rows[0]["refused"]) == (
        0.63,
        0.87,
        "kent",
        None,
    )
    assert all(row["low"] is None and row["high"] is None and row["refused"]["why"] for row in rows[1:])


def test_places_lead_back_to_the_file(written):
    rows = written.estimates("note")
    places = estimating.in_source(written.file, "note", [(r["n"], r["p_start"], r["p_end"]) for r in rows])
    assert [" ".join(TEXT[slice(*place)].split()) for place in places] == [row["phrase"] for row in rows]


def test_the_scale_is_chosen_and_told(written):
    assert [written.estimates("note", scale)[0]["low"] for scale in ("icd203", "phia", "survey")] == [
        0.55,
        0.55,
        0.52,
    ]
    with pytest.raises(BadValue, match="no scale"):
        written.estimates("note", "kant")
    assert (
        written.estimates("note", "survey")[2]["class"] == "likelihood"
    )  # "we believe" stands on that scale


def test_what_is_not_read_is_listed(written):
    (row,) = written.estimates_unread("note")
    assert row["phrase"] == "could"
    assert row["why"]


def test_a_result_is_kept_and_the_same_again(written):
    assert written.estimates("note") == written.estimates("note")
    kept = written.file.con.execute("SELECT count(*) FROM findings WHERE method = 'estimates'").fetchone()[0]
    assert kept == 1


def test_a_text_without_estimates_gives_none(written):
    assert written.estimates("plain") == []


def test_what_cannot_be_read_says_so(written):
    with pytest.raises(BadValue, match="no lexicon of estimates in the language 'de'"):
        written.estimates("brief")
    with pytest.raises(BadValue, match="language of 'short' is not known"):
        written.estimates("short")
    written.correct("short", language="en")
    assert written.estimates("short") == []
    written.import_(SHIPPED)
    with pytest.raises(BadValue, match="no copy of it is held"):
        written.estimates("memorandum")
    with pytest.raises(BadValue, match="no lexicon"):
        estimating.load("../brief.en")


def test_a_case_can_have_a_lexicon_of_its_own(written):
    own = written.folder
    shipped = files("linewatch").joinpath("lexicons/estimates.en.toml").read_text("utf-8")
    (own / "estimates.de.toml").write_text(
        shipped.replace('  "likely",\n', '  "wahrscheinlich",\n', 1)
        .replace('words = ["probable", "probably"]', 'words = ["probable", "wahrscheinlich"]', 1)
        .replace("[scales.phia]", "[scales.house]"),
        "utf-8",
    )
    (row,) = written.estimates("brief")
    assert (row["phrase"], row["low"]) == ("wahrscheinlich", 0.63)
    assert json.loads(run(written, "brief", "--scale", "house", "--json").stdout)[0]["refused"]
    assert "no scale named 'phia'" in run(written, "brief", "--scale", "phia").stderr
    (own / "estimates.de.toml").write_text("language = ", "utf-8")
    with pytest.raises(BadValue, match="cannot be read"):
        written.estimates("brief")
    (own / "estimates.de.toml").write_bytes(b"\xff")
    with pytest.raises(BadValue, match="cannot be read"):
        written.estimates("brief")


def run(case, *args):
    return CliRunner().invoke(cli, ["--case", str(case.folder), "estimates", *map(str, args)])


def test_people_and_programs_are_shown_the_same(written):
    shown = run(written, "note")
    assert shown.exit_code == 0
    assert "63% to 87%" in shown.stdout
    assert "--not-read" in shown.stdout
    assert json.loads(run(written, "note", "--json").stdout) == written.estimates("note")
    assert "could" in run(written, "note", "--not-read").stdout
    assert "No estimative phrase" in run(written, "plain").stdout


def test_one_thing_is_asked_at_a_time(written, tmp_path):
    assert run(written).exit_code == 2
    assert run(written, "note", "--write", 0.1, 0.2).exit_code == 2


def test_a_text_of_ones_own_is_looked_over(written, tmp_path):
    draft = tmp_path / "draft.txt"
    draft.write_text(
        "The board met.\nIt is likely that the guild refuses.\nThe paper says “it may”.\n", "utf-8"
    )
    result = run(written, "--lint", draft)
    assert result.exit_code == 1
    assert "55 to 80 %" in result.stdout
    (row,) = json.loads(run(written, "--lint", draft, "--json").stdout)
    assert (row["line"], row["phrase"]) == (2, "likely")
    draft.write_text("It is likely (55 to 80 %) that the guild refuses.", "utf-8")
    assert run(written, "--lint", draft).exit_code == 0
    draft.write_text("  \n", "utf-8")
    assert "is empty" in run(written, "--lint", draft).stderr
    assert "cannot be read" in run(written, "--lint", tmp_path / "none.txt").stderr
    draft.write_bytes(b"\xff\xfe\xff")
    told = run(written, "--lint", draft).stderr
    assert "cannot be read: it is no text in UTF-8" in told
    assert "no such file" in run(written, "--lint", tmp_path / "none.txt").stderr
    assert "Errno" not in run(written, "--lint", tmp_path / "none.txt").stderr


def test_a_language_that_is_not_known_is_told(written, tmp_path):
    draft = tmp_path / "draft.txt"
    draft.write_text("He may go.", "utf-8")
    told = run(written, "--lint", draft)
    assert (told.exit_code, "language of" in told.stderr, "'en'" in told.stderr) == (1, True, True)
    draft.write_text(
        "Der Rat wird die Zölle wahrscheinlich erhöhen, und das ist nicht gut für die Stadt.", "utf-8"
    )
    told = run(written, "--lint", draft)
    assert "no lexicon of estimates in the language 'de'" in told.stderr
    assert "There are: en." in told.stderr
    assert "folder" not in told.stderr


def test_what_is_not_read_is_asked_of_the_same_scale(written):
    run(written, "note", "--scale", "icd203")
    kept = written.file.con.execute("SELECT count(*) FROM findings WHERE method = 'estimates'").fetchone()[0]
    assert kept == 1


def test_an_interval_is_put_into_words(written):
    assert run(written, "--write", 0.6, 0.75).stdout == "likely (55 to 80 %; here 60 to 75 %)\n"
    assert run(written, "--write", 0.63, 0.87, "--scale", "kent").stdout == "probable (63 to 87 %)\n"
    row = json.loads(run(written, "--write", 0.3, 0.7, "--json").stdout)
    assert row["refused"]["why"]
    assert row["given"] == [0.3, 0.7]
    bare = run(written, "--write", 0.95, 1)
    assert bare.stdout == "95 to 100 %\n"
    assert "has no words" in bare.stderr
    for said, share in (("60%", "0.6"), ("60", "0.6")):
        refused = run(written, "--write", said, "75")
        assert (refused.exit_code, f"use {share}." in refused.stderr) == (2, True)
    assert run(written, "--write", 0.7, 0.6).exit_code == 1
