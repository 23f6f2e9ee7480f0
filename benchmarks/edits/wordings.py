"""Cues and synonyms that stand in a sentence and may be exchanged."""

from __future__ import annotations

import re

from benchmarks.edits.corpus import COMMON, word_set
from benchmarks.edits.cues import Cues, Wording
from benchmarks.edits.guards import GUARDS, NEGATIVE, NOT, WORD
from benchmarks.edits.swaps import Swap, swap

_DEGREE = frozenset(GUARDS["degree"])


_DETERMINERS = word_set(
    "a an the this that these those his her its our their my your any no some each every all both "
    "such another other own new of in for with on at by from under between into through about and or "
    "two three first further"
)


_OBJECTS = word_set(
    "the a an this these those its their our his her my your all any every each us them him it such both"
)


_LEADS = word_set(
    "to will would may might can could should must we they i you who which that and he she it not "
    "also has have had is are was were be been being shall did do does"
)


_PLURAL_LEADS = word_set("to will would may might can could should must we they i you who which shall")


_BE = frozenset(GUARDS["before_predicate"])


_HAVE_BE = word_set("is are was were be been being has have had having")


_NOT_NOUN_AFTER = word_set(
    "to we they i you he she it who which will would may might can could should must not"
)


_IDIOM = re.compile(rf"\b(?:{'|'.join(GUARDS['idioms'])})\b")


STARTS = word_set(
    "The This These Those It There They He She Such Many Some All Our His Her Their Its A An Both "
    "Each Every Most In On At Under With By For From As If When While Although After Before Since To "
    "Nor But And Yet What"
)


def wordings_in(sentence: str, cues: Cues) -> list[tuple[Wording, Swap]]:
    """Return each exchange that a sentence takes: cue found where its slot lets it stand, in the right polarity."""
    if sentence.endswith(("?", "?”")):
        return []
    words = list(WORD.finditer(sentence))
    barred = _barred(sentence)
    negated = NOT.search(sentence)
    found = []
    for at, word in enumerate(words):
        for wording in cues.wordings.get(word.group().lower(), ()):
            start, end = word.start(), word.start() + len(wording.words)
            if not _stands(sentence, start, end, wording.words) or any(
                start < b and a < end for a, b in barred
            ):
                continue
            if wording.kind != "reworded" and (negated or (_loaded(sentence, start, end))):
                continue
            before = words[at - 1].group() if at else ""
            after = next((w.group() for w in words[at + 1 :] if w.start() >= end), "")
            if _slot_open(wording, sentence, (start, end), before, after):
                found.append((wording, swap(sentence, start, end, wording.put)))
    return found


def _barred(sentence: str) -> list[tuple[int, int]]:
    low = sentence.lower()
    return [(idiom.start(), idiom.end()) for idiom in _IDIOM.finditer(low)]


def _stands(sentence: str, start: int, end: int, words: str) -> bool:
    text = sentence[start:end]
    same = text == words or (start == 0 and text == words[0].upper() + words[1:])
    bounded = not (sentence[end : end + 1].isalnum() or sentence[end : end + 1] in ("-", "’", "'"))
    return same and bounded and sentence[start - 1 : start] not in ("-", "’", "'")


def _loaded(sentence: str, start: int, end: int) -> bool:
    """Return whether a negation, a condition or a comparison stands before the cue, or within three words after."""
    behind = " ".join(sentence[end:].split()[:3])
    return bool(
        NEGATIVE.search(sentence[:start]) or re.search(r"\bthan\b", sentence) or NEGATIVE.search(behind)
    )


def _slot_open(wording: Wording, sentence: str, span: tuple[int, int], before: str, after: str) -> bool:  # noqa: PLR0911
    """Return whether the words around let the wording stand there; rules of thumb for grammar, found by reading."""
    low, slot = before.lower(), wording.slot
    joined = sentence[span[1] : span[1] + 1] == " "
    if wording.before and not (joined and after in wording.before):
        return False
    if low in _DEGREE or (low == "to" and slot in ("adj", "pred", "noun")):
        return False
    if slot == "adj":
        return joined and after.islower() and after not in COMMON and low not in ("and", "or")
    if slot == "adv":
        return after.lower() not in (
            "after",
            "following",
            "before",
            "upon",
            "preceding",
            "necessary",
            "and",
            "or",
        )
    if slot == "pred":
        return low in _BE
    if slot == "noun":
        return low not in _NOT_NOUN_AFTER and low != "" and (after not in _OBJECTS or not joined)
    if slot == "verb":
        return _verb_stands(wording.words, low, after if joined else "")
    return low not in ("such",) or wording.kind == "reworded"


def _verb_stands(words: str, before: str, after: str) -> bool:
    last = words.rsplit(maxsplit=1)[-1]
    if last in ("to", "that", "with", "in", "of", "on", "for", "upon", "against"):
        base = words.split(maxsplit=1)[0].endswith(("s", "ed", "ing", "t"))
        return (
            before not in _DETERMINERS and before != "" and (base or before in _LEADS or before.endswith("s"))
        )
    if last.endswith("ing"):
        return after in _OBJECTS and before not in _DETERMINERS - {
            "of",
            "in",
            "for",
            "by",
            "from",
            "and",
            "at",
        }
    if last.endswith(("ed", "t", "de", "on", "ew", "ose", "ell", "ade", "en")) and last not in ("commit",):
        passive = before in _HAVE_BE and after in ("by", "in", "at", "on", "with", "from", "to")
        return before not in _DETERMINERS - {"and"} and before != "" and (after in _OBJECTS or passive)
    if last.endswith("s"):
        return after in _OBJECTS and before not in _DETERMINERS | _LEADS - {
            "which",
            "who",
            "that",
            "he",
            "she",
            "it",
            "also",
        }
    return after in _OBJECTS and before in _PLURAL_LEADS
