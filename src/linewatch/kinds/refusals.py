"""Why there is no number: what a measure gives in its place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no figure, and what would do."""

    why: str
    needed: str
