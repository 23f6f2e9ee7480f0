"""Estimative language at the desk: how sure a document sounds, with the page of every phrase."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from linewatch.desk.documents import shown
from linewatch.desk.finding import Computed, Question, find
from linewatch.desk.quoting import Text, beginning, held, quoted
from linewatch.errors import BadValue
from linewatch.kinds.citations import Citation
from linewatch.kinds.documents import Passage
from linewatch.measures.estimates.lexicon import Lexicon
from linewatch.measures.estimates.linting import lint
from linewatch.measures.estimates.reading import Estimate, Unread, read
from linewatch.measures.estimates.scales import READING, WRITING, Scale, chosen
from linewatch.measures.estimates.writing import phrase_for
from linewatch.record import read as record
from linewatch.record.case_file import CaseFile
from linewatch.sources.passages.reading import source_span
from linewatch.sources.wording.languages import language_of

_VERSION = "1"
_LEXICONS = "lexicons"
# Banners, editors' notes, addresses and signatures are not the writer's words; footnotes are.
_AROUND = ("marking", "source_note", "address", "signature")
_ENGLISH = "en"


def find_estimates(case: CaseFile, name: str, scale: str = READING) -> list[dict[str, Any]]:
    """Return the estimative phrases of a document in order.

    Args:
        case: Where it is held.
        name: The document.
        scale: Which scale puts ranges on phrases of likelihood: kent, icd203, phia or survey.

    Raises:
        BadValue: If the document is not held, there is no lexicon of its language, or no such scale.
    """
    return _found(case, name, scale)["rows"]


def find_unread(case: CaseFile, name: str) -> list[dict[str, Any]]:
    """Return the places of a document that may be estimates and may be none, with why they were not read."""
    return _found(case, name, READING)["unread"]


def _found(case: CaseFile, name: str, scale: str) -> dict[str, Any]:
    text = _text(case, name)
    lexicon, digest = _of(case, text)
    by = chosen(lexicon.scales, scale)
    settings = {
        "scale": scale,
        "source": by.source,
        "language": lexicon.language,
        "lexicon": digest,
    }

    def compute() -> Computed:
        cited = list[Citation]()
        rows, unread = list[dict[str, Any]](), list[dict[str, Any]]()
        for passage in text.passages:
            found, left = read(passage.text, lexicon, by)
            rows += [_row(passage, one, by, _cites(case, text, passage, one, cited)) for one in found]
            unread += [_unread_row(passage, one, _cites(case, text, passage, one, cited)) for one in left]
        return {"rows": rows, "unread": unread}, cited or beginning(case, text)

    return find(case, Question("estimates", _VERSION, settings, "texts"), text.key, compute)


def in_source(case: CaseFile, name: str, places: Sequence[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """Return places in passages (number, p_start, p_end) as places in the document's original text."""
    text = _text(case, name)
    original = record.original_text(case.con, text.row["doc"])
    passages = {passage.n: passage for passage in text.passages}
    return [source_span(original, passages[n], start, end) for n, start, end in places]


def lint_text(text: str, language: str = _ENGLISH, scale: str = WRITING) -> list[dict[str, Any]]:
    """Return what stands in the way of a text's estimates being read as they are meant, with what to do."""
    lexicon = load(language)
    return [
        {
            "line": text.count("\n", 0, one.start) + 1, "start": one.start, "end": one.end,
            "phrase": text[one.start : one.end], "sentence": " ".join(text[slice(*one.sentence)].split()),
            "why": one.why, "do": one.do,
        }
        for one in lint(text, lexicon, chosen(lexicon.scales, scale))
    ]  # fmt: skip


