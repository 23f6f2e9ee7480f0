"""Names of bodies and persons: how far a name reaches in a line, and whether it is one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

_LONGEST = 18  # words; a longer run of capitals is a heading, not a name
_OPENING = "([{“\"'‘«„*_#~"
_CLOSING = ')]}”"’»“,;:.!?*_~'


@dataclass(frozen=True, slots=True)
class Names:
    """What a language's names are made of; every word in lower case.

    Attributes:
        bodies: A word of which one must stand in the name of a body.
        offices: A body, or its bearer, that by itself at the head of a paper can be who issued it.
        links: Words that may stand small inside a name, not at its ends.
        particles: The same of a person's name.
        stops: Words that end a name, capitals or not.
        titles: What stands before a person's name and makes one word of it enough.
        lowers: Whether the words of a body's name are written small after the first.
    """

    bodies: frozenset[str]
    offices: frozenset[str]
    links: frozenset[str]
    particles: frozenset[str]
    stops: frozenset[str]
    titles: frozenset[str]
    lowers: bool

    def name(self, text: str) -> str | None:
        """Return the name of a body or a person with which a text begins, if it begins with one."""
        return self.body(text) or self.person(text)

    def body(self, text: str) -> str | None:
        """Return the name of a body with which a text begins."""
        words = self._run(text, self.links, small=self.lowers)
        return " ".join(words) if any(self._is_body(word) for word in words) else None

    def person(self, text: str) -> str | None:
        """Return the name of a person with which a text begins: two names, or a title and one."""
        words = self._run(text, self.particles, small=False)
        titled = False
        while words and _bare(words[0]) in self.titles:
            titled, words = True, words[1:]
        enough = len(words) >= (1 if titled else 2) and len(words) <= 5
        full = any(len(word.strip(".")) > 2 for word in words)
        alone = not any(self._is_body(word) or any(map(str.isdigit, word)) for word in words)
        return " ".join(words) if enough and full and alone else None

    def is_office(self, text: str) -> bool:
        """Return whether a whole line is the name of a body that issues papers, and nothing else."""
        name = self.body(text)
        if name is None or text.endswith((".", ":", ";", ",")):
            return False
        words = name.split()
        # "Central Committee of …", but not "The crisis of the Central Committee"; and where names are written
        # small nothing but the first word tells a name from a sentence.
        before_link = next((k for k, word in enumerate(words) if _bare(word) in self.links), len(words))
        telling = words[: 1 if self.lowers else before_link]
        told = any(_bare(word) in self.offices for word in telling)
        return told and len(words) + 1 >= len(text.split())

    def _is_body(self, word: str) -> bool:
        # "Labor-Progressive" is looked up by its parts, "P.C.F." without its points.
        return _bare(word) in self.bodies or any(part in self.bodies for part in _bare(word).split("-"))

    def _run(self, text: str, links: frozenset[str], *, small: bool) -> list[str]:
        """Return the words of a name with which a text begins; an article before it is passed over."""
        run: list[str] = []
        for word in text.split(maxsplit=_LONGEST + 1)[: _LONGEST + 1]:
            bare = _bare(word)
            if not bare or bare in self.stops or (run and word[0] in "([—–"):
                break
            begins = word.lstrip(_OPENING)[:1]
            capital = begins.isupper() or (bool(run) and begins.isdigit())
            if not (
                capital
                or bare in links
                or (not run and bare in self.links)
                or (small and bool(run) and begins.isalpha())
            ):
                break
            run.append(word.lstrip(_OPENING))
            if _ends(word):
                break
        while run and _bare(run[-1]) in self.links:
            run.pop()
        while run and _bare(run[0]) in self.links:
            run.pop(0)
        if run:
            shortened = "." in run[-1][:-1] or len(run[-1]) == 2  # "C.C.", "S."
            run[-1] = run[-1].rstrip(_CLOSING.replace(".", "") if shortened else _CLOSING)
        return [word for word in run if word] if len(run) <= _LONGEST else []


def _bare(word: str) -> str:
    bare = word.strip(_OPENING + _CLOSING + "-–—").lower().replace("’", "'")
    return bare.replace(".", "")


def _ends(word: str) -> bool:
    """Return whether a name ends with a word: at a sign, save the point of an initial or a shortened word."""
    last = word[-1]
    if last == ".":
        return len(word.strip(_OPENING)) > 4 and "." not in word[:-1]
    return last in _CLOSING and last not in "'’"


def names(data: dict[str, Any]) -> Names:
    """Return the ``[names]`` table of a rule file."""

    def words(key: str) -> frozenset[str]:
        listed: Iterable[str] = data.get(key, ())
        return frozenset(word.lower() for word in listed)

    return Names(
        bodies=words("bodies") | words("offices"),
        offices=words("offices"),
        links=words("links"),
        particles=words("particles"),
        stops=words("stops"),
        titles=words("titles"),
        lowers=bool(data.get("lowers", False)),
    )
