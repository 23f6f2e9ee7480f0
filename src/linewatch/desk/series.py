"""A run of a centre's texts by date: each against the one before, and the life of its phrases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from linewatch.desk.documents import shown
from linewatch.desk.finding import Computed, Question, find
from linewatch.desk.pages import column, save_page
from linewatch.desk.quoting import Text, held
from linewatch.desk.reprinting import Places
from linewatch.desk.shifting import graded_words, shown_cue
from linewatch.desk.wording import lexicon
from linewatch.errors import BadValue
from linewatch.kinds.citations import Citation
from linewatch.kinds.dates import PartialDate
from linewatch.measures import reprints, series, shifts
from linewatch.measures.series import phrases
from linewatch.measures.shifts.clauses import tokens
from linewatch.record.case_file import CaseFile

if TYPE_CHECKING:
    from linewatch.figures.heat_strip import HeatStrip

_VERSION = "1"
_MOST = 3  # rows of each kind that a step shows


class _Run(NamedTuple):
    """Texts in order of date, joined; and what could not be put in order."""

    texts: list[Text]
    joined: list[str]
    places: list[Places]
    left_out: list[dict[str, str]]


def find_series(
    case: CaseFile, names: Sequence[str], asked: Sequence[str] = (), most: int = _MOST
) -> dict[str, Any]:
    """Return what changed from each of some texts to the next by date.

    Args:
        case: Where they are held.
        names: Documents; those without a date are left out and told.
        asked: Phrases whose life is asked for.
        most: Rows of each kind that a step shows.

    Returns:
        ``rows``: a step each, with counts of clauses by kind and the weightiest changes; ``phrases``: those that come
        to stay, vanish, or come and go; ``lives``: of the phrases asked for; ``left_out``.

    Raises:
        BadValue: If fewer than two dated texts with words are given, or a document is not held.
        NoSuchRecord: If there is no such document.
    """
    run = _run(case, names)
    words = [[token.word for token in tokens(text)] for text in run.joined]
    return {
        "rows": [_step(case, run, n, most) for n in range(1, len(run.texts))],
        "phrases": _phrases(case, run, words),
        "lives": [_life(run, words, phrase) for phrase in asked],
        "left_out": run.left_out,
    }


def _run(case: CaseFile, names: Sequence[str]) -> _Run:
    given = {text.ident: text for text in (held(case, name) for name in names)}
    left, dated = list[dict[str, str]](), list[Text]()
    for text in given.values():
        if not any(c.isalnum() for words in text.words for c in words):
            left.append({"document": text.ident, "why": "it holds no words"})
        elif not text.row["date"]:
            left.append({"document": text.ident, "why": "it has no date"})
        else:
            dated.append(text)
    if len(dated) < 2:
        why = f" {len(left)} cannot be used: {left[0]['document']}, {left[0]['why']}." if left else ""
        raise BadValue(
            f"A series needs two dated texts with words; there {'is' if len(dated) == 1 else 'are'} {len(dated)}.{why}",
            "Name more, or give a date: linewatch correct DOC --date 1956-06-30",
        )
    ordered = sorted(dated, key=lambda text: PartialDate.parse(text.row["date"]).sort_key)
    languages = {(text.row["language"] or "").split("-")[0] for text in ordered} - {""}
    if len(languages) > 1:
        raise BadValue(
            f"The texts are in several languages: {', '.join(sorted(languages))}.",
            "Give texts of one; where a language was misread: linewatch correct DOC --language",
        )
    joined = [reprints.BREAK.join(text.words) for text in ordered]
    return _Run(ordered, joined, [Places(case, text) for text in ordered], left)


def _step(case: CaseFile, run: _Run, n: int, most: int) -> dict[str, Any]:
    before, after = run.texts[n - 1], run.texts[n]
    language = next(
        (text.row["language"].split("-")[0] for text in (before, after) if text.row["language"]), None
    )
    words = graded_words(language)

    def compute() -> Computed:
        found = series.step(run.joined[n - 1], run.joined[n], words.lexicon, most)
        value = {
            "counts": found.counts,
            "clauses": found.clauses,
            "new_share": found.new_share,
            "lost_share": found.lost_share,
            "rows": [asdict(row) for row in found.rows],
        }
        return value, [place.cite((0, 1)) for place in run.places[n - 1 : n + 1]]

    settings = {**shifts.SETTINGS, "language": language, "most": most}
    inputs = [before.key, after.key, run.joined[n - 1], run.joined[n], words.key]
    found = find(case, Question("series", _VERSION, settings, "texts"), inputs, compute)
    dates = [PartialDate.parse(text.row["date"]) for text in (before, after)]
    rows = [_told(row, run.places[n - 1], run.places[n]) for row in found["rows"]]
    return {
        "before": before.ident,
        "after": after.ident,
        "before_on": before.row["date"],
        "on": after.row["date"],
        "order_sure": bool(dates[0].latest and dates[1].earliest and dates[0].latest < dates[1].earliest),
        **{key: found[key] for key in ("counts", "clauses", "new_share", "lost_share")},
        "rows": rows,
        "cites": [shown(run.places[n - 1].cite((0, 1))), shown(run.places[n].cite((0, 1)))],
    }


def _told(row: Mapping[str, Any], a: Places, b: Places) -> dict[str, Any]:
    told: dict[str, Any] = {"kind": row["kind"]}
    cites = list[Citation]()
    cue = next(iter(row["cues"]), None)
    for name, places in (("a", a), ("b", b)):
        span = row[name]
        n, start, end = places.of(span) if span else (None, None, None)
        told |= {f"{name}_n": n, f"{name}_p_start": start, f"{name}_p_end": end}
        told[f"{name}_text"] = places.joined[slice(*span)] if span else None
        told[f"cue_{name}"] = places.joined[slice(*cue[name])] if cue and cue[name] else None
        if span:
            cites.append(places.cite(span))
    cues = [shown_cue(one, row, (a.joined, b.joined)) for one in row["cues"]]
    return told | {"cues": cues, "score": row["score"], "cites": [shown(c) for c in cites]}


def _phrases(case: CaseFile, run: _Run, words: Sequence[Sequence[str]]) -> list[dict[str, Any]]:
    def compute() -> Computed:
        found = [asdict_phrase(one) for one in phrases.phrases(words)]
        return found, [place.cite((0, 1)) for place in run.places[:2]]

    settings = {"present": phrases.PRESENT, "texts": phrases.TEXTS, "longest": phrases.LONGEST}
    inputs = [[text.key for text in run.texts], run.joined]
    found = find(case, Question("series phrases", _VERSION, settings, "texts"), inputs, compute)
    return [_phrase(one, run) for one in found]


def asdict_phrase(one: phrases.Phrase) -> dict[str, Any]:
    """Return a phrase as plain values."""
    return one._asdict() | {"at": list(one.at)}


def _phrase(one: Mapping[str, Any], run: _Run) -> dict[str, Any]:
    wanted = [token.word for token in tokens(run.joined[one["first"]])][slice(*one["at"])]
    spans = [next(_spans(run, n, wanted), None) for n in dict.fromkeys((one["first"], one["last"]))]
    numbers = list(dict.fromkeys((one["first"], one["last"])))
    return {
        "phrase": " ".join(run.joined[one["first"]][slice(*spans[0])].split())
        if spans[0]
        else " ".join(wanted),
        "kind": one["kind"],
        "first": run.texts[one["first"]].ident,
        "first_on": run.texts[one["first"]].row["date"],
        "last": run.texts[one["last"]].ident,
        "last_on": run.texts[one["last"]].row["date"],
        "texts": one["texts"],
        "cites": [shown(c) for n, span in zip(numbers, spans, strict=True) for c in _cited(run, n, span)],
    }


def _life(run: _Run, words: Sequence[Sequence[str]], phrase: str) -> dict[str, Any]:
    wanted = [token.word for token in tokens(phrase)]
    if not wanted:
        raise BadValue(f"The phrase {phrase!r} has no word.", "Give words as the texts have them.")
    told = phrases.life(words, wanted)
    having = [n for n, count in enumerate(told.counts) if count]
    ends = dict.fromkeys(n for n in (told.first, told.last) if n is not None)
    return {
        "phrase": phrase,
        "first_on": None if told.first is None else run.texts[told.first].row["date"],
        "last_on": None if told.last is None else run.texts[told.last].row["date"],
        "texts": len(having),
        "of": len(words),
        "counts": [
            {"document": text.ident, "on": text.row["date"], "count": count}
            for text, count in zip(run.texts, told.counts, strict=True)
        ],
        "gaps": [
            {"since": run.texts[a].row["date"], "until": run.texts[b].row["date"], "texts": b - a + 1}
            for a, b in told.gaps
        ],
        "cites": [shown(c) for n in ends for c in _cited(run, n, next(_spans(run, n, wanted), None))],
    }


def _spans(run: _Run, n: int, wanted: Sequence[str]) -> Iterator[tuple[int, int]]:
    here = tokens(run.joined[n])
    for at in phrases.places([token.word for token in here], wanted):
        yield here[at].start, here[at + len(wanted) - 1].end


def _cited(run: _Run, n: int, span: tuple[int, int] | None) -> list[Citation]:
    # A phrase that reaches over the end of a passage is cited where it begins.
    return [run.places[n].cite(part) for part in run.places[n].parts(span)[:1]] if span else []


def write_series(found: Mapping[str, Any], out: Path) -> dict[str, Any]:
    """Write the heat strip of a series as SVG; return where, and the same in words.

    Raises:
        BadValue: If it cannot be written.
    """
    made = _strip(found)
    try:
        out.write_text(made.svg, "utf-8")
    except OSError as error:
        raise BadValue(f"Cannot write to {str(out)!r}: {error.strerror}.", "Choose another place.") from error
    return {"figure": str(out), "description": made.description}


def write_series_page(case: CaseFile, found: Mapping[str, Any], out: Path) -> dict[str, Any]:
    """Write what `find_series` gives as a page in two columns; return where it lies.

    Raises:
        BadValue: If it cannot be written.
    """
    from linewatch.brief.side_by_side_run import run_page  # noqa: PLC0415 - only a page needs it

    names = dict.fromkeys(name for row in found["rows"] for name in (row["before"], row["after"]))
    save_page(run_page({name: column(held(case, name)) for name in names}, found, _strip(found).svg), out)
    return {"page": str(out), "rows": sum(len(row["rows"]) for row in found["rows"])}


def _strip(found: Mapping[str, Any]) -> HeatStrip:
    from linewatch.figures.heat_strip import Column, StripWords, heat_strip  # noqa: PLC0415 - only a figure needs it

    words = lexicon("series.en")
    columns = [Column(row["on"], _shares(row)) for row in found["rows"]]
    title = words["title"].format(texts=len(columns) + 1)
    return heat_strip(columns, StripWords(title, words["key"], words["kinds"], words["row"], words["most"]))


def _shares(row: Mapping[str, Any]) -> dict[str, float | None]:
    """Return the shares of a step's clauses: of what was dropped and added those of its own text."""
    shares: dict[str, float | None] = {kind: count / row["clauses"] for kind, count in row["counts"].items()}
    return shares | {"dropped": row["lost_share"], "added": row["new_share"]}
