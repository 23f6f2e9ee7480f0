"""The words that show a name to be invoked: titles, and slots in which an authority stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from linewatch.errors import BadValue
from linewatch.measures.words import folded

GAP = 3  # words that a ~ may stand for, unless it says how many: ~1
GUARD = "guard"  # the kind of slot in which nothing is invoked
_FORM = "See lexicons/symbols.en.toml for how slots are written."
_NAME = re.compile(r"\{(ism)?\}('s)?")


class Element(NamedTuple):
    """One place of a slot beside the name.

    Attributes:
        words: Any of these.
        stems: Or what begins so.
        optional: May be missing.
        gap: Stands for up to so many words of any sort.
    """

    words: frozenset[str]
    stems: tuple[str, ...] = ()
    optional: bool = False
    gap: int = 0

    def fits(self, word: str) -> bool:
        """Tell whether a word may stand here."""
        return word in self.words or (bool(self.stems) and word.startswith(self.stems))


class Slot(NamedTuple):
    """A place in which an authority stands.

    Attributes:
        kind: taught, spirit, led, loyal, credited, approved, or `GUARD`; whatever a list calls it.
        left: What stands before the name, in order.
        right: What stands after.
        owning: Whether the name owns what follows.
        derived: Whether it is a doctrine made from a name.
    """

    kind: str
    left: tuple[Element, ...]
    right: tuple[Element, ...]
    owning: bool
    derived: bool


@dataclass(frozen=True, slots=True)
class Words:
    """What a language calls an authority, and how it shows that it is invoked.

    Attributes:
        language: Its tag.
        capitals: Whether a capital tells a name.
        describing: Whether a name may stand before a noun to describe it: "the French proposals".
        titles: Nouns that stand with a name.
        honours: Words of veneration that do.
        polite: Words of courtesy that do.
        openers: Words that open a title of several.
        links: Words inside a title that joins what it is to what it is of.
        weak: Kinds of slots in which anybody may stand.
        determiners: Articles and the like.
        particles: Small words inside a name.
        joiners: Words that join two names.
        owning: Endings of a name that owns something.
        endings: Other endings that a name takes.
        derived: Endings of a doctrine made from a name.
        stop: Words that are no name, however they are written.
        slots: In which a name is invoked, and guards.
    """

    language: str
    capitals: bool
    describing: bool
    titles: frozenset[str]
    honours: frozenset[str]
    polite: frozenset[str]
    openers: frozenset[str]
    links: frozenset[str]
    weak: frozenset[str]
    determiners: frozenset[str]
    particles: frozenset[str]
    joiners: frozenset[str]
    owning: tuple[str, ...]
    endings: tuple[str, ...]
    derived: tuple[str, ...]
    stop: frozenset[str]
    slots: tuple[Slot, ...]

    def is_title(self, word: str, following: str = "") -> bool:
        """Tell whether a word is part of a title, before another word."""
        if word in self.openers:
            return following in self.titles
        return word in self.titles or word in self.honours or word in self.polite


def words_of(data: Mapping[str, Any], stop: frozenset[str]) -> Words:
    """Return the words of a language from its list.

    Args:
        data: As ``lexicons/symbols.*.toml`` is written.
        stop: Words that have no subject of their own.

    Raises:
        BadValue: If a slot is not written as slots are.
    """
    found = tuple(slots(data.get("slots", {})))
    capitals = bool(data.get("capitals", True))
    return Words(
        language=str(data.get("language", "")),
        capitals=capitals,
        describing=bool(data.get("describing", False)),
        titles=_set(data, "titles"),
        honours=_set(data, "honours"),
        polite=_set(data, "polite"),
        openers=_set(data, "openers"),
        links=_set(data, "links"),
        weak=frozenset(data.get("weak", ())),
        determiners=_set(data, "determiners"),
        particles=_set(data, "particles"),
        joiners=_set(data, "joiners"),
        owning=_endings(data, "owning"),
        endings=_endings(data, "endings"),
        derived=_endings(data, "derived"),
        # Where nouns have capitals, "die Lehre N" is no name of two words.
        stop=stop
        | _set(data, "determiners")
        | (
            frozenset[str]()
            if capitals
            else frozenset[str]().union(*(e.words for s in found for e in s.left))
        ),
        slots=found,
    )


def _set(data: Mapping[str, Any], name: str) -> frozenset[str]:
    return frozenset(str(data.get(name, "")).split())


def _endings(data: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(sorted(map(str, data.get(name, ())), key=lambda e: (-len(e), e)))


def slots(listed: Mapping[str, Sequence[str]]) -> Iterator[Slot]:
    """Yield the slots of a list, by kind.

    Raises:
        BadValue: If one is not written as slots are.
    """
    for kind, patterns in listed.items():
        for pattern in patterns:
            yield _slot(kind, pattern)


def _slot(kind: str, pattern: str) -> Slot:
    parts = pattern.split()
    at = [n for n, part in enumerate(parts) if _NAME.fullmatch(part)]
    if len(at) != 1 or len(parts) < 2 or any(re.match(r"~(?!\d?$)", part) for part in parts):
        raise BadValue(f"The slot {pattern!r} needs one {{}} and a word beside it.", _FORM)
    name = _NAME.fullmatch(parts[at[0]])
    left, right = (tuple(map(_element, side)) for side in (parts[: at[0]], parts[at[0] + 1 :]))
    if not any(not e.gap and not e.optional for e in (*left, *right)):
        raise BadValue(f"The slot {pattern!r} has no word that must be there.", _FORM)
    return Slot(kind, left, right, owning=bool(name and name[2]), derived=bool(name and name[1]))


def _element(part: str) -> Element:
    if part.startswith("~"):
        return Element(frozenset(), gap=int(part[1:] or GAP))
    optional = part.endswith("?")
    words = [folded(word) for word in part.removesuffix("?").split("|")]
    exact = frozenset(word for word in words if not word.endswith("*"))
    return Element(exact, tuple(word[:-1] for word in words if word.endswith("*")), optional)
