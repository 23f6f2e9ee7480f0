"""A run of a centre's texts by date: each against the one before, and the life of its phrases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from linewatch.desk.common.finding import Computed, Question, find
from linewatch.desk.common.pages import column, page_phrases, save
from linewatch.desk.common.places import Places, side_by_side_row
from linewatch.desk.common.quoting import Text, held
from linewatch.desk.common.wording import lexicon
from linewatch.desk.reading.documents import shown
from linewatch.desk.texts.graded_words import Words, words_for
from linewatch.desk.texts.shifting import shown_cues
from linewatch.errors import BadValue
from linewatch.kinds.citations import Citation
from linewatch.kinds.dates import PartialDate
from linewatch.measures import series, shifts
from linewatch.measures.series import phrases
from linewatch.measures.shifts.clauses import tokens
from linewatch.measures.shifts.values import Token
from linewatch.record.case_file import CaseFile

if TYPE_CHECKING:
    from linewatch.figures.heat_strip import HeatStrip

_MOST = 3  # rows of each kind that a step shows


class _Run(NamedTuple):
    """Texts in order of date, joined; their words; and what could not be put in order."""

    texts: list[Text]
    places: list[Places]
    tokens: list[list[Token]]
    left_out: list[dict[str, str]]

    @property
    def words(self) -> list[list[str]]:
        """The words of each text, as they are compared."""
        return [[token.word for token in here] for here in self.tokens]


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
        to stay, vanish, or come and go; ``lives``: of the phrases asked for; ``left_out``; ``why``: why no change of
        wording can be told, or None.

    Raises:
        BadValue: If fewer than two dated texts with words are given, or a document is not held.
        NoSuchRecord: If there is no such document.
    """
    run = _run(case, names)
    graded, words = words_for(run.texts), run.words
    return {
        "rows": [_step(case, run, n, graded, most) for n in range(1, len(run.texts))],
        "phrases": _phrases(case, run, words),
        "lives": [_life(run, words, phrase) for phrase in asked],
        "left_out": run.left_out,
        "why": graded.why,
    }


def _run(case: CaseFile, names: Sequence[str]) -> _Run:
    given, left = dict[str, Text](), list[dict[str, str]]()
    for text in (held(case, name) for name in names):
        if text.ident in given:
            left.append({"document": text.ident, "why": "it is given twice"})
        given[text.ident] = text
    dated = list[Text]()
    for text in given.values():
        if not text.says_something:
            left.append({"document": text.ident, "why": "it holds no words"})
        elif not text.row["date"]:
            left.append({"document": text.ident, "why": "it has no date"})
        else:
            dated.append(text)
    if len(dated) < 2:
        told = "; ".join(f"{one['document']}: {one['why']}" for one in left)
        why = f" Left out: {told}." if left else ""
        raise BadValue(
            f"A series needs two dated texts with words; there {'is' if len(dated) == 1 else 'are'} {len(dated)}.{why}",
            "Name more, or give a date: linewatch correct DOC --date 1956-06-30",
        )
    ordered = sorted(dated, key=lambda text: PartialDate.parse(text.row["date"]).sort_key)
    places = [Places(case, text) for text in ordered]
    return _Run(ordered, places, [tokens(place.joined) for place in places], left)


def _step(case: CaseFile, run: _Run, n: int, words: Words, most: int) -> dict[str, Any]:
    before, after = run.texts[n - 1], run.texts[n]
    places = run.places[n - 1], run.places[n]
    joined = [place.joined for place in places]

    def compute() -> Computed:
        found = series.step(joined[0], joined[1], words.lexicon, most)
        value = {
            "counts": found.counts,
            "clauses": found.clauses,
            "new_share": found.new_share,
            "lost_share": found.lost_share,
            "rows": [asdict(row) for row in found.rows],
        }
        return value, [place.beginning() for place in places]

    settings = {**shifts.SETTINGS, "language": words.language, "most": most}
    inputs = [before.key, after.key, joined, words.key]
    found = find(case, Question("series", shifts.VERSION, settings, "texts"), inputs, compute)
    dates = [PartialDate.parse(text.row["date"]) for text in (before, after)]
    rows = [_told(row, places) for row in found["rows"]]
    return {
        "before": before.ident,
        "after": after.ident,
        "before_on": before.row["date"],
        "on": after.row["date"],
        "order_sure": bool(dates[0].latest and dates[1].earliest and dates[0].latest < dates[1].earliest),
        **{key: found[key] for key in ("counts", "clauses", "new_share", "lost_share")},
        "rows": rows,
        "cites": [shown(place.beginning()) for place in places],
    }


