"""What party, stratum and day tell a member: a row of whole numbers for each, made anew each day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from linewatch.scenarios import centre, dice, parties
from linewatch.scenarios import member as m
from linewatch.scenarios.movement import Channel, Event, Movement
from linewatch.scenarios.numbers import Numbers
from linewatch.scenarios.scenario import Scenario
from linewatch.scenarios.sums import DOCTRINE, IN, LEADER, SAID_BALANCED, SAID_HEAVY, TOLD

Whole = NDArray[np.int64]
Row32 = NDArray[np.int32]


@dataclass(slots=True)
class Memory:
    """What parties remember from day to day, each of shape (parties,).

    Attributes:
        standing: The leader's standing when he took office.
        emphasis: The party's emphasis.
        visits: What visits add to command.
        infallible: Weight left to the centre's signals.
        replaced: How often the leader was replaced.
        dissolving: 1 once dissolving was talked of.
    """

    standing: Whole
    emphasis: Whole
    visits: Whole
    infallible: Whole
    replaced: Whole
    dissolving: Whole


@dataclass(frozen=True, slots=True)
class LeaderEvent:
    """Something that happened at the top of a party.

    Attributes:
        day: Days since the first day.
        party: Its number.
        kind: ``replaced`` (K15), ``copied`` (K16) or ``dissolution talk`` (K9).
    """

    day: int
    party: int
    kind: str


class Signals:
    """Makes each day's rows for one run.

    Attributes:
        told: The day's row for each party and stratum, shape (3 * parties, SIGNALS).
        gauges: What of the day is shown besides counts, each of shape (parties,).
    """

    def __init__(self, movement: Movement, scenario: Scenario, numbers: Numbers, key: int) -> None:
        self.movement, self.scenario, self.numbers = movement, scenario, numbers
        self.events = scenario.events(movement)
        self.number = {party.id: n for n, party in enumerate(movement.parties)}
        self.keys = np.array([dice.word(key, party.id) for party in movement.parties], np.uint64)
        count = len(movement.parties)
        self.followers = np.array([party.id != movement.centre for party in movement.parties], np.int64)
        self.inside = self._channels(inside=True)
        self.outside = self._channels(inside=False)
        self.rows = self._still(count)
        self.gauges: dict[str, Whole] = {}

    @property
    def told(self) -> Row32:
        """The day's rows, shape (3 * parties, SIGNALS)."""
        return self.rows.reshape(-1, m.SIGNALS)

    def first(self, sums: Whole) -> Memory:
        """Return what parties remember on the first day, from the day's sums, shape (parties, 3, SUMS)."""
        count = len(sums)
        return Memory(
            parties.standing(sums[..., LEADER], sums[..., IN]),
            np.full(
                count, centre.value_on(self.events, "emphasis", self.scenario.starts - timedelta(1), 0.0)
            ),
            np.zeros(count, np.int64),
            np.full(count, m.FULL, np.int64),
            np.zeros(count, np.int64),
            np.zeros(count, np.int64),
        )

    def of(self, day: int, sums: Whole, memory: Memory) -> list[LeaderEvent]:
        """Make the rows of a day from the sums of the day before; memory is brought up to date.

        Returns:
            What happened at the top of parties.
        """
        lost = parties.lost_standing(parties.standing(sums[..., LEADER], sums[..., IN]), memory.standing)
        happened = self._leaders(day, lost, sums, memory)
        changed = [event.party for event in happened if event.kind != "dissolution talk"]
        lost[changed] = 0
        self._disclosure(day)
        self._rests(lost, memory)
        self._prices(day, lost, sums, memory)
        self._voices(sums)
        return happened

    def _channels(self, inside: bool) -> list[tuple[Channel, int, list[int]]]:
        """Return the channels of one kind that open at all, with the day and whom they reach."""
        if ("K1" if inside else "K2") not in self.scenario.on:
            return []
        on = {event.id: event.on for event in self.events}
        kept: list[tuple[Channel, int, list[int]]] = []
        for channel in self.movement.channels:
            opens = on[channel.opens]
            if channel.inside != inside or opens is None:
                continue
            tempo = self.scenario.tempo_days
            if channel.planned and tempo is not None:
                kept.append(
                    (
                        _at_tempo(channel, tempo),
                        (opens - self.scenario.starts).days,
                        self._whom(channel.parties),
                    )
                )
                continue
            kept.append((channel, (opens - self.scenario.starts).days, self._whom(channel.parties)))
        return kept

    def _whom(self, named: tuple[str, ...] | None) -> list[int]:
        return list(range(len(self.number))) if named is None else [self.number[name] for name in named]

    def _still(self, count: int) -> Row32:
        """Return the rows with what does not change from day to day."""
        of, rows = self.numbers.of, np.zeros((count, 3, m.SIGNALS), np.int64)
        for name, column in _PLAIN.items():
            rows[..., column] = of[name]
        for name in ("doctrine", "system", "centre", "leader"):
            column = m.NAMES.index(f"base_{name}")
            rows[..., column] = np.minimum(
                of[f"trust_{name}"] + of["trust_rise"] * np.array([2, 1, 0]), m.FULL
            )
        weights = _scaled([of[f"weight_{name}"] for name in ("doctrine", "system", "centre", "leader")])
        rows[..., m.WEIGHT_DOCTRINE : m.WEIGHT_LEADER + 1] = weights
        rows[..., m.SOURCES] = max(of["sources_needed"] - 1, 0)
        rows[..., m.RECEPTIVE] = parties.receptiveness(self.numbers.party["culture"], of["culture_gain"])[
            :, None
        ]
        stakes = self.numbers.party["stake"][:, None] + of["stake_rise"] * np.array([2, 1, 0])
        rows[..., m.STAKE] = np.minimum(stakes, m.FULL)
        rows[..., m.BASE_CENTRE] = parties.faction_rest(
            of["trust_centre"], of["trust_rise"], self.numbers.party["faction"], of["faction_gain"]
        )
        return rows.astype(np.int32)

    def _leaders(self, day: int, lost: Whole, sums: Whole, memory: Memory) -> list[LeaderEvent]:
        """Replace leaders (K15), copy changes at the top (K16), and note talk of dissolving (K9)."""
        of, party = self.numbers.of, self.numbers.party
        hazard = parties.replacement(
            lost, party["loyalty"], of["replace_base"], of["replace_crisis"], of["replace_loyalty"]
        )
        copied = np.zeros_like(hazard)
        for event in self._past("change_at_top", day):
            since = day - self._day(event)
            some = centre.copied_change(
                since, _whole(event), party["tie"], of["copy_gain"], of["copy_lag_days"]
            )
            copied[self._whom(event.parties)] += some[self._whom(event.parties)]
        luck = (dice.words(self.keys, "leader", day) >> np.uint64(49)).astype(np.int64)
        goes = (luck < (hazard + copied) * self.followers).astype(np.int64)
        memory.replaced += goes
        memory.standing = np.where(goes, parties.standing(sums[..., LEADER], sums[..., IN]), memory.standing)
        happened = [
            LeaderEvent(day, int(n), "replaced" if luck[n] < hazard[n] else "copied")
            for n in np.flatnonzero(goes)
        ]
        weights = self.rows[0, 0, m.WEIGHT_DOCTRINE : m.WEIGHT_LEADER + 1].astype(np.int64)
        inside = np.maximum(sums[:, 1, IN], 1)
        trust = (sums[:, 1, DOCTRINE : LEADER + 1] * weights).sum(axis=1) // inside >> 15
        talk = (
            parties.dissolution_talk(m.FULL - trust, of["dissolution_line"])
            if "K9" in self.scenario.on
            else 0 * inside
        )
        happened += [
            LeaderEvent(day, int(n), "dissolution talk") for n in np.flatnonzero(talk > memory.dissolving)
        ]
        memory.dissolving = np.maximum(memory.dissolving, talk)
        return happened

    def _disclosure(self, day: int) -> None:
        """What channels tell today (K1, K2), with the contradiction of a call-off (K14)."""
        of, rows, count = self.numbers.of, self.rows, len(self.number)
        within = centre.inside_channels(self.inside, day, count)
        without = centre.outside_channels(self.outside, day, count)
        for event in self._past("call_off", day):
            for told in (within, without):
                more = centre.contradiction(told, _whole(event), of["contradiction"])
                whom = self._whom(event.parties)
                told[whom] = more[whom]
        rows[..., m.DEPTH_IN], rows[..., m.DEPTH_OUT] = within, without
        rows[..., m.REACH_IN] = of["inside_reach"]
        rows[..., m.REACH_OUT] = parties.times(self.numbers.party["press"], of["press_reach"])[:, None]
        if not self.numbers.press:
            rows[:, 1:, m.REACH_OUT] = 0

    def _rests(self, lost: Whole, memory: Memory) -> None:
        of, party = self.numbers.of, self.numbers.party
        self.rows[..., m.BASE_LEADER] = parties.leader_rest(
            of["trust_leader"], of["trust_rise"], memory.replaced, of["fresh"], lost, of["keep_credibility"]
        )
        load = parties.leader_load(of["load_leader"], of["spill"], party["association"], memory.replaced)
        self.rows[..., m.LOAD_LEADER] = load[:, None]

    def _prices(self, day: int, lost: Whole, sums: Whole, memory: Memory) -> None:
        """What a voice costs today: fear, command (K5, K15, K17, K18, K21), calling off (K13), emphasis (K19)."""
        of, party = self.numbers.of, self.numbers.party
        told = sums[..., TOLD].sum(axis=1) // np.maximum(sums[..., IN].sum(axis=1), 1)
        memory.infallible = parties.infallibility(memory.infallible, told, of["infallibility_loss"])
        visits = np.zeros(len(lost), np.int64)
        for event in self._past("coordination", day):
            if self._day(event) == day:
                visits[self._whom(event.parties)] += _whole(event) * of["coordination_gain"] >> 15
        visits = parties.times(visits, memory.infallible)
        memory.visits = centre.coordination(memory.visits, visits, of["coordination_fades"])
        calls = [(self._whom(e.parties), day - self._day(e), _whole(e)) for e in self._past("call_off", day)]
        visible = memory.visits.copy()
        for whom, since, strength in calls:
            visible[whom] = np.maximum(visible[whom], centre.faded(strength, of["call_off_fades"], since))
        top = centre.value_on(
            self.events, "cohesion", self.scenario.starts + timedelta(day - of["cohesion_days"]), 1.0
        )
        loosened = np.full(len(lost), centre.loosened(top, of["cohesion_gain"]))
        kept = np.where(memory.replaced > 0, -of["new_leader_loss"], parties.times(lost, of["keep_cohesion"]))
        dilemma = parties.times(parties.times(party["front"], visible), of["dilemma_gain"])
        command = parties.command(
            party["discipline"], lost, of["jeopardy"], loosened, dilemma, memory.visits + kept
        )
        obeyed = parties.times(command, memory.infallible)
        cost = parties.times(party["fear"], of["fear"]) + parties.times(command, of["obedience"])
        if "K19" in self.scenario.on:
            today = self.scenario.starts + timedelta(day)
            aim = centre.value_on(self.events, "emphasis", today, 0.0)
            memory.emphasis = centre.emphasis(memory.emphasis, aim, of["emphasis_drift"])
            cost = cost - parties.times(memory.emphasis, of["emphasis_gain"])
        prices = np.repeat(cost[:, None], 3, axis=1)
        after = (0, of["call_off_cadre_days"], of["call_off_rank_days"])
        off = np.zeros_like(prices)
        for whom, since, strength in calls:
            some = centre.call_off_cost(
                since, strength, of["call_off_price"], after, of["call_off_fades"], obeyed
            )
            off[whom] = np.maximum(off[whom], some[whom])
        self.rows[..., m.COST] = np.clip(prices + off, -m.FULL, 2 * m.FULL)
        self.gauges["command"], self.gauges["lost_standing"] = command, lost
        self.gauges["infallible"], self.gauges["emphasis"] = memory.infallible.copy(), memory.emphasis.copy()
        self.gauges["front_success"] = parties.front_success(party["front"], visible)
        self.gauges["replaced"] = memory.replaced.copy()

    def _voices(self, sums: Whole) -> None:
        """Whom members see speaking in public (K7), as the centre lets it be seen (K12), and what it feels (K11)."""
        of, party = self.numbers.of, self.numbers.party
        weights = (of["heard_leaders"], of["heard_cadre"], of["heard_rank"])
        balanced = parties.heard_share(sums[..., SAID_BALANCED], sums[..., IN], weights)
        heavy = parties.heard_share(sums[..., SAID_HEAVY], sums[..., IN], weights)
        felt = centre.pressure(heavy, party["weight"], of["pressure_gain"])
        self.gauges["pressure"] = np.full(len(heavy), felt)
        if not self.numbers.press:
            self.rows[..., m.SEEN_BALANCED] = self.rows[..., m.SEEN_HEAVY] = 0
            return
        balanced, heavy = centre.shown(
            balanced, heavy, party["organ"], of["amplify_base"], of["amplify_gain"], felt
        )
        for column, voices in ((m.SEEN_BALANCED, balanced), (m.SEEN_HEAVY, heavy)):
            seen = parties.seen_voices(
                voices, party["weight"], party["press"], of["own_press"], of["world_press"]
            )
            self.rows[..., column] = seen[:, None]

    def _past(self, kind: str, day: int) -> list[Event]:
        return [event for event in self.events if event.kind == kind and event.on and self._day(event) <= day]

    def _day(self, event: Event) -> int:
        assert event.on is not None
        return (event.on - self.scenario.starts).days


