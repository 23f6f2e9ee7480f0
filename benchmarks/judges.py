"""How good `weigh` is against made-up judges with bias, missed dependence and wrong ranges, beside the classic counts.

Questions with a known answer (`benchmarks.judged.worlds`) are judged by people with one bad habit each
(`benchmarks.judged.people`). What they write down is weighed, and counted in every classic way; each count becomes
chances at its best temperature, sought on the first half of the questions, once for each habit by itself and once for
all habits together, and all are scored on the second half. What the weighing has of free numbers (slips, how far
analysts share them, how a set of hypotheses is read) was chosen on worlds of another seed.
Run with: python -m benchmarks.judges [questions [where several may contribute]]; make coverage runs it, too.
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
from linewatch.hypotheses.weighing import Settings

QUESTIONS = 400  # a habit where one is true; half of them are the test
SEVERAL = 200  # where several may contribute
SEED = 20  # of worlds and judges; whatever the weighing was chosen on has another (777)
SETTINGS = Settings(draws=200, seed=1956)
PANELS = (1, 3)
NAMES = (*(habit.name for habit in HABITS), MIXED)
TOGETHER = "all together"


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


def lines_of(panels: dict[int, list[Row]]) -> list[str]:
    """Return the table of one kind of question: a line for each habit, panels side by side."""
    columns = "best count | gained | slope | best temperature | held | width"
    heads = [f"{many} judge{'s' if many > 1 else ''} | {columns}" for many in panels]
    lines = [f"| habit | {' | '.join(heads)} |", "|---" * (1 + 7 * len(panels)) + "|"]
    for rows in zip(*panels.values(), strict=True):
        lines.append(f"| {rows[0].name} | {' | '.join(_cells(row) for row in rows)} |")
    return lines


def _cells(row: Row) -> str:
    test, several, best = row.test, row.test.several, least((*row.own, *row.pooled))
    line = scores.calibration(test.mid, test.true, several)
    width = test.high - test.low
    return (
        f"**{row.ours:.3f}** | {best.name} {best.bits:.3f} | {_gain(best)} |"
        f" {line.slope:.2f} ± {line.slope_error:.2f} | {row.fitted:.2f} |"
        f" {scores.held(test.low, test.high, test.told, several):.0%} |"
        f" {np.nanmean(scores.without_last(width) if several else width):.2f}"
    )


def verdict(many: int, rows: list[Row]) -> str:
    """Return in words where the best count is beaten, where the difference is not clear, and where it wins."""
    said: dict[str, list[str]] = {"beats": [], "does not clearly beat": [], "loses to": []}
    for row in rows:
        best = least((*row.own, *row.pooled))
        clear = abs(best.gain) > best.error
        word = (
            "beats" if best.gain > 0 and clear else "does not clearly beat" if best.gain > 0 else "loses to"
        )
        said[word].append(row.name + ("" if clear or best.gain > 0 else " (within the error)"))
    parts = [f"{word} the best count: {', '.join(names)}" for word, names in said.items() if names]
    return f"- {many} judge{'s' if many > 1 else ''}: {'; '.join(parts)}."


def _gain(rival: Rival) -> str:
    return f"{rival.gain:+.3f} ± {rival.error:.3f}"


def part(several: bool, questions: int) -> list[str]:
    """Return the lines on one kind of question."""
    found = collected(range(questions), Asked(SEED, max(PANELS), several), NAMES)
    panels = {many: rows_of({name: of[many] for name, of in found.items()}) for many in PANELS}
    kind = "Several may contribute" if several else "One is true"
    known = panels[PANELS[0]][0].perfect  # the questions are the same for all
    about = f"{questions:,} questions a habit; who knows all chances scores {known:.3f}."
    lines = ["", f"### {kind}", "", about, "", *lines_of(panels), ""]
    return lines + [verdict(many, rows) for many, rows in panels.items()]


HEAD = f"""## Rival explanations (`weigh`)

Made-up questions with a known answer, judged by made-up judges with one bad habit each (`benchmarks.judges`); the
second half is the test; seed {SEED}, {SETTINGS.draws} draws, slips {SETTINGS.slip:g}, shared {SETTINGS.slip_shared:g}.
Bits, less is better: of the weighing, to which nothing here is fitted; of the best on the test of ten classic counts,
made chances at their best temperature on the training half, of this habit or of all. `gained`: on that count, ± 95 %.
`slope`: 1 is calibrated, below is overconfident, ± 90 %. `best temperature`: what the weighing would need; above 1 it
was overconfident. `held`: how many 90 % intervals hold what would be known; `width`: how wide they are."""


def section(questions: int = QUESTIONS, several: int = SEVERAL) -> str:
    """Return the section of docs/coverage.md on hypotheses, in Markdown."""
    return "\n".join([HEAD, *part(False, questions), *part(True, several), ""])


if __name__ == "__main__":
    given = [int(number) for number in sys.argv[1:3]]
    print(section(*given))
