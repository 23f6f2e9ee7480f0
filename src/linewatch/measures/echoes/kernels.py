"""The one way a loop over letters is compiled."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

import numba  # pyright: ignore[reportMissingTypeStubs]

P = ParamSpec("P")
R = TypeVar("R")


def kernel(loop: Callable[P, R]) -> Callable[P, R]:
    """Compile a loop for the machine it runs on; kept between runs, and free to run beside others."""
    return cast("Callable[P, R]", numba.njit(cache=True, nogil=True)(loop))


def inlined(loop: Callable[P, R]) -> Callable[P, R]:
    """Compile a loop that stands inside others."""
    return cast("Callable[P, R]", numba.njit(cache=True, nogil=True, inline="always")(loop))
