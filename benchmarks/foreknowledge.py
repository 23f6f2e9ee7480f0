"""How often foreknowledge is found where there was none, and how often planted terms are found.

The simulator writes a movement's archive: subjects that come and go, words and set phrases of each actor, news that
breaks, spreads and is forgotten, a centre whose texts are full of it. It knows nothing of the measure: no term, no
place, no score. Nobody has access; then one text of the window is given terms that the centre coined.

    python -m benchmarks.foreknowledge
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from linewatch.measures.foreknowledge.archive import Edges, Reading
from linewatch.measures.foreknowledge.measure import foreknown

RUNS, POWER_RUNS = 500, 120
PLANTED = (1, 3, 10)
_SEED = 1956
_WORDS, _STOP = 6_000, 60
_COINED = 12  # words and phrases that the centre has for the first time in the text asked about


class World(NamedTuple):
    """What is simulated.

    Attributes:
        name: Of the world.
        texts: How many before the text is public.
        words: Of a text in the middle; lengths spread around it.
        news: Items that break in a month.
        burst: Items more that break in the ten days around the text.
        centre: How many times as many items the centre's texts mention as others' do.
        long: How many times as long as others the text asked about is.
    """

    name: str
    texts: int = 150
    words: int = 250
    news: float = 8
    burst: int = 0
    centre: float = 1.5
    long: float = 1.5


WORLDS = (
    World("plain"),
    World("burst of news", burst=12),
    World("newsy centre", centre=4),
    World("long text", long=3.5),
    World("short texts", words=90),
    World("small archive", texts=70),
)


class Made(NamedTuple):
    """An archive: readings, and what is asked of it."""

    readings: list[Reading]
    document: str
    public: int
    coined: list[tuple[str, ...]]
    window: list[int]


class _Writer:
    def __init__(self, world: World, rng: np.random.Generator) -> None:
        self.world, self.rng = world, rng
        self.subjects = rng.dirichlet(np.full(_WORDS, 0.02), size=8)
        rank = 1 / np.arange(1, _WORDS + 1) ** 1.05
        self.base = rank / rank.sum()
        self.actors = 12
        self.interest = rng.dirichlet(np.full(8, 0.6), size=self.actors)
        self.style = rng.dirichlet(np.full(_WORDS, 0.01), size=self.actors)
        self.wordy = rng.lognormal(0, 0.35, size=self.actors)
        self.sets = [[self._phrase() for _ in range(15)] for _ in range(self.actors)]
        self.common = [self._phrase() for _ in range(60)]

    def _phrase(self) -> tuple[str, ...]:
        return tuple(f"w{n}" for n in self.rng.choice(_WORDS, p=self.base, size=self.rng.integers(2, 5)))

    def break_news(self, days: int, text_day: int) -> None:
        rng = self.rng
        when = [*rng.uniform(-60, days, size=rng.poisson(self.world.news * (days + 60) / 30)),
                *rng.uniform(text_day - 5, text_day + 5, size=self.world.burst)]  # fmt: skip
        # A piece of news is a word, or a phrase of known words, that some texts take up while it is fresh.
        self.items = [(f"news{n}",) if rng.random() < 0.6 else self._phrase() for n in range(len(when))]
        self.broke = np.array(when)
        self.fades = rng.lognormal(3, 0.8, size=len(when))
        self.about = rng.integers(8, size=len(when))
        self.weight = rng.gamma(0.6, 1 / 0.6, size=len(when))

    def write(self, actor: int, day: int, times: float = 1.0) -> list[str | None]:
        rng, world = self.rng, self.world
        length = max(30, int(world.words * times * self.wordy[actor] * rng.lognormal(0, 0.4)))
        subjects = rng.dirichlet(0.3 + 6 * self.interest[actor])
        mix = 0.55 * self.base + 0.35 * subjects @ self.subjects + 0.10 * self.style[actor]
        drawn = rng.choice(_WORDS, p=mix, size=length)
        units: list[tuple[str, ...]] = [(f"w{n}",) for n in drawn]
        units += [self.sets[actor][rng.integers(15)] for _ in range(rng.poisson(length / 80))]
        units += [self.common[rng.integers(60)] for _ in range(rng.poisson(length / 100))]
        eager = world.centre if actor == 0 else 1.0
        fresh = np.where(self.broke <= day, np.exp(-np.maximum(day - self.broke, 0) / self.fades), 0.0)
        rate = eager * self.weight * fresh * (0.2 + 4 * subjects[self.about]) * length / 250 * 0.08
        told = rng.poisson(rate)
        for n in np.flatnonzero(told).tolist():
            units += [self.items[n]] * int(told[n])
        # New words that nobody else ever has: names, slips of the pen.
        units += [(f"once{rng.integers(10**9)}",) for _ in range(rng.poisson(length / 120))]
        rng.shuffle(order := np.arange(len(units)))
        return list(_sentences([units[n] for n in order], rng))


def _sentences(units: list[tuple[str, ...]], rng: np.random.Generator) -> Iterator[str | None]:
    left = int(rng.integers(5, 25))
    for unit in units:
        for word in unit:
            yield word
            if rng.random() < 0.3:
                yield f"s{int(_STOP * rng.random() ** 2)}"
        left -= 1
        if not left:
            yield None
            left = int(rng.integers(5, 25))


STOP = frozenset(f"s{n}" for n in range(_STOP))


def made(world: World, rng: np.random.Generator, planted: int = 0) -> Made:
    """Return an archive in which nobody had access; then one text of the window is given coined terms.

    Args:
        world: What is simulated.
        rng: The generator.
        planted: How many of the centre's new terms one text is given.
    """
    writer = _Writer(world, rng)
    days, gap = 720, 40
    text_day = days - gap
    writer.break_news(days + gap, text_day)
    speaks = np.concatenate([[2.0], rng.dirichlet(np.full(writer.actors - 1, 1.5)) * (writer.actors - 1)])
    who = rng.choice(writer.actors, p=speaks / speaks.sum(), size=world.texts)
    when = np.sort(rng.integers(0, days, size=world.texts))
    found = list[Reading]()
    for n, (actor, day) in enumerate(zip(who.tolist(), when.tolist(), strict=True)):
        found.append(Reading(f"d{n}", f"a{actor}", day, day, writer.write(actor, day)))
    words = writer.write(0, text_day, world.long)
    coined = [(f"coined{n}",) if n % 2 else (*writer._phrase()[:2], f"w{n}") for n in range(_COINED)]
    for term in coined:
        at = int(rng.integers(len(words)))
        words[at:at] = [None, *term, None]
    found.append(Reading("text", "a0", text_day, text_day, words))
    window = [n for n, r in enumerate(found) if text_day < r.first < days and r.actor != "a0"]
    if planted and window:
        chosen = int(rng.choice(window))
        given = list(found[chosen].words)
        for k in rng.choice(_COINED, size=planted, replace=False).tolist():
            at = int(rng.integers(len(given)))
            given[at:at] = [None, *coined[k], None]
        found[chosen] = replace(found[chosen], words=given)
        window = [chosen]
    return Made(found, "text", days, coined, window)


class Told(NamedTuple):
    """What one archive gave.

    Attributes:
        world: Its world.
        single: Share of its texts with a p below .05; of a planted archive, whether the text that was given terms has.
        family: Whether any corrected p is below .05; of a planted archive, that text's.
        first: Whether the text that was given terms comes first.
        refused: Whether there are no figures; they count as no alarm and as not found.
    """

    world: str
    single: float
    family: bool
    first: bool
    refused: bool


def told(world: World, planted: int, seed: Sequence[int]) -> Told:
    """Return what one made-up archive gives."""
    case = made(world, np.random.default_rng(seed), planted)
    found = foreknown(case.readings, case.document, case.public, Edges(STOP))
    if found.refusal:
        return Told(world.name, 0.0, False, False, True)
    below = [(row.p_value or 0) < 0.05 for row in found.texts]
    if not planted:
        return Told(
            world.name,
            float(np.mean(below)),
            min(row.p_family or 0 for row in found.texts) < 0.05,
            False,
            False,
        )
    (given,) = case.window
    at = next(n for n, row in enumerate(found.texts) if row.document == case.readings[given].document)
    return Told(world.name, float(below[at]), (found.texts[at].p_family or 0) < 0.05, at == 0, False)


def study(worlds: Sequence[World], runs: int, planted: int, seed: int = _SEED) -> list[Told]:
    """Return what archives of some worlds give, each world in turn."""
    return [told(worlds[run % len(worlds)], planted, (seed, run, planted)) for run in range(runs)]


def section(runs: int = RUNS, power_runs: int = POWER_RUNS) -> str:
    """Return the study as a section of docs/coverage.md."""
    lines = [
        "## Terms used before they were public (`foreknowledge`)",
        "",
        f"{runs} made-up archives without access, of {len(WORLDS)} worlds in turn, seed {_SEED}; then {power_runs} for"
        " each number of coined terms",
        "that one text of the window is given: how often it is found, and comes first. A refusal counts as not found.",
        "",
        "| world | given | archives | texts with p < .05 | error | corrected p < .05 | error | first | refused |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for planted in (0, *PLANTED):
        found = study(WORLDS, power_runs if planted else runs, planted)
        lines.append(_line("all", planted, found))
        lines += [_line(w.name, planted, [row for row in found if row.world == w.name]) for w in WORLDS]
    return "\n".join([*lines, ""])


def _line(name: str, planted: int, found: Sequence[Told]) -> str:
    single = np.array([row.single for row in found])
    family = float(np.mean([row.family for row in found]))
    first = f"{np.mean([row.first for row in found]):.1%}" if planted else ""
    return (
        f"| {name} | {planted} | {len(found)} | {single.mean():.1%} | {single.std() / len(found) ** 0.5:.1%} |"
        f" {family:.1%} | {(family * (1 - family) / len(found)) ** 0.5:.1%} | {first} |"
        f" {np.mean([row.refused for row in found]):.1%} |"
    )


if __name__ == "__main__":
    print(section(*((18, 6) if "--small" in sys.argv else ())))