# Parameters that stand in a row as they are.
_PLAIN: Mapping[str, int] = {
    "inside_tolerable": m.TOLERABLE,
    "prepared_weight": m.PREPARED,
    "load_doctrine": m.LOAD_DOCTRINE,
    "load_system": m.LOAD_SYSTEM,
    "load_centre": m.LOAD_CENTRE,
    "trust_spread": m.SPREAD,
    "recovery": m.RECOVER,
    "scar": m.SCAR,
    "forget": m.FORGET,
    "pull": m.PULL,
    "tolerance": m.TOLERANCE,
    "tolerance_range": m.TOLERANCE_RANGE,
    "place_balanced": m.PLACE_BALANCED,
    "place_heavy": m.PLACE_HEAVY,
    "per_voice": m.PER_VOICE,
    "licence_cap": m.LICENCE_CAP,
    "isolation": m.ISOLATION,
    "threshold": m.THRESHOLD,
    "threshold_range": m.THRESHOLD_RANGE,
    "stake_range": m.STAKE_RANGE,
    "stake_voice": m.STAKE_VOICE,
    "stake_exit": m.STAKE_EXIT,
    "speak_pace": m.SPEAK,
    "hush_pace": m.HUSH,
    "heavy_line": m.HEAVY_LINE,
    "floor": m.FLOOR,
    "floor_range": m.FLOOR_RANGE,
    "leave_pace": m.LEAVE,
    "voice_first": m.VOICE_FIRST,
    "splinter_sources": m.SPLINTER_SOURCES,
    "tell": m.TELL,
}


def _scaled(weights: list[int]) -> list[int]:
    """Return weights that add up to 32768 at most."""
    whole = max(sum(weights), 1)
    return [weight * m.ONE // whole for weight in weights]


def _whole(event: Event) -> int:
    return round(event.strength * m.FULL)


def _at_tempo(channel: Channel, days: int) -> Channel:
    return replace(channel, ramp_days=days)
