"""A case at the desk: one value that offers every task."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from linewatch.desk import briefing, watching
from linewatch.desk.common.tasks import silent
from linewatch.desk.following.tasks import FollowingTasks
from linewatch.desk.mapping.tasks import MappingTasks
from linewatch.desk.measuring.tasks import MeasuringTasks
from linewatch.desk.reading.tasks import ReadingTasks
from linewatch.desk.said.tasks import SaidTasks
from linewatch.desk.simulating.tasks import SimulatingTasks
from linewatch.desk.texts.tasks import TextTasks
from linewatch.desk.weighing.tasks import WeighingTasks
from linewatch.record.case_file import CaseFile, create_case, open_case

if TYPE_CHECKING:
    from linewatch.desk.common.progress import Progress


@dataclass(frozen=True, slots=True)
class Case(
    ReadingTasks,
    SaidTasks,
    MeasuringTasks,
    TextTasks,
    FollowingTasks,
    WeighingTasks,
    SimulatingTasks,
    MappingTasks,
):
    """An open case. Close it, or use it in a ``with`` statement.

    Every method takes and returns plain values; rows are dictionaries with the keys of ``--json``.
    """

    file: CaseFile

    @property
    def folder(self) -> Path:
        """Where the case lies."""
        return self.file.folder

    @property
    def title(self) -> str:
        """The case's title."""
        return self.file.fact("title") or ""

    @property
    def centre(self) -> str | None:
        """The actor whose line the others are measured against."""
        return self.file.fact("centre")

    def add(
        self,
        *paths: str | Path,
        report: Callable[[str], None] = silent,
        watch: Callable[[Progress], None] = silent,
        **given: Any,
    ) -> dict[str, Any]:
        """Read files into the case; see `steps.Given` for what may be said of them besides."""
        from linewatch.desk.adding import Given, add  # noqa: PLC0415 - only here are the readers needed

        return add(self.file, [str(path) for path in paths], Given(**given), report, watch)

    def indicators(self) -> list[dict[str, Any]]:
        """The words that are watched for, with where they are found."""
        return watching.list_indicators(self.file)

    def brief(self, out: str | Path, date: str | None = None) -> dict[str, Any]:
        """Write the brief to OUT.html or OUT.md."""
        return briefing.write_brief(self.file, Path(out), date)

    def close(self) -> None:
        """Close the case; what was reported as done stays."""
        self.file.close()

    def __enter__(self) -> Case:
        """Use the case in a ``with`` statement."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it at the end."""
        self.close()


def open(folder: str | Path) -> Case:
    """Open the case in a folder."""
    return Case(open_case(Path(folder)))


def init(folder: str | Path, title: str, centre: str | None = None) -> Case:
    """Make an empty case in a folder."""
    return Case(create_case(Path(folder), title, centre))
