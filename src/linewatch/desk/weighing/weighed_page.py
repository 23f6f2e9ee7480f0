"""What was weighed on a question as a page, and as values of which the brief's section is composed.

`found` is the JSON value of ``weigh QUESTION`` (keys may be added; those marked ? may be left out). Shares are from 0
to 1, never NaN; null where refused. ``cites`` are lists of citations as every other verb gives them
(`desk.documents.shown`).

{"question": {"id", "name", "kind": "one" | "several", "limits": text | null, "asked_on"?: EDTF | null, "note"?},
 "scale": {"name", "terms": [{"word", "low", "high"}, …]},                    ascending; the words of the judgements
 "hypotheses": [{"id", "name", "role": "rest" | null, "prior": the share that was used, "low", "mid", "high",
                 "rank_probability": share of draws in which it stands first, "ranks": [share of each rank, …],
                 "judged": number of items with a cell, "refused": null | {"why", "needed"},
                 "statement"?: id | null, "note"?: text with the document's own words in quotation marks,
                 "cites"?: pages of that statement}, …],                 in order of entry
 "evidence": [{"id", "name", "kind", "state": "seen" | "absent" | "open", "source": text | null,
               "group": id | null, "reliability": [low, high], "holds": [low, high], "seen": [low, high],
               "date"?, "reported_on"?, "cost"?, "look_for"?, "rests_on"?, "note"?, "cites": […],
               "cells": [{"hypothesis", "analyst", "word": text | null, "low", "high"}, …],
               "separates"?: how far it sets hypotheses apart, 0 not at all; any unit, the same for all}, …],
 "groups": [{"id", "name", "dependence": share, "items": [ids], "stated"?: false where it was made of one source}, …],
 "analysts": [{"analyst", "mids": {hypothesis: share}, "opinions"?: {hypothesis: [low, high]} as stated,
               "coherent"?: {hypothesis: share} made to agree with one another}, …],
 "differ"?: [{"item", "hypothesis", "cells": [{"analyst", "word", "low", "high"}, …]}, …]    the farthest apart first
 "classic": [{"name": "PARC" | "Burton" | "Open Synthesis", "scores": {hypothesis: number}, "order": [ids, …],
              "defect"?: text}, …],
 "sensitivity": [{"kind": "item" | "source" | "group" | "assumptions" | "arguments" | "analyst", "id", "name"?: text,
                  "items": [ids], "mids": {hypothesis: share | null}, "lead": share | null, "shift", "top"}, …],
 "separates_nothing": [item ids],
 "separates_little"?: [item ids],
 "unexamined"?: {"share", "most"} | null,
 "flips": [{"item", "hypothesis", "analyst", "from_word", "to_word", "from_span": [low, high], "to_span", "steps",
            "top"}, …],                                                                      the fewest steps first
 "flips_by_two"?: [two such rows, or none],
 "problems": [{"kind", "about": id or ids, "what", "mend"}, …],
 "next"?: [{"item", "information_bits", "low"?, "high"?, "chance_seen"?, "would_change"?, "top_if_seen"?,
            "top_if_not"?, "cost"?, "told"?}, …],                                                       best first
 "left_out"?: {"later": [item ids], "undated": [item ids]},
 "settings": {"draws", "seed", "same_source", "coder"?, "as_of"?, …}}
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from linewatch.brief.measured import Drawn
from linewatch.brief.phrases import Phrases
from linewatch.brief.weighed_figures import Picture, matrix_picture, posteriors_picture, tornado_picture
from linewatch.brief.weighed_page import weighed_page
from linewatch.brief.weighed_values import Trouble, Weighed
from linewatch.desk.common.pages import save
from linewatch.desk.common.wording import lexicon, phrases
from linewatch.desk.weighing.weighed_values import weighed_of
from linewatch.errors import BadValue, LinewatchError
from linewatch.kinds.questions import Question
from linewatch.record import said
from linewatch.record.case_file import CaseFile

Row = Mapping[str, Any]
_PAGES, _FIGURES = (".html", ".htm"), ".svg"


def write_weighed(case: CaseFile, found: Row, out: Path) -> dict[str, Any]:
    """Write what was weighed as a page (.html), or its figures (.svg), by the name's ending.

    The figure of what holds takes the name itself; the matrix (its bands numbered) and what the lead hangs on stand
    beside it.

    Args:
        case: Whose question.
        found: As `weigh QUESTION --json` gives it; without ``next`` this is asked for.
        out: Where to.

    Returns:
        Under ``out`` the file, under ``files`` all that were written.

    Raises:
        BadValue: If the name's ending says neither, nothing can be drawn, or the file cannot be written.
    """
    ending = out.suffix.lower()
    if ending not in (*_PAGES, _FIGURES):
        raise BadValue(
            f"What was weighed cannot be written to {out.name!r}.", "End the name in .html or .svg."
        )
    say = _wording()
    if ending in _PAGES:
        weighed = weighed_of(found if "next" in found else {**found, "next": _next(case, found)})
        save(weighed_page(weighed, case.fact("title") or "", case.fact("marking") or "", say), out)
        return {"out": str(out), "files": [str(out)]}
    written = list(_figures(weighed_of(found), out, say))
    if not written:
        raise BadValue(
            "Nothing was weighed that could be drawn.", "Judge an item under each hypothesis first."
        )
    for path, svg in written:
        save(svg, path)
    return {"out": str(out), "files": [str(path) for path, _ in written]}


def _figures(found: Weighed, out: Path, say: Phrases) -> list[tuple[Path, str]]:
    pictures: dict[str, Picture | None] = {
        "": posteriors_picture(found, say),
        "_matrix": matrix_picture(found, say),
        "_lead": tornado_picture(found, say),
    }
    return [
        (out.with_name(f"{out.stem}{name}{f'_{at}' if at > 1 else ''}{out.suffix}"), svg)
        for name, picture in pictures.items()
        if picture
        for at, svg in enumerate(picture.svgs, 1)
    ]


def views(case: CaseFile) -> tuple[Weighed, ...]:
    """Return every question of a case as its brief tells it; one that cannot be weighed says why."""
    asked = list(said.rows(case.con, Question))
    if not asked:
        return ()
    from linewatch.desk.weighing.weighing import Asking, weigh_question  # noqa: PLC0415 - numpy loads with it

    found: list[Weighed] = []
    for row in asked:
        try:
            weighed = weighed_of(weigh_question(case, Asking(row.id), whole=False))
        except LinewatchError as error:
            trouble = Trouble(kind="refused", what=error.what, mend=error.next_step)
            found.append(Weighed(id=row.id, name=row.name, limits=row.limits or "", troubles=(trouble,)))
            continue
        found.append(replace(weighed, figure=drawn(weighed)))
    return tuple(found)


def drawn(found: Weighed) -> Drawn | None:
    """Return how far each explanation holds as a figure of the brief; nothing where none was weighed."""
    picture = posteriors_picture(found, _wording())
    if picture is None:
        return None
    svg, narrow_svg = picture.svgs[0], picture.narrow_svgs[0]
    return Drawn(svg=svg, narrow_svg=narrow_svg, title=picture.title, description=picture.description)


def _next(case: CaseFile, found: Row) -> Sequence[Row]:
    from linewatch.desk.weighing.weighing import Asking, next_evidence  # noqa: PLC0415 - numpy loads with it

    told = {
        name: found["settings"][name]
        for name in ("coder", "as_of", "draws", "seed", "slip")
        if name in found["settings"]
    }
    return next_evidence(case, Asking(found["question"]["id"], **told))


@cache
def _wording() -> Phrases:
    """Return the wording of the page and of the brief in one table."""
    return Phrases.of(lexicon("brief.en") | lexicon("weighing_page.en"), phrases().scale)
