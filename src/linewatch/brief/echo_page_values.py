"""What the page of echoes is made from: chains of places, and the texts that they stand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class EchoText:
    """A text with places.

    Attributes:
        document: Its id.
        title: What it is called.
        told: Who issued it and when, as far as known.
        passages: By number, the page and the text.
    """

    document: str
    title: str
    told: str
    passages: Mapping[int, tuple[str | None, str]]


@dataclass(frozen=True, slots=True)
class EchoPlace:
    """A place of a passage.

    Attributes:
        row: As the desk gives it.
        pieces: Of the passages of its text that it stands in, the number, and start and end in it.
    """

    row: Row
    pieces: Sequence[tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class EchoChain:
    """A passage through time.

    Attributes:
        number: Of the chain.
        places: In order of date, the undated last.
        sources: For each place, which place before it has it first, and which may as well.
    """

    number: int
    places: Sequence[EchoPlace]
    sources: Sequence[tuple[int | None, Sequence[int]]]

    @property
    def first(self) -> Row:
        """The row of the earliest held."""
        return self.places[0].row

    @property
    def documents(self) -> int:
        """In how many documents it stands."""
        return len({place.row["document"] for place in self.places})


@dataclass(frozen=True, slots=True)
class EchoPage:
    """All that the page tells.

    Attributes:
        case: The case's title.
        texts: How many were searched.
        chains: Those shown, in the order to be shown.
        borrowed: How many there are.
        boilerplate: What recurs by form: the words, and in how many documents.
        held: The texts that places stand in, by id.
        actors: Names of actors by id.
        doubtful: How many borrowed chains rest on a pair such as chance gives once or more in the search.
        settings: What the search is told with.
        why: Why nothing was found, where that is so.
    """

    case: str
    texts: int
    chains: Sequence[EchoChain]
    borrowed: int
    boilerplate: Sequence[tuple[str, int]]
    held: Mapping[str, EchoText]
    actors: Mapping[str, str]
    doubtful: int = 0
    settings: Row = field(default_factory=dict[str, Any])
    why: str = ""
