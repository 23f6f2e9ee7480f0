"""Shifts at the desk and on the command line: two held texts, two events, the page, wrong calls."""

import json
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner

from linewatch.cli.main import cli
from linewatch.desk.texts.graded_words import graded_words, languages
from linewatch.errors import BadValue, NoSuchRecord

BEFORE = """The Central Committee met in the capital. The leaders committed grave errors in those years.

It will always defend the alliance. <b>Nobody</b> may leave the talks, which began in the spring of that year.
"""
AFTER = """The Central Committee met in the capital. The leaders committed some errors in those years.

It will not always defend the alliance. A new plan for the harvest was set out at length.
"""
KEYS = {"kind", "a_n", "a_p_start", "a_p_end", "b_n", "b_p_start", "b_p_end", "a_text", "b_text", "cue_a", "cue_b",
        "score", "cites", "issues"}  # fmt: skip


@pytest.fixture
def two(case, tmp_path):
    """A case that holds two texts."""
    for name, text in (("before", BEFORE), ("after", AFTER)):
        path = tmp_path / f"{name}.txt"
        path.write_text(text, "utf-8")
        case.add(path)
        case.correct(name, "said by the test", language="en")
    return case


def test_every_row_has_the_contracts_keys_and_its_words_stand_where_it_says(two):
    rows = two.shifts("before", "after")
    passages = [{p["n"]: p["text"] for p in two.passages(name)} for name in ("before", "after")]
    assert rows
    for row in rows:
        assert row.keys() >= KEYS
        assert row["cites"]
        for side, texts in zip("ab", passages, strict=True):
            if row[f"{side}_n"] is not None:
                told = texts[row[f"{side}_n"]][row[f"{side}_p_start"] : row[f"{side}_p_end"]]
                assert told == row[f"{side}_text"]


def test_the_heaviest_come_first_and_cues_are_words_of_the_texts(two):
    rows = two.shifts("before", "after")
    cued = [(r["kind"], r["cue_a"], r["cue_b"]) for r in rows if r["cue_a"] or r["cue_b"]]
    assert cued == [("reversed", None, "not"), ("softened", "grave", "some")]
    assert rows[0]["kind"] == "reversed"
    assert [r["score"] for r in rows] == sorted((r["score"] for r in rows), reverse=True)


def test_asked_again_it_answers_the_same(two):
    assert two.shifts("before", "after") == two.shifts("before", "after")


def test_a_text_beside_itself_is_kept(two):
    rows = two.shifts("before", "before")
    assert {row["kind"] for row in rows} == {"kept"}
    assert two.tell_shifts(rows).startswith("Nothing changed")


def test_two_languages_are_refused_unless_one_is_said(two):
    two.correct("after", "said by the test", language="it")
    with pytest.raises(BadValue, match="two languages"):
        two.shifts("before", "after")
    assert two.shifts("before", "after", language="en")


def test_words_of_another_language_or_none_are_refused(two, tmp_path):
    path = tmp_path / "words.toml"
    path.write_text('language = "it"\nhedges = ["forse"]\n', "utf-8")
    with pytest.raises(BadValue, match="in 'it'"):
        two.shifts("before", "after", path)
    path.write_text("language = ", "utf-8")
    with pytest.raises(BadValue, match="cannot be read"):
        two.shifts("before", "after", path)


def test_without_graded_words_of_the_language_other_words_cannot_be_told_and_it_says_why(two):
    for name in ("before", "after"):
        two.correct(name, "said by the test", language="pl")
    rows = two.shifts("before", "after")
    assert {row["kind"] for row in rows} & {"reworded", "softened", "hardened", "reversed"} == set()
    assert all(("'pl'" in row["why"]) if row["kind"] == "cannot_tell" else row["why"] is None for row in rows)
    run = CliRunner().invoke(cli, ["--case", str(two.folder), "shifts", "before", "after", "--json"])
    assert "no graded words for 'pl'" in run.stderr
    assert ", ".join(languages()) in run.stderr
    assert json.loads(run.stdout) == rows


