"""How results reach a person or a program: a table to read, or one JSON value."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click

_PIPED = 160  # characters of a line where no terminal says how wide it is
_GAP, _WORDS = 3, 16  # characters between columns, and the least that a column of sentences needs
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
    if places := told.pop("places", None):
        told |= {
            f"places of {key}": f"{n['cited']} of {n['locators']} cited, {n['no_fact']} without a fact"
            for key, n in places.items()
        }
    if isinstance(told.get("citations"), list):
        told["citations"] = cited(row)
    width = max(map(len, told), default=0)
    for name, value in told.items():
        click.echo(f"{name:<{width}}  {_text(value)}")


def cited(row: Mapping[str, Any]) -> str:
    """Return the citations of a row of the record as a person writes them: document, page, locator."""
    return _places(row["citations"])


def cites(row: Mapping[str, Any]) -> str:
    """Return the citations of a row of a finding."""
    return _places(row["cites"])


def _places(citations: Sequence[Mapping[str, Any]]) -> str:
    """Return places as one writes them: a document is named once, and a page once for its locators."""
    named: dict[str, dict[str | None, list[str]]] = {}
    for c in citations:
        named.setdefault(c["document"], {}).setdefault(c["page"], []).append(c["locator"] or "")
    return "; ".join(
        f"{document} " + ", ".join(_page(page, locators) for page, locators in pages.items())
        for document, pages in named.items()
    )


def _page(page: str | None, locators: Sequence[str]) -> str:
    places = " ".join(dict.fromkeys(locators))
    return f"p. {page} {places}".rstrip() if page else places


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

    console = Console(
        highlight=False, width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else _PIPED
    )
    widths = [max(len(head), *(len(row[place]) for row in rows)) for place, head in enumerate(heads)]
    whole = _whole(widths, console.width)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for head, width in zip(heads, widths, strict=True):
        table.add_column(head, no_wrap=width <= whole, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)


def _whole(widths: Sequence[int], room: int) -> int:
    """Return up to which width columns can stay whole, so that every other one has room for words."""
    for limit in (24, 16, 12, 8):
        kept = [width for width in widths if width <= limit]
        if sum(kept) + _GAP * len(widths) + _WORDS * (len(widths) - len(kept)) <= room:
            return limit
    return 0


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.{_SIGNIFICANT}g}")
    if isinstance(value, Mapping):
        return {key: _rounded(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(inner) for inner in value]
    return value
