"""Estimative language as read: how sure the writer sounds, phrase by phrase, and what is left unread.

Rules on words only: no statistical model, so that a person can see why each phrase was read so.
"""

from __future__ import annotations

from dataclasses import replace

from linewatch.measures.estimates.clauses import Parts, Span, asks, parts
from linewatch.measures.estimates.complements import under
from linewatch.measures.estimates.denial import asked_from, denied_from, nobody_from, strengthened_from
from linewatch.measures.estimates.joining import joined
from linewatch.measures.estimates.lexicon import Class, Lexicon
from linewatch.measures.estimates.matching import Match, matches
from linewatch.measures.estimates.patterns import plain as made_plain
from linewatch.measures.estimates.ranges import denied, denied_within, listed, range_of, why_none
from linewatch.measures.estimates.rows import Estimate, Unread
from linewatch.measures.estimates.scales import Scale

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
        if (
            isinstance(one, Estimate)
            and one.kind in _DENIABLE
            and asks(text, (one.start, one.end), cut, lexicon.cues["asks"])
        ):
            one = Unread(one.start, one.end, "its sentence asks")
        if isinstance(one, Unread):
            unread.append(one)
        else:
            found.append(one)
    rows = list[Estimate]()
    for one in joined(found, plain, cut, (lexicon, scale)):
        held = one.kind == "likelihood" and not one.carried
        if held and (why := under(plain, one.start, cut, lexicon.over)):
            unread.append(Unread(one.start, one.end, why))
        else:
            rows.append(one)
    return rows, sorted(unread, key=lambda one: (one.start, one.end))


def _one(match: Match, plain: str, cut: Parts, floor: int, by: tuple[Lexicon, Scale]) -> Estimate | Unread:
    """Return one phrase as read; a denial, question or modifier before it is sought no further back than floor."""
    lexicon, scale = by
    clause = cut.clause(match.start)
    made = _as_number(match, clause) if match.number else _by_itself(match, plain, clause, by)
    if isinstance(made, Unread):
        return made
    made = replace(made, quoted=cut.in_quotes(made.start, made.end))
    if match.modal or made.kind not in _DENIABLE:
        return made
    floor = max(floor, clause[0])  # a denial inside another phrase is that one's
    made = _strengthened(made, match, plain, floor, by)
    if (at := asked_from(plain, made.start, floor, lexicon.cues)) is not None:
        return Unread(at, made.end, "its clause asks or sets a condition")
    if (at := nobody_from(plain, (made.start, made.end), floor, lexicon.cues["nobody"])) is not None:
        return Unread(at, made.end, "its subject is nobody")
    if (at := denied_from(plain, made.start, floor, lexicon.cues)) is not None:
        if match.number:
            return Unread(at, made.end, "a number that is denied says only what the odds are not")
        made = replace(made, start=at, negated=True)
        if made.kind == "likelihood" and made.level:
            made = replace(made, **denied(made.level, made.range, lexicon, scale)._asdict())
    return made


def _as_number(match: Match, clause: Span) -> Estimate | Unread:
    """Return a chance that the writer tells as a number."""
    if not match.number or not match.number.range:
        return Unread(match.start, match.end, "a chance told as a number in a form that is not read")
    return Estimate(
        match.start, match.end, "likelihood", match.number.range, "number", None, False, False, clause, clause, False,
        bracketed=True,
    )  # fmt: skip


def _by_itself(match: Match, plain: str, clause: Span, by: tuple[Lexicon, Scale]) -> Estimate:
    """Return a phrase as it would be read if nothing stood around it."""
    lexicon, scale = by
    said = plain[match.start : match.end]
    level = match.entry.level if match.entry else match.modal.level if match.modal else None
    kind: Class = match.entry.kind if match.entry else "likelihood"
    if level in lexicon.deductions:
        kind = "judgement"
    found, within = None, None
    if kind == "likelihood" and level:
        found = range_of(said, lexicon, scale)
        within = None if found else denied_within(said, level, lexicon, scale)
    elif kind == "judgement" and (found := listed(said, lexicon, scale)):
        kind, level = "likelihood", "listed"
    if kind == "likelihood":
        why = None if found or within else why_none(level, lexicon, scale)
    else:
        why = lexicon.why.get(level or kind, lexicon.why["open"])
    return Estimate(
        match.start, match.end, kind, found or within, level, why, within is not None,
        bool(match.entry and match.entry.confidence), clause, clause, False,
    )  # fmt: skip


def _strengthened(
    made: Estimate, match: Match, plain: str, floor: int, by: tuple[Lexicon, Scale]
) -> Estimate:
    """Return a phrase with "very" or "rather" before it, which is another phrase to a scale."""
    lexicon, scale = by
    if not (match.entry and match.entry.adjective):
        return made
    at = strengthened_from(plain, made.start, (*lexicon.half, *lexicon.soft))
    if at is None or at < floor:
        return made
    found = range_of(plain[at : made.end], lexicon, scale)
    very = f"very_{made.level}"
    nearer = plain[at : made.start].strip() in lexicon.half and very in lexicon.denied
    why = None if found else why_none(made.level, lexicon, scale)
    return replace(made, start=at, range=found, why=why, level=very if nearer else made.level)
