"""A movement as a value: parties, channels, dated events, the shape of a party. No real name stands here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from linewatch.errors import BadMovement, nearest
from linewatch.scenarios.parameters import ATTRIBUTES, PARAMETERS, Figure, largest
from linewatch.scenarios.warrants import Warrant

STRATA: Final = ("leaders", "cadre", "rank and file")
MOST_HEARD: Final = 200

EventKind = Literal["disclosure", "call_off", "coordination", "change_at_top", "emphasis", "cohesion"]
EVENT_KINDS: Final = ("disclosure", "call_off", "coordination", "change_at_top", "emphasis", "cohesion")


@dataclass(frozen=True, slots=True)
class Party:
    """One party.

    Attributes:
        id: Its id in the case; no person's name.
        size: Members in all, with its range and what it rests on.
        leaders: How many lead it (its central committee, say).
        cadre_share: Cadre as a share of members, 0 to 1.
        attributes: Its own numbers, by the names of `parameters.ATTRIBUTES`; what is not given stands at its default.
        group: A free label to sum parties by; "" for none.
        superiors: For a tree given explicitly: for each cell (the leaders', then the cadre's, then those of
            the rank and
            file) the place of the member above it, -1 for none; None for the regular tree.
    """

    id: str
    size: Figure
    leaders: int
    cadre_share: float
    attributes: Mapping[str, Figure] = field(default_factory=dict[str, Figure])
    group: str = ""
    superiors: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something dated that a scenario may move or leave out.

    Attributes:
        id: As scenarios name it.
        kind: What it does; for ``emphasis`` and ``cohesion`` the strength is the value from that day on.
        on: Its day; None is never.
        strength: 0 to 1 (emphasis: -1 discipline to 1 initiative).
        parties: Whom it meets; None is all.
        warrant: What the date rests on.
    """

    id: str
    kind: EventKind
    on: date | None
    warrant: Warrant
    strength: float = 1.0
    parties: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """A way by which the material reaches members.

    Attributes:
        id: Its name.
        inside: True if it comes down the hierarchy (K1), False if it goes round it (K2).
        opens: Id of the disclosure event with which it opens.
        depth: How much it tells leaders, cadre, rank and file when fully open, 0 to 1.
        after_days: Days after the opening at which it reaches each stratum.
        ramp_days: Days from nothing to full depth; 0 is at once. A scenario's tempo replaces it where it is planned.
        planned: Whether a scenario's tempo governs it.
        warrant: What it rests on.
        parties: Whom it reaches; None is all.
    """

    id: str
    inside: bool
    opens: str
    depth: tuple[float, float, float]
    warrant: Warrant
    after_days: tuple[int, int, int] = (0, 0, 0)
    ramp_days: int = 0
    planned: bool = False
    parties: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """How a party is built.

    Attributes:
        cell: Members of rank and file in a cell.
        branch: Cadre under one superior.
        near_ties: Ties of a member into other cells of the same region.
        far_ties: Ties of a cell to members anywhere in the party, of which all in the cell hear.
        region: Members in a region, a power of two up to 65536.
        seed: Key of the dice that lay the ties; the same in every run.
    """

    cell: int = 15
    branch: int = 8
    near_ties: int = 2
    far_ties: int = 1
    region: int = 65536
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Movement:
    """Everything that a scenario is run on.

    Attributes:
        id: The case it belongs to.
        parties: Its parties, in any order; results come in this order.
        channels: Ways of disclosure.
        events: What is dated.
        warrants: What each mechanism rests on, by the mechanism's key.
        parameters: Numbers the case gives in place of the defaults.
        centre: Id of the party that is the centre; None where it is not among them.
        order: Pairs of events of which the first may not come after the second.
        shape: How a party is built.
    """

    id: str
    parties: tuple[Party, ...]
    channels: tuple[Channel, ...]
    events: tuple[Event, ...]
    warrants: Mapping[str, Warrant]
    parameters: Mapping[str, Figure] = field(default_factory=dict[str, Figure])
    centre: str | None = None
    order: tuple[tuple[str, str], ...] = ()
    shape: Shape = field(default_factory=Shape)

    def __post_init__(self) -> None:
        _check_names("party", [party.id for party in self.parties])
        _check_names("event", [event.id for event in self.events])
        _check_names("channel", [channel.id for channel in self.channels])
        if not self.parties:
            raise BadMovement("The movement has no party.", "Give at least one.")
        _check_shape(self.shape)
        for party in self.parties:
            _check_party(party, self.shape)
        for name, figure in self.parameters.items():
            known("parameter", name, PARAMETERS)
            check_figure(f"parameter {name}", figure, most=largest(PARAMETERS[name]))
        self._check_references()

    def _check_references(self) -> None:
        ids = [party.id for party in self.parties]
        events = {event.id: event for event in self.events}
        for event in self.events:
            known("kind of event", event.kind, EVENT_KINDS)
            least = -1.0 if event.kind == "emphasis" else 0.0
            check_strength(f"event {event.id}", event.strength, least)
            for party in event.parties or ():
                known("party", party, ids)
        for channel in self.channels:
            known("event", channel.opens, events)
            for party in channel.parties or ():
                known("party", party, ids)
            for depth in channel.depth:
                check_strength(f"channel {channel.id}", depth)
            if channel.ramp_days < 0 or min(channel.after_days) < 0:
                raise BadMovement(f"Channel {channel.id} opens before it opens.", "Give days of 0 or more.")
        if self.centre is not None:
            known("party", self.centre, ids)
        for pair in self.order:
            for name in pair:
                known("event", name, events)


