"""What the benchmarks share: the twelve volumes of ../shared, and a child process measured by the system."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

SHARED = Path(__file__).resolve().parents[2] / "shared"
LINEWATCH = [sys.executable, "-m", "linewatch"]


class Cost(NamedTuple):
    """What a process cost: CPU seconds of user and system, wall seconds, peak memory in MB."""

    cpu_s: float
    wall_s: float
    peak_mb: float


def volumes() -> list[str]:
    """Return the paths of the twelve volumes; the sample of the present form is not one of them."""
    folder = SHARED / "corpus/frus"
    found = [str(path) for path in sorted(folder.glob("frus*.xml*")) if "sample" not in path.name]
    if len(found) != 12:
        sys.exit(f"The twelve volumes do not lie in {folder}; this benchmark needs them.")
    return found


def cost(command: list[str]) -> Cost:
    """Run a command to its end and return what it cost."""
    begun = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command[:6])} … ended with {process.returncode}.")
    return Cost(used.ru_utime + used.ru_stime, time.monotonic() - begun, used.ru_maxrss / 1024)


def own_peak_mb() -> float:
    """Return this process's peak memory in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
