"""Matrices as files: a question written as CSV or JSON, and files of several programs taken in."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from linewatch.desk.common.wording import lexicon
from linewatch.desk.weighing.matrix_csv import HEADER, read_table, write_table
from linewatch.desk.weighing.matrix_table import find_table
from linewatch.desk.weighing.matrix_taking import Taken, refuse_mixed, take_in
from linewatch.desk.weighing.spans import LANGUAGE, known_scales, noted, scale_of
from linewatch.errors import BadDate, BadValue
from linewatch.hypotheses.foreign import Foreign, from_evaluations, from_signs, from_table, is_long, span_of
from linewatch.hypotheses.matrix import Span
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.questions import Question
from linewatch.measures.estimates.scales import Scale, chosen
from linewatch.record import said
from linewatch.record.case_file import CaseFile

_FORMS = "Name it .csv or .json."
_TOKEN = re.compile(r"([A-Za-z]{1,3}\d{1,4})\b[.:)]?\s+\S")
_PARTS = ("question", "hypotheses", "groups", "evidence", "judgements", "opinions")
Told = Mapping[str, Sequence[Mapping[str, Any]]]


def write_matrix(case: CaseFile, question: str, out: Path, coder: str | None = None) -> dict[str, Any]:
    """Write a question with its rows as CSV or JSON, by the file's name; return the file and the counts.

    Raises:
        NoSuchRecord: If there is no such question or analyst.
        BadValue: If the name has another ending, or the file cannot be written.
    """
    found = find_table(case, question, coder)
    if out.suffix.lower() == ".json":
        text = json.dumps({name: found[name] for name in _PARTS}, ensure_ascii=False, indent=2) + "\n"
    elif out.suffix.lower() == ".csv":
        text = write_table(found, scale_of(case, _question(case, question)))
    else:
        raise BadValue(f"{out.name!r} is neither CSV nor JSON.", _FORMS)
    try:
        out.write_bytes(text.encode())
    except OSError as error:
        raise BadValue(f"Cannot write {str(out)!r}: {error.strerror}.", "Choose another file.") from error
    counts = {name: len(found[name]) for name in ("hypotheses", "evidence", "judgements")}
    return {"file": str(out), "question": question, **counts}


def read_matrix(
    case: CaseFile, question: str, path: Path, name: str | None = None, coder: str | None = None
) -> dict[str, Any]:
    """Take in a matrix under a question's id, all of it or nothing.

    Linewatch's own CSV and JSON come back without loss, the CSV without its citations. Of other programs a table with a
    row for each item is read (PARC ACH; a board of Open Synthesis), one with a row for each judgement (evidence,
    hypothesis, team or user, value), and JSON with texts of signs ("+ + -"). Their codes become the ranges of words on
    the question's scale (see `foreign.span_of`); not applicable is no judgement. Their items are arguments, or
    assumptions where they say so, until somebody gives them a page.

    Args:
        case: Where it goes.
        question: The question's id here.
        path: The file.
        name: The question, where the file does not say it.
        coder: Whose judgements they are, where the file does not say it; None for the file's name.

    Returns:
        question, form, how many hypotheses, groups, evidence, judgements and opinions were added, changed or the same,
        ``marked`` (items without a page), ``citations_left_out`` and ``remarks``.

    Raises:
        BadValue: If it is no matrix.
        Refused: If any of it cannot be read.
    """
    text = _text(path)
    analyst = coder or path.stem
    if path.suffix.lower() == ".json":
        form, told = _of_json(case, text, question, name, analyst)
    else:
        form, told = _of_csv(case, text, question, name, analyst)
    if scale := told["questions"][0].get("scale"):
        chosen(known_scales(case)[0], str(scale))
    taken = take_in(case, question, told)
    return _told(question, form, taken, told)


def _told(question: str, form: str, taken: Taken, told: Told) -> dict[str, Any]:
    unpaged = [str(row["id"]) for row in told["evidence"]] if form != "linewatch" else taken.marked
    remarks: list[str] = []
    if unpaged:
        number = f"{len(unpaged)} item{' is' if len(unpaged) == 1 else 's are'}"
        remarks.append(
            f"{number} without a page, and marked as argument or assumption. Cite one:"
            f" linewatch evidence {question} --id ITEM --kind passage --cite DOC:N"
        )
    if taken.left:
        one = "citation of a document that this case does not know is"
        many = "citations of documents that this case does not know are"
        remarks.append(f"{taken.left} {one if taken.left == 1 else many} left out.")
    parts = {
        part: {change: taken.counts[part, change] for change in ("added", "changed", "same")}
        for part in ("hypotheses", "groups", "evidence", "judgements", "opinions")
    }
    return {"question": question, "form": form, **parts, "marked": unpaged, "citations_left_out": taken.left,
            "remarks": remarks}  # fmt: skip


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise BadValue(
            f"{str(path)!r} cannot be read: {error.strerror}.", "Name a CSV or JSON file."
        ) from error
    except UnicodeDecodeError as error:
        raise BadValue(f"{str(path)!r} is not UTF-8 at byte {error.start}.", "Save it in UTF-8.") from error


def _of_json(case: CaseFile, text: str, question: str, name: str | None, analyst: str) -> tuple[str, Told]:
    try:
        value = json.loads(text)
    except ValueError as error:
        raise BadValue(
            f"It is not JSON: {error}.", "Write it with: linewatch matrix QUESTION --out FILE.json"
        ) from error
    if not isinstance(value, dict) or "hypotheses" not in value or "evidence" not in value:
        raise BadValue("It is JSON, but no matrix.", "It should hold question, hypotheses and evidence.")
    if isinstance(value["evidence"], dict) and isinstance(value["hypotheses"], list):
        found = from_signs(value, analyst, lexicon(f"weighing.{LANGUAGE}")["foreign"])
        return "signs", _rows(case, found, question, name)
    if not _is_row(value.get("question")) or not all(_is_rows(value.get(part, [])) for part in _PARTS[1:]):
        raise BadValue(
            "It is JSON, but no matrix.", "It should hold question, and rows of hypotheses and evidence."
        )
    own = value["question"] | ({"name": name} if name else {})
    return "linewatch", {"questions": [own], **{part: value.get(part, []) for part in _PARTS[1:]}}


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_row, value))


def _is_row(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    cited: Any = value.get("citations") or []
    return isinstance(cited, list) and all(isinstance(one, dict) for one in cited)


def _of_csv(case: CaseFile, text: str, question: str, name: str | None, analyst: str) -> tuple[str, Told]:
    text = text.lstrip("\r\n")
    between = max(",;\t", key=text.partition("\n")[0].count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=between))
    except csv.Error as error:
        raise BadValue(f"It is not CSV: {error}.", "Save it as CSV in UTF-8.") from error
    if not lines:
        raise BadValue("The file is empty.", "It should hold a matrix.")
    header, *rows = lines
    if header[: len(HEADER)] == list(HEADER):
        known, default = known_scales(case)
        told = read_table(lines, known, default)
        told["questions"][0] |= {"name": name} if name else {}
        return "linewatch", told
    words = lexicon(f"weighing.{LANGUAGE}")["foreign"]
    if is_long(header, words):
        return "evaluations", _rows(case, from_evaluations(header, rows, analyst, words), question, name)
    return "table", _rows(case, from_table(header, rows, analyst, words), question, name)


def _rows(case: CaseFile, found: Foreign, question: str, name: str | None) -> Told:
    """Return the rows of another program's matrix, its codes as ranges of the question's scale."""
    standing = next((row for row in said.rows(case.con, Question) if row.id == question), None)
    asked = name or found.name or (standing.name if standing else None)
    if not asked:
        raise BadValue("The file does not say what is asked.", "Give it with --name.")
    if standing:
        refuse_mixed(case, question)
    scale, words = scale_of(case, standing), lexicon(f"weighing.{LANGUAGE}")["foreign"]
    ladder = _ladder(scale)
    rivals, items = _ids(found.hypotheses, question, "h"), _ids([i.name for i in found.items], question, "e")
    judgements: list[dict[str, Any]] = []
    for at, code in found.codes.items():
        word, span = span_of(code, ladder, words)
        judgements.append({"evidence": items[at.item], "hypothesis": rivals[at.hypothesis], "coder": at.analyst,
                           "word": word, "low": span.low, "high": span.high})  # fmt: skip
    kept = asdict(standing) if standing else {"kind": "one"}
    return {
        "questions": [kept | {"id": question, "name": asked}],
        "hypotheses": [
            {"id": ident, "name": says} for ident, says in zip(rivals, found.hypotheses, strict=True)
        ],
        "evidence": [_item(ident, item) for ident, item in zip(items, found.items, strict=True)],
        "judgements": judgements,
    }


def _item(ident: str, item: Any) -> dict[str, Any]:
    low, high = item.reliability or (None, None)
    note, date = item.note, item.date
    try:
        date = PartialDate.parse(date).edtf if date else None
    except BadDate:  # as another program writes it: kept as it stands
        dated = noted("dated", date=date)
        note, date = noted("more", note=note, added=dated) if note else dated, None
    return {"id": ident, "name": item.name, "kind": "assumption" if item.assumption else "argument", "note": note,
            "date": date, "source": item.source, "reliability_low": low, "reliability_high": high}  # fmt: skip


def _ids(names: Sequence[str], question: str, letter: str) -> list[str]:
    """Return an id for each: from a short one that all names begin with, as in "E1 a denial", else by number."""
    tokens = [found[1].lower() if (found := _TOKEN.match(name)) else "" for name in names]
    if not all(tokens) or len(set(tokens)) < len(tokens):
        tokens = [f"{letter}{number}" for number in range(1, len(names) + 1)]
    return [f"{question}_{token}" for token in tokens]


def _ladder(scale: Scale) -> list[tuple[str, Span]]:
    return [(term.words, Span(term.low, term.high)) for term in scale.terms]


def _question(case: CaseFile, question: str) -> Question:
    return next(row for row in said.rows(case.con, Question) if row.id == question)
