"""What became of a formula: its wordings, who used it when, its heat, its death, and wordings that gave way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

import numpy as np

from linewatch.kinds.dates import PartialDate
from linewatch.kinds.refusals import Refusal
from linewatch.measures.formulas.life import SURE, TEXTS, Heat, Silence, gone_over, heat, holm, silence
from linewatch.measures.formulas.mining import Mined
from linewatch.measures.formulas.values import Ints
from linewatch.measures.formulas.variants import Wording

LEAST_USES = 2  # of a wording, to be listed


class Told(NamedTuple):
    """What is said of a text.

    Attributes:
        date: When it was said; None where it is not known.
        actor: Who said it.
        period: The period it falls in; None where it may fall in several.
    """

    date: PartialDate | None
    actor: str | None
    period: str | None


class Use(NamedTuple):
    """A use of a formula.

    Attributes:
        text: The number of the text.
        at: Where it begins in the row of words.
        size: How many words it has.
    """

    text: int
    at: int
    size: int


class Span(NamedTuple):
    """From when to when something is held to be used.

    Attributes:
        uses: How often.
        texts: In how many texts.
        undated: Uses in texts without a date, among them.
        first: The first dated use; None where there is none.
        last: The last dated one.
        first_sure: Whether no other text with it can be as early.
    """

    uses: int
    texts: int
    undated: int
    first: Use | None
    last: Use | None
    first_sure: bool


class Period(NamedTuple):
    """A formula in one period."""

    period: str
    uses: int
    texts: int
    words: int
    heat: Heat


class Rewording(NamedTuple):
    """One wording and a later one.

    Attributes:
        before: The number of the earlier wording in the list of wordings.
        after: That of the later one.
        use: The first use of the later one: who changed first.
        p_value: How often chance would put its texts so far after the others; None where refused.
        p_together: The same, for all rewordings of the formula together.
        over: Whether the one went over into the other: sure for all together, and the earlier one is not used as late.
        refused: Why there is no p.
    """

    before: int
    after: int
    use: Use
    p_value: float | None
    p_together: float | None
    over: bool
    refused: Refusal | None


class Life(NamedTuple):
    """All that is told of a formula.

    Attributes:
        wordings: Itself first, then those used twice or more.
        spans: Of each wording.
        span: Of all together.
        periods: Every period of which texts are held.
        actors: For each actor its span.
        silence: Since the last use; None where no use has a date.
        rewordings: Those that could be put in order.
        single: Wordings used once, which are not listed.
        reprinted: Uses of the formula as it is in stretches that are reprints: not counted.
    """

    wordings: list[Wording]
    spans: list[Span]
    span: Span
    periods: list[Period]
    actors: dict[str | None, Span]
    silence: Silence | None
    rewordings: list[Rewording]
    single: int
    reprinted: int


class Teller:
    """Tells the life of formulas.

    Args:
        mined: What was found in some texts.
        told: What is said of each text, in the same order.
    """

    def __init__(self, mined: Mined, told: Sequence[Told]) -> None:
        self._told = told
        self._text = mined.row.text
        words = np.zeros(len(told), np.int64)
        np.add.at(words, self._text[mined.row.word >= 0], 1)
        self.words: list[int] = words.tolist()
        dated = [n for n, one in enumerate(told) if one.date]
        self._order = sorted(dated, key=lambda n: (self._date(n).sort_key, n))
        self._rank = {n: place for place, n in enumerate(self._order)}
        self._periods: dict[str, int] = {}
        for n, one in enumerate(told):
            if one.period:
                self._periods[one.period] = self._periods.get(one.period, 0) + self.words[n]

    def life(self, wordings: Sequence[Wording], everywhere: int) -> Life:
        """Return the life of a formula.

        Args:
            wordings: Itself first.
            everywhere: How often it occurs as it is, reprints among them.
        """
        listed = [one for n, one in enumerate(wordings) if not n or len(one.at) >= LEAST_USES]
        uses = [self._uses(one) for one in listed]
        every = [use for one in uses for use in one]
        actors: dict[str | None, list[Use]] = {}
        for use in every:
            actors.setdefault(self._told[use.text].actor, []).append(use)
        return Life(
            listed,
            [self._span(one) for one in uses],
            self._span(every),
            self._by_period(every),
            {actor: self._span(one) for actor, one in sorted(actors.items(), key=_most)},
            self._silence(every),
            self._rewordings(uses),
            len(wordings) - len(listed),
            everywhere - len(wordings[0].at),
        )

    def _date(self, text: int) -> PartialDate:
        date = self._told[text].date
        if date is None:
            raise AssertionError(text)
        return date

    def _uses(self, one: Wording) -> list[Use]:
        texts: Ints = self._text[one.at].astype(np.int64)
        return [Use(t, at, len(one.words)) for t, at in zip(texts.tolist(), one.at.tolist(), strict=True)]

    def _span(self, uses: Sequence[Use]) -> Span:
        dated = sorted(
            (use for use in uses if use.text in self._rank), key=lambda u: (self._rank[u.text], u.at)
        )
        texts = len({use.text for use in uses})
        if not dated:
            return Span(len(uses), texts, len(uses), None, None, first_sure=False)
        first = self._date(dated[0].text).latest
        others = {use.text for use in dated} - {dated[0].text}
        sure = first is not None and all(
            (early := self._date(text).earliest) is not None and early > first for text in others
        )
        return Span(len(uses), texts, len(uses) - len(dated), dated[0], dated[-1], first_sure=sure)

    def _by_period(self, uses: Sequence[Use]) -> list[Period]:
        found: Mapping[str, list[int]] = {period: [] for period in sorted(self._periods)}
        for use in uses:
            period = self._told[use.text].period
            if period:
                found[period].append(use.text)
        return [
            Period(
                name, len(texts), len(set(texts)), self._periods[name], heat(len(texts), self._periods[name])
            )
            for name, texts in found.items()
        ]

    def _silence(self, uses: Sequence[Use]) -> Silence | None:
        having = sorted({use.text for use in uses} & self._rank.keys(), key=self._rank.__getitem__)
        if not having:
            return None
        # Only what is surely later counts as silence: of one year's texts the order is not known.
        last = max((self._date(n).latest or date.max for n in having), default=date.max)
        since = self._order[self._rank[having[0]] + 1 :]
        later = [n for n in since if (early := self._date(n).earliest) is not None and early > last]
        after = sum(self.words[n] for n in later)
        return silence(len(having), sum(self.words[n] for n in since) - after, after, len(later))

    def _rewordings(self, uses: Sequence[Sequence[Use]]) -> list[Rewording]:
        days = [
            sorted({use.text for use in one if use.text in self._rank}, key=self._rank.__getitem__)
            for one in uses
        ]
        found: list[Rewording] = []
        for a, b in combinations(range(len(uses)), 2):
            if not days[a] or not days[b]:
                continue
            early, late = (a, b) if self._day(days[a][0]) <= self._day(days[b][0]) else (b, a)
            if self._day(days[early][0]) == self._day(days[late][0]):
                continue
            found.append(self._rewording(early, late, days, uses))
        together = iter(holm([one.p_value for one in found if one.p_value is not None]))
        return [one if one.p_value is None else self._judged(one, next(together), days) for one in found]

    def _rewording(
        self, early: int, late: int, days: Sequence[Sequence[int]], uses: Sequence[Sequence[Use]]
    ) -> Rewording:
        use = next(one for one in uses[late] if one.text == days[late][0])
        if min(len(days[early]), len(days[late])) < TEXTS:
            why = Refusal("too few dated texts have one of the wordings", f"{TEXTS} with each")
            return Rewording(early, late, use, None, None, over=False, refused=why)
        old, new = ([self._day(text) for text in days[n]] for n in (early, late))
        return Rewording(early, late, use, gone_over(old, new), None, over=False, refused=None)

    def _judged(self, one: Rewording, together: float, days: Sequence[Sequence[int]]) -> Rewording:
        outlived = self._day(days[one.before][-1]) < self._day(days[one.after][-1])
        return one._replace(p_together=together, over=together <= SURE and outlived)

    def _day(self, text: int) -> int:
        """Return the day on which a text is put: the first it can mean."""
        return self._date(text).sort_key[0].toordinal()


def _most(item: tuple[str | None, Sequence[Use]]) -> tuple[int, str]:
    return -len(item[1]), item[0] or ""
