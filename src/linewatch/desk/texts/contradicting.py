"""What one actor said that cannot both be its line: from coded statements, then from its texts as suggestions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from linewatch.desk.common.finding import Computed, Question, find
from linewatch.desk.common.naming import actor_called
from linewatch.desk.common.places import Places
from linewatch.desk.common.quoting import Text, held
from linewatch.desk.reading.documents import shown
from linewatch.desk.said.ledger import Cited, citations
from linewatch.desk.texts.graded_words import graded_words
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.said import Actor, Coding, Issue, Statement, standing_reading
from linewatch.measures import contradictions as measure
from linewatch.record import read, said
from linewatch.record.case_file import CaseFile

_VERSION = "2"  # of what is told from coded statements


def find_contradictions(case: CaseFile, actor: str) -> dict[str, Any]:
    """Return the pairs of an actor's statements that cannot both be its line, and what it rests on.

    Args:
        case: Whose record.
        actor: An actor's id or name, or another name it goes by.

    Returns:
        ``rows``: first those from coded statements, then suggestions from held texts; ``statements``: how many with a
        stance were compared; ``texts``: how many held texts; ``not_compared``: those that were not, and why; ``why``:
        why there may be none, or None.

    Raises:
        NoSuchRecord: If there is no such actor.
        BadValue: If several go by that name.
    """
    who = actor_called(case, actor)
    own = [row for row in said.rows(case.con, Statement) if row.actor == who.id]
    codings = said.rows(case.con, Coding)
    readings = {row.id: _reading(standing_reading(row, codings)) for row in own}
    parents = {row.id: row.parent for row in said.rows(case.con, Issue)}
    cited = citations(case)

    def compute() -> Computed:
        pairs = measure.contradictions(own, readings, parents)
        rests_on = [
            c for pair in pairs for row in (pair.a, pair.b) for c in cited.get(("statements", row.id), ())
        ]
        return [_coded(pair, readings, cited) for pair in pairs], rests_on

    settings = {"certainty": {str(k): v for k, v in measure.SURE.items()}, "kinds": measure.BY_KIND,
                "tree": measure.ON_TREE}  # fmt: skip
    cites = [[shown(c) for c in cited.get(("statements", row.id), ())] for row in own]
    inputs = [who.id, [asdict(row) for row in own], readings, parents, cites]
    rows = find(case, Question("contradictions", _VERSION, settings), inputs, compute)
    texts = _texts(case, who)
    suggested, not_compared = _suggested(case, texts)
    compared = sum(bool(stance) for stance, _ in readings.values())
    return {
        "rows": rows + suggested,
        "statements": compared,
        "texts": len(texts),
        "not_compared": not_compared,
        "why": _why(compared, len(texts)) if not rows else None,
    }


def _reading(reading: Statement | Coding) -> tuple[int | None, str | None]:
    return reading.stance, reading.certainty


def _why(compared: int, texts: int) -> str:
    if compared < 2:
        return (
            f"{compared} of its statements {'takes' if compared == 1 else 'take'} a side on an issue: two are needed"
            + (f"; {texts} of its texts are held" if texts else "; none of its texts is held")
        )
    return f"its {compared} statements that take a side contradict each other nowhere"


def _coded(
    pair: measure.Pair, readings: Mapping[str, tuple[int | None, str | None]], cited: Cited
) -> dict[str, Any]:
    a, b = pair.a, pair.b
    return {
        "a": a.id,
        "b": b.id,
        "issue": a.issue,
        "b_issue": b.issue,
        "relation": pair.relation,
        "a_on": a.said_on,
        "b_on": b.said_on,
        "a_stance": readings[a.id][0],
        "b_stance": readings[b.id][0],
        "kind": pair.kind,
        "why": pair.why,
        "audience": _audience(pair),
        "differs": {name: list(both) for name, both in pair.differs.items()},
        "parted_by": list(pair.parted_by),
        "score": pair.score,
        "a_text": a.summary,
        "b_text": b.summary,
        "cue_a": None,
        "cue_b": None,
        "suggestion": False,
        "cites": [shown(c) for row in (a, b) for c in cited.get(("statements", row.id), ())],
    }


def _audience(pair: measure.Pair) -> str:
    told = [f"{name}: {one} / {other}" for name, (one, other) in pair.differs.items()]
    if told:
        return "; ".join(told)
    return f"the same ({', '.join(pair.same)})" if pair.same else "not known"


def _texts(case: CaseFile, actor: Actor) -> list[Text]:
    """Return the held texts that an actor issued or spoke, by date."""
    names = {actor.id, actor.name, *said.aliases(case.con).get(actor.id, ())}
    names = {name.casefold() for name in names}
    rows = [
        row
        for row in read.documents(case.con)
        if row["held"] and any((row[part] or "").casefold() in names for part in ("issuer", "speaker"))
    ]
    found = [held(case, row["id"]) for row in rows]
    return sorted(found, key=lambda text: (not text.row["date"], _when(text), text.ident))


def _when(text: Text) -> Any:
    when = text.row["date"]
    return PartialDate.parse(when).sort_key if when else ()


def _suggested(case: CaseFile, texts: Sequence[Text]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return passages of an actor's texts of which one turns the other round; and the texts that were not compared."""
    groups = dict[str, list[Text]]()
    for text in (one for one in texts if one.says_something):
        groups.setdefault(text.language or "", []).append(text)
    found = list[dict[str, Any]]()
    left = [
        {"document": text.ident, "why": "It holds no words."} for text in texts if not text.says_something
    ]
    for language, group in sorted(groups.items()):
        words = graded_words(language or None)
        if words.why:
            left += [{"document": text.ident, "why": words.why} for text in group]
        elif len(group) > 1:
            places = [Places(case, text) for text in group]

            def compute(places: Sequence[Places] = places, words: Any = words) -> Computed:
                rows = measure.turned_round([place.joined for place in places], words.lexicon)
                return [row._asdict() for row in rows], [place.beginning() for place in places]

            inputs = [[text.key for text in group], [place.joined for place in places], words.key]
            settings = {**measure.SETTINGS, "language": language}
            question = Question("contradictions in texts", measure.VERSION, settings, "texts")
            rows = find(case, question, inputs, compute)
            found += [_suggestion(row, group, places) for row in rows]
    return sorted(found, key=lambda row: (-row["score"], row["a"], row["b"])), left


