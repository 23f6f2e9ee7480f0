"""An analyst's slips: what a judgement says of a chance when the judgement is itself unsure.

Of one item, let t_h be the true log odds under hypothesis h and x_h those judged: x_h = t_h + e_h, where the slip e_h
is normal with spread `slip`, and the t_h lie about their mean m with spread s. Given x_h, t_h is then normal about
m + k (x_h - m) with spread slip sqrt(k), where k = s2 / (s2 + slip2). A draw is from this; m is the mean of the item's
drawn x, and s2 is taken as the variance of the middles judged, since one item judged for a few hypotheses cannot tell
its slips from its differences. With the slips taken off, s2 = max(0, variance - slip2), items within a slip of level
tell exactly nothing: on made-up worlds that was too timid, and its intervals too narrow.

An item judged alike has s2 = 0 and tells nothing, and what is nearly alike tells next to nothing.

Source:
    Efron and Morris (1973), Stein's Estimation Rule and Its Competitors, Journal of the American Statistical
    Association 68(341); Fuller (1987), Measurement Error Models, sec. 1.1.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from linewatch.hypotheses.draws import Settings

Drawn = NDArray[np.float64]


def slip_of(settings: Settings, judges: int) -> float:
    """Return the spread of slips where so many analysts judged an item.

    Their results are put together, where slips of their own take each other away and those that they share do not:
    slip2 (c + (1 - c) / judges), c the share of slips in common.
    """
    common = settings.slip_shared
    return settings.slip * (common + (1.0 - common) / judges) ** 0.5


def log_odds(chances: Drawn, least: float) -> Drawn:
    """Return log odds, of chances no nearer to 0 or 1 than the least."""
    held = np.clip(chances, least, 1.0 - least)
    return np.log(held / (1.0 - held))


def as_chances(odds: Drawn) -> Drawn:
    """Turn log odds into chances, in place."""
    np.negative(odds, out=odds)
    np.exp(odds, out=odds)
    odds += 1.0
    return np.divide(1.0, odds, out=odds)


def share_kept(middles: Drawn, slip: float) -> Drawn:
    """Return k, the share of what tells the hypotheses of an item apart that is no slip.

    Args:
        middles: Log odds of the middles of ranges, shape (hypotheses, ...); 0 where all are level.
        slip: The spread of slips.
    """
    if len(middles) < 2:
        return np.zeros(middles.shape[1:])
    variance = middles.var(axis=0, ddof=1)
    return np.divide(variance, variance + slip**2, out=np.zeros_like(variance), where=variance > 0)
