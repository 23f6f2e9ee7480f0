"""The numbers of one run, as whole numbers of 1/32768: what is given, set for a scenario, or switched off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linewatch.scenarios import dice
from linewatch.scenarios.mechanisms import MECHANISMS
from linewatch.scenarios.member import FULL, ONE
from linewatch.scenarios.movement import Movement
from linewatch.scenarios.parameters import ATTRIBUTES, PARAMETERS, Figure
from linewatch.scenarios.scenario import Scenario
from linewatch.scenarios.warrants import Warrant, resolved

Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of one run.

    Attributes:
        of: Parameters by name: whole numbers of 1/32768, or counts and days as they are.
        party: Attributes of parties by name, each of shape (parties,).
        on: Mechanisms that hold.
        press: Whether the press reaches cadre, rank and file.
        ties: Near ties, far ties, region.
        used: The values themselves, as numbers to print.
    """

    of: Mapping[str, int]
    party: Mapping[str, Whole]
    on: frozenset[str]
    press: bool
    ties: tuple[int, int, int]
    used: Mapping[str, float]


def numbers(movement: Movement, scenario: Scenario, seed: int, run: int, vary: bool) -> Numbers:
    """Return the numbers of one run.

    Args:
        movement: The movement.
        scenario: The scenario, already checked.
        seed: Seed of the ensemble.
        run: Number of the run.
        vary: True draws each parameter that the scenario does not set between its low and high, most often near its mid
            (a triangle); a baseline and a scenario of the same run draw the same.

    Raises:
        BadMovement: If a mechanism that is on has no warrant.
    """
    for mechanism in MECHANISMS:
        if mechanism.id in scenario.on:
            resolved(mechanism.key, movement.warrants)
    used = {name: _value(movement, scenario, name, (seed, run), vary) for name in PARAMETERS}
    used.update(_switched(scenario))
    party = {
        name: np.array(
            [_each(p.attributes.get(name, a.figure), (seed, run), p.id, name, vary) for p in movement.parties]
        )
        for name, a in ATTRIBUTES.items()
    }
    ties = scenario.structure == "tree, press and ties" and scenario.assumed
    shape = movement.shape
    return Numbers(
        {name: _whole(value, PARAMETERS[name].unit) for name, value in used.items()},
        party,
        scenario.on,
        scenario.structure != "tree",
        (shape.near_ties, shape.far_ties, shape.region) if ties else (0, 0, shape.region),
        used,
    )


def warrant_of(movement: Movement, name: str) -> Warrant:
    """Return what a parameter's value rests on: the case's own warrant, else that it is assumed."""
    return movement.parameters.get(name, PARAMETERS[name].figure).warrant


def _whole(value: float, unit: str) -> int:
    return round(value * ONE) if unit == "share" else round(value)


def _value(movement: Movement, scenario: Scenario, name: str, key: tuple[int, int], vary: bool) -> float:
    if name in scenario.parameters:
        return scenario.parameters[name]
    figure = movement.parameters.get(name, PARAMETERS[name].figure)
    return _drawn(figure, (*key, "parameter", name)) if vary else figure.mid


def _drawn(figure: Figure, key: tuple[int | str, ...]) -> float:
    """Return a draw from the triangle low, mid, high.

    Only sums, products and a square root, which every machine rounds alike.
    """
    if figure.high <= figure.low:
        return figure.mid
    u = dice.share(*key) / ONE
    wide, left = figure.high - figure.low, figure.mid - figure.low
    if u * wide < left:
        return figure.low + float(np.sqrt(u * wide * left))
    return figure.high - float(np.sqrt((1 - u) * wide * (figure.high - figure.mid)))


def _each(figure: Figure, key: tuple[int, int], party: str, name: str, vary: bool) -> int:
    value = _drawn(figure, (*key, "attribute", party, name)) if vary else figure.mid
    return min(round(value * ONE), FULL)


def _switched(scenario: Scenario) -> dict[str, float]:
    """Return the values of parameters that the scenario's switches set."""
    off: dict[str, float] = {}
    for name, parameter in PARAMETERS.items():
        if parameter.off is not None and parameter.mechanism not in scenario.on:
            off[name] = parameter.off
    if "K24" in scenario.on:
        off["forget"] = 0.0
    else:
        off["scar"] = 0.0
    if not scenario.assumed:
        for mechanism in MECHANISMS:
            for part in mechanism.parts:
                off.update(part.off)
    return off
