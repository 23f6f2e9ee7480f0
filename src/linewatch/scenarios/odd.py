"""What the ODD protocol asks to be told of a model, taken from the objects that are run: nothing is typed twice.

Source: Grimm et al. (2020), The ODD protocol, second update, JASSS 23(2) 7.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from inspect import cleandoc

from linewatch.scenarios.mechanisms import MECHANISMS, STRUCTURE_PARTS, Mechanism, Part
from linewatch.scenarios.member import ONE, fingerprint
from linewatch.scenarios.movement import EVENT_KINDS, STRATA, Channel, Event, Movement, Shape
from linewatch.scenarios.outcomes import OUTCOMES
from linewatch.scenarios.parameters import ATTRIBUTES, PARAMETERS, Figure
from linewatch.scenarios.scenario import STRUCTURES, Scenario
from linewatch.scenarios.signals import Memory
from linewatch.scenarios.traces import COUNTS, GAUGES, MEANS
from linewatch.scenarios.warrants import Warrant

INITIAL = "initial"


@dataclass(frozen=True, slots=True)
class Rule:
    """A function that is run.

    Attributes:
        name: Its name.
        does: What its docstring says it returns.
        formula: Its statements, without the casts that only fix their width.
    """

    name: str
    does: str
    formula: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the model.

    Attributes:
        name: As a case or a scenario writes it.
        means: What it is.
        unit: share, days or count.
        figure: Its range and what it rests on.
        of_case: Whether the case gives it, in place of the model's own.
    """

    name: str
    means: str
    unit: str
    figure: Figure
    of_case: bool


@dataclass(frozen=True, slots=True)
class Submodel:
    """A mechanism with all that belongs to it.

    Attributes:
        mechanism: Id, level, what it does, what of it is assumed, whether it is on.
        warrant: What the case gives for it; None where the case gives nothing, so that it cannot be switched on.
        rules: The functions that carry it.
        numbers: Its parameters.
        attributes: Numbers of parties that it uses.
    """

    mechanism: Mechanism
    warrant: Warrant | None
    rules: tuple[Rule, ...]
    numbers: tuple[Number, ...]
    attributes: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a day: the function that takes it and what its docstring says."""

    name: str
    does: str


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party, or a block of parties.

    Attributes:
        id: Its id.
        name: Its name in the case.
        stands_for: How many parties it stands for.
        size: Its members.
        own: How many of its attributes the case gives.
        said: How many of these the documents say.
    """

    id: str
    name: str
    stands_for: int
    size: Figure
    own: int
    said: int


@dataclass(frozen=True, slots=True)
class Setting:
    """What the case adds to a movement's value.

    Attributes:
        title: What the movement is called.
        starts: First day.
        ends: Last day.
        names: Names of parties by id.
        stands_for: How many parties each row stands for.
        patterns: What the model is held against, each an id and a sentence.
        scenarios: Scenarios that ship, each a name and a sentence.
    """

    title: str
    starts: date
    ends: date
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    stands_for: Mapping[str, int] = field(default_factory=dict[str, int])
    patterns: tuple[tuple[str, str], ...] = ()
    scenarios: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Odd:
    """All that the protocol asks for, in its order.

    Attributes:
        setting: Purpose and patterns; first and last day.
        outcomes: What is told of a run, by name.
        parties: Entities: the parties.
        strata: Entities: the strata of a party, from the top.
        attributes: State variables of a party that stay.
        member_state: State variables of a member, as what is summed over members.
        party_state: State variables of a party that change, by name.
        gauges: What else is shown of a party each day.
        scale: What a whole number is a share of.
        shape: How a party is built, by name.
        structures: The rival structures.
        structure_parts: What the structure itself assumes.
        steps: The steps of a day, in their order.
        sources: Whose assumptions the mechanisms rest on, each with the mechanisms.
        initial: Numbers of the first day.
        channels: Input: ways of disclosure.
        events: Input: what is dated.
        event_kinds: Kinds of event.
        levers: What a scenario may set, by name.
        submodels: The mechanisms.
        version: Changes whenever the rule of a member does.
    """

    setting: Setting
    outcomes: Mapping[str, str]
    parties: tuple[PartyRow, ...]
    strata: tuple[str, ...]
    attributes: tuple[Number, ...]
    member_state: tuple[str, ...]
    party_state: Mapping[str, str]
    gauges: tuple[str, ...]
    scale: int
    shape: Mapping[str, tuple[int, str]]
    structures: tuple[str, ...]
    structure_parts: tuple[Part, ...]
    steps: tuple[Step, ...]
    sources: Mapping[str, tuple[str, ...]]
    initial: tuple[Number, ...]
    channels: tuple[Channel, ...]
    events: tuple[Event, ...]
    event_kinds: tuple[str, ...]
    levers: Mapping[str, str]
    submodels: tuple[Submodel, ...]
    version: str


