"""Copies beside their original, as one HTML page: what each left out, put in, reworded and moved, in the order of A."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from linewatch.brief.phrases import Phrases
from linewatch.brief.side_by_side_parts import (
    Column,
    Numbered,
    Row,
    folded,
    heading,
    legend,
    paged,
    quoted,
    shell,
    sources,
    table,
    text,
)
from linewatch.brief.side_by_side_told import Sentence, paragraph, quote, sides

_TOLD = 2  # rows of a kind that a paragraph quotes
_ENDS = 12  # words shown of each end of what was kept


def copies_page(
    original: Column, copies: Mapping[str, Column], found: Mapping[str, Any], say: Phrases
) -> str:
    """Return the page.

    Args:
        original: The document A.
        copies: The others, by id.
        found: As the desk gives it for a reprint.
        say: The wording.
    """
    rows: Sequence[Row] = found["rows"]
    shares: Sequence[Mapping[str, Any]] = found["copies"]
    numbered = list(enumerate(rows))
    body = list[str]()
    for share in shares:
        copy = copies[share["copy"]]
        own = [one for one in numbered if one[1]["copy"] == share["copy"]]
        both = ((say.get("side.a"), original), (say.get("side.b"), copy))
        body += [
            heading(say.get("copies.heading"), both),
            paragraph(copy_summary(own, share, say)),
            legend([row for _, row in own], say),
            f"<p class=aside>{say.format('copies.order', count=_ENDS, **sides(say))}</p>",
            table([(n, _abridged(row)) for n, row in own], say),
            _texts((original, copy), own, say, alone=len(copies) == 1),
        ]
    if len(copies) > 1:
        body.append(_together(found, copies, say))
    names = say.get("part.comma").join(one.title for one in copies.values())
    return shell(say.format("copies.title", original=original.title, copies=names), body, say)


def copy_summary(rows: Sequence[Numbered], share: Mapping[str, Any], say: Phrases) -> list[Sentence]:
    """Return what a copy made of its original, in a paragraph whose sentences name the rows they rest on.

    Args:
        rows: Those of the copy, with their numbers.
        share: Its shares of words.
        say: The wording.
    """
    shares = {key: f"{100 * share[f'{key}_share']:.0f}" for key in ("kept", "moved", "own")}
    key = "copies.shares_moved" if share["moved_share"] else "copies.shares"
    told = [Sentence(say.format(key, **shares, **sides(say)), ())]
    dropped = [one for one in rows if one[1]["kind"] == "dropped"]
    silent = [one for one in dropped if one[1]["where"] == "within" and one[1]["told"] == "silent"]
    if dropped:
        marked = sum(row["told"] == "marked" for _, row in dropped)
        runs = say.count("runs", len(dropped))
        told.append(
            Sentence(say.format("copies.leaves_out", runs=runs, marked=marked, silent=len(silent)), ())
        )
    for key, own in (
        ("silent", silent),
        ("added", [one for one in rows if one[1]["kind"] == "added"]),
        ("reworded", [one for one in rows if one[1]["kind"] == "reworded"]),
    ):
        if most := sorted(own, key=lambda one: (-one[1]["score"], one[0]))[:_TOLD]:
            words = say.get("part.semicolon").join(_quote(row, say) for _, row in most)
            told.append(Sentence(say.format(f"copies.{key}", words=words), tuple(n for n, _ in most)))
    return told


def _quote(row: Row, say: Phrases) -> str:
    """Return what a row says: both sides where both have words."""
    said = [quote(row[f"{side}_text"], say) for side in "ab" if row[f"{side}_text"] is not None]
    return say.format("part.exchange", one=said[0], other=said[1]) if len(said) > 1 else said[0]


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


def _texts(both: tuple[Column, Column], rows: Sequence[Numbered], say: Phrases, *, alone: bool) -> str:
    texts = sources((("a", both[0]), ("b", both[1])), rows, say)
    return texts if alone else folded(say.get("copies.both"), texts)


def _together(found: Mapping[str, Any], copies: Mapping[str, Column], say: Phrases) -> str:
    """Return which stretches of the original which copies have, and which none has."""
    rows: Sequence[Row] = found["table"]
    told = "".join(
        f"<tr class={'kept' if row['copies'] else 'dropped'}><td dir=auto>{text(_ends(row['a_text']))} "
        f"<span class=place>{_cited(row, say)}</span></td><th scope=row>{_having(row, copies, say)}</th></tr>"
        for row in rows
    )
    share = say.format("copies.together", kept=f"{100 * found['kept_share']:.0f}")
    heads = "".join(f"<th scope=col>{say.get(key)}</th>" for key in ("side.a", "copies.stands_in"))
    return (
        f"<h1>{say.get('copies.who_has_what')}</h1><p>{share}</p>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{told}</tbody></table>"
    )


def _having(row: Row, copies: Mapping[str, Column], say: Phrases) -> str:
    names = say.get("part.comma").join(quoted(copies[one].title) for one in row["copies"])
    return f"<b>=</b> {names}" if names else f"<b>−</b> {say.get('copies.nobody')}"


def _cited(row: Row, say: Phrases) -> str:
    cite = row["cites"][0]
    return f"{say.get('side.a')} {paged(cite['page'], text(cite['locator'] or row['a_n']), say)}"
