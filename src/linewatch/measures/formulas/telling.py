"""What became of a formula: its wordings, who used it when, its heat, its death, and wordings that gave way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

import numpy as np

from linewatch.kinds.dates import PartialDate
from linewatch.measures.formulas.life import SURE, TEXTS, Heat, Silence, gone_over, heat, silence
from linewatch.measures.formulas.mining import Mined
from linewatch.measures.formulas.values import Ints
from linewatch.measures.formulas.variants import Wording
from linewatch.measures.multiple import holm
from linewatch.measures.rates import clumping

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
        p_value: How often chance would put its texts so far after the others.
        p_together: The same, for all rewordings of the formula together.
        over: Whether the one went over into the other: sure for all together, and the earlier one is not used as late.
    """

    before: int
    after: int
    use: Use
    p_value: float
    p_together: float
    over: bool


class Life(NamedTuple):
    """All that is told of a formula.

    Attributes:
        wordings: Itself first, then those used twice or more.
        spans: Of each wording.
        span: Of all together.
        periods: Every period of which texts are held.
        actors: For each actor its span.
        silence: Since the last use; None where no use has a date.
        rewordings: Of wordings that enough dated texts have.
        too_few: Wordings that too few dated texts have for that.
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
    too_few: int
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
        uses = [self.uses(one) for one in listed]
        every = [use for one in uses for use in one]
        actors: dict[str | None, list[Use]] = {}
        for use in every:
            actors.setdefault(self._told[use.text].actor, []).append(use)
        rewordings, too_few = self._rewordings(uses)
        as_is = sum(len(one.at) for one in wordings if one.edit in {"same", "spelt"})
        return Life(
            listed,
            [self._span(one) for one in uses],
            self._span(every),
            self._by_period(every),
            {actor: self._span(one) for actor, one in sorted(actors.items(), key=_most)},
            self._silence(every),
            rewordings,
            too_few,
            len(wordings) - len(listed),
            everywhere - as_is,
        )

    def _date(self, text: int) -> PartialDate:
        date = self._told[text].date
        if date is None:
            raise AssertionError(text)
        return date

    def uses(self, one: Wording) -> list[Use]:
        """Return the uses of a wording, in the order of the texts."""
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
        clumps = self._clumps(Counter(use.text for use in uses))
        return [
            Period(
                name,
                len(texts),
                len(set(texts)),
                self._periods[name],
                heat(len(texts), self._periods[name], clumps),
            )
            for name, texts in found.items()
        ]

    def _clumps(self, counts: Mapping[int, int]) -> float:
        """Return how far uses come in clumps within a text; where too little is held to tell, each counts alone."""
        held = [n for n, one in enumerate(self._told) if one.period]
        each, words = [counts.get(n, 0) for n in held], [self.words[n] for n in held]
        told = [self._told[n] for n in held]
        by_hand = clumping(each, words, [(one.period, one.actor) for one in told])
        return by_hand or clumping(each, words, [one.period for one in told]) or 1.0

    def since(self, uses: Sequence[Use]) -> list[int]:
        """Return the texts that are surely later than the last dated one of some uses: of a year the order is open."""
        having = self._having(uses)
        last = max((self._date(n).latest or date.max for n in having), default=date.max)
        return [n for n in self._order if (early := self._date(n).earliest) is not None and early > last]

    def _having(self, uses: Sequence[Use]) -> list[int]:
        """Return the dated texts with a use, in order of date."""
        return sorted({use.text for use in uses} & self._rank.keys(), key=self._rank.__getitem__)

    def _silence(self, uses: Sequence[Use]) -> Silence | None:
        having = self._having(uses)
        if not having:
            return None
        later = self.since(uses)
        after = sum(self.words[n] for n in later)
        every = sum(self.words[n] for n in self._order[self._rank[having[0]] + 1 :])
        return silence(len(having), every - after, after, len(later))

    def _rewordings(self, uses: Sequence[Sequence[Use]]) -> tuple[list[Rewording], int]:
        """Return what could be tested, and how many wordings too few dated texts have."""
        texts = [self._having(one) for one in uses]
        enough = [n for n, one in enumerate(texts) if len(one) >= TEXTS]
        found: list[Rewording] = []
        for a, b in combinations(enough, 2):
            early, late = (a, b) if self._day(texts[a][0]) <= self._day(texts[b][0]) else (b, a)
            if self._day(texts[early][0]) == self._day(texts[late][0]):
                continue
            old, new = ([self._day(text) for text in texts[n]] for n in (early, late))
            use = next(one for one in uses[late] if one.text == texts[late][0])
            found.append(Rewording(early, late, use, gone_over(old, new), 1.0, over=old[-1] < new[-1]))
        together = holm([one.p_value for one in found])
        told = [
            one._replace(p_together=p, over=one.over and p <= SURE)
            for one, p in zip(found, together, strict=True)
        ]
        return told, len(uses) - len(enough)

    def _day(self, text: int) -> int:
        """Return the day on which a text is put: the first it can mean."""
        return self._date(text).sort_key[0].toordinal()


def _most(item: tuple[str | None, Sequence[Use]]) -> tuple[int, str]:
    return -len(item[1]), item[0] or ""
