"""Coverage of the intervals of `score` and `balance`: do they hold the true value as often as they say.

The simulator shares no code with the measures: it writes texts passage by passage, each on a subject that may go on
into the next passage, and knows the mix of words that each text is drawn from. `section` gives the part of
docs/coverage.md; run alone it is printed: python -m benchmarks.scaling_coverage [RUNS]
"""

from __future__ import annotations

import sys
from collections import Counter
from typing import NamedTuple

import numpy as np

from linewatch.measures import balance as balances
from linewatch.measures.balance import Named
from linewatch.measures.intervals import LEVEL
from linewatch.measures.scaling import log_odds
from linewatch.measures.scaling.placing import placed, wordscores
from linewatch.measures.scaling.spread import RESAMPLES

RUNS = 1_000
_SEED = 2
_WORDS, _SUBJECTS, _GOES_ON = 2_500, 10, 0.3
_NAMES = [f"w{n}" for n in range(_WORDS)]


class World(NamedTuple):
    """Mixes of words: of two anchors by subject, and how often each turns to which subject.

    Attributes:
        words: Shape (2, n_subjects, n_words); each row sums to 1.
        subjects: Shape (2, n_subjects); each row sums to 1.
    """

    words: np.ndarray
    subjects: np.ndarray


class Cell(NamedTuple):
    """Words of the text and of each anchor, and the share of the text's passages that are in B's manner."""

    text: int
    anchor: int
    like_b: float


CELLS = (Cell(400, 1_000, 0.5), Cell(400, 5_000, 0.9), Cell(1_500, 1_500, 0.2), Cell(5_000, 5_000, 0.5))


def world(seed: int) -> World:
    """Return two manners of writing that share subjects and most words."""
    rng = np.random.default_rng(seed)
    common = 1 / (np.arange(_WORDS) + 5.0)
    of_subject = np.exp(rng.normal(0, 1.0, (_SUBJECTS, _WORDS)) * (rng.random((_SUBJECTS, _WORDS)) < 0.1))
    manner = np.exp(rng.normal(0, 0.5, (2, 1, _WORDS)) * (rng.random((2, 1, _WORDS)) < 0.2))
    words = common * of_subject * manner
    return World(words / words.sum(axis=2, keepdims=True), rng.dirichlet(np.full(_SUBJECTS, 2.0), size=2))


def written(of: World, like_b: float, words: int, rng: np.random.Generator) -> list[Counter[str]]:
    """Return the word counts of a text's passages of about 60 words each."""
    passages: list[Counter[str]] = []
    subject = manner = 0
    while words > 0:
        if not passages or rng.random() > _GOES_ON:
            manner = int(rng.random() < like_b)
            subject = int(rng.choice(_SUBJECTS, p=of.subjects[manner]))
        size = min(words, int(rng.integers(50, 70)))
        drawn = np.bincount(rng.choice(_WORDS, size=size, p=of.words[manner, subject]), minlength=_WORDS)
        passages.append(Counter({_NAMES[at]: int(drawn[at]) for at in np.flatnonzero(drawn)}))
        words -= size
    return passages


def unlimited(of: World, like_b: float) -> tuple[float, float]:
    """Return the score and the Wordscore that texts without end would have."""
    a, b = (of.subjects[side] @ of.words[side] for side in (0, 1))
    text = (1 - like_b) * a + like_b * b
    return float(text @ log_odds.leanings(a * 1e9, b * 1e9)), float(text @ wordscores(a, b))


