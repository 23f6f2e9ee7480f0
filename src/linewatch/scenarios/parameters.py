"""The numbers of the mechanisms: what each means, its range, and that it is assumed unless the case says more.

No document gives any of these numbers. The ranges are ours: wide enough that a result which holds across them
does not hang on one of them. A case may narrow or replace any, with a warrant of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from linewatch.scenarios.warrants import Warrant, assumed

OWN: Final = "own range: no document gives a number"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its range and what it rests on.

    Attributes:
        low: Smallest value held possible.
        mid: The value of a single run.
        high: Largest value held possible.
        warrant: What it rests on.
    """

    low: float
    mid: float
    high: float
    warrant: Warrant


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number that a mechanism needs.

    Attributes:
        name: As a case or a scenario writes it.
        mechanism: K1 to K24, or ``initial`` for where everything stands on the first day.
        unit: ``share`` (0 to 1), ``days`` or ``count``.
        means: What it is, in the reader's terms.
        figure: The value unless the case gives another.
        off: The value when the mechanism is switched off; None where the mechanism's rule is left out instead.
    """

    name: str
    mechanism: str
    unit: str
    means: str
    figure: Figure
    off: float | None = None


def largest(parameter: Parameter) -> float:
    """Return the largest value that a parameter may be given: a share is at most 1, a gain of more than 1 at most 10.

    Larger ones mean nothing and would not fit the member's whole numbers.
    """
    if parameter.unit != "share":
        return 3660.0
    return 1.0 if parameter.figure.high <= 1.0 else 10.0


def _of(
    name: str, mechanism: str, values: tuple[float, float, float], means: str, **more: object
) -> Parameter:
    unit, off, source = more.get("unit", "share"), more.get("off"), more.get("source", OWN)
    figure = Figure(*values, assumed(str(source)))
    return Parameter(name, mechanism, str(unit), means, figure, off if off is None else float(str(off)))


_ALL: Final = (
    _of("inside_tolerable", "K1", (0.02, 0.05, 0.10), "step of disclosure that is borne without shock"),
    _of(
        "inside_reach",
        "K1",
        (0.05, 0.15, 0.40),
        "chance a day that a member hears what has come down to him",
        off=0,
    ),
    _of(
        "press_reach",
        "K2",
        (0.05, 0.15, 0.40),
        "chance a day to read what the outside press has, where all can",
        off=0,
    ),
    _of(
        "prepared_weight",
        "K3",
        (0.5, 1.0, 1.0),
        "how much of what was told before counts as preparation",
        off=0,
    ),
    _of("load_doctrine", "K4", (0.03, 0.08, 0.2), "fall of trust in doctrine by a full shock", off=0),
    _of("load_system", "K4", (0.08, 0.2, 0.4), "fall of trust in the system by a full shock", off=0),
    _of("load_centre", "K4", (0.2, 0.4, 0.6), "fall of trust in the centre by a full shock", off=0),
    _of("load_leader", "K4", (0.08, 0.2, 0.4), "fall of trust in the own leader by a full shock", off=0),
    _of(
        "recovery", "K4", (0.002, 0.006, 0.02), "part of the way back to rest that trust goes in a day", off=0
    ),
    _of(
        "weight_doctrine",
        "initial",
        (0.1, 0.2, 0.4),
        "weight of doctrine in a member's doubt (weights are scaled to 1)",
    ),
    _of("weight_system", "initial", (0.1, 0.3, 0.4), "weight of the system in a member's doubt"),
    _of("weight_centre", "initial", (0.1, 0.3, 0.4), "weight of the centre in a member's doubt"),
    _of("weight_leader", "initial", (0.1, 0.2, 0.4), "weight of the own leader in a member's doubt"),
    _of("trust_doctrine", "initial", (0.75, 0.88, 0.95), "trust in doctrine at rest, rank and file"),
    _of("trust_system", "initial", (0.70, 0.85, 0.95), "trust in the system at rest, rank and file"),
    _of("trust_centre", "initial", (0.70, 0.85, 0.95), "trust in the centre at rest, rank and file"),
    _of("trust_leader", "initial", (0.65, 0.80, 0.90), "trust in the own leader at rest, rank and file"),
    _of("trust_rise", "initial", (0.0, 0.03, 0.06), "more trust at rest with each step up the strata"),
    _of(
        "trust_spread",
        "initial",
        (0.05, 0.12, 0.20),
        "widest difference of a member's trust at rest from his stratum's",
    ),
    _of(
        "jeopardy", "K5", (0.3, 0.8, 1.5), "loss of command when the leader's standing is lost wholly", off=0
    ),
    _of(
        "spill",
        "K6",
        (0.1, 0.3, 0.6),
        "more fall of trust in a leader wholly associated with the symbol",
        off=0,
    ),
    _of("obedience", "initial", (0.10, 0.20, 0.35), "price of a voice under full command"),
    _of("fear", "initial", (0.10, 0.30, 0.50), "price of a voice where fear is full"),
    _of("threshold", "K7", (0.12, 0.2, 0.3), "doubt at which the readiest member would speak"),
    _of("threshold_range", "K7", (0.4, 0.6, 0.8), "from the readiest member to the least ready"),
    _of("sources_needed", "K7", (1, 2, 3), "voices heard before one counts", unit="count", off=1),
    _of("per_voice", "K7", (0.01, 0.02, 0.05), "what each further voice heard is worth", off=0),
    _of("licence_cap", "K7", (0.05, 0.12, 0.2), "the most that voices heard are worth", off=0),
    _of("isolation", "K7", (0.0, 0.02, 0.05), "what it costs to hear no other voice", off=0),
    _of(
        "own_press",
        "K7",
        (0.05, 0.15, 0.3),
        "what it is worth when a whole party is heard speaking in public",
        off=0,
    ),
    _of(
        "world_press",
        "K7",
        (0.03, 0.1, 0.2),
        "what it is worth when all other parties are heard speaking",
        off=0,
    ),
    _of("heard_leaders", "initial", (0.3, 0.5, 0.7), "weight of leaders in what a party is heard saying"),
    _of("heard_cadre", "initial", (0.2, 0.3, 0.4), "weight of cadre in what a party is heard saying"),
    _of("heard_rank", "initial", (0.1, 0.2, 0.3), "weight of rank and file in what a party is heard saying"),
    _of(
        "tell",
        "K7",
        (0.0, 0.01, 0.03),
        "chance a day, for each voice heard, to be told what has come out",
        off=0,
    ),
    _of("speak_pace", "K7", (0.05, 0.15, 0.30), "chance a day that a member who would speak does"),
    _of("hush_pace", "K7", (0.03, 0.08, 0.20), "chance a day that a voice with no more reason falls silent"),
    _of(
        "heavy_line", "K7", (0.3, 0.45, 0.6), "trust in the centre below which a voice is heavy, not balanced"
    ),
    _of(
        "tolerance",
        "K8",
        (0.15, 0.30, 0.50),
        "distance at which the least tolerant member still takes a voice in",
        off=1,
    ),
    _of("tolerance_range", "K8", (0.1, 0.3, 0.5), "from the least to the most tolerant member", off=0),
    _of("pull", "K8", (0.0, 0.03, 0.10), "how far voices draw a member in a day", off=0),
    _of("place_balanced", "initial", (0.5, 0.6, 0.7), "trust in the centre that a balanced voice shows"),
    _of("place_heavy", "initial", (0.1, 0.25, 0.4), "trust in the centre that a heavy voice shows"),
    _of("floor", "K9", (0.15, 0.25, 0.35), "trust at which the firmest member leaves", off=0),
    _of("floor_range", "K9", (0.2, 0.4, 0.5), "from the firmest member to the least firm", off=0),
    _of("leave_pace", "K9", (0.002, 0.005, 0.02), "chance a day that a member below his floor leaves", off=0),
    _of(
        "voice_first",
        "K9",
        (0.3, 0.7, 0.9),
        "how much an open voice keeps from leaving",
        off=0,
        source="Hirschman 1970",
    ),
    _of("splinter_sources", "K9", (2, 4, 6), "heavy voices heard before one leaves together", unit="count"),
    _of(
        "dissolution_line",
        "K9",
        (0.3, 0.4, 0.5),
        "mean doubt of the cadre at which dissolving the party is talked of",
    ),
    _of("culture_gain", "K10", (0.0, 0.4, 1.0), "more shock in the party nearest to an open culture", off=0),
    _of("pressure_gain", "K11", (0.5, 1.0, 2.0), "pressure felt when all criticise heavily", off=0),
    _of("amplify_base", "K12", (0.0, 0.2, 0.4), "how much the organ selects without pressure", off=0),
    _of("amplify_gain", "K12", (0.5, 2.0, 4.0), "how much more it selects under pressure", off=0),
    _of(
        "call_off_price",
        "K13",
        (0.1, 0.3, 0.6),
        "price of a voice after a call-off of full strength, under full command",
        off=0,
    ),
    _of("call_off_cadre_days", "K13", (2, 5, 10), "days until it holds for cadre", unit="days"),
    _of("call_off_rank_days", "K13", (7, 15, 40), "days until it holds for rank and file", unit="days"),
    _of("call_off_fades", "K13", (0.0, 0.007, 0.02), "part of its force lost in a day"),
    _of("contradiction", "K14", (0.0, 0.12, 0.30), "new disclosure in a call-off of full strength", off=0),
    _of(
        "replace_base",
        "K15",
        (0.0005, 0.001, 0.004),
        "chance a day that a leader is replaced as planned",
        off=0,
    ),
    _of("replace_crisis", "K15", (0.5, 0.8, 1.0), "how much a full crisis hinders replacing him", off=0),
    _of("replace_loyalty", "K15", (0.3, 0.7, 0.9), "how much full loyalty to the centre keeps him", off=0),
    _of("fresh", "K15", (0.0, 0.05, 0.15), "more trust at rest in a new leader"),
    _of("new_leader_loss", "K15", (0.0, 0.1, 0.2), "loss of command under a new leader"),
    _of("keep_cohesion", "K15", (0.0, 0.15, 0.3), "more command under a leader kept through a crisis", off=0),
    _of(
        "keep_credibility",
        "K15",
        (0.0, 0.1, 0.3),
        "less trust at rest in a leader kept through a crisis",
        off=0,
    ),
    _of(
        "copy_gain",
        "K16",
        (0.1, 0.4, 0.8),
        "chance that a change at the top is copied where the tie is full",
        off=0,
    ),
    _of("copy_lag_days", "K16", (15, 30, 90), "days over which it is copied", unit="days"),
    _of("coordination_gain", "K17", (0.05, 0.15, 0.3), "more command after a visit of full strength", off=0),
    _of("coordination_fades", "K17", (0.01, 0.03, 0.07), "part of a visit's effect lost in a day"),
    _of(
        "dilemma_gain",
        "K18",
        (0.0, 0.2, 0.5),
        "loss of command where allies matter most and the centre commands",
        off=0,
    ),
    _of("emphasis_gain", "K19", (0.02, 0.08, 0.15), "price of a voice between even and full emphasis", off=0),
    _of(
        "emphasis_drift",
        "K19",
        (0.01, 0.03, 0.10),
        "part of the way to the centre's emphasis a party goes in a day",
        off=0,
    ),
    _of("stake_range", "K20", (0.1, 0.3, 0.5), "from the member with least at stake to the one with most"),
    _of("stake_rise", "K20", (0.1, 0.2, 0.3), "more at stake with each step up the strata"),
    _of("stake_voice", "K20", (0.05, 0.12, 0.25), "price of a voice for who has everything at stake", off=0),
    _of("stake_exit", "K20", (0.05, 0.15, 0.30), "how much lower his floor lies", off=0),
    _of("cohesion_gain", "K21", (0.2, 0.5, 1.0), "loss of command when the top is wholly split", off=0),
    _of("cohesion_days", "K21", (7, 21, 60), "days until the top's cohesion is felt below", unit="days"),
    _of(
        "faction_gain",
        "K22",
        (0.0, 0.1, 0.3),
        "shift of trust in the centre with a full tie to a faction",
        off=0,
    ),
    _of(
        "infallibility_loss",
        "K23",
        (0.2, 0.5, 0.8),
        "loss of weight of the centre's signals where all is known",
        off=0,
    ),
    _of("scar", "K24", (0.1, 0.3, 0.6), "how much lower trust rests for who has been told everything", off=0),
    _of(
        "forget",
        "K24",
        (0.005, 0.01, 0.03),
        "part of what he was told a member forgets in a day, K24 being off",
    ),
)

PARAMETERS: Final = {parameter.name: parameter for parameter in _ALL}


@dataclass(frozen=True, slots=True)
class Attribute:
    """A number that each party has of its own.

    Attributes:
        name: As the case writes it.
        mechanism: The mechanism that uses it.
        means: What 0 and 1 (or -1) stand for.
        figure: The value where the case gives none: the whole range, said to be assumed.
    """

    name: str
    mechanism: str
    means: str
    figure: Figure


def _each(name: str, mechanism: str, mid: float, means: str, low: float = 0.0) -> Attribute:
    return Attribute(
        name, mechanism, means, Figure(low, mid, 1.0, assumed("no figure known: the whole range stands open"))
    )


ATTRIBUTES: Final = {
    each.name: each
    for each in (
        _each("press", "K2", 0.5, "access of members to the outside press: 0 none, 1 free"),
        _each("fear", "initial", 0.3, "what a voice risks beyond party discipline: 0 nothing, 1 most"),
        _each("discipline", "K5", 0.7, "command over members at rest: 0 none, 1 full"),
        _each("association", "K6", 0.5, "how closely the leader is associated with the symbol"),
        _each("culture", "K10", 0.3, "nearness to the open culture that the documents name"),
        _each("weight", "K11", 0.5, "how much the centre minds what is said there"),
        _each("organ", "K12", 0.5, "how much the centre's organ sets what is read"),
        _each("loyalty", "K15", 0.7, "the leader's loyalty to the centre"),
        _each("tie", "K16", 0.6, "how closely the party is tied to the centre"),
        _each("front", "K18", 0.4, "what the party has at stake with allies outside"),
        _each("stake", "K20", 0.3, "what a member of rank and file has to lose"),
        _each(
            "faction",
            "K22",
            0.0,
            "the leader's tie to a faction at the centre: -1 one, 1 the other",
            low=-1.0,
        ),
    )
}
