"""What many runs show over days: values, the frame they are drawn in, months below it and events on top of it."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import NamedTuple

from linewatch.errors import BadValue
from linewatch.figures.drawing import FAINT, INK, SOFT, Area, Line, Shape, Text
from linewatch.figures.texts import lines, plain, width_px

SPAN_INK, SURE_INK = "#dcdcdc", "#a8a8a8"  # 90 of 100 runs; where their mean lies
DASH = (5.0, 3.0)
SIZE_PX, LINE_PX = 11.0, 14.0
_STEPS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Course:
    """What runs show of one thing over days; values are shares from 0 to 1, or differences of shares.

    Attributes:
        name: What is shown, of whom.
        days: The days, rising, shape (n_days,).
        mid: The mean of all runs, same shape.
        low: 5 of 100 runs lie below; empty for a single run.
        high: 5 of 100 runs lie above.
        sure_low: Lower end of the 90 % interval of the mean; empty where it is not told.
        sure_high: Its upper end.
        beside: The mean of the baseline; empty for none.
    """

    name: str
    days: tuple[date, ...]
    mid: tuple[float, ...]
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()
    sure_low: tuple[float, ...] = ()
    sure_high: tuple[float, ...] = ()
    beside: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a course whose values do not fit its days."""
        for values in (self.mid, self.low, self.high, self.sure_low, self.sure_high, self.beside):
            if values and len(values) != len(self.days):
                raise BadValue(
                    f"{self.name} has {len(values)} values for {len(self.days)} days.", "Give one a day."
                )
        if len(self.days) < 2 or not self.mid:
            raise BadValue(f"A course of {self.name} needs two days at least.", "Ask for more days.")

    @property
    def ends(self) -> tuple[float, float]:
        """The least and the greatest value in it."""
        values = [*self.mid, *self.low, *self.high, *self.beside]
        return min(values), max(values)


@dataclass(frozen=True, slots=True)
class Happening:
    """An event on the axis."""

    on: date
    name: str


def by_day(events: Sequence[Happening], join: str) -> list[Happening]:
    """Return events in their order in time, those of one day as one."""
    ranked = sorted(events, key=lambda event: (event.on, event.name))
    return [
        Happening(on, join.join(event.name for event in same))
        for on, same in groupby(ranked, key=lambda event: event.on)
    ]


class Frame(NamedTuple):
    """Where days and values stand, in px."""

    left: float
    right: float
    top: float
    bottom: float
    first: date
    days: int
    least: float
    most: float

    def x(self, day: date) -> float:
        """Return where a day stands."""
        return self.left + (day - self.first).days / max(self.days, 1) * (self.right - self.left)

    def y(self, value: float) -> float:
        """Return where a value stands; one beyond the frame stands on its edge."""
        share = (min(max(value, self.least), self.most) - self.least) / (self.most - self.least)
        return self.bottom - share * (self.bottom - self.top)


def scale(values: Sequence[float], wanted: int = 4) -> tuple[float, ...]:
    """Return round values for an axis that holds all of some, nought among them.

    Args:
        values: What is to stand on it.
        wanted: How many steps at most.
    """
    low, high = min(0.0, *values), max(0.0, *values)
    wide = max(high - low, 0.004)
    step = next((step for step in _STEPS if wide / step <= wanted), 1.0)
    first = -int(-low / step + 0.999999)
    last = int(high / step + 0.999999)
    if first == last:
        last += 1
    return tuple(round(step * at, 6) for at in range(first, last + 1))


def course_shapes(course: Course, frame: Frame) -> tuple[list[Shape], list[Shape]]:
    """Return the grounds and the lines of a course."""
    grounds: list[Shape] = []
    for low, high, ink in (
        (course.low, course.high, SPAN_INK),
        (course.sure_low, course.sure_high, SURE_INK),
    ):
        if low and high:
            edges = zip(course.days, low, high, strict=True)
            ground = tuple((frame.x(day), frame.y(a), frame.y(b)) for day, a, b in edges)
            grounds.append(Area(edges=ground, fill=ink))
    drawn: list[Shape] = [*_line(course.days, course.beside, frame, DASH)] if course.beside else []
    return grounds, [*drawn, *_line(course.days, course.mid, frame, ())]


def _line(
    days: Sequence[date], values: Sequence[float], frame: Frame, dash: tuple[float, ...]
) -> Iterator[Shape]:
    places = [(frame.x(day), frame.y(value)) for day, value in zip(days, values, strict=True)]
    if dash:  # the dashes of many short lines would run together: every third piece is left out instead
        places = _thinned(places)
        for at, ((x, y), (x2, y2)) in enumerate(pairwise(places)):
            if at % 2 == 0:
                yield Line(x=x, y=y, x2=x2, y2=y2, ink=INK, width=1.4)
        return
    for (x, y), (x2, y2) in pairwise(_spaced(places)):
        yield Line(x=x, y=y, x2=x2, y2=y2, ink=INK, width=1.8)


def _spaced(places: Sequence[tuple[float, float]], step_px: float = 2.0) -> list[tuple[float, float]]:
    """Return places that are far enough apart to be told apart, both ends among them."""
    found = [places[0]]
    for place in places[1:-1]:
        if place[0] - found[-1][0] >= step_px:
            found.append(place)
    return [*found, places[-1]]


