"""An interval in words: the phrase of a scale that holds it, with its range in brackets."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from linewatch.errors import BadValue
from linewatch.measures.estimates.scales import Scale, within

_PERCENT = 100
_SLACK = 1e-9  # an interval that was computed may end a rounding error beyond a term's


@dataclass(frozen=True, slots=True)
class Phrase:
    """An interval in words.

    Attributes:
        text: What to write: words with their range, or the bare range where no words hold it.
        words: The words alone; None where there are none.
        low: The lower end of the range that is written, a share.
        high: The upper end.
        given: What to write where the interval itself is to be told too: words, their range, and it.
        why: Why one phrase, or any, does not hold it; None where one does.
        needed: How it could be said.
    """

    text: str
    words: str | None
    low: float
    high: float
    given: str
    why: str | None = None
    needed: str | None = None


def phrase_for(low: float, high: float, scale: Scale) -> Phrase:
    """Return an interval in words.

    The narrowest phrase whose range holds the interval is taken; of two alike, the lower. Where none does, the two
    phrases between which it lies; where the scale does not reach so far, its bare numbers.

    Args:
        low: The lower end, a share from 0 to 1.
        high: The upper end; equal to low for a single number, which is then given a range.
        scale: Whose phrases.

    Raises:
        BadValue: If the interval is none.
    """
    if not (math.isfinite(low) and math.isfinite(high) and 0 <= low <= high <= 1):
        raise BadValue(f"{low:g} to {high:g} is no interval of shares.", _meant(low, high))
    inner, outer = min(low + _SLACK, 1.0), max(high - _SLACK, 0.0)
    if fits := within(scale.terms, inner, outer):
        return _written(fits[0].words, (fits[0].low, fits[0].high), (low, high), scale)
    pairs = [
        (one, other)
        for at, one in enumerate(scale.terms)
        for other in scale.terms[at + 1 :]
        if one.low <= inner and outer <= other.high and one.high <= other.high
    ]
    if not pairs:
        bare = in_percent(low, high, scale)
        return Phrase(
            bare,
            None,
            low,
            high,
            bare,
            f"{scale.name} has no words for {bare}",
            "the numbers, or another scale",
        )
    one, other = min(pairs, key=lambda pair: (pair[1].high - pair[0].low, pair[0].low, pair[0].high))
    words = scale.wording["between"].format(low=one.words, high=other.words)
    return replace(
        _written(words, (one.low, other.high), (low, high), scale),
        why="no one phrase of the scale is so wide, or it lies between two", needed="a narrower interval",
    )  # fmt: skip


def _meant(low: float, high: float) -> str:
    """Return what to give instead; whoever gave percents is told the shares."""
    if 0 <= low <= high <= _PERCENT:
        return f"Give shares from 0 to 1: use {low / _PERCENT:g} and {high / _PERCENT:g}."
    return "Give two numbers from 0 to 1, the lower first."


def _written(words: str, of: tuple[float, float], given: tuple[float, float], scale: Scale) -> Phrase:
    low, high = of
    # A whole percent at either end, no narrower than the scale has it: digits behind the point say nothing here.
    whole = (math.floor(low * _PERCENT + _SLACK) / _PERCENT, math.ceil(high * _PERCENT - _SLACK) / _PERCENT)
    told = in_percent(*whole, scale)
    text = scale.wording["phrase"].format(words=words, range=told)
    own = in_percent(*given, scale)
    both = scale.wording["given"].format(words=words, range=told, given=own)
    return Phrase(text, words, low, high, text if own == told else both)


def in_percent(low: float, high: float, scale: Scale) -> str:
    """Return a range in percent: one number where both ends are the same."""
    pattern = scale.wording["range" if low < high else "number"]
    return pattern.format(low=percent(low), high=percent(high))


def percent(share: float) -> str:
    """Return a share in percent, without digits that say nothing."""
    return f"{round(share * 100, 4):g}"
