"""From paths to documents: folders, packed files and tables of records; a bad file never stops the rest."""

from __future__ import annotations

import glob
import gzip
import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from linewatch.errors import BadDate, Unreadable
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.documents import Document, Person
from linewatch.sources import ocr, printed, tei
from linewatch.sources.text import read_text

LARGEST_FILE = 512 * 2**20  # bytes, after unpacking: beyond it a small machine would run out of memory
_MARKUP = re.compile(rb"<(?:\?xml|!doctype|!--|html|[\w.-]+:?TEI[\s>]|TEI[\s>])", re.IGNORECASE)
_RECORD_KEYS = ("id", "title", "date", "issuer", "text")


class Offered(NamedTuple):
    """A file on disk that somebody wants read.

    Attributes:
        name: As it is named to the user: relative to what was given.
        path: Where it lies.
    """

    name: str
    path: Path


class Part(NamedTuple):
    """What one file, or one file inside an archive, holds once unpacked."""

    name: str
    stem: str
    data: bytes


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


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def offered(paths: Iterable[str]) -> Iterator[Offered | Read]:
    """Yield the files that paths, folders and globs name, in an order that is the same everywhere."""
    for given in paths:
        path = Path(given)
        if path.is_dir():
            for file in sorted(path.rglob("*"), key=lambda file: file.relative_to(path).parts):
                inside = file.relative_to(path)
                hidden = any(part.startswith(".") for part in inside.parts)
                if file.is_file() and not file.is_symlink() and not hidden:
                    yield Offered(_shown(PurePosixPath(path.resolve().name, *inside.parts)), file)
        elif path.is_file():
            yield Offered(_shown(path.name), path)
        elif path.exists():
            yield Read(given, reason="It is neither a file nor a folder.")
        elif glob.has_magic(given) and (found := sorted(glob.glob(given, recursive=True))):
            yield from offered(found)
        else:
            yield Read(given, reason="There is no such file.")


def _shown(name: object) -> str:
    """Return a file's name as text: bytes in it that are none become signs that say so."""
    return str(name).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def documents(file: Offered, data: bytes) -> Iterator[Read]:
    """Yield the documents of a file's bytes, and the reasons where there are none."""
    try:
        for part in _parts(file.name, data):
            yield from _read_part(part)
    except (Unreadable, EOFError, zlib.error, zipfile.BadZipFile, OSError, RuntimeError) as error:
        # zipfile tells an encrypted entry by a bare RuntimeError, an unknown packing by a subclass of it.
        yield Read(
            file.name, reason=error.what if isinstance(error, Unreadable) else f"Cannot unpack it: {error}."
        )


def _parts(name: str, data: bytes) -> Iterator[Part]:
    if data[:2] == b"\x1f\x8b":
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            inner = packed.read(LARGEST_FILE + 1)
        yield _part(name, name.removesuffix(".gz"), inner)
    elif data[:4] == b"PK\x03\x04" and name.lower().endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            total = 0
            for entry in sorted(archive.infolist(), key=lambda entry: entry.filename):
                if entry.is_dir():
                    continue
                with archive.open(entry) as packed:
                    inner = packed.read(LARGEST_FILE - total + 1)
                total += len(inner)
                yield _part(f"{name}!{entry.filename}", entry.filename, inner, total)
    else:
        yield _part(name, name, data)


def _part(name: str, inner: str, data: bytes, total: int | None = None) -> Part:
    if (len(data) if total is None else total) > LARGEST_FILE:
        raise Unreadable(f"It unpacks to more than {LARGEST_FILE // 2**20} MB.", "Add it in smaller files.")
    return Part(name, PurePosixPath(inner).stem or "document", data)


