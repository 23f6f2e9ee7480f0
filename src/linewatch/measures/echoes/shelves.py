"""Texts kept in blocks of documents, each folded and with its seeds in order: what searches and additions read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from linewatch.measures.echoes.blocks import Block
from linewatch.measures.echoes.extending import Side
from linewatch.measures.echoes.folding import Folded, Offsets, Places, fold
from linewatch.measures.echoes.joining import PLACE, WHO, seed_rows
from linewatch.measures.echoes.keeping import Arrays, Keeper, finished
from linewatch.measures.echoes.searching import Edges, whole_words
from linewatch.measures.echoes.seeding import Counts, Keys, rates_of, sorted_keys

TextsFrom = Callable[[int], Iterable[str]]
_COLUMNS = ("letters", "begins", "at", "document", "start", "end")


@dataclass(frozen=True, slots=True)
class Shelf:
    """One block as it is kept; its arrays are looked up when they are asked for.

    Attributes:
        keeper: Where it is kept.
        name: Under which name.
        letter: The number of its first letter in the whole.
        word: Of its first word.
        document: Of its first document.
        letters: How many it has.
        words: How many it has.
        documents: How many it has.
    """

    keeper: Keeper
    name: str
    letter: int
    word: int
    document: int
    letters: int
    words: int
    documents: int

    def arrays(self) -> Arrays:
        """Return what is kept of it."""
        found = self.keeper.load(self.name)
        if found is None:
            raise KeyError(self.name)
        return found

    def block(self) -> Block:
        """Return its texts."""
        held = self.arrays()
        letters, begins, at, document, start, end = (held[column] for column in _COLUMNS)
        none = np.broadcast_to(np.int32(-1), self.words)  # which takes no memory
        return Block(
            Folded(letters, begins, at, document, start, end, none), self.letter, self.word, self.document
        )

    def side(self) -> Side:
        """Return it as a side of what is extended; its letters must have been weighed."""
        held, weighed = self.arrays(), self.keeper.load(f"weight/{self.name}")
        if weighed is None:
            raise KeyError(self.name)
        return Side(held["letters"], weighed["weight"], held["begins"], self.letter, self.document)

    def keys(self, bits: int, where: slice) -> Keys:
        """Return a stretch of its keys with the words numbered in the whole, in so many bits."""
        own = self.words.bit_length()
        key = self.arrays()["key"][where]
        high = key & ~np.uint64((1 << bits) - 1)
        return high | (key & np.uint64((1 << own) - 1)) + np.uint64(self.word)

    def weigh(self, documents: Counts, words: int, letters: int) -> None:
        """Keep what each of its letters tells.

        Args:
            documents: In how many documents the seed of each of its words stands, shape (words,).
            words: Of all real documents.
            letters: How many letters a seed has.
        """

        def weighed() -> Arrays:
            rate = rates_of(documents, words, letters)
            return {"weight": np.repeat(rate, np.diff(self.arrays()["at"]))}

        finished(self.keeper, f"weight/{self.name}", weighed)


def shelve(keeper: Keeper, texts: TextsFrom, letters: int, characters: int) -> list[Shelf]:
    """Return all texts in blocks, folded and kept; blocks that are kept already are not read again.

    Args:
        keeper: Where they are kept.
        texts: Gives the original texts from a document on, one after another.
        letters: How many letters a seed has.
        characters: Of a block, about; a longer text is a block of its own.
    """
    shelves = held_shelves(keeper)
    first = shelves[-1].document + shelves[-1].documents if shelves else 0
    for some in _batches(texts(first), characters):
        shelves.append(shelf_of(keeper, fold(some), shelves, letters))
    return shelves


def held_shelves(keeper: Keeper) -> list[Shelf]:
    """Return the blocks that are kept, in order."""
    shelves = list[Shelf]()
    while keeper.load(name := f"block/{len(shelves):05}") is not None:
        shelves.append(shelf_at(keeper, name, shelves))
    return shelves


def shelf_of(keeper: Keeper, folded: Folded, before: list[Shelf], letters: int) -> Shelf:
    """Keep folded texts as the block after others."""
    name = f"block/{len(before):05}"
    last = before[-1] if before else None
    place = Block(
        folded, last.letter + last.letters if last else 0, last.word + last.words if last else 0,
        last.document + last.documents if last else 0,
    )  # fmt: skip
    keeper.keep(name, columns(place, letters))
    return shelf_at(keeper, name, before)


def columns(block: Block, letters: int) -> Arrays:
    """Return what is kept of a block: its texts, its keys in order, and a row for each key.

    The lowest bits of a key tell the word in the block; a row tells places and documents of the whole.
    """
    texts = block.texts
    bits = int(texts.words).bit_length()
    key, mark = sorted_keys(texts, letters, bits)
    rows = seed_rows(key, bits, texts, mark, letters)
    rows[:, PLACE] += np.uint64(block.letter << 8)
    rows[:, WHO] += np.uint64(block.document << 32)
    held = {column: getattr(texts, column) for column in _COLUMNS}
    return {**held, "key": key, "rows": rows}


def shelf_at(keeper: Keeper, name: str, before: list[Shelf]) -> Shelf:
    """Return what is kept under a name as the block after others."""
    held = finished(keeper, name, dict)
    last = before[-1] if before else Shelf(keeper, "", 0, 0, 0, 0, 0, 0)
    return Shelf(
        keeper, name, last.letter + last.letters, last.word + last.words, last.document + last.documents,
        len(held["letters"]), len(held["document"]), len(held["begins"]) - 1,
    )  # fmt: skip


def edges_of(shelves: Sequence[Shelf]) -> Edges:
    """Return what gives the characters of stretches, which may stand in any of some blocks."""

    def edges(documents: Places, begin: Places, end: Places) -> tuple[Offsets, Offsets]:
        start, stop = np.empty(len(begin), np.int32), np.empty(len(begin), np.int32)
        for shelf in shelves:
            here = np.flatnonzero(
                (documents >= shelf.document) & (documents < shelf.document + shelf.documents)
            )
            if len(here):
                held = shelf.arrays()
                start[here], stop[here] = whole_words(
                    held["at"],
                    held["start"],
                    held["end"],
                    begin[here] - shelf.letter,
                    end[here] - shelf.letter,
                )
        return start, stop

    return edges


def _batches(texts: Iterable[str], characters: int) -> Iterator[Iterable[str]]:
    """Yield texts in batches of about so many characters, none of which is held whole."""
    coming = iter(texts)

    def some(first: str) -> Iterator[str]:
        read = len(first)
        yield first
        while read < characters and (text := next(coming, None)) is not None:
            read += len(text)
            yield text

    while (first := next(coming, None)) is not None:
        yield some(first)
