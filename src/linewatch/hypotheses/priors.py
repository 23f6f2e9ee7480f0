"""How likely hypotheses are before the evidence."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from linewatch.errors import BadValue
from linewatch.hypotheses.matrix import Matrix

EVEN = 0.5  # where several may contribute, each is as likely as not until something is said
_ROUNDING = 1e-6


def priors(matrix: Matrix) -> NDArray[np.float64]:
    """Return the prior of each hypothesis, in the matrix's order, shape (hypotheses,).

    Where exactly one is true, those without a prior share equally what is left of 1. Where several may contribute,
    each stands by itself, and "none of these" is the chance that none does, taken apart.

    Raises:
        BadValue: If priors lie outside 0 to 1, or do not sum to one.
    """
    for candidate in matrix.candidates:
        if candidate.prior is not None and not 0.0 <= candidate.prior <= 1.0:
            raise BadValue(
                f"The prior of {candidate.id!r} is {candidate.prior:g}, which is no chance.",
                "Give a share from 0 to 1, or leave it out for an equal part of what is left.",
            )
    return _several(matrix) if matrix.several else _one(matrix)


def _one(matrix: Matrix) -> NDArray[np.float64]:
    stated = {c.id: c.prior for c in matrix.candidates if c.prior is not None}
    silent = [c.id for c in matrix.candidates if c.prior is None]
    total = math.fsum(sorted(stated.values()))
    left = 1.0 - total
    if left < -_ROUNDING or (not silent and abs(left) > _ROUNDING):
        raise BadValue(_off(matrix, total), _mend(stated, total))
    if silent and left <= _ROUNDING:
        raise BadValue(
            f"The priors of {matrix.question!r} already sum to 1: nothing is left for {_names(silent)}.",
            f"Take something from {max(sorted(stated), key=lambda name: stated[name])!r}, or give"
            f" {_names(silent)} a prior of 0 to say that it cannot be.",
        )
    share = left / len(silent) if silent else 0.0
    found = np.array([share if c.prior is None else c.prior for c in matrix.candidates])
    return found / math.fsum(sorted(found.tolist()))


def _several(matrix: Matrix) -> NDArray[np.float64]:
    alone = [EVEN if c.prior is None else c.prior for c in matrix.candidates]
    none = math.prod(
        sorted(1.0 - prior for c, prior in zip(matrix.candidates, alone, strict=True) if not c.rest)
    )
    return np.array([none if c.rest else prior for c, prior in zip(matrix.candidates, alone, strict=True)])


def _off(matrix: Matrix, total: float) -> str:
    side = "more" if total > 1 else "less"
    return f"The priors of {matrix.question!r} sum to {total:.6g}, {abs(total - 1):.6g} {side} than 1."


def _mend(stated: dict[str, float], total: float) -> str:
    if total <= 0:
        return "Leave the priors out: each hypothesis then gets an equal part."
    shares = ", ".join(f"{name} {value / total:.3g}" for name, value in sorted(stated.items()))
    largest = max(sorted(stated), key=lambda name: stated[name])
    rest = 1.0 - (total - stated[largest])
    if 0.0 <= rest <= 1.0:
        return f"Set {largest!r} to {rest:.6g}, or all in proportion: {shares}."
    return f"Set all in proportion: {shares}."


def _names(ids: list[str]) -> str:
    return ", ".join(repr(name) for name in ids)
