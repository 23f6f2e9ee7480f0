"""What runs of the movement show, as chapters of a page: what they cannot say, what was asked, what came out."""

from __future__ import annotations

from collections.abc import Iterator

from linewatch.brief.dates import date_text_words
from linewatch.brief.movement_page_blocks import Block, Chapter, Grid, Points, Prose
from linewatch.brief.movement_page_figures import fan_drawing, multiples_drawing, paired_drawing
from linewatch.brief.movement_page_values import EVERYBODY, WHOLE, Dated, Ran, Seen, Simulated
from linewatch.brief.phrases import Phrases
from linewatch.figures.courses import tenths
from linewatch.scenarios.mechanisms import MECHANISMS

_TOLD_PARTIES = 6
_SMALL = 0.0005  # a difference that would be written as 0.0 points


def run_title(found: Simulated, say: Phrases) -> tuple[str, str]:
    """Return the title of the page and the line below it."""
    key = "run.title_against" if found.against else "run.title"
    other = found.against.title if found.against else ""
    under = say.format(
        "run.under", movement=found.movement, runs=found.runs, seed=found.seed, hash=found.hash
    )
    return say.format(key, one=found.scenario.title, other=other), under


def run_chapters(found: Simulated, say: Phrases) -> tuple[Chapter, ...]:
    """Return the page of a simulation."""
    limits = Points(tuple(Prose(_limit(tells, blocks, say)) for tells, blocks in found.limits), boxed=True)
    chapters = (
        ("limits", (limits,)),
        ("asked", tuple(_asked(found, say))),
        ("findings", tuple(_findings(found, say))),
        ("figures", tuple(_figures(found, say))),
        ("bare", tuple(_bare(found, say))),
        ("patterns", tuple(_patterns(found, say))),
        ("widths", tuple(_widths(found, say))),
        ("warrants", tuple(_warrants(found, say))),
        ("how", tuple(_how(found, say))),
    )
    return tuple(Chapter(say.get(f"run.{key}"), blocks) for key, blocks in chapters if blocks)


def _limit(tells: str, blocks: tuple[str, ...], say: Phrases) -> str:
    return f"{tells} {say.format('run.blocks', blocks=' '.join(blocks))}" if blocks else tells


def _asked(found: Simulated, say: Phrases) -> Iterator[Block]:
    one, other = found.scenario, found.against
    yield Prose(say.ended(one.tells), head=one.title)
    if other:
        yield Prose(say.ended(other.tells), head=say.format("run.against", title=other.title))
        changed = tuple(_changed(one, other, say))
        if changed:
            yield Points(changed)
    key = "run.dice_against" if other else "run.dice"
    yield Prose(say.format(key, runs=found.runs))


def _changed(one: Ran, other: Ran, say: Phrases) -> Iterator[Prose]:
    """Yield what differs between two scenarios: events, the structure, mechanisms."""
    theirs = {event.id: event for event in other.events}
    for event in one.events:
        before = theirs.get(event.id)
        if before is not None and (before.on, before.strength) != (event.on, event.strength):
            told = say.format("run.changed", one=_event(event, say), other=_event(before, say))
            yield Prose(told, head=say.either(f"run.events.{event.id}", event.id))
    for head, ours, their in (
        ("structure", one.structure, other.structure),
        ("off", say.joined(one.off), say.joined(other.off)),
    ):
        if ours != their:
            told = say.format(
                "run.changed", one=ours or say.get("run.none"), other=their or say.get("run.none")
            )
            yield Prose(told, head=say.get(f"run.{head}"))


def _event(event: Dated, say: Phrases) -> str:
    if event.on is None:
        return say.get("run.never")
    when = date_text_words(event.on.isoformat(), say)
    return (
        when if event.strength == 1 else say.format("run.strength", when=when, strength=f"{event.strength:g}")
    )


def _findings(found: Simulated, say: Phrases) -> Iterator[Block]:
    if found.runs < 2:
        yield Prose(say.get("run.single"), kind="remark")
    yield Prose(say.get("run.findings_read" if found.against else "run.outcomes_read"), kind="remark")
    table = found.differences or found.seen
    for outcome in found.outcomes:
        whole = table[outcome, WHOLE, EVERYBODY][-1]
        parties = [(name, table[outcome, actor, EVERYBODY][-1]) for actor, name in found.actors.items()]
        moved = [(name, seen) for name, seen in parties if _apart(seen)]
        told = [_sentence(whole, found, say)]
        if moved:
            ranked = sorted(moved, key=lambda row: -abs(row[1].mid))[:_TOLD_PARTIES]
            listed = "; ".join(
                say.format("run.party", name=name, value=_value(seen, found, say)) for name, seen in ranked
            )
            key = "run.parties_apart" if found.against else "run.parties_most"
            told.append(say.count(key, len(moved), all=len(parties), listed=listed))
        elif found.against:
            told.append(say.get("run.parties_none"))
        yield Prose(" ".join(told), head=say.get(f"run.outcomes.{outcome}"))


def _apart(seen: Seen) -> bool:
    """Return whether a range as it is written leaves nought out; of a single run, whether its value does."""
    if abs(seen.mid) < _SMALL:
        return False
    return seen.span is None or seen.span.low >= _SMALL or seen.span.high <= -_SMALL


