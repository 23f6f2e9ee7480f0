"""A question weighed at the desk: what is left out and listed, what to look for, what a new document changes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from linewatch.cli.main import cli
from linewatch.errors import BadDate, BadValue, NoSuchRecord

WIDE = {"draws": 500}


@pytest.fixture
def strike(case, tmp_path):
    """Who called the strike: the guild or the owners? With two items seen, one absent and one open."""
    (tmp_path / "letter.txt").write_text(
        "The guild met on Monday.\n\nThe owners hired new men.\n\nThe guild, says the clerk, called the strike."
    )
    case.add(tmp_path / "letter.txt")
    case.enter("actors", {"id": "clerk", "name": "The clerk"})
    case.enter("statements", {"id": "clerk_says", "actor": "clerk"}, ["letter:3"], ["called the strike"])
    case.ask("who", {"name": "Who called the strike?", "kind": "one"})
    case.explain("who", "hypotheses", {"id": "guild", "name": "The guild did.", "statement": "clerk_says"})
    case.explain("who", "hypotheses", {"id": "owners", "name": "The owners did."})
    item(
        case, "met", "The guild met before.", cite="letter:1", words="The guild met", reported_on="1956-03-01"
    )
    item(
        case,
        "hired",
        "The owners hired men.",
        cite="letter:2",
        words="hired new men",
        reported_on="1956-03-10",
    )
    item(case, "minutes", "Minutes of a vote exist.", state="absent", kind="argument", seen="0.2..0.5")
    item(
        case,
        "pay",
        "Owners paid strikers.",
        state="open",
        kind="argument",
        look_for="strike* NEAR pay",
        cost=2,
    )
    for name, guild, owners, rest in (
        ("met", "almost certain", "very unlikely", "very unlikely"),
        ("hired", "unlikely", "likely", "unlikely"),
        ("minutes", "very likely", "very unlikely", "unlikely"),
        ("pay", "almost no chance", "likely", "very unlikely"),
    ):
        case.judge(name, {"guild": guild, "owners": owners, "who_rest": rest}, "anna")
    return case


def item(case, ident, name, *, cite=None, words=None, **values):
    values = {"id": ident, "name": name, "kind": "passage"} | values
    case.explain("who", "evidence", values, [cite] if cite else [], [words] if words else [])


def mids(found):
    return {row["id"]: row["mid"] for row in found["hypotheses"]}


def test_what_each_hypothesis_is_worth_is_told_with_its_pages(strike):
    found = strike.weigh("who", **WIDE)
    assert [row["id"] for row in found["hypotheses"]] == ["guild", "owners", "who_rest"]
    assert sum(mids(found).values()) == pytest.approx(1)
    assert found["top"] == "guild"
    assert all(row["low"] <= row["mid"] <= row["high"] for row in found["hypotheses"])
    assert found["settings"]["seed"] == 1
    cited = {row["id"]: [cite["n"] for cite in row["cites"]] for row in found["evidence"]}
    assert (cited["met"], cited["hired"]) == ([1], [2])
    assert {row["name"] for row in found["classic"]} == {"PARC", "Burton", "Open Synthesis"}


def test_the_same_question_is_weighed_once_and_again_when_a_judgement_changes(strike):
    before = strike.weigh("who", **WIDE)
    assert strike.weigh("who", **WIDE) == before
    assert len(strike.findings("weigh")) == 1
    strike.judge("hired", {"guild": "very unlikely"}, "anna")
    assert mids(strike.weigh("who", **WIDE))["guild"] < mids(before)["guild"]
    assert len(strike.findings("weigh")) == 2


def test_the_claim_itself_is_no_evidence_and_is_listed(strike):
    before = mids(strike.weigh("who", **WIDE))
    strike.explain(
        "who",
        "evidence",
        {"id": "says", "name": "The clerk says so.", "kind": "statement", "rests_on": "clerk_says"},
    )
    strike.judge("says", {"guild": "almost certain", "owners": "unlikely", "who_rest": "unlikely"}, "anna")
    found = strike.weigh("who", **WIDE)
    assert mids(found) == before
    problem = next(row for row in found["problems"] if row["kind"] == "circular")
    assert problem["about"] == ["says", "guild"]
    assert problem["mend"]


def test_as_of_a_day_only_what_was_reported_counts(strike):
    found = strike.weigh("who", as_of="1956-03-05", **WIDE)
    assert found["left_out"] == {"later": ["hired"], "undated": ["minutes", "pay"]}
    assert "hired" not in {row["id"] for row in found["evidence"]}
    assert mids(found)["guild"] > mids(strike.weigh("who", **WIDE))["guild"]
    assert strike.weigh("who", as_of="1956-03", **WIDE)["left_out"]["later"] == []
    with pytest.raises(BadDate):
        strike.weigh("who", as_of="soon")


def test_an_open_item_is_told_as_something_to_look_for(strike):
    (row,) = strike.next_evidence("who", **WIDE)
    assert row["item"] == "pay"
    assert 0 < row["information_bits"] < 1.6
    assert (row["cost"], row["watched"], row["look_for"]) == (2, False, "strike* NEAR pay")
    assert row["told"].startswith("Owners paid strikers:")
    assert "“The owners did”" in row["told"]
    assert "“The guild did”" in row["told"]


def test_an_item_kept_as_an_indicator_tells_what_a_new_document_changes(strike, tmp_path):
    kept = strike.watch_evidence("who", "pay")
    assert (kept["evidence"], kept["look_for"]) == ("pay", "strike* NEAR pay")
    assert strike.next_evidence("who", **WIDE)[0]["watched"]
    (tmp_path / "ledger.txt").write_text("To strikers, pay of two crowns.")
    (met,) = strike.add(tmp_path / "ledger.txt")["news"]["indicators"]
    assert met["places"] == ["ledger:1"]
    assert met["bears_on"]["question"] == "who"
    assert (met["bears_on"]["top"], met["bears_on"]["top_if_seen"]) == ("guild", "owners")


def test_what_cannot_be_watched_is_refused(strike):
    with pytest.raises(BadValue, match="not open"):
        strike.watch_evidence("who", "met")
    with pytest.raises(NoSuchRecord):
        strike.watch_evidence("who", "nobody")
    item(strike, "bare", "A diary.", state="open", kind="argument")
    with pytest.raises(BadValue, match="by which words"):
        strike.watch_evidence("who", "bare")


def test_a_refused_hypothesis_says_what_is_missing_and_priors_must_sum(strike):
    strike.explain("who", "hypotheses", {"id": "chance", "name": "Nobody did."})
    row = next(row for row in strike.weigh("who", **WIDE)["hypotheses"] if row["id"] == "chance")
    assert (row["low"], row["mid"], row["high"], row["rank_probability"]) == (None, None, None, None)
    assert row["refused"]["needed"]
    strike.explain("who", "hypotheses", {"id": "chance", "prior": 0.5})
    with pytest.raises(BadValue, match="priors"):
        strike.explain("who", "hypotheses", {"id": "guild", "prior": 0.6})
    for name in ("guild", "owners", "chance", "who_rest"):
        strike.explain("who", "hypotheses", {"id": name, "prior": 0.1})
    with pytest.raises(BadValue, match="prior"):
        strike.weigh("who", **WIDE)


def test_where_all_evidence_is_left_out_that_is_said(strike):
    found = strike.weigh("who", as_of="1900", **WIDE)
    # The item of no date counts on any day.
    assert found["top"] is not None
    strike.explain("who", "evidence", {"id": "minutes", "date": "1956-03-11"})
    found = strike.weigh("who", as_of="1900", **WIDE)
    assert found["top"] is None
    why = {row["refused"]["why"] for row in found["hypotheses"]}
    assert why == {
        "all evidence judged for it is left out: hired, met, minutes for being reported after 1900"
    }
    assert any(
        row["what"].startswith("All evidence judged for 'guild' is left out") for row in found["problems"]
    )
    assert "No lead: no explanation has a figure." in told(strike, "weigh", "who", "--as-of", "1900")


def test_slips_are_told_and_can_be_taken_out(strike):
    asked = ("weigh", "who", "--draws", "500")
    assert "a slip of 1.5 in log odds (as from 50 to 82 in a hundred)" in told(strike, *asked)
    assert "taken as they were given" in told(strike, *asked, "--slip", "0")
    wide, narrow = (strike.weigh("who", slip=slip, **WIDE)["hypotheses"][0] for slip in (None, 0))
    assert narrow["high"] - narrow["low"] < wide["high"] - wide["low"]
    assert strike.next_evidence("who", slip=0, **WIDE) != strike.next_evidence("who", **WIDE)
    for bad in (-1, 5.1, float("nan")):
        with pytest.raises(BadValue, match="slip"):
            strike.weigh("who", slip=bad)


def test_an_explanation_that_nobody_examined_is_not_passed_over_where_it_stands_first(strike):
    strike.explain("who", "hypotheses", {"id": "chance", "name": "Nobody did.", "prior": 0.97})
    found = strike.weigh("who", **WIDE)
    held = sum(row["mid"] or 0 for row in found["hypotheses"])
    assert found["unexamined"]["share"] == pytest.approx(1 - held)
    text = told(strike, "weigh", "who", "--draws", "500")
    assert "lies with explanations nobody examined." in text
    assert "No lead: more lies with an explanation that nobody examined than with guild." in text
    assert "The lead of" not in text
    assert "no figure" in text


def test_what_is_judged_alike_has_no_lead(case):
    case.ask("alike", {"name": "Which?", "kind": "one"})
    for name in ("one", "two"):
        case.explain("alike", "hypotheses", {"id": name, "name": name})
    case.explain("alike", "evidence", {"id": "only", "name": "An argument.", "kind": "argument"})
    case.judge("only", {"one": "likely", "two": "likely", "alike_rest": "likely"}, "anna")
    found = case.weigh("alike", **WIDE)
    assert (found["top"], found["lead"], found["flips"], found["flips_by_two"]) == (None, None, [], [])
    text = told(case, "weigh", "alike", "--draws", "500")
    assert "No lead: all stand alike." in text
    assert "These separate nothing: only." in text
    case.judge("only", {"one": "unlikely"}, "anna")
    text = told(case, "weigh", "alike", "--draws", "500")
    assert "none: no figure is left" in text
    assert "Nothing that can be left out" not in text


def test_too_few_draws_are_refused(strike):
    with pytest.raises(BadValue, match="draws"):
        strike.weigh("who", draws=3)


def told(strike, *args):
    result = CliRunner().invoke(cli, ["--case", str(strike.folder), *args])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_person_reads_the_result_and_what_it_hangs_on(strike):
    text = told(strike, "weigh", "who", "--draws", "500")
    assert "Who called the strike? (exactly one is true)" in text
    assert "What the lead of guild hangs on most" in text
    assert "The classic counts" in text
    text = told(strike, "next", "who", "--watch", "pay")
    assert "Owners paid strikers" in text


def test_the_page_and_the_figure_are_written(strike, tmp_path):
    page, figure = tmp_path / "who.html", tmp_path / "who.svg"
    asked = ("weigh", "who", "--draws", "500", "--html", str(page), "--figure", str(figure), "--json")
    written = json.loads(told(strike, *asked))["written"]
    assert {Path(file) for file in written} >= {page, figure}
    assert all(Path(file).is_file() for file in written)
    assert "Who called the strike?" in page.read_text()
    assert "unstated" not in page.read_text()
    assert figure.read_text().startswith("<svg")


def test_heuers_matrix_gives_the_published_counts_and_order(case, shared):
    case.read_matrix("iraq", shared / "corpus/scaling/reference/ach_heuer_iraq.json")
    found = case.weigh("iraq")
    rivals = ["iraq_h1", "iraq_h2", "iraq_h3"]
    counts = {row["name"]: row for row in found["classic"]}
    assert [counts["PARC"]["scores"][name] for name in rivals] == [-3, 0, -2]
    assert [counts["Burton"]["scores"][name] for name in rivals] == [3, 0, 2]
    assert [counts["Open Synthesis"]["scores"][name] for name in rivals] == [3, 0, 2]
    order = ["iraq_h2", "iraq_h3", "iraq_h1"]
    assert all(row["order"] == order for row in counts.values())
    ours = sorted((row for row in found["hypotheses"] if row["id"] in rivals), key=lambda row: -row["mid"])
    assert [row["id"] for row in ours] == order
    assert found["separates_nothing"] == ["iraq_e1"]