@pytest.mark.parametrize("code", ["klingon", "xx", "", "pl"])
def test_a_language_without_graded_words_is_refused(two, code):
    with pytest.raises(BadValue, match="no graded words for a language") as refused:
        two.shifts("before", "after", language=code)
    assert "en" in refused.value.next_step


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "has no words"),
        ('language = "en"', "has no words"),
        ('[[scales]]\nfamily = "degree"\nrungs = [["a"], ["b"]]', "Did you mean 'scale'"),
        ('[scale]\nfamily = "degree"\nrungs = [["a"], ["b"]]', "in two brackets"),
        ('[[scale]]\nfamily = "degree"\nrungs = ["a", "b"]', "two lists of words or more"),
        ('[[scale]]\nfamily = "degree"\nrungs = [["a"]]', "two lists of words or more"),
        ('[[scale]]\nrungs = [["a"], ["b"]]', "lacks 'family'"),
        ('[[scale]]\nfamily = 3\nrungs = [["a"], ["b"]]', 'family = "degree"'),
        ('[[scale]]\nfamily = "x"\nrungs = [["a"], ["b"]]\nalone = "yes"', "alone = true"),
        ('[[scale]]\nfamily = "x"\nrung = [["a"], ["b"]]', "Did you mean 'rungs'"),
        ('[[opposite]]\none = ["support"]', "lacks 'other'"),
        ('[negation]\nnot = "strong"', "not = 0.5"),
        ('hedges = "perhaps"', 'hedges = ["word"]'),
        ('language = 3\nhedges = ["perhaps"]', 'language = "en"'),
    ],
)
def test_a_file_of_words_in_a_wrong_form_is_refused_with_the_right_one(tmp_path, words, told):
    path = tmp_path / "words.toml"
    path.write_text(words, "utf-8")
    with pytest.raises(BadValue) as refused:
        graded_words("en", path)
    assert told in str(refused.value)


@pytest.mark.parametrize("code", languages())
def test_the_files_that_ship_have_the_form_that_is_asked_for(code):
    shipped = Path(str(files("linewatch").joinpath("lexicons", f"shifts.{code}.toml")))
    assert graded_words(code, shipped).lexicon.grades


def test_the_file_that_the_manual_shows_is_taken_and_tells_the_language(tmp_path):
    manual = (Path(__file__).resolve().parents[2] / "docs/texts.md").read_text("utf-8")
    path = tmp_path / "words.toml"
    path.write_text(manual.split("```toml\n")[1].split("```")[0], "utf-8")
    words = graded_words(None, path)
    assert (words.language, words.why) == ("en", None)
    assert {"slip", "comrade", "hardly", "not"} <= set(words.lexicon.words)


def test_words_of_ones_own_are_graded_even_where_none_ship(two, tmp_path):
    path = tmp_path / "words.toml"
    path.write_text('language = "pl"\n[[scale]]\nfamily = "mine"\nrungs = [["some"], ["grave"]]\n', "utf-8")
    rows = two.shifts("before", "after", path, "pl")
    (row,) = [row for row in rows if row["kind"] == "softened"]
    assert (row["cue_a"], row["cue_b"], row["cues"][0]["family"]) == ("grave", "some", "mine")


def test_an_unknown_text_is_refused(two):
    with pytest.raises(NoSuchRecord):
        two.shifts("before", "nowhere")


def test_rows_are_tied_to_the_issues_of_statements_that_cite_their_place(two):
    two.enter("actors", {"id": "party", "name": "Party"})
    two.enter("issues", {"id": "past", "name": "The past"})
    n = next(row["a_n"] for row in two.shifts("before", "after") if row["cue_a"] == "grave")
    two.enter("statements", {"actor": "party", "issue": "past", "stance": 1, "said_on": "1956"},
              [f"before:{n}"], ["committed grave errors"])  # fmt: skip
    rows = two.shifts("before", "after")
    assert [row["cue_a"] for row in rows if row["issues"] == ["past"]] == ["grave"]
    told = CliRunner().invoke(cli, ["--case", str(two.folder), "shifts", "before", "after"])
    heads, first = [
        line.split() for line in told.output.splitlines() if line.startswith((" kind", " softened"))
    ][:2]
    assert (heads[2], "past" in first) == ("issue", True)