def _sentence(whole: Seen, found: Simulated, say: Phrases) -> str:
    when = date_text_words(whole.day.isoformat(), say)
    value = _value(whole, found, say)
    told = say.format("run.whole" if found.against else "run.whole_alone", when=when, value=value)
    if found.against and whole.span is not None:
        if abs(whole.mid) < _SMALL and max(map(abs, whole.span)) < _SMALL:
            return say.format("run.whole_same", when=when)
        if not _apart(whole):
            told += " " + say.get("run.nought")
    return told


def _value(seen: Seen, found: Simulated, say: Phrases) -> str:
    signed = bool(found.against)

    def told(value: float) -> str:
        return tenths(value, signed=signed)

    if seen.span is None:
        return say.format("run.value_alone", mid=told(seen.mid))
    return say.format("run.value", mid=told(seen.mid), low=told(seen.span.low), high=told(seen.span.high))


def _figures(found: Simulated, say: Phrases) -> Iterator[Block]:
    for outcome in ("voices", "trust_centre"):
        if found.differences and found.runs > 1:
            yield paired_drawing(found, outcome, say)
    yield fan_drawing(found, "voices", say)
    yield multiples_drawing(found, "voices", say)


def _bare(found: Simulated, say: Phrases) -> Iterator[Block]:
    if found.bare is None:
        yield Prose(say.get("run.bare_not"))
        return
    yield Prose(say.get("run.bare_read"), kind="remark")
    table, bare = found.differences or found.seen, found.bare.differences or found.bare.seen
    rows = tuple(
        (
            say.get(f"run.outcomes.{outcome}"),
            _value(table[outcome, WHOLE, EVERYBODY][-1], found, say),
            _value(bare[outcome, WHOLE, EVERYBODY][-1], found.bare, say),
            _greatest(outcome, found, say),
            _greatest(outcome, found.bare, say),
        )
        for outcome in found.outcomes
    )
    yield Grid(_heads(say, "outcome", "with", "without", "most_with", "most_without"), rows)


def _greatest(outcome: str, found: Simulated, say: Phrases) -> str:
    """Return the party in which an outcome differs most, with its value."""
    table = found.differences or found.seen
    ranked = [(abs(seen.mid), name, seen) for actor, name in found.actors.items()
              if (seen := table[outcome, actor, EVERYBODY][-1])]  # fmt: skip
    most, name, seen = max(ranked, key=lambda row: row[0])
    return (
        say.get("run.none")
        if most < _SMALL
        else say.format("run.party", name=name, value=_value(seen, found, say))
    )


def _patterns(found: Simulated, say: Phrases) -> Iterator[Block]:
    if not found.patterns:
        yield Prose(say.get("run.patterns_none"))
        return
    met = sum(one.share is not None and one.share >= 0.5 for one in found.patterns)
    held = sum(one.share is not None for one in found.patterns)
    told = say.format(
        "run.patterns_read", scenario=found.scenario.title, met=met, held=held, all=len(found.patterns)
    )
    yield Prose(told)
    rows = tuple(
        (
            one.id,
            one.says,
            " ".join(one.blocks),
            say.format("run.pattern_refused", why=one.why) if one.share is None
            else say.format("run.pattern_share", share=f"{100 * one.share:.0f}"),
        )
        for one in found.patterns
    )  # fmt: skip
    yield Grid(_heads(say, "pattern", "says", "said_in", "met"), rows)


def _widths(found: Simulated, say: Phrases) -> Iterator[Block]:
    if found.widths:
        yield Prose(say.get("run.widths_read"), kind="remark")
        rows = tuple(
            (
                say.get(f"run.outcomes.{one.name}"),
                f"{100 * one.span:.2f}",
                f"{100 * one.mean / 2:.2f}",
                say.get("run.none") if one.paired_runs is None else f"{100 * one.paired_runs:.0f}",
            )
            for one in found.widths
        )
        yield Grid(_heads(say, "outcome", "span", "sure", "paired"), rows)
    if found.thinned:
        listed = "; ".join(
            say.format("run.thin", name=one.name, factor=one.factor, kept=f"{one.kept:,}")
            for one in found.thinned
        )
        yield Prose(say.format("run.thinned", listed=listed))
    else:
        yield Prose(say.get("run.whole_parties"))


def _warrants(found: Simulated, say: Phrases) -> Iterator[Block]:
    yield Prose(
        say.get("run.warrants_read" if found.scenario.assumed else "run.warrants_bare"), kind="remark"
    )
    items: list[Prose] = []
    for mechanism in MECHANISMS:
        state = "off" if mechanism.id in found.scenario.off else "on"
        assumed = "; ".join(
            say.format("odd.submodel.part_told", name=part.name,
                       source=say.get("odd.submodel.own") if part.source == "own" else part.source)
            for part in mechanism.parts
        )  # fmt: skip
        told = say.format(f"run.mechanism_{state}", does=mechanism.does)
        told += " " + say.format("run.assumed", parts=assumed) if assumed else ""
        items.append(Prose(told, head=mechanism.id, citations=found.warrants.get(mechanism.key, ())))
    yield Points(tuple(items))


def _how(found: Simulated, say: Phrases) -> Iterator[Block]:
    yield Prose(say.format("run.how_told", seed=found.seed, hash=found.hash, runs=found.runs))
    settings = say.joined(
        [say.format("run.setting", name=name, value=value) for name, value in found.settings]
    )
    yield Prose(say.format("run.settings", settings=settings), kind="remark")
    if found.blocks:
        yield Prose(say.format("run.blocks_told", names=say.joined(found.blocks)), kind="remark")


def _heads(say: Phrases, *keys: str) -> tuple[str, ...]:
    return tuple(say.get(f"run.heads.{key}") for key in keys)
