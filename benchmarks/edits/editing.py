"""Edits of one sentence: soften, harden, reverse, reword, split, put agents away."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from benchmarks.edits.common import HERE
from benchmarks.edits.corpus import COMMON, word_set
from benchmarks.edits.cues import Cues, Insertion, Wording


class Swap(NamedTuple):
    """Characters of a sentence and what stands for them in the other text; ``cue`` marks what carries the change."""

    start: int
    end: int
    put: str
    cue: bool = True


@dataclass(frozen=True, slots=True)
class Made:
    """An edit of one sentence. ``whole`` is given where the sentence is made anew and no clause stays in place."""

    kind: str
    edit: str
    swaps: tuple[Swap, ...] = ()
    sealed: bool = False
    pair: int = -1
    flags: tuple[str, ...] = ()
    whole: str | None = None


# The words by which cues are told to stand right are themselves hints of cues: they lie in the sealed file.
_GUARDS = tomllib.loads((HERE / "cues_sealed.en.toml").read_text(encoding="utf-8"))["guards"]
_DEGREE = frozenset(_GUARDS["degree"])
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
_BE = frozenset(_GUARDS["before_predicate"])
_HAVE_BE = word_set("is are was were be been being has have had having")
_NOT_NOUN_AFTER = word_set(
    "to we they i you he she it who which will would may might can could should must not"
)
_IDIOM = re.compile(rf"\b(?:{'|'.join(_GUARDS['idioms'])})\b")
_LOOSE, _SURE = re.compile(_GUARDS["loose"]), re.compile(_GUARDS["sure"])
_NEGATIVE = re.compile(_GUARDS["negative"], re.IGNORECASE)
_NOT = re.compile(
    r"\b(?:not|no|nor|never|neither|none|nothing|nobody|nowhere|cannot|hardly|scarcely|barely)\b|n’t|n't",
    re.I,
)
_WORD = re.compile(r"[A-Za-zÀ-ÿ][\w’'-]*")
STARTS = word_set(
    "The This These Those It There They He She Such Many Some All Our His Her Their Its A An Both "
    "Each Every Most In On At Under With By For From As If When While Although After Before Since To "
    "Nor But And Yet What"
)


def wordings_in(sentence: str, cues: Cues) -> list[tuple[Wording, Swap]]:
    """Return each exchange that a sentence takes: cue found where its slot lets it stand, in the right polarity."""
    if sentence.endswith(("?", "?”")):
        return []
    words = list(_WORD.finditer(sentence))
    barred = _barred(sentence)
    negated = _NOT.search(sentence)
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
                found.append((wording, _swap(sentence, start, end, wording.put)))
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
        _NEGATIVE.search(sentence[:start]) or re.search(r"\bthan\b", sentence) or _NEGATIVE.search(behind)
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


def _swap(sentence: str, start: int, end: int, put: str) -> Swap:
    """Return the exchange with capital and article set right: "a grave error", "an awkward error"."""
    if sentence[start].isupper():
        put = put[0].upper() + put[1:]
    article = re.search(r"\b([Aa])n? $", sentence[:start])
    if article and put:
        right = article.group(1) + ("n" if _vowel(put) else "")
        if put.split()[0].lower() in ("several", "numerous", "many"):
            return Swap(start, end, put)
        if right != article.group().strip():
            return Swap(article.start(), end, f"{right} {put}")
    return Swap(start, end, put)


def _vowel(word: str) -> bool:
    return word[0].lower() in "aeiou" and not re.match(
        r"(?:uni(?!m)|use|usual|europ|one\b|once)", word.lower()
    )


_AUXILIARY = re.compile(r"\b(?:is|are|was|were|will|would|has|have|had|can|could|should) (?=([a-z]+))")
_NOT_AFTER = frozenset(_GUARDS["not_after_auxiliary"])
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
    if not sentence.endswith(".") or _NEGATIVE.search(sentence) or "“" in sentence or '"' in sentence:
        return []
    found = []
    aux = _auxiliary(sentence)
    if _SURE.search(sentence):
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
    negations = list(_NOT.finditer(sentence))
    if not negations and not _NEGATIVE.search(sentence):
        aux = _auxiliary(sentence)
        loose = _LOOSE.search(sentence)
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


_PAST = (
    "rejected|adopted|approved|accepted|attacked|violated|destroyed|ignored|occupied|signed"
    "|launched|seized|condemned"
    "|created|established|prepared|submitted|published|opened|closed|arrested|removed"
    "|expelled|dissolved|abolished"
    "|introduced|imposed|supported|opposed|raised|discussed|presented|proposed|issued"
    "|organized|extended|concluded"
    "|announced|requested|recommended|ordered|authorized|blocked|reached|expressed|suggested"
    "|declared|received"
    "|recognized|ratified|blamed|criticized|considered|examined|emphasized|welcomed"
    "|described|stressed|mentioned"
)
_ACTIVE = re.compile(
    r"^(?P<agent>(?:The |This |Our |His )?[A-Z]?[\w’.-]+(?: (?:[A-Z][\w’.-]+|of the|of"
    r"|and the|delegation|government"
    r"|representative|committee|people|forces|army|party|leaders|authorities|imperialists|group)){0,6})"
    rf" (?P<have>has |have |had )?(?P<verb>{_PAST}) (?P<object>(?:the|this|that|these|those|a"
    rf"|an) (?:[a-z][\w-]+ |[A-Z][\w-]+ ){{0,3}}?"
    r"[A-Za-z][\w-]+(?: of (?:the |a |an )?(?:[\w-]+ )?[\w-]+)?)(?P<rest>(?: (?:in|on|at|with"
    r"|for|from|during|after|before|last|as)"
    r"\b[^,;:“”\"?]*)?)\.$"
)


_BY = re.compile(
    rf"\b(?:is|are|was|were|been|being|be) (?:[a-z]+ly )?(?:{_PAST}|taken|made|given"
    rf"|brought about|carried out|put forward|committed|invaded"
    r"|sent|set up|drawn up|chosen|elected|appointed|decided|organized|planned|financed"
    r"|directed|encouraged|pursued|prevented|threatened"
    r"|sponsored|advanced|voiced|achieved|exploited|oppressed|undertaken|waged|used|conducted"
    r"|convened|defeated|held)"
    r"(?P<by> by (?:(?:the|a|an|our|their|his|its|all|some|certain|several|many|most"
    r"|other) )?(?:[\w’-]+ ){0,4}?"
    r"(?:Governments?|Union|Assembly|Committee|delegations?|States|Powers|forces|authorities"
    r"|Ministers?|President|Council|army|armies"
    r"|party|Party|countries|peoples?|nations?|Nations|regimes?|imperialists|colonialists"
    r"|representatives?|Chairman|Secretary-General"
    r"|Secretary|Department|Commission|leaders|leadership|Communists|Congress|Cabinet"
    r"|government|governments|Ambassador|Organization"
    r"|[Cc]onference|group|circles|monopolies|troops|police|workers|masses))(?=[.;]|,(?! (?:which|who|and|[A-Z]))"
    r"|(?: (?:in|on|at|to|for|with|during|after|before|as)\b))"
)


def unnamed(sentence: str) -> list[Made]:
    """Return ways to leave out by whom something was done: "was rejected by the Council" > "was rejected"."""
    if not sentence.endswith(".") or _NOT.search(sentence):
        return []
    found = [one for one in _BY.finditer(sentence) if not re.search(r"\b(?:and|which|who|that)\b", one["by"])]
    return [Made("softened", "agent", (Swap(one.start("by"), one.end("by"), ""),)) for one in found]


def agentless(sentence: str) -> str | None:
    """Return the sentence in the passive without its agent, where it is simple enough to turn; None otherwise."""
    told = _ACTIVE.match(sentence)
    if (
        not told
        or _NEGATIVE.search(sentence)
        or told["agent"].split()[0] in ("It", "This", "There", "That", "I", "These")
    ):
        return None
    if re.search(r"\b(?:and|or|to|that|which|who|by|his|its|their|our)\b", told["object"] + told["rest"]):
        return None
    head = re.split(r" of ", told["object"])[0].split()[-1]
    if head in ("in", "on", "at", "with", "for", "from", "as", "during") or head.endswith("ly"):
        return None
    determiner = told["object"].split()[0]
    many = determiner in ("these", "those") or (head.endswith("s") and not head.endswith(("ss", "us", "is")))
    be = {"had ": "had been"}.get(
        told["have"] or "", ("have been" if many else "has been") if told["have"] else ""
    )
    be = be or ("were" if many else "was")
    subject = told["object"][0].upper() + told["object"][1:]
    return f"{subject} {be} {told['verb']}{told['rest']}."


def agents_out(sentence: str) -> list[Made]:
    passive = agentless(sentence)
    return [*unnamed(sentence), *([Made("softened", "agent", whole=passive)] if passive else [])]


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


def apply(sentence: str, swaps: Sequence[Swap]) -> str:
    """Return a sentence with its swaps carried out."""
    pieces, at = [], 0
    for swap in sorted(swaps):
        pieces += (sentence[at : swap.start], swap.put)
        at = swap.end
    return "".join((*pieces, sentence[at:]))


def place_after(place: int, swaps: Sequence[Swap]) -> int:
    """Return where a place that no swap has inside comes to stand; what is put at the place comes after it."""
    return place + sum(len(swap.put) - (swap.end - swap.start) for swap in swaps if swap.start < place)
