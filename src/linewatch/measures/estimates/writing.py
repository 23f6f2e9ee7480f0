"""An interval in words: the phrase of a scale that holds it, with its range in brackets."""

from __future__ import annotations

import math
from dataclasses import dataclass

from linewatch.errors import BadValue
from linewatch.measures.estimates.scales import Scale, Term, within

_SLACK = 1e-9  # an interval that was computed may end a rounding error beyond a term's


@dataclass(frozen=True, slots=True)
class Phrase:
    """An interval in words.

    Attributes:
        text: What to write: words with their range, or the bare range where no words hold it.
        words: The words alone; None where there are none.
        low: The lower end of the range that is written, a share.
        high: The upper end.
        why: Why one phrase, or any, does not hold it; None where one does.
        needed: How it could be said.
    """

    text: str
    words: str | None
    low: float
    high: float
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
        raise BadValue(
            f"{low} to {high} is no interval of shares.", "Give two numbers from 0 to 1, the lower first."
        )
    inner, outer = min(low + _SLACK, 1.0), max(high - _SLACK, 0.0)
    if fits := within(scale.terms, inner, outer):
        return _written(fits[0].words, fits[0].low, fits[0].high, scale)
    pairs = [
        (one, other)
        for at, one in enumerate(scale.terms)
        for other in scale.terms[at + 1 :]
        if one.low <= inner and outer <= other.high and one.high <= other.high
    ]
    if not pairs:
        return Phrase(
            in_percent(low, high, scale), None, low, high,
            f"{scale.name} has no words for {in_percent(low, high, scale)}", "the numbers, or another scale",
        )  # fmt: skip
    one, other = min(pairs, key=lambda pair: (pair[1].high - pair[0].low, pair[0].low, pair[0].high))
    return _between(one, other, scale)


def _between(one: Term, other: Term, scale: Scale) -> Phrase:
    made = _written(
        scale.wording["between"].format(low=one.words, high=other.words), one.low, other.high, scale
    )
    return Phrase(
        made.text, made.words, made.low, made.high,
        "no one phrase of the scale is so wide, or it lies between two", "a narrower interval",
    )  # fmt: skip


def _written(words: str, low: float, high: float, scale: Scale) -> Phrase:
    text = scale.wording["phrase"].format(words=words, range=in_percent(low, high, scale))
    return Phrase(text, words, low, high)


def in_percent(low: float, high: float, scale: Scale) -> str:
    """Return a range in percent: one number where both ends are the same."""
    pattern = scale.wording["range" if low < high else "number"]
    return pattern.format(low=percent(low), high=percent(high))


def percent(share: float) -> str:
    """Return a share in percent, without digits that say nothing."""
    return f"{round(share * 100, 4):g}"
