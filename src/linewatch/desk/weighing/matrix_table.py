"""A question as a table to read: hypotheses as rows, evidence as columns."""

from __future__ import annotations

from typing import Any

from linewatch.desk.weighing.matrices import UNSTATED
from linewatch.desk.weighing.questioning import show_question
from linewatch.desk.weighing.spans import scale_of
from linewatch.errors import NoSuchRecord
from linewatch.kinds.questions import REST, Question
from linewatch.record import said
from linewatch.record.case_file import CaseFile


def find_table(case: CaseFile, question: str, coder: str | None = None) -> dict[str, Any]:
    """Return a question with its matrix set out.

    Hypotheses are the rows, since readers of that layout confirm what they believe less often (Dhami et al. 2024).

    Args:
        case: Where it is on record.
        question: Its id.
        coder: The one analyst to show; None for all, a row each.

    Returns:
        As `show_question`, with the judgements of the analyst alone where one is named; ``rows``: for each hypothesis
        and analyst its cells by item (word, low, high; null where the pair was not judged); ``scale``: its words with
        their ranges; ``unstated``: what an item is taken for where nobody says it.

    Raises:
        NoSuchRecord: If there is no such question, or the analyst judged nothing of it.
    """
    found = show_question(case, question)
    if coder is not None:
        if coder not in found["analysts"]:
            raise NoSuchRecord("analyst", coder, found["analysts"], f"matrix {question}")
        own = {
            name: [row for row in found[name] if row["coder"] == coder] for name in ("judgements", "opinions")
        }
        found |= own | {"analysts": [coder]}
    cells = {(c["evidence"], c["hypothesis"], c["coder"]): c for c in found["judgements"]}
    judges = sorted({c["coder"] for c in found["judgements"]})
    asked = next(row for row in said.rows(case.con, Question) if row.id == question)
    scale = scale_of(case, asked)
    rows = [
        {
            "hypothesis": rival["id"],
            "name": rival["name"],
            "prior": rival["prior"],
            "rest": rival["role"] == REST,
            "analyst": judge,
            "cells": {
                item["id"]: _cell(cells.get((item["id"], rival["id"], judge))) for item in found["evidence"]
            },
        }
        for rival in found["hypotheses"]
        for judge in judges or [None]
    ]
    terms = [{"word": term.words, "low": term.low, "high": term.high} for term in scale.terms]
    return found | {
        "rows": rows,
        "scale": {"id": scale.id, "name": scale.name, "terms": terms},
        "unstated": UNSTATED,
    }


def _cell(judged: dict[str, Any] | None) -> dict[str, Any] | None:
    return {name: judged[name] for name in ("word", "low", "high")} if judged else None
