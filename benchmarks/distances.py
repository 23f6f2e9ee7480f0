"""Distances from the Soviet speech in the UN General Debate, against positions from votes that no text method saw.

The method was built on odd years; even years are for reporting. Run with: python -m benchmarks.distances
[odd|even]. The figure is Spearman's rank correlation with |difference of ideal points| within a year, the mean
over years with at least ten states; then without the states that spoke by the same script, named here for scoring
alone, over years with at least eight others; then without the near-copies that the method itself found.
"""

from __future__ import annotations

import csv
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.plain_distance import plain_distances
from linewatch import desk

CORPUS = Path(__file__).resolve().parents[2] / "shared/corpus/ungdc"
CENTRE = "RUS"
SCRIPT = frozenset(("BLR", "UKR", "CSK", "POL", "HUN", "ROU", "BGR", "ALB", "MNG", "DDR"))
_RESAMPLES = 10_000
Scores = Mapping[tuple[str, int], float]


class Figure(NamedTuple):
    """A mean over years with its 90 % bounds from resampling the years."""

    mean: float
    low: float
    high: float
    years: int

    def __str__(self) -> str:
        return f"{self.mean:.3f} [{self.low:.3f}, {self.high:.3f}] over {self.years} years"


def ideal_distances() -> dict[tuple[str, int], float]:
    """Return each state's distance from the centre in votes, by state and year."""
    with (CORPUS / "un_ideal_points_1946_1967.csv").open(encoding="utf-8") as file:
        points = {(row["iso3c"], int(row["year"])): float(row["ideal_point"]) for row in csv.DictReader(file)}
    return {
        (state, year): abs(point - points[CENTRE, year])
        for (state, year), point in points.items()
        if state != CENTRE and (CENTRE, year) in points
    }


def figure(scores: Scores, parity: int, least: int, without: Iterable[tuple[str, int]] = ()) -> Figure:
    """Return the mean correlation within the years of one parity that have so many states."""
    from scipy.stats import spearmanr  # noqa: PLC0415

    votes, left = ideal_distances(), set(without)
    by_year: dict[int, list[tuple[float, float]]] = {}
    for (state, year), score in sorted(scores.items()):
        if year % 2 == parity and (state, year) in votes and (state, year) not in left:
            by_year.setdefault(year, []).append((score, votes[state, year]))
    found = [spearmanr(np.array(pairs))[0] for pairs in by_year.values() if len(pairs) >= least]
    rng = np.random.default_rng(1)
    means = rng.choice(found, (_RESAMPLES, len(found))).mean(axis=1)
    return Figure(float(np.mean(found)), *map(float, np.quantile(means, [0.05, 0.95])), len(found))


def case_rows(texts: Path) -> list[dict]:
    """Return what the whole path gives: a case, the files added by the pattern of their names, distances."""
    with tempfile.TemporaryDirectory() as folder, desk.init(f"{folder}/case", "UN", CENTRE) as case:
        begun = time.perf_counter()
        case.add(texts, pattern="{issuer}_{ignore}_{date}.txt")
        added = time.perf_counter()
        rows = case.distances(by="year")
        print(f"added in {added - begun:.0f} s, distances in {time.perf_counter() - added:.0f} s")
        return rows


def report(name: str, scores: Scores, parity: int, copies: Iterable[tuple[str, int]]) -> None:
    """Print a method's figures."""
    copied = list(copies)
    script = [key for key in scores if key[0] in SCRIPT]
    print(f"{name:<34} all               {figure(scores, parity, 10)}")
    print(f"{'':<34} without the ten   {figure(scores, parity, 8, script)}")
    print(f"{'':<34} without copies    {figure(scores, parity, 8, copied)}")


def main() -> None:
    """Print the figures of one half of the years."""
    parity = {"odd": 1, "even": 0}[(sys.argv[1:] or ["even"])[0]]
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(CORPUS / "ungdc_1946_1967.tar.gz") as archive:
            archive.extractall(folder, filter="data")
        rows = case_rows(Path(folder))
        plain = plain_distances(Path(folder), CENTRE)
    told = {(row["actor"], int(row["period"])): row for row in rows if not row["refused"]}
    copies = {(row["actor"], int(row["period"])) for row in rows if row["near_copy"]}
    mine = {key for key in copies if key[1] % 2 == parity}
    script = sum(state in SCRIPT for state, _ in mine)
    print(
        f"near-copies found in these years: {len(mine)}, of which {script} by the ten states that read the script"
    )
    refused = [row for row in rows if row["refused"] and int(row["period"]) % 2 == parity]
    print(f"refused in these years: {len(refused)}")
    report("distances", {key: row["distance"] for key, row in told.items()}, parity, copies)
    report("  this period's texts alone", {key: row["alone"] for key, row in told.items()}, parity, copies)
    report("  plain reading kept beside", {key: row["plain"] for key, row in told.items()}, parity, copies)
    report("plain baseline, same texts", {key: plain[key] for key in told if key in plain}, parity, copies)
    report("plain baseline, all texts", plain, parity, copies)


if __name__ == "__main__":
    main()
