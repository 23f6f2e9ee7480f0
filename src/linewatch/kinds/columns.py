"""What the columns of the said ledger may hold: the rule is declared beside each column."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Rule:
    """What a column may hold.

    Attributes:
        type: text, a date (EDTF level 1), a whole number, a share or other number from low to high, a SHA-256, a JSON
            object, or words as for `search`.
        required: Whether every row must have it.
        refers: The table, or ``one or another`` table, that must hold a row of this name.
        one_of: The words it may be; any where empty.
        low: The least number.
        high: The greatest.
    """

    type: Literal["text", "date", "whole", "number", "sha256", "object", "search"]
    required: bool = False
    refers: str | None = None
    one_of: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None


def text_column(*, required: bool = False, refers: str | None = None, one_of: tuple[str, ...] = ()) -> Any:
    """Declare a text column."""
    return _column(Rule("text", required, refers, one_of))


def date_column() -> Any:
    """Declare a date column."""
    return _column(Rule("date"))


def number_column(*, low: int | None = None, high: int | None = None, required: bool = False) -> Any:
    """Declare a whole-number column."""
    return _column(Rule("whole", required, low=low, high=high))


def share_column(*, required: bool = False) -> Any:
    """Declare a column for a share from 0 to 1."""
    return _column(Rule("number", required, low=0, high=1))


def amount_column() -> Any:
    """Declare a column for an amount: any number from 0 on."""
    return _column(Rule("number", low=0))


def search_column(*, required: bool = False) -> Any:
    """Declare a column for words as they are given to `search`."""
    return _column(Rule("search", required))


def sha256_column() -> Any:
    """Declare a column for a SHA-256."""
    return _column(Rule("sha256"))


def object_column() -> Any:
    """Declare a column for a JSON object."""
    return _column(Rule("object"))


def _column(rule: Rule) -> Any:
    # A required column has no default, so that a row cannot be made without it.
    return field(metadata={"rule": rule}) if rule.required else field(default=None, metadata={"rule": rule})
