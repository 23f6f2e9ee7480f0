"""One run: the movement lived day by day, every member, the same on any machine and at any number of threads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from linewatch.scenarios import dice
from linewatch.scenarios import member as m
from linewatch.scenarios.layout import BLOCK, HIGH, LOW, PARTY, ROW, Layout, laid_out
from linewatch.scenarios.movement import Movement
from linewatch.scenarios.numbers import Numbers, numbers
from linewatch.scenarios.scenario import Scenario
from linewatch.scenarios.signals import LeaderEvent, Memory, Signals
from linewatch.scenarios.sums import IN, KEPT, LEAST_TOLD, NEAREST, SAID_BALANCED, SAID_HEAVY, SUMS, UNREST
from linewatch.scenarios.traces import GAUGES, Trace

Wide = NDArray[np.int64]
# Below this many members a second thread costs more than it brings.
_ALONE = 100_000


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run is run; all but ``threads`` and ``skip`` decide its result.

    Attributes:
        seed: Seed of the ensemble.
        run: Number of the run: other members, other luck, and with ``vary`` other numbers.
        thin: By party id, how many members of cadre and of rank and file one stands for.
        vary: Whether numbers are drawn from their ranges.
        threads: Threads; the result is the same for any.
        skip: Whether quiet blocks are left alone; the result is the same.
    """

    seed: int = 0
    run: int = 0
    thin: Mapping[str, int] | None = None
    vary: bool = False
    threads: int = 1
    skip: bool = True


@dataclass(slots=True)
class Members:
    """All members kept: four trusts, what they were told, and two days' statuses. 12 bytes a member."""

    trusts: tuple[NDArray[np.int16], ...]
    told: NDArray[np.int16]
    status: tuple[NDArray[np.uint8], NDArray[np.uint8]]


