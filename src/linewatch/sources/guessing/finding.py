"""Tries the rules on the lines of a document, and gathers what each would make of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from linewatch.kinds.documents import Document
from linewatch.sources.guessing.candidates import NEAR, Candidate, Found
from linewatch.sources.guessing.heads import entry, labelled, letterhead, marked, titled
from linewatch.sources.guessing.opening import Line, Opening
from linewatch.sources.guessing.rules import LanguageRules, Rule

_MARKING_LINES = 10
_PARTIES = frozenset(("issuer", "speaker", "addressees"))
_SIGNS = " .,;:"
_FIGURE = re.compile(r"\d")
_Places = Mapping[str, Sequence[Line]]


def candidates(
    document: Document, seen: Opening, languages: Sequence[LanguageRules]
) -> dict[str, list[Candidate]]:
    """Return for each field what the rules make of it."""
    present = {own.language: _present(own, seen) for own in languages}
    seen = _without(seen, languages, present)
    found = Found()
    places = {"head": seen.head, "start": seen.starts, "end": seen.end, "line": (*seen.head, *seen.end)}
    figured = {place: [li for li in lines if _FIGURE.search(li.text)] for place, lines in places.items()}
    for own in languages:
        if _matched(own, present[own.language], places, figured, found):
            return {field: kept for field, kept in found.by_field.items() if field == "kind"}
        if own.labels:
            labelled(seen.head, own, found)
        letterhead(seen, own, found)
    marked(seen.head[:_MARKING_LINES], languages, found)
    if not document.title:
        titled(document, seen.head, found)
    return found.by_field


def _present(own: LanguageRules, seen: Opening) -> set[str]:
    """Return the cues of a language's rules that stand where the rules look."""
    hay, start_hay = seen.hay, seen.start_hay
    return {cue for cue in own.cues if cue in hay} | {cue for cue in own.start_cues if cue in start_hay}


def _without(seen: Opening, languages: Iterable[LanguageRules], present: dict[str, set[str]]) -> Opening:
    """Return the lines without those that speak of the copy and not of the document, such as stamps."""
    ignoring = [
        (rule, cues)
        for own in languages
        for rule in own.ignoring
        if (cues := rule.cues & present[own.language]) or not rule.cues
    ]
    if not ignoring:
        return seen

    def kept(lines: Iterable[Line]) -> tuple[Line, ...]:
        return tuple(
            line
            for line in lines
            if not any(_has(line, cues) and rule.pattern.search(line.text) for rule, cues in ignoring)
        )

    return seen._replace(head=kept(seen.head), starts=kept(seen.starts), end=kept(seen.end))


def _has(line: Line, cues: Iterable[str]) -> bool:
    """Return whether a line has one of some words; none are asked for where there are none."""
    return not cues or any(cue in line.low for cue in cues)


def _matched(own: LanguageRules, present: set[str], places: _Places, figured: _Places, found: Found) -> bool:
    """Keep what the rules of one language make of the lines; return whether one lets nothing else count.

    ``figured`` holds, of the lines at each place, those with a figure in them.
    """
    for rule in own.rules:
        if rule.cues and rule.cues.isdisjoint(present):
            continue
        # Lighter than what is found already, it can change nothing.
        if not rule.sets and all(found.heaviest.get(f, 0) >= rule.weight + NEAR for f, _ in rule.takes):
            continue
        cues = rule.cues & present if rule.cues else rule.cues
        whole: int | None = None
        for line in (figured if rule.dated else places)[rule.where]:
            # A passage that matched as a whole is not asked again line by line.
            if line.n == whole or (rule.first and line.n > rule.first) or not _has(line, cues):
                continue
            opens = rule.where == "start"
            match = rule.pattern.match(line.text) if opens else rule.pattern.fullmatch(line.text)
            if match and _told(rule, match, line, own, found):
                whole = line.n if line.whole else None
                if rule.sole:
                    return True
    return False


def _told(rule: Rule, match: re.Match[str], line: Line, own: LanguageRules, found: Found) -> bool:
    """Keep the fields that a match tells; return whether it told any."""
    taken = [(field, _value(field, match[group], rule, own)) for field, group in rule.takes]
    told = [(field, value) for field, value in taken if value]
    if rule.takes and not told:
        return False
    words = match[0] if rule.where == "start" else None
    for field, value in (*rule.sets, *told):
        found.add(field, value, rule.weight, line, words)
    return True


def _value(field: str, words: str | None, rule: Rule, own: LanguageRules) -> str | None:
    """Return what the words that a group caught mean as a value of a field."""
    words = (words or "").strip()
    if not words:
        return None
    if field == "date":
        return own.dates.edtf(words)
    if field == "time":
        return own.dates.time(words)
    if rule.reads_as == "plain" or field not in _PARTIES:
        return entry(words, own)
    if field == "speaker" or rule.reads_as == "person":
        name = own.names.person(words)
    else:
        name = own.names.body(words) if rule.reads_as == "body" else own.names.name(words)
    if name and rule.full and not words.rstrip(_SIGNS).endswith(name.rstrip(_SIGNS)):
        return None
    return name
