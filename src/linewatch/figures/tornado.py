"""What the lead hangs on: how far it changes when an item, a source, a group or an analyst is left out.

One row each, the greatest change on top. The upright line is the lead with all of them; a bar runs from it to the lead
without the one. Where another hypothesis would then stand first, the bar crosses the line of no lead, is hollow, and
says which. Nothing is told by colour, so that it can be read from a grey print.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from linewatch.errors import BadValue
from linewatch.figures.drawing import BAR, FAINT, INK, PAPER, SOFT, Box, Line, Shape, Text, drawn
from linewatch.figures.samples import SAMPLE_PX, Sample, samples
from linewatch.figures.texts import lines, plain, width_px

WIDE_PX, NARROW_PX = 900, 360
_MOST_LINES = 3  # of a label
MOST_ROWS = 20  # drawn; the rest change less
_EDGE_PX, _SIZE_PX, _LINE_PX, _BAR_PX = 12.0, 12.0, 15.0, 12.0
_GAP_PX = 5.0  # between rows
_LABEL_SHARE = 0.45  # of the width; on a telephone the label stands above its bar instead
_LEAST_SPAN = 0.1  # of the scale, so that changes of nothing look like nothing
_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing left out.

    Attributes:
        kind: What it is, in a word.
        name: As it is printed.
        lead: Of the hypothesis that stands first with all of them over the best other, as a difference of shares;
            below 0 where another stands first without it.
        instead: The hypothesis that stands first then; nothing where it is the same.
    """

    kind: str
    name: str
    lead: float
    instead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TornadoWords:
    """The wording of the figure, in the reader's language; braces are filled in.

    Attributes:
        base: What the upright line is called, with {lead}.
        none: What the line of no lead is called.
        label: A row, with {kind} and {name}.
        points: A difference of shares, with {points}.
        instead: Beside a bar, with {name}.
        key_bar: What a full bar means.
        key_turned: What a hollow one means.
        rest: That more were left out than are drawn, with {count} and {points}.
        row: A row in words, with {label}, {lead} and {change}.
        turned: Added to it, with {name}.
        head: Before the rows in words, with {name} and {lead}.
    """

    base: str
    none: str
    label: str
    points: str
    instead: str
    key_bar: str
    key_turned: str
    rest: str
    row: str
    turned: str
    head: str


class TornadoFigure(NamedTuple):
    """A figure, and the same in words."""

    svg: str
    description: str


class Lead(NamedTuple):
    """The hypothesis that stands first with all, and its lead over the second as a difference of shares."""

    name: str
    lead: float


class _Frame(NamedTuple):
    """The scale, its ends as shares and in px, and the lead with all."""

    least: float
    most: float
    left: float
    right: float
    lead: float
    narrow: bool

    def x(self, lead: float) -> float:
        return self.left + (lead - self.least) / (self.most - self.least) * (self.right - self.left)


def tornado(
    first: Lead, rows: Sequence[Change], words: TornadoWords, title: str, width: int = WIDE_PX
) -> TornadoFigure:
    """Draw what the lead hangs on.

    Args:
        first: The lead with all of them.
        rows: In any order.
        words: Its wording.
        title: What a screen reader calls it.
        width: In px: WIDE_PX for a page, NARROW_PX for a telephone.

    Raises:
        BadValue: If nothing was left out.
    """
    if not rows:
        raise BadValue("A figure of what the lead hangs on needs one row at least.", "Leave the figure out.")
    leader, lead = first
    ranked = sorted(rows, key=lambda row: -round(abs(row.lead - lead), 9))
    shown = ranked[:MOST_ROWS]
    frame = _frame(lead, shown, width)
    told = lines(plain(words.base.format(lead=_points(lead, words))), 11, frame.right - frame.left + 60)
    shapes: list[Shape] = list(_heads(told, frame, width))
    y = top = _EDGE_PX / 2 + _LINE_PX * len(told)
    back: list[Shape] = []
    room = width - 2 * _EDGE_PX if frame.narrow else frame.left - 2 * _EDGE_PX - _points_px(words)
    for row in shown:
        label = _label(row, frame, room, words)
        drawn_row, y = _row(row, label, frame, y, words)
        shapes += drawn_row
        if frame.narrow:  # upright lines would run through labels
            back += _uprights(frame, y - _GAP_PX - _LINE_PX, y - _GAP_PX, words)
    back += _grid(frame, top, y, words)
    key, y = samples(_key(ranked, words, lead), y + 2 * _LINE_PX, width, _EDGE_PX)
    head = words.head.format(name=plain(leader), lead=_points(lead, words))
    told = [head, *(_told(row, lead, words) for row in shown), *_rest(ranked, words, lead)]
    return TornadoFigure(drawn([back, [*shapes, *key]], width, round(y), plain(title)), " ".join(told))


