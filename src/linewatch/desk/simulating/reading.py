"""Read a movement's plain files: every error names the file, the line, the key and what would do."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from linewatch.errors import BadMovement, nearest
from linewatch.scenarios.parameters import Figure
from linewatch.scenarios.warrants import Warrant

GROUNDS = ("said", "found", "assumed")
_LARGEST = 20_000_000  # bytes of one file: a movement's tables are small


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a CSV file.

    Attributes:
        file: The file's name, as errors tell it.
        line: Its line, the heading being 1.
        cells: Values by column, stripped.
    """

    file: str
    line: int
    cells: Mapping[str, str]

    def refuse(self, what: str, mend: str) -> NoReturn:
        """Refuse the row."""
        raise BadMovement(f"{self.file}, line {self.line}: {what}", mend)

    def text(self, key: str) -> str:
        """Return a cell that must hold something."""
        if not self.cells[key]:
            self.refuse(f"{key} is empty.", f"Give {key}.")
        return self.cells[key]

    def number(self, key: str, empty: float | None = None) -> float:
        """Return a cell as a number; an empty one as ``empty`` where that is given."""
        told = self.cells[key]
        if not told and empty is not None:
            return empty
        try:
            value = float(told)
        except ValueError:
            self.refuse(f"{key} is {told!r}, which is no number.", "Write it with digits, such as 0.35.")
        if not abs(value) < float("inf"):
            self.refuse(f"{key} is {told!r}.", "Write a number that ends.")
        return value

    def whole(self, key: str, empty: int | None = None) -> int:
        """Return a cell as a whole number."""
        value = self.number(key, empty)
        if value != round(value):
            self.refuse(
                f"{key} is {self.cells[key]!r}, which is no whole number.", "Write it without a fraction."
            )
        return round(value)

    def flag(self, key: str) -> bool:
        """Return yes or no."""
        if self.cells[key] not in ("yes", "no"):
            self.refuse(f"{key} is {self.cells[key]!r}.", "Write yes or no.")
        return self.cells[key] == "yes"

    def day(self, key: str) -> date | None:
        """Return a day, or None where the cell is empty."""
        told = self.cells[key]
        if not told:
            return None
        try:
            return date.fromisoformat(told)
        except ValueError:
            self.refuse(f"{key} is {told!r}, which is no day.", "Write it as 1956-06-30.")

    def one_of(self, key: str, known: Iterable[str]) -> str:
        """Return a cell that must be one of some names."""
        names = list(known)
        if self.cells[key] not in names:
            self.refuse(f"{key} is {self.cells[key]!r}, which is not known.", one_of(self.cells[key], names))
        return self.cells[key]

    def several(self, key: str) -> tuple[str, ...]:
        """Return the names in a cell, written with blanks between them."""
        return tuple(self.cells[key].split())

    def warrant(self) -> Warrant:
        """Return what the row rests on: its ground, blocks and source."""
        ground = self.one_of("ground", GROUNDS)
        blocks = self.several("blocks")
        if ground == "said" and not blocks:
            self.refuse(
                "it is called said but names no block.", "Name the block, such as M14, or write assumed."
            )
        if ground != "said" and not self.cells["source"]:
            self.refuse(
                f"it is called {ground} but names no source.", "Name whose finding or assumption it is."
            )
        return (
            Warrant("said", blocks, self.cells["source"])
            if ground == "said"
            else Warrant("found" if ground == "found" else "assumed", blocks, self.cells["source"])
        )

    def figure(self, prefix: str = "") -> Figure:
        """Return low, mid and high with what they rest on."""
        mid = self.number(f"{prefix}mid")
        low, high = self.number(f"{prefix}low", mid), self.number(f"{prefix}high", mid)
        if not low <= mid <= high:
            self.refuse(f"{low:g}, {mid:g}, {high:g} do not rise.", "Give low, mid and high in this order.")
        return Figure(low, mid, high, self.warrant())


def one_of(name: str, known: Iterable[str]) -> str:
    """Return the nearest name that is known, and all of them where they are few."""
    names = list(known)
    near = nearest(name, names)
    listed = f"Known: {', '.join(names)}." if len(names) <= 40 else ""
    return " ".join(filter(None, (near if near.startswith("Did") else "", listed))) or near


def read_text(path: Path) -> str:
    """Return a file's text.

    Raises:
        BadMovement: If it is not there, too large, or no text.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise BadMovement(
                f"{path.name} is larger than {_LARGEST // 1_000_000} MB.", "Split the movement."
            )
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise BadMovement(f"Cannot read {path}: {error.strerror}.", "Check where it lies.") from error
    except UnicodeDecodeError as error:
        raise BadMovement(f"{path.name} is not UTF-8 text.", "Save it as UTF-8.") from error


def read_csv(path: Path, columns: tuple[str, ...], may_lack: tuple[str, ...] = ()) -> list[Row]:
    """Return the rows of a CSV file with these columns, in any order, and no others.

    Raises:
        BadMovement: If the file is missing, or a column is missing, unknown or twice there.
    """
    lines = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
    try:
        heads = [head.strip() for head in next(lines, [])]
        for head in heads:
            if head not in (*columns, *may_lack):
                raise BadMovement(
                    f"{path.name}: no column is named {head!r}.", one_of(head, (*columns, *may_lack))
                )
        lacks = [name for name in columns if name not in heads]
        if lacks or len(set(heads)) < len(heads):
            told = f"it lacks {', '.join(lacks)}" if lacks else "a column stands there twice"
            raise BadMovement(f"{path.name}: {told}.", f"Give the columns {','.join(columns)}.")
        rows: list[Row] = []
        for cells in lines:
            if not any(cells):
                continue
            if len(cells) != len(heads):
                raise BadMovement(
                    f"{path.name}, line {lines.line_num}: it has {len(cells)} cells, the heading {len(heads)}.",
                    "Put a value with a comma in it between quotation marks.",
                )
            told_cells = dict.fromkeys(may_lack, "") | {
                h: c.strip() for h, c in zip(heads, cells, strict=True)
            }
            rows.append(Row(path.name, lines.line_num, told_cells))
    except csv.Error as error:
        raise BadMovement(
            f"{path.name}, line {lines.line_num}: {error}.", "Mend the quotation marks."
        ) from error
    return rows


def read_toml(path: Path) -> dict[str, Any]:
    """Return a TOML file's values.

    Raises:
        BadMovement: If it is not there or is no TOML; the line is told.
    """
    try:
        return tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise BadMovement(
            f"{path.name} is no TOML: {error}.", 'Write text between quotation marks: leak = "1956-03-16".'
        ) from error
