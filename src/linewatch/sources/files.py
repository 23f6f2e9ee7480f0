"""From one file to its documents: what is packed is opened, and each part goes to the reader that knows it."""

from __future__ import annotations

import hashlib
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import IO

from linewatch.errors import Unreadable
from linewatch.kinds.dates import edtf_or_none
from linewatch.kinds.documents import Document, Person
from linewatch.sources.markdown import reader as markdown
from linewatch.sources.packing.decoding import decoded, with_guess
from linewatch.sources.packing.unpacking import MEBI, Bad, Part, cannot_unpack, inner_parts, parts
from linewatch.sources.plain import printed, tables
from linewatch.sources.plain.text import read_text
from linewatch.sources.released import reader as ocr
from linewatch.sources.tei import reader as tei

LARGEST_WHOLE = 128 * MEBI  # of a file that must lie in memory as a whole: more than a shelf of print
FAULT = "Its reader failed on it; please report this"
_HEAD = 4096
_MARKUP = re.compile(
    rb"<(?:\?xml|!doctype|!--|html|head|body|[\w.-]+:?TEI(?:\.2)?[\s>]|TEI(?:\.2|Corpus)?[\s>])",
    re.IGNORECASE,
)
_WEB_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_LETTER = re.compile(
    rb"(?:(?:From|Received|Return-Path|Delivered-To|Message-ID|MIME-Version|Date|Subject|To|Content-Type):"
    rb"[^\n]*\n(?:[ \t][^\n]*\n)*){3}",
    re.IGNORECASE,
)
# What programs write into the head of a letter, and nobody into that of a typed memorandum: FROM, TO, SUBJECT.
_POSTED = re.compile(
    rb"^(?:Received|Return-Path|Delivered-To|Message-ID|MIME-Version|Content-Type):",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_SIGNS = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "docx"),  # told there to be of the old kind, or encrypted
    (b"PK\x03\x04", "office"),
)
# Readers of whole files, loaded when first needed: a folder of plain text waits for no PDF library.
_READERS = {
    "pdf": ("linewatch.sources.pdf", "read_pdf"),
    "rtf": ("linewatch.sources.office.rtf", "read_rtf"),
    "html": ("linewatch.sources.html.reader", "read_html"),
    "docx": ("linewatch.sources.office.docx", "read_docx"),
    "odt": ("linewatch.sources.office.odt", "read_odt"),
    "mail": ("linewatch.sources.mail.reader", "read_mail"),
}


@dataclass(frozen=True, slots=True)
class Read:
    """One document read from a file, or the reason why something in it was not.

    Attributes:
        name: The file as added; ``archive.zip!inner`` inside an archive.
        document: The document; None where there is a reason instead.
        sha256: Of the bytes of the original; for one record of several, of its text.
        persons: Its volume's list of persons, with the first document of the volume.
        issuer_given: Whether whoever made the file named the issuer outright, in a field of its own.
        reason: Why nothing could be read.
    """

    name: str
    document: Document | None = None
    sha256: str = ""
    persons: tuple[Person, ...] = ()
    issuer_given: bool = False
    reason: str | None = None


def _as_it_is(document: Document) -> Document:
    return document


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read.

    Attributes:
        columns: Which key or column of a table tells which field of a document.
        understood: What becomes of each document: what it says of itself is looked for.
    """

    columns: tables.Columns = field(default_factory=dict[str, str])
    understood: Callable[[Document], Document] = _as_it_is


def is_plain(head: bytes) -> bool:
    """Return whether a file's first bytes are those of text without markup, which Python alone reads."""
    marked = _sign(head) or _MARKUP.match(head.lstrip(b"\xef\xbb\xbf \t\r\n"))
    return not marked and b"\0" not in head and not head.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ"))


def refusal(head: bytes, size: int) -> str | None:
    """Return why a file is not worth a copy, by its first bytes."""
    if size == 0:
        return "It is empty."
    known = head.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff"))
    if known or head[257:262] == b"ustar" or _sign(head):
        return None
    return "It is not text, and no reader knows it." if b"\0" in head else None


def documents(name: str, file: IO[bytes], size: int, reading: Reading) -> Iterator[Read]:
    """Yield the documents of an open file, and the reasons where there are none.

    Args:
        name: As the file is named to the user.
        file: Open for reading, at its beginning.
        size: In bytes.
        reading: How it is read.
    """
    for part in parts(name, file, size):
        yield from _understood(part, reading)


def _understood(part: Part | Bad, reading: Reading) -> Iterator[Read]:
    for found in _read(part, reading):
        if found.document is None:
            yield found
            continue
        try:
            yield replace(found, document=_with_real_date(reading.understood(found.document)))
        except Exception as error:  # as below
            yield Read(found.name, reason=_fault(error))


def _with_real_date(document: Document) -> Document:
    """Return a document whose date is one, whoever read it: the record cannot keep another."""
    if document.date is None or edtf_or_none(document.date):
        return document
    untold, extra = (*document.untold, "date"), {**document.extra, "date": document.date}
    return replace(document, date=None, date_ground=None, untold=untold, extra=extra)


