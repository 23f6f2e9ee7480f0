"""What documents and analysts say: the rows of the *said* ledger.

Each class is one table of the record and one CSV file of an exported case; its fields are the columns, in
this order. What a field must hold is written beside it and checked on every way in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import ClassVar, Literal, TypeAlias

from linewatch.kinds.columns import (
    Rule,
    date_column,
    number_column,
    object_column,
    search_column,
    sha256_column,
    text_column,
)
from linewatch.kinds.questions import (
    Evidence,
    EvidenceGroup,
    Forecast,
    Hypothesis,
    Judgement,
    Opinion,
    Question,
)

Certainty = ("certain", "likely", "doubtful")
Publicity = ("public", "party", "secret")
Strata = ("leader", "cadre", "rank_and_file")
Acts = (
    "criticises",
    "demands",
    "asks",
    "praises",
    "defends",
    "denies",
    "promises",
    "orders",
    "reports",
    "proposes",
    "explains",
    "judges",
)
CITED = (
    "actors",
    "issues",
    "events",
    "statements",
    "deeds",
    "access",
    "attributes",
    "indicators",
    "questions",
    "hypotheses",
    "evidence_groups",
    "evidence",
    "forecasts",
)
# Facts of the case need a page; an actor or an issue is a name that statements give meaning to.
MUST_CITE = ("events", "statements", "deeds", "access", "attributes")
# The coder whose reading of a statement is the one that coders agreed on after comparing theirs: nobody's own
# reading, so that it counts in no comparison of coders; where it stands it stands before theirs.
AGREED = "agreed"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownDocument:
    """A document that somebody cited or entered, whether or not a copy is held.

    Attributes:
        key: The short name under which it is cited.
        sha256: Of the edition it was cited from.
        csl: CSL JSON of whatever the other columns do not say.
    """

    table: ClassVar[str] = "documents"
    identity: ClassVar[tuple[str, ...]] = ("key",)
    key: str = text_column(required=True)
    title: str | None = text_column()
    date: str | None = date_column()
    date_ground: str | None = text_column()
    issuer: str | None = text_column()
    speaker: str | None = text_column()
    number: str | None = text_column()
    kind: str | None = text_column()
    form: str | None = text_column()
    marking: str | None = text_column()
    language: str | None = text_column()
    sha256: str | None = sha256_column()
    csl: str | None = object_column()


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A party, leader, organ, faction, audience … that speaks, acts or is spoken of."""

    table: ClassVar[str] = "actors"
    identity: ClassVar[tuple[str, ...]] = ("id",)
    id: str = text_column(required=True)
    name: str = text_column(required=True)
    kind: str | None = text_column()
    parent: str | None = text_column(refers="actors")
    note: str | None = text_column()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """Another name by which texts call an actor."""

    table: ClassVar[str] = "aliases"
    identity: ClassVar[tuple[str, ...]] = ("actor", "name")
    actor: str = text_column(required=True, refers="actors")
    name: str = text_column(required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A question on which actors take positions; issues form a tree.

    Attributes:
        minus: What a stance of -2 means on it.
        plus: What a stance of +2 means on it.
    """

    table: ClassVar[str] = "issues"
    identity: ClassVar[tuple[str, ...]] = ("id",)
    id: str = text_column(required=True)
    name: str = text_column(required=True)
    parent: str | None = text_column(refers="issues")
    minus: str | None = text_column()
    plus: str | None = text_column()
    note: str | None = text_column()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something dated that happened or was planned.

    Attributes:
        date: As the documents of the case give it.
        outside_date: A date from elsewhere, never mixed with the first; outside_source says whence.
        audience: The actor for whom it was meant or whom it reached.
        publishes: The text it made public, by the event that issued it or by a document's key.
    """

    table: ClassVar[str] = "events"
    identity: ClassVar[tuple[str, ...]] = ("id",)
    id: str = text_column(required=True)
    name: str = text_column(required=True)
    date: str | None = date_column()
    date_ground: str | None = text_column()
    mode: str | None = text_column(one_of=("planned", "happened"))
    actor: str | None = text_column(refers="actors")
    audience: str | None = text_column(refers="actors")
    channel: str | None = text_column()
    place: str | None = text_column()
    publishes: str | None = text_column(refers="events or documents")
    outside_date: str | None = date_column()
    outside_source: str | None = text_column()
    note: str | None = text_column()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Who said what on which issue, and when.

    Attributes:
        stance: -2 to +2 between the issue's poles; None where none is taken or it cannot be told.
        target: An actor, or a part of the issue tree, at whom or which the act is aimed.
        said_on: When it was said; ``about`` is the date told of.
        event: The event in which it was made; ``answers`` is the event to which it replies.
        summary: What was said, in the coder's own words.
    """

    table: ClassVar[str] = "statements"
    identity: ClassVar[tuple[str, ...]] = ("id",)
    id: str = text_column(required=True)
    actor: str = text_column(required=True, refers="actors")
    issue: str | None = text_column(refers="issues")
    stance: int | None = number_column(low=-2, high=2)
    act: str | None = text_column(one_of=Acts)
    target: str | None = text_column(refers="actors or issues")
    said_on: str | None = date_column()
    said_on_ground: str | None = text_column()
    about: str | None = date_column()
    form: str | None = text_column()
    channel: str | None = text_column()
    publicity: str | None = text_column(one_of=Publicity)
    addressee: str | None = text_column(refers="actors")
    stratum: str | None = text_column(one_of=Strata)
    reported_by: str | None = text_column(refers="actors")
    certainty: str | None = text_column(one_of=Certainty)
    event: str | None = text_column(refers="events")
    answers: str | None = text_column(refers="events")
    coder: str | None = text_column()
    summary: str | None = text_column()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """Another coder's reading of a statement, made without sight of the first; the statement holds the first."""

    table: ClassVar[str] = "codings"
    identity: ClassVar[tuple[str, ...]] = ("statement", "coder")
    statement: str = text_column(required=True, refers="statements")
    coder: str = text_column(required=True)
    stance: int | None = number_column(low=-2, high=2)
    act: str | None = text_column(one_of=Acts)
    target: str | None = text_column(refers="actors or issues")
    certainty: str | None = text_column(one_of=Certainty)
    note: str | None = text_column()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What an actor did to another: a visit, a reprint, a rebuke; type, mode, context as PLOVER has them."""

    table: ClassVar[str] = "deeds"
    identity: ClassVar[tuple[str, ...]] = ("id",)
    id: str = text_column(required=True)
    actor: str = text_column(required=True, refers="actors")
    recipient: str | None = text_column(refers="actors")
    type: str = text_column(required=True)
    mode: str | None = text_column()
    context: str | None = text_column()
    date: str | None = date_column()
    date_ground: str | None = text_column()
    status: str | None = text_column(one_of=("planned", "done"))
    event: str | None = text_column(refers="events")
    answers: str | None = text_column(refers="events")
    certainty: str | None = text_column(one_of=Certainty)
    coder: str | None = text_column()
    summary: str | None = text_column()


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Who had which text, since when, through which channel.

    Attributes:
        text: The text, by the event that issued it or by a document's key.
        extent: How much of it: whole, part, or hearsay.
    """

    table: ClassVar[str] = "access"
    identity: ClassVar[tuple[str, ...]] = ("id",)
    id: str = text_column(required=True)
    actor: str = text_column(required=True, refers="actors")
    text: str = text_column(required=True, refers="events or documents")
    date: str | None = date_column()
    date_ground: str | None = text_column()
    channel: str | None = text_column()
    extent: str | None = text_column(one_of=("whole", "part", "hearsay"))
    certainty: str | None = text_column(one_of=Certainty)
    coder: str | None = text_column()
    summary: str | None = text_column()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """What an actor is: its culture, whether it is legal, how large it is, what it had read before.

    Attributes:
        name: Which attribute; the same word for all actors that are to be compared.
        value: What it is for this actor; a plain number where it is one.
        date: When or for how long it held.
    """

    table: ClassVar[str] = "attributes"
    identity: ClassVar[tuple[str, ...]] = ("id",)
    id: str = text_column(required=True)
    actor: str = text_column(required=True, refers="actors")
    name: str = text_column(required=True)
    value: str = text_column(required=True)
    date: str | None = date_column()
    date_ground: str | None = text_column()
    certainty: str | None = text_column(one_of=Certainty)
    coder: str | None = text_column()
    summary: str | None = text_column()


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """Ties a locator that people use to the passage that holds its words.

    Attributes:
        n: The passage.
        p_start: Where it begins in the reading text; None for the whole passage.
        p_end: Where it ends.
    """

    table: ClassVar[str] = "locators"
    identity: ClassVar[tuple[str, ...]] = ("document", "locator", "n")
    document: str = text_column(required=True, refers="documents")
    locator: str = text_column(required=True)
    n: int = number_column(low=1, required=True)
    p_start: int | None = number_column(low=0)
    p_end: int | None = number_column(low=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """Words to watch for: whenever documents are added they are looked for in them.

    Attributes:
        look_for: What is looked for, as it is given to `search`.
        issue: What it bears on.
        evidence: The item not yet seen, of a question's evidence, that it stands for.
    """

    table: ClassVar[str] = "indicators"
    identity: ClassVar[tuple[str, ...]] = ("id",)
    id: str = text_column(required=True)
    look_for: str = search_column(required=True)
    issue: str | None = text_column(refers="issues")
    evidence: str | None = text_column(refers="evidence")
    note: str | None = text_column()


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationRow:
    """One citation of one row: document, page, locator and at most a dozen exact words.

    Attributes:
        of: The table of the row that it supports.
        id: That row's id.
        exact: The words as they stand there; prefix and suffix tell repeated words apart.
    """

    table: ClassVar[str] = "citations"
    identity: ClassVar[tuple[str, ...]] = ("of", "id", "document", "locator", "exact")
    of: str = text_column(required=True, one_of=CITED)
    id: str = text_column(required=True)
    document: str = text_column(required=True, refers="documents")
    page: str | None = text_column()
    locator: str | None = text_column()
    exact: str | None = text_column()
    prefix: str | None = text_column()
    suffix: str | None = text_column()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form in which the centre speaks, and how binding its texts are among themselves.

    Attributes:
        authority: The higher, the more binding; only the order counts.
    """

    table: ClassVar[str] = "forms"
    identity: ClassVar[tuple[str, ...]] = ("id",)
    id: str = text_column(required=True)
    name: str = text_column(required=True)
    authority: int | None = number_column()
    note: str | None = text_column()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoFact:
    """A place that was read and holds nothing to record, so that nobody need look again."""

    table: ClassVar[str] = "no_fact"
    identity: ClassVar[tuple[str, ...]] = ("document", "locator")
    document: str = text_column(required=True, refers="documents")
    locator: str = text_column(required=True)
    why: str | None = text_column()


SaidRow: TypeAlias = (
    KnownDocument
    | NoFact
    | Form
    | Actor
    | Alias
    | Issue
    | Event
    | Statement
    | Coding
    | Deed
    | Access
    | Attribute
    | Question
    | Hypothesis
    | EvidenceGroup
    | Evidence
    | Judgement
    | Opinion
    | Forecast
    | Indicator
    | Locator
    | CitationRow
)
# In an order in which each class refers only to those before it, or to itself.
SAID: tuple[type[SaidRow], ...] = (
    KnownDocument,
    Locator,
    NoFact,
    Form,
    Actor,
    Alias,
    Issue,
    Event,
    Statement,
    Coding,
    Deed,
    Access,
    Attribute,
    Question,
    Hypothesis,
    EvidenceGroup,
    Evidence,
    Judgement,
    Opinion,
    Forecast,
    Indicator,
    CitationRow,
)
SaidTable = Literal[
    "documents",
    "locators",
    "no_fact",
    "forms",
    "actors",
    "aliases",
    "issues",
    "events",
    "statements",
    "codings",
    "deeds",
    "access",
    "attributes",
    "questions",
    "hypotheses",
    "evidence_groups",
    "evidence",
    "judgements",
    "opinions",
    "forecasts",
    "indicators",
    "citations",
]


def columns(kind: type[SaidRow]) -> tuple[str, ...]:
    """Return a class's columns in the order of its CSV file."""
    return tuple(item.name for item in fields(kind))


def rules(kind: type[SaidRow]) -> dict[str, Rule]:
    """Return what each column of a class may hold, in the order of its CSV file."""
    return {item.name: item.metadata["rule"] for item in fields(kind)}


def standing_reading(statement: Statement, codings: Iterable[Coding]) -> Statement | Coding:
    """Return the reading of a statement that stands: the agreed one where there is one, else the first coder's.

    Args:
        statement: With its first reading.
        codings: Readings of any statements.
    """
    own = (c for c in codings if c.statement == statement.id and c.coder == AGREED)
    return next(own, statement)
