"""Two texts in two columns, as one HTML page that needs nothing else; and what changed, in one paragraph.

Each row has a sign and a word for its kind, and a border of its own, so that no colour is needed to read it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

from linewatch.brief.side_by_side_look import STYLE

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")  # what no page can hold
Row = Mapping[str, Any]
SIGNS = {
    "reversed": "⇄", "hardened": "▲", "softened": "▼", "cannot_tell": "?", "moved": "↕", "reworded": "≈",
    "dropped": "−", "added": "+", "kept": "=",
}  # fmt: skip
_CHANGES = ("reversed", "hardened", "softened", "cannot_tell", "moved", "reworded")
_FOLDED = ("dropped", "added", "kept")
_MOST = 150  # rows of a kind that is folded away; the rest is counted
_OPEN = 120  # changed rows shown before the rest is folded away
_TOLD = 2  # rows of a kind that the paragraph quotes
_SHORT = 12  # words quoted of a clause


@dataclass(frozen=True, slots=True)
class Column:
    """One of the two documents.

    Attributes:
        document: Its id.
        title: What it is called.
        passages: By number, the page and the text.
    """

    document: str
    title: str
    passages: Mapping[int, tuple[str | None, str]]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the paragraph, and the rows on which it rests, by their place in the list."""

    text: str
    rows: tuple[int, ...]


def summary(rows: Sequence[Row]) -> list[Sentence]:
    """Return what changed, in a paragraph whose sentences name the rows they rest on.

    Args:
        rows: As the desk gives them, the heaviest first.
    """
    count = Counter(row["kind"] for row in rows)
    if not rows:
        return [Sentence("Neither text has a clause.", ())]
    if set(count) == {"kept"}:
        return [Sentence(f"Nothing changed: all {_many(count['kept'], 'clause')} of A stand in B.", ())]
    both = sum(n for kind, n in count.items() if kind not in ("dropped", "added"))
    of_a = both + count["dropped"]
    if not both:
        return [Sentence(f"No clause of A was found in B: the {_many(of_a, 'clause')} of A and the "
                         f"{_many(count['added'], 'clause')} of B have too few words in common.", ())]  # fmt: skip
    told = [Sentence(f"Of {_many(of_a, 'clause')} of A, {both:,} have a partner in B; "
                     f"{count['dropped']:,} were left out, {count['added']:,} put in.", ())]  # fmt: skip
    for kind, lead in (
        ("reversed", "Turned round"),
        ("hardened", "Hardened"),
        ("softened", "Softened"),
    ):
        own = [n for n, row in enumerate(rows) if row["kind"] == kind][:_TOLD]
        if own:
            cues = "; ".join(_exchange(rows[n]) for n in own)
            told.append(Sentence(f"{lead} ({_many(count[kind], 'clause')}): {cues}.", tuple(own)))
    for kind, lead, side in (
        ("dropped", "The heaviest left out", "a"),
        ("added", "The heaviest put in", "b"),
    ):
        own = [n for n, row in enumerate(rows) if row["kind"] == kind][:1]
        if own:
            told.append(Sentence(f"{lead}: “{_short(rows[own[0]][f'{side}_text'])}”.", tuple(own)))
    rest = [f"{count[kind]:,} {kind.replace('_', ' ')}" for kind in ("moved", "reworded", "cannot_tell", "kept")
            if count[kind]]  # fmt: skip
    return [*told, Sentence(f"The others: {', '.join(rest)}.", ())] if rest else told


def plain_summary(rows: Sequence[Row]) -> str:
    """Return the paragraph as plain text, each sentence followed by the places it rests on."""
    return " ".join(
        sentence.text + (f" [{'; '.join(_places(rows[n]) for n in sentence.rows)}]" if sentence.rows else "")
        for sentence in summary(rows)
    )


def page(a: Column, b: Column, rows: Sequence[Row], issues: Mapping[str, str]) -> str:
    """Return the page.

    Args:
        a: The document A.
        b: The document B.
        rows: As the desk gives them, the heaviest first.
        issues: Names of issues, by which rows are grouped where their passages are tied to some.
    """
    title = f"{_text(a.title)} → {_text(b.title)}"
    numbered = list(enumerate(rows))
    changed = [one for one in numbered if one[1]["kind"] in _CHANGES]
    body = [
        f"<h1>What changed</h1><p class=which>A: {_text(a.title)} <span>({_text(a.document)})</span><br>"
        f"B: {_text(b.title)} <span>({_text(b.document)})</span></p>",
        _paragraph(rows),
        _legend(rows),
        *_groups(changed, issues),
        *(_folded(kind, [one for one in numbered if one[1]["kind"] == kind]) for kind in _FOLDED),
        _sources(a, b, rows),
    ]
    return (
        "<!doctype html>\n<html lang=en><head><meta charset=utf-8>"
        '<meta name=viewport content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style></head>\n<body>{''.join(body)}</body></html>\n"
    )


def _paragraph(rows: Sequence[Row]) -> str:
    parts = list[str]()
    for sentence in summary(rows):
        links = " ".join(f'<a href="#r{n + 1}">{n + 1}</a>' for n in sentence.rows)
        parts.append(_text(sentence.text) + (f" <sup>{links}</sup>" if links else ""))
    return f"<p class=summary>{' '.join(parts)}</p>"


