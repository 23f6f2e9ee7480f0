"""Minutes of the Federal Open Market Committee in order: how long a series takes, and what its directions are worth.

People labelled sentences hawkish or dovish; those that stand in exactly one set of minutes give it a net share, where
there are three or more. The change of that share from one meeting to the next is set against two directions told by
the texts: hardened less softened clauses, which know nothing of hawks and doves; and what was put in less what was left
out, scored by words that separate hawkish from dovish sentences of the other years (even years score odd ones, and the
other way round), so that no label that scores is met. Labels only score. Run with: python -m benchmarks.series
"""

from __future__ import annotations

import csv
import re
import tarfile
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from importlib.resources import files
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from benchmarks.edits.common import SHARED
from linewatch.measures.series import step
from linewatch.measures.series.phrases import phrases
from linewatch.measures.shifts import lexicon
from linewatch.measures.shifts.clauses import tokens

_LEAST = 3  # labelled sentences of a set of minutes
_ALL = 10_000  # rows of each kind that a step keeps here


class Labelled(NamedTuple):
    """A sentence that people labelled, in plain words."""

    words: str
    year: int
    label: str


def minutes() -> dict[str, str]:
    """Return the minutes by date."""
    with tarfile.open(SHARED / "corpus/fomc/minutes_1996_2015.tar.gz") as packed:
        found = {
            member.name[-12:-4]: file.read().decode("utf-8", "replace")
            for member in packed
            if member.isfile() and (file := packed.extractfile(member))
        }
    return dict(sorted(found.items()))


def labelled() -> list[Labelled]:
    """Return the labelled sentences."""
    with (SHARED / "corpus/fomc/stance_sentences_train.csv").open(encoding="utf-8", newline="") as file:
        return [
            Labelled(_plain(row["sentence"]), int(row["year"]), row["label"]) for row in csv.DictReader(file)
        ]


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()


def net_shares(texts: Mapping[str, str], sentences: Sequence[Labelled]) -> dict[str, float]:
    """Return by date the share of hawkish less dovish sentences among those found in that text alone."""
    plain = {date: _plain(text) for date, text in texts.items()}
    counts = defaultdict[str, Counter[str]](Counter)
    for one in sentences:
        hits = [date for date, text in plain.items() if date[:4] == str(one.year) and one.words in text]
        hits = hits or [date for date, text in plain.items() if one.words in text]
        if len(hits) == 1:
            counts[hits[0]][one.label] += 1
    print(
        "  sentences found in one set of minutes:",
        sum(map(Counter.total, counts.values())),
        "of",
        len(sentences),
    )
    return {
        date: (count["hawkish"] - count["dovish"]) / count.total()
        for date, count in counts.items()
        if count.total() >= _LEAST
    }


def leanings(sentences: Sequence[Labelled], parity: int) -> dict[str, float]:
    """Return for words of sentences of even or odd years the log-odds of hawkish against dovish, plus one each."""
    counts = {label: Counter[str]() for label in ("hawkish", "dovish")}
    for one in sentences:
        if one.year % 2 == parity and one.label in counts:
            counts[one.label].update(set(one.words.split()))
    totals = {label: count.total() for label, count in counts.items()}
    shares = {
        label: {word: (count[word] + 1) / totals[label] for word in counts["hawkish"] | counts["dovish"]}
        for label, count in counts.items()
    }
    return {word: float(np.log(share / shares["dovish"][word])) for word, share in shares["hawkish"].items()}


def _score(clauses: Sequence[str], weigh: Mapping[str, float]) -> float:
    found = [weigh[word] for clause in clauses for word in _plain(clause).split() if word in weigh]
    return float(np.mean(found)) if found else 0.0


def told(name: str, ours: Sequence[float], people: Sequence[float]) -> None:
    """Print how far two series of changes go together."""
    from scipy.stats import spearmanr  # noqa: PLC0415

    result: Any = spearmanr(ours, people)
    both = [(a > 0) == (b > 0) for a, b in zip(ours, people, strict=True) if a and b]
    up = np.mean([b > 0 for a, b in zip(ours, people, strict=True) if a and b])
    print(
        f"  {name}: rank correlation {result.statistic:.2f} (p {result.pvalue:.2g}) over {len(ours)} steps; same "
        f"direction {np.mean(both):.3f} of {len(both)}, always the commoner one {max(up, 1 - up):.3f}"
    )


def main() -> None:
    """Print all figures."""
    texts, sentences = minutes(), labelled()
    shares = net_shares(texts, sentences)
    words = lexicon(tomllib.loads(files("linewatch").joinpath("lexicons/shifts.en.toml").read_text("utf-8")))
    weigh = {parity: leanings(sentences, 1 - parity) for parity in (0, 1)}
    dates, people, plain, poles = list(texts), list[float](), list[float](), list[float]()
    begun, total = time.perf_counter(), Counter[str]()
    for before, after in pairwise(dates):
        found = step(texts[before], texts[after], words, _ALL)
        total.update(found.counts)
        if before in shares and after in shares:
            people.append(shares[after] - shares[before])
            changed = found.counts["hardened"] + found.counts["softened"]
            plain.append((found.counts["hardened"] - found.counts["softened"]) / max(1, changed))
            here = weigh[int(after[:4]) % 2]
            new = [texts[after][slice(*row.b)] for row in found.rows if row.kind == "added" and row.b]
            lost = [texts[before][slice(*row.a)] for row in found.rows if row.kind == "dropped" and row.a]
            poles.append(_score(new, here) - _score(lost, here))
    print(f"  {len(dates)} minutes, {time.perf_counter() - begun:.0f} s; clauses by kind: {dict(total)}")
    begun = time.perf_counter()
    found = phrases([[token.word for token in tokens(text)] for text in texts.values()])
    print(f"  phrases with a life: {Counter(one.kind for one in found)}, {time.perf_counter() - begun:.1f} s")
    told("hardened less softened", plain, people)
    told("put in less left out, by words of the other years", poles, people)


if __name__ == "__main__":
    main()
