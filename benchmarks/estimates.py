"""Estimative words of two documents as found, against what two readers marked apart before there was a rule.

What both readers marked is to be found; what one marked alone counts neither as missed nor as a false alarm. A found
phrase meets a mark where they overlap. Rules may be mended on the first half of the memorandum alone; the second half
and the telegram are held out: while mending, look at the first half alone. Run with: python -m benchmarks.estimates
[--tuned] [--list]
"""

from __future__ import annotations

import csv
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.edits.common import SHARED
from linewatch import desk
from linewatch.desk.texts import estimating
from linewatch.desk.texts.estimating import in_source
from linewatch.measures.estimates.lexicon import CLASSES
from linewatch.measures.estimates.reading import read

ROOT = Path(__file__).resolve().parents[1]
MARKED = ROOT / "tests/data/estimates_marked.csv"
SEEDS = SHARED / "seeds"
Span = tuple[int, int]
CLOSE = 0.5  # of two spans' union, that they share


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that one reader or both marked, with the class each gave it."""

    document: str
    spans: tuple[Span, ...]
    classes: frozenset[str]

    @property
    def both(self) -> bool:
        """Whether both readers marked it."""
        return len(self.spans) == 2

    @property
    def start(self) -> int:
        """Where it begins."""
        return min(span[0] for span in self.spans)


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase as found."""

    document: str
    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Score:
    """How finds meet marks.

    Attributes:
        gold: Marks of both readers.
        met: Those of them that a found phrase overlaps.
        close: Those that one shares at least half of the union with.
        exact: Those that one equals.
        right: Of those met, the class is either reader's.
        alarms: Found phrases that overlap no mark.
        good: Found phrases that overlap a mark of both.
        passed: Found phrases that overlap only a mark of one.
        confusion: Classes of marks and finds.
    """

    gold: int
    met: int
    close: int
    exact: int
    right: int
    alarms: tuple[Found, ...]
    missed: tuple[Mark, ...]
    good: int
    passed: int
    confusion: Counter[tuple[str, str]]

    @property
    def recall(self) -> float:
        """The share of marks met."""
        return self.met / max(self.gold, 1)

    @property
    def precision(self) -> float:
        """The share of found phrases that meet a mark, those passed over left out."""
        return self.good / max(self.good + len(self.alarms), 1)


def marks() -> list[Mark]:
    """Return the marks of both readers."""
    with MARKED.open(encoding="utf-8", newline="") as file:
        return [
            Mark(
                row["document"],
                tuple((int(row[f"{r}_start"]), int(row[f"{r}_end"])) for r in "ab" if row[f"{r}_start"]),
                frozenset(row[f"{r}_class"] for r in "ab" if row[f"{r}_class"]),
            )
            for row in csv.DictReader(file)
        ]


def found(case: desk.Case, document: str) -> list[Found]:
    """Return what the verb finds in a document, at its places in the file."""
    rows = case.estimates(document)
    places = in_source(case.file, document, [(row["n"], row["p_start"], row["p_end"]) for row in rows])
    return [Found(document, place, row["class"]) for place, row in zip(places, rows, strict=True)]


def score(told: Sequence[Mark], seen: Sequence[Found]) -> Score:
    """Return how finds of one stretch meet its marks."""
    gold = [mark for mark in told if mark.both]
    met = close = exact = right = 0
    missed = list[Mark]()
    confusion = Counter[tuple[str, str]]()
    for mark in gold:
        near = [
            (max(_shared(one.span, span) for span in mark.spans), one)
            for one in seen
            if one.document == mark.document
        ]
        share, best = max(near, key=lambda pair: pair[0], default=(0.0, None))
        if not best or share <= 0:
            missed.append(mark)
            confusion[min(mark.classes), "missed"] += 1
            continue
        met, close, exact = met + 1, close + (share >= CLOSE), exact + (share == 1)
        right += best.kind in mark.classes
        confusion[best.kind if best.kind in mark.classes else min(mark.classes), best.kind] += 1
    alarms, good, passed = list[Found](), 0, 0
    for one in seen:
        over = [
            m for m in told if m.document == one.document and any(_shared(one.span, s) > 0 for s in m.spans)
        ]
        if any(mark.both for mark in over):
            good += 1
        elif over:
            passed += 1
        else:
            alarms.append(one)
            confusion["none", one.kind] += 1
    return Score(len(gold), met, close, exact, right, tuple(alarms), tuple(missed), good, passed, confusion)


