"""What archives and reading programs print on released papers that is no part of them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from linewatch.sources.wording.lexicons import reading_lexicon

Role = Literal["text", "marking", "foot", "furniture", "page"]

LINE = re.compile(r"[^\n]+")
_RULE = re.compile(r"[-*_]{3,}")
_FIRST_PAGES = 100_000  # characters
_LONGEST = 200  # characters of a line that is furniture
_FEWEST_LETTERS = 3  # what a stamp leaves of its line, where it is no part of the paper


@dataclass(frozen=True, slots=True)
class ReleaseLexicon:
    """`lexicons/ocr.releases.toml`, its patterns compiled.

    Attributes:
        page_stamp: Matches a stamp of every page's head and foot.
        stamp: Matches any stamp.
        line: Matches a line that is the number of a record or frame.
        banners: What stands beside a marking, in capitals.
        page: Matches a page's head, with a group ``page``.
    """

    page_stamp: re.Pattern[str]
    stamp: re.Pattern[str]
    line: re.Pattern[str]
    banners: frozenset[str]
    page: re.Pattern[str]

    def role(self, line: str) -> Role:
        """Return what a line is: text, a marking, another banner of a page's end, furniture, or a page's head."""
        bare = line.strip()
        if not bare or len(line) > _LONGEST:
            return "text"
        capitals = bare.strip(" ~*#").upper()
        markings = reading_lexicon().markings
        if capitals in markings or capitals.replace("-", "") in markings:
            return "marking"
        if capitals in self.banners:
            return "foot"
        return "page" if self.page.fullmatch(bare) else self._stamped(bare)

    def stamped(self, text: str) -> bool:
        """Return whether a text bears a stamp, inside a line or not; if it does, its first pages do."""
        return self.stamp.search(text, 0, _FIRST_PAGES) is not None

    def _stamped(self, line: str) -> Role:
        """Return what a line without marking is, by the stamp or number it may be."""
        if self.line.fullmatch(line) or _RULE.fullmatch(line):
            return "furniture"
        rest, stamps = self.stamp.subn("", line)
        if not stamps or sum(char.isalpha() for char in rest) >= _FEWEST_LETTERS:
            return "text"
        return "foot" if self.page_stamp.search(line) else "furniture"


@lru_cache(maxsize=1)
def release_lexicon() -> ReleaseLexicon:
    """Return the lexicon that ships with Linewatch."""
    data = tomllib.loads(files("linewatch").joinpath("lexicons/ocr.releases.toml").read_text("utf-8"))
    furniture = data["furniture"]
    return ReleaseLexicon(
        page_stamp=re.compile("|".join(furniture["page_stamps"]), re.IGNORECASE),
        stamp=re.compile("|".join(furniture["page_stamps"] + furniture["stamps"]), re.IGNORECASE),
        line=re.compile("|".join(furniture["lines"])),
        banners=frozenset(furniture["banners"]),
        page=re.compile("|".join(data["pages"]["headings"])),
    )


def is_released(text: str) -> bool:
    """Return whether a text bears an archive's stamps or a reading program's page heads."""
    papers = release_lexicon()
    return papers.stamped(text) or any(papers.role(line[0]) == "page" for line in LINE.finditer(text))
