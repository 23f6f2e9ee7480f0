"""Shares of few cases, with exact intervals."""

from __future__ import annotations

from dataclasses import dataclass

from linewatch.measures.intervals import LEVEL


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some cases, with its interval.

    Attributes:
        cases: How many have the mark.
        of: How many there are.
        share: cases / of; None where refused.
        low: Lower end of the interval; None where refused.
        high: Upper end.
        why: Why there is no figure; None where there is one.
        needed: What would do.
    """

    cases: int
    of: int
    share: float | None
    low: float | None
    high: float | None
    why: str | None = None
    needed: str | None = None


def share(cases: int, of: int, why: str, needed: str) -> Share:
    """Return a share with its exact interval, or a refusal where there is no case.

    Args:
        cases: How many have the mark.
        of: How many there are.
        why: What a refusal says.
        needed: What would do.
    """
    if not of:
        return Share(cases, of, None, None, None, why, needed)
    low, high = exact_interval(cases, of)
    return Share(cases, of, cases / of, low, high)


def exact_interval(cases: int, of: int, level: float = LEVEL) -> tuple[float, float]:
    """Return the exact interval of a share: it holds the true share at least as often as it says.

    Args:
        cases: How many have the mark, 0 to ``of``.
        of: How many there are, 1 or more.
        level: How often, 0 to 1.

    Source:
        Clopper and Pearson (1934), Biometrika 26(4), through the quantiles of the beta distribution.
    """
    # Slow to import, and only measures need it; its types are not told.
    from scipy.special import betaincinv  # noqa: PLC0415  # pyright: ignore[reportMissingTypeStubs]

    tail = (1 - level) / 2
    low = float(betaincinv(cases, of - cases + 1, tail)) if cases else 0.0
    high = float(betaincinv(cases + 1, of - cases, 1 - tail)) if cases < of else 1.0
    return low, high
