"""What the documents tell of the course of things, held against runs: a pattern is met by a run, or it is not.

The patterns are data of the movement: each names its kind (a function below), the parties and events that it is about,
and the blocks that tell it. A pattern that the model has no variable for says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from linewatch.desk.simulating.folder import Read
from linewatch.desk.simulating.reading import one_of, read_toml
from linewatch.errors import BadMovement
from linewatch.scenarios.scenario import Scenario
from linewatch.scenarios.traces import Trace

Counts = NDArray[np.float64]
_KEYS = (
    "id",
    "says",
    "kind",
    "blocks",
    "parties",
    "others",
    "event",
    "days",
    "least",
    "most",
    "on",
    "why",
    "against",
)
_LEADERS, _CADRE, _RANK = range(3)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern of the movement's folder, with its keys as read."""

    told: Mapping[str, Any]
    file: str

    def refuse(self, what: str, mend: str) -> NoReturn:
        """Refuse the pattern."""
        raise BadMovement(f"{self.file}, {self.told.get('id', '?')}: {what}", mend)

    def number(self, key: str, otherwise: float) -> float:
        """Return a number of the pattern."""
        value = self.told.get(key, otherwise)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.refuse(f"{key} is {value!r}.", "Give a number.")
        return float(value)


@dataclass(frozen=True, slots=True)
class Held:
    """A run and what a pattern is held against in it.

    Attributes:
        pattern: The pattern.
        trace: The run.
        baseline: The run of the baseline with the same dice, if any.
        scenario: What was run.
        read: The movement.
    """

    pattern: Pattern
    trace: Trace
    baseline: Trace | None
    scenario: Scenario
    read: Read

    def day(self, shift: int = 0) -> int:
        """Return the number of the day on which the pattern's event falls, or so many days after."""
        on = next(
            e.on for e in self.scenario.events(self.read.movement) if e.id == self.pattern.told["event"]
        )
        return self.at(on + timedelta(shift)) if on else -1

    def at(self, day: date) -> int:
        """Return the number of a day, kept inside the run."""
        return min(max((day - self.trace.starts).days, 0), len(self.trace.sums) - 1)

    def parties(self, key: str = "parties") -> list[int]:
        """Return the numbers of the parties and groups that a key names; of all but the centre where it is left out."""
        named = self.pattern.told.get(key)
        own = self.read.movement.parties
        if named is None:
            return [n for n, p in enumerate(own) if p.id != self.read.movement.centre]
        return [n for n, p in enumerate(own) if p.id in named or p.group in named]

    def voices(self, name: str = "voices", stratum: int | None = None) -> Counts:
        """Return voices as a share of those in, shape (days, parties)."""
        said, inside = self.trace.count(name), self.trace.count("members")
        if stratum is None:
            return said.sum(axis=2) / np.maximum(inside.sum(axis=2), 1)
        return said[..., stratum] / np.maximum(inside[..., stratum], 1)


def _first_voices(held: Held) -> bool:
    """Leaders of the named parties speak before an event, and more than those of the others."""
    end = max(held.day(), 1)
    leaders = held.voices(stratum=_LEADERS)[:end].max(axis=0)
    named = held.parties()
    others = [n for n in held.parties("others") if n not in named]
    return bool(leaders[named].mean() > max(leaders[others].mean(), 0.0))


def _mild_first(held: Held) -> bool:
    """Of what is said before an event, most is balanced; somebody speaks at all."""
    end, named = max(held.day(), 1), held.parties()
    balanced = held.trace.count("balanced")[:end, named].sum()
    heavy = held.trace.count("heavy")[:end, named].sum()
    return bool(balanced > heavy)


def _jump(held: Held) -> bool:
    """After an event voices rise by at least so much in at least most of the named parties."""
    days = int(held.pattern.number("days", 14))
    shares = held.voices()
    rise = shares[held.day(days)] - shares[held.day(-1)]
    named = held.parties()
    return bool(
        (rise[named] >= held.pattern.number("least", 0.01)).mean() >= held.pattern.number("most", 0.75)
    )


