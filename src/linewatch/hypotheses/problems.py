"""What is wrong with a matrix that can be weighed all the same: what its result should not be read without."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from linewatch.hypotheses.checks import listed
from linewatch.hypotheses.likelihoods import tells_nothing
from linewatch.hypotheses.matrix import Item, Matrix, Place, Span
from linewatch.hypotheses.terms import weighers

ProblemKind = Literal[
    "unexamined",
    "alike",
    "separates_nothing",
    "empty_item",
    "duplicate",
    "split_source",
    "no_rest",
    "unjudged_rest",
    "no_baseline",
    "certain_prior",
    "impossible",
    "partly_judged",
]
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a matrix that its result should not be read without.

    Attributes:
        kind: Which problem.
        about: The ids it is about.
        what: What is wrong.
        mend: What to do about it.
    """

    kind: ProblemKind
    about: tuple[str, ...]
    what: str
    mend: str


def problems(matrix: Matrix) -> tuple[Problem, ...]:
    """Return what is wrong with a matrix that can be weighed, each with its mend."""
    return (
        *_of_hypotheses(matrix),
        *_of_all(matrix),
        *_of_items(matrix),
        *_duplicates(matrix),
        *_split_sources(matrix),
        *_partly_judged(matrix),
    )


def judged(matrix: Matrix) -> dict[str, set[str]]:
    """Return by hypothesis the items that weigh and that somebody judged for it."""
    weigh = {item.id for item in matrix.items if item.state != "open"}
    found: dict[str, set[str]] = {candidate.id: set() for candidate in matrix.candidates}
    for place in matrix.cells:
        if place.item in weigh:
            found[place.hypothesis].add(place.item)
    return found


def _of_hypotheses(matrix: Matrix) -> list[Problem]:
    found, seen = list[Problem](), judged(matrix)
    for candidate in matrix.candidates:
        name = candidate.id
        if not seen[name] and not candidate.rest:
            found.append(
                Problem(
                    "unexamined",
                    (name,),
                    f"Nobody judged any evidence for {name!r}: it gets no figure, and holds its share from the others.",
                    f"Judge at least one item for it, or take it out: linewatch judge ITEM {name}=RANGE --coder WHO",
                )
            )
        if candidate.prior is not None and candidate.prior in (0.0, 1.0):
            found.append(
                Problem(
                    "certain_prior",
                    (name,),
                    f"The prior of {name!r} is {candidate.prior:g}: no evidence can change it.",
                    "Give it a little less than certainty, such as 0.01 or 0.99.",
                )
            )
    return found


def _of_all(matrix: Matrix) -> list[Problem]:
    found, seen = list[Problem](), judged(matrix)
    rest = next((candidate.id for candidate in matrix.candidates if candidate.rest), None)
    if rest is None:
        found.append(
            Problem(
                "no_rest",
                (matrix.question,),
                "No hypothesis stands for something else: the chances are those among the ones thought of.",
                "Add one with the role rest.",
            )
        )
    if rest is not None and not matrix.several and not seen[rest] and any(seen.values()):
        found.append(
            Problem(
                "unjudged_rest",
                (rest,),
                f"Nobody judged {_named(matrix, rest)}; it stands at the mean of the others.",
                f"Judge the items that tell most under it: linewatch judge ITEM {rest}=RANGE --coder WHO",
            )
        )
    missing = sorted(set[str]().union(*seen.values()) - (seen[rest] if rest else set()))
    if matrix.several and missing:
        found.append(
            Problem(
                "no_baseline",
                tuple(missing),
                f"How likely {listed(missing)} would be seen if none of the hypotheses contributed was not judged:"
                " there each is set against the mean of those judged.",
                "Judge them for the hypothesis that stands for none of these.",
            )
        )
    spans = list(matrix.cells.values())
    if len(spans) > 1 and len(set(spans)) == 1:
        found.append(
            Problem(
                "alike",
                (matrix.question,),
                f"Everything is rated the same, {_say(spans[0])}: the result is the priors.",
                "Ask of each item under which hypothesis it would be seen sooner.",
            )
        )
    return found


def _of_items(matrix: Matrix) -> list[Problem]:
    found, cells = list[Problem](), _by_item(matrix)
    for item in matrix.items:
        if item.state == "open":
            continue
        if not cells[item.id]:
            found.append(
                Problem(
                    "empty_item",
                    (item.id,),
                    f"Nobody judged {item.id!r}: it weighs nothing.",
                    f"Judge it for each hypothesis: linewatch judge {item.id} …",
                )
            )
        elif all(tells_nothing(item, dict(enumerate(spans.values()))) for spans in cells[item.id].values()):
            found.append(
                Problem("separates_nothing", (item.id,), _why_nothing(item, cells[item.id]), _split(item))
            )
        impossible = sorted(
            {
                hypothesis
                for spans in cells[item.id].values()
                for hypothesis, span in spans.items()
                if span.high <= 0.0 or (item.state == "absent" and span.low >= 1.0 and item.seen.low >= 1.0)
            }
        )
        if impossible:
            found.append(
                Problem(
                    "impossible",
                    (item.id, *impossible),
                    f"What is told of {item.id!r} was judged impossible under {listed(impossible)}: it counts as the"
                    " least chance of the settings.",
                    "Give a range above 0 unless no error of any kind could bring it about.",
                )
            )
    return found


