"""What a case can do with its said ledger."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from linewatch.desk.common.tasks import Tasks
from linewatch.desk.said import agreeing, checking, exchanging, ledger


class SaidTasks(Tasks):
    """What a case can do with its said ledger."""

    __slots__ = ()

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The rows of one table of the said ledger, with their citations."""
        return ledger.list_rows(self.file, table)

    def enter(
        self,
        table: str,
        values: dict[str, Any],
        cite: Sequence[str] = (),
        words: Sequence[str] = (),
    ) -> dict[str, Any]:
        """Enter a row with its citations."""
        return ledger.enter(self.file, table, values, cite, words)

    def withdraw(self, table: str, ident: str) -> dict[str, Any]:
        """Take a row out of what stands; the history keeps it."""
        return ledger.withdraw(self.file, table, ident)

    def undo(self) -> list[dict[str, Any]]:
        """Undo the last change that stands."""
        return ledger.undo(self.file)

    def history(self) -> list[dict[str, Any]]:
        """All that was entered, changed, withdrawn and undone."""
        return ledger.list_history(self.file)

    def agreement(self) -> list[dict[str, Any]]:
        """Coders compared, per issue."""
        return agreeing.find_agreement(self.file)

    def disagreements(self, issue: str | None = None) -> list[dict[str, Any]]:
        """The statements that coders read differently, the widest apart first."""
        return agreeing.find_disagreements(self.file, issue)

    def agree(self, statement: str, **given: Any) -> dict[str, Any]:
        """Enter the reading of a statement that its coders agreed on, beside theirs."""
        return agreeing.agree(self.file, statement, given)

    def check(self) -> dict[str, Any]:
        """Whether the case is sound, and how its citations stand."""
        return checking.check(self.file)

    def export(self, folder: str | Path) -> dict[str, int]:
        """Write all that was said as plain files."""
        return exchanging.export_case(self.file, Path(folder))

    def import_(self, folder: str | Path) -> dict[str, Any]:
        """Take in a folder of such files, all of it or nothing."""
        return exchanging.import_case(self.file, Path(folder))
