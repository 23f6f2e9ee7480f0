"""Twelve volumes (33 MB of TEI) read, recorded and indexed, beside a bare parse of the same bytes.

Aim: at most 12 CPU seconds (better 7) and 400 MB. Run with: make bench
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.volumes import LINEWATCH, cost, volumes

RUNS = 3
BARE = """
import gzip, sys
from lxml import etree
for name in sys.argv[1:]:
    data = open(name, "rb").read()
    data = gzip.decompress(data) if name.endswith(".gz") else data
    etree.fromstring(data, etree.XMLParser(collect_ids=False))
"""


def main() -> None:
    """Print the cost of both, and their ratio."""
    paths = volumes()
    ours, bare = [], []
    for _ in range(RUNS):
        bare.append(cost([sys.executable, "-c", BARE, *paths]))
        with tempfile.TemporaryDirectory() as made:
            case = str(Path(made) / "case")
            cost([*LINEWATCH, "init", case, "--title", "benchmark"])
            ours.append(cost([*LINEWATCH, "--case", case, "add", *paths]))
    cpu, bare_cpu = median(c.cpu_s for c in ours), median(c.cpu_s for c in bare)
    print(f"read, record and index 12 volumes: {cpu:.1f} CPU s, {max(c.peak_mb for c in ours):.0f} MB")
    print(f"bare parse of the same bytes:      {bare_cpu:.1f} CPU s")
    print(f"ratio:                             {cpu / bare_cpu:.1f}")


if __name__ == "__main__":
    main()
