"""What a simulation gives, as files: CSV always, Parquet where Polars is installed."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from linewatch.desk.simulating.kept_runs import write_whole
from linewatch.errors import BadValue

_COLUMNS = ("of", "name", "actor", "stratum", "day", "low", "mid", "high", "mean_low", "mean_high")
_TABLES = ("outcomes", "differences", "widths", "thinning", "actors", "patterns")


def check_parquet() -> None:
    """Refuse, before anything is run, where Parquet cannot be written.

    Raises:
        BadValue: If Polars is not installed.
    """
    if find_spec("polars") is None:
        raise BadValue(
            "Parquet is written with Polars, which is not installed.",
            "Install it with: pip install polars. Or write CSV, which needs nothing: --out DIR",
        )


def write_folder(found: Mapping[str, Any], folder: Path) -> list[str]:
    """Write each table as CSV and all the rest as JSON into a folder; return the files."""
    written: list[str] = []
    for name in _TABLES:
        if rows := found.get(name):
            path = folder / f"{name}.csv"
            write_whole(path, [_csv([_plain(row) for row in rows]).encode()])
            written.append(str(path))
    rest = {key: value for key, value in found.items() if key not in _TABLES}
    path = folder / "simulation.json"
    write_whole(path, [json.dumps(rest, ensure_ascii=False, indent=2, allow_nan=False).encode() + b"\n"])
    return [*written, str(path)]


def write_parquet(found: Mapping[str, Any], path: Path) -> None:
    """Write outcomes and differences into one Parquet table; its column ``of`` tells them apart, its day is a date.

    Raises:
        BadValue: If Polars is not installed, or the name is that of a folder.
    """
    check_parquet()
    import polars as pl  # noqa: PLC0415 - slow to load, and only this needs it

    rows = [{"of": of, **row} for of in ("outcomes", "differences") for row in found[of]]
    text = pl.String
    kinds = {name: text if n < 5 else pl.Float64 for n, name in enumerate(_COLUMNS)}
    columns = {name: [row[name] for row in rows] for name in _COLUMNS}
    frame = pl.DataFrame(columns, schema=kinds).with_columns(pl.col("day").str.to_date())
    with tempfile.TemporaryDirectory() as beside:
        made = Path(beside) / "table.parquet"
        frame.write_parquet(made, metadata=_metadata(found))
        if path.is_dir():
            raise BadValue(f"{path} is a folder.", "Name a file, such as runs.parquet.")
        write_whole(path, [made.read_bytes()])


def _metadata(found: Mapping[str, Any]) -> dict[str, str]:
    """Return what a reader of the file alone needs: settings, hash and limits."""
    kept = ("scenario", "against", "runs", "seed", "hash", "settings", "thinning", "data", "limits")
    return {"linewatch": json.dumps({key: found[key] for key in kept}, ensure_ascii=False)}


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _cell(value) for key, value in row.items()}


def _cell(value: Any) -> Any:
    if isinstance(value, float):
        return f"{value:.9g}"
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return value


def _csv(rows: Sequence[Mapping[str, Any]]) -> str:
    made = io.StringIO()
    lines = csv.DictWriter(made, list(rows[0]), lineterminator="\n")
    lines.writeheader()
    lines.writerows(rows)
    return made.getvalue()


def write_all(found: Mapping[str, Any], out: str | Path | None, parquet: str | Path | None) -> list[str]:
    """Write a folder of CSV, a Parquet table, both or neither; return the files."""
    written = write_folder(found, Path(out)) if out is not None else []
    if parquet is not None:
        write_parquet(found, Path(parquet))
        written.append(str(parquet))
    return written
