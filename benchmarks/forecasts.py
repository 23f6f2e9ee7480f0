"""A crowd's resolved forecasts scored, beside the same by plain arithmetic; then how often intervals hold the truth.

    python -m benchmarks.forecasts [--no-coverage] [FILE.csv]

The file is ../shared/corpus/forecasts/crowd_forecasts_resolved.csv (CC BY-SA 4.0; see its PROVENANCE.md): 643 questions
with the crowd's chance and the outcome. It is scored and nothing is learnt from it.
"""

from __future__ import annotations

import csv
import math
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks import forecast_coverage
from linewatch import desk

_FILE = Path(__file__).resolve().parents[2] / "shared/corpus/forecasts/crowd_forecasts_resolved.csv"
_SHORT = "--no-coverage"
_PARTS = ("reliability", "resolution", "uncertainty", "within_variance", "within_covariance")


def plain(rows: list[tuple[float, int]]) -> dict[str, Any]:
    """Return scores and parts by sums written out, in tenths, sharing no code with the measure."""
    n = len(rows)
    square = logs = promised = 0.0
    z_top = z_under = 0.0
    for p, o in rows:
        square += (p - o) * (p - o)
        logs -= math.log(p if o else 1 - p) / math.log(2)
        promised += p * (1 - p)
        z_top += (o - p) * (1 - 2 * p)
        z_under += (1 - 2 * p) ** 2 * p * (1 - p)
    base = sum(o for _, o in rows) / n
    tenths: dict[int, list[tuple[float, int]]] = {}
    for p, o in rows:
        tenths.setdefault(min(int(p * 10), 9), []).append((p, o))
    parts = dict.fromkeys(_PARTS, 0.0) | {"uncertainty": base - base * base}
    table = []
    for tenth in sorted(tenths):
        inside = tenths[tenth]
        m = len(inside)
        p_mean, o_mean = sum(p for p, _ in inside) / m, sum(o for _, o in inside) / m
        parts["reliability"] += m / n * (p_mean - o_mean) ** 2
        parts["resolution"] += m / n * (o_mean - base) ** 2
        parts["within_variance"] += sum(p * p for p, _ in inside) / n - m / n * p_mean**2
        parts["within_covariance"] += 2 * (sum(p * o for p, o in inside) / n - m / n * p_mean * o_mean)
        table.append((tenth, m, p_mean, o_mean))
    return {
        "brier": square / n, "log_score": logs / n, "base_rate": base, "skill": 1 - square / n / parts["uncertainty"],
        "parts": parts, "table": table, "expected": promised / n, "z": z_top / math.sqrt(z_under),
    }  # fmt: skip


def main() -> None:
    """Print both, side by side, and the coverage."""
    given = [name for name in sys.argv[1:] if name != _SHORT]
    path = Path(given[0]) if given else _FILE
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(float(r["crowd_probability"]), int(r["outcome"])) for r in csv.DictReader(file)]
    own = plain(rows)
    with tempfile.TemporaryDirectory() as folder, desk.init(Path(folder) / "case", "Forecasts") as case:
        begun = time.perf_counter()
        case.forecasts_from(path, coder="crowd")
        taken = time.perf_counter() - begun
        begun = time.perf_counter()
        found = case.forecasts()
        scored = time.perf_counter() - begun
    told = found["calibration"]
    print(
        f"{len(rows)} forecasts of {found['things']} things; taken in {taken:.2f} s, scored in {scored:.2f} s\n"
    )
    print(f"{'':20} {'linewatch':>14} {'plain sums':>14}")
    for name in ("brier", "log_score", "base_rate", "skill"):
        print(f"{name:20} {found[name]:14.9f} {own[name]:14.9f}")
    for name in _PARTS:
        print(f"{name:20} {told['parts'][name]:14.9f} {own['parts'][name]:14.9f}")
    print(f"{'parts together':20} {told['parts']['brier']:14.9f} {_together(own['parts']):14.9f}")
    print(f"{'expected Brier':20} {told['test']['expected']:14.9f} {own['expected']:14.9f}")
    print(
        f"{'Spiegelhalter z':20} {told['test']['z']:14.9f} {own['z']:14.9f}  p {told['test']['p_value']:.4f}"
    )
    if found["things"] < len(rows):
        print("(what stands twice under one name is one thing for linewatch's z, two for the plain one)")
    for name in ("brier", "log_score"):
        print(f"90 % interval of {name}: {found[f'{name}_low']:.4f} to {found[f'{name}_high']:.4f}")
    print("\nchances      forecasts  mean chance  came true  90 % interval    plain: forecasts, chance, true")
    for one, (_, m, p_mean, o_mean) in zip(told["bins"], own["table"], strict=True):
        span = f"{one['low']:.0%}-{one['high']:.0%}"
        held = f"{one['share_low']:.3f} to {one['share_high']:.3f}{' apart' if one['apart'] else ''}"
        print(f"{span:12} {one['forecasts']:9} {one['chance']:12.4f} {one['share']:10.4f}  {held:22}"
              f" {m:5} {p_mean:.4f} {o_mean:.4f}")  # fmt: skip
    print("\ndays from forecast to outcome")
    for row in found["ageing"]:
        print(f"  {row['days_low']} to {row['days_high']}: {row['resolved']} forecasts, Brier {row['brier']:.4f} "
              f"({row['brier_low']:.4f} to {row['brier_high']:.4f})")  # fmt: skip
    if _SHORT not in sys.argv:
        print(f"\n{forecast_coverage.section()}")


def _together(parts: dict[str, float]) -> float:
    within = parts["within_variance"] - parts["within_covariance"]
    return parts["reliability"] - parts["resolution"] + parts["uncertainty"] + within


if __name__ == "__main__":
    main()