def _suggestion(row: Mapping[str, Any], texts: Sequence[Text], places: Sequence[Places]) -> dict[str, Any]:
    sides = [texts[n] for n in row["texts"]]
    spans = [row["a"], row["b"]]
    where = [places[n] for n in row["texts"]]
    dates = [text.row["date"] for text in sides]
    kind, why = measure.together(dates[:1], dates[1:])
    told = [place.of(span) for place, span in zip(where, spans, strict=True)]
    cues = [
        span and place.joined[slice(*span)]
        for place, span in zip(where, (row["cue_a"], row["cue_b"]), strict=True)
    ]
    return {
        "a": f"{sides[0].ident}:{told[0][0]}",
        "b": f"{sides[1].ident}:{told[1][0]}",
        "issue": None,
        "b_issue": None,
        "relation": "wording",
        "a_on": dates[0],
        "b_on": dates[1],
        "a_stance": None,
        "b_stance": None,
        "kind": kind,
        "why": why,
        "audience": "not known",
        "differs": {},
        "parted_by": [],
        "score": row["score"],
        "a_text": where[0].joined[slice(*spans[0])],
        "b_text": where[1].joined[slice(*spans[1])],
        "cue_a": cues[0],
        "cue_b": cues[1],
        "suggestion": True,
        "cites": [shown(place.cite(span)) for place, span in zip(where, spans, strict=True)],
    }
