"""What the head of a paper tells by its form: entries behind labels, a letterhead, a marking, a title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from linewatch.kinds.documents import Document
from linewatch.sources.guessing.candidates import Found
from linewatch.sources.guessing.opening import FIRST, Line, Opening, line_of
from linewatch.sources.guessing.rules import LanguageRules
from linewatch.sources.wording.sentences import ends_sentence

_LABELLED = 95  # an entry with its name before it is as sure as it gets
_MARKED = 90
_SIGNED = 60
_HEADED = 50
_TITLED = 30
_LETTERHEAD = 8  # lines
_TITLE_WORDS = 40
_LONGEST_LONE = 40  # characters of a line that is a date or a marking and no more
_LONGEST_ENTRY = 200  # characters; what runs on has lost its line ends
_LABEL = re.compile(r"(?P<label>[^\W\d_][^:]{0,40}?) ?:(?: (?P<said>.*))?")
_SPACED = re.compile(r"(?<=\w)[- .](?=\w(?:[- .]\w)*\b)")
_NO_TITLE = re.compile(r"[.;:,]$")
_BREAKS_OFF = re.compile(r"[-¬] ?\w?$|[!?] \w")
_PROSE_WORDS, _SENTENCE_WORDS, _PLAIN_TITLE_WORDS = 40, 8, 12


def labelled(lines: Sequence[Line], own: LanguageRules, found: Found) -> None:
    """Keep what stands behind labels such as FROM and TO, or on the line after one."""
    told: set[str] = set()
    told_in: Line | None = None
    split = {line.n for line in lines if not line.whole}
    for label, said, line in _entries([li for li in lines if not (li.whole and li.n in split)], own):
        field = own.labels[label]
        told.add(field)
        told_in = told_in or line
        quoted = line_of(f"{label}: {said}", line.n)
        if field == "date":
            found.add(field, own.dates.edtf(said.rstrip(" .")) or _first_date(said, own), _LABELLED, quoted)
        elif field != "other" and len(said) <= _LONGEST_ENTRY:
            found.add(field, entry(said, own), _LABELLED, quoted)
    if told_in and own.labelled_kind and {"addressees", "title"} <= told and "kind" not in found.by_field:
        found.add("kind", own.labelled_kind, _TITLED, told_in)


def _first_date(said: str, own: LanguageRules) -> str | None:
    """Return the day with which an entry opens, where more stands behind it."""
    found = re.match(own.dates.any_day, said)
    return own.dates.edtf(found[0]) if found else None


def letterhead(seen: Opening, own: LanguageRules, found: Found) -> None:
    """Keep a body whose name stands alone, above the paper in capitals or below it, as who issued it."""
    for line in seen.head[:_LETTERHEAD]:
        if line.text.isupper() and own.names.is_office(line.text):
            found.add("issuer", own.names.body(line.text), _HEADED, line)
    text_begins = min((line.n for line in seen.starts), default=0)
    for line in seen.end:
        if line.n > text_begins > 0 and own.names.is_office(line.text):
            found.add("issuer", own.names.body(line.text), _SIGNED, line)


def _entries(lines: Sequence[Line], own: LanguageRules) -> Iterator[tuple[str, str, Line]]:
    """Yield the labels with what they say and where."""
    for place, line in enumerate(lines):
        match = _LABEL.fullmatch(line.text) if ":" in line.text else None
        label = _label(match["label"] if match else line.text, own, strict=match is None)
        if label is None:
            continue
        if said := (match["said"] if match else None):
            yield label, said, line
        elif place + 1 < len(lines):
            after = lines[place + 1]
            other = _LABEL.fullmatch(after.text)
            if _label(other["label"] if other else after.text, own, strict=other is None) is None:
                yield label, after.text, line


def _label(words: str, own: LanguageRules, *, strict: bool) -> str | None:
    """Return the label that words are; without a colon only in the capitals in which it is listed."""
    if words in own.labels:
        return words
    return words.upper() if not strict and words.upper() in own.labels else None


def marked(lines: Sequence[Line], languages: Sequence[LanguageRules], found: Found) -> None:
    """Keep the classification that stands on a line of its own."""
    markings = frozenset().union(*(own.markings for own in languages))
    for line in lines:
        if (marking := _marking(line.text, markings)) is not None:
            found.add("marking", marking, _MARKED, line)


def _marking(line: str, markings: frozenset[str]) -> str | None:
    """Return the marking that a line is, spaced out or in brackets, with what stands behind its stroke."""
    if len(line) > 60:
        return None
    plain = line.strip(" ()[]{}\"'.,").upper()
    if plain in markings or plain.split("/")[0].strip() in markings:
        return plain
    drawn = _SPACED.sub("", plain)
    return drawn if drawn in markings and len(plain) > len(drawn) else None


def titled(document: Document, lines: Sequence[Line], found: Found) -> None:
    """Keep as title the first heading, or the first line that reads like one and told nothing else alone."""
    headings = {p.n for p in document.passages[:FIRST] if p.kind == "heading"}
    kinds = {c.n for c in found.by_field.get("kind", [])}
    begun = next((p.n for p in document.passages[:FIRST] if _is_prose(p.text)), None)
    lone = {(c.n, c.line) for field in ("date", "marking") for c in found.by_field.get(field, [])}
    for line in lines:
        is_lone = (line.n, line.text) in lone and len(line.text) < _LONGEST_LONE
        if not line.whole or is_lone or len(line.text.split()) > _TITLE_WORDS:
            continue
        if begun is not None and line.n > begun:
            return  # what stands below the first words of the text heads a part of it
        of_a_kind = line.n in kinds and not line.text.endswith((",", ":"))  # "Dear friend," makes a letter
        headed = line.n in headings or of_a_kind or _reads_like_a_title(line.text)
        if headed and sum(map(str.isalpha, line.text)) >= 0.6 * len(line.text) and len(line.text) > 3:
            found.add("title", line.text, _TITLED, line)
            return


def _is_prose(text: str) -> bool:
    words = len(text.split())
    return words > _PROSE_WORDS or (words > _SENTENCE_WORDS and ends_sentence(text))


def _reads_like_a_title(line: str) -> bool:
    """Return whether a line could stand above a text: no salutation, and no stretch of one sentence or more."""
    words = line.split()
    if not line[:1].isupper() or _NO_TITLE.search(line) or _BREAKS_OFF.search(line):
        return False
    capitals = sum(word[:1].isupper() or not word[:1].isalpha() for word in words)
    return len(words) <= _PLAIN_TITLE_WORDS or capitals >= len(words) / 2


def entry(words: str, own: LanguageRules) -> str | None:
    """Return an entry as it stands, without an article before it or a sign after it."""
    kept = words.split()
    while len(kept) > 1 and kept[0].lower() in own.names.links:
        kept = kept[1:]
    return " ".join(kept).strip(" ,;:.*_#\t") or None
