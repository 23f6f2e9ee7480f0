"""Forecasts of rival hypotheses, of which exactly one is true, scored as one forecast."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import asdict
from typing import Any

from linewatch.desk.weighing.forecast_scores import chance_of
from linewatch.hypotheses.scoring import many
from linewatch.kinds.questions import Forecast
from linewatch.kinds.refusals import Refusal

_YES = "yes"


def rival_rows(rows: Sequence[Forecast], single: Mapping[str, Set[str]]) -> list[dict[str, Any]]:
    """Return a row for what one coder forecast of a question at one date: the scores over all hypotheses together.

    ``brier_many`` goes from 0 to 2; the chances are scaled to a sum of one, and ``total`` is what they came to.

    Args:
        rows: All forecasts.
        single: The hypotheses of each question of which exactly one is true.
    """
    question_of = {hypothesis: question for question, all_ in single.items() for hypothesis in all_}
    groups: dict[tuple[str, str, str], list[Forecast]] = {}
    for row in rows:
        if row.hypothesis in question_of:
            key = question_of[row.hypothesis], row.made_on or "", row.coder or ""
            groups.setdefault(key, []).append(row)
    return [_row(*key, members, single[key[0]]) for key, members in sorted(groups.items())]


def _row(
    question: str, made_on: str, coder: str, members: Sequence[Forecast], hypotheses: Set[str]
) -> dict[str, Any]:
    why = _refusal(members, hypotheses)
    chances = {str(row.hypothesis): chance_of(row) for row in members}
    true = next((str(row.hypothesis) for row in members if row.outcome == _YES), None)
    found = many(chances, true) if true and not why else None
    endless = found is not None and math.isinf(found.log)
    return {
        "question": question,
        "made_on": made_on or None,
        "coder": coder or None,
        "forecasts": [row.id for row in members],
        "true": true,
        "total": sum(chances.values()),
        "brier_many": found.brier if found else None,
        "log_score": found.log if found and not endless else None,
        "infinite": endless,
        "refused": asdict(why) if why else None,
    }


def _refusal(members: Sequence[Forecast], hypotheses: Set[str]) -> Refusal | None:
    """Return why forecasts of a question cannot be scored as one."""
    given = Counter(str(row.hypothesis) for row in members)
    if missing := sorted(hypotheses - set(given)):
        return Refusal(f"{', '.join(missing)} was given no chance", "a forecast of every hypothesis")
    if twice := sorted(name for name, times in given.items() if times > 1):
        return Refusal(f"{', '.join(twice)} was forecast twice", "one forecast of each; withdraw the other")
    outcomes = Counter(row.outcome for row in members)
    if outcomes[None]:
        return Refusal("it is not resolved", "the outcome of each hypothesis")
    if outcomes[_YES] != 1 or outcomes["void"]:
        told = f"{outcomes[_YES]} came true and {outcomes['void']} are void, of which exactly one is true"
        return Refusal(told, "one outcome yes, and no for the others")
    if not sum(chance_of(row) for row in members):
        return Refusal("every chance is 0", "a chance above 0")
    return None
