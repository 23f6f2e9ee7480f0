"""Copies set beside their original: what each left out, put in, reworded and moved, and what nobody quoted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from linewatch.desk.documents import shown
from linewatch.desk.finding import Computed, Question, find
from linewatch.desk.pages import column, save_page
from linewatch.desk.quoting import Text, held
from linewatch.desk.wording import lexicon
from linewatch.errors import BadValue
from linewatch.kinds.citations import Citation
from linewatch.measures import reprints
from linewatch.measures.reprints.quoted import stretches
from linewatch.measures.reprints.values import Row
from linewatch.record import citing
from linewatch.record.case_file import CaseFile

_VERSION = "1"


def find_reprint(case: CaseFile, original: str, copies: Sequence[str]) -> dict[str, Any]:
    """Return what copies made of an original.

    Args:
        case: Where all are held.
        original: A document's id or key.
        copies: One or more; of several it is told too which parts nobody quoted.

    Returns:
        ``rows`` (of each copy in turn, in the original's order), ``kept_share`` (of the original's words, those that
        stand in any copy), ``copies`` (each with its own shares); of several copies also ``nobody_quoted`` and
        ``table``: stretches of the original with the copies that have them.

    Raises:
        BadValue: If a document is not held, holds no words, or is given twice.
        NoSuchRecord: If there is no such document.
    """
    texts = [held(case, name) for name in (original, *copies)]
    ids = [text.ident for text in texts]
    for text, name in zip(texts, (original, *copies), strict=True):
        if not any(any(c.isalnum() for c in words) for words in text.words):
            raise BadValue(
                f"The document {name!r} holds no words.", "Look at what was read: linewatch passages DOC."
            )
        if ids.count(text.ident) > 1:
            raise BadValue(
                f"The document {name!r} is given twice.", "Give an original and other documents as copies."
            )
    results = [_one(case, texts[0], copy) for copy in texts[1:]]
    places = Places(case, texts[0])
    told = [_told(row, result["copy"], places, Places(case, copy))
            for result, copy in zip(results, texts[1:], strict=True) for row in result["rows"]]  # fmt: skip
    shares = [
        {key: result[key] for key in ("copy", "kept_share", "moved_share", "own_share")} for result in results
    ]
    found: dict[str, Any] = {"rows": told, "kept_share": shares[0]["kept_share"], "copies": shares}
    if len(copies) > 1:
        found |= _together([[_row(row) for row in result["rows"]] for result in results], ids[1:], places)
    return found


def _one(case: CaseFile, original: Text, copy: Text) -> dict[str, Any]:
    joined = reprints.BREAK.join(original.words), reprints.BREAK.join(copy.words)
    language = (original.row["language"] or copy.row["language"] or "").split("-")[0] or None

    def compute() -> Computed:
        found = reprints.reprint(*joined, misread(language))
        value = {
            "copy": copy.ident,
            "kept_share": found.kept_share,
            "moved_share": found.moved_share,
            "own_share": found.own_share,
            "rows": [asdict(row) for row in found.rows],
        }
        return value, [_passage(case, text, 0) for text in (original, copy)]

    settings = {**reprints.SETTINGS, "language": language}
    question = Question("reprint", _VERSION, settings, "texts")
    return find(case, question, [original.key, copy.key, list(joined)], compute)


def _row(row: Mapping[str, Any]) -> Row:
    spans = {key: row[key] and (row[key][0], row[key][1]) for key in ("a", "b", "mark_at")}
    return Row(**{**row, **spans})


@lru_cache(maxsize=4)
def misread(language: str | None) -> Callable[[str, str], bool]:
    """Return what tells whether two words are one, misread: a sign put for another, and one is no known word."""
    signs = lexicon("ocr.any")["figures"]
    pairs = {(a.lower(), b.lower()) for a, b in signs.items()}
    known = frozenset[str]()
    if language and language.isalpha() and (data := lexicon(f"ocr.{language}")):
        pairs |= {(a.lower(), b.lower()) for a, b in data.get("confusions", ())}
        known = frozenset(data.get("common", "").split())
    pairs |= {(b, a) for a, b in pairs}

    def same(one: str, other: str) -> bool:
        if one in known and other in known:
            return False
        start = 0
        while start < min(len(one), len(other)) and one[start] == other[start]:
            start += 1
        end = 0
        while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
            end += 1
        left, right = one[start : len(one) - end], other[start : len(other) - end]
        strange = any(c.isdigit() for c in one) != any(c.isdigit() for c in other)
        return (left, right) in pairs and (strange or (one in known) != (other in known))

    return same


class Places:
    """Where places of a joined text lie in a document."""

    def __init__(self, case: CaseFile, text: Text) -> None:
        self._case, self._text = case, text
        self.joined = reprints.BREAK.join(text.words)
        self._starts, at = list[int](), 0
        for words in text.words:
            self._starts.append(at)
            at += len(words) + len(reprints.BREAK)
        self._cites = dict[int, Citation]()

    def of(self, span: Sequence[int]) -> tuple[int, int, int]:
        """Return of a span: the passage's number, and where it begins and ends in it."""
        at = bisect_right(self._starts, span[0]) - 1
        return self._text.passages[at].n, span[0] - self._starts[at], span[1] - self._starts[at]

    def cite(self, span: Sequence[int]) -> Citation:
        """Return a citation of a span: its passage, and where in it."""
        at = bisect_right(self._starts, span[0]) - 1
        if at not in self._cites:
            self._cites[at] = _passage(self._case, self._text, at)
        _, start, end = self.of(span)
        return replace(self._cites[at], p_start=start, p_end=end)

    def parts(self, span: Sequence[int]) -> list[tuple[int, int]]:
        """Return a span cut at the ends of passages."""
        found = list[tuple[int, int]]()
        for start, words in zip(self._starts, self._text.words, strict=True):
            low, high = max(span[0], start), min(span[1], start + len(words))
            if low < high and any(c.isalnum() for c in self.joined[low:high]):
                found.append((low, high))
        return found


def _passage(case: CaseFile, text: Text, at: int) -> Citation:
    return citing.cite(case.con, text.row, str(text.passages[at].n), None)[0]


def _told(row: Mapping[str, Any], copy: str, a: Places, b: Places) -> dict[str, Any]:
    told: dict[str, Any] = {"kind": row["kind"]}
    cites = list[Citation]()
    for name, places in (("a", a), ("b", b)):
        span = row[name]
        n, start, end = places.of(span) if span else (None, None, None)
        told |= {f"{name}_n": n, f"{name}_p_start": start, f"{name}_p_end": end}
        told[f"{name}_text"] = places.joined[slice(*span)] if span else None
        if span:
            cites.append(places.cite(span))
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
        "words": len(text.split()),
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
    save_page(copies_page(columns[0], {one.document: one for one in columns[1:]}, found), out)
    return {"page": str(out), "rows": len(found["rows"])}
