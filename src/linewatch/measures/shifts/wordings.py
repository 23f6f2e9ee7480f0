"""The wordings of a lexicon found in words, forms of them included; and what denies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from linewatch.measures.shifts.lexicon import Graded, Lexicon
from linewatch.measures.shifts.values import Token

_LONGEST = 6  # words of a wording
_CUE_WORDS = 8  # of a phrase that is a hedge and no clause of its own
_DENIAL = 4  # words of a wording that denies


def is_hedge(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Return whether words by themselves are a hedge or a booster rather than a clause that says something."""
    if len(words) > _CUE_WORDS:
        return False
    if any(word in lexicon.hedges for word in words):
        return True
    found = [hit for hit in wordings(words, lexicon) if any(g.alone for g in grades(hit[0], lexicon))]
    covered = sum(end - start for _, start, end in found)
    return bool(found) and covered >= 0.5 * len(words)


def wordings(
    words: Sequence[str], lexicon: Lexicon
) -> Iterator[tuple[tuple[tuple[str, ...], ...], int, int]]:
    """Yield the wordings of the lexicon in words, the longest first at each place, none within another."""
    forms = [lexicon.lemmas(word) for word in words]
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            if tuple(words[at : at + size]) in lexicon.plain:
                at += size - 1
                break
            if (keys := _known(forms[at : at + size], lexicon)) and not _neutral(words, at, size, lexicon):
                yield keys, at, at + size
                at += size - 1
                break
        at += 1


def _known(forms: Sequence[tuple[str, ...]], lexicon: Lexicon) -> tuple[tuple[str, ...], ...]:
    """Return the keys to which words may go back: the first and the last may be forms of others.

    Words that are listed as they stand go back to nothing else: "likely" is no form of "like".
    """
    plain = tuple(form[0] for form in forms)
    if plain in lexicon.graded or plain in lexicon.poles:
        return (plain,)
    inner = tuple(form[0] for form in forms[1:-1])
    ends = forms[-1] if len(forms) > 1 else ("",)
    keys = ((first, *inner, last) if len(forms) > 1 else (first,) for first, last in product(forms[0], ends))
    return tuple(key for key in keys if key in lexicon.graded or key in lexicon.poles)


def _neutral(words: Sequence[str], at: int, size: int, lexicon: Lexicon) -> bool:
    """Return whether a word is graded only as an adverb and stands here before a word that it describes."""
    if tuple(words[at : at + size]) not in lexicon.adverbs or at + size >= len(words):
        return False
    return words[at + size] not in lexicon.functions


def grades(keys: Sequence[tuple[str, ...]], lexicon: Lexicon) -> list[Graded]:
    """Return where wordings stand on scales."""
    return [grade for key in keys for grade in lexicon.graded.get(key, ())]


def sides(keys: Sequence[tuple[str, ...]], lexicon: Lexicon) -> list[tuple[int, int]]:
    """Return on which side of axes of opposites wordings stand."""
    return [side for key in keys for side in lexicon.poles.get(key, ())]


def negators(words: Sequence[Token], lexicon: Lexicon) -> list[tuple[int, int, float]]:
    """Return the places of wordings that deny, with their strength."""
    plain = [word.word for word in words]
    found, at = list[tuple[int, int, float]](), 0
    while at < len(plain):
        size = next(
            (s for s in range(_DENIAL, 0, -1) if tuple(plain[at : at + s]) in lexicon.not_negating), 0
        )
        if size:
            at += size
            continue
        for s in range(_DENIAL, 0, -1):
            strength = lexicon.negators.get(tuple(plain[at : at + s]))
            if strength is None and s == 1:
                strength = _by_ending(plain[at], lexicon)
            if strength is not None and at + s <= len(plain):
                found.append((at, at + s, strength))
                at += s - 1
                break
        at += 1
    return _in_concord(found, plain, lexicon)


def _in_concord(
    found: list[tuple[int, int, float]], words: Sequence[str], lexicon: Lexicon
) -> list[tuple[int, int, float]]:
    """Return what denies without what only goes together with another denial of the same words."""
    along = [one for one in found if words[one[0]] in lexicon.concord]
    alone = [one for one in found if one not in along]
    return found if not along else alone or along[:1]


def _by_ending(word: str, lexicon: Lexicon) -> float | None:
    return next((s for ending, s in lexicon.negation_endings.items() if word.endswith(ending)), None)
