"""Codes, blanks, notes' signs, stamps and markup inside the lines of a released paper."""

from __future__ import annotations

import re

from linewatch.kinds.documents import MarkKind
from linewatch.sources.passages.building import Draft, Sign
from linewatch.sources.released.lexicon import release_lexicon
from linewatch.sources.wording.lexicons import ReadingLexicon

# What OCR's markup says inside a line: a blank left by the censor, a struck word, an insertion, a note's sign
# after a word, and a backslash before a character that markup would read otherwise.
_INLINE = re.compile(
    r"(?P<blank>(?:\\?_){3,})|(?P<struck>~~)|(?P<insert></?sup>)|(?P<anchor>(?<=[^\W_])(?:\\?[*†‡§])+)|(?P<escape>\\)(?=\W)"
)
_COVERING: dict[str, MarkKind] = {"struck": "struck", "insert": "inserted"}
_STANDING: dict[str, MarkKind] = {"blank": "blank", "anchor": "anchor"}


def mark_inline(draft: Draft, block: str, lexicon: ReadingLexicon, offset: int | None = None) -> None:
    """Take codes, blanks, anchors, stamps and markup out of a block's text and leave the marks of all but stamps.

    Args:
        draft: The passage, which the block begins or continues.
        block: The block's text.
        lexicon: Which codes there are.
        offset: Where the block begins in the original; the draft's own beginning where it is not given.
    """
    at = draft.start if offset is None else offset
    stamps = [*release_lexicon().stamp.finditer(block)]
    found = [*stamps, *_INLINE.finditer(block), *lexicon.code.finditer(block)]
    opened: dict[MarkKind, int] = {}
    taken = at
    # A stamp comes before what else may be seen inside it.
    for match in sorted(found, key=lambda item: item.start()):
        start, end, what = at + match.start(), at + match.end(), match.lastgroup
        if start < taken:
            continue
        taken = end
        if match in stamps:
            draft.take_out(start, end)
        elif covers := _COVERING.get(what or ""):
            if covers in opened:
                draft.take_out(start, end, sign=Sign(covers, closes=opened.pop(covers)))
            else:
                opened[covers] = draft.take_out(start, end, sign=Sign("open"))
        elif what == "escape":
            draft.take_out(start, end)
        else:
            draft.take_out(
                start, end, sign=Sign(_STANDING.get(what or "", "code"), match[0].replace("\\", ""))
            )
