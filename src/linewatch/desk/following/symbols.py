"""Who or what the texts held invoke as authority: read, counted, tested, and shown on their pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from linewatch.desk.common.finding import Computed, Question, find
from linewatch.desk.common.naming import actor_called
from linewatch.desk.common.pages import save
from linewatch.desk.common.quoting import base_language, text_of
from linewatch.desk.common.wording import languages_of, lexicon, own_lexicon
from linewatch.desk.measuring.distancing import stop_words
from linewatch.desk.reading.witnesses import one_each
from linewatch.errors import BadValue
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.said import Actor, CitationRow, Statement
from linewatch.measures.distances.periods import By, period_of
from linewatch.measures.symbols.lexicon import words_of
from linewatch.record import read, said
from linewatch.record.case_file import CaseFile
from linewatch.record.citing import Resolver
from linewatch.record.filters import Filters, chosen

if TYPE_CHECKING:
    from linewatch.measures.symbols.measure import Known
    from linewatch.measures.symbols.reading import Reading

_VERSION = "2"
_FORM = "Write it as lexicons/symbols.en.toml is written."
_CRITICISES = "criticises"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What may be asked of symbols.

    Attributes:
        actor: Only texts that this actor issued or speaks in.
        since: EDTF; only texts that can be as late.
        until: EDTF; only texts that can be as early.
        by: What a period is: see `By`.
        look_for: Names, texts or doctrines to be looked for however they are written, besides those found.
        language: Of texts that do not tell theirs.
        words: A file of one's own words of invocation; it stands in for those of its language.
        documents: Only these; empty for all that are held.
    """

    actor: str | None = None
    since: str | None = None
    until: str | None = None
    by: str = "year"
    look_for: Sequence[str] = ()
    language: str | None = None
    words: Path | None = None
    documents: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """The texts that are read.

    Attributes:
        rows: Dated ones in order of date, then those without a date.
        languages: Of each.
        periods: Of each; None where its date lies in none.
        left: What is left out, and why.
    """

    rows: list[Mapping[str, Any]]
    languages: list[str]
    periods: list[str | None]
    left: list[dict[str, str]]


def find_symbols(
    case: CaseFile, asked: Asked, report: Callable[[str], None] = lambda _: None
) -> dict[str, Any]:
    """Return who or what is invoked as authority in the texts that are held.

    Args:
        case: Whose documents.
        asked: What is asked for.
        report: Is told what is being done.

    Returns:
        ``rows``, one a symbol, most invoked first; ``left_out``: documents with why; ``texts`` and ``words`` that were
        read; ``settings``.

    Raises:
        BadValue: If there is no such period, no text can be read, or a file of words cannot be used.
        NoSuchRecord: If there is no such actor or document.
    """
    if asked.by not in get_args(By):
        raise BadValue(f"{asked.by!r} is no period.", f"Use one of: {', '.join(get_args(By))}.")
    lists = _lists(asked)
    body = _body(case, asked, lists)
    from linewatch.measures.symbols import measure  # noqa: PLC0415 - slow to import

    known = _known(case, asked)
    settings: dict[str, Any] = {
        **measure.SETTINGS, "by": asked.by, "actor": asked.actor, "since": asked.since, "until": asked.until,
        "language": asked.language, "look_for": list(asked.look_for),
    }  # fmt: skip
    stops = {language: sorted(stop_words(language)) for language in lists}
    told = [
        [row["id"], row["sha256"], row["date"], _hand(row), row["passages"], language]
        for row, language in zip(body.rows, body.languages, strict=True)
    ]
    actors = sorted([row.id, row.name] for row in said.rows(case.con, Actor))
    inputs = [told, body.left, lists, stops, actors, sorted(known.names), sorted(known.criticised)]

    def compute() -> Computed:
        from linewatch.desk.following.symbol_rows import Rows  # noqa: PLC0415 - as above

        report(f"reading {len(body.rows)} documents")
        texts = _texts(case, body)
        words = {
            language: words_of(data, frozenset(stops[language]))
            for language, data in lists.items()
            if language in body.languages
        }
        found = measure.symbols(texts, words, known, _all_periods(body.periods, asked.by))
        report(f"finding the pages of {len(found)} symbols")
        rows = Rows(case, body.rows, texts)
        return [rows.told(one) for one in found], rows.cited

    rows = find(case, Question("symbols", _VERSION, settings, "texts"), inputs, compute)
    return {
        "rows": [row | {"settings": settings} for row in rows],
        "left_out": body.left,
        "texts": len(body.rows),
        "words": sum(row["words"] for row in body.rows),
        "settings": settings,
    }


def _lists(asked: Asked) -> dict[str, dict[str, Any]]:
    """Return the words of invocation by language: those that ship, and one's own."""
    own = own_lexicon(asked.words, _FORM) if asked.words else None
    if own is not None and not (isinstance(own.get("language"), str) and isinstance(own.get("slots"), dict)):
        raise BadValue(f"{str(asked.words)!r} tells no language or no slots.", _FORM)
    found = {name: lexicon(f"symbols.{name}") for name in languages_of("symbols")}
    return found | ({str(own["language"]): own} if own is not None else {})


