"""What the coders' words for deeds mean, and who speaks for whom: what several measures of deeds share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from linewatch.errors import BadValue
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.said import Actor, Event
from linewatch.kinds.trees import line

# Every head that the measures ask for; a file may leave a head empty, not unknown.
HEADS: Mapping[str, tuple[str, ...]] = {
    # In the order in which they weigh: of several reactions to one statement the first is told.
    "reactions": (
        "rebuked", "censored", "cut", "edited", "quoted_in_part", "reprinted", "quoted", "praised", "ignored",
    ),
    "modes": ("left_out",),
    "personnel": ("kept", "promoted", "replaced", "ousted"),
    "exits": ("resigned", "split", "defected", "dissolved"),
    "calls": ("call",),
    "obedience": ("obeyed", "disobeyed"),
    "contacts": ("visit", "talks"),
    "letting_go": ("let_go",),
    "acts": ("rebuking", "praising", "calling", "critical"),
    "actors": ("speaks", "bodies", "camps", "wings"),
    "targets": ("person", "leadership", "centre"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DeedWords:
    """The meaning of the words for deeds, acts and kinds of actors.

    Attributes:
        table: By group and head, the words that mean it.
    """

    table: Mapping[str, Mapping[str, tuple[str, ...]]]

    @classmethod
    def of(cls, *trees: Mapping[str, object]) -> DeedWords:
        """Return the meanings that parsed lexicon files hold, later ones moving the words of earlier ones.

        Raises:
            BadValue: If a file has a head that no measure knows, or words that are no list of texts.
        """
        table: dict[str, dict[str, list[str]]] = {
            group: {head: [] for head in heads} for group, heads in HEADS.items()
        }
        for tree in trees:
            for group, heads in tree.items():
                if group != "language":
                    _take(table, group, heads)
        return cls({group: {h: tuple(words) for h, words in heads.items()} for group, heads in table.items()})

    def means(self, group: str, word: str | None) -> str | None:
        """Return the head under which a group lists a word; None where it does not."""
        return next((head for head, words in self.table[group].items() if word in words), None)

    def lists(self, group: str, head: str, word: str | None) -> bool:
        """Return whether a word stands under one head."""
        return word in self.table[group][head]


def _take(table: dict[str, dict[str, list[str]]], group: str, heads: object) -> None:
    """Take one group of a lexicon file into the table."""
    if group not in table or not isinstance(heads, Mapping):
        raise BadValue(f"The words for deeds have no group {group!r}.", f"It may be: {', '.join(HEADS)}.")
    for head, words in cast("Mapping[str, object]", heads).items():
        if head not in table[group]:
            known = ", ".join(HEADS[group])
            raise BadValue(f"The words for deeds have no {group}.{head}.", f"It may be: {known}.")
        if not isinstance(words, list):
            raise BadValue(f"{group}.{head} is no list of words.", 'Write it as ["rebuke", "censure"].')
        for word in map(str, cast("list[object]", words)):
            for others in table[group].values() if group not in ("acts", "actors") else ():
                if word in others:
                    others.remove(word)
            table[group][head].append(word)


@dataclass(frozen=True)
class Movement:
    """Who belongs to whom, and who speaks for the centre.

    Attributes:
        centre: The actor whose line the others are measured against.
        actors: By id.
        words: For the kinds of actor that speak for the body above them.
    """

    centre: str
    actors: Mapping[str, Actor]
    words: DeedWords

    @classmethod
    def of(cls, centre: str, actors: Sequence[Actor], words: DeedWords) -> Movement:
        """Return the movement of some actors."""
        return cls(centre, {actor.id: actor for actor in actors}, words)

    def kind(self, actor: str | None) -> str | None:
        """Return an actor's kind; None where nothing says so."""
        return self.actors[actor].kind if actor is not None and actor in self.actors else None

    def line(self, actor: str | None) -> tuple[str, ...]:
        """Return an actor and all to which it belongs, nearest first; nothing where there is no actor."""
        return line(actor, self._parents) if actor else ()

    def of_centre(self, actor: str | None) -> bool:
        """Return whether an actor is the centre or belongs to it."""
        return self.centre in self.line(actor)

    def voice(self, actor: str | None) -> bool:
        """Return whether what an actor says or does is the centre's: the centre, its organs and its leaders."""
        return self.speaks_for(actor, self.centre)

    def speaks_for(self, actor: str | None, body: str) -> bool:
        """Return whether an actor is a body, or one of its organs and persons with nothing else between."""
        for step in self.line(actor):
            if step == body:
                return True
            if not self.words.lists("actors", "speaks", self.kind(step)):
                return False
        return False

    def within(self, actor: str | None) -> bool:
        """Return whether an actor is a body or a camp of the movement, or belongs to one."""
        kinds = (*self.words.table["actors"]["bodies"], *self.words.table["actors"]["camps"])
        return any(self.kind(step) in kinds for step in self.line(actor))

    def related(self, one: str | None, other: str | None) -> bool:
        """Return whether one of two actors is the other or belongs to it."""
        return one in self.line(other) or other in self.line(one)

    @cached_property
    def _parents(self) -> Mapping[str, str | None]:
        return {actor.id: actor.parent for actor in self.actors.values()}


def date_of(text: str | None, *events: Event | None) -> PartialDate | None:
    """Return a row's own date, else the first that one of some events has, even one from outside the case."""
    if text:
        return PartialDate.parse(text)
    told = (date for event in events if event for date in (event.date, event.outside_date) if date)
    return next(map(PartialDate.parse, told), None)
