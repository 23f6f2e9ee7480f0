"""The causal map of a case as rows: nodes, arrows with their pages, loops, and the mechanisms tied to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from linewatch.desk.mapping.reading import ReadMap, has_map, read_map
from linewatch.desk.reading.documents import shown
from linewatch.errors import BadMovement
from linewatch.kinds.citations import Citation
from linewatch.kinds.said import CitationRow, KnownDocument
from linewatch.record import said
from linewatch.record.case_file import CaseFile
from linewatch.record.citing import Resolver
from linewatch.scenarios.causal import MOST_LOOPS, MOST_PATHS, Arrow, CausalMap, Loop, Loops
from linewatch.scenarios.mechanisms import MECHANISMS

FOLDER = "movement"
Cited = dict[tuple[str, str], tuple[Citation, ...]]


def find_map(
    case: CaseFile, way: tuple[str, str] | None = None, most_loops: int = MOST_LOOPS
) -> dict[str, Any]:
    """Return the causal map of a case as rows.

    Args:
        case: Whose movement.
        way: Two nodes, to be told all the ways from the first to the second.
        most_loops: Where the search for loops stops.

    Returns:
        Under ``nodes`` each with how much hangs on it (the most first), under ``arrows`` each with its pages, under
        ``loops`` each with its sign and name, under ``mechanisms`` each with its arrows; what is tied to nothing stands
        under ``arrows_without_mechanism`` and ``mechanisms_without_arrow``.

    Raises:
        BadMovement: If the case has no map, or it does not fit.
    """
    read = case_map(case)
    told = Resolver(case.con)
    cites = {step: [shown(told.cited(row)) for row in rows] for step, rows in read.arrows.items()}
    loops = read.value.loops(most_loops)
    found: dict[str, Any] = {
        "nodes": _nodes(read, loops, told),
        "arrows": [_arrow(arrow, read, cites) for arrow in read.value.arrows],
        "loops": [_loop(loop, read, cites) for loop in loops.found],
        "mechanisms": [
            {"id": m.id, "does": m.does, "arrows": [_step(a) for a in read.value.carried()[m.id]]}
            for m in MECHANISMS
        ],
        "arrows_without_mechanism": [_step(arrow) for arrow in read.value.uncarried()],
        "mechanisms_without_arrow": list(read.value.unwarranted()),
        "settings": {"most_loops": loops.most, "all_loops": loops.whole},
    }
    if way is not None:
        found["ways"] = _ways(read.value, way)
    return found


def case_map(case: CaseFile) -> ReadMap:
    """Return the causal map that a case's movement folder holds.

    Raises:
        BadMovement: If there is none, or it does not fit.
    """
    folder = case.folder / FOLDER
    return read_map(folder, [row.key for row in said.rows(case.con, KnownDocument)])


def map_standing(case: CaseFile) -> tuple[Cited, list[str]]:
    """Return the citations of a case's causal map with their standing, by file and row, and what is wrong with it."""
    if not has_map(case.folder / FOLDER):
        return {}, []
    try:
        read = case_map(case)
    except BadMovement as error:
        return {}, [error.what]
    told = Resolver(case.con)
    rows: dict[tuple[str, str], tuple[CitationRow, ...]] = {
        **{("map_nodes", node): cited for node, cited in read.nodes.items()},
        **{("map", " ".join(step)): cited for step, cited in read.arrows.items()},
    }
    return {key: tuple(told.cited(row) for row in cited) for key, cited in rows.items()}, []


def _nodes(read: ReadMap, loops: Loops, told: Resolver) -> list[dict[str, Any]]:
    own = {node.id: node for node in read.value.nodes}
    return [
        {
            "id": one.node,
            "name": own[one.node].name,
            "kind": own[one.node].kind,
            "gives": one.gives,
            "takes": one.takes,
            "reaches": one.reaches,
            "reached_from": one.reached_from,
            "loops": one.loops,
            "note": read.notes[one.node] or None,
            "cites": [shown(told.cited(row)) for row in read.nodes[one.node]],
        }
        for one in read.value.influence(loops)
    ]


def _step(arrow: Arrow) -> dict[str, Any]:
    return {"from": arrow.source, "to": arrow.target, "sign": "+" if arrow.sign > 0 else "-"}


def _arrow(arrow: Arrow, read: ReadMap, cites: Mapping[tuple[str, str], Any]) -> dict[str, Any]:
    step = arrow.source, arrow.target
    return {
        **_step(arrow),
        "certainty": arrow.certainty,
        "mechanisms": list(arrow.mechanisms),
        "note": read.notes[step] or None,
        "cites": cites[step],
    }


def _loop(loop: Loop, read: ReadMap, cites: Mapping[tuple[str, str], Any]) -> dict[str, Any]:
    name = loop.name
    carried = {(a.source, a.target): a.mechanisms for a in read.value.arrows}
    return {
        "id": name.id if name else None,
        "name": name.name if name else None,
        "kind": loop.kind,
        "nodes": list(loop.nodes),
        "signs": ["+" if read.value.sign(step) > 0 else "-" for step in loop.steps],
        "mechanisms": list(dict.fromkeys(m for step in loop.steps for m in carried[step])),
        "without_mechanism": sum(not carried[step] for step in loop.steps),
        "note": (read.notes[f"loop {name.id}"] or None) if name else None,
        "cites": [cite for step in loop.steps for cite in cites[step]],
    }


def _ways(value: CausalMap, way: tuple[str, str]) -> dict[str, Any]:
    found, whole = value.ways(*way)
    signs = {one.sign for one in found}
    told = "none" if not signs else "mixed" if len(signs) > 1 else "+" if 1 in signs else "-"
    return {
        "from": way[0],
        "to": way[1],
        "sign": told,
        "ways": [{"nodes": list(one.nodes), "sign": "+" if one.sign > 0 else "-"} for one in found],
        "most": MOST_PATHS,
        "all": whole,
    }
