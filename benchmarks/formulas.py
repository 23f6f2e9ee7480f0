"""Set phrases of real texts: how long the search takes, how good its first hundred are, how often its tests err.

Time is printed beside a bare pass that only cuts the same texts into words. The first hundred formulas of a volume on
which nothing was tuned were judged by one reader (tests/data/formulas_judged.csv): a set phrase is a fixed term or
slogan of the politics or business told of; an idiom is one of the language; a free combination recurs because of its
subject. What the search finds now is set against those verdicts; what was not judged is counted apart. False alarms
are counted on made-up formulas that never die and never change, and what is found of deaths and changes that were
planted. Run with: python -m benchmarks.formulas
"""

from __future__ import annotations

import csv
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.edits.common import SHARED
from linewatch import desk
from linewatch.desk.common.wording import lexicon
from linewatch.desk.measuring.distancing import stop_words
from linewatch.measures.formulas.life import SURE, TEXTS, gone_over, silence
from linewatch.measures.formulas.mining import mined
from linewatch.measures.formulas.values import Text, Words
from linewatch.measures.words import tokens
from linewatch.record import read

_JUDGED = Path(__file__).resolve().parents[1] / "tests/data/formulas_judged.csv"
_NOT_SAID = ("marking", "source_note", "footnote", "address", "signature")
_RUNS = 1_000


def english() -> Words:
    """Return what is known of English."""
    told = lexicon("glosses.en")
    return Words(stop_words("en") | frozenset(f"{told['report']} {told['number']}".split()), names=True)


def volume(case: desk.Case) -> list[Text]:
    """Return the texts of a case."""
    return [
        Text([(p.n, p.kind not in ("heading", "table"), p.text) for p in read.passages(case.file.con, row["doc"])
              if p.kind not in _NOT_SAID])
        for row in read.documents(case.file.con)
    ]  # fmt: skip


def timed(name: str, texts: Sequence[Text]) -> None:
    """Print how long a search takes, beside a bare pass over the same words."""
    characters = sum(len(text) for one in texts for _, _, text in one.passages)
    begun = time.process_time()
    words = sum(1 for one in texts for _, _, text in one.passages for _ in tokens(text, "numbers"))
    bare = time.process_time() - begun
    begun = time.process_time()
    found = mined(texts, english(), 1)
    took = time.process_time() - begun
    kinds = Counter(form.kind for form in found.forms)
    print(
        f"  {name}: {len(texts)} texts, {characters / 1e6:.1f} M characters, {words:,} words; bare pass {bare:.1f} s, "
        f"search {took:.1f} s, ratio {took / bare:.1f}; {dict(kinds)}"
    )


def judged(case: desk.Case) -> None:
    """Print what the first hundred of the volume are worth."""
    with _JUDGED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    sound = 0
    for row in rows:
        passage = next(p["text"] for p in case.passages(row["document"]) if p["n"] == int(row["n"]))
        here = passage[int(row["p_start"]) : int(row["p_end"])]
        sound += [t.word for t in tokens(here, "numbers")] == row["words"].split()
    verdicts = {row["words"]: row["verdict"] for row in rows}
    found = case.formulas()["rows"]
    told = Counter(verdicts.get(row["formula"], "not judged") for row in found)
    known = sum(told.values()) - told["not judged"]
    print(
        f"  places that hold the words judged: {sound} of {len(rows)}; verdicts: {dict(Counter(verdicts.values()))}"
    )
    print(f"  first hundred now: {dict(told)}; set phrases {told['set phrase'] / known:.2f} of those judged")


def kept_words() -> None:
    """Print false alarms and power of the tests of death and of change."""
    draw = np.random.default_rng(1)
    for texts, rate in ((60, 0.15), (200, 0.05), (400, 0.2)):
        told: dict[str, list[bool]] = {"alive": [], "dead": [], "same": [], "changed": []}
        for _ in range(_RUNS):
            words = draw.integers(200, 4000, texts)
            used = draw.random(texts) < 1 - np.exp(-rate * words / words.mean())
            _silent(told["alive"], used, words)
            _silent(told["dead"], used & (np.arange(texts) < texts * 0.6), words)
            days = np.sort(draw.integers(0, 1000, texts))
            late = np.arange(texts) > texts / 2
            _changed(told["same"], days, used, draw.random(texts) < 0.4)
            _changed(told["changed"], days, used, draw.random(texts) < np.where(late, 0.8, 0.1))
        shares = {name: f"{np.mean(one):.3f} of {len(one)}" for name, one in told.items()}
        print(
            f"  {texts} texts, used in about {rate:.2f}: alive but called dead {shares['alive']}; dead since .6 of the "
            f"time, found {shares['dead']}; not changed but called so {shares['same']}; changed at half time (.1 to "
            f".8), found {shares['changed']}"
        )


def _silent(told: list[bool], used: Any, words: Any) -> None:
    having = np.flatnonzero(used)
    if len(having):
        after = int(words[having[-1] + 1 :].sum())
        before = int(words[having[0] + 1 :].sum()) - after
        p = silence(len(having), before, after, len(words) - 1 - int(having[-1])).p_value
        told += [] if p is None else [p <= SURE]


def _changed(told: list[bool], days: Any, used: Any, new: Any) -> None:
    old, other = days[used & ~new].tolist(), days[used & new].tolist()
    if min(len(old), len(other)) >= TEXTS:
        told.append(gone_over(old, other) <= SURE)


def main() -> None:
    """Print all figures."""
    kept_words()
    with tempfile.TemporaryDirectory() as folder, desk.init(Path(folder) / "case", "A volume") as case:
        case.add(SHARED / "corpus/frus/frus1955-57v24.xml")
        judged(case)
        timed("one volume of FRUS", volume(case))
    with tempfile.TemporaryDirectory() as folder, desk.init(Path(folder) / "case", "Volumes") as case:
        found: Any = sorted((SHARED / "corpus/frus").glob("*.xml*"))
        case.add(*[one for one in found if "present_form" not in one.name])
        timed("twelve volumes of FRUS", volume(case))
    timed("speeches in the UN General Debate", _packed("ungdc/ungdc_1946_1967.tar.gz"))
    timed("minutes of the FOMC", _packed("fomc/minutes_1996_2015.tar.gz"))


def _packed(name: str) -> list[Text]:
    with tarfile.open(SHARED / "corpus" / name) as packed:
        files = [
            packed.extractfile(one)
            for one in sorted(packed, key=lambda m: m.name)
            if one.name.endswith(".txt")
        ]
        texts = [file.read().decode("utf-8", "replace") for file in files if file]
    return [
        Text([(n, True, part) for n, part in enumerate(text.split("\n"), 1) if part.strip()])
        for text in texts
    ]


if __name__ == "__main__":
    main()
