"""What is shown of a network, and the same in words: its camps, then its ties with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from linewatch.figures.texts import plain


@dataclass(frozen=True, slots=True)
class Member:
    """An actor in the figure.

    Attributes:
        name: As it is printed.
        wing: 1 or 2; None where it cannot be told.
        sure: Whether its wing is sure.
        statements: How many stances of it count.
    """

    id: str
    name: str
    wing: int | None
    sure: bool
    statements: int


@dataclass(frozen=True, slots=True)
class Bond:
    """A tie in the figure.

    Attributes:
        value: Above 0 agreed, below 0 opposed.
        low: Lower end of its interval; None where there is none.
        high: Upper end.
        sure: Whether its interval is on one side of 0.
    """

    a: str
    b: str
    value: float
    low: float | None
    high: float | None
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkWords:
    """The wording of the figure, in the reader's language; braces are filled in."""

    title: str
    wing: str
    apart: str
    one: str
    node: str
    with_: str
    against: str
    range: str
    no_range: str
    agreed: str
    opposed: str
    camps: str
    join: str
    more: str
    key_agreed: str
    key_opposed: str
    key_unsure: str
    key_sure: str
    key_unsure_wing: str
    key_count: str


def described(
    camps: Sequence[Sequence[Member]],
    apart: Sequence[Member],
    bonds: Sequence[Bond],
    members: Sequence[Member],
    words: NetworkWords,
) -> list[str]:
    """Return the network in words: its camps, then its ties with their intervals, the strongest first.

    Args:
        camps: The members of the first wing, then of the second.
        apart: Those of whom no wing can be told.
        bonds: As they are drawn.
        members: All, for their names.
        words: The wording.
    """
    names = {one.id: plain(one.name) for one in members}
    told: list[str] = []
    for number, camp in enumerate(camps, 1):
        if camp:
            head = words.wing.format(number=number) if camps[1] else words.one
            told.append(words.camps.format(wing=head, names=words.join.join(names[one.id] for one in camp)))
    if apart:
        told.append(
            words.camps.format(wing=words.apart, names=words.join.join(names[one.id] for one in apart))
        )
    for sign, pair, whole in ((1, words.with_, words.agreed), (-1, words.against, words.opposed)):
        found = [
            _ranged(pair.format(a=names[one.a], b=names[one.b]), one, words)
            for one in bonds
            if one.value * sign > 0
        ]
        if found:
            told.append(whole.format(ties=words.join.join(found)))
    return told


def _ranged(pair: str, one: Bond, words: NetworkWords) -> str:
    """Return a tie in words with its value and its interval, or with the word that it has none."""
    value = f"{one.value:+.2f}"
    if one.low is None or one.high is None:
        return words.no_range.format(pair=pair, value=value)
    return words.range.format(pair=pair, value=value, low=f"{one.low:+.2f}", high=f"{one.high:+.2f}")
