"""Numbers in words, each with its range; and the pages behind a number."""

from __future__ import annotations

from collections.abc import Iterable

from linewatch.brief.case_view import CaseView
from linewatch.brief.measured import Estimate, Row
from linewatch.brief.phrases import Phrases
from linewatch.kinds.citations import Citation

MOST_PAGES = 2  # printed behind one number; how many rows there are is said in the sentence


END = 2.0  # of the scale of stances, either way; two actors are at most twice as far apart


def signed(number: float, end: float = END) -> str:
    """Return a number of steps with its sign, e.g. ``+0.9``, ``−1.6``, ``0.0``; beyond the scale, ``≥ +2``."""
    if abs(number) > end:
        return f"{'≥ +' if number > 0 else '≤ −'}{end:.0f}"
    told = f"{number:+.1f}".replace("-", "−")
    return told[1:] if told[1:] == "0.0" else told


def ranged(found: Estimate, words: Phrases, end: float = END) -> str:
    """Return an estimate with its range, e.g. ``+0.9 (−1.6 to ≥ +2)``."""
    mid, low, high = (signed(number, end) for number in found)
    return words.format("measured.range", mid=mid, low=low, high=high)


def apart(found: Estimate, words: Phrases) -> str:
    """Return a difference of two stances with its range."""
    return ranged(found, words, 2 * END)


def percent(share: float) -> int:
    """Return a share as a whole number of per cent."""
    return round(100 * share)


def shared(found: Estimate, words: Phrases) -> str:
    """Return a share with its range, e.g. ``33 % (6 to 73 %)``."""
    mid, low, high = map(percent, found)
    return words.format("measured.share", mid=mid, low=low, high=high)


def likely(share: float, words: Phrases) -> str:
    """Return a chance as a number and in words, e.g. ``65 %, in words likely (55 to 80 %)``.

    Source:
        Intelligence Community Directive 203 (2015), D.6.e.(2): a phrase of one scale, its range beside it.
    """
    rounded = percent(share)
    key = "chance_none" if rounded == 0 else "chance_all" if rounded == 100 else "chance"
    told = words.format(f"measured.{key}", share=rounded)
    phrase = words.likelihood(share, share)
    return words.format("measured.in_words", chance=told, phrase=phrase) if phrase else told


def chance(p_value: float) -> str:
    """Return how often chance gives as much, with two places."""
    return f"{p_value:.2f}" if p_value >= 0.01 else "< 0.01"


def pages(rows: Iterable[Row], case: CaseView, most: int = MOST_PAGES) -> tuple[Citation, ...]:
    """Return one page of each row, at most so many; of one row all of them."""
    found = [cited for row in dict.fromkeys(rows) if (cited := case.cited(*row))]
    if len(found) == 1:
        return found[0][:most]
    # Two rows may rest on one passage: it is not printed twice behind one number.
    firsts = {(cited[0].document, cited[0].page, cited[0].locator): cited[0] for cited in reversed(found)}
    return tuple(reversed(firsts.values()))[:most]


def one_a_document(rows: Iterable[Row], case: CaseView) -> tuple[Citation, ...]:
    """Return one citation of each document behind a figure; the sentences under it have the pages."""
    first: dict[str, Citation] = {}
    for row in rows:
        for citation in case.cited(*row):
            first.setdefault(citation.document, citation)
    return tuple(first.values())
