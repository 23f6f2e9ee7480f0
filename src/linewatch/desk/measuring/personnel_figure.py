"""The chart of personnel: what was found, in the reader's words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from linewatch.brief.dates import date_text_words
from linewatch.brief.events import timeline_words
from linewatch.brief.phrases import Phrases
from linewatch.desk.common.graph_files import put_text
from linewatch.desk.common.wording import lexicon, phrases
from linewatch.desk.measuring.personnel import find_personnel
from linewatch.figures.moments import Moment
from linewatch.figures.personnel import NARROW_PX, Group, personnel_chart
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.said import Actor
from linewatch.record import said
from linewatch.record.case_file import CaseFile


def draw_personnel(case: CaseFile) -> dict[str, Any]:
    """Return the chart for a page and for a telephone, its title, and what it says in words.

    Raises:
        BadValue: If nothing on it has a date.
    """
    found = find_personnel(case)
    words, own = phrases(), _own()
    actors = {row.id: row for row in said.rows(case.con, Actor)}
    groups: dict[str, list[Moment]] = {key: [] for key in own.keys_under("groups")}
    for row in found["changes"]:
        moment = _moment(row, _changed(row, actors, own), words, own)
        groups["plan" if row["planned"] else row["change"]].append(moment)
    for row in found["exits"]:
        named = _named(row["actor"], actors)
        left = _named(row["leaves"], actors) if row["leaves"] in actors else ""
        label = own.format("label", actor=named, party=left) if left else named
        groups[row["kind"]].append(_moment(row, label, words, own))
    shown = [Group(own.get(f"groups.{key}"), tuple(moments)) for key, moments in groups.items()]
    title, axis_words = own.get("title"), timeline_words(words)
    wide = personnel_chart(shown, axis_words, title)
    return {
        "title": title,
        "svg": wide.svg,
        "narrow_svg": personnel_chart(shown, axis_words, title, NARROW_PX).svg,
        "description": wide.description,
    }


def write_personnel(case: CaseFile, path: Path) -> None:
    """Write the chart for a page to a file, as SVG: all of it or nothing.

    Raises:
        BadValue: If nothing on it has a date, the folder is not there, or the file cannot be written.
    """
    put_text(path, draw_personnel(case)["svg"])


def _changed(row: dict[str, Any], actors: dict[str, Actor], own: Phrases) -> str:
    """Return what is written beside a change of leaders: who, of which party, and how it stands to the plan."""
    label = _named(row["actor"], actors)
    if row["party"]:
        label = own.format("label", actor=label, party=_named(row["party"], actors))
    if row["followed_by"]:
        others = ", ".join(_named(one, actors) for one in row["followed_by"])
        label = own.format("followed", label=label, others=others)
    if row["planned"]:
        return own.format(f"planned.{row['change']}", label=label)
    return own.format("fit", label=label, fit=own.either(f"fits.{row['fit']}", row["fit"]))


def _moment(row: dict[str, Any], label: str, words: Phrases, own: Phrases) -> Moment:
    if row["certainty"] == "doubtful":
        label = own.format("doubtful", label=label)
    return Moment(
        label=label,
        date=PartialDate.parse(row["on"]) if row["on"] else None,
        when=date_text_words(row["on"], words) if row["on"] else own.get("undated"),
        outside=row["outside"],
    )


def _named(actor: str | None, actors: dict[str, Actor]) -> str:
    return actors[actor].name if actor in actors else actor or ""


def _own() -> Phrases:
    return Phrases.of(lexicon("personnel.en"))
