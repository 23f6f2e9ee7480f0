"""What a process and its children cost together: CPU of all, and the peak of their memory in sum."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import NamedTuple

_EVERY_S = 0.1


class Cost(NamedTuple):
    """What a run cost: CPU and wall seconds, peak memory of all processes together and of the first, in MB."""

    cpu_s: float
    wall_s: float
    peak_mb: float
    root_peak_mb: float


def tree_cost(command: list[str]) -> Cost:
    """Run a command to its end and return what it and its children cost; on Linux alone."""
    begun = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peaks, done = [0.0], threading.Event()

    def look() -> None:
        while not done.wait(_EVERY_S):
            peaks.append(_resident_mb(process.pid))

    looking = threading.Thread(target=look)
    looking.start()
    _, status, used = os.wait4(process.pid, 0)
    done.set()
    looking.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command[:6])} … ended with {process.returncode}.")
    return Cost(used.ru_utime + used.ru_stime, time.monotonic() - begun, max(peaks), used.ru_maxrss / 1024)


def _resident_mb(pid: int) -> float:
    """Return the memory of a process and its children now; what has ended meanwhile counts nothing."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20 + sum(_resident_mb(int(child)) for child in children)
