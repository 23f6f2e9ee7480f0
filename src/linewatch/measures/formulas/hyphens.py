"""Words with a hyphen, read as the same texts write them without one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

import numpy as np

from linewatch.measures.formulas.values import Flags, Numbers

HYPHENS = re.compile("[-‐]")


def without_hyphens(word: Numbers, known: Mapping[str, int], stop: Flags) -> dict[int, tuple[int, ...]]:
    """Return what words with a hyphen are read as: one word, or several; those that stay as they are are left out.

    Where the texts have both ("co operation", "cooperation"), the one they have more often. Parts are read apart only
    where they stand apart as often as joined: self-determination is one word, whatever a printer made of it.

    Args:
        word: Numbers of words in a row, below zero where a sentence ends.
        known: The number of each word.
        stop: Of each word, whether it has no subject of its own: parts without one stay joined ("all-out").
    """
    uses = np.bincount(word[word >= 0], minlength=len(known))
    apart: dict[int, tuple[int, ...]] = {}
    whole: dict[int, int] = {}
    for one, number in known.items():
        if not HYPHENS.search(one):
            continue
        parts = [known.get(part, -1) for part in HYPHENS.split(one)]
        if min(parts) >= 0 and not stop[parts].any():
            apart[number] = tuple(parts)
        joined = known.get(HYPHENS.sub("", one), -1)
        if joined >= 0:
            whole[number] = joined
    beside = _beside(word, {pair for parts in apart.values() for pair in pairwise(parts)})
    found: dict[int, tuple[int, ...]] = {}
    for number in apart.keys() | whole.keys():
        parts = apart.get(number, ())
        often = min((beside[pair] for pair in pairwise(parts)), default=0)
        joined = whole.get(number)
        if joined is not None and uses[joined] >= often:
            found[number] = (joined,)
        elif often >= uses[number]:
            found[number] = parts
    return dict(sorted(found.items()))


def _beside(word: Numbers, pairs: set[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """Return how often the words of some pairs stand side by side."""
    size = int(word.max(initial=0)) + 1
    both = (word[:-1] >= 0) & (word[1:] >= 0)
    keys = word[:-1][both].astype(np.int64) * size + word[1:][both]
    order = sorted(pairs)
    asked = np.array([a * size + b for a, b in order], np.int64)
    keys = np.sort(keys[np.isin(keys, asked)])
    counts = np.searchsorted(keys, asked, side="right") - np.searchsorted(keys, asked)
    return dict(zip(order, counts.tolist(), strict=True))
