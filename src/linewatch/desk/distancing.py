"""Running text of others against the centre's: nothing coded, every distance with the words behind it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, get_args

from linewatch.desk.documents import shown
from linewatch.desk.finding import Computed, Question, find
from linewatch.errors import BadValue, NoSuchRecord
from linewatch.kinds.citations import LONGEST_QUOTATION, Citation
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.documents import Passage
from linewatch.kinds.said import Actor
from linewatch.measures.distances.periods import By, period_of
from linewatch.record import citing, read, said
from linewatch.record.case_file import CaseFile

if TYPE_CHECKING:
    from linewatch.measures.distances.evidence import Behind
    from linewatch.measures.distances.told import Distance

_SEED = 1
_VERSION = "1"
# Banners, editors' notes, footnotes and tables are not the speaker's running text.
_AROUND = ("marking", "source_note", "footnote", "table", "address", "signature")
_CITED = 3  # words on either side that are shown on their page
_AROUND_WORD = 3  # words before and after it
_NUMBERS = (
    "distance", "low", "high", "rank", "rank_without_near_copies", "alone", "earlier_share", "plain"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Body:
    """What is compared, and what is left out.

    Attributes:
        taken: Documents by actor and period.
        left: Rows that say what was left out and why.
        language: The language that is compared; None where no document tells its own.
    """

    taken: list[tuple[Mapping[str, Any], str]]
    left: list[dict[str, Any]]
    language: str | None


def find_distances(
    case: CaseFile, centre: str | None, by: str, report: Callable[[str], None] = lambda _: None
) -> list[dict[str, Any]]:
    """Return how far each actor's words stand from the centre's in each period.

    Args:
        case: Whose documents; an actor's are those it issued.
        centre: An actor's id; None for the case's centre.
        by: What a period is: see `By`.
        report: Is told what is being done.

    Raises:
        BadValue: If no centre is named, there is no such period, or there is nothing to compare.
        NoSuchRecord: If there is no such actor.
    """
    if by not in get_args(By):
        raise BadValue(f"{by!r} is no period.", f"Use one of: {', '.join(get_args(By))}.")
    middle = _centre(case, centre)
    body = _body(case, middle, by)
    stop = stop_words(body.language)
    inputs = [
        middle,
        by,
        sorted([row["id"], row["sha256"], row["issuer"], period, row["words"]] for row, period in body.taken),
        body.left,
        sorted(stop),
    ]

    def compute() -> Computed:
        from linewatch.measures.distances.measure import distances  # noqa: PLC0415 - slow to import
        from linewatch.measures.distances.words import Reading  # noqa: PLC0415

        readings = [
            Reading(row["id"], row["issuer"], period, [(p.n, p.text) for p in _passages(case, row)])
            for row, period in body.taken
        ]
        found = distances(readings, middle, stop, _SEED, report)
        report("finding the pages")
        pages = _Pages(case, [row for row, _ in body.taken])
        rows = [_row(one, pages) for one in found] + body.left
        return rows, pages.cited

    from linewatch.measures.distances.measure import SETTINGS  # noqa: PLC0415

    settings = {**SETTINGS, "seed": _SEED, "centre": middle, "by": by, "language": body.language}
    return find(case, Question("distances", _VERSION, settings, "texts"), inputs, compute)


@lru_cache(maxsize=8)
def stop_words(language: str | None) -> frozenset[str]:
    """Return the words of a language that have no subject of their own; none where no list of them ships."""
    if language is None:
        return frozenset()
    lexicon = files("linewatch.lexicons") / f"stop.{language.partition('-')[0]}.toml"
    if not lexicon.is_file():
        return frozenset()
    return frozenset(tomllib.loads(lexicon.read_text(encoding="utf-8"))["words"].split())


def _centre(case: CaseFile, centre: str | None) -> str:
    named = centre or case.fact("centre")
    if not named:
        raise BadValue("The case names no centre.", "Name an actor: linewatch distances --centre A")
    known = [actor.id for actor in said.rows(case.con, Actor)]
    if named not in known:
        raise NoSuchRecord("actor", named, known, "actors")
    return named


def _body(case: CaseFile, centre: str, by: str) -> _Body:
    """Return the documents that can be compared, and rows on those that cannot."""
    held = [row for row in read.documents(case.con) if row["held"] and row["issuer"]]
    language = _language(held, centre)
    taken: list[tuple[Mapping[str, Any], str]] = []
    undated: dict[str, list[Mapping[str, Any]]] = {}
    foreign: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in held:
        period = period_of(PartialDate.parse(row["date"]), by) if row["date"] else None
        if period is None:
            undated.setdefault(row["issuer"], []).append(row)
        elif language and row["language"] and _base(row["language"]) != language:
            foreign.setdefault((row["issuer"], period), []).append(row)
        else:
            taken.append((row, period))
    there = {(row["issuer"], period) for row, period in taken}
    left = [
        _left(actor, None, rows, f"{_many(rows)} no date, or none that lies within one {by}", f"its {by}")
        for actor, rows in sorted(undated.items())
    ]
    for (actor, period), rows in sorted(foreign.items()):
        if (actor, period) not in there:
            tongues = ", ".join(sorted({row["language"] for row in rows}))
            why = (
                f"its texts of this period are in another language ({tongues}) than the centre's ({language})"
            )
            left.append(_left(actor, period, rows, why, f"a text in {language}"))
    return _Body(taken, left, language)


def _language(held: Sequence[Mapping[str, Any]], centre: str) -> str | None:
    """Return the language in which the centre speaks most."""
    spoken: dict[str, int] = {}
    for row in held:
        if row["issuer"] == centre and row["language"]:
            tongue = _base(row["language"])
            spoken[tongue] = spoken.get(tongue, 0) + (row["words"] or 0)
    return max(sorted(spoken), key=lambda tongue: spoken[tongue]) if spoken else None


def _base(language: str) -> str:
    return language.partition("-")[0]


def _many(rows: Sequence[Mapping[str, Any]]) -> str:
    return "1 document has" if len(rows) == 1 else f"{len(rows)} documents have"


def _left(
    actor: str, period: str | None, rows: Sequence[Mapping[str, Any]], why: str, needed: str
) -> dict[str, Any]:
    return {
        "actor": actor,
        "period": period,
        **dict.fromkeys(_NUMBERS),
        "words": None,
        "passages": None,
        "echo_share": None,
        "near_copy": None,
        "line_agreement": None,
        "line_break": None,
        "stretch": None,
        "documents": sorted(row["id"] for row in rows),
        "nearer": [],
        "farther": [],
        "cites": [],
        "refused": {"why": why, "needed": needed},
    }


def _passages(case: CaseFile, row: Mapping[str, Any]) -> list[Passage]:
    return [p for p in read.passages(case.con, row["doc"]) if p.kind not in _AROUND]


class _Pages:
    """Finds words on their pages; all that was cited is kept."""

    def __init__(self, case: CaseFile, rows: Sequence[Mapping[str, Any]]) -> None:
        self._con = case.con
        self._rows = {str(row["id"]): dict(row) for row in rows}
        self._texts: dict[str, dict[int, str]] = {}
        self._of: dict[tuple[str, str], list[str]] = {}
        self.cited: list[Citation] = []

    def word(self, behind: Behind) -> Citation | None:
        """Return a citation of a word where it stands most; None where it stands nowhere as one word."""
        for place in behind.places:
            text = self._text(place.document).get(place.n, "")
            if words := _around(text, behind.word):
                try:
                    found, _ = citing.cite(self._con, self._rows[place.document], str(place.n), words)
                except BadValue:
                    continue  # a blank or a struck word stands in it
                self.cited.append(found)
                return found
        return None

    def _text(self, document: str) -> dict[int, str]:
        if document not in self._texts:
            passages = read.passages(self._con, self._rows[document]["doc"])
            self._texts = {document: {p.n: p.text for p in passages}}
        return self._texts[document]


def _around(text: str, word: str) -> str | None:
    """Return a word with a few beside it, as they stand in a text."""
    pattern = re.escape(word).replace("'", "['’]")
    if not (found := re.search(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)):
        return None
    before = text[: found.start()].split(" ")[-1 - _AROUND_WORD :]
    after = text[found.end() :].split(" ")[: 1 + _AROUND_WORD]
    words = (" ".join(before) + found.group() + " ".join(after)).strip()
    return words if 0 < len(words.split()) <= LONGEST_QUOTATION else found.group()


def _row(one: Distance, pages: _Pages) -> dict[str, Any]:
    nearer = [behind for behind in one.behind if behind.pull < 0]
    farther = [behind for behind in one.behind if behind.pull > 0]
    told = {id(behind): pages.word(behind) for behind in (*nearer[:_CITED], *farther[:_CITED])}
    cites = [citation for citation in told.values() if citation]
    return {
        "actor": one.actor,
        "period": one.period,
        "distance": one.distance,
        "low": one.low,
        "high": one.high,
        "rank": one.rank,
        "rank_without_near_copies": one.rank_without,
        "alone": one.alone,
        "earlier_share": one.earlier,
        "plain": one.plain,
        "words": one.words,
        "passages": one.passages,
        "echo_share": one.echo,
        "near_copy": one.near_copy,
        "line_agreement": one.line_agreement,
        "line_break": one.line_break,
        "stretch": one.stretch,
        "documents": list(one.documents),
        "nearer": list(_words(nearer, told)),
        "farther": list(_words(farther, told)),
        "cites": [shown(citation) for citation in dict.fromkeys(cites)],
        "refused": {"why": one.why, "needed": one.needed or ""} if one.why else None,
    }


def _words(behind: Sequence[Behind], told: Mapping[int, Citation | None]) -> Iterator[dict[str, Any]]:
    for one in behind:
        cited = told.get(id(one))
        yield {
            "word": one.word,
            "uses": one.uses,
            "expected": one.expected,
            "pull": one.pull,
            "cite": {"document": cited.document, "n": cited.n, "page": cited.page} if cited else None,
        }
