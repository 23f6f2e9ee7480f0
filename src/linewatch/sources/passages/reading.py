"""How the reading text of a passage is made from its source, and how a place in it leads back there.

Every reader says only which stretches of the original to take out or to replace (`Edit`); the text, and the
places of the marks in it, follow from that by one rule. So a passage's text can always be made again from its
source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from linewatch.kinds.documents import Edit, Passage

# Stands for an edit while white space is folded; no original holds it, since readers refuse NUL.
_PLACE = "\0"
_CLOSING = frozenset(".,;:)!?]}”’»")


def read(original: str, start: int, end: int, edits: Sequence[Edit]) -> tuple[str, list[int]]:
    """Return the reading text of ``original[start:end]`` and the place of each edit in it.

    White space is folded to single spaces. Where something was taken out between two spaces, or between a
    space and a closing sign, one space or none is left, as if it had never stood there. Words that an edit
    puts stand exactly where the stretch stood.

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
    built = _Built([], 0)
    built.add(folded[0])
    places = list[int]()
    for edit, after in zip(edits, folded[1:], strict=True):
        place, rest = _join(built, after, edit)
        places.append(place)
        built.add(rest)
    trimmed = "".join(built.pieces).rstrip()
    return trimmed, [min(place, len(trimmed)) for place in places]


@dataclass(slots=True)
class _Built:
    """The reading text so far, in pieces: a table of a million cells is not copied at every edit."""

    pieces: list[str]
    length: int

    def add(self, piece: str) -> None:
        if piece:
            self.pieces.append(piece)
            self.length += len(piece)

    def last(self) -> str:
        return self.pieces[-1][-1] if self.pieces else ""

    def drop_space(self) -> None:
        """Drop the space at the end; white space is folded, so that there is one at most."""
        if self.last() == " ":
            shorter = self.pieces.pop()[:-1]
            self.length -= len(shorter) + 1
            self.add(shorter)


def puts_words(edit: Edit) -> bool:
    """Return whether an edit puts words in place of a stretch, not only a gap or nothing."""
    return bool(edit.put) and not edit.put.isspace()


def _join(built: _Built, after: str, edit: Edit) -> tuple[int, str]:
    """Return an edit's place and the text after it, spaces between that and what is built settled."""
    if puts_words(edit):
        place = built.length
        built.add(edit.put)
        return place, after
    if edit.put:
        built.drop_space()
        # Nothing begins a passage but words, and one gap is enough between two.
        if built.last() and not built.last().isspace():
            built.add(edit.put)
        return built.length, after.lstrip(" ")
    if not built.last().strip() and after.startswith(" "):
        after = after[1:]
    if edit.end > edit.start and after[:1] in _CLOSING and after:
        built.drop_space()
    return built.length, after


def source_span(original: str, passage: Passage, p_start: int, p_end: int) -> tuple[int, int]:
    """Return where in the original a stretch of the reading text stands; see `source_spans` for many of one text.

    Args:
        original: The document's text before any cleaning.
        passage: As read from it.
        p_start: Where the stretch begins in the reading text.
        p_end: Where it ends; greater than p_start.

    Returns:
        Offsets into the original, half open, from the stretch's first character to its last. A place inside
        words that an edit put stands for the whole of what they replaced.
    """
    spans = source_spans(original, passage)
    return spans[p_start][0], spans[p_end - 1][1]


def source_spans(original: str, passage: Passage) -> list[tuple[int, int]]:
    """Return where in the original each character of a reading text stands."""
    spans: list[tuple[int, int]] = []
    text, at = passage.text, passage.start
    for edit in (*passage.edits, Edit(passage.end, passage.end)):
        for place in range(at, edit.start):
            # What of the source does not stand in the text is folded white space.
            if len(spans) < len(text) and _same(original[place], text[len(spans)]):
                spans.append((place, place + 1))
        at = edit.end
        if puts_words(edit):
            spans += [(edit.start, edit.end)] * len(edit.put)
        elif edit.put and text[len(spans) : len(spans) + 1].isspace():
            spans.append((edit.end - 1, edit.end))  # a gap that an edit put there, at no place of its own
    return spans


def _same(source: str, read_as: str) -> bool:
    return source == read_as or (source.isspace() and read_as.isspace())
