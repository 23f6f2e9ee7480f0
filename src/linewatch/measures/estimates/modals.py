"""Verbs such as "may" and "could": how likely, or what is allowed, able, required."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

_NEAR = 60  # characters to each side, more than the longest cue
Meant = Literal["estimate", "other", "unsure"]


class Modal(NamedTuple):
    """A verb that may be an estimate.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        level: The level of likelihood it has when it is one.
        meant: An estimate, another thing (a month, a noun, an ability), or not to be told from the words around it.
        why: The cue.
    """

    start: int
    end: int
    level: str
    meant: Meant
    why: str


def modals(text: str, plain: str, told: Mapping[str, Mapping[str, Any]]) -> list[Modal]:
    """Return the modal verbs of a passage with how they are meant.

    A word beside the verb decides, in this order: a name or noun is neither; a cue of ability, leave or duty makes
    it another thing; a cue of likelihood an estimate. Where none stands there, a verb that is nearly always meant so
    is an estimate (``plainly``), and any other is left unread.
    """
    found = list[Modal]()
    for verb, cues in told.items():
        for match in re.finditer(rf"(?<![\w'-]){re.escape(verb)}(?![\w'-])", plain):
            meant, why = _meant(text, plain, match, cues)
            found.append(Modal(match.start(), match.end(), cues["level"], meant, why))
    return sorted(found)


# What is looked at first decides: a cue of the lexicon, on which side it stands, what it makes of the verb.
_DECIDE: tuple[tuple[str, Literal["before", "next"], Meant], ...] = (
    ("noun_before", "before", "other"),
    ("noun_next", "next", "other"),
    ("sure_next", "next", "estimate"),
    ("root_next", "next", "other"),
    ("root_before", "before", "unsure"),
    ("sure_before", "before", "estimate"),
    ("thought_next", "next", "estimate"),
)


def _meant(text: str, plain: str, match: re.Match[str], cues: Mapping[str, Any]) -> tuple[Meant, str]:
    if cues.get("name") and _named(text, match):
        return "other", "a name"
    before = plain[max(0, match.start() - _NEAR) : match.start()].rstrip()
    if granted := next((cue for cue in cues.get("granted", ()) if _some_way_back(before, cue)), None):
        return "other", f"granted after {granted!r}"
    after = plain[match.end() : match.end() + _NEAR].lstrip()
    for name, side, meant in _DECIDE:
        listed = cues.get(name, ())
        cue = _ends_with(before, listed) if side == "before" else _begins_with(after, listed)
        if cue:
            return meant, f"{'after' if side == 'before' else 'before'} {cue!r}"
    if cues.get("plainly"):
        return "estimate", "no cue of leave or ability"
    return "unsure", "no cue tells likelihood from ability, leave or duty"


def _named(text: str, match: re.Match[str]) -> bool:
    """Return whether a word is a name: a capital inside a sentence, or beside a figure."""
    start, end = match.span()
    if not text[start].isupper():
        return False
    before, after = text[:start].rstrip(), text[end : end + 6].lstrip()
    inside = bool(before) and before[-1] not in '.!?:"“”'
    return inside or not after or after[0].isdigit() or before[-1:].isdigit()


def _some_way_back(text: str, cue: str) -> bool:
    """Return whether a cue stands before, with words alone between."""
    return re.search(rf"(?<!\w){re.escape(cue)}(?:\s+[\w'-]+)*\Z", text) is not None


def _begins_with(text: str, cues: Sequence[str]) -> str | None:
    return next((cue for cue in cues if re.match(rf"{re.escape(cue)}(?!\w)", text)), None)


def _ends_with(text: str, cues: Sequence[str]) -> str | None:
    return next((cue for cue in cues if re.search(rf"(?<!\w){re.escape(cue)}\Z", text)), None)
