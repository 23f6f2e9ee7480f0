"""Rival explanations weighed at the desk: what each is worth, what the result hangs on, what to look for next."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from linewatch.desk.common.finding import Computed, Question, find
from linewatch.desk.weighing import weighed_rows
from linewatch.desk.weighing.asked import asked, support
from linewatch.desk.weighing.circles import circular
from linewatch.desk.weighing.known_by import known_by, led_dates
from linewatch.desk.weighing.matrices import UNSTATED, matrix_of
from linewatch.errors import BadValue
from linewatch.hypotheses.classic import classic
from linewatch.hypotheses.draws import Settings
from linewatch.hypotheses.matrix import Matrix
from linewatch.hypotheses.next_evidence import wanted
from linewatch.hypotheses.sensitivity import LEAST_RATIO, sensitivity
from linewatch.hypotheses.weighing import weigh
from linewatch.kinds.citations import Citation
from linewatch.record.case_file import CaseFile

WEIGH, HANGS, NEXT = "weigh", "weigh_hangs", "next"
_VERSION = "2"
_STANDARD = Settings()
_LEAST_DRAWS, _MOST_DRAWS = 100, 1_000_000
_MOST_SLIP = 5.0
_NAMED = 3  # items named, where more are counted


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked of a weighing.

    Attributes:
        question: The question's id.
        coder: The one analyst whose judgements count; None for all.
        as_of: Only what was reported by then counts, as EDTF; None for all.
        draws: From each analyst's ranges.
        seed: Of the draws.
        slip: The spread of an analyst's slips in log odds, 0 for none; None for the standard one.
    """

    question: str
    coder: str | None = None
    as_of: str | None = None
    draws: int = _STANDARD.draws
    seed: int = _STANDARD.seed
    slip: float | None = None

    @property
    def settings(self) -> Settings:
        """What decides the weighing beside the matrix.

        Raises:
            BadValue: If there is nothing to draw, or the slip is none.
        """
        if not _LEAST_DRAWS <= self.draws <= _MOST_DRAWS:
            raise BadValue(
                f"{self.draws} draws: it goes from {_LEAST_DRAWS} to {_MOST_DRAWS:,}.",
                f"Leave --draws out for {_STANDARD.draws:,}.",
            )
        slip = _STANDARD.slip if self.slip is None else self.slip
        if not 0.0 <= slip <= _MOST_SLIP:
            raise BadValue(
                f"A slip of {slip:g} in log odds: it goes from 0 to {_MOST_SLIP:g}.",
                f"Leave --slip out for {_STANDARD.slip:g}; 0 takes every judgement as it was given.",
            )
        return Settings(draws=self.draws, seed=self.seed, slip=slip)


@dataclass(frozen=True, slots=True)
class Told:
    """A question as it is weighed: the matrix, and what was left out of it and why.

    Attributes:
        matrix: Without what goes in a circle and what was not known yet.
        circles: What goes in a circle or is told twice.
        later: Items reported after the day that is asked for.
        undated: Items of which nobody says when they were reported, so that they count on any day.
        judged: By hypothesis the items judged for it that were left out.
        cites: What the items lead to.
    """

    matrix: Matrix
    circles: tuple[Any, ...]
    later: tuple[str, ...]
    undated: tuple[str, ...]
    judged: dict[str, set[str]]
    cites: tuple[Citation, ...]