def _shared(one: Span, other: Span) -> float:
    both = min(one[1], other[1]) - max(one[0], other[0])
    return max(both, 0) / (max(one[1], other[1]) - min(one[0], other[0]))


def stretches(texts: dict[str, str]) -> dict[str, tuple[str, Span]]:
    """Return the stretches that are scored apart: document, and from where to where."""
    whole = len(texts["memorandum"])
    return {
        "memorandum, first half (tuned)": ("memorandum", (0, whole // 2)),
        "memorandum, second half": ("memorandum", (whole // 2, whole)),
        "telegram": ("telegram", (0, len(texts["telegram"]))),
    }


def table(confusion: Counter[tuple[str, str]]) -> str:
    """Return a table of classes: marked, down; found, across."""
    heads = [*CLASSES, "missed"]
    lines = [f"{'':12}" + "".join(f"{head[:10]:>11}" for head in heads)]
    lines += [
        f"{row:12}" + "".join(f"{confusion[row, head] or '.':>11}" for head in heads)
        for row in [*CLASSES, "none"]
    ]
    return "\n".join(lines)


def main() -> None:
    """Score the shipped lexicon on both documents."""
    texts = {
        name: next(SEEDS.glob(f"{number}_*.txt")).read_text("utf-8")
        for number, name in (("000", "memorandum"), ("002", "telegram"))
    }
    with tempfile.TemporaryDirectory() as folder, desk.init(Path(folder) / "case", "estimates") as case:
        case.import_(ROOT / "src/linewatch/cases/twentieth_congress")
        case.add(SEEDS)
        seen = [one for name in texts for one in found(case, name)]
    told = marks()
    parts = stretches(texts)
    groups = {
        **{name: [name] for name in parts},
        "held out together": [name for name in parts if "tuned" not in name],
        "all": [*parts],
    }
    if "--tuned" in sys.argv:
        groups = {name: of for name, of in groups.items() if "tuned" in name}
    for name, of in groups.items():
        within = [parts[part] for part in of]
        result = score(
            [one for one in told if any(_inside(one, part) for part in within)],
            [one for one in seen if any(_inside(one, part) for part in within)],
        )
        print(
            f"{name}: recall {result.recall:.3f} ({result.met} of {result.gold}), precision {result.precision:.3f}"
            f" ({result.good} of {result.good + len(result.alarms)}; {result.passed} met one reader's mark alone),"
            f" close {result.close}, exact {result.exact}, class right {result.right} of {result.met}"
        )
        if name in ("all", "held out together") or "tuned" in name:
            print(table(result.confusion))
        if "--list" in sys.argv and "tuned" in name:
            _list(result, texts)
    speed("\n\n".join(texts.values()))


def speed(text: str) -> None:
    """Print how long a text takes, beside cutting it into its words."""
    lexicon = estimating.load("en")
    passages = [part for part in text.split("\n\n") if part.strip()]
    start = time.perf_counter()
    for passage in passages:
        read(passage, lexicon, lexicon.scales["kent"])
    took = time.perf_counter() - start
    start = time.perf_counter()
    words = sum(len(re.findall(r"\w+", passage)) for passage in passages)
    beside = time.perf_counter() - start
    print(f"{words:,} words read in {took:.2f} s, {took / beside:,.0f} times what it takes to cut them apart")


def _inside(one: Mark | Found, part: tuple[str, Span]) -> bool:
    start = one.start if isinstance(one, Mark) else one.span[0]
    return one.document == part[0] and part[1][0] <= start < part[1][1]


def _list(result: Score, texts: dict[str, str]) -> None:
    """Print what was missed and what was wrong, of the half on which rules are mended."""
    for what, rows in (("missed", result.missed), ("alarm", result.alarms)):
        for one in rows:
            span = one.spans[0] if isinstance(one, Mark) else one.span
            said = texts[one.document]
            kind = "/".join(sorted(one.classes)) if isinstance(one, Mark) else one.kind
            around = (
                said[max(0, span[0] - 40) : span[0]]
                + "["
                + said[slice(*span)]
                + "]"
                + said[span[1] : span[1] + 40]
            )
            print(f"  {what:7} {kind:11} {' '.join(around.split())}")


if __name__ == "__main__":
    main()
