"""Two texts side by side: what became of every clause, with the words that show it.

Sentences are brought together many to many and in any order, first those with the same words, then by the best
assignment of likenesses at a price for no partner (matching). Their words are aligned and both sides cut at the same
places (aligning). What changed is told by visible cues: graded words, negations, opposites, agents (cues, labelling);
what stands elsewhere in the order was moved (order).

Source:
    The design is the tool's own; the parts are cited where they are made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from linewatch.measures.shifts.aligning import Aligned, align
from linewatch.measures.shifts.clauses import sentences
from linewatch.measures.shifts.cues import cues
from linewatch.measures.shifts.cutting import Segment
from linewatch.measures.shifts.gaps import Clauses
from linewatch.measures.shifts.labelling import APART, BALANCE, FAR, LEAST, LEAST_FAR, label
from linewatch.measures.shifts.lexicon import Lexicon, lexicon
from linewatch.measures.shifts.matching import PART, PRICE, assigned, groups, likenesses, weights
from linewatch.measures.shifts.order import staying
from linewatch.measures.shifts.pairing import word_pairs
from linewatch.measures.shifts.values import HEAVY, Cue, Kind, Sentence, Shift, Span, Token
from linewatch.measures.shifts.wordings import is_hedge

__all__ = ["SETTINGS", "VERSION", "Cue", "Kind", "Lexicon", "Shift", "Span", "lexicon", "shifts"]

FRAGMENT_PRICE = 0.55  # of no partner, for a clause that its own sentence's partner lacks
MOVED = 0.6  # likeness from which words that changed without a cue leave a row moved rather than reworded
FRAGMENT = 5  # words of such a clause at least
VERSION = "3"  # raised when a result changes with the same settings
SETTINGS = {
    "version": VERSION, "price": PRICE, "part": PART, "fragment_price": FRAGMENT_PRICE, "fragment": FRAGMENT,
    "moved": MOVED, "least": LEAST, "least_far": LEAST_FAR, "far": FAR, "apart": APART, "balance": BALANCE,
    "heavy": HEAVY,
}  # fmt: skip


def shifts(a: str, b: str, words: Lexicon) -> list[Shift]:
    """Return what became of every clause of two texts: each is in exactly one row.

    Args:
        a: The earlier text.
        b: The later one.
        words: Of their language.

    Returns:
        Rows in the order of A, what was added where it stands in B after the row before it. An empty text gives rows
        of the other alone. With the texts exchanged the rows are the mirror image. Where the lexicon grades no word,
        what has other words cannot be told.
    """
    # Of equally good matchings one is chosen by order; so that it is the same with the texts exchanged, the two are
    # always looked at in one order.
    if (len(a), a) > (len(b), b):
        return _ordered([row.mirrored() for row in _rows(b, a, words)])
    return _ordered(_rows(a, b, words))


def _rows(a: str, b: str, words: Lexicon) -> list[Shift]:
    sides = sentences(a, words.cutting), sentences(b, words.cutting)
    governed = {key[0] for key in words.cutting.before if len(key) == 1}
    weigh = weights(*([s.words for s in side] for side in sides))
    found = groups(*sides)
    both = [group for group in found if group.a and group.b]
    places = [
        (
            sides[0][group.a[0]].start,
            sides[1][group.b[0]].start,
            float(sum(sides[0][i].end - sides[0][i].start for i in group.a)),
        )
        for group in both
    ]
    stay = {both[n] for n in staying(places)}
    aligned = list[tuple[Aligned, bool]]()
    for group in found:
        one = align(
            [sides[0][i] for i in group.a],
            [sides[1][j] for j in group.b],
            weigh,
            lambda lone: is_hedge(lone, words),
            governed,
        )
        aligned.append((one, bool(group.a and group.b) and group not in stay))
    ends = _ends(sides[0]), _ends(sides[1])
    rows = [_row(one, s, moved, weigh, words) for one, moved in _refound(aligned) for s in one.segments]
    return [replace(row, a=_whole(row.a, ends[0]), b=_whole(row.b, ends[1])) for row in rows]


def _ends(side: Sequence[Sentence]) -> dict[int, int]:
    """Return by the end of each sentence's last word where the sentence ends, its stop included."""
    return {s.tokens[-1].end: s.end for s in side}


def _whole(span: Span | None, ends: Mapping[int, int]) -> Span | None:
    return span and Span(span.start, ends.get(span.end, span.end))


