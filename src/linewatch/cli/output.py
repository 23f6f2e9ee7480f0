"""How results reach a person or a program: a table to read, or one JSON value."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click

_SIGNIFICANT = 9  # digits of a float in JSON: the same on every machine
Columns = Sequence[tuple[str, str | Callable[[Mapping[str, Any]], Any]]]


def show_json(value: Any) -> None:
    """Print one JSON value."""
    click.echo(json.dumps(_rounded(value), ensure_ascii=False, indent=2, allow_nan=False))


def show_rows(rows: Sequence[Mapping[str, Any]], columns: Columns, as_json: bool, none: str) -> None:
    """Print rows as JSON, or as a table of some of their columns.

    Args:
        rows: What to show.
        columns: For each column its heading, and the key of its value or how to make it from a row.
        as_json: Whether a program asked.
        none: What to tell a person where there are no rows.
    """
    if as_json:
        show_json(rows)
    elif not rows:
        click.echo(none)
    else:
        _table([name for name, _ in columns], [[_cell(row, make) for _, make in columns] for row in rows])


def show_fields(row: Mapping[str, Any], as_json: bool) -> None:
    """Print one row as JSON, or its fields that hold something, one a line."""
    if as_json:
        show_json(row)
        return
    told = {name: value for name, value in row.items() if name != "csl" and value not in (None, [], {}, "")}
    if "citations" in told:
        told["citations"] = cited(row)
    width = max(map(len, told), default=0)
    for name, value in told.items():
        click.echo(f"{name:<{width}}  {_text(value)}")


def cited(row: Mapping[str, Any]) -> str:
    """Return a row's citations as a person writes them: document, page, locator."""
    return "; ".join(
        f"{c['document']} p. {c['page']}, {c['locator']}" if c["page"] else f"{c['document']} {c['locator']}"
        for c in row["citations"]
    )


def _cell(row: Mapping[str, Any], make: str | Callable[[Mapping[str, Any]], Any]) -> str:
    return _text(row[make] if isinstance(make, str) else make(row))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}" if abs(value) >= 10_000 else str(value)
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


def _table(heads: list[str], rows: list[list[str]]) -> None:
    from rich import box  # noqa: PLC0415 - help and JSON must not wait for it
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console(highlight=False, soft_wrap=False).print(table)


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.{_SIGNIFICANT}g}")
    if isinstance(value, Mapping):
        return {key: _rounded(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(inner) for inner in value]
    return value
