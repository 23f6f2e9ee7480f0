"""Fills what a document does not yet say of itself, each with its ground; where two grounds disagree, nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from linewatch.kinds.dates import PartialDate
from linewatch.kinds.documents import Document
from linewatch.sources.guessing.candidates import NEAR, Candidate
from linewatch.sources.guessing.dates import Dated, years_in
from linewatch.sources.guessing.finding import candidates
from linewatch.sources.guessing.opening import Opening, opening
from linewatch.sources.guessing.rules import GuessRules, LanguageRules

_FIRST_COUNTS = frozenset(("kind", "marking", "time"))  # elsewhere two values mean doubt
_TOLD = ("title", "date", "issuer")  # said to be missing whenever they are
_SENTENCE = re.compile(r"[.!?]\s+(?=[^\W\d_])")


def guess(document: Document, rules: GuessRules) -> Document:
    """Return a document with what it says of itself, as far as its reader left that open.

    Only fields that are None (or empty) are filled; ``date_ground`` and ``grounds`` say which words led to
    each. Where equally good grounds disagree, or the text speaks of a day after its date as past, the field
    stays as it was and its name is in ``untold``.

    Args:
        document: As its reader made it; its language, if set, decides which rules are tried.
        rules: From `guess_rules`.
    """
    languages = rules.of(document.language)
    seen = opening(document)
    found = candidates(document, seen, languages)
    chosen: dict[str, Candidate] = {}
    doubtful: list[str] = []
    for field, offered in found.items():
        if not getattr(document, field):
            best = _best(field, offered)
            if best is None:
                doubtful.append(field)
            else:
                chosen[field] = best
    if (dated := chosen.get("date")) and _is_past(dated.value, seen, languages):
        del chosen["date"]
        doubtful.append("date")
    if "speaker" in chosen and not document.issuer and "issuer" not in chosen and "issuer" not in doubtful:
        # Nobody else is named: a speech that stands by itself is issued by who gives it.
        chosen["issuer"] = chosen["speaker"]
    return _filled(document, chosen, doubtful)


def _best(field: str, offered: list[Candidate]) -> Candidate | None:
    """Return the value to believe; None where the best grounds disagree."""
    if field == "title":
        return max(offered, key=lambda candidate: candidate.weight)
    if field in _FIRST_COUNTS:
        return min(offered, key=lambda candidate: (candidate.n, -candidate.weight))
    top = max(candidate.weight for candidate in offered)
    near = [candidate for candidate in offered if candidate.weight > top - NEAR]
    # The fullest of the values that agree: a day before its month, a name before a part of it.
    fullest = max(near, key=lambda candidate: (len(candidate.value), candidate.weight))
    return fullest if all(_agree(field, fullest.value, other.value) for other in near) else None


def _agree(field: str, full: str, other: str) -> bool:
    if field == "date":
        first, second = PartialDate.parse(full), PartialDate.parse(other)
        return _within(first, second) or _within(second, first)
    return _plain(other) in _plain(full)


def _within(inner: PartialDate, outer: PartialDate) -> bool:
    """Return whether one date lies within another; those of papers have both ends."""
    first, last, begin, end = inner.earliest, inner.latest, outer.earliest, outer.latest
    return bool(first and last and begin and end and begin <= first and last <= end)


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", "", name).casefold().split())


def _is_past(edtf: str, seen: Opening, languages: Iterable[LanguageRules]) -> bool:
    """Return whether the text tells of a day after its supposed date as past."""
    latest = PartialDate.parse(edtf).latest
    if latest is None:
        return False
    for text in seen.running:
        for year in years_in(text, latest.year):
            read = ((rules, rules.dates.day_around(text, year)) for rules in languages if rules.past)
            rules, day = next(((rules, day) for rules, day in read if day), (None, None))
            if rules and day and _later(day.edtf, latest) and _told_as_past(_sentence(text, day), rules):
                return True
    return False


def _later(edtf: str, than: date) -> bool:
    earliest = PartialDate.parse(edtf).earliest
    return earliest is not None and earliest > than


def _told_as_past(sentence: str, rules: LanguageRules) -> bool:
    ahead = rules.ahead is not None and rules.ahead.search(sentence)
    return rules.past is not None and rules.past.search(sentence) is not None and not ahead


def _sentence(text: str, day: Dated) -> str:
    begins = max((found.end() for found in _SENTENCE.finditer(text, 0, day.start)), default=0)
    ends = next((found.start() for found in _SENTENCE.finditer(text, day.end)), len(text))
    return text[begins:ends]


def _filled(document: Document, chosen: dict[str, Candidate], doubtful: list[str]) -> Document:
    values: dict[str, Any] = {field: candidate.value for field, candidate in chosen.items()}
    if "addressees" in values:
        values["addressees"] = (values["addressees"],)
    grounds = {field: candidate.ground for field, candidate in chosen.items()}
    if "date" in grounds:
        values["date_ground"] = grounds.pop("date")
    known = {
        field for field in (*_TOLD, *document.untold) if values.get(field) or getattr(document, field, None)
    }
    untold = dict.fromkeys((*document.untold, *_TOLD, *doubtful))
    return replace(
        document,
        **values,
        grounds={**document.grounds, **grounds},
        untold=tuple(name for name in untold if name not in known),
    )
