"""The estimative words of one language, as a data file has them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from linewatch.errors import BadValue
from linewatch.measures.estimates.patterns import pattern
from linewatch.measures.estimates.scales import Scale, scales

Class = Literal["likelihood", "judgement", "basis", "absence", "inability", "attributed"]
CLASSES: tuple[Class, ...] = get_args(Class)


@dataclass(frozen=True, slots=True)
class Entry:
    """One phrase.

    Attributes:
        pattern: Where it fits, on a plain text.
        kind: Its class.
        level: Of a likelihood, its place on the ladder; None where it has none.
        adjective: Whether "very" can stand before it.
        confidence: Whether it grades how sure the writer is.
        light: Whether it is part of a phrase of likelihood that follows it.
    """

    pattern: re.Pattern[str]
    kind: Class
    level: str | None
    adjective: bool
    confidence: bool
    light: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The estimative words of one language.

    Attributes:
        language: As BCP 47.
        entries: The phrases.
        modals: By verb, the cues that tell how it is meant.
        cues: Of denial, question, clause, and of phrases that are another thing.
        half: Modifiers that put a phrase half as far from its end.
        denied: The level of a denied phrase, by level.
        why: Why a level, or a class, has no range.
        scales: By id.
        wording: How a range is written: ``from``, ``to`` and patterns to fill in.
        bracket: A range in brackets, of two numbers in percent.
        deductions: Levels of modal verbs that conclude and give no odds.
    """

    language: str
    entries: tuple[Entry, ...]
    modals: Mapping[str, Mapping[str, Any]]
    cues: Mapping[str, Any]
    half: tuple[str, ...]
    denied: Mapping[str, str]
    why: Mapping[str, str]
    scales: Mapping[str, Scale]
    wording: Mapping[str, str]
    bracket: re.Pattern[str]
    deductions: frozenset[str]

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Lexicon:
        """Return a lexicon from what a data file says.

        Raises:
            BadValue: If the file lacks a part or has a phrase that cannot be understood.
        """
        try:
            lists = told["lists"]
            entries = [_entry(one, phrase, lists) for one in told["phrases"] for phrase in one["words"]]
            wording = told["writing"]
            return cls(
                language=told["language"], entries=tuple(entries), modals=told["modals"], cues=told["cues"],
                half=tuple(told["modifiers"]["half"]), denied=told["denied"], why=told["why"],
                scales=scales(told["scales"], wording), wording=wording, bracket=re.compile(wording["bracket"]),
                deductions=frozenset(told["modifiers"]["deductions"]),
            )  # fmt: skip
        except KeyError as error:
            raise BadValue(
                f"The lexicon of estimates lacks {error}.", "Take lexicons/estimates.en.toml as a model."
            ) from error


def _entry(one: Mapping[str, Any], phrase: str, lists: Mapping[str, Any]) -> Entry:
    kind = one["class"]
    if kind not in CLASSES:
        raise BadValue(f"There is no class {kind!r}.", f"Take one of: {', '.join(CLASSES)}.")
    return Entry(
        pattern(phrase, lists), kind, one.get("level"), bool(one.get("adjective")), bool(one.get("confidence")),
        bool(one.get("light")),
    )  # fmt: skip
