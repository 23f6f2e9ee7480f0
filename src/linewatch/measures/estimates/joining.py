"""Estimates of one passage seen together: those that are one, that deny or stand under one another."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from linewatch.measures.estimates.clauses import Parts, Span
from linewatch.measures.estimates.given import given_after
from linewatch.measures.estimates.lexicon import Lexicon
from linewatch.measures.estimates.ranges import denied
from linewatch.measures.estimates.rows import Estimate
from linewatch.measures.estimates.scales import Range, Scale

_WORDS = re.compile(r"[\w'-]+")


def joined(found: Sequence[Estimate], plain: str, cut: Parts, by: tuple[Lexicon, Scale]) -> list[Estimate]:
    """Return the estimates of a passage as they stand to one another, each with its target.

    Args:
        found: In order.
        plain: The passage in small letters and plain signs.
        cut: Its sentences and clauses.
        by: The words of its language, and the scale.
    """
    lexicon, scale = by
    rows = _apart(found)
    rows = _folded(rows, lambda last, one: _one_with_light(last, one, plain, lexicon))
    rows = _folded(rows, lambda last, one: _one_span(last, one, plain, lexicon))
    rows = [_bracketed(one, plain, lexicon) for one in rows]
    rows = _carried(rows, plain, lexicon, scale)
    rows = [replace(one, target=_target(plain, (one.start, one.end), one.clause)) for one in rows]
    return _under(rows, cut)


def _apart(found: Sequence[Estimate]) -> list[Estimate]:
    """Return estimates without those that a denial or modifier of a later one has grown over."""
    kept = list[Estimate]()
    for one in found:
        while kept and one.start < kept[-1].end:
            kept.pop()
        kept.append(one)
    return kept


def _folded(
    found: Sequence[Estimate], fold: Callable[[Estimate, Estimate], Estimate | None]
) -> list[Estimate]:
    """Return estimates with each two neighbours as one where they are one."""
    kept = list[Estimate]()
    for one in found:
        whole = fold(kept[-1], one) if kept else None
        if whole:
            kept[-1] = whole
        else:
            kept.append(one)
    return kept


def _one_with_light(last: Estimate, one: Estimate, plain: str, lexicon: Lexicon) -> Estimate | None:
    """Return "it seems" and "likely" as one: what seems likely is likely."""
    if last.kind != "judgement" or one.kind != "likelihood":
        return None
    if not {*plain[last.end : one.start].split()} <= {*lexicon.cues["articles"]}:
        return None
    light = any(
        entry.pattern.fullmatch(plain, last.start, last.end) for entry in lexicon.entries if entry.light
    )
    return replace(one, start=last.start) if light else None


def _one_span(last: Estimate, one: Estimate, plain: str, lexicon: Lexicon) -> Estimate | None:
    """Return "from unlikely to likely" as one."""
    if (
        not (last.range and one.range)
        or last.range.scale != one.range.scale
        or plain[last.end : one.start].split() != [lexicon.wording["to"]]
    ):
        return None
    lead = re.search(rf"(?<!\w){re.escape(lexicon.wording['from'])}\s+\Z", plain[: last.start])
    if not lead or last.range.low > one.range.high:
        return None
    by = f"from {plain[last.start : last.end]!r} to {plain[one.start : one.end]!r}"
    low, high = min(last.range.low, one.range.low), max(last.range.high, one.range.high)
    return replace(one, start=lead.start(), range=Range(low, high, by, one.range.scale), level="span")


def _bracketed(one: Estimate, plain: str, lexicon: Lexicon) -> Estimate:
    """Return an estimate with the range that its writer gives after it, in brackets or between commas."""
    if one.kind != "likelihood" or one.bracketed or not (told := given_after(plain, one.end, lexicon)):
        return one
    return replace(one, end=told.end, range=told.range, usual=one.range, why=None, bracketed=True)


def _carried(found: Sequence[Estimate], plain: str, lexicon: Lexicon, scale: Scale) -> list[Estimate]:
    """Return estimates with a denied judgement carried over to the likelihood right under it.

    "We do not believe it is likely" denies the likelihood, not the belief.
    """
    kept = list[Estimate]()
    for one in found:
        last = kept[-1] if kept else None
        if last and one.level and _denied_by(last, one, plain, lexicon):
            made = denied(one.level, one.range, lexicon, scale)
            kept.append(replace(one, negated=True, carried=True, **made._asdict()))
        else:
            kept.append(one)
    return kept


def _denied_by(last: Estimate, one: Estimate, plain: str, lexicon: Lexicon) -> bool:
    if last.kind != "judgement" or one.kind != "likelihood" or last.clause != one.clause:
        return False
    if one.negated or one.bracketed:
        return False
    said = plain[last.start : last.end].split()
    endings = tuple(lexicon.cues["deny_endings"])
    if not last.negated and not any(word in lexicon.cues["deny"] or word.endswith(endings) for word in said):
        return False
    return {*_WORDS.findall(plain[last.end : one.start])} <= {*lexicon.cues["deny_between"]}


def _target(plain: str, span: Span, clause: Span) -> Span:
    """Return what a phrase is said of: what follows it in its clause; where nothing does, what stands before."""
    after = _trimmed(plain, span[1], clause[1])
    return after if after[1] > after[0] else _trimmed(plain, clause[0], span[0])


def _trimmed(plain: str, start: int, end: int) -> Span:
    first = _WORDS.search(plain, start, end) if start < end else None
    if not first:
        return (start, start)
    while not _WORDS.match(plain, end - 1, end):
        end -= 1
    return (first.start(), end)


def _under(found: Sequence[Estimate], cut: Parts) -> list[Estimate]:
    """Return estimates with the attributed phrase before them in their sentence, under which they stand."""
    made = list[Estimate]()
    over: Estimate | None = None
    for one in found:
        if over and cut.sentence(over.start) != cut.sentence(one.start):
            over = None
        if one.kind == "attributed":
            over = one
            made.append(one)
        else:
            made.append(replace(one, within=(over.start, over.end)) if over else one)
    return made
