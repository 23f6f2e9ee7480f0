"""Distances through the whole path: files named with codes, added by a pattern, set against the centre."""

import json

import numpy as np
import pytest
from click.testing import CliRunner

from benchmarks.distances_coverage import CENTRE, World, made
from linewatch import desk
from linewatch.cli import cli
from linewatch.desk.measuring.distancing import stop_words
from linewatch.errors import BadValue, NoSuchRecord

CONTRACT = {"actor", "period", "distance", "low", "high", "words", "refused"}


def written(folder, keep=lambda _: True):
    folder.mkdir()
    for reading in made(World("small", 4, 2, 9, 0.6, 0.02), np.random.default_rng(2)).readings:
        if keep(reading):
            text = "\n\n".join(passage.capitalize() + "." for _, passage in reading.passages)
            (folder / f"{reading.actor}_07_{reading.period}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def coded(tmp_path_factory):
    folder = tmp_path_factory.mktemp("coded")
    texts = written(folder / "texts")
    (texts / "a00_08_1950.txt").write_text("A second speech of the same year. " * 300, encoding="utf-8")
    (texts / "a01_07_1952.txt").write_text("Too short a speech.", encoding="utf-8")
    with desk.init(folder / "case", "Coded") as case:
        case.add(texts, pattern="{issuer}_{ignore}_{date}.txt")
        # A few made-up words are no language.
        case.correct_all(["*"], language="en")
        yield case


def ask(case, *more):
    return CliRunner().invoke(cli, ["--case", str(case.folder), "distances", *more])


def test_the_whole_path_gives_the_contracts_rows(coded):
    result = ask(coded, "--centre", CENTRE, "--by", "year", "--json")
    assert result.exit_code == 0, result.stderr
    rows = json.loads(result.stdout)
    assert all(row.keys() >= CONTRACT for row in rows)
    assert {(row["actor"], row["period"]) for row in rows} == {
        *((f"a0{i}", year) for i in range(4) for year in ("1950", "1951")),
        ("a01", "1952"),
    }
    told = [row for row in rows if not row["refused"]]
    assert len(told) == 8
    assert all(row["low"] < row["distance"] < row["high"] and row["cites"] for row in told)
    assert {row["rank"] for row in told if row["period"] == "1951"} == {1, 2, 3, 4}


def test_every_cited_word_stands_on_its_page(coded):
    for row in coded.distances(CENTRE):
        for side in ("nearer", "farther"):
            for one in row[side]:
                if one["cite"]:
                    text = coded.passages(one["cite"]["document"])[one["cite"]["n"] - 1]["text"]
                    assert one["word"] in text.lower()


def test_several_texts_of_one_actor_and_period_are_one_reading(coded):
    rows = {(row["actor"], row["period"]): row for row in coded.distances(CENTRE)}
    assert rows["a00", "1950"]["documents"] == ["a00_07_1950", "a00_08_1950"]


def test_a_short_text_is_refused_with_what_would_do(coded):
    rows = {(row["actor"], row["period"]): row for row in coded.distances(CENTRE)}
    refused = rows["a01", "1952"]
    assert [refused[name] for name in ("distance", "low", "high")] == [None] * 3
    assert refused["refused"]["why"]
    assert "450" in refused["refused"]["needed"]


def test_the_question_is_computed_once_and_the_centre_of_the_case_is_taken(coded):
    first = coded.distances(CENTRE)
    coded.describe(centre=CENTRE)
    assert coded.distances() == first
    kept = coded.file.con.execute("SELECT count(*) FROM findings WHERE method = 'distances'").fetchone()[0]
    assert kept == 1


def test_a_table_for_people_says_what_it_rests_on(coded):
    result = ask(coded, "--centre", CENTRE)
    assert result.exit_code == 0, result.stderr
    assert "nearer by" in result.stdout
    assert "short" in result.stdout


def test_texts_of_another_language_and_undated_ones_are_told_apart(tmp_path):
    texts = written(tmp_path / "texts")
    (texts / "a09_07_1950.txt").write_text("Nous voulons la paix. " * 400, encoding="utf-8")
    with desk.init(tmp_path / "case", "Mixed", CENTRE) as case:
        case.add(texts, pattern="{issuer}_{ignore}_{date}.txt")
        case.correct_all(["*"], language="en")
        case.correct("a09_07_1950", language="fr")
        case.correct("a03_07_1951", date="1951/1953")
        rows = {(row["actor"], row["period"]): row for row in case.distances()}
        assert "another language (fr)" in rows["a09", "1950"]["refused"]["why"]
        assert "no date" in rows["a03", None]["refused"]["why"]
        assert rows["a01", "1951"]["distance"] is not None


def test_nothing_is_dropped_in_silence(tmp_path):
    """A text in another language beside one in the centre's, one of the centre itself, one that nobody issued."""
    texts = written(tmp_path / "texts")
    for name in ("a01_08_1950", f"{CENTRE}_08_1950"):
        (texts / f"{name}.txt").write_text(f"Nous voulons la paix, dit {name}. " * 400, encoding="utf-8")
    with desk.init(tmp_path / "case", "Dropped", CENTRE) as case:
        case.add(texts, pattern="{issuer}_{ignore}_{date}.txt")
        case.correct_all(["*"], language="en")
        for name in ("a01_08_1950", f"{CENTRE}_08_1950"):
            case.correct(name, language="fr")
        (tmp_path / "unsigned.txt").write_text("Who said this is not known. " * 40, encoding="utf-8")
        case.add(tmp_path / "unsigned.txt")
        told: list[str] = []
        rows = case.distances(report=told.append)
    by_actor = {(row["actor"], row["period"]): row for row in rows}
    assert len(by_actor) == len(rows)
    assert by_actor["a01", "1950"]["left_out"] == ["a01_08_1950"]
    assert by_actor["a01", "1950"]["documents"] == ["a01_07_1950"]
    assert by_actor["a00", "1950"]["left_out"] == []
    assert by_actor[CENTRE, "1950"]["documents"] == [f"{CENTRE}_08_1950"]
    assert "another language (fr)" in by_actor[CENTRE, "1950"]["refused"]["why"]
    nobodys = by_actor[None, None]
    assert (nobodys["documents"], nobodys["refused"]["why"]) == (["unsigned"], "1 document has no issuer")
    said = "\n".join(told)
    assert all(name in said for name in ("a01_08_1950", "another language", "no issuer"))


def test_every_row_says_with_which_settings_and_seed(coded):
    rows = coded.distances(CENTRE)
    assert all(row["settings"] == rows[0]["settings"] for row in rows)
    assert {"seed", "centre", "by", "language", "window", "level"} <= rows[0]["settings"].keys()


def test_wrong_names_and_nothing_to_compare_are_errors(tmp_path, coded):
    with pytest.raises(NoSuchRecord, match="Did you mean 'centre'"):
        coded.distances("center")
    with pytest.raises(BadValue, match="no period"):
        coded.distances(CENTRE, by="fortnight")
    with desk.init(tmp_path / "case", "Nobody") as case:
        with pytest.raises(BadValue, match="names no centre"):
            case.distances()
        case.add(
            written(tmp_path / "texts", lambda r: r.actor in (CENTRE, "a00")),
            pattern="{issuer}_{ignore}_{date}.txt",
        )
        with pytest.raises(BadValue, match="only 'a00' has"):
            case.distances(CENTRE)


def test_stop_words_are_data_by_language():
    assert {"the", "and"} <= stop_words("en")
    assert {"der", "und"} <= stop_words("de-AT")
    assert stop_words("xx") == frozenset()
    assert stop_words(None) == frozenset()
