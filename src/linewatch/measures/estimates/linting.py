"""A text of one's own before it goes out: every likelihood with its range, and no confidence beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from linewatch.measures.estimates.clauses import Span, parts
from linewatch.measures.estimates.lexicon import Lexicon, Linting
from linewatch.measures.estimates.own_words import own_words
from linewatch.measures.estimates.patterns import plain
from linewatch.measures.estimates.reading import Estimate, read
from linewatch.measures.estimates.scales import Scale
from linewatch.measures.estimates.writing import in_percent

_NOTED_STOP = re.compile(r"[.!]\d+\s+[^\W\d_]")  # the number of a note hides that a sentence ends before it


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

    A likelihood must give its range in brackets: readers take a phrase as it is meant about twice as often with it
    (PEERS.md, section 3). A likelihood and a confidence do not go into one sentence (Intelligence Community Directive
    203). A source's words in quotation marks or in a block quotation are let be, and so are questions, leave, ability
    and names of months, as far as the words beside them tell.

    Args:
        text: Running text or Markdown.
        lexicon: Of its language.
        scale: Whose ranges to offer.
    """
    own = own_words(text)
    small = plain(own)
    cut = parts(own, small, lexicon.cues)
    found = read(own, lexicon, scale)[0]
    rows = [one for one in found if _likely(one, small, lexicon.linting) or one.confidence]
    spared = _spared(small, lexicon.linting)
    likely = [
        one
        for one in rows
        if not one.confidence and not _no_estimate(one, own, cut.sentence(one.start), lexicon, spared)
    ]
    faults = [
        _bare(one, cut.sentence(one.start), scale)
        for one in likely
        if not (one.bracketed or _told(one, small, lexicon.linting))
    ]
    sentences = {cut.sentence(one.start) for one in likely}
    faults += [
        Fault(one.start, one.end, sentence, "a likelihood and a confidence stand in one sentence",
              "Say how sure you are in a sentence of its own.")
        for one in rows
        if one.confidence and (sentence := cut.sentence(one.start)) in sentences
    ]  # fmt: skip
    return sorted(faults, key=lambda fault: (fault.start, fault.end))


def _likely(one: Estimate, small: str, told: Linting) -> bool:
    """Return whether a phrase is to give a range."""
    if one.kind == "likelihood":
        return True
    return one.kind == "judgement" and any(each.search(small, one.start, one.end) for each in told.also)


def _spared(small: str, told: Linting) -> list[Span]:
    """Return where a word of likelihood is none."""
    kept, found = (
        [
            one.span()
            for each in listed
            for one in each.finditer(small)
            if not (one.start() and small[one.start() - 1].isalnum())
        ]
        for listed in (told.but, told.let)
    )
    return [span for span in found if not any(first < span[1] and span[0] < last for first, last in kept)]


def _no_estimate(one: Estimate, own: str, sentence: Span, lexicon: Lexicon, spared: Sequence[Span]) -> bool:
    # A question tells nothing; a verb that begins a sentence with a capital asks, or is the name of a month.
    rest = own[one.end : sentence[1]].rstrip()
    if rest.endswith("?") and not _NOTED_STOP.search(rest):
        return True
    said = own[one.start : one.end]
    if said[:1].isupper() and said.lower() in lexicon.modals:
        return True
    if " ".join(said.lower().split()) in lexicon.linting.alone:
        return True
    return any(first < one.end and one.start < last for first, last in spared)


def _told(one: Estimate, small: str, told: Linting) -> bool:
    """Return whether the writer gives the range in brackets, or a number right after a word of chance."""
    if told.range and told.range.match(small, one.end):
        return True
    said = small[one.start : one.end].split()
    return bool(told.number and {*said} & {*told.odds} and told.number.match(small, one.end))


def _bare(one: Estimate, sentence: Span, scale: Scale) -> Fault:
    if one.range:
        usual = in_percent(one.range.low, one.range.high, scale)
        return Fault(one.start, one.end, sentence, "a likelihood without its range",
                     f"Write the range you mean in brackets after it; the scale has {usual}.")  # fmt: skip
    return Fault(one.start, one.end, sentence, one.why or "a likelihood without its range",
                 "Say how likely, with the range in brackets, or leave it out.")  # fmt: skip
