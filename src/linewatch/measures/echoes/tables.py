"""The stages of a search as plain functions of Arrow tables, for engines that spread them over machines.

Each function takes whole partitions and gives one: ``folded_table``, ``seeds_table``, ``joining_table`` and
``weighed_table`` of a block of documents, ``frequencies`` and ``pairs_table`` of a part of the hashes (a group-by, and
a join of a table with itself), ``chosen_table`` of the pairs of a block (sums by a group-by), ``matches_table`` of two
blocks. The join and the sums are Arrow's own and not those of ``joining`` and ``choosing``: that both find the same is
a test of either.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.echoes.blocks import Block
from linewatch.measures.echoes.choosing import Candidates, bands
from linewatch.measures.echoes.extending import Matches, Side, extend
from linewatch.measures.echoes.folding import Folded, Places, fold
from linewatch.measures.echoes.joining import AFTER, CROWDED, PLACE, WHO, Terms, seed_rows
from linewatch.measures.echoes.seeding import MOST_FREQUENT, Counts, rates_of, sorted_keys, words_of
from linewatch.measures.echoes.settings import UNIT, Settings

Table = Any  # pyarrow.Table: the extra that brings it is not in the default install
_AFTER = ("after_0", "after_1", "after_2")
_MATCHES = ("a_begin", "a_end", "b_begin", "b_end", "document_a", "document_b", "score")


def folded_table(texts: Table) -> Table:
    """Return the folded texts of a table with the column ``text``: a row for each document.

    Columns ``letters``, and of each word ``at`` (in the document's letters), ``start`` and ``end`` (in its characters),
    all of them lists.
    """
    return table_of(fold(texts.column("text").to_pylist()))


def table_of(folded: Folded) -> Table:
    """Return folded texts as ``folded_table`` gives them."""
    words = np.searchsorted(folded.document, np.arange(folded.documents + 1))
    begin = np.repeat(folded.begins[:-1], np.diff(words))
    arrow = _arrow()
    return arrow.table(
        {
            "letters": _lists(folded.letters, folded.begins),
            "at": _lists((folded.at[:-1] - begin).astype(np.int32), words),
            "start": _lists(folded.start, words),
            "end": _lists(folded.end, words),
        }
    )


def folded_of(table: Table, origin: NDArray[np.int32] | None = None) -> Folded:
    """Return the folded texts of a table as ``folded_table`` gives it."""
    letters, begins = _values(table, "letters")
    at, words = _values(table, "at")
    document = np.repeat(np.arange(len(words) - 1), np.diff(words)).astype(np.int32)
    whole = np.concatenate([at + begins[document], [len(letters)]]).astype(np.int64)
    start, end = _values(table, "start")[0], _values(table, "end")[0]
    none = np.full(len(document), -1, np.int32)
    return Folded(letters, begins, whole, document, start, end, none if origin is None else origin)


def seeds_table(block: Block, letters: int, bits: int, drawn_from: NDArray[np.int32] | None = None) -> Table:
    """Return the seeds of a block, in order of their hash.

    Columns ``hash``, ``word``, ``document``, ``drawn_from`` (-1 if it is not made up), ``place``, ``room`` (letters to
    the end of the document, as far as they count), ``mark`` (of the seed before, or 0) and the letters after.

    Args:
        block: The documents.
        letters: How many letters a seed has.
        bits: Of the hash that are left out: as many as the number of any word takes.
        drawn_from: Of each word of made-up documents.
    """
    own = int(block.texts.words).bit_length()
    key, mark = sorted_keys(block.texts, letters, own)
    rows = seed_rows(key, own, block.texts, mark, letters)
    word = words_of(key, own)
    none = np.full(len(word), -1, np.int32)
    return _arrow().table(
        {
            "hash": key >> np.uint64(bits),
            "word": word + block.word,
            "document": (rows[:, WHO] >> np.uint64(32)).astype(np.int64) + block.document,
            "drawn_from": none if drawn_from is None else drawn_from[word],
            "place": (rows[:, PLACE] >> np.uint64(8)).astype(np.int64) + block.letter,
            "room": (rows[:, PLACE] & np.uint64(0xFF)).astype(np.int64),
            "mark": (rows[:, WHO] & np.uint64(0xFFFFFFFF)).astype(np.int64),
            **{name: rows[:, AFTER + i] for i, name in enumerate(_AFTER)},
        }
    )


def frequencies(seeds: Table, real: int) -> tuple[Table, NDArray[np.float64]]:
    """Return in how many real documents each seed stands, and how many pairs the seeds of each such number make.

    Args:
        seeds: All of a part of the hashes, with ``hash``, ``word`` and ``document``.
        real: How many documents are real.

    Returns:
        A table of ``word``, ``documents`` and ``places`` (of the seed), and pairs by number of documents.
    """
    compute = import_module("pyarrow.compute")
    places = seeds.group_by("hash").aggregate([("word", "count")])
    found = seeds.filter(compute.less(seeds.column("document"), real))
    found = found.group_by("hash").aggregate([("document", "count_distinct"), ("document", "count")])
    documents = _column(found, "document_count_distinct")
    seen = _column(found, "document_count").astype(np.float64)
    several = documents > 1
    most = np.minimum(documents, MOST_FREQUENT - 1)
    made = np.where(several, 0.5 * seen * (seen - 1), 0.0)
    pairs = np.bincount(most, made, MOST_FREQUENT).astype(np.float64)
    joined = seeds.select(["hash", "word"]).join(places, "hash").join(found, "hash", join_type="left outer")
    counted = compute.fill_null(joined.column("document_count_distinct"), 1)
    return (
        _arrow().table(
            {"word": joined.column("word"), "documents": counted, "places": joined.column("word_count")}
        ),
        pairs,
    )


def joining_table(seeds: Table, documents: Counts, places: Places, word: int, stock: int) -> Table:
    """Return the seeds of a block that may join, with how many documents they stand in; marks that tell nothing go.

    Args:
        seeds: As ``seeds_table`` gives them.
        documents: In how many documents the seed of each word of the block stands.
        places: How often it stands there.
        word: The block's first.
        stock: Above this number of documents a seed is a stock phrase.
    """
    here = _column(seeds, "word") - word
    joins = (places[here] > 1) & (documents[here] <= stock) & (places[here] <= CROWDED * stock)
    mark = np.where(documents[np.maximum(here - 1, 0)] > stock, 0, _column(seeds, "mark"))
    mark = np.where(here + word == 0, 0, mark)
    found = seeds.set_column(seeds.schema.get_field_index("mark"), "mark", _arrow().array(mark))
    found = found.append_column("documents", _arrow().array(documents[here].astype(np.int64)))
    return found.filter(_arrow().array(joins))


def weighed_table(folded: Table, documents: Counts, words: int, letters: int) -> Table:
    """Return folded texts with what each letter tells, in the column ``weight``.

    Args:
        folded: As ``folded_table`` gives them.
        documents: In how many documents the seed of each word stands.
        words: Of all real documents.
        letters: How many letters a seed has.
    """
    texts = folded_of(folded)
    weight = np.repeat(rates_of(documents, words, letters), np.diff(texts.at))
    return folded.append_column("weight", _lists(weight, texts.begins))


def pairs_table(seeds: Table, given: Terms) -> Table:
    """Return the pairs of equal seeds that are worth a look: a join of the table with itself.

    Args:
        seeds: All of a part of the hashes, as ``joining_table`` gives them.
        given: Terms of the search.

    Returns:
        Columns ``one``, ``other``, ``document_a``, ``document_b`` and ``told``, in hundredths of a nat.
    """
    compute = import_module("pyarrow.compute")
    first = seeds.filter(compute.less(seeds.column("document"), given.only))
    both = first.join(seeds, "hash", join_type="inner", left_suffix="", right_suffix="_b")
    apart = (_column(both, "word") < _column(both, "word_b")) & (
        _column(both, "document") != _column(both, "document_b")
    )
    apart &= _column(both, "drawn_from_b") != _column(both, "document")
    apart &= (_column(both, "mark") == 0) | (_column(both, "mark") != _column(both, "mark_b"))
    both = both.filter(_arrow().array(apart))
    room = np.minimum(np.minimum(_column(both, "room"), _column(both, "room_b")), 2 * given.letters)
    equal = np.zeros(len(room), np.int64)
    so_far = np.ones(len(room), bool)
    for name in _AFTER:
        differ = _column(both, name) ^ _column(both, f"{name}_b")
        for step in range(8):
            so_far &= (differ >> np.uint64(8 * step)) & np.uint64(0xFF) == 0
            equal += so_far
    rate = given.rates[np.clip(_column(both, "documents"), 1, len(given.rates) - 1)]
    told = np.minimum(rate * (given.letters + np.minimum(equal, room)), given.strong)
    return _arrow().table(
        {
            "one": both.column("place"), "other": both.column("place_b"), "document_a": both.column("document"),
            "document_b": both.column("document_b"), "told": told,
        }
    )  # fmt: skip


def chosen_table(pairs: Table, given: Terms) -> Table:
    """Return the pairs that tell enough, alone or with others in their cell, in order of documents and place.

    Args:
        pairs: All pairs of their first documents, as ``pairs_table`` gives them.
        given: Terms of the search.
    """
    told = _column(pairs, "told")
    keep = told >= given.strong
    names = ["document_a", "document_b", "band", "stretch"]
    for band, stretch in bands(_column(pairs, "one"), _column(pairs, "other")):
        cells = _arrow().table(
            {
                "document_a": pairs.column("document_a"), "document_b": pairs.column("document_b"),
                "band": band, "stretch": stretch, "weight": told // UNIT, "pair": np.arange(len(told)),
            }
        )  # fmt: skip
        heavy = cells.group_by(names).aggregate([("weight", "sum")])
        heavy = heavy.filter(_arrow().array(_column(heavy, "weight_sum") >= given.weak))
        keep[_column(cells.join(heavy, names, join_type="left semi"), "pair")] = True
    order = [(name, "ascending") for name in ("document_a", "document_b", "one", "other")]
    return pairs.filter(_arrow().array(keep)).sort_by(order)


def matches_table(
    chosen: Table, one: Table, other: Table, ends: tuple[Block, Block], settings: Settings
) -> Table:
    """Return the stretches around chosen pairs of the documents of two blocks.

    Args:
        chosen: As ``chosen_table`` gives them; pairs of other blocks are passed over.
        one: The first block, as ``weighed_table`` gives it.
        other: The second.
        ends: Where the two stand in the whole.
        settings: Of the search.
    """
    first, last = ends[1].document, ends[1].document + other.num_rows
    document_b = _column(chosen, "document_b")
    some = chosen.filter(_arrow().array((document_b >= first) & (document_b < last)))
    candidates = Candidates(
        _column(some, "one"), _column(some, "other"), _column(some, "document_a").astype(np.int32),
        _column(some, "document_b").astype(np.int32),
    )  # fmt: skip
    found = extend(_side(one, ends[0]), _side(other, ends[1]), candidates, settings)
    columns = [*found.span.T, *found.documents.T, found.score]
    return _arrow().table(dict(zip(_MATCHES, columns, strict=True)))


def matches_of_table(table: Table) -> Matches:
    """Return matches of a table as ``matches_table`` gives it, in order of their documents."""
    columns = [_column(table, name) for name in _MATCHES]
    order = np.lexsort((columns[5], columns[4]))
    span, documents = np.column_stack(columns[:4]), np.column_stack(columns[4:6])
    return Matches(span[order], documents[order], columns[6][order])


def _side(table: Table, end: Block) -> Side:
    letters, begins = _values(table, "letters")
    return Side(letters, _values(table, "weight")[0], begins, end.letter, end.document)


def _arrow() -> Any:
    return import_module("pyarrow")


def _lists(values: NDArray[Any], begins: Places) -> Any:
    arrow = _arrow()
    return arrow.LargeListArray.from_arrays(arrow.array(begins.astype(np.int64)), arrow.array(values))


def _values(table: Table, name: str) -> tuple[NDArray[Any], Places]:
    """Return the values of a column of lists, and where each list begins and the last ends."""
    column = table.column(name).combine_chunks()
    column = column.combine_chunks() if hasattr(column, "num_chunks") else column
    offsets = np.array(column.offsets.to_numpy(), np.int64)
    return np.array(column.values.to_numpy()[offsets[0] : offsets[-1]]), offsets - offsets[0]


def _column(table: Table, name: str) -> NDArray[Any]:
    return np.array(table.column(name).to_numpy())
