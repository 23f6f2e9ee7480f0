"""What is fuzzed: every reader, by the way a file takes through the house, and what must hold of the result."""

from __future__ import annotations

import io
import time

from linewatch.kinds.documents import Document
from linewatch.sources import files
from linewatch.sources.passages.reading import read
from linewatch.sources.understanding import understanding

LONGEST_S = 20  # of CPU for an input as small as fuzzing makes them; anything slower is a finding
NAMES = {
    "csv": "a.csv",
    "docx": "a.docx",
    "gzip": "a.txt.gz",
    "html": "a.html",
    "jsonl": "a.jsonl",
    "mail": "a.eml",
    "markdown": "a.md",
    "odt": "a.odt",
    "pdf": "a.pdf",
    "rtf": "a.rtf",
    "tar": "a.tar",
    "tei": "a.xml",
    "text": "a.txt",
    "zip": "a.zip",
}
_READING = files.Reading({}, understanding(None))


class Finding(AssertionError):
    """An input on which a reader does not keep its word."""


def try_on(target: str, data: bytes) -> int:
    """Read an input and check what must hold; return how many documents came of it.

    Raises:
        Finding: If something does not hold; whatever else is raised is a finding too.
    """
    begun, count = time.process_time(), 0
    for found in files.documents(NAMES[target], io.BytesIO(data), len(data), _READING):
        if found.document is None:
            if found.reason and found.reason.startswith(files.FAULT):
                raise Finding(found.reason)
            if not found.reason or "\n" in found.reason.strip():
                raise Finding(f"a reason must be one line, not {found.reason!r}")
        else:
            count += 1
            _check(found.document)
        if time.process_time() - begun > LONGEST_S:
            raise Finding(f"more than {LONGEST_S} s for {len(data)} bytes")
    return count


def _check(document: Document) -> None:
    """Check that every passage follows from the original, and that all is text which can be written down."""
    document.original.encode()
    for number, passage in enumerate(document.passages, 1):
        if passage.n != number or not 0 <= passage.start <= passage.end <= len(document.original):
            raise Finding(f"passage {passage.n} lies outside")
        text, _ = read(document.original, passage.start, passage.end, passage.edits)
        if text != passage.text:
            raise Finding(f"passage {number} does not follow from its edits")
        if any(not 0 <= mark.p_start <= mark.p_end <= len(text) for mark in passage.marks):
            raise Finding(f"a mark of passage {number} lies outside")
