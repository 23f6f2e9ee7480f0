"""The model's own description as chapters of a page, in the order of the ODD protocol."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from linewatch.brief.dates import date_text_words
from linewatch.brief.movement_page_blocks import Block, Chapter, Grid, Points, Prose
from linewatch.brief.phrases import Phrases
from linewatch.kinds.citations import Citation
from linewatch.scenarios.mechanisms import Part
from linewatch.scenarios.odd import Number, Odd, Submodel
from linewatch.scenarios.parameters import Figure
from linewatch.scenarios.warrants import Warrant

Cites = Mapping[str, tuple[Citation, ...]]


def odd_title(odd: Odd, say: Phrases) -> tuple[str, str]:
    """Return the title of the description and the line below it."""
    title = say.format("odd.title", movement=odd.setting.title)
    return title, say.format("odd.under", version=odd.version)


def odd_chapters(odd: Odd, cites: Cites, say: Phrases) -> tuple[Chapter, ...]:
    """Return the description.

    Args:
        odd: What the model is.
        cites: The pages behind each mechanism, by its key.
        say: The wording of the page and of the brief.
    """
    parts = (
        ("purpose", _purpose(odd, say)),
        ("entities", _entities(odd, say)),
        ("process", _process(odd, say)),
        ("design", _design(odd, say)),
        ("initialization", _initialization(odd, say)),
        ("input", _input(odd, say)),
        ("submodels", ()),
    )
    first = Chapter("", (Prose(say.get("odd.made"), kind="remark"),))
    chapters = (Chapter(say.get(f"odd.chapters.{key}"), tuple(blocks)) for key, blocks in parts)
    return (first, *chapters, *(_submodel(one, cites, say) for one in odd.submodels))


def grounded(warrant: Warrant | None, say: Phrases) -> str:
    """Return what something rests on, in words."""
    if warrant is None:
        return say.get("ground.none")
    blocks = " ".join(warrant.blocks)
    if warrant.ground == "said":
        key = "ground.said_also" if warrant.source else "ground.said"
        return say.format(key, blocks=blocks, source=warrant.source)
    if warrant.ground == "assumed" and warrant.source == "own":
        return say.get("ground.own")
    return say.format(f"ground.{warrant.ground}", source=warrant.source)


def _heads(say: Phrases, *keys: str) -> tuple[str, ...]:
    return tuple(say.get(f"odd.heads.{key}") for key in keys)


def _pairs(rows: Iterable[tuple[str, str]], heads: tuple[str, ...], caption: str = "") -> Grid:
    return Grid(heads, tuple(rows), caption=caption)


def _purpose(odd: Odd, say: Phrases) -> Iterator[Block]:
    setting = odd.setting
    starts, ends = (date_text_words(day.isoformat(), say) for day in (setting.starts, setting.ends))
    yield Prose(say.format("odd.purpose.purpose", starts=starts, ends=ends))
    outcomes = ((_words(name), told) for name, told in odd.outcomes.items())
    yield _pairs(outcomes, _heads(say, "name", "means"), say.get("odd.purpose.outcomes"))
    if setting.patterns:
        yield _pairs(setting.patterns, _heads(say, "pattern", "means"), say.get("odd.purpose.patterns"))
    else:
        yield Prose(say.get("odd.purpose.no_patterns"), kind="remark")
    if setting.scenarios:
        yield _pairs(setting.scenarios, _heads(say, "scenario", "means"), say.get("odd.purpose.scenarios"))


def _words(name: str) -> str:
    return name.replace("_", " ")


def _entities(odd: Odd, say: Phrases) -> Iterator[Block]:
    count = sum(row.stands_for for row in odd.parties)
    yield Prose(say.format("odd.entities.centre", parties=count, rows=len(odd.parties)))
    structures = "; ".join(odd.structures)
    yield Prose(say.format("odd.entities.strata", strata=say.joined(odd.strata), structures=structures))
    parts = "; ".join(_part(part, say) for part in odd.structure_parts)
    yield Prose(say.format("odd.entities.assumed_structure", parts=parts))
    state = say.joined([_words(name) for name in odd.member_state])
    yield Prose(say.format("odd.entities.member", scale=odd.scale, state=state))
    remembered = ((_words(name), told) for name, told in odd.party_state.items())
    yield _pairs(remembered, _heads(say, "name", "means"), say.get("odd.entities.party_state"))
    yield Prose(say.format("odd.entities.gauges", gauges=say.joined([_words(name) for name in odd.gauges])))
    yield _numbers(odd.attributes, say.get("odd.entities.attributes"), say)
    shape = tuple((_words(name), f"{value:,}", told) for name, (value, told) in odd.shape.items())
    yield Grid(_heads(say, "name", "value", "means"), shape, caption=say.get("odd.entities.shape"))
    yield _parties(odd, say)
    days = (odd.setting.ends - odd.setting.starts).days + 1
    starts, ends = (date_text_words(day.isoformat(), say) for day in (odd.setting.starts, odd.setting.ends))
    yield Prose(say.format("odd.entities.scales", days=days, starts=starts, ends=ends))


def _parties(odd: Odd, say: Phrases) -> Grid:
    rows = tuple(
        (
            row.name,
            f"{row.stands_for}",
            *(f"{value:,.0f}" for value in (row.size.low, row.size.mid, row.size.high)),
            f"{row.own}",
            f"{row.said}",
            grounded(row.size.warrant, say),
        )
        for row in odd.parties
    )
    heads = _heads(say, "party", "stands_for", "low", "mid", "high", "given", "said", "ground")
    return Grid(heads, rows, caption=say.get("odd.entities.parties"))


def _numbers(numbers: Iterable[Number], caption: str, say: Phrases) -> Grid:
    rows = tuple(
        (
            _words(one.name),
            one.means,
            say.get(f"units.{one.unit}"),
            *(f"{value:g}" for value in _ends(one.figure)),
            grounded(one.figure.warrant, say),
        )
        for one in numbers
    )
    return Grid(_heads(say, "name", "means", "unit", "low", "mid", "high", "ground"), rows, caption=caption)


def _ends(figure: Figure) -> tuple[float, float, float]:
    return figure.low, figure.mid, figure.high


def _process(odd: Odd, say: Phrases) -> Iterator[Block]:
    yield Prose(say.get("odd.process.told"))
    rows = tuple((f"{at}. {step.name}", step.does) for at, step in enumerate(odd.steps, 1))
    yield Grid(_heads(say, "step", "means"), rows)


def _design(odd: Odd, say: Phrases) -> Iterator[Block]:
    sources = "; ".join(
        f"{say.get('odd.submodel.own') if source == 'own' else source} ({say.joined(ids)})"
        for source, ids in odd.sources.items()
    )
    carried = {
        "sensing": _rules(odd, ("told_inside", "told_outside")),
        "learning": _rules(odd, ("remembered",)),
        "interaction": _rules(odd, ("licence", "seen_voices", "near", "command", "call_off_cost")),
    }
    filled = {
        "sources": sources,
        "strata": say.joined(odd.strata),
        "outcomes": "; ".join(odd.outcomes.values()),
    }
    filled |= {key: say.joined(ids) for key, ids in carried.items()}
    for key in ("basic", "emergence", "adaptation", "sensing", "interaction", "stochasticity", "collectives",
                "observation"):  # fmt: skip
        yield Prose(say.format(f"odd.design.{key}_told", **filled), head=say.get(f"odd.design.{key}"))
    levers = ((_words(name), told) for name, told in odd.levers.items())
    yield _pairs(levers, _heads(say, "name", "means"), say.get("odd.design.levers"))


def _rules(odd: Odd, names: tuple[str, ...]) -> list[str]:
    """Return the mechanisms that some functions carry."""
    return [one.mechanism.id for one in odd.submodels if any(rule.name in names for rule in one.rules)]


def _initialization(odd: Odd, say: Phrases) -> Iterator[Block]:
    yield Prose(say.get("odd.initialization.told"))
    yield _numbers(odd.initial, "", say)


def _input(odd: Odd, say: Phrases) -> Iterator[Block]:
    def yes(value: bool) -> str:
        return say.get("odd.yes" if value else "odd.no")

    def whom(parties: tuple[str, ...] | None) -> str:
        return say.get("odd.input.all") if parties is None else ", ".join(parties)

    events = tuple(
        (
            _words(event.id),
            _words(event.kind),
            event.on.isoformat() if event.on else say.get("odd.input.never"),
            f"{event.strength:g}",
            whom(event.parties),
            grounded(event.warrant, say),
        )
        for event in odd.events
    )
    heads = _heads(say, "event", "kind", "on", "strength", "whom", "ground")
    yield Grid(heads, events, caption=say.get("odd.input.events"))
    yield Prose(say.format("odd.input.kinds", kinds=say.joined([_words(kind) for kind in odd.event_kinds])))
    channels = tuple(
        (
            _words(channel.id),
            yes(channel.inside),
            _words(channel.opens),
            ", ".join(f"{depth:g}" for depth in channel.depth),
            ", ".join(str(days) for days in channel.after_days),
            str(channel.ramp_days),
            yes(channel.planned),
            whom(channel.parties),
            grounded(channel.warrant, say),
        )
        for channel in odd.channels
    )
    heads = _heads(say, "channel", "inside", "opens", "depth", "after", "ramp", "planned", "whom", "ground")
    yield Grid(heads, channels, caption=say.get("odd.input.channels"))


def _submodel(one: Submodel, cites: Cites, say: Phrases) -> Chapter:
    mechanism = one.mechanism
    on = say.get("odd.yes" if mechanism.on else "odd.no")
    blocks: list[Block] = [
        Prose(
            say.format("odd.submodel.level", level=mechanism.level, named=_words(mechanism.key), on=on),
            kind="remark",
        ),
        Prose(
            grounded(one.warrant, say),
            head=say.get("odd.submodel.warrant"),
            citations=cites.get(mechanism.key, ()),
        ),
        Points(tuple(Prose(_part(part, say), head=say.get("odd.submodel.part")) for part in mechanism.parts)),
    ]
    for rule in one.rules:
        blocks += [
            Prose(say.format("odd.submodel.rule", name=_words(rule.name), does=rule.does)),
            Prose(rule.formula, kind="formula"),
        ]
    if one.numbers:
        blocks.append(_numbers(one.numbers, say.format("odd.submodel.numbers", id=mechanism.id), say))
    if one.attributes:
        blocks.append(_numbers(one.attributes, say.get("odd.submodel.uses"), say))
    return Chapter(
        say.format("odd.submodel.head", id=mechanism.id, does=mechanism.does), tuple(blocks), depth=3
    )


def _part(part: Part, say: Phrases) -> str:
    source = say.get("odd.submodel.own") if part.source == "own" else part.source
    told = say.format("odd.submodel.part_told", name=part.name, source=source)
    off = say.joined([f"{name} {value:g}" for name, value in part.off])
    return told + (say.format("odd.submodel.part_off", off=off) if off else "")
