"""The head that a Markdown file may begin with: plain keys and values between two rules."""

from __future__ import annotations

import re
from typing import NamedTuple

from linewatch.kinds.dates import edtf_or_none
from linewatch.sources.wording.languages import language_tag

_RULES = re.compile(r"(?:---|\.\.\.)[ \t]*")
_KEY = re.compile(r"(?P<key>[^\W\d][\w-]{0,63}):(?:[ \t]+(?P<value>.*))?")
_BESIDE_KEYS = re.compile(r"\s|-\s|#|$")  # what a head may hold besides: nested lines and remarks
_LONGEST = 200  # lines
_QUOTES = ('"', "'")


class Head(NamedTuple):
    """What a file's head says.

    Attributes:
        end: Where it ends; 0 where there is none.
        date: As EDTF.
        rest: Other keys, and a date that is none, as they are written.
    """

    end: int = 0
    title: str | None = None
    date: str | None = None
    issuer: str | None = None
    language: str | None = None
    rest: dict[str, str] = {}  # noqa: RUF012  (nobody writes into it)


def head_of(text: str) -> Head:
    """Return what a text's head says; where a line of it is neither key nor value there is none."""
    if not text.startswith("---"):
        return Head()
    found: dict[str, str] = {}
    at = 0
    for number in range(_LONGEST):
        end = text.find("\n", at)
        line = text[at:] if end < 0 else text[at:end]
        at += len(line) + 1
        if _RULES.fullmatch(line):
            if number:
                return _told(min(at, len(text)), found) if found else Head()
        elif key := _KEY.fullmatch(line):
            if value := _bare(key["value"] or ""):
                found[key["key"].lower()] = value
        elif not number or not _BESIDE_KEYS.match(line):
            return Head()
        if end < 0:
            return Head()
    return Head()


def _bare(value: str) -> str:
    value = value.strip()
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in _QUOTES
    return value[1:-1].strip() if quoted else value


def _told(end: int, found: dict[str, str]) -> Head:
    date = found.pop("date", None)
    edtf = edtf_or_none(date)
    if date and edtf is None:  # kept as it is written, for a person to put right
        found["date"] = date
    author = found.pop("author", None)
    language = found.pop("language", None) or found.pop("lang", None)
    if language and language_tag(language) is None:  # likewise
        found["language"] = language
    return Head(
        end,
        found.pop("title", None),
        edtf,
        found.pop("issuer", None) or author,
        language_tag(language),
        found,
    )
