"""Plain text: the fallback, which says what it could not tell."""

from __future__ import annotations

import re

from linewatch.kinds.documents import Document
from linewatch.sources.mending.drafts import mend
from linewatch.sources.passages.blocks import blocks, shape_of
from linewatch.sources.passages.building import Draft, Sign, finish
from linewatch.sources.wording.languages import language_of

_FEED = re.compile("\f")
_UNTOLD = ("title", "date", "issuer", "language")


def read_text(stem: str, text: str) -> Document:
    """Return a plain text as a document: paragraphs by the shape of its lines, pages where form feeds stand."""
    paged = "\f" in text
    drafts: list[Draft] = []
    page = 1
    for start, end in blocks(text, shape_of(text)):
        if paged:
            page += text.count("\f", drafts[-1].end if drafts else 0, start)
        draft = Draft("paragraph", start, str(page) if paged else None, end=end)
        for feed in _FEED.finditer(text, start, end):
            page += 1
            at = feed.start()
            draft.page_end = str(page)
            draft.take_out(at, at + 1, " ", Sign("page", draft.page_end))
        drafts.append(draft)
    language = language_of(text)
    repaired = mend(drafts, text, language)
    untold = tuple(
        name
        for name in (*_UNTOLD, "pages")
        if not (name == "pages" and paged) and not (name == "language" and language)
    )
    return Document(
        id=stem,
        original=text,
        passages=finish(drafts, text),
        reader="text",
        language=language,
        untold=untold,
        extra={"repairs": repaired} if repaired else {},
    )
