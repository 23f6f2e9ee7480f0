"""What separates some texts, by their words alone: never a position."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from linewatch.desk.common.finding import Computed, Question, find
from linewatch.desk.common.quoting import Text, beginning, held, word_cites
from linewatch.desk.reading.documents import shown
from linewatch.errors import BadValue
from linewatch.kinds.citations import Citation
from linewatch.measures.scaling import separating
from linewatch.measures.scaling.counting import blocks
from linewatch.record.case_file import CaseFile

_SEED = 1


def separate(case: CaseFile, names: Sequence[str]) -> dict[str, Any]:
    """Return what separates some texts: rows in the order given, and the words of each end.

    Raises:
        BadValue: If a document is not held, or too few are named.
    """
    texts = list({text.ident: text for text in (held(case, name) for name in names)}.values())
    if len(texts) < separating.LEAST_TEXTS:
        raise BadValue(
            f"{len(texts)} texts are too few to ask what separates them.",
            f"Name {separating.LEAST_TEXTS} or more; two are set side by side with: linewatch score",
        )
    settings = separating.SETTINGS | {"seed": _SEED}

    def compute() -> Computed:
        found = separating.separation([blocks(text.words) for text in texts], _SEED)
        placed = [
            (one.value, text) for text, one in zip(texts, found.texts, strict=True) if one.value is not None
        ]
        by_value = [text for _, text in sorted(placed, key=lambda pair: pair[0])]
        low = [_weighed(case, by_value, word) for word in found.low]
        high = [_weighed(case, by_value[::-1], word) for word in found.high]
        rows = [
            {
                "document": text.ident,
                "value": one.value,
                "low": one.low,
                "high": one.high,
                "error": one.error,
                "words": one.words,
                "refused": {"why": one.why, "needed": one.needed} if one.why else None,
                "cites": [shown(c) for c in beginning(case, text)],
            }
            for text, one in zip(texts, found.texts, strict=True)
        ]
        value = {
            "rows": rows,
            "low_words": [row for row, _ in low],
            "high_words": [row for row, _ in high],
            "settings": settings,
        }
        cited = [c for _, cites in (*low, *high) for c in cites]
        return value, cited or [c for text in texts for c in beginning(case, text)]

    return find(case, Question("separates", "2", settings, "texts"), [text.key for text in texts], compute)


def _weighed(
    case: CaseFile, texts: Sequence[Text], word: separating.Weighed
) -> tuple[dict[str, Any], list[Citation]]:
    """Return a word with its first place in the outermost text that has it."""
    cited = next((found for text in texts if (found := word_cites(case, text, {word.word}, 1))), [])
    row = {"word": word.word, "weight": word.weight, "times": word.times, "cites": [shown(c) for c in cited]}
    return row, cited
