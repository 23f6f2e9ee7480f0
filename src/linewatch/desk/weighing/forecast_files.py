"""A table of forecasts from elsewhere taken in, all of it or nothing."""

from __future__ import annotations

import contextlib
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from linewatch.desk.common.wording import lexicon
from linewatch.desk.weighing.forecast_scores import faults
from linewatch.desk.weighing.spans import known_scales, told_span
from linewatch.errors import BadValue, LinewatchError, Refused, nearest
from linewatch.kinds.questions import Forecast
from linewatch.kinds.said import columns
from linewatch.measures.estimates.scales import Scale, chosen
from linewatch.record import said
from linewatch.record.case_file import CaseFile
from linewatch.record.rules import checked, dangling, names
from linewatch.record.said import Ledger

_SHOWN = 40  # problems that are listed before the rest are only counted
_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d.*")
_DATES = ("made_on", "due", "resolved_on")
_CHANCE = "chance"


class Table(NamedTuple):
    """A table as it was read.

    Attributes:
        heads: By column of the ledger, or ``chance``, the heading it is taken from.
        unused: Headings that nothing is taken from.
        rows: Each with its line, by heading.
    """

    heads: Mapping[str, str]
    unused: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]


def take_in(
    case: CaseFile,
    path: Path,
    named: Mapping[str, str] | None = None,
    coder: str | None = None,
    scale: str | None = None,
) -> dict[str, Any]:
    """Take in a CSV of forecasts, all of it or nothing.

    Args:
        case: Where they go.
        path: The file, UTF-8, with a line of headings.
        named: By column of the ledger, or ``chance``, the heading it stands under; others are known by their names.
        coder: Whose forecasts they are where the file does not say.
        scale: The scale of chances told in words.

    Returns:
        How many were ``added``, ``changed`` and the ``same``; ``taken``: from which headings; ``unused``: the others.

    Raises:
        BadValue: If the file cannot be read, or holds no forecasts.
        Refused: If any line is wrong; it names each with field and mend.
    """
    table = _read(path, named or {})
    known_scale, default = known_scales(case)
    by = chosen(known_scale, scale or default)
    with case.writing() as con:
        on_record = {row.id: row for row in said.rows(con, Forecast)}
        lines, known = _Lines(by, coder, _used(case), on_record), names(con)
        problems = list[str]()
        rows = list[Forecast]()
        for line, values in table.rows:
            row, wrong = lines.row(_values(values, table.heads), on_record)
            wrong += list(dangling(row, known)) if row else []
            problems += [f"{path.name}:{line}: {name}: {why}" for name, why in wrong]
            rows += [row] if row and not wrong else []
        if problems:
            raise _refusal(path, problems)
        ledger = Ledger(con)
        changes = Counter(ledger.put(row) for row in rows)
    return {
        **{change: changes[change] for change in ("added", "changed", "same")},
        "taken": dict(table.heads),
        "unused": list(table.unused),
    }


class _Lines:
    """Lines of a table made rows, one after the other: no id stands twice."""

    def __init__(
        self, scale: Scale, coder: str | None, used: set[str], on_record: Mapping[str, Forecast]
    ) -> None:
        self._scale, self._coder, self._used = scale, coder, used
        self._seen = set[str]()
        self._number = len(used)
        # By what tells a forecast without an id from others, the ids on record, in their order.
        self._alike: dict[tuple[Any, ...], list[str]] = {}
        for ident, row in on_record.items():
            self._alike.setdefault(_told_as(asdict(row)), []).append(ident)
        told = lexicon("forecasts.en")["outcomes"]
        self._outcomes = {word: outcome for outcome, words in told.items() for word in words}

    def row(
        self, values: dict[str, str], on_record: Mapping[str, Forecast]
    ) -> tuple[Forecast | None, list[tuple[str, str]]]:
        """Return the row of a line, or what is wrong with it."""
        wrong = list[tuple[str, str]]()
        given: dict[str, Any] = {name: value.strip() for name, value in values.items() if value.strip()}
        given |= {name: _TIME.sub(r"\1", given[name]) for name in _DATES if name in given}
        if (chance := given.pop(_CHANCE, None)) is not None:
            try:
                _, given["low"], given["high"] = told_span(chance, self._scale)
            except LinewatchError as error:
                return None, [(_CHANCE, f"{error.what} {error.next_step}")]
        elif "low" not in given or "high" not in given:
            return None, [(_CHANCE, "There is no chance. Give one, or both low and high.")]
        if (outcome := given.get("outcome")) is not None:
            given["outcome"] = self._outcomes.get(outcome.casefold(), outcome)
        if self._coder:
            given.setdefault("coder", self._coder)
        ident = given.setdefault("id", self._on_record(given) or self._next())
        if ident in self._seen:
            wrong.append(
                ("id", f"{ident!r} stands twice. Keep one of the two, or give the other an id of its own.")
            )
        self._seen.add(ident)
        # What the file does not tell of a forecast on record stays.
        old = on_record.get(ident)
        row, problems = checked(Forecast, (asdict(old) if old else {}) | given)
        wrong += problems
        wrong += [
            ("dates", f"It cannot be: {fault.why}. Give {fault.needed}.")
            for fault in (faults(row) if row else ())
        ]
        return row, wrong

    def _on_record(self, given: Mapping[str, Any]) -> str | None:
        """Return the id of a forecast on record that says the same, each once; None where there is none."""
        if "id" in given:
            return None
        alike = self._alike.get(_told_as(given), [])
        return next((ident for ident in alike if ident not in self._seen), None)

    def _next(self) -> str:
        self._number += 1
        while (ident := f"f{self._number}") in self._used or ident in self._seen:
            self._number += 1
        return ident


