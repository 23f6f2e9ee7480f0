"""From texts to counts: words without names and stop words, in passages of like length."""

from __future__ import annotations

import re
import sys
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.words import tokens

Sparse: TypeAlias = Any  # scipy's matrices come without types
Ints: TypeAlias = NDArray[np.int64]
PASSAGE_WORDS = 200  # words of a passage, stop words among them: about two thirds of a printed page
NAME_SHARE = 0.75  # of its uses inside a sentence that a name has a capital in
MOST_WORDS = 20_000  # words that are scored: the most widely used


class Reading(NamedTuple):
    """One document as the measure takes it.

    Attributes:
        document: Its id.
        actor: Who speaks.
        period: A name that sorts as time goes.
        passages: Number and text of each passage, in order.
    """

    document: str
    actor: str
    period: str
    passages: Sequence[tuple[int, str]]


class Place(NamedTuple):
    """Where a passage of the measure begins in the source."""

    document: str
    n: int


@dataclass(frozen=True, slots=True)
class Counted:
    """All words counted.

    Attributes:
        keys: Actor and period of each text, by period, in an order that names have no part in; all its
            documents together.
        counts: Uses of each scored word in each passage, shape (n_passages, n_words).
        owner: The text each passage belongs to, shape (n_passages,).
        places: By passage, the stretches of the source that it covers.
        vocabulary: The scored words, in the order of the columns.
        runs: By text, all its words in order as numbers, for finding echoes; documents are parted by -1.
        dropped: How many different words were left out as names.
        cased: Whether the script has capitals, so that names could be found at all.
    """

    keys: tuple[tuple[str, str], ...]
    counts: Sparse
    owner: Ints
    places: tuple[tuple[Place, ...], ...]
    vocabulary: tuple[str, ...]
    runs: tuple[Ints, ...]
    dropped: int
    cased: bool


def counted(readings: Sequence[Reading], stop: Set[str]) -> Counted:
    """Return the counts of some documents.

    Args:
        readings: The documents.
        stop: Words without a subject of their own, in small letters; left out.
            One that begins with an apostrophe is an ending, and words are counted without it.
    """
    # In an order that hangs on what is said, not on who says it: names decide no draw.
    readings = sorted(readings, key=lambda r: (r.period, _said(r), r.actor, r.document))
    keys = tuple(dict.fromkeys((r.actor, r.period) for r in readings))
    at = {key: i for i, key in enumerate(keys)}
    cut = _Cut(sorted(word for word in stop if word.startswith("'")))
    chunks: list[tuple[int, list[str], tuple[Place, ...]]] = []
    runs: list[list[int]] = [[] for _ in keys]
    for reading in sorted(readings, key=lambda r: at[r.actor, r.period]):
        text = at[reading.actor, reading.period]
        words = list(cut.words(reading))
        runs[text] += [cut.number(word) for word, _ in words]
        runs[text].append(-1)
        chunks += [(text, *chunk) for chunk in _chunks(words, reading.document)]
    names = cut.names()
    kept = [[w for w in words if len(w) > 1 and w not in stop and w not in names] for _, words, _ in chunks]
    counts, vocabulary = _matrix(kept)
    return Counted(
        keys=keys,
        counts=counts,
        owner=np.array([text for text, _, _ in chunks], dtype=np.int64),
        places=tuple(places for _, _, places in chunks),
        vocabulary=vocabulary,
        runs=tuple(np.array(run, dtype=np.int64) for run in runs),
        dropped=len(names),
        cased=cut.cased,
    )


def _said(reading: Reading) -> int:
    """Return a number that stands for what a document says."""
    return zlib.crc32("\n".join(text for _, text in reading.passages).encode("utf-8", "surrogatepass"))


class _Cut:
    """Cuts texts into words, and sees which of them are written as names."""

    def __init__(self, endings: Sequence[str]) -> None:
        self._endings = endings
        self._inside: Counter[str] = Counter()
        self._capital: Counter[str] = Counter()
        self._numbers: dict[str, int] = {}
        self.cased = False

    def words(self, reading: Reading) -> Iterator[tuple[str, int]]:
        """Yield a document's words in small letters, each with the passage it stands in."""
        for n, text in reading.passages:
            whole = _rejoined(text)
            for found, start, _ in tokens(whole, "simple"):
                ending = next((end for end in self._endings if found.endswith(end)), "")
                small = sys.intern(found.removesuffix(ending))
                capital = whole[start].isupper()
                if start > 1 and (whole[start - 2] == "," or whole[start - 2].islower()):
                    self._inside[small] += 1
                    if capital:
                        self._capital[small] += 1
                self.cased = self.cased or capital
                yield small, n

    def number(self, word: str) -> int:
        """Return the number under which a word is known."""
        return self._numbers.setdefault(word, len(self._numbers))

    def names(self) -> frozenset[str]:
        """Return the words that are written with a capital inside a sentence."""
        return frozenset(
            word for word, capital in self._capital.items() if capital >= NAME_SHARE * self._inside[word]
        )


_BREAK = re.compile(r"(?<=[^\W\d_])[-\u00ad]\s+(?=([^\W\d_]))")


def _rejoined(text: str) -> str:
    """Return a text whose words that a line's end has cut in two are one again; a capital begins another word."""
    return _BREAK.sub(lambda cut: cut[0] if cut[1].isupper() else "", text)


def _chunks(words: Sequence[tuple[str, int]], document: str) -> Iterator[tuple[list[str], tuple[Place, ...]]]:
    """Yield a document's passages of like length, each with the source's passages that it covers."""
    pieces = max(1, round(len(words) / PASSAGE_WORDS))
    for piece in range(pieces):
        part = words[piece * len(words) // pieces : (piece + 1) * len(words) // pieces]
        if part:
            covered = dict.fromkeys(n for _, n in part)
            yield [word for word, _ in part], tuple(Place(document, n) for n in covered)


def _matrix(passages: Sequence[Sequence[str]]) -> tuple[Sparse, tuple[str, ...]]:
    from scipy.sparse import csr_matrix  # pyright: ignore[reportMissingTypeStubs]  # noqa: PLC0415

    spread = Counter(word for passage in passages for word in set(passage))
    # In 8 passages or more; in a small case in fewer, or nothing would be left.
    least = min(8, max(2, len(passages) // 100))
    widest = sorted((-many, word) for word, many in spread.items() if many >= least)[:MOST_WORDS]
    vocabulary = tuple(sorted(word for _, word in widest))
    column = {word: i for i, word in enumerate(vocabulary)}
    starts, columns, uses = [0], list[int](), list[int]()
    for passage in passages:
        for word, many in sorted(Counter(w for w in passage if w in column).items()):
            columns.append(column[word])
            uses.append(many)
        starts.append(len(columns))
    shape = (len(passages), len(vocabulary))
    return csr_matrix((np.array(uses, dtype=np.float64), columns, starts), shape=shape), vocabulary
