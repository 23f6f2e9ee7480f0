"""What the words for deeds mean in a case: those that ship with Linewatch, then those of the case's own file."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from importlib.resources import files

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
    shipped = tomllib.loads(files("linewatch").joinpath("lexicons/deeds.en.toml").read_text("utf-8"))
    own = case.folder / OWN
    if not own.is_file():
        return DeedWords.of(shipped)
    try:
        return DeedWords.of(shipped, tomllib.loads(own.read_text("utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadValue(f"{OWN} of this case cannot be read: {error}.", "Mend it or take it away.") from error


def movement_of(case: CaseFile) -> tuple[Movement, DeedWords]:
    """Return who belongs to whom in a case, and its words for deeds.

    Raises:
        BadValue: If the case names no centre.
    """
    centre = case.fact("centre")
    if not centre:
        raise BadValue(
            "This case names no centre, so that nobody's reactions can be told.",
            'Name it: put centre = "…" into case.toml and import the folder.',
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
