"""Where a formula is explained: words of explanation around it in a sentence, or at the start of the next one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from linewatch.measures.words import sentences, tokens

_SLOT = "{}"
_PARTS = re.compile(r"\([^)]*\)|\S+")
_GAP = {"*": 3, "**": 10}  # words that may stand between, and between the parts of a looser pattern


class Pattern(NamedTuple):
    """A way to explain.

    Attributes:
        kind: What it does: means, restated, not, or another word of the list.
        words: Matches the words of a sentence, the formula being ``{}``.
        follows: Whether it stands at the start of the next sentence.
    """

    kind: str
    words: re.Pattern[str]
    follows: bool


class Gloss(NamedTuple):
    """A sentence that explains.

    Attributes:
        kind: How.
        start: Where it begins in the passage.
        end: Where it ends.
        cue: The words by which it was found.
    """

    kind: str
    start: int
    end: int
    cue: str


def patterns(words: Mapping[str, Any]) -> list[Pattern]:
    """Return the ways to explain that a word list has.

    Args:
        words: As the files ``glosses.*.toml`` are: ``patterns``, each with ``kind``, ``words``, and ``next`` where it
            stands at the start of the next sentence; ``subject`` where the formula must not stand after one of the
            words of ``bound``, with or without one of ``articles``. ``{}`` is the formula, ``(a|b)`` either, ``*`` up
            to three words, ``**`` up to ten.
    """
    bound = _unbound(words)
    return [
        Pattern(one["kind"], _compiled(line, bound if one.get("subject") else ""), bool(one.get("next")))
        for one in words.get("patterns", [])
        for line in one["words"]
    ]


def _unbound(words: Mapping[str, Any]) -> str:
    """Return what forbids a word before the formula, looking back from it."""
    bound, articles = (str(words.get(name, "")).split() for name in ("bound", "articles"))
    return "".join(
        f"(?<! {re.escape(one)} {re.escape(f'{article} ' if article else '')})"
        for one in bound for article in ("", *articles)
    )  # fmt: skip


def _compiled(line: str, unbound: str) -> re.Pattern[str]:
    parts = list[str]()
    for word in _PARTS.findall(line):
        if word in _GAP:
            parts.append(rf"(?:\S+ ){{0,{_GAP[word]}}}")
        elif word == _SLOT:
            parts.append(r"\{\} ")
        else:
            parts.append(rf"(?:{word}) ")
    return re.compile(rf"(?:^|(?<= )){unbound}{''.join(parts)}")


def glosses(passage: str, phrases: Sequence[Sequence[str]], ways: Sequence[Pattern]) -> list[Gloss]:
    """Return the sentences of a passage that explain a formula.

    Args:
        passage: Its reading text.
        phrases: The wordings of the formula, as folded words.
        ways: Of explaining, in the passage's language.
    """
    spans = _spans(passage)
    read = [_read(passage[start:end], phrases) for start, end in spans]
    found = list[Gloss]()
    for n, words in enumerate(read):
        if f" {_SLOT} " not in words:
            continue
        after = read[n + 1] if n + 1 < len(read) else " "
        for way in ways:
            match = way.words.match(after, 1) if way.follows else way.words.search(words, 1)
            if match:
                end = spans[n + 1][1] if way.follows else spans[n][1]
                found.append(Gloss(way.kind, spans[n][0], end, match[0].strip()))
                break
    return found


def _spans(passage: str) -> list[tuple[int, int]]:
    spans, at = list[tuple[int, int]](), 0
    for sentence in sentences(passage):
        start = passage.index(sentence, at)
        at = start + len(sentence)
        spans.append((start, at))
    return spans


def _read(sentence: str, phrases: Sequence[Sequence[str]]) -> str:
    """Return a sentence's words with a space around each, the formula as one."""
    read = f" {' '.join(token.word.replace('‐', '-') for token in tokens(sentence, 'numbers'))} "
    for phrase in sorted(phrases, key=len, reverse=True):
        read = read.replace(f" {' '.join(phrase)} ", f" {_SLOT} ")
    return read
