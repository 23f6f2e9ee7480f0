"""How much of what was planted an archive gives back, and what it costs: the yardstick of `bench/echoes`.

Copies of known place, length and damage are planted in made-up text (syn1k) and in twelve FRUS volumes (frus12); the
search runs with its one setting in a process of its own, beside one that only reads and folds the same texts; the
found pairs are scored by the yardstick's own program. Developed on seed 7; seed 1956 is the one to report.

Run with: python -m benchmarks.echoes_planted [--seed 1956] [--corpora syn1k frus12]
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.edits.common import HERE, SHARED

YARDSTICK = SHARED / "bench" / "echoes"
LINES = ("ALL", "formula       ALL", "sentence       ALL", "ALL      ocr8", "ALL  censored", "{")
ROOT = HERE.parents[1]


def plant(name: str, seed: int, folder: Path) -> Path:
    """Make a corpus with planted copies; return where it lies."""
    out = folder / name
    if name == "syn1k":
        how = ["--synthetic", "--docs", "1000", "--cascades", "100"]
    else:
        volumes = folder / "volumes"
        volumes.mkdir(exist_ok=True)
        for path in sorted((SHARED / "corpus" / "frus").iterdir()):
            if path.name.endswith(".xml.gz"):
                (volumes / path.stem).write_bytes(gzip.decompress(path.read_bytes()))
            elif path.suffix == ".xml" and "sample" not in path.name:
                shutil.copyfile(path, volumes / path.name)
        how = ["--frus", str(volumes), "--docs", "1000000", "--cascades", "400", "--max-chars", "200000"]
    subprocess.run(
        [sys.executable, str(YARDSTICK / "generate.py"), str(out), *how, "--seed", str(seed)],
        check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return out


def run(corpus: Path, found: Path | None) -> dict[str, float]:
    """Search a corpus, or only read and fold it, in a process of its own; return what that cost."""
    asked = ["--one", str(corpus), *(["--found", str(found)] if found else [])]
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.echoes_planted", *asked], check=True, capture_output=True, cwd=ROOT
    )
    return json.loads(told.stdout)


def one(corpus: Path, found: Path | None) -> None:
    """Do what `run` measures."""
    from linewatch.measures.echoes.folding import fold  # noqa: PLC0415 - its import is part of the cost
    from linewatch.measures.echoes.searching import search  # noqa: PLC0415

    with (corpus / "docs.jsonl").open(encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    texts = [document["text"] for document in documents]
    if found is None:
        fold(texts)
    else:
        names = [json.dumps(document["id"]) for document in documents]
        shared = search(texts)
        with found.open("w", encoding="utf-8") as out:
            for (a, b), (ab, ae, bb, be) in zip(
                shared.documents.tolist(), shared.places.tolist(), strict=True
            ):
                out.write(f'{{"a":{names[a]},"ab":{ab},"ae":{ae},"b":{names[b]},"bb":{bb},"be":{be}}}\n')
    used = resource.getrusage(resource.RUSAGE_SELF)
    size = sum(len(text) for text in texts) / 1e6
    print(json.dumps({"cpu": used.ru_utime + used.ru_stime, "peak_mb": used.ru_maxrss / 1024, "mb": size}))


def main() -> None:
    """Print recall, precision and cost for each corpus."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--seed", type=int, default=1956)
    arguments.add_argument("--corpora", nargs="+", default=["syn1k", "frus12"])
    arguments.add_argument("--one", type=Path)
    arguments.add_argument("--found", type=Path)
    asked = arguments.parse_args()
    if asked.one:
        one(asked.one, asked.found)
        return
    from linewatch.measures.echoes.settings import Settings  # noqa: PLC0415 - not for the measured process

    print(f"one setting for all: {Settings()}")
    with tempfile.TemporaryDirectory() as scratch:
        for name in asked.corpora:
            corpus, found = plant(name, asked.seed, Path(scratch)), Path(scratch) / f"{name}.jsonl"
            run(corpus, found)  # kernels are compiled once
            cost, bare = run(corpus, found), run(corpus, None)
            print(
                f"{name}, seed {asked.seed}: {cost['mb']:.1f} MB, {cost['cpu']:.1f} CPU s "
                f"({cost['mb'] / cost['cpu']:.1f} MB a CPU s; reading and folding alone {bare['cpu']:.1f} s, "
                f"ratio {cost['cpu'] / bare['cpu']:.1f}), peak {cost['peak_mb']:.0f} MB"
            )
            scored = subprocess.run(
                [sys.executable, str(YARDSTICK / "score.py"), str(corpus), str(found)],
                check=True, capture_output=True, text=True,
            )  # fmt: skip
            print("\n".join(line for line in scored.stdout.splitlines() if line.strip().startswith(LINES)))


if __name__ == "__main__":
    main()
