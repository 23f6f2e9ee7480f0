"""What changed from one text to another, in one paragraph whose sentences name the rows they rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from linewatch.brief.phrases import Phrases
from linewatch.brief.side_by_side_parts import Row, name, short, text

_TOLD = 2  # rows of a kind that the paragraph quotes
_SHORT = 12  # words quoted of a clause
_NAMED = 4  # issues named of one text alone


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the paragraph, and the rows on which it rests, by their place in the list."""

    text: str
    rows: tuple[int, ...]


def summary(rows: Sequence[Row], say: Phrases, issues: Mapping[str, str] | None = None) -> list[Sentence]:
    """Return what changed, in a paragraph whose sentences name the rows they rest on.

    Args:
        rows: As the desk gives them, the heaviest first.
        say: The wording.
        issues: Names of issues by id.
    """
    count = Counter(row["kind"] for row in rows)
    if not rows:
        return [Sentence(say.get("told.none"), ())]
    if set(count) == {"kept"}:
        same = say.format("told.same", clauses=say.count("clauses", count["kept"]), **sides(say))
        return [Sentence(same, ())]
    told = [Sentence(_partners(count, say), ())]
    for kind in ("reversed", "hardened", "softened"):
        if own := _heaviest(rows, kind):
            cues = say.get("part.semicolon").join(_exchange(rows[n], say) for n in own)
            clauses = say.count("clauses", count[kind])
            told.append(Sentence(say.format(f"told.{kind}", clauses=clauses, words=cues), tuple(own)))
    for kind, side in (("dropped", "a"), ("added", "b")):
        if own := _heaviest(rows, kind):
            words = say.get("part.semicolon").join(_begins(rows[n][f"{side}_text"], say) for n in own)
            told.append(Sentence(say.format(f"told.{kind}", words=words), tuple(own)))
    told += _silences(rows, say, issues or {})
    others = ("moved", "reworded", "cannot_tell", "kept")
    rest = say.get("part.comma").join(f"{count[kind]:,} {name(kind, say)}" for kind in others if count[kind])
    return [*told, Sentence(say.format("told.others", kinds=rest), ())] if rest else told


def sides(say: Phrases) -> dict[str, str]:
    """Return what the two texts are called, for the places {a} and {b} of a phrase."""
    return {side: say.get(f"side.{side}") for side in "ab"}


def plain_summary(rows: Sequence[Row], say: Phrases, issues: Mapping[str, str] | None = None) -> str:
    """Return the paragraph as plain text, each sentence followed by the places it rests on."""
    return " ".join(
        sentence.text
        + (
            f" [{'; '.join(dict.fromkeys(_places(rows[n], say) for n in sentence.rows))}]"
            * bool(sentence.rows)
        )
        for sentence in summary(rows, say, issues)
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


def _partners(count: Mapping[str, int], say: Phrases) -> str:
    both = sum(n for kind, n in count.items() if kind not in ("dropped", "added"))
    dropped, added = count.get("dropped", 0), count.get("added", 0)
    of_a = say.count("clauses", both + dropped)
    if not both:
        return say.format("told.apart", of_a=of_a, of_b=say.count("clauses", added), **sides(say))
    left = say.format(f"told.dropped_{'one' if dropped == 1 else 'other'}", count=dropped)
    key = f"told.partners_{'one' if both == 1 else 'other'}"
    return say.format(key, of_a=of_a, count=both, dropped=left, added=added, **sides(say))


def _silences(rows: Sequence[Row], say: Phrases, issues: Mapping[str, str]) -> list[Sentence]:
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
        told.append(Sentence(say.format("told.shared", issues=_named(shared, say, issues)), ends))
    for side, other in (("a", "b"), ("b", "a")):
        if own := [issue for issue in first[side] if issue not in first[other]]:
            where = tuple(dict.fromkeys(first[side][issue] for issue in own[:_NAMED]))
            alone = say.format("told.alone", side=say.get(f"side.{side}"), issues=_named(own, say, issues))
            told.append(Sentence(alone, where))
    return told


def _named(found: Sequence[str], say: Phrases, issues: Mapping[str, str]) -> str:
    names = say.get("part.comma").join(
        say.format("part.quoted", words=issues.get(issue, issue)) for issue in found[:_NAMED]
    )
    more = len(found) - _NAMED
    return say.format("told.and_more", issues=names, count=more) if more > 0 else names


def _places(row: Row, say: Phrases) -> str:
    return " → ".join(
        f"{c['document']} {say.format('part.page', page=c['page']) + ' ' if c['page'] else ''}"
        f"{c['locator'] or c['n']}"
        for c in row["cites"]
    )


def _exchange(row: Row, say: Phrases) -> str:
    a, b = row["cue_a"], row["cue_b"]
    clause = _begins(row["b_text"] or row["a_text"], say)
    if not a and not b:
        return clause
    key = "in_clause" if a and b else "left_out_of" if a else "put_into"
    cues = {name: quote(cue or "", say) for name, cue in (("one", a), ("other", b))}
    return say.format(f"told.{key}", clause=clause, **cues)


def quote(words: str, say: Phrases) -> str:
    """Return the first words of some in quotation marks."""
    return say.format("part.quoted", words=short(words, _SHORT))


def _begins(clause: str, say: Phrases) -> str:
    """Return how a clause begins, without a full stop: the sentence that quotes it has its own."""
    return say.format("part.quoted", words=short(clause, _SHORT).rstrip("."))
