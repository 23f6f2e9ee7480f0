"""Ranges as an analyst writes them: two shares, one share, or words of the question's scale."""

from __future__ import annotations

import re
from typing import NamedTuple

from linewatch.desk.common.wording import lexicon, own_lexicon
from linewatch.errors import BadValue, nearest
from linewatch.kinds.questions import Question
from linewatch.measures.estimates.scales import Scale, Term, chosen, scales
from linewatch.record.case_file import CaseFile

# Words, "rest" and scales are told in the language in which everything else is.
LANGUAGE = "en"
_FORM = "Write two shares from 0 to 1 as 0.6..0.9, one as 0.7, or words of the scale."
# As people write a share, and as a computer writes a very small one.
_SHARE = r"(\d*\.?\d+(?:e-?\d+)?|\d+\.)"
_SPAN = re.compile(rf"\s*{_SHARE}\s*(?:\.\.\s*{_SHARE}\s*)?", re.IGNORECASE)
_PER_CENT = re.compile(r"\s*(\d*\.?\d+)\s*(?:%?\s*\.\.\s*(\d*\.?\d+)\s*)?%\s*")
_FIGURES = re.compile(r"[\s\d.,%+-]+")


class Told(NamedTuple):
    """A range as it was told.

    Attributes:
        word: The phrase of the scale; None where it was told in figures.
        low: The lower end, a share.
        high: The upper end.
    """

    word: str | None
    low: float
    high: float


def noted(key: str, **values: object) -> str:
    """Return what is noted at a row by itself, under a key of ``notes`` in the lexicon of weighing."""
    return str(lexicon(f"weighing.{LANGUAGE}")["notes"][key]).format(**values)


def known_scales(case: CaseFile) -> tuple[dict[str, Scale], str]:
    """Return the scales of likelihood by id, the case's own lexicon of estimates before the one that ships.

    With them comes the id of the one that is written with where none is named.
    """
    name = f"estimates.{LANGUAGE}"
    own = case.folder / f"{name}.toml"
    told = own_lexicon(own, "Mend it, or take it away.") if own.is_file() else lexicon(name)
    return scales(told["scales"], told["writing"]), told["defaults"]["write"]


def scale_of(case: CaseFile, question: Question | None) -> Scale:
    """Return the scale by which words of a question are ranges.

    Raises:
        BadValue: If the question names one that there is not.
    """
    known, default = known_scales(case)
    if question and question.scale and question.scale not in known:
        raise BadValue(
            f"The question {question.id!r} goes by a scale {question.scale!r}, which there is not.",
            f"Give it one of {', '.join(known)}: linewatch question {question.id} --scale {default}",
        )
    return chosen(known, (question.scale if question else None) or default)


def told_span(text: str, scale: Scale) -> Told:
    """Return a range from what an analyst wrote; capitals and spaces do not matter.

    Raises:
        BadValue: If it is no phrase of the scale, no share, or stands upside down.
    """
    if shares := _PER_CENT.fullmatch(text):
        text = "..".join(f"{round(float(share) / 100, 9):g}" for share in shares.groups() if share)
    words = " ".join(text.split()).casefold()
    phrases = {phrase.casefold(): phrase for phrase in scale.listed}
    if words in phrases:
        phrase = phrases[words]
        return Told(phrase, scale.listed[phrase].low, scale.listed[phrase].high)
    if found := _SPAN.fullmatch(text):
        low, high = float(found[1]), float(found[2] or found[1])
        if max(low, high) > 1:
            raise BadValue(f"{text.strip()!r} goes beyond 1.", _FORM)
        if low > high:
            raise BadValue(
                f"The range {text.strip()} stands upside down.",
                f"Write the lower end first: {high:g}..{low:g}",
            )
        return Told(None, low, high)
    if _FIGURES.fullmatch(text):
        raise BadValue(f"{text.strip()!r} is no range of shares.", _FORM)
    near = nearest(words, phrases) if words else "Give a phrase or a range."
    raise BadValue(
        f"{text.strip()!r} is no phrase of the scale {scale.name}.", f"{near} Its phrases: {_listed(scale)}."
    )


def written(low: float | None, high: float | None) -> str | None:
    """Return a range as `told_span` reads it; None for none."""
    if low is None or high is None:
        return None
    return f"{low!r}" if low == high else f"{low!r}..{high!r}"


def _listed(scale: Scale) -> str:
    return ", ".join(f"{term.words} ({_ends(term)})" for term in scale.terms)


def _ends(term: Term) -> str:
    return f"{term.low:g}..{term.high:g}"