def described(movement: Movement, setting: Setting, rules: Mapping[str, Rule], steps: Sequence[Step]) -> Odd:
    """Return what the protocol asks for.

    Args:
        movement: The movement.
        setting: What the case adds.
        rules: Every function that carries a mechanism, by its name.
        steps: The steps of a day.

    Raises:
        KeyError: If a mechanism names a function that is not among the rules.
    """
    return Odd(
        setting=setting,
        outcomes=OUTCOMES,
        parties=_parties(movement, setting),
        strata=STRATA,
        attributes=tuple(_attribute(name) for name in ATTRIBUTES),
        member_state=(*MEANS, *COUNTS),
        party_state=documented(Memory),
        gauges=GAUGES,
        scale=ONE,
        shape={name: (getattr(movement.shape, name), told) for name, told in documented(Shape).items()},
        structures=STRUCTURES,
        structure_parts=STRUCTURE_PARTS,
        steps=tuple(steps),
        sources=_sources(MECHANISMS),
        initial=_numbers(movement, INITIAL),
        channels=movement.channels,
        events=movement.events,
        event_kinds=EVENT_KINDS,
        levers=documented(Scenario),
        submodels=tuple(_submodel(movement, mechanism, rules) for mechanism in MECHANISMS),
        version=f"{fingerprint():012x}",
    )


def documented(kind: type) -> dict[str, str]:
    """Return what a class's docstring says of each of its attributes."""
    _, _, told = cleandoc(kind.__doc__ or "").partition("Attributes:\n")
    found: dict[str, str] = {}
    for line in told.splitlines():
        if begin := re.match(r"    (\w+): (.*)", line):
            found[begin[1]] = begin[2]
        elif line.startswith("      ") and found:
            last = next(reversed(found))
            found[last] += f" {line.strip()}"
    return found


def _parties(movement: Movement, setting: Setting) -> tuple[PartyRow, ...]:
    return tuple(
        PartyRow(
            party.id,
            setting.names.get(party.id) or party.id,
            setting.stands_for.get(party.id, 1),
            party.size,
            len(party.attributes),
            sum(figure.warrant.ground == "said" for figure in party.attributes.values()),
        )
        for party in movement.parties
    )


def _attribute(name: str) -> Number:
    return Number(name, ATTRIBUTES[name].means, "share", ATTRIBUTES[name].figure, of_case=False)


def _numbers(movement: Movement, mechanism: str) -> tuple[Number, ...]:
    return tuple(
        Number(
            name,
            each.means,
            each.unit,
            movement.parameters.get(name, each.figure),
            of_case=name in movement.parameters,
        )
        for name, each in PARAMETERS.items()
        if each.mechanism == mechanism
    )


def _submodel(movement: Movement, mechanism: Mechanism, rules: Mapping[str, Rule]) -> Submodel:
    return Submodel(
        mechanism,
        movement.warrants.get(mechanism.key),
        tuple(rules[name] for name in mechanism.rules),
        _numbers(movement, mechanism.id),
        tuple(_attribute(name) for name, each in ATTRIBUTES.items() if each.mechanism == mechanism.id),
    )


def _sources(mechanisms: Iterable[Mechanism]) -> dict[str, tuple[str, ...]]:
    """Return whose assumptions mechanisms rest on, in the order of the mechanisms; our own last."""
    found: dict[str, list[str]] = {}
    for mechanism in mechanisms:
        for part in mechanism.parts:
            found.setdefault(part.source, []).append(mechanism.id)
    ranked = sorted(found.items(), key=lambda item: item[0] == "own")
    return {source: tuple(dict.fromkeys(ids)) for source, ids in ranked}
