"""Words that reading mended: what the page prints for them, and citing them as it prints them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from linewatch.kinds.documents import Passage
from linewatch.sources.passages.reading import puts_words, read, source_span, source_spans


def mended(original: str, passage: Passage) -> Iterator[dict[str, Any]]:
    """Yield the mended stretches of a reading text, each with what the page prints."""
    edits = [edit for edit in passage.edits if puts_words(edit)]
    if not edits:
        return
    spans = source_spans(original, passage)
    for edit in edits:
        places = [at for at, span in enumerate(spans) if span == (edit.start, edit.end)]
        if places:
            start, end = places[0], places[-1] + 1
            # The whole words around it, as one would read them.
            while start and not passage.text[start - 1].isspace():
                start -= 1
            while end < len(passage.text) and not passage.text[end].isspace():
                end += 1
            yield {"p_start": start, "p_end": end, "text": passage.text[start:end],
                   "printed": printed(original, passage, start, end)}  # fmt: skip


def printed(original: str, passage: Passage, p_start: int, p_end: int) -> str:
    """Return a stretch of the reading text as the page prints it: nothing mended, all else taken out."""
    start, end = source_span(original, passage, p_start, p_end)
    kept = [
        edit for edit in passage.edits if not puts_words(edit) and edit.start >= start and edit.end <= end
    ]
    return read(original, start, end, kept)[0]


def as_read(original: str, passage: Passage, words: str) -> str | None:
    """Return words that the page prints as the reading text has them; None where the page does not print them."""
    unmended = [edit for edit in passage.edits if not puts_words(edit)]
    if len(unmended) == len(passage.edits):
        return None
    text, _ = read(original, passage.start, passage.end, unmended)
    at = text.find(" ".join(words.split()))
    if at < 0:
        return None
    on_page = replace(passage, text=text, edits=tuple(unmended))
    start, end = source_span(original, on_page, at, at + len(" ".join(words.split())))
    inside = [
        k for k, (first, last) in enumerate(source_spans(original, passage)) if last > start and first < end
    ]
    return passage.text[inside[0] : inside[-1] + 1] if inside else None
