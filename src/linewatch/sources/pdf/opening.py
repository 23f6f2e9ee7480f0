"""A PDF's bytes opened with pdfium, and its pages one by one; what is broken is counted, not fallen over."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from linewatch.errors import Unreadable

MOST_PAGES = 20_000
_MISSING_IN_A_ROW = 50  # pages that a file claims and does not hold, before the rest is taken for a claim too
_PDFIUM = threading.RLock()  # pdfium knows no threads


class Opened(NamedTuple):
    """A PDF that is open.

    Attributes:
        file: As pdfium holds it.
        title: The title in its own description.
    """

    file: pdfium.PdfDocument
    title: str


@contextmanager
def opened(data: bytes) -> Iterator[Opened]:
    """Open a PDF.

    Raises:
        Unreadable: If it is encrypted, broken beyond repair, or no PDF.
    """
    with _PDFIUM:
        try:
            file = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
                raise Unreadable(
                    "It is a PDF locked with a password.",
                    "Open it with the password and save it without one.",
                ) from error
            raise Unreadable(
                "It is a PDF that is broken beyond repair.", "Get the file again, or print it to a new PDF."
            ) from error
        try:
            yield Opened(file, _title(file))
        finally:
            file.close()


def _title(file: pdfium.PdfDocument) -> str:
    """Return the title in a file's own description; nothing where it is no text."""
    try:
        return str(file.get_metadata_value("Title")).replace("\0", "").strip()
    except ValueError:
        return ""


def pages(file: pdfium.PdfDocument) -> Iterator[pdfium.PdfPage | None]:
    """Yield the pages in order, None for one that cannot be opened; each is closed when the next is asked for.

    A file may claim more pages than it holds; the claim ends where a run of them is missing.

    Raises:
        Unreadable: If it holds more pages than any book.
    """
    missing = 0
    for index in range(len(file)):
        if index >= MOST_PAGES + missing:
            raise Unreadable(f"It holds more than {MOST_PAGES:,} pages.", "Add it in smaller files.")
        try:
            page = file[index]
        except pdfium.PdfiumError:
            missing += 1
            if missing >= _MISSING_IN_A_ROW:
                return
            yield None
            continue
        missing = 0
        try:
            yield page
        finally:
            page.close()


def label_of(file: pdfium.PdfDocument, index: int) -> str:
    """Return what the file calls a page; nothing where it does not say."""
    try:
        return "".join(sign for sign in file.get_page_label(index) if sign.isprintable()).strip()
    except (pdfium.PdfiumError, ValueError):
        return ""
