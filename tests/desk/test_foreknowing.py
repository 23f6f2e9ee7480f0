"""Foreknowledge through the whole path: texts on disk, a term that travelled early, and what people read."""

import json
from datetime import date, timedelta

import numpy as np
import pytest
from click.testing import CliRunner

from benchmarks.foreknowledge import World, made
from linewatch import desk
from linewatch.cli import cli
from linewatch.errors import BadDate, BadValue, NoSuchRecord

CONTRACT = {"document", "date", "terms", "score", "p_value", "cites", "refused"}
_BEGIN = date(1954, 6, 4)


def _day(n):
    return (_BEGIN + timedelta(days=n)).isoformat()


def _written(one):
    sentences, now = [], []
    for word in (*one.words, None):
        if word is not None:
            # A word of letters alone: figures are none.
            now.append("".join(chr(ord("a") + int(c)) if c.isdigit() else c for c in word))
        elif now:
            sentences.append(" ".join(now) + ".")
            now = []
    return " ".join(sentences)


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """A made-up archive in which one text of the window was given ten coined terms."""
    folder = tmp_path_factory.mktemp("foreknown")
    case = made(World("small", texts=70, words=110), np.random.default_rng(5), 10)
    rows = [
        {
            "id": one.document,
            "date": _day(one.first),
            "issuer": one.actor,
            "language": "en",
            "text": _written(one),
        }
        for one in case.readings
    ]
    rows += [
        {"id": "vague", "date": f"{_day(case.public - 30)}/{_day(case.public)}", "issuer": "a3", "text": "Some words."},
        {"id": "foreign", "date": _day(case.public - 20), "issuer": "a4", "language": "it", "text": "Alcune parole."},
        {"id": "timeless", "issuer": "a5", "text": "No date at all."},
    ]  # fmt: skip
    (folder / "texts.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    with desk.init(folder / "case", "Made up") as opened:
        opened.add(folder / "texts.jsonl")
        opened.correct("vague", language="en")
        yield opened, _day(case.public), case.readings[case.window[0]].document


@pytest.fixture(scope="module")
def rows(archive):
    case, public, _ = archive
    return case.foreknowledge("text", public)


def ask(case, *more):
    return CliRunner().invoke(cli, ["--case", str(case.folder), "foreknowledge", *more])


def test_the_whole_path_gives_the_contracts_rows(archive):
    case, public, given = archive
    result = ask(case, "text", "--public", public, "--json")
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert all(row.keys() >= CONTRACT for row in found)
    assert found[0]["document"] == given
    assert 0 < found[0]["p_value"] < 0.05
    assert sum("coined" in term for term in found[0]["terms"]) >= 4
    assert "NaN" not in result.stdout


def test_every_piece_of_evidence_is_cited_on_both_pages(archive, rows):
    case, _, given = archive
    row = next(row for row in rows if row["document"] == given)
    for hit in row["hits"]:
        assert [cite["document"] for cite in hit["cites"]] == [given, "text"]
        for cite in hit["cites"]:
            passage = case.passages(cite["document"])[cite["n"] - 1]["text"]
            assert passage[cite["p_start"] : cite["p_end"]] == cite["exact"]
            assert hit["term"].split()[0] in cite["exact"].lower()
    assert len(row["cites"]) == len(row["terms"])


def test_chance_is_always_named_among_the_alternatives(rows):
    figured = [row for row in rows if not row["refused"]]
    assert figured
    assert all(row["alternatives"][0]["kind"] == "chance" for row in figured)


def test_what_cannot_be_compared_is_told(rows):
    why = {row["document"]: row["refused"]["why"] for row in rows if row["refused"]}
    assert "not surely between" in why["vague"]
    assert "another language" in why["foreign"]
    assert all(row["background"]["undated"] == 1 for row in rows if row["background"])


def test_an_official_actor_explains_and_is_not_compared(archive, rows):
    case, public, given = archive
    giver = next(row["actor"] for row in rows if row["document"] == given)
    found = case.foreknowledge("text", public, [giver])
    assert giver not in {row["actor"] for row in found if not row["refused"]}
    for row in found:
        for one in row["alternatives"]:
            assert (one["kind"] == "official summary") >= (given in one["documents"])


def test_the_question_is_computed_once(archive, rows):
    case, public, _ = archive
    before = case.file.con.execute("SELECT count(*) FROM findings WHERE method = 'foreknowledge'").fetchone()[
        0
    ]
    assert case.foreknowledge("text", public) == rows
    after = case.file.con.execute("SELECT count(*) FROM findings WHERE method = 'foreknowledge'").fetchone()[
        0
    ]
    assert before == after


def test_a_table_for_people_says_what_it_rests_on(archive):
    case, public, given = archive
    result = ask(case, "text", "--public", public)
    assert result.exit_code == 0, result.stderr
    assert given in result.stdout
    assert "other texts put in its place" in result.stdout
    assert "No figures for vague" in result.stdout


@pytest.mark.parametrize(
    ("text", "public", "error"),
    [("text", "1900", BadValue), ("nothing", "1957", NoSuchRecord), ("text", "soon", BadDate),
     ("text", "../1957", BadValue)],
)  # fmt: skip
def test_what_is_asked_wrongly_is_an_expected_error(archive, text, public, error):
    with pytest.raises(error):
        archive[0].foreknowledge(text, public)


def test_a_text_without_a_date_is_refused_with_what_would_do(archive):
    (row,) = archive[0].foreknowledge("timeless", "1957")
    assert "no date" in row["refused"]["why"]
    assert "correct DOC --date" in row["refused"]["needed"]


def test_an_event_whose_text_is_not_held_is_refused_with_what_is_missing(tmp_path):
    with desk.init(tmp_path / "case", "Congress") as case:
        (tmp_path / "a.txt").write_text("A report of the congress.", encoding="utf-8")
        case.add(tmp_path / "a.txt")
        case.enter("events", {"id": "secret_speech", "name": "Speech", "date": "1956-02-25"}, cite=["a:1"])
        (row,) = case.foreknowledge("secret_speech", "1956-06-04")
        assert row["terms"] == []
        assert [row[name] for name in ("score", "p_value", "document", "date")] == [None] * 4
        assert "no text of it is held; 1 document is held in all" in row["refused"]["why"]
        assert "--as secret_speech" in row["refused"]["needed"]
        result = ask(case, "secret_speech", "--public", "1956-06-04")
        assert result.exit_code == 0
        assert result.stdout.startswith("No figures: secret_speech is an event on record of 1956-02-25")


def test_of_one_paper_the_release_surely_first_is_read_and_the_text_is_none_of_those_wanting_a_date(tmp_path):
    draw = np.random.default_rng(3)

    def text():
        return " ".join("".join(draw.choice(list("abdeilmnorst"), 6)) for _ in range(200))

    paper = text()
    texts = {
        "text": ("1956-02", "en", text()),
        "again": ("1956-05-10", "en", paper),
        "paper": ("1956-04-10", "en", paper),
        "another": ("1956-03-10", "it", paper),
    }
    rows = [
        {"id": name, "date": when, "issuer": name, "language": language, "text": words}
        for name, (when, language, words) in texts.items()
    ]
    (tmp_path / "texts.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    with desk.init(tmp_path / "case", "Papers") as case:
        case.add(tmp_path / "texts.jsonl")
        found = case.foreknowledge("text", "1956-06-04")
    why = {row["document"]: row["refused"]["why"] for row in found if row["document"]}
    assert why.keys() == {"again", "another"}
    assert "same paper as paper" in why["again"]
    assert "another language" in why["another"]
    assert any(
        "texts are held from before it" in row["refused"]["why"] for row in found if not row["document"]
    )
