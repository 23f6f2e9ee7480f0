"""What a search would have found, made by hand."""

import numpy as np

from linewatch.measures.echoes.searching import Shared
from linewatch.measures.echoes.significance import Chance


def shared_of(*pairs):
    """Pairs as (document, document, stretches, score); the search's own order is the caller's to keep."""
    parts = np.cumsum([0, *(len(stretches) for _, _, stretches, _ in pairs)])
    return Shared(
        np.asarray([(one, other) for one, other, _, _ in pairs], np.int64).reshape(-1, 2),
        np.asarray([(s[0][0], s[-1][1], s[0][2], s[-1][3]) for _, _, s, _ in pairs], np.int64).reshape(-1, 4),
        np.asarray([score for *_, score in pairs], np.int64),
        np.full(len(pairs), 1e-9),
        parts.astype(np.int64),
        np.asarray([row for _, _, s, _ in pairs for row in s], np.int64).reshape(-1, 4),
        0,
        Chance(np.zeros(0, np.int64), 1.0, 1.0, 0),
    )
