"""What a search for echoes costs: against the size of the archive, in memory, and when little is added.

    python -m benchmarks.echoes_size made MEGABYTES [FOLDER]   # text drawn from a made-up vocabulary, kept in files
    python -m benchmarks.echoes_size volumes CORPUS.jsonl      # the cost at 1, 3 and 12 parts of a corpus
    python -m benchmarks.echoes_size adding CORPUS.jsonl       # the last 1 % and 10 % added to the rest
    python -m benchmarks.echoes_size headers [COUNT]           # documents that are one line, the same in all

Each prints CPU seconds beside those of reading and folding the same bytes, which every engine has to do.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import numpy as np

from linewatch.measures.echoes.adding import add
from linewatch.measures.echoes.folding import fold
from linewatch.measures.echoes.keeping import Held
from linewatch.measures.echoes.partitions import search_parts
from linewatch.measures.echoes.searching import Shared, search
from linewatch.measures.echoes.settings import Settings
from linewatch.record.echo_runs import EchoRuns

Result = TypeVar("Result")
_VOCABULARY, _WORDS_A_DOCUMENT, _SEED = 60_000, 400, 1956
_BATCH = 64  # made-up documents drawn at one time; the text of a document depends on its number alone


def made_up(characters: int) -> Callable[[int], Iterator[str]]:
    """Return what gives documents of words drawn by Zipf's law, from a document on, up to so many characters."""
    rng = np.random.default_rng(_SEED)
    syllables = [a + b for a in "bcdfghklmnprstvz" for b in "aeiou"]
    words = list[str]()
    known = set[str]()
    while len(words) < _VOCABULARY:
        word = "".join(rng.choice(syllables, rng.integers(1, 5))) + str(rng.choice(["", "n", "s", "r", "t"]))
        if word not in known:
            known.add(word)
            words.append(word)
    vocabulary = np.array(words, dtype=object)
    share = 1.0 / (np.arange(_VOCABULARY) + 3.7)
    edges = np.cumsum(share / share.sum())

    def texts(first: int) -> Iterator[str]:
        given, number = 0, 0
        while given < characters:
            drawn = np.random.default_rng((_SEED, number))
            sizes = np.maximum(80, drawn.lognormal(0, 0.6, _BATCH) * _WORDS_A_DOCUMENT).astype(int)
            which = np.minimum(np.searchsorted(edges, drawn.random(int(sizes.sum()))), _VOCABULARY - 1)
            for part in np.split(vocabulary[which], np.cumsum(sizes)[:-1]):
                text = " ".join(part.tolist())
                if number >= first:
                    yield text
                number, given = number + 1, given + len(text)
                if given >= characters:
                    return

    return texts


def _timed(do: Callable[[], Result]) -> tuple[Result, float]:
    began = time.process_time()
    result = do()
    return result, time.process_time() - began


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def made(megabytes: int, folder: Path) -> None:
    """Search made-up text from files, and say what it took."""
    texts = made_up(megabytes * 1_000_000)
    search(["warm up the compiled loops " * 40] * 3)
    _, drawing = _timed(lambda: sum(len(text) for text in texts(0)))
    runs, wall = EchoRuns(folder), time.perf_counter()
    found, spent = _timed(lambda: search_parts(runs, texts, Settings()))
    print(
        f"made-up {megabytes} MB: {spent - drawing:.1f} CPU s (and {drawing:.1f} to make the text), "
        f"{time.perf_counter() - wall:.0f} s wall, peak {_peak_mb():.0f} MB, files {runs.size() / 1e6:.0f} MB, "
        f"{len(found.score)} passages",
        flush=True,
    )


