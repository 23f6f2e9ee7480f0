"""Graded words put for others: which is stronger, on one scale or beside a plain statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from linewatch.measures.shifts.gaps import Gaps, place
from linewatch.measures.shifts.lexicon import Graded, Lexicon
from linewatch.measures.shifts.values import Cue, Token
from linewatch.measures.shifts.wordings import grades, negators, sides, wordings

FAINT = 0.04  # a difference of strength that is none
_SCOPE = 5  # words after a negator that it still governs
_MIDDLE = 0.5  # the strength of a plain statement, with which a wording that has no partner is compared
_UNKNOWN = 0.7  # what such a comparison counts where the other side has words of unknown strength
_BESIDES = 1  # other words put in beside a wording without a partner, at most, for it to show something
_STRONG = (
    0.6  # from which a noun or verb tells something beside one of unknown strength, all else being the same
)
_LONGER = 2  # words by which what stands in its place may be longer
_NEAR, _FAR = "near", "far"  # in this order partners are looked for


@dataclass(frozen=True, slots=True)
class Hit:
    """A wording of the lexicon found in a clause: the forms it may go back to, its place, and its gap."""

    key: tuple[tuple[str, ...], ...]
    start: int
    end: int
    gap: int


def graded(gaps: Gaps) -> list[Cue]:
    """Return the cues of graded words: of those in which two clauses differ, each beside its partner if it has one."""
    own_a, own_b = _own_hits(gaps)
    found, used_a, used_b = list[Cue](), set[Hit](), set[Hit]()
    for step in (_NEAR, _FAR):
        for x, y in product(own_a, own_b):
            if x in used_a or y in used_b or not _pairs(gaps, x, y, step):
                continue
            told = _compared(x, y, gaps.lexicon)
            if told is not None:
                used_a.add(x)
                used_b.add(y)
                found += _cue_of(gaps, x, y, told)
    for hit in own_a:
        if hit not in used_a and not _stands(hit, gaps.same):
            found += _single(gaps, hit, "a")
    for hit in own_b:
        if hit not in used_b and not _stands(hit, gaps.back):
            found += _single(gaps, hit, "b")
    return found


def _own_hits(gaps: Gaps) -> tuple[list[Hit], list[Hit]]:
    """Return the wordings of each side that do not stand unchanged in the other."""
    hits_a, hits_b = _hits(gaps.clauses.a, gaps.a, gaps.lexicon), _hits(gaps.clauses.b, gaps.b, gaps.lexicon)
    shared = {(h.key, h.start, h.end) for h in hits_a} & {
        (h.key, i, i + h.end - h.start)
        for h in hits_b
        if (i := gaps.back.get(h.start)) is not None
        and all(gaps.back.get(h.start + k) == i + k for k in range(h.end - h.start))
    }
    in_b = {(key, gaps.same[start]) for key, start, _ in shared}
    return (
        [h for h in hits_a if (h.key, h.start, h.end) not in shared],
        [h for h in hits_b if (h.key, h.start) not in in_b],
    )


def _hits(words: Sequence[Token], gaps: Sequence[int], lexicon: Lexicon) -> list[Hit]:
    return [
        Hit(key, start, end, gaps[start])
        for key, start, end in wordings([word.word for word in words], lexicon)
        if not (lexicon.names and all(word.name for word in words[start:end]))
    ]


def _pairs(gaps: Gaps, x: Hit, y: Hit, step: str) -> bool:
    """Return whether two wordings may be one put for the other: near, or hedges and the like anywhere in the clause."""
    if _stands(x, gaps.same) and _stands(y, gaps.back):
        return False
    if _use(gaps.clauses.a, x, gaps.lexicon) * _use(gaps.clauses.b, y, gaps.lexicon) < 0:
        return False
    if step is _NEAR:
        return abs(x.gap - y.gap) <= 1
    return _moves(x, gaps.lexicon) and _moves(y, gaps.lexicon)


def _moves(hit: Hit, lexicon: Lexicon) -> bool:
    """Return whether a wording may stand anywhere in its clause, as adverbs do: its mere presence tells something."""
    return any(grade.alone for grade in grades(hit.key, lexicon))


def _use(words: Sequence[Token], hit: Hit, lexicon: Lexicon) -> int:
    """Return +1 for a noun (after a determiner), -1 for the form of a verb (by its ending or irregular), else 0."""
    if hit.end - hit.start > 1:
        return 0
    if hit.start and words[hit.start - 1].word in lexicon.determiners:
        return 1
    word = words[hit.start].word
    return -1 if word in lexicon.irregular or word.endswith(lexicon.past) else 0


def _stands(hit: Hit, unchanged: Mapping[int, int]) -> bool:
    """Return whether none of a wording's own words changed, only what stands between or around them."""
    return all(n in unchanged for n in range(hit.start, hit.end))


