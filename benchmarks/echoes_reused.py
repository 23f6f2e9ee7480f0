"""Reuse that people labelled: passages of state bills, and answers copied more or less.

Bills: does the score of a pair of aligned passages tell reuse (1) from boilerplate (0)? Beside it the Smith-Waterman
score that the labels came with. Answers: the share of an answer that stands in passages shared with the original, by
grade of copying. Nothing was set on either.

Run with: python -m benchmarks.echoes_reused
"""

from __future__ import annotations

import csv
import io
import itertools
import tarfile

import numpy as np
from sklearn.metrics import roc_auc_score

from benchmarks.edits.common import SHARED
from linewatch.measures.echoes.searching import search
from linewatch.measures.echoes.settings import Settings

FOLDER = SHARED / "corpus" / "text_reuse"
GRADES = ("cut", "light", "heavy", "non")


def bills() -> None:
    """Print the ROC area of the score for 0 against 1."""
    with (FOLDER / "lid_alignment_pairs.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["label"] in {"0", "1"}]
    texts = [text for row in rows for text in (row["left"], row["right"])]
    labels = [int(row["label"]) for row in rows]
    # All that is alike, by chance or not: the area asks for the order alone.
    shared = search(texts, Settings(false_share=1.0))
    best = dict[tuple[int, int], int]()
    for (one, other), score in zip(shared.documents.tolist(), shared.score.tolist(), strict=True):
        best[one, other] = max(score, best.get((one, other), 0))
    ours = [best.get((2 * at, 2 * at + 1), 0) for at in range(len(rows))]
    told = {tuple(pair) for pair in search(texts).documents.tolist()}
    reported = np.asarray([(2 * at, 2 * at + 1) in told for at in range(len(rows))])
    reuse = np.asarray(labels) == 1
    print(
        f"bills, {len(rows)} pairs: ROC area {roc_auc_score(labels, ours):.3f}, Smith-Waterman beside it "
        f"{roc_auc_score(labels, [float(row['score']) for row in rows]):.3f}; told as shared: of reuse "
        f"{reported[reuse].mean():.2f}, of boilerplate {reported[~reuse].mean():.2f}"
    )


def answers() -> None:
    """Print how much of each grade's answers is shared with their originals."""
    with tarfile.open(FOLDER / "plagiarised_short_answers.tar.gz") as archive:
        files = {
            member.name.rsplit("/", 1)[-1]: read.read()
            for member in archive.getmembers()
            if member.isfile() and (read := archive.extractfile(member))
        }
    rows = list(csv.DictReader(io.StringIO(files["file_information.csv"].decode("latin-1"))))
    names = sorted(name for name in files if name.endswith(".txt"))
    texts = [files[name].decode("latin-1") for name in names]
    number = {name: at for at, name in enumerate(names)}
    shared = search(texts)
    share: dict[str, list[float]] = {grade: [] for grade in GRADES}
    for row in rows:
        if row["Category"] in share:
            own, original = number[row["File"]], number[f"orig_task{row['Task']}.txt"]
            share[row["Category"]].append(_covered(shared, own, original, len(texts[own])))
    for grade in GRADES:
        low, middle, high = np.percentile(share[grade], [25, 50, 75])
        print(f"answers, {grade}: {len(share[grade])}, shared {middle:.2f} ({low:.2f} to {high:.2f})")
    print(f"answers, copied or not: ROC area {_area(share, GRADES[:3], GRADES[3:]):.3f}")
    for one, other in itertools.pairwise(GRADES):
        print(f"answers, {one} against {other}: ROC area {_area(share, (one,), (other,)):.3f}")


def _covered(shared, own: int, original: int, size: int) -> float:
    one, other = min(own, original), max(own, original)
    side = 0 if own == one else 2
    covered = np.zeros(size, bool)
    for pair in np.flatnonzero((shared.documents[:, 0] == one) & (shared.documents[:, 1] == other)):
        for stretch in shared.stretches[shared.parts[pair] : shared.parts[pair + 1]]:
            covered[stretch[side] : stretch[side + 1]] = True
    return float(covered.mean())


def _area(share: dict[str, list[float]], more: tuple[str, ...], less: tuple[str, ...]) -> float:
    high = [value for grade in more for value in share[grade]]
    low = [value for grade in less for value in share[grade]]
    return roc_auc_score([1] * len(high) + [0] * len(low), high + low)


if __name__ == "__main__":
    bills()
    answers()
