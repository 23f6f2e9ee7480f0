"""Echoes as a page: the chains that are worth most, and the passages of the texts that they stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linewatch.desk.common.pages import save
from linewatch.desk.common.wording import lexicon, phrases
from linewatch.desk.following.archive import Held
from linewatch.desk.following.echo_rows import Told, rank, rows_of
from linewatch.desk.following.echo_sharing import Asked, searched, told_settings
from linewatch.desk.following.echoing import chains, why_none, writable
from linewatch.errors import BadValue
from linewatch.kinds.said import Actor
from linewatch.record import said
from linewatch.record.case_file import CaseFile

if TYPE_CHECKING:
    from linewatch.brief.echo_page_values import EchoChain, EchoPage, EchoText


def write_page(
    case: CaseFile, asked: Asked, out: Path, limit: int, report: Callable[[str], None] = lambda _: None
) -> dict[str, Any]:
    """Write the page; return where it lies, and how many chains are on it.

    Args:
        case: Whose texts.
        asked: Which of them.
        out: Where to.
        limit: Chains at most.
        report: Is told what is being done.

    Raises:
        BadValue: If there are fewer than two texts, no chain is asked for, or the page cannot be written.
        CaseInUse: If another process searches the store of the case.
    """
    from linewatch.brief.echo_page import echo_page  # noqa: PLC0415 - only a page needs it
    from linewatch.brief.phrases import Phrases  # noqa: PLC0415

    if limit < 1:
        raise BadValue(
            f"A page needs one chain at least; {limit} asked for.", "Give --limit a number from 1 on."
        )
    writable(out)
    texts, shared = searched(case, asked, report)
    found = chains(case, texts, shared)
    report("finding the pages")
    settings = told_settings(texts, asked, shared)
    rows = rows_of(found, texts, shared, settings)
    by = [list(group) for _, group in groupby(rows, key=lambda row: row["chain"])]
    told = sorted(zip(found, by, strict=True), key=lambda one: rank(one[1]))
    borrowed = [one for one in told if one[0].kind == "borrowing"]
    forms = [one for one in told if one[0].kind == "boilerplate"]
    report("drawing the chains")
    page = _page(case, texts, borrowed, forms, limit)
    page = replace(page, settings=settings, why="" if found else why_none(texts))
    say = Phrases.of(lexicon("side_by_side.en") | lexicon("echo_page.en"))
    save(echo_page(page, say, phrases()), out)
    return {"page": str(out), "chains": len(page.chains), "of": len(borrowed), "boilerplate": len(forms)}


def _page(
    case: CaseFile,
    texts: Sequence[Held],
    borrowed: Sequence[tuple[Told, Sequence[dict[str, Any]]]],
    forms: Sequence[tuple[Told, Sequence[dict[str, Any]]]],
    limit: int,
) -> EchoPage:
    from linewatch.brief.echo_page_values import EchoPage  # noqa: PLC0415 - only a page needs it

    shown = [_chain(told, rows, texts) for told, rows in borrowed[:limit]]
    names = {place.row["document"] for chain in shown for place in chain.places}
    return EchoPage(
        case=case.fact("title") or "",
        texts=len(texts),
        chains=shown,
        borrowed=len(borrowed),
        boilerplate=[(rows[0]["text"], told.family.documents) for told, rows in forms],
        held={held.row["id"]: _text(held) for held in texts if held.row["id"] in names},
        actors={row.id: row.name for row in said.rows(case.con, Actor)},
        doubtful=sum(rows[0]["expected_chance"] >= 1 for _, rows in borrowed),
    )


def _chain(told: Told, rows: Sequence[dict[str, Any]], texts: Sequence[Held]) -> EchoChain:
    from linewatch.brief.echo_page_values import EchoChain, EchoPlace  # noqa: PLC0415 - only a page needs it

    places = list[EchoPlace]()
    for row, link in zip(rows, told.line.links, strict=True):
        held, place = texts[link.place.document], link.place
        pieces = list(_pieces(held, place.start, place.end))
        places.append(EchoPlace(row, pieces[:1] if told.family.whole else pieces))
    sources = [(link.before, link.ties) for link in told.line.links]
    return EchoChain(rows[0]["chain"], places, sources)


def _pieces(held: Held, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield the passages that a place stands in, and where in each."""
    for passage, at in zip(held.passages, held.starts, strict=True):
        low, high = max(start, at), min(end, at + len(passage.text))
        if low < high:
            yield passage.n, low - at, high - at


def _text(held: Held) -> EchoText:
    from linewatch.brief.echo_page_values import EchoText  # noqa: PLC0415 - only a page needs it

    told = " · ".join(held.row[key] for key in ("issuer", "date") if held.row[key])
    passages = {passage.n: (passage.page, passage.text) for passage in held.passages}
    return EchoText(held.row["id"], held.row["title"] or held.row["id"], told, passages)
