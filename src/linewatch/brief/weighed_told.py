"""What was weighed on a question in sentences: what stands first, each explanation, what would turn the order.

A likelihood is told in words of one scale with its range in brackets, and the range of the draws beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linewatch.brief.phrases import Phrases
from linewatch.brief.weighed_values import Ends, Explanation, Judged, OwnWords, Turn, Weighed
from linewatch.figures.posteriors import outward, percent
from linewatch.measures.estimates.writing import in_percent, phrase_for

_NAMED = 6  # things without which another stands first
_SETTLED = 0.95  # of the draws in which one stands first: from here on the order is told as settled


def phrase(ends: Ends, words: Phrases) -> str:
    """Return a range in words of the scale with the scale's own range and this one in brackets, in whole per cent.

    A range that runs on beyond the scale, which has no words for under 1 or over 99 %, takes the words of its end; one
    that lies beyond it altogether is told in numbers alone.

    Source:
        Intelligence Community Directive 203 (2015), D.6.e.(2); the range in the sentence: PEERS.md, section 3.
    """
    low, high = (end / 100 for end in outward(*ends))
    bare = words.format("weighed.bare", low=f"{100 * low:.0f}", high=f"{100 * high:.0f}")
    if words.scale is None:
        return bare
    least, most = words.scale.terms[0].low, words.scale.terms[-1].high
    if high <= least or low >= most:
        return bare
    found = phrase_for(max(low, least), min(high, most), words.scale)
    # Words that hold less than half of the range would mislead.
    if not found.words or 2 * (min(high, found.high) - max(low, found.low)) <= high - low:
        return bare
    own = in_percent(low, high, words.scale)
    told = in_percent(found.low, found.high, words.scale)
    key = "phrase" if own == told else "given"
    text = words.scale.wording[key].format(words=found.words, range=told, given=own)
    return text.replace(" %", "\u00a0%")


def share(value: float | None, words: Phrases) -> str:
    """Return a share in whole per cent; a dash where there is none."""
    if value is None:
        return "–"
    told = percent(value)
    if not told.isdecimal():
        return words.get("measured.chance_none" if value < 0.5 else "measured.chance_all")
    return words.format("weighed.share", share=told)


def verdict(found: Weighed, words: Phrases) -> str:
    """Return which explanation stands first, and whether that is settled."""
    if found.ranked and found.most_unexamined > (found.ranked[0].mid or 0.0):
        held = share(found.unexamined, words)
        return words.format("weighed.unseen_first", name=found.ranked[0].name, share=held)
    if found.level:
        return words.get("weighed.level")
    told = _stands_first(found, words)
    if not found.ranked or not found.unexamined:
        return told
    return words.format("weighed.and_unseen", told=told, share=share(found.unexamined, words))


def _stands_first(found: Weighed, words: Phrases) -> str:
    ranked = found.ranked
    if len(ranked) < 2:
        return words.format("weighed.only", name=ranked[0].name) if ranked else words.get("weighed.none")
    first, second = ranked[:2]
    if first.first is None or second.first is None or first.mid is None or second.mid is None:
        return words.format("weighed.only", name=first.name)
    return words.format(
        "weighed.settled" if first.first >= _SETTLED else "weighed.open",
        name=first.name,
        second=second.name,
        first=share(first.first, words),
        other=share(second.first, words),
        points=round(100 * (first.mid - second.mid)),
    )


def explained(one: Explanation, words: Phrases, *, several: bool) -> str:
    """Return how far an explanation holds; its name is told by whoever calls."""
    if one.ends is None or one.mid is None:
        why = words.format("weighed.refused", why=one.why)
        return why + (words.format("weighed.needed", needed=one.needed) if one.needed else "")
    return words.format(
        "weighed.contributes" if several else "weighed.holds",
        phrase=phrase(one.ends, words),
        mid=share(one.mid, words),
        first=share(one.first, words),
        prior=share(one.prior, words),
    )


def turned(turns: Sequence[Turn], found: Weighed, words: Phrases) -> str:
    """Return changes of judgements that together would put another explanation first; one at least."""
    changes = words.get("weighed.turn_and").join(_changed(one, found, words) for one in turns)
    return words.format("weighed.turn", changes=changes, top=found.called(turns[-1].top))


def _changed(one: Turn, found: Weighed, words: Phrases) -> str:
    return words.format(
        "weighed.turn_one",
        item=found.called(one.item),
        before=judged(one.before, words),
        after=judged(one.after, words),
        hypothesis=found.called(one.before.hypothesis),
        analyst=one.before.analyst,
    )


def turns(found: Weighed, words: Phrases) -> list[str]:
    """Return what the order hangs on: single judgements, else two together, then what is left out."""
    if not found.led:
        return []
    told = [turned([one], found, words) for one in found.turns]
    if not told:
        told = [turned(found.pair, found, words)] if found.pair else [words.get("weighed.turn_none")]
    return [*told, *_without(found, words)]


def _without(found: Weighed, words: Phrases) -> Iterator[str]:
    """Yield for each explanation that would stand first without something what that is, the closest call last."""
    labels: dict[str, list[str]] = {}
    for one in sorted(found.without, key=lambda one: one.lead):
        label = words.format(f"weighed.left_out.{one.kind}", name=one.name)
        labels.setdefault(one.top, []).append(label)
    labels.pop(found.ranked[0].id, None)
    semicolon = words.get("punctuation.items")
    for top, own in labels.items():
        more = words.format("weighed.more", count=len(own) - _NAMED) if len(own) > _NAMED else ""
        yield words.format(
            "weighed.without", labels=semicolon.join(own[:_NAMED]) + more, top=found.called(top)
        )


def judged(one: Judged, words: Phrases) -> str:
    """Return a judgement with its range in brackets, or the range alone where no word was given."""
    low, high = (f"{round(100 * end, 1):g}" for end in one.ends)
    key = "weighed.word" if one.word else "weighed.bare" if low != high else "weighed.share"
    return words.format(key, word=one.word, low=low, high=high, share=low)


def own_words(one: OwnWords, found: Weighed, words: Phrases) -> str:
    """Return a document's own words on an explanation beside what was weighed."""
    told = next((row for row in found.explanations if row.id == one.hypothesis), None)
    ours = told.ends if told else None
    meant = words.either(f"weighed.own_kind.{one.kind}", one.kind) if one.kind else ""
    if one.ends:
        low, high = (f"{100 * end:.0f}" for end in one.ends)
        meant = words.format("weighed.own_meant", low=low, high=high)
    return words.format(
        "weighed.own",
        said=words.ended(one.said),
        read=words.format("weighed.own_read", meant=meant) if meant else words.get("weighed.own_unread"),
        phrase=phrase(ours, words) if ours else words.get("weighed.unweighed"),
        verdict=words.get(f"weighed.verdict.{_verdict(one.ends, ours)}"),
    )


def _verdict(theirs: Ends | None, ours: Ends | None) -> str:
    if theirs is None or ours is None:
        return "nothing"
    if ours.high < theirs.low:
        return "lower"
    return "higher" if ours.low > theirs.high else "alike"
