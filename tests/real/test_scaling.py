"""Published figures on published texts, and what real texts give."""

import csv
import gzip
import json
from collections import Counter

import numpy as np
import pytest

from linewatch.measures.scaling import separating
from linewatch.measures.scaling.counting import blocks
from linewatch.measures.scaling.placing import placed
from linewatch.measures.scaling.wordfish import wordfish
from linewatch.measures.scaling.wordscores import Scored, raw_scores, rescaled, word_scores


@pytest.fixture(scope="module")
def scaling(shared):
    return shared / "corpus/scaling"


def test_the_worked_example_as_shared(scaling):
    told = json.loads((scaling / "reference/lbg2003_example.json").read_text("utf-8"))
    table = np.array(list(told["counts"].values()), float).T
    places = np.array(list(told["reference_scores"].values()))
    scores = word_scores(table[:5], places)
    assert scores == pytest.approx([told["wordscores"][word] for word in told["counts"]], abs=1e-6)
    raw = raw_scores(table, scores)
    assert raw.score == pytest.approx(list(told["expected"]["raw"].values()), abs=1e-6)
    assert raw.error == pytest.approx(list(told["expected"]["raw_se"].values()), abs=1e-6)
    stretched = rescaled(raw, "martin-vanberg", Scored(*(part[:5] for part in raw)), places)
    assert stretched.score == pytest.approx(list(told["expected"]["mv"].values()), abs=1e-6)
    assert stretched.error == pytest.approx(list(told["expected"]["mv_se"].values()), abs=1e-6)
    over_all = rescaled(raw, "lbg", raw, places)
    assert over_all.score == pytest.approx(list(told["expected"]["lbg_over_all_six"].values()), abs=1e-6)


def test_british_manifestos_of_1997_from_1992(scaling):
    told = json.loads((scaling / "reference/ukmanif_expected_economic.json").read_text("utf-8"))
    with gzip.open(scaling / "uk_manifestos_1992_1997_counts.csv.gz", "rt", encoding="utf-8") as file:
        head, *rows = csv.reader(file)
    table = dict(zip(head[1:], np.array([row[1:] for row in rows], float).T, strict=True))
    places = np.array(list(told["reference"].values()))
    ends = np.array([table[name] for name in told["reference"]])
    names = list(told["austin"]["raw"])
    scores = word_scores(ends, places)
    assert [int((~np.isnan(scores)).sum()), len(scores)] == told["austin"]["words_scorable"]
    raw = raw_scores(np.array([table[name] for name in names]), scores)
    assert raw.score == pytest.approx(list(told["austin"]["raw"].values()), abs=1e-5)
    assert raw.error == pytest.approx(list(told["austin"]["raw_se"].values()), abs=1e-5)
    for how, expected in (("lbg", told["austin"]["lbg_rescaled"]), ("martin-vanberg", told["quanteda_mv"])):
        made = rescaled(raw, how, raw_scores(ends, scores), places)
        assert made.score == pytest.approx([expected[name] for name in names], abs=1e-5)
        assert (made.error > 0).all()
        assert (made.high - made.low) / 2 / 1.96 == pytest.approx(made.error)
        if how == "lbg":
            assert made.error == pytest.approx(
                [told["rescaled_se_correct"][name] for name in names], abs=1e-4
            )


def test_fourteen_irish_speeches(scaling, monkeypatch):
    """The line is that of the reference; its errors are not, since the reference takes each word as drawn by itself."""
    told = json.loads((scaling / "reference/ie2010_expected.json").read_text("utf-8"))
    names = list(told["theta"])
    counts: dict[str, Counter[str]] = {name: Counter() for name in names}
    with gzip.open(scaling / "reference/ie2010_trim2_counts.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            counts[row["doc"]][row["feature"]] = int(row["n"])
    words = sorted({word for of_text in counts.values() for word in of_text})
    fit = wordfish(np.array([[counts[name][word] for word in words] for name in names], float))
    reference = np.array(list(told["theta"].values()))
    assert abs(np.corrcoef(fit.values, reference)[0, 1]) > 0.99
    monkeypatch.setattr(separating, "RESAMPLES", 20)
    with (scaling / "irish_budget_2010.jsonl").open(encoding="utf-8") as file:
        speeches = {row["doc"]: row["text"] for row in map(json.loads, file)}
    found = separating.separation([blocks(speeches[name].split("\n")) for name in names], 1).texts
    assert abs(np.corrcoef([one.value for one in found], reference)[0, 1]) > 0.99
    ratios = np.array([one.error for one in found]) / np.array(list(told["se_reported"].values()))
    assert np.median(ratios) >= 3
    assert ratios.min() >= 1.3


def test_each_manifesto_stands_nearer_its_own_partys_last(scaling):
    with gzip.open(scaling / "uk_manifestos_1945_2005.jsonl.gz", "rt", encoding="utf-8") as file:
        read = [row for row in map(json.loads, file) if row["type"] == "natl"]
    by = {
        (row["year"], row["party"]): blocks(row["text"].split("\n"))
        for row in read
        if row["year"] in (1979, 1983)
    }
    left, right = by[1979, "Lab"], by[1979, "Con"]
    labour, alliance, conservative = (
        one.place for one in placed([by[1983, party] for party in ("Lab", "LibSDP", "Con")], left, right, 1)
    )
    assert labour.high < alliance.low < alliance.high < conservative.low


def test_the_telegrams_example_of_emphasis(held_case):
    """T.III sets initiative beside discipline: both are named, and neither clearly more."""
    (row,) = held_case.balance("telegram", between=("initiative", "discipline"))
    assert row["low"] < 0 < row["high"]
    assert {"initiative", "discipline"} <= {word["word"] for word in row["concept_words"]}
    assert row["together"] >= 2
    assert all(cite["verified"] for cite in row["cites"])
