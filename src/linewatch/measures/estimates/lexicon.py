"""The estimative words of one language, as a data file has them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from linewatch.errors import BadValue
from linewatch.measures.estimates.complements import Over
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
class Linting:
    """What the linter looks at besides: where a word of likelihood says none.

    Attributes:
        let: Phrases within which it is leave, ability or another sense.
        but: Phrases within which it is an estimate all the same.
        also: Phrases that are to give a range even where they are read as a judgement.
        alone: Phrases that name a likelihood and give none.
    """

    let: tuple[re.Pattern[str], ...] = ()
    but: tuple[re.Pattern[str], ...] = ()
    also: tuple[re.Pattern[str], ...] = ()
    alone: frozenset[str] = frozenset()

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Linting:
        """Return what a data file says; nothing where it says nothing."""
        lists = told.get("lists", {})
        let, but, also = (
            tuple(pattern(one, lists) for one in told.get(key, ())) for key in ("let", "but", "also")
        )
        return cls(let, but, also, frozenset(told.get("alone", ())))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The estimative words of one language.

    Attributes:
        language: As BCP 47.
        entries: The phrases.
        modals: By verb, the cues that tell how it is meant.
        cues: Of denial, question, clause, and of phrases that are another thing.
        over: Words that deny, or ask, what the rest of their sentence says.
        half: "very" and the like: with one before it a phrase is another one, nearer its end.
        soft: "rather" and the like: the same, nearer the middle.
        denied: The level of a denied phrase, by level.
        sides: Levels that say a thing is likelier than not (``above``), less likely (``below``) or has some chance
            (``some``).
        why: Why a level, or a class, has no range.
        scales: By id.
        defaults: Which scale is taken to ``read`` and to ``write`` where none is asked for, and for the phrases that
            the asked one does not list (``unlisted``).
        wording: How a range is written: ``from``, ``to`` and patterns to fill in.
        given: A range as a writer gives it, of two numbers.
        between: The same between commas.
        numbers: A chance told as a number.
        unread_numbers: The same in a form that is not read.
        deductions: Levels of modal verbs that conclude and give no odds.
        linting: What the linter alone looks at: ``let`` (phrases in which a word is no estimate) and the like.
    """

    language: str
    entries: tuple[Entry, ...]
    modals: Mapping[str, Mapping[str, Any]]
    cues: Mapping[str, Any]
    over: Over
    half: tuple[str, ...]
    soft: tuple[str, ...]
    denied: Mapping[str, str]
    sides: Mapping[str, tuple[str, ...]]
    why: Mapping[str, str]
    scales: Mapping[str, Scale]
    defaults: Mapping[str, str]
    wording: Mapping[str, str]
    given: re.Pattern[str]
    between: re.Pattern[str]
    numbers: tuple[re.Pattern[str], ...]
    unread_numbers: tuple[re.Pattern[str], ...]
    deductions: frozenset[str]
    linting: Linting

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Lexicon:
        """Return a lexicon from what a data file says.

        Raises:
            BadValue: If the file lacks a part or has a phrase that cannot be understood.
        """
        try:
            lists = told["lists"]
            entries = [_entry(one, phrase, lists) for one in told["phrases"] for phrase in one["words"]]
            wording, modifiers = told["writing"], told["modifiers"]
            given, between, numbers, unread = _numbers(told["numbers"])
            return cls(
                language=told["language"], entries=tuple(entries), modals=told["modals"], cues=told["cues"],
                over=Over.of(told["over"], lists), half=tuple(modifiers["half"]), soft=tuple(modifiers["soft"]),
                denied=told["denied"], sides={key: tuple(told["sides"][key]) for key in ("above", "below", "some")},
                why=told["why"], scales=scales(told["scales"], wording),
                defaults={key: told["defaults"][key] for key in ("read", "write", "unlisted")},
                wording=wording, given=given, between=between, numbers=numbers, unread_numbers=unread,
                deductions=frozenset(modifiers["deductions"]),
                linting=Linting.of(told.get("linting", {})),
            )  # fmt: skip
        except KeyError as error:
            raise BadValue(
                f"The lexicon of estimates lacks {error}.", "Take lexicons/estimates.en.toml as a model."
            ) from error


def _numbers(
    told: Mapping[str, Any],
) -> tuple[re.Pattern[str], re.Pattern[str], tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    """Return the patterns of numbers, each with the parts they share put in."""
    parts = told["parts"]

    def made(one: str) -> re.Pattern[str]:
        for name, part in parts.items():
            one = one.replace(f"<{name}>", part)
        for at in range(one.count("(?P<")):  # a pattern may have a part twice, but no group of a name twice
            one = re.sub(r"\(\?P<([a-z]+)>", rf"(?P<\1_{at}>", one, count=1)
        return re.compile(one)

    try:
        return (
            made(told["given"]), made(told["between"]),
            tuple(map(made, told["read"])), tuple(map(made, told["unread"])),
        )  # fmt: skip
    except re.error as error:
        raise BadValue(
            f"A number of the lexicon cannot be understood: {error}.",
            "Take lexicons/estimates.en.toml as a model.",
        ) from error


def _entry(one: Mapping[str, Any], phrase: str, lists: Mapping[str, Any]) -> Entry:
    kind = one["class"]
    if kind not in CLASSES:
        raise BadValue(f"There is no class {kind!r}.", f"Take one of: {', '.join(CLASSES)}.")
    return Entry(
        pattern(phrase, lists), kind, one.get("level"), bool(one.get("adjective")), bool(one.get("confidence")),
        bool(one.get("light")),
    )  # fmt: skip