def _refound(aligned: list[tuple[Aligned, bool]]) -> list[tuple[Aligned, bool]]:
    """Pair clauses that their own sentence's partner lacks with such of the other text: they went elsewhere."""
    lone_a = [(n, s) for n, (one, _) in enumerate(aligned) for s in one.segments if s.b[0] == s.b[1]]
    lone_b = [(n, s) for n, (one, _) in enumerate(aligned) for s in one.segments if s.a[0] == s.a[1]]
    lone_a = [(n, s) for n, s in lone_a if s.a[1] - s.a[0] >= FRAGMENT]
    lone_b = [(n, s) for n, s in lone_b if s.b[1] - s.b[0] >= FRAGMENT]
    if not lone_a or not lone_b:
        return aligned
    words_a = [aligned[n][0].a[slice(*s.a)] for n, s in lone_a]
    words_b = [aligned[n][0].b[slice(*s.b)] for n, s in lone_b]
    likeness = likenesses(
        [[t.word for t in side] for side in words_a], [[t.word for t in side] for side in words_b]
    )
    pairs = assigned(likeness, [0.0] * len(words_a), [0.0] * len(words_b), FRAGMENT_PRICE)
    gone = {lone_a[i] for i, _ in pairs} | {lone_b[j] for _, j in pairs}
    kept = [
        (_with(one, [s for s in one.segments if (n, s) not in gone]), moved)
        for n, (one, moved) in enumerate(aligned)
    ]
    return [*kept, *((_pair(words_a[i], words_b[j]), True) for i, j in pairs)]


def _with(one: Aligned, segments: list[Segment]) -> Aligned:
    """Return an alignment with some of its segments."""
    return one._replace(segments=tuple(segments))


def _pair(a: tuple[Token, ...], b: tuple[Token, ...]) -> Aligned:
    pairs = word_pairs([t.word for t in a], [t.word for t in b], {})
    return Aligned(a, b, tuple(pairs), (Segment((0, len(a)), (0, len(b))),))


def _row(one: Aligned, segment: Segment, moved: bool, weigh: Mapping[str, float], words: Lexicon) -> Shift:
    a, b = one.a[slice(*segment.a)], one.b[slice(*segment.b)]
    weight = max(sum(weigh[t.word] for t in a), sum(weigh[t.word] for t in b))
    if not a or not b:
        kind: Kind = "added" if not a else "dropped"
        return Shift(kind, _span(a), _span(b), (), 0.0, round(HEAVY[kind] * weight, 3), False)
    if _unjoined(a, words) == _unjoined(b, words):
        kind = "moved" if moved else "kept"
        return Shift(kind, _span(a), _span(b), (), 1.0, round(HEAVY[kind] * weight, 3), moved)
    low, high = segment.a[0], segment.b[0]
    pairs = tuple(
        (i - low, j - high) for i, j in one.pairs if low <= i < segment.a[1] and high <= j < segment.b[1]
    )
    shared = sum(weigh[a[i].word] for i, _ in pairs)
    likeness = 2 * shared / (sum(weigh[t.word] for t in a) + sum(weigh[t.word] for t in b) or 1.0)
    found = cues(Clauses(a, b, pairs), words)
    kind = label(found, likeness) if words.grades else "cannot_tell"
    if moved and kind == "reworded" and likeness >= MOVED:
        kind = "moved"
    score = weight * _matters(kind, found, likeness)
    return Shift(kind, _span(a), _span(b), tuple(found), round(min(1.0, likeness), 4), round(score, 3), moved)


def _matters(kind: Kind, found: Sequence[Cue], likeness: float) -> float:
    """Return how much a word of a changed clause counts: the more, the stronger its cues and the more both share.

    A cue that barely shows counts as what cannot be told; one that turns the meaning round counts in full.
    """
    if kind not in ("reversed", "softened", "hardened"):
        return HEAVY[kind]
    strength = 1.0 if kind == "reversed" else min(1.0, abs(sum(cue.effect for cue in found)))
    return HEAVY["cannot_tell"] + HEAVY[kind] * strength * min(1.0, likeness)


def _unjoined(side: tuple[Token, ...], words: Lexicon) -> list[str]:
    """Return words without one that only joins them to what stands before."""
    return [t.word for t in (side[1:] if side[0].word in words.joining else side)]


def _span(words: tuple[Token, ...]) -> Span | None:
    return Span(words[0].start, words[-1].end) if words else None


def _ordered(rows: list[Shift]) -> list[Shift]:
    """Return rows in the order of A, what only B has after the row that stands before it in B."""
    in_b = sorted((row for row in rows if row.b), key=lambda row: row.b or Span(0, 0))
    before, last = dict[Span, int](), -1
    for row in in_b:
        if row.a:
            last = row.a.start
        elif row.b:
            before[row.b] = last
    return sorted(
        rows,
        key=lambda row: (
            (row.a.start, 0, 0) if row.a else (before[row.b or Span(0, 0)], 1, (row.b or Span(0, 0)).start)
        ),
    )
