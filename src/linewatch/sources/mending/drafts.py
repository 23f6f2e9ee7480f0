"""How repairs come into the passages that a reader is putting together."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

from linewatch.kinds.documents import Edit
from linewatch.sources.mending.repair import Mender, Repair
from linewatch.sources.passages.building import Draft, Sign


def mend(drafts: list[Draft], text: str, language: str | None) -> dict[str, int]:
    """Add the repairs of their words to drafts, before they are finished.

    Args:
        drafts: With what their reader takes out; a marking is left as it is.
        text: The document's text before any cleaning.
        language: As BCP 47, where it is known.

    Returns:
        How many repairs of which kind were made; kinds without any are left out.
    """
    mender = Mender(text, language)
    made: Counter[str] = Counter()
    for draft in drafts:
        if draft.kind != "marking":
            made.update(_across(draft, mender))
            made.update(_within(draft, mender))
    return dict(sorted(made.items()))


def _across(draft: Draft, mender: Mender) -> list[str]:
    """Join words broken where the reader took something out, a page's end above all."""
    kinds: list[str] = []
    for index, edit in enumerate(draft.edits):
        if edit.put != " " or not (repair := mender.across(edit.start, edit.end)):
            continue
        if repair.kind == "line_end" and _free(draft.edits, index, repair.edit):
            draft.edits[index] = repair.edit
            kinds.append(repair.kind)
    return kinds


def _free(edits: list[Edit], index: int, wanted: Edit) -> bool:
    """Return whether an edit may grow to what is wanted without touching those beside it."""
    before = edits[index - 1].end if index else 0
    after = edits[index + 1].start if index + 1 < len(edits) else wanted.end
    return before <= wanted.start and wanted.end <= after


def _within(draft: Draft, mender: Mender) -> list[str]:
    starts = [edit.start for edit in draft.edits]
    repairs = [
        repair
        for repair in mender.repairs(draft.start, draft.end)
        if not _touches(draft.edits, starts, repair.edit)
    ]
    if repairs:
        _add(draft, repairs)
    return [repair.kind for repair in repairs]


def _touches(edits: list[Edit], starts: list[int], wanted: Edit) -> bool:
    """Return whether something is taken out, or stands, inside a stretch."""
    at = bisect_left(starts, wanted.end)
    return any(edit.end > wanted.start for edit in edits[max(0, at - 1) : at])


def _add(draft: Draft, repairs: list[Repair]) -> None:
    """Put repairs among a draft's edits, in order of place; what closes what is kept."""
    entries: list[tuple[Edit, int | None]] = [(edit, index) for index, edit in enumerate(draft.edits)]
    entries += [(repair.edit, None) for repair in repairs]
    entries.sort(key=lambda entry: entry[0][:2])
    moved = {old: new for new, (_, old) in enumerate(entries) if old is not None}
    signs = [draft.signs[old] if old is not None else None for _, old in entries]
    draft.edits = [edit for edit, _ in entries]
    draft.signs = [_moved(sign, moved) for sign in signs]


def _moved(sign: Sign | None, moved: dict[int, int]) -> Sign | None:
    return sign._replace(closes=moved[sign.closes]) if sign and sign.closes is not None else sign