def _read(part: Part | Bad, reading: Reading) -> Iterator[Read]:
    """Yield a part's documents as its reader gives them, or why there are none."""
    if isinstance(part, Bad):
        yield Read(part.name, reason=part.reason)
        return
    try:
        yield from _by_kind(part, reading)
    except Unreadable as error:
        yield Read(part.name, reason=f"{error.what} {error.next_step}")
    except (MemoryError, RecursionError):
        yield Read(part.name, reason="It is nested too deeply or too large to be read.")
    except (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile) as error:
        yield Read(part.name, reason=cannot_unpack(error))
    except Exception as error:  # a fault of ours on one file must not stop the rest
        yield Read(part.name, reason=_fault(error))


def _fault(error: Exception) -> str:
    return f"{FAULT} ({type(error).__name__}: {' '.join(str(error).split())[:200]})."


def _by_kind(part: Part, reading: Reading) -> Iterator[Read]:
    kind = _kind(part)
    if kind == "table":
        yield from _records(part, reading)
    elif kind == "xml":
        yield from _volume(part)
    elif kind == "text":
        data = part.whole(LARGEST_WHOLE)
        yield Read(part.name, _text(part, data), part.sha256())
    else:
        data = part.whole(LARGEST_WHOLE)
        document = _reader(_office(data) if kind == "office" else kind)(part.stem, data)
        yield Read(part.name, document, part.sha256())
        if kind == "mail":
            for inner, enclosed in import_module("linewatch.sources.mail.reader").attachments(data):
                for found in inner_parts(part, inner, enclosed):
                    yield from _read(found, reading)


def _kind(part: Part) -> str:
    """Return which reader a part is for, by its first bytes and its name."""
    head = part.head()
    if tables.takes(part):
        return "table"
    if sign := _sign(head):
        return sign
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "ignore").encode()
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if part.suffix == ".eml" or _is_letter(start):
        return "mail"
    if part.suffix in (".htm", ".html", ".xhtml") or _MARKUP.match(start):
        if b"<office:document" in start[:_HEAD]:
            return "odt"
        return "html" if _is_web_page(part, start) else "xml"
    return "text"


def _is_letter(start: bytes) -> bool:
    """Return whether a file begins as an e-mail does that a program has sent or received."""
    return bool(_LETTER.match(start) and _POSTED.search(_HEAD_END.split(start, 1)[0]))


def _sign(head: bytes) -> str | None:
    """Return the format that a file's first bytes are the sign of."""
    if b"%PDF-" in head[:1024]:
        return "pdf"
    return next((kind for magic, kind in _SIGNS if head.startswith(magic)), None)


def _is_web_page(part: Part, start: bytes) -> bool:
    tei = re.search(rb"<(?:[\w.-]+:)?(?:TEI|TEI\.2|teiCorpus)[\s>]", start[:_HEAD])
    return not tei and (part.suffix in (".htm", ".html", ".xhtml") or bool(_WEB_PAGE.search(start[:_HEAD])))


def _office(data: bytes) -> str:
    """Return which office format a zip package is.

    Raises:
        Unreadable: If no reader knows it.
    """
    if b"application/vnd.oasis.opendocument.text" in data[:200]:
        return "odt"
    if b"word/document" in data:
        return "docx"
    raise Unreadable("It is a packed file that no reader knows.", "Save it as .docx, .odt or PDF.")


def _reader(kind: str) -> Callable[[str, bytes], Document]:
    module, function = _READERS[kind]
    return getattr(import_module(module), function)


def _volume(part: Part) -> Iterator[Read]:
    for document, persons in tei.read_volume(part.stem, part.stream):
        # A file that is one document comes when all of it has been read.
        own = hashlib.sha256(document.original.encode()).hexdigest() if document.in_record else part.sha256()
        yield Read(part.name, document, own, persons)


def _text(part: Part, data: bytes) -> Document:
    text, guessed = decoded(data)
    return with_guess(_by_content(part.stem, text, markdown_too=part.suffix in (".md", ".markdown")), guessed)


def _by_content(stem: str, text: str, *, markdown_too: bool = False) -> Document:
    # Readers look at line ends of one kind; every character keeps its place.
    even = text.replace("\r\n", " \n").replace("\r", "\n")
    if printed.takes(even):
        document = printed.read_printed(stem, even)
    elif ocr.takes(even):
        document = ocr.read_ocr(stem, even)
    elif markdown_too:
        document = markdown.read_markdown(stem, even)
    else:
        document = read_text(stem, even)
    return document if even is text else replace(document, original=text)


def _records(part: Part, reading: Reading) -> Iterator[Read]:
    """Yield the documents of a table; a bad record is named and passed over."""
    for record in tables.records(part, reading.columns, _by_content):
        if record.document is None:
            yield Read(f"{part.name}, line {record.line}", reason=record.reason)
            continue
        digest = hashlib.sha256(record.document.original.encode()).hexdigest()
        yield Read(part.name, record.document, digest, issuer_given=record.issuer_given)
