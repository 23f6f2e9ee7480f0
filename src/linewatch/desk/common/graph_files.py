"""Networks as files that other programs read: GraphML, GEXF, CSV; the same network gives the same bytes.

The weight of a tie is its size and never below 0, since programs that draw networks take it for a strength; its
sign stands beside it, and value has both. No date of writing is kept in a file.
"""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal
from xml.sax.saxutils import escape, quoteattr

from linewatch.errors import BadValue
from linewatch.figures.texts import plain

Type = Literal["string", "double", "int"]
Fields = tuple[tuple[str, Type], ...]
_NODE: Fields = (
    ("name", "string"),
    ("kind", "string"),
    ("wing", "int"),
    ("wing_share", "double"),
    ("statements", "int"),
    ("documents", "int"),
    ("first", "string"),
    ("last", "string"),
    ("cites", "string"),
)
_EDGE: Fields = (
    ("weight", "double"),
    ("sign", "int"),
    ("value", "double"),
    ("low", "double"),
    ("high", "double"),
    ("kind", "string"),
    ("congruence", "double"),
    ("conflict", "double"),
    ("issues", "string"),
    ("first", "string"),
    ("last", "string"),
    ("statements", "string"),
    ("cites", "string"),
)
_DIGITS = 9  # significant, as in JSON
_JOIN = "; "


def write_graph(
    found: Mapping[str, Any], names: Mapping[str, tuple[str, str | None]], path: Path, form: str
) -> None:
    """Write a network, as the verb gives it, to a file: all of it or nothing.

    Args:
        found: The network, with nodes and ties.
        names: Name and kind of each actor.
        path: Where to; a file that is there is replaced.
        form: graphml, gexf or csv.

    Raises:
        BadValue: If its folder is not there, or it cannot be written.
    """
    nodes = [_node_row(node, names) for node in found["nodes"]]
    edges = [_edge_row(tie) for tie in found["ties"]]
    _put(path, FORMS[form](nodes, edges))


def _node_row(node: Mapping[str, Any], names: Mapping[str, tuple[str, str | None]]) -> dict[str, Any]:
    name, kind = names.get(node["actor"], (node["actor"], None))
    return {
        "id": plain(node["actor"]),
        "name": name,
        "kind": kind,
        "wing": node["wing"],
        "wing_share": node["share"],
        "statements": node["statements"],
        "documents": node["documents"],
        "first": node["first"],
        "last": node["last"],
        "cites": _places(node),
    }


def _edge_row(tie: Mapping[str, Any]) -> dict[str, Any]:
    value = tie["value"]
    return {
        "source": plain(tie["a"]),
        "target": plain(tie["b"]),
        "weight": abs(value),
        "sign": (value > 0) - (value < 0) if tie["kind"] != "conflict" else -(value > 0),
        "value": value,
        "low": tie["low"],
        "high": tie["high"],
        "kind": tie["kind"],
        "congruence": tie["congruence"],
        "conflict": tie["conflict"],
        "issues": _JOIN.join(tie["issues"]),
        "first": tie["first"],
        "last": tie["last"],
        "statements": _JOIN.join(tie["rests_on"]),
        "cites": _places(tie),
    }


def _places(row: Mapping[str, Any]) -> str:
    """Return citations as document and locator, by which each can be found again."""
    told = [
        " ".join(part for part in (c["document"], c["page"] and f"p. {c['page']}", c["locator"]) if part)
        for c in row["cites"]
    ]
    return _JOIN.join(dict.fromkeys(told))


def _text(value: Any) -> str:
    """Return a value as it stands in a file; the same on every machine."""
    if isinstance(value, float):
        return f"{value:.{_DIGITS}g}"
    return plain(str(value))


def _graphml(nodes: Sequence[Mapping[str, Any]], edges: Sequence[Mapping[str, Any]]) -> str:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ]
    for domain, fields in (("node", _NODE), ("edge", _EDGE)):
        lines += [
            f'  <key id="{domain}_{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>'
            for name, kind in fields
        ]
    lines.append('  <graph id="network" edgedefault="undirected">')
    for row in nodes:
        lines += [f"    <node id={quoteattr(row['id'])}>", *_data(row, "node", _NODE), "    </node>"]
    for at, row in enumerate(edges):
        ends = f"source={quoteattr(row['source'])} target={quoteattr(row['target'])}"
        lines += [f'    <edge id="e{at}" {ends}>', *_data(row, "edge", _EDGE), "    </edge>"]
    return "\n".join([*lines, "  </graph>", "</graphml>", ""])


