"""The same thing over days for each of several: one small frame each, all to one scale.

Signs are those of `fan`. The scale is written at the frames on the left alone; what never leaves nought is named, not
drawn.
"""

from __future__ import annotations

from collections.abc import Sequence

from linewatch.errors import BadValue
from linewatch.figures.courses import (
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
    written,
)
from linewatch.figures.drawing import Shape, Text, drawn
from linewatch.figures.fan import NARROW_PX, WIDE_PX, CourseFigure, CourseWords, course_key, told
from linewatch.figures.samples import samples
from linewatch.figures.texts import lines, plain, width_px

_EDGE_PX, _HEAD_PX, _HIGH_PX, _FOOT_PX, _GAP_PX = 12.0, 46.0, 92.0, 26.0, 12.0
_COLUMNS, _NARROW_COLUMNS = 4, 2
_NOTHING = 0.0005  # a value that would be written 0.0 in points of a hundred


def small_multiples(
    courses: Sequence[Course], events: Sequence[Happening], words: CourseWords, width: int = WIDE_PX
) -> CourseFigure:
    """Draw several courses side by side.

    Args:
        courses: In the order in which they are read; all over the same days.
        events: In any order.
        words: The wording.
        width: In px: WIDE_PX for a page, NARROW_PX for a telephone.

    Raises:
        BadValue: If there is none.
    """
    if not courses:
        raise BadValue("Small figures side by side need one course at least.", "Leave the figure out.")
    moving = [one for one in courses if max(map(abs, one.ends)) >= _NOTHING] or [courses[0]]
    flat = [one.name for one in courses if one not in moving]
    steps = scale([end for one in moving for end in one.ends], 3)
    narrow = width < 2 * NARROW_PX
    columns = _NARROW_COLUMNS if narrow else _COLUMNS
    label = max(width_px(words.percent.format(share=points(s, signed=steps[0] < 0)), 11.0) for s in steps) + 6
    wide = (width - 2 * _EDGE_PX - label - (columns - 1) * _GAP_PX) / columns
    grounds: list[Shape] = []
    back: list[Shape] = []
    front: list[Shape] = []
    y, within = 0.0, ()
    for at, course in enumerate(moving):
        column, row = at % columns, at // columns
        left = _EDGE_PX + label + column * (wide + _GAP_PX)
        top = row * (_HEAD_PX + _HIGH_PX + _FOOT_PX) + _HEAD_PX
        days = (course.days[-1] - course.days[0]).days
        frame = Frame(left, left + wide, top, top + _HIGH_PX, course.days[0], days, steps[0], steps[-1])
        within = shown(events, frame)
        areas, drawn_lines = course_shapes(course, frame)
        grounds += areas
        back += frame_shapes(frame, steps, words.percent, labelled=column == 0)
        back += happening_shapes(frame, within, lettered=not narrow)
        front += [*month_shapes(frame, words.months, short=True), *drawn_lines, *_heads(course, frame)]
        y = frame.bottom + _FOOT_PX
    key, y = samples(course_key(moving[0], words), y + 4, width, _EDGE_PX)
    texts = [*event_lines(within, words.months, words.event)]
    named, y = written(texts, _EDGE_PX, y, width - 2 * _EDGE_PX, 1 if narrow else 3)
    still = words.flat.format(names=words.join.join(map(plain, flat))) if flat else ""
    last, y = written([still] if still else [], _EDGE_PX, y + 2, width - 2 * _EDGE_PX)
    svg = drawn([grounds, back, [*front, *key, *named, *last]], width, round(y + 6), plain(words.title))
    return CourseFigure(svg, " ".join(filter(None, [*(told(one, words) for one in moving), still])))


def _heads(course: Course, frame: Frame) -> list[Shape]:
    """Return the name above a frame, in two lines at most, above the letters of events."""
    name = lines(plain(course.name), 11.0, frame.right - frame.left)[:2]
    return [
        Text(
            x=frame.left,
            y=frame.top - 31 + 12 * at + (12 if len(name) == 1 else 0) - 1,
            text=line,
            size=11,
            bold=True,
        )
        for at, line in enumerate(name)
    ]
