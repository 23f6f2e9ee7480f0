"""Hedges and intensifiers put in, negations put in and taken out."""

from __future__ import annotations

import re

from benchmarks.edits.corpus import word_set
from benchmarks.edits.cues import Cues, Insertion
from benchmarks.edits.guards import GUARDS, LOOSE, NEGATIVE, NOT, SURE
from benchmarks.edits.swaps import Made, Swap

_AUXILIARY = re.compile(r"\b(?:is|are|was|were|will|would|has|have|had|can|could|should) (?=([a-z]+))")


_NOT_AFTER = frozenset(GUARDS["not_after_auxiliary"])


_LIGHT = word_set(
    "done made taken given come gone known seen said shown held kept left found won built become"
)


def _auxiliary(sentence: str) -> re.Match[str] | None:
    """Return the first auxiliary of a sentence after which words can be put."""
    for one in _AUXILIARY.finditer(sentence):
        after, aux = one.group(1), one.group().strip()
        subject = sentence[: one.start()].split()[-2:]
        if after in _NOT_AFTER or {"I", "We", "we", "What", "what", "as", "As", "So", "how", "than"} & set(
            subject
        ):
            return None
        if aux in ("has", "have", "had") and not (after == "been" or after in _LIGHT or after.endswith("ed")):
            return None
        return one
    return None


def insertions_in(sentence: str, cues: Cues) -> list[tuple[Insertion, Swap]]:
    """Return each hedge or intensifier that a sentence takes, in a plain affirmative sentence alone."""
    if not sentence.endswith(".") or NEGATIVE.search(sentence) or "“" in sentence or '"' in sentence:
        return []
    found = []
    aux = _auxiliary(sentence)
    if SURE.search(sentence):
        return []
    lead = sentence.split(maxsplit=1)[0]
    fronted = lead in (
        "The",
        "This",
        "These",
        "Those",
        "There",
        "They",
        "He",
        "She",
        "Such",
        "Many",
        "Some",
        "Our",
        "His",
    )
    for one in cues.insertions:
        if one.place == "aux" and aux:
            found.append((one, Swap(aux.end(), aux.end(), one.text + " ")))
        elif one.place == "front" and fronted:
            put = one.text[0].upper() + one.text[1:] + " " + lead[0].lower()
            found.append((one, Swap(0, 1, put)))
    return found


_NEGATED = re.compile(
    r"\b(?P<aux>is|are|was|were|will|would|has|have|had|could|should|must|do|does|did|can)"
    r"(?P<gap> not|not)\b(?! (?:only|yet|merely|simply|just|so|all|even|have to|a |an |to "
    r"|the |because|in |for |by"
    r"|until|least|necessarily|always|that|as|like|exactly|every|entirely|quite|very|any))"
)


_NEGATIVE_POLARITY = re.compile(
    r"\b(?:any\w*|either|yet|until|at all|ever|unless|but|nor|whatsoever|merely|neither)\b"
)


_NO = re.compile(
    r"\b(?:is|was|are|were|had|has|have|see|saw|found|find) (?P<no>no) (?=(?:reason|evidence"
    r"|objection|intention|need|desire"
    r"|agreement|progress|difficulty|alternative|difference|justification|indication"
    r"|information|room|place|prospect"
    r"|basis|hope|danger|chance|sign|change|possibility|ground|grounds|reference|provision"
    r"|conflict|interest|value)\b)"
)


def reversals_in(sentence: str) -> list[Made]:
    """Return ways to put a negation in or to take one out."""
    if not sentence.endswith(".") or "“" in sentence or '"' in sentence:
        return []
    found = []
    negations = list(NOT.finditer(sentence))
    if not negations and not NEGATIVE.search(sentence):
        aux = _auxiliary(sentence)
        loose = LOOSE.search(sentence)
        if (
            aux
            and not loose
            and not re.match(r"(?:one|the (?:most|only)|in|of|at|on|for)\b", sentence[aux.end() :])
        ):
            if aux.group() == "can ":
                found.append(Made("reversed", "not in", (Swap(aux.end() - 1, aux.end(), "not "),)))
            else:
                found.append(Made("reversed", "not in", (Swap(aux.end(), aux.end(), "not "),)))
            if aux.group() in ("has ", "have ", "had "):
                found.append(Made("reversed", "never in", (Swap(aux.end(), aux.end(), "never "),)))
    if len(negations) == 1 and not _NEGATIVE_POLARITY.search(sentence):
        one = _NEGATED.search(sentence)
        if one:
            found.append(Made("reversed", "not out", (Swap(one.start("gap"), one.end("gap"), ""),)))
        no = _NO.search(sentence)
        if no and "longer" not in sentence:
            found.append(Made("reversed", "no out", (Swap(no.start("no"), no.end("no"), "some"),)))
        never = re.search(r"\b(?:has|have|had|will|would|can|could) (never )(?=[a-z]+)", sentence)
        if never and "before" not in sentence:
            found.append(Made("reversed", "never out", (Swap(never.start(1), never.end(1), ""),)))
    return found
