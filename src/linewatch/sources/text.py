"""Plain text: the fallback, which says what it could not tell."""

from __future__ import annotations

import re

from linewatch.kinds.documents import Document
from linewatch.sources.building import BLOCK, Draft, Sign, finish

_UNTOLD = ("title", "date", "issuer", "language")


def read_text(stem: str, text: str) -> Document:
    """Return a plain text as a document: paragraphs between blank lines, pages where form feeds stand."""
    paged = "\f" in text
    drafts: list[Draft] = []
    page = 1
    for found in BLOCK.finditer(text):
        if paged:
            page += text.count("\f", drafts[-1].end if drafts else 0, found.start())
        draft = Draft("paragraph", found.start(), str(page) if paged else None, end=found.end())
        for feed in re.finditer("\f", found[0]):
            page += 1
            at = found.start() + feed.start()
            draft.page_end = str(page)
            draft.take_out(at, at + 1, " ", Sign("page", draft.page_end))
        drafts.append(draft)
    untold = _UNTOLD if paged else (*_UNTOLD, "pages")
    return Document(id=stem, original=text, passages=finish(drafts, text), reader="text", untold=untold)
