"""Phrases of a lexicon found in a passage, the longest first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from linewatch.measures.estimates.given import Number, numbers
from linewatch.measures.estimates.lexicon import Entry, Lexicon
from linewatch.measures.estimates.modals import Modal, modals


class Match(NamedTuple):
    """A phrase where it stands: one of the lexicon (``entry``), a modal verb (``modal``) or a chance as a number."""

    start: int
    end: int
    entry: Entry | None
    modal: Modal | None = None
    number: Number | None = None


def matches(text: str, plain: str, lexicon: Lexicon) -> list[Match]:
    """Return the phrases of a passage in order: of two that fit a number, the longest, the later in the file."""
    found = [Match(*span, entry) for entry in lexicon.entries for span in _places(entry.pattern, plain)]
    found = [one for one in found if not _another(one, plain, lexicon.cues["other"])]
    found += [Match(one.start, one.end, None, one) for one in modals(text, plain, lexicon.modals)]
    found += [Match(one.start, one.end, None, None, one) for one in numbers(plain, lexicon)]
    order = {id(entry): at for at, entry in enumerate(lexicon.entries)}
    found.sort(
        key=lambda one: (one.number is None, one.start - one.end, one.start, -order.get(id(one.entry), 0))
    )
    taken = list[Match]()
    covered = bytearray(len(text))
    for one in found:
        if not any(covered[one.start : one.end]):
            taken.append(one)
            covered[one.start : one.end] = b"\1" * (one.end - one.start)
    return sorted(taken, key=lambda one: one.start)


def _places(pattern: re.Pattern[str], plain: str) -> list[tuple[int, int]]:
    """Return where a phrase fits, at the beginning of a word; white space around it is not part of it."""
    found = list[tuple[int, int]]()
    at = 0
    while match := pattern.search(plain, at):
        start, end = match.span()
        if start and (plain[start - 1].isalnum() or plain[start - 1] in "_'-"):
            at = start + 1
            continue
        found.append((start, end))
        at = max(end, start + 1)
    return found


def _another(one: Match, plain: str, others: Mapping[str, Mapping[str, Sequence[Any]]]) -> bool:
    cues = others.get(plain[one.start : one.end])
    if cues is None:
        return False
    before, after = plain[max(0, one.start - 40) : one.start].rstrip(), plain[one.end : one.end + 40].lstrip()
    if any(re.match(rf"{re.escape(cue)}(?!\w)", after) for cue in cues.get("except_after", ())):
        return False
    if any(re.search(rf"(?<!\w){re.escape(cue)}\Z", before) for cue in cues.get("before", ())):
        return True
    if any(re.match(rf"{re.escape(cue)}(?!\w)", after) for cue in cues.get("after", ())):
        return True
    needed = cues.get("unless_after")
    return needed is not None and not any(re.match(rf"{re.escape(cue)}(?!\w)", after) for cue in needed)
