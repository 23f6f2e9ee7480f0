"""Wordscores: texts placed by the words that they share with texts whose place is given."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from linewatch.errors import BadValue

Counts = NDArray[np.float64]
Floats = NDArray[np.float64]
Rescaling = Literal["none", "martin-vanberg", "lbg"]
_NORMAL_95 = 1.96
FORMULAS: dict[Rescaling, str] = {
    "none": "score = sum over words of (share of the word in the text) x (score of the word)",
    "martin-vanberg": "low + (raw - raw of the low anchor) x (high - low) / (raw of the high anchor - raw of the low)",
    "lbg": "mean + (raw - mean) x (spread of the anchors' places / spread of the raw scores); mean and spread"
    " are of the raw scores of the texts that were scored together",
}


class Scored(NamedTuple):
    """The places of some texts, each array of shape (n_texts,).

    Attributes:
        score: Where each text stands.
        error: Its standard error, taking every word as drawn by itself: too small for real texts.
        low: Lower end of the interval of 95 %, the score less 1.96 errors.
        high: Upper end.
        words: How many of each text's words could be scored.
    """

    score: Floats
    error: Floats
    low: Floats
    high: Floats
    words: Floats


def word_scores(anchors: Counts, places: Floats) -> Floats:
    """Return the score of each word: the mean of the anchors' places, each weighed by how much it uses the word.

    Args:
        anchors: Word counts of the anchors, shape (..., n_anchors, n_words).
        places: Where each anchor stands, shape (n_anchors,).

    Returns:
        Shape (..., n_words); nan for a word that no anchor uses.

    Source:
        Laver, Benoit and Garry (2003), American Political Science Review 97(2), equations 1 and 2.
    """
    total = anchors.sum(axis=-1, keepdims=True)
    shares = np.divide(anchors, total, out=np.zeros_like(anchors), where=total > 0)
    used = shares.sum(axis=-2)
    weighed = (shares * places[:, None]).sum(axis=-2)
    return np.divide(weighed, used, out=np.full_like(used, np.nan), where=used > 0)


def raw_scores(texts: Counts, scores: Floats) -> Scored:
    """Return where texts stand without any rescaling.

    Args:
        texts: Word counts, shape (n_texts, n_words).
        scores: Of each word, shape (n_words,); nan for a word that has none.

    Raises:
        BadValue: If a text has no word that has a score, or only words of one and the same score.

    Source:
        Laver, Benoit and Garry (2003), equations 3 to 5.
    """
    known = ~np.isnan(scores)
    counts, of_word = texts[:, known], scores[known]
    words = counts.sum(axis=1)
    if not words.all():
        raise BadValue(
            "A text shares no word with the anchors.", "Choose anchors in the language of the text."
        )
    shares = counts / words[:, None]
    score = (shares * of_word).sum(axis=1)
    spread = (shares * (of_word - score[:, None]) ** 2).sum(axis=1)
    if not spread.all():
        raise BadValue(
            "All words of a text have the same score.", "There is no error to tell; take a longer text."
        )
    return _with_interval(score, np.sqrt(spread / words), words)


def rescaled(raw: Scored, how: Rescaling, anchors: Scored, places: Floats) -> Scored:
    """Return scores on the scale of the anchors' places; errors are stretched, never shifted.

    Args:
        raw: The raw scores of the texts asked about, all at once: lbg takes mean and spread from them.
        how: Which formula; see `FORMULAS`.
        anchors: The anchors' own raw scores.
        places: Where each anchor stands, shape (n_anchors,).

    Raises:
        BadValue: If the formula has nothing to stretch by: one text alone, or scores that do not differ.

    Source:
        Martin and Vanberg (2008), Political Analysis 16(1), equation 10, for the outermost anchors; Laver, Benoit
        and Garry (2003), equation 6, with sample standard deviations.
    """
    if how == "none":
        return raw
    if how == "martin-vanberg":
        low, high = int(places.argmin()), int(places.argmax())
        gap = anchors.score[high] - anchors.score[low]
        if gap == 0:
            raise BadValue("The anchors use all words alike.", "Choose anchors that differ.")
        stretch = (places[high] - places[low]) / gap
        score = places[low] + (raw.score - anchors.score[low]) * stretch
    else:
        if len(raw.score) < 2:
            raise BadValue(
                "One text alone has no spread to rescale by.",
                "Score two texts or more, or take martin-vanberg.",
            )
        spread = float(raw.score.std(ddof=1))
        if spread == 0:
            raise BadValue("The texts all have the same score.", "Leave them as they are.")
        stretch = places.std(ddof=1) / spread
        score = raw.score.mean() + (raw.score - raw.score.mean()) * stretch
    return _with_interval(score, raw.error * abs(float(stretch)), raw.words)


def _with_interval(score: Floats, error: Floats, words: Floats) -> Scored:
    reach = _NORMAL_95 * error
    return Scored(score, error, score - reach, score + reach, words)
