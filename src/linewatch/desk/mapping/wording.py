"""The wording of the pages of a movement, and citations as they stand in JSON made into values again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import Any

from linewatch.brief.phrases import Phrases
from linewatch.desk.common.wording import lexicon, phrases
from linewatch.kinds.citations import Citation

_NAMES = tuple(field.name for field in fields(Citation))


@cache
def wording() -> Phrases:
    """Return the wording of the pages of a movement and of the brief in one table."""
    return Phrases.of(lexicon("brief.en") | lexicon("movement_page.en"), phrases().scale)


def citations_of(rows: Sequence[Mapping[str, Any]]) -> tuple[Citation, ...]:
    """Return citations from rows as every verb gives them."""
    return tuple(Citation(**{name: row[name] for name in _NAMES if name in row}) for row in rows)
