"""What an editor's source note tells of the paper: marking, copies, file number, companion papers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from linewatch.kinds.dates import edtf_or_none
from linewatch.kinds.documents import Mention
from linewatch.sources.wording.lexicons import reading_lexicon


@dataclass(frozen=True, slots=True)
class SourceNote:
    """What one source note says.

    Attributes:
        marking: The paper's classification.
        copies: To whom else it went.
        date: A date that its file number holds, as EDTF.
        date_ground: How that date was read.
    """

    marking: str | None
    copies: tuple[str, ...]
    date: str | None
    date_ground: str | None


def read_source_note(text: str) -> SourceNote:
    """Return what a source note says, as far as the lexicon knows its phrases."""
    date, ground = _filed_on(text)
    return SourceNote(_marking(text), _copies(text), date, ground)


def references(text: str) -> tuple[Mention, ...]:
    """Return the other papers that a note names by kind and number."""
    return tuple(
        Mention(
            "reference", found.start(), found.end(), found[0], f"{found['kind'].lower()} {found['number']}"
        )
        for phrases in reading_lexicon().source_notes
        for found in re.finditer(phrases["reference"], text)
    )


def _marking(text: str) -> str | None:
    for phrases in reading_lexicon().source_notes:
        if found := re.search(phrases["marking"], text):
            return found["marking"]
    return None


def _copies(text: str) -> tuple[str, ...]:
    return tuple(
        name.strip()
        for phrases in reading_lexicon().source_notes
        for pattern in phrases["copies"]
        for found in re.finditer(pattern, text)
        for name in re.split(phrases["separator"], found["list"])
    )


def _filed_on(text: str) -> tuple[str | None, str | None]:
    for system in reading_lexicon().file_numbers:
        if found := re.search(system["pattern"], text):
            year = system["century"] + int(found["year"])
            date = edtf_or_none(f"{year}-{int(found['month']):02}-{int(found['day']):02}")
            if date is None:  # 2–3156 is a number, but no day
                continue
            return date, f"inferred from the file number {found['number']} ({system['name']})"
    return None, None