def lint_file(path: Path, scale: str = WRITING) -> list[dict[str, Any]]:
    """Return the same for a file of plain text or Markdown, in the language that it tells.

    Raises:
        BadValue: If it cannot be read, is empty, or there is no lexicon of its language.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadValue(f"{path} cannot be read: {error}.", "Give a text file in UTF-8.") from error
    if not text.strip():
        raise BadValue(f"{path} is empty.", "Give a file with text in it.")
    return lint_text(text, language_of(text) or _ENGLISH, scale)


def written(low: float, high: float, language: str = _ENGLISH, scale: str = WRITING) -> dict[str, Any]:
    """Return an interval of shares in words, its range in brackets."""
    by = chosen(load(language).scales, scale)
    found = phrase_for(low, high, by)
    refused = {"why": found.why, "needed": found.needed} if found.why else None
    return {
        "text": found.text,
        "words": found.words,
        "low": found.low,
        "high": found.high,
        "scale": scale,
        "refused": refused,
    }


def _text(case: CaseFile, name: str) -> Text:
    row = held(case, name).row
    return Text(row, tuple(p for p in record.passages(case.con, row["doc"]) if p.kind not in _AROUND))


def _of(case: CaseFile, text: Text) -> tuple[Lexicon, str]:
    """Return the lexicon of a text's language, the case's own before the one that ships, and its hash."""
    language = text.row["language"]
    if not language:
        raise BadValue(
            f"The language of {text.ident!r} is not known, so that its words cannot be read.",
            f"Say it: linewatch correct {text.ident} --language en",
        )
    told = _told(language, case.folder)
    return _made(told), hashlib.sha256(told.encode()).hexdigest()[:16]


def load(language: str) -> Lexicon:
    """Return the lexicon of a language that ships.

    Raises:
        BadValue: If none does.
    """
    return _made(_told(language, None))


@lru_cache(maxsize=4)
def _made(told: str) -> Lexicon:
    try:
        return Lexicon.of(tomllib.loads(told))
    except tomllib.TOMLDecodeError as error:
        raise BadValue(
            f"A lexicon of estimates cannot be read: {error}.", "Mend the case's own, or take it away."
        ) from error


def _told(language: str, own: Path | None) -> str:
    name = f"estimates.{language.partition('-')[0].lower()}.toml"
    shipped = files("linewatch").joinpath(_LEXICONS, name)
    if not name.split(".")[1].isalpha() or not (
        shipped.is_file() or (own is not None and own.joinpath(name).is_file())
    ):
        raise BadValue(
            f"There is no lexicon of estimates in the language {language!r}.",
            f"Write one as {name} in the case's folder, on the model of lexicons/estimates.en.toml.",
        )
    try:
        return (own / name if own and (own / name).is_file() else shipped).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadValue(f"{name} cannot be read: {error}.", "Write it in UTF-8.") from error


def _cites(
    case: CaseFile, text: Text, passage: Passage, one: Estimate | Unread, cited: list[Citation]
) -> list[dict[str, Any]]:
    found = quoted(case, text, passage, (one.start, one.end))
    if found:
        cited.append(found)
    return [shown(found)] if found else []


def _row(passage: Passage, one: Estimate, scale: Scale, cites: list[dict[str, Any]]) -> dict[str, Any]:
    low, high = (one.range.low, one.range.high) if one.range else (None, None)
    return {
        "n": passage.n, "p_start": one.start, "p_end": one.end, "phrase": passage.text[one.start : one.end],
        "class": one.kind, "low": low, "high": high,
        "scale": ("the writer's own" if one.bracketed else scale.id) if one.range else None,
        "by": one.range.by if one.range else None,
        "refused": None if one.range else {"why": one.why, "needed": "a phrase of likelihood that the scale lists"},
        "level": one.level, "negated": one.negated, "confidence": one.confidence, "quoted": one.quoted,
        "clause": list(one.clause), "target": list(one.target),
        "target_text": passage.text[slice(*one.target)],
        "within": list(one.within) if one.within else None,
        "page": passage.page, "cites": cites,
    }  # fmt: skip


def _unread_row(passage: Passage, one: Unread, cites: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "n": passage.n, "p_start": one.start, "p_end": one.end, "phrase": passage.text[one.start : one.end],
        "why": one.why, "page": passage.page, "cites": cites,
    }  # fmt: skip