def _below_exceeds_above(held: Held) -> bool:
    """Trust falls more among rank and file than among leaders, over the named parties together."""
    day, named = held.day(int(held.pattern.number("days", 14))), held.parties()
    fall = np.zeros(3)
    for name in ("trust_doctrine", "trust_system", "trust_centre", "trust_leader"):
        trust = held.trace.mean(name)
        weight = held.trace.whole[named]
        fall += ((trust[0, named] - trust[day, named]) * weight).sum(axis=0) / weight.sum(axis=0)
    return bool(fall[_RANK] > fall[_LEADERS])


def _most_outspoken(held: Held) -> bool:
    """The named parties are among the most outspoken of the others, the top so many (``most``)."""
    day = held.day(int(held.pattern.number("days", 30)))
    shares, others = held.voices()[day], held.parties("others")
    top = sorted(others, key=lambda n: -shares[n])[: int(held.pattern.number("most", 4))]
    return all(n in top and shares[n] > 0 for n in held.parties())


def _two_wings(held: Held) -> bool:
    """Balanced and heavy voices each make up at least so much of what is said in the named parties."""
    day, named = held.day(int(held.pattern.number("days", 30))), held.parties()
    balanced = held.trace.count("balanced")[day, named].sum()
    heavy = held.trace.count("heavy")[day, named].sum()
    return bool(min(balanced, heavy) >= held.pattern.number("least", 0.1) * max(balanced + heavy, 1))


def _leaders_obey(held: Held) -> bool:
    """After an event leaders speak less, and by more of what they did than rank and file."""
    before, after = held.day(-1), held.day(int(held.pattern.number("days", 30)))
    named, weight = held.parties(), held.trace.whole
    left: list[float] = []
    for stratum in (_LEADERS, _RANK):
        shares, own = held.voices(stratum=stratum), weight[:, stratum]
        was = float((shares[before] * own)[named].sum())
        left.append(float((shares[after] * own)[named].sum()) / was if was else 1.0)
    return left[0] < 1 and left[0] < left[1]


def _few_exits(held: Held) -> bool:
    """Some cadre leave the named parties, but no more than so much of it."""
    named = held.parties()
    gone = held.trace.count("exits")[-1, named, _CADRE] + held.trace.count("splinters")[-1, named, _CADRE]
    share = gone.sum() / held.trace.whole[named, _CADRE].sum()
    return bool(0 < share <= held.pattern.number("most", 0.05))


def _splinters(held: Held) -> bool:
    """In each named party some leave together, but no more than so much of it."""
    named = held.parties()
    share = held.trace.count("splinters")[-1, named].sum(axis=1) / held.trace.whole[named].sum(axis=1)
    return bool((share > 0).all() and (share <= held.pattern.number("most", 0.05)).all())


def _alive(held: Held) -> bool:
    """On a day at least so much of the most voices is still heard in the named parties."""
    said = held.trace.count("voices")[:, held.parties()].sum(axis=(1, 2))
    day = held.at(date.fromisoformat(str(held.pattern.told["on"])))
    return bool(said.max() > 0 and said[day] >= held.pattern.number("least", 0.1) * said.max())


def _leader_kept(held: Held) -> bool:
    """No leader of the named parties is replaced."""
    named = set(held.parties())
    return not any(each.party in named and each.kind != "dissolution talk" for each in held.trace.happened)


def _fewer_replaced(held: Held) -> bool:
    """Fewer leaders are replaced than in the baseline, which stands for the plan."""
    assert held.baseline is not None
    named = set(held.parties())
    own, plan = (
        sum(each.party in named and each.kind != "dissolution talk" for each in trace.happened)
        for trace in (held.trace, held.baseline)
    )
    return own < plan


_KINDS: Mapping[str, Callable[[Held], bool]] = {
    "first_voices": _first_voices,
    "mild_first": _mild_first,
    "jump": _jump,
    "below_exceeds_above": _below_exceeds_above,
    "most_outspoken": _most_outspoken,
    "two_wings": _two_wings,
    "leaders_obey": _leaders_obey,
    "few_exits": _few_exits,
    "splinters": _splinters,
    "alive": _alive,
    "leader_kept": _leader_kept,
    "fewer_replaced": _fewer_replaced,
}
_NO_VARIABLE = "no_variable"
_NEEDS_EVENT = (
    "first_voices",
    "mild_first",
    "jump",
    "below_exceeds_above",
    "most_outspoken",
    "two_wings",
    "leaders_obey",
)


