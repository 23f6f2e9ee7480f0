"""Every expected error: each says what is wrong and what to do next."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence


class LinewatchError(Exception):
    """The base of all expected errors.

    Args:
        what: One sentence that says what is wrong.
        next_step: One sentence that says what to do about it.
    """

    def __init__(self, what: str, next_step: str) -> None:
        super().__init__(f"{what}\n{next_step}")
        self.what, self.next_step = what, next_step


class BadDate(LinewatchError):
    """A text is not a date that Linewatch can keep."""

    def __init__(self, text: str, why: str = "it is not written as a date (EDTF level 1)") -> None:
        super().__init__(
            f"{text!r} cannot be kept: {why}.",
            "Write a day 1956-04-09, a month 1956-04, about then 1956-04~, between 1956-03-14/1956-03-17,"
            " by ../1956-06-04, from then on 1956-06-04/..",
        )
        self.text = text


class BadValue(LinewatchError):
    """A value does not fit the field it is meant for."""


class NoSuchRecord(LinewatchError):
    """A name that is given does not stand in the record."""

    def __init__(self, what: str, name: str, known: Iterable[str], verb: str) -> None:
        super().__init__(f"No {what} named {name!r} in this case.", nearest(name, known, verb))
        self.name = name


class Ambiguous(LinewatchError):
    """The beginning of an id fits more than one document."""

    def __init__(self, name: str, fits: Sequence[str]) -> None:
        shown = ", ".join(fits[:4]) + (" …" if len(fits) > 4 else "")
        super().__init__(
            f"{name!r} begins the ids of {len(fits)} documents: {shown}.", "Write more of the id."
        )
        self.fits = fits


class NotACase(LinewatchError):
    """A folder holds no case file, or one that this version cannot open."""


class CaseInUse(LinewatchError):
    """Another process is writing to the case."""


class Unreadable(LinewatchError):
    """A file that no reader takes, or that its reader cannot finish."""


class Uncited(LinewatchError):
    """Something that must cite a page cites none."""


class BrokenCitation(LinewatchError):
    """A citation does not hold: its words are not where it says they are."""


class Refused(LinewatchError):
    """Rows were refused together; nothing was taken in.

    Attributes:
        problems: One line a problem: file, line, field, and the likely mend.
    """

    def __init__(self, what: str, next_step: str, problems: Sequence[str]) -> None:
        super().__init__(what, next_step)
        self.problems = tuple(problems)


class MissingExtra(LinewatchError):
    """A task needs packages that the default install does not bring."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(
            f"{what} needs packages that are not installed.",
            f"Install them with: pip install 'linewatch[{extra}]'",
        )
        self.extra = extra


class BadMovement(LinewatchError):
    """A movement or a scenario cannot be run as it is written."""


class TooLittleMemory(LinewatchError):
    """A run needs more memory than there is."""


def nearest(name: str, known: Iterable[str], verb: str | None = None) -> str:
    """Return the likely mend for a name that is not known: the nearest one, or how to list them."""
    near = difflib.get_close_matches(name, list(known), n=1)
    if near:
        return f"Did you mean {near[0]!r}?"
    return f"List them with: linewatch {verb}" if verb else "Check the spelling."