def _told(row: Mapping[str, Any], places: tuple[Places, Places]) -> dict[str, Any]:
    told, cites = side_by_side_row(row, places)
    return told | shown_cues(row, places) | {"score": row["score"], "cites": [shown(c) for c in cites]}


def _phrases(case: CaseFile, run: _Run, words: Sequence[Sequence[str]]) -> list[dict[str, Any]]:
    def compute() -> Computed:
        found = [one._asdict() | {"at": list(one.at)} for one in phrases.phrases(words)]
        return found, [place.beginning() for place in run.places[:2]]

    inputs = [[text.key for text in run.texts], [place.joined for place in run.places]]
    question = Question("series phrases", phrases.VERSION, phrases.SETTINGS, "texts")
    return [_phrase(one, run, words) for one in find(case, question, inputs, compute)]


def _phrase(one: Mapping[str, Any], run: _Run, words: Sequence[Sequence[str]]) -> dict[str, Any]:
    first, last = int(one["first"]), int(one["last"])
    start, end = one["at"]
    wanted = words[first][start:end]
    spans = {n: _span(run, words, n, wanted) for n in dict.fromkeys((first, last))}
    written = run.places[first].joined[slice(*span)] if (span := spans[first]) else " ".join(wanted)
    return {
        "phrase": " ".join(written.split()),
        "kind": one["kind"],
        "first": run.texts[first].ident,
        "first_on": run.texts[first].row["date"],
        "last": run.texts[last].ident,
        "last_on": run.texts[last].row["date"],
        "texts": one["texts"],
        "cites": [shown(c) for n, span in spans.items() for c in _cited(run, n, span)],
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
        "cites": [shown(c) for n in ends for c in _cited(run, n, _span(run, words, n, wanted))],
    }


def _span(run: _Run, words: Sequence[Sequence[str]], n: int, wanted: Sequence[str]) -> tuple[int, int] | None:
    """Return where a text has some words for the first time."""
    at = next(iter(phrases.places(words[n], wanted)), None)
    here = run.tokens[n]
    return None if at is None else (here[at].start, here[at + len(wanted) - 1].end)


def _cited(run: _Run, n: int, span: tuple[int, int] | None) -> list[Citation]:
    # A phrase that reaches over the end of a passage is cited where it begins.
    return [run.places[n].cite(part) for part in run.places[n].parts(span)[:1]] if span else []


def write_series(found: Mapping[str, Any], out: Path) -> dict[str, Any]:
    """Write the heat strip of a series as SVG; return where, and the same in words.

    Raises:
        BadValue: If the name does not end in .svg, or it cannot be written.
    """
    if out.suffix.lower() != ".svg":
        raise BadValue(
            f"{out} is no name of an SVG file, and a figure is written as one.",
            "Give a name that ends in .svg.",
        )
    made = _strip(found)
    save(made.svg, out)
    return {"figure": str(out), "description": made.description}


def write_series_page(case: CaseFile, found: Mapping[str, Any], out: Path) -> dict[str, Any]:
    """Write what `find_series` gives as a page in two columns; return where it lies.

    Raises:
        BadValue: If it cannot be written.
    """
    from linewatch.brief.side_by_side_run import run_page  # noqa: PLC0415 - only a page needs it

    names = dict.fromkeys(name for row in found["rows"] for name in (row["before"], row["after"]))
    columns = {name: column(held(case, name)) for name in names}
    save(run_page(columns, found, _strip(found).svg, page_phrases()), out)
    return {"page": str(out), "rows": sum(len(row["rows"]) for row in found["rows"])}


def _strip(found: Mapping[str, Any]) -> HeatStrip:
    from linewatch.figures.heat_strip import Column, StripWords, heat_strip  # noqa: PLC0415 - only a figure needs it

    words = lexicon("series.en")
    columns = [Column(row["on"], _shares(row), _year(row["on"])) for row in found["rows"]]
    title = words["title"].format(texts=len(columns) + 1)
    return heat_strip(columns, StripWords(title, words["key"], words["kinds"], words["row"], words["range"]))


def _shares(row: Mapping[str, Any]) -> dict[str, float | None]:
    found = series.shares(row["counts"], row["clauses"], row["lost_share"], row["new_share"])
    return dict[str, float | None](found.items())


def _year(edtf: str) -> int | None:
    when = PartialDate.parse(edtf)
    day = when.earliest or when.latest
    return day.year if day else None
