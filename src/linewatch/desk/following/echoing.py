"""Echoes at the desk: passages that recur in the archive, in chains by date, with the page of every place."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linewatch.desk.common.naming import of_centre
from linewatch.desk.following.archive import Held
from linewatch.desk.following.echo_rows import Told, rows_of
from linewatch.desk.following.echo_sharing import Asked, searched, told_settings
from linewatch.desk.reading.releasing import paper_of
from linewatch.errors import BadValue
from linewatch.kinds.said import Statement
from linewatch.kinds.standing import onlookers
from linewatch.record import said
from linewatch.record.case_file import CaseFile

if TYPE_CHECKING:
    from linewatch.measures.echoes.boilerplate import Kind
    from linewatch.measures.echoes.chains import Chain
    from linewatch.measures.echoes.families import Family
    from linewatch.measures.echoes.searching import Shared

_QUOTED, _NAMED = 60, 3  # characters of a line in an answer, and documents
_BEGINNING, _AGAIN = 1000, 8  # words of a text, of which so many are the same if it repeats itself
LOOKED_UP = (
    200_000_000  # characters of all texts, above which exact words are not looked up, to stay within memory
)


def find_echoes(
    case: CaseFile, asked: Asked, report: Callable[[str], None] = lambda _: None
) -> list[dict[str, Any]]:
    """Return the passages that recur beyond chance, a row for each place of each, in chains by date.

    Args:
        case: Whose texts.
        asked: Which of them.
        report: Is told what is being done, and why nothing was found.

    Returns:
        Rows in order of the chains, and within one of date. A chain's first row is the earliest held, which need not be
        the origin; without any date no order is known. ``from`` is the document that a place most likely has it from,
        of those in ``from_among``: where documents are named, what others share with one another is not known;
        ``verbatim`` marks a place that has the first held words exactly, and was looked up, not found by a pair;
        ``silent`` (first row) who had the chance to repeat it and was not found to; ``whole`` whether documents are
        copies of one another altogether; ``centre`` whether the centre holds this place; ``weight`` what is shared
        times how many witnesses have it, ``expected_chance`` of the best pair of the chain.

    Raises:
        BadValue: If there are fewer than two texts, or a document that is named cannot be set against the others.
        CaseInUse: If another process searches the store of the case.
    """
    texts, shared = searched(case, asked, report)
    found = chains(case, texts, shared)
    if not found:
        report(why_none(texts))
    report("finding the pages")
    return rows_of(found, texts, shared, told_settings(texts, asked, shared))


def chains(case: CaseFile, texts: Sequence[Held], shared: Shared) -> list[Told]:
    """Return the passages that recur, each followed through time, in order of the earliest held."""
    from linewatch.measures.echoes.chains import Paper, chain, speakers  # noqa: PLC0415 - slow to import

    paper = paper_of(case)
    papers = [Paper(held.row["issuer"], held.on, paper[held.row["id"]]) for held in texts]
    watchers = onlookers(said.rows(case.con, Statement))
    score = dict(enumerate(shared.score.tolist()))
    centre, when = of_centre(case), speakers(papers)

    def line(family: Family) -> Chain:
        return chain(family, papers, score, watchers, when)

    told = [Told(family, line(family), kind, centre, papers) for family, kind in _families(texts, shared)]
    if sum(len(held.text) for held in texts) <= LOOKED_UP:
        told = list(_with_verbatim(told, texts, line))
    return sorted(told, key=lambda one: _order(one, texts))


def _with_verbatim(
    told: Sequence[Told], texts: Sequence[Held], line: Callable[[Family], Chain]
) -> Iterator[Told]:
    """Yield passages with the places that have their first held words exactly, and that no pair ties to them."""
    from linewatch.measures.echoes.folding import fold  # noqa: PLC0415 - slow to import
    from linewatch.measures.echoes.lookup import verbatim_places  # noqa: PLC0415

    if not told:
        return
    first = [one.line.links[0].place for one in told]
    found = verbatim_places([one.family for one in told], first, fold([held.text for held in texts]))
    for one, more in zip(told, found, strict=True):
        if more:
            family = replace(one.family, places=(*one.family.places, *more))
            yield replace(one, family=family, line=line(family), verbatim=frozenset(more))
        else:
            yield one


def why_none(texts: Sequence[Held]) -> str:
    """Return why nothing was found, as far as it can be told."""
    again = [held.row["id"] for held in texts if _repeats(held.text)]
    if again:
        named = ", ".join(again[:_NAMED]) + (" …" if len(again) > _NAMED else "")
        return (
            f"The same words come again and again within {len(again):,} of {len(texts):,} texts ({named}): what they "
            "share cannot be told from chance."
        )
    lines = Counter[str]()
    for held in texts:
        lines.update({" ".join(p.text.split()) for p in held.passages if any(c.isalnum() for c in p.text)})
    line, times = lines.most_common(1)[0]
    if times < 2:
        return f"No passage stands in two of the {len(texts):,} texts as it is, and nothing shorter beyond chance."
    short = line if len(line) <= _QUOTED else f"{line[:_QUOTED].rsplit(' ', 1)[0]} …"
    return (
        f"“{short}” stands in {times:,} of {len(texts):,} texts: what so many of them have cannot be told from chance. "
        "Stock phrases are told by: linewatch formulas"
    )


def _repeats(text: str) -> bool:
    words = text.split(maxsplit=_BEGINNING)[:_BEGINNING]
    return len(words) > _AGAIN * len(set(words))


def _families(texts: Sequence[Held], shared: Shared) -> Iterator[tuple[Family, Kind]]:
    """Yield the passages that recur, and whether each was borrowed or recurs by form."""
    from linewatch.measures.echoes.boilerplate import Shape, capitals, kind_of  # noqa: PLC0415 - slow to import
    from linewatch.measures.echoes.families import families  # noqa: PLC0415

    shapes = [Shape(held.text, held.around) for held in texts]
    usual = capitals(held.text for held in texts)
    for family in families(shared, [len(held.text) for held in texts]):
        # Whole documents that are copies were copied, whatever stands in them.
        yield family, "borrowing" if family.whole else kind_of(family, shapes, usual)


def _order(told: Told, texts: Sequence[Held]) -> tuple[Any, ...]:
    place = told.line.links[0].place
    on = texts[place.document].on
    return (
        on is None,
        on.sort_key if on else (),
        texts[place.document].row["id"],
        place.start,
        told.family.whole,
    )


def writable(out: Path) -> None:
    """Refuse a file that cannot be written, before the work is done.

    Raises:
        BadValue: If its folder is not there, or it is a folder.
    """
    if not out.absolute().parent.is_dir() or out.is_dir():
        why = "it is a folder" if out.is_dir() else f"there is no folder {str(out.parent)!r}"
        raise BadValue(f"{out} cannot be written: {why}.", "Give a file in a folder that is there.")


def write_pairs(
    case: CaseFile, asked: Asked, out: Path, report: Callable[[str], None] = lambda _: None
) -> dict[str, Any]:
    """Write every pair of alike places as JSON Lines; return how many, and where.

    A pair's ``kind`` is that of the chain it is in; a pair within two copies of one whole document is borrowed.

    Raises:
        BadValue: If there are fewer than two texts, or the file cannot be written.
        CaseInUse: If another process searches the store of the case.
    """
    writable(out)
    texts, shared = searched(case, asked, report)
    kinds: dict[int, Kind] = {
        pair: kind for family, kind in _families(texts, shared) for _, _, pair in family.pairs
    }
    try:
        with out.open("w", encoding="utf-8") as file:
            file.writelines(_pairs(texts, shared, kinds))
    except OSError as error:
        raise BadValue(
            f"{out} cannot be written: {error.strerror}.", "Give a file in a folder that is there."
        ) from error
    told = told_settings(texts, asked, shared)
    return {"pairs": len(shared.score), "file": str(out), "settings": told}


def _pairs(texts: Sequence[Held], shared: Shared, kinds: Mapping[int, Kind]) -> Iterator[str]:
    both = zip(shared.documents.tolist(), shared.places.tolist(), strict=True)
    for at, ((one, other), place) in enumerate(both):
        ab, ae = texts[one].source(*place[:2])
        bb, be = texts[other].source(*place[2:])
        told = {
            "a": texts[one].row["id"], "ab": ab, "ae": ae, "b": texts[other].row["id"], "bb": bb, "be": be,
            "kind": kinds.get(at, "borrowing"), "expected_chance": float(f"{shared.expected[at]:.9g}"),
        }  # fmt: skip
        yield f"{json.dumps(told, ensure_ascii=False)}\n"
