"""An analyst's slips: what a judgement says of a chance when a judgement is itself unsure."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Drawn = NDArray[np.float64]
FORM = "A"


def log_odds(chances: Drawn, least: float) -> Drawn:
    """Return log odds, of chances no nearer to 0 or 1 than the least."""
    held = np.clip(chances, least, 1.0 - least)
    return np.log(held / (1.0 - held))


def share_kept(middles: Drawn, slip: float) -> float:
    """Return the share of what tells the hypotheses apart that is no slip: s2 / (s2 + slip2)."""
    variance = float(middles.var(ddof=1))
    if FORM == "B":
        return max(0.0, 1.0 - slip**2 / variance) if variance > 0 else 0.0
    return variance / (variance + slip**2)
