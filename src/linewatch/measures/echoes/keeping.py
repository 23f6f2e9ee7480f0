"""Where a long search leaves what it has finished, so that it need not be held, nor found again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]


class Keeper(Protocol):
    """Keeps arrays by name. What it gives back may lie in a file that is read where it is looked into."""

    def load(self, name: str) -> Arrays | None:
        """Return what was kept under a name; None if nothing was."""
        ...

    def keep(self, name: str, arrays: Arrays) -> None:
        """Keep arrays under a name, all or none."""
        ...

    def drop(self, name: str) -> None:
        """Forget what was kept under a name, if anything was."""
        ...


class Held:
    """Keeps arrays in memory, as long as it lives."""

    def __init__(self) -> None:
        self._held = dict[str, Arrays]()

    def load(self, name: str) -> Arrays | None:
        """Return what was kept under a name; None if nothing was."""
        return self._held.get(name)

    def keep(self, name: str, arrays: Arrays) -> None:
        """Keep arrays under a name."""
        self._held[name] = {column: np.asarray(values) for column, values in arrays.items()}

    def drop(self, name: str) -> None:
        """Forget what was kept under a name, if anything was."""
        self._held.pop(name, None)


def finished(keeper: Keeper, name: str, make: Callable[[], Arrays]) -> Arrays:
    """Return what is kept under a name, made and kept first if it is not there."""
    found = keeper.load(name)
    if found is None:
        keeper.keep(name, make())
        found = keeper.load(name)
    if found is None:
        raise KeyError(name)
    return found
