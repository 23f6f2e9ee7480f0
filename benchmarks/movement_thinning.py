"""Does thinning the large parties move the answer? The shipped scenario against its plan at 1, 1/10 and 1/100.

All numbers stand at their middle, so that only the dice differ: the interval is of nothing but chance, and as narrow
as it can be. The shipped ensemble draws the numbers too and is far wider. Of headlines that do not move, one in ten
lies outside a 90 % interval all the same.

    python -m benchmarks.movement_thinning [--whole 1] [--runs 10] [--against slow_tempo] [--case DIR]
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from linewatch import desk
from linewatch.desk.simulating.folder import read_movement

SHIPPED = Path(desk.__file__).resolve().parents[1] / "cases/twentieth_congress"
HEADLINES = ("voices", "exits", "trust_centre", "trust_leader", "told")
DAYS = ("1956-07-31", "1956-10-25")
Headline = tuple[str, str, str]
Row = Mapping[str, Any]


def differences(
    case: desk.Case, factor: int, runs: int, against: str
) -> tuple[dict[Headline, Row], dict[str, Any]]:
    """Return the headline differences with every large party thinned by one factor."""
    thin = dict.fromkeys(read_movement(SHIPPED / "movement").thin, factor)
    found = case.simulate("as_happened", against=against, runs=runs, thin=thin, vary=False, report=print)
    rows = {
        (row["name"], row["actor"], row["day"]): row
        for row in found["differences"]
        if row["name"] in HEADLINES and row["stratum"] == "all" and row["day"] in DAYS
    }
    return rows, found


def main() -> None:
    """Print each thinning's headlines, and how many of the fuller ones lie in the thinned one's interval."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument(
        "--whole", type=int, default=1, help="runs of each with every member; 0 leaves them out"
    )
    asked.add_argument("--tenth", type=int, default=3, help="runs of each at 1/10")
    asked.add_argument("--runs", type=int, default=10, help="runs of each at 1/100")
    asked.add_argument("--against", default="slow_tempo")
    asked.add_argument("--case", help="a case that keeps the runs; else a new one")
    told = asked.parse_args()
    with ExitStack() as open_:
        folder = told.case or str(Path(open_.enter_context(tempfile.TemporaryDirectory())) / "case")
        fresh = not (Path(folder) / "case.db").exists()
        case = open_.enter_context(desk.init(folder, "Thinning") if fresh else desk.open(folder))
        if fresh:
            case.import_(SHIPPED)
        found: dict[int, dict[Headline, Row]] = {}
        for factor, runs in ((100, told.runs), (10, told.tenth), (1, told.whole)):
            if runs:
                clock, cpu = time.perf_counter(), time.process_time()
                found[factor], whole = differences(case, factor, runs, told.against)
                members, size = whole["memory"]["members_kept"], whole["memory"]["run_bytes"]
                print(
                    f"1/{factor}: {members:,} members, {runs} runs of each, {size / 1e9:.2f} GB a run,"
                    f" {time.process_time() - cpu:.0f} CPU seconds, {time.perf_counter() - clock:.0f} seconds"
                )
        _compared(found, {100: told.runs, 10: told.tenth, 1: told.whole})


def _compared(found: Mapping[int, Mapping[Headline, Row]], runs: Mapping[int, int]) -> None:
    thinned = found[100]
    fuller = [factor for factor in (10, 1) if factor in found]
    print(
        f"{'headline':<52} {'1/100':>8} {'90 % interval of its mean':>26}  "
        + "  ".join(f"1/{f}" for f in fuller)
    )
    for key, row in thinned.items():
        if key[1] in ("movement", "cpsu", "ccp", "pci", "pcf", "others", "cpusa", "cpgb"):
            others = "  ".join(f"{100 * found[f][key]['mid']:+.3f}" for f in fuller)
            print(
                f"{key[0]:<13} {key[1]:<20} {key[2]:<17} {100 * row['mid']:+8.3f}"
                f" {100 * row['mean_low']:+12.3f} to {100 * row['mean_high']:+8.3f}   {others}"
            )
    for factor in fuller:
        inside = [
            r["mean_low"] - 1e-9 <= found[factor][k]["mid"] <= r["mean_high"] + 1e-9
            for k, r in thinned.items()
        ]
        apart = {k: abs(found[factor][k]["mid"] - r["mid"]) for k, r in thinned.items()}
        worst = max(apart, key=lambda key: apart[key])
        # The fuller has chance of its own: with fewer runs, more of it.
        wider = (1 + runs[100] / runs[factor]) ** 0.5
        both = [
            abs(found[factor][k]["mid"] - r["mid"]) <= wider * (r["mean_high"] - r["mid"]) + 1e-9
            for k, r in thinned.items()
        ]
        print(
            f"1/{factor} against 1/100: {sum(both)} of {len(both)} inside the 90 % interval of both together"
        )
        print(
            f"1/{factor} against 1/100: {sum(inside)} of {len(inside)} headlines inside the 90 % interval;"
            f" farthest apart {100 * apart[worst]:.3f} points ({' '.join(worst)})"
        )


if __name__ == "__main__":
    main()
