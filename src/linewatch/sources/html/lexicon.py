"""`lexicons/web.toml`: how web pages name their parts, and what they print about themselves."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_PIECE = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


@dataclass(frozen=True, slots=True)
class WebLexicon:
    """The lexicon, its patterns compiled.

    Attributes:
        furniture: Matches the names of parts that are no text of the page's own.
        roles: Roles of such parts.
        named: What an element's name says that it holds (title, speaker, date), by pattern.
        note_sign: Matches, in a link's names, what says that it is a note's sign.
        note_place: Matches, in the names of where a link leads, what says that a note stands there.
        meta: For each field, the names of the meta elements that tell it, best first.
        page_line: Matches a line that a page prints about itself.
        bylines: Match a line that says who speaks, in a group ``name``.
    """

    furniture: re.Pattern[str]
    roles: frozenset[str]
    named: dict[str, re.Pattern[str]]
    note_sign: re.Pattern[str]
    note_place: re.Pattern[str]
    meta: dict[str, tuple[str, ...]]
    page_line: re.Pattern[str]
    bylines: tuple[re.Pattern[str], ...]

    def names(self, told: str) -> str | None:
        """Return what an element holds by its name, if it says."""
        return next((field for field, pattern in self.named.items() if pattern.fullmatch(told)), None)

    def speaker(self, line: str) -> str | None:
        """Return who speaks, if a line says that and nothing else."""
        found = (pattern.fullmatch(line) for pattern in self.bylines)
        return next((match["name"].strip() for match in found if match), None)


def name_pieces(name: str) -> str:
    """Return one class or id as words: ``shareDL__item`` as ``share dl item``."""
    return " ".join(_PIECE.findall(name)).lower()


@lru_cache(maxsize=1)
def web_lexicon() -> WebLexicon:
    """Return the lexicon that ships with Linewatch."""
    data = tomllib.loads(files("linewatch").joinpath("lexicons/web.toml").read_text("utf-8"))
    return WebLexicon(
        furniture=re.compile(rf"\b(?:{_any(data['furniture']['names'])})\b"),
        roles=frozenset(data["furniture"]["roles"]),
        named={field: re.compile(_any(names)) for field, names in data["named"].items()},
        note_sign=re.compile(_any(data["notes"]["signs"]), re.IGNORECASE),
        note_place=re.compile(_any(data["notes"]["places"]), re.IGNORECASE),
        meta={field: tuple(names) for field, names in data["meta"].items()},
        page_line=re.compile("|".join(p for entry in data["lines"] for p in entry["page"]), re.IGNORECASE),
        bylines=tuple(re.compile(p, re.IGNORECASE) for entry in data["lines"] for p in entry["byline"]),
    )


def _any(names: list[str]) -> str:
    return "|".join(map(re.escape, names))
