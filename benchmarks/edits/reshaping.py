"""A sentence put in another order, split in two, or cut short."""

from __future__ import annotations

import re

from benchmarks.edits.corpus import word_set
from benchmarks.edits.swaps import Made, Swap

_FRONTED = re.compile(
    r"^(?P<adverbial>(?:In (?:the (?:course|years?|case|field|interests?|absence|event|spring"
    r"|summer|autumn|past|free|early|late|Near"
    r"|Middle|Far|United|Soviet)|19\d\d|recent|[A-Z][a-z]+|order to|many|most|all|several"
    r"|a (?:letter|speech|statement|note|message))"
    r"|On [A-Z\d][a-z\d]+|On the (?:basis|occasion|eve|initiative)|During|At the (?:end"
    r"|beginning|time|last|meeting|conference|request"
    r"|invitation)|After the|Since (?:19\d\d|the (?:end|beginning|war|last))|Throughout|Until"
    r"|Before the|For (?:many|several|the past|ten"
    r"|twenty|more than))\b[^,;:“”\"()—]{0,48}), (?P<rest>(?P<first>[A-Za-z]+) [^;:“”\"()—]{15,150})\.$"
)


_SUBORDINATE = re.compile(
    r"^(?P<adverbial>(?:When|Because|After|Before|As long as|As soon as|If) [^,;:“”\"()—]{12,90}), "
    r"(?P<rest>(?P<first>[A-Za-z]+) [^,;:“”\"()—?]{15,120})\.$"
)


_TAIL = re.compile(
    r"^(?P<first>The|This|These|It|There|They|He|She|Such|Our|His|Their|We"
    r"|A) (?P<rest>[^,;:“”\"()—?]{15,140}?) "
    r"(?P<tail>(?:in|since|on) (?:(?:early|late|the|January|February|March|April|May|June"
    r"|July|August|September|October"
    r"|November|December|\d{1,2}) ){0,3}?(?:19\d\d|January|February|March|April|June|July"
    r"|August|September|October"
    r"|November|December))\.$"
)


# With these the part put first would lose or change what it points to.
_UNCLEAR = word_set("it they he she this these some such and but or that with including thus as for so then")


def fronted(sentence: str) -> str | None:
    """Return the sentence with its opening adverbial or clause put last, or a closing date put first, if simple."""
    told = _SUBORDINATE.match(sentence) or _FRONTED.match(sentence)
    if told:
        plain = "," not in told["rest"] and len(told["rest"].split()) <= 18
        words = told["adverbial"].split()
        unclear = told["first"].lower() in _UNCLEAR
        if plain and not unclear and len(words) > 1 and not words[0].startswith("If only"):
            rest = told["rest"][0].upper() + told["rest"][1:]
            first = words[0] if words[0] in ("I",) else words[0].lower()
            return f"{rest} {' '.join((first, *words[1:]))}."
        return None
    told = _TAIL.match(sentence)
    if told and not re.search(r"\b(?:and|that|which|who)\b", told["rest"]):
        tail = told["tail"][0].upper() + told["tail"][1:]
        first = told["first"][0].lower() + told["first"][1:]
        return f"{tail}, {first} {told['rest']}."
    return None


_SPLIT = re.compile(
    r"(?:;|, and|; and|, but) (?=(?P<next>it|he|they|we|there|this|these) (?:is|was|are|were"
    r"|has|have|had|will|would|can|could"
    r"|should|must|may|might|does|did|do)\b)|; (?P<semi>(?=[a-z]))|, which (?=(?P<verb>is|was"
    r"|has|had|would|will|could) )"
)


def splits_in(sentence: str) -> list[Made]:
    """Return ways to make two sentences of one; after ", which" the second opens with "This"."""
    if not sentence.endswith(".") or re.search(r"[“”\"():]", sentence):
        return []
    found = []
    for cut in _SPLIT.finditer(sentence):
        behind = sentence[cut.end() :]
        if len(sentence[: cut.start()].split()) < 6 or len(behind.split()) < 6:
            continue
        if cut["verb"]:
            if "," not in behind and "," not in sentence[: cut.start()]:
                swaps = (
                    Swap(cut.start(), cut.start() + 1, ".", False),
                    Swap(cut.start() + 2, cut.end() - 1, "This"),
                )
                found.append(Made("reworded", "split", swaps, flags=("split",)))
            continue
        if cut["next"] is None and not re.match(
            r"(?:it|he|they|we|the|this|these|there|their|our|his|its|in|a) [\w’ -]*?\b(?:is|was|are"
            r"|were|has|have|had|will|would"
            r"|must|should|can|may)\b", behind
        ):  # fmt: skip
            continue
        at = cut.start() + 2
        kind = "reworded" if "but" in cut.group() else "kept"
        swaps = (
            Swap(cut.start(), cut.start() + 1, ".", False),
            Swap(at, cut.end() + 1, behind[0].upper(), False),
        )
        found.append(Made(kind, "split", swaps, flags=("split",)))
    return found


_WHICH = re.compile(
    r"(?P<open>,) (?P<words>(?:which|whose|who) [^,;:()“”\"]{12,110})(?P<close>,(?= [a-z])"
    r"|\.$)|(?P<semi>;) (?P<more>[^;:()“”\"]{20,140})\.$"
)


def omissions_in(sentence: str) -> list[Made]:
    """Return ways to leave a relative clause between stops, or all after a semicolon, out of a sentence."""
    found = []
    for one in _WHICH.finditer(sentence):
        left = sentence[: one.start()] + sentence[one.end() :]
        if len(left.split()) < 8 or len(one.group().split()) < 4 or re.search(r"[“”\"]", sentence):
            continue
        if one["semi"]:
            found.append(Made("dropped", "omission", (Swap(one.start(), one.end() - 1, ""),)))
        elif len(re.findall(",", sentence[: one.start()])) == 0:
            end = one.end() if one["close"] == "," else one.end() - 1
            found.append(Made("dropped", "omission", (Swap(one.start(), end, ""),)))
    return found
