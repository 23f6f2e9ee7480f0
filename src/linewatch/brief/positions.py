"""How far each stands from the line: issue by issue, each number with its range and the statements behind it."""

from __future__ import annotations

from collections.abc import Iterator

from linewatch.brief.case_view import CaseView
from linewatch.brief.dates import date_text_words
from linewatch.brief.measured import Estimate, Fork, Row, Shift, Standing
from linewatch.brief.outline import Block, Paragraph, Remark, Section, Sentence
from linewatch.brief.phrases import Phrases
from linewatch.brief.position_figures import distances_figure, stances_figure
from linewatch.brief.ranges import apart, likely, pages, ranged, signed

_NAMED_EVENTS = 3  # more that lie between two statements are counted


def positions_section(case: CaseView, words: Phrases) -> Section | None:
    """Return how far each stands from the line; nothing where nobody's line is told."""
    ends = at_end(case)
    if not ends:
        return None
    compared = [row for row in latest(case) if row.distance is not None and row.actor != case.centre]
    shared = tuple(dict.fromkeys(row.issue for row in compared))
    blocks: list[Block] = [Paragraph(tuple(_opening(ends, compared, case, words)))]
    if compared:
        blocks += [
            distances_figure(compared, case, words),
            Paragraph(tuple(_clear(compared, case, words))),
        ]
    for at, issue in enumerate(row.id for row in case.issues if row.id in shared):
        blocks.append(stances_figure(issue, case, words, key=not at))
        told = tuple(_on_issue(issue, case, words))
        blocks.append(Paragraph(told, case.name(issue)))
    alone = tuple(_centre_alone(shared, case, words))
    if alone:
        blocks.append(Paragraph(alone, words.get("positions.alone")))
    if forks := tuple(_forks(case, words)):
        blocks.append(Paragraph((Remark(words, "forks"), *forks), words.get("positions.forks")))
    blocks.append(Paragraph(tuple(_left(case, words))))
    kept = tuple(block for block in blocks if not isinstance(block, Paragraph) or block.sentences)
    # Remarks alone would tell of numbers that are not there.
    told = any(block.citations for block in kept)
    return Section(words.get("sections.positions"), kept) if told else None


def at_end(case: CaseView) -> list[Standing]:
    """Return where members of the movement stand at the end of the record."""
    return [row for row in case.standings if row.at_end and row.stance is not None and not row.analyst]


def latest(case: CaseView) -> list[Standing]:
    """Return where members stood when they last spoke at a known date, else at the end of the record.

    Later on nothing new is known of them, only less.
    """
    dated = {
        (row.actor, row.issue): row
        for row in case.standings
        if row.stance is not None and not row.at_end and row.on
    }
    return [dated.get((row.actor, row.issue), row) for row in at_end(case)]


def _statements(ids: tuple[str, ...]) -> list[Row]:
    return [("statements", ident) for ident in ids]


def _opening(
    ends: list[Standing], compared: list[Standing], case: CaseView, words: Phrases
) -> Iterator[Remark]:
    yield Remark(words, "positions")
    if compared and case.centre:
        apart = sum(not row.distance.holds_zero for row in compared if row.distance)
        counts = {"count": len(compared), "apart": apart}
        yield Remark(words, "compared", counts, {"centre": (case.short(case.centre),)})
    single = sum(row.statements == 1 for row in ends)
    yield Remark(words, "single", {"all": len(ends), "count": single})
    if words.scale and any(row.shift and row.actor == case.centre for row in case.standings):
        yield Remark(words, "chances", names={"scale": (words.scale.name,)})


def _clear(compared: list[Standing], case: CaseView, words: Phrases) -> Iterator[Sentence]:
    """Yield those whose whole interval lies on one side of the line; of the others no order can be told."""
    for row in compared:
        if row.distance and not row.distance.holds_zero:
            text = words.format(
                "positions.clear",
                who=case.short(row.actor),
                issue=case.name(row.issue),
                distance=apart(row.distance, words),
            )
            yield Sentence(words.ended(text), pages(_statements(row.by), case))


def _on_issue(issue: str, case: CaseView, words: Phrases) -> Iterator[Sentence | Remark]:
    yield from _centre(issue, case, words)
    for row in latest(case):
        if row.issue == issue and row.actor != case.centre:
            yield _other(row, case, words)


def _centre(issue: str, case: CaseView, words: Phrases) -> Iterator[Sentence]:
    """Yield where the centre's line stood first and last, then what it did between its statements."""
    rows = [row for row in case.standings if row.issue == issue and row.actor == case.centre and row.stance]
    last = next((row for row in rows if row.at_end), None)
    if last is None or last.stance is None:
        return
    dated = [row for row in rows if not row.at_end and row.on]
    count = words.count("positions.statements", last.statements)
    # The first statement is the one that no step leads to.
    first = next((row for row in dated if row.shift is None), dated[0]) if len(dated) > 1 else None
    if first and first.stance:
        text = words.format(
            "positions.first_and_last",
            first=ranged(first.stance, words),
            when=date_text_words(first.on, words),
            last=ranged(last.stance, words),
            end=date_text_words(last.on, words),
            statements=count,
        )
    else:
        text = words.format("positions.once", stance=ranged(last.stance, words), statements=count)
    who = words.format("lead.who", who=case.short(last.actor))
    yield Sentence(words.ended(text), pages(_statements(last.by), case), who=who)
    for row in rows:
        if row.shift:
            yield _shifted(row.shift, rows, case, words)


