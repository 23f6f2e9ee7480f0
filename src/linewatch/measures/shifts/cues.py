"""What in two aligned clauses shows a change of force or of direction: each cue with its place on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from linewatch.measures.shifts.agents import agents
from linewatch.measures.shifts.gaps import Clauses, Gaps, place
from linewatch.measures.shifts.grading import FAINT, graded
from linewatch.measures.shifts.lexicon import Lexicon
from linewatch.measures.shifts.values import Cue
from linewatch.measures.shifts.wordings import negators


def cues(clauses: Clauses, lexicon: Lexicon) -> list[Cue]:
    """Return the cues in which two aligned clauses differ, the strongest first.

    A cue's effect is the difference of two strengths on one scale, from -1 (softened) to +1 (hardened); under a
    negation that both have it counts the other way. A wording without a partner is compared with a plain statement.
    Cues that turn the meaning round (a negation, opposites, "un-") have the effect 0.
    """
    gaps = Gaps.of(clauses, lexicon)
    graded_cues = graded(gaps)
    turned = _affixes(gaps, graded_cues)
    # Of words told to be opposites by their form, no strength is compared besides.
    graded_cues = [
        cue for cue in graded_cues if not any(cue.a == other.a or cue.b == other.b for other in turned)
    ]
    found = [*_negations(gaps), *graded_cues, *turned, *agents(gaps)]
    return sorted(found, key=lambda cue: (cue.effect != 0, -abs(cue.effect)))


def _negations(gaps: Gaps) -> list[Cue]:
    in_a, in_b = negators(gaps.clauses.a, gaps.lexicon), negators(gaps.clauses.b, gaps.lexicon)
    kept_b = {gaps.same[start] for start, end, _ in in_a if all(n in gaps.same for n in range(start, end))}
    own_a = [one for one in in_a if not all(n in gaps.same for n in range(one[0], one[1]))]
    own_b = [one for one in in_b if one[0] not in kept_b]
    found = list[Cue]()
    while own_a and own_b:
        (a_start, a_end, x), (b_start, b_end, y) = own_a.pop(0), own_b.pop(0)
        if abs(x - y) > FAINT:
            places = place(gaps.clauses.a, a_start, a_end), place(gaps.clauses.b, b_start, b_end)
            found.append(Cue("negation", *places, y - x))
    found += [Cue("negation", place(gaps.clauses.a, s, e), None, 0.0) for s, e, _ in own_a]
    return [*found, *(Cue("negation", None, place(gaps.clauses.b, s, e), 0.0) for s, e, _ in own_b)]


def _affixes(gaps: Gaps, found: Sequence[Cue]) -> list[Cue]:
    """Return words of which one is the other turned round by a prefix or suffix, if they are not told already."""
    told = list[Cue]()
    for gap in sorted({gaps.a[n] for n in range(len(gaps.clauses.a)) if n not in gaps.same}):
        for i, j in product(gaps.lone("a", gap), gaps.lone("b", gap)):
            places = place(gaps.clauses.a, i, i + 1), place(gaps.clauses.b, j, j + 1)
            known = any(
                c.effect == 0 and c.a and c.b and c.a.start <= places[0].start < c.a.end for c in found
            )
            forms = product(
                gaps.lexicon.lemmas(gaps.clauses.a[i].word), gaps.lexicon.lemmas(gaps.clauses.b[j].word)
            )
            if not known and any(gaps.lexicon.turned(x, y) for x, y in forms):
                told.append(Cue("opposites", *places, 0.0))
    return told
