"""Where a sentence may be cut into clauses."""

from __future__ import annotations

import re

_CUT = re.compile(
    r"[,;:—](?=\s)|(?=\s(?:that|which|who|whom|whose|because|although|though|while|whereas"
    r"|unless|if|when|where|since"
    r"|but|so that|in order that|and (?:it|we|they|he|she|there|this|I))\b)"
)


def clauses(sentence: str) -> list[tuple[int, int]]:
    """Return the spans of a sentence's clauses: cut at stops and before conjunctions, three words or more each."""
    cuts = [cut.end() for cut in _CUT.finditer(sentence)]
    spans, at = list[tuple[int, int]](), 0
    for cut in cuts:
        if len(sentence[at:cut].split()) >= 3 and len(sentence[cut:].split()) >= 3:
            spans.append((at, cut))
            at = cut
    spans.append((at, len(sentence)))
    return [(a + len(text) - len(text.lstrip()), b) for a, b in spans if (text := sentence[a:b]).strip()]