def _shifted(shift: Shift, dated: list[Standing], case: CaseView, words: Phrases) -> Sentence:
    events = [case.name(event) for event in shift.events]
    between = words.count("positions.events", len(events)) if events else words.get("positions.no_event")
    if 0 < len(events) <= _NAMED_EVENTS:
        between = words.format("positions.named", names=words.joined(events))
    text = words.format(
        f"positions.verdict.{shift.verdict.replace(' ', '_')}",
        since=date_text_words(shift.since, words),
        until=date_text_words(shift.until, words),
        size=apart(shift.size, words),
        chance=likely(shift.chance, words),
        events=between,
    )
    by = [ident for row in dated if row.on in (shift.since, shift.until) for ident in row.by]
    by = by or [ident for row in dated for ident in row.by]
    return Sentence(words.ended(text), pages(_statements(tuple(by)), case))


def _other(row: Standing, case: CaseView, words: Phrases) -> Sentence:
    assert row.stance is not None
    count = words.count("positions.statements", row.statements)
    key = "stands" if row.distance else "stands_alone"
    distance = apart(row.distance, words) if row.distance else ""
    text = words.format(
        f"positions.{key}", stance=ranged(row.stance, words), statements=count, distance=distance
    )
    marks = [words.get("positions.undated") if row.undated == row.statements else ""]
    if row.distance and not row.distance.holds_zero:
        marks.append(words.get("positions.apart"))
    return Sentence(
        words.ended(text),
        pages(_statements(row.by), case),
        who=words.format("lead.who", who=case.short(row.actor)),
        mark=words.joined([mark for mark in marks if mark]),
    )


def _centre_alone(shared: tuple[str, ...], case: CaseView, words: Phrases) -> Iterator[Sentence | Remark]:
    """Yield the centre's line where no other member took a stance; where it spoke but once, that is only counted."""
    alone = [row for row in at_end(case) if row.actor == case.centre and row.issue not in shared]
    for row in alone:
        if row.stance and row.statements > 1:
            count = words.count("positions.statements", row.statements)
            text = words.format("positions.once", stance=ranged(row.stance, words), statements=count)
            who = words.format("lead.who", who=case.name(row.issue))
            yield Sentence(words.ended(text), pages(_statements(row.by), case), who=who)
            dated = [one for one in case.standings if _of_line(one, row) and one.on]
            steps = [one.shift for one in dated if one.shift and one.shift.verdict != "continuation"]
            yield from (_shifted(step, dated, case, words) for step in steps)
    if once := sum(row.statements == 1 for row in alone):
        yield Remark(words, "once", {"count": once})


def _of_line(one: Standing, row: Standing) -> bool:
    return (one.actor, one.issue) == (row.actor, row.issue)


def _forks(case: CaseView, words: Phrases) -> Iterator[Sentence]:
    ends = {(row.actor, row.issue): row for row in at_end(case)}
    for fork in case.forks:
        here, there = ends.get((fork.actor, fork.issue)), ends.get((fork.actor, fork.other))
        if here and there and here.stance and there.stance:
            yield _fork(fork, here, there, case, words)


def _fork(fork: Fork, here: Standing, there: Standing, case: CaseView, words: Phrases) -> Sentence:
    size = fork.difference
    if size.mid < 0:  # the higher is named first
        here, there, size = there, here, Estimate(-size.mid, -size.high, -size.low)
    assert here.stance is not None
    assert there.stance is not None
    text = words.format(
        "positions.fork",
        issue=case.name(here.issue),
        stance=signed(here.stance.mid),
        pole=_pole(here, case),
        other=case.name(there.issue),
        other_stance=signed(there.stance.mid),
        other_pole=_pole(there, case),
        difference=apart(size, words),
    )
    cited = (*pages(_statements(here.by), case, 1), *pages(_statements(there.by), case, 1))
    return Sentence(words.ended(text), cited, who=words.format("lead.who", who=case.short(fork.actor)))


def _pole(row: Standing, case: CaseView) -> str:
    """Return the end of the issue to which a stance leans, in the words of the issue."""
    issue = next(one for one in case.issues if one.id == row.issue)
    return (issue.plus if row.stance and row.stance.mid > 0 else issue.minus) or ""


def _left(case: CaseView, words: Phrases) -> Iterator[Remark]:
    """Yield who has no estimate, and on which issues no distance can be told."""
    refused = [row for row in case.standings if row.stance is None]
    if refused:
        silent: dict[str, list[str]] = {}
        for row in refused:
            silent.setdefault(case.name(row.issue), []).append(case.short(row.actor))
        named = (
            words.format("positions.silent", issue=issue, names=words.joined(who))
            for issue, who in silent.items()
        )
        yield Remark(words, "no_stance", names={"names": tuple(named)})
    lineless = dict.fromkeys(
        case.name(row.issue) for row in at_end(case) if row.distance is None and row.actor != case.centre
    )
    if lineless and case.centre:
        names = {"centre": (case.short(case.centre),), "names": tuple(lineless)}
        yield Remark(words, "no_line", names=names)
    analysts = dict.fromkeys(case.short(row.actor) for row in case.standings if row.analyst and row.at_end)
    if analysts:
        yield Remark(words, "analysts_apart", names={"names": tuple(analysts)})
