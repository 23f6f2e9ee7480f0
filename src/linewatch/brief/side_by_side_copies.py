"""Copies beside their original, as one HTML page: what each left out, put in, reworded and moved, in the order of A."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from linewatch.brief.side_by_side_parts import (
    Column,
    Numbered,
    Row,
    folded,
    heading,
    legend,
    many,
    quoted,
    shell,
    short,
    sources,
    table,
    text,
)
from linewatch.brief.side_by_side_told import Sentence, paragraph

_TOLD = 2  # rows of a kind that a paragraph quotes
_SHORT = 12  # words quoted
_ENDS = 12  # words shown of each end of what was kept


def copies_page(original: Column, copies: Mapping[str, Column], found: Mapping[str, Any]) -> str:
    """Return the page.

    Args:
        original: The document A.
        copies: The others, by id.
        found: As the desk gives it for a reprint.
    """
    rows: Sequence[Row] = found["rows"]
    shares: Sequence[Mapping[str, Any]] = found["copies"]
    numbered = list(enumerate(rows))
    body = list[str]()
    for share in shares:
        copy = copies[share["copy"]]
        own = [one for one in numbered if one[1]["copy"] == share["copy"]]
        body += [
            heading("What the copy made of it", (("A", original), ("B", copy))),
            paragraph(copy_summary(own, share)),
            legend([row for _, row in own]),
            f"<p class=aside>In the order of A; of long stretches that were kept, {_ENDS} words of each end.</p>",
            table([(n, _abridged(row)) for n, row in own]),
            _texts(original, copy, own, alone=len(copies) == 1),
        ]
    if len(copies) > 1:
        body.append(_together(found, copies))
    return shell(f"{original.title}: {', '.join(one.title for one in copies.values())}", body)


def copy_summary(rows: Sequence[Numbered], share: Mapping[str, Any]) -> list[Sentence]:
    """Return what a copy made of its original, in a paragraph whose sentences name the rows they rest on.

    Args:
        rows: Those of the copy, with their numbers.
        share: Its shares of words.
    """
    told = [
        Sentence(
            f"B has {100 * share['kept_share']:.0f} % of A's words ({100 * share['moved_share']:.0f} % elsewhere in "
            f"the order); {100 * share['own_share']:.0f} % of its words are its own.",
            (),
        )
    ]
    dropped = [one for one in rows if one[1]["kind"] == "dropped"]
    silent = [one for one in dropped if one[1]["inside"] and one[1]["told"] == "silent"]
    if dropped:
        marked = sum(row["told"] == "marked" for _, row in dropped)
        told.append(
            Sentence(
                f"It leaves out {many(len(dropped), 'run')} of words; "
                f"{marked:,} marked as left out, {len(silent):,} silently within what it gives.",
                (),
            )
        )
    for lead, own, side in (
        ("Weightiest of what is silently left out within", silent, "a"),
        ("Weightiest put in", [one for one in rows if one[1]["kind"] == "added"], "b"),
        ("Reworded", [one for one in rows if one[1]["kind"] == "reworded"], ""),
    ):
        if most := sorted(own, key=lambda one: (-one[1]["score"], one[0]))[:_TOLD]:
            words = "; ".join(_quote(row, side) for _, row in most)
            told.append(Sentence(f"{lead}: {words}.", tuple(n for n, _ in most)))
    return told


def _quote(row: Row, side: str) -> str:
    if side:
        return f"“{short(row[f'{side}_text'], _SHORT)}”"
    return f"“{short(row['a_text'], _SHORT)}” → “{short(row['b_text'], _SHORT)}”"


def _abridged(row: Row) -> Row:
    """Return a row; of what was kept only both ends, so that what was not is seen between them."""
    if row["kind"] != "kept":
        return row
    return {**row, "a_text": _ends(row["a_text"]), "b_text": _ends(row["b_text"])}


def _ends(words: str) -> str:
    parts = words.split()
    if len(parts) <= 2 * _ENDS:
        return words
    return " ".join([*parts[:_ENDS], "[…]", *parts[-_ENDS:]])


def _texts(a: Column, b: Column, rows: Sequence[Numbered], *, alone: bool) -> str:
    texts = sources((("a", a), ("b", b)), rows)
    return texts if alone else folded("Both texts", texts)


def _together(found: Mapping[str, Any], copies: Mapping[str, Column]) -> str:
    """Return which stretches of the original which copies have, and which none has."""
    rows: Sequence[Row] = found["table"]
    told = "".join(
        f"<tr class={'kept' if row['copies'] else 'dropped'}><td dir=auto>{text(_ends(row['a_text']))} "
        f"<span class=place>{_cited(row)}</span></td><th scope=row>{_having(row, copies)}</th></tr>"
        for row in rows
    )
    return (
        "<h1>Who has what</h1>"
        f"<p>The copies together have {100 * found['kept_share']:.0f} % of the original's words.</p>"
        "<table><thead><tr><th scope=col>A</th><th scope=col>stands in</th></tr></thead>"
        f"<tbody>{told}</tbody></table>"
    )


def _having(row: Row, copies: Mapping[str, Column]) -> str:
    names = ", ".join(quoted(copies[one].title) for one in row["copies"])
    return f"<b>=</b> {names}" if names else "<b>−</b> nobody"


def _cited(row: Row) -> str:
    cite = row["cites"][0]
    page = f"p. {text(cite['page'])} · " if cite["page"] else ""
    return f"A {page}{text(cite['locator'] or row['a_n'])}"
