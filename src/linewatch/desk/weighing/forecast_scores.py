"""Forecasts of the record with their scores, as rows and as figures of all together."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

from linewatch.hypotheses import calibration as calibrating
from linewatch.hypotheses import promised, score_intervals, scoring
from linewatch.hypotheses.matrix import Span
from linewatch.hypotheses.scoring import Mean, Resolved, Scores
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.questions import Forecast, Hypothesis
from linewatch.kinds.refusals import Refusal
from linewatch.measures.intervals import LEVEL

SEED = 1
# From how many days between forecast and outcome each band of age reaches.
BANDS = (0, 7, 30, 90, 365)
SETTINGS: dict[str, Any] = {
    "seed": SEED, "level": LEVEL, "draws": score_intervals.DRAWS, "unseen": score_intervals.UNSEEN,
    "least_for_interval": score_intervals.LEAST, "least_for_calibration": calibrating.LEAST,
    "least_in_bin": calibrating.LEAST_IN_BIN, "test_draws": promised.DRAWS,
    "clip": scoring.CLIP, "bands_days": list(BANDS), "brier": "0 to 1", "log_score": "bits, 0 is best",
}  # fmt: skip
_YES, _NO = "yes", "no"


class Kept(NamedTuple):
    """A forecast that can be scored, with all that its scores hang on."""

    row: Forecast
    of: Resolved
    days: Span | None


class Parted(NamedTuple):
    """Forecasts by whether they can be scored; of those left out why and the mend, by id."""

    kept: tuple[Kept, ...]
    left_out: Mapping[str, Refusal]


def chance_of(row: Forecast) -> float:
    """Return the chance that is scored."""
    return (row.low + row.high) / 2 if row.mid is None else row.mid


def faults(row: Forecast) -> Iterable[Refusal]:
    """Yield what makes a forecast none, with the mend."""
    made, due, known = (PartialDate.parse(d) if d else None for d in (row.made_on, row.due, row.resolved_on))
    if row.mid is not None and not row.low <= row.mid <= row.high:
        yield Refusal(f"{row.mid:g} lies outside the range {row.low:g} to {row.high:g}", "a chance within it")
    if _before(due, made):
        yield Refusal(f"it is due {row.due}, before it was made on {row.made_on}", "the right dates")
    if _before(known, made):
        told = f"it was made on {row.made_on}, when it was known already on {row.resolved_on}"
        yield Refusal(told, "the right dates; what is known cannot be forecast")
    if row.resolved_on and not row.outcome:
        yield Refusal(
            f"it has the date {row.resolved_on} of an outcome, and none", "the outcome: yes, no or void"
        )


def remarks(row: Forecast) -> list[str]:
    """Return what a reader of its score should know."""
    made, known = (PartialDate.parse(d) if d else None for d in (row.made_on, row.resolved_on))
    found = list[str]()
    if row.outcome in (_YES, _NO) and (made is None or known is None):
        found.append("not both dates are known, so that it may have been made when it was known")
    elif made and known and _may_be_before(known, made):
        found.append("by its dates it may have been made when it was known")
    return found


def parted(rows: Sequence[Forecast], hypotheses: Mapping[str, Hypothesis], single: set[str]) -> Parted:
    """Return forecasts that can be scored, and why the others cannot.

    Args:
        rows: The forecasts.
        hypotheses: By id.
        single: The questions of which exactly one hypothesis is true: what is forecast of them is one thing.
    """
    kept, left = list[Kept](), dict[str, Refusal]()
    for row in rows:
        fault = next(iter(faults(row)), None)
        if row.outcome not in (_YES, _NO):
            void = Refusal("it was found that it cannot be told", "nothing: it is not scored")
            left[row.id] = void if row.outcome else Refusal("it is not resolved", "its outcome")
        elif fault:
            left[row.id] = fault
        else:
            one = Resolved(
                _thing(row, hypotheses, single), Span(row.low, row.high), chance_of(row), row.outcome == _YES
            )
            kept.append(Kept(row, one, _days(row)))
    return Parted(tuple(kept), left)


def scored_row(row: Mapping[str, Any], kept: Kept | None, why: Refusal | None) -> dict[str, Any]:
    """Return a row of the record with its scores."""
    cost = scoring.bits(kept.of.chance, kept.of.true) if kept else None
    endless = cost is not None and math.isinf(cost)
    return {
        **{name: value for name, value in row.items() if name != "citations"},
        "chance": (row["low"] + row["high"]) / 2 if row["mid"] is None else row["mid"],
        "brier": scoring.brier(kept.of.chance, kept.of.true) if kept else None,
        "log_score": None if endless else cost,
        "infinite": endless,
        "days_low": int(kept.days.low) if kept and kept.days else None,
        "days_high": int(kept.days.high) if kept and kept.days else None,
        "refused": asdict(why) if why else None,
        "cites": row["citations"],
    }


def summary(kept: Sequence[Kept], edges: Sequence[float]) -> dict[str, Any]:
    """Return the scores of forecasts together, their calibration between some edges, the scores by age and by coder."""
    resolved = [one.of for one in kept]
    made = calibrating.calibration(resolved, SEED, edges)
    return {
        **score_fields(scoring.scores(resolved, SEED), [one.row.id for one in kept]),
        "calibration": {
            "bins": [asdict(one) for one in made.bins],
            "parts": asdict(made.parts) if made.parts else None,
            "test": asdict(made.test) if made.test else None,
            "refused": asdict(made.refused) if made.refused else None,
        },
        "ageing": _by_age(kept),
        "by_coder": _by_coder(kept),
    }  # fmt: skip


def score_fields(found: Scores, ids: Sequence[str]) -> dict[str, Any]:
    """Return scores as fields of a row."""
    worth = "the forecasts that gave no chance to what happened left out, or the score clipped"
    endless = [ids[n] for n in found.infinite]
    told = f"{len(endless)} gave no chance at all to what happened, which costs without end: {', '.join(endless)}"
    log_why = Refusal(told, worth) if endless else None
    return {
        "resolved": found.forecasts,
        "things": found.things,
        "base_rate": found.base_rate,
        **_mean_fields("brier", found.brier),
        "brier_over": found.brier_over._asdict() if found.brier_over else None,
        **_mean_fields("log_score", found.log),
        "log_score_refused": asdict(log_why) if log_why else None,
        **_mean_fields("log_score_clipped", found.log_clipped),
        "infinite": endless,
        "skill": found.skill,
        "skill_refused": asdict(found.no_skill) if found.no_skill else None,
        "interval_refused": asdict(found.brier.refused) if found.brier and found.brier.refused else None,
        "refused": None
        if found.forecasts
        else asdict(Refusal("no forecast is resolved", "one, for a score")),
    }


def _mean_fields(name: str, found: Mean | None) -> dict[str, float | None]:
    values = (found.value, found.low, found.high) if found else (None, None, None)
    return dict(zip((name, f"{name}_low", f"{name}_high"), values, strict=True))


def _by_age(kept: Sequence[Kept]) -> list[dict[str, Any]]:
    bands = [(_band(one.days), one) for one in kept]
    order = sorted(bands, key=lambda pair: (pair[0] is None, pair[0] or 0))
    found = scoring.by_group(((str(band), one.of) for band, one in order), SEED)
    ids: dict[str, list[str]] = {}
    for band, one in order:
        ids.setdefault(str(band), []).append(one.row.id)
    ends = dict(zip(map(str, BANDS), (*BANDS[1:], None), strict=True))
    return [
        {
            "days_low": int(name) if name in ends else None,
            "days_high": end - 1 if (end := ends.get(name)) else None,
            **score_fields(group, ids[name]),
        }
        for name, group in found.items()
    ]


def _by_coder(kept: Sequence[Kept]) -> list[dict[str, Any]]:
    order = sorted(kept, key=lambda one: (one.row.coder is None, one.row.coder or "", one.row.id))
    named = {one.row.coder or "": one.row.coder for one in order}
    found = scoring.by_group(((one.row.coder or "", one.of) for one in order), SEED)
    ids = {name: [one.row.id for one in order if (one.row.coder or "") == name] for name in found}
    return [{"coder": named[name], **score_fields(group, ids[name])} for name, group in found.items()]


def _thing(row: Forecast, hypotheses: Mapping[str, Hypothesis], single: set[str]) -> str:
    of = hypotheses.get(row.hypothesis or "")
    if of is None:
        return f"name {' '.join(row.name.split()).casefold()}"
    # Of rival hypotheses one comes true as the others do not: together they are one thing.
    return f"question {of.question}" if of.question in single else f"hypothesis {of.id}"


def _days(row: Forecast) -> Span | None:
    made, known = (PartialDate.parse(d) if d else None for d in (row.made_on, row.resolved_on))
    if not made or not known or None in (made.earliest, made.latest, known.earliest, known.latest):
        return None
    least = (known.earliest - made.latest).days  # pyright: ignore[reportOperatorIssue, reportOptionalOperand]
    most = (known.latest - made.earliest).days  # pyright: ignore[reportOperatorIssue, reportOptionalOperand]
    return Span(max(least, 0), most)


def _band(days: Span | None) -> int | None:
    """Return the band of age that both ends of a span of days belong to."""
    if days is None:
        return None
    low, high = (max(begin for begin in BANDS if begin <= end) for end in days)
    return low if low == high else None


def _before(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Return whether a date is before another whatever days they mean."""
    return bool(one and other and one.latest and other.earliest and one.latest < other.earliest)


def _may_be_before(one: PartialDate, other: PartialDate) -> bool:
    first, last = one.earliest, other.latest
    return first is None or last is None or first < last
