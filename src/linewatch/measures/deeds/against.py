"""Each actor's words against its deeds, and what their intervals allow one to say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from linewatch.kinds.said import Statement
from linewatch.measures.deeds.calls import Answered, Call, answers, called, calls_of
from linewatch.measures.deeds.contacts import HOLDING, of_centre, of_party
from linewatch.measures.deeds.copied import Copied, copied, lines_of
from linewatch.measures.deeds.record import Rows
from linewatch.measures.deeds.words import ENDS, Words, words_of
from linewatch.measures.exact import Share, share


@dataclass(frozen=True, slots=True)
class Against:
    """One actor's words against its deeds.

    Attributes:
        includes: Whose words and deeds are its own.
        words: What it says.
        deeds: Rows by kind.
        answered: Calls of the centre that it answered.
        open_calls: How many calls to it have no answer on record, which is not disobedience.
        share_of: What the share is of: calls obeyed, or the centre's deeds that hold others to its line.
        share: Of those.
        copied: Lines taken after the centre.
        verdict: What the intervals allow one to say.
    """

    actor: str
    includes: tuple[str, ...]
    words: Words
    deeds: Mapping[str, tuple[str, ...]]
    answered: tuple[Answered, ...]
    open_calls: tuple[str, ...]
    share_of: str
    share: Share
    copied: tuple[Copied, ...]
    verdict: str


def against(rows: Rows) -> tuple[Against, ...]:
    """Return each actor's words against its deeds: the centre first, then those with most on record."""
    calls = calls_of(rows)
    lines = lines_of(rows)
    seen = {row.actor for row in (*rows.statements, *rows.deeds)} | {
        row.recipient for row in rows.deeds if row.recipient
    }
    bodies = {step for actor in seen for step in rows.movement.line(actor) if _is_body(step, rows)}
    told_of = ((seen | bodies) - rows.onlookers) | {rows.movement.centre}
    found = [_against(actor, calls, lines, rows) for actor in sorted(told_of)]
    told = [row for row in found if _tells(row, rows)]
    centre = rows.movement.centre
    return tuple(sorted(told, key=lambda row: (row.actor != centre, -len(row.words.statements), row.actor)))


def _tells(row: Against, rows: Rows) -> bool:
    """Return whether anything is told of an actor; inside the centre only the centre itself is a row."""
    if row.actor != rows.movement.centre and rows.movement.of_centre(row.actor):
        return False
    return bool(row.words.statements or any(row.deeds.values()) or row.answered or row.copied)


def _is_body(actor: str, rows: Rows) -> bool:
    return rows.words.lists("actors", "bodies", rows.movement.kind(actor))


def _against(actor: str, calls: Sequence[Call], lines: Sequence[Statement], rows: Rows) -> Against:
    own = _includes(actor, rows)
    centre = actor == rows.movement.centre
    words = words_of(rows.said(own), rows)
    deeds = of_centre(own, rows) if centre else of_party(own, rows)
    to_it = () if centre else called(calls, own, rows)
    answered = answers(own, to_it, rows)
    done = {one.call.row for one in answered}
    found = _held(deeds) if centre else _obeyed(answered)
    share_of = "deeds that hold others to the line" if centre else "calls obeyed"
    taken = () if centre else copied(own, lines, rows)
    open_calls = tuple(call.row for call in to_it if call.row not in done)
    return Against(
        actor, own, words, deeds, answered, open_calls, share_of, found, taken, _verdict(words, found)
    )


def _held(deeds: Mapping[str, tuple[str, ...]]) -> Share:
    """Return of the centre's deeds towards others the share that holds them to its line."""
    holding = sum(len(deeds[kind]) for kind in HOLDING)
    return share(
        holding,
        holding + len(deeds["lets_go"]),
        "no deed of the centre towards others is on record",
        "one deed that holds others to its line or lets them go",
    )


def _obeyed(answered: Sequence[Answered]) -> Share:
    """Return of the calls answered the share obeyed; no answer on record is neither."""
    return share(
        sum(one.obeyed for one in answered),
        len(answered),
        "no answer to a call of the centre is on record, which is neither obedience nor disobedience",
        "one call obeyed or disobeyed",
    )


def _includes(actor: str, rows: Rows) -> tuple[str, ...]:
    """Return an actor with those who speak for it, where it is a body for which others speak."""
    if actor != rows.movement.centre and not _is_body(actor, rows):
        return (actor,)
    others = (other for other in rows.movement.actors if rows.movement.speaks_for(other, actor))
    return (actor, *sorted(other for other in others if other != actor))


def _verdict(words: Words, found: Share) -> str:
    """Return what may be said: more than that the two differ only where their intervals part.

    Words are set on the scale of the share: -2 stands for 0, +2 for 1.
    """
    if words.low is None or words.high is None:
        return "no words on independence are on record"
    if found.low is None or found.high is None:
        return "no deeds to set beside its words are on record"
    low, high = ((end + ENDS) / (2 * ENDS) for end in (words.low, words.high))
    if low > 1 - found.low:
        return "says more independence than its deeds show"
    if high < 1 - found.high:
        return "says less independence than its deeds show"
    return "words and deeds cannot be told apart"
