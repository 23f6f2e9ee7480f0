"""Estimative language at the desk: how sure a document sounds, with the page of every phrase."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from linewatch.desk.common.finding import Computed, Question, find
from linewatch.desk.common.quoting import Text, beginning, held, quoted
from linewatch.desk.common.wording import lexicon, own_lexicon
from linewatch.desk.reading.documents import shown
from linewatch.errors import BadValue
from linewatch.kinds.citations import Citation
from linewatch.kinds.documents import Passage
from linewatch.measures.estimates.lexicon import Lexicon
from linewatch.measures.estimates.linting import lint
from linewatch.measures.estimates.reading import Estimate, Unread, read
from linewatch.measures.estimates.scales import chosen
from linewatch.measures.estimates.writing import phrase_for
from linewatch.record import read as record
from linewatch.record.case_file import CaseFile
from linewatch.sources.passages.reading import source_span
from linewatch.sources.wording.languages import language_of

_VERSION = "3"
# Banners, editors' notes, addresses and signatures are not the writer's words; footnotes are.
_AROUND = ("marking", "source_note", "address", "signature")
_MODEL = "Take src/linewatch/lexicons/estimates.en.toml as a model."


def find_estimates(case: CaseFile, name: str, scale: str | None = None) -> list[dict[str, Any]]:
    """Return the estimative phrases of a document in order.

    Args:
        case: Where it is held.
        name: The document.
        scale: Which scale of the lexicon puts ranges on phrases of likelihood; None for the one it is read with.

    Raises:
        BadValue: If the document is not held, there is no lexicon of its language, or no such scale.
    """
    return _found(case, name, scale)["rows"]


def find_unread(case: CaseFile, name: str, scale: str | None = None) -> list[dict[str, Any]]:
    """Return the places of a document that may be estimates and may be none, with why they were not read.

    Raises:
        BadValue: As `find_estimates` does.
    """
    return _found(case, name, scale)["unread"]


def _found(case: CaseFile, name: str, scale: str | None) -> dict[str, Any]:
    text = _text(case, name)
    words, digest = _of(case, text)
    by = chosen(words.scales, scale or words.defaults["read"])
    other = words.scales.get(words.defaults["unlisted"])
    settings = {
        "scale": by.id,
        "source": by.source,
        "unlisted": other.source if other else None,
        "language": words.language,
        "lexicon": digest,
    }

    def compute() -> Computed:
        cited = list[Citation]()
        rows, unread = list[dict[str, Any]](), list[dict[str, Any]]()
        for passage in text.passages:
            found, left = read(passage.text, words, by)
            rows += [_row(passage, one, _cites(case, text, passage, one, cited)) for one in found]
            unread += [_unread_row(passage, one, _cites(case, text, passage, one, cited)) for one in left]
        return {"rows": rows, "unread": unread}, cited or beginning(case, text)

    return find(case, Question("estimates", _VERSION, settings, "texts"), text.key, compute)


def in_source(case: CaseFile, name: str, places: Sequence[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """Return places in passages (number, p_start, p_end) as places in the document's original text.

    Raises:
        BadValue: If the document is not held.
    """
    text = _text(case, name)
    original = record.original_text(case.con, text.row["doc"])
    passages = {passage.n: passage for passage in text.passages}
    return [source_span(original, passages[n], start, end) for n, start, end in places]


def lint_text(text: str, language: str | None = None, scale: str | None = None) -> list[dict[str, Any]]:
    """Return what stands in the way of a text's estimates being read as they are meant, with what to do.

    Args:
        text: Running text or Markdown.
        language: Its own; None for the first of which a lexicon ships.
        scale: Whose ranges to hold it to; None for the one that the lexicon writes with.

    Raises:
        BadValue: If there is no lexicon of the language, or no such scale.
    """
    words = load(language or languages()[0])
    return [
        {
            "line": text.count("\n", 0, one.start) + 1, "start": one.start, "end": one.end,
            "phrase": text[one.start : one.end], "sentence": " ".join(text[slice(*one.sentence)].split()),
            "why": one.why, "do": one.do,
        }
        for one in lint(text, words, chosen(words.scales, scale or words.defaults["write"]))
    ]  # fmt: skip


def looked_over(path: Path, scale: str | None = None) -> tuple[list[dict[str, Any]], str | None]:
    """Return the same for a file of plain text or Markdown, and a remark where its language cannot be told.

    Raises:
        BadValue: If it cannot be read, is empty, there is no lexicon of its language, or no such scale.
    """
    hint = "Give a text file in UTF-8."
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise BadValue(f"{path} cannot be read: {(error.strerror or 'no file').lower()}.", hint) from error
    except UnicodeDecodeError as error:
        raise BadValue(f"{path} cannot be read: it is no text in UTF-8.", hint) from error
    if not text.strip():
        raise BadValue(f"{path} is empty.", "Give a file with text in it.")
    language = language_of(text)
    taken = languages()[0]
    remark = None if language else f"The language of {path} cannot be told; it is read as {taken!r}."
    return lint_text(text, language or taken, scale), remark


def lint_file(path: Path, scale: str | None = None) -> list[dict[str, Any]]:
    """Return the same without the remark.

    Raises:
        BadValue: As `looked_over` does.
    """
    return looked_over(path, scale)[0]


def written(low: float, high: float, language: str | None = None, scale: str | None = None) -> dict[str, Any]:
    """Return an interval of shares in words: the phrase's range in brackets, and the interval where it is another.

    Raises:
        BadValue: If the interval is none, there is no lexicon of the language, or no such scale.
    """
    words = load(language or languages()[0])
    by = chosen(words.scales, scale or words.defaults["write"])
    found = phrase_for(low, high, by)
    refused = {"why": found.why, "needed": found.needed} if found.why else None
    return {
        "text": found.given,
        "words": found.words,
        "low": found.low,
        "high": found.high,
        "given": [low, high],
        "scale": by.id,
        "refused": refused,
    }


def languages() -> tuple[str, ...]:
    """Return the languages of which a lexicon ships, in the order of their names."""
    names = sorted(one.name for one in files("linewatch").joinpath("lexicons").iterdir())
    return tuple(name.split(".")[1] for name in names if name.startswith("estimates."))


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


@lru_cache(maxsize=4)  # by what it says: its patterns take a while to make
def _made(told: str) -> Lexicon:
    return Lexicon.of(json.loads(told))


def _told(language: str, folder: Path | None) -> str:
    """Return what a lexicon says: the case's own (estimates.LANGUAGE.toml in its folder), else the one that ships."""
    short = language.partition("-")[0].lower()
    name = f"estimates.{short}"
    own = folder / f"{name}.toml" if folder and short.isalpha() else None
    if own and own.is_file():
        told = own_lexicon(own, f"Mend it, or take it away. {_MODEL}")
    else:
        told = lexicon(name) if short.isalpha() else {}
    if not told:
        raise BadValue(
            f"There is no lexicon of estimates in the language {language!r}.",
            f"Write one as {name}.toml in the case's folder. {_MODEL}"
            if folder
            else f"There are: {', '.join(languages())}.",
        )
    return json.dumps(told)


def _cites(
    case: CaseFile, text: Text, passage: Passage, one: Estimate | Unread, cited: list[Citation]
) -> list[dict[str, Any]]:
    found = quoted(case, text, passage, (one.start, one.end))
    if found:
        cited.append(found)
    return [shown(found)] if found else []


def _row(passage: Passage, one: Estimate, cites: list[dict[str, Any]]) -> dict[str, Any]:
    low, high = (one.range.low, one.range.high) if one.range else (None, None)
    return {
        "n": passage.n, "p_start": one.start, "p_end": one.end, "phrase": passage.text[one.start : one.end],
        "class": one.kind, "low": low, "high": high,
        "scale": (one.range.scale or "the writer's own") if one.range else None,
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
