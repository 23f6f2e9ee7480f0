"""The parts of the page of a question: evidence with its pages, groups, analysts, classic counts, what to seek."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linewatch.brief.dates import date_text_words
from linewatch.brief.notes import Note, NoteBook
from linewatch.brief.phrases import Phrases
from linewatch.brief.side_by_side_parts import quoted, text
from linewatch.brief.weighed_told import judged, own_words, share
from linewatch.brief.weighed_values import Bundle, Ends, Judged, Piece, Sought, Weighed
from linewatch.kinds.citations import Citation

_SURE = Ends(1.0, 1.0)
_DIFFER = 12  # pairs on which analysts differ that are told


class Notes:
    """The notes of a page: each citation has its own, and a repeated source is a new note."""

    def __init__(self, say: Phrases) -> None:
        self._say, self._book = say, NoteBook(say)

    def refs(self, citations: Sequence[Citation]) -> str:
        """Return the numbers of new notes, each with a link to its note."""
        comma = "<sup>,</sup>"
        return comma.join(
            f'<sup><a id="ref-{n}" href="#note-{n}" role="doc-noteref" '
            f'aria-label="{text(self._say.format("page.note", number=n))}">{n}</a></sup>'
            for n in self._book.take(citations)
        )

    def printed(self) -> str:
        """Return the notes; nothing where there are none."""
        if not self._book.notes:
            return ""
        told = "".join(self._note(n, one) for n, one in self._book.notes)
        head = text(self._say.get("page_of.notes"))
        return f'<section aria-labelledby="notes"><h2 id="notes">{head}</h2><div class="notes">{told}</div></section>\n'

    def _note(self, n: int, one: Note) -> str:
        place = f", {text(one.place)}" if one.place else ""
        words = f": {text(one.quote)}" if one.quote else ""
        standing = f" <i>{text(one.standing)}</i>" if one.standing else ""
        back = text(self._say.format("page.back", number=n))
        return (
            f'<div class="note" id="note-{n}" role="doc-footnote"><a class="number" href="#ref-{n}" '
            f'role="doc-backlink" aria-label="{back}">{n}</a> <cite>{text(one.title)}</cite>{place}{words}.{standing}'
            "</div>\n"
        )


def evidence(found: Weighed, notes: Notes, say: Phrases) -> Iterator[str]:
    """Yield the evidence in order of entry, each item with its pages, what is known of it, and its judgements."""
    if not found.pieces:
        return
    yield _head("evidence", say)
    yield f'<p class="remark">{text(say.get("page_of.evidence_read"))}</p>\n<ol class="items">'
    for one in found.pieces:
        facts = text("; ".join(_facts(one, found, say)))
        yield (
            f'<li value="{one.number}" id="e{one.number}">{quoted(one.name)}{notes.refs(one.citations)}'
            f'<span class="facts">{facts}</span>{_judgements(one, found, say)}</li>\n'
        )
    yield "</ol>\n"


def _facts(one: Piece, found: Weighed, say: Phrases) -> Iterator[str]:
    """Yield what is known of an item, each in a word or two; what is sure is not said."""
    yield say.either(f"kinds.{one.kind}", one.kind)
    if one.state != "seen":
        yield say.get(f"states.{one.state}")
    for key, told in (
        ("source", one.source),
        ("date", date_text_words(one.date, say) if one.date else ""),
        ("reported", date_text_words(one.reported_on, say) if one.reported_on else ""),
    ):
        if told:
            yield say.format(f"facts.{key}", **{key: told, "date": told})
    seen = "seen_open" if one.state == "open" else "seen"
    for key, ends in (("reliability", one.reliability), ("holds", one.holds), (seen, one.seen)):
        if ends != _SURE:
            yield say.format(f"facts.{key}", range=_range(ends, say))
    if one.group:
        yield say.format("facts.group", group=one.group)
    if one.cost is not None:
        yield say.format("facts.cost", cost=f"{one.cost:g}")
    if one.look_for:
        yield say.format("facts.look_for", words=one.look_for)
    if one.id in found.idle:
        yield say.get("facts.idle")
    if one.id in found.little:
        yield say.get("facts.little")


def _range(ends: Ends, say: Phrases) -> str:
    low, high = (f"{round(100 * end, 1):g}" for end in ends)
    return say.format("facts.number" if low == high else "facts.range", low=low, high=high)


def _judgements(one: Piece, found: Weighed, say: Phrases) -> str:
    if not one.cells:
        return f'<span class="facts">{text(say.get("facts.unjudged"))}</span>'
    rows = ""
    for row in found.explanations:
        cells = [cell for cell in one.cells if cell.hypothesis == row.id]
        told = _by_analyst(cells, say) if cells else say.get("facts.unjudged")
        rows += f"<li>{text(say.format('facts.if', hypothesis=row.name, judged=told))}</li>"
    return f"<details><summary>{text(say.get('facts.judgements'))}</summary><ul>{rows}</ul></details>"


def _by_analyst(cells: Sequence[Judged], say: Phrases) -> str:
    return say.joined(
        [say.format("page_of.judged_by", analyst=one.analyst, judged=judged(one, say)) for one in cells]
    )


def bundles(found: Weighed, notes: Notes, say: Phrases) -> Iterator[str]:
    """Yield which items count together, and how far."""
    del notes
    if not found.pieces:
        return
    yield _head("bundles", say)
    if not found.bundles:
        yield f"<p>{text(say.get('page_of.independent'))}</p>\n"
        return
    yield f'<p class="remark">{text(say.get("page_of.bundles_read"))}</p>\n'
    told = "".join(f"<li>{_bundle(one, found, say)}</li>" for one in found.bundles)
    yield f'<ul class="plain">{told}</ul>\n'


def _bundle(one: Bundle, found: Weighed, say: Phrases) -> str:
    """Return a group with links to its items, escaped."""
    numbers = {piece.id: piece.number for piece in found.pieces}
    links = [
        f'<a href="#e{numbers[item]}">{numbers[item]}</a>' if item in numbers else quoted(item)
        for item in one.items
    ]
    key = "page_of.bundle" if one.stated else "page_of.bundle_made"
    told = say.format(key, name=one.name, dependence=f"{one.dependence:g}")
    return f"{text(told)} {say.joined(links)}."


def weighers(found: Weighed, notes: Notes, say: Phrases) -> Iterator[str]:
    """Yield what each analyst alone would have, and the pairs on which they differ most."""
    del notes
    if len(found.weighers) < 2 and not any(one.opinions for one in found.weighers):
        return
    yield _head("weighers", say)
    yield f'<p class="remark">{text(say.get("page_of.weighers_read"))}</p>\n'
    heads = [say.get("page_of.explanation"), *(one.name for one in found.weighers)]
    rows = [
        [row.name, *(_alone(one.mids.get(row.id), one.coherent.get(row.id), say) for one in found.weighers)]
        for row in found.explanations
    ]
    yield _table(heads, rows)
    if found.differ:
        yield f"<h3>{text(say.get('page_of.differ'))}</h3>\n<ul class=plain>"
        for item, hypothesis, cells in found.differ[:_DIFFER]:
            names = {"item": found.called(item), "hypothesis": found.called(hypothesis)}
            told = say.format("page_of.differs", **names, judgements=_by_analyst(cells, say))
            yield f"<li>{text(told)}</li>"
        yield "</ul>\n"


def _alone(mid: float | None, held: float | None, say: Phrases) -> str:
    told = share(mid, say)
    return told if held is None else f"{told} ({share(held, say)})"


def own(found: Weighed, notes: Notes, say: Phrases) -> Iterator[str]:
    """Yield the documents' own words on the explanations beside what was weighed."""
    if found.own_words:
        yield _head("own", say)
        yield f'<p class="remark">{text(say.get("remark.weighed_own"))}</p>\n<ul class="plain">'
        for one in found.own_words:
            lead = f"<b>{quoted(found.called(one.hypothesis))}:</b>"
            yield f"<li>{lead} {text(own_words(one, found, say))}{notes.refs(one.citations)}</li>"
        yield "</ul>\n"