def _why_nothing(item: Item, cells: Mapping[str, Mapping[str, Span]]) -> str:
    if item.reliability.high <= 0.0:
        return f"{item.id!r} comes from a source of no reliability: it tells nothing."
    if item.holds == Span(0.5, 0.5):
        return f"What {item.id!r} tells is as likely so as not: it tells nothing."
    if item.state == "absent" and item.seen.high <= 0.0:
        return f"{item.id!r} could not have been seen if it were there: its absence tells nothing."
    if all(len(spans) < 2 for spans in cells.values()):
        return f"{item.id!r} was judged for one hypothesis alone: it tells nothing between them."
    return f"{item.id!r} was judged alike for all hypotheses: it tells nothing between them."


def _split(item: Item) -> str:
    return f"Leave it, or say more finely how likely it is under each: linewatch judge {item.id} …"


def _duplicates(matrix: Matrix) -> list[Problem]:
    """Return rows that stand twice: of one name, or from one source and judged alike throughout."""
    cells, groups = _by_item(matrix), dict[tuple[object, ...], list[Item]]()
    for item in matrix.items:
        words = " ".join(item.name.casefold().split())
        groups.setdefault(("name", words, item.state), []).append(item)
        if item.source is not None and cells[item.id]:
            spans = tuple(sorted((who, *sorted(row.items())) for who, row in cells[item.id].items()))
            groups.setdefault(("source", item.source, item.state, spans), []).append(item)
    found, said = list[Problem](), set[tuple[str, ...]]()
    for (why, *_), items in groups.items():
        about = tuple(sorted(item.id for item in items))
        if len(about) < 2 or about in said:
            continue
        said.add(about)
        same = "have one name" if why == "name" else f"come from {items[0].source!r} and are judged alike"
        found.append(
            Problem(
                "duplicate",
                about,
                f"{listed(about)} {same}: one row may stand twice.",
                _once_only(items, matrix),
            )
        )
    return found


def _once_only(items: list[Item], matrix: Matrix) -> str:
    group, source = items[0].group, items[0].source
    if (
        group is not None
        and all(item.group == group for item in items)
        and matrix.dependence.get(group) == 1.0
    ):
        return f"They count once, as group {group!r} has dependence 1; take all but one out."
    if source is not None and all(item.source == source and item.group is None for item in items):
        return f"They count once, being from {source!r} alone; take all but one out if they are one."
    return "Take all but one out, or put them in one group with dependence 1."


def _split_sources(matrix: Matrix) -> list[Problem]:
    places = dict[str, dict[str | None, list[str]]]()
    for item in matrix.items:
        if item.source is not None and item.state != "open":
            places.setdefault(item.source, {}).setdefault(item.group, []).append(item.id)
    return [
        Problem(
            "split_source",
            (source, *sorted(name for names in groups.values() for name in names)),
            f"Items from {source!r} stand in {len(groups)} places"
            f" ({', '.join(sorted('no group' if group is None else group for group in groups))}): the source counts"
            " in each.",
            "Put all its items in one group, or leave the group out of all.",
        )
        for source, groups in sorted(places.items())
        if len(groups) > 1
    ]


def _partly_judged(matrix: Matrix) -> list[Problem]:
    rest = {candidate.id for candidate in matrix.candidates if candidate.rest}
    weigh = [item.id for item in matrix.items if item.state != "open"]
    # Whatever nobody judged is told of the hypothesis or the item itself.
    full = {(place.item, place.hypothesis) for place in matrix.cells if place.item in weigh} - {
        (item, name) for item in weigh for name in rest
    }
    found = list[Problem]()
    for analyst in weighers(matrix):
        own = {(place.item, place.hypothesis) for place in matrix.cells if place.analyst == analyst}
        missing = sorted(full - own)
        if own and missing:
            found.append(
                Problem(
                    "partly_judged",
                    (analyst,),
                    f"{analyst!r} judged {len(full) - len(missing)} of the {len(full)} pairs that anybody judged; the"
                    " others stand at the mean of that analyst's own.",
                    f"Have {analyst!r} judge "
                    + ", ".join(f"{item} for {name}" for item, name in missing[:_SHOWN])
                    + (" …" if len(missing) > _SHOWN else "")
                    + ".",
                )
            )
    return found


def _by_item(matrix: Matrix) -> dict[str, dict[str, dict[str, Span]]]:
    """Return the judgements by item, analyst and hypothesis."""
    found: dict[str, dict[str, dict[str, Span]]] = {item.id: {} for item in matrix.items}
    place: Place
    for place, span in sorted(matrix.cells.items()):
        found[place.item].setdefault(place.analyst, {})[place.hypothesis] = span
    return found


def _named(matrix: Matrix, hypothesis: str) -> str:
    """Return what a hypothesis is called, its id where it has no name."""
    name = next(one.name for one in matrix.candidates if one.id == hypothesis).strip().rstrip(".")
    return f"{name!r}" if name else f"{hypothesis!r}"


def _say(span: Span) -> str:
    return f"{span.low:g} to {span.high:g}"
