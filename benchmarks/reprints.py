"""How well copies are set beside their originals: omissions bounded, grades of copying told apart, and what it costs.

Omissions: the planted edits of `benchmarks.edits`, and paragraphs of FRUS censored here (runs of words cut out,
half of them marked, some in a copy with misread letters). Grades: the plagiarised answers of `corpus/text_reuse`; the
rule was made on tasks a, c and e and is reported on b and d.

Run with: python -m benchmarks.reprints [--split reporting]
"""

from __future__ import annotations

import argparse
import csv
import io
import random
import statistics
import tarfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

import numpy as np

from benchmarks.edits.common import SHARED
from benchmarks.edits.corpus import corpus
from benchmarks.edits.pairs import pairs
from benchmarks.edits.scoring import boundary_errors
from linewatch.measures.reprints import Reprint, reprint

GRADES = ("cut", "light", "heavy", "non")
MADE_ON, REPORTED_ON = "ace", "bd"
# The rule, in shares of the answer's words: hardly any copied is no copy; one long run makes a near copy; else a light
# one has more in runs than a heavy one.
NONE, LONG_RUN, LIGHT = 0.09, 0.18, 0.65


class Cut(NamedTuple):
    """A censored paragraph: the text, the copy, where words were left out, and which omissions are marked."""

    text: str
    copy: str
    omitted: tuple[tuple[int, int], ...]
    marked: tuple[bool, ...]
    noisy: bool


def omissions(split: str, many: int, seed: int) -> dict[str, Any]:
    """Return how far planted omissions are told to begin and end from where they do, in characters."""
    errors, within = list[float](), list[float]()
    kept = untouched = 0
    for pair in pairs(split, many, seed, None):
        rows = [_plain(row) for row in reprint(pair.a, pair.b).rows]
        errors += boundary_errors(pair.gold, rows)
        lone = [
            row
            for row in pair.gold
            if row.kind == "dropped" and row.edit == "omission" and not _beside(row, pair.gold)
        ]
        within += boundary_errors(lone, rows)
        if pair.shape == "untouched":
            untouched += 1
            kept += {row["kind"] for row in rows} == {"kept"}
    return {
        "all": _told(errors),
        "within a sentence": _told(within),
        "untouched": untouched,
        "only kept": kept,
    }


def _beside(row: Any, gold: Sequence[Any]) -> bool:
    """Return whether another omission follows or goes before at once: both are one."""
    return any(
        other is not row
        and other.kind == "dropped"
        and min(abs(other.a_start - row.a_end), abs(row.a_start - other.a_end)) <= 3
        for other in gold
    )


def _plain(row: Any) -> dict[str, Any]:
    a, b = row.a or (None, None), row.b or (None, None)
    return {"kind": row.kind, "a_start": a[0], "a_end": a[1], "b_start": b[0], "b_end": b[1]}


def _told(errors: Sequence[float]) -> str:
    near = sum(error <= 5 for error in errors) / len(errors)
    return (
        f"{len(errors)} omissions, median {statistics.median(errors):.0f} characters off, {near:.1%} within 5"
    )


def censored(seed: int, many: int) -> Iterator[Cut]:
    """Yield paragraphs with one to three runs of words cut out, anywhere."""
    draw = random.Random(seed)
    sources = [one for one in corpus() if one.corpus == "frus"]
    for n in range(many):
        source = draw.choice(sources)
        at = draw.randrange(max(1, len(source.sentences) - 8))
        words = " ".join(source.sentences[at : at + 8]).split()
        spans = sorted(draw.sample(range(2, len(words) - 14, 16), k=min(3, draw.randint(1, 3))))
        cuts = [(start, start + draw.randint(2, 12)) for start in spans]
        marked = tuple(draw.random() < 0.5 for _ in cuts)
        noisy = n % 3 == 2
        text = " ".join(words)
        starts = [0]
        for word in words:
            starts.append(starts[-1] + len(word) + 1)
        copy, last = list[str](), 0
        for (start, end), mark in zip(cuts, marked, strict=True):
            copy += [*words[last:start], *(["…"] if mark else [])]
            last = end
        copy += words[last:]
        if noisy:
            copy = [_misread(word, draw) if draw.random() < 0.05 else word for word in copy]
        yield Cut(text, " ".join(copy), tuple((starts[a], starts[b] - 1) for a, b in cuts), marked, noisy)


def _misread(word: str, draw: random.Random) -> str:
    for one, other in draw.sample(
        (("l", "1"), ("e", "c"), ("h", "b"), ("m", "rn"), ("o", "0"), ("i", "l")), 6
    ):
        if one in word:
            return word.replace(one, other, 1)
    return word