def known(what: str, name: str, names: Iterable[str]) -> None:
    """Refuse a name that is not known, with the nearest one that is."""
    names = list(names)
    if name not in names:
        raise BadMovement(f"No {what} is named {name!r} in this movement.", nearest(name, names))


def check_strength(what: str, value: float, least: float = 0.0) -> None:
    """Refuse a strength outside its range; a strength below nothing has no meaning."""
    if not least <= value <= 1.0:
        raise BadMovement(
            f"The strength of {what} is {value:g}; it must lie between {least:g} and 1.",
            "Leave the event out (never) rather than give it a negative strength.",
        )


def check_figure(what: str, figure: Figure, least: float = 0.0, most: float = 1.0) -> None:
    """Refuse a figure that is out of order or out of range."""
    if not least <= figure.low <= figure.mid <= figure.high <= most:
        raise BadMovement(
            f"The figure of {what} is {figure.low:g}, {figure.mid:g}, {figure.high:g}; it must rise and lie between"
            f" {least:g} and {most:g}.",
            "Give low, mid and high in this order.",
        )


def strata_counts(party: Party, size: int) -> tuple[int, int, int]:
    """Return how many leaders, cadre, rank and file a party of this size has."""
    cadre = max(1, round(size * party.cadre_share))
    return party.leaders, cadre, size - party.leaders - cadre


def cells(counts: tuple[int, int, int], shape: Shape) -> tuple[int, int, int]:
    """Return how many cells leaders, cadre, rank and file make up."""
    return 1, -(-counts[1] // shape.branch), -(-counts[2] // shape.cell)


def _check_names(what: str, names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise BadMovement(f"Two are called {name!r}: {what} ids must differ.", "Rename one of them.")


def _check_shape(shape: Shape) -> None:
    if not (1 <= shape.cell <= MOST_HEARD and 1 <= shape.branch <= MOST_HEARD):
        raise BadMovement(
            f"Cells of {shape.cell} and branches of {shape.branch} cannot be built.",
            f"Give 1 to {MOST_HEARD}.",
        )
    if not (0 <= shape.near_ties <= 4 and 0 <= shape.far_ties <= 4):
        raise BadMovement("A member has 0 to 4 near ties, a cell 0 to 4 far ones.", "Give fewer ties.")
    if not 2 <= shape.region <= 65536 or shape.region & (shape.region - 1):
        raise BadMovement(f"A region of {shape.region} is no power of two up to 65536.", "Give 65536, say.")


def _check_party(party: Party, shape: Shape) -> None:
    check_figure(f"size of {party.id}", party.size, least=1, most=2**31)
    for name, figure in party.attributes.items():
        known("attribute of parties", name, ATTRIBUTES)
        check_figure(f"{name} of {party.id}", figure, least=ATTRIBUTES[name].figure.low)
    if not 1 <= party.leaders <= MOST_HEARD:
        raise BadMovement(f"{party.id} has {party.leaders} leaders.", f"Give 1 to {MOST_HEARD}.")
    for size in (party.size.low, party.size.mid, party.size.high):
        counts = strata_counts(party, round(size))
        if not 0 < party.cadre_share < 1 or min(counts) < 1:
            raise BadMovement(
                f"{party.id} with {size:g} members has {counts[0]} leaders, {counts[1]} cadre and {counts[2]} of rank"
                " and file: a party needs one of each.",
                "Give it more members, fewer leaders, or put it into a block of others.",
            )
    if party.superiors is not None:
        _check_tree(party, shape)


def _check_tree(party: Party, shape: Shape) -> None:
    """Refuse a tree of another size, one that points outside the party, and one that runs in a circle."""
    if party.size.low != party.size.high:
        raise BadMovement(
            f"{party.id} has a tree of its own and a size in doubt.", "Give its size as one number."
        )
    counts = strata_counts(party, round(party.size.mid))
    number = cells(counts, shape)
    above = party.superiors or ()
    if len(above) != sum(number) or not all(-1 <= place < sum(counts) for place in above):
        raise BadMovement(
            f"The tree of {party.id} has {len(above)} cells; a party of {sum(counts)} has {sum(number)}, each under a"
            f" member from 0 to {sum(counts) - 1}, or -1 for none.",
            "Give one superior for each cell, or leave the tree out.",
        )
    for cell in range(len(above)):
        seen: list[int] = []
        at = cell
        while at >= 0:
            if at in seen:
                raise BadMovement(
                    f"The tree of {party.id} runs in a circle: cell {' under '.join(map(str, [*seen, at]))}.",
                    "Give one of these cells a superior outside the circle, or -1.",
                )
            seen.append(at)
            at = _cell_of(above[at], counts, number, shape) if above[at] >= 0 else -1


def _cell_of(place: int, counts: tuple[int, int, int], number: tuple[int, int, int], shape: Shape) -> int:
    if place < counts[0]:
        return 0
    if place < counts[0] + counts[1]:
        return 1 + (place - counts[0]) // shape.branch
    return 1 + number[1] + (place - counts[0] - counts[1]) // shape.cell