def volumes(corpus: Path) -> None:
    """Search the first 1, 3 and 12 volumes of a corpus, and say what it took beside reading and folding them."""
    rows = [json.loads(line) for line in corpus.read_text("utf-8").splitlines()]
    sizes = Counter[str]()
    for row in rows:
        sizes[row["series"]] += len(row["text"])
    series = sorted(sizes, key=lambda name: (sizes[name], name))
    search([row["text"] for row in rows[:300]])
    for number in (1, 3, 12):
        first = max(0, (len(series) - number + 1) // 2)
        chosen = set(series[first : first + number])  # those of middling size
        lines = [json.dumps(row) for row in rows if row["series"] in chosen]

        def read(lines: list[str] = lines) -> list[str]:
            return [json.loads(line)["text"] for line in lines]

        texts, _ = _timed(read)
        _, least = min((_timed(lambda: fold(read())) for _ in range(3)), key=lambda one: one[1])
        found, spent = min((_timed(lambda: search(texts)) for _ in range(3)), key=lambda one: one[1])  # noqa: B023
        size = sum(len(text) for text in texts) / 1e6
        print(
            f"{number:2} volumes, {len(texts)} documents, {size:.1f} MB: {spent:.2f} CPU s, {size / spent:.1f} MB a "
            f"CPU second, {spent / least:.1f} times reading and folding ({least:.2f} s), {len(found.score)} passages",
            flush=True,
        )


def adding(corpus: Path) -> None:
    """Add the last 1 % and 10 % of a corpus to the rest, and say what it took and what came of it."""
    texts = [json.loads(line)["text"] for line in corpus.read_text("utf-8").splitlines()]
    settings = Settings()
    for share in (0.01, 0.1):
        old = int(len(texts) * (1 - share))
        with tempfile.TemporaryDirectory() as folder:
            search(texts[:300])
            warm = Held()
            search_parts(warm, lambda first: texts[first:300], settings)
            add(warm, texts[300:310], settings)
            # In one piece in memory, and in parts from files as the additions are.
            plain, spent = min((_timed(lambda: search(texts)) for _ in range(3)), key=lambda one: one[1])
            _, in_parts = _timed(
                lambda: search_parts(EchoRuns(Path(folder) / "whole"), lambda n: texts[n:], settings)
            )
            costs = list[float]()
            for turn in range(3):
                runs = EchoRuns(Path(folder) / f"{turn}")
                search_parts(runs, lambda first: texts[first:old], settings)  # noqa: B023
                new, cost = _timed(lambda: add(runs, texts[old:], settings))  # noqa: B023
                costs.append(cost)
        size = sum(map(len, texts[old:])) / sum(map(len, texts))
        expected = {row for row in _rows(plain) if row[1] >= old}
        print(
            f"adding {share:.0%} ({len(texts) - old} documents, {size:.2%} of the letters): {min(costs):.3f} CPU s, "
            f"{min(costs) / spent:.2%} of a whole search in memory ({spent:.2f} s), {min(costs) / in_parts:.2%} of one "
            f"in files ({in_parts:.2f} s); of {len(expected)} passages with a new document "
            f"{len(expected & _rows(new))} are the same, {len(_rows(new) - expected)} are others",
            flush=True,
        )


def _rows(shared: Shared) -> set[tuple[int, ...]]:
    return {tuple(row) for row in np.column_stack([shared.documents, shared.places]).tolist()}


def headers(count: int) -> None:
    """Search documents that are one line, the same in all, with one passage in two of them."""
    line = "To the files of the ministry"
    said = "It was held that grave errors had been made by the former leader and must be put right"
    texts = [line] * count
    texts[7], texts[count // 2] = f"{line}. {said}", f"{line}. {said}"
    search(["warm up the compiled loops " * 40] * 3)
    wall = time.perf_counter()
    found, spent = _timed(lambda: search(texts))
    print(
        f"{count} headers: {spent:.1f} CPU s, {time.perf_counter() - wall:.0f} s wall, peak {_peak_mb():.0f} MB, "
        f"passages {found.documents.tolist()}"
    )


def main() -> None:
    """Run what is named."""
    match sys.argv[1:]:
        case ["made", megabytes, *rest]:
            with tempfile.TemporaryDirectory() as folder:
                made(int(megabytes), Path(rest[0] if rest else folder))
        case ["volumes", corpus]:
            volumes(Path(corpus))
        case ["adding", corpus]:
            adding(Path(corpus))
        case ["headers", *rest]:
            headers(int(rest[0] if rest else 1_000_000))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
