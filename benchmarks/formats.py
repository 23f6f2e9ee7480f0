"""What is read of the real files in ../shared, format by format, and what it costs beside the library's bare parse.

Run with: python -m benchmarks.formats
"""

from __future__ import annotations

import gzip
import io
import tarfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import docx
import pypdfium2
from lxml import etree, html

from benchmarks.volumes import SHARED, volumes
from linewatch.sources import files
from linewatch.sources.understanding import understanding

CORPUS = SHARED / "corpus"
Named = tuple[str, bytes]


class Told(NamedTuple):
    """What was read of one set of files."""

    files: int = 0
    megabytes: float = 0.0
    documents: int = 0
    passages: int = 0
    words: int = 0
    dated: int = 0
    issued: int = 0
    titled: int = 0
    failed: int = 0
    cpu_s: float = 0.0
    bare_s: float = 0.0


def _files(*paths: Path) -> Iterator[Named]:
    for path in paths:
        data = path.read_bytes()
        yield path.name.removesuffix(".gz"), gzip.decompress(data) if path.suffix == ".gz" else data


def _entries(path: Path) -> Iterator[Named]:
    with tarfile.open(path) as archive:
        for entry in archive:
            file = archive.extractfile(entry)
            if file:
                yield entry.name.rpartition("/")[2], file.read()


def _as_word(named: Iterable[Named]) -> Iterator[Named]:
    """Yield texts as Word files: real words in made files, since there are no real ones beside us."""
    for name, data in named:
        made = docx.Document()
        for line in data.decode("utf-8", "replace").split("\n"):
            if line.strip():
                made.add_paragraph("".join(char for char in line if char.isprintable()))
        out = io.BytesIO()
        made.save(out)
        yield f"{name}.docx", out.getvalue()


def _as_mail(named: Iterable[Named]) -> Iterator[Named]:
    head = b"From: A <a@b.example>\nSubject: A text\nDate: Wed, 14 Mar 1956 10:00:00 +0100\n"
    for name, data in named:
        yield f"{name}.eml", head + b"Content-Type: text/plain; charset=utf-8\n\n" + data


def _bare_pdf(data: bytes) -> None:
    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.get_textpage().get_text_range()
    document.close()


def _bare_xml(data: bytes) -> None:
    # Several volumes repeat an id; entities stay closed, as in the reader.
    etree.fromstring(data, etree.XMLParser(collect_ids=False, resolve_entities=False, no_network=True))


def _bare_word(data: bytes) -> None:
    docx.Document(io.BytesIO(data))


def _speeches() -> Iterator[Named]:
    return _entries(CORPUS / "fomc/speeches_1996_2015.tar.gz")


_DECLASSIFIED = CORPUS / "declassified_versions/declassified_versions.tar.gz"
SETS: tuple[tuple[str, Callable[[], Iterable[Named]], Callable[[bytes], object]], ...] = (
    ("PDF: press conferences", lambda: _files(*sorted((CORPUS / "formats").glob("*.pdf"))), _bare_pdf),
    ("web pages: speeches", lambda: _files(*sorted((CORPUS / "formats").glob("*.htm"))), html.fromstring),
    ("TEI: 12 volumes", lambda: _files(*map(Path, volumes())), _bare_xml),
    ("text, OCR: words of 1956", lambda: _files(*sorted((CORPUS / "words_1956/texts").glob("*"))), bytes.decode),
    ("text: the two documents", lambda: _files(*sorted((SHARED / "seeds").glob("*"))), bytes.decode),
    ("OCR: declassified set", lambda: _entries(_DECLASSIFIED), bytes.decode),
    ("text: FOMC minutes", lambda: _entries(CORPUS / "fomc/minutes_1996_2015.tar.gz"), bytes.decode),
    ("text: FOMC speeches", _speeches, bytes.decode),
    ("text: UN speeches", lambda: _entries(CORPUS / "ungdc/ungdc_1946_1967.tar.gz"), bytes.decode),
    ("Word (made): FOMC speeches", lambda: _as_word(_speeches()), _bare_word),
    ("e-mail (made): FOMC speeches", lambda: _as_mail(_speeches()), bytes.decode),
)  # fmt: skip


def read(named: Iterable[Named], bare: Callable[[bytes], object], reading: files.Reading) -> Told:
    """Return what is read of some files, and what it cost beside a bare parse of the same bytes."""
    told = Told()
    for name, data in named:
        begun = time.process_time()
        found = list(files.documents(name, io.BytesIO(data), len(data), reading))
        cost = time.process_time() - begun
        begun = time.process_time()
        try:
            bare(data)
        except UnicodeDecodeError:
            data.decode("cp1252", "replace")
        bare_cost = time.process_time() - begun
        held = [one.document for one in found if one.document]
        told = Told(
            told.files + 1,
            told.megabytes + len(data) / 1e6,
            told.documents + len(held),
            told.passages + sum(len(d.passages) for d in held),
            told.words + sum(len(p.text.split()) for d in held for p in d.passages if p.kind != "marking"),
            told.dated + sum(d.date is not None for d in held),
            told.issued + sum(bool(d.issuer or d.speaker) for d in held),
            told.titled + sum(d.title is not None for d in held),
            told.failed + sum(one.document is None for one in found),
            told.cpu_s + cost,
            told.bare_s + bare_cost,
        )
    return told


def main() -> None:
    """Print one row for each set of files."""
    reading = files.Reading({}, understanding(None))
    print(
        f"{'what':<30} {'files':>5} {'MB':>6} {'docs':>5} {'passages':>8} {'words':>9} {'dated':>5} {'party':>5} "
        f"{'title':>5} {'failed':>6} {'CPU s/MB':>8} {'bare':>7}"
    )
    for what, named, bare in SETS:
        t = read(named(), bare, reading)
        print(
            f"{what:<30} {t.files:5} {t.megabytes:6.2f} {t.documents:5} {t.passages:8,} {t.words:9,} {t.dated:5} "
            f"{t.issued:5} {t.titled:5} {t.failed:6} {t.cpu_s / t.megabytes:8.2f} {t.bare_s / t.megabytes:7.4f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
