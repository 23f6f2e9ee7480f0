from __future__ import annotations

import pytest

from linewatch.figures.moments import TimelineWords


@pytest.fixture(scope="session")
def timeline_words() -> TimelineWords:
    return TimelineWords(
        planned="Planned",
        happened="Happened",
        months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
        tick="{day} {month}",
        outside="{when}, outside",
        item="{when}: {label}",
        noted="{item} ({note})",
        lane="{lane}: {items}.",
        join="; ",
        key_day="a day",
        key_span="a span",
        key_about="about",
        key_open="open",
        key_outside="from outside",
        key_short="shortened",
    )
