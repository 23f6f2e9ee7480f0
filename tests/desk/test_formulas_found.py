"""formulas at the desk and on the command line: the promised keys, pages, what is left out, clear answers."""

import json

import numpy as np
import pytest
from click.testing import CliRunner

from linewatch import desk
from linewatch.cli import cli
from linewatch.errors import BadValue, NoSuchRecord

PROMISED = {"formula", "variants", "first", "last", "counts", "actors", "glosses", "cites", "heat", "died",
            "rewordings", "refused", "expected_chance"}  # fmt: skip
NOUNS = [
    "harvest",
    "mine",
    "river",
    "tester",
    "volume",
    "garden",
    "person",
    "lucky",
    "window",
    "bridge",
    "carpet",
]


def sentences(draw, count):
    return " ".join(
        f"{' '.join(draw.choice(NOUNS if draw.random() < 0.5 else ['the', 'of', 'in', 'and']) for _ in range(11))}."
        for _ in range(count)
    ).capitalize()


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("formulas")
    draw = np.random.default_rng(4)
    with desk.init(folder / "case", "A case", "centre") as made:
        made.enter("actors", {"id": "centre", "name": "Centre"})
        for n in range(10):
            wording = "the victory of true socialism" if n < 5 else "the triumph of true socialism"
            said = f"{sentences(draw, 6)} {sentences(draw, 1)[:-1]} {wording} {sentences(draw, 6).lower()}"
            if n == 6:
                said += " By the triumph of true socialism we mean bread for all."
            (folder / f"t{n}.txt").write_text(said, "utf-8")
            made.add(folder / f"t{n}.txt")
            told = {"language": "en", "issuer": "centre" if n % 2 == 0 else f"party {n % 3}"}
            made.correct(f"t{n}", **told, **({"date": f"195{n}-05-01"} if n < 9 else {}))
        (folder / "other.txt").write_text("Es lebe der wahre Sozialismus, und es lebe die Ernte.", "utf-8")
        made.add(folder / "other.txt")
        made.correct("other", language="de")
        yield made


def test_a_formula_has_the_keys_that_are_promised_and_leads_to_its_pages(texts):
    found = texts.formulas()
    row = next(row for row in found["rows"] if row["formula"] == "triumph of true socialism")
    assert row.keys() >= PROMISED
    assert row["cites"]
    assert all(cite["verified"] for cite in row["cites"])
    assert (row["first"], row["first_use"]["document"], row["first_sure"], row["undated"]) == (
        "1955-05-01",
        "t5",
        True,
        1,
    )
    passages = {p["n"]: p["text"] for p in texts.passages(row["own"]["first_use"]["document"])}
    use = row["own"]["first_use"]
    assert passages[use["n"]][use["p_start"] : use["p_end"]].lower() == row["formula"]
    assert [one["period"] for one in row["counts"]] == [str(year) for year in range(1950, 1959)]
    assert any("another language: de" in one["why"] for one in found["left_out"])


def test_a_phrase_asked_for_with_its_rewording_and_what_the_centre_means(texts):
    row = texts.formulas(variants_of="Triumph of true socialism")["rows"][0]
    assert [(one["text"], one["edit"], one["uses"]) for one in row["variants"]] == [
        ("victory of true socialism", "changed", 5)
    ]
    change = row["rewordings"][0]
    assert (change["from"], change["to"], change["gone_over"]) == (
        "victory of true socialism", "triumph of true socialism", True)  # fmt: skip
    assert (change["on"], change["by"]) == ("1955-05-01", "party 2")
    gloss = row["glosses"][0]
    assert (gloss["document"], gloss["kind"], gloss["on"]) == ("t6", "means", "1956-05-01")
    assert gloss["text"].startswith("By the triumph")


def test_death_is_decided_in_the_row(texts):
    rows = texts.formulas()["rows"]
    tested = [row["died"] for row in rows if row["died"]["p_value"] is not None]
    assert all(one["p_together"] >= one["p_value"] for one in tested)
    assert {row["died"]["dead"] for row in rows} == {False}
    gone = texts.formulas(variants_of="victory of true socialism", until="1954")["rows"][0]["died"]
    assert (gone["dead"], gone["lives_on"], gone["refused"]["why"]) == (False, [], "nothing later is held")


def test_since_and_until_bound_the_texts(texts):
    row = texts.formulas(variants_of="true socialism", since="1953", until="1954-12")["rows"][0]
    assert (row["first"], row["last"], row["undated"]) == ("1953-05-01", "1954-05-01", 0)


def test_the_same_question_has_the_same_answer(texts):
    assert texts.formulas(limit=3) == texts.formulas(limit=3)


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"kind": "nonsense"}, BadValue),
        ({"limit": 0}, BadValue),
        ({"by": "century"}, BadValue),
        ({"variants_of": "unheard words"}, BadValue),
        ({"variants_of": "…"}, BadValue),
        ({"since": "2001"}, BadValue),
        ({"centre": "nobody"}, NoSuchRecord),
        ({"language": "fi"}, NoSuchRecord),
    ],
)
def test_a_wrong_wish_is_told(texts, asked, error):
    with pytest.raises(error):
        texts.formulas(**asked)


def test_too_few_texts_and_no_dates(tmp_path):
    with desk.init(tmp_path / "case", "A case") as made:
        with pytest.raises(BadValue, match="No text is held"):
            made.formulas()
        for n in range(2):
            (tmp_path / f"one{n}.txt").write_text(f"The big grey line {'stands' * n} here.", "utf-8")
            made.add(tmp_path / f"one{n}.txt")
        found = made.formulas()
        assert (found["rows"], found["why"][:4]) == ([], "Only")
        row = made.formulas(variants_of="grey line")["rows"][0]
        assert (row["first"], row["refused"]["why"]) == (None, "no text with it has a date")
        assert row["glosses_refused"]["why"] == "the case names no centre"


def test_on_the_command_line(texts):
    folder = str(texts.file.folder)
    told = CliRunner().invoke(cli, ["--case", folder, "formulas", "--limit", "2"])
    assert told.exit_code == 0, told.stderr
    assert "socialism" in told.stdout
    asked = CliRunner().invoke(
        cli, ["--case", folder, "formulas", "--variants-of", "triumph of true socialism", "--json"]
    )
    assert json.loads(asked.stdout)[0]["formula"] == "triumph of true socialism"
