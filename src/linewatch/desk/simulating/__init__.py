"""The movement at the desk: read its folder, run scenarios, keep runs, compare, write."""

from __future__ import annotations
