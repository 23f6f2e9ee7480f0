"""A small case that a reader can check by hand."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import linewatch
from linewatch.brief.case_view import CaseView
from linewatch.brief.phrases import Phrases
from linewatch.kinds.citations import Citation
from linewatch.kinds.said import Access, Actor, Deed, Event, Issue, Statement

LEXICON = Path(linewatch.__file__).parent / "lexicons" / "brief.en.toml"


@pytest.fixture(scope="session")
def words() -> Phrases:
    return Phrases.of(tomllib.loads(LEXICON.read_text("utf-8")))


def cite(document: str = "paper", **place: str) -> tuple[Citation, ...]:
    csl: dict[str, object] = {"title": "A Paper on the Line", "issued": {"date-parts": [[1956, 10, 25]]}}
    return (Citation(document, csl=csl, **place),)  # type: ignore[arg-type]


@pytest.fixture
def case() -> CaseView:
    return CaseView(
        title="A small case",
        marking="SECRET",
        date="1 November 1956",
        caveat="Neither official nor final.",
        actors=(
            Actor(id="staff", name="The Staff"),
            Actor(id="centre", name="The Centre"),
            Actor(id="party", name="A Party"),
        ),
        issues=(
            Issue(id="tree", name="The whole"),
            Issue(id="man", name="The man", parent="tree", minus="kept", plus="condemned"),
            Issue(id="quiet", name="The quiet issue", parent="tree"),
        ),
        events=(
            Event(id="speech", name="The speech", date="1956-02-25", mode="happened", actor="centre"),
            Event(
                id="release", publishes="speech",
                name="The release",
                outside_date="1956-06-04",
                outside_source="a newspaper",
                mode="happened",
            ),
            Event(
                id="plan", name="Planned: a slow tempo", date="1956-02/..", mode="planned", actor="centre",
                audience="party", publishes="speech",
            ),
            Event(id="visit", name="A visit", actor="party"),
        ),
        statements=(
            Statement(
                id="late", actor="party", issue="man", stance=1, act="criticises", target="centre",
                said_on="1956-06", certainty="likely", publicity="secret",
            ),
            Statement(
                id="early", actor="centre", issue="man", stance=-2, said_on="1956-02-25",
                said_on_ground="told in the paper", summary="The centre keeps the man", certainty="certain",
            ),
            Statement(id="verdict", actor="staff", act="judges", summary="It will last",
                      certainty="doubtful"),
        ),
        deeds=(
            Deed(id="rebuke", actor="centre", recipient="party", type="rebuke", date="1956-06-30"),
            Deed(id="odd", actor="centre", type="sing_along", summary="They sing"),
        ),
        access=(
            Access(id="knew", actor="party", text="speech", date="1956-03", extent="part", channel="a guest"),
            Access(id="read", actor="party", text="speech", date="1956-06-05", extent="whole"),
            Access(id="vague", actor="centre", text="speech"),
        ),
        citations={
            ("events", "speech"): cite(page="2", locator="M7", exact="his speech of 25 February"),
            ("events", "release"): cite(page="5"),
            ("events", "plan"): cite(page="4"),
            ("events", "visit"): cite("other", page="8"),
            ("statements", "late"): cite(page="7") + cite(page="8"),
            ("statements", "early"): cite(page="3"),
            ("statements", "verdict"): cite(page="9"),
            ("deeds", "rebuke"): cite(page="9"),
            ("deeds", "odd"): cite(page="9"),
            ("access", "knew"): cite(page="5"),
            ("access", "read"): cite(page="5"),
            ("access", "vague"): cite(page="5"),
        },
    )  # fmt: skip
