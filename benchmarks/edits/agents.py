"""Who acts, named or left out."""

from __future__ import annotations

import re

from benchmarks.edits.guards import NEGATIVE, NOT
from benchmarks.edits.swaps import Made, Swap

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
    if not sentence.endswith(".") or NOT.search(sentence):
        return []
    found = [one for one in _BY.finditer(sentence) if not re.search(r"\b(?:and|which|who|that)\b", one["by"])]
    return [Made("softened", "agent", (Swap(one.start("by"), one.end("by"), ""),)) for one in found]


def agentless(sentence: str) -> str | None:
    """Return the sentence in the passive without its agent, where it is simple enough to turn; None otherwise."""
    told = _ACTIVE.match(sentence)
    if (
        not told
        or NEGATIVE.search(sentence)
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