def score_rows(runs: int) -> list[str]:
    """Return the rows of the table of `score`."""
    lines: list[str] = []
    for number, cell in enumerate(CELLS):
        made, refused = [], 0
        of = world(_SEED)
        for run in range(runs):
            rng = np.random.default_rng([_SEED, number, run])
            a, b = (written(of, side, cell.anchor, rng) for side in (0.0, 1.0))
            (one,) = placed([written(of, cell.like_b, cell.text, rng)], a, b, run)
            if one.place and one.wordscores:
                made.append((one.place, one.wordscores))
            else:
                refused += 1
        for name, at, endless in zip(
            ("score", "Wordscores"), (0, 1), unlimited(of, cell.like_b), strict=True
        ):
            places = [pair[at] for pair in made]
            expected = float(np.mean([place.score for place in places]))
            held = [float(np.mean([p.low <= true <= p.high for p in places])) for true in (expected, endless)]
            width = float(np.median([p.high - p.low for p in places]))
            lines.append(
                f"| {name} | {cell.text:,} | {cell.anchor:,} | {cell.like_b:.1f} | {held[0]:.1%} |"
                f" {_error(held[0], runs)} | {held[1]:.1%} | {expected:+.3f} | {endless:+.3f} |"
                f" {refused / runs:.1%} | {width:.3f} |"
            )
            print(lines[-1], flush=True)
    return lines


def named(
    passages: int, a_passage: float, second: float, burst: float, rng: np.random.Generator
) -> list[Named]:
    """Return concept words in a text: a passage that leans to a concept names it several times."""
    found: list[Named] = []
    for passage in range(passages):
        leaning = rng.beta(second / burst, (1 - second) / burst)
        often = rng.poisson(a_passage * rng.gamma(1 / burst, burst))
        found += [Named(passage, at, at + 1, bool(rng.random() < leaning), False) for at in range(often)]
    return found


def balance_rows(runs: int) -> list[str]:
    """Return the rows of the table of `balance`."""
    lines: list[str] = []
    cells = [(20, 0.8, 0.5), (20, 0.8, 0.8), (60, 1.0, 0.3), (200, 1.0, 0.9)]
    for number, (passages, often, second) in enumerate(cells):
        for burst in (0.2, 1.0):
            true, held, widths = 2 * second - 1, 0, []
            for run in range(runs):
                rng = np.random.default_rng([_SEED, number, run])
                places = named(passages, often, second, burst, rng)
                one = balances.balance(places, passages, passages * 80, run)
                if one.low is not None and one.high is not None:
                    held += one.low <= true <= one.high
                    widths.append(one.high - one.low)
            share = held / max(1, len(widths))
            lines.append(
                f"| {passages} | {often} | {burst} | {true:+.1f} | {share:.1%} | {_error(share, runs)} |"
                f" {1 - len(widths) / runs:.1%} | {np.median(widths) if widths else 0:.2f} |"
            )
            print(lines[-1], flush=True)
    return lines


def _error(share: float, runs: int) -> str:
    return f"{(share * (1 - share) / runs) ** 0.5:.1%}"


def section(runs: int = RUNS) -> str:
    """Return the part of docs/coverage.md on scores and balances."""
    lines = [
        "## Texts between two texts (`score`)",
        "",
        f"Nominal {LEVEL:.0%}; {runs:,} simulations a row, seed {_SEED}, {RESAMPLES:,} resamples each."
        " Anchors of some thousand words do not show",
        "how their rarer words lean, so scores between them are off from those between endless texts, by log-odds more",
        "than by Wordscores. The interval is of the score that texts and anchors of such length have on the average",
        "(first column of coverage), not of the endless one (second). On real texts it holds for other passages of the",
        "same sort; first and second halves of manifestos, which differ by subject, are farther apart than it says.",
        "",
        "| by | words | of each anchor | passages like B | coverage | Monte Carlo error | of the endless score |"
        " mean score | endless score | refused | width |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
        *score_rows(runs),
        "",
        "## Two concepts held together (`balance`)",
        "",
        "| passages | concept words a passage | burst | true | coverage | Monte Carlo error | refused | width |",
        "|---|---|---|---|---|---|---|---|",
        *balance_rows(runs),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the section."""
    print("\n" + section(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS))


if __name__ == "__main__":
    main()
