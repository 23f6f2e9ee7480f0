"""The set phrases of a movement in the texts held: who used them when, and what the centre means by them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from linewatch.desk.common.finding import Computed, Question, find
from linewatch.desk.common.quoting import base_language, text_of
from linewatch.desk.common.wording import lexicon
from linewatch.desk.following.formula_rows import Body, Rows
from linewatch.desk.measuring.distancing import stop_words
from linewatch.desk.reading.witnesses import one_each
from linewatch.errors import BadValue, NoSuchRecord
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.said import Actor
from linewatch.measures.distances.periods import By, period_of
from linewatch.record import read, said
from linewatch.record.case_file import CaseFile
from linewatch.record.filters import Filters, chosen

if TYPE_CHECKING:
    from linewatch.measures.formulas.mining import Mined
    from linewatch.measures.formulas.values import Text

Kind = Literal["formula", "boilerplate", "name"]
LIMIT = 100
_SEED = 1
_VERSION = "3"
# Looked at, to be told from what stands in sentences.
_NOT_RUNNING = ("heading", "table")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What may be asked of formulas.

    Attributes:
        since: EDTF; only texts that can be as late.
        until: EDTF; only texts that can be as early.
        centre: Whose explanations are looked for; None for the case's centre.
        language: Of the texts; None for the one most words are in.
        by: The periods of heat: see `By`; None for years, or shorter ones where few years are held.
        kind: formula; or what is told apart from them: boilerplate or name.
        limit: How many, the weightiest first.
        variants_of: One phrase to follow, in place of those that are found.
    """

    since: str | None = None
    until: str | None = None
    centre: str | None = None
    language: str | None = None
    by: str | None = None
    kind: str = "formula"
    limit: int = LIMIT
    variants_of: str | None = None


def find_formulas(
    case: CaseFile, asked: Asked, report: Callable[[str], None] = lambda _: None
) -> dict[str, Any]:
    """Return the set phrases of the texts that are held.

    Args:
        case: Whose documents.
        asked: What is asked for.
        report: Is told what is being done.

    Returns:
        ``rows``; ``apart``: how many forms of each kind there are; ``left_out``; ``settings``; ``why`` there are no
        rows, None where there are some.

    Raises:
        BadValue: If a choice is none, no text can be searched, or the phrase does not stand in them.
        NoSuchRecord: If there is no such actor or language.
    """
    if asked.kind not in get_args(Kind):
        raise BadValue(f"{asked.kind!r} is no kind of form.", f"Use one of: {', '.join(get_args(Kind))}.")
    if asked.limit < 1:
        raise BadValue("At least one formula must be asked for.", "Give --limit 1 or more.")
    if asked.by is not None and asked.by not in get_args(By):
        raise BadValue(f"{asked.by!r} is no period.", f"Use one of: {', '.join(get_args(By))}.")
    body = _body(case, asked)
    from linewatch.measures.formulas import life, living, sorting, values  # noqa: PLC0415 - slow to import

    settings: dict[str, Any] = {
        **values.SETTINGS, **sorting.SETTINGS, **life.SETTINGS, **living.SETTINGS, "seed": _SEED,
        "language": body.language, "by": body.by,
        "centre": body.centre, "since": asked.since, "until": asked.until, "kind": asked.kind, "limit": asked.limit,
        "variants_of": asked.variants_of,
    }  # fmt: skip
    told = [[row["id"], row["sha256"], row["date"], row["issuer"], row["passages"]] for row in body.rows]
    inputs = [told, body.left, lexicon(f"glosses.{body.language}"), sorted(stop_words(body.language))]

    def compute() -> Computed:

        report(f"reading {len(body.rows)} documents")
        texts = _texts(case, body.rows)
        mined = _mined(texts, body, asked)
        report("following each formula")
        rows = Rows(case, body, mined)
        phrase = asked.variants_of
        found = rows.found(asked.kind, asked.limit) if phrase is None else [rows.asked(phrase)]
        apart = {kind: sum(form.kind == kind for form in mined.forms) for kind in get_args(Kind)}
        return {"rows": found, "apart": apart}, rows.cited

    found = find(case, Question("formulas", _VERSION, settings, "texts"), inputs, compute)
    rows = [row | {"settings": settings} for row in found["rows"]]
    return found | {
        "rows": rows, "left_out": body.left, "settings": settings, "why": None if rows else _why(found["apart"], body)
    }  # fmt: skip