def test_the_page_needs_nothing_else_and_each_row_leads_to_its_places_in_both_texts(two, tmp_path):
    out = tmp_path / "page.html"
    rows = two.shifts("before", "after")
    two.write_shifts(rows, ("before", "after"), out)
    page = out.read_text("utf-8")
    assert "<script" not in page
    assert "http:" not in page
    assert "https:" not in page
    assert "b&gt;Nobody&lt;/b&gt;" in page
    assert "<b>Nobody" not in page
    for n, row in enumerate(rows, start=1):
        assert f'id="r{n}"' in page
        for side in "ab":
            told = row[f"{side}_n"] is not None
            assert (f'href="#r{n}{side}"' in page) == (f'<span id="r{n}{side}">' in page) == told
    assert "<mark>grave</mark>" in page


def test_a_page_that_cannot_be_written_is_told(two, tmp_path):
    with pytest.raises(BadValue, match="cannot be written"):
        two.write_shifts(two.shifts("before", "after"), ("before", "after"), tmp_path / "none" / "page.html")


def test_the_page_of_the_two_documents_is_grouped_by_their_issues(held_case, tmp_path):
    out = tmp_path / "page.html"
    held_case.write_shifts(held_case.shifts("memorandum", "telegram"), ("memorandum", "telegram"), out)
    page = out.read_text("utf-8")
    assert page.index(">The man: the case against Stalin</bdi></h2>") < page.index(">Tied to no issue</h2>")
    assert "Both have passages tied to" in page


def test_a_person_reads_a_paragraph_and_tables(two, tmp_path):
    page = tmp_path / "page.html"
    told = CliRunner().invoke(
        cli, ["--case", str(two.folder), "shifts", "before", "after", "--html", str(page)]
    )
    assert told.exit_code == 0
    assert "Turned round (1 clause)" in told.output
    assert "grave → some" in told.output
    assert page.exists()


def test_the_outside_contract_is_a_list(two):
    told = CliRunner().invoke(cli, ["--case", str(two.folder), "shifts", "before", "after", "--json"])
    assert {row["kind"] for row in json.loads(told.stdout)} >= {
        "softened",
        "reversed",
        "kept",
        "added",
        "dropped",
    }


def test_coded_events_tell_the_memorandums_shifts(held_case):
    rows = held_case.coded_shifts("secret_speech", "resolution_june")
    told = {row["issue"]: row["kind"] for row in rows if row["actor"] == "cpsu"}
    expected = {"system": "reversed", "resistance": "reversed", "stalin_man": "softened",
                "co_responsibility": "softened", "circumstances": "added", "debate": "added"}  # fmt: skip
    assert expected.items() <= told.items()
    assert all(row["cites"] for row in rows)


def test_coded_rows_lead_to_the_pages_that_are_cited_now(two):
    two.enter("actors", {"id": "party", "name": "Party"})
    two.enter("issues", {"id": "past", "name": "The past", "minus": "it was sound", "plus": "it failed"})
    for ident, stance in (("one", -1), ("other", 2)):
        two.enter("events", {"id": ident, "name": ident, "date": "1956"}, ["before:1"])
        row = {
            "id": f"s_{ident}",
            "actor": "party",
            "issue": "past",
            "stance": stance,
            "event": ident,
            "said_on": "1956",
        }
        two.enter("statements", row, ["before:1"], ["grave errors"])
    (row,) = two.coded_shifts("one", "other")
    assert (row["kind"], row["minus"], row["plus"]) == ("reversed", "it was sound", "it failed")
    assert [c["document"] for c in row["cites"]] == ["before", "before"]
    two.enter("statements", {"id": "s_other"}, ["after:1"], ["some errors"])
    (row,) = two.coded_shifts("one", "other")
    assert [c["document"] for c in row["cites"]] == ["before", "after"]


def test_events_given_for_texts_and_texts_for_events_are_told_apart(held_case):
    with pytest.raises(BadValue, match="--coded secret_speech resolution_june"):
        held_case.shifts("secret_speech", "resolution_june")
    with pytest.raises(BadValue, match="Leave out --coded"):
        held_case.coded_shifts("memorandum", "telegram")


def test_an_event_without_statements_is_refused(held_case):
    with pytest.raises(NoSuchRecord):
        held_case.coded_shifts("secret_speech", "no_event")


def test_options_for_texts_go_not_with_coded_events(two):
    told = CliRunner().invoke(
        cli, ["--case", str(two.folder), "shifts", "--coded", "a", "b", "--language", "en"]
    )
    assert told.exit_code == 2
