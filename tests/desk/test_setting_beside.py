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
    # 5 and 13 of the 59 words of the original; the copy has no other.
    assert (found["kept_share"], found["copies"][0]["own_share"]) == (pytest.approx(18 / 59), 0)
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
    # The radio has 8 words of the original and 10 of its own.
    assert [one["kept_share"] for one in found["copies"]] == pytest.approx([18 / 59, 8 / 59])
    assert found["copies"][1]["own_share"] == pytest.approx(10 / 18)
    assert found["kept_share"] == pytest.approx(26 / 59)
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


def test_a_text_in_another_language_is_no_copy(tmp_path):
    with desk.init(tmp_path / "case", "A case") as case:
        for name, words, language in (("one", FIRST, "en"), ("two", "Съезд заслушал доклад вождя.", "ru")):
            (tmp_path / f"{name}.txt").write_text(words, "utf-8")
            case.add(tmp_path / f"{name}.txt")
            case.correct(name, language=language)
        with pytest.raises(BadValue, match="two languages: one in 'en', two in 'ru'"):
            case.reprint("one", "two")


def test_what_stands_between_two_quotations_is_not_told_as_cut_out_of_one(tmp_path):
    with desk.init(tmp_path / "case", "A case") as case:
        quotes = (
            "We read: “The congress met in February and heard the report of the leader.” The paper goes on to say: "
            "“The centre will publish the report in full.”"
        )
        for name, words in (("one", FIRST), ("two", quotes)):
            (tmp_path / f"{name}.txt").write_text(words, "utf-8")
            case.add(tmp_path / f"{name}.txt")
        found = case.reprint("one", "two")
        gap = next(row for row in found["rows"] if "price of bread" in (row["a_text"] or ""))
        assert (gap["where"], gap["inside"], gap["told"]) == ("between", True, "silent")
        case.write_reprint(found, "one", ["two"], tmp_path / "page.html")
        assert "silently, between two quotations" in (tmp_path / "page.html").read_text("utf-8")
        told = CliRunner().invoke(cli, ["--case", str(case.folder), "reprint", "one", "two"]).output
        assert "dropped between two quotations, silent" in " ".join(told.split())
        assert f"A 1: {gap['a_p_start']} to {gap['a_p_end']}" in told


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
    with pytest.raises(BadValue, match="it has no date"):
        texts.series(ident(texts, "first"), ident(texts, "undated"))
    with pytest.raises(BadValue, match="it is given twice"):
        texts.series(ident(texts, "first"), ident(texts, "first"))


def test_the_strip_is_drawn(texts, tmp_path):
    found = texts.series(ident(texts, "first"), ident(texts, "later"))
    drawn = texts.draw_series(found, tmp_path / "strip.svg")
    assert (tmp_path / "strip.svg").read_text("utf-8").startswith("<svg")
    assert drawn["description"]
    with pytest.raises(BadValue, match="cannot be written"):
        texts.draw_series(found, tmp_path / "none" / "strip.svg")
    with pytest.raises(BadValue, match="SVG"):
        texts.draw_series(found, tmp_path / "strip.png")
    assert not (tmp_path / "strip.png").exists()


def test_a_series_without_graded_words_says_why_nothing_is_told(tmp_path):
    with desk.init(tmp_path / "case", "A case") as case:
        for name, words, on in (("one", FIRST, "1956-02"), ("two", LATER, "1956-07")):
            (tmp_path / f"{name}.txt").write_text(words, "utf-8")
            case.add(tmp_path / f"{name}.txt")
            case.correct(name, date=on, language="pl")
        found = case.series("one", "two")
        assert "'pl'" in found["why"]
        assert found["rows"][0]["counts"]["cannot_tell"]
        run = CliRunner().invoke(cli, ["--case", str(case.folder), "series", "one", "two"])
        assert "cannot tell" in run.stdout
        assert "'pl'" in run.stderr
        case.enter("actors", {"id": "centre", "name": "Centre"})
        for name in ("one", "two"):
            case.correct(name, issuer="centre")
        told = case.contradictions("centre")
        assert [row["document"] for row in told["not_compared"]] == ["one", "two"]
        assert told["rows"] == []


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
            "not_compared": [],
            "why": case.contradictions("stalin")["why"],
        }


def test_an_actor_is_found_by_its_other_names_and_what_was_said_by_turns_is_not_at_once(tmp_path):
    with desk.init(tmp_path / "case", "1956") as case:
        case.import_(SHIPPED)
        rows = case.contradictions("cpsu")["rows"]
        assert case.contradictions("CPSU")["rows"] == rows
        told = {(row["a"], row["b"]): row for row in rows}
        apart = [row for row in told.values() if {row["a_on"], row["b_on"]} == {"1956-02-25", "1956-06-30"}]
        assert "by turns" in {row["kind"] for row in apart}
        assert "at once" not in {row["kind"] for row in apart}
        assert all(row["a_on"] == row["b_on"] == "1956-06-30" for row in rows if row["kind"] == "at once")


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
