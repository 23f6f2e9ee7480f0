"""Symbols through the whole path: texts added, read, counted and shown on their pages."""

import csv
import json
import random
import tarfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from linewatch import desk
from linewatch.cli import cli
from linewatch.errors import BadValue, NoSuchRecord

JUDGED = Path(__file__).resolve().parents[1] / "data/symbols_judged.csv"
LOYAL = "We remain loyal to Oram and to his work. "
MET = "They met Oram at the fair and walked on. "


def filler(seed, words=120):
    """Return words that no other text has, so that no two texts are readings of one paper."""
    draw = random.Random(seed)
    made_up = (
        "".join(draw.choice("bdfglmnprst") + draw.choice("aeiou") for _ in range(3)) for _ in range(words)
    )
    return " ".join(made_up).capitalize() + "."


def made(folder, case, texts):
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    case.add(folder, pattern="{issuer}_{ignore}_{date}.txt")
    case.correct_all(["*"], language="en")
    return case


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Ten years, one without a text. Tests only read it."""
    texts = {
        f"land_speech_{1950 + n}": "\n\n".join(((LOYAL if n < 5 else MET) * 5, filler(n), MET * 3))
        for n in range(10)
        if n != 7
    }
    folder = tmp_path_factory.mktemp("symbols")
    with desk.init(folder / "case", "Made up") as case:
        yield made(folder / "texts", case, texts)


def ask(case, *more):
    return CliRunner().invoke(cli, ["--case", str(case.folder), "symbols", *more])


def test_the_whole_path_gives_rows_with_pages(small):
    result = ask(small, "--json")
    assert result.exit_code == 0, result.stderr
    (row,) = json.loads(result.stdout)
    assert (row["symbol"], row["name"], row["invoked"], row["named"]) == ("oram", "Oram", 25, 25 + 20 + 9 * 3)
    assert (row["first"]["on"], row["last"]["on"], row["first"]["slot"]) == ("1950", "1954", "loyal")
    for cite in row["cites"]:
        text = small.passages(cite["document"])[cite["n"] - 1]["text"]
        assert text[cite["p_start"] : cite["p_end"]] == cite["exact"]
        assert "loyal to Oram" in cite["exact"]
    assert row["fall"]["refused"] is None
    assert row["fall"]["after"] == "1954"
    assert row["substitutes"] == []
    assert row["no_substitute"]["why"]


def test_a_year_without_a_text_has_no_rate(small):
    (row,) = small.symbols()["rows"]
    periods = {period["period"]: period for period in row["periods"]}
    assert (periods["1957"]["rate"], periods["1957"]["invoked"]) == (None, None)
    assert periods["1957"]["refused"]["why"]
    assert (periods["1958"]["rate"], periods["1958"]["invoked"]) == (0.0, 0)
    assert periods["1950"]["low"] < periods["1950"]["rate"] < periods["1950"]["high"]


def test_a_person_reads_the_fall(small):
    result = ask(small)
    assert "Oram falls after 1954: 25 of" in result.stdout
    assert "No substitute is told" in result.stdout


def test_few_texts_refuse_a_fall_and_say_why(small):
    (row,) = small.symbols(until="1952")["rows"]
    assert row["fall"]["p_value"] is None
    assert row["fall"]["refused"] == {
        "why": "3 dated texts are held: so few stand in any order by chance too often",
        "needed": "8 dated texts",
    }


def test_the_same_question_gives_the_same_bytes(small):
    assert ask(small, "--json").stdout == ask(small, "--json").stdout


def test_bad_calls_are_told(small):
    with pytest.raises(NoSuchRecord):
        small.symbols(actor="nobody")
    with pytest.raises(BadValue, match="No text is held"):
        small.symbols(since="1990")
    with pytest.raises(BadValue, match="no name"):
        small.symbols(look_for=["…"])
    result = ask(small, "nowhere")
    assert result.exit_code == 1
    assert "No document named 'nowhere'" in result.stderr


def test_a_text_of_another_language_is_left_out_and_told(case, tmp_path):
    made(
        tmp_path / "texts",
        case,
        {"land_speech_1950": LOYAL + filler(1), "land_speech_1951": MET * 5 + filler(2)},
    )
    case.correct_all(["land_speech_1951"], language="xx")
    (left,) = case.symbols()["left_out"]
    assert left["document"] == "land_speech_1951"
    assert "xx" in left["why"]
    own = tmp_path / "own.toml"
    own.write_text('language = "xx"\n[slots]\nloyal = ["met {}"]\n', encoding="utf-8")
    (row,) = case.symbols(words=own)["rows"]
    assert row["slots"] == {"loyal": 6}


def test_the_figure_says_what_it_shows(small, tmp_path):
    out = tmp_path / "rates.svg"
    told = small.draw_symbols(small.symbols(), out)
    assert told["description"].startswith("Who and what is invoked: Oram. Oram: most in 195")
    assert out.read_text("utf-8").startswith("<svg")
    with pytest.raises(BadValue, match="no symbol"):
        small.draw_symbols(small.symbols(), out, ["nobody"])


def test_the_two_documents_name_more_than_they_invoke(held_case):
    rows = {row["symbol"]: row for row in held_case.symbols()["rows"]}
    stalin = rows["stalin"]
    assert stalin["named"] > 60
    assert stalin["criticised"] > 20
    assert stalin["invoked"] <= 1
    assert stalin["fall"]["refused"]["needed"]


def test_judged_invocations_are_still_found_and_mostly_right(shared, tmp_path):
    """Fifty invocations drawn from 629 speeches and judged by eye: 42 are. Those of a few speeches are read again."""
    rows = list(csv.DictReader(JUDGED.read_text("utf-8").splitlines()))
    assert (len(rows), sum(int(row["invoked"]) for row in rows)) == (50, 42)
    chosen = [row for row in rows if row["document"][:3] in ("POL", "ALB", "HUN", "BRA")]
    with tarfile.open(shared / "corpus/ungdc/ungdc_1946_1967.tar.gz") as tar:
        names = {Path(name).stem: name for name in tar.getnames() if name.endswith(".txt")}
        folder = tmp_path / "un"
        folder.mkdir()
        for document in {row["document"] for row in chosen}:
            held = tar.extractfile(names[document])
            assert held
            (folder / f"{document}.txt").write_bytes(held.read())
    with desk.init(tmp_path / "case", "UN") as case:
        case.add(folder, pattern="{issuer}_{ignore}_{date}.txt")
        found = case.symbols()["rows"]
        told = {row["symbol"]: row["invoked"] for row in found}
    assert told["charter"] >= sum(row["symbol"] == "charter" and row["invoked"] == "1" for row in chosen)
