"""How results reach a person or a program: a table to read, or one JSON value."""

from __future__ import annotations

import json
import os
import sys
import textwrap
from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

import click

_PIPED = 160  # characters of a line where no terminal says how wide it is
_GAP, _WORDS = 3, 16  # characters between columns, and the least that a column of sentences needs
_MANY = 1_000  # rows, above which they are shown in a plainer way that takes less time
_SIGNIFICANT = 9  # digits of a float in JSON: the same on every machine
Columns = Sequence[tuple[str, str | Callable[[Mapping[str, Any]], Any]]]


def show_json(value: Any) -> None:
    """Print one JSON value."""
    if isinstance(value, list) and len(value) > _MANY:
        # A row a line: to indent each value takes ten times as long.
        lines = ",\n".join(json.dumps(_rounded(row), ensure_ascii=False, allow_nan=False) for row in value)
        click.echo(f"[\n{lines}\n]")
    else:
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
    if len(rows) > _MANY:
        _long_table(heads, rows, _narrowed(widths, whole, console.width))
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    # An id or a date is not broken as long as there is room for all of them: one looks for it as it is written.
    longest = [max(len(word) for cell in (head, *column) for word in (cell.split() or [""]))
               for head, column in zip(heads, zip(*rows, strict=True), strict=True)]  # fmt: skip
    roomy = sum(longest) + _GAP * len(longest) <= console.width
    for head, width, word in zip(heads, widths, longest, strict=True):
        table.add_column(head, no_wrap=width <= whole, overflow="fold", min_width=word if roomy else None)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)


def _long_table(heads: list[str], rows: list[list[str]], widths: list[int]) -> None:
    """Print a table line by line, each cell cut to lines of its column's width."""
    rule = "─" * (sum(widths) + _GAP * (len(widths) - 1) + 2)
    lines = [_long_row(heads, widths), rule, *(_long_row(row, widths) for row in rows)]
    click.echo("\n".join(lines))


def _long_row(cells: Sequence[str], widths: Sequence[int]) -> str:
    if all(len(cell) <= width and cell.isprintable() for cell, width in zip(cells, widths, strict=True)):
        folded: list[Sequence[str]] = [cells]
    else:
        columns = [textwrap.wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
        folded = list(zip_longest(*columns, fillvalue=""))
    gap = " " * _GAP
    return "\n".join(
        f" {gap.join(f'{cell:<{width}}' for cell, width in zip(line, widths, strict=True))}".rstrip()
        for line in folded
    )


def _narrowed(widths: Sequence[int], whole: int, room: int) -> list[int]:
    """Return the widths of columns that fit into the room: those that stay whole, and a fair share for the others."""
    kept = [width for width in widths if width <= whole]
    others = len(widths) - len(kept)
    share = max(_WORDS, (room - sum(kept) - _GAP * len(widths)) // max(others, 1))
    return [width if width <= whole else min(width, share) for width in widths]


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
