"""Whether a pattern that a user wrote can be tried on any text without taking for ever."""

from __future__ import annotations

import re
from typing import NamedTuple

_MOST_OPEN = 3  # repeats without a bound; beyond it the steps grow too fast with the line
_FEW = (
    3  # times that a repeat or a choice may be repeated; beyond it the ways to split a line up are too many
)
_SMALL = 20  # a bounded repeat up to this many times is not counted with those without a bound
_WITHOUT_BOUND = 10**9
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?[^)]?)?|\)|\||[*+]|\{\d*,?\d*\}|.", re.DOTALL)
_COUNT = re.compile(r"\{(\d*)(,?)(\d*)\}")


class _Part(NamedTuple):
    """What has been met inside a pair of brackets: a repeat, a choice."""

    repeats: bool
    chooses: bool


def unsafe_because(pattern: str) -> str | None:
    """Return why a pattern may take for ever on some line; None where it is tame.

    A repeat around another repeat or around a choice can be split up in ever more ways; such a pattern is
    refused where it repeats more than three times, as are more than three repeats without a bound.
    """
    stack = [_Part(repeats=False, chooses=False)]
    last = _Part(repeats=False, chooses=False)  # what the next repeat would stand behind
    unbounded = 0
    repeated = False  # whether the token before was a repeat, so that a question mark makes it a lazy one
    for token in _TOKEN.findall(pattern):
        most = 0 if token == "?" and repeated else _most(token)
        repeated = most > 0
        if token.startswith("("):
            stack.append(_Part(repeats=False, chooses=False))
        elif token == ")" and len(stack) > 1:
            last = stack.pop()
            stack[-1] = _Part(stack[-1].repeats or last.repeats, stack[-1].chooses or last.chooses)
        elif token == "|" or most == 1:
            stack[-1] = stack[-1]._replace(chooses=True)
        elif most:
            if most > _FEW and (last.repeats or last.chooses):
                return "a repeat stands around another repeat or a choice, which can take for ever"
            unbounded += most > _SMALL
            stack[-1] = stack[-1]._replace(repeats=True)
        else:
            last = _Part(repeats=False, chooses=False)
    return f"it has more than {_MOST_OPEN} repeats without a bound" if unbounded > _MOST_OPEN else None


def _most(token: str) -> int:
    """Return how often at most a token lets what stands before it be repeated; 0 where it is no repeat."""
    count = _COUNT.fullmatch(token)
    if count is None or token == "{}":
        return _WITHOUT_BOUND if token in ("*", "+") else int(token == "?")
    most = count[3] or ("" if count[2] else count[1])
    return int(most) if most else _WITHOUT_BOUND
