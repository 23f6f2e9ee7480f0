"""What a case can follow through its archive."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from linewatch.desk.common.tasks import Tasks, silent


class FollowingTasks(Tasks):
    """What a case can follow through its archive."""

    __slots__ = ()

    def foreknowledge(self, text: str, public: str, official: Sequence[str] = ()) -> list[dict[str, Any]]:
        """Who used terms that are new with a text before it was public, and how often chance does as well."""
        from linewatch.desk.following import foreknowing  # noqa: PLC0415 - as above

        return foreknowing.find_foreknowledge(self.file, text, public, official)

    def symbols(self, report: Callable[[str], None] = silent, **asked: Any) -> dict[str, Any]:
        """Who or what the texts held invoke as authority; see `symbols.Asked` for what may be asked."""
        from linewatch.desk.following import symbols  # noqa: PLC0415 - as above

        return symbols.find_symbols(self.file, symbols.Asked(**asked), report)

    def draw_symbols(
        self, found: dict[str, Any], out: str | Path, symbols_: Sequence[str] = ()
    ) -> dict[str, Any]:
        """Write the rates by period of what `symbols` gives as SVG."""
        from linewatch.desk.following import symbols  # noqa: PLC0415 - as above

        return symbols.write_symbols(found, symbols_, Path(out))

    def formulas(self, report: Callable[[str], None] = silent, **asked: Any) -> dict[str, Any]:
        """The set phrases of the texts held; see `formulas.Asked` for what may be asked."""
        from linewatch.desk.following import formulas  # noqa: PLC0415 - as above

        return formulas.find_formulas(self.file, formulas.Asked(**asked), report)

    def echoes(
        self,
        *documents: str,
        since: str | None = None,
        until: str | None = None,
        report: Callable[[str], None] = silent,
    ) -> list[dict[str, Any]]:
        """Passages that recur beyond chance, in chains by date; of some documents against all others, or of all."""
        from linewatch.desk.following import echoing  # noqa: PLC0415 - as above

        return echoing.find_echoes(self.file, echoing.Asked(documents, since, until), report)

    def write_echo_pairs(
        self,
        out: str | Path,
        *documents: str,
        since: str | None = None,
        until: str | None = None,
        report: Callable[[str], None] = silent,
    ) -> dict[str, Any]:
        """Write every pair of alike places as JSON Lines."""
        from linewatch.desk.following import echoing  # noqa: PLC0415 - as above

        return echoing.write_pairs(self.file, echoing.Asked(documents, since, until), Path(out), report)

    def write_echo_page(
        self,
        out: str | Path,
        *documents: str,
        since: str | None = None,
        until: str | None = None,
        limit: int = 40,
        report: Callable[[str], None] = silent,
    ) -> dict[str, Any]:
        """Write chains of echoes as a page: on a time axis, wordings word under word, what was left out."""
        from linewatch.desk.following import echo_paging, echoing  # noqa: PLC0415 - as above

        asked = echoing.Asked(documents, since, until)
        return echo_paging.write_page(self.file, asked, Path(out), limit, report)
