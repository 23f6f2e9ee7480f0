"""Estimative language as read: how sure the writer sounds, phrase by phrase, and what is left unread.

Rules on words only: no statistical model, so that a person can see why each phrase was read so.
"""

from __future__ import annotations

from dataclasses import replace

from linewatch.measures.estimates.clauses import Parts, Span, parts
from linewatch.measures.estimates.denial import asked_from, denied_from, strengthened_from
from linewatch.measures.estimates.joining import joined
from linewatch.measures.estimates.lexicon import Class, Lexicon
from linewatch.measures.estimates.matching import Match, matches
from linewatch.measures.estimates.patterns import plain as made_plain
from linewatch.measures.estimates.rows import Estimate, Unread, denied, listed, range_of
from linewatch.measures.estimates.scales import Scale, halved

_DENIABLE: tuple[Class, ...] = ("likelihood", "judgement")


def read(text: str, lexicon: Lexicon, scale: Scale) -> tuple[list[Estimate], list[Unread]]:
    """Return the estimates of a passage in order, and what is left unread.

    Args:
        text: The passage.
        lexicon: The words of its language.
        scale: Puts ranges on phrases of likelihood.
    """
    plain = made_plain(text)
    cut = parts(text, plain, lexicon.cues)
    found, unread = list[Estimate](), list[Unread]()
    last = 0
    for match in matches(text, plain, lexicon):
        floor, last = last, match.end
        if match.modal and match.modal.meant != "estimate":
            if match.modal.meant == "unsure":
                unread.append(Unread(match.start, match.end, match.modal.why))
            continue
        one = _one(match, plain, cut, floor, (lexicon, scale))
        if isinstance(one, Unread):
            unread.append(one)
        else:
            found.append(one)
    return joined(found, plain, cut, (lexicon, scale)), unread


def _one(match: Match, plain: str, cut: Parts, floor: int, by: tuple[Lexicon, Scale]) -> Estimate | Unread:
    """Return one phrase as read; a denial, question or modifier before it is sought no further back than floor."""
    lexicon, scale = by
    clause = cut.clause(match.start)
    made = _by_itself(match, plain, clause, by)
    if match.modal or made.kind not in _DENIABLE:
        return replace(made, quoted=cut.in_quotes(made.start, made.end))
    floor = max(floor, clause[0])  # a denial inside another phrase is that one's
    made = _strengthened(made, match, plain, floor, by)
    if (at := asked_from(plain, made.start, floor, lexicon.cues)) is not None:
        return Unread(at, made.end, "its clause asks or sets a condition")
    if (at := denied_from(plain, made.start, floor, lexicon.cues)) is not None:
        made = replace(made, start=at, negated=True)
        if made.kind == "likelihood" and made.level:
            level, found, why = denied(made.level, lexicon, scale)
            made = replace(made, level=level, range=found, why=why)
    return replace(made, quoted=cut.in_quotes(made.start, made.end))


def _by_itself(match: Match, plain: str, clause: Span, by: tuple[Lexicon, Scale]) -> Estimate:
    """Return a phrase as it would be read if nothing stood around it."""
    lexicon, scale = by
    said = plain[match.start : match.end]
    level = match.entry.level if match.entry else match.modal.level if match.modal else None
    kind: Class = match.entry.kind if match.entry else "likelihood"
    if level in lexicon.deductions:
        kind = "judgement"
    found = range_of(said, level, lexicon, scale)
    if kind == "judgement" and (named := listed(said, lexicon, scale)):
        kind, found, level = "likelihood", named, "listed"
    why = None if found else lexicon.why.get(level or kind, lexicon.why["open"])
    return Estimate(
        match.start, match.end, kind, found, level, why, False,
        bool(match.entry and match.entry.confidence), clause, clause, False,
    )  # fmt: skip


def _strengthened(
    made: Estimate, match: Match, plain: str, floor: int, by: tuple[Lexicon, Scale]
) -> Estimate:
    """Return a phrase with "very" before it; where the scale does not list that, half as far from the end."""
    lexicon, scale = by
    if not (match.entry and match.entry.adjective and made.range):
        return made
    at = strengthened_from(plain, made.start, lexicon.half)
    if at is None or at < floor:
        return made
    half = halved(made.range, f"half as far from the end as {plain[made.start : made.end]!r}")
    found = listed(plain[at : made.end], lexicon, scale) or half
    level = f"very_{made.level}"
    return replace(made, start=at, range=found, level=level if level in lexicon.denied else made.level)
