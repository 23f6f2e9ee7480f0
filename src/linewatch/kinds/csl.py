"""Documents as CSL JSON items, the form in which reference managers exchange them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from linewatch.kinds.dates import PartialDate

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
        item["issued"] = _issued(PartialDate.parse(date))
    said = document.get("csl_said")
    if said:
        item |= json.loads(said)
    return item


def _issued(date: PartialDate) -> dict[str, object]:
    """Return a CSL date: the parts that are known, both ends of an interval, and whether it is about then."""
    depth = {"day": 3, "month": 2}.get(date.precision, 1)
    ends = [date.earliest, date.latest] if date.precision == "interval" else [date.earliest]
    if date.precision == "interval":
        depth = 3
    parts = [[end.year, end.month, end.day][:depth] for end in ends if end is not None]
    return {"date-parts": parts, **({"circa": True} if date.approximate else {})}
