"""How good `weigh` is against made-up judges with bias, missed dependence and wrong ranges, beside the classic counts.

Questions with a known answer (`benchmarks.judged.worlds`) are judged by people with one bad habit each
(`benchmarks.judged.people`). What they write down is weighed, and counted in every classic way; each count becomes
chances at its best temperature, sought on the first half of the questions, once for each habit by itself and once for
all habits together, and all are scored on the second half. Nothing in the weighing is fitted to anything here.
Run with: python -m benchmarks.judges [questions a habit]; make coverage runs it, too.
"""

from __future__ import annotations

import sys
import time
from typing import NamedTuple

import numpy as np

from benchmarks.judged import scores
from benchmarks.judged.answers import MIXED, PLAIN, Answers, Asked, answers, joined
from benchmarks.judged.people import HABITS
from benchmarks.judged.rivals import CLASSIC
from benchmarks.judged.slips import Care
from linewatch.hypotheses.weighing import Settings

QUESTIONS = 1_000  # a habit; half of them are the test
SEED = 8  # of worlds and judges; chosen before anything was weighed
SETTINGS = Settings(draws=200, seed=1956)
NAMES = (*(habit.name for habit in HABITS), MIXED)
# Where several may contribute, some habits only, for time.
FEW = ("careful", "biased", "misses copies", "Kent's words", MIXED)
EDGES = (0.0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
TOGETHER = "all together"
# A remedy that is measured beside; chosen on worlds of seed 777.
CARE = Care(slip=1.5, wider=0.5, weight=0.8)
ORDER = "Heuer's order"


class Rival(NamedTuple):
    """What one rival scores on the test half, and by how many bits the weighing is better (half-width of 95 %)."""

    name: str
    bits: float
    gain: float
    error: float
    brier: float
    top: float


class Row(NamedTuple):
    """One habit: what was fitted on training halves is used on its test half.

    Attributes:
        name: The habit.
        test: The test half.
        perfect: Bits of who knows all chances.
        ours: Bits of the weighing.
        fitted: Its own best temperature on the training half, which it does not use; above 1 it is overconfident.
        tempered: What it would score with that.
        plain: Bayes without care, as it is and at its best temperature.
        own: Every classic count at the temperature that is best for this habit.
        pooled: Every classic count at the temperature that is best for all habits together.
        own_at: The temperatures of `own`.
    """

    name: str
    test: Answers
    perfect: float
    ours: float
    fitted: float
    tempered: Rival
    plain: tuple[Rival, Rival]
    own: tuple[Rival, ...]
    pooled: tuple[Rival, ...]
    own_at: dict[str, float]


def halves(of: Answers) -> tuple[Answers, Answers]:
    """Return the training half and the test half."""
    middle = len(of.true) // 2
    return of.part(slice(None, middle)), of.part(slice(middle, None))


def temperatures(training: Answers) -> dict[str, float]:
    """Return the best temperature of every count."""
    return {
        name: scores.best_temperature(counts, training.true, training.several)
        for name, counts in training.counts.items()
    }


def compared(name: str, of: Answers, pooled: dict[str, float]) -> Row:
    """Return one habit's scores on its test half."""
    training, test = halves(of)
    own = temperatures(training)
    ours = scores.log_scores(test.mid, test.true, test.several)

    def rival(count: str, counts: scores.Table, temperature: float) -> Rival:
        chances = scores.mapped(counts, temperature, test.several)
        bits = scores.log_scores(chances, test.true, test.several)
        brier = float(scores.brier(chances, test.true, test.several).mean())
        top = scores.top(chances, test.true, test.several)
        return Rival(count, float(bits.mean()), *scores.gain(bits, ours), brier, top)

    fitted = scores.best_temperature(training.log_mid, training.true, training.several)
    return Row(
        name,
        test,
        float(scores.log_scores(test.told, test.true, test.several).mean()),
        float(ours.mean()),
        fitted,
        rival("tempered", test.log_mid, fitted),
        (rival(PLAIN, test.counts[PLAIN], 1.0), rival(PLAIN, test.counts[PLAIN], own[PLAIN])),
        tuple(rival(count, test.counts[count], own[count]) for count in CLASSIC),
        tuple(rival(count, test.counts[count], pooled[count]) for count in CLASSIC),
        own,
    )


def collected(numbers: range, asked: Asked, names: tuple[str, ...]) -> dict[str, dict[int, Answers]]:
    """Return, by habit and by how many judges there are, what is made of questions of these numbers."""
    found: dict[str, dict[int, Answers]] = {}
    for name in names:
        begun = time.process_time()
        found[name] = answers(name, numbers, asked, SETTINGS)
        print(f"{name}: {time.process_time() - begun:.1f} s of CPU", file=sys.stderr, flush=True)
    return found


def rows_of(found: dict[str, Answers]) -> list[Row]:
    """Return a row for each habit, and one for all together."""
    split = {name: halves(of) for name, of in found.items()}
    training = joined([first for first, _ in split.values()])
    test = joined([second for _, second in split.values()])
    pooled = temperatures(training)
    rows = [compared(name, of, pooled) for name, of in found.items()]
    return [*rows, compared(TOGETHER, joined([training, test]), pooled)]


def least(rivals: tuple[Rival, ...]) -> Rival:
    """Return the best of the rivals on the test half."""
    return min(rivals, key=lambda rival: rival.bits)


def score_lines(rows: list[Row]) -> list[str]:
    """Return the table of log scores."""
    lines = [
        "| habit | all chances known | weighed | best classic count, fitted to the habit | bits gained |"
        " fitted to all | bits gained | Bayes without care | its best temperature | bits gained |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        own, pooled, (plain, fitted) = least(row.own), least(row.pooled), row.plain
        lines.append(
            f"| {row.name} | {row.perfect:.3f} | **{row.ours:.3f}** | {own.name} {own.bits:.3f} | {_gain(own)} |"
            f" {pooled.name} {pooled.bits:.3f} | {_gain(pooled)} | {plain.bits:.3f} | {fitted.bits:.3f} |"
            f" {_gain(fitted)} |"
        )
    return lines


def calibration_lines(rows: list[Row]) -> list[str]:
    """Return the table of calibration, Brier scores, first places and intervals."""
    lines = [
        "| habit | slope | intercept | best temperature | bits it would gain | Brier | of the best count |"
        " first is true | by the best count | by Heuer's order | all chances known | in the interval | width |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        test, several = row.test, row.test.several
        line = scores.calibration(test.mid, test.true, several)
        order = next(rival for rival in row.own if rival.name == ORDER)
        width = test.high - test.low
        lines.append(
            f"| {row.name} | {line.slope:.2f} ± {line.slope_error:.2f} | {line.intercept:+.2f} ±"
            f" {line.intercept_error:.2f} | {row.fitted:.2f} | {-row.tempered.gain:+.3f} ± {row.tempered.error:.3f} |"
            f" {scores.brier(test.mid, test.true, several).mean():.3f} |"
            f" {min(rival.brier for rival in row.own):.3f} |"
            f" {scores.top(test.mid, test.true, several):.1%} | {max(rival.top for rival in row.own):.1%} |"
            f" {order.top:.1%} | {scores.top(test.told, test.true, several):.1%} |"
            f" {scores.held(test.low, test.high, test.told, several):.1%} |"
            f" {np.nanmean(scores.without_last(width) if several else width):.2f} |"
        )
    return lines


def count_lines(rows: list[Row]) -> list[str]:
    """Return the table of every classic count, at the temperature best for the habit."""
    lines = [f"| habit | {' | '.join(CLASSIC)} |", "|---" * (len(CLASSIC) + 1) + "|"]
    for row in rows:
        lines.append(f"| {row.name} | " + " | ".join(f"{r.bits:.3f} ({_gain(r)})" for r in row.own) + " |")
    return lines


def reliability_lines(rows: list[Row]) -> list[str]:
    """Return how often what was stated was so, for the rows named."""
    lines = [
        "| habit | chances stated | how many | their mean | it was so | 90 % |",
        "|---|---|---|---|---|---|",
    ]
    for row in rows:
        for at in scores.reliability(row.test.mid, row.test.true, row.test.several, EDGES):
            lines.append(
                f"| {row.name} | {at.start:g}-{at.end:g} | {at.many} | {at.stated:.3f} | {at.true:.3f} |"
                f" {at.low:.3f}-{at.high:.3f} |"
            )
    return lines


def verdicts(rows: list[Row]) -> list[str]:
    """Return in words where every classic count is beaten, and where one is not."""
    lines: list[str] = []
    for row in rows:
        near = min((*row.own, *row.pooled), key=lambda rival: rival.gain - rival.error)
        word = (
            "beats every count"
            if near.gain > near.error
            else "does not clearly beat"
            if near.gain > 0
            else "LOSES to"
        )
        lines.append(f"- {row.name}: {word}; nearest {near.name}, {_gain(near)} bits.")
    return lines


def _gain(rival: Rival) -> str:
    return f"{rival.gain:+.3f} ± {rival.error:.3f}"


def care_lines(rows: list[Row], careful: dict[str, Answers]) -> list[str]:
    """Return what an allowance for slips gains on the test half: over the weighing as it is, and over the counts."""
    lines = [
        f"Allowance for slips of {CARE.slip:g}, ranges widened by {CARE.wider:g} of what is left, evidence counting for"
        f" {CARE.weight:g}; chosen on other worlds.",
        "",
        "| habit | weighed | with allowance | gained | best count, fitted to the habit | gained on it | slope |"
        " in the interval | width |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    alone = {row.name: careful[row.name] for row in rows if row.name != TOGETHER}
    for row in rows:
        now = alone.get(row.name) or joined(list(alone.values()))
        several, test = now.several, row.test
        bits = scores.log_scores(now.mid, now.true, several)
        gained, error = scores.gain(scores.log_scores(test.mid, test.true, several), bits)
        best = least(row.own)
        chances = scores.mapped(test.counts[best.name], row.own_at[best.name], several)
        over, over_error = scores.gain(scores.log_scores(chances, test.true, several), bits)
        line, width = scores.calibration(now.mid, now.true, several), now.high - now.low
        lines.append(
            f"| {row.name} | {row.ours:.3f} | **{bits.mean():.3f}** | {gained:+.3f} ± {error:.3f} | {best.name}"
            f" {best.bits:.3f} | {over:+.3f} ± {over_error:.3f} | {line.slope:.2f} ± {line.slope_error:.2f} |"
            f" {scores.held(now.low, now.high, now.told, several):.1%} |"
            f" {np.nanmean(scores.without_last(width) if several else width):.2f} |"
        )
    return lines


def page(found: dict[str, Answers], careful: dict[str, Answers], title: str) -> list[str]:
    """Return all tables of one kind of question and panel."""
    rows = rows_of(found)
    lines = ["", f"### {title}", "", *score_lines(rows), "", *calibration_lines(rows), "", *count_lines(rows)]
    lines += ["", *verdicts(rows), "", *reliability_lines([rows[0], rows[-1]])]
    return [*lines, "", *care_lines(rows, careful)]


def section(questions: int = QUESTIONS) -> str:
    """Return the section of docs/coverage.md on hypotheses, in Markdown."""
    lines = [
        "## Rival explanations (`weigh`)",
        "",
        f"{questions:,} made-up questions; the second half is the test; seed {SEED}; each judged"
        f" with each habit; {SETTINGS.draws} draws, seed {SETTINGS.seed}.",
    ]
    test = range(questions // 2, questions)
    for judges, names, several in ((3, NAMES, False), (1, FEW, True)):
        kind = "Several may contribute" if several else "One is true"
        found = collected(range(questions), Asked(SEED, judges, several), names)
        careful = collected(test, Asked(SEED, judges, several, CARE), names)
        for many in found[names[0]]:
            title = f"{kind}, {many} judge{'s' if many > 1 else ''}"
            lines += page(
                {name: of[many] for name, of in found.items()},
                {name: of[many] for name, of in careful.items()},
                title,
            )
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    print(section(int(sys.argv[1]) if len(sys.argv) > 1 else QUESTIONS))
