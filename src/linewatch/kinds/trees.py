"""Trees of names, as actors and issues form them: each name with the one above it."""

from __future__ import annotations

from collections.abc import Mapping


def line(name: str, parents: Mapping[str, str | None]) -> tuple[str, ...]:
    """Return a name and all above it, nearest first; a loop ends where it closes."""
    found = [name]
    while (above := parents.get(found[-1])) and above not in found:
        found.append(above)
    return tuple(found)


def root(name: str, parents: Mapping[str, str | None]) -> str:
    """Return what stands at the root above a name; in a loop, the last before it closes."""
    return line(name, parents)[-1]


def is_below(name: str, top: str, parents: Mapping[str, str | None]) -> bool:
    """Return whether a name is another or stands anywhere below it."""
    return top in line(name, parents)
