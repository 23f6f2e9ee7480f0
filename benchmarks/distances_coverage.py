"""Coverage of the intervals of `distances`: on made-up movements whose true distances are known, and by halves.

The simulator is another program than the measure: it draws words one by one from topics, bent by where an actor
stands, and knows nothing of counts expected, of ridge or cosine. Passages repeat themselves as real ones do.
Run with: make coverage.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple

import numpy as np

from linewatch.measures.distances.measure import distances
from linewatch.measures.distances.words import Reading

RUNS = 60  # a world: some 1,000 to 3,600 intervals; a run takes about 5 s
CENTRE = "centre"
_SEED = 5
_TOPICS, _OWN, _SHARED = 6, 60, 120  # topics, words of each, words that all topics share
_PASSAGE = 200


class World(NamedTuple):
    """A made-up movement.

    Attributes:
        name: As the table calls it.
        actors: How many beside the centre.
        periods: How many.
        passages: Of a text.
        bend: How strongly an actor's place bends its choice of words, on the log scale.
        moves: How far an actor moves from one period to the next, in standard deviations of a step.
    """

    name: str
    actors: int
    periods: int
    passages: int
    bend: float
    moves: float


# On the first the interval was widened (on other seeds); the others were drawn up afterwards and changed nothing.
WORLDS = (
    World("set on: 10 actors, 6 periods, 12 passages", 10, 6, 12, 0.5, 0.05),
    World("longer texts: 24 passages", 10, 6, 24, 0.5, 0.05),
    World("fewer: 6 actors, 3 periods", 6, 3, 12, 0.5, 0.05),
    World("weaker bend, more movement", 10, 6, 12, 0.3, 0.15),
)


class Made(NamedTuple):
    """A movement's texts, and the truth.

    Attributes:
        readings: The texts.
        true: Where each actor stands in each period: 0 is the centre's place, 1 the mean of the farther half.
        longer: The same speakers at the same time, with passages of their own.
    """

    readings: list[Reading]
    true: dict[tuple[str, str], float]
    longer: list[Reading]


def made(world: World, rng: np.random.Generator) -> Made:
    """Return a movement."""
    topics = rng.dirichlet(np.full(_OWN, 0.5), _TOPICS)
    shared = rng.dirichlet(np.full(_SHARED, 1.0), _TOPICS)
    leaning = rng.normal(size=_SHARED) * (rng.random(_SHARED) < 0.5)
    names = [CENTRE, *(f"a{i:02}" for i in range(world.actors))]
    place = {name: float(i) / world.actors * 2 for i, name in enumerate(names)}
    mixes = {name: rng.dirichlet(np.full(_TOPICS, 1.0)) for name in names}
    # Some who stand far off speak on the centre's own subjects.
    for name in names[-3:]:
        mixes[name] = mixes[CENTRE]
    readings: list[Reading] = []
    longer: list[Reading] = []
    true: dict[tuple[str, str], float] = {}
    for number in range(world.periods):
        period = str(1950 + number)
        level = np.exp(rng.normal(0, 0.3, _SHARED))
        farther = float(np.mean(sorted(place[name] for name in names[1:])[world.actors // 2 :]))
        for name in names:
            bent = shared * level * np.exp(world.bend * place[name] * leaning)
            bent /= bent.sum(axis=1, keepdims=True)
            for into, many in ((readings, world.passages), (longer, world.passages)):
                passages = [_passage(topics, bent, mixes[name], rng) for _ in range(many)]
                into.append(Reading(f"{name}_{period}", name, period, list(enumerate(passages, 1))))
            if name != CENTRE:
                true[name, period] = place[name] / farther
                place[name] = max(0.02, place[name] + float(rng.normal(0, world.moves)))
    return Made(readings, true, longer)


def _passage(topics: np.ndarray, bent: np.ndarray, mix: np.ndarray, rng: np.random.Generator) -> str:
    """Return one passage: half its words of its topic alone; some come up again and again in it."""
    topic = rng.choice(len(mix), p=mix)
    own = rng.multinomial(_PASSAGE // 2, topics[topic])
    repeated = rng.gamma(1.0, size=_SHARED) * bent[topic]
    shared = rng.multinomial(_PASSAGE // 2, repeated / repeated.sum())
    words = [f"t{topic}w{i:02}x" for i in np.repeat(np.arange(_OWN), own)]
    words += [f"s{i:03}x" for i in np.repeat(np.arange(_SHARED), shared)]
    return " ".join(_letters(word) for word in rng.permutation(words))


def _letters(word: str) -> str:
    """Return a word without digits, which are not counted as words."""
    return "".join(chr(ord("a") + int(c)) if c.isdecimal() else c for c in word)


class Held(NamedTuple):
    """One run: intervals given, those that held the truth, those whose halves agree, rows, refused, mean width."""

    given: int
    held: int
    agree: int
    rows: int
    refused: int
    width: float


def held(world: World, run: int) -> Held:
    """Return how one movement's intervals fare.

    Halves agree where two sets of passages of the same speakers differ by no more than both intervals together,
    each half's own error counted.
    """
    movement = made(world, np.random.default_rng([_SEED, run]))
    first = {(d.actor, d.period): d for d in distances(movement.readings, CENTRE, frozenset(), 1)}
    other = {(d.actor, d.period): d for d in distances(movement.longer, CENTRE, frozenset(), 1)}
    given = inside = agree = 0
    widths: list[float] = []
    for key, row in first.items():
        twin = other[key]
        if row.distance is None or twin.distance is None:
            continue
        assert row.low is not None and row.high is not None  # noqa: PT018
        assert twin.low is not None and twin.high is not None  # noqa: PT018
        given += 1
        inside += row.low <= movement.true[key] <= row.high
        reach = np.hypot(row.high - row.distance, twin.high - twin.distance)
        agree += abs(row.distance - twin.distance) <= reach
        widths.append(row.high - row.low)
    refused = sum(row.why is not None for row in first.values())
    return Held(given, inside, agree, len(first), refused, float(np.mean(widths)) if widths else 0.0)


def _share(part: Sequence[int], whole: Sequence[int]) -> str:
    """Return a share with its Monte Carlo error, runs being independent and the intervals of a run not."""
    share = sum(part) / max(1, sum(whole))
    by_run = np.array(part) / np.maximum(whole, 1)
    return f"{share:.3f} ± {by_run.std(ddof=1) / len(by_run) ** 0.5:.3f}"


def section(runs: int = RUNS, workers: int = 1) -> str:
    """Return the section of docs/coverage.md on distances."""
    lines = [
        "## Distance in running text (`distances`)",
        "",
        f"Nominal 90 % intervals over {runs} made-up movements a row. A run gives many intervals, which hang together: "
        "the error counts runs.",
        "",
        "| movement | intervals | hold the true distance | two halves agree | refused | mean width |",
        "|---|---|---|---|---|---|",
    ]
    for world in WORLDS:
        if workers > 1:
            with ProcessPoolExecutor(workers) as pool:
                found = list(pool.map(held, [world] * runs, range(runs)))
        else:
            found = [held(world, run) for run in range(runs)]
        given = [one.given for one in found]
        lines.append(
            f"| {world.name} | {sum(given):,} | {_share([one.held for one in found], given)} "
            f"| {_share([one.agree for one in found], given)} "
            f"| {sum(one.refused for one in found) / sum(one.rows for one in found):.3f} "
            f"| {np.mean([one.width for one in found]):.2f} |"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(section(int(sys.argv[1]) if sys.argv[1:] else RUNS))
