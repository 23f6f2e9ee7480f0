"""Sentences of two texts brought together: many to many, in any order, at a price for no partner."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.cosines import unit_rows
from linewatch.measures.shifts.values import Sentence

PRICE = 0.3  # of no partner: two sentences less alike than this stay apart
PART = 0.55  # of a sentence's weight must be found in what another has left over, to be a part of it
_STEM, _PAIR = 0.6, 0.6  # what a word's beginning and two neighbouring words weigh beside a word
_BEGIN = 5
_NEAR = 0.02  # what the same relative place is worth where two partners are equally alike
COMMON = 0.25  # a feature in more of the sentences than this tells nothing, in texts of more than MANY
MANY = 400


class Group(NamedTuple):
    """Sentences of A and of B that belong together, by their numbers."""

    a: tuple[int, ...]
    b: tuple[int, ...]


def weights(a: Sequence[Sequence[str]], b: Sequence[Sequence[str]]) -> dict[str, float]:
    """Return what each word weighs: the natural logarithm of 1 + sentences / sentences that have it."""
    seen = Counter(word for words in (*a, *b) for word in set(words))
    total = len(a) + len(b)
    return {word: math.log(1 + total / count) for word, count in seen.items()}


def groups(a: Sequence[Sentence], b: Sequence[Sentence]) -> list[Group]:
    """Return which sentences belong together; every sentence of both texts is in exactly one group.

    First the sentences with the same words are paired, in order where a sentence occurs several times; then the rest
    by an assignment that maximises the sum of likenesses less the price of no partner; last, a sentence that is left
    is put to a group if it is a part of what is left over there (a sentence split or merged).

    Source:
        Cosine of idf weights (Salton and Buckley 1988, doi:10.1016/0306-4573(88)90021-0); assignment by the method of
        Jonker and Volgenant as scipy has it, one connected component at a time.
    """
    words_a, words_b = [s.words for s in a], [s.words for s in b]
    pairs = _same(words_a, words_b)
    left_a = [i for i in range(len(a)) if i not in pairs]
    taken = set(pairs.values())
    left_b = [j for j in range(len(b)) if j not in taken]
    if left_a and left_b:
        likeness = likenesses([words_a[i] for i in left_a], [words_b[j] for j in left_b])
        places_a = [a[i].start / max(1, a[-1].end) for i in left_a]
        places_b = [b[j].start / max(1, b[-1].end) for j in left_b]
        for i, j in assigned(likeness, places_a, places_b, PRICE):
            pairs[left_a[i]] = left_b[j]
    return _with_parts(words_a, words_b, pairs)


def _same(a: Sequence[Sequence[str]], b: Sequence[Sequence[str]]) -> dict[int, int]:
    """Pair sentences with the same words; of one that occurs several times those after the same sentence first."""
    where = defaultdict[tuple[str, ...], list[int]](list)
    for j, words in enumerate(b):
        where[tuple(words)].append(j)
    pairs, taken = dict[int, int](), set[int]()
    for neighbour in (True, False):
        for i, words in enumerate(a):
            if i in pairs:
                continue
            free = [j for j in where.get(tuple(words), ()) if j not in taken]
            beside = [j for j in free if _beside(i, j, a, b)] if neighbour else free
            if beside:
                pairs[i] = beside[0]
                taken.add(beside[0])
    return pairs


def _beside(i: int, j: int, a: Sequence[Sequence[str]], b: Sequence[Sequence[str]]) -> bool:
    last = (i == 0 and j == 0) or (i > 0 and j > 0 and a[i - 1] == b[j - 1])
    following = (i + 1 == len(a) and j + 1 == len(b)) or (
        i + 1 < len(a) and j + 1 < len(b) and a[i + 1] == b[j + 1]
    )
    return last or following


def likenesses(a: Sequence[Sequence[str]], b: Sequence[Sequence[str]]) -> Any:
    """Return the cosines of two lists of word lists as a sparse matrix, shape (len(a), len(b))."""
    features = [_features(words) for words in (*a, *b)]
    seen = Counter(name for one in features for name in one)
    most = len(features) if len(features) <= MANY else COMMON * len(features)
    rarity = {name: math.log(1 + len(features) / count) for name, count in seen.items() if count <= most}
    made = unit_rows(features, rarity)
    return (made[: len(a)] @ made[len(a) :].T).tocsr()


def _features(words: Sequence[str]) -> dict[tuple[str, ...], float]:
    found = dict[tuple[str, ...], float]()
    for n, word in enumerate(words):
        found[(word,)] = 1.0
        if len(word) > _BEGIN:
            found["begins", word[:_BEGIN]] = _STEM
        if n:
            found["pair", words[n - 1], word] = _PAIR
    return found


def assigned(
    likeness: Any, places_a: Sequence[float], places_b: Sequence[float], price: float
) -> list[tuple[int, int]]:
    """Return the pairs that maximise the sum of likeness less price; equals go to the same relative place.

    Args:
        likeness: A sparse matrix, shape (n_a, n_b), 0 to 1.
        places_a: Where each row's sentence stands, 0 to 1.
        places_b: The same of each column.
        price: The likeness from which a pair is better than two that stay alone.
    """
    from scipy import optimize, sparse  # pyright: ignore[reportMissingTypeStubs]  # noqa: PLC0415 - slow to import
    from scipy.sparse import csgraph  # pyright: ignore[reportMissingTypeStubs]  # noqa: PLC0415 - as above

    bmat, solve = cast(Any, sparse).bmat, cast(Any, optimize).linear_sum_assignment
    edges = likeness.tocoo()
    keep = edges.data >= price
    rows, columns, values = edges.row[keep], edges.col[keep], edges.data[keep]
    if not len(rows):
        return []
    above = likeness.multiply(likeness >= price)
    label = cast(Any, csgraph).connected_components(bmat([[None, above], [above.T, None]]), directed=False)[1]
    by_label = defaultdict[int, list[int]](list)
    for n, row in enumerate(rows):
        by_label[int(label[row])].append(n)
    pairs = list[tuple[int, int]]()
    for members in by_label.values():
        own_a, own_b = sorted({int(rows[n]) for n in members}), sorted({int(columns[n]) for n in members})
        index_a, index_b = {i: n for n, i in enumerate(own_a)}, {j: n for n, j in enumerate(own_b)}
        gain: NDArray[np.float64] = np.zeros((len(own_a), len(own_b)))
        for n in members:
            i, j = int(rows[n]), int(columns[n])
            near = _NEAR * (1 - abs(places_a[i] - places_b[j]))
            gain[index_a[i], index_b[j]] = values[n] - price + near + 1e-9
        chosen = cast("tuple[NDArray[np.int64], NDArray[np.int64]]", solve(gain, maximize=True))
        for i, j in zip(map(int, chosen[0]), map(int, chosen[1]), strict=True):
            if gain[i, j] > 0:
                pairs.append((own_a[i], own_b[j]))
    return sorted(pairs)


def _with_parts(
    a: Sequence[Sequence[str]], b: Sequence[Sequence[str]], pairs: Mapping[int, int]
) -> list[Group]:
    """Put sentences without a partner to the groups of which they are a part."""
    weigh = weights(a, b)
    in_a: dict[int, list[int]] = {i: [j] for i, j in pairs.items()}
    in_b: dict[int, list[int]] = {j: [i] for i, j in pairs.items()}
    left_of_b = {j: _less(b[j], a[in_b[j][0]]) for j in in_b}
    left_of_a = {i: _less(a[i], b[in_a[i][0]]) for i in in_a}
    more_a = _parts([i for i in range(len(a)) if i not in in_a], a, left_of_b, weigh)
    more_b = _parts([j for j in range(len(b)) if j not in in_b], b, left_of_a, weigh)
    found = list[Group]()
    joined_a, joined_b = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
    for i, j in more_a.items():
        joined_a[j].append(i)
    for j, i in more_b.items():
        joined_b[i].append(j)
    for i, j in pairs.items():
        found.append(Group(tuple(sorted([i, *joined_a[j]])), tuple(sorted([j, *joined_b[i]]))))
    found += [Group((i,), ()) for i in range(len(a)) if i not in in_a and i not in more_a]
    found += [Group((), (j,)) for j in range(len(b)) if j not in in_b and j not in more_b]
    return sorted(found, key=lambda g: (not g.a, g.a, g.b))


def _less(words: Sequence[str], other: Sequence[str]) -> Counter[str]:
    return Counter(words) - Counter(other)


def _parts(
    alone: Sequence[int],
    texts: Sequence[Sequence[str]],
    left: dict[int, Counter[str]],
    weigh: Mapping[str, float],
) -> dict[int, int]:
    """Return for each sentence that is a part of what a sentence of the other text has left over, which."""
    has = defaultdict[str, set[int]](set)
    for j, words in left.items():
        for word in words:
            has[word].add(j)
    found = dict[int, int]()
    for i in alone:
        own = Counter(texts[i])
        shared = defaultdict[int, float](float)
        for word, count in own.items():
            for j in has.get(word, ()):
                shared[j] += weigh[word] * min(count, left[j][word])
        whole = sum(weigh[word] * count for word, count in own.items())
        best = max(shared, key=lambda j: (shared[j], -j), default=None)
        if best is not None and shared[best] >= PART * whole and sum((own & left[best]).values()) >= 3:
            found[i] = best
            left[best] = left[best] - own
    return found
