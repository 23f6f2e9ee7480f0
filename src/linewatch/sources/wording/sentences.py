"""Where a sentence ends, in a text without markup."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?:][\"'”’)\]]*\Z")
_LAST = 16  # characters looked at: more closing signs than stand behind any sentence


def ends_sentence(text: str, end: int | None = None) -> bool:
    """Return whether a sentence ends where a text does, or before a place in it; white space there is passed over."""
    end = len(text) if end is None else end
    while end and text[end - 1].isspace():
        end -= 1
    return _END.search(text[max(0, end - _LAST) : end]) is not None
