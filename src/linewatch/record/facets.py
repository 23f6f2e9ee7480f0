"""What a search asks of every document at once (days, issuer, kind, language) as arrays, kept beside the record.

They follow from the record and are never more than a copy of it. A random stamp, set anew by the database whenever
a holding, a known document or the tie between the two changes, tells whether a copy still stands: a process keeps
those it used last, and a large case keeps one on disk, so that a new process need not read every document.
"""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from linewatch.record.derived import written_if_free
from linewatch.record.filters import NAMED, Filters, refuse_unknown

KEPT_FROM = 5_000  # documents; a smaller case is read anew in a few milliseconds
_REMEMBERED = 4
_UNDATED, _OPEN_START = 0, 1  # days are counted as by `date.toordinal`, in which 0 is no day
_COLUMNS = ("begins", "ends", "first_day", "last_day", "by_date", "year")
_FACTS = """
    SELECT held.begin, held.last, holdings.first_day, holdings.last_day,
        coalesce(documents.issuer, holdings.issuer), coalesce(documents.kind, holdings.kind),
        coalesce(documents.language, holdings.language)
    FROM (SELECT doc, min(passage) AS begin, max(passage) AS last FROM passages GROUP BY doc) AS held
    JOIN holdings USING (doc)
    LEFT JOIN documents ON documents.key = (SELECT min(key) FROM copies WHERE copies.doc = holdings.doc)
"""


@dataclass(frozen=True, slots=True)
class Facets:
    """The documents that have passages, in the order of these; all arrays but the last have one value each.

    Attributes:
        stamp: Of the record they follow from.
        begins: The first passage.
        ends: The last passage.
        first_day: The first day a document can be of, counted from 1 January of the year 1; 0 where undated.
        last_day: The last one.
        by_date: Not a value for each but the documents' places in the order of dates; those without one come last.
        year: The year it begins in; 0 where that is not known.
        codes: For issuer, kind and language the place of the document's in `names`.
        names: The names of each; None where a document has none.
        place: For every passage number the place of its document here; -1 where there is no such passage.
    """

    stamp: int
    begins: NDArray[np.int32]
    ends: NDArray[np.int32]
    first_day: NDArray[np.int32]
    last_day: NDArray[np.int32]
    by_date: NDArray[np.int32]
    year: NDArray[np.int16]
    codes: dict[str, NDArray[np.int32]]
    names: dict[str, tuple[str | None, ...]]
    place: NDArray[np.int32]

    def asked(self, con: sqlite3.Connection, filters: Filters) -> NDArray[np.bool_] | None:
        """Return which documents are asked for; None where all are.

        Raises:
            BadValue: If the range of dates is empty.
            NoSuchRecord: If no document has the issuer, kind or language.
        """
        since, until = filters.days
        masks: list[NDArray[np.bool_]] = []
        if since:
            masks.append(self.last_day >= _day(since))
        if until:
            masks.append((self.first_day <= _day(until)) & (self.first_day != _UNDATED))
        for name, value in filters.named.items():
            same = [one is not None and one.casefold() == value.casefold() for one in self.names[name]]
            if not any(same):
                refuse_unknown(con, name, value)
            masks.append(np.array(same, dtype=bool)[self.codes[name]])
        return np.logical_and.reduce(masks) if masks else None


_remembered: dict[int, Facets] = {}


def current(con: sqlite3.Connection) -> Facets:
    """Return the facets of the record as it stands; to be called in the transaction that uses them."""
    stamp = con.execute("SELECT stamp FROM search_stamp").fetchone()[0]
    facets = _remembered.pop(stamp, None) or _stored(con, stamp) or _computed(con, stamp)
    _remembered[stamp] = facets  # as the one used last
    while len(_remembered) > _REMEMBERED:
        del _remembered[next(iter(_remembered))]
    return facets


def keep(con: sqlite3.Connection, facets: Facets) -> None:
    """Write the facets of a large case to disk, unless they lie there, or the case cannot be written at once."""
    stored = con.execute("SELECT stamp FROM search_facets").fetchone()
    if con.in_transaction or len(facets.begins) < KEPT_FROM or stored == (facets.stamp,):
        return
    with written_if_free(con):
        con.execute(
            "INSERT OR REPLACE INTO search_facets SELECT 1, stamp, ? FROM search_stamp WHERE stamp = ?",
            (_packed(facets), facets.stamp),
        )


