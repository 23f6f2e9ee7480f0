"""The first and the last words of what was moved, which what stands beside it in the other text may have taken."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from linewatch.measures.reprints.edges import Pairs, stop_between
from linewatch.measures.reprints.values import Word

_TIMES = 2  # that lines are gone through: a word that one claims may set free one for another


def claimed(
    lines: Sequence[Pairs], a: Sequence[Word], b: Sequence[Word], texts: tuple[str, str]
) -> list[list[tuple[int, int]]]:
    """Return lines of which each has the words before and behind its runs up to a stop, if both texts have the same.

    Two sentences that begin with one word, set in another order: the word before the second may have been paired
    with that before the first, as what was kept ends there. One of the two is free then, and it begins a sentence in
    both texts: it belongs to what it stands before.

    Args:
        lines: Pairs of words, in order; no word is in two lines.
        a: The words of the original.
        b: The words of the copy.
        texts: Both.
    """
    held = _Held(lines, (a, b), texts)
    for _, n, step in product(range(_TIMES), range(len(lines)), (-1, 1)):
        for i, j in list(held.pairs[n].items()):
            one = i + step, j + step
            while held.belongs(one, n, step):
                held.give(one, n)
                one = one[0] + step, one[1] + step
    return [sorted(line.items()) for line in held.pairs]


class _Held:
    """Which line holds which words."""

    def __init__(
        self, lines: Sequence[Pairs], sides: tuple[Sequence[Word], Sequence[Word]], texts: tuple[str, str]
    ) -> None:
        self.pairs = [dict(line) for line in lines]
        self._sides, self._texts = sides, texts
        # By word of either side: the number of its line, and its pair.
        self._of: list[dict[int, tuple[int, tuple[int, int]]]] = [
            {pair[side]: (n, pair) for n, line in enumerate(lines) for pair in line} for side in (0, 1)
        ]

    def belongs(self, one: tuple[int, int], n: int, step: int) -> bool:
        """Return whether two words beside a line are the same, at a stop in both texts, and either of them is free."""
        if not all(0 <= at < len(side) for at, side in zip(one, self._sides, strict=True)):
            return False
        holders = [self._of[side][at][0] for side, at in enumerate(one) if at in self._of[side]]
        words = {side[at].word for at, side in zip(one, self._sides, strict=True)}
        if len(holders) == len(one) or n in holders or len(words) > 1:
            return False
        return all(self._ends(side, at + (step > 0)) for side, at in enumerate(one))

    def _ends(self, side: int, at: int) -> bool:
        words = self._sides[side]
        return at in (0, len(words)) or stop_between(words, self._texts[side], at) > 0

    def give(self, one: tuple[int, int], n: int) -> None:
        """Give two words to a line; the pair that one of them was in is no more."""
        for side, at in enumerate(one):
            if at in self._of[side]:
                other, pair = self._of[side][at]
                del self.pairs[other][pair[0]], self._of[0][pair[0]], self._of[1][pair[1]]
        self.pairs[n][one[0]] = one[1]
        for side, at in enumerate(one):
            self._of[side][at] = n, one
