"""What analysts judge: how likely one would see an item if a hypothesis were true, and opinions without the matrix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from linewatch.desk.weighing.asked import Asked, asked
from linewatch.desk.weighing.questioning import named, takes_back
from linewatch.desk.weighing.spans import Told, scale_of, told_span
from linewatch.errors import BadValue, NoSuchRecord
from linewatch.kinds.questions import Evidence, Hypothesis, Judgement, Opinion
from linewatch.record import said
from linewatch.record.case_file import CaseFile
from linewatch.record.said import Ledger

_LEAST_PAIRS = 2


def cells_of(case: CaseFile, item: str, coder: str | None = None) -> dict[str, Any]:
    """Return the cells of an item: the item, its question, and what each analyst, or one, judged of each hypothesis.

    Raises:
        NoSuchRecord: If there is no such item.
    """
    found, rows = _of_item(case, item)
    cells = {
        (c.hypothesis, c.coder): c
        for c in rows.judgements
        if c.evidence == found.id and coder in (None, c.coder)
    }
    analysts = sorted({one for _, one in cells})
    return {
        "item": asdict(found),
        "question": rows.question.id,
        "hypotheses": [{"id": h.id, "name": h.name} for h in rows.hypotheses],
        "judgements": [
            asdict(cells[h.id, one]) for h in rows.hypotheses for one in analysts if (h.id, one) in cells
        ],
        "analysts": analysts,
    }


def judge(
    case: CaseFile, item: str, cells: Mapping[str, str], coder: str, note: str | None = None
) -> dict[str, Any]:
    """Enter what an analyst judges of an item against some hypotheses; all of it or nothing.

    Args:
        case: Where it goes.
        item: The item's id.
        cells: By hypothesis (its id, or what follows the question's in it), a range in figures or words of the
            question's scale, or "none" to take back what was judged.
        coder: Who judges.
        note: Why, kept with each cell.

    Returns:
        As `cells_of`, with ``changes`` by hypothesis (added, changed, same, withdrawn) and ``remarks``.

    Raises:
        NoSuchRecord: If there is no such item or hypothesis, or nothing to take back.
        BadValue: If a range is none.
    """
    changes: dict[str, str] = {}
    with case.writing() as con:
        found, rows = _of_item(case, item)
        ledger = Ledger(con)
        before = {c.hypothesis: c for c in rows.judgements if (c.evidence, c.coder) == (found.id, coder)}
        for hypothesis, told in _spans(case, rows, cells).items():
            if told is None:
                _take_back(ledger, before.get(hypothesis), f"{found.id} against {hypothesis}", coder)
                changes[hypothesis] = "withdrawn"
            else:
                old = before.get(hypothesis)
                why = note if note is not None else old.note if old else None
                row = Judgement(
                    evidence=found.id, hypothesis=hypothesis, coder=coder, note=why, **told._asdict()
                )
                changes[hypothesis] = ledger.put(row)
    shown = cells_of(case, found.id)
    own = [cell for cell in shown["judgements"] if cell["coder"] == coder]
    return shown | {"changes": changes, "remarks": _remarks(own, len(shown["hypotheses"]))}


def opine(
    case: CaseFile, held: Mapping[str, str], coder: str, on: str | None = None, note: str | None = None
) -> dict[str, Any]:
    """Enter how likely an analyst holds hypotheses of one question to be, all things considered.

    Args:
        case: Where it goes.
        held: By hypothesis, a range as for `judge`.
        coder: Whose opinion.
        on: When it was held.
        note: Why.

    Returns:
        question, opinions (all of that question), changes by hypothesis, remarks.

    Raises:
        NoSuchRecord: If there is no such hypothesis, or nothing to take back.
        BadValue: If a range is none, or the hypotheses are of several questions.
    """
    known = {h.id: h.question for h in said.rows(case.con, Hypothesis)}
    changes: dict[str, str] = {}
    with case.writing() as con:
        rows, ledger = asked(case, _one_question(held, known)), Ledger(con)
        before = {opinion.hypothesis: opinion for opinion in rows.opinions if opinion.coder == coder}
        for hypothesis, told in _spans(case, rows, held).items():
            if told is None:
                _take_back(ledger, before.get(hypothesis), hypothesis, coder)
                changes[hypothesis] = "withdrawn"
            else:
                ends = {"low": told.low, "high": told.high}
                changes[hypothesis] = ledger.put(
                    Opinion(hypothesis=hypothesis, coder=coder, held_on=on, note=note, **ends)
                )
    rows = asked(case, rows.question.id)
    return {
        "question": rows.question.id,
        "opinions": [asdict(opinion) for opinion in rows.opinions],
        "changes": changes,
        "remarks": _of_opinions(rows, coder),
    }


def pairs(words: Sequence[str]) -> dict[str, str]:
    """Return H=RANGE as a person writes them by hypothesis.

    Raises:
        BadValue: If one is not so written, or a hypothesis stands twice.
    """
    found: dict[str, str] = {}
    for word in words:
        name, sign, value = word.partition("=")
        if not (sign and name.strip() and value.strip()):
            raise BadValue(
                f"{word!r} is no judgement.",
                'Write the hypothesis and the range: H1=likely H2="very unlikely"',
            )
        if name.strip() in found:
            raise BadValue(f"The hypothesis {name.strip()!r} stands twice.", "Judge it once.")
        found[name.strip()] = value
    return found


def _of_item(case: CaseFile, item: str) -> tuple[Evidence, Asked]:
    known = {row.id: row for row in said.rows(case.con, Evidence)}
    if item not in known:
        raise NoSuchRecord("item of evidence", item, known, "evidence QUESTION")
    return known[item], asked(case, known[item].question)


def _spans(case: CaseFile, rows: Asked, cells: Mapping[str, str]) -> dict[str, Told | None]:
    scale, known = scale_of(case, rows.question), [h.id for h in rows.hypotheses]
    found: dict[str, Told | None] = {}
    for name, text in cells.items():
        verb = f"hypothesis {rows.question.id}"
        ident = named(name, known, rows.question.id, "hypothesis", verb)
        try:
            found[ident] = None if takes_back(text) else told_span(text, scale)
        except BadValue as error:
            raise BadValue(f"{name}: {error.what}", error.next_step) from error
    return found


def _take_back(ledger: Ledger, row: Judgement | Opinion | None, what: str, coder: str) -> None:
    if row is None:
        raise BadValue(f"{coder} judged nothing of {what}.", "There is nothing to take back; leave it out.")
    ledger.take_out(row)


def _one_question(held: Mapping[str, str], known: Mapping[str, str]) -> str:
    """Return the question of which all hypotheses are that are named."""
    questions: set[str] = set()
    for name in held:
        fits = {of for ident, of in known.items() if name == ident} or {
            of for ident, of in known.items() if ident == f"{of}_{name}"
        }
        if len(fits) != 1:
            raise NoSuchRecord("hypothesis", name, known, "hypothesis QUESTION")
        questions |= fits
    if len(questions) > 1:
        raise BadValue(
            f"The hypotheses are of several questions: {', '.join(sorted(questions))}.",
            "Enter each on its own.",
        )
    return questions.pop()


def _remarks(own: Sequence[Mapping[str, Any]], hypotheses: int) -> list[str]:
    """Return what an analyst may have overlooked in the cells of an item."""
    remarks: list[str] = []
    for cell in own:
        if cell["low"] == cell["high"] and cell["low"] in (0.0, 1.0):
            told = "could not be seen" if cell["low"] == 0 else "must be seen"
            remarks.append(
                f"If {cell['hypothesis']} were true it {told}: it takes several items to outweigh that. Is it so sure?"
            )
    if len(own) >= max(hypotheses - 1, _LEAST_PAIRS) and len({(c["low"], c["high"]) for c in own}) == 1:
        remarks.append("It is judged alike against all, so that it separates nothing.")
    return remarks


def _of_opinions(rows: Asked, coder: str) -> list[str]:
    own = [opinion for opinion in rows.opinions if opinion.coder == coder]
    if rows.question.kind != "one" or len(own) != len(rows.hypotheses):
        return []
    low, high = sum(o.low for o in own), sum(o.high for o in own)
    if low <= 1 <= high:
        return []
    return [
        f"They come to {low:g} to {high:g} together, where one is true: they are evened out to sums of one."
    ]
