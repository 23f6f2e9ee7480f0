"""One thing over days: the mean of all runs, where it lies, what 90 of 100 runs span, and the baseline beside it.

The pale ground is what 90 of 100 runs span, the dark one the 90 % Monte Carlo interval of their mean, the broken line
the mean of the baseline. Events stand as lettered upright lines. Nothing is told by colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from linewatch.figures.courses import (
    SPAN_INK,
    SURE_INK,
    Course,
    Frame,
    Happening,
    course_shapes,
    event_lines,
    frame_shapes,
    happening_shapes,
    month_shapes,
    points,
    scale,
    shown,
    tenths,
    written,
)
from linewatch.figures.drawing import INK, Box, Line, Shape, drawn
from linewatch.figures.samples import SAMPLE_PX, Sample, samples
from linewatch.figures.texts import plain, width_px

WIDE_PX, NARROW_PX = 900, 360
_EDGE_PX, _TOP_PX, _HIGH_PX = 12.0, 24.0, 250.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseWords:
    """The wording of figures over days, in the reader's language; braces are filled in.

    Attributes:
        title: What a screen reader calls it.
        percent: A value on the scale, with {share}.
        months: The names of the months, short.
        key_mid: What a full line means.
        key_beside: What a broken line means.
        key_span: What the pale ground means.
        key_sure: What the dark ground means.
        event: A line of the key, with {letter}, {name}, {day} and {month}.
        row: The course in words at its end, with {name}, {day}, {month}, {mid}, {low} and {high}.
        row_alone: The same of a single run, without {low} and {high}.
        beside: What is added for the baseline, with {mid}.
        most: The greatest mean, with {mid}, {day} and {month}.
        flat: What is not drawn because it never leaves nought, with {names}.
        join: Between items of a list.
    """

    title: str
    percent: str
    months: tuple[str, ...]
    key_mid: str
    key_beside: str
    key_span: str
    key_sure: str
    event: str
    row: str
    row_alone: str
    beside: str
    most: str
    flat: str
    join: str


class CourseFigure(NamedTuple):
    """A figure, and the same in words."""

    svg: str
    description: str


def fan(
    course: Course, events: Sequence[Happening], words: CourseWords, width: int = WIDE_PX
) -> CourseFigure:
    """Draw one thing over days.

    Args:
        course: What runs show.
        events: In any order; those outside the days are left out.
        words: The wording.
        width: In px: WIDE_PX for a page, NARROW_PX for a telephone.
    """
    narrow = width < 2 * NARROW_PX
    steps = scale(course.ends)
    labels = [words.percent.format(share=points(step, signed=steps[0] < 0)) for step in steps]
    left = _EDGE_PX + max(width_px(label, 11.0) for label in labels) + 6
    days = (course.days[-1] - course.days[0]).days
    bottom = _TOP_PX + (_HIGH_PX * 0.8 if narrow else _HIGH_PX)
    frame = Frame(left, width - _EDGE_PX, _TOP_PX, bottom, course.days[0], days, steps[0], steps[-1])
    within = shown(events, frame)
    grounds, lines_ = course_shapes(course, frame)
    back = [*frame_shapes(frame, steps, words.percent), *happening_shapes(frame, within)]
    front = [*month_shapes(frame, words.months, short=narrow), *lines_]
    key, y = samples(course_key(course, words), frame.bottom + 26, width, _EDGE_PX)
    named, y = written(
        event_lines(within, words.months, words.event), _EDGE_PX, y, width - 2 * _EDGE_PX, 1 if narrow else 3
    )
    svg = drawn([grounds, back, front, [*key, *named]], width, round(y + 6), plain(words.title))
    return CourseFigure(svg, told(course, words))


def course_key(course: Course, words: CourseWords) -> list[tuple[Sample | None, str]]:
    """Return the key of a course: only what occurs in it."""
    entries: list[tuple[Sample | None, str]] = [(_mid, words.key_mid)]
    if course.beside:
        entries.append((_beside, words.key_beside))
    if course.low:
        entries.append((_ground(SPAN_INK), words.key_span))
    if course.sure_low:
        entries.append((_ground(SURE_INK), words.key_sure))
    return entries


def _mid(x: float, y: float) -> Iterator[Shape]:
    yield Line(x=x, y=y, x2=x + SAMPLE_PX, y2=y, ink=INK, width=1.8)


def _beside(x: float, y: float) -> Iterator[Shape]:
    yield Line(x=x, y=y, x2=x + SAMPLE_PX, y2=y, ink=INK, width=1.4, dash=(4.0, 4.0))


def _ground(ink: str) -> Sample:
    def made(x: float, y: float) -> Iterator[Shape]:
        yield Box(x=x, y=y - 6, x2=x + SAMPLE_PX, y2=y + 6, fill=ink)

    return made


def told(course: Course, words: CourseWords) -> str:
    """Return a course in words: its end, and its greatest mean."""
    last, signed = course.days[-1], course.ends[0] < 0

    def share(value: float) -> str:
        return words.percent.format(share=tenths(value, signed=signed))

    when = {"day": last.day, "month": words.months[last.month - 1]}
    if course.low and course.high:
        ends = {"low": share(course.low[-1]), "high": share(course.high[-1])}
        said = words.row.format(name=plain(course.name), mid=share(course.mid[-1]), **ends, **when)
    else:
        said = words.row_alone.format(name=plain(course.name), mid=share(course.mid[-1]), **when)
    if course.beside:
        said += " " + words.beside.format(mid=share(course.beside[-1]))
    at = max(range(len(course.mid)), key=lambda n: abs(course.mid[n]))
    top = course.days[at]
    if 0 < at < len(course.mid) - 1:
        month = words.months[top.month - 1]
        said += " " + words.most.format(mid=share(course.mid[at]), day=top.day, month=month)
    return said
