"""What one actor said that cannot all be its line: of coded statements (coded), and of its texts (wording)."""

from linewatch.measures.contradictions.coded import (
    AUDIENCE,
    BY_KIND,
    ON_TREE,
    SURE,
    Kind,
    Pair,
    Relation,
    contradictions,
    together,
)
from linewatch.measures.contradictions.wording import LIKE, SETTINGS, VERSION, Turned, alike, turned_round

__all__ = [
    "AUDIENCE", "BY_KIND", "LIKE", "ON_TREE", "SETTINGS", "SURE", "VERSION", "Kind", "Pair", "Relation", "Turned",
    "alike", "contradictions", "together", "turned_round",
]  # fmt: skip
