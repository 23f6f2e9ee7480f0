"""What is found of formulas, as rows that lead to their pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from linewatch.desk.common.quoting import Text, quoted, text_of
from linewatch.desk.common.wording import lexicon
from linewatch.desk.reading.documents import shown
from linewatch.errors import BadValue
from linewatch.kinds.citations import Citation
from linewatch.kinds.dates import PartialDate
from linewatch.measures.distances.periods import period_of
from linewatch.measures.formulas.glosses import glosses, patterns
from linewatch.measures.formulas.life import TEXTS, Death, Silence, deaths
from linewatch.measures.formulas.living import lives_on
from linewatch.measures.formulas.mining import Form, Mined
from linewatch.measures.formulas.telling import Life, Rewording, Span, Teller, Told, Use
from linewatch.measures.formulas.values import CONTENT
from linewatch.measures.formulas.variants import Finder, Wording, by_spelling, numbers, spelt, written
from linewatch.record.case_file import CaseFile

_QUOTED = 8  # words of a formula that are quoted, with some to each side
_GLOSSES = 20  # of a formula that are told
_NOTHING: dict[str, Any] = dict.fromkeys(("surprise", "weight", "expected_chance"))


@dataclass(frozen=True, slots=True)
class Body:
    """The texts that are searched.

    Attributes:
        rows: Dated ones in order of date, then those without a date; one of each paper.
        language: Theirs.
        left: What is left out, and why.
        by: What a period is.
        centre: Whose explanations are looked for; None where there is none.
    """

    rows: list[Mapping[str, Any]]
    language: str
    left: list[dict[str, str]]
    by: str
    centre: str | None


class Rows:
    """Makes rows of what was found; all that was cited is kept.

    Args:
        case: Whose texts.
        body: The texts.
        mined: What was found in them.
    """

    def __init__(self, case: CaseFile, body: Body, mined: Mined) -> None:
        self._case, self._body, self._mined = case, body, mined
        self._finder = Finder(mined.once, mined.known)
        self._whole = Finder(mined.row.word, mined.known)
        self._teller = Teller(mined, [_told(row, body.by) for row in body.rows])
        self._ways = patterns(lexicon(f"glosses.{body.language}"))
        self._texts: dict[int, Text] = {}
        self.cited: list[Citation] = []

    def found(self, kind: str, limit: int) -> list[dict[str, Any]]:
        """Return the weightiest forms of a kind; one that is a wording of a weightier one stands with it."""
        rows, taken, lives = list[dict[str, Any]](), set[tuple[int, ...]](), list[Life]()
        for form in self._mined.forms:
            if form.kind != kind or form.words in taken:
                continue
            if len(rows) == limit:
                break
            wordings = self._wordings(form.words)
            row, life = self._row(wordings, form, taken)
            rows.append(row)
            lives.append(life)
        return self._buried(rows, lives)

    def asked(self, phrase: str) -> dict[str, Any]:
        """Return the row of one phrase, its wordings told more freely.

        Raises:
            BadValue: If it stands in none of the texts.
        """
        words = numbers(self._mined.row, phrase)
        wordings = self._wordings(words, 1) if words else []
        if not wordings or not any(len(one.at) for one in wordings):
            raise BadValue(
                f"The phrase {phrase!r} stands in none of the texts.", "Write it as the texts have it."
            )
        row, life = self._row(wordings, None, set())
        return self._buried([row], [life])[0]

    def _wordings(self, words: tuple[int, ...], shared: int = CONTENT) -> list[Wording]:
        first, *others = self._finder.wordings(words, shared)
        return [*by_spelling(self._mined.row, first), *others]

    def _buried(self, rows: list[dict[str, Any]], lives: Sequence[Life]) -> list[dict[str, Any]]:
        """Return rows with what is said of their death: of all that are told together."""
        for row, life, death in zip(rows, lives, deaths([one.silence for one in lives]), strict=True):
            living = self._living(life) if death.sure else []
            row["died"] = _died(life.silence, death) | {"dead": death.sure and not living, "lives_on": living}
        return rows

    def _living(self, life: Life) -> list[dict[str, Any]]:
        uses = [use for one in life.wordings for use in self._teller.uses(one)]
        return [
            {"text": spelt(self._mined.row, one.at, one.size), "uses": one.uses, "documents": one.texts,
             "use": self._use(Use(int(self._mined.row.text[one.at]), one.at, one.size))}
            for one in lives_on(self._mined, life.wordings[0].words, self._teller.since(uses))
        ]  # fmt: skip

    def _row(
        self, wordings: Sequence[Wording], form: Form | None, taken: set[tuple[int, ...]]
    ) -> tuple[dict[str, Any], Life]:
        everywhere = self._whole.places(wordings[0].words)
        life = self._teller.life(wordings, len(everywhere))
        taken.update(one.words for one in life.wordings)
        cites = list(self._cites(life.span))
        told, refused = self._glosses(life.wordings)
        self.cited += cites
        return {
            "formula": self._spelt(life.wordings[0], everywhere),
            "kind": form.kind if form else None,
            "own": self._variant(life.wordings[0], life.spans[0]),
            "variants": [self._variant(one, span) for one, span in zip(life.wordings, life.spans, strict=True)][1:],
            "first": self._date(life.span.first),
            "last": self._date(life.span.last),
            "first_use": self._use(life.span.first),
            "last_use": self._use(life.span.last),
            "first_sure": life.span.first_sure,
            "uses": life.span.uses,
            "documents": life.span.texts,
            "undated": life.span.undated,
            "reprinted": life.reprinted,
            "single_wordings": life.single,
            "counts": [{"period": one.period, "uses": one.uses, "documents": one.texts, "words": one.words}
                       for one in life.periods],
            "heat": [{"period": one.period, "per_10000": one.heat.rate, "low": one.heat.low, "high": one.heat.high,
                      "level": one.heat.level} for one in life.periods],
            "actors": [self._actor(actor, span) for actor, span in life.actors.items()],
            "rewordings": [self._rewording(one, life) for one in life.rewordings],
            "rewordings_refused": {
                "wordings": life.too_few, "why": "too few dated texts have them", "needed": f"{TEXTS} with each",
            } if life.too_few else None,
            "glosses": told,
            "glosses_refused": refused,
            **(_NOTHING if form is None else {"surprise": form.surprise, "weight": form.weight,
                                              "expected_chance": form.expected_chance}),
            "cites": [shown(one) for one in cites],
            "refused": None if life.span.first else {
                "why": "no text with it has a date", "needed": "dates: linewatch correct DOC --date DATE"},
        }, life  # fmt: skip

    def _spelt(self, one: Wording, everywhere: Any = None) -> str:
        at = one.at if len(one.at) else everywhere
        if at is None or not len(at):
            return " ".join(self._mined.row.vocabulary[n] for n in one.words)
        return spelt(self._mined.row, int(at[0]), len(one.words))

    def _words(self, words: Sequence[int]) -> str:
        return " ".join(self._mined.row.vocabulary[n] for n in words)

    def _variant(self, one: Wording, span: Span) -> dict[str, Any]:
        return {
            "text": self._spelt(one), "edit": one.edit, "was": self._words(one.was), "put": self._words(one.put),
            "uses": span.uses, "documents": span.texts, "undated": span.undated, "first": self._date(span.first),
            "last": self._date(span.last), "first_use": self._use(span.first),
        }  # fmt: skip

    def _actor(self, actor: str | None, span: Span) -> dict[str, Any]:
        return {
            "actor": actor, "uses": span.uses, "documents": span.texts, "undated": span.undated,
            "first": self._date(span.first), "last": self._date(span.last), "first_use": self._use(span.first),
        }  # fmt: skip

    def _rewording(self, one: Rewording, life: Life) -> dict[str, Any]:
        return {
            "from": self._spelt(life.wordings[one.before]),
            "to": self._spelt(life.wordings[one.after]),
            "first": self._date(life.spans[one.before].first),
            "on": self._date(one.use),
            "by": self._body.rows[one.use.text]["issuer"],
            "use": self._use(one.use),
            "p_value": one.p_value,
            "p_together": one.p_together,
            "gone_over": one.over,
            "refused": None,
        }

    def _date(self, use: Use | None) -> str | None:
        return self._body.rows[use.text]["date"] if use else None

    def _use(self, use: Use | None) -> dict[str, Any] | None:
        if use is None:
            return None
        row, read = self._body.rows[use.text], self._mined.row
        last = use.at + use.size - 1
        n = read.passages[int(read.passage[use.at])][1]
        return {
            "document": row["id"], "n": n, "p_start": int(read.start[use.at]), "p_end": int(read.end[last]),
            "actor": row["issuer"], "on": row["date"],
        }  # fmt: skip

    def _cites(self, span: Span) -> Iterator[Citation]:
        for use in dict.fromkeys((span.first, span.last)):
            if use is not None:
                last = use.at + min(use.size, _QUOTED) - 1
                yield from self._cite(use.text, use.at, last)

    def _cite(self, text: int, at: int, last: int) -> Iterator[Citation]:
        read = self._mined.row
        n = read.passages[int(read.passage[at])][1]
        held = self._held(text)
        passage = next(p for p in held.passages if p.n == n)
        cited = quoted(self._case, held, passage, (int(read.start[at]), int(read.end[last])))
        if cited:
            yield cited

    def _held(self, text: int) -> Text:
        if text not in self._texts:
            self._texts[text] = text_of(self._case, self._body.rows[text])
        return self._texts[text]

    def _glosses(self, wordings: Sequence[Wording]) -> tuple[list[dict[str, Any]], dict[str, str] | None]:
        """Return where the centre explains a formula, by date, those without a date last."""
        if self._body.centre is None:
            needed = "the centre: linewatch formulas --centre A"
            return [], {"why": "the case names no centre", "needed": needed}
        if not self._ways:
            why = f"no words of explanation are known for this language: {self._body.language}"
            return [], {"why": why, "needed": f"a list: lexicons/glosses.{self._body.language}.toml"}
        phrases = [
            written(self._mined.row, int(one.at[0]), len(one.words)) for one in wordings if len(one.at)
        ]
        phrases += [[self._mined.row.vocabulary[n] for n in wordings[0].words]]
        places = np.concatenate([self._whole.places(one.words) for one in wordings])
        told = list[dict[str, Any]]()
        passages = self._mined.row.passages
        # Texts stand in order of date already.
        for number in np.unique(self._mined.row.passage[places]).tolist():
            text, n, _ = passages[number]
            if self._body.rows[text]["issuer"] == self._body.centre and len(told) < _GLOSSES:
                told += self._explained(text, n, phrases)
        return told[:_GLOSSES], None

    def _explained(self, text: int, n: int, phrases: Sequence[Sequence[str]]) -> Iterator[dict[str, Any]]:
        held = self._held(text)
        passage = next(p for p in held.passages if p.n == n)
        for one in glosses(passage.text, phrases, self._ways):
            cited = quoted(
                self._case, held, passage, (one.start, one.start + _begin(passage.text[one.start : one.end]))
            )
            self.cited += [cited] if cited else []
            yield {
                "document": held.ident, "n": n, "on": held.row["date"], "kind": one.kind, "cue": one.cue,
                "p_start": one.start, "p_end": one.end, "text": passage.text[one.start : one.end],
                "cites": [shown(cited)] if cited else [],
            }  # fmt: skip


def _begin(sentence: str) -> int:
    """Return how far the first words of a sentence reach."""
    words = sentence.split(maxsplit=_QUOTED)
    return len(sentence) if len(words) <= _QUOTED else len(sentence) - len(words[-1])


def _told(row: Mapping[str, Any], by: str) -> Told:
    date = PartialDate.parse(row["date"]) if row["date"] else None
    return Told(date, row["issuer"], period_of(date, by) if date else None)


def _died(one: Silence | None, death: Death) -> dict[str, Any]:
    if one is None:
        why = {"why": "no text with it has a date", "needed": "dates"}
        return dict.fromkeys(("silent_words", "silent_documents", "p_value", "p_together")) | {"refused": why}
    refused = {"why": one.refused.why, "needed": one.refused.needed} if one.refused else None
    return {
        "silent_words": one.words, "silent_documents": one.texts, "p_value": one.p_value,
        "p_together": death.p_together, "refused": refused,
    }  # fmt: skip
