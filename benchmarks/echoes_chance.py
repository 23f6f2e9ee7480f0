"""Whether the number of passages that chance is said to share is the number that it shares.

Archives in which nothing is borrowed, by two programs that are not the made-up documents of the search: words drawn
one by one from a Zipf vocabulary; and chains of words learnt from FRUS volumes, each word drawn by the one before it,
or by the two before it. The last still repeats stretches of what it was learnt from wherever two words have few
successors, so that it is a hard case. For each the count of passages found at a score is set beside the count expected
there.

Run with: python -m benchmarks.echoes_chance [--runs 20] [--documents 400] [--seed 1] [--only 40]
(`--only`: the first documents alone are set against all others, by the setting of a centre query)
"""

from __future__ import annotations

import argparse
import gzip
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from lxml import etree

from benchmarks.edits.common import SHARED, TEI
from linewatch.measures.echoes.searching import search
from linewatch.measures.echoes.settings import Settings

EXPECTED = (30.0, 10.0, 3.0, 1.0)
WORDS = 400
# Volumes that the engine was not developed on would do as well: nothing is learnt from them but the chain.
VOLUMES = ("frus1955-57v19.xml.gz", "frus1958-60v10p2.xml.gz", "frus1961-63v22.xml.gz")


def zipf(documents: int, rng: random.Random) -> list[str]:
    """Return documents of words drawn one by one."""
    letters = "abcdefghiklmnoprstuvwz"
    words = ["".join(rng.choice(letters) for _ in range(rng.randint(2, 10))) for _ in range(30_000)]
    weights = np.cumsum([1.0 / (rank + 2.7) for rank in range(len(words))]).tolist()
    return [" ".join(rng.choices(words, cum_weights=weights, k=WORDS)) for _ in range(documents)]


Chain = dict[tuple[str, ...], list[str]]


def chains(documents: int, rng: random.Random, after: Chain) -> list[str]:
    """Return documents of words each drawn by those before it."""
    begins = sorted(after)
    return [" ".join(_walk(after, begins, rng)) for _ in range(documents)]


def _walk(after: Chain, begins: list[tuple[str, ...]], rng: random.Random) -> Iterator[str]:
    here = rng.choice(begins)
    for _ in range(WORDS):
        # With one successor alone a chain would copy a passage out; then it begins anew.
        following = after.get(here, [])
        here = (*here[1:], rng.choice(following)) if len(set(following)) > 1 else rng.choice(begins)
        yield here[-1]


def learnt(before: int) -> Chain:
    """Return which words follow each one or two in some FRUS volumes."""
    after = defaultdict[tuple[str, ...], list[str]](list)
    for name in VOLUMES:
        with gzip.open(SHARED / "corpus" / "frus" / name) as file:
            tree = etree.parse(file)
        words = " ".join(" ".join(p.itertext()) for p in tree.iter(f"{TEI}p")).split()
        for at in range(before, len(words)):
            after[tuple(words[at - before : at])].append(words[at])
    return dict(after)


def main() -> None:
    """Print, for each kind of archive, found against expected."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--runs", type=int, default=20)
    arguments.add_argument("--documents", type=int, default=400)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--only", type=int, default=0, help="documents set against all, by their setting")
    asked = arguments.parse_args()
    learnt_from = {"by one": learnt(1), "by two": learnt(2)}
    common = Settings.centre() if asked.only else Settings()
    settings = replace(common, false_share=1.0)
    print(f"{asked.runs} archives of {asked.documents} documents, {WORDS} words each; {common}")
    if asked.only:
        print(f"the first {asked.only} documents against all")
    print("archive  expected  found (mean)  Monte Carlo error  passages told at the setting (mean)")
    for kind in ("zipf", "by one", "by two"):
        found, told = [], []
        for run in range(asked.runs):
            rng = random.Random(asked.seed * 1000 + run)
            texts = (
                zipf(asked.documents, rng)
                if kind == "zipf"
                else chains(asked.documents, rng, learnt_from[kind])
            )
            shared = search(texts, settings, asked.only)
            found.append([int((shared.expected <= most).sum()) for most in EXPECTED])
            told.append(len(search(texts, common, asked.only).score))
        mean = np.mean(found, axis=0)
        error = np.std(found, axis=0, ddof=1) / np.sqrt(asked.runs) if asked.runs > 1 else mean * 0
        for most, here, off in zip(EXPECTED, mean, error, strict=True):
            print(f"{kind:7s}  {most:8.0f}  {here:12.2f}  {off:17.2f}  {np.mean(told):8.2f}")


if __name__ == "__main__":
    main()
