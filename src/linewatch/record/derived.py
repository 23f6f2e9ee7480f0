"""Writing what can be computed anew: tried once, and left for another time where the case cannot be written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def written_if_free(con: sqlite3.Connection) -> Iterator[None]:
    """Run one transaction that gives way: nothing is written where another process writes, or nobody may."""
    patience = con.execute("PRAGMA busy_timeout").fetchone()[0]
    con.execute("PRAGMA busy_timeout = 0")
    try:
        con.execute("BEGIN")
        yield
        con.execute("COMMIT")
    except sqlite3.OperationalError:
        pass
    finally:
        if con.in_transaction:
            con.execute("ROLLBACK")
        con.execute(f"PRAGMA busy_timeout = {patience}")