def _body(case: CaseFile, asked: Asked, lists: Mapping[str, Any]) -> Body:
    """Return the texts that can be read, and what is left out."""
    every = chosen(case.con, read.documents(case.con), Filters(since=asked.since, until=asked.until))
    if asked.documents:
        wanted = {read.document(case.con, name)["id"] for name in asked.documents}
        every = [row for row in every if row["id"] in wanted]
    if asked.actor is not None:
        actor = actor_called(case, asked.actor)
        names = {actor.id, actor.name, *said.aliases(case.con).get(actor.id, ())}
        every = [row for row in every if names & {row["issuer"], row["speaker"]}]
    left = [
        {"document": row["id"], "why": "no copy of it is held"}
        for row in every
        if not row["held"] and asked.documents
    ]
    taken = list[Mapping[str, Any]]()
    for row in every:
        language = base_language(row["language"]) or base_language(asked.language)
        if not row["held"]:
            continue
        if not row["words"]:
            left.append({"document": row["id"], "why": "it holds no words"})
        elif language is None:
            why = "its language is not known: correct DOC --language L, or --language L for all such"
            left.append({"document": row["id"], "why": why})
        elif language not in lists:
            why = f"no words of invocation are known of its language ({language}): --words FILE"
            left.append({"document": row["id"], "why": why})
        else:
            taken.append({**row, "language": language})
    rows = one_each(case, taken, left)
    if not rows:
        why = f" {left[0]['document']}: {left[0]['why']}." if left else ""
        raise BadValue(
            f"No text is held that can be read for symbols.{why}", "Add documents: linewatch add FILE"
        )
    return Body(
        rows,
        [row["language"] for row in rows],
        [period_of(PartialDate.parse(row["date"]), asked.by) if row["date"] else None for row in rows],
        left,
    )


def _hand(row: Mapping[str, Any]) -> str | None:
    return row["issuer"] or row["speaker"]


def _known(case: CaseFile, asked: Asked) -> Known:
    """Return the actors by their names, what is asked for, and where coded statements criticise an actor."""
    from linewatch.measures.symbols.measure import Known  # noqa: PLC0415 - slow to import

    other = said.aliases(case.con)
    names = {
        (row.id, name) for row in said.rows(case.con, Actor) for name in (row.name, *other.get(row.id, ()))
    }
    taken = {name.casefold() for _, name in names}
    given = [name for name in asked.look_for if name.casefold() not in taken]
    if blank := [name for name in asked.look_for if not any(char.isalpha() for char in name)]:
        raise BadValue(f"{blank[0]!r} is no name.", "Give words: linewatch symbols --for NAME")
    against = {
        row.id: row.target for row in said.rows(case.con, Statement) if row.act == _CRITICISES and row.target
    }
    resolver = Resolver(case.con)
    named = {row["key"]: row["id"] for row in read.known_documents(case.con).values() if row["held"]}
    criticised = set[tuple[str, int, str]]()
    for row in said.rows(case.con, CitationRow):
        if row.of == "statements" and row.id in against and row.document in named:
            found = resolver.cited(row)
            if found.n is not None:
                criticised.add((named[row.document], found.n, str(against[row.id])))
    return Known(sorted(names | {(name, name) for name in given}), frozenset(given), frozenset(criticised))


def _texts(case: CaseFile, body: Body) -> list[Reading]:
    from linewatch.measures.symbols.reading import Reading  # noqa: PLC0415 - slow to import

    return [
        Reading(row["id"], _hand(row), row["date"], period, language,
                [(p.n, p.text) for p in text_of(case, row).passages])
        for row, language, period in zip(body.rows, body.languages, body.periods, strict=True)
    ]  # fmt: skip


def _all_periods(periods: Sequence[str | None], by: str) -> list[str]:
    """Return all periods from the first with a text to the last, those between without one too."""
    from linewatch.measures.symbols.calendar import between  # noqa: PLC0415 - as above

    held = sorted({period for period in periods if period is not None})
    return between(held[0], held[-1], by) if held else []


def write_symbols(found: Mapping[str, Any], chosen_ones: Sequence[str], out: Path) -> dict[str, Any]:
    """Write the rates of some symbols by period as SVG; return where, and the same in words.

    Args:
        found: As `find_symbols` gives it.
        chosen_ones: Symbols as their rows name them; none for the most invoked.
        out: The file.

    Raises:
        BadValue: If there is no such symbol, no rate to draw, or the file cannot be written.
    """
    from linewatch.figures.symbols import Drawn, Strip, SymbolWords, symbol_rates  # noqa: PLC0415 - only here

    rows = {row["symbol"]: row for row in found["rows"]}
    if missing := [name for name in chosen_ones if name not in rows]:
        raise BadValue(
            f"{missing[0]!r} is no symbol found here.", f"Use one of: {', '.join(list(rows)[:8])} …"
        )
    shown = (
        [rows[name] for name in chosen_ones]
        if chosen_ones
        else [r for r in found["rows"] if r["invoked"]][:5]
    )
    strips = [
        Strip(row["name"], [Drawn(p["period"], p["rate"], p["low"], p["high"], p["invoked"], p["words"])
                              for p in row["periods"]])
        for row in shown
    ]  # fmt: skip
    made = symbol_rates(strips, SymbolWords(**lexicon("symbols_figure.en")["words"]))
    save(made.svg, out)
    return {"figure": str(out), "description": made.description}
