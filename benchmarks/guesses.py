"""What documents say of themselves, guessed from their text alone, against what others recorded of them.

Prints for each corpus and field how many guesses are right and wrong, how much was withheld though it is known,
and how many guesses there is nothing to check by; then what a look at a page costs. The rules were made on the odd
volumes and the odd files; the others are counted here. Aim: wrong at most 5 per cent of the guesses given, and at
most 0.2 CPU seconds for 1,000 documents of a page. Run with: python -m benchmarks.guesses [corpus …]
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
import tarfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from benchmarks.ocr_quality import as_read
from benchmarks.volumes import SHARED, volumes
from linewatch.errors import BadDate
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.documents import Document
from linewatch.sources.guessing import guess, guess_rules
from linewatch.sources.passages.building import BLOCK, Draft, finish
from linewatch.sources.tei import reader as tei

CORPUS = SHARED / "corpus"
FIELDS = ("date", "issuer", "speaker", "addressees", "kind")
TYPED = ("heading", "address", "paragraph", "list", "table", "signature")
VERDICTS = ("right", "wrong", "withheld", "not known")
Known = dict[str, tuple[str, ...]]


class Case(NamedTuple):
    """A document as its text alone gives it, and what others recorded: for each field the values that are right."""

    name: str
    document: Document
    known: Known


def page(text: str) -> Document:
    """Return a text as a document: what stands between blank lines is a passage, and nothing is told of it."""
    drafts = [Draft("paragraph", block.start(), end=block.end()) for block in BLOCK.finditer(text)]
    untold = ("title", "date", "issuer", "language")
    return Document("page", text, finish(drafts, text), "text", untold=untold)


def frus(remainder: int) -> Iterator[Case]:
    """Yield the papers of every second volume as plain text, with what the edition tagged."""
    for path in map(Path, volumes()[remainder::2]):
        packed = path.read_bytes()
        file = io.BytesIO(gzip.decompress(packed) if path.suffix == ".gz" else packed)
        for tagged in tei.documents(path.stem, file):
            lines = [p.text for p in tagged.passages if p.kind in TYPED]
            known: Known = {
                "date": _some(tagged.date),
                "issuer": tuple((tagged.issuer or "").split("; ")) if tagged.issuer else (),
                "addressees": tagged.addressees,
                "kind": _some(tagged.kind),
                "speaker": (),
            }
            yield Case(tagged.id, page("\n\n".join(lines)), known)


def fomc_minutes(remainder: int) -> Iterator[Case]:
    """Yield minutes of the Federal Open Market Committee, whose heads were cut off."""
    for name, text in _packed("fomc/minutes_1996_2015.tar.gz", remainder):
        day = Path(name).stem[:8]
        known = {
            "date": (f"{day[:4]}-{day[4:6]}-{day[6:]}",),
            "kind": ("minutes",),
            "issuer": ("Federal Open Market Committee",),
        }
        yield Case(name, page(text), known)


def fomc_speeches(remainder: int) -> Iterator[Case]:
    """Yield speeches of its members, whose heads were cut off too."""
    with (CORPUS / "fomc/speeches_1996_2015.tsv").open(encoding="utf-8", newline="") as lines:
        rows = {row["file"]: row for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}
    for name, text in _packed("fomc/speeches_1996_2015.tar.gz", remainder):
        row = rows[name]
        form = "%m/%d/%Y" if "/" in row["date"] else "%B %d, %Y"
        day = datetime.strptime(row["date"], form).date().isoformat()
        who = (row["speaker"],)
        yield Case(
            name,
            page(text),
            {"date": (day,), "speaker": who, "issuer": who, "kind": ("speech",)},
        )


def ungdc(remainder: int) -> Iterator[Case]:
    """Yield speeches in the General Debate; who held them is not recorded, and the day neither."""
    for name, text in _packed("ungdc/ungdc_1946_1967.tar.gz", remainder):
        yield Case(name, page(text), {"kind": ("speech",)})


def words_1956(_: int = 0) -> Iterator[Case]:
    """Yield the short texts of 1956 under masked names."""
    folder = CORPUS / "words_1956"
    with (folder / "index.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for place, row in enumerate(rows, 1):
        text = (folder / row["file"]).read_text("utf-8").replace("\r\n", "\n")
        document = as_read("masked", text)
        speaks = row["kind"] in ("speech", "speech report", "interview")
        known: Known = {
            "date": _some(row["date"]),
            "issuer": tuple(filter(None, (*row["actor"].split("; "), row["organisation"]))),
            "speaker": _some(row["actor"]) if speaks else (),
            "kind": (*row["kind"].split(), row["kind"].replace(" ", "_")),
        }
        yield Case(f"{place} {row['file']}", document, known)


def _some(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _packed(name: str, remainder: int) -> Iterator[tuple[str, str]]:
    with tarfile.open(CORPUS / name) as archive:
        members = sorted((m for m in archive if m.isfile()), key=lambda member: member.name)
        for member in members[remainder::2]:
            if file := archive.extractfile(member):
                yield member.name, file.read().decode("utf-8", "replace")


def verdict(field: str, guessed: str, known: Iterable[str]) -> str | None:
    """Return how a guess stands to what is known; None where there is neither."""
    known = tuple(known)
    if not guessed:
        return "withheld" if known else None
    if not known:
        return "not known"
    same: Callable[[str, str], bool] = {"date": same_date, "kind": str.__eq__}.get(field, same_party)
    return "right" if any(same(guessed, value) for value in known) else "wrong"


def same_date(guessed: str, known: str) -> bool:
    """Return whether a date lies within the known one, or is it."""
    try:
        ours, theirs = PartialDate.parse(guessed), PartialDate.parse(known)
    except BadDate:
        return False
    first, last, begin, end = ours.earliest, ours.latest, theirs.earliest, theirs.latest
    return bool(first and last and begin and end and begin <= first and last <= end)


def same_party(guessed: str, known: str) -> bool:
    """Return whether one name holds the other, or its initials are the other's letters."""
    ours, theirs = _plain(guessed), _plain(known)
    initials = "".join(
        word[0] for word in guessed.split() if word[0].isupper() and _plain(word) not in ("of", "the", "and")
    )
    return ours in theirs or theirs in ours or (known.isupper() and len(known) > 2 and known in initials)


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", name.casefold()).split())


