"""A case's statements as numbers: whose line each touches, between which days, how it was read and how surely."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from linewatch.kinds.dates import PartialDate
from linewatch.kinds.said import AGREED, Certainty, Coding, Form, Statement
from linewatch.kinds.standing import onlookers, standing
from linewatch.measures.positions.values import Rows

AUTHORITY = 4.0  # variance of the centre's loosest form beside its most binding one
CONTRARY = 2  # steps between readings of one statement from which they contradict each other
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """What was read in s statements, r readings in all, on lines of c cells; days are proleptic ordinals.

    Attributes:
        cells: Each cell's actor and issue.
        ids: Of the statements, shape (s,).
        dates: Of the statements, as EDTF; None where there is none.
        cell: The cell of each statement, shape (s,).
        first: The first day on which it may have been said, shape (s,).
        last: The last.
        doubt: 0 certain, 1 likely, 2 doubtful, shape (s,); where nothing is said, likely.
        looseness: Factor on its variance from the authority of its form, shape (s,); 1 for all but the centre's.
        code: What was read, the mean where several coders read it, shape (s,).
        readings_of: How many readings it has, shape (s,).
        contested: What readings that contradict each other add to its variance, shape (s,).
        of: The statement of each reading, shape (r,).
        read: What each says, shape (r,).
        coder: By whom, shape (r,); -1 for an agreed reading or an unnamed coder.
        coders: Their names.
        begin: The record's first day.
        end: Its last.
        left_out: Statements that cannot be used, by id, and why.
        analysts: Actors most of whose statements judge others.
    """

    cells: tuple[tuple[str, str], ...]
    ids: tuple[str, ...]
    dates: tuple[str | None, ...]
    cell: Ints
    first: Floats
    last: Floats
    doubt: Ints
    looseness: Floats
    code: Floats
    readings_of: Floats
    contested: Floats
    of: Ints
    read: Ints
    coder: Ints
    coders: tuple[str, ...]
    begin: float
    end: float
    left_out: Mapping[str, str]
    analysts: frozenset[str]


def readings(rows: Rows) -> Readings:
    """Return a case's statements as numbers.

    A date that is open at one end is bounded by the record, and by the event that the statement answers; so is
    a statement without a date, which then tells of the line's level and hardly of its moves.
    """
    begin, end = _span(rows.statements)
    codings: dict[str, list[Coding]] = {}
    first = {row.id: row.coder for row in rows.statements}
    for coding in rows.codings:
        # A coder's second look at what he coded is no second coder.
        if coding.coder == AGREED or coding.coder != first.get(coding.statement):
            codings.setdefault(coding.statement, []).append(coding)
    answered = {row.id: PartialDate.parse(row.date).earliest for row in rows.events if row.date}
    looseness = _looseness(rows.forms)
    used: list[tuple[Statement, list[tuple[str | None, int]]]] = []
    left_out: dict[str, str] = {}
    for row in rows.statements:
        others = codings.get(row.id, ())
        read = _read(row, others) if others or row.stance is None else [(row.coder, row.stance)]
        if row.issue is None:
            left_out[row.id] = "it is on no issue"
        elif not read:
            given = any(coding.stance is not None for coding in codings.get(row.id, ()))
            left_out[row.id] = (
                "its coders do not agree that it takes a stance" if given else "it takes no stance"
            )
        else:
            used.append((row, read))
    cells = {cell: at for at, cell in enumerate(sorted({(row.actor, row.issue or "") for row, _ in used}))}
    coders = tuple(sorted({name for _, read in used for name, _ in read if name and name != AGREED}))
    place = {name: at for at, name in enumerate(coders)}
    known: dict[tuple[str | None, str | None], tuple[float, float]] = {}
    for row, _ in used:
        if (row.said_on, row.answers) not in known:
            after = answered.get(row.answers or "")
            known[row.said_on, row.answers] = _days(row, after, begin, end)
    spans = [known[row.said_on, row.answers] for row, _ in used]
    flat = [(at, code, place.get(name or "", -1)) for at, (_, read) in enumerate(used) for name, code in read]
    table = np.array(flat, dtype=np.int64).reshape(-1, 3)
    return Readings(
        cells=tuple(cells),
        ids=tuple(row.id for row, _ in used),
        dates=tuple(row.said_on for row, _ in used),
        cell=np.array([cells[row.actor, row.issue or ""] for row, _ in used], dtype=np.int64),
        first=np.array([span[0] for span in spans], dtype=np.float64),
        last=np.array([span[1] for span in spans], dtype=np.float64),
        doubt=np.array([Certainty.index(row.certainty or "likely") for row, _ in used], dtype=np.int64),
        looseness=np.array(
            [looseness.get(row.form or "", 1.0) if row.actor == rows.centre else 1.0 for row, _ in used],
            dtype=np.float64,
        ),
        code=np.array([sum(code for _, code in read) / len(read) for _, read in used], dtype=np.float64),
        readings_of=np.array([len(read) for _, read in used], dtype=np.float64),
        contested=np.array([_contested([code for _, code in read]) for _, read in used], dtype=np.float64),
        of=table[:, 0],
        read=table[:, 1],
        coder=table[:, 2],
        coders=coders,
        begin=begin,
        end=end,
        left_out=left_out,
        analysts=onlookers(standing((row for row in rows.statements if row.issue), rows.codings)),
    )


def thinned(readings: Readings, most: int, rng: np.random.Generator) -> Readings:
    """Return whole lines drawn at random, with so many statements at most; all where there are no more."""
    many = len(readings.ids)
    if many <= most:
        return readings
    counts = np.bincount(readings.cell, minlength=len(readings.cells))
    order = rng.permutation(len(counts))
    upto = np.cumsum(counts[order])
    kept = order[: max(1, int(np.searchsorted(upto, most, side="right")))]
    some: Ints = np.flatnonzero(np.isin(readings.cell, kept))
    # One line alone may have more.
    few: list[int] = np.sort(rng.permutation(some)[:most]).tolist()
    some = np.array(few, dtype=np.int64)
    place = np.full(many, -1, dtype=np.int64)
    place[some] = np.arange(len(some))
    cells: list[int] = sorted(set(readings.cell[some].tolist()))
    own = place[readings.of] >= 0
    return replace(
        readings,
        cells=tuple(readings.cells[at] for at in cells),
        ids=tuple(readings.ids[at] for at in few),
        dates=tuple(readings.dates[at] for at in few),
        cell=np.searchsorted(np.array(cells), readings.cell[some]),
        first=readings.first[some],
        last=readings.last[some],
        doubt=readings.doubt[some],
        looseness=readings.looseness[some],
        code=readings.code[some],
        readings_of=readings.readings_of[some],
        contested=readings.contested[some],
        of=place[readings.of[own]],
        read=readings.read[own],
        coder=readings.coder[own],
    )


def _contested(codes: Sequence[int]) -> float:
    """Return by how much readings that contradict each other make their mean less sure, as a variance.

    Two that lie two steps apart or more cannot both be right, and more of them are not more knowledge: what they
    say of the statement is no surer than they lie apart.
    """
    if max(codes) - min(codes) < CONTRARY:
        return 0.0
    return float(np.var(codes, ddof=1))


def _read(row: Statement, others: Sequence[Coding]) -> list[tuple[str | None, int]]:
    """Return each reading's coder and code; the agreed reading alone where there is one."""
    agreed = [coding for coding in others if coding.coder == AGREED]
    if agreed:
        return [(AGREED, coding.stance) for coding in agreed if coding.stance is not None]
    every = [(row.coder, row.stance), *((coding.coder, coding.stance) for coding in others)]
    given = [(coder, stance) for coder, stance in every if stance is not None]
    # Coders who find no stance at all are coders too: more than half must find one.
    return given if 2 * len(given) > len(every) else []


