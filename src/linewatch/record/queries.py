"""What a person types to search, as the query that the index of words understands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from linewatch.errors import BadValue
from linewatch.record.spelling import spelled

NEAR = 10  # words between, where a person gives no number
_MOST_TERMS, _MOST_CHARACTERS = 200, 20_000
_HELP = 'Write words, "a phrase", a beginning*, this OR that, one NEAR/8 other, -without.'
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_TOKEN = re.compile(r'-?"[^"]*"\*?|\S+')
_NEAR = re.compile(r"NEAR(?:/(\d{1,4}))?")
_JOINS = ("AND", "OR")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for.

    Attributes:
        text: A word or phrase as it is spelled in the index.
        begins: Whether its last word may go on.
        without: Whether it must not occur.
    """

    text: str
    begins: bool
    without: bool

    @property
    def fts(self) -> str:
        """As FTS5 reads it; whatever sign stands in it is only a sign."""
        return '"' + self.text.replace('"', '""') + '"' + ("*" if self.begins else "")


@dataclass(frozen=True, slots=True)
class _Join:
    """AND, OR, NOT or NEAR, with the words between for NEAR."""

    kind: str
    distance: int = 0


def fts_query(words: str) -> str:
    """Return the FTS5 query for what a person typed.

    All words must occur. ``OR`` joins the two beside it before that, ``NEAR/8`` asks that at most eight words stand
    between them, a minus or ``NOT`` before one leaves out passages in which it occurs. Whatever else stands there is a
    sign and divides words.

    Raises:
        BadValue: If there is nothing to look for, or it cannot be read.
    """
    groups, without = list[list[str]](), list[str]()
    widened: list[str] | None = None  # what an OR that comes next would join to
    tokens, at = _tokens(words), 0
    while at < len(tokens):
        token = tokens[at]
        join = token.kind if isinstance(token, _Join) and token.kind in _JOINS else None
        if join and (not at or at + 1 == len(tokens)):
            raise _stands_alone(join)
        found, at = _operand(tokens, at + bool(join))
        if join == "OR":
            if widened is None or isinstance(found, Term):
                raise BadValue("OR cannot join what must not occur.", "Write -this -that: each is left out.")
            widened.append(found)
        elif isinstance(found, Term):
            without.append(found.fts)
            widened = None
        else:
            groups.append(widened := [found])
    if not groups:
        if without:
            raise BadValue(
                f"{words!r} only says what must not occur.", "Write also a word that must occur: peace -war"
            )
        raise BadValue(f"There is no word to look for in {words!r}.", _HELP)
    wanted = " AND ".join(group[0] if len(group) == 1 else f"({' OR '.join(group)})" for group in groups)
    return f"({wanted}) NOT ({' OR '.join(without)})" if without else wanted


def _operand(tokens: Sequence[Term | _Join], at: int) -> tuple[str | Term, int]:
    """Return the term at a place, with those that NEAR joins to it, and the place after.

    Returns:
        FTS5 text for what must occur, or the term that must not.
    """
    token = tokens[at]
    if isinstance(token, _Join):
        if token.kind != "NOT":
            raise _stands_alone(token.kind)
        at += 1
        if at == len(tokens) or not isinstance(token := tokens[at], Term):
            raise BadValue("NOT has no word after it.", "Write the word or phrase to leave out: -word")
        return Term(token.text, token.begins, without=True), at + 1
    if token.without:
        return token, at + 1
    pairs, at = list[str](), at + 1
    while at < len(tokens) and isinstance(near := tokens[at], _Join) and near.kind == "NEAR":
        if at + 1 == len(tokens) or not isinstance(other := tokens[at + 1], Term) or other.without:
            raise _stands_alone("NEAR")
        pairs.append(f"NEAR({token.fts} {other.fts}, {near.distance})")
        token, at = other, at + 2
    if not pairs:
        return token.fts, at
    return pairs[0] if len(pairs) == 1 else f"({' AND '.join(pairs)})", at


def _tokens(words: str) -> list[Term | _Join]:
    """Return the terms and joins that were typed; signs that hold no letter or digit are passed over."""
    typed = words.encode("utf-8", "ignore").decode().replace("\0", " ").translate(_QUOTES)
    found = _TOKEN.findall(typed)
    if len(found) > _MOST_TERMS or len(typed) > _MOST_CHARACTERS:
        raise BadValue(
            f"That is too much to look for at once: {len(found)} words.",
            f"Give at most {_MOST_TERMS}, or put a longer text in quotation marks, as one phrase.",
        )
    read = [token for text in found if (token := _token(text)) is not None]
    if any(isinstance(token, _Join) for token in read) and any(map(_is_bracket, found)):
        raise BadValue(
            "Brackets cannot be used together with OR, AND, NOT and NEAR.",
            "Leave them out: OR joins the words beside it, then all must occur, as in: peace OR war moscow",
        )
    return read


def _token(text: str) -> Term | _Join | None:
    if text in (*_JOINS, "NOT"):
        return _Join(text)
    if near := _NEAR.fullmatch(text):
        return _Join("NEAR", int(near[1] or NEAR))
    if text.startswith("NEAR/") or re.match(r"near\(\S", text, re.IGNORECASE):
        raise BadValue(
            f"{text!r} cannot be read.", "Write the most words that may stand between: peace NEAR/8 war"
        )
    without = text.startswith("-")
    plain = text.removeprefix("-")
    if plain.startswith('"'):
        if len(plain) < 2 or plain.rstrip("*")[-1] != '"':
            if not any(map(str.isalnum, plain)):
                return None
            raise BadValue(
                f"The quotation mark before {plain[1:]} is not closed.", 'Write a phrase as: "a phrase"'
            )
        plain = plain[1:].replace('"', "")
    begins = plain.endswith("*")
    kept = spelled(plain.rstrip("*"))
    return Term(kept, begins, without) if any(map(str.isalnum, kept)) else None


def _is_bracket(text: str) -> bool:
    return not text.startswith(('"', '-"')) and (
        text.startswith("(") or (text.endswith(")") and "(" not in text)
    )


def _stands_alone(kind: str) -> BadValue:
    return BadValue(
        f"{kind} has nothing to join.",
        f"Write it between two words or phrases, or in small letters to look for it: {kind.lower()}",
    )
