"""In what order symbols are named together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from linewatch.kinds.refusals import Refusal
from linewatch.measures.symbols.reading import Mention, Reading
from linewatch.measures.symbols.testing import LEAST, Bench, Tried
from linewatch.measures.symbols.values import Change, Order

FEW = 2  # lists with both, from which an order is told
LONGEST = 40  # symbols in a list; a longer one calls a roll, and its order tells no rank


class Listed(NamedTuple):
    """A symbol in lists: in how many, its mean place, how many it opens, and its order against others.

    Roll-calls, lists of more than `LONGEST` symbols, are counted apart and for nothing else.
    """

    lists: int
    roll_calls: int
    mean_place: float | None
    leads: int
    orders: tuple[Order, ...]


def orders(
    bench: Bench, texts: Sequence[Reading], symbols: Mapping[str, Sequence[Mention]]
) -> dict[str, Listed]:
    """Return where each symbol stands in the lists of names that it is in.

    Args:
        bench: The texts on which changes are tested.
        texts: All texts.
        symbols: All mentions of each.
    """
    lists: defaultdict[int, list[tuple[int, int, str, Mention]]] = defaultdict(list)
    for symbol, mentions in symbols.items():
        for mention in mentions:
            if mention.listed is not None:
                lists[mention.listed].append((mention.n, mention.start, symbol, mention))
    places: defaultdict[str, list[int]] = defaultdict(list)
    rolls = Counter[str]()
    pairs: defaultdict[tuple[str, str], list[Mention]] = defaultdict(list)
    for number in sorted(lists):
        # Of a symbol named twice the first place counts.
        told = dict[str, Mention]()
        for _, _, symbol, mention in sorted(lists[number], key=lambda one: one[:2]):
            told.setdefault(symbol, mention)
        names = list(told)
        if len(names) > LONGEST:
            rolls.update(names)
            continue
        for place, symbol in enumerate(names, 1):
            if len(names) > 1:
                places[symbol].append(place)
            for later in names[place:]:
                pairs[symbol, later].append(told[symbol])
    changes = _changes(bench, pairs)
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for first, other in pairs:
        beside[first].add(other)
        beside[other].add(first)
    return {
        symbol: Listed(
            len(places[symbol]),
            rolls[symbol],
            sum(places[symbol]) / len(places[symbol]) if places[symbol] else None,
            places[symbol].count(1),
            _against(symbol, sorted(beside[symbol]), (pairs, changes), texts),
        )
        for symbol in symbols
    }


def _changes(
    bench: Bench, pairs: Mapping[tuple[str, str], Sequence[Mention]]
) -> dict[tuple[str, str], Change | Refusal]:
    tried = dict[tuple[str, str], Tried]()
    for first, other in pairs:
        there, back = pairs[first, other], pairs.get((other, first), ())
        if len(there) + len(back) < 2 * LEAST:
            continue
        mine, theirs = bench.counts(there), bench.counts(back)
        both = [a + b for a, b in zip(mine, theirs, strict=True)]
        # An order that never turns cannot change.
        if sum(both) >= 2 * LEAST and sum(mine) and sum(theirs):
            tried[first, other] = Tried(other, mine, both)
    return dict(zip(tried, bench.tried(list(tried.values())), strict=True))


def _against(
    symbol: str,
    others: Sequence[str],
    told_of: tuple[Mapping[tuple[str, str], Sequence[Mention]], Mapping[tuple[str, str], Change | Refusal]],
    texts: Sequence[Reading],
) -> tuple[Order, ...]:
    pairs, changes = told_of
    found = list[Order]()
    for other in others:
        mine, theirs = pairs.get((symbol, other), ()), pairs.get((other, symbol), ())
        if len(mine) + len(theirs) < FEW:
            continue
        first = Counter(str(texts[m.text].period) for m in mine if texts[m.text].period is not None)
        every = first + Counter(str(texts[m.text].period) for m in theirs if texts[m.text].period is not None)
        few = Refusal(
            f"{len(mine) + len(theirs)} lists name both, {len(mine)} of them in this order",
            f"{2 * LEAST} dated lists with both, in either order",
        )
        told = tuple((period, first[period], every[period]) for period in sorted(every))
        found.append(
            Order(other, len(mine), len(mine) + len(theirs), told, changes.get((symbol, other), few))
        )
    return tuple(sorted(found, key=lambda one: (-one.of, one.other)))
