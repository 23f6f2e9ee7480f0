"""How much memory and disk there is, and whether a set of runs fits; told before anything starts."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from linewatch.errors import BadMovement, TooLittleMemory
from linewatch.scenarios.keeping import Room

_SPARE = 50_000_000  # bytes of disk left to others
_LIMITS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")
_USED = ("/sys/fs/cgroup/memory.current", "/sys/fs/cgroup/memory/memory.usage_in_bytes")


@dataclass(frozen=True, slots=True)
class Fit:
    """What a set of runs needs and what there is.

    Attributes:
        members_kept: Members kept in one run.
        members: Members they stand for.
        bytes_a_member: Memory for each member kept.
        run_bytes: Memory of one run.
        at_a_time: Runs at a time.
        memory_bytes: Memory of all of them.
        free_memory_bytes: Memory that is free.
        disk_bytes: Disk for the runs still to be made.
        free_disk_bytes: Disk that is free.
    """

    members_kept: int
    members: int
    bytes_a_member: float
    run_bytes: int
    at_a_time: int
    memory_bytes: int
    free_memory_bytes: int
    disk_bytes: int
    free_disk_bytes: int

    def row(self) -> dict[str, Any]:
        """Return what one run needs, as plain values: not what is free, which changes from one time to the next."""
        return {
            name: getattr(self, name) for name in ("members_kept", "members", "bytes_a_member", "run_bytes")
        }

    def told(self) -> str:
        """Return it as a person reads it."""
        return (
            f"Each run keeps {self.members_kept:,} members for {self.members:,}, {self.bytes_a_member:.0f} bytes a"
            f" member. {self.at_a_time} at a time need {self.memory_bytes / 1e9:.2f} GB of memory"
            f" ({self.free_memory_bytes / 1e9:.1f} GB free), and {self.disk_bytes / 1e6:.0f} MB of disk"
            f" ({self.free_disk_bytes / 1e9:.0f} GB free)."
        )


def free_memory() -> int:
    """Return the bytes of memory that this machine, or the container it runs in, has free."""
    try:
        for line in Path("/proc/meminfo").read_text().splitlines():
            if line.startswith("MemAvailable:"):
                return min([int(line.split()[1]) * 1024, *_container()])
    except OSError:
        pass
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
    except (ValueError, OSError, AttributeError):
        return 4_000_000_000  # a system that does not tell: as if it were a small one


def _container() -> list[int]:
    for limit, used in zip(_LIMITS, _USED, strict=True):
        try:
            return [int(Path(limit).read_text()) - int(Path(used).read_text())]
        except (OSError, ValueError):
            continue
    return []


def free_disk(folder: Path) -> int:
    """Return the bytes of disk free where a folder lies, or will lie."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


def fitted(room: Room, members: int, workers: int, to_make: int, disk: tuple[Path, int]) -> Fit:
    """Return how many runs go at a time and what they need.

    Args:
        room: What one run needs.
        members: Members that those kept stand for.
        workers: Runs wanted at a time.
        to_make: Runs to be made.
        disk: Where they are kept, and the bytes of one.

    Raises:
        TooLittleMemory: If not even one fits.
        BadMovement: If there is too little disk.
    """
    folder, run_disk = disk
    free, left = free_memory(), free_disk(folder)
    if to_make and room.memory_bytes > free:
        raise TooLittleMemory(
            f"One run needs {room.memory_bytes / 1e9:.2f} GB of memory for {room.members:,} members;"
            f" {free / 1e9:.2f} GB are free.",
            "Thin the largest parties more, for example: --thin 1000",
        )
    at_a_time = max(1, min(workers, free // max(room.memory_bytes, 1), max(to_make, 1)))
    needed = to_make * run_disk
    if to_make and needed + _SPARE > left:
        raise BadMovement(
            f"{to_make} runs need {needed / 1e6:.0f} MB of disk in {folder}; {left / 1e6:.0f} MB are free.",
            "Make room, or ask for fewer --runs.",
        )
    return Fit(
        room.members, members, room.bytes_a_member, room.memory_bytes, at_a_time, at_a_time * room.memory_bytes, free,
        needed, left,
    )  # fmt: skip