def _why(apart: Mapping[str, int], body: Body) -> str:
    from linewatch.measures.formulas.values import LEAST  # noqa: PLC0415 - slow to import

    if len(body.rows) < LEAST:
        return (
            f"Only {len(body.rows)} of the texts can be searched; a set phrase must stand in {LEAST} papers."
        )
    others = [f"{count} {kind}" for kind, count in apart.items() if count]
    return "No form of this kind recurs beyond chance." + (
        f" There are: {', '.join(others)}." if others else ""
    )


def _mined(texts: Sequence[Text], body: Body, asked: Asked) -> Mined:
    from linewatch.measures.formulas import mining  # noqa: PLC0415 - slow to import
    from linewatch.measures.formulas.values import Words  # noqa: PLC0415

    told = lexicon(f"glosses.{body.language}")
    plain = " ".join(str(told.get(name, "")) for name in ("report", "number"))
    stop = stop_words(body.language) | frozenset(plain.split())
    words = Words(stop, bool(told.get("capitals_are_names", True)))
    return mining.mined(texts, words, _SEED) if asked.variants_of is None else mining.unmined(texts, words)


def _texts(case: CaseFile, rows: Iterable[Mapping[str, Any]]) -> list[Text]:
    from linewatch.measures.formulas.values import Text  # noqa: PLC0415 - slow to import

    return [
        Text([(p.n, p.kind not in _NOT_RUNNING, p.text) for p in text_of(case, row).passages]) for row in rows
    ]


def _body(case: CaseFile, asked: Asked) -> Body:
    """Return the texts that can be searched, and what is left out."""
    every = chosen(case.con, read.documents(case.con), Filters(since=asked.since, until=asked.until))
    held = [row for row in every if row["held"] and row["words"]]
    left: list[dict[str, str]] = []
    if not held:
        raise BadValue(
            "No text is held" + (" from these years." if asked.since or asked.until else "."),
            "Add documents: linewatch add FILE",
        )
    language = _language(held, asked.language)
    taken = list[Mapping[str, Any]]()
    for row in held:
        if row["language"] and base_language(row["language"]) != language:
            left.append({"document": row["id"], "why": f"it is in another language: {row['language']}"})
        else:
            taken.append(row)
    rows = one_each(case, taken, left)
    return Body(rows, language, left, asked.by or _by(rows), _centre(case, asked.centre, held))


def _language(held: Sequence[Mapping[str, Any]], asked: str | None) -> str:
    words: dict[str, int] = {}
    for row in held:
        if tongue := base_language(row["language"]):
            words[tongue] = words.get(tongue, 0) + row["words"]
    if asked is not None:
        wanted = base_language(asked)
        if wanted is None or wanted not in words:
            raise NoSuchRecord("language of a document", asked, sorted(words), "documents")
        return wanted
    return max(sorted(words), key=lambda tongue: words[tongue]) if words else "und"


def _by(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return periods of which there are some, and not too many."""
    years = {
        year for row in rows if row["date"] and (year := period_of(PartialDate.parse(row["date"]), "year"))
    }
    span = int(max(years)) - int(min(years)) + 1 if years else 1
    return "year" if span > 3 else "quarter" if span > 1 else "month"


def _centre(case: CaseFile, asked: str | None, held: Iterable[Mapping[str, Any]]) -> str | None:
    named = asked or case.fact("centre")
    if asked:
        known = {actor.id for actor in said.rows(case.con, Actor)} | {
            str(row["issuer"]) for row in held if row["issuer"]
        }
        if asked not in known:
            raise NoSuchRecord("actor", asked, sorted(known), "actors")
    return named
