"""The same search on texts that do not fit in memory: seeds parted by their hash, places by their documents.

Every part is kept when it is done, so that a run that was ended goes on with the first that is not. What is found does
not depend on how the texts were parted.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from linewatch.measures.echoes.blocks import Block
from linewatch.measures.echoes.choosing import part
from linewatch.measures.echoes.crossing import matches_of
from linewatch.measures.echoes.decoys import draw, make, without_loans
from linewatch.measures.echoes.extending import Matches, together
from linewatch.measures.echoes.folding import Places
from linewatch.measures.echoes.joining import Terms, joinable, pairs_of, terms, unmark
from linewatch.measures.echoes.keeping import Arrays, Keeper, finished
from linewatch.measures.echoes.linking import link
from linewatch.measures.echoes.results import as_arrays, from_arrays
from linewatch.measures.echoes.searching import Shared, judge, told
from linewatch.measures.echoes.seeding import (
    MOST_FREQUENT,
    Counts,
    Keys,
    count,
    slices,
    stock_limit,
    words_of,
)
from linewatch.measures.echoes.settings import Settings
from linewatch.measures.echoes.shelves import Shelf, TextsFrom, columns, edges_of, shelf_at, shelve
from linewatch.measures.echoes.significance import Extent
from linewatch.measures.echoes.spreading import spread


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large a part is: what a search needs in memory is a few times this, and not the texts.

    Attributes:
        characters: Of a block of documents, about.
        seeds: Of a part of the hashes, about.
    """

    characters: int = 1 << 24
    seeds: int = 1 << 22


@dataclass(frozen=True, slots=True)
class Room:
    """What the stages of a search work on.

    Attributes:
        keeper: Where parts are kept.
        shelves: The texts in blocks; the last block is made up.
        settings: Of the search.
        parts: Of the hashes; a power of two.
    """

    keeper: Keeper
    shelves: list[Shelf]
    settings: Settings
    parts: int

    @property
    def made(self) -> Shelf:
        """The documents that are made up."""
        return self.shelves[-1]

    @property
    def bits(self) -> int:
        """How many bits of a key the word takes."""
        return (self.made.word + self.made.words).bit_length()


def search_parts(
    keeper: Keeper, texts: TextsFrom, settings: Settings, only: int = 0, sizes: Sizes | None = None
) -> Shared:
    """Return what texts share, as ``search`` does, but never with all of them in memory.

    Besides its parts it holds two bytes for each word, and what it finds. Called again with the same keeper, texts and
    settings after it was ended, it goes on where it was.

    Args:
        keeper: Where parts are kept; of these texts and settings alone.
        texts: Gives the original texts from a document on, one after another.
        settings: Of the search.
        only: If positive, the first documents alone are set against all others.
        sizes: Of the parts.
    """
    if (done := keeper.load("shared/00000")) is not None:
        return from_arrays(done)
    sizes = sizes or Sizes()
    shelves = shelve(keeper, texts, settings.letters, sizes.characters)
    shelves.append(_made(keeper, shelves, settings))
    seeds = shelves[-1].word + shelves[-1].words
    parts = 1 << max(1, int(np.ceil(np.log2(max(1, seeds / sizes.seeds)))))
    room = Room(keeper, shelves, settings, parts)
    counted = finished(keeper, "counted", lambda: _counted(room))
    documents = np.asarray(counted["documents"])
    for number in range(parts):
        keeper.drop(f"count/{number:05}")
    for shelf in shelves:
        shelf.weigh(documents[shelf.word : shelf.word + shelf.words], room.made.word, settings.letters)
    given = terms(
        settings, bits=room.bits, stock=int(counted["stock"][0]), words=room.made.word, real=room.made.document,
        made_from=np.asarray(room.made.arrays()["drawn_document"]), only=only,
    )  # fmt: skip
    found = finished(keeper, "matches", lambda: _matches(room, documents, given))
    for number in range(parts):
        keeper.drop(f"pairs/{number:05}")
    for number in range(len(shelves) - 1):
        keeper.drop(f"matches/{number:05}")
    matches = Matches(found["span"], found["documents"], found["score"])
    shared = _judged(room, matches, _first_words(room, only))
    keeper.keep("shared/00000", as_arrays(shared, room.made.document))
    for name in ("matches", "made", "weight/made"):  # which no addition asks for
        keeper.drop(name)
    return shared


def _made(keeper: Keeper, shelves: list[Shelf], settings: Settings) -> Shelf:
    """Return the block that is made up of the others."""
    last = shelves[-1] if shelves else Shelf(keeper, "", 0, 0, 0, 0, 0, 0)
    words, real = last.word + last.words, last.document + last.documents
    share = max(settings.decoys, settings.least_decoys / max(1, words))

    def put_together() -> Arrays:
        made = make(draw(words, real, share, settings.seed), [shelf.block() for shelf in shelves])
        place = Block(made.texts, last.letter + last.letters, words, real)
        return {**columns(place, settings.letters), "drawn_document": made.document, "drawn_at": made.at}

    finished(keeper, "made", put_together)
    return shelf_at(keeper, "made", shelves)


