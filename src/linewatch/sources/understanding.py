"""What becomes of a document after its reader: its language, how well it was read, and what it says of itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from linewatch.kinds.documents import Document
from linewatch.sources.guessing import guess, guess_rules
from linewatch.sources.mending.quality import page_qualities
from linewatch.sources.wording.languages import language_of

_GROUND = "told by its small words and its script"
_DOUBTFUL = frozenset(("ocr", "text"))  # readers of what another program may have read from paper


def understanding(folder: Path | None) -> Callable[[Document], Document]:
    """Return what is done with each document once it is read.

    Args:
        folder: Holds rules of the case's own, over those that ship.
    """
    rules = guess_rules(folder)

    def understood(document: Document) -> Document:
        return guess(_judged(_with_language(document)), rules)

    return understood


def _with_language(document: Document) -> Document:
    """Return a document with its language and the ground for it, where its file does not say the language."""
    if document.language and document.reader not in _DOUBTFUL:
        return document
    told = document.language or language_of(document.original)
    if told is None:
        return document
    untold = tuple(name for name in document.untold if name != "language")
    grounds = {**document.grounds, "language": _GROUND}
    return replace(document, language=told, untold=untold, grounds=grounds)


def _judged(document: Document) -> Document:
    if document.quality or document.reader not in _DOUBTFUL:
        return document
    return replace(document, quality=page_qualities(document))
