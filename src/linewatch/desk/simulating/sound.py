"""Whether a case's movement is sound: its files fit together, and its citations stand where they say."""

from __future__ import annotations

from collections import Counter
from typing import Any

from linewatch.record.case_file import CaseFile


def movement_check(case: CaseFile) -> dict[str, Any]:
    """Return how the citations of a case's movement stand, and its problems; nothing where it has no movement."""
    if not (case.folder / "movement").is_dir():
        return {}
    # The movement's rules take a while to load, and most cases have none.
    from linewatch.desk.simulating import asked  # noqa: PLC0415
    from linewatch.desk.simulating.limits import limits  # noqa: PLC0415
    from linewatch.desk.simulating.patterns import read_patterns  # noqa: PLC0415
    from linewatch.desk.simulating.scenario_files import names, read_scenario  # noqa: PLC0415
    from linewatch.errors import LinewatchError  # noqa: PLC0415

    problems: list[str] = []
    standings = Counter[str]()
    try:
        read = asked.movement_of(case)
        for citation in asked.cites(case, read):
            standings[citation["standing"]] += 1
            if citation["standing"] == "broken":
                where = f"{citation['document']} {citation['locator']}"
                problems.append(f"movement {citation['mechanism']}: {where}: {citation['why']}")
        limits(read)
        read_patterns(read)
        for name in names(read):
            try:
                read_scenario(read, name)
            except LinewatchError as error:
                problems.append(f"movement: {error.what} {error.next_step}")
    except LinewatchError as error:
        problems.append(f"movement: {error.what} {error.next_step}")
    counts = {standing: standings[standing] for standing in ("verified", "unverified", "broken")}
    return counts | {"problems": problems}
