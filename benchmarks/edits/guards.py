"""What bars an edit: negations, idioms, words after which a cue means something else."""

from __future__ import annotations

import re
import tomllib

from benchmarks.edits.common import HERE

# The words by which cues are told to stand right are themselves hints of cues: they lie in the sealed file.
GUARDS = tomllib.loads((HERE / "cues_sealed.en.toml").read_text(encoding="utf-8"))["guards"]


LOOSE, SURE = re.compile(GUARDS["loose"]), re.compile(GUARDS["sure"])


NEGATIVE = re.compile(GUARDS["negative"], re.IGNORECASE)


NOT = re.compile(
    r"\b(?:not|no|nor|never|neither|none|nothing|nobody|nowhere|cannot|hardly|scarcely|barely)\b|n’t|n't",
    re.I,
)


WORD = re.compile(r"[A-Za-zÀ-ÿ][\w’'-]*")