class Run:
    """A run that can be stepped, stopped, kept and taken up again.

    Attributes:
        day: Days lived so far.
        updates: Member-updates done so far.
        skipped: Member-updates left out because nothing could happen.
    """

    def __init__(self, movement: Movement, scenario: Scenario, settings: Settings | None = None) -> None:
        """Lay the movement out and set every member's trusts to where they rest.

        Raises:
            BadMovement: If the scenario does not fit the movement, or a mechanism that is on has no warrant.
        """
        from linewatch.scenarios import cpu  # noqa: PLC0415 - the compiler takes a second to load

        self.movement, self.scenario = movement, scenario
        self.settings = settings = settings or Settings()
        scenario.check(movement)
        self.numbers: Numbers = numbers(movement, scenario, settings.seed, settings.run, settings.vary)
        self.layout: Layout = laid_out(movement, settings.thin or {})
        key = dice.word(settings.seed, settings.run)
        self.signals = Signals(movement, scenario, self.numbers, key)
        self._cpu: Any = cpu
        self._starts = np.searchsorted(self.layout.blocks[:, ROW], np.arange(3 * len(movement.parties)))
        self.who = self._keys("who one", "who two")
        shape_key = dice.word("shape", movement.shape.seed)
        ids = np.array([dice.word(shape_key, party.id) for party in movement.parties], np.uint64)
        self.tie_keys = dice.as_halves(ids)
        self.members = self._settled()
        self.sums: Wide = self._counted()
        self.day = self.updates = self.skipped = 0
        self.memory: Memory = self.signals.first(self._by_stratum())
        self.rest = np.full(3 * len(movement.parties), -1, np.int32)
        self.counts = np.zeros((scenario.days, len(movement.parties), 3, KEPT), np.int64)
        self.shown = np.zeros((scenario.days, len(GAUGES), len(movement.parties)), np.int32)
        self.happened: list[LeaderEvent] = []
        self._pool: ThreadPoolExecutor | None = None

    def __enter__(self) -> Run:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the threads go."""
        if self._pool is not None:
            self._pool.shutdown()
            self._pool = None

    @property
    def done(self) -> bool:
        """Whether the last day has been lived."""
        return self.day >= self.scenario.days

    def step(self) -> None:
        """Live one day."""
        if not self.done:
            todo, day_keys = self.prepared()
            self._advance(todo, day_keys)
            self.finish(todo)

    def prepared(self) -> tuple[Wide, NDArray[np.uint32]]:
        """Make the day's signals; return the blocks in which something could happen, and the day's keys."""
        strata = self._by_stratum()
        self.happened += self.signals.of(self.day, strata, self.memory)
        return self._restless(strata), self._keys("day one", "day two", self.day)

    def finish(self, todo: Wide) -> None:
        """Take down what the day has brought, once the blocks have lived it and `sums` is up to date."""
        blocks = self.layout.blocks
        done = int((blocks[todo, HIGH] - blocks[todo, LOW]).sum())
        self.updates += done
        self.skipped += self.layout.members - done
        before, after = self.members.status
        self.members.status = (after, before)
        self.counts[self.day] = self._by_stratum()[..., :KEPT]
        for n, name in enumerate(GAUGES):
            self.shown[self.day, n] = self.signals.gauges[name]
        self.day += 1

    def trace(self) -> Trace:
        """Return what has been seen so far."""
        return Trace(
            self.scenario.name,
            tuple(party.id for party in self.movement.parties),
            self.scenario.starts,
            self.counts[: self.day].copy(),
            self.layout.counts,
            self.layout.whole,
            self.shown[: self.day].copy(),
            tuple(self.happened),
            self.settings.seed,
            self.settings.run,
            f"{self.digest():016x}",
        )

    def digest(self) -> int:
        """Return 64 bits of the whole state: equal for equal states, whatever drew them."""
        kept = self.members
        return int(self._cpu.digest(self.layout.blocks, self.who, kept.trusts, kept.told, kept.status[0]))

    def _keys(self, one: str, two: str, day: int = 0) -> NDArray[np.uint32]:
        keys = self.signals.keys
        halves = [dice.as_halves(dice.words(keys, purpose, day)) for purpose in (one, two)]
        return np.concatenate(halves, axis=1)

    def _settled(self) -> Members:
        n = self.layout.members
        trusts = tuple(np.empty(n, np.int16) for _ in range(4))
        rows = self.signals.told
        rests, spread = rows[:, m.BASE_DOCTRINE : m.BASE_LEADER + 1], rows[:, m.SPREAD]
        self._cpu.settle(
            self.layout.blocks, np.ascontiguousarray(rests), np.ascontiguousarray(spread), self.who, trusts
        )
        return Members(trusts, np.zeros(n, np.int16), (np.zeros(n, np.uint8), np.zeros(n, np.uint8)))

    def _counted(self) -> Wide:
        """Return the first day's sums: everyone in, silent, told nothing."""
        blocks = self.layout.blocks
        sums = np.zeros((len(blocks), SUMS), np.int64)
        sums[:, IN] = blocks[:, HIGH] - blocks[:, LOW]
        for n, trust in enumerate(self.members.trusts):
            sums[:, KEPT - 5 + n] = np.add.reduceat(trust, blocks[:, LOW], dtype=np.int64)
        sums[:, UNREST] = 1
        return sums

    def _by_stratum(self) -> Wide:
        whole = np.add.reduceat(self.sums, self._starts, axis=0)
        return whole.reshape(len(self.movement.parties), 3, SUMS)

    def _restless(self, strata: Wide) -> Wide:
        """Return the blocks in which something could happen today.

        A block is left alone only if nobody in its party speaks, nobody in it could learn anything, is below
        his floor or
        on the way back to rest, would speak at today's price, or rests elsewhere than when it was last looked
        at: then a
        day changes nothing, whatever the dice.
        """
        sums, blocks, rows = self.sums, self.layout.blocks, self.signals.told
        at = blocks[:, ROW]
        if not self.settings.skip:
            return np.arange(len(blocks))
        voices = (strata[..., SAID_BALANCED] + strata[..., SAID_HEAVY]).sum(axis=1)
        row = rows[at].astype(np.int64)
        quiet = (sums[:, UNREST] == 0) & (voices[blocks[:, PARTY]] == 0)
        quiet &= np.maximum(row[:, m.DEPTH_IN], row[:, m.DEPTH_OUT]) <= sums[:, LEAST_TOLD]
        quiet &= sums[:, NEAREST] + row[:, m.SEEN_BALANCED] + row[:, m.SEEN_HEAVY] <= row[:, m.COST]
        quiet &= rows[at, m.BASE_LEADER] == self.rest[at]
        self.rest[at[~quiet]] = rows[at[~quiet], m.BASE_LEADER]
        return np.flatnonzero(~quiet)

    def _advance(self, todo: Wide, day_keys: NDArray[np.uint32]) -> None:
        kept, layout = self.members, self.layout
        keys = (self.tie_keys, self.who, day_keys)
        rest: tuple[Any, ...] = (
            layout.blocks,
            self.numbers.ties,
            keys,
            self.signals.told,
            kept.trusts,
            kept.told,
            kept.status,
            layout.superior,
            self.sums,
        )
        work = len(todo)
        if self.settings.threads == 1 or work * BLOCK < _ALONE:
            self._cpu.advance(todo, 0, work, *rest)
            return
        if self._pool is None:
            self._pool = ThreadPoolExecutor(self.settings.threads)
        parts = min(work, 8 * self.settings.threads)
        edges = [work * part // parts for part in range(parts + 1)]
        waits = [
            self._pool.submit(self._cpu.advance, todo, edges[n], edges[n + 1], *rest) for n in range(parts)
        ]
        for wait in waits:
            wait.result()


def run(
    movement: Movement,
    scenario: Scenario,
    settings: Settings | None = None,
    on_day: Callable[[Run], None] | None = None,
) -> Trace:
    """Return the trace of one run from its first day to its last.

    Args:
        movement: The movement.
        scenario: The scenario.
        settings: Seed, run, thinning, threads.
        on_day: Called after each day, for progress; what it raises stops the run.
    """
    with Run(movement, scenario, settings) as running:
        while not running.done:
            running.step()
            if on_day is not None:
                on_day(running)
        return running.trace()