def patterns(
    read: Read, scenario: Scenario, traces: Sequence[Trace], baselines: Sequence[Trace] = ()
) -> list[dict[str, Any]]:
    """Return for each pattern the share of runs that meet it.

    Args:
        read: The movement, whose folder holds patterns.toml.
        scenario: What was run.
        traces: Its runs.
        baselines: Those of the baseline with the same dice, if any.

    Raises:
        BadMovement: If a pattern is not written as one.
    """
    return [_row(read, scenario, each, traces, baselines) for each in read_patterns(read)]


def read_patterns(read: Read) -> list[Pattern]:
    """Return the patterns in a movement's folder; none where it has no patterns.toml.

    Raises:
        BadMovement: If one is not written as a pattern.
    """
    path = read.folder / "patterns.toml"
    if not path.exists():
        return []
    events = [event.id for event in read.movement.events]
    whom = [p.id for p in read.movement.parties] + sorted({p.group for p in read.movement.parties} - {""})
    made = [Pattern(told, path.name) for told in read_toml(path).get("pattern", [])]
    for each in made:
        for key in each.told:
            if key not in _KEYS:
                each.refuse(f"no key is named {key!r}.", one_of(key, _KEYS))
        for key in ("id", "says", "kind"):
            if key not in each.told:
                each.refuse(f"{key} is missing.", f"Give {key}.")
        kind = each.told["kind"]
        if kind not in (*_KINDS, _NO_VARIABLE):
            each.refuse(f"no kind is named {kind!r}.", one_of(kind, [*_KINDS, _NO_VARIABLE]))
        if kind in _NEEDS_EVENT and each.told.get("event") not in events:
            each.refuse(f"event is {each.told.get('event')!r}.", one_of(str(each.told.get("event")), events))
        if kind == "fewer_replaced" and not each.told.get("against"):
            each.refuse("against is missing.", "Name the scenario that stands for the plan.")
        for name in [*each.told.get("parties", []), *each.told.get("others", [])]:
            if name not in whom:
                each.refuse(f"no party or group is named {name!r}.", one_of(name, whom))
    return made


def _row(
    read: Read, scenario: Scenario, each: Pattern, traces: Sequence[Trace], baselines: Sequence[Trace]
) -> dict[str, Any]:
    told = {"id": each.told["id"], "says": each.told["says"], "kind": each.told["kind"]}
    told["blocks"] = list(each.told.get("blocks", []))
    if refused := _refusal(read, scenario, each, baselines):
        return told | {"met": None, "share": None, "runs": len(traces), "refused": refused}
    pairs = list(zip(traces, baselines, strict=True)) if baselines else [(trace, None) for trace in traces]
    met = [_KINDS[told["kind"]](Held(each, trace, base, scenario, read)) for trace, base in pairs]
    share = sum(met) / len(met)
    return told | {"met": share >= 0.5, "share": share, "runs": len(met), "refused": None}


def _refusal(
    read: Read, scenario: Scenario, each: Pattern, baselines: Sequence[Trace]
) -> dict[str, str] | None:
    kind = each.told["kind"]
    if kind == _NO_VARIABLE:
        return {
            "why": str(each.told.get("why", "The model has no variable for it.")),
            "needed": "another model",
        }
    plan = str(each.told.get("against", ""))
    if kind == "fewer_replaced" and not (baselines and baselines[0].scenario == plan):
        return {"why": "It is told against the plan.", "needed": f"--against {plan}"}
    if "event" in each.told:
        event = next(e for e in scenario.events(read.movement) if e.id == each.told["event"])
        if event.on is None or not scenario.starts < event.on < scenario.ends:
            return {"why": f"{event.id} does not happen here.", "needed": "a scenario in which it does"}
    return None
