"""Which symbols, titles and orders change beyond chance, and what takes a fallen symbol's place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from linewatch.kinds.refusals import Refusal
from linewatch.measures.multiple import holm
from linewatch.measures.symbols.cuts import RUNS, Cut, Shuffles, falls
from linewatch.measures.symbols.reading import Mention, Reading
from linewatch.measures.symbols.values import Change

LEVEL = 0.05  # p-value, adjusted, below which a change is told
TEXTS = 8  # dated texts, fewer of which can be in any order too often
LEAST = 5  # uses, fewer of which cannot fall
SEED = 1
NO_FALL = Refusal("it has not fallen beyond chance, so that nothing can have taken its place", "a fall")


class Tried(NamedTuple):
    """Something whose rate may change.

    Attributes:
        what: What it is.
        counts: Its uses in each dated text.
        of: What they are counted in, in each.
        rise: Whether a rise is looked for.
    """

    what: str
    counts: Sequence[int]
    of: Sequence[int]
    rise: bool = False


class Bench:
    """Dated texts in order, on which changes are tested."""

    def __init__(self, texts: Sequence[Reading], words: Sequence[int], seed: int = SEED) -> None:
        """Keep the texts that have a period."""
        self.dated = [n for n, text in enumerate(texts) if text.period is not None]
        self.periods = sorted({str(texts[n].period) for n in self.dated})
        self.words = [words[n] for n in self.dated]
        self.hands = [texts[n].by for n in self.dated]
        self._place = {n: place for place, n in enumerate(self.dated)}
        places = [self.periods.index(str(texts[n].period)) for n in self.dated]
        self._shuffles = Shuffles(places, self.hands, seed) if len(self.periods) > 1 else None
        self.period_of = dict(zip(range(len(self.dated)), places, strict=True))

    def why_not(self) -> Refusal | None:
        """Return why nothing can be tested here, if so."""
        if len(self.periods) < 2:
            held = f"only of {self.periods[0]}" if self.periods else "without a date"
            return Refusal(f"the texts held are {held}", "texts of two periods")
        if len(self.dated) < TEXTS:
            return Refusal(
                f"{len(self.dated)} dated texts are held: so few stand in any order by chance too often",
                f"{TEXTS} dated texts",
            )
        return None

    def counts(self, mentions: Sequence[Mention]) -> list[int]:
        """Return how many of some mentions stand in each dated text."""
        found = [0] * len(self.dated)
        for mention in mentions:
            if (place := self._place.get(mention.text)) is not None:
                found[place] += 1
        return found

    def tried(self, tried: Sequence[Tried], at: int | None = None) -> list[Change | Refusal]:
        """Return which of some rates change beyond chance, adjusted for their number."""
        if (why := self.why_not()) or self._shuffles is None:
            return [why or Refusal("", "")] * len(tried)
        found = list[Cut | None]()
        for rise in (False, True):
            ways = [one for one in tried if one.rise == rise]
            found += falls([o.counts for o in ways], [o.of for o in ways], self._shuffles, at, rise)
        order = [n for rise in (False, True) for n, one in enumerate(tried) if one.rise == rise]
        cuts = dict(zip(order, found, strict=True))
        chances = [cut.p_value if (cut := cuts[n]) else 1.0 for n in range(len(tried))]
        adjusted = holm(chances)
        return [self._told(one, cuts[n], adjusted[n], len(tried)) for n, one in enumerate(tried)]

    def _told(self, one: Tried, cut: Cut | None, adjusted: float, tested: int) -> Change | Refusal:
        way = "rises" if one.rise else "falls"
        if cut is None:
            return Refusal(f"it {way} nowhere", f"a rate that {way}")
        after = self.periods[cut.after]
        later = f"{cut.after_count} of {cut.after_words:,} later"
        counted = f"{cut.before_count} of {cut.before_words:,} up to {after}, {later}"
        if adjusted >= LEVEL:
            among = f" among {tested}" if tested > 1 else ""
            return Refusal(
                f"it {way} most after {after} ({counted}), as chance does{among} (p {adjusted:.2g})",
                "a change so large, or so many texts, that p is below .05",
            )
        return Change(one.what, after, *cut[1:5], cut.p_value, adjusted, tested)


def fallen(
    bench: Bench, symbols: Mapping[str, Sequence[Mention]], asked: Collection[str] = ()
) -> dict[str, Change | Refusal]:
    """Return where each symbol's invocations fall, or why none is told.

    Those that were asked for are adjusted among themselves: they were chosen before the texts were seen.

    Args:
        bench: The texts.
        symbols: The invocations of each.
        asked: Which of them were asked for.
    """
    found = dict[str, Change | Refusal]()
    tried = list[Tried]()
    for symbol, mentions in symbols.items():
        counts = bench.counts(mentions)
        if sum(counts) < LEAST:
            found[symbol] = Refusal(_seldom(sum(counts)), f"{LEAST} invocations in dated texts")
        else:
            tried.append(Tried(symbol, counts, bench.words))
    for family in (
        [one for one in tried if one.what in asked],
        [one for one in tried if one.what not in asked],
    ):
        found |= {one.what: result for one, result in zip(family, bench.tried(family), strict=True)}
    return found


def substitutes(
    bench: Bench, texts: Sequence[Reading], symbols: Mapping[str, Sequence[Mention]], change: Change
) -> tuple[Change, ...] | Refusal:
    """Return which symbols rise where one falls: in the same slots, with the same hands; or why none is told."""
    cut = bench.periods.index(change.after)
    before = [
        m for m in symbols[change.what]
        if (period := texts[m.text].period) is not None and bench.periods.index(period) <= cut
    ]  # fmt: skip
    slots = {mention.kind for mention in before}
    hands = {texts[mention.text].by for mention in before}
    words = [w if hand in hands else 0 for w, hand in zip(bench.words, bench.hands, strict=True)]
    later = sum(w for n, w in enumerate(words) if bench.period_of[n] > cut)
    if not later:
        return Refusal(
            f"none of those who invoked it speaks after {change.after}", "a later text by one of them"
        )
    tried = list[Tried]()
    for symbol, mentions in symbols.items():
        same = [m for m in mentions if m.kind in slots and texts[m.text].by in hands]
        counts = bench.counts(same)
        if symbol != change.what and sum(counts) >= LEAST:
            tried.append(Tried(symbol, counts, words, rise=True))
    kinds = ", ".join(sorted(filter(None, slots)))
    if not tried:
        return Refusal(
            f"no other symbol stands {LEAST} times in its slots ({kinds}) with the same hands",
            f"{LEAST} uses of another",
        )
    found = [one for one in bench.tried(tried, cut) if isinstance(one, Change)]
    if not found:
        return Refusal(
            f"of {len(tried)} symbols in its slots ({kinds}) with the same hands, none rises after {change.after}"
            " beyond chance",
            "a rise so large, or so many texts, that p is below .05",
        )
    return tuple(sorted(found, key=lambda one: (one.p_adjusted, one.what)))


def titles(
    bench: Bench, symbols: Mapping[str, Sequence[Mention]], is_title: Callable[[str], bool]
) -> dict[str, tuple[Change, ...]]:
    """Return titles that symbols lose or take up: their share of the uses of the name, over time.

    Args:
        bench: The texts.
        symbols: All mentions of each.
        is_title: Tells whether a word of a title is one by itself.
    """
    tried = list[tuple[str, Tried]]()
    for symbol, mentions in symbols.items():
        named = bench.counts(mentions)
        words = sorted({word for mention in mentions for word in mention.title.split() if is_title(word)})
        for word in words:
            counts = bench.counts([mention for mention in mentions if word in mention.title.split()])
            if sum(counts) >= LEAST and sum(named) >= 2 * LEAST:
                tried += [(symbol, Tried(word, counts, named, rise)) for rise in (False, True)]
    found = dict[str, tuple[Change, ...]]()
    results = bench.tried([one for _, one in tried])
    for (symbol, _), result in zip(tried, results, strict=True):
        if isinstance(result, Change):
            found[symbol] = (*found.get(symbol, ()), result)
    return found


def _seldom(number: int) -> str:
    if not number:
        return "no dated text invokes it"
    return f"dated texts invoke it { ({1: 'once', 2: 'twice'}.get(number, f'{number} times')) } in all"


SETTINGS = {
    "level": LEVEL, "texts": TEXTS, "least": LEAST, "shuffles": RUNS, "seed": SEED
}  # fmt: skip
