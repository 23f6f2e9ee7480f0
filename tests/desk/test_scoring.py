"""Texts placed by their words at the desk: cited, kept, refused in words, shown to people and programs."""

import json
import random

import pytest
from click.testing import CliRunner

from linewatch.cli import cli
from linewatch.errors import BadValue, NoSuchRecord

STRICT = "discipline unity must obey the party line of the centre and follow its orders without delay"
LOOSE = "initiative and freedom let every party choose its own road with creative independent thinking"
SHARED = "we say that the work of our people in this year is good for all who live by it"


def text(share, passages, seed):
    """Return a text of sentences, some of them in the one manner and the rest in the other."""
    rng = random.Random(seed)
    lines = []
    for _ in range(passages):
        own = (LOOSE if rng.random() < share else STRICT).split()
        words = [rng.choice(own if rng.random() < 0.4 else SHARED.split()) for _ in range(55)]
        lines.append(" ".join(words).capitalize() + ".")
    return "\n\n".join(lines)


@pytest.fixture
def written(case, tmp_path):
    rows = [
        ("centre", 0.1, 16),
        ("rebel", 0.9, 16),
        ("ally", 0.2, 12),
        ("waverer", 0.6, 12),
        ("note", 0.5, 2),
    ]
    lines = [
        json.dumps({"id": name, "date": f"1956-0{at + 1}-01", "language": "en", "text": text(share, n, at)})
        for at, (name, share, n) in enumerate(rows)
    ]
    path = tmp_path / "texts.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    case.add(path)
    return case


def test_texts_stand_between_the_anchors_in_the_order_asked(written):
    rows = written.score("waverer", "ally", between=("centre", "rebel"))
    assert [row["document"] for row in rows] == ["waverer", "ally"]
    waverer, ally = rows
    assert ally["score"] < waverer["score"]
    assert ally.keys() >= {"document", "score", "low", "high", "words", "top_words", "refused", "cites"}
    assert all(row["low"] < row["score"] < row["high"] and row["refused"] is None for row in rows)
    assert all(row["wordscores_low"] < row["wordscores"] < row["wordscores_high"] for row in rows)
    ends = ally["anchors"]
    assert (ends["a"], ends["b"], ends["p_value"]) == ("centre", "rebel", 0.001)
    assert ends["a_stands"] < ends["b_stands"]
    low, high = (ally["sensitivity"][end] for end in ("low", "high"))
    assert low < ally["score"] < high
    assert ally["settings"]["seed"] == 1


def test_the_words_that_moved_a_score_are_quoted_where_they_stand(written):
    (row,) = written.score("ally", between=("centre", "rebel"))
    assert len(row["top_words"]) == 20
    passages = {p["n"]: p["text"] for p in written.passages("ally")}
    for word in row["top_words"]:
        assert 1 <= len(word["cites"]) <= 2
        for cite in word["cites"]:
            assert cite["verified"]
            assert word["word"] in cite["exact"].lower().split()
            assert passages[cite["n"]][cite["p_start"] : cite["p_end"]] == cite["exact"]


def test_a_score_is_kept_and_the_same_again(written):
    first = written.score("ally", between=("centre", "rebel"))
    assert written.score("ally", between=("centre", "rebel")) == first
    kept = written.file.con.execute("SELECT count(*) FROM findings WHERE method = 'score'").fetchone()[0]
    assert kept == 1


def test_short_texts_are_refused_beside_others(written):
    row, other = written.score("note", "ally", between=("centre", "rebel"))
    assert (row["score"], row["low"], row["sensitivity"], row["top_words"]) == (None, None, None, [])
    assert row["refused"]["needed"] == "at least 300"
    assert row["cites"]
    assert other["score"] is not None
    (short,) = written.score("ally", between=("note", "rebel"))
    assert short["refused"]["why"].startswith("note has 110 words")


def test_questions_that_cannot_be_asked(written):
    with pytest.raises(BadValue, match="between itself"):
        written.score("ally", between=("ally", "rebel"))
    with pytest.raises(BadValue, match="between itself"):
        written.score("ally", between=("rebel", "rebel"))
    with pytest.raises(BadValue, match="One text alone"):
        written.score("ally", between=("centre", "rebel"), rescale="lbg")
    with pytest.raises(NoSuchRecord):
        written.score("ally", between=("centre", "rebell"))
    with pytest.raises(NoSuchRecord):
        written.score("ally", between=("centre", "rebel"), issue="unheard_of")
    with pytest.raises(BadValue, match="martin_vanberg"):
        written.score("ally", between=("centre", "rebel"), rescale="martin_vanberg")


@pytest.mark.parametrize("how", ["martin-vanberg", "lbg"])
def test_rescaling_only_when_asked_and_with_its_formula(written, how):
    plain = written.score("ally", "waverer", between=("centre", "rebel"))
    assert [row["rescaled"] for row in plain] == [None, None]
    rows = written.score("ally", "waverer", between=("centre", "rebel"), rescale=how)
    for row in rows:
        made = row["rescaled"]
        assert made["low"] < made["score"] < made["high"]
        assert "raw" in made["formula"]
    assert [row["score"] for row in rows] == [row["score"] for row in plain]


