"""What the tasks of every part of the desk stand on: an open case file."""

from __future__ import annotations

from linewatch.record.case_file import CaseFile


def silent(_told: object) -> None:
    """Tell nobody."""


class Tasks:
    """Tasks on one case; `linewatch.desk.Case` joins those of every part of the desk."""

    __slots__ = ()
    file: CaseFile
