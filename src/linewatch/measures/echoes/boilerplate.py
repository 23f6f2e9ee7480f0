"""What recurs by form and not by choice: headings, salutations, lists of names, references, printed furniture.

No word of any language is known here. A passage is weighed by how it is written and where it stands: by capitals beyond
what its texts have of them, figures, brackets, broken lines, nearness to the head or foot of a text, length, and the
number of documents that have it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from linewatch.measures.echoes.families import Family, Place

Kind = Literal["borrowing", "boilerplate"]
_AROUND = 0.6  # of a place that is heading, address, list or note of origin, if it stands there by form
_LOOKED_AT = 8  # places of a passage that are weighed
_READ = 600  # characters of a place
_HEAD, _FOOT = 500, 250  # characters from either end of a text, over which nearness to it fades
_BEFORE = 200  # characters before a place in which a bracket may have been opened
_WORD = re.compile(r"\w+")


class _Weights(NamedTuple):
    """What each sign counts, as log odds: a logistic regression on 150 passages judged by hand, and rounded.

    They were drawn from volumes of Foreign Relations of the United States, and are in no file of results.
    """

    capitals: float = 6.5
    figures: float = 4.0
    brackets: float = 5.5
    lines: float = 1.5
    signs: float = 3.0
    head: float = 2.0
    foot: float = 1.0
    words: float = -0.8
    documents: float = 0.5
    always: float = -2.5


_WEIGHTS = _Weights()


@dataclass(frozen=True, slots=True)
class Shape:
    """How a document is laid out, for what stands in it by form.

    Attributes:
        text: The document's.
        around: Stretches that are headings, addresses, signatures, lists or notes of where it comes from.
    """

    text: str
    around: tuple[tuple[int, int], ...] = ()


def capitals(texts: Iterable[str]) -> float:
    """Return which share of words begins with a capital, of those whose script has capitals; 0 where none has.

    Args:
        texts: Of which the beginnings are read.
    """
    cased = large = 0
    for text in texts:
        found = [word[0] for word in _WORD.findall(text[: 20 * _READ]) if _cased(word[0])]
        cased += len(found)
        large += sum(first != first.lower() for first in found)
    return large / cased if cased else 0.0


def kind_of(family: Family, shapes: Sequence[Shape], usual: float) -> Kind:
    """Say whether a passage recurs by form or was taken over.

    Args:
        family: The passage.
        shapes: Of all documents, by number.
        usual: The share of capitals in the archive, see ``capitals``.
    """
    places = family.places
    around = sum(_around(place, shapes[place.document]) for place in places)
    if around >= _AROUND * len(places):
        return "boilerplate"
    return "boilerplate" if form(family, shapes, usual) > 0 else "borrowing"


def form(family: Family, shapes: Sequence[Shape], usual: float) -> float:
    """Return the log odds that a passage recurs by form, from how it is written and where it stands.

    Args:
        family: The passage.
        shapes: Of all documents, by number.
        usual: The share of capitals in the archive.
    """
    some = family.places[:: max(1, len(family.places) // _LOOKED_AT)][:_LOOKED_AT]
    odds = [_odds(place, shapes[place.document].text, usual) for place in some]
    return sum(odds) / len(odds) + _WEIGHTS.documents * math.log(family.documents)


def _odds(place: Place, text: str, usual: float) -> float:
    own = text[place.start : min(place.end, place.start + _READ)]
    words = _WORD.findall(own)
    many = max(1, len(words))
    cased = [word[0] for word in words if _cased(word[0])]
    large = sum(first != first.lower() for first in cased) / len(cased) if cased else usual
    figures = sum(any(sign.isdigit() for sign in word) for word in words) / many
    before = text[max(0, place.start - _BEFORE) : place.start]
    bracket = before.rfind("[") > before.rfind("]") or "[" in own or "]" in own
    ends = (text[place.start - 1 : place.start], text[place.end : place.end + 1])
    breaks = own.count("\n") + sum(end in ("", "\n") for end in ends)
    signs = sum(not sign.isalnum() and not sign.isspace() for sign in own)
    weigh = _WEIGHTS
    return (
        weigh.always
        + weigh.capitals * (large - usual)
        + weigh.figures * figures
        + weigh.brackets * bracket
        + weigh.lines * min(1.0, 4 * breaks / many)
        + weigh.signs * min(1.0, signs / many)
        + weigh.head * max(0.0, 1 - place.start / _HEAD)
        + weigh.foot * max(0.0, 1 - (len(text) - place.end) / _FOOT)
        + weigh.words * math.log(max(1.0, len(_WORD.findall(text, place.start, place.end))))
    )


def _cased(letter: str) -> bool:
    return letter.lower() != letter.upper()


def _around(place: Place, shape: Shape) -> bool:
    inside = sum(max(0, min(place.end, end) - max(place.start, start)) for start, end in shape.around)
    return inside >= _AROUND * place.size
