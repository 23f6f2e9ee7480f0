"""What stands under a denial or a question of the sentence: "nobody believes that war is probable"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from linewatch.measures.estimates.clauses import Parts, Span
from linewatch.measures.estimates.patterns import pattern

_WORD = re.compile(r"[\w'-]+")
_FAR, _NEAR = 600, 60  # characters before a phrase and after, so that a sentence without end costs no more


@dataclass(frozen=True, slots=True)
class Over:
    """Words that tell what follows them as denied or asked.

    Attributes:
        deny: Phrases such as "nobody believes".
        ask: Phrases such as "whether".
        spare: Phrases that look like one and say that a thing is so: "nobody doubts".
        opens: The words that open what is denied: "that".
        ends: After a comma, the words that begin another sentence beside it.
        breaks: The same, without a comma.
        reach: How many words it reaches where no such word opens it.
    """

    deny: tuple[re.Pattern[str], ...]
    ask: tuple[re.Pattern[str], ...]
    spare: tuple[re.Pattern[str], ...]
    opens: re.Pattern[str]
    ends: re.Pattern[str]
    reach: int

    @classmethod
    def of(cls, told: Mapping[str, Any], lists: Mapping[str, Sequence[str]]) -> Over:
        """Return what a data file says.

        Raises:
            KeyError: If it lacks a part.
        """
        deny, ask, spare = (
            tuple(pattern(one, lists) for one in told[key]) for key in ("deny", "ask", "spare")
        )
        opens, ends, breaks = ("|".join(map(re.escape, told[key])) for key in ("opens", "ends", "breaks"))
        return cls(
            deny, ask, spare,
            # "Nobody believes, as he does, that": what is put in between changes nothing.
            re.compile(rf"(?:\s*,[^,;:]{{1,80}},)?\s*(?:{opens})\b"),
            re.compile(rf"[;:]|,\s+(?:{ends})\b(?!\s+(?:{opens})\b)|\b(?:{breaks})\b"),
            told["reach"],
        )  # fmt: skip


def under(plain: str, start: int, cut: Parts, over: Over) -> str | None:
    """Return why a phrase is not its sentence's own estimate; None where nothing says so.

    What a denied verb, or one whose subject is nobody, opens with "that" reaches to the end of the sentence, or to
    where another begins beside it; without "that" it reaches some words, in the same clause.

    Args:
        plain: The passage.
        start: Where the phrase begins.
        cut: Its sentences and clauses.
        over: The words to look for.
    """
    first, last = cut.sentence(start)
    first, last = max(first, start - _FAR), min(last, start + _NEAR)
    spared = [one.span() for each in over.spare for one in each.finditer(plain, first, last)]
    for what, listed in (("is told as denied", over.deny), ("is asked", over.ask)):
        for each in listed:
            for one in each.finditer(plain, first, start):
                if (
                    _begins(plain, one.start())
                    and not _meets(one.span(), spared)
                    and _reaches(plain, one, start, cut, over)
                ):
                    return f"what it says {what}, after {' '.join(one.group().split())!r}"
    return None


def _begins(plain: str, at: int) -> bool:
    return not at or not (plain[at - 1].isalnum() or plain[at - 1] in "_'-")


def _meets(span: Span, spared: Sequence[Span]) -> bool:
    return any(first < span[1] and span[0] < last for first, last in spared)


def _reaches(plain: str, found: re.Match[str], start: int, cut: Parts, over: Over) -> bool:
    end = found.end()
    said = _WORD.findall(found.group())
    if over.opens.fullmatch(f" {said[-1]}") or over.opens.match(plain, end, start):
        return not over.ends.search(plain, end, start)
    same = cut.clause(end - 1) == cut.clause(start)
    return same and len(_WORD.findall(plain, end, start)) <= over.reach
