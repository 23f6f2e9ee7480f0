"""The parts of which pages of texts side by side are made: rows, columns, the texts themselves with rows marked.

Each row has a sign and a word for its kind, and a border of its own, so that no colour is needed to read it. What
comes from a document is escaped, and signs that would turn the reading direction of the rest are shown, not obeyed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape
from itertools import groupby
from typing import Any, Literal

from linewatch.brief.phrases import Phrases
from linewatch.brief.side_by_side_look import style

Row = Mapping[str, Any]
Numbered = tuple[int, Row]
Side = Literal["a", "b"]
SIGNS = {
    "reversed": "⇄", "hardened": "▲", "softened": "▼", "cannot_tell": "?", "moved": "↕", "reworded": "≈",
    "dropped": "−", "added": "+", "kept": "=",
}  # fmt: skip
_DECIDED = ("reversed", "hardened", "softened", "cannot_tell")  # by words that the row names
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")  # what no page can hold
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_WORD = re.compile(r"\w[\w'’-]*")
_ALIKE = 0.5  # of two clauses' words; in less alike ones nearly all would be underlined
_CUE = 6  # words shown of a cue


@dataclass(frozen=True, slots=True)
class Column:
    """One of the two documents.

    Attributes:
        document: Its id.
        title: What it is called.
        passages: By number, the page and the text.
        told: Who issued it and when, as far as known.
    """

    document: str
    title: str
    passages: Mapping[int, tuple[str | None, str]]
    told: str = ""


def shell(title: str, body: Iterable[str], say: Phrases) -> str:
    """Return a whole page, which may load and run nothing."""
    return (
        f'<!doctype html>\n<html lang="{text(say.language)}"><head><meta charset=utf-8>'
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name=viewport content="width=device-width, initial-scale=1">'
        f"<title>{text(title)}</title><style>{style(say)}</style></head>\n<body>{''.join(body)}</body></html>\n"
    )


def heading(lead: str, columns: Iterable[tuple[str, Column]]) -> str:
    """Return the page's heading: what it tells, and of which texts."""
    told = "<br>".join(
        f"<b>{name}</b> {quoted(one.title)} <span>{quoted(' · '.join(filter(None, (one.told, _ident(one)))))}</span>"
        for name, one in columns
    )
    return f"<h1>{text(lead)}</h1><p class=which>{told}</p>"


def _ident(column: Column) -> str:
    return "" if column.document == column.title else column.document


def legend(rows: Sequence[Row], say: Phrases) -> str:
    """Return the signs that the rows bear, with how many do; and why some cannot be told, where that is known."""
    count = Counter(row["kind"] for row in rows)
    told = "".join(
        f'<li class="{kind}"><b>{sign}</b> {name(kind, say)} <span>{count[kind]:,}</span></li>'
        for kind, sign in SIGNS.items()
        if count[kind]
    )
    how = list[str]()
    if any(count[kind] for kind in _DECIDED):
        how.append(say.format("part.decide", underlined=f"<mark>{say.get('part.underlined')}</mark>"))
    if any(count[kind] for kind in (*_DECIDED, "reworded")):
        key = "part.differ_too" if how else "part.differ"
        how.append(say.format(key, dotted=f"<i>{say.get('part.dotted')}</i>"))
    key = _aside(say.format("part.in_a_row", how=say.get("part.semicolon").join(how))) if how else ""
    why = "".join(_aside(text(one)) for one in dict.fromkeys(row.get("why") for row in rows) if one)
    return f"<ul class=legend>{told}</ul>{key}{why}"


def _aside(words: str) -> str:
    return f"<p class=aside>{words}</p>"


def table(rows: Sequence[Numbered], say: Phrases, also: Mapping[int, str] | None = None) -> str:
    """Return rows that stand in both texts, or in either, under the heads A and B."""
    if not rows:
        return ""
    told = "".join(_tr(n, row, (also or {}).get(n, ""), say) for n, row in rows)
    heads = "".join(f"<th scope=col>{say.get(key)}</th>" for key in ("side.a", "part.what_became", "side.b"))
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{told}</tbody></table>"


def columns(
    dropped: Sequence[Numbered], added: Sequence[Numbered], say: Phrases, heads: tuple[str, str] = ("", "")
) -> str:
    """Return what stands in one text alone: A's on the left, B's on the right, each under its head."""
    told = list[str]()
    for kind, side, rows, head in (("dropped", "a", dropped, heads[0]), ("added", "b", added, heads[1])):
        items = "".join(
            f'<li id="r{n + 1}" class="{kind}" dir=auto><span class=what><b>{SIGNS[kind]}</b> {name(kind, say)} '
            f"<span class=no>{n + 1}</span></span> {_cell(n, row, side, say)}</li>"
            for n, row in rows
        )
        told.append(f"<div>{head}<ul>{items}</ul></div>")
    return f"<div class=alone>{''.join(told)}</div>" if dropped or added else ""


def folded(lead: str, body: str) -> str:
    """Return what is shown when it is asked for."""
    return f"<details><summary>{lead}</summary>{body}</details>" if body else ""


def _tr(n: int, row: Row, also: str, say: Phrases) -> str:
    kind = row["kind"]
    why = "".join(f"<span class=why>{one}</span>" for one in _why(row, say))
    more = f"<span class=why>{say.format('part.also', issues=text(also))}</span>" if also else ""
    return (
        f'<tr id="r{n + 1}" class="{kind}"><td dir=auto>{_cell(n, row, "a", say)}</td>'
        f"<th scope=row><b>{SIGNS[kind]}</b> {name(kind, say)} <span class=no>{n + 1}</span>{why}{more}</th>"
        f"<td dir=auto>{_cell(n, row, 'b', say)}</td></tr>"
    )


