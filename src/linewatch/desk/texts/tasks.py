"""What a case can tell of texts set side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from linewatch.desk.common.tasks import Tasks


class TextTasks(Tasks):
    """What a case can tell of texts set side by side."""

    __slots__ = ()

    def estimates(self, document: str, scale: str | None = None) -> list[dict[str, Any]]:
        """Estimative phrases of a document with their ranges on a scale of its lexicon, such as kent or icd203."""
        from linewatch.desk.texts import estimating  # noqa: PLC0415 - only one verb needs its patterns

        return estimating.find_estimates(self.file, document, scale)

    def estimates_unread(self, document: str, scale: str | None = None) -> list[dict[str, Any]]:
        """Words of a document that may be estimates and may be none, with why they were not read."""
        from linewatch.desk.texts import estimating  # noqa: PLC0415 - only one verb needs its patterns

        return estimating.find_unread(self.file, document, scale)

    def shifts(
        self, before: str, after: str, lexicon: Path | None = None, language: str | None = None
    ) -> list[dict[str, Any]]:
        """What became of every clause of two texts, the heaviest first."""
        from linewatch.desk.texts import shifting  # noqa: PLC0415 - only here is numpy needed

        return shifting.find_shifts(self.file, before, after, lexicon, language)

    def coded_shifts(self, before: str, after: str) -> list[dict[str, Any]]:
        """How coded stances changed from one event to another."""
        from linewatch.desk.texts import shifting  # noqa: PLC0415 - as above

        return shifting.find_coded_shifts(self.file, before, after)

    def tell_shifts(self, rows: Sequence[dict[str, Any]]) -> str:
        """Rows of `shifts` in one paragraph."""
        from linewatch.desk.texts import shifting  # noqa: PLC0415 - as above

        return shifting.tell(rows, shifting.issue_names(self.file))

    def write_shifts(
        self, rows: Sequence[dict[str, Any]], names: tuple[str, str], out: str | Path
    ) -> dict[str, Any]:
        """Write rows of `shifts` as a page in two columns."""
        from linewatch.desk.texts import shifting  # noqa: PLC0415 - as above

        return shifting.write_page(self.file, rows, names, Path(out))

    def reprint(self, original: str, *copies: str) -> dict[str, Any]:
        """What copies left out of an original, put in, reworded and moved; of several, what nobody quoted."""
        from linewatch.desk.texts import reprinting  # noqa: PLC0415 - only here is numpy needed

        return reprinting.find_reprint(self.file, original, copies)

    def write_reprint(
        self, found: dict[str, Any], original: str, copies: Sequence[str], out: str | Path
    ) -> dict[str, Any]:
        """Write what `reprint` gives as a page in two columns."""
        from linewatch.desk.texts import reprinting  # noqa: PLC0415 - as above

        return reprinting.write_reprint(self.file, found, original, copies, Path(out))

    def series(self, *documents: str, phrases: Sequence[str] = ()) -> dict[str, Any]:
        """A run of texts by date, each against the one before; the life of its phrases."""
        from linewatch.desk.texts import series  # noqa: PLC0415 - as above

        return series.find_series(self.file, documents, phrases)

    def draw_series(self, found: dict[str, Any], out: str | Path) -> dict[str, Any]:
        """Write the heat strip of what `series` gives as SVG."""
        from linewatch.desk.texts import series  # noqa: PLC0415 - as above

        return series.write_series(found, Path(out))

    def write_series(self, found: dict[str, Any], out: str | Path) -> dict[str, Any]:
        """Write what `series` gives as a page in two columns, the heat strip above."""
        from linewatch.desk.texts import series  # noqa: PLC0415 - as above

        return series.write_series_page(self.file, found, Path(out))

    def contradictions(self, actor: str) -> dict[str, Any]:
        """What one actor said that cannot both be its line; both pages of each pair."""
        from linewatch.desk.texts import contradicting  # noqa: PLC0415 - as above

        return contradicting.find_contradictions(self.file, actor)
