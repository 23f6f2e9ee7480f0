"""All held texts as one archive: what a search over everything reads, and the way back to passages and pages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from linewatch.desk.common.quoting import Text, quoted
from linewatch.errors import BadValue
from linewatch.kinds.citations import Citation
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.documents import Edit, Passage
from linewatch.measures.words import tokens
from linewatch.record import citing, read
from linewatch.record.case_file import CaseFile
from linewatch.sources.passages.reading import puts_words, source_spans

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FURNITURE = ("marking",)  # banners of pages: no part of what a paper says, nor of its form
# What stands around a text by form.
_AROUND = ("heading", "address", "signature", "source_note", "list")
_BREAK = "\n"
_CITED, _LONG = 8, 200  # words of a place that its citation quotes, and characters


@dataclass
class Held:
    """A held document, and what is asked of it again and again.

    Attributes:
        row: As the record gives it.
        passages: All but banners of pages.
    """

    case: CaseFile
    row: dict[str, Any]
    passages: tuple[Passage, ...]

    @property
    def on(self) -> PartialDate | None:
        """Its date, where it has one."""
        return PartialDate.parse(self.row["date"]) if self.row["date"] else None

    @cached_property
    def text(self) -> str:
        """Its reading text, passage after passage."""
        return _BREAK.join(passage.text for passage in self.passages)

    @cached_property
    def starts(self) -> list[int]:
        """Where each passage begins in it."""
        found, at = list[int](), 0
        for passage in self.passages:
            found.append(at)
            at += len(passage.text) + len(_BREAK)
        return found

    @cached_property
    def around(self) -> tuple[tuple[int, int], ...]:
        """Stretches that stand there by form: headings, addresses, signatures, lists, notes of origin."""
        return tuple(
            (start, start + len(passage.text))
            for start, passage in zip(self.starts, self.passages, strict=True)
            if passage.kind in _AROUND
        )

    def passage_at(self, place: int) -> tuple[Passage, int]:
        """Return the passage in which a place of the text lies, and where in it."""
        at = bisect_right(self.starts, place) - 1
        return self.passages[at], place - self.starts[at]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the text stands in the document's original text."""
        first, low = self.passage_at(start)
        last, high = self.passage_at(end - 1)
        return int(self._spans(first)[low, 0]), int(self._spans(last)[high, 1])

    def cite(self, start: int, end: int) -> Citation:
        """Return a citation of the first words of a stretch; without them where the source cannot be quoted there."""
        passage, low = self.passage_at(start)
        last = min(low + end - start, len(passage.text), low + _LONG)
        ends = [low + token.end for token in tokens(passage.text[low:last])][:_CITED]
        if ends:
            cited = self._quoted(passage, low, ends[-1])
            if cited:
                return cited
        return replace(self._cited(passage), p_start=low, p_end=last)

    def _quoted(self, passage: Passage, start: int, end: int) -> Citation | None:
        try:
            alone = citing.cite(self.case.con, self.row, str(passage.n), passage.text[start:end])[0]
        except BadValue:
            alone = None
        if alone and alone.p_start == start:
            return alone
        # What stands around words tells them from the same words before.
        return quoted(self.case, Text(self.row, self.passages), passage, (start, end))

    def _cited(self, passage: Passage) -> Citation:
        known = self._citations
        if passage.n not in known:
            known[passage.n] = citing.cite(self.case.con, self.row, str(passage.n), None)[0]
        return known[passage.n]

    @cached_property
    def _citations(self) -> dict[int, Citation]:
        return {}

    @cached_property
    def _known_spans(self) -> dict[int, NDArray[np.int32]]:
        return {}

    @cached_property
    def _original(self) -> str:
        return read.original_text(self.case.con, self.row["doc"])

    def _spans(self, passage: Passage) -> NDArray[np.int32]:
        import numpy as np  # noqa: PLC0415 - slow to import

        known = self._known_spans
        if passage.n not in known:
            known[passage.n] = np.asarray(_places(self._original, passage), np.int32).reshape(-1, 2)
        return known[passage.n]


def _places(original: str, passage: Passage) -> Sequence[tuple[int, int]]:
    """Return where each character of a passage stands in the original; of white space this is not asked."""
    if any(puts_words(edit) for edit in passage.edits):
        return source_spans(original, passage)
    stands, at = list[int](), passage.start
    for edit in (*passage.edits, Edit(passage.end, passage.end)):
        stands += [place for place in range(at, edit.start) if not original[place].isspace()]
        at = edit.end
    # White space is folded; all other signs stand in the text one by one.
    signs = [place for place, sign in enumerate(passage.text) if not sign.isspace()]
    if len(signs) != len(stands):
        return source_spans(original, passage)
    spans = [(passage.start, passage.start)] * len(passage.text)
    for place, stand in zip(signs, stands, strict=True):
        spans[place] = stand, stand + 1
    return spans


def archive(
    case: CaseFile, first: Sequence[str] = (), since: str | None = None, until: str | None = None
) -> list[Held]:
    """Return the documents that are held and say something, in order of id; some of them first.

    Args:
        case: Whose documents.
        first: Documents that come first, by id or a beginning of it.
        since: The first day; documents that are surely earlier are left out.
        until: The last.

    Raises:
        BadValue: If a document is named that is not held, says nothing or is not of the days asked for.
        BadDate: If a day is no date.
    """
    low = PartialDate.parse(since).earliest if since else None
    high = PartialDate.parse(until).latest if until else None

    def out(row: Mapping[str, Any]) -> bool:
        on = PartialDate.parse(row["date"]) if row["date"] else None
        return bool(
            on and ((low and on.latest and on.latest < low) or (high and on.earliest and on.earliest > high))
        )

    order = dict[str, int]()
    for name in first:
        row = read.document(case.con, name)
        if not row["held"]:
            raise BadValue(
                f"The document {row['id']!r} is known, but no copy of it is held.",
                f"Add a copy with: linewatch add FILE --as {row['key']}",
            )
        if out(row):
            raise BadValue(
                f"The document {row['id']!r} is of {row['date']}, which is not in the days asked for.",
                "Widen --since or --until, or leave the document out.",
            )
        order.setdefault(row["id"], len(order))
    rows = [row for row in read.documents(case.con) if row["held"] and not out(row)]
    rows.sort(key=lambda row: (order.get(row["id"], len(order)), row["id"]))
    found = list[Held]()
    for row in rows:
        held = Held(
            case, row, tuple(p for p in read.passages(case.con, row["doc"]) if p.kind not in _FURNITURE)
        )
        if any(c.isalnum() for c in held.text):
            found.append(held)
        elif row["id"] in order:
            raise BadValue(
                f"The document {row['id']!r} holds no words.",
                "Look at what was read: linewatch passages DOC.",
            )
    return found
