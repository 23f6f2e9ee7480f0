"""Sentences of the corpus that are fit to be edited."""

from __future__ import annotations

import gzip
import hashlib
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from benchmarks.edits.common import SHARED, TEI, XML_ID


def word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


@dataclass(frozen=True, slots=True)
class Source:
    """One document: its id, its corpus, and those of its sentences that are fit to be edited, in order."""

    id: str
    corpus: str
    sentences: tuple[str, ...]

    @property
    def split(self) -> str:
        """Return ``development`` or ``reporting``, by the hash of the id."""
        return "reporting" if hashlib.sha256(self.id.encode()).digest()[0] % 2 else "development"


_END = re.compile(r"[.!?][”’\"')\]]*\s+(?=[“‘\"(]?[A-Z])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Dr|Gen|Col|Lt|Adm|Sen|Gov|Prof|St|Nos?|Art|vol|pp?|ff?|cf|e\.g|i\.e|etc"
    r"|vs|Jan|Feb|Mar|Apr|Aug"
    r"|Sept?|Oct|Nov|Dec|Inc|Co|Corp|Jr|Sr|Messrs|Ibid|Doc|Maj|Capt|Rep|Hon|ca|a\.m|p\.m"
    r"|paras?|Govt?|Amb|Dept|Secy"
    r"|Secs?|Pres)|\b[A-Z]|\.\s?[A-Z])\.$"
)
_FIT = re.compile(r"^[A-Z“][A-Za-zÀ-ÿ ,;:’'“”\"().!?0-9$%—–-]*[.!?]”?$")
_DEBRIS = re.compile(
    r"\b[A-Z]{4,}\b.*\b[A-Z]{4,}\b|\b[Ii]bid|\b[Ii]nfra\b|\b[Ss]upra\b|\b[Ff]ootnote|[a-z][A-Z]|\s[.,;]|\.\."
    r"|^Present\b|[a-z]{4}\.[,;]|-\s|\s-|[a-z]\.[A-Za-z]|\b[b-hj-zB-HJ-Z]\b(?!\.)|[.!?]”? ?[A-Z0-9]?[.]$|\d{4,}.*\d{4,}"
)
COMMON = word_set(
    "a an the of to in and or that which who is are was were be been has have had it its he his they "
    "their we our i my this these those for with by on at as not from but all would will should can "
    "could may must there such any no if when than so more most her she you your us them him between "
    "into upon under only also one"
)


def sentences(paragraph: str) -> Iterator[str]:
    """Yield a paragraph's sentences; abbreviations and initials end none."""
    at = 0
    for end in _END.finditer(paragraph):
        if not _ABBREVIATION.search(paragraph[at : end.start() + 1]):
            yield paragraph[at : end.end()].strip()
            at = end.end()
    if paragraph[at:].strip():
        yield paragraph[at:].strip()


def fit(sentence: str) -> bool:
    """Return whether a sentence is prose of 8 to 45 words: no debris of notes, no telegraphese, quotes closed."""
    words = sentence.split()
    if not 8 <= len(words) <= 45 or not _FIT.match(sentence) or _DEBRIS.search(sentence):
        return False
    if sentence.count("“") != sentence.count("”") or sentence.count("(") != sentence.count(")"):
        return False
    letters = sum(character.isalpha() or character == " " for character in sentence)
    common = sum(word.lower().strip(",;:.") in COMMON for word in words)
    return sentence.count('"') % 2 == 0 and letters >= 0.95 * len(sentence) and common >= 0.36 * len(words)


def corpus(folder: Path | None = None, least: int = 20) -> list[Source]:
    """Return the documents of FRUS and the UN General Debate that have enough fit sentences, by id.

    Args:
        folder: The corpus; by default ``../shared/corpus``, or LINEWATCH_SHARED/corpus.
        least: How many different fit sentences a document must have.
    """
    folder = folder or SHARED / "corpus"
    found = []
    for kind, name, paragraphs in (*_frus(folder / "frus"), *_debates(folder / "ungdc")):
        texts = dict.fromkeys(one for paragraph in paragraphs for one in sentences(paragraph) if fit(one))
        if len(texts) >= least:
            found.append(Source(name, kind, tuple(texts)))
    return sorted(found, key=lambda source: source.id)


def _frus(folder: Path) -> Iterator[tuple[str, str, list[str]]]:
    parser = etree.XMLParser(recover=True, huge_tree=True)  # one volume repeats an xml:id
    for path in sorted(folder.glob("frus*.xml*")):
        if "sample" in path.name:
            continue
        packed = path.read_bytes()
        root = etree.fromstring(gzip.decompress(packed) if path.suffix == ".gz" else packed, parser)
        for document in root.iter(f"{TEI}div"):
            if document.get("type") != "document":
                continue
            own = [p for p in document.iter(f"{TEI}p") if next(p.iterancestors(f"{TEI}note"), None) is None]
            yield (
                "frus",
                f"{path.name.split('.')[0]}/{document.get(XML_ID)}",
                [" ".join(_words(p).split()) for p in own],
            )


def _words(element: Any) -> str:
    kept = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in (f"{TEI}note", f"{TEI}pb"):
            kept.append(_words(child))
        elif child.tag == f"{TEI}pb":
            kept.append(" ")
        kept.append(child.tail or "")
    return "".join(kept)


def _debates(folder: Path) -> Iterator[tuple[str, str, list[str]]]:
    for path in sorted(folder.glob("*.tar.gz")):
        with tarfile.open(path) as packed:
            for member in packed:
                file = packed.extractfile(member) if member.name.endswith(".txt") else None
                if file is not None:
                    lines = file.read().decode("utf-8", "replace").splitlines()
                    clean = [re.sub(r"^\W*\d+\.?\s+", "", " ".join(line.split())) for line in lines]
                    yield "ungdc", f"ungdc/{Path(member.name).stem}", clean
