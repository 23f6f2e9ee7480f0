"""What `simulate` gives, as the values of its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from linewatch.brief.movement_page_values import (
    EVERYBODY,
    WHOLE,
    Dated,
    Ends,
    Held,
    Key,
    Ran,
    Seen,
    Simulated,
    Thinned,
    Width,
)
from linewatch.desk.mapping.wording import citations_of
from linewatch.scenarios.outcomes import OUTCOMES

Row = Mapping[str, Any]


def simulated(found: Row, movement: str, bare: Row | None = None) -> Simulated:
    """Return what a page of a simulation tells.

    Args:
        found: As ``simulate --json`` gives it.
        movement: What the movement is called.
        bare: The same with all that is assumed switched off.
    """
    against = found["against"]
    names = {row["id"]: row["name"] for row in found["actors"]}
    wanted = "difference" if against else "outcome"
    return Simulated(
        movement=movement,
        scenario=_ran(found["scenario"]),
        against=_ran(against) if against else None,
        runs=found["runs"],
        seed=found["seed"],
        hash=found["hash"],
        limits=tuple((row["tells"], tuple(row["blocks"])) for row in found["limits"]),
        actors=names,
        blocks=tuple(row["name"] for row in found["actors"] if row["parties"] > 1),
        outcomes=OUTCOMES,
        seen=_table(found["outcomes"]),
        differences=_table(found["differences"]),
        patterns=tuple(_held(row) for row in found["patterns"]),
        widths=tuple(
            Width(row["name"], row["range"], row["mean"], row["paired_runs"])
            for row in found["widths"]
            if row["of"] == wanted and row["actor"] == WHOLE and row["stratum"] == EVERYBODY
        ),
        thinned=tuple(
            Thinned(names[row["actor"]], row["one_stands_for"], row["kept"], row["members"])
            for row in found["thinning"]
            if row["one_stands_for"] > 1
        ),
        warrants=_warrants(found["cites"]),
        settings=tuple((name, str(value)) for name, value in found["settings"].items() if value is not None),
        bare=simulated(bare, movement) if bare is not None else None,
    )


def _ran(row: Row) -> Ran:
    return Ran(
        row["name"],
        row["title"],
        row["tells"],
        row["structure"],
        row["assumed"],
        tuple(row["off"]),
        date.fromisoformat(row["starts"]),
        date.fromisoformat(row["ends"]),
        tuple(
            Dated(
                event["id"],
                event["kind"],
                date.fromisoformat(event["on"]) if event["on"] else None,
                event["strength"],
            )
            for event in row["events"]
        ),
    )


def _table(rows: Sequence[Row]) -> dict[Key, tuple[Seen, ...]]:
    """Return rows by outcome, actor and stratum, each by day; only what is of all strata, which the page tells."""
    made: dict[Key, list[Seen]] = {}
    for row in rows:
        if row["stratum"] == EVERYBODY:
            seen = Seen(
                date.fromisoformat(row["day"]),
                row["mid"],
                _ends(row["low"], row["high"]),
                _ends(row["mean_low"], row["mean_high"]),
            )
            made.setdefault((row["name"], row["actor"], row["stratum"]), []).append(seen)
    return {key: tuple(sorted(seen, key=lambda one: one.day)) for key, seen in made.items()}


def _ends(low: float | None, high: float | None) -> Ends | None:
    return None if low is None or high is None else Ends(low, high)


def _held(row: Row) -> Held:
    refused = row["refused"]
    return Held(row["id"], row["says"], tuple(row["blocks"]), row["share"], refused["why"] if refused else "")


def _warrants(rows: Sequence[Row]) -> dict[str, Any]:
    made: dict[str, list[Row]] = {}
    for row in rows:
        made.setdefault(row["mechanism"], []).append(row)
    return {key: citations_of(cited) for key, cited in made.items()}