def censored_told(seed: int, many: int) -> dict[str, Any]:
    """Return the same of censored paragraphs; and how many were rightly told to be marked or silent."""
    errors: dict[str, list[float]] = defaultdict(list)
    right = total = false = kept_rows = 0
    for one in censored(seed, many):
        rows = reprint(one.text, one.copy).rows
        dropped = [row for row in rows if row.kind == "dropped" and row.a]
        for (start, end), mark in zip(one.omitted, one.marked, strict=True):
            touching = [row for row in dropped if row.a and row.a[0] < end and start < row.a[1]]
            off = [_off(one.text, row.a, (start, end)) for row in touching if row.a]
            errors["misread" if one.noisy else "clean"].append(float(min(off, default=end - start)))
            if touching:
                total += 1
                right += any(bool(row.mark) == mark for row in touching)
        apart = [
            row
            for row in dropped
            if row.a and not any(row.a[0] < end and start < row.a[1] for start, end in one.omitted)
        ]
        false += len(apart)
        kept_rows += 1
    told: dict[str, Any] = {name: _told(found) for name, found in errors.items()}
    return told | {
        "marked or silent": f"{right} of {total}",
        "omissions told where none is": f"{false} in {kept_rows} copies",
    }


def _off(text: str, found: tuple[int, int], true: tuple[int, int]) -> int:
    """Return by how many characters a stretch begins or ends elsewhere, whichever is more."""
    return max(
        abs(_letter(text, found[n], step) - _letter(text, true[n], step)) for n, step in ((0, 1), (1, -1))
    )


def _letter(text: str, place: int, step: int) -> int:
    """Return a place moved over what is no letter or figure: a stop counts for neither side."""
    while 0 < place < len(text) and not (text[place] if step > 0 else text[place - 1]).isalnum():
        place += step
    return place


class Answer(NamedTuple):
    """An answer's task, its grade as people gave it, and what of it stands in the original."""

    task: str
    grade: str
    copied: float
    longest: float


def answers() -> list[Answer]:
    """Return the answers of the corpus, measured."""
    with tarfile.open(SHARED / "corpus/text_reuse/plagiarised_short_answers.tar.gz") as packed:
        texts = {
            member.name.split("/")[-1]: file.read().decode("utf-8", "replace")
            for member in packed
            if member.isfile() and (file := packed.extractfile(member))
        }
    found = list[Answer]()
    for row in csv.DictReader(io.StringIO(texts["file_information.csv"])):
        told = {key.strip().lower(): value.strip() for key, value in row.items()}
        name, task, grade = told["file"], told["task"], told.get("category") or told["level"]
        if grade in GRADES:
            found.append(
                Answer(
                    task, grade, *features(reprint(texts[f"orig_task{task}.txt"], texts[name]), texts[name])
                )
            )
    return found


def features(found: Reprint, answer: str) -> tuple[float, float]:
    """Return the share of an answer's words that stand in the original, and that of its longest run of such words."""
    words = max(1, len(answer.split()))
    runs = [row.words for row in found.rows if row.kind in ("kept", "moved")]
    return min(1.0, sum(runs) / words), max(runs, default=0) / words


def grade(one: Answer) -> str:
    """Return the grade by the rule."""
    if one.copied < NONE:
        return "non"
    if one.longest >= LONG_RUN:
        return "cut"
    return "light" if one.copied >= LIGHT else "heavy"


def graded(found: Sequence[Answer], tasks: str) -> None:
    """Print the confusion of grades on some tasks, and how well the share copied tells each grade from those below."""
    own = [one for one in found if one.task in tasks]
    right = sum(grade(one) == one.grade for one in own)
    print(
        f"  tasks {tasks}: {right} of {len(own)} right ({right / len(own):.2f}); rows people, columns the rule {GRADES}"
    )
    table = Counter((one.grade, grade(one)) for one in own)
    for name in GRADES:
        print("   ", name.ljust(6), *(str(table[name, other]).rjust(3) for other in GRADES))
    for n, name in enumerate(GRADES[:-1]):
        below = [one.copied for one in own if GRADES.index(one.grade) > n]
        at = [one.copied for one in own if GRADES.index(one.grade) <= n]
        print(f"    area under the curve, {name} and nearer against the rest: {_area(at, below):.3f}")


def _area(high: Sequence[float], low: Sequence[float]) -> float:
    return float(np.mean([(a > b) + 0.5 * (a == b) for a in high for b in low]))


def cost() -> None:
    """Print the time of 20,000 words against a copy of two thirds of them, beside difflib on their words."""
    draw = random.Random(1)
    texts = [text for source in corpus() for text in source.sentences]
    own = draw.sample(texts, 840)
    a = " ".join(own)
    b = " ".join(text for text in own if draw.random() < 0.66)
    for name, run in (
        ("reprint", lambda: reprint(a, b)),
        ("difflib", lambda: SequenceMatcher(None, a.split(), b.split(), False).get_opcodes()),
    ):
        begun = time.perf_counter()
        run()
        print(
            f"  {name}: {time.perf_counter() - begun:.2f} s for {len(a.split())} words against {len(b.split())}"
        )


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--split", default="development", choices=("development", "reporting"))
    told = parser.parse_args()
    reporting = told.split == "reporting"
    print(f"Planted omissions, {told.split}:", omissions(told.split, 200, 2 if reporting else 1))
    print("Censored paragraphs of FRUS:", censored_told(12 if reporting else 11, 200))
    print("Grades of copying:")
    found = answers()
    graded(found, REPORTED_ON if reporting else MADE_ON)
    print("Cost:")
    cost()


if __name__ == "__main__":
    main()