def weigh_question(case: CaseFile, asking: Asking, *, whole: bool = True) -> dict[str, Any]:
    """Return what a question's hypotheses are worth; the keys are those of `weighed_page`.

    Args:
        case: Where the question is on record.
        asking: What is asked.
        whole: Also what the result hangs on, which takes ten times as long as the result; else its lists are empty.

    Raises:
        NoSuchRecord: If there is no such question, or that analyst judged nothing of it.
        BadValue: If it cannot be weighed: priors that do not sum to one, fewer than two hypotheses.
    """
    told, settings = _told(case, asking), asking.settings

    def weighed() -> Computed:
        value = weighed_rows.standings(weigh(told.matrix, settings), several=told.matrix.several)
        return value | {"classic": weighed_rows.counts(classic(told.matrix))}, told.cites

    def hanging() -> Computed:
        return weighed_rows.hangs(sensitivity(told.matrix, settings)), told.cites

    inputs = weighed_rows.plain(told.matrix)
    found = find(case, _question(WEIGH, settings), inputs, weighed)
    found |= find(case, _question(HANGS, settings), inputs, hanging) if whole else weighed_rows.NO_HANGS
    rows = weighed_rows.named(case, asking.question, found, told.matrix)
    without = _said_left_out(told, asking.as_of)
    rows["hypotheses"] = weighed_rows.without_figure(rows["hypotheses"], without)
    rows["problems"] = weighed_rows.problems(told.circles, found["problems"], without)
    rows["settings"] = {
        **asdict(settings),
        "drawn": found["drawn"],
        "coder": asking.coder,
        "as_of": asking.as_of,
        "unstated": UNSTATED,
    }
    return rows | {"left_out": {"later": list(told.later), "undated": list(told.undated)}}


def next_evidence(case: CaseFile, asking: Asking, *, by_cost: bool = False) -> list[dict[str, Any]]:
    """Return the items not yet looked for, by how much each would tell about the question, with the words to look for.

    Args:
        case: Where the question is on record.
        asking: What is asked.
        by_cost: Order by what is told for each unit of cost.

    Raises:
        NoSuchRecord: If there is no such question, or that analyst judged nothing of it.
        BadValue: If it cannot be weighed.
    """
    told, settings = _told(case, asking), asking.settings

    def compute() -> Computed:
        rows = wanted(told.matrix, settings, "bits_per_cost" if by_cost else "bits")
        return [weighed_rows.wanted_row(row) for row in rows], told.cites

    inputs = [weighed_rows.plain(told.matrix), by_cost]
    found = find(case, _question(NEXT, settings), inputs, compute)
    return weighed_rows.wanted_rows(case, asking.question, found)


def _told(case: CaseFile, asking: Asking) -> Told:
    rows = asked(case, asking.question)
    circles = circular(case, asking.question)
    leads = support(case, rows)
    led = led_dates(case, rows.evidence, leads) if asking.as_of else None
    later, undated = known_by(rows.evidence, asking.as_of, led)
    out = {one.item for one in circles if one.kind == "circular"} | set(later)
    cites = (c for item in rows.evidence if item.id not in out for c in leads[item.id].cites)
    matrix = matrix_of(case, asking.question, asking.coder, out)
    judged = dict[str, set[str]]()
    for row in rows.judgements:
        if row.evidence in out and asking.coder in (None, row.coder):
            judged.setdefault(row.hypothesis, set()).add(row.evidence)
    return Told(matrix, tuple(circles), later, undated, judged, tuple(dict.fromkeys(cites)))


def _said_left_out(told: Told, as_of: str | None) -> dict[str, str]:
    """Return by hypothesis why what was judged for it does not count, where anything judged for it does not."""
    everything = set[str]().union(*told.judged.values())
    found = dict[str, str]()
    for candidate in told.matrix.candidates:
        # What stands for all else has a figure as soon as any other has.
        items = everything if candidate.rest else told.judged.get(candidate.id, set())
        later = sorted(items & set(told.later))
        circles = sorted(items - set(later))
        why = [
            *([f"{_few(circles)} for going in a circle"] if circles else []),
            *([f"{_few(later)} for being reported after {as_of}"] if later else []),
        ]
        if why:
            found[candidate.id] = "; ".join(why)
    return found


def _few(items: list[str]) -> str:
    return ", ".join(items) if len(items) <= _NAMED else f"{len(items)} items"


def _question(method: str, settings: Settings) -> Question:
    return Question(method, _VERSION, asdict(settings) | {"least_ratio": LEAST_RATIO})
