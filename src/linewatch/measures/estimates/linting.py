"""A text of one's own before it goes out: every likelihood with its range, and no confidence beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from linewatch.measures.estimates.clauses import Parts, Span, parts
from linewatch.measures.estimates.given import given_later
from linewatch.measures.estimates.lexicon import Lexicon, Linting
from linewatch.measures.estimates.own_words import own_words
from linewatch.measures.estimates.patterns import plain
from linewatch.measures.estimates.reading import Estimate, read
from linewatch.measures.estimates.scales import ENDS, Range, Scale
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

    A likelihood must give its range in brackets: readers take a phrase as it is meant about twice as often with it
    (PEERS.md, section 3). A likelihood and a confidence do not go into one sentence (Intelligence Community Directive
    203). A range that is given must fit its phrase: more than half of it lies in what the scale has for the phrase, or
    on the side of even odds that the phrase names where no scale lists it. A source's words in quotation marks or in a
    block quotation are let be, and so are questions, denials, leave, ability and names of months, as far as the words
    beside them tell.

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
    likely = [one for one in rows if not one.confidence and not _no_estimate(one, own, lexicon, spared)]
    faults = [
        fault
        for one, after in pairwise([*likely, None])
        if one and (fault := _fault(one, after, small, cut, (lexicon, scale)))
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


def _no_estimate(one: Estimate, own: str, lexicon: Lexicon, spared: Sequence[Span]) -> bool:
    # A verb that begins a sentence with a capital asks, or is the name of a month.
    said = own[one.start : one.end]
    if said[:1].isupper() and said.lower() in lexicon.modals:
        return True
    if " ".join(said.lower().split()) in lexicon.linting.alone:
        return True
    return any(first < one.end and one.start < last for first, last in spared)


def _fault(
    one: Estimate, after: Estimate | None, small: str, cut: Parts, by: tuple[Lexicon, Scale]
) -> Fault | None:
    """Return what is wrong with a likelihood; None where it gives a range that fits it."""
    lexicon, scale = by
    sentence = cut.sentence(one.start)
    if one.level == "number":
        return None
    until = min(sentence[1], after.start if after else sentence[1])
    given = one.range if one.bracketed else given_later(small, one.end, until, lexicon)
    usual = one.usual if one.bracketed else one.range
    if given is None:
        return _bare(one, sentence, by)
    meant = usual or _side(one.level, lexicon)
    if meant is None or _shared(given, meant) > (given.high - given.low) / 2:
        return None
    told = in_percent(meant.low, meant.high, scale)
    return Fault(one.start, one.end, sentence, f"the range does not fit the phrase, which has {told}{_of(usual, by)}",
                 "Take another phrase, or mend the range.")  # fmt: skip


def _shared(one: Range, other: Range) -> float:
    return max(0.0, min(one.high, other.high) - max(one.low, other.low))


def _side(level: str | None, lexicon: Lexicon) -> Range | None:
    """Return the half of the scale on which a level lies; None where it says neither."""
    low, high = ENDS
    if level in lexicon.sides["above"]:
        return Range((low + high) / 2, high, "likelier than not")
    if level in lexicon.sides["below"]:
        return Range(low, (low + high) / 2, "less likely than not")
    return None


def _of(usual: Range | None, by: tuple[Lexicon, Scale]) -> str:
    """Return the name of the scale that lists a phrase, where it is not the one that is asked."""
    lexicon, scale = by
    return f" in {lexicon.scales[usual.scale].name}" if usual and usual.scale != scale.id else ""


def _bare(one: Estimate, sentence: Span, by: tuple[Lexicon, Scale]) -> Fault:
    lexicon, scale = by
    if one.range:
        usual = in_percent(one.range.low, one.range.high, scale)
        whose = (
            "the scale"
            if one.range.scale == scale.id
            else f"{scale.name} does not list it, {lexicon.scales[one.range.scale].name}"
        )
        return Fault(one.start, one.end, sentence, "a likelihood without its range",
                     f"Write the range you mean in brackets after it; {whose} has {usual}.")  # fmt: skip
    return Fault(one.start, one.end, sentence, one.why or "a likelihood without its range",
                 "Say how likely, with the range in brackets, or leave it out.")  # fmt: skip
