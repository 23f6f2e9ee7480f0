"""Wordfish: one line on which texts are laid so that their word counts are told best. It is not a position."""

from __future__ import annotations

from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from linewatch.errors import BadValue

Floats = NDArray[np.float64]
SPREAD_OF_WEIGHTS = 3.0  # the prior's standard deviation of a word's weight; that of a text's value is 1
_STEPS, _CLOSE, _NEAR = 500, 1e-10, 0.01
_ALIKE = 1e-6  # below this spread of values texts do not differ: what is left is rounding


class Fit(NamedTuple):
    """The texts on the line that tells their counts best.

    Attributes:
        values: Of each text, shape (n_texts,), of mean 0 and standard deviation 1; all 0 where nothing tells them
            apart.
        weights: Of each word, shape (n_words,): how much more of it there is, in logarithms, a unit further on.
        objective: The penalised log-likelihood, without what does not depend on the fit.
        start: What a fit of nearly the same counts may begin from.
    """

    values: Floats
    weights: Floats
    objective: float
    start: Floats


def wordfish(counts: Floats, start: Floats | None = None) -> Fit:
    """Return the fit of counts that are Poisson with rates exp(length of text + frequency of word + weight x value).

    The frequencies of words are taken out exactly: given how often a word occurs in all, its counts are multinomial
    over the texts. What is left is maximised by L-BFGS, which searches along each step, from the first axis of a
    singular value decomposition.

    Args:
        counts: Shape (n_texts, n_words), every text with a word at least.
        start: Of an earlier fit, for counts of the same shape.

    Raises:
        BadValue: If the search does not come to an end.

    Source:
        Slapin and Proksch (2008), American Journal of Political Science 52(3), equation 1; priors as in quanteda:
        weights normal with standard deviation 3, values standard normal.
    """
    # It takes long to load, and only this needs it; it brings no types.
    from scipy import optimize  # pyright: ignore[reportMissingTypeStubs]  # noqa: PLC0415

    texts, words = counts.shape
    total = counts.sum(axis=0)

    def parts(at: Floats) -> tuple[Floats, Floats, Floats]:
        return at[:texts], at[texts : 2 * texts], at[2 * texts :]

    begin = _beginning(counts) if start is None else start
    # Steps are taken where all directions are about equally steep: this is five times faster.
    steep = _steepness(counts, *parts(begin)[1:])

    def loss(scaled: Floats) -> tuple[float, Floats]:
        length, value, weight = parts(scaled / steep)
        rate = length[:, None] + value[:, None] * weight
        top = rate.max(axis=0)
        share = np.exp(rate - top)
        whole = share.sum(axis=0)
        share *= total / whole
        off = share - counts
        told = float((counts * rate).sum() - (total * (top + np.log(whole))).sum())
        penalty = float((weight**2).sum() / SPREAD_OF_WEIGHTS**2 + (value**2).sum()) / 2
        slope = np.concatenate(
            [
                off.sum(axis=1),
                (off * weight).sum(axis=1) + value,
                (off * value[:, None]).sum(axis=0) + weight / SPREAD_OF_WEIGHTS**2,
            ]
        )
        return penalty - told, slope / steep

    options = {"maxiter": _STEPS, "maxfun": 2 * _STEPS, "ftol": _CLOSE, "gtol": 0.0, "maxcor": 20}
    found = cast("Any", optimize).minimize(loss, begin * steep, jac=True, method="L-BFGS-B", options=options)
    # Steps are scaled so that 1 is about a standard error: a search that stuck, but so near, has found it.
    if not found.success and not np.abs(found.jac).max() < _NEAR:
        raise BadValue(
            f"No line was found that tells these texts' words: {found.message}.",
            "Leave out texts that are unlike all others, or take longer ones.",
        )
    at = cast("Floats", found.x) / steep
    _, value, weight = parts(at)
    spread = float(value.std())
    if spread < _ALIKE:
        return Fit(np.zeros(texts), np.zeros(words), -float(found.fun), at)
    return Fit((value - value.mean()) / spread, weight * spread, -float(found.fun), at)


def _steepness(counts: Floats, values: Floats, weights: Floats) -> Floats:
    """Return about how curved the loss is along each length, value and weight, as a square root."""
    lengths, words = counts.sum(axis=1), counts.sum(axis=0)
    of_value = lengths * float((words * weights**2).sum() / words.sum()) + 1
    of_weight = words * float((lengths * values**2).sum() / lengths.sum()) + SPREAD_OF_WEIGHTS**-2
    return np.sqrt(np.concatenate([lengths, of_value, of_weight]))


def _beginning(counts: Floats) -> Floats:
    """Return where to begin: lengths, and the first axis of what a table without any line leaves over."""
    lengths = counts.sum(axis=1)
    expected = np.outer(lengths, counts.sum(axis=0)) / counts.sum()
    root = np.sqrt(np.maximum(expected, 1e-9))
    left_over = (counts - expected) / root
    # Not a product of matrices, whose sums are made in another order on more threads.
    values = np.linalg.eigh(np.einsum("iw,jw->ij", left_over, left_over))[1][:, -1]
    # Which way an axis points is an accident of the computation: the text furthest out goes to the high end.
    values = values * np.sign(values[np.abs(values).argmax()]) * np.sqrt(len(values))
    weights = (left_over * values[:, None]).sum(axis=0) / (root * values[:, None] ** 2).sum(axis=0)
    return np.concatenate([np.log(lengths), values, np.clip(weights, -1, 1)])
