"""What a result cannot say: the case's own limits, with the counts that this run gives them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from linewatch.desk.simulating.folder import Read
from linewatch.errors import BadMovement
from linewatch.scenarios.parameters import ATTRIBUTES, PARAMETERS

_KEYS = ("id", "tells", "blocks", "source")


def data_counts(read: Read) -> dict[str, int]:
    """Return how much of the movement rests on data, and how much is assumed."""
    parties, stands = read.movement.parties, read.stands_for
    grounds = [(p.size.warrant.ground, stands[p.id]) for p in parties]
    own = [f.warrant.ground for p in parties if stands[p.id] == 1 for f in p.attributes.values()]
    given = {name: figure.warrant.ground for name, figure in read.movement.parameters.items()}
    blocks = [p for p in parties if stands[p.id] > 1]
    return {
        "parties": sum(stands[p.id] for p in parties),
        "parties_with_size": sum(n for ground, n in grounds if ground != "assumed" and n == 1),
        "parties_size_assumed": sum(n for ground, n in grounds if ground == "assumed" and n == 1),
        "parties_in_blocks": sum(stands[p.id] for p in blocks),
        "blocks": len(blocks),
        "members": sum(round(p.size.mid) for p in parties),
        "members_assumed": sum(round(p.size.mid) for p in parties if p.size.warrant.ground == "assumed"),
        "attributes": sum(1 for p in parties if stands[p.id] == 1) * len(ATTRIBUTES),
        "attributes_said": own.count("said"),
        "parameters": len(PARAMETERS),
        "parameters_assumed": sum(given.get(name, "assumed") == "assumed" for name in PARAMETERS),
        "events": len(read.movement.events),
        "events_said": sum(event.warrant.ground == "said" for event in read.movement.events),
    }


def limits(read: Read) -> list[dict[str, Any]]:
    """Return the limits in the folder's own words, the counts filled in.

    Raises:
        BadMovement: If a limit is not written as one.
    """
    counts = {name: f"{number:,}" for name, number in data_counts(read).items()}
    return [_limit(told, counts) for told in _listed(read.limits)]


def _listed(told: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    rows = told.get("limit", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadMovement("limits.toml: limit is no list of tables.", "Write each below a line [[limit]].")
    return rows


def _limit(told: Mapping[str, Any], counts: Mapping[str, str]) -> dict[str, Any]:
    if not told.get("id") or not told.get("tells") or set(told) - set(_KEYS):
        raise BadMovement(
            f"limits.toml: {dict(told)!r} is no limit.", "Give id and tells; blocks and source may follow."
        )
    try:
        tells = str(told["tells"]).format_map(dict(counts))
    except (KeyError, ValueError, IndexError) as error:
        raise BadMovement(
            f"limits.toml, {told['id']}: no count is named {error}.", f"Known: {', '.join(counts)}."
        ) from error
    return {
        "id": told["id"],
        "tells": tells,
        "blocks": list(told.get("blocks", [])),
        "source": str(told.get("source", "")),
    }