def sought(found: Weighed, notes: Notes, say: Phrases) -> Iterator[str]:
    """Yield what to look for next, and why."""
    del notes
    if not found.sought:
        return
    yield _head("sought", say)
    told = "".join(f"<li>{text(_sought(one, found, say))}</li>" for one in found.sought)
    yield f'<p class="remark">{text(say.get("page_of.sought_read"))}</p>\n<ol>{told}</ol>\n'


def _sought(one: Sought, found: Weighed, say: Phrases) -> str:
    names = {
        "item": found.called(one.item),
        "seen": found.called(one.seen),
        "unseen": found.called(one.unseen),
    }
    told = say.format("next.same" if one.seen == one.unseen else "next.both", **names)
    if one.told:
        told = say.format("next.told", told=one.told)
    ends = {"low": f"{one.ends.low:.2f}", "high": f"{one.ends.high:.2f}"} if one.ends else {}
    worth = say.format(
        "next.worth",
        bits=f"{one.bits:.2f}",
        range=say.format("next.bits_range", **ends) if ends else "",
        chance="" if one.chance is None else say.format("next.chance", share=f"{100 * one.chance:.0f}"),
        cost="" if one.cost is None else say.format("next.cost", cost=f"{one.cost:g}"),
    )
    return f"{say.ended(told)} {worth}"


def counts(found: Weighed, say: Phrases) -> Iterator[str]:
    """Yield the classic counts with their known defects, and whether their order is another."""
    if not found.counts:
        return
    yield _head("classic", say)
    yield f'<p class="remark">{text(say.get("page_of.classic_read"))}</p>\n'
    heads = [say.get("page_of.explanation"), *(one.name for one in found.counts)]
    rows = [
        [
            row.name,
            *(_scored(one.scores.get(row.id)) for one in found.counts),
        ]
        for row in found.explanations
    ]
    order = [row.id for row in found.ranked]
    same = [
        say.get(
            "page_of.classic_same"
            if [i for i in one.order if i in order] == order
            else "page_of.classic_other"
        )
        for one in found.counts
    ]
    yield _table(heads, rows, [say.get("page_of.classic_order"), *same])
    faults = [
        say.format("page_of.fault", name=one.name, fault=one.defect) for one in found.counts if one.defect
    ]
    if faults:
        yield f'<p class="small">{text(" ".join(map(say.ended, faults)))}</p>\n'


def _scored(score: float | None) -> str:
    return "–" if score is None else f"{round(score, 2):g}".replace("-", "−")


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], foot: Sequence[str] = ()) -> str:
    head = "".join(f'<th scope="col">{quoted(one)}</th>' for one in heads)
    body = "".join(
        f'<tr><th scope="row">{quoted(row[0])}</th>{"".join(f"<td>{text(one)}</td>" for one in row[1:])}</tr>'
        for row in rows
    )
    last = "".join(f"<td>{text(one)}</td>" for one in foot)
    end = f"<tfoot><tr>{last}</tr></tfoot>" if foot else ""
    return f'<div class="wide-table"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody>{end}</table></div>\n'


def _head(key: str, say: Phrases) -> str:
    return f"<h2>{text(say.get(f'page_of.{key}'))}</h2>\n"
