"""Linewatch: follow a centrally led movement through its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = ["Case", "init", "open"]

if TYPE_CHECKING:
    from linewatch.desk import Case, init, open


def __getattr__(name: str) -> object:
    """Bring in the desk when it is first asked for, so that ``linewatch --help`` stays instant."""
    if name in __all__:
        from linewatch import desk  # noqa: PLC0415

        return getattr(desk, name)
    raise AttributeError(f"module 'linewatch' has no attribute {name!r}")
