"""Work laid out on the machine's cores, its results in the order of the work."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Work = TypeVar("Work")
Result = TypeVar("Result")

_MOST = 4  # more threads wait for the memory
_threads: ContextVar[int] = ContextVar("threads", default=0)


def spread(do: Callable[[Work], Result], work: Iterable[Work]) -> list[Result]:
    """Return what is done with each piece of work, in its order, whoever was first.

    Compiled loops and sorting let others run beside them; which threads ran tells nothing in the result.
    """
    todo = list(work)
    number = min(len(todo), _threads.get() or min(_MOST, os.cpu_count() or 1))
    if number <= 1:
        return [do(one) for one in todo]
    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(do, todo))


@contextmanager
def threads(number: int) -> Generator[None]:
    """Hold the number of threads, for what is measured; 0 is as many as there are cores, up to four."""
    token = _threads.set(number)
    try:
        yield
    finally:
        _threads.reset(token)
