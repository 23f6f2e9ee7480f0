"""Packages of office programs: unpacked within limits, their XML parsed without entities."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from lxml import etree

from linewatch.errors import Unreadable

_MEBI = 2**20
LARGEST_PACKAGE, LARGEST_PART = 512 * _MEBI, 128 * _MEBI  # bytes, unpacked; a part is one XML file in it
HIGHEST_RATIO, RATIO_FROM = 1000, _MEBI
MOST_ENTRIES = 20_000
# A tree costs some 120 bytes a tag and 220 an attribute, however short they are: with the limit, one gigabyte.
MOST_TAGS = 8_000_000
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError,
           KeyError, OverflowError)  # fmt: skip
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What a stream in an old compound file is called, and what that says of the whole.
_STREAMS = (
    ("EncryptedPackage", "It is encrypted.", "Save it without a password."),
    ("WordDocument", "It is an old Word file (.doc).", "Save it as .docx."),
    ("__substg1.0_", "It is an Outlook message (.msg).", "Save it as .eml."),
)
_SMALLER = "Save it in smaller files."


class Package:
    """A zip package of an office program.

    Raises:
        Unreadable: If it is none, is encrypted, or unpacks to more than anybody writes.
    """

    def __init__(self, data: bytes) -> None:
        _refuse_compound(data)
        if data.count(b"PK\x01\x02") > MOST_ENTRIES:
            raise Unreadable("It is a package of more parts than any text has.", "Save it again.")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise _damaged() from error
        entries = self._zip.infolist()
        if sum(entry.file_size for entry in entries) > LARGEST_PACKAGE:
            raise Unreadable(f"It unpacks to more than {LARGEST_PACKAGE // _MEBI} MB.", _SMALLER)
        if any(e.file_size > max(RATIO_FROM, HIGHEST_RATIO * e.compress_size) for e in entries):
            raise Unreadable(
                f"It unpacks to more than {HIGHEST_RATIO} times its size, as no text does.", "Save it again."
            )
        self.names = frozenset(entry.filename for entry in entries)

    def part(self, name: str) -> bytes | None:
        """Return the bytes of a part; None where the package has no such part.

        Raises:
            Unreadable: If they are encrypted, damaged or too many.
        """
        if name not in self.names:
            return None
        entry = self._zip.getinfo(name)
        if entry.flag_bits & 1:
            raise _encrypted()
        if entry.file_size > LARGEST_PART:
            raise Unreadable(f"Its text takes more than {LARGEST_PART // _MEBI} MB.", _SMALLER)
        if entry.compress_type not in _PACKINGS:
            raise Unreadable("It is packed in a way that no office program uses.", "Save it again.")
        try:
            with self._zip.open(entry) as packed:
                return packed.read(LARGEST_PART)
        except _BROKEN as error:
            raise _damaged() from error

    def tree(self, name: str) -> etree._Element | None:
        """Return a part as XML; None where the package has no such part.

        Raises:
            Unreadable: If it is no XML that can be trusted.
        """
        data = self.part(name)
        return None if data is None else tree(data)


def tree(data: bytes) -> etree._Element:
    """Return XML as a tree: nothing is fetched, and a file that declares entities is refused.

    Raises:
        Unreadable: If it is not well-formed, nested past libxml2's 256 levels, or declares a document type.
    """
    if data.count(b"<") + 2 * data.count(b"=") > MOST_TAGS:
        raise Unreadable(f"Its text has more than {MOST_TAGS:,} tags and attributes.", _SMALLER)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        collect_ids=False,
        remove_pis=True,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        told = " ".join(str(error).split())[:200]
        raise Unreadable(f"The XML in it is not well formed: {told}.", "Save it again.") from error
    if root.getroottree().docinfo.doctype:
        raise Unreadable("It declares a document type, as no office program does.", "Save it again.")
    return root


def _refuse_compound(data: bytes) -> None:
    """Say what a file of the older kind is.

    Raises:
        Unreadable: If it is one.
    """
    if not data.startswith(_OLE):
        return
    for stream, what, next_step in _STREAMS:
        if stream.encode("utf-16-le") in data:
            raise Unreadable(what, next_step)
    raise Unreadable("It is a file of an old office program.", "Save it as .docx or as text.")


def _damaged() -> Unreadable:
    return Unreadable("It is damaged: its package cannot be unpacked.", "Save it again.")


def _encrypted() -> Unreadable:
    return Unreadable("It is encrypted.", "Save it without a password.")
