"""What the words for deeds mean in a case: those that ship with Linewatch, then those of the case's own file."""

from __future__ import annotations

from collections.abc import Sequence

from linewatch.desk.common.wording import lexicon, own_lexicon
from linewatch.errors import BadValue, NoSuchRecord
from linewatch.kinds.said import Actor, Issue
from linewatch.measures.deed_kinds import DeedWords, Movement
from linewatch.record import said
from linewatch.record.case_file import CaseFile

OWN = "deeds.toml"


def deed_words(case: CaseFile) -> DeedWords:
    """Return what the words for deeds mean in a case.

    Raises:
        BadValue: If the case's own file cannot be read, or has what no measure knows.
    """
    shipped = lexicon("deeds.en")
    own = case.folder / OWN
    if not own.is_file():
        return DeedWords.of(shipped)
    return DeedWords.of(shipped, own_lexicon(own, "Mend it or take it away."))


def movement_of(case: CaseFile) -> tuple[Movement, DeedWords]:
    """Return who belongs to whom in a case, and its words for deeds.

    Raises:
        BadValue: If the case names no centre.
    """
    centre = case.fact("centre")
    if not centre:
        raise BadValue(
            "This case names no centre, so that nobody's reactions can be told.",
            "Name it with: linewatch describe --centre ACTOR",
        )
    words = deed_words(case)
    return Movement.of(centre, said.rows(case.con, Actor), words), words


def case_issues(case: CaseFile, fact: str, given: Sequence[str]) -> dict[str, int]:
    """Return the issues that a question is about, each with 1, or -1 where it is written with a minus.

    Args:
        case: Whose issues.
        fact: Which fact of the case lists them, separated by blanks, where none are given.
        given: By id.

    Raises:
        NoSuchRecord: If an issue is not on record.
    """
    known = {row.id for row in said.rows(case.con, Issue)}
    found: dict[str, int] = {}
    for name in given or (case.fact(fact) or "").replace(",", " ").split():
        issue = name.removeprefix("-")
        if issue not in known:
            raise NoSuchRecord("issue", issue, known, "issues")
        found[issue] = -1 if name.startswith("-") else 1
    return found