def _why(row: Row, say: Phrases) -> Iterator[str]:
    """Tell for each cue its kind, the words on both sides, and which way it pulls."""
    if row["kind"] in _DECIDED:
        for cue in row.get("cues", ()):
            way = "▲" if cue["effect"] > 0 else "▼" if cue["effect"] < 0 else "⇄"
            sides = say.format("part.exchange", one=_cue(cue["a"], say), other=_cue(cue["b"], say))
            yield f"{way} {text(cue['family'])}: {sides}"
    if row.get("told"):
        where = row.get("where") or ("within" if row["inside"] else "at an end")
        told = say.get(f"omission.{where.replace(' ', '_')}")
        yield say.format(f"omission.{row['told']}", where=told)


def _cue(words: str | None, say: Phrases) -> str:
    return quoted(short(words, _CUE)) if words else f"<span class=none>{say.get('part.nothing')}</span>"


def _cell(n: int, row: Row, side: str, say: Phrases) -> str:
    if row[f"{side}_text"] is None:
        return "<span class=none>—</span>"
    place = f'<a class=place dir=ltr href="#r{n + 1}{side}">{_place(row, side, say)}</a>'
    return f"{_painted(row, side)} {place}"


def _painted(row: Row, side: str) -> str:
    """Return a clause with the words that decide, and others that differ, marked."""
    words: str = row[f"{side}_text"]
    tags = [""] * len(words)
    if row["kind"] != "kept":
        for start, end in _differing(row["a_text"], row["b_text"], side):
            tags[start:end] = ["i"] * (end - start)
    tag = "mark" if row["kind"] in _DECIDED else "i"
    for cue in row.get("cues", ()) if row["kind"] != "kept" else ():
        if span := cue[f"{side}_at"]:
            tags[span[0] : span[1]] = [tag] * (span[1] - span[0])
    parts = list[str]()
    for tag, own in groupby(range(len(words)), tags.__getitem__):
        places = list(own)
        part = text(words[places[0] : places[-1] + 1])
        parts.append(f"<{tag}>{part}</{tag}>" if tag else part)
    return "".join(parts)


def _differing(a: str | None, b: str | None, side: str) -> Iterator[tuple[int, int]]:
    """Yield where words of one clause stand that the other has not, if the two are alike enough."""
    if not a or not b:
        return
    found = [list(_WORD.finditer(one)) for one in (a, b)]
    keys = [[one[0].casefold() for one in words] for words in found]
    pair = SequenceMatcher(None, *keys, autojunk=False)
    if pair.ratio() < _ALIKE:
        return
    own = found[side == "b"]
    for what, a_low, a_high, b_low, b_high in pair.get_opcodes():
        low, high = (a_low, a_high) if side == "a" else (b_low, b_high)
        if what != "equal" and low < high:
            yield own[low].start(), own[high - 1].end()


def _place(row: Row, side: str, say: Phrases) -> str:
    cite = row["cites"][0 if side == "a" or row["a_text"] is None else 1]
    where = paged(cite["page"], text(cite["locator"] or row[f"{side}_n"]), say)
    return f"{say.get(f'side.{side}')} {where}"


def paged(page: str | None, locator: str, say: Phrases) -> str:
    """Return a place as it is written: its page, if there is one, and its locator."""
    if not page:
        return locator
    return say.format("part.page", page=text(page)) + say.get("part.dot") + locator


def sources(sides: Iterable[tuple[str, Column]], rows: Sequence[Numbered], say: Phrases) -> str:
    """Return the passages to which rows lead, each clause with the number of its row, which leads back."""
    told = list[str]()
    for side, column in sides:
        at: dict[int, list[Numbered]] = {}
        for n, row in rows:
            if row[f"{side}_n"] is not None:
                at.setdefault(row[f"{side}_n"], []).append((n, row))
        passages = "".join(
            f"<p dir=auto><span class=aside>{paged(page, str(n), say)}</span> {_numbered(words, at[n], side, say)}</p>"
            for n, (page, words) in column.passages.items()
            if n in at
        )
        told.append(
            f"<section><h2>{say.get(f'side.{side}')}: {quoted(column.title)}</h2>{passages}</section>"
        )
    return f"<div class=sources>{''.join(told)}</div><p class=print>{say.get('part.not_printed')}</p>"


def _numbered(words: str, rows: Sequence[Numbered], side: str, say: Phrases) -> str:
    parts, at = list[str](), 0
    for start, end, n, kind in sorted(
        (r[f"{side}_p_start"], r[f"{side}_p_end"], n, r["kind"]) for n, r in rows
    ):
        if start >= at:
            back = f'<a class=no dir=ltr href="#r{n + 1}" title="{name(kind, say)}">{SIGNS[kind]}{n + 1}</a>'
            parts += [
                text(words[at:start]),
                f'<span id="r{n + 1}{side}">{back}{text(words[start:end])}</span>',
            ]
            at = end
    return "".join([*parts, text(words[at:])])


def short(words: str, most: int) -> str:
    """Return the first words of some."""
    parts = words.split()
    return " ".join(parts[:most]) + (" …" if len(parts) > most else "")


def name(kind: str, say: Phrases) -> str:
    """Return a kind as it is read."""
    return say.get(f"kind.{kind}")


def text(value: object) -> str:
    """Return what a page may hold of a document's words."""
    plain = _TURNING.sub(lambda sign: f"[U+{ord(sign[0]):04X}]", _UNSEEN.sub(" ", str(value)))
    return escape(plain)


def quoted(value: object) -> str:
    """Return the same set apart, so that its reading direction is its own."""
    return f"<bdi>{text(value)}</bdi>"
