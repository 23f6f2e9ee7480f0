"""What `weigh` tells of a small question, as plain values."""

from __future__ import annotations

from typing import Any

TERMS = (
    ("almost no chance", 0.01, 0.05), ("very unlikely", 0.05, 0.2), ("unlikely", 0.2, 0.45),
    ("roughly even chance", 0.45, 0.55), ("likely", 0.55, 0.8), ("very likely", 0.8, 0.95),
    ("almost certain", 0.95, 0.99),
)  # fmt: skip
LIMITS = "What they meant is on no page; nobody in the room wrote it down."


def cite(page: str, exact: str = "far-fetched") -> dict[str, Any]:
    place = {"document": "paper", "n": 1, "page": page, "locator": f"M{page}", "exact": exact, "prefix": None}
    rest = {"suffix": None, "p_start": 0, "p_end": 5, "verified": True, "standing": "verified", "why": None}
    return place | rest | {"csl": {"title": "A Paper on the Line", "title-short": "Paper"}}


def item(ident: str, name: str, **more: Any) -> dict[str, Any]:
    return {
        "id": ident, "name": name, "kind": "statement", "state": "seen", "source": None, "group": None,
        "reliability": [1.0, 1.0], "holds": [1.0, 1.0], "seen": [1.0, 1.0], "date": None, "reported_on": None,
        "cost": None, "look_for": None, "cites": [cite("7")], "cells": [], "separates": 0.5,
    } | more  # fmt: skip


def cell(hypothesis: str, at: int, analyst: str = "one") -> dict[str, Any]:
    word, low, high = TERMS[at]
    return {"hypothesis": hypothesis, "analyst": analyst, "word": word, "low": low, "high": high}


def rival(
    ident: str, name: str, low: float, mid: float, high: float, first: float, **more: Any
) -> dict[str, Any]:
    return {
        "id": ident, "name": name, "role": None, "prior": 1 / 3, "low": low, "mid": mid, "high": high,
        "rank_probability": first, "ranks": [], "judged": 2, "refused": None, "statement": None, "note": None,
        "cites": [],
    } | more  # fmt: skip


def left_out(kind: str, ident: str, items: list[str], lead: float | None, top: str) -> dict[str, Any]:
    return {"kind": kind, "id": ident, "items": items, "mids": {}, "lead": lead, "shift": 0.1, "top": top}


def found(**more: Any) -> dict[str, Any]:
    """A question with three hypotheses and four items."""
    flip = {"item": "copies", "hypothesis": "planned", "analyst": "one", "from_word": "likely",
            "to_word": "unlikely", "from_span": [0.55, 0.8], "to_span": [0.2, 0.45], "steps": 2,
            "top": "chance"}  # fmt: skip
    return {
        "question": {"id": "leak", "name": "Was the leak planned?", "kind": "one", "limits": LIMITS,
                     "asked_on": "1956-10-25"},
        "scale": {"name": "ICD 203", "terms": [{"word": w, "low": low, "high": high} for w, low, high in TERMS]},
        "hypotheses": [
            rival("chance", "It came about by chance.", 0.12, 0.3, 0.44, 0.25),
            rival("planned", "It was planned.", 0.56, 0.68, 0.79, 0.75, statement="s1", cites=[cite("14")],
                  note='The paper: "far-fetched" (M14).'),
            rival("rest", "Something else", None, None, None, None, role="rest", judged=0,
                  refused={"why": "nobody judged an item under it", "needed": "one judgement"}),
        ],
        "evidence": [
            item("copies", "Copies went out early", group="talks", date="1956-03",
                 cells=[cell("planned", 4), cell("chance", 1), cell("chance", 2, "two")]),
            item("order", "An order to publish", state="absent", seen=[0.4, 0.7], cells=[cell("planned", 5)]),
            item("gain", "It gained them nothing", kind="argument", cites=[], separates=0.0),
            item("letter", "A letter on it", state="open", cost=2.0, look_for="letter", cites=[]),
        ],
        "groups": [{"id": "talks", "name": "The talks", "dependence": 0.4, "items": ["copies", "order"],
                    "stated": True}],
        "analysts": [{"analyst": "one", "mids": {"planned": 0.7, "chance": 0.2}},
                     {"analyst": "two", "mids": {"planned": 0.5, "chance": 0.4},
                      "opinions": {"planned": [0.3, 0.5]}, "coherent": {"planned": 0.44}}],
        "differ": [{"item": "copies", "hypothesis": "chance",
                    "cells": [cell("chance", 1), cell("chance", 2, "two")]}],
        "classic": [{"name": "PARC", "scores": {"planned": 0, "chance": -2.8284}, "order": ["planned", "chance"],
                     "defect": "counts contradictions"},
                    {"name": "Burton", "scores": {"planned": 1, "chance": 0}, "order": ["chance", "planned"]}],
        "sensitivity": [left_out("item", "copies", ["copies"], -0.1, "chance"),
                        left_out("source", "witness_a", ["copies"], -0.1, "chance"),
                        left_out("item", "order", ["order"], 0.3, "planned"),
                        left_out("assumptions", "assumptions", [], 0.38, "planned"),
                        left_out("analyst", "two", [], 0.5, "planned")],
        "separates_nothing": ["gain", "letter"],
        "flips": [flip, flip | {"steps": 3, "item": "order"}],
        "problems": [{"kind": "no_rest", "about": ["rest"], "what": "Nobody judged it.", "mend": "Judge it."}],
        "next": [{"item": "letter", "information_bits": 0.412, "low": 0.3, "high": 0.5, "chance_seen": 0.3,
                  "top_if_seen": "planned", "top_if_not": "chance", "cost": 2.0}],
        "settings": {"draws": 10_000, "seed": 1956, "same_source": 1.0, "coder": None},
    } | more  # fmt: skip
