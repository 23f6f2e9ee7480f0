"""Many tests at once: p-values that hold for all of them together."""

from __future__ import annotations

from collections.abc import Sequence


def holm(p_values: Sequence[float]) -> list[float]:
    """Return p-values that hold for all tests together, in the same order.

    Args:
        p_values: One a test.

    Source:
        Holm (1979), Scandinavian Journal of Statistics 6(2), 65-70.
    """
    order = sorted(range(len(p_values)), key=lambda n: p_values[n])
    found, most = [0.0] * len(p_values), 0.0
    for place, n in enumerate(order):
        most = max(most, min(1.0, (len(p_values) - place) * p_values[n]))
        found[n] = most
    return found
