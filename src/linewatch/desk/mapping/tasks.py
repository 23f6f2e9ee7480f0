"""How a case tells of its movement: the causal map and the model's own description."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from linewatch.desk.common.tasks import Tasks


class MappingTasks(Tasks):
    """How a case tells of its movement: the causal map and the model's own description."""

    __slots__ = ()

    def map(self, way: tuple[str, str] | None = None, **limits: int) -> dict[str, Any]:
        """The causal map: nodes, arrows with their pages, loops; with ``way`` all ways from one node to another."""
        from linewatch.desk.mapping import causal  # noqa: PLC0415 - only here are loops sought

        return causal.find_map(self.file, way, **limits)

    def write_map(self, found: dict[str, Any], out: str | Path) -> dict[str, Any]:
        """Write what `map` gives as a page (.html) or as figures (.svg), one for each document cited."""
        from linewatch.desk.mapping import map_page  # noqa: PLC0415 - as above

        return map_page.write_map(self.file, found, Path(out))

    def odd(self) -> dict[str, Any]:
        """The model's own description by the ODD protocol, made from its rules, numbers, warrants and data."""
        from linewatch.desk.mapping import describing as model  # noqa: PLC0415 - numpy loads with it

        return model.find_odd(self.file)

    def write_odd(self, found: dict[str, Any], out: str | Path) -> dict[str, Any]:
        """Write what `odd` gives to OUT.md or OUT.html."""
        from linewatch.desk.mapping import odd_page  # noqa: PLC0415 - as above

        return odd_page.write_odd(self.file, found, Path(out))

    def tell_odd(self, found: dict[str, Any]) -> str:
        """Return what `odd` gives as Markdown."""
        from linewatch.desk.mapping import odd_page  # noqa: PLC0415 - as above

        return odd_page.tell_odd(self.file, found)

    def write_movement(
        self, found: dict[str, Any], out: str | Path, bare: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Write what `simulate` gives as a page (.html) or figures (.svg); ``bare`` has all that is assumed off."""
        from linewatch.desk.mapping import run_page  # noqa: PLC0415 - as above

        return run_page.write_movement(self.file, found, Path(out), bare)
