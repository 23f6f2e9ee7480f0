"""Office files made for the tests, and what must hold for every document that a reader returns."""

from __future__ import annotations

import io
import zipfile

from hypothesis import strategies as st

from linewatch.kinds.documents import Document
from linewatch.sources.passages.reading import read, source_span


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """Return a package of parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return file.getvalue()


def changed(data: bytes, **parts: str | bytes | None) -> bytes:
    """Return a package with parts put in, or left out; ``word/notes.xml`` is written ``word__notes_xml``."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        whole: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    for key, part in parts.items():
        name = key.replace("__", "/").replace("_xml", ".xml")
        whole.pop(name, None)
        if part is not None:
            whole[name] = part
    return zipped(whole)


def holds(document: Document) -> None:
    """Fail unless every passage is made from the original by its edits, and its marks lie in it."""
    assert "\0" not in document.original
    document.original.encode()
    assert [passage.n for passage in document.passages] == list(range(1, len(document.passages) + 1))
    for passage in document.passages:
        assert 0 <= passage.start <= passage.end <= len(document.original)
        assert passage.edits == tuple(sorted(passage.edits, key=lambda edit: edit[:2]))
        assert read(document.original, passage.start, passage.end, passage.edits)[0] == passage.text
        for mark in passage.marks:
            assert 0 <= mark.p_start <= mark.p_end <= len(passage.text)
        if passage.text:
            start, end = source_span(document.original, passage, 0, len(passage.text))
            assert passage.start <= start < end <= passage.end
        assert passage.note_of is None or 1 <= passage.note_of <= len(document.passages)


def rows(document: Document) -> list[tuple[str, str]]:
    """Return kind and text of each passage."""
    return [(passage.kind, passage.text) for passage in document.passages]


def marks(document: Document, n: int) -> list[tuple[str, str]]:
    """Return kind and text of a passage's marks."""
    return [(mark.kind, mark.text) for mark in document.passages[n - 1].marks]


@st.composite
def mutated(draw: st.DrawFn, data: bytes) -> bytes:
    """Draw bytes with a few stretches of them put out of place, doubled, lost or overwritten."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from([1, 2, 8, 64, 1000])))
        put = draw(
            st.one_of(st.binary(max_size=6), st.sampled_from([b"", data[start:end] * 2, b"<", b"{", b"\\"]))
        )
        data = data[:start] + put + data[end:]
    return data
