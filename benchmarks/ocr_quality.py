"""How well readings are judged and mended, on papers of which a better reading is at hand.

Three readings of one statement (clean, newspaper, agency), and declassified records whose releases were read by OCR
and once more by a model. Of the records, in sorted order, the first half was looked at while the rules were made;
the second half was not. Run with: python -m benchmarks.ocr_quality
"""

from __future__ import annotations

import re
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from statistics import correlation
from typing import NamedTuple

from benchmarks.volumes import SHARED
from linewatch.kinds.documents import Document
from linewatch.sources.mending.quality import page_qualities
from linewatch.sources.mending.repair import Mender
from linewatch.sources.passages.reading import read
from linewatch.sources.plain.text import read_text
from linewatch.sources.released import reader as ocr
from linewatch.sources.released.lexicon import release_lexicon
from linewatch.sources.wording.languages import language_of
from linewatch.sources.wording.words import words_of

STATEMENT = "cpgb_statement_1956-06-21_opening"
READINGS = {
    "clean": "_clean.en.txt",
    "newspaper": "_pacific_tribune.en.ocr.txt",
    "agency": "_via_cia.en.ocr.txt",
}
_BETTER = "llm_transcription_2025.md"
_LONGEST_DIFFERENCE = 12  # words; beyond it one of both left something out
_FEWEST_ALIGNED = 1_000  # words, for a rate that says something


class Aligned(NamedTuple):
    """Two readings of one paper, word by word where both have the place.

    Attributes:
        words: How many words of the places that both have.
        wrong: How many of them differ.
        fate: For each word of the first reading: same, other, or alone where the second has no such place.
    """

    words: int
    wrong: int
    fate: list[str]


class Measured(NamedTuple):
    """One reading beside a better one.

    Attributes:
        name: Of the reading.
        share: Of its words that are known.
        aligned: Words that could be set beside the better reading's.
        misread: Share of them that differ, words broken by lines joined: what was misread.
        before: Share of them that differ, as read.
        after: The same after repair.
        kinds: How many repairs of which kind.
        fates: For each distinct repair, by kind, what the better reading says.
    """

    name: str
    share: float
    aligned: int
    misread: float
    before: float
    after: float
    kinds: Counter[str]
    fates: Counter[tuple[str, str]]


def words_in(text: str) -> list[tuple[str, int]]:
    """Return the words with letters of a text and their places.

    They are in lower case, without signs at their ends and without hyphens: whether the parts of a word belong
    together is compared, not whether the hyphen between them is the line's.
    """
    return [
        (bare.lower().replace("-", ""), found.start())
        for found in re.finditer(r"\S+", text)
        if re.search(r"[^\W\d_]", bare := re.sub(r"^\W+|\W+$", "", found[0]))
    ]


def align(first: list[str], second: list[str]) -> Aligned:
    """Set two readings side by side."""
    words = wrong = 0
    fate = ["alone"] * len(first)
    for what, a, a_end, b, b_end in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        longer, shorter = max(a_end - a, b_end - b), min(a_end - a, b_end - b)
        if what == "equal":
            fate[a:a_end] = ["same"] * longer
            words += longer if longer > 1 else 0  # one word alone may agree by chance
        elif longer <= 3 or (longer <= _LONGEST_DIFFERENCE and shorter * 2 >= longer):
            fate[a:a_end] = ["other"] * (a_end - a)
            words += longer
            wrong += longer
    return Aligned(words, wrong, fate)


def own_lines(text: str) -> str:
    """Return a text without the lines that an archive or a reading program added."""
    role = release_lexicon().role
    return "\n".join(line for line in text.split("\n") if role(line) not in {"furniture", "page"})


def unbroken(text: str) -> str:
    """Return a text with all words joined that its lines break."""
    return re.sub(r"(?<=\w)-\s*\n\s*(?=[^\W\d_])", "", text)


def measured(name: str, text: str, better: str) -> Measured:
    """Measure a reading against a better one."""
    text = own_lines(text)
    right = [word for word, _ in words_in(unbroken(own_lines(better)))]  # its lines break words too
    misread = align([word for word, _ in words_in(unbroken(text))], right)
    before = align([word for word, _ in words_in(text)], right)
    repairs = Mender(text, language_of(text)).repairs(0, len(text))
    mended, places = read(text, 0, len(text), [repair.edit for repair in repairs])
    found = words_in(mended)
    after = align([word for word, _ in found], right)
    fates, at = {}, 0
    for repair, place in zip(repairs, places, strict=True):
        while at + 1 < len(found) and found[at + 1][1] <= place:
            at += 1
        fates[repair.kind, found[at][0]] = (repair.kind, after.fate[at])
    pages = page_qualities(as_read(name, text))
    looked_at = sum(page.words for page in pages)
    return Measured(
        name,
        sum(page.share * page.words for page in pages) / looked_at if looked_at else 0.0,
        before.words,
        misread.wrong / misread.words,
        before.wrong / before.words,
        after.wrong / after.words,
        Counter(repair.kind for repair in repairs),
        Counter(fates.values()),
    )


