"""Who or what some texts invoke as authority: all that is told of each symbol."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from linewatch.kinds.refusals import Refusal
from linewatch.measures.rates import PER, clumping, rate
from linewatch.measures.symbols import grouping, shortened, testing
from linewatch.measures.symbols.grouping import Symbol, grouped
from linewatch.measures.symbols.lexicon import Words
from linewatch.measures.symbols.orders import LONGEST, Listed, orders
from linewatch.measures.symbols.reading import Mention, Reading, read
from linewatch.measures.symbols.values import Change, Period, Told, Variant

SETTINGS = {
    **testing.SETTINGS,
    "per_words": PER,
    "articles": grouping.ARTICLES,
    "small": grouping.SMALL,
    "main": grouping.MAIN,
    "called": grouping.CALLED,
    "spoken": grouping.SPOKEN,
    "short": shortened.SHORT,
    "same_hands": shortened.SAME,
    "longest_list": LONGEST,
}


class Known(NamedTuple):
    """What the record knows of symbols.

    Attributes:
        names: Id and one name of each, as often as it has names.
        asked: Ids among them that are no actors, but were asked for.
        criticised: Document, passage and id where a coded statement criticises a symbol.
    """

    names: Sequence[tuple[str, str]] = ()
    asked: frozenset[str] = frozenset()
    criticised: frozenset[tuple[str, int, str]] = frozenset()


def symbols(
    texts: Sequence[Reading], words: Mapping[str, Words], known: Known, periods: Sequence[str]
) -> list[Told]:
    """Return what is told of each symbol, most invoked first.

    Args:
        texts: In order of date; undated ones last.
        words: Of each language in which a text is.
        known: What the record knows.
        periods: All periods to be told, in order; those without a text too.
    """
    found = read(texts, words, known.names)
    groups = grouped(found, texts, words, known.asked, {symbol for _, _, symbol in known.criticised})
    groups = {symbol: _uncriticised(symbol, mentions, texts, known) for symbol, mentions in groups.items()}
    bench = testing.Bench(texts, found.words)
    named = {symbol.id: mentions for symbol, (mentions, _) in groups.items()}
    invoked = {symbol: [m for m in mentions if m.kind] for symbol, mentions in named.items()}
    falls = testing.fallen(bench, invoked, known.asked)
    titles = testing.titles(
        bench, named, lambda word: any(word in own.titles or word in own.honours for own in words.values())
    )
    listed = orders(bench, texts, named)
    told = [
        _told(
            symbol,
            (mentions, criticised),
            (texts, found.words, periods),
            (
                falls[symbol.id],
                _substitutes(bench, texts, invoked, falls[symbol.id]),
                titles.get(symbol.id, ()),
            ),
            listed[symbol.id],
        )
        for symbol, (mentions, criticised) in groups.items()
    ]
    return sorted(told, key=lambda one: (-one.invoked, -len(one.mentions), one.id))


def _uncriticised(
    symbol: Symbol, mentions: Sequence[Mention], texts: Sequence[Reading], known: Known
) -> tuple[list[Mention], frozenset[int]]:
    """Return mentions, those that the record tells to be criticised not invoked; and which these are."""
    where = frozenset(
        n for n, m in enumerate(mentions) if (texts[m.text].document, m.n, symbol.id) in known.criticised
    )
    return [m._replace(kind=None) if n in where else m for n, m in enumerate(mentions)], where


def _substitutes(
    bench: testing.Bench,
    texts: Sequence[Reading],
    invoked: Mapping[str, Sequence[Mention]],
    fall: Change | Refusal,
) -> tuple[Change, ...] | Refusal:
    if isinstance(fall, Refusal):
        return testing.NO_FALL
    return testing.substitutes(bench, texts, invoked, fall)


def _told(
    symbol: Symbol,
    mentioned: tuple[Sequence[Mention], frozenset[int]],
    held: tuple[Sequence[Reading], Sequence[int], Sequence[str]],
    changes: tuple[Change | Refusal, tuple[Change, ...] | Refusal, tuple[Change, ...]],
    listed: Listed,
) -> Told:
    (mentions, criticised), (texts, words, periods), (fall, substitutes, titles) = mentioned, held, changes
    invoked = [mention for mention in mentions if mention.kind]
    counts = Counter(mention.text for mention in invoked)
    dated = [n for n, text in enumerate(texts) if text.period is not None]
    clumps = clumping(
        [counts[n] for n in dated], [words[n] for n in dated], [(texts[n].period, texts[n].by) for n in dated]
    )
    if clumps is None:
        clumps = clumping(
            [counts[n] for n in dated], [words[n] for n in dated], [texts[n].period for n in dated]
        )
    return Told(
        id=symbol.id,
        sort=symbol.sort,
        mentions=tuple(mentions),
        criticised=criticised,
        slots=dict(sorted(Counter(str(m.kind) for m in invoked).items(), key=lambda one: (-one[1], one[0]))),
        variants=_variants(mentions),
        periods=tuple(_periods(mentions, texts, words, periods, clumps)),
        by=tuple(_by(mentions, texts, words, clumps)),
        clumps=clumps,
        **listed._asdict(),
        fall=fall,
        substitutes=substitutes,
        titles=titles,
    )


def _variants(mentions: Sequence[Mention]) -> tuple[Variant, ...]:
    ways: defaultdict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        ways[" ".join(mention.form), mention.title].append(mention)
    found = [
        Variant(form, title, len(own), sum(m.kind is not None for m in own), own[0], own[-1])
        for (form, title), own in ways.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.named, one.form, one.title)))


def _periods(
    mentions: Sequence[Mention],
    texts: Sequence[Reading],
    words: Sequence[int],
    periods: Sequence[str],
    clumps: float | None,
) -> list[Period]:
    told = {
        period.name: period for period in _counted(mentions, texts, words, [t.period for t in texts], clumps)
    }
    return [told.get(name) or Period(name, 0, 0, 0, 0, None, None) for name in periods]


def _by(
    mentions: Sequence[Mention], texts: Sequence[Reading], words: Sequence[int], clumps: float | None
) -> list[Period]:
    told = _counted(mentions, texts, words, [t.by for t in texts], clumps)
    return sorted(
        (one for one in told if one.named), key=lambda one: (-one.invoked, -one.named, one.name or "")
    )


def _counted(
    mentions: Sequence[Mention],
    texts: Sequence[Reading],
    words: Sequence[int],
    groups: Sequence[str | None],
    clumps: float | None,
) -> list[Period]:
    held, length = Counter(groups), Counter[str | None]()
    for group, count in zip(groups, words, strict=True):
        length[group] += count
    named = Counter(groups[m.text] for m in mentions)
    invoked = Counter(groups[m.text] for m in mentions if m.kind)
    wide = clumps or 1.0
    return [
        Period(
            group, held[group], length[group], named[group], invoked[group],
            rate(invoked[group], length[group], wide) if length[group] else None,
            rate(named[group], length[group], wide) if length[group] else None,
        )
        for group in held
    ]  # fmt: skip
