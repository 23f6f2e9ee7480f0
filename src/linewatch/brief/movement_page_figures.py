"""The figures of a simulation: paired differences by party, one outcome over days, and the parties side by side."""

from __future__ import annotations

from linewatch.brief.movement_page_blocks import Drawing
from linewatch.brief.movement_page_values import EVERYBODY, WHOLE, Dated, Seen, Simulated
from linewatch.brief.phrases import Phrases
from linewatch.figures.courses import Course, Happening
from linewatch.figures.fan import NARROW_PX, WIDE_PX, CourseWords, fan
from linewatch.figures.paired import Difference, PairedWords, paired
from linewatch.figures.small_multiples import small_multiples

# Other kinds of event are many, and set on the days of these.
_MARKED = ("disclosure", "call_off")


def paired_drawing(found: Simulated, outcome: str, say: Phrases) -> Drawing:
    """Return the differences of an outcome by party on the last day, the whole movement on top."""
    told = say.get(f"run.outcomes.{outcome}")
    day = found.differences[outcome, WHOLE, EVERYBODY][-1].day
    when = _day(day.isoformat(), say)
    title = say.format(
        "figures.paired_title", outcome=told, one=found.scenario.title, other=_other(found), when=when
    )
    words = PairedWords(title=title, **_under("paired", say))
    rows = [
        _difference(
            say.get("run.whole_movement"), found.differences[outcome, WHOLE, EVERYBODY][-1], whole=True
        ),
        *(
            _difference(name, found.differences[outcome, actor, EVERYBODY][-1])
            for actor, name in found.actors.items()
        ),
    ]
    wide, narrow = (paired(rows, words, width) for width in (WIDE_PX, NARROW_PX))
    return Drawing(wide.svg, narrow.svg, title, wide.description)


def _difference(name: str, seen: Seen, *, whole: bool = False) -> Difference:
    span, sure = seen.span or (seen.mid, seen.mid), seen.sure or (seen.mid, seen.mid)
    return Difference(name, seen.mid, *span, *sure, whole=whole)


def fan_drawing(found: Simulated, outcome: str, say: Phrases) -> Drawing:
    """Return an outcome over days for the party in which it differs most, or is greatest without a baseline."""
    table = found.differences or found.seen
    actor = max(found.actors, key=lambda one: max(abs(seen.mid) for seen in table[outcome, one, EVERYBODY]))
    name = found.actors[actor]
    title = say.format("figures.fan_title", outcome=say.get(f"run.outcomes.{outcome}"), name=name)
    course, words = _course(found, outcome, actor, name), _words(found, title, say)
    wide, narrow = (fan(course, _happenings(found, say), words, width) for width in (WIDE_PX, NARROW_PX))
    return Drawing(wide.svg, narrow.svg, title, wide.description)


def multiples_drawing(found: Simulated, outcome: str, say: Phrases) -> Drawing:
    """Return an outcome over days for each party."""
    title = say.format("figures.multiples_title", outcome=say.get(f"run.outcomes.{outcome}"))
    courses = [_course(found, outcome, actor, name) for actor, name in found.actors.items()]
    words, events = _words(found, title, say), _happenings(found, say)
    wide, narrow = (small_multiples(courses, events, words, width) for width in (WIDE_PX, NARROW_PX))
    return Drawing(wide.svg, narrow.svg, title, wide.description)


def _course(found: Simulated, outcome: str, actor: str, name: str) -> Course:
    """Return the outcome of the scenario; the baseline's mean is its own less the mean of the paired differences."""
    rows = found.seen[outcome, actor, EVERYBODY]
    less = found.differences.get((outcome, actor, EVERYBODY), ())
    beside = tuple(one.mid - other.mid for one, other in zip(rows, less, strict=True)) if less else ()
    spans = [one.span for one in rows if one.span]
    sures = [one.sure for one in rows if one.sure]
    return Course(
        name,
        tuple(one.day for one in rows),
        tuple(one.mid for one in rows),
        tuple(span.low for span in spans),
        tuple(span.high for span in spans),
        tuple(sure.low for sure in sures),
        tuple(sure.high for sure in sures),
        tuple(0.0 if abs(value) < 1e-12 else value for value in beside),
    )


def _happenings(found: Simulated, say: Phrases) -> list[Happening]:
    """Return what is disclosed and called off in the scenario, and in the baseline on other days, told as such."""
    marked = [event for event in found.scenario.events if event.kind in _MARKED]
    made = [Happening(event.on, _called(event, say)) for event in marked if event.on]
    days = {event.id: event.on for event in marked}
    for event in found.against.events if found.against else ():
        if event.kind in _MARKED and event.on and event.on != days.get(event.id):
            made.append(Happening(event.on, say.format("figures.of_baseline", name=_called(event, say))))
    return made


def _called(event: Dated, say: Phrases) -> str:
    return say.either(f"run.events.{event.id}", event.id)


def _words(found: Simulated, title: str, say: Phrases) -> CourseWords:
    months = tuple(say.get(f"figures.months.{at}") for at in range(1, 13))
    told = _under("courses", say)
    told["key_beside"] = told["key_beside"].format(other=_other(found))
    told["key_mid"] = told["key_mid"].format(one=found.scenario.title)
    return CourseWords(title=title, months=months, **told)


def _other(found: Simulated) -> str:
    return found.against.title if found.against else ""


def _day(text: str, say: Phrases) -> str:
    year, month, day = text.split("-")
    return say.format("figures.day", day=int(day), month=say.get(f"figures.months.{int(month)}"), year=year)


def _under(stem: str, say: Phrases) -> dict[str, str]:
    """Return the phrases right below a stem, as the words of a figure are called."""
    return {key: say.get(f"{stem}.{key}") for key in say.keys_under(stem) if "." not in key}
