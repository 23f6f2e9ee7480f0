"""What in two aligned clauses shows a change of force or of direction: each cue with its place on both sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from linewatch.measures.shifts.agents import agents
from linewatch.measures.shifts.gaps import Clauses, Gaps, place
from linewatch.measures.shifts.grading import FAINT, graded
from linewatch.measures.shifts.lexicon import Lexicon
from linewatch.measures.shifts.values import Cue, Span, Token
from linewatch.measures.shifts.wordings import negators


def cues(clauses: Clauses, lexicon: Lexicon) -> list[Cue]:
    """Return the cues in which two aligned clauses differ, the strongest first.

    A cue's effect is the difference of two strengths on one scale, from -1 (softened) to +1 (hardened); under a
    negation that both have it counts the other way. A wording without a partner is compared with a plain statement.
    Cues that turn the meaning round (a negation, opposites, "un-") have the effect 0.

    Args:
        clauses: The two, aligned.
        lexicon: Of their language.
    """
    gaps = Gaps.of(clauses, lexicon)
    graded_cues = graded(gaps)
    turned = _affixes(gaps, graded_cues)
    # Of words told to be opposites by their form, no strength is compared besides.
    graded_cues = [
        cue for cue in graded_cues if not any(cue.a == other.a or cue.b == other.b for other in turned)
    ]
    found = [*_negations(gaps, [*graded_cues, *turned]), *graded_cues, *turned, *agents(gaps)]
    return sorted(found, key=lambda cue: (cue.effect != 0, -abs(cue.effect)))


def _negations(gaps: Gaps, told: Sequence[Cue]) -> list[Cue]:
    in_a = _untold(
        negators(gaps.clauses.a, gaps.lexicon), gaps.clauses.a, [cue.a for cue in told if not cue.effect]
    )
    in_b = _untold(
        negators(gaps.clauses.b, gaps.lexicon), gaps.clauses.b, [cue.b for cue in told if not cue.effect]
    )
    # Both deny alike where both have the same words at the same place, and on both sides they deny.
    ends_b = {end for _, end, _ in in_b}
    kept = {
        gaps.same[end - 1] + 1: end
        for start, end, _ in in_a
        if all(n in gaps.same for n in range(start, end)) and gaps.same[end - 1] + 1 in ends_b
    }
    own_a = [one for one in in_a if one[1] not in kept.values()]
    own_b = [one for one in in_b if one[1] not in kept]
    found = list[Cue]()
    while own_a and own_b:
        (a_start, a_end, x), (b_start, b_end, y) = own_a.pop(0), own_b.pop(0)
        if abs(x - y) > FAINT:
            places = place(gaps.clauses.a, a_start, a_end), place(gaps.clauses.b, b_start, b_end)
            found.append(Cue("negation", *places, y - x))
    found += [Cue("negation", place(gaps.clauses.a, s, e), None, 0.0) for s, e, _ in own_a]
    return [*found, *(Cue("negation", None, place(gaps.clauses.b, s, e), 0.0) for s, e, _ in own_b)]


def _untold(
    found: Sequence[tuple[int, int, float]], words: Sequence[Token], told: Sequence[Span | None]
) -> list[tuple[int, int, float]]:
    """Return what denies outside opposites that are told already: "no" beside "every" turns round once, not twice."""
    spans = [span for span in told if span]
    return [
        one
        for one in found
        if not any(span.start <= words[one[0]].start and words[one[1] - 1].end <= span.end for span in spans)
    ]


def _affixes(gaps: Gaps, found: Sequence[Cue]) -> list[Cue]:
    """Return words of which one is the other turned round by a prefix or suffix, if they are not told already."""
    told = list[Cue]()
    known = [cue for cue in found if cue.effect == 0 and cue.a and cue.b]
    lone_a, lone_b = gaps.lone_by_gap
    lemmas = {w.word: gaps.lexicon.lemmas(w.word) for side in (gaps.clauses.a, gaps.clauses.b) for w in side}
    for gap in sorted(lone_a.keys() & lone_b.keys()):
        there = defaultdict[str, set[int]](set)
        for j in lone_b[gap]:
            for form in lemmas[gaps.clauses.b[j].word]:
                there[form].add(j)
        for i in lone_a[gap]:
            here = place(gaps.clauses.a, i, i + 1)
            if any(cue.a and cue.a.start <= here.start < cue.a.end for cue in known):
                continue
            turned = {other for form in lemmas[gaps.clauses.a[i].word] for other in gaps.lexicon.turned(form)}
            partners = {j for other in turned & there.keys() for j in there[other]}
            told += [Cue("opposites", here, place(gaps.clauses.b, j, j + 1), 0.0) for j in sorted(partners)]
    return told