def _compared(x: Hit, y: Hit, lexicon: Lexicon) -> tuple[str, float] | None:
    """Return the family and effect of one wording for another; None where they have no scale in common."""
    poles = dict(sides(y.key, lexicon))
    if any(poles.get(axis, side) != side for axis, side in sides(x.key, lexicon)):
        return "opposites", 0.0
    for one, other in product(grades(x.key, lexicon), grades(y.key, lexicon)):
        if one.scale == other.scale:
            return one.family, other.strength - one.strength
    return None


def _cue_of(gaps: Gaps, x: Hit, y: Hit, told: tuple[str, float]) -> list[Cue]:
    family, effect = told
    if family != "opposites" and abs(effect) <= FAINT:
        return []
    if _denied(gaps, "a", x.start) and _denied(gaps, "b", y.start):
        effect = 0.0 - effect
    return [Cue(family, place(gaps.clauses.a, x.start, x.end), place(gaps.clauses.b, y.start, y.end), effect)]


def _single(gaps: Gaps, hit: Hit, side: str) -> list[Cue]:
    """Return the cue of a wording that has no partner, against a plain statement or words of unknown strength.

    Words of the other side are shown as its counterpart only where they alone stand in its place; in a longer stretch
    that is worded otherwise, one graded word shows nothing.
    """
    own, other = (gaps.clauses.a, gaps.clauses.b) if side == "a" else (gaps.clauses.b, gaps.clauses.a)
    here = gaps.lone(side, hit.gap)
    there = gaps.lone("b" if side == "a" else "a", hit.gap)
    size = hit.end - hit.start
    besides = [n for n in here if not hit.start <= n < hit.end]
    says = [n for n in besides if own[n].word not in gaps.lexicon.functions]
    if len(says) > _BESIDES or len(there) > size + _LONGER or _by_form(own, hit, gaps.lexicon):
        return []
    instead = bool(there) and not besides and not any(_no_counterpart(other[n], gaps.lexicon) for n in there)
    known = [
        grade
        for grade in grades(hit.key, gaps.lexicon)
        if grade.alone or (instead and grade.strength >= _STRONG and _elsewhere_the_same(gaps, hit.gap))
    ]
    if not known:
        return []
    best: Graded = max(known, key=lambda g: (g.alone, abs(g.strength - _MIDDLE), g.family))
    effect = (best.strength - _MIDDLE) * (_UNKNOWN if there else 1.0)
    if side == "a":
        effect = 0.0 - effect
    if abs(effect) < 2 * FAINT:
        return []
    where = place(own, hit.start, hit.end)
    others = place(other, there[0], there[-1] + 1) if instead else None
    if _denied(gaps, side, hit.start):
        effect = 0.0 - effect
    spans = (where, others) if side == "a" else (others, where)
    return [Cue(best.family, *spans, effect)]


def _elsewhere_the_same(gaps: Gaps, gap: int) -> bool:
    """Return whether two clauses differ in one place alone, so that what stands there must be counterparts."""
    return all(number == gap for lone in gaps.lone_by_gap for number in lone)


def _by_form(words: Sequence[Token], hit: Hit, lexicon: Lexicon) -> bool:
    """Return whether a wording was found only as the verb made from it: "narrowed" from "narrow"."""
    return _use(words, hit, lexicon) < 0 and hit.key[0] != (words[hit.start].word,)


def _no_counterpart(word: Token, lexicon: Lexicon) -> bool:
    """Return whether a word is a name, a number or a month, which stands for no graded word."""
    return (
        (lexicon.names and word.name) or word.word in lexicon.calendar or any(c.isdigit() for c in word.word)
    )


def _denied(gaps: Gaps, side: str, at: int) -> bool:
    """Return whether a place in one side lies under a negation that both sides have."""
    words, unchanged = (gaps.clauses.a, gaps.same) if side == "a" else (gaps.clauses.b, gaps.back)
    return any(
        end <= at <= end + _SCOPE and all(n in unchanged for n in range(start, end))
        for start, end, _ in negators(words, gaps.lexicon)
    )
