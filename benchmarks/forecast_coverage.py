"""Coverage of the intervals around scores and calibration: do they hold the truth as often as they say.

Things come true with a chance that the simulator draws and the forecaster sees bent: too sure, not sure enough, in
seven words only, often of one thing. It shares no code with the measure: the truth is a mean over a very large draw.

    python -m benchmarks.forecast_coverage
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from linewatch.hypotheses.calibration import LEAST, calibration
from linewatch.hypotheses.matrix import Span
from linewatch.hypotheses.promised import DRAWS as TEST_DRAWS
from linewatch.hypotheses.score_intervals import DRAWS
from linewatch.hypotheses.scoring import CLIP, Resolved, scores
from linewatch.measures.intervals import LEVEL

RUNS, LARGE, SIZES = 1_000, 400_000, (20, 50, 200, 643)
_SEED = 11  # the method was chosen on seed 7: no run of the table was looked at for it
_LEVEL_OF_TEST = 0.05
Array = NDArray[np.float64]
Draw = Callable[[int, np.random.Generator], tuple[Array, Array]]


class Population(NamedTuple):
    """Who forecasts what.

    Attributes:
        name: As the table calls it.
        draw: From how many and a generator, the chances said and the true ones.
        honest: Whether chances mean what they say, so that a test that finds fault is a false alarm.
        each: Forecasts of one thing.
    """

    name: str
    draw: Draw
    honest: bool = False
    each: int = 1


def _share(logit: Array) -> Array:
    return 1 / (1 + np.exp(-logit))


def spread(n: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Return chances of all kinds that mean what they say."""
    true = _share(rng.normal(0, 1.5, n))
    return true, true


