"""The search for echoes on Dask: the same stages over partitioned Parquet, on whatever machines Dask is given.

Needs the extra ``scale`` (Dask and PyArrow). Dask schedules; each task reads and writes Parquet files in a folder that
all its workers can see, and calls the plain functions of ``measures.echoes.tables``. The made-up documents are put
together, and passages linked and judged, where the search was called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from linewatch.errors import MissingExtra
from linewatch.measures.echoes import tables
from linewatch.measures.echoes.blocks import Block
from linewatch.measures.echoes.decoys import Made, draw, make, without_loans
from linewatch.measures.echoes.extending import together
from linewatch.measures.echoes.folding import Folded
from linewatch.measures.echoes.joining import Terms, terms
from linewatch.measures.echoes.linking import link
from linewatch.measures.echoes.searching import Shared, judge, told, whole_words
from linewatch.measures.echoes.seeding import stock_limit
from linewatch.measures.echoes.settings import Settings
from linewatch.measures.echoes.significance import Extent

_PARTS = 8  # of the hashes


@dataclass(frozen=True, slots=True)
class _Run:
    """What all tasks of a search are told.

    Attributes:
        folder: Where they read and write.
        settings: Of the search.
        blocks: Where each block stands in the whole; their texts are empty.
        bits: Of a key that the word takes.
        parts: Of the hashes.
    """

    folder: Path
    settings: Settings
    blocks: list[Block]
    bits: int
    parts: int

    @property
    def made(self) -> Block:
        """Where the made-up documents stand."""
        return self.blocks[-1]

    def at(self, what: str, *numbers: int) -> Path:
        """Return the file of a table."""
        return self.folder / what / ("-".join(f"{number:05}" for number in numbers) + ".parquet")


def write_parts(texts: Iterable[str], folder: Path, documents: int) -> list[Path]:
    """Write texts as Parquet files of so many documents each, with the column ``text``; return them in order."""
    arrow, parquet = _extra()
    folder.mkdir(parents=True, exist_ok=True)
    held, paths = list(texts), list[Path]()
    for begin in range(0, len(held), documents):
        paths.append(folder / f"{len(paths):05}.parquet")
        parquet.write_table(arrow.table({"text": held[begin : begin + documents]}), paths[-1])
    return paths


def search_on_dask(
    texts: Sequence[Path], folder: Path, settings: Settings | None = None, only: int = 0, **compute: Any
) -> Shared:
    """Return what texts share, as ``search`` does, found by tasks of Dask.

    Args:
        texts: Parquet files with the column ``text``, a row for each document, in order.
        folder: For what passes between tasks; empty, and seen by all workers.
        settings: Of the search.
        only: If positive, the first documents alone are set against all others.
        compute: Passed on to ``dask.compute``, as ``scheduler``.

    Raises:
        MissingExtra: If Dask or PyArrow is not installed.
    """
    _extra()
    given = settings or Settings()
    for what in ("folded", "seeds", "word", "weighed", "counted", "joining", "pairs", "matches"):
        (folder / what).mkdir(parents=True, exist_ok=True)
    empty = _Run(folder, given, [], 0, _PARTS)
    sizes = _all(compute, _fold, [(empty, i, path) for i, path in enumerate(texts)])
    run, made = _with_made_up(empty, sizes)
    numbers, parts = range(len(run.blocks)), range(run.parts)
    _all(compute, _seed, [(run, i, made if i == numbers[-1] else None) for i in numbers])
    pairs = np.sum(_all(compute, _count, [(run, h) for h in parts]), axis=0)
    stock = stock_limit(pairs, given.pairs_per_word, run.made.word)
    _all(compute, _prepare, [(run, i, stock) for i in numbers])
    on = terms(
        given, bits=run.bits, stock=stock, words=run.made.word, real=run.made.document,
        made_from=np.empty(0, np.int32), only=only,
    )  # fmt: skip
    _all(compute, _pair, [(run, h, on) for h in parts])
    found = _all(compute, _extend, [(run, i, on) for i in numbers[:-1]])
    matches = together([tables.matches_of_table(_read(run.at("matches", i))) for i in found])
    at = made.texts.at + run.made.letter
    matches = without_loans(matches, at, made.document, made.at, run.made.document)
    passages = link(matches, given)
    first = _first_words(run, only) if only else run.made.word
    judged = judge(passages, Extent(run.made.document, run.made.word, made.texts.words, first), given)
    return told(passages, judged, _edges(run))


def _first_words(run: _Run, only: int) -> int:
    """Return how many words the first documents have."""
    words = 0
    for number, block in enumerate(run.blocks[:-1]):
        if block.document < only:
            texts = tables.folded_of(_read(run.at("folded", number)))
            words += int(np.searchsorted(texts.document, only - block.document))
    return words


def _extra() -> tuple[Any, Any]:
    """Return PyArrow and its reader of Parquet, if the extra is installed."""
    try:
        import_module("dask")
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        raise MissingExtra("A search on Dask", "scale") from error


def _all(compute: dict[str, Any], task: Callable[..., Any], calls: list[tuple[Any, ...]]) -> list[Any]:
    dask = import_module("dask")
    delayed = dask.delayed(task, pure=False)
    return list(dask.compute(*(delayed(*call) for call in calls), **compute))


def _read(path: Path, columns: list[str] | None = None) -> Any:
    return import_module("pyarrow.parquet").read_table(path, columns=columns)


def _write(table: Any, path: Path) -> None:
    import_module("pyarrow.parquet").write_table(table, path, compression="lz4")


def _scatter(run: _Run, table: Any, which: Any, to: tuple[str, int], number: int) -> None:
    """Write the rows of a table to one file for each part of what they are parted into."""
    what, parts = to
    arrow = import_module("pyarrow")
    for part in range(parts):
        rows = arrow.array(np.flatnonzero(which == part))
        _write(table.take(rows), run.at(what, part, number))


def _gathered(run: _Run, what: str, part: int, columns: list[str] | None = None) -> Any:
    """Return all rows of a part."""
    paths = sorted((run.folder / what).glob(f"{part:05}-*.parquet"))
    return import_module("pyarrow").concat_tables([_read(path, columns) for path in paths]).combine_chunks()


def _fold(run: _Run, number: int, path: Path) -> tuple[int, int, int]:
    table = tables.folded_table(_read(path))
    _write(table, run.at("folded", number))
    texts = tables.folded_of(table)
    return len(texts.letters), texts.words, texts.documents


def _with_made_up(run: _Run, sizes: list[tuple[int, int, int]]) -> tuple[_Run, Made]:
    """Put together the made-up documents, the last block; return the run with the places of all blocks."""
    none = Folded(*(np.empty(0, np.int64) for _ in range(7)))  # pyright: ignore[reportArgumentType]
    places = np.concatenate(
        [np.zeros((1, 3), np.int64), np.cumsum(np.array(sizes, np.int64).reshape(-1, 3), axis=0)]
    )
    blocks = [Block(none, *row) for row in places.tolist()]
    words, real = blocks[-1].word, blocks[-1].document
    share = max(run.settings.decoys, run.settings.least_decoys / max(1, words))
    held = _Blocks(run, blocks[:-1])
    made = make(draw(words, real, share, run.settings.seed), held)
    _write(tables.table_of(made.texts), run.at("folded", len(blocks) - 1))
    return replace(run, blocks=blocks, bits=(words + made.texts.words).bit_length()), made


class _Blocks(Sequence[Block]):
    """Blocks that are read when they are looked at."""

    def __init__(self, run: _Run, blocks: list[Block]) -> None:
        self._run, self._blocks = run, blocks

    def __len__(self) -> int:
        return len(self._blocks)

    def __getitem__(self, number: Any) -> Any:
        texts = tables.folded_of(_read(self._run.at("folded", range(len(self))[number])))
        return replace(self._blocks[number], texts=texts)


def _seed(run: _Run, number: int, made: Made | None) -> None:
    """Write the seeds of a block, and parted by their hash which word and document each is of."""
    texts = tables.folded_of(_read(run.at("folded", number)))
    if made is not None:
        # A piece ends where the words that were drawn do not follow one another.
        texts = replace(texts, origin=made.texts.origin)
    seeds = tables.seeds_table(
        replace(run.blocks[number], texts=texts),
        run.settings.letters,
        run.bits,
        made.document if made else None,
    )
    _write(seeds, run.at("seeds", number))
    slim = seeds.select(["hash", "word", "document"])
    _scatter(run, slim, _part_of(run, seeds), ("word", run.parts), number)


def _part_of(run: _Run, seeds: Any) -> Any:
    """Return the part of each seed, by the first bits of its hash."""
    step = 64 - run.bits - (run.parts.bit_length() - 1)
    return (seeds.column("hash").to_numpy() >> np.uint64(step)).astype(np.int64)


def _count(run: _Run, part: int) -> Any:
    """Write, for each block, in how many documents the seeds of a part stand; return their pairs."""
    counted, pairs = tables.frequencies(_gathered(run, "word", part), run.made.document)
    edges = np.array([block.word for block in run.blocks[1:]])
    which = np.searchsorted(edges, counted.column("word").to_numpy(), side="right")
    _scatter(run, counted, which, ("counted", len(run.blocks)), part)
    return pairs


def _prepare(run: _Run, number: int, stock: int) -> None:
    """Write the seeds of a block that may join, parted by their hash, and its letters with what they tell."""
    counted = _gathered(run, "counted", number)
    folded = _read(run.at("folded", number))
    block = run.blocks[number]
    words = len(tables.folded_of(folded).document)
    documents, places = np.ones(words, np.uint16), np.ones(words, np.int64)
    here = counted.column("word").to_numpy() - block.word
    documents[here] = counted.column("documents").to_numpy()
    places[here] = counted.column("places").to_numpy()
    seeds = _read(run.at("seeds", number))
    joining = tables.joining_table(seeds, documents, places, block.word, stock)
    _scatter(run, joining, _part_of(run, joining), ("joining", run.parts), number)
    weighed = tables.weighed_table(folded, documents, run.made.word, run.settings.letters)
    _write(weighed, run.at("weighed", number))


def _pair(run: _Run, part: int, on: Terms) -> None:
    """Write the pairs of a part of the hashes, parted by the block of their first document."""
    pairs = tables.pairs_table(_gathered(run, "joining", part), on)
    edges = np.array([block.document for block in run.blocks[1:]])
    which = np.searchsorted(edges, pairs.column("document_a").to_numpy(), side="right")
    _scatter(run, pairs, which, ("pairs", len(run.blocks)), part)


def _extend(run: _Run, number: int, on: Terms) -> int:
    """Write the stretches that the documents of a block share with those of all blocks from it on."""
    chosen = tables.chosen_table(_gathered(run, "pairs", number), on)
    one = _read(run.at("weighed", number))
    found = [
        tables.matches_table(
            chosen,
            one,
            _read(run.at("weighed", other)),
            (run.blocks[number], run.blocks[other]),
            run.settings,
        )
        for other in range(number, len(run.blocks))
    ]
    _write(import_module("pyarrow").concat_tables(found), run.at("matches", number))
    return number


def _edges(run: _Run) -> Any:
    """Return what gives the characters of stretches, which may stand in any block."""

    def edges(documents: Any, begin: Any, end: Any) -> tuple[Any, Any]:
        start, stop = np.empty(len(begin), np.int32), np.empty(len(begin), np.int32)
        for number, block in enumerate(run.blocks[:-1]):
            last = run.blocks[number + 1].document
            here = np.flatnonzero((documents >= block.document) & (documents < last))
            if len(here):
                texts = tables.folded_of(_read(run.at("folded", number)))
                start[here], stop[here] = whole_words(
                    texts.at, texts.start, texts.end, begin[here] - block.letter, end[here] - block.letter
                )
        return start, stop

    return edges
