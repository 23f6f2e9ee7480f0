"""Texts as rows of weighed features, so that the product of two rows is their cosine."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

Feature = TypeVar("Feature", str, tuple[str, ...])


def unit_rows(features: Sequence[Mapping[Feature, float]], rarity: Mapping[Feature, float]) -> Any:
    """Return texts as rows of length one, as a sparse matrix of shape (n_texts, n_features).

    Args:
        features: For each text how much it has of each feature.
        rarity: By feature how much it counts; those that are not in it are left out.

    Source:
        Salton and Buckley (1988), doi:10.1016/0306-4573(88)90021-0.
    """
    from scipy.sparse import csr_matrix  # pyright: ignore[reportMissingTypeStubs]  # noqa: PLC0415 - slow to import

    names = {name: n for n, name in enumerate(sorted(rarity))}
    rows, columns, values = list[int](), list[int](), list[float]()
    for n, one in enumerate(features):
        known = {names[name]: value * rarity[name] for name, value in one.items() if name in names}
        norm = math.sqrt(sum(value * value for value in known.values())) or 1.0
        rows += [n] * len(known)
        columns += known.keys()
        values += [value / norm for value in known.values()]
    return csr_matrix((values, (rows, columns)), shape=(len(features), max(1, len(names))))