def _frame(lead: float, rows: Sequence[Change], width: int) -> _Frame:
    narrow = width < 2 * NARROW_PX
    leads = [lead, *(row.lead for row in rows)]
    least, most = min(leads), max(leads)
    # The line of no lead is in view where the lead comes near it.
    least = min(least, 0.0) if least < 0.25 else least
    pad = max(_LEAST_SPAN - (most - least), 0.0) / 2 + 0.04 * (most - least)
    left = _EDGE_PX + 10 if narrow else width * _LABEL_SHARE
    right = width - _EDGE_PX - (10 if narrow else 22)
    return _Frame(max(-1.0, least - pad), min(1.0, most + pad), left, right, lead, narrow)


def _heads(told: Sequence[str], frame: _Frame, width: int) -> Iterator[Shape]:
    x = frame.x(frame.lead)
    for at, line in enumerate(told):
        half = width_px(line, 11) / 2
        middle = max(min(x, width - _EDGE_PX - half), _EDGE_PX + half)
        y = _EDGE_PX / 2 + _LINE_PX * (at + 0.3)
        yield Text(x=middle, y=y, text=line, size=11, anchor="middle", bold=True)


def _row(
    row: Change, label: Sequence[str], frame: _Frame, y: float, words: TornadoWords
) -> tuple[list[Shape], float]:
    high = _LINE_PX * len(label)
    tall = (high + _LINE_PX if frame.narrow else max(high, _LINE_PX)) + _GAP_PX
    shapes: list[Shape] = [
        Text(x=_EDGE_PX, y=y + _LINE_PX * (n + 0.6), text=line, size=_SIZE_PX) for n, line in enumerate(label)
    ]
    middle = y + high + _LINE_PX / 2 + 1 if frame.narrow else y + tall / 2
    begin, end = sorted((frame.x(frame.lead), frame.x(row.lead)))
    fill, ink = (PAPER, INK) if row.instead else (BAR, None)
    top, bottom = middle - _BAR_PX / 2, middle + _BAR_PX / 2
    shapes.append(Box(x=begin, y=top, x2=max(end, begin + 1), y2=bottom, fill=fill, ink=ink))
    if not frame.narrow:
        told = _points(row.lead, words)
        shapes.append(Text(x=frame.left - _EDGE_PX, y=middle, text=told, size=11, anchor="end", ink=SOFT))
    if row.instead:
        shapes.append(_instead(words.instead.format(name=row.instead), (begin, end), frame, middle))
    return shapes, y + tall


def _label(row: Change, frame: _Frame, room: float, words: TornadoWords) -> list[str]:
    """Return what a row is called, on a telephone with its lead; of a long name the beginning."""
    label = plain(words.label.format(kind=row.kind, name=row.name))
    found = list(lines(label, _SIZE_PX, room))
    if len(found) > _MOST_LINES:
        found[_MOST_LINES - 1 :] = [found[_MOST_LINES - 1].rstrip() + "…"]
    if frame.narrow:
        found[-1:] = lines(f"{found[-1]} {_points(row.lead, words)}", _SIZE_PX, room)
    return found


