"""A question as one CSV table that holds all of its rows but the citations, and back.

A row for each hypothesis and analyst, a column for each item; above them a row for each field of the items, below them
the opinions. The first column says what a row is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from linewatch.desk.weighing.spans import told_span, written
from linewatch.errors import BadValue, Refused
from linewatch.measures.estimates.scales import Scale

HEADER = ("row", "id", "name", "share", "role", "analyst")
_QUESTION = ("kind", "asked_on", "scale", "limits", "note")
_ITEM = ("name", "kind", "rests_on", "state", "source", "reliability", "holds", "seen", "date", "reported_on",
         "group", "cost", "look_for", "coder", "note")  # fmt: skip
_RANGES = ("reliability", "holds", "seen")
_FIELDS = {
    "question": _QUESTION,
    "item": _ITEM,
    "hypothesis": ("statement", "note"),
}  # after the first word of a row
Told = dict[str, list[dict[str, Any]]]


def write_table(told: dict[str, Any], scale: Scale) -> str:
    """Return a question, as `show_question` gives it, as CSV."""
    out = io.StringIO()
    items: list[dict[str, Any]] = told["evidence"]
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*HEADER, *(item["id"] for item in items)])
    asked = told["question"]
    lines: list[list[Any]] = [["question", asked["id"], asked["name"]]]
    lines += [[f"question {name}", "", asked[name]] for name in _QUESTION if asked[name] is not None]
    for name in _ITEM:
        values = [_field(item, name) for item in items]
        if any(value is not None for value in values):
            lines.append([f"item {name}", *[""] * (len(HEADER) - 1), *values])
    lines += [_group(group) for group in told["groups"]]
    lines += list(_hypotheses(told, scale))
    for opinion in told["opinions"]:
        held = written(opinion["low"], opinion["high"])
        lines.append(
            ["opinion", opinion["hypothesis"], opinion["note"], held, opinion["held_on"], opinion["coder"]]
        )
    width = len(HEADER) + len(items)
    writer.writerows(
        [["" if value is None else value for value in (*line, *[""] * (width - len(line)))] for line in lines]
    )
    return out.getvalue()


def _field(item: dict[str, Any], name: str) -> Any:
    return written(item[f"{name}_low"], item[f"{name}_high"]) if name in _RANGES else item[name]


def _group(group: dict[str, Any]) -> list[Any]:
    return ["group", group["id"], group["name"], group["dependence"], group["note"]]


def _hypotheses(told: dict[str, Any], scale: Scale) -> Iterator[list[Any]]:
    cells = {(c["evidence"], c["hypothesis"], c["coder"]): c for c in told["judgements"]}
    judges = sorted({c["coder"] for c in told["judgements"]})
    for rival in told["hypotheses"]:
        for note, value in (("statement", rival["statement"]), ("note", rival["note"])):
            if value is not None:
                yield [f"hypothesis {note}", rival["id"], value]
        for judge in judges or [None]:
            found = [_cell(cells.get((item["id"], rival["id"], judge)), scale) for item in told["evidence"]]
            yield ["hypothesis", rival["id"], rival["name"], rival["prior"], rival["role"], judge, *found]
            notes = [cells.get((i["id"], rival["id"], judge), {}).get("note") for i in told["evidence"]]
            if any(notes):
                yield ["note", rival["id"], "", "", "", judge, *notes]


def _cell(cell: dict[str, Any] | None, scale: Scale) -> str | None:
    """Return a judgement as it is read back: its word where that has its range, else the range as well."""
    if cell is None:
        return None
    ends = written(cell["low"], cell["high"])
    if not cell["word"]:
        return ends
    listed = scale.listed.get(cell["word"])
    return (
        cell["word"] if listed and listed[:2] == (cell["low"], cell["high"]) else f"{cell['word']} = {ends}"
    )


def read_table(lines: Sequence[Sequence[str]], scales: dict[str, Scale], default: str) -> Told:
    """Return the rows of such a table, by table, each as its fields.

    Args:
        lines: Of the table, the header first.
        scales: By id.
        default: The scale of a question that names none.

    Raises:
        BadValue: If it names a scale that there is not.
        Refused: If a cell cannot be read.
    """
    width = max(map(len, lines))
    header, *body = [[*line, *[""] * (width - len(line))] for line in lines]
    items = header[len(HEADER) :]  # a column without an id holds nothing
    told: Told = {"questions": [{"kind": "one"}], "groups": [], "hypotheses": [], "judgements": [], "opinions": [],
                  "evidence": [{"id": ident} for ident in items if ident]}  # fmt: skip
    own = next((line[2] for line in body if line[0] == "question scale"), "") or default
    if own not in scales:
        raise BadValue(f"There is no scale named {own!r}.", f"There are: {', '.join(scales)}.")
    problems: list[str] = []
    for number, line in enumerate(body, 2):
        try:
            _read(line, items, told, scales[own])
        except BadValue as error:
            problems.append(f"row {number}: {error.what} {error.next_step}")
    if problems:
        number = f"{len(problems)} problem{'' if len(problems) == 1 else 's'}"
        what = f"{number} in the matrix; nothing was taken in."
        raise Refused(what, "Mend what is listed above, then run this again.", problems)
    return told


def _read(line: Sequence[str], items: Sequence[str], told: Told, scale: Scale) -> None:
    kind, ident, name, share, role, analyst = line[: len(HEADER)]
    cells = {item: cell for item, cell in zip(items, line[len(HEADER) :], strict=True) if item}
    what, _, field = kind.partition(" ")
    if (field and field not in _FIELDS.get(what, ())) or (what == "item" and not field):
        raise BadValue(f"{kind!r} is no row of a matrix.", "The first column says what a row is.")
    if what == "question":
        told["questions"][0] |= {field: name} if field else {"id": ident, "name": name}
    elif what == "item":
        for item in told["evidence"]:
            item.update(_item(field, cells[item["id"]], scale))
    elif what == "group":
        told["groups"].append({"id": ident, "name": name, "dependence": share, "note": role})
    elif what == "hypothesis":
        _rival(told, ident).update({field: name} if field else {"name": name, "prior": share, "role": role})
        told["judgements"] += [
            {"evidence": item, "hypothesis": ident, "coder": analyst, **_judged(cell, scale)}
            for item, cell in cells.items()
            if cell and not field
        ]
    elif what == "note":
        for row in told["judgements"]:
            if (row["hypothesis"], row["coder"]) == (ident, analyst):
                row["note"] = cells[row["evidence"]]
    elif what == "opinion":
        ends = told_span(share, scale)
        told["opinions"].append({"hypothesis": ident, "coder": analyst, "low": ends.low, "high": ends.high,
                                 "note": name, "held_on": role})  # fmt: skip
    elif kind:
        raise BadValue(f"{kind!r} is no row of a matrix.", "The first column says what a row is.")


def _rival(told: Told, ident: str) -> dict[str, Any]:
    """Return a hypothesis of the table, which has a row for each analyst."""
    for row in told["hypotheses"]:
        if row["id"] == ident:
            return row
    told["hypotheses"].append({"id": ident})
    return told["hypotheses"][-1]


def _item(field: str, text: str, scale: Scale) -> dict[str, Any]:
    if field not in _RANGES:
        return {field: text}
    ends = told_span(text, scale)[1:] if text else (None, None)
    return {f"{field}_low": ends[0], f"{field}_high": ends[1]}


def _judged(cell: str, scale: Scale) -> dict[str, Any]:
    word, sign, ends = cell.partition(" = ")
    if sign:
        return told_span(ends, scale)._asdict() | {"word": word}
    return told_span(cell, scale)._asdict()