def _computed(con: sqlite3.Connection, stamp: int) -> Facets:
    columns = [array("i") for _ in range(4 + len(NAMED))]
    begins, ends, first_days, last_days, *coded = columns
    days: dict[str | None, int] = {None: _UNDATED}
    seen: list[dict[str | None, int]] = [{} for _ in NAMED]
    for begin, end, first, last, *named in con.execute(_FACTS):
        begins.append(begin)
        ends.append(end)
        for day, column in ((first, first_days), (last, last_days)):
            if (counted := days.get(day)) is None:
                counted = days[day] = _day(day)
            column.append(counted)
        for value, code, column in zip(named, seen, coded, strict=True):
            column.append(code.setdefault(value, len(code)))
    # Ordered here, since the database would take far more memory for it.
    order = np.argsort(np.frombuffer(begins, np.int32), kind="stable")
    begins, ends, first_day, last_day, *coded = (np.frombuffer(c, np.int32)[order] for c in columns)
    names = {name: tuple(sorted(code, key=_unknown_first)) for name, code in zip(NAMED, seen, strict=True)}
    codes: dict[str, NDArray[np.int32]] = {}
    for name, code, column in zip(NAMED, seen, coded, strict=True):
        places = {value: at for at, value in enumerate(names[name])}
        codes[name] = np.array([places[value] for value in code], np.int32)[column] if code else column
    return Facets(
        stamp, begins, ends, first_day, last_day, _by_date(first_day, last_day), _years(first_day), codes, names,
        _places(begins, ends),
    )  # fmt: skip


def _unknown_first(name: str | None) -> tuple[bool, str]:
    return name is not None, name or ""


def _years(days: NDArray[np.int32]) -> NDArray[np.int16]:
    """Return the years of days; 0 where there is none, or it is open."""
    years = (days - date(1970, 1, 1).toordinal()).astype("datetime64[D]").astype("datetime64[Y]").astype(
        int
    ) + 1970
    return np.where(days > _OPEN_START, years, 0).astype(np.int16)


def _by_date(first_day: NDArray[np.int32], last_day: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return the documents' places in the order of dates; an open beginning is ordered by its end."""
    key = np.where(first_day == _OPEN_START, last_day, first_day)
    return np.lexsort((last_day, key, key == _UNDATED)).astype(np.int32)


def _places(begins: NDArray[np.int32], ends: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return the place of each passage's document; the passages of one have numbers that follow each other."""
    lengths = ends - begins + 1
    place = np.full(int(ends.max(initial=0)) + 1, -1, np.int32)
    passages = np.arange(int(lengths.sum()), dtype=np.int32)
    passages += np.repeat((begins - (np.cumsum(lengths) - lengths)).astype(np.int32), lengths)
    place[passages] = np.repeat(np.arange(len(begins), dtype=np.int32), lengths)
    return place


def _day(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()


def _packed(facets: Facets) -> bytes:
    arrays = {name: getattr(facets, name) for name in _COLUMNS}
    arrays |= {f"{name}_codes": codes for name, codes in facets.codes.items()}
    told = json.dumps(facets.names).encode()
    out = io.BytesIO()
    np.savez(out, told=np.frombuffer(told, np.uint8), **arrays)
    return out.getvalue()


def _stored(con: sqlite3.Connection, stamp: int) -> Facets | None:
    """Return the facets on disk; None where there are none of this stamp, or they cannot be read."""
    row = con.execute("SELECT facets FROM search_facets WHERE stamp = ?", (stamp,)).fetchone()
    if row is None:
        return None
    try:
        with np.load(io.BytesIO(row[0]), allow_pickle=False) as packed:
            return _unpacked(packed, stamp)
    except (ValueError, KeyError, IndexError, EOFError, zipfile.BadZipFile):
        return None


def _unpacked(packed: np.lib.npyio.NpzFile, stamp: int) -> Facets:
    names = json.loads(packed["told"].tobytes())
    columns = {name: packed[name] for name in _COLUMNS}
    return Facets(
        stamp=stamp,
        codes={name: packed[f"{name}_codes"] for name in NAMED},
        names={name: tuple(names[name]) for name in NAMED},
        place=_places(columns["begins"], columns["ends"]),
        **columns,
    )


def counted(
    codes: NDArray[np.integer], names: Iterable[str | None], per_document: NDArray[np.int64]
) -> dict[str, int]:
    """Return how many passages each name has, from how many each document has; none where it has none."""
    numbers = np.bincount(codes, weights=per_document)  # floats, exact up to 2**53
    return {
        "unknown" if name is None else name: int(number)
        for name, number in zip(names, numbers, strict=False)
        if number
    }
