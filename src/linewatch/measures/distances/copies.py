"""Near-copies of the centre, found by wording: runs of words shared with it and with hardly anybody else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.distances.teaching import Flags
from linewatch.measures.distances.topics import Floats
from linewatch.measures.distances.words import Ints

Hashes: TypeAlias = NDArray[np.uint64]
RUN = 4  # words in a row, stop words among them
_COMMON = 3  # other actors who say it too: from then on it is a set phrase, no echo


def echoes(runs: Sequence[Ints], actors: Ints, when: Ints, centre: Flags, window: int) -> Floats:
    """Return the share of each text's runs of words that echo the centre's texts of the same or earlier time.

    Args:
        runs: The words of each text as numbers, -1 between documents.
        actors: The actor of each text, from 0.
        when: The place in the calendar of each text's period.
        centre: Which texts are the centre's.
        window: How many periods back the centre is heard; its texts of the next period too, since those of one
            session are given within weeks.

    Returns:
        Shape (n_texts,), from 0 to 1; nan for texts without a run, 0 where the centre has nothing to echo.
    """
    shingles = [_shingles(run) for run in runs]
    common = _set_phrases(shingles, actors, centre)
    found = np.full(len(runs), np.nan)
    for period in np.unique(when):
        near = centre & (when <= period + 1) & (when >= period - window)
        said = _joined([shingles[int(i)] for i in np.flatnonzero(near)])
        own = np.setdiff1d(said, common, assume_unique=True)
        for text in np.flatnonzero(when == period):
            if len(shingles[text]):
                found[text] = np.isin(shingles[text], own).mean()
    return found


def near_copies(found: Floats, centre: Flags, least: float) -> Flags:
    """Return which texts echo the centre far more than the middle text of all does.

    Args:
        found: As `echoes` gives it.
        centre: Which texts are the centre's; they are no copies.
        least: How many times the median share.
    """
    others = found[~centre & ~np.isnan(found)]
    limit = least * float(np.median(others)) if len(others) else np.inf
    return ~centre & (np.nan_to_num(found) > max(limit, 1e-9))


def _shingles(run: Ints) -> Hashes:
    """Return the different runs of words of a text, as hashes in ascending order."""
    if len(run) < RUN:
        return np.empty(0, np.uint64)
    windows = np.lib.stride_tricks.sliding_window_view(run, RUN)
    windows = windows[(windows >= 0).all(axis=1)].astype(np.uint64)
    hashed = np.zeros(len(windows), np.uint64)
    for column in range(RUN):
        hashed = (hashed ^ windows[:, column]) * np.uint64(0x9E3779B97F4A7C15)
        hashed ^= hashed >> np.uint64(29)
    return np.unique(hashed)


def _set_phrases(shingles: Sequence[Hashes], actors: Ints, centre: Flags) -> Hashes:
    """Return the runs of words that several actors besides the centre use."""
    by_actor = [
        _joined([shingles[int(i)] for i in np.flatnonzero((actors == actor) & ~centre)])
        for actor in np.unique(actors[~centre])
    ]
    every, actors_of = np.unique(np.concatenate([np.empty(0, np.uint64), *by_actor]), return_counts=True)
    return every[actors_of >= _COMMON]


def _joined(shingles: Sequence[Hashes]) -> Hashes:
    return np.unique(np.concatenate([np.empty(0, np.uint64), *shingles]))
