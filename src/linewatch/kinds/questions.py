"""What analysts say when they weigh explanations: questions, hypotheses, evidence, judgements, forecasts.

Rows of the said ledger like those of ``kinds/said.py``. Ranges are kept, never single numbers in their place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from linewatch.kinds.columns import amount_column, date_column, search_column, share_column, text_column

# Whether exactly one hypothesis is true, or several may each contribute.
QuestionKinds = ("one", "several")
# The first five rest on a row of the record or a finding, a passage is cited itself; an argument and an assumption are
# marked as such and need no page.
EvidenceKinds = ("statement", "event", "deed", "access", "finding", "passage", "argument", "assumption")
UNCITED = ("argument", "assumption")
# The table in which stands what an item of a kind rests on; one of kind finding rests on a finding's key.
RESTS_ON = {"statement": "statements", "event": "events", "deed": "deeds", "access": "access"}
FINDING = "finding"
# seen; absent: looked for and not found; open: not yet looked for.
EvidenceStates = ("seen", "absent", "open")
# The hypothesis that stands for all that nobody thought of.
REST = "rest"
Outcomes = ("yes", "no", "void")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question with rival explanations.

    Attributes:
        kind: one: exactly one hypothesis is true; several: each may contribute or not.
        scale: The scale that maps words of likelihood to ranges, by its id in the lexicon of estimates.
        limits: What the data of the case cannot tell about it; printed with every result.
    """

    table: ClassVar[str] = "questions"
    identity: ClassVar[tuple[str, ...]] = ("id",)
    id: str = text_column(required=True)
    name: str = text_column(required=True)
    kind: str = text_column(required=True, one_of=QuestionKinds)
    asked_on: str | None = date_column()
    scale: str | None = text_column()
    limits: str | None = text_column()
    note: str | None = text_column()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """One explanation that may be true.

    Attributes:
        prior: How likely it is before the evidence; None for an equal part of what is left.
        role: ``rest`` for "something else": whatever no other hypothesis of the question says. Where several may
            contribute it is the case that none of them does.
        statement: The statement that puts it forward; what rests on that statement alone is no evidence for it.
    """

    table: ClassVar[str] = "hypotheses"
    identity: ClassVar[tuple[str, ...]] = ("id",)
    id: str = text_column(required=True)
    question: str = text_column(required=True, refers="questions")
    name: str = text_column(required=True)
    prior: float | None = share_column()
    role: str | None = text_column(one_of=(REST,))
    statement: str | None = text_column(refers="statements")
    note: str | None = text_column()


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceGroup:
    """Items that share a source or a cause, so that they tell less together than apart.

    Attributes:
        dependence: 0: each tells as much as if it stood alone; 1: all together tell as much as one.
    """

    table: ClassVar[str] = "evidence_groups"
    identity: ClassVar[tuple[str, ...]] = ("id",)
    id: str = text_column(required=True)
    question: str = text_column(required=True, refers="questions")
    name: str = text_column(required=True)
    dependence: float = share_column(required=True)
    note: str | None = text_column()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Something seen, missing or not yet looked for that bears on a question.

    Attributes:
        name: What would be seen, in the analyst's words.
        kind: What it is: a row of the record, a finding, a passage, or an argument or assumption.
        rests_on: The row's id in the table that kind names, or the finding's key.
        state: seen; absent (looked for, not found); open (not yet looked for).
        source: From whom it comes in the end; items of one source count as one unless a group says otherwise.
        reliability_low: The least chance that the source tells anything at all.
        reliability_high: The greatest.
        holds_low: The least chance that what is told is so, where a record or finding is itself unsure.
        holds_high: The greatest.
        seen_low: For an absent or open item: the least chance that it would have been seen if it were there.
        seen_high: The greatest.
        date: When it happened.
        reported_on: When it was reported.
        group: The group it shares a source or a cause with.
        cost: Of looking for an open item, in the analyst's own measure.
        look_for: The words by which an open item would show, as given to `search`.
    """

    table: ClassVar[str] = "evidence"
    identity: ClassVar[tuple[str, ...]] = ("id",)
    id: str = text_column(required=True)
    question: str = text_column(required=True, refers="questions")
    name: str = text_column(required=True)
    kind: str = text_column(required=True, one_of=EvidenceKinds)
    rests_on: str | None = text_column()
    state: str | None = text_column(one_of=EvidenceStates)
    source: str | None = text_column()
    reliability_low: float | None = share_column()
    reliability_high: float | None = share_column()
    holds_low: float | None = share_column()
    holds_high: float | None = share_column()
    seen_low: float | None = share_column()
    seen_high: float | None = share_column()
    date: str | None = date_column()
    reported_on: str | None = date_column()
    group: str | None = text_column(refers="evidence_groups")
    cost: float | None = amount_column()
    look_for: str | None = search_column()
    coder: str | None = text_column()
    note: str | None = text_column()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """How likely one would see an item if a hypothesis were true, as one analyst judges it.

    Attributes:
        word: The phrase of the question's scale; None where the range was given in figures.
        low: The lower end of its range, kept with the word so that a changed scale changes no old judgement.
        high: The upper end.
    """

    table: ClassVar[str] = "judgements"
    identity: ClassVar[tuple[str, ...]] = ("evidence", "hypothesis", "coder")
    evidence: str = text_column(required=True, refers="evidence")
    hypothesis: str = text_column(required=True, refers="hypotheses")
    coder: str = text_column(required=True)
    word: str | None = text_column()
    low: float = share_column(required=True)
    high: float = share_column(required=True)
    note: str | None = text_column()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """How likely one analyst holds a hypothesis to be, all things considered, without the matrix."""

    table: ClassVar[str] = "opinions"
    identity: ClassVar[tuple[str, ...]] = ("hypothesis", "coder")
    hypothesis: str = text_column(required=True, refers="hypotheses")
    coder: str = text_column(required=True)
    low: float = share_column(required=True)
    high: float = share_column(required=True)
    held_on: str | None = date_column()
    note: str | None = text_column()


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """A dated judgement of something that will be known later.

    Attributes:
        name: What will be known, so that a stranger could tell whether it came true.
        hypothesis: The hypothesis whose truth it is, where it is one's.
        low: The lower end of the chance given.
        high: The upper end.
        mid: The chance that is scored, where it is not the middle of the range.
        made_on: When it was given.
        due: By when it will be known.
        outcome: yes, no, or void where it can no longer be told.
    """

    table: ClassVar[str] = "forecasts"
    identity: ClassVar[tuple[str, ...]] = ("id",)
    id: str = text_column(required=True)
    name: str = text_column(required=True)
    hypothesis: str | None = text_column(refers="hypotheses")
    coder: str | None = text_column()
    low: float = share_column(required=True)
    high: float = share_column(required=True)
    mid: float | None = share_column()
    made_on: str | None = date_column()
    due: str | None = date_column()
    outcome: str | None = text_column(one_of=Outcomes)
    resolved_on: str | None = date_column()
    note: str | None = text_column()
