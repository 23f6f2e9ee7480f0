"""Read documents into a case: all that can be read, and the reason for the rest; run again, it resumes."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any

from linewatch.desk.common.progress import Progress
from linewatch.desk.reading.holding import Begin, Summary, refuse_likely_slip, write
from linewatch.desk.reading.readers import batches
from linewatch.desk.reading.steps import Given, name_pattern
from linewatch.desk.watching import news_of
from linewatch.errors import BadValue, LinewatchError
from linewatch.kinds.dates import PartialDate
from linewatch.record import holdings
from linewatch.record.case_file import CaseFile
from linewatch.record.search import keep_ready
from linewatch.sources.guessing import guess_rules
from linewatch.sources.packing.offered import Offered, offered
from linewatch.sources.plain.tables import USED

_MOST_PROCESSES = 4  # more would only wait for the one that writes


def add(
    case: CaseFile,
    paths: Sequence[str],
    given: Given,
    report: Callable[[str], None],
    watch: Callable[[Progress], None] = lambda _: None,
) -> dict[str, Any]:
    """Read files into a case and return what was done.

    Args:
        case: Where they go.
        paths: Files, folders and globs.
        given: What is said of them besides.
        report: Told a line once what the line says is on disk for good.
        watch: Told how far it is.
    """
    _refuse_slips(case, given)
    holdings.clear_halves(case.originals)
    of_files, of_bytes = _sizes(paths)
    summary = Summary()
    before = holdings.last_passage(case.con)
    files = size = 0
    processes = min(os.cpu_count() or 1, _MOST_PROCESSES)
    for batch in batches(case.folder, given, offered(paths), processes):
        if any(isinstance(step, Begin) for step in batch.steps):
            holdings.settle_originals()
        with case.writing():
            lines = write(case, batch.steps, given.key, summary)
        files, size = files + batch.files, size + batch.bytes
        for line in lines:
            report(line)
        if summary.stopped:
            raise LinewatchError(summary.stopped.what, summary.stopped.next_step)
        watch(Progress(files, of_files, size, of_bytes))
    if summary.documents:
        keep_ready(case.con)
    counts = {
        name: getattr(summary, name)
        for name in ("documents", "passages", "already", "failed", "untold", "retold", "unmatched")
    }
    return counts | {"news": news_of(case, before, summary.actors)}


def _refuse_slips(case: CaseFile, given: Given) -> None:
    """Refuse what is said of the files where it cannot be meant, before any of them is read."""
    if given.pattern:
        name_pattern(given.pattern)
    if given.date:
        PartialDate.parse(given.date)
    guess_rules(case.folder / "lexicons")  # a rule that cannot be used would stop every reader
    if given.key:
        refuse_likely_slip(case.con, given.key)
    if bad := [name for name in given.columns if name not in USED]:
        raise BadValue(
            f"No field of a document is called {bad[0]!r}.", f"Write one of these: {', '.join(USED)}."
        )


def _sizes(paths: Sequence[str]) -> tuple[int, int]:
    """Return how many files are offered, and how large they are in sum."""
    files = size = 0
    for item in offered(paths):
        files += 1
        size += item.size if isinstance(item, Offered) else 0
    return files, size
