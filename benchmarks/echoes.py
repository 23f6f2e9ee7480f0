"""How well echoes tells what was planted in a corpus (`bench/echoes` of the shared folder makes one).

    python -m benchmarks.echoes cuts|families|kinds CORPUS…

`cuts`: of the planted copies out of which a piece was cut, the share whose cut is told as an omitted gap, and by how
many characters its two bounds are off.

`families`: of the planted cascades, how many are told as one passage, and how many
passages hold more than one of them.

`kinds`: of passages that one person judged without the program's verdict (`tests/data/echo_kinds_judged.csv`), how many
are told as what they are: boilerplate or borrowing. Those judged that are no longer found are counted.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from linewatch.measures.echoes.boilerplate import Shape, capitals, kind_of
from linewatch.measures.echoes.families import families, pairs_between
from linewatch.measures.echoes.gaps import gaps
from linewatch.measures.echoes.seams import seamed
from linewatch.measures.echoes.searching import Shared, search

_JUDGED = Path(__file__).resolve().parents[1] / "tests/data/echo_kinds_judged.csv"
_HALF = 0.5  # of a cut, that a gap covers, if it tells it
_NEAR = 5  # characters


def main(what: str, corpora: Sequence[str]) -> None:
    """Measure what is asked for on each corpus."""
    for corpus in map(Path, corpora):
        docs = _lines(corpus / "docs.jsonl")
        truth = _lines(corpus / "truth.jsonl")
        texts = [doc["text"] for doc in docs]
        number = {doc["id"]: n for n, doc in enumerate(docs)}
        shared = seamed(search(texts), texts)
        print(corpus.name, _MEASURES[what](shared, texts, number, truth, corpus.name))


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _cuts(
    shared: Shared,
    texts: Sequence[str],
    number: dict[str, int],
    truth: Sequence[dict[str, Any]],
    _corpus: str,
) -> dict[str, Any]:
    between = pairs_between(shared)
    off, told, total = list[int](), 0, 0
    for row in truth:
        if not row["cut"]:
            continue
        total += 1
        found = list(_bounds(shared, texts, between, number[row["src"]], number[row["dst"]], row["cut"]))
        if found:
            told += 1
            off += min(found, key=sum)
    return {
        "cut": total,
        "told_share": round(told / total, 4),
        "median_off": median(off),
        "within_5_share": round(sum(one <= _NEAR for one in off) / len(off), 4),
    }


def _bounds(  # noqa: PLR0913, PLR0917 - a planted cut, and where it is looked for
    shared: Shared,
    texts: Sequence[str],
    between: dict[tuple[int, int], list[int]],
    source: int,
    copy: int,
    cut: Sequence[int],
) -> Iterator[tuple[int, int]]:
    """Yield by how much the bounds of each omitted gap that covers half a cut are off."""
    a, b = (0, 2) if source < copy else (2, 0)
    for pair in between.get((min(source, copy), max(source, copy)), ()):
        rows = shared.stretches[shared.parts[pair] : shared.parts[pair + 1]].tolist()
        stretches = [(row[a], row[a + 1], row[b], row[b + 1]) for row in rows]
        for gap in gaps(stretches, texts[source], texts[copy]):
            low, high = gap.source
            if gap.kind == "omitted" and min(high, cut[1]) - max(low, cut[0]) > _HALF * (cut[1] - cut[0]):
                yield abs(low - cut[0]), abs(high - cut[1])


def _families(
    shared: Shared,
    texts: Sequence[str],
    number: dict[str, int],
    truth: Sequence[dict[str, Any]],
    _corpus: str,
) -> dict[str, Any]:
    at = dict[int, list[tuple[int, int, int]]]()
    for n, family in enumerate(families(shared, [len(text) for text in texts])):
        for place in family.places:
            at.setdefault(place.document, []).append((place.start, place.end, n))
    of = dict[int, Counter[int]]()
    for row in truth:
        for start, end, n in at.get(number[row["dst"]], ()):
            if min(end, row["de"]) - max(start, row["db"]) > _HALF * max(end - start, row["de"] - row["db"]):
                of.setdefault(row["cascade"], Counter())[n] += 1
                break
    holding = Counter(n for found in of.values() for n in found)
    return {
        "cascades_found": len(of),
        "in_one_family": sum(len(found) == 1 for found in of.values()),
        "families_of_several": sum(count > 1 for count in holding.values()),
    }


def _kinds(
    shared: Shared,
    texts: Sequence[str],
    number: dict[str, int],
    _truth: Sequence[dict[str, Any]],
    corpus: str,
) -> dict[str, Any]:
    with _JUDGED.open(encoding="utf-8", newline="") as file:
        judged = [row for row in csv.DictReader(file) if row["corpus"] == corpus]
    if not judged:
        return {"judged": 0}
    shapes, usual = [Shape(text, ()) for text in texts], capitals(texts)
    at = dict[int, list[tuple[int, int, str]]]()
    for family in families(shared, [len(text) for text in texts]):
        kind = "borrowing" if family.whole else kind_of(family, shapes, usual)
        for place in family.places:
            at.setdefault(place.document, []).append((place.start, place.end, kind))
    met = Counter[tuple[str, str]]()
    for row in judged:
        low, high = int(row["ab"]), int(row["ae"])
        # The place that shares most with what was judged; half of both at least.
        found = max(
            ((_alike(low, high, start, end), kind) for start, end, kind in at.get(number[row["a"]], ())),
            default=(0.0, ""),
        )
        met[row["kind"], found[1] if found[0] >= _HALF else "not found"] += 1
    told = {"judged": len(judged), "not_found": sum(n for (_, kind), n in met.items() if kind == "not found")}
    for kind in ("boilerplate", "borrowing"):
        right = met[kind, kind]
        told[f"{kind}_precision"] = round(right / sum(n for (_, as_), n in met.items() if as_ == kind), 3)
        found_of = sum(n for (is_, as_), n in met.items() if is_ == kind and as_ != "not found")
        told[f"{kind}_recall"] = round(right / found_of, 3)
    return told


def _alike(low: int, high: int, start: int, end: int) -> float:
    """Return the share of what two stretches cover together that both cover."""
    return max(0, min(high, end) - max(low, start)) / (max(high, end) - min(low, start))


_MEASURES = {"cuts": _cuts, "families": _families, "kinds": _kinds}

if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
