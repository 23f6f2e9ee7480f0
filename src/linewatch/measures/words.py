"""Texts cut into words: one way for all measures that count them, in any script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

Tokens = Literal["words", "simple", "parts", "numbers", "beginnings"]
# Where a sentence ends, by the Unicode property Sentence_Terminal, and where a clause does by a semicolon.
STOPS = "".join((
    ".!?;…\u037e\u0589\u061b\u061d\u061e\u061f\u06d4\u0700\u0701\u0702\u07f9\u0964\u0965\u104a\u104b\u1362\u1367\u1368",
    "\u166e\u1735\u1736\u1803\u1809\u1944\u1945\u17d4\u17d5\u1b5a\u1b5b\u1c3b\u1c3c\u203c\u203d\u2047\u2048\u2049",
    "\u2e2e\ua4ff\ua60e\ua60f\ua876\ua877\uabeb\u3002\uff01\uff0e\uff1b\uff1f\uff61",
))  # fmt: skip
COLONS = ":\u0703\u0704\u1365\u1366\uff1a"
_TIGHT = "\u3002\uff01\uff0e\uff1b\uff1f\uff61"  # of the stops, those that no blank follows
_CLOSERS = "\"'”’»)\\]"
_BEGINNING = 6  # letters, for the way of counting that takes endings away
# Written without gaps: each two signs that follow one another count as a word.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
_JOINERS = "\u200c\u200d"  # without width: they shape the letters of one word
_LETTER = rf"[^\W\d_{_UNSPACED}]"


class Token(NamedTuple):
    """A word as it is counted, and where it stands in its text."""

    word: str
    start: int
    end: int


def tokens(text: str, way: Tokens = "words") -> Iterator[Token]:
    """Yield the words of a text in small letters; half-open offsets in code points.

    Letters carry their combining marks, and count the same whether an accent is written as one sign with its letter
    or as two. Of a script without gaps each two neighbouring signs are a word; such words overlap.

    Args:
        text: A passage's reading text.
        way: words (runs of letters, joined by an apostrophe or a hyphen), simple (by an apostrophe alone), parts
            (split at both), numbers (words, and figures as well), beginnings (the first six letters of each word).
    """
    for match in _pattern(way).finditer(text):
        second = match[1] or ""
        word = folded(match[0] + second)
        yield Token(
            word[:_BEGINNING] if way == "beginnings" else word, match.start(), match.end() + len(second)
        )


def folded(word: str) -> str:
    """Return a word in small letters, with one sort of apostrophe, its accents composed."""
    small = word.lower()
    return small if small.isascii() else unicodedata.normalize("NFC", small).replace("’", "'")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, in any script, without the white space between."""
    return [part for part in _ends().split(text) if part]


def listed(words: Sequence[str]) -> re.Pattern[str]:
    """Return what matches each place where one of some words stands as a word, longer ones first.

    Args:
        words: In any case; a ``*`` at the end stands for any ending, white space for any white space.
    """
    found = "|".join(_listed(word) for word in sorted(words, key=lambda w: (-len(w), w)))
    # In a script without gaps nothing says where a word begins.
    before, after = (rf"(?{sign}[^\W{_UNSPACED}])(?{sign}[{marks()}])" for sign in ("<!", "!"))
    return re.compile(rf"{before}(?:{found}){after}", re.IGNORECASE)


def _listed(word: str) -> str:
    stem, ending = (word[:-1], rf"(?:[^\W{_UNSPACED}]|[{marks()}])*") if word.endswith("*") else (word, "")
    return (
        r"\s+".join("".join(map(_either, unicodedata.normalize("NFC", part))) for part in stem.split())
        + ending
    )


def _either(sign: str) -> str:
    """Return what matches a sign however it is written."""
    if sign in "'’":
        return "['’]"
    apart = unicodedata.normalize("NFD", sign)
    return re.escape(sign) if apart == sign else f"(?:{re.escape(sign)}|{re.escape(apart)})"


@cache
def marks() -> str:
    """Return all marks that combine with a letter, and signs that join letters, for use inside brackets."""
    # Not known to `re`. Those further up, of few and mostly dead scripts, would make every search slow.
    found = (chr(code) for code in range(0x300, 0x10000) if unicodedata.category(chr(code))[0] == "M")
    return "".join(found) + _JOINERS


@cache
def _pattern(way: Tokens) -> re.Pattern[str]:
    run = rf"{_LETTER}+(?:[{marks()}]+{_LETTER}*)*"
    joints = {"simple": "['’]", "parts": ""}.get(way, r"['’\-‐]")
    word = rf"{run}(?:{joints}{run})*" if joints else run
    figures = r"|\d[\d.,]*" if way == "numbers" else ""
    return re.compile(rf"{word}|[{_UNSPACED}](?=([{_UNSPACED}]?)){figures}")


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(rf"(?<=[{STOPS}])[{_CLOSERS}]*\s+|(?<=[{_TIGHT}])(?![{_CLOSERS}\s{_TIGHT}])")
