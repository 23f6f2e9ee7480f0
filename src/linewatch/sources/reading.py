"""How the reading text of a passage is made from its source, and how a place in it leads back there.

Every reader says only which stretches of the original to take out (`Edit`); the text, and the places of the
marks in it, follow from that by one rule. So a passage's text can always be made again from its source.
"""

from __future__ import annotations

from collections.abc import Sequence

from linewatch.kinds.documents import Edit, Passage

# Stands for an edit while white space is folded; no original holds it, since readers refuse NUL.
_PLACE = "\0"
_CLOSING = frozenset(".,;:)!?]}”’»")


def read(original: str, start: int, end: int, edits: Sequence[Edit]) -> tuple[str, list[int]]:
    """Return the reading text of ``original[start:end]`` and the place of each edit in it.

    White space is folded to single spaces. Where something was taken out between two spaces, or between a
    space and a closing sign, one space or none is left, as if it had never stood there.

    Args:
        original: The document's text before any cleaning.
        start: Where the passage begins.
        end: Where it ends.
        edits: In order, not overlapping, within the passage.

    Returns:
        The text, and for each edit its offset in it.
    """
    if not edits:
        return " ".join(original[start:end].split()), []
    kept: list[str] = []
    at = start
    for edit in edits:
        kept += (original[at : edit.start], _PLACE)
        at = edit.end
    kept.append(original[at:end])
    folded = " ".join("".join(kept).split()).split(_PLACE)
    text, places = folded[0], list[int]()
    for edit, after in zip(edits, folded[1:], strict=True):
        text, place, rest = _join(text, after, edit)
        places.append(place)
        text += rest
    trimmed = text.rstrip()
    return trimmed, [min(place, len(trimmed)) for place in places]


def _join(before: str, after: str, edit: Edit) -> tuple[str, int, str]:
    """Return the text before an edit, the edit's place, and the text after, spaces between them settled."""
    if edit.put:
        before, after = before.rstrip(" "), after.lstrip(" ")
        # Nothing begins a passage but words, and one gap is enough between two.
        gap = edit.put if before and not before[-1].isspace() else ""
        return before + gap, len(before + gap), after
    open_before = not before or before[-1].isspace()
    if open_before and after.startswith(" "):
        after = after[1:]
    if edit.end > edit.start and before.endswith(" ") and after[:1] in _CLOSING and after:
        before = before[:-1]
    return before, len(before), after


def source_span(original: str, passage: Passage, p_start: int, p_end: int) -> tuple[int, int]:
    """Return where in the original a stretch of the reading text stands.

    Args:
        original: The document's text before any cleaning.
        passage: As read from it.
        p_start: Where the stretch begins in the reading text.
        p_end: Where it ends; greater than p_start.

    Returns:
        Offsets into the original, half open, from the stretch's first character to its last.
    """
    end = passage.end
    places: list[int] = []
    at, kept = passage.start, iter([*passage.edits, Edit(end, end)])
    edit = next(kept)
    for char in passage.text:
        while True:
            while at >= edit.start and edit.start < end:
                at, edit = max(at, edit.end), next(kept)
            if original[at] == char or (char.isspace() and original[at].isspace()):
                break
            if char.isspace():  # a gap that an edit put there, at no place of its own
                at -= 1
                break
            at += 1
        places.append(at)
        at += 1
    return places[p_start], places[p_end - 1] + 1
