"""How well texts are placed by their words: real texts with known answers, and what it costs.

Sentences of the Federal Open Market Committee that people labelled hawkish or dovish are mixed into texts whose share
of hawkish ones is known; British manifestos are scored between those of another election; halves of real texts stand
for two draws of one text. The prior of the log-odds was chosen on seed 1 of the mixtures and on the manifestos; the
mixtures of seed 2 and the halves were not looked at for it. Labels only score. Run with:
python -m benchmarks.scaling
"""

from __future__ import annotations

import csv
import gzip
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from benchmarks.volumes import SHARED
from linewatch.measures.scaling import log_odds
from linewatch.measures.scaling.counting import blocks, matrix, vocabulary
from linewatch.measures.scaling.placing import Blocks, anchors, placed, wordscores
from linewatch.measures.scaling.sensitivity import sensitivity

CORPUS = Path(SHARED) / "corpus"
_SEED = 2
WAYS: dict[str, Callable[[np.ndarray, np.ndarray], np.ndarray]] = {
    "log-odds": log_odds.leanings,
    "Wordscores": wordscores,
}


def points(texts: list[Blocks], a: Blocks, b: Blocks) -> dict[str, np.ndarray]:
    """Return the score of each text by each way, without interval."""
    words = vocabulary(a, b)
    sums = [matrix(end, words).sum(axis=0) for end in (a, b)]
    counts = np.array([matrix(text, words).sum(axis=0) for text in texts])
    return {name: counts @ way(*sums) / counts.sum(axis=1) for name, way in WAYS.items()}


