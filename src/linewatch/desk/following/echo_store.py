"""Searches for echoes that are kept beside the case: bounded in memory, taken up where they ended, and added to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linewatch.record.echo_runs import EchoRuns, locked

if TYPE_CHECKING:
    from linewatch.measures.echoes.searching import Shared
    from linewatch.measures.echoes.settings import Settings

_VERSION = "2"
_GROWS = (
    0.1  # of the documents that were searched whole: what is added beyond it makes the whole be searched anew
)
# The texts themselves need not be folded again.
_STAYS = "block/"


def kept_search(
    folder: Path,
    stamps: Sequence[str],
    text: Callable[[int], str],
    settings: Settings,
    report: Callable[[str], None] = lambda _: None,
) -> Shared:
    """Return what texts share, from what is kept in a folder as far as it goes.

    The same documents as before are not searched again. New ones are set against all, by the scale of chance of the
    last whole search (``measures.echoes.adding``); what was found then depends on what was searched whole. A document
    that went or was changed, another setting, or a tenth added makes the whole be searched anew. A search that was
    ended goes on with its first part that is not there, or is not as it was written.

    Args:
        folder: For the search, and nothing else.
        stamps: Of each document what tells it and its text from any other; each is different.
        text: Gives the original text of a document by its number in ``stamps``.
        settings: Of the search.
        report: Is told what is done.

    Returns:
        What they share, documents numbered as in ``stamps``.

    Raises:
        CaseInUse: If another process searches in the folder.
    """
    with locked(folder):
        return _kept(EchoRuns(folder), stamps, text, settings, report)


def searched_whole(folder: Path) -> list[str]:
    """Return the stamps of the documents that were searched whole, in that order: what was added is not among them."""
    with locked(folder):
        note = EchoRuns(folder).note() or {}
    return list(note.get("order", [])[: int(note.get("whole", 0))])


def _kept(
    runs: EchoRuns,
    stamps: Sequence[str],
    text: Callable[[int], str],
    settings: Settings,
    report: Callable[[str], None],
) -> Shared:
    from linewatch.measures.echoes.adding import add, all_shared, searched  # noqa: PLC0415 - slow to import
    from linewatch.measures.echoes.partitions import search_parts  # noqa: PLC0415
    from linewatch.measures.echoes.results import renumbered  # noqa: PLC0415

    told = {"version": _VERSION, "settings": asdict(settings)}
    note = _standing(runs, told, stamps)
    done = searched(runs)
    order: list[str] = note["order"]
    if note["coming"] and done == len(order) + len(note["coming"]):
        order = [
            *order,
            *note["coming"],
        ]  # the last call ended when they were searched, before it could say so
    known = set(order)
    new = [stamp for stamp in stamps if stamp not in known]
    number = {stamp: at for at, stamp in enumerate(stamps)}

    def texts(first: int) -> Iterator[str]:
        return (text(number[stamp]) for stamp in order[first:])

    whole = int(note["whole"])
    if done and new and len(order) + len(new) - whole <= _GROWS * whole:
        report(f"adding {len(new):,} texts to {len(order):,}")
        runs.write_note({**told, "order": order, "coming": new, "whole": whole})
        add(runs, (text(number[stamp]) for stamp in new), settings)
        order = [*order, *new]
    elif new or not done:
        report(f"searching {len(order) + len(new):,} texts")
        if wrong := _begin_anew(runs, grown=bool(new)):
            report(f"made anew: {', '.join(wrong)}")
        order, whole = [*order, *new], len(order) + len(new)
        runs.write_note({**told, "order": order, "coming": [], "whole": whole})
        search_parts(runs, texts, settings)
    runs.write_note({**told, "order": order, "coming": [], "whole": whole})
    return renumbered(all_shared(runs), [number[stamp] for stamp in order])


def _standing(runs: EchoRuns, told: dict[str, Any], stamps: Sequence[str]) -> dict[str, Any]:
    """Return what the store says of itself; a store of other documents or settings is emptied first."""
    note = runs.note() or {}
    same = all(note.get(name) == value for name, value in told.items())
    if same and set(note["order"]) <= set(stamps):
        return note
    for name in runs.names():
        runs.drop(name)
    return {"order": [], "coming": [], "whole": 0}


def _begin_anew(runs: EchoRuns, *, grown: bool) -> list[str]:
    """Leave in the store what a search of the whole may take over; return the names of what was damaged."""
    from linewatch.measures.echoes.adding import forget_unfinished  # noqa: PLC0415 - slow to import

    wrong = runs.mend()
    if grown:
        forget_unfinished(runs)
        for name in runs.names():
            if not name.startswith(_STAYS):
                runs.drop(name)
    blocks = [name for name in runs.names() if name.startswith(_STAYS)]
    for at, name in enumerate(blocks):
        if int(name.removeprefix(_STAYS)) != at:  # behind a gap documents would be numbered wrongly
            runs.drop(name)
    return wrong
