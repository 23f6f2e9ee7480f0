"""A text of one's own before it goes out: every likelihood with its range, and no confidence beside it."""

from __future__ import annotations

from dataclasses import dataclass

from linewatch.measures.estimates.clauses import Span, parts
from linewatch.measures.estimates.lexicon import Lexicon
from linewatch.measures.estimates.patterns import plain
from linewatch.measures.estimates.reading import Estimate, read
from linewatch.measures.estimates.scales import Scale
from linewatch.measures.estimates.writing import in_percent


@dataclass(frozen=True, slots=True)
class Fault:
    """A place to mend.

    Attributes:
        start: Where the phrase begins.
        end: Where it ends.
        sentence: Its sentence.
        why: What is wrong.
        do: What to do.
    """

    start: int
    end: int
    sentence: Span
    why: str
    do: str


def lint(text: str, lexicon: Lexicon, scale: Scale) -> list[Fault]:
    """Return the places of a text whose estimates a reader cannot take as they are meant.

    Words in quotation marks are a source's own and are let be. A likelihood must give its range in brackets: readers
    take a phrase as it is meant about twice as often with it (PEERS.md, section 3). A likelihood and a confidence do
    not go into one sentence (Intelligence Community Directive 203).

    Args:
        text: Running text.
        lexicon: Of its language.
        scale: Whose ranges to offer.
    """
    cut = parts(text, plain(text), lexicon.cues)
    rows = [one for one in read(text, lexicon, scale)[0] if not one.quoted]
    faults = [
        _bare(one, cut.sentence(one.start), scale)
        for one in rows
        if one.kind == "likelihood" and not one.bracketed
    ]
    likely = {cut.sentence(one.start) for one in rows if one.kind == "likelihood"}
    faults += [
        Fault(one.start, one.end, sentence, "a likelihood and a confidence stand in one sentence",
              "Say how sure you are in a sentence of its own.")
        for one in rows
        if one.confidence and (sentence := cut.sentence(one.start)) in likely
    ]  # fmt: skip
    return sorted(faults, key=lambda fault: (fault.start, fault.end))


def _bare(one: Estimate, sentence: Span, scale: Scale) -> Fault:
    if one.range:
        usual = in_percent(one.range.low, one.range.high, scale)
        return Fault(one.start, one.end, sentence, "a likelihood without its range",
                     f"Write the range you mean in brackets after it; the scale has {usual}.")  # fmt: skip
    return Fault(one.start, one.end, sentence, one.why or "a likelihood without its range",
                 "Say how likely, with the range in brackets, or leave it out.")  # fmt: skip
