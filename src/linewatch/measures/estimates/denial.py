"""What stands before a phrase in its clause: a denial, a question, a word that strengthens it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from linewatch.measures.estimates.clauses import Span

_WORD = re.compile(r"[\w'-]+")


def denied_from(plain: str, start: int, clause: int, cues: Mapping[str, Any]) -> int | None:
    """Return where the denial of a phrase begins; None where nothing denies it.

    Args:
        plain: The passage.
        start: Where the phrase begins.
        clause: Where its clause begins.
        cues: ``deny``, ``deny_endings``, ``deny_between`` and ``deny_reach``.
    """
    return _reached(
        plain, (clause, start), (cues["deny"], cues["deny_endings"]), cues["deny_between"], cues["deny_reach"]
    )


def asked_from(plain: str, start: int, clause: int, cues: Mapping[str, Any]) -> int | None:
    """Return where the word stands that makes a phrase a question or a condition; None where none does."""
    return _reached(plain, (clause, start), (cues["ask"], ()), cues["ask_between"], cues["deny_reach"])


def nobody_from(plain: str, span: Span, floor: int, nobody: Sequence[str]) -> int | None:
    """Return where "no one" begins of which a phrase has taken the "one" for its subject; None where it has not.

    Args:
        plain: The passage.
        span: Where the phrase begins and ends.
        floor: How far back to look.
        nobody: Pairs of words.
    """
    start, end = span
    for pair in nobody:
        first, _, last = pair.rpartition(" ")
        found = re.search(rf"(?<![\w'-]){re.escape(first)}\s+\Z", plain[floor:start])
        if found and re.match(rf"{re.escape(last)}(?![\w'-])", plain[start:end]):
            return floor + found.start()
    return None


def strengthened_from(plain: str, start: int, words: Sequence[str]) -> int | None:
    """Return where the modifier right before a phrase begins; None where there is none."""
    before = plain[max(0, start - 30) : start]
    found = re.search(rf"(?<![\w'-])(?:{'|'.join(map(re.escape, words))})\s+\Z", before)
    return start - len(before) + found.start() if found else None


def _reached(
    plain: str,
    span: Span,
    wanted: tuple[Sequence[str], Sequence[str]],
    between: Sequence[str],
    reach: int,
) -> int | None:
    """Return where a wanted word, or one with a wanted ending, begins before a phrase, no more than reach words back.

    Only words of `between` may stand between the two.
    """
    first, start = span
    before = list(_WORD.finditer(plain, first, start))
    for passed in range(min(reach + 1, len(before))):
        words = before[: len(before) - passed]
        for size in (3, 2, 1):
            said = " ".join(word.group() for word in words[-size:])
            if len(words) >= size and said in wanted[0]:
                return words[-size].start()
        last = words[-1].group()
        if last.endswith(tuple(wanted[1])):
            return words[-1].start()
        if last not in between:
            return None
    return None
