"""What is told of a network: its actors, ties, camps and centre."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from linewatch.kinds.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Node:
    """An actor of a network.

    Attributes:
        actor: Its id.
        wing: 1 or 2; None where no tie leads from it to the others that are split.
        share: Share of draws of sources that put it into that wing; None where the sources are too few.
        statements: How many stances it took that count.
        documents: How many sources tell of them.
        strength: The sum of its ties above 0.
    """

    actor: str
    wing: int | None
    share: float | None
    statements: float
    documents: int
    strength: float


@dataclass(frozen=True, slots=True)
class Tie:
    """What two actors who spoke on the same issues have in common.

    Attributes:
        value: As asked for; low and high are its interval.
        congruence: How far they are agreed.
        conflict: How far they are opposed.
        rests_on: The statements of both on the issues they share.
        refused: Why there is no interval.
    """

    a: str
    b: str
    value: float
    low: float | None
    high: float | None
    congruence: float
    conflict: float
    rests_on: tuple[str, ...]
    refused: Refusal | None


@dataclass(frozen=True, slots=True)
class Wings:
    """The two camps of a network.

    Attributes:
        camps: The actors of either; the second is empty where there is nothing to split.
        apart: Those who have no tie with them.
        value: How far the ties are from the pattern of two camps; 0 is that pattern.
        one_camp: How far they are from the pattern of a single camp.
        frustrated: The share of ties that speak against the camps: conflict within, congruence between.
        otherwise: The camps against which the least share of ties speaks; they may be others.
        otherwise_frustrated: That share.
        exact: Whether every split was looked at.
        refused: Why there are no camps.
    """

    camps: tuple[tuple[str, ...], tuple[str, ...]]
    apart: tuple[str, ...]
    value: float | None
    one_camp: float | None
    frustrated: float | None
    otherwise: tuple[tuple[str, ...], tuple[str, ...]]
    otherwise_frustrated: float | None
    exact: bool
    refused: Refusal | None


@dataclass(frozen=True, slots=True)
class Centre:
    """How far ties run to one actor.

    Attributes:
        value: 1 is a star, 0 that all have the same weight.
        expected: What activity alone would give: the mean of the null.
        p_value: How often the null gives as much.
        null: What the null keeps and what it deals out.
        most: Who has the strongest ties.
        shares: For each actor who is that in some draw of sources, in which share of draws.
        refused: Why there is no figure at all.
        unsure: Why there is no interval.
    """

    value: float | None
    low: float | None
    high: float | None
    expected: float | None
    p_value: float | None
    null: str
    most: str | None
    shares: Mapping[str, float]
    refused: Refusal | None
    unsure: Refusal | None


@dataclass(frozen=True, slots=True)
class Network:
    """A network and what is known of it."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    wings: Wings
    centre: Centre
    documents: int
