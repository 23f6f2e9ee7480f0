"""Killing an `add`, and looking at what is left."""

from __future__ import annotations

import hashlib
import re
import signal
import sqlite3
import subprocess
from pathlib import Path

_DONE = re.compile(r"^done (?P<name>.+): (?P<documents>[\d,]+) documents?, (?P<passages>[\d,]+) passages?$")
_INDEX = ("passage_words_config", "passage_words_data", "passage_words_docsize", "passage_words_idx")


def kill_after_seconds(command: list[str], seconds: float) -> list[str]:
    """Start a command, kill it after a time, and return the lines that it had told."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        _, told = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        _, told = process.communicate()
    return told.splitlines()


def kill_after_line(command: list[str], number: int) -> list[str]:
    """Start a command, kill it as soon as it has told so many lines, and return them."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    told = []
    for line in process.stderr:
        told.append(line.rstrip("\n"))
        if len(told) == number:
            process.send_signal(signal.SIGKILL)
            break
    told += process.stderr.read().splitlines()
    process.stderr.close()
    process.wait()
    return told


def lines_held(folder: Path, told: list[str]) -> bool:
    """Return whether every line reported as done is in the case: the file, its documents, its passages."""
    con = sqlite3.connect(folder / "case.db")
    held = {
        name: (documents, passages)
        for name, documents, passages in con.execute(
            "SELECT files.name, count(*), sum(passages) FROM files JOIN holdings USING (file)"
            " WHERE finished = 1 GROUP BY file"
        )
    }
    con.close()
    for line in told:
        match = _DONE.match(line)
        if match is None:
            return False
        counts = tuple(int(match[name].replace(",", "")) for name in ("documents", "passages"))
        if held.get(match["name"]) != counts:
            return False
    return True


def dump(folder: Path) -> dict[str, str]:
    """Return a hash of every table's rows in order, and of the originals by name.

    The index of words is compared by what it finds, since its pages depend on when it was merged.
    """
    con = sqlite3.connect(folder / "case.db")
    found = {}
    for (table,) in con.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    ).fetchall():
        if table in _INDEX or table.startswith(("passage_words", "search_")):
            continue
        digest = hashlib.sha256()
        for row in con.execute(f'SELECT * FROM "{table}" ORDER BY 1, 2'):
            digest.update(repr(row).encode())
        found[table] = digest.hexdigest()
    con.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, passage_words, row)")
    digest = hashlib.sha256(
        repr(con.execute("SELECT * FROM temp.vocabulary ORDER BY term").fetchall()).encode()
    )
    found["words"] = digest.hexdigest()
    con.close()
    for path in sorted((folder / "originals").iterdir()):
        found[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found
