"""Phrases as a lexicon writes them, made into patterns; texts made plain without moving a character."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from linewatch.errors import BadValue

_TOKEN = re.compile(r"\.\.\d|\{\w+\}\??|\(|\)\??|\||[^\s()|{}]+")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "‛": "'", "‐": "-", "‑": "-", "\xa0": " ", "\xad": "-"})
_WORD = r"[\w'’&-]+"


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
            ``*`` is any ending.
        lists: Phrases by name.

    Raises:
        BadValue: If the phrase cannot be understood, or could be nothing at all.
    """
    tokens = _TOKEN.findall(phrase)
    try:
        made = _joined(_all_units(tokens, lists))
        found = re.compile(made + r"(?![\w]|['-]\w)")
    except (ValueError, KeyError, IndexError, re.error, RecursionError) as error:
        raise BadValue(f"The phrase {phrase!r} cannot be understood: {error}.", _HOW) from error
    if found.match(""):
        raise BadValue(f"The phrase {phrase!r} fits nothing at all.", _HOW)
    return found


_HOW = 'Write words, with (a|b) for one of several and ? for what may be absent: "(very)? good chance".'


def _all_units(tokens: list[str], lists: Mapping[str, Sequence[str]]) -> list[tuple[str, bool]]:
    units, left = _units(tokens, lists)
    if left:
        raise ValueError(f"{left[0]} was not opened")
    return units


def _units(tokens: list[str], lists: Mapping[str, Sequence[str]]) -> tuple[list[tuple[str, bool]], list[str]]:
    """Return units with whether each may be absent, and the tokens left over."""
    units = list[tuple[str, bool]]()
    while tokens and tokens[0] not in ("|", ")", ")?"):
        token, *tokens = tokens
        if token == "(":
            choices = list[str]()
            closing = "|"
            while closing == "|":
                inner, tokens = _units(tokens, lists)
                choices.append(_joined(inner))
                closing, *tokens = tokens
            units.append((_one_of(choices), closing == ")?"))
        elif token.startswith("{"):
            listed = lists[token.strip("{}?")]
            units.append(
                (
                    _one_of([_joined(_units(_TOKEN.findall(one), lists)[0]) for one in listed]),
                    token[-1] == "?",
                )
            )
        elif re.fullmatch(r"\.\.\d", token):
            units.append((rf"{_WORD}(?:,?\s+{_WORD}){{0,{int(token[2]) - 1}}}?", True))
        else:
            word = re.escape(token.rstrip("?")).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
            units.append((word, token.endswith("?")))
    return units, tokens


def _one_of(choices: Sequence[str]) -> str:
    # The longest first, so that the whole of a longer choice is taken.
    return f"(?:{'|'.join(sorted(choices, key=len, reverse=True))})"


def _joined(units: Sequence[tuple[str, bool]]) -> str:
    first = next((at for at, (_, absent) in enumerate(units) if not absent), None)
    if first is None:
        raise ValueError("one word at least must be there")
    made = "".join(rf"(?:{unit},?\s+)?" for unit, _ in units[:first])
    made += units[first][0]
    for unit, absent in units[first + 1 :]:
        lead = r",?\s+"
        made += rf"(?:{lead}{unit})?" if absent else rf"{lead}{unit}"
    return made
