"""Documents as CSL JSON items, the form in which reference managers exchange them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from linewatch.kinds.dates import PartialDate

_PARTS = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?")
# CSL 1.0.2 types by kind of paper; any other paper is a document.
_TYPES = {
    "memorandum": "report",
    "report": "report",
    "intelligence_estimate": "report",
    "telegram": "personal_communication",
    "letter": "personal_communication",
    "message": "personal_communication",
    "speech": "speech",
    "editorial": "article-newspaper",
    "article": "article-newspaper",
}


def csl_item(document: Mapping[str, Any]) -> dict[str, object]:
    """Return a document, known or held, as a CSL JSON item.

    What a person entered as CSL stands before what follows from the other fields.
    """
    item: dict[str, object] = {
        "id": document["key"] or document["id"],
        "type": _TYPES.get(document.get("kind") or "", "document"),
    }
    if title := document.get("title"):
        item["title"] = title
    if issuer := document.get("issuer"):
        item["author"] = [{"literal": issuer}]
    if number := document.get("number"):
        item["number"] = number
    if collection := document.get("collection"):
        item["container-title"] = collection
    if date := document.get("date"):
        item["issued"] = dict(_issued(PartialDate.parse(date)))
    said = document.get("csl_said")
    if said:
        item |= json.loads(said)
    return item


@lru_cache(maxsize=16384)
def _issued(date: PartialDate) -> dict[str, object]:
    """Return a CSL date that says no more than ours does.

    ``raw`` is our date as it is written; ``date-parts`` stand beside it where CSL can say the same: a day, a
    month or a year, or an interval between two of them.
    """
    issued: dict[str, object] = {"raw": date.edtf}
    sides = [side.rstrip("~?%").removesuffix("-XX").removesuffix("-XX") for side in date.edtf.split("/")]
    if all(_PARTS.fullmatch(side) for side in sides):
        issued["date-parts"] = [[int(part) for part in side.split("-")] for side in sides]
        if date.approximate:
            issued["circa"] = True
    return issued
