"""Shifts: what is told of texts made by known edits, and the time that a long text beside a short one takes.

Edits and cues are those of `benchmarks.edits`; the labeller's words were written without sight of the sealed half.
Shown for all pairs, for the sealed half alone and for texts without an edit. The words are so many that few cues of
the sealed half are none of them; with --without 0.5 half the words, drawn by chance, are withheld, and what is told of
cues that are then unknown is what may be hoped for of other texts. The time stands beside difflib's on the
same words, which tells only what was put in and left out.

Run with: python -m benchmarks.shifts quality [--split development] [--pairs 200] [--seed 41] [--without 0.5]
          python -m benchmarks.shifts speed
"""

from __future__ import annotations

import argparse
import difflib
import json
import random
import re
import time
import tomllib
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from typing import Any

from benchmarks.edits.corpus import corpus
from benchmarks.edits.pairs import pairs
from benchmarks.edits.scoring import score_all
from linewatch.measures.shifts import Lexicon, Shift, lexicon, shifts

_LONG, _SHORT = 25_000, 5_000  # words
_SHARED = 0.3  # of the short text stands in the long one


def words(language: str = "en") -> Lexicon:
    """Return the graded words that ship for a language."""
    return lexicon(
        tomllib.loads(files("linewatch").joinpath("lexicons", f"shifts.{language}.toml").read_text("utf-8"))
    )


def withheld(known: Lexicon, share: float, seed: int) -> Lexicon:
    """Return a lexicon without a share of its graded words and opposites, drawn by the seed."""
    rng = random.Random(seed)
    gone = {key for key in sorted({*known.graded, *known.poles}) if rng.random() < share}
    graded = {key: value for key, value in known.graded.items() if key not in gone}
    return replace(known, graded=graded, poles={k: v for k, v in known.poles.items() if k not in gone})


def as_found(row: Shift, a: str, b: str) -> dict[str, Any]:
    """Return a row with the keys that the scoring reads."""
    told: dict[str, Any] = {"kind": row.kind}
    for side, span, text in (("a", row.a, a), ("b", row.b, b)):
        told |= {
            f"{side}_start": span and span.start,
            f"{side}_end": span and span.end,
            f"{side}_text": text[slice(*span)] if span else "",
        }
    return told


def quality(split: str, wanted: int, seed: int, without: float = 0.0) -> dict[str, Any]:
    """Return the figures of `score_all` on pairs of one split, with a share of the labeller's words withheld."""
    known = withheld(words(), without, seed)
    found = (
        (pair, [as_found(row, pair.a, pair.b) for row in shifts(pair.a, pair.b, known)])
        for pair in pairs(split, wanted, seed)
    )
    return score_all(found, known.words)


def long_and_short(seed: int) -> tuple[str, str]:
    """Return a text of 25,000 words and one of 5,000, of which a part stands in the first, reworded a little."""
    rng = random.Random(seed)
    sentences = [text for source in corpus() for text in source.sentences]
    rng.shuffle(sentences)
    long, short = (
        _taken(iter(sentences), _LONG),
        _taken(iter(reversed(sentences)), round(_SHORT * (1 - _SHARED))),
    )
    shared = _taken(iter(rng.sample(long, len(long))), round(_SHORT * _SHARED))
    mixed = [*short, *(re.sub(r"\b(great|very|must|all)\b", "some", text) for text in shared)]
    rng.shuffle(mixed)
    return " ".join(long), " ".join(mixed)


def _taken(sentences: Any, wanted: int) -> list[str]:
    found, size = list[str](), 0
    while size < wanted:
        found.append(next(sentences))
        size += len(found[-1].split())
    return found


def speed(seed: int = 1) -> dict[str, float]:
    """Return the seconds of processor and clock that shifts and difflib take, and their ratio."""
    a, b = long_and_short(seed)
    known = words()
    ours = _timed(lambda: shifts(a, b, known))
    theirs = _timed(lambda: difflib.SequenceMatcher(None, a.split(), b.split(), autojunk=False).get_opcodes())
    size = {"words_a": len(a.split()), "words_b": len(b.split())}
    return {
        **size,
        "cpu_s": ours[0],
        "wall_s": ours[1],
        "difflib_cpu_s": theirs[0],
        "ratio": ours[0] / theirs[0],
    }


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - cpu, time.perf_counter() - wall


def _told(found: dict[str, Any]) -> None:
    for part in ("all", "open", "sealed"):
        if part in found:
            own = found[part]
            print(
                f"\n{part}: {own['clauses']} clauses, cannot tell {own['cannot_tell_share']:.3f} of the edited"
            )
            for kind, figures in own["kinds"].items():
                numbers = " ".join(
                    f"{key} {v:.3f}" if isinstance(v, float) else f"{key} {v}" for key, v in figures.items()
                )
                print(f"  {kind:<10} {numbers}")
            print("  confusion", json.dumps(own["confusion"]))
            print("  seen", json.dumps({key: own[key] for key in ("unseen_share", "unseen_recall")}))
            if part != "sealed":
                print(
                    "  by edit",
                    json.dumps({k: [round(v["recall"], 3), v["count"]] for k, v in own["by_edit"].items()}),
                )
    print("\nuntouched", json.dumps(found["untouched"]))
    print("boundary error, characters at the median", found["boundary_error"])


def main() -> None:
    """Print one of the two."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("what", choices=("quality", "speed"))
    parser.add_argument("--split", default="development", choices=("development", "reporting"))
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=41)
    parser.add_argument("--without", type=float, default=0.0, help="share of the labeller's words withheld")
    told = parser.parse_args()
    if told.what == "speed":
        print(json.dumps(speed(), indent=1))
    else:
        _told(quality(told.split, told.pairs, told.seed, told.without))


if __name__ == "__main__":
    main()
