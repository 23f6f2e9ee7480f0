"""Safe repairs of a reading: broken words joined, signs taken apart, misread letters put right.

The original stays as it is; a repair is an `Edit` of the reading text. Where more than one repair is possible,
or none is sure, the text is left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from linewatch.kinds.documents import Edit
from linewatch.sources.mending.misreadings import Misreadings
from linewatch.sources.mending.quality import share_known, tokens
from linewatch.sources.wording.languages import stretches
from linewatch.sources.wording.words import ocr_data, words_of

RepairKind = Literal["line_end", "hyphen", "ligature", "script", "spaced", "letters"]

# Of a text read well nearly all words are known; below this share its letters are doubted.
_CLEAN = 0.98
_FEWEST_WORDS = 50  # of which a share says something
_SHORTEST_PART, _LONGEST_PART = 2, 40  # letters of a word's part beside a hyphen
_SHORTEST_MISREAD = 3  # letters of the second part, where one of both is misread
_WORD = re.compile(r"[^\W_]+")
_PART_BEFORE = re.compile(r"[^\W\d_]+\Z")
_PART_AFTER = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(
    r"(?<![^\W\d_])[^\W\d_]+-[^\W\d_]+"
)  # begun where a word begins: in step with its length
_SPACED = re.compile(r"(?<!\S)(?:[^\W\d_] ){3,30}[^\W\d_](?![^\W_])")
_LATIN, _CYRILLIC = re.compile("[A-Za-zÀ-ɏ]"), re.compile("[Ѐ-ӿ]")
_BESIDE = "'’-\u00ad\u00ac\u2010\u2011"  # a word beside one of these is a part of a word


class Repair(NamedTuple):
    """One repair, and what it puts right."""

    edit: Edit
    kind: RepairKind


class _Signs(NamedTuple):
    """`lexicons/ocr.any.toml`, made ready.

    Attributes:
        ligature: Matches one sign that stands for several letters.
        letters: What each stands for.
        hyphen: Matches a hyphen between two letters, white space after it or not.
        never_own: Hyphens that only break a word.
        to_latin: For each Cyrillic letter the Latin one that looks like it.
        to_cyrillic: The other way.
    """

    ligature: re.Pattern[str]
    letters: dict[str, str]
    hyphen: re.Pattern[str]
    never_own: str
    to_latin: dict[int, int]
    to_cyrillic: dict[int, int]


@lru_cache(maxsize=1)
def _signs() -> _Signs:
    data = ocr_data("any")
    latin, cyrillic = data["look_alikes"]["latin"], data["look_alikes"]["cyrillic"]
    return _Signs(
        ligature=re.compile("[" + "".join(data["ligatures"]) + "]"),
        letters=data["ligatures"],
        hyphen=re.compile(rf"(?<=[^\W\d_])[{re.escape(data['hyphens']['line_end'])}]\s*(?=[^\W\d_])"),
        never_own=data["hyphens"]["never_own"],
        to_latin=str.maketrans(cyrillic, latin),
        to_cyrillic=str.maketrans(latin, cyrillic),
    )


class Mender:
    """Finds the repairs of one document's text, by its language and by what else stands in it."""

    def __init__(self, text: str, language: str | None) -> None:
        """Take the whole text, and its language as BCP 47 where it is known."""
        self._text = text
        self._words = words_of(language, len(text))

    def repairs(self, start: int, end: int) -> list[Repair]:
        """Return the repairs of a stretch of the text, in order, none overlapping another."""
        found = [
            *self._hyphens(start, end),
            *self._ligatures(start, end),
            *self._scripts(start, end),
            *self._spaced(start, end),
            *self._letters(start, end),
        ]
        kept: list[Repair] = []
        for repair in sorted(found, key=lambda repair: repair.edit.start):
            if not kept or repair.edit.start >= kept[-1].edit.end:
                kept.append(repair)
        return kept

    def across(self, start: int, end: int) -> Repair | None:
        """Return how a word broken before ``start`` goes on after ``end``, whatever stands between the two."""
        before = self._text[max(0, start - _LONGEST_PART) : start].rstrip()
        after = self._text[end : end + _LONGEST_PART]
        sign = max(0, start - _LONGEST_PART) + len(before) - 1
        rest = end + len(after) - len(after.lstrip())
        if not _signs().hyphen.match(before[-2:] + after.lstrip()[:1], 1):
            return None
        return self._joined(sign, rest, line_end=True)

    @cached_property
    def _seen(self) -> Counter[str]:
        return Counter(found[0].lower() for found in _WORD.finditer(self._text))

    @cached_property
    def _compounds(self) -> Counter[str]:
        return Counter(found[0].lower() for found in _COMPOUND.finditer(self._text))

    @cached_property
    def _misreadings(self) -> Misreadings | None:
        """What misread letters are put right by; None where the text reads well or nothing is known of it."""
        if self._words is None:
            return None
        looked_at, share = share_known(Counter(tokens(stretches(self._text))), self._words)
        doubted = looked_at >= _FEWEST_WORDS and share < _CLEAN
        return Misreadings(self._words, self._seen) if doubted else None

    def _hyphens(self, start: int, end: int) -> Iterator[Repair]:
        for found in _signs().hyphen.finditer(self._text, start, end):
            gap = found[0][1:]
            if (gap or found[0] in _signs().never_own) and (
                repair := self._joined(found.start(), found.end(), "\n" in gap or "\f" in gap)
            ):
                yield repair

    def _joined(self, sign: int, after: int, line_end: bool) -> Repair | None:
        """Return how the parts of a word before a hyphen and after white space belong together."""
        kind: RepairKind = "line_end" if line_end else "hyphen"
        if self._text[sign] in _signs().never_own:
            return Repair(Edit(sign, after), kind)
        left = _PART_BEFORE.search(self._text, max(0, sign - _LONGEST_PART), sign)
        right = _PART_AFTER.match(self._text, after, after + _LONGEST_PART)
        if left is None or right is None:
            return None
        own = self._own_hyphen(self._plain(left[0]), self._plain(right[0]), line_end)
        if own is None and self._misreadings and len(right[0]) >= _SHORTEST_MISREAD:
            put = self._misreadings.put_right(left[0] + right[0])
            return Repair(Edit(left.start(), right.end(), put), "letters") if put else None
        return None if own is None else Repair(Edit(sign + own, after), kind)

    def _own_hyphen(self, left: str, right: str, line_end: bool) -> bool | None:
        """Return whether a hyphen is the word's own; None where it cannot be told.

        What the document itself writes unbroken comes first, then the dictionary.
        """
        if not line_end and self._words and right.lower() in self._words.small:
            return None  # as in "pre- and post-war"
        joined, compound = self._seen[(left + right).lower()], self._compounds[f"{left}-{right}".lower()]
        if joined or compound:
            return compound > joined
        if self._words is None or min(len(left), len(right)) < _SHORTEST_PART:
            return None
        named = left[-1].islower() and right[0].isupper()
        if not named and self._words.knows(left + right):
            return False
        if not line_end or self._prefixed(left, right):
            return True if line_end else None
        # In a noisy reading a line may be missing, and what comes next belongs to another word.
        return None if named or self._misreadings else self._by_parts(left, right)

    def _prefixed(self, left: str, right: str) -> bool:
        words = self._words
        return words is not None and left.lower() in words.prefixes and right.lower() in words.stems

    def _by_parts(self, left: str, right: str) -> bool | None:
        """Return whether a hyphen is the word's own where nobody writes the word unbroken."""
        words = self._words
        if words is None or not words.knows(right):
            return None if words is None else False
        apart = words.knows(left) and left.isupper() == right.isupper()
        return True if apart and not {left.lower(), right.lower()} & words.small else None

    def _plain(self, word: str) -> str:
        signs = _signs()
        return signs.ligature.sub(lambda found: signs.letters[found[0]], word)

    def _ligatures(self, start: int, end: int) -> Iterator[Repair]:
        for found in _signs().ligature.finditer(self._text, start, end):
            yield Repair(Edit(found.start(), found.end(), _signs().letters[found[0]]), "ligature")

    def _scripts(self, start: int, end: int) -> Iterator[Repair]:
        """Yield words of two scripts in which all letters of the rarer one look like letters of the other."""
        if not _CYRILLIC.search(self._text, start, end) or not _LATIN.search(self._text, start, end):
            return
        for found in _WORD.finditer(self._text, start, end):
            latin, cyrillic = len(_LATIN.findall(found[0])), len(_CYRILLIC.findall(found[0]))
            if not latin or not cyrillic or latin == cyrillic:
                continue
            foreign, table = (
                (_CYRILLIC, _signs().to_latin) if latin > cyrillic else (_LATIN, _signs().to_cyrillic)
            )
            put = found[0].translate(table)
            if not foreign.search(put):
                yield Repair(Edit(found.start(), found.end(), put), "script")

    def _spaced(self, start: int, end: int) -> Iterator[Repair]:
        for found in _SPACED.finditer(self._text, start, end):
            word = found[0].replace(" ", "")
            if self._words and (word.isupper() or word.islower()) and self._words.knows(word):
                yield Repair(Edit(found.start(), found.end(), word), "spaced")

    def _letters(self, start: int, end: int) -> Iterator[Repair]:
        if self._misreadings is None:
            return
        broken = {found.end() for found in _signs().hyphen.finditer(self._text, start, end)}
        for found in _WORD.finditer(self._text, start, end):
            at, to = found.span()
            beside = self._text[max(0, at - 1) : at] + self._text[to : to + 1]
            if at in broken or any(sign in _BESIDE for sign in beside):
                continue
            if put := self._misreadings.put_right(found[0]):
                yield Repair(Edit(at, to, put), "letters")