def _counted(room: Room) -> Arrays:
    """Return in how many documents each word's seed stands, and the limit of stock phrases."""
    words = room.made.word + room.made.words

    def counted(number: int) -> Arrays:
        pieces = _pieces(room, number)
        key = np.concatenate([key for _, key, _ in pieces])
        documents = [
            shelf.arrays()["document"][words_of(key, room.bits) - shelf.word] + shelf.document
            for shelf, key, _ in pieces
        ]
        order = np.argsort(key, kind="stable")  # which merges what is in order already
        key = key[order]
        times, pairs = count(
            key, room.bits, np.concatenate(documents)[order].astype(np.int32), room.made.document
        )
        several = times > 1
        word = words_of(key[several], room.bits).astype(np.uint32)
        return {"word": word, "times": times[several], "pairs": pairs}

    documents, pairs = np.ones(words, np.uint16), np.zeros(MOST_FREQUENT)
    names = [f"count/{number:05}" for number in range(room.parts)]
    spread(lambda n: finished(room.keeper, names[n], lambda: counted(n)) and None, range(room.parts))
    for name in names:
        part_of = finished(room.keeper, name, dict)
        documents[part_of["word"]] = part_of["times"]
        pairs += part_of["pairs"]
    stock = stock_limit(pairs, room.settings.pairs_per_word, room.made.word)
    return {"documents": documents, "stock": np.array([stock]), "words": np.array([room.made.word])}


def _pieces(room: Room, number: int) -> list[tuple[Shelf, Keys, slice]]:
    """Return of each block its keys of one part of the hashes, and where they lie."""
    found = list[tuple[Shelf, Keys, slice]]()
    for shelf in room.shelves:
        where = slices(shelf.arrays()["key"], room.parts)[number]
        found.append((shelf, shelf.keys(room.bits, where), where))
    return found


def _pairs(room: Room, number: int, documents: Counts, given: Terms) -> Arrays:
    """Return the pairs of one part of the hashes, parted by the block of their first document."""
    pieces = _pieces(room, number)
    key = np.concatenate([key for _, key, _ in pieces])
    order = np.argsort(key, kind="stable")
    key = key[order]
    joins = joinable(key, room.bits, documents[words_of(key, room.bits)], given.stock)
    key, order = key[joins], order[joins]
    rows = np.concatenate([shelf.arrays()["rows"][where] for shelf, _, where in pieces])[order]
    unmark(key, rows, documents, given)
    pairs = pairs_of(key, rows, given)
    which = np.repeat(np.arange(len(room.shelves)), [shelf.documents for shelf in room.shelves])
    parted, bounds = part(pairs, 0, which)
    return {"pairs": parted, "bounds": bounds}


def _matches(room: Room, documents: Counts, given: Terms) -> Arrays:
    """Return the stretches that documents share, block after block of first documents."""
    names = [f"pairs/{number:05}" for number in range(room.parts)]
    real = room.shelves[:-1]
    blocks = [f"matches/{number:05}" for number in range(len(real))]
    if any(room.keeper.load(name) is None for name in blocks):
        spread(
            lambda n: finished(room.keeper, names[n], lambda: _pairs(room, n, documents, given)) and None,
            range(room.parts),
        )

    def of_block(number: int) -> Arrays:
        some = list[Places]()
        for name in names:
            kept = finished(room.keeper, name, dict)
            begin, end = kept["bounds"][number : number + 2].tolist()
            some.append(kept["pairs"][begin:end])
        found = matches_of(np.concatenate(some), given, real[number], room.shelves[number:], room.settings)
        return {"span": found.span, "documents": found.documents, "score": found.score}

    found = [finished(room.keeper, name, lambda: of_block(number)) for number, name in enumerate(blocks)]  # noqa: B023
    whole = together([Matches(one["span"], one["documents"], one["score"]) for one in found])
    return {"span": whole.span, "documents": whole.documents, "score": whole.score}


def _first_words(room: Room, only: int) -> int:
    """Return how many words the first documents have; all, if each was set against each."""
    if not only:
        return room.made.word
    real = [shelf for shelf in room.shelves[:-1] if shelf.document < only]
    return sum(int(np.searchsorted(shelf.arrays()["document"], only - shelf.document)) for shelf in real)


def _judged(room: Room, matches: Matches, first: int) -> Shared:
    made = room.made.arrays()
    real = room.made.document
    chancy = without_loans(
        matches, made["at"] + room.made.letter, made["drawn_document"], made["drawn_at"], real
    )
    passages = link(chancy, room.settings)
    judged = judge(passages, Extent(real, room.made.word, room.made.words, first), room.settings)
    return told(passages, judged, edges_of(room.shelves[:-1]))
