"""The causal map in a movement's folder, with the citations of its nodes and arrows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from linewatch.desk.simulating.reading import Row, read_csv
from linewatch.errors import BadMovement
from linewatch.kinds.citations import LONGEST_QUOTATION
from linewatch.kinds.said import CitationRow
from linewatch.scenarios.causal import CERTAINTIES, KINDS, Arrow, CausalMap, Named, Node

NODES, ARROWS, LOOPS = "map_nodes.csv", "map.csv", "map_loops.csv"
_CITED = ("document", "page", "locator", "exact")
_NODES = ("id", "name", "kind", *_CITED, "note")
_ARROWS = ("from", "to", "sign", "certainty", "mechanisms", *_CITED, "note")
_LOOPS = ("id", "name", "through", "note")
_SIGNS = {"+": 1, "-": -1}

Step = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ReadMap:
    """A causal map as its files give it.

    Attributes:
        value: The map.
        nodes: Citations of each node, by its id.
        arrows: Citations of each arrow, by the ids of its two nodes.
        notes: What is added in our own words, by node id, arrow or loop id.
    """

    value: CausalMap
    nodes: Mapping[str, tuple[CitationRow, ...]]
    arrows: Mapping[Step, tuple[CitationRow, ...]]
    notes: Mapping[str | Step, str]


def has_map(folder: Path) -> bool:
    """Return whether a movement's folder holds a causal map."""
    return (folder / ARROWS).is_file()


def read_map(folder: Path, documents: Collection[str]) -> ReadMap:
    """Return the causal map in a movement's folder.

    Args:
        folder: Holds map_nodes.csv and map.csv, and map_loops.csv where loops are named. A second line for an arrow
            adds a citation to it.
        documents: Keys of the documents that may be cited.

    Raises:
        BadMovement: If something does not fit, with file, line and what is known.
    """
    if not has_map(folder):
        raise BadMovement(
            "This case has no causal map.",
            f"Write {NODES} and {ARROWS} into its folder {folder.name}, or try: linewatch demo",
        )
    notes: dict[str | Step, str] = {}
    nodes: dict[str, tuple[CitationRow, ...]] = {}
    made: list[Node] = []
    for row in read_csv(folder / NODES, _NODES):
        kind: Any = row.one_of("kind", KINDS)
        made.append(Node(row.text("id"), row.text("name"), kind))
        nodes[made[-1].id] = (_cited(row, made[-1].id, documents),)
        notes[made[-1].id] = row.cells["note"]
    arrows, cited = _arrows(folder, documents, notes)
    named: list[Named] = []
    for row in read_csv(folder / LOOPS, _LOOPS) if (folder / LOOPS).is_file() else []:
        named.append(Named(row.text("id"), row.text("name"), row.several("through")))
        notes[f"loop {named[-1].id}"] = row.cells["note"]
    value = CausalMap(tuple(made), tuple(arrows.values()), tuple(named))
    return ReadMap(value, nodes, {step: tuple(rows) for step, rows in cited.items()}, notes)


def _arrows(
    folder: Path, documents: Collection[str], notes: dict[str | Step, str]
) -> tuple[dict[Step, Arrow], dict[Step, list[CitationRow]]]:
    arrows: dict[Step, Arrow] = {}
    cited: dict[Step, list[CitationRow]] = {}
    for row in read_csv(folder / ARROWS, _ARROWS):
        step = row.text("from"), row.text("to")
        if row.cells["sign"] not in _SIGNS:
            row.refuse(
                f"the arrow from {step[0]} to {step[1]} has no sign.",
                "Write + or -; where both are said, put a node between for each.",
            )
        sign = _SIGNS[row.cells["sign"]]
        arrow = Arrow(*step, sign, row.one_of("certainty", CERTAINTIES), row.several("mechanisms"))
        if arrows.setdefault(step, arrow) != arrow:
            row.refuse(
                f"the arrow from {step[0]} to {step[1]} stands there twice, not the same.",
                "Give both lines the same sign, certainty and mechanisms.",
            )
        cited.setdefault(step, []).append(_cited(row, f"{step[0]} {step[1]}", documents))
        notes[step] = " ".join(filter(None, (notes.get(step), row.cells["note"])))
    return arrows, cited


def _cited(row: Row, ident: str, documents: Collection[str]) -> CitationRow:
    cells = row.cells
    if len(cells["exact"].split()) > LONGEST_QUOTATION:
        row.refuse(f"it quotes {len(cells['exact'].split())} words.", f"Quote {LONGEST_QUOTATION} at most.")
    return CitationRow(
        of="movement",
        id=ident,
        document=row.one_of("document", sorted(documents)),
        page=cells["page"] or None,
        locator=row.text("locator"),
        exact=row.text("exact"),
    )