def test_only_passages_on_an_issue(written):
    written.enter("issues", {"id": "unity", "name": "Unity"})
    written.enter("issues", {"id": "unity_of_parties", "name": "Of parties", "parent": "unity"})
    written.enter("actors", {"id": "ally", "name": "Ally"})
    values = {"id": "s1", "actor": "ally", "issue": "unity_of_parties", "certainty": "certain"}
    written.enter("statements", values, cite=["ally:2"])
    (row,) = written.score("ally", between=("centre", "rebel"), issue="unity")
    assert "centre has 0 words" in row["refused"]["why"]
    (some,) = written.score("ally", between=("centre", "rebel"), words=["disciplin*", "freedom"])
    (every,) = written.score("ally", between=("centre", "rebel"))
    assert 0 < some["words"] < every["words"]


def test_what_separates_texts_is_no_position(written):
    found = written.separate("centre", "rebel", "ally", "waverer", "note")
    rows = {row["document"]: row for row in found["rows"]}
    assert rows["centre"]["value"] < 0 < rows["rebel"]["value"]
    assert rows["note"]["refused"]["why"] == "110 of its words stand in another of the texts"
    assert all(row["cites"] for row in (*found["rows"], *found["low_words"], *found["high_words"]))
    with pytest.raises(BadValue, match="too few"):
        written.separate("centre", "rebel")
    told = CliRunner().invoke(cli, ["separates", "--help"]).output
    assert "not a position" in told
    assert "subject" in told


def test_two_concepts_held_together_text_by_text(written):
    rows = written.balance("centre", "rebel", "note", between=("initiative", "discipline"))
    centre, rebel, _ = rows
    assert rebel["balance"] < 0 < centre["balance"]
    assert (centre["date"], rebel["date"]) == ("1956-01-01", "1956-02-01")
    assert centre["low"] < centre["balance"] < centre["high"]
    assert {word["concept"] for word in centre["concept_words"]} <= {"initiative", "discipline"}
    assert sum(word["times"] for word in centre["concept_words"]) == centre["first"] + centre["second"]
    assert all(word["cites"][0]["verified"] for word in centre["concept_words"])
    assert centre["cites"]


def test_concepts_of_ones_own(written, tmp_path):
    (row,) = written.balance("rebel", between=("road,choose", "disciplin*,unity"))
    assert row["balance"] < 0
    own = tmp_path / "own.toml"
    own.write_text('language = "fr"\n[concepts]\nun = ["road"]\ndeux = ["unity"]\n', "utf-8")
    (other,) = written.balance("rebel", between=("un", "deux"), concepts=own)
    assert other["refused"]["why"] == "the document is in en, the word lists are in fr"
    assert other["balance"] is None
    with pytest.raises(NoSuchRecord, match="Did you mean 'discipline'"):
        written.balance("rebel", between=("initiative", "disciplin"))
    with pytest.raises(BadValue, match="both concepts"):
        written.balance("rebel", between=("road,unity", "unity,party"))
    for wrong in ("[concepts]\nun = 3\n", "concepts", "[concepts]\nun = []\n", "x = 1\n"):
        own.write_text(wrong, "utf-8")
        with pytest.raises(BadValue):
            written.balance("rebel", between=("un", "deux"), concepts=own)
    lists = '[concepts]\nun = ["road"]\ndeux = ["unity"]\n'
    for wrong, said in (
        ('negation_reach = "x"\n', "negation_reach as a number"),
        ("negation_reach = true\n", "negation_reach as a number"),
        ("negation_reach = 1000\n", "from 0 to 20"),
        ('negations = "not"\n', "negations as a list"),
        ("negations = [1]\n", "negations as a list"),
        ("language = 3\n", "language as text"),
    ):
        own.write_text(wrong + lists, "utf-8")
        with pytest.raises(BadValue, match=said):
            written.balance("rebel", between=("un", "deux"), concepts=own)
    with pytest.raises(BadValue, match="cannot be read"):
        written.balance("rebel", between=("un", "deux"), concepts=tmp_path / "none.toml")


def test_people_get_tables_and_programs_one_value(written):
    folder = str(written.folder)
    for verb in (
        ["score", "ally", "note", "--between", "centre", "rebel", "--rescale", "martin-vanberg"],
        ["separates", "centre", "rebel", "ally", "note"],
        ["balance", "ally", "note", "--between", "initiative", "discipline"],
        ["balance", "ally", "--between", "initiative", "discipline"],
    ):
        table = CliRunner().invoke(cli, ["--case", folder, *verb])
        assert table.exit_code == 0, table.output
        assert "ally" in table.output
        value = CliRunner().invoke(cli, ["--case", folder, *verb, "--json"])
        assert json.loads(value.stdout)
    wrong = CliRunner().invoke(cli, ["--case", folder, "score", "ally", "--between", "ally", "rebel"])
    assert wrong.exit_code == 1
    assert len(wrong.stderr.strip().splitlines()) == 2
