"""Writes docs/coverage.md: how often each measure's intervals hold the truth. Each study also runs alone.

Run with: make coverage.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from benchmarks import (
    agreement_coverage,
    boundary_coverage,
    differences_error,
    distances_coverage,
    forecast_coverage,
    foreknowledge,
    judges,
    networks_coverage,
    positions_coverage,
    scaling_coverage,
)

STUDIES = (
    positions_coverage.section,
    agreement_coverage.section,
    differences_error.section,
    boundary_coverage.section,
    scaling_coverage.section,
    networks_coverage.section,
    distances_coverage.section,
    foreknowledge.section,
    judges.section,
    forecast_coverage.section,
)


def main() -> None:
    """Run every study and write the page."""
    made = f"Made on {date.today()} by `make coverage`. Each share comes with its Monte Carlo error."
    head = f"# Coverage of intervals\n\n{made}\n"
    page = "\n".join([head, *(study() for study in STUDIES)])
    Path(__file__).resolve().parents[1].joinpath("docs/coverage.md").write_text(page, "utf-8")


if __name__ == "__main__":
    main()
