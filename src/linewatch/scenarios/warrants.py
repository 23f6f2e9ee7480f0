"""What a rule or a number rests on: said by the documents, or assumed from somewhere that is named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from linewatch.errors import BadMovement

Ground = Literal["said", "found", "assumed"]


@dataclass(frozen=True, slots=True)
class Warrant:
    """What a rule or a number rests on.

    Attributes:
        ground: ``said`` by the case's documents, ``found`` in another source, or ``assumed``.
        blocks: Locators of the documents' blocks, as the case writes them; at least one where it is said.
        source: Whose finding or assumption it is; never empty where it is not said.
    """

    ground: Ground
    blocks: tuple[str, ...] = ()
    source: str = ""

    def __post_init__(self) -> None:
        if self.ground == "said" and not self.blocks:
            raise BadMovement(
                "A warrant is called said but names no block.", "Name the block, or write assumed."
            )
        if self.ground != "said" and not self.source.strip():
            raise BadMovement(
                f"A warrant is called {self.ground} but names no source.",
                "Name whose finding or assumption it is.",
            )


def said(*blocks: str) -> Warrant:
    """Return the warrant of what the documents say in these blocks."""
    return Warrant("said", blocks)


def assumed(source: str) -> Warrant:
    """Return the warrant of what is assumed, with whose assumption it is."""
    return Warrant("assumed", (), source)


def found(source: str) -> Warrant:
    """Return the warrant of what another source says."""
    return Warrant("found", (), source)


def resolved(key: str, warrants: Mapping[str, Warrant]) -> Warrant:
    """Return what the case gives for a mechanism's key.

    Raises:
        BadMovement: If the case gives nothing: a mechanism without a warrant does not run.
    """
    if key not in warrants:
        raise BadMovement(
            f"The case gives no warrant for {key!r}.",
            "Name the blocks that say it in the movement's warrants, or switch the mechanism off.",
        )
    return warrants[key]
