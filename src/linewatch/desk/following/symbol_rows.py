"""What is told of symbols as rows, each use on its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from linewatch.desk.common.quoting import Text, quoted, text_of
from linewatch.desk.reading.documents import shown
from linewatch.kinds.citations import Citation
from linewatch.kinds.refusals import Refusal
from linewatch.kinds.said import Actor
from linewatch.measures.symbols.reading import Mention, Reading
from linewatch.measures.symbols.values import Change, Order, Period, Told, Variant
from linewatch.record import said
from linewatch.record.case_file import CaseFile

_CITED = 4  # uses that a row cites
_NUMBERS = (
    "after",
    "before_count",
    "before_of",
    "after_count",
    "after_of",
    "p_value",
    "p_adjusted",
    "tested",
)


class Rows:
    """Makes rows; all that was cited is kept."""

    def __init__(self, case: CaseFile, held: Sequence[Mapping[str, Any]], texts: Sequence[Reading]) -> None:
        self._case, self._held, self._texts = case, held, texts
        self._names = {actor.id: actor.name for actor in said.rows(case.con, Actor)}
        self._fetched: dict[int, Text] = {}
        self.cited: list[Citation] = []

    def told(self, one: Told) -> dict[str, Any]:
        """Return a symbol's row."""
        invoked = [mention for mention in one.mentions if mention.kind]
        uses = invoked or list(one.mentions)
        # The first and the last, and some between.
        picked = list(dict.fromkeys((uses[0], uses[-1], *uses[1:])))[:_CITED]
        cites = [found for mention in sorted(picked, key=_place) if (found := self._cite(mention))]
        self.cited += cites
        return {
            "symbol": one.id,
            "sort": one.sort,
            "name": self._name(one),
            "named": len(one.mentions),
            "invoked": len(invoked),
            "criticised": len(one.criticised),
            "first": self._use(uses[0]),
            "last": self._use(self._last(uses)),
            "slots": one.slots,
            "variants": [self._variant(variant) for variant in one.variants],
            "periods": [_period(period, "period") for period in one.periods],
            "by": [_period(period, "by") for period in one.by],
            "clumps": one.clumps,
            "lists": one.lists,
            "roll_calls": one.roll_calls,
            "mean_place": one.mean_place,
            "leads": one.leads,
            "orders": [_order(order) for order in one.orders],
            "fall": _change(one.fall),
            "substitutes": [_change(change) for change in one.substitutes]
            if not isinstance(one.substitutes, Refusal)
            else [],
            "no_substitute": _why(one.substitutes) if isinstance(one.substitutes, Refusal) else None,
            "titles": [_change(change) for change in one.titles],
            "cites": [shown(citation) for citation in cites],
            "refused": None if invoked else {"why": "it is named, and never in a slot of invocation",
                                             "needed": "a text that invokes it"},
        }  # fmt: skip

    def _last(self, uses: Sequence[Mention]) -> Mention:
        dated = [mention for mention in uses if self._texts[mention.text].on]
        return (dated or uses)[-1]

    def _name(self, one: Told) -> str:
        """Return an actor's name on record; of others the bare name most used, as it is printed."""
        if one.sort == "actor":
            return self._names[one.id]
        best = min(one.variants, key=lambda v: (bool(v.title), -v.named, v.form))
        return " ".join(self._text(best.first.text)[best.first.n][best.first.start : best.first.end].split())

    def _variant(self, variant: Variant) -> dict[str, Any]:
        return {
            "name": variant.form,
            "title": variant.title or None,
            "named": variant.named,
            "invoked": variant.invoked,
            "first_on": self._texts[variant.first.text].on,
            "last_on": self._texts[variant.last.text].on,
        }

    def _use(self, mention: Mention) -> dict[str, Any]:
        text = self._texts[mention.text]
        return {
            "document": text.document, "n": mention.n, "p_start": mention.start, "p_end": mention.end, "on": text.on,
            "by": text.by, "slot": mention.kind,
        }  # fmt: skip

    def _text(self, at: int) -> dict[int, str]:
        return dict(self._texts[at].passages)

    def _cite(self, mention: Mention) -> Citation | None:
        if mention.text not in self._fetched:
            self._fetched[mention.text] = text_of(self._case, self._held[mention.text])
        text = self._fetched[mention.text]
        passage = next(p for p in text.passages if p.n == mention.n)
        return quoted(self._case, text, passage, (mention.start, mention.end))


def _place(mention: Mention) -> tuple[int, int, int]:
    return mention.text, mention.n, mention.start


def _period(one: Period, key: str) -> dict[str, Any]:
    rate, named = one.rate, one.named_rate
    silent = {"why": "no text of this period is held", "needed": "a text of it"}
    return {
        key: one.name,
        "texts": one.texts,
        "words": one.words,
        "named": one.named if rate else None,
        "invoked": one.invoked if rate else None,
        "rate": rate.rate if rate else None,
        "low": rate.low if rate else None,
        "high": rate.high if rate else None,
        "named_rate": named.rate if named else None,
        "refused": None if rate else silent,
    }


def _change(one: Change | Refusal) -> dict[str, Any]:
    if isinstance(one, Refusal):
        return {"what": None, **dict.fromkeys(_NUMBERS), "refused": _why(one)}
    return {**one._asdict(), "refused": None}


def _why(one: Refusal) -> dict[str, str]:
    return {"why": one.why, "needed": one.needed}


def _order(one: Order) -> dict[str, Any]:
    return {
        "other": one.other,
        "first": one.first,
        "of": one.of,
        "periods": [{"period": period, "first": first, "of": of} for period, first, of in one.periods],
        "change": _change(one.change),
    }
