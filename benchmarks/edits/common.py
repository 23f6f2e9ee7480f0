"""Names that all of it shares."""

from __future__ import annotations

import os
from pathlib import Path

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("LINEWATCH_SHARED") or HERE.parents[2] / "shared")
HEAVIEST = ("reversed", "hardened", "softened", "dropped", "added", "moved", "reworded", "kept")
TWO_SIDED = ("reversed", "hardened", "softened", "moved", "reworded", "kept")
OVERLAP = 0.8
LONGEST = 1.5
MODES = ("wrap", "hyphens", "quotes", "spaces", "dashes")
MIRROR = {"softened": "hardened", "hardened": "softened", "dropped": "added", "added": "dropped"}
TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
