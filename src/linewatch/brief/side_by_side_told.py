"""What changed from one text to another, in one paragraph whose sentences name the rows they rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from linewatch.brief.side_by_side_parts import Row, many, name, short, text

_TOLD = 2  # rows of a kind that the paragraph quotes
_SHORT = 12  # words quoted of a clause
_NAMED = 4  # issues named of one text alone


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the paragraph, and the rows on which it rests, by their place in the list."""

    text: str
    rows: tuple[int, ...]


def summary(rows: Sequence[Row], issues: Mapping[str, str] | None = None) -> list[Sentence]:
    """Return what changed, in a paragraph whose sentences name the rows they rest on.

    Args:
        rows: As the desk gives them, the heaviest first.
        issues: Names of issues by id.
    """
    count = Counter(row["kind"] for row in rows)
    if not rows:
        return [Sentence("Neither text has a clause.", ())]
    if set(count) == {"kept"}:
        return [Sentence(f"Nothing changed: all {many(count['kept'], 'clause')} of A stand in B.", ())]
    told = [Sentence(_partners(count), ())]
    for kind, lead in (
        ("reversed", "Turned round"),
        ("hardened", "Hardened"),
        ("softened", "Softened"),
    ):
        if own := _heaviest(rows, kind):
            cues = "; ".join(_exchange(rows[n]) for n in own)
            told.append(Sentence(f"{lead} ({many(count[kind], 'clause')}): {cues}.", tuple(own)))
    for kind, lead, side in (
        ("dropped", "Weightiest left out", "a"),
        ("added", "Weightiest put in", "b"),
    ):
        if own := _heaviest(rows, kind):
            words = "; ".join(f"“{_begins(rows[n][f'{side}_text'])}”" for n in own)
            told.append(Sentence(f"{lead}: {words}.", tuple(own)))
    told += _silences(rows, issues or {})
    others = ("moved", "reworded", "cannot_tell", "kept")
    rest = [f"{count[kind]:,} {name(kind)}" for kind in others if count[kind]]
    return [*told, Sentence(f"The others: {', '.join(rest)}.", ())] if rest else told


def plain_summary(rows: Sequence[Row], issues: Mapping[str, str] | None = None) -> str:
    """Return the paragraph as plain text, each sentence followed by the places it rests on."""
    return " ".join(
        sentence.text
        + (f" [{'; '.join(dict.fromkeys(_places(rows[n]) for n in sentence.rows))}]" * bool(sentence.rows))
        for sentence in summary(rows, issues)
    )


def paragraph(sentences: Sequence[Sentence]) -> str:
    """Return the paragraph for a page, with links to its rows."""
    parts = list[str]()
    for sentence in sentences:
        links = ", ".join(f'<a href="#r{n + 1}">{n + 1}</a>' for n in sentence.rows)
        parts.append(
            f"<bdi>{text(sentence.text)}</bdi>" + (f" <span class=rows>[{links}]</span>" if links else "")
        )
    return f"<p class=summary>{' '.join(parts)}</p>"


def _heaviest(rows: Sequence[Row], kind: str) -> list[int]:
    return [n for n, row in enumerate(rows) if row["kind"] == kind][:_TOLD]


def _partners(count: Mapping[str, int]) -> str:
    both = sum(n for kind, n in count.items() if kind not in ("dropped", "added"))
    dropped, added = count.get("dropped", 0), count.get("added", 0)
    of_a = both + dropped
    if not both:
        return (
            f"No clause of A was found in B: the {many(of_a, 'clause')} of A and the {many(added, 'clause')} of B "
            "have too few words in common."
        )
    return (
        f"Of {many(of_a, 'clause')} of A, {both:,} {'has' if both == 1 else 'have'} a partner in B; "
        f"{dropped:,} {'was' if dropped == 1 else 'were'} left out, {added:,} put in."
    )


def _silences(rows: Sequence[Row], issues: Mapping[str, str]) -> list[Sentence]:
    """Return of which issues both texts speak, and of which one alone, from the passages tied to them."""
    first: dict[str, dict[str, int]] = {"a": {}, "b": {}}
    for n, row in enumerate(rows):
        for issue in row.get("issues") or ():
            for side in "ab":
                if row[f"{side}_n"] is not None:
                    first[side].setdefault(issue, n)
    told = list[Sentence]()
    if shared := [issue for issue in first["a"] if issue in first["b"]]:
        ends = tuple(sorted({first[side][issue] for issue in shared[:_NAMED] for side in "ab"}))
        told.append(Sentence(f"Both have passages tied to {_named(shared, issues)}.", ends))
    for side, other in (("a", "b"), ("b", "a")):
        if own := [issue for issue in first[side] if issue not in first[other]]:
            where = tuple(dict.fromkeys(first[side][issue] for issue in own[:_NAMED]))
            told.append(Sentence(f"Tied in {side.upper()} alone: {_named(own, issues)}.", where))
    return told


def _named(found: Sequence[str], issues: Mapping[str, str]) -> str:
    names = ", ".join(f"“{issues.get(issue, issue)}”" for issue in found[:_NAMED])
    return names + (f" and {len(found) - _NAMED} more" if len(found) > _NAMED else "")


def _places(row: Row) -> str:
    return " → ".join(
        f"{c['document']} {'p. ' + c['page'] + ' ' if c['page'] else ''}{c['locator'] or c['n']}"
        for c in row["cites"]
    )


def _exchange(row: Row) -> str:
    a, b = row["cue_a"], row["cue_b"]
    clause = f"“{_begins(row['b_text'] or row['a_text'])}”"
    if a and b:
        return f"“{short(a, _SHORT)}” → “{short(b, _SHORT)}” in {clause}"
    if a:
        return f"“{short(a, _SHORT)}” left out of {clause}"
    return f"“{short(b, _SHORT)}” put into {clause}" if b else clause


def _begins(clause: str) -> str:
    """Return how a clause begins, without a full stop: the sentence that quotes it has its own."""
    return short(clause, _SHORT).rstrip(".")
