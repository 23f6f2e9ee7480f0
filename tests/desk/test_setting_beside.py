"""reprint, series and contradictions at the desk and on the command line: pages, and clear answers to bad input."""

import json

import pytest
from click.testing import CliRunner

from linewatch import desk
from linewatch.cli import cli
from linewatch.errors import BadValue, NoSuchRecord
from tests.conftest import SHIPPED

FIRST = (
    "The congress met in February and heard the report of the leader. Every party follows the one road of the October "
    "revolution and no other. The delegates spoke of the harvest, of the mines, and of the price of bread.\n\n"
    "The centre will publish the report in full. It owes the parties abroad a fuller explanation of these matters."
)
COPIES = {
    "paper": "The congress met in February … Every party follows the one road of the October revolution and no other.",
    "radio": "Listeners, good evening. We hear that the centre will publish the report in full. And now the weather.",
}
LATER = "Not every party follows the one road of the October revolution and no other. The weather was fine in July."


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("beside")
    with desk.init(folder / "case", "A case") as made:
        made.enter("actors", {"id": "centre", "name": "Centre"})
        dated = {
            "first": "1956-02-25",
            "paper": "1956-03-01",
            "radio": "1956-04",
            "later": "1956-07-16",
            "undated": None,
        }
        words = {"first": FIRST, **COPIES, "later": LATER, "undated": FIRST + " More."}
        for name, on in dated.items():
            (folder / f"{name}.txt").write_text(words[name], "utf-8")
            issuer = {"issuer": "centre"} if name in ("first", "later") else {}
            made.add(folder / f"{name}.txt")
            told = {"language": "en", **issuer, **({"date": on} if on else {})}
            made.correct(ident(made, name), **told)
        yield made


def ident(case, name):
    return next(row["id"] for row in case.documents() if row["file"].endswith(f"{name}.txt"))


def test_a_reprint_has_the_keys_that_are_promised_and_leads_to_both_pages(texts):
    found = texts.reprint(ident(texts, "first"), ident(texts, "paper"))
    promised = {
        "kind",
        "a_n",
        "a_p_start",
        "a_p_end",
        "b_n",
        "b_p_start",
        "b_p_end",
        "a_text",
        "b_text",
        "cue_a",
        "cue_b",
        "score",
    }
    assert all(row.keys() >= promised and row["cites"] for row in found["rows"])
    marked = next(row for row in found["rows"] if row["told"] == "marked")
    assert (marked["a_text"], marked["cue_b"], marked["inside"]) == (
        "and heard the report of the leader",
        "…",
        True,
    )
    assert 0.3 < found["kept_share"] < 0.5
    passages = {row["n"]: row["text"] for row in texts.passages(ident(texts, "first"))}
    assert all(
        passages[row["a_n"]][row["a_p_start"] : row["a_p_end"]] == row["a_text"]
        for row in found["rows"]
        if row["a_n"]
    )


def test_several_copies_tell_what_nobody_quoted(texts):
    found = texts.reprint(*(ident(texts, name) for name in ("first", "paper", "radio")))
    nobody = " ".join(row["a_text"] for row in found["nobody_quoted"])
    assert "price of bread" in nobody
    assert "publish the report" not in nobody
    assert {tuple(row["copies"]) for row in found["table"]} == {
        (),
        (ident(texts, "paper"),),
        (ident(texts, "radio"),),
    }
    assert all(row["cites"] for row in found["table"])
    assert [one["copy"] for one in found["copies"]] == [ident(texts, "paper"), ident(texts, "radio")]


def test_the_page_of_copies_has_every_row_in_order_and_who_has_what(texts, tmp_path):
    names = [ident(texts, name) for name in ("first", "paper", "radio")]
    told = CliRunner().invoke(
        cli, ["--case", str(texts.folder), "reprint", *names, "--html", str(tmp_path / "page.html")]
    )
    assert told.exit_code == 0
    page = (tmp_path / "page.html").read_text("utf-8")
    rows = texts.reprint(*names)["rows"]
    places = [page.index(f'<tr id="r{n + 1}"') for n in range(len(rows))]
    assert places == sorted(places)
    for n, row in enumerate(rows, start=1):
        for side in "ab":
            assert (f'<span id="r{n}{side}">' in page) == (row[f"{side}_n"] is not None)
    assert "marked as left out, within" in page
    assert "Who has what" in page


def test_the_page_of_a_series_holds_the_strip_and_its_steps(texts, tmp_path):
    names = [ident(texts, name) for name in ("first", "radio", "later")]
    out = tmp_path / "page.html"
    told = CliRunner().invoke(cli, ["--case", str(texts.folder), "series", *names, "--html", str(out)])
    assert told.exit_code == 0
    page = out.read_text("utf-8")
    assert page.count("<svg") == 1
    assert [page.count(f'<h2 id="s{at}">') for at in range(3)] == [1, 1, 0]
    rows = [row for step in texts.series(*names)["rows"] for row in step["rows"]]
    assert all(page.count(f'id="r{n + 1}"') == 1 for n in range(len(rows)))


