"""The rules by which a document is asked what it says of itself, as values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from linewatch.sources.guessing.dates import DateForms
from linewatch.sources.guessing.parties import Names

Where = Literal["head", "line", "start", "end"]
ReadsAs = Literal["name", "body", "person", "plain"]
ANY = "und"  # the language tag of rules that hold in any language


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which a document can speak of itself.

    Attributes:
        where: ``head`` looks at the lines before the running text, ``end`` at the last ones, ``line`` at both,
            ``start`` at how a paragraph of running text opens. A line must match whole, an opening from its start.
        pattern: What is looked for; a named group that is a field gives that field.
        sets: Fields and their values where it matches.
        takes: Fields and the group that gives each.
        weight: The heavier of two rules is believed; two within ten that disagree tell nothing.
        cues: Words in lower case of which one must stand in the text, or the rule is not tried.
        dated: Whether it can only match where a figure stands.
        reads_as: How a party's name must read: as that of a body, of a person, of either; ``plain`` takes the
            words as they stand.
        full: Whether all of the words caught must be the name.
        sole: Whether nothing else is to be guessed of a document that it matches.
        first: The last passage, by its number, that it looks at; None for all.
    """

    where: Where
    pattern: re.Pattern[str]
    sets: tuple[tuple[str, str], ...]
    takes: tuple[tuple[str, str | int], ...]
    weight: int
    cues: frozenset[str]
    dated: bool
    reads_as: ReadsAs
    full: bool
    sole: bool
    first: int | None


@dataclass(frozen=True, slots=True)
class LanguageRules:
    """All that is known of how papers in one language speak of themselves.

    Attributes:
        language: As BCP 47, or ``und`` for what holds in any.
        rules: Heaviest first.
        ignoring: What lines look like that speak of the copy at hand, not of the paper.
        cues: The cues of all rules for lines.
        start_cues: The cues of the rules for openings.
        dates: How it writes dates.
        names: What its names are made of.
        labels: What stands before an entry in a paper's head, and the field it tells.
        labelled_kind: What sort of paper has such a head.
        markings: Classification markings, in capitals.
        past: Matches a sentence that tells of something done.
        ahead: Matches a sentence that tells of something to come.
    """

    language: str
    rules: tuple[Rule, ...]
    ignoring: tuple[Rule, ...]
    cues: frozenset[str]
    start_cues: frozenset[str]
    dates: DateForms
    names: Names
    labels: dict[str, str]
    labelled_kind: str | None
    markings: frozenset[str]
    past: re.Pattern[str] | None
    ahead: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class GuessRules:
    """The rules of all languages.

    Attributes:
        languages: By their tag.
    """

    languages: Mapping[str, LanguageRules]

    def of(self, language: str | None) -> tuple[LanguageRules, ...]:
        """Return the rules for a language; all of them where it is not known or has none."""
        own = self.languages.get((language or "").split("-")[0].lower())
        if own is None or own.language == ANY:
            return tuple(self.languages.values())
        return tuple(rules for rules in (own, self.languages.get(ANY)) if rules)