def _instead(told: str, bar: tuple[float, float], frame: _Frame, y: float) -> Text:
    """Return who stands first where there is most room: right of a bar, left of it, or inside."""
    begin, end = bar
    rooms = [(frame.right - end, end + 6), (begin - frame.left, begin - 6), (end - begin - 6, begin + 6)]
    room, x = max(rooms, key=lambda one: one[0])
    line = lines(plain(told), 11, max(room, 60.0) - 6)
    text = line[0] + ("…" if len(line) > 1 else "")
    return Text(x=x, y=y, text=text, size=11, anchor="end" if x < begin else "start")


def _grid(frame: _Frame, top: float, bottom: float, words: TornadoWords) -> Iterator[Shape]:
    """Yield the scale, and upright lines; on a telephone each row has its own."""
    if not frame.narrow:
        yield from _uprights(frame, top, bottom, words)
    for at in _steps(frame, words):
        told = _points(at, words)
        yield Text(x=frame.x(at), y=bottom + _LINE_PX * 0.7, text=told, size=11, anchor="middle")


def _uprights(frame: _Frame, top: float, bottom: float, words: TornadoWords) -> Iterator[Line]:
    for at in _steps(frame, words):
        x = frame.x(at)
        yield Line(x=x, y=top, x2=x, y2=bottom, ink=FAINT if at else INK, dash=() if at else (4, 3))
    x = frame.x(frame.lead)
    yield Line(x=x, y=top, x2=x, y2=bottom, width=1.5)


def _steps(frame: _Frame, words: TornadoWords) -> Iterator[float]:
    span = frame.most - frame.least
    room = (frame.right - frame.left) / (_points_px(words) + 12)
    step = next((one for one in _STEPS if span / one <= room), _STEPS[-1])
    yield from (n * step for n in range(math.ceil(frame.least / step), math.floor(frame.most / step) + 1))


def _points_px(words: TornadoWords) -> float:
    return width_px(words.points.format(points="−100"), 11)


def _points(share: float, words: TornadoWords) -> str:
    """Return a difference of shares in points, with its sign."""
    points = round(100 * share)
    told = f"{points:+d}".replace("-", "−") if points else "0"
    return words.points.format(points=told)


def _key(rows: Sequence[Change], words: TornadoWords, lead: float) -> list[tuple[Sample | None, str]]:
    def bar(*, turned: bool) -> Sample:
        fill, ink = (PAPER, INK) if turned else (BAR, None)
        return lambda x, y: [Box(x=x, y=y - 5, x2=x + SAMPLE_PX, y2=y + 5, fill=fill, ink=ink)]

    found: list[tuple[Sample | None, str]] = [(bar(turned=False), words.key_bar)]
    if any(row.instead for row in rows[:MOST_ROWS]):
        found.append((bar(turned=True), words.key_turned))
    none: Sample = lambda x, y: [  # noqa: E731 - a sample like the others
        Line(x=x + SAMPLE_PX / 2, y=y - 7, x2=x + SAMPLE_PX / 2, y2=y + 7, dash=(4, 3))
    ]
    found.append((none, words.none))
    return [*found, *((None, line) for line in _rest(rows, words, lead))]


def _rest(rows: Sequence[Change], words: TornadoWords, lead: float) -> Iterator[str]:
    """Yield that some rows are not drawn, if that is so."""
    if left := rows[MOST_ROWS:]:
        points = f"{math.ceil(round(100 * abs(left[0].lead - lead), 6)) or 1}"
        yield words.rest.format(count=len(left), points=words.points.format(points=points))


def _told(row: Change, lead: float, words: TornadoWords) -> str:
    label = plain(words.label.format(kind=row.kind, name=row.name))
    told = words.row.format(
        label=label, lead=_points(row.lead, words), change=_points(row.lead - lead, words)
    )
    return f"{told} {words.turned.format(name=plain(row.instead))}" if row.instead else told
