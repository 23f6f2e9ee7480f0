"""Running text of others against the centre's: nothing coded, every distance with the words behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from linewatch.desk.common.finding import Computed, Question, find
from linewatch.desk.common.quoting import Text, quoted, text_of
from linewatch.desk.common.wording import lexicon
from linewatch.desk.reading.documents import shown
from linewatch.errors import BadValue, NoSuchRecord
from linewatch.kinds.citations import Citation
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.said import Actor
from linewatch.measures.distances.periods import By, period_of
from linewatch.measures.words import listed
from linewatch.record import read, said
from linewatch.record.case_file import CaseFile

if TYPE_CHECKING:
    from linewatch.measures.distances.evidence import Behind
    from linewatch.measures.distances.told import Distance

_SEED = 1
_VERSION = "3"
_CITED = 3  # words on either side that are shown on their page
_NUMBERS = (
    "distance", "low", "high", "rank", "rank_without_near_copies", "alone", "earlier_share", "plain"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Body:
    """What is compared, and what is left out.

    Attributes:
        taken: Documents by actor and period.
        left: Rows that say what was left out and why.
        beside: Documents in other languages of an actor and period that has some in the centre's too.
        language: The language that is compared; None where no document tells its own.
    """

    taken: list[tuple[Mapping[str, Any], str]]
    left: list[dict[str, Any]]
    beside: dict[tuple[str, str], list[str]]
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
    _tell_left(body, report)
    stop = stop_words(body.language)
    inputs = [
        middle,
        by,
        sorted([row["id"], row["sha256"], row["issuer"], period, row["words"]] for row, period in body.taken),
        body.left,
        sorted([*key, *documents] for key, documents in body.beside.items()),
        sorted(stop),
    ]

    def compute() -> Computed:
        from linewatch.measures.distances.measure import distances  # noqa: PLC0415 - slow to import
        from linewatch.measures.distances.words import Reading  # noqa: PLC0415

        readings = [
            Reading(row["id"], row["issuer"], period, [(p.n, p.text) for p in text_of(case, row).passages])
            for row, period in body.taken
        ]
        found = distances(readings, middle, stop, _SEED, report)
        report("finding the pages")
        pages = _Pages(case, [row for row, _ in body.taken])
        rows = [_row(one, pages, body.beside.get((one.actor, one.period), [])) for one in found] + body.left
        return rows, pages.cited

    from linewatch.measures.distances.measure import SETTINGS  # noqa: PLC0415

    settings = {**SETTINGS, "seed": _SEED, "centre": middle, "by": by, "language": body.language}
    rows = find(case, Question("distances", _VERSION, settings, "texts"), inputs, compute)
    return [row | {"settings": settings} for row in rows]


def stop_words(language: str | None) -> frozenset[str]:
    """Return the words of a language that have no subject of their own; none where no list of them ships."""
    found = lexicon(f"stop.{_base(language)}") if language else {}
    return frozenset(str(found.get("words", "")).split())


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
    every = [row for row in read.documents(case.con) if row["held"]]
    held = [row for row in every if row["issuer"]]
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
    left = [
        _left(actor, None, rows, f"{_many(rows)} no date, or none that lies within one {by}", f"its {by}")
        for actor, rows in sorted(undated.items())
    ]
    if nobodys := [row for row in every if not row["issuer"]]:
        left.append(
            _left(None, None, nobodys, f"{_many(nobodys)} no issuer", "who issued it: correct DOC --issuer A")
        )
    there = {(row["issuer"], period) for row, period in taken if row["issuer"] != centre}
    beside: dict[tuple[str, str], list[str]] = {}
    for (actor, period), rows in sorted(foreign.items()):
        if (actor, period) in there:
            beside[actor, period] = sorted(row["id"] for row in rows)
            continue
        tongues = ", ".join(sorted({row["language"] for row in rows}))
        why = f"its texts of this period are in another language ({tongues}) than the centre's ({language})"
        left.append(_left(actor, period, rows, why, f"a text in {language}"))
    return _Body(taken, left, beside, language)


def _tell_left(body: _Body, report: Callable[[str], None]) -> None:
    """Say what is not compared; nothing is dropped in silence."""
    for row in body.left:
        who = " of ".join(filter(None, (row["actor"], row["period"])))
        report(f"left out{' ' if who else ''}{who}: {row['refused']['why']}")
    for (actor, period), documents in sorted(body.beside.items()):
        report(
            f"left out beside other texts of {actor} in {period}, not in {body.language}: {', '.join(documents)}"
        )


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
    actor: str | None, period: str | None, rows: Sequence[Mapping[str, Any]], why: str, needed: str
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
        "left_out": [],
        "nearer": [],
        "farther": [],
        "cites": [],
        "refused": {"why": why, "needed": needed},
    }


class _Pages:
    """Finds words on their pages; all that was cited is kept."""

    def __init__(self, case: CaseFile, rows: Sequence[Mapping[str, Any]]) -> None:
        self._case = case
        self._rows = {str(row["id"]): row for row in rows}
        self._text: Text | None = None
        self.cited: list[Citation] = []

    def word(self, behind: Behind) -> Citation | None:
        """Return a citation of a word where it stands most; None where it stands nowhere as one word."""
        word = listed([behind.word])
        for place in behind.places:
            text = self._of(place.document)
            passage = next((p for p in text.passages if p.n == place.n), None)
            at = word.search(passage.text) if passage else None
            if passage and at and (found := quoted(self._case, text, passage, at.span())):
                self.cited.append(found)
                return found
        return None

    def _of(self, document: str) -> Text:
        if self._text is None or self._text.ident != document:
            self._text = text_of(self._case, self._rows[document])
        return self._text


def _row(one: Distance, pages: _Pages, left_out: list[str]) -> dict[str, Any]:
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
        "left_out": left_out,
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