def test_bad_input_to_a_reprint_is_told(texts):
    first = ident(texts, "first")
    with pytest.raises(BadValue, match="given twice"):
        texts.reprint(first, first)
    with pytest.raises(NoSuchRecord):
        texts.reprint(first, "nothing")


def test_a_series_goes_by_date_and_tells_what_it_left_out(texts):
    names = [ident(texts, name) for name in ("later", "first", "radio", "undated")]
    found = texts.series(*names, phrases=["October revolution", "never said"])
    assert [(row["before_on"], row["on"], row["order_sure"]) for row in found["rows"]] == [
        ("1956-02-25", "1956-04", True), ("1956-04", "1956-07-16", True),
    ]  # fmt: skip
    assert found["left_out"] == [{"document": ident(texts, "undated"), "why": "it has no date"}]
    assert all(row["cites"] and sum(row["counts"].values()) == row["clauses"] for row in found["rows"])
    said, never = found["lives"]
    assert (said["first_on"], said["last_on"], said["texts"], said["gaps"][0]["texts"]) == (
        "1956-02-25",
        "1956-07-16",
        2,
        1,
    )
    assert (never["first_on"], never["cites"]) == (None, [])


def test_identical_texts_change_nothing(texts, tmp_path):
    with desk.init(tmp_path / "case", "A case") as case:
        for name, on in (("one", "1956-02"), ("two", "1956-03")):
            (tmp_path / f"{name}.txt").write_text(FIRST + ("\n" if name == "two" else ""), "utf-8")
            case.add(tmp_path / f"{name}.txt")
            case.correct(ident(case, name), date=on, language="en")
        (row,) = case.series(*(row["id"] for row in case.documents()))["rows"]
        assert row["counts"]["kept"] == row["clauses"]
        assert row["rows"] == []


def test_a_series_of_one_is_refused(texts):
    with pytest.raises(BadValue, match="two dated texts"):
        texts.series(ident(texts, "first"))
    with pytest.raises(BadValue, match="no date"):
        texts.series(ident(texts, "first"), ident(texts, "undated"))


def test_the_strip_is_drawn(texts, tmp_path):
    found = texts.series(ident(texts, "first"), ident(texts, "later"))
    drawn = texts.draw_series(found, tmp_path / "strip.svg")
    assert (tmp_path / "strip.svg").read_text("utf-8").startswith("<svg")
    assert drawn["description"]
    with pytest.raises(BadValue):
        texts.draw_series(found, tmp_path / "none" / "strip.svg")


def test_passages_turned_round_are_suggested_with_both_pages(texts):
    (row,) = texts.contradictions("centre")["rows"]
    assert (row["suggestion"], row["kind"]) == (True, "changed line")
    assert row["b_text"].startswith("Not every party")
    assert {c["document"] for c in row["cites"]} == {ident(texts, "first"), ident(texts, "later")}


def test_what_the_centre_said_on_resistance_and_independence(tmp_path):
    """M42 and M33 to M34: the record holds both sides of each; dates alone make both a change of line."""
    with desk.init(tmp_path / "case", "1956") as case:
        case.import_(SHIPPED)
        rows = {
            (row["a"], row["b"]): row
            for row in case.contradictions("cpsu")["rows"]
            if row["relation"] == "same issue"
        }
        pair = rows["cpsu_speech_resistance", "resolution_resistance"]
        assert (pair["kind"], pair["a_stance"], pair["b_stance"]) == ("changed line", -2, 2)
        assert pair["differs"]["publicity"] == ["secret", "public"]
        assert {c["locator"] for c in pair["cites"]} >= {"M42"}
        pair = rows["cpsu_congress_roads", "pravda_national_communism"]
        assert {c["locator"] for c in pair["cites"]} == {"M33", "M34"}
        assert case.contradictions("stalin") == {
            "rows": [],
            "statements": 0,
            "texts": 0,
            "why": case.contradictions("stalin")["why"],
        }


def test_the_command_line_says_what_is_wrong_and_what_there_is_not(texts):
    run = lambda *words: CliRunner().invoke(cli, ["--case", str(texts.folder), *words])  # noqa: E731
    unknown = run("contradictions", "center")
    assert (unknown.exit_code, unknown.output) == (
        1,
        "Error: No actor named 'center' in this case.\nDid you mean 'centre'?\n",
    )
    assert "Suggestions" in run("contradictions", "centre").output
    assert json.loads(run("contradictions", "centre", "--json").output)[0]["suggestion"]
    assert "dropped within, marked" in " ".join(
        run("reprint", ident(texts, "first"), ident(texts, "paper")).output.split()
    )
    assert run("series", ident(texts, "first")).exit_code == 1
    assert run("reprint", ident(texts, "first")).exit_code == 2
