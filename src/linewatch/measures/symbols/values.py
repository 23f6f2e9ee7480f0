"""What is told of a symbol."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from linewatch.kinds.refusals import Refusal
from linewatch.measures.rates import Rate
from linewatch.measures.symbols.reading import Mention


class Period(NamedTuple):
    """A symbol in a period, or in the words of one hand.

    Attributes:
        name: The period, or who speaks; None where it is not known who.
        texts: How many are held.
        words: Of theirs.
        named: Uses of the name, invoked or not.
        invoked: Uses in a slot of invocation.
        rate: Invocations per 10,000 words; None where no word is held.
        named_rate: Uses per 10,000 words.
    """

    name: str | None
    texts: int
    words: int
    named: int
    invoked: int
    rate: Rate | None
    named_rate: Rate | None


class Variant(NamedTuple):
    """A name and title under which a symbol goes.

    Attributes:
        form: The name in small letters.
        title: Its title in small letters; empty for none.
        named: Uses.
        invoked: Of them in a slot of invocation.
        first: The first use.
        last: The last.
    """

    form: str
    title: str
    named: int
    invoked: int
    first: Mention
    last: Mention


class Change(NamedTuple):
    """A change of rate between two periods beyond chance.

    Attributes:
        what: What changes: a symbol, a title, a symbol named before another.
        after: The last period before it.
        before_count: Uses up to it, of before_of.
        before_of: Words, or whatever is counted.
        after_count: Uses later, of after_of.
        after_of: The same, later.
        p_value: Of the change, cut chosen among all.
        p_adjusted: For all that were tested together.
        tested: How many that were.
    """

    what: str
    after: str
    before_count: int
    before_of: int
    after_count: int
    after_of: int
    p_value: float
    p_adjusted: float
    tested: int


class Order(NamedTuple):
    """Two symbols named in one list.

    Attributes:
        other: The other.
        first: How often this one stands first.
        of: Lists with both.
        periods: The same by period.
        change: Where the order turns beyond chance; else why not.
    """

    other: str
    first: int
    of: int
    periods: tuple[tuple[str, int, int], ...]
    change: Change | Refusal


@dataclass(frozen=True, slots=True)
class Told:
    """All that is told of one symbol.

    Attributes:
        id: An actor's id, what was asked for, or the name in small letters.
        sort: actor, asked or found.
        mentions: All of them, in order of text and place; criticisms are not invoked.
        criticised: Which of them stand where the record has it criticised, by place among the mentions.
        slots: Invocations by kind of slot.
        variants: Most used first.
        periods: In order; those without a text too.
        by: By whom, most invocations first.
        clumps: How much uses come in clumps; None where it cannot be told.
        lists: In how many lists it stands, roll-calls left out.
        roll_calls: In how many of those.
        mean_place: Its mean place in them, 1 for the first; None in none.
        leads: How many of them it opens.
        orders: Against each other symbol that is listed with it.
        fall: Where it falls, or why none is told.
        substitutes: What rises in its place, or why none is told.
        titles: Titles dropped or taken up.
    """

    id: str
    sort: str
    mentions: tuple[Mention, ...]
    criticised: frozenset[int]
    slots: dict[str, int]
    variants: tuple[Variant, ...]
    periods: tuple[Period, ...]
    by: tuple[Period, ...]
    clumps: float | None
    lists: int
    roll_calls: int
    mean_place: float | None
    leads: int
    orders: tuple[Order, ...]
    fall: Change | Refusal
    substitutes: tuple[Change, ...] | Refusal
    titles: tuple[Change, ...] = field(default=())

    @property
    def invoked(self) -> int:
        """How often it is invoked."""
        return sum(mention.kind is not None for mention in self.mentions)
