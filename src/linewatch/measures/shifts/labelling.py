"""What became of a clause, told from its cues.

The rule: cues that turn the meaning round (negations, opposites) are counted; an odd number is a reversal. Otherwise
the effects of the graded cues are added up. Where what softens and what hardens nearly balance, nobody can tell; where
a clause is worded so differently that a cue may belong to something else, only a strong sum counts. Without a cue a
clause with other words is reworded.
"""

from __future__ import annotations

from collections.abc import Sequence

from linewatch.measures.shifts.values import Cue, Kind

LEAST = 0.06  # sum of effects from which a clause is softened or hardened
LEAST_FAR = 0.3  # the same where the wording differs much
FAR = 0.55  # likeness below which the wording differs much
APART = 0.25  # below which no cue shows that a clause was turned round, softened or hardened
BALANCE = 0.25  # of the larger of two contrary sums: a smaller difference cannot be told


def label(cues: Sequence[Cue], likeness: float) -> Kind:
    """Return what became of a clause that has a partner with other words.

    Args:
        cues: In which the two differ.
        likeness: The share of their words, by weight, that they have in common.
    """
    turning = [cue for cue in cues if cue.effect == 0]
    if len(turning) % 2:
        return "reversed" if likeness >= APART else "cannot_tell"
    up = sum(cue.effect for cue in cues if cue.effect > 0)
    down = -sum(cue.effect for cue in cues if cue.effect < 0)
    if likeness < APART or max(up, down) < (LEAST if likeness >= FAR else LEAST_FAR):
        return "reworded"
    if abs(up - down) < BALANCE * max(up, down):
        return "cannot_tell"
    return "hardened" if up > down else "softened"