def as_read(name: str, text: str) -> Document:
    """Return a text as the program reads it."""
    return ocr.read_ocr(name, text) if ocr.takes(text) else read_text(name, text)


def statements() -> Iterator[Measured]:
    """Yield the three readings of the statement, each beside the clean one."""
    folder = SHARED / "corpus/words_1956/texts"
    texts = {name: (folder / f"{STATEMENT}{end}").read_text("utf-8") for name, end in READINGS.items()}
    for name, text in texts.items():
        yield measured(name, text, texts["clean"])


def records() -> dict[str, dict[str, str]]:
    """Return the declassified records: of each its readings by the name of their file."""
    found: dict[str, dict[str, str]] = {}
    with tarfile.open(SHARED / "corpus/declassified_versions/declassified_versions.tar.gz") as packed:
        for member in packed:
            file = packed.extractfile(member)
            if file is not None:
                path = Path(member.name)
                found.setdefault(path.parent.name, {})[path.name] = file.read().decode("utf-8")
    return dict(sorted(found.items()))


def releases(half: int) -> Iterator[Measured]:
    """Yield the OCR readings of one half of the records (0 or 1), where there is a better reading."""
    found = records()
    names = [*found][: len(found) // 2] if half == 0 else [*found][len(found) // 2 :]
    for name in names:
        better = found[name].pop(_BETTER, None)
        for file, text in sorted(found[name].items()) if better else ():
            yield measured(f"{name}/{file}", text, better or "")


def main() -> None:
    """Print what was measured."""
    if not SHARED.is_dir():
        sys.exit(f"The real documents do not lie in {SHARED}; this benchmark needs them.")
    words_of("en", 0)
    print("reading            words known   differ before   after   repairs")
    for row in statements():
        _show(row)
    for half, title in enumerate(("records looked at while the rules were made", "records not looked at")):
        _show_half(title, list(releases(half)))
    _show_languages()
    _show_cost()


def _show(row: Measured) -> None:
    print(f"{row.name:18} {row.share:11.3f} {row.before:15.3f} {row.after:7.3f}   {dict(row.kinds)}")


def _ranks(values: list[float]) -> list[float]:
    ordered = sorted(values)
    return [ordered.index(value) + (ordered.count(value) - 1) / 2 for value in values]


def _show_half(title: str, rows: list[Measured]) -> None:
    rated = [row for row in rows if row.aligned >= _FEWEST_ALIGNED]
    unknown, wrong = [1 - row.share for row in rated], [row.misread for row in rated]
    fates = sum((row.fates for row in rows), Counter[tuple[str, str]]())
    aligned = sum(row.aligned for row in rows)
    before = sum(row.before * row.aligned for row in rows) / aligned
    after = sum(row.after * row.aligned for row in rows) / aligned
    print(f"\n{title}: {len(rows)} readings, {aligned} words beside a better reading")
    print(f"  words that differ: {before:.3f} as read, {after:.3f} after repair")
    r, by_rank = correlation(unknown, wrong), correlation(_ranks(unknown), _ranks(wrong))
    print(f"  share unknown against share misread, {len(rated)} readings: r = {r:.3f}, by rank {by_rank:.3f}")
    for kind in sorted({kind for kind, _ in fates}):
        same, other, alone = (fates[kind, fate] for fate in ("same", "other", "alone"))
        print(
            f"  {kind:9} distinct repairs: {same} confirmed, {other} otherwise in the better reading, {alone} not in it"
        )


def _show_languages() -> None:
    rows = Counter[str]()
    folder = SHARED / "corpus/words_1956"
    for line in (folder / "index.tsv").read_text("utf-8").splitlines()[1:]:
        file = line.split("\t")[0]
        wanted = re.findall(r"\.(\w\w)\.(?:ocr\.)?txt$", file)[0]
        words = (folder / file).read_text("utf-8").split()
        for size in (20, 50, len(words)):
            for at in range(0, len(words) - size + 1, size):
                told = language_of(" ".join(words[at : at + size]))
                result = "right" if told == wanted else "refused" if told is None else "wrong"
                rows[f"{'whole' if size > 50 else size} {result}"] += 1
    print(f"\nlanguage, words of 1956: {dict(rows)}")


def _show_cost() -> None:
    texts = [text for readings in records().values() for text in readings.values()]
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    begun = time.process_time()
    documents = [as_read("x", text) for text in texts]
    halfway = time.process_time()
    for document in documents:
        page_qualities(document)
    print(f"CPU s per MB of noisy OCR: read and mended {(halfway - begun) / megabytes:.2f},", end="")
    print(f" quality {(time.process_time() - halfway) / megabytes:.2f}")


if __name__ == "__main__":
    main()