def _read_part(part: Part) -> Iterator[Read]:
    try:
        if part.name.lower().removesuffix(".gz").endswith((".jsonl", ".ndjson")):
            yield from _records(part)
        elif _is_xml(part.data):
            yield from _volume(part)
        else:
            text, guessed = _decoded(part.data)
            document = _by_content(part.stem, text)
            if guessed:
                document = replace(
                    document,
                    untold=(*document.untold, "encoding"),
                    extra={**document.extra, "encoding": f"guessed: {guessed}"},
                )
            yield Read(part.name, document, hashlib.sha256(part.data).hexdigest())
    except Unreadable as error:
        yield Read(part.name, reason=error.what)


def _is_xml(data: bytes) -> bool:
    """Return whether bytes are meant as XML or HTML; a text may begin with the same sign."""
    head = data[:4096]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "ignore").encode()
    return bool(_MARKUP.match(head.lstrip(b"\xef\xbb\xbf \t\r\n")))


def _volume(part: Part) -> Iterator[Read]:
    volume = tei.parse(part.stem, part.data)
    persons = tuple(volume.persons())
    whole = hashlib.sha256(part.data).hexdigest()
    for document in volume.documents():
        digest = hashlib.sha256(document.original.encode()).hexdigest() if document.in_record else whole
        yield Read(part.name, document, digest, persons)
        persons = ()


def _by_content(stem: str, text: str) -> Document:
    # Readers look at line ends of one kind; every character keeps its place.
    even = text.replace("\r\n", " \n").replace("\r", "\n")
    if printed.takes(even):
        document = printed.read_printed(stem, even)
    elif ocr.takes(even):
        document = ocr.read_ocr(stem, even)
    else:
        document = read_text(stem, even)
    return document if even is text else replace(document, original=text)


def _decoded(data: bytes) -> tuple[str, str | None]:
    """Return a file's bytes as text, and the encoding where it is only a guess.

    Raises:
        Unreadable: If they are no text.
    """
    if not data.strip():
        raise Unreadable("It is empty.", "Leave it out.")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.decode("utf-16", "replace").encode()
    if data[:5] == b"%PDF-":
        raise Unreadable("It is a PDF, and this version has no reader for those.", "Save it as text.")
    if b"\0" in data:
        raise Unreadable("It is not text, and no reader knows it.", "Save it as text or TEI.")
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError:
        # Most old Western files are in it; of others the letters come out wrong, so the guess is told.
        return data.decode("cp1252", "replace"), "windows-1252"


def _records(part: Part) -> Iterator[Read]:
    """Yield the documents of a JSON Lines file; a bad line is named and passed over."""
    for number, line in enumerate(part.data.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line, parse_constant=_no_number)
            document = _record(f"{part.stem}-{number}", record)
        except (ValueError, RecursionError, Unreadable) as error:
            reason = error.what if isinstance(error, Unreadable) else f"It is not JSON: {error}."
            yield Read(f"{part.name}, line {number}", reason=reason)
            continue
        digest = hashlib.sha256(document.original.encode()).hexdigest()
        yield Read(part.name, document, digest, issuer_given=bool(record.get("issuer")))


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


def _record(ident: str, record: Any) -> Document:
    if not isinstance(record, dict) or not isinstance(record.get("text"), str) or not record["text"].strip():
        raise Unreadable('It has no words under "text".', 'Give each line a "text".')
    # Half of a surrogate pair is no character; json.loads lets it through.
    record = json.loads(json.dumps(record, ensure_ascii=False).encode("utf-8", "replace"))
    text = record["text"].replace("\0", "\ufffd")
    told = {key: str(record[key]) for key in _RECORD_KEYS[:-1] if record.get(key) not in (None, "")}
    document = _by_content(told.get("id", ident), text)
    date, kept = told.get("date"), {key: record[key] for key in record if key not in _RECORD_KEYS}
    if date is not None:
        try:
            date = PartialDate.parse(date).edtf
        except BadDate:  # kept as it is written, for a person to put right
            kept, date = {**kept, "date": date}, None
    known = {"date": date or document.date, "title": told.get("title") or document.title}
    known["issuer"] = told.get("issuer") or document.issuer
    untold = tuple(name for name in document.untold if not known.get(name))
    return replace(document, **known, in_record=True, untold=untold, extra={**document.extra, **kept})
