"""What each unit of evidence tells, kept apart: so that one can be left out, changed or added at little cost."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from linewatch.hypotheses.checks import check
from linewatch.hypotheses.dependence import Unit, joined, unit_dependence, unit_key, units
from linewatch.hypotheses.draws import Settings
from linewatch.hypotheses.likelihoods import Frame, Member, centred, chances, log_ratios
from linewatch.hypotheses.matrix import Item, Matrix, Span
from linewatch.hypotheses.priors import priors
from linewatch.hypotheses.sets import afforded, marginals, set_priors

# Added and taken off again it leaves multiples of 2^-36, far below what any draw is sure to.
_ROUND = 1.5 * 2.0**16


class Terms:
    """What each unit of evidence tells in one analyst's eyes, kept apart so that one can be left out or changed.

    The totals are logs of what the evidence tells of each state, without priors, against the mean of all: shape (draws,
    hypotheses) in the matrix's order where exactly one is true, (draws, sets) where several may contribute.
    """

    def __init__(self, matrix: Matrix, settings: Settings, analyst: str) -> None:
        settings = afforded(matrix, settings)
        self.matrix, self.settings, self.analyst = matrix, settings, analyst
        self._frame, self._order = _frame(matrix, settings)
        self._rows = {name: row for row, name in enumerate(self._frame.ids)}
        self._spans = self._by_item()
        self._judges = _judges(matrix)
        self._units = {unit.key: unit for unit in units(matrix, settings.same_source)}
        self._items = {item.id: item for item in matrix.items}
        self._parts = {unit.key: self._told(unit) for unit in self._units.values()}
        self._sum = np.zeros((len(self._frame.states), self.settings.draws))
        for part in self._parts.values():
            if part is not None:
                self._sum += part

    def total(self) -> NDArray[np.float64]:
        """Return the log of what all evidence tells."""
        return self._out(self._sum)

    def without(self, items: Collection[str]) -> NDArray[np.float64]:
        """Return the total without some items: only the units they stand in are reckoned again."""
        return self._out(self._changed(self._keys(items), leave=frozenset(items)))

    def replaced(self, cells: Mapping[tuple[str, str], Span | None]) -> NDArray[np.float64]:
        """Return the total with some judgements, by (item, hypothesis), replaced; None takes one out."""
        spans = dict[str, dict[int, Span]]()
        for (item, hypothesis), span in cells.items():
            row = spans.setdefault(item, dict(self._spans.get(item, {})))
            row.pop(self._rows[hypothesis], None)
            if span is not None:
                row[self._rows[hypothesis]] = span
        return self._out(self._changed(self._keys(spans), spans=spans))

    def added(self, item: str, state: Literal["seen", "absent"]) -> NDArray[np.float64]:
        """Return the total with an open item looked for, and seen or not."""
        found = replace(self._items[item], state=state)
        return self._out(self._changed([unit_key(found)], more=found))

    def chances(self, item: str) -> NDArray[np.float64] | None:
        """Return how likely an item will be seen in each state; None where nobody judged it."""
        found, spans = self._items[item], self._spans.get(item)
        if not spans:
            return None
        return self._out(chances(Member(found, self._unit_of(found), spans, self._judges[item]), self._frame))

    def weights(self, total: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return how likely each state is under the priors and a total, draw by draw."""
        return self._out(_shares(self._in(total), self._frame))

    def posteriors(self, total: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what each hypothesis is worth under the priors and a total, draw by draw."""
        found = _shares(self._in(total), self._frame)
        if self._frame.several:
            each = np.empty((len(self._frame.ids), total.shape[0]))
            each[list(self._frame.able)] = marginals(found, len(self._frame.able))
            if self._frame.rest is not None:
                each[self._frame.rest] = found[0]
            found = each
        return found[self._order].T

    def by_hypothesis(self, total: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return a total by hypothesis: where several may contribute, of each alone against none of them."""
        if not self._frame.several:
            return total
        each = np.zeros((len(self._frame.ids), len(total)))
        for place, row in enumerate(self._frame.able):
            each[row] = total[:, 2**place] - total[:, 0]
        return each[self._order].T

    def _in(self, total: NDArray[np.float64]) -> NDArray[np.float64]:
        if self._frame.several:
            return total.T
        ordered = np.empty((total.shape[1], total.shape[0]))
        ordered[self._order] = total.T
        return ordered

    def _by_item(self) -> dict[str, dict[int, Span]]:
        found = dict[str, dict[int, Span]]()
        for place, span in self.matrix.cells.items():
            if place.analyst == self.analyst:
                found.setdefault(place.item, {})[self._rows[place.hypothesis]] = span
        return found

    def _told(
        self,
        unit: Unit,
        spans: Mapping[str, Mapping[int, Span]] | None = None,
        leave: Collection[str] = (),
    ) -> NDArray[np.float64] | None:
        """Return what one unit tells, shape (states, draws) in the frame's order; None for nothing."""
        parts, rows = list[NDArray[np.float64]](), set[int]()
        for item in unit.items:
            own = (spans or {}).get(item.id, self._spans.get(item.id, {}))
            if item.id in leave or not own:
                continue
            part = log_ratios(Member(item, unit, own, self._judges.get(item.id, 1)), self._frame)
            if part is not None:
                parts.append(part)
                rows |= set(own)
        if not parts:
            return None
        found = joined(parts, unit.dependence)
        # What is strongest on each side need not have its mean at 0, where the ones not judged stand.
        judged_rows = list(range(len(found))) if self._frame.several else sorted(rows)
        return _rounded(centred(found[judged_rows], judged_rows, len(found)))

    def _changed(
        self,
        keys: Iterable[str],
        *,
        spans: Mapping[str, Mapping[int, Span]] | None = None,
        leave: Collection[str] = (),
        more: Item | None = None,
    ) -> NDArray[np.float64]:
        total = self._sum.copy()
        for key in keys:
            unit = self._units.get(key) or (self._unit_of(more) if more else None)
            if unit is None:
                continue
            if more is not None and more.id not in {item.id for item in unit.items}:
                unit = replace(unit, items=tuple(sorted((*unit.items, more), key=lambda item: item.id)))
            was, now = self._parts.get(key), self._told(unit, spans, leave)
            if was is not None:
                total -= was
            if now is not None:
                total += now
        return total

    def _keys(self, items: Iterable[str]) -> list[str]:
        return sorted({unit_key(self._items[item]) for item in items if item in self._items})

    def _unit_of(self, item: Item) -> Unit:
        key = unit_key(item)
        return self._units.get(key) or Unit(
            key, unit_dependence(item, self.matrix, self.settings.same_source), ()
        )

    def _out(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        return rows.T if self._frame.several else rows[self._order].T


def weighers(matrix: Matrix) -> tuple[str, ...]:
    """Return who judged something that weighs, in order of name: only they have a part in the result.

    Without any such judgement it is nobody, under an empty name, and the result is the priors.
    """
    weigh = {item.id for item in matrix.items if item.state != "open"}
    return tuple(sorted({place.analyst for place in matrix.cells if place.item in weigh})) or ("",)


def terms(matrix: Matrix, settings: Settings, analyst: str) -> Terms:
    """Return what each unit of evidence tells in one analyst's eyes.

    Raises:
        BadValue: If the matrix cannot be weighed; see `checks.check`.
    """
    check(matrix)
    return Terms(matrix, settings, analyst)


def _frame(matrix: Matrix, settings: Settings) -> tuple[Frame, NDArray[np.intp]]:
    """Return the frame, and for each hypothesis in the matrix's order its row in it."""
    given = [candidate.id for candidate in matrix.candidates]
    ids = tuple(sorted(given))
    order = np.array([ids.index(name) for name in given], dtype=np.intp)
    own = np.empty(len(ids))
    own[order] = priors(matrix)
    rest = next((ids.index(c.id) for c in matrix.candidates if c.rest), None)
    able = tuple(row for row in range(len(ids)) if row != rest)
    states = set_priors(own[list(able)]) if matrix.several else own
    return Frame(ids, own, rest, matrix.several, settings, able, states), order


def _shares(total: NDArray[np.float64], frame: Frame) -> NDArray[np.float64]:
    with np.errstate(divide="ignore"):  # a prior of 0 or 1 is certain, and stays so
        logs = np.log(frame.states)
    weighed = total + logs[:, None]
    weighed -= np.maximum.reduce(weighed)
    np.exp(weighed, out=weighed)
    weighed /= np.add.reduce(weighed)
    return weighed


def _rounded(part: NDArray[np.float64]) -> NDArray[np.float64]:
    """Round to whole multiples of 2^-36, in place: sums of such are exact, so that they hang on no order.

    What is taken out of a sum again leaves, to the last bit, what would be there had it never been added.
    """
    part += _ROUND
    part -= _ROUND
    return part


def _judges(matrix: Matrix) -> dict[str, int]:
    """Return by item how many analysts judged it."""
    found = dict[str, set[str]]()
    for place in matrix.cells:
        found.setdefault(place.item, set()).add(place.analyst)
    return {item: len(names) for item, names in found.items()}
