"""What stops a matrix from being weighed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from linewatch.errors import BadValue, nearest
from linewatch.hypotheses.matrix import Item, Matrix, Span
from linewatch.hypotheses.priors import priors
from linewatch.hypotheses.sets import MOST_ABLE

_SHOWN = 4


def check(matrix: Matrix) -> None:
    """Refuse a matrix that cannot be weighed.

    Raises:
        BadValue: Fewer than two hypotheses, more than ten that may all contribute, two that stand for the rest, an id
            twice, a range upside down or outside 0 to 1, a judgement of something that is not in the matrix, a group
            without dependence, priors that do not sum to one.
    """
    ids = [candidate.id for candidate in matrix.candidates]
    if len(ids) < 2:
        raise BadValue(
            f"{matrix.question!r} has {len(ids)} hypothesis{'' if len(ids) == 1 else 'es'}: nothing to weigh against.",
            "Add at least one more, and one that stands for something else.",
        )
    _once("hypothesis", ids)
    _once("item", [item.id for item in matrix.items])
    rests = [candidate.id for candidate in matrix.candidates if candidate.rest]
    if len(rests) > 1:
        raise BadValue(
            f"{listed(rests)} all stand for something else.", "Let one hypothesis stand for the rest."
        )
    if matrix.several and len(ids) - len(rests) > MOST_ABLE:
        raise BadValue(
            f"{len(ids) - len(rests)} hypotheses that may all contribute make too many sets to weigh.",
            f"Join or take out some: {MOST_ABLE} beside the rest can be weighed together; or ask two questions.",
        )
    for item in matrix.items:
        _check_item(item, matrix)
    for name, dependence in sorted(matrix.dependence.items()):
        if not 0.0 <= dependence <= 1.0:
            raise BadValue(
                f"The dependence of group {name!r} is {dependence:g}.",
                "Give 0 (each item tells as much as alone) to 1 (all together tell as much as one).",
            )
    items = {item.id for item in matrix.items}
    for place, span in sorted(matrix.cells.items()):
        _known("item", place.item, items)
        _known("hypothesis", place.hypothesis, ids)
        _range(span, f"{place.analyst!r} judged {place.item!r} if {place.hypothesis!r} were true")
    for (hypothesis, analyst), span in sorted(matrix.opinions.items()):
        _known("hypothesis", hypothesis, ids)
        _range(span, f"{analyst!r} holds {hypothesis!r} likely")
    priors(matrix)


def _check_item(item: Item, matrix: Matrix) -> None:
    for what, span in (("reliability", item.reliability), ("holds", item.holds), ("seen", item.seen)):
        _range(span, f"{what} of {item.id!r}")
    if item.group is not None and item.group not in matrix.dependence:
        _known("group", item.group, matrix.dependence)


def _once(what: str, ids: list[str]) -> None:
    twice = sorted(name for name, times in Counter(ids).items() if times > 1)
    if twice:
        raise BadValue(f"The {what} {twice[0]!r} stands in the matrix twice.", "Give each an id of its own.")


def _known(what: str, name: str, known: Collection[str]) -> None:
    if name not in known:
        raise BadValue(f"No {what} named {name!r} in this question.", nearest(name, known))


def _range(span: Span, what: str) -> None:
    if not (0.0 <= span.low <= 1.0 and 0.0 <= span.high <= 1.0):  # a nan fails this too
        raise BadValue(
            f"{_first(what)}: {span.low:g} to {span.high:g} is no range of chances.",
            "Give shares from 0 to 1.",
        )
    if span.low > span.high:
        raise BadValue(
            f"{_first(what)}: the range {span.low:g} to {span.high:g} is upside down.",
            f"Did you mean {span.high:g} to {span.low:g}?",
        )


def _first(text: str) -> str:
    return text[:1].upper() + text[1:]


def listed(names: Collection[str]) -> str:
    """Return names as a sentence has them: the first few, and how many more."""
    shown = [repr(name) for name in list(names)[:_SHOWN]]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
