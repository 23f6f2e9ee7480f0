"""Phrases as a lexicon writes them, made into patterns; texts made plain without moving a character."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from linewatch.errors import BadValue

_TOKEN = re.compile(r"\.\.\d|!?\{\w+\}\??|!?\(|\)\??|\||[^\s()|{}]+")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "‛": "'", "‐": "-", "‑": "-", "\xa0": " ", "\xad": "-"})
_WORD = r"[\w'’&-]+"
_END = r"(?![\w]|['-]\w)"
_FIRST = r"(?:\A|(?<=[.!?:;]\s)|(?<=\n))"


class _Unit(NamedTuple):
    """A part of a phrase: whether it may be absent, and whether it takes no room (a beginning, what may not follow)."""

    made: str
    absent: bool
    bare: bool = False


def plain(text: str) -> str:
    """Return a text in small letters with plain signs; each character stays where it was."""
    small = text.lower()
    if len(small) != len(text):  # some capitals have two small letters
        small = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return small.translate(_PLAIN)


def pattern(phrase: str, lists: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """Return the pattern of a phrase, to be matched on a plain text.

    Args:
        phrase: Words with spaces between. ``(a|b c)`` is one of several; a ``?`` after a word or a bracket lets it
            be absent; ``{name}`` is one of a list; ``..3`` lets up to three words of the same clause stand between;
            ``*`` is any ending; ``!(a|b)`` at the end is what must not follow; ``^`` is the beginning of a sentence.
        lists: Phrases by name.

    Raises:
        BadValue: If the phrase cannot be understood, or could be nothing at all.
    """
    tokens = _TOKEN.findall(phrase)
    try:
        made = _joined(_all_units(tokens, lists))
        found = re.compile(made + _END)
    except (ValueError, KeyError, IndexError, re.error, RecursionError) as error:
        raise BadValue(f"The phrase {phrase!r} cannot be understood: {error}.", _HOW) from error
    if found.match(""):
        raise BadValue(f"The phrase {phrase!r} fits nothing at all.", _HOW)
    return found


_HOW = 'Write words, with (a|b) for one of several and ? for what may be absent: "(very)? good chance".'


def _all_units(tokens: list[str], lists: Mapping[str, Sequence[str]]) -> list[_Unit]:
    units, left = _units(tokens, lists)
    if left:
        raise ValueError(f"{left[0]} was not opened")
    return units


def _units(tokens: list[str], lists: Mapping[str, Sequence[str]]) -> tuple[list[_Unit], list[str]]:
    """Return the units up to the end of a bracket, and the tokens left over."""
    units = list[_Unit]()
    while tokens and tokens[0] not in ("|", ")", ")?"):
        token, *tokens = tokens
        barred, token = token.startswith("!"), token.removeprefix("!")
        if token == "(":
            choices = list[str]()
            closing = "|"
            while closing == "|":
                inner, tokens = _units(tokens, lists)
                choices.append(_joined(inner))
                closing, *tokens = tokens
            unit = _Unit(_one_of(choices), closing == ")?")
        elif token.startswith("{"):
            listed = lists[token.strip("{}?")]
            choices = [_joined(_units(_TOKEN.findall(one), lists)[0]) for one in listed]
            unit = _Unit(_one_of(choices), token[-1] == "?")
        else:
            unit = _word(token)
        units.append(_Unit(rf"(?!,?\s+{unit.made}{_END})", absent=True, bare=True) if barred else unit)
    return units, tokens


def _word(token: str) -> _Unit:
    if token == "^":
        return _Unit(_FIRST, absent=True, bare=True)
    if re.fullmatch(r"\.\.\d", token):
        return _Unit(rf"{_WORD}(?:,?\s+{_WORD}){{0,{int(token[2]) - 1}}}?", absent=True)
    word = re.escape(token.rstrip("?")).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
    return _Unit(word, token.endswith("?"))


def _one_of(choices: Sequence[str]) -> str:
    # The longest first, so that the whole of a longer choice is taken.
    return f"(?:{'|'.join(sorted(choices, key=len, reverse=True))})"


def _joined(units: Sequence[_Unit]) -> str:
    first = next((at for at, unit in enumerate(units) if not unit.absent), None)
    if first is None:
        raise ValueError("one word at least must be there")
    made = "".join(one.made if one.bare else rf"(?:{one.made},?\s+)?" for one in units[:first])
    made += units[first].made
    for one in units[first + 1 :]:
        lead = r",?\s+"
        made += one.made if one.bare else rf"(?:{lead}{one.made})?" if one.absent else f"{lead}{one.made}"
    return made
