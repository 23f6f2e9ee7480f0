"""What else could be made of the same sheets: the classic counts, plain counts, Bayes without any care.

More is likelier everywhere. A thing that was not found is read the other way round: what says "likely" of it counts
against. Written from the published formulas and not from the product, with which a test compares it.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from benchmarks.judged.people import BANDS, UNJUDGED, Sheet
from benchmarks.judged.worlds import World

Counts = NDArray[np.float64]
# Of the seven words: two against strongly, one against, neutral, one for, two for strongly; nan where not judged.
_CODES = np.array([-2.0, -2.0, -1.0, 0.0, 1.0, 2.0, 2.0, np.nan])
_MIDDLES = np.array([(low + high) / 2 for low, high in BANDS] + [np.nan])


def codes(of: World, sheet: Sheet) -> Counts:
    """Return -2 (II) to 2 (CC) by listed thing and hypothesis, nan where not judged."""
    seen = np.array([1.0 if of.things[at].seen else -1.0 for at in sheet.listed])
    return _CODES[np.where(sheet.words == UNJUDGED, 7, sheet.words)] * seen[:, None]


def parc(of: World, sheets: tuple[Sheet, ...]) -> Counts:
    """PARC: -1 and -2 for what speaks against, times 1/sqrt 2, 1 or sqrt 2 for the teller's credibility."""
    weights = np.array((2**-0.5, 1.0, 2**0.5))
    return _mean(of, sheets, lambda code, grade: np.minimum(code, 0) * weights[grade])


def burton(of: World, sheets: tuple[Sheet, ...]) -> Counts:
    """Burton: 1 and 2 for what speaks against, times 1/2, 1 or 2; turned round."""
    weights = np.array((0.5, 1.0, 2.0))
    return _mean(of, sheets, lambda code, grade: np.minimum(code, 0) * weights[grade])


def open_synthesis(of: World, sheets: tuple[Sheet, ...]) -> Counts:
    """Open Synthesis: squares of mean codes below neutral, turned round; what nobody judged is neutral."""
    against = np.minimum(_mean_of(of, sheets, lambda code: code), 0)
    return -(against**2).sum(axis=0)


def parc_printed(of: World, sheets: tuple[Sheet, ...]) -> Counts:
    """PARC as the product prints it: a stated trust above two thirds is high, below one third low, none medium."""
    return _printed(of, sheets, (2**-0.5, 1.0, 2**0.5))


def burton_printed(of: World, sheets: tuple[Sheet, ...]) -> Counts:
    """Burton as the product prints it, turned round."""
    return _printed(of, sheets, (0.5, 1.0, 2.0))


def unweighted(of: World, sheets: tuple[Sheet, ...]) -> Counts:
    """Heuer: how much speaks against, 1 and 2, no weights."""
    return _mean(of, sheets, lambda code, _: np.minimum(code, 0))


def against(of: World, sheets: tuple[Sheet, ...]) -> Counts:
    """How many items speak against, turned round."""
    return _mean(of, sheets, lambda code, _: -(code < 0).astype(float))


def net(of: World, sheets: tuple[Sheet, ...]) -> Counts:
    """How many items speak for, less how many speak against."""
    return _mean(of, sheets, lambda code, _: np.sign(code))


def total(of: World, sheets: tuple[Sheet, ...]) -> Counts:
    """The sum of -2 to 2, as spreadsheets have it."""
    return _mean(of, sheets, lambda code, _: code)


def order(of: World, sheets: tuple[Sheet, ...]) -> Counts:
    """Heuer's order alone: the place of each by what speaks against, ties sharing their mean place."""
    counts = unweighted(of, sheets)
    higher = (counts[None, :] > counts[:, None] + 1e-12).sum(axis=1)
    level = (np.abs(counts[None, :] - counts[:, None]) <= 1e-12).sum(axis=1)
    return -(higher + (level - 1) / 2.0)


def plain_bayes(of: World, sheets: tuple[Sheet, ...]) -> Counts:
    """Log chances by Bayes with the middle of each word: no ranges, groups, tellers or chances of coming upon it.

    A pair not judged stands at the geometric mean of its item. Judges' chances are averaged.
    """
    chances = np.zeros(of.columns)
    for sheet in sheets:
        like = _MIDDLES[np.where(sheet.words == UNJUDGED, 7, sheet.words)]
        seen = np.array([of.things[at].seen for at in sheet.listed])
        log = np.log(np.where(seen[:, None], like, 1 - like))
        judged = ~np.isnan(log)
        mean = np.where(judged, log, 0).sum(axis=1) / np.maximum(judged.sum(axis=1), 1)
        sums = np.where(judged, log, mean[:, None]).sum(axis=0)
        if of.several:
            chances += 1 / (1 + np.exp(-(sums - sums[-1])))
        else:
            weight = np.exp(sums - sums.max())
            chances += weight / weight.sum()
    mean_chance = chances / len(sheets)
    return np.log(mean_chance / (1 - mean_chance)) if of.several else np.log(mean_chance)


CLASSIC: dict[str, Callable[[World, tuple[Sheet, ...]], Counts]] = {
    "PARC": parc,
    "Burton": burton,
    "PARC as printed": parc_printed,
    "Burton as printed": burton_printed,
    "Open Synthesis": open_synthesis,
    "Heuer's count": unweighted,
    "Heuer's order": order,
    "items against": against,
    "for less against": net,
    "sum of -2 to 2": total,
}


def _grades(sheet: Sheet) -> NDArray[np.int64]:
    """Return 0, 1, 2 for low, medium, high: the credibility that a judge would write beside each item."""
    return np.searchsorted((0.6, 0.9), np.array(sheet.good).mean(axis=1), side="right")


def _mean(
    of: World, sheets: tuple[Sheet, ...], weigh: Callable[[Counts, NDArray[np.int64]], Counts]
) -> Counts:
    """Return the mean over judges of the sum over items of what each weighs."""
    sums = [weigh(np.nan_to_num(codes(of, sheet)), _grades(sheet)[:, None]).sum(axis=0) for sheet in sheets]
    return np.add.reduce(sums) / len(sheets)


def _printed(of: World, sheets: tuple[Sheet, ...], weights: tuple[float, float, float]) -> Counts:
    first = sheets[0]
    middles = np.array(first.good).mean(axis=1)
    grades = np.where(middles == 1, 1, np.searchsorted((1 / 3, 2 / 3), middles, side="right"))
    sums = _mean_of(of, sheets, lambda code: np.minimum(code, 0))[list(first.listed)]
    return (sums * np.array(weights)[grades][:, None]).sum(axis=0)


def _mean_of(of: World, sheets: tuple[Sheet, ...], worth: Callable[[Counts], Counts]) -> Counts:
    """Return by thing and hypothesis the mean of what codes are worth over who judged the pair; 0 where nobody did."""
    sums, judges = np.zeros((len(of.things), of.columns)), np.zeros((len(of.things), of.columns))
    for sheet in sheets:
        code = codes(of, sheet)
        sums[list(sheet.listed)] += np.nan_to_num(worth(code))
        judges[list(sheet.listed)] += ~np.isnan(code)
    return sums / np.maximum(judges, 1)
