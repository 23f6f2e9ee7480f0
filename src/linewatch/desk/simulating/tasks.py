"""How a case runs its movement."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from linewatch.desk.common.tasks import Tasks, silent


class SimulatingTasks(Tasks):
    """How a case runs its movement."""

    __slots__ = ()

    def scenarios(self) -> list[dict[str, Any]]:
        """The scenarios of the case's movement: name, title, what each changes."""
        from linewatch.desk.simulating import asked  # noqa: PLC0415 - only here is the movement needed

        return asked.list_scenarios(self.file)

    def simulate(
        self,
        scenario: str,
        report: Callable[[str], None] = silent,
        watch: Callable[[Any], None] = silent,
        out: str | Path | None = None,
        parquet: str | Path | None = None,
        **given: Any,
    ) -> dict[str, Any]:
        """Run a scenario, alone or against a baseline; see `simulating.asked.Asked` for what may be asked."""
        from linewatch.desk.simulating import asked, writing  # noqa: PLC0415 - as above

        if parquet is not None:
            writing.check_parquet()
        found = asked.simulate(self.file, asked.Asked(scenario, **given), report, watch)
        return found | {"written": writing.write_all(found, out, parquet)}