def _legend(rows: Sequence[Row]) -> str:
    count = Counter(row["kind"] for row in rows)
    told = "".join(
        f'<li class="{kind}"><b>{sign}</b> {_name(kind)} <span>{count[kind]:,}</span></li>'
        for kind, sign in SIGNS.items()
        if count[kind]
    )
    return f"<ul class=legend>{told}</ul>"


def _groups(changed: Sequence[tuple[int, Row]], issues: Mapping[str, str]) -> list[str]:
    """Return the changed rows, under their issues where passages are tied to some; a row stands under its first."""
    if not changed:
        return ["<p>Nothing that stands in both was changed.</p>"]
    by: dict[str, list[tuple[int, Row]]] = {}
    for one in changed:
        by.setdefault(next(iter(one[1].get("issues") or ()), ""), []).append(one)
    if set(by) == {""}:
        return _table(changed)
    found = list[str]()
    for issue in sorted(by, key=lambda name: (name == "", by[name][0][0])):
        found.append(f"<h2>{_text(issues.get(issue, issue)) if issue else 'Tied to no issue'}</h2>")
        found += _table(by[issue])
    return found


def _table(rows: Sequence[tuple[int, Row]]) -> list[str]:
    shown, rest = rows[:_OPEN], rows[_OPEN:]
    found = [f"<table>{_HEAD}{''.join(_tr(n, row) for n, row in shown)}</table>"]
    if rest:
        more = "".join(_tr(n, row) for n, row in rest)
        found.append(
            f"<details><summary>{_many(len(rest), 'lighter row')} more</summary><table>{_HEAD}{more}</table></details>"
        )
    return found


_HEAD = (
    "<thead><tr><th scope=col>A</th><th scope=col><span class=aside>what became of it</span></th>"
    "<th scope=col>B</th></tr></thead>"
)


def _folded(kind: str, rows: Sequence[tuple[int, Row]]) -> str:
    if not rows:
        return ""
    rest = len(rows) - _MOST
    more = f"<p>And {_many(rest, 'lighter clause')}, all in --json.</p>" if rest > 0 else ""
    told = "".join(_tr(n, row) for n, row in rows[:_MOST])
    return (
        f"<details><summary><b>{SIGNS[kind]}</b> {_name(kind)}: {_many(len(rows), 'clause')}</summary>"
        f"<table>{_HEAD}{told}</table>{more}</details>"
    )


def _tr(n: int, row: Row) -> str:
    kind = row["kind"]
    families = dict.fromkeys(cue["family"] for cue in row.get("cues", ()) if kind not in ("kept", "moved"))
    why = f"<span class=why>{_text(', '.join(families))}</span>" if families else ""
    return (
        f'<tr id="r{n + 1}" class="{kind}"><td>{_cell(row, "a")}</td>'
        f"<th scope=row><b>{SIGNS[kind]}</b> {_name(kind)}{why}</th><td>{_cell(row, 'b')}</td></tr>"
    )


def _cell(row: Row, side: Literal["a", "b"]) -> str:
    text = row[f"{side}_text"]
    if text is None:
        return "<span class=none>—</span>"
    cues = sorted(cue[f"{side}_at"] for cue in row.get("cues", ()) if cue[f"{side}_at"])
    parts, at = list[str](), 0
    for start, end in cues:
        if start >= at:
            parts += [_text(text[at:start]), f"<mark>{_text(text[start:end])}</mark>"]
            at = end
    n = row[f"{side}_n"]
    place = f'<a class=place href="#{side}{n}">{_place(row, side)}</a>'
    return f"{''.join(parts)}{_text(text[at:])} {place}"


def _place(row: Row, side: str) -> str:
    cite = row["cites"][0 if side == "a" or row["a_text"] is None else 1]
    page = f"p. {_text(cite['page'])} · " if cite["page"] else ""
    return f"{side.upper()} {page}{_text(cite['locator'] or row[f'{side}_n'])}"


def _sources(a: Column, b: Column, rows: Sequence[Row]) -> str:
    """Return the passages of both texts to which rows lead."""
    told = list[str]()
    for side, column in (("a", a), ("b", b)):
        used = {row[f"{side}_n"] for row in rows}
        passages = "".join(
            f'<p id="{side}{n}"><span class=aside>{f"p. {_text(at)} · " if at else ""}{n}</span> {_text(text)}</p>'
            for n, (at, text) in column.passages.items()
            if n in used
        )
        told.append(f"<section><h2>{side.upper()}: {_text(column.title)}</h2>{passages}</section>")
    return f"<div class=sources>{''.join(told)}</div>"


def _places(row: Row) -> str:
    return " → ".join(
        f"{c['document']} {'p. ' + c['page'] + ' ' if c['page'] else ''}{c['locator'] or c['n']}"
        for c in row["cites"]
    )


def _exchange(row: Row) -> str:
    a, b = row["cue_a"], row["cue_b"]
    clause = f"“{_short(row['b_text'] or row['a_text'])}”"
    if a and b:
        return f"“{_short(a)}” → “{_short(b)}” in {clause}"
    return f"“{_short(a)}” left out of {clause}" if a else f"“{_short(b)}” put into {clause}" if b else clause


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:_SHORT]) + (" …" if len(words) > _SHORT else "")


def _name(kind: str) -> str:
    return kind.replace("_", " ")


def _many(n: int, what: str) -> str:
    return f"{n:,} {what}{'' if n == 1 else 's'}"


def _text(value: object) -> str:
    return escape(_UNSEEN.sub(" ", str(value)))
