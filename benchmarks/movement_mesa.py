"""A movement in Mesa 3 for the speed benchmark: agents that live the same day in plain Python floats.

It imports nothing of linewatch, so that it can be run by another interpreter:

    python benchmarks/movement_mesa.py AGENTS DAYS

It prints one line: million member-updates a CPU second, and the version of Mesa.
"""

from __future__ import annotations

import sys
import time

SILENT, BALANCED, HEAVY, GONE = 0, 1, 2, 3
CELL = 15


def _model(mesa, agents: int):  # type: ignore[no-untyped-def]
    class Member(mesa.Agent):
        """One member: four trusts, what he was told, a status, and whom he hears."""

        def __init__(self, model, place: int) -> None:  # type: ignore[no-untyped-def]
            super().__init__(model)
            luck = model.random
            self.place = place
            self.rest = [0.85 + 0.12 * (2 * luck.random() - 1) for _ in range(4)]
            self.trust = list(self.rest)
            self.told = 0.0
            self.status = self.next = SILENT
            self.own, self.floor, self.stake = (
                0.2 + 0.6 * luck.random(),
                0.25 + 0.4 * luck.random(),
                luck.random() * 0.3,
            )
            self.tolerance = 0.3 + 0.3 * luck.random()
            self.heard: list[Member] = []

        def step(self) -> None:
            if self.status == GONE:
                return
            luck, model = self.random.random, self.model
            balanced = heavy = 0
            for other in self.heard:
                if other.status == BALANCED:
                    balanced += 1
                elif other.status == HEAVY:
                    heavy += 1
            told, shock = self.told, 0.0
            if luck() < 0.15 and model.inside > told:
                shock, told = max(model.inside - told - 0.05, 0.0), model.inside
            if luck() < 0.15 + 0.01 * (balanced + heavy) and model.outside > told:
                shock, told = shock + model.outside - told, model.outside
            self.told = told
            trust = self.trust
            for n, load in enumerate((0.08, 0.2, 0.4, 0.25)):
                value = max(trust[n] - shock * load, 0.0)
                trust[n] = value + max(self.rest[n] - told * 0.3 - value, 0.0) * 0.006
            centre = trust[2]
            balanced = balanced if abs(centre - 0.6) <= self.tolerance else 0
            heavy = heavy if abs(centre - 0.25) <= self.tolerance else 0
            centre += ((0.6 - centre) * min(balanced, 4) + (0.25 - centre) * min(heavy, 4)) / 8 * 0.03
            trust[2] = min(max(centre, 0.0), 1.0)
            doubt = 1 - (0.2 * trust[0] + 0.3 * trust[1] + 0.3 * trust[2] + 0.2 * trust[3])
            price = 0.2 + self.stake * 0.12
            sources = balanced + heavy
            urge = (
                doubt
                - self.own
                - price
                + min(max(sources - 1, 0) * 0.02, 0.12)
                - (0.02 if sources == 0 else 0.0)
            )
            silent = self.status == SILENT
            speaks = (not silent or luck() < 0.15) if urge > 0 else (not silent and luck() >= 0.08)
            self.next = (HEAVY if trust[2] < 0.45 else BALANCED) if speaks else SILENT
            if doubt > 1 - self.floor + self.stake * 0.15 and luck() < 0.005 * (1 - 0.7 * (1 - price)):
                self.next = GONE

        def advance(self) -> None:
            self.status = self.next

    class Movement(mesa.Model):
        def __init__(self) -> None:
            super().__init__(rng=1)
            self.inside, self.outside = 0.0, 0.0
            members = [Member(self, place) for place in range(agents)]
            for member in members:
                low = member.place // CELL * CELL
                member.heard = [m for m in members[low : low + CELL] if m is not member]
                member.heard.append(members[member.place // (4 * CELL)])
                member.heard += [members[self.random.randrange(agents)] for _ in range(4)]

        def day(self, inside: float, outside: float) -> None:
            self.inside, self.outside = inside, outside
            self.agents.do("step")
            self.agents.do("advance")

    return Movement()


def main() -> None:
    """Run it and print its speed."""
    try:
        import mesa  # noqa: PLC0415  # pyright: ignore[reportMissingImports]
    except ImportError:
        print("Mesa is not installed here: pip install mesa")
        return
    agents, days = int(sys.argv[1]), int(sys.argv[2])
    model = _model(mesa, agents)
    start = time.process_time()
    for day in range(days):
        model.day(min(0.3, day * 0.05), 0.8 if day > 2 else 0.0)
    rate = agents * days / (time.process_time() - start) / 1e6
    print(f"{rate:.3f} {mesa.__version__}")


if __name__ == "__main__":
    main()