def _told_as(values: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return by what two forecasts are one: what is forecast, when, by whom, at which chance."""
    ends = [str(values.get(end, "")) for end in ("low", "high")]
    with contextlib.suppress(ValueError):  # no chance: that is told elsewhere
        ends = [repr(float(end)) for end in ends]
    return (*(values.get(name) for name in ("name", "made_on", "coder")), *ends)


def _used(case: CaseFile) -> set[str]:
    return said.used_ids(case.con, Forecast.table)


def _values(values: Mapping[str, str], heads: Mapping[str, str]) -> dict[str, str]:
    return {name: values[head] for name, head in heads.items()}


def _read(path: Path, named: Mapping[str, str]) -> Table:
    form = "Give a CSV in UTF-8 whose first line holds the headings."
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise BadValue(f"{path} cannot be read: {(error.strerror or 'no file').lower()}.", form) from error
    except UnicodeDecodeError as error:
        raise BadValue(f"{path} cannot be read: it is not UTF-8 at byte {error.start}.", form) from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        headings = next(reader, [])
        heads = _heads(headings, named)
        rows = list(_rows(reader, headings, path))
    except csv.Error as error:
        raise BadValue(f"{path.name}:{reader.line_num}: {error}.", form) from error
    if not rows:
        raise BadValue(f"{path} holds no forecasts.", form)
    unused = tuple(head for head in headings if head not in heads.values())
    return Table(heads, unused, tuple(rows))


def _rows(reader: Any, headings: Sequence[str], path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    line = reader.line_num + 1
    for values in reader:
        here, line = line, reader.line_num + 1
        if values and len(values) != len(headings):
            told = f"{path.name}:{here}: {len(values)} fields where the first line has {len(headings)}"
            raise BadValue(f"{told}.", "Put a text that holds commas in quotation marks.")
        if values:
            yield here, dict(zip(headings, values, strict=True))


def _heads(headings: Sequence[str], named: Mapping[str, str]) -> dict[str, str]:
    """Return the heading of each column: the one that is named, else the first that means it."""
    fields = (*columns(Forecast), _CHANCE)
    for field, head in named.items():
        if field not in fields:
            raise BadValue(
                f"There is no column {field!r}.", f"{nearest(field, fields)} There are: {', '.join(fields)}."
            )
        if head not in headings:
            raise BadValue(f"The file has no heading {head!r}.", f"It has: {', '.join(headings)}.")
    found = dict(named)
    by_name = {_plain(head): head for head in reversed(headings) if head not in named.values()}
    for field, meant in lexicon("forecasts.en")["columns"].items():
        heading = next((by_name[name] for name in meant if name in by_name), None)
        if field not in found and heading and heading not in found.values():
            found[field] = heading
    if "name" not in found or not (_CHANCE in found or {"low", "high"} <= found.keys()):
        lacks = "what is forecast" if "name" not in found else "the chance"
        field = "name" if "name" not in found else _CHANCE
        raise BadValue(
            f"No heading tells {lacks}; there are: {', '.join(headings)}.",
            f"Say which: --column {field}=HEADING",
        )
    return found


def _plain(heading: str) -> str:
    return " ".join(re.split(r"[\s_-]+", heading.strip().casefold()))


def _refusal(path: Path, problems: Sequence[str]) -> Refused:
    shown = list(problems[:_SHOWN])
    if len(problems) > _SHOWN:
        shown.append(f"… and {len(problems) - _SHOWN} more.")
    number = f"{len(problems)} problem{'' if len(problems) == 1 else 's'}"
    return Refused(
        f"{number} in {str(path)!r}; nothing was taken in.",
        "Mend what is listed above, then run this again.",
        shown,
    )
