"""Echoes at the desk: passages that recur in the archive, in chains by date, with the page of every place."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linewatch.desk.archive import Held, archive
from linewatch.desk.echo_rows import Told, rows_of
from linewatch.desk.finding import Computed, Question, find
from linewatch.desk.pages import save
from linewatch.errors import BadValue
from linewatch.kinds.said import Actor, Statement
from linewatch.kinds.standing import onlookers
from linewatch.record import said
from linewatch.record.case_file import CaseFile

if TYPE_CHECKING:
    from linewatch.measures.echoes.boilerplate import Kind
    from linewatch.measures.echoes.families import Family
    from linewatch.measures.echoes.searching import Shared

_VERSION = "2"
_KEPT_CITES = 50  # that the ledger keeps with a search: the pages of its best finds


@dataclass(frozen=True, slots=True)
class Asked:
    """What is searched.

    Attributes:
        of: Documents that are set against all others; all against all where none is named.
        since: The first day.
        until: The last.
    """

    of: Sequence[str] = ()
    since: str | None = None
    until: str | None = None


def find_echoes(
    case: CaseFile, asked: Asked, report: Callable[[str], None] = lambda _: None
) -> list[dict[str, Any]]:
    """Return the passages that recur beyond chance, a row for each place of each, in chains by date.

    Args:
        case: Whose texts.
        asked: Which of them.
        report: Is told what is being done.

    Returns:
        Rows in order of the chains, and within one of date. A chain's first row is the earliest held, which need not be
        the origin. ``from`` is the document that a place most likely has it from; ``silent`` (first row) who had the
        chance to repeat it and did not; ``whole`` whether documents are copies of one another altogether; ``centre``
        whether the centre holds this place; ``weight`` what is shared times how many actors have it.

    Raises:
        BadValue: If there are fewer than two texts.
    """
    texts, shared = searched(case, asked, report)
    report("finding the pages")
    return rows_of(chains(case, texts, shared), texts, shared)


def searched(
    case: CaseFile, asked: Asked, report: Callable[[str], None] = lambda _: None
) -> tuple[list[Held], Shared]:
    """Return the texts that are asked for and what they share: searched once, and kept.

    Raises:
        BadValue: If there are fewer than two texts.
    """
    texts = archive(case, asked.of, asked.since, asked.until)
    return texts, _shared(case, texts, asked, report)


def chains(case: CaseFile, texts: Sequence[Held], shared: Shared) -> list[Told]:
    """Return the passages that recur, each followed through time, in order of the earliest held."""
    from linewatch.measures.echoes.chains import Paper, chain  # noqa: PLC0415 - slow to import
    from linewatch.measures.echoes.families import families  # noqa: PLC0415

    papers = [Paper(held.row["issuer"], held.on, held.row["id"]) for held in texts]
    watchers = onlookers(said.rows(case.con, Statement))
    score = dict(enumerate(shared.score.tolist()))
    centre = _of_centre(case)
    found = families(shared, [len(held.text) for held in texts])
    kinds = _kinds(found, texts)
    told = [
        Told(family, chain(family, papers, score, watchers), kind, centre)
        for family, kind in zip(found, kinds, strict=True)
    ]
    return sorted(told, key=lambda one: _order(one, texts))


def _kinds(found: Sequence[Family], texts: Sequence[Held]) -> list[Kind]:
    from linewatch.measures.echoes.boilerplate import Shape, capitals, kind_of  # noqa: PLC0415 - slow to import

    shapes = [Shape(held.text, held.around) for held in texts]
    usual = capitals(held.text for held in texts)
    # Whole documents that are copies were copied, whatever stands in them.
    return ["borrowing" if family.whole else kind_of(family, shapes, usual) for family in found]


def _of_centre(case: CaseFile) -> frozenset[str]:
    """Return the centre and all who belong to it."""
    centre = case.fact("centre")
    parents = {row.id: row.parent for row in said.rows(case.con, Actor)}

    def belongs(actor: str | None, seen: frozenset[str] = frozenset()) -> bool:
        if actor is None or actor in seen:
            return False
        return actor == centre or belongs(parents.get(actor), seen | {actor})

    return (
        frozenset(actor for actor in {*parents, centre} if actor and belongs(actor))
        if centre
        else frozenset()
    )


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


def _shared(case: CaseFile, texts: Sequence[Held], asked: Asked, report: Callable[[str], None]) -> Shared:
    """Return what the texts share: searched once, and kept."""
    if len(texts) < 2:
        raise BadValue(
            f"Echoes need two texts at least; {len(texts)} held with words in the days asked for.",
            "Add documents with: linewatch add FILE…",
        )
    from linewatch.measures.echoes.seams import seamed  # noqa: PLC0415 - slow to import
    from linewatch.measures.echoes.searching import search  # noqa: PLC0415
    from linewatch.measures.echoes.settings import Settings  # noqa: PLC0415

    settings = Settings()
    only = len(asked.of)

    def compute() -> Computed:
        report(f"searching {len(texts):,} texts")
        words = [held.text for held in texts]
        shared = seamed(search(words, settings, only), words)
        best = sorted(range(len(shared.score)), key=lambda n: -shared.score[n])[:_KEPT_CITES]
        cited = [
            texts[int(shared.documents[n, side])].cite(*shared.places[n, 2 * side : 2 * side + 2].tolist())
            for n in best
            for side in (0, 1)
        ]
        return _packed(shared), cited

    inputs = [[held.row["id"], held.row["sha256"], held.row["passages"]] for held in texts]
    question = Question("echoes", _VERSION, {**asdict(settings), "of": only}, "texts")
    return _unpacked(find(case, question, inputs, compute))


def _packed(shared: Shared) -> dict[str, Any]:
    return {
        "documents": shared.documents.tolist(),
        "places": shared.places.tolist(),
        "score": shared.score.tolist(),
        "expected": [float(f"{value:.6g}") for value in shared.expected],
        "parts": shared.parts.tolist(),
        "stretches": shared.stretches.tolist(),
        "level": shared.level,
        "chance": [
            shared.chance.scores[-_KEPT_CITES:].tolist(),
            shared.chance.scale,
            shared.chance.tail,
            shared.chance.level,
        ],
    }


def _unpacked(packed: Mapping[str, Any]) -> Shared:
    import numpy as np  # noqa: PLC0415 - slow to import

    from linewatch.measures.echoes.searching import Shared  # noqa: PLC0415
    from linewatch.measures.echoes.significance import Chance  # noqa: PLC0415

    scores, scale, tail, level = packed["chance"]
    return Shared(
        np.asarray(packed["documents"], np.int64).reshape(-1, 2),
        np.asarray(packed["places"], np.int64).reshape(-1, 4),
        np.asarray(packed["score"], np.int64),
        np.asarray(packed["expected"], np.float64),
        np.asarray(packed["parts"], np.int64),
        np.asarray(packed["stretches"], np.int64).reshape(-1, 4),
        packed["level"],
        Chance(np.asarray(scores, np.int64), scale, tail, level),
    )


def write_pairs(
    case: CaseFile, asked: Asked, out: Path, report: Callable[[str], None] = lambda _: None
) -> dict[str, Any]:
    """Write every pair of alike places as JSON Lines; return how many, and where.

    Raises:
        BadValue: If there are fewer than two texts, or the file cannot be written.
    """
    from linewatch.measures.echoes.families import families  # noqa: PLC0415 - slow to import

    texts, shared = searched(case, asked, report)
    found = families(shared)
    named = zip(found, _kinds(found, texts), strict=True)
    kinds = {pair: kind for family, kind in named for _, _, pair in family.pairs}
    lines = list[str]()
    for at, ((one, other), place) in enumerate(
        zip(shared.documents.tolist(), shared.places.tolist(), strict=True)
    ):
        ab, ae = texts[one].source(*place[:2])
        bb, be = texts[other].source(*place[2:])
        told = {
            "a": texts[one].row["id"], "ab": ab, "ae": ae, "b": texts[other].row["id"], "bb": bb, "be": be,
            "kind": kinds[at], "expected_chance": float(f"{shared.expected[at]:.9g}"),
        }  # fmt: skip
        lines.append(json.dumps(told, ensure_ascii=False))
    save("".join(f"{line}\n" for line in lines), out)
    return {"pairs": len(lines), "file": str(out)}
