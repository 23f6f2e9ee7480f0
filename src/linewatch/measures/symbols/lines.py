"""A passage as words in a row, with what stands between them."""

from __future__ import annotations

import re
from typing import NamedTuple

from linewatch.measures.symbols.lexicon import Words
from linewatch.measures.words import COLONS, STOPS, tokens

JOINED, PAUSE, STOP = 0, 1, 2
_STOP = re.compile(rf"[{re.escape(STOPS + COLONS)}\n]")
_PAUSE = re.compile(r"[,()\[\]–—、،，]| [-‐] ")
_DASHED = re.compile(
    r"(?<=[^\W\d])[–‑](?=[^\W\d])"
)  # a dash that joins two words; as long as what stands for it
_SHORT = 4  # letters, up to which a title is cut short with a stop


class Line(NamedTuple):
    """The words of a passage.

    Attributes:
        words: In small letters.
        starts: Where each begins in the text.
        ends: Where it ends.
        breaks: What stands before each: `JOINED`, `PAUSE` (a comma, a bracket, a dash), or `STOP`, where a clause ends.
        commas: Whether it is a comma.
        capital: Whether it begins with a capital.
        upper: Whether all of it is in capitals.
        initial: Whether it is one letter with a stop.
    """

    words: list[str]
    starts: list[int]
    ends: list[int]
    breaks: list[int]
    commas: list[bool]
    capital: list[bool]
    upper: list[bool]
    initial: list[bool]


def line_of(text: str, words: Words) -> Line:
    """Return a passage's text as a line of words."""
    text = _DASHED.sub("-", text)
    line = Line([], [], [], [], [], [], [], [])
    end = 0
    for token in tokens(text):
        between = text[end : token.start]
        line.breaks.append(_break(between, line, words) if line.words else STOP)
        line.commas.append("," in between or "、" in between or "،" in between)
        if line.words and between.startswith("."):
            line.initial[-1] = len(line.words[-1]) == 1
        line.words.append(token.word)
        line.initial.append(False)
        line.starts.append(token.start)
        line.ends.append(token.end)
        line.capital.append(text[token.start].isupper())
        line.upper.append(text[token.start : token.end].isupper())
        end = token.end
    return line


def _break(between: str, line: Line, words: Words) -> int:
    if between == " ":
        return JOINED
    if _STOP.search(between):
        last = line.words[-1]
        # An initial or a title cut short is no end of a sentence.
        short = line.capital[-1] and (len(last) == 1 or (len(last) <= _SHORT and last in words.titles))
        return JOINED if short and between.strip() in (".", "") and "\n\n" not in between else STOP
    if _PAUSE.search(between) or any(char.isdigit() for char in between):
        return PAUSE
    return JOINED
