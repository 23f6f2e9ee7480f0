"""Who acts: the agent of a passive left out or put in, an active made a passive without one."""

from __future__ import annotations

from linewatch.measures.shifts.gaps import Gaps, place
from linewatch.measures.shifts.lexicon import Lexicon
from linewatch.measures.shifts.pairing import same_form
from linewatch.measures.shifts.values import Cue

_PASSIVE = 4  # words before a participle among which its auxiliary stands
_EFFECT = 0.4  # of an agent named or not named


def agents(gaps: Gaps) -> list[Cue]:
    """Return where the agent of a passive was left out, or put in, or an active made a passive without one."""
    found = list[Cue]()
    sides = (("a", gaps.clauses.a, gaps.same, -1.0), ("b", gaps.clauses.b, gaps.back, 1.0))
    for side, words, unchanged, sign in sides:
        numbers = gaps.a if side == "a" else gaps.b
        for n in range(1, len(words)):
            if (
                words[n].word not in gaps.lexicon.by
                or n in unchanged
                or not _participle(words[n - 1].word, gaps.lexicon)
            ):
                continue
            own = gaps.lone(side, numbers[n])
            run = [k for k in own if k >= n]
            there = gaps.lone("b" if side == "a" else "a", numbers[n])
            passive = any(w.word in gaps.lexicon.be for w in words[max(0, n - 1 - _PASSIVE) : n - 1])
            if len(run) > 1 and len(there) <= 1 and (passive or n - 1 in unchanged):
                where = place(words, run[0], run[-1] + 1)
                spans = (where, None) if side == "a" else (None, where)
                found.append(Cue("agency", *spans, _EFFECT * sign))
    return found or _made_passive(gaps)


def _made_passive(gaps: Gaps) -> list[Cue]:
    """Return an active of one side that the other has as a passive without an agent."""
    for one, other, unchanged, back, sign in (
        (gaps.clauses.a, gaps.clauses.b, gaps.same, gaps.back, -1.0),
        (gaps.clauses.b, gaps.clauses.a, gaps.back, gaps.same, 1.0),
    ):
        for n in range(1, len(other)):
            made = (
                n - 1 not in back
                and other[n - 1].word in gaps.lexicon.be
                and _participle(other[n].word, gaps.lexicon)
                and not any(w.word in gaps.lexicon.by for w in other[n + 1 :])
            )
            active = made and next(
                (
                    k
                    for k, w in enumerate(one)
                    if k and (w.word == other[n].word or same_form(w.word, other[n].word))
                ),
                None,
            )
            if active and one[active - 1].word not in gaps.lexicon.be and 0 not in unchanged:
                active_at, passive_at = place(one, 0, active + 1), place(other, n - 1, n + 1)
                if sign < 0:
                    return [Cue("agency", active_at, passive_at, -_EFFECT)]
                return [Cue("agency", passive_at, active_at, _EFFECT)]
    return []


def _participle(word: str, lexicon: Lexicon) -> bool:
    return any(word.endswith(p[1:]) if p.startswith("*") else word == p for p in lexicon.participles)
