"""Copies set beside their original: what each left out, put in, reworded and moved, and what nobody quoted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

from linewatch.desk.common.finding import Computed, Question, find
from linewatch.desk.common.pages import column, page_phrases, save
from linewatch.desk.common.places import Places, side_by_side_row
from linewatch.desk.common.quoting import Text, held, same_language, with_words
from linewatch.desk.common.wording import lexicon
from linewatch.desk.reading.documents import shown
from linewatch.errors import BadValue
from linewatch.measures import reprints
from linewatch.measures.reprints.between import Where, places_of_omissions
from linewatch.measures.reprints.misread import misread
from linewatch.measures.reprints.quoted import stretches
from linewatch.measures.reprints.values import Row
from linewatch.measures.shifts.clauses import tokens
from linewatch.record.case_file import CaseFile


def find_reprint(case: CaseFile, original: str, copies: Sequence[str]) -> dict[str, Any]:
    """Return what copies made of an original.

    Args:
        case: Where all are held.
        original: A document's id or key.
        copies: One or more; of several it is told too which parts nobody quoted.

    Returns:
        ``rows`` (of each copy in turn, in the original's order; of what was left out ``where``: within what the copy
        gives, between two quotations, at an end), ``kept_share`` (of the original's words, those that
        stand in any copy), ``copies`` (each with its own shares); of several copies also ``nobody_quoted`` and
        ``table``: stretches of the original with the copies that have them.

    Raises:
        BadValue: If a document is not held, holds no words, is given twice, or is in another language than the
            original and has no words of it.
        NoSuchRecord: If there is no such document.
    """
    texts = [with_words(case, name) for name in (original, *copies)]
    ids = [text.ident for text in texts]
    for name, ident in zip((original, *copies), ids, strict=True):
        if ids.count(ident) > 1:
            raise BadValue(
                f"The document {name!r} is given twice.", "Give an original and other documents as copies."
            )
    results = [_one(case, texts[0], copy) for copy in texts[1:]]
    for copy, result in zip(texts[1:], results, strict=True):
        if not result["kept_share"]:
            same_language((texts[0], copy))
    places = Places(case, texts[0])
    told = list[dict[str, Any]]()
    for result, copy in zip(results, texts[1:], strict=True):
        both = places, Places(case, copy)
        wheres = places_of_omissions([_row(row) for row in result["rows"]])
        told += [
            _told(row, copy.ident, both, where) for row, where in zip(result["rows"], wheres, strict=True)
        ]
    shares = [
        {key: result[key] for key in ("copy", "kept_share", "moved_share", "own_share")} for result in results
    ]
    found: dict[str, Any] = {"rows": told, "kept_share": shares[0]["kept_share"], "copies": shares}
    if len(copies) > 1:
        found |= _together([[_row(row) for row in result["rows"]] for result in results], ids[1:], places)
    return found


def _one(case: CaseFile, original: Text, copy: Text) -> dict[str, Any]:
    joined = reprints.BREAK.join(original.words), reprints.BREAK.join(copy.words)
    language = original.language or copy.language
    signs, common = _confused(language)

    def compute() -> Computed:
        found = reprints.reprint(*joined, misread(signs, common))
        value = {
            "copy": copy.ident,
            "kept_share": found.kept_share,
            "moved_share": found.moved_share,
            "own_share": found.own_share,
            "rows": [asdict(row) for row in found.rows],
        }
        return value, [Places(case, text).beginning() for text in (original, copy)]

    settings = {**reprints.SETTINGS, "language": language}
    question = Question("reprint", reprints.VERSION, settings, "texts")
    inputs = [original.key, copy.key, list(joined), sorted(signs), sorted(common)]
    return find(case, question, inputs, compute)


def _row(row: Mapping[str, Any]) -> Row:
    spans = {key: row[key] and (row[key][0], row[key][1]) for key in ("a", "b", "mark_at")}
    return Row(**{**row, **spans})


@lru_cache(maxsize=4)
def _confused(language: str | None) -> tuple[frozenset[tuple[str, str]], frozenset[str]]:
    """Return the signs that a machine takes for each other in print, and the common words of a language."""
    signs = set[tuple[str, str]](lexicon("ocr.any")["figures"].items())
    own = lexicon(f"ocr.{language}") if language and language.isalpha() else {}
    signs |= {(one, other) for one, other in own.get("confusions", ())}
    return frozenset(signs), frozenset(own.get("common", "").split())


def _told(
    row: Mapping[str, Any], copy: str, places: tuple[Places, Places], where: Where | None
) -> dict[str, Any]:
    told, cites = side_by_side_row(row, places)
    changed = row["kind"] == "reworded"
    dropped = row["kind"] == "dropped"
    return told | {
        "cue_a": told["a_text"] if changed else None,
        "cue_b": told["b_text"] if changed else row["mark"],
        "score": row["score"],
        "copy": copy,
        "words": row["words"],
        "run": row["run"],
        "inside": row["inside"],
        "where": where,
        "told": None if not dropped else "marked" if row["mark"] else "silent",
        "cites": [shown(c) for c in cites],
    }


def _together(copies: Sequence[Sequence[Row]], names: Sequence[str], places: Places) -> dict[str, Any]:
    """Return which stretches of the original which copies have, and which none has."""
    table = [
        _stretch(part, [names[n] for n in one.copies], places)
        for one in stretches(places.joined, copies)
        for part in places.parts((one.start, one.end))
    ]
    nobody = [row for row in table if not row["copies"]]
    words = sum(row["words"] for row in table)
    quoted = sum(row["words"] for row in table if row["copies"])
    return {"kept_share": quoted / words if words else 0.0, "nobody_quoted": nobody, "table": table}


def _stretch(span: tuple[int, int], copies: Sequence[str], places: Places) -> dict[str, Any]:
    n, start, end = places.of(span)
    text = places.joined[slice(*span)]
    return {
        "a_n": n,
        "a_p_start": start,
        "a_p_end": end,
        "a_text": text,
        "words": len(tokens(text)),
        "copies": list(copies),
        "cites": [shown(places.cite(span))],
    }


def write_reprint(
    case: CaseFile, found: Mapping[str, Any], original: str, copies: Sequence[str], out: Path
) -> dict[str, Any]:
    """Write what `find_reprint` gives as a page in two columns; return where it lies.

    Raises:
        BadValue: If it cannot be written.
    """
    from linewatch.brief.side_by_side_copies import copies_page  # noqa: PLC0415 - only a page needs it

    columns = [column(held(case, name)) for name in (original, *copies)]
    copied = {one.document: one for one in columns[1:]}
    save(copies_page(columns[0], copied, found, page_phrases()), out)
    return {"page": str(out), "rows": len(found["rows"])}