CORPORA: dict[str, Callable[[int], Iterator[Case]]] = {
    "frus": frus,
    "fomc_minutes": fomc_minutes,
    "fomc_speeches": fomc_speeches,
    "ungdc": ungdc,
    "words_1956": words_1956,
}


def counted(cases: Iterable[Case], told: Callable[[str], None] | None = None) -> dict[str, Counter[str]]:
    """Return for each field how often each verdict falls; ``told`` is given a line for each that is wrong."""
    rules, counts = guess_rules(), defaultdict[str, Counter[str]](Counter)
    for case in cases:
        # What the reader told already is no guess of ours: it is taken away and asked for again.
        bare = replace(
            case.document, date=None, issuer=None, speaker=None, addressees=(), kind=None, title=None
        )
        found = guess(bare, rules)
        for field in FIELDS:
            value = getattr(found, field)
            guessed = "; ".join(value) if isinstance(value, tuple) else value or ""
            fell = verdict(field, guessed, case.known.get(field, ()))
            if fell:
                counts[field][fell] += 1
            if fell == "wrong" and told:
                told(f"{case.name}: {field} {guessed!r}, known {case.known[field]}")
    return counts


def cost(language: str | None) -> float:
    """Return the CPU seconds of guessing of 1,000 pages what they say of themselves."""
    sentence = "The committee spoke of the work of the past months and of what the branches still had to do. "
    text = "Resolution of the Central Committee of the League\n\nMarch 20, 1956\n\n" + "\n\n".join(
        [sentence * 5] * 6
    )
    document, rules = replace(page(text), language=language), guess_rules()
    begun = time.process_time()
    for _ in range(1000):
        guess(document, rules)
    return time.process_time() - begun


def main() -> None:
    """Print the tables."""
    asked, show = [name for name in sys.argv[1:] if name in CORPORA], "--wrong" in sys.argv
    if not CORPUS.is_dir():
        sys.exit(f"The real documents do not lie in {CORPUS}; this benchmark needs them.")
    for name in asked or CORPORA:
        counts = counted(CORPORA[name](1), print if show else None)
        total = sum(counts.values(), Counter[str]())
        print(f"\n{name}\n{'':12}" + "".join(f"{verdict:>10}" for verdict in VERDICTS))
        for field in (*FIELDS, "all"):
            row = total if field == "all" else counts[field]
            print(f"{field:12}" + "".join(f"{row[verdict]:>10}" for verdict in VERDICTS))
        given = total["right"] + total["wrong"]
        shares = (total["wrong"] / max(1, whole) for whole in (given, given + total["withheld"]))
        print("wrong: {:.1%} of guesses given, {:.1%} of all cells".format(*shares))
    print(f"\n1,000 pages: {cost('en'):.2f} CPU s with the language known, {cost(None):.2f} without")


if __name__ == "__main__":
    main()