def mixtures(seed: int, of_each: int, repeats: int = 30) -> dict[str, float]:
    """Return the mean correlation of scores with the share of hawkish sentences in 30 texts of 35 sentences."""
    rng = np.random.default_rng(seed)
    sentences: dict[str, list[str]] = {}
    with (CORPUS / "fomc/stance_sentences_train.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            sentences.setdefault(row["label"], []).append(row["sentence"])
    found: dict[str, list[float]] = {name: [] for name in WAYS}
    for _ in range(repeats):
        dovish, hawkish, neutral = (
            list(rng.permutation(sentences[label])) for label in ("dovish", "hawkish", "neutral")
        )
        texts, shares = [], []
        for _ in range(30):
            hawks = int(rng.binomial(25, rng.random()))
            chosen = [
                *rng.choice(hawkish[200:], hawks, replace=False),
                *rng.choice(dovish[200:], 25 - hawks, replace=False),
                *rng.choice(neutral, 10, replace=False),
            ]
            texts.append(blocks(chosen))
            shares.append(hawks / 25)
        for name, scores in points(texts, blocks(dovish[:of_each]), blocks(hawkish[:of_each])).items():
            found[name].append(float(np.corrcoef(scores, shares)[0, 1]))
    return {name: float(np.mean(each)) for name, each in found.items()}


def manifestos() -> dict[tuple[int, str], Blocks]:
    """Return the stretches of the two great British parties' manifestos."""
    with gzip.open(CORPUS / "scaling/uk_manifestos_1945_2005.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [
            row for row in map(json.loads, file) if row["type"] == "natl" and row["party"] in ("Con", "Lab")
        ]
    return {(row["year"], row["party"]): blocks(row["text"].split("\n")) for row in rows}


def elections(by: dict[tuple[int, str], Blocks]) -> dict[str, tuple[int, int]]:
    """Return how often, between Labour and Conservative of one election, those of another lie the right way round."""
    years = sorted({year for year, _ in by})
    found: Counter[str] = Counter()
    pairs = [(one, other) for one in years for other in years if 0 < abs(one - other) <= 15]
    for one, other in pairs:
        asked = points([by[other, "Lab"], by[other, "Con"]], by[one, "Lab"], by[one, "Con"])
        found.update(name for name, (left, right) in asked.items() if left < right)
    return {name: (found[name], len(pairs)) for name in WAYS}


def halves(text: Blocks, rng: np.random.Generator | None) -> tuple[Blocks, Blocks]:
    """Return two halves of a text's stretches: at random, or the first and the second."""
    order = rng.permutation(len(text)) if rng else np.arange(len(text))
    middle = len(text) // 2
    return [text[at] for at in order[:middle]], [text[at] for at in order[middle:]]


def split_halves(by: dict[tuple[int, str], Blocks]) -> Iterator[str]:
    """Yield how often a half's interval holds the other half's score, both halves' errors counted."""
    years = sorted({year for year, _ in by if len(by[year, "Lab"]) >= 20 and len(by[year, "Con"]) >= 20})
    for told, at_random in (("drawn at random", True), ("first and second", False)):
        rng = np.random.default_rng(_SEED)
        counted = {name: [0, 0, 0] for name in WAYS}
        for one in years:
            for other in years:
                if not 0 < abs(one - other) <= 5:
                    continue
                for party in ("Lab", "Con"):
                    texts = by[one, "Lab"], by[one, "Con"], by[other, party]
                    parts = [halves(text, rng if at_random else None) for text in texts]
                    (first,), (second,) = (
                        placed([parts[2][side]], parts[0][side], parts[1][side], 1) for side in (0, 1)
                    )
                    for name, a, b in (
                        ("log-odds", first.place, second.place),
                        ("Wordscores", first.wordscores, second.wordscores),
                    ):
                        if a and b:
                            reach = ((a.high - a.low) ** 2 + (b.high - b.low) ** 2) ** 0.5 / 2
                            counted[name][0] += abs(a.score - b.score) <= reach
                            counted[name][1] += a.low <= b.score <= a.high
                            counted[name][2] += 1
        for name, (both, alone, of) in counted.items():
            yield (
                f"halves {told}, {name}: {both}/{of} = {both / of:.1%} within both errors,"
                f" {alone / of:.1%} within the first half's alone"
            )


def lengths(by: dict[tuple[int, str], Blocks]) -> Iterator[str]:
    """Yield how well stretches of so many words of one election are told by another's manifestos."""
    rng = np.random.default_rng(_SEED)
    for stretches in (2, 4, 6, 10, 20, 40):
        right = of = words = 0
        for one, other in (
            (1974, 1979),
            (1979, 1983),
            (1983, 1987),
            (1987, 1992),
            (1992, 1997),
            (1997, 2001),
        ):
            if (one, "Lab") not in by or (other, "Lab") not in by:
                continue
            cut = [
                [[text[at] for at in rng.choice(len(text), stretches)] for _ in range(40)]
                for text in (by[other, "Lab"], by[other, "Con"])
            ]
            scores = points([*cut[0], *cut[1]], by[one, "Lab"], by[one, "Con"])["log-odds"]
            right += int((scores[:40, None] < scores[None, 40:]).sum())
            of += 1600
            words += sum(block.total() for side in cut for text in side for block in text) / 80
        yield f"{words * 1600 / of:6.0f} words: {right / of:.1%} of pairs the right way round"


def cost(by: dict[tuple[int, str], Blocks]) -> str:
    """Return the time of one score beside that of counting the same words once."""
    with gzip.open(CORPUS / "scaling/uk_manifestos_1945_2005.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = {(row["year"], row["party"]): row["text"].split("\n") for row in map(json.loads, file)}
    texts = rows[1997, "Con"], rows[1992, "Lab"], rows[1992, "Con"]
    start = time.perf_counter()
    text, a, b = (blocks(passages) for passages in texts)
    counted = time.perf_counter() - start
    start = time.perf_counter()
    placed([text], a, b, 1)
    score = time.perf_counter() - start
    start = time.perf_counter()
    anchors(a, b, 1)
    fit = time.perf_counter() - start
    start = time.perf_counter()
    sensitivity([texts[0]], texts[1], texts[2])
    otherwise = time.perf_counter() - start
    words = sum(block.total() for of in (text, a, b) for block in of)
    return (
        f"{words:,} words counted in {counted:.2f} s; score with interval {score / counted:.1f} times that,"
        f" the anchors' test {fit / counted:.1f}, asked otherwise {otherwise / counted:.1f}"
    )


def main() -> None:
    """Print all figures."""
    for seed in (1, _SEED):
        for of_each in (20, 60, 200):
            told = ", ".join(f"{name} {value:.3f}" for name, value in mixtures(seed, of_each).items())
            print(f"mixtures of seed {seed}, anchors of {of_each} sentences, correlation: {told}", flush=True)
    by = manifestos()
    for name, (right, of) in elections(by).items():
        print(f"manifestos of other elections the right way round, {name}: {right}/{of}", flush=True)
    for line in (*lengths(by), *split_halves(by)):
        print(line, flush=True)
    print(cost(by))


if __name__ == "__main__":
    main()