def sure(n: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Return small chances that mean what they say: misses are rare."""
    true = _share(rng.normal(-3.5, 1.5, n))
    return np.clip(true, 0.001, 0.999), true


def too_sure(n: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Return chances whose logit is two and a half times what it should be."""
    logit = rng.normal(-1, 1.2, n)
    return _share(2.5 * logit), _share(logit)


def careless(n: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Return four of five at 1 %, of which one in twenty comes true, else even chances."""
    often = rng.random(n) < 0.8
    return np.where(often, 0.01, 0.5), np.where(often, 0.05, 0.5)


def timid(n: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Return chances drawn halfway to one half."""
    true = rng.beta(0.4, 0.6, n)
    return (true + 0.5) / 2, true


def in_words(n: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Return the middles of seven words, each of which means what it says but for luck of the forecaster."""
    words = np.array([0.03, 0.125, 0.325, 0.5, 0.675, 0.875, 0.97])
    said = words[rng.integers(0, len(words), n)]
    return said, np.clip(said + rng.normal(0, 0.1, n), 0.0, 1.0)


def unskilled(n: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Return chances at random, of things that come true one time in five."""
    return rng.random(n), np.full(n, 0.2)


def rough(n: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Return whole tenths near the truth, 0 and 1 among them, as people give them."""
    true = rng.beta(0.5, 1.5, n)
    return np.round(np.clip(true + rng.normal(0, 0.08, n), 0.0, 1.0), 1), true


def crowd(n: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Return chances that mean what they say, most near 0 and some near 1."""
    low = rng.random(n) < 0.75
    true = np.where(low, rng.beta(0.4, 6, n), rng.beta(2, 1.2, n))
    return true, true


# The interval was chosen among five ways on these four; the others were drawn up afterwards and changed nothing.
SET_ON = (
    Population("all chances, honest", spread, honest=True),
    Population("small chances, honest", sure, honest=True),
    Population("too sure", too_sure),
    Population("sure and careless", careless),
)
HELD_OUT = (
    Population("like a crowd, honest", crowd, honest=True),
    Population("not sure enough", timid),
    Population("seven words", in_words),
    Population("no skill", unskilled),
    Population("whole tenths", rough),
    Population("five forecasts a thing", spread, honest=True, each=5),
)
_HEAD = ("| | population | forecasts | Brier: true | held | too low | log score held | bins held | worst bin |"
         " test finds fault | calibration refused |")  # fmt: skip


class Drawn(NamedTuple):
    """Forecasts with what became of them.

    Attributes:
        said: The chances.
        true: The true ones.
        came: What came true.
        thing: Which thing each is about.
    """

    said: Array
    true: Array
    came: NDArray[np.bool_]
    thing: NDArray[np.intp]


def drawn(of: Population, n: int, rng: np.random.Generator) -> Drawn:
    """Return forecasts of a population; those of one thing give it one chance and come out alike."""
    things = -(-n // of.each)
    said, true = of.draw(things, rng)
    came = rng.random(things) < true
    thing = np.repeat(np.arange(things), of.each)[:n]
    return Drawn(said[thing], true[thing], came[thing], thing)


def costs(said: Array, true: Array) -> tuple[float, float]:
    """Return the mean Brier and log score to be expected."""
    square = true * (1 - said) ** 2 + (1 - true) * said**2
    kept = np.clip(said, CLIP, 1 - CLIP)
    logs = -true * np.log2(kept) - (1 - true) * np.log2(1 - kept)
    return float(square.mean()), float(logs.mean())


class Tally(NamedTuple):
    """What one run gave.

    Attributes:
        scores: Whether the interval of the Brier score held the truth, lay below it, and whether that of the log score
            held it; None where there is none.
        bins: For each bin, where it begins and whether its interval held the truth.
        fault: Whether the test found fault; None where there is none.
        refused: Whether calibration is.
    """

    scores: tuple[bool, bool, bool] | None
    bins: tuple[tuple[float, bool], ...]
    fault: bool | None
    refused: bool


def run(of: Population, n: int, truth: tuple[float, float], seed: tuple[int, ...]) -> Tally:
    """Return one simulation."""
    one = drawn(of, n, np.random.default_rng(seed))
    rows = [Resolved(str(t), Span(p, p), p, o) for p, o, t in
            zip(one.said.tolist(), one.came.tolist(), one.thing.tolist(), strict=True)]  # fmt: skip
    found, made = scores(rows, 1), calibration(rows, 1)
    held = None
    if (square := found.brier) and (log := found.log_clipped) and square.low is not None:
        (low, high), (log_low, log_high) = ((m.low or 0.0, m.high or 0.0) for m in (square, log))
        held = low <= truth[0] <= high, high < truth[0], log_low <= truth[1] <= log_high
    bins = []
    for b in made.bins:
        inside = (one.said >= b.low) & ((one.said < b.high) | (b.high >= 1.0))
        bins.append((b.low, b.share_low <= float(one.true[inside].mean()) <= b.share_high))
    p_value = made.test.p_value if made.test else None
    fault = None if p_value is None else p_value < _LEVEL_OF_TEST
    return Tally(held, tuple(bins), fault, made.refused is not None)


def row(cell: tuple[str, int, int]) -> str:
    """Return one row of the table."""
    which, place, n = cell
    of = (SET_ON if which == "chosen on" else HELD_OUT)[place]
    truth = costs(*of.draw(LARGE, np.random.default_rng([_SEED, LARGE])))
    told = [run(of, n, truth, (_SEED, place, n, k)) for k in range(RUNS)]
    held = [one.scores for one in told if one.scores]
    by_bin: dict[float, list[bool]] = {}
    for low, good in (pair for one in told for pair in one.bins):
        by_bin.setdefault(low, []).append(good)
    often = [_rate(bins) for bins in by_bin.values() if len(bins) >= RUNS / 10]
    fault = _rate([one.fault for one in told if one.fault is not None])
    shares = [
        *(_rate([one[k] for one in held]) for k in range(3)),
        _rate([good for bins in by_bin.values() for good in bins]),
        min(often, default=None, key=lambda rate: rate or 0.0),
    ]
    listed = " | ".join(_percent(share) for share in shares)
    alarm = _percent(fault) + (" (false)" if of.honest and fault is not None else "")
    refused = _percent(_rate([one.refused for one in told]))
    return f"| {which} | {of.name} | {n} | {truth[0]:.3f} | {listed} | {alarm} | {refused} |"


def _rate(held: Sequence[bool]) -> float | None:
    return sum(held) / len(held) if held else None


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"


def section(workers: int = 2) -> str:
    """Return the study as a section of docs/coverage.md."""
    cells = [
        (which, place, n)
        for which, populations in (("chosen on", SET_ON), ("held out", HELD_OUT))
        for place in range(len(populations))
        for n in SIZES
    ]
    with ProcessPoolExecutor(workers) as pool:
        rows = list(pool.map(row, cells))
    error = (LEVEL * (1 - LEVEL) / RUNS) ** 0.5
    return "\n".join((
        "## Scores and calibration of forecasts (`forecast`)",
        "",
        f"Nominal {LEVEL:.0%}; {RUNS:,} independent simulations a row, seed {_SEED}; {DRAWS:,} draws an",
        f"interval, {TEST_DRAWS:,} a test; Monte Carlo error of {LEVEL:.0%}: {error:.1%}. The truth of a score",
        "is what the forecaster's would come to over things without number; of a bin, the mean true chance of the",
        "things in it. The worst bin is among those that stood in a tenth of the runs or more. The test finds fault at",
        "p < 0.05; where chances mean what they say that is false. Calibration is refused below",
        f"{LEAST} different things. The interval of scores was chosen among five on the first four populations with",
        "another seed: resampling alone held the true Brier score in as few as 73 % of runs there, and the true log",
        "score in 61 %, of 20 forecasts that are sure and seldom wrong.",
        "",
        _HEAD,
        "|" + "---|" * 11,
        *rows,
        "",
    ))  # fmt: skip


if __name__ == "__main__":
    print(section())