def _span(statements: Sequence[Statement]) -> tuple[float, float]:
    """Return the first and the last day that any date of the record names."""
    days: list[int] = []
    for text in {row.said_on for row in statements if row.said_on}:
        stated = PartialDate.parse(text)
        days += [day.toordinal() for day in (stated.earliest, stated.latest) if day]
    return (float(min(days)), float(max(days))) if days else (0.0, 0.0)


def _days(row: Statement, after: date | None, begin: float, end: float) -> tuple[float, float]:
    stated = PartialDate.parse(row.said_on) if row.said_on else None
    low = float(stated.earliest.toordinal()) if stated and stated.earliest else None
    high = float(stated.latest.toordinal()) if stated and stated.latest else end
    if low is None:
        # What answers an event came after it; a date that says otherwise is the coder's to mend.
        known = float(after.toordinal()) if after else begin
        low = known if begin <= known <= high else begin
    return low, max(low, high)


def _looseness(forms: Sequence[Form]) -> dict[str, float]:
    """Return a factor on the variance by form, from the order of authority alone: 1 in the middle of the order."""
    ranks = sorted({form.authority for form in forms if form.authority is not None})
    if len(ranks) < 2:
        return {}
    return {
        form.id: AUTHORITY ** (0.5 - ranks.index(form.authority) / (len(ranks) - 1))
        for form in forms
        if form.authority is not None
    }
