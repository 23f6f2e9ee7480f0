"""Write pairs, score what was found in them, look at them."""

from __future__ import annotations

import argparse
import json
import textwrap
from collections.abc import Iterator
from pathlib import Path

from benchmarks.edits.gold import Pair
from benchmarks.edits.pairs import as_record, from_record, pairs
from benchmarks.edits.scoring import score_all


def look(pair: Pair) -> Iterator[str]:
    """Yield a pair's edits as a person reads them."""
    for row in pair.gold:
        if row.kind == "kept" and not row.flags:
            continue
        a = pair.a[slice(*row.sentence_a)] if row.sentence_a else ""
        b = pair.b[slice(*row.sentence_b)] if row.sentence_b else ""
        yield f"{row.kind} ({row.edit}; {' '.join(row.flags)}): {row.cue_a!r} > {row.cue_b!r}"
        for text in filter(None, (a, b)):
            yield textwrap.fill(text, 110, initial_indent="    ", subsequent_indent="      ")


def main() -> None:
    """Write pairs, score found rows, or print edits to be read."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    verbs = parser.add_subparsers(dest="verb", required=True)
    for verb in ("write", "look"):
        own = verbs.add_parser(verb)
        own.add_argument("--split", default="development", choices=("development", "reporting"))
        own.add_argument("--half", action="append", choices=("open", "sealed"))
        own.add_argument("--pairs", type=int, default=200 if verb == "write" else 10)
        own.add_argument("--seed", type=int, default=1)
        if verb == "write":
            own.add_argument("out", type=Path)
    scoring = verbs.add_parser("score", help="FOUND has a line a pair: {'id': …, 'rows': [found rows]}")
    scoring.add_argument("made", type=Path)
    scoring.add_argument("found", type=Path)
    scoring.add_argument("--known", type=Path, help="the labeller's words, one a line")
    told = parser.parse_args()
    if told.verb == "score":
        rows = {one["id"]: one["rows"] for one in map(json.loads, told.found.read_text().splitlines())}
        made = [from_record(json.loads(line)) for line in told.made.read_text().splitlines()]
        words = told.known.read_text().splitlines() if told.known else ()
        print(json.dumps(score_all([(pair, rows.get(pair.id, ())) for pair in made], words), indent=1))
        return
    drawn = pairs(told.split, told.pairs, told.seed, told.half)
    if told.verb == "look":
        print("\n".join(line for pair in drawn for line in look(pair)))
        return
    with told.out.open("w") as file:
        for pair in drawn:
            file.write(json.dumps(as_record(pair), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
