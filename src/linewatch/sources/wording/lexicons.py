"""The word lists and patterns by which readers know what they see; all of them are data."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from linewatch.kinds.dates import edtf_or_none

_LONGEST_DATE = 40  # characters
# What Python takes for the same letters where a pattern does not look at case, though their small letters differ.
_CASES = str.maketrans("ſıİ", "sii")
_DAY_FIRST = r"(?P<day>\d{1,2})\.? <MONTH>,? (?P<year>\d{4})"


@dataclass(frozen=True, slots=True)
class ReadingLexicon:
    """`lexicons/reading.toml`, its patterns compiled.

    Attributes:
        markings: Classification markings in capitals.
        code: Matches one exemption code.
        labels: What a memorandum's head prints before an entry, and what the entry is.
        labelled_kind: What sort of paper has such a head.
        page_break: Matches a page announced inside a published text, with a group ``page``.
        dates: Full-line dates, one pattern a language and order, with the month names in order.
        kinds: Kinds of paper and the pattern of headings that tell them.
        from_to: Patterns with groups ``from`` and ``to``.
        numbered_kinds: Kinds of paper whose text opens with their own number.
        source_notes: What an editor's source note says, one set a language.
        file_numbers: Filing systems whose numbers hold a date.
        no_title: Matches what programs write where a file's title should stand.
    """

    markings: frozenset[str]
    code: re.Pattern[str]
    labels: dict[str, str]
    labelled_kind: str
    page_break: re.Pattern[str]
    dates: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    from_to: tuple[re.Pattern[str], ...]
    numbered_kinds: frozenset[str]
    source_notes: tuple[dict[str, Any], ...]
    file_numbers: tuple[dict[str, Any], ...]
    no_title: re.Pattern[str]

    def kind_of(self, heading: str) -> str | None:
        """Return what sort of paper a heading announces, if it says."""
        words = re.sub(r"^\d+\.\s+", "", heading)
        return next((kind for kind, pattern in self.kinds if pattern.search(words)), None)

    def sender_and_addressee(self, heading: str) -> tuple[str | None, str | None]:
        """Return from whom to whom a paper went, where its heading says so in words."""
        for pattern in self.from_to:
            if match := pattern.search(heading):
                return match["from"], match["to"]
        return None, None

    def day(self, line: str) -> str | None:
        """Return a line that is a date and nothing else as EDTF; None too where the calendar has no such day."""
        if len(line) > _LONGEST_DATE:
            return None
        for pattern, months in self.dates:
            if match := pattern.fullmatch(line):
                month = months.index(plain_case(match["month"])) + 1
                return edtf_or_none(f"{match['year']}-{month:02}-{int(match['day']):02}")
        return None


@lru_cache(maxsize=1)
def reading_lexicon() -> ReadingLexicon:
    """Return the lexicon that ships with Linewatch."""
    data = tomllib.loads(files("linewatch").joinpath("lexicons/reading.toml").read_text("utf-8"))
    return ReadingLexicon(
        markings=frozenset(data["markings"]["names"]),
        code=re.compile(r"\b(?:" + "|".join(data["codes"]["patterns"]) + r")(?!\w)"),
        labels={
            label: role
            for entry in data["memorandum_labels"]
            for role in ("addressee", "issuer", "subject", "other")
            for label in entry[role]
        },
        labelled_kind=data["memorandum_labels"][0]["kind"],
        page_break=re.compile("|".join(data["page_breaks"]["patterns"])),
        dates=tuple(
            _full_date(names, order)
            for language, names in data["months"].items()
            for order in (_DAY_FIRST, *data["date_orders"].get(language, ()))
        ),
        kinds=tuple(
            (kind, re.compile(pattern))
            for entry in data["document_kinds"]
            for kind, pattern in entry["kinds"]
        ),
        from_to=tuple(re.compile(entry["from_to"]) for entry in data["headings"]),
        numbered_kinds=frozenset(
            kind for entry in data["headings"] for kind in entry["opens_with_own_number"]
        ),
        source_notes=tuple(data["source_notes"]),
        file_numbers=tuple(data["file_numbers"]),
        no_title=re.compile("|".join(data["file_titles"]["none"]), re.IGNORECASE),
    )


def plain_case(word: str) -> str:
    """Return a word that a pattern found in any case as the lexicon has it: ``Auguſt`` and ``APRİL`` too."""
    return word.translate(_CASES).lower()


def _full_date(names: list[str], order: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    months = tuple(map(plain_case, names))
    pattern = order.replace("<MONTH>", f"(?P<month>{'|'.join(map(re.escape, months))})")
    return re.compile(pattern, re.IGNORECASE), months