def _thinned(places: Sequence[tuple[float, float]], step_px: float = 4.0) -> list[tuple[float, float]]:
    """Return places along a line, every so many px."""
    found = [places[0]]
    for (x, y), (x2, y2) in pairwise(places):
        long = ((x2 - x) ** 2 + (y2 - y) ** 2) ** 0.5
        parts = max(1, round(long / step_px))
        if parts == 1 and ((x2 - found[-1][0]) ** 2 + (y2 - found[-1][1]) ** 2) ** 0.5 < step_px:
            continue
        found += [(x + (x2 - x) * at / parts, y + (y2 - y) * at / parts) for at in range(1, parts + 1)]
    return found


def frame_shapes(frame: Frame, steps: Sequence[float], percent: str, *, labelled: bool = True) -> list[Shape]:
    """Return the lines of the scale, nought in ink, and their labels."""
    shapes: list[Shape] = []
    for value in steps:
        y = frame.y(value)
        ink = INK if value == 0 else FAINT
        shapes.append(Line(x=frame.left, y=y, x2=frame.right, y2=y, ink=ink, width=1.0))
        if labelled:
            told = percent.format(share=points(value, signed=steps[0] < 0))
            shapes.append(Text(x=frame.left - 5, y=y, text=told, size=SIZE_PX, anchor="end", ink=SOFT))
    return shapes


def points(value: float, *, signed: bool = False) -> str:
    """Return a share in points of a hundred, a real minus before one below nought."""
    told = f"{100 * value:+g}" if signed and value else f"{100 * value:g}"
    return told.replace("-", "−")


def tenths(value: float, *, signed: bool = False) -> str:
    """Return a share in points of a hundred with one decimal; what would be written as nought has no sign."""
    told = f"{100 * value:+.1f}" if signed and abs(value) >= 0.0005 else f"{abs(100 * value):.1f}"
    return told.replace("-", "−") if signed or value >= -0.0005 else f"−{told}"


def month_shapes(frame: Frame, months: Sequence[str], *, short: bool = False) -> list[Shape]:
    """Return a tick and a name for each month that begins in the frame, as many as have room."""
    shapes: list[Shape] = []
    free = float("-inf")
    for n in range(frame.days + 1):
        day = frame.first + timedelta(n)
        if day.day != 1:
            continue
        x, name = frame.x(day), months[day.month - 1]
        middle = frame.x(min(day + timedelta(calendar.monthrange(day.year, day.month)[1] // 2), frame.first
                             + timedelta(frame.days)))  # fmt: skip
        name = name[:1] if short else name
        half = width_px(name, SIZE_PX) / 2
        shapes.append(Line(x=x, y=frame.bottom, x2=x, y2=frame.bottom + 4, ink=SOFT))
        if middle - half > free and middle + half <= frame.right + 6:
            label_y = frame.bottom + 10
            shapes.append(Text(x=middle, y=label_y, text=name, size=SIZE_PX, anchor="middle", ink=SOFT))
            free = middle + half + 3
    return shapes


def happening_shapes(frame: Frame, events: Sequence[Happening], *, lettered: bool = True) -> list[Shape]:
    """Return an upright line for each event, with its letter on top where there is room."""
    shapes: list[Shape] = []
    free = float("-inf")
    for letter, event in zip(_LETTERS, events, strict=False):
        x = frame.x(event.on)
        shapes.append(
            Line(x=x, y=frame.top, x2=x, y2=frame.bottom, ink="#9a9a9a", width=1.0, dash=(2.0, 3.0))
        )
        if lettered:
            at = max(x, free)
            shapes.append(Text(x=at, y=frame.top - 7, text=letter, size=SIZE_PX, anchor="middle", bold=True))
            free = at + width_px(letter, SIZE_PX) + 1
    return shapes


def shown(events: Sequence[Happening], frame: Frame) -> tuple[Happening, ...]:
    """Return the events that fall into a frame, those of a day as one."""
    last = frame.first + timedelta(frame.days)
    return tuple(by_day([event for event in events if frame.first <= event.on <= last], ", "))


def event_lines(events: Sequence[Happening], months: Sequence[str], told: str) -> list[str]:
    """Return the key of the events: letter, name and day."""
    return [
        told.format(letter=letter, name=plain(event.name), day=event.on.day, month=months[event.on.month - 1])
        for letter, event in zip(_LETTERS, events, strict=False)
    ]


def written(
    texts: Sequence[str], left: float, y: float, room: float, columns: int = 1
) -> tuple[list[Shape], float]:
    """Return lines of text below y in columns, and where they end."""
    shapes: list[Shape] = []
    wide = room / columns
    per = -(-len(texts) // columns)
    lowest = y
    for column in range(columns):
        at = y
        for text in texts[column * per : (column + 1) * per]:
            for line in lines(plain(text), SIZE_PX, wide - 10):
                shapes.append(
                    Text(x=left + column * wide, y=at + LINE_PX / 2, text=line, size=SIZE_PX, ink=SOFT)
                )
                at += LINE_PX
        lowest = max(lowest, at)
    return shapes, lowest
