"""How far a long task is, for whoever shows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an `add` is.

    Attributes:
        files: How many of the offered files are done.
        of_files: How many were offered.
        bytes: How large the done ones are.
        of_bytes: How large all of them are.
    """

    files: int
    of_files: int
    bytes: int
    of_bytes: int