def _data(row: Mapping[str, Any], domain: str, fields: Fields) -> list[str]:
    """Return the data of a node or an edge; what is not known is left out."""
    return [
        f'      <data key="{domain}_{name}">{escape(_text(row[name]))}</data>'
        for name, _ in fields
        if row[name] is not None
    ]


def _gexf(nodes: Sequence[Mapping[str, Any]], edges: Sequence[Mapping[str, Any]]) -> str:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">',
        '  <graph defaultedgetype="undirected" mode="static">',
    ]
    edge_fields = tuple(field for field in _EDGE if field[0] != "weight")
    for domain, fields in (("node", _NODE), ("edge", edge_fields)):
        lines.append(f'    <attributes class="{domain}" mode="static">')
        kinds = {"int": "integer"}
        lines += [
            f'      <attribute id="{domain}_{name}" title="{name}" type="{kinds.get(kind, kind)}"/>'
            for name, kind in fields
        ]
        lines.append("    </attributes>")
    lines.append("    <nodes>")
    for row in nodes:
        label = quoteattr(_text(row["name"]))
        lines += [
            f"      <node id={quoteattr(row['id'])} label={label}>",
            *_values(row, "node", _NODE),
            "      </node>",
        ]
    lines += ["    </nodes>", "    <edges>"]
    for at, row in enumerate(edges):
        ends = f"source={quoteattr(row['source'])} target={quoteattr(row['target'])}"
        lines.append(f'      <edge id="{at}" {ends} weight="{_text(float(row["weight"]))}">')
        lines += [*_values(row, "edge", edge_fields), "      </edge>"]
    return "\n".join([*lines, "    </edges>", "  </graph>", "</gexf>", ""])


def _values(row: Mapping[str, Any], domain: str, fields: Fields) -> list[str]:
    told = [
        f'          <attvalue for="{domain}_{name}" value={quoteattr(_text(row[name]))}/>'
        for name, _ in fields
        if row[name] is not None
    ]
    return ["        <attvalues>", *told, "        </attvalues>"]


def _csv(nodes: Sequence[Mapping[str, Any]], edges: Sequence[Mapping[str, Any]]) -> str:
    """Return the ties as CSV; an actor without a tie has a row with its own columns and no target."""
    by_id = {row["id"]: row for row in nodes}
    ends = ("wing", "wing_share")
    heads = ["source", "target", *(name for name, _ in _EDGE)]
    heads += [f"{end}_{name}" for end in ("source", "target") for name in ends]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heads)
    tied = {row[end] for row in edges for end in ("source", "target")}
    alone = [{"source": row["id"]} for row in nodes if row["id"] not in tied]
    for row in [*edges, *alone]:
        told = [row.get(name) for name in ("source", "target", *(name for name, _ in _EDGE))]
        told += [by_id.get(row.get(end), {}).get(name) for end in ("source", "target") for name in ends]
        writer.writerow(["" if value is None else _cell(value) for value in told])
    return out.getvalue()


def _cell(value: Any) -> str:
    """Return a cell; a text that a table program would take for a formula begins with an apostrophe."""
    told = _text(value)
    return f"'{told}" if isinstance(value, str) and told[:1] in ("=", "+", "-", "@") else told


FORMS: dict[str, Callable[[Sequence[Mapping[str, Any]], Sequence[Mapping[str, Any]]], str]] = {
    "graphml": _graphml,
    "gexf": _gexf,
    "csv": _csv,
}


def put_text(path: Path, text: str) -> None:
    """Write a text to a file: all of it or nothing.

    Raises:
        BadValue: If its folder is not there, or it cannot be written.
    """
    _put(path, text)


def _put(path: Path, text: str) -> None:
    if not path.parent.is_dir():
        raise BadValue(f"The folder {str(path.parent)!r} is not there.", "Make it, or name another file.")
    if path.is_dir():
        raise BadValue(f"{str(path)!r} is a folder.", "Name a file in it.")
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
                out.write(text)
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise BadValue(
            f"{str(path)!r} cannot be written: {error.strerror}.", "Name a file that you may write."
        ) from error
