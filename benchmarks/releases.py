"""One paper in several releases: scores against papers that were read for it, false alarms, and cost.

The truth is tests/data/declassified_pairs.csv and the record numbers of ../shared/corpus/declassified_versions; file
names, paths, record numbers, release stamps and page heads are masked. Settings were chosen on the first half of
the records; how many words two clean texts may have of their own, on the volumes. Run with:
python -m benchmarks.releases [SIZE …]
"""

from __future__ import annotations

import csv
import gzip
import itertools
import random
import re
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.ocr_quality import as_read
from benchmarks.volumes import SHARED, own_peak_mb, volumes
from linewatch.measures.releases.papers import Paper, papers
from linewatch.sources.tei.reader import documents

TRUTH = Path(__file__).resolve().parents[1] / "tests/data/declassified_pairs.csv"
CORPUS = SHARED / "corpus"
_MASKED = re.compile(
    r"\w{0,2}\b\d{3}[- ]?\d{5}[- ]?\d{5}|^.*RELEASE UNDER THE PRESID.*$|^#+ Page.*$|^.*Do[ceo]+I[dl]:.*$"
    r"|^\W*Approved for Release.*$",
    re.MULTILINE | re.IGNORECASE,
)
_TURNED = {"contains": "contained", "contained": "contains"}
_AROUND = ("marking", "source_note", "footnote")
SIZES = (1_000, 10_000)


def versions() -> dict[str, str]:
    """Return the declassified files, masked and read, by record and file name."""
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(CORPUS / "declassified_versions/declassified_versions.tar.gz") as archive:
            archive.extractall(folder, filter="data")
        found = sorted(Path(folder).glob("*/*/*.md"))
        return {
            f"{path.parent.name}/{path.name}": plain(_MASKED.sub("", path.read_text("utf-8")))
            for path in found
        }


def plain(text: str) -> str:
    """Return a text's running text, as the program reads and compares it."""
    kept = [passage.text for passage in as_read("masked", text).passages if passage.kind not in _AROUND]
    return "\n".join(kept)


def truth() -> dict[tuple[str, str], str]:
    """Return what two records are to each other; pairs that are not listed are different."""
    found: dict[tuple[str, str], str] = {}
    with TRUTH.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            a, b, relation = row["record_a"], row["record_b"], row["relation"]
            found[a, b], found[b, a] = relation, _TURNED.get(relation, relation)
    return found


def told(found: tuple[Paper, ...]) -> dict[tuple[str, str], str]:
    """Return what two documents are to each other as the measure says."""
    pairs: dict[tuple[str, str], str] = {}
    for paper in found:
        members = [member.document for member in paper.members]
        for a, b in itertools.permutations(members, 2):
            pairs[a, b] = "same"
        for a, b in itertools.product(members, paper.contains):
            pairs[a, b], pairs[b, a] = "contains", "contained"
    return pairs


def scores(texts: Mapping[str, str]) -> dict[str, tuple[float, float, int]]:
    """Return precision, recall and the number of true pairs of files by what is asked.

    "same" and "contains" take two states of one paper for different papers; "one witness" asks whether two files
    must not be counted as two witnesses, and takes states, copies and what is enclosed alike.

    Args:
        texts: By record and file name.
    """
    known, found = truth(), told(papers(texts))
    counts = {"same": [0, 0, 0], "contains": [0, 0, 0], "one witness": [0, 0, 0]}
    for a, b in itertools.combinations(sorted(texts), 2):
        records = (a.split("/")[0], b.split("/")[0])
        true = "same" if records[0] == records[1] else known.get(records, "different")
        said = found.get((a, b), "different")
        for what in ("same", "contains"):
            truly, saying = (what in (side, _TURNED.get(side)) for side in (true, said))
            row = counts[what]
            row[0] += truly and true == said
            row[1] += saying
            row[2] += truly
        row = counts["one witness"]
        row[0] += "different" not in (true, said)
        row[1] += said != "different"
        row[2] += true != "different"
    return {
        what: (right / max(1, said), right / max(1, true), true)
        for what, (right, said, true) in counts.items()
    }


def unrelated() -> Iterator[tuple[str, dict[str, str]]]:
    """Yield bodies of papers among which few or none are held twice."""
    frus: dict[str, str] = {}
    for path in map(Path, volumes()):
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            for document in documents(path.name.partition(".")[0], file):
                kept = [p.text for p in document.passages if p.kind not in _AROUND]
                frus[document.id] = "\n".join(kept)
    yield "FRUS, 12 volumes", frus
    for name in ("fomc/minutes_1996_2015", "ungdc/ungdc_1946_1967"):
        with tarfile.open(CORPUS / f"{name}.tar.gz") as archive:
            files = [member for member in archive if member.isfile() and member.name.endswith(".txt")]
            read = {member.name: archive.extractfile(member) for member in files}
            yield name, {ident: file.read().decode() for ident, file in read.items() if file}


def made_up(number: int, seed: int = 1) -> dict[str, str]:
    """Return documents of 300 words of a made-up language, one in ten of them held again with misread letters."""
    rng = random.Random(seed)
    letters = "abcdefghijklmnoprstuvwz"
    words = ["".join(rng.choices(letters, k=rng.randint(2, 9))) for _ in range(20_000)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    texts: dict[str, str] = {}
    while len(texts) < number:
        text = " ".join(rng.choices(words, weights, k=300))
        texts[f"d{len(texts)}"] = text
        if rng.random() < 0.1:
            misread = "".join(rng.choice(letters) if rng.random() < 0.04 else char for char in text)
            texts[f"d{len(texts)}"] = misread
    return texts


def main() -> None:
    """Print scores, what is found among papers that are not related, and the cost by size."""
    texts = versions()
    records = sorted({ident.split("/")[0] for ident in texts})
    half = set(records[: len(records) // 2])
    first = {ident: text for ident, text in texts.items() if ident.split("/")[0] in half}
    other = {ident: text for ident, text in texts.items() if ident not in first}
    for name, body in (("chosen on", first), ("other half", other), ("all", texts)):
        for what, (precision, recall, pairs) in scores(body).items():
            print(f"{name:<11} {what:<11} precision {precision:.3f} recall {recall:.3f} of {pairs}")
    for name, body in unrelated():
        found = papers(body)
        print(f"{name}: {len(body):,} documents, {len(found)} papers")
        for paper in found:
            print("   ", *(f"{m.document} {m.likeness:.2f}" for m in paper.members), *paper.contains)
    for size in [*SIZES, *map(int, sys.argv[1:])]:
        body = made_up(size)
        begun = time.process_time()
        found = papers(body)
        spent = time.process_time() - begun
        print(f"{size:,} made-up documents: {spent:.1f} CPU s, {own_peak_mb():.0f} MB, {len(found):,} papers")


if __name__ == "__main__":
    main()
