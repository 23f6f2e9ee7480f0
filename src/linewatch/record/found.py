"""The *found* ledger: what was computed, kept apart from what was said."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict

from linewatch.kinds.citations import Citation
from linewatch.kinds.findings import Finding


def keep(con: sqlite3.Connection, finding: Finding) -> None:
    """Write a finding; the same question asked again has the same answer and changes nothing."""
    cited = json.dumps([asdict(c) for c in finding.citations], ensure_ascii=False, sort_keys=True)
    con.execute(
        "INSERT OR REPLACE INTO findings VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            finding.key,
            finding.method,
            finding.version,
            finding.settings,
            finding.inputs,
            finding.value,
            cited,
            finding.reads,
        ),
    )


def from_texts(con: sqlite3.Connection) -> list[str]:
    """Return the methods of findings that rest on the texts that were held when they were made."""
    found = con.execute("SELECT DISTINCT method FROM findings WHERE reads = 'texts' ORDER BY method")
    return [method for (method,) in found]


def keys(con: sqlite3.Connection, beginning: str) -> list[str]:
    """Return the keys of findings that begin so, in their order."""
    found = con.execute(
        "SELECT key FROM findings WHERE substr(key, 1, ?) = ? ORDER BY key", (len(beginning), beginning)
    )
    return [key for (key,) in found]


def recall(con: sqlite3.Connection, key: str) -> Finding | None:
    """Return the finding of a key; None where that question was not asked yet."""
    row = con.execute(
        "SELECT method, version, settings, inputs, value, citations FROM findings WHERE key = ?", (key,)
    ).fetchone()
    if row is None:
        return None
    return Finding(*row[:5], citations=tuple(Citation(**cited) for cited in json.loads(row[5])))
