"""Stretches of two documents that follow one another, linked to one passage with gaps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from linewatch.measures.echoes.extending import Matches
from linewatch.measures.echoes.folding import Places
from linewatch.measures.echoes.kernels import kernel
from linewatch.measures.echoes.settings import UNIT, Settings

_BACK = 60  # stretches of the same two documents that one may follow
_OVERLAP = (
    12  # letters by which two stretches may run over one another, as where a letter at the seam is in both
)
# Times what is shared, that may be left out of it: else two phrases that meet would make one passage.
LEFT_OUT = 2
_CHANGED = 40  # letters that may differ between two stretches of one passage
_ANYWHERE = 3.0  # nats that a link costs besides the room in which its second part might have stood


@dataclass(frozen=True, slots=True)
class Passages:
    """Passages that two documents share.

    Attributes:
        span: Begin and end in the one, begin and end in the other, in letters, shape (n, 4).
        documents: The two documents, shape (n, 2).
        score: In hundredths of a nat, shape (n,).
        parts: Where the stretches of each passage begin in ``stretches``, and the end of the last, shape (n + 1,).
        stretches: Spans of what is shared without a gap, in order, shape (n_stretches, 4).
    """

    span: Places
    documents: Places
    score: Places
    parts: Places
    stretches: Places


def link(matches: Matches, settings: Settings) -> Passages:
    """Return matches linked to passages.

    A second stretch follows a first if it tells more than chance would in the room between: the logarithm of the
    letters passed over in the one text and in the other.

    Args:
        matches: In order of the documents and of the place in the first.
        settings: Of the search.
    """
    before, score = _before(
        matches.span, matches.documents, matches.score, settings.gap, int(_ANYWHERE * UNIT)
    )
    follows = np.zeros(len(score), bool)
    follows[before[before >= 0]] = True
    last = np.flatnonzero(~follows & (score > 0))
    members, parts = _members(before, last)
    stretches = _apart(matches.span[members], parts)
    first = stretches[parts[:-1]] if len(last) else np.empty((0, 4), np.int64)
    ends = stretches[parts[1:] - 1] if len(last) else np.empty((0, 4), np.int64)
    span = np.column_stack([first[:, 0], ends[:, 1], first[:, 2], ends[:, 3]])
    return Passages(span, matches.documents[last], score[last], parts, stretches)


def _members(before: Places, last: Places) -> tuple[Places, Places]:
    """Return the matches of each passage in order, one passage after another, and where each begins."""
    members, parts = np.empty(len(before), np.int64), np.zeros(len(last) + 1, np.int64)
    n = _unrolled(before, last, members, parts)
    return members[:n], parts


@kernel
def _unrolled(before: Places, last: Places, members: Places, parts: Places) -> int:
    n = 0
    for at in range(len(last)):
        begin, here = n, last[at]
        while here >= 0:
            members[n] = here
            n, here = n + 1, before[here]
        members[begin:n] = members[begin:n][::-1].copy()
        parts[at + 1] = n
    return n


def _apart(span: Places, parts: Places) -> Places:
    """Return stretches of a passage that do not run over one another."""
    cut = span.copy()
    inner = np.ones(len(span), bool)
    inner[parts[:-1]] = False
    inner = np.flatnonzero(inner)
    over = np.maximum(0, np.maximum(cut[inner - 1, 1] - cut[inner, 0], cut[inner - 1, 3] - cut[inner, 2]))
    cut[inner, 0] += over
    cut[inner, 2] += over
    return cut


@kernel
def _before(span: Places, documents: Places, score: Places, gap: int, anywhere: int) -> tuple[Places, Places]:
    """Return for each match the one that it best follows (-1 for none), and the score up to it.

    A match that is followed by two keeps the better of them alone.
    """
    n = len(score)
    before, total = np.full(n, -1, np.int64), score.copy()
    after = np.full(n, -1, np.int64)
    for i in range(n):
        best, won = -1, 0
        for k in range(i - 1, max(-1, i - _BACK - 1), -1):
            if documents[k, 0] != documents[i, 0] or documents[k, 1] != documents[i, 1]:
                break
            one, other = span[i, 0] - span[k, 1], span[i, 2] - span[k, 3]
            if one < -_OVERLAP or other < -_OVERLAP or after[k] >= 0:
                continue
            # Words changed, or a piece left out of one text; where both say much between, there are two passages.
            shared = min(
                span[i, 1] - span[i, 0] + span[k, 1] - span[k, 0] + min(0, one),
                span[i, 3] - span[i, 2] + span[k, 3] - span[k, 2] + min(0, other),
            )
            if min(one, other) > _CHANGED or max(one, other) > min(gap, LEFT_OUT * shared):
                continue
            if span[i, 1] <= span[k, 1] + _OVERLAP or span[i, 3] <= span[k, 3] + _OVERLAP:
                continue
            price = anywhere + int(100.0 * np.log((1.0 + max(0, one)) * (1.0 + max(0, other))))
            # Neither part may be what chance would put there.
            gained = min(score[i], total[k]) - price
            if gained > 0 and (best < 0 or total[k] - price > won):
                best, won = k, total[k] - price
        if best >= 0:
            before[i], total[i], after[best] = best, score[i] + won, i
    return before, total
