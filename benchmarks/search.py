"""Twenty fixed searches in a made-up case of 300,000 documents, ten of them for single words that half of them hold.

Aim: median under 50 ms, worst under 500 ms, the first search of a process among them. The case is made once, in the
folder that LINEWATCH_BENCH names (else a temporary one), and takes some minutes. Run with: python -m benchmarks.search
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import numpy as np

import linewatch
from benchmarks.volumes import LINEWATCH, cost, own_peak_mb
from linewatch.kinds.documents import Document, Passage
from linewatch.kinds.said import KnownDocument
from linewatch.record import holdings
from linewatch.record.case_file import CaseFile, create_case
from linewatch.record.said import Ledger
from linewatch.record.search import keep_ready

DOCUMENTS, KNOWN_EVERY, BATCH, RUNS = 300_000, 150, 5_000, 3
VOCABULARY, WORDS = 60_000, 60  # different words; words of a passage, about
ISSUERS, KINDS, LANGUAGES = (
    40,
    ("telegram", "letter", "report", "speech", "editorial"),
    ("en", "fr", "pl", "ru"),
)
FREQUENT = [f"{{{rank}}}" for rank in range(10)]  # a number is a word's rank: 0 is the most frequent word
OTHERS = [
    '"{0} {1}"', '"{30} {31}"', "{70} {300}", "{100} {200} {300}", "{800}*", "{40} NEAR/8 {41}",
    "{20} OR {9000}", "{50} -{0}", "{30000}", "nowhere",
]  # fmt: skip
FILTERS: dict[str, dict[str, str]] = {
    "{3}": {"since": "1956-02", "until": "1956-10"},
    "{7}": {"issuer": "Party 3"},
    "{70} {300}": {"kind": "telegram", "language": "pl"},
    "{50} -{0}": {"since": "1960"},
}


def words_by_rank() -> list[str]:
    """Return the made-up vocabulary, the most frequent word first; frequent words are short."""
    drawn = random.Random(1956)
    syllables = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
    found: dict[str, None] = {}
    while len(found) < VOCABULARY:
        length = 1 + len(found) // 30 if len(found) < 60 else drawn.choice((2, 3, 3, 4))
        found["".join(drawn.choices(syllables, k=length))] = None
    return list(found)


def searches() -> list[tuple[str, dict[str, str]]]:
    """Return the twenty searches with their filters."""
    words = words_by_rank()
    return [(query.format(*words), FILTERS.get(query, {})) for query in FREQUENT + OTHERS]


def made(folder: Path, documents: int) -> None:
    """Make the case: dates, issuers and words as uneven as real ones."""
    case = create_case(folder, "Made up", None)
    begun = time.monotonic()
    with case.writing() as con:
        holdings.begin_file(con, "made.jsonl", "0" * 64, 0)
    batch: list[Document] = []
    for document in _documents(documents):
        batch.append(document)
        if len(batch) == BATCH:
            _hold(case, batch)
            batch = []
    _hold(case, batch)
    keep_ready(case.con)  # as adding does at its end
    case.con.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    case.close()
    print(f"made in {time.monotonic() - begun:.0f} s", file=sys.stderr)


def _hold(case: CaseFile, batch: list[Document]) -> None:
    with case.writing() as con:
        ledger = Ledger(con)
        for document in batch:
            place = int(document.id)
            sha256 = f"{place:064x}"
            if place % KNOWN_EVERY == 0:
                ledger.put(
                    KnownDocument(key=f"known-{place}", issuer="Party 3", date="1956-06", sha256=sha256)
                )
            holdings.hold(con, document, holdings.Provenance(sha256, 1, place, "made.jsonl"))


def _documents(number: int) -> Iterator[Document]:
    draw = np.random.default_rng(1956)
    words = np.array(words_by_rank(), dtype=object)
    share = np.cumsum(1 / (np.arange(VOCABULARY) + 3.7))
    share /= share[-1]
    for place in range(number):
        lengths = np.clip(draw.poisson(WORDS, 1 + draw.poisson(1)), 5, None)
        drawn = words[np.searchsorted(share, draw.random(int(lengths.sum())))]
        texts = [" ".join(part) for part in np.split(drawn, np.cumsum(lengths)[:-1])]
        spans = np.cumsum([0, *(len(text) + 1 for text in texts)]).tolist()
        passages = tuple(
            Passage(n, "paragraph", text, start, start + len(text), page=str(n))
            for n, (text, start) in enumerate(zip(texts, spans[:-1], strict=True), 1)
        )
        yield Document(
            str(place), "\n".join(texts), passages, "made", date=_date(draw), title=f"Paper {place}",
            issuer=None if draw.random() < 0.05 else f"Party {min(int(draw.pareto(0.7)), ISSUERS)}",
            kind=KINDS[min(int(draw.exponential(1.5)), 4)], language=LANGUAGES[min(int(draw.exponential(1)), 3)],
            in_record=True,
        )  # fmt: skip


def _date(draw: np.random.Generator) -> str | None:
    """Return a date between 1945 and 1975, dense around 1956; one in ten to the month, some looser or none."""
    years = float(draw.normal(11, 3)) if draw.random() < 0.5 else float(draw.uniform(0, 30))
    day = date(1945, 1, 1) + timedelta(days=min(max(int(years * 365), 0), 10_900))
    looser = draw.random()
    if looser < 0.03:
        return None
    if looser < 0.05:
        return f"{day.isoformat()}/{(day + timedelta(days=20)).isoformat()}"
    return day.isoformat()[: 4 if looser < 0.1 else 7 if looser < 0.2 else 10]


def timed(folder: Path) -> None:
    """Print as JSON how long each search took in this process, with its numbers, and the peak memory."""
    rows = list[dict[str, object]]()
    with linewatch.open(folder) as case:
        for query, filters in searches():
            begun = time.perf_counter()
            found = case.search(query, **filters)
            taken = (time.perf_counter() - begun) * 1000
            rows.append(
                {"query": query, "filters": filters, "ms": taken, **found, "hits": len(found["hits"])}
            )
    print(json.dumps({"rows": rows, "peak_mb": own_peak_mb()}))


def main() -> None:
    """Make the case if it is not there; time every search in fresh processes, and one whole command."""
    base = Path(os.environ.get("LINEWATCH_BENCH", tempfile.gettempdir()))
    folder = base / f"linewatch-search-{DOCUMENTS}"
    if not (folder / "case.db").exists():
        made(folder, DOCUMENTS)
    runs = [
        json.loads(subprocess.check_output([sys.executable, "-m", "benchmarks.search", str(folder)]))
        for _ in range(RUNS)
    ]
    for at, row in enumerate(runs[0]["rows"]):
        took = " ".join(f"{run['rows'][at]['ms']:7.1f}" for run in runs)
        asked = " ".join((row["query"], *(f"--{name} {value}" for name, value in row["filters"].items())))
        print(
            f"{took} ms  {row['total']:>8,} passages {row['documents']:>8,} documents  {row['ranked_by']:9} {asked}"
        )
    for run in runs:
        times = [row["ms"] for row in run["rows"]]
        print(f"median {median(times):.1f} ms, worst {max(times):.1f} ms, first {times[0]:.1f} ms;", end=" ")
        print(f"ten frequent words: median {median(times[:10]):.1f} ms; peak {run['peak_mb']:.0f} MB")
    for query, _ in (searches()[0], searches()[10]):
        whole = [cost([*LINEWATCH, "--case", str(folder), "search", query]) for _ in range(RUNS)]
        print(f"the whole command, {query}: {median(c.wall_s for c in whole):.2f} s")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        timed(Path(sys.argv[1]))
    else:
        main()
