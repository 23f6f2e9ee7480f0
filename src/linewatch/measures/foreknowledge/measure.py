"""The whole measure: the terms new with a text, who used them before it was public, and what chance does."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from linewatch.kinds.refusals import Refusal
from linewatch.measures.foreknowledge.archive import LONGEST, Archive, Bools, Edges, Reading, archive
from linewatch.measures.foreknowledge.permuting import chances
from linewatch.measures.foreknowledge.scoring import Shared, rarities, scored, shared
from linewatch.measures.foreknowledge.terms import RARE, SELDOM, Place, Terms, Use, new_terms, place

LEAST_BEFORE = 20  # texts before one, so that a term can be told to be new
LEAST_PLACES = 20  # other texts to put in its place, so that a p-value can fall below .05
MOST_PLACES = 199  # more than enough
ALIKE = 4  # times longer or shorter is no text in its place
SETTINGS = {"longest_phrase": LONGEST, "rare_share": RARE, "seldom_share": SELDOM, "least_before": LEAST_BEFORE,
            "least_places": LEAST_PLACES, "most_places": MOST_PLACES, "length_within": ALIKE}  # fmt: skip


class Term(NamedTuple):
    """A term new with the text, in a text dated before it was public.

    Attributes:
        words: The term.
        rarity: Its log-rarity; None where no figure could be told, or it is no evidence.
        evidence: Whether nothing that is held explains it.
        sources: Documents of others that had it after the text asked about and not surely later than this one.
        later: Documents of others that had it later, before the text was public.
        own: Whether the actor had used it before.
        before: How many of the texts not surely later than the one asked about have it.
    """

    words: tuple[str, ...]
    rarity: float | None
    evidence: bool
    sources: tuple[str, ...]
    later: tuple[str, ...]
    own: bool
    before: int


class Known(NamedTuple):
    """A text dated between another and its publication.

    Attributes:
        document: Its id.
        terms: New terms of the other that it has, evidence first, the rarest first.
        rarity: Their summed log-rarity.
        expected: What chance gives.
        score: How far above it: the deviance of a Poisson count; 0 where it is not above.
        p_value: How often a text in the window of another place does as well.
        p_family: How often the best of another window does, as many texts as are compared counted.
    """

    document: str
    terms: tuple[Term, ...]
    rarity: float | None
    expected: float | None
    score: float | None
    p_value: float | None
    p_family: float | None


class Foreknown(NamedTuple):
    """What was found.

    Attributes:
        texts: All texts of others in the window, the least p first.
        new: How many terms are new with the text; None where that cannot be told.
        before: Texts not surely later than it.
        places: Other texts that were put in its place.
        refusal: Why there are no figures.
    """

    texts: tuple[Known, ...]
    new: int | None
    before: int
    places: int
    refusal: Refusal | None


def foreknown(
    readings: Sequence[Reading],
    document: str,
    public: int,
    edges: Edges,
    official: Collection[str] = (),
) -> Foreknown:
    """Return who used the terms of a text before it was public, and how often chance does as well.

    Args:
        readings: All texts of its language that are dated, itself among them.
        document: Which text.
        public: The day on which it became public, counted as the readings' days are.
        edges: Where no term may begin or end.
        official: Actors whose texts are sources and not compared; its own issuer is one.
    """
    held = archive(readings, edges)
    text = next(n for n, reading in enumerate(held.readings) if reading.document == document)
    unheard = np.array([reading.actor in official for reading in held.readings], dtype=np.bool_)
    at = place(held, text, public, unheard)
    others = _others(held, at, unheard)
    refusal = _refusal(held, at, len(others))
    places = [at] if refusal else [at, *others]
    terms = [new_terms(held, one) for one in places]
    found = [shared(held, one, new.uses) for one, new in zip(places, terms, strict=True)]
    before = int(at.known.sum())
    if refusal:
        # Against too few texts everything would look new: then no term is named at all.
        texts = tuple(_plain(held, one) for one in found[0]) if before >= LEAST_BEFORE else ()
        new = len(terms[0].new) if before >= LEAST_BEFORE else None
        return Foreknown(texts, new, before, len(others), refusal)
    told = _told(held, places, terms, found)
    return Foreknown(tuple(told), len(terms[0].new), before, len(others), None)


def _told(
    held: Archive, places: Sequence[Place], terms: Sequence[Terms], found: Sequence[tuple[Shared, ...]]
) -> list[Known]:
    weights = rarities(terms, found).tolist()
    windows = scored(held, places, terms, found)
    p = chances([window.score for window in windows], 0)
    mine = windows[0]
    made = [
        Known(
            held.readings[one.text].document,
            _terms(held, one, weights),
            float(mine.rarity[n]),
            float(mine.expected[n]),
            float(mine.score[n]),
            float(p.single[n]),
            float(p.family[n]),
        )
        for n, one in enumerate(mine.shared)
    ]
    return sorted(made, key=lambda row: (row.p_family or 0, -(row.score or 0), row.document))


def _plain(held: Archive, one: Shared) -> Known:
    return Known(held.readings[one.text].document, _terms(held, one, None), None, None, None, None, None)


def _terms(held: Archive, one: Shared, weights: Sequence[float] | None) -> tuple[Term, ...]:
    words = _words(held, one)

    def told(use: Use, evidence: bool) -> Term:
        return Term(
            words[use.term],
            weights[use.kind] if evidence and weights else None,
            evidence,
            tuple(held.readings[n].document for n in use.sources),
            tuple(held.readings[n].document for n in use.later),
            use.own,
            use.before,
        )

    kept = [told(use, True) for use in one.evidence]
    kept.sort(key=lambda term: (-(term.rarity or 0), -len(term.words), term.words))
    return (*kept, *(told(use, False) for use in one.explained))


def _words(held: Archive, one: Shared) -> dict[int, tuple[str, ...]]:
    """Return the words of the terms of one text, as they stand in it."""
    reading, begin = held.readings[one.text], int(held.begins[one.text])
    found: dict[int, tuple[str, ...]] = {}
    for use in (*one.evidence, *one.explained):
        size = int(held.size[use.term])
        row = held.terms[size - 1, begin : int(held.begins[one.text + 1])]
        at = int(np.flatnonzero(row == use.term)[0])
        found[use.term] = tuple(word or "" for word in reading.words[at : at + size])
    return found


def _others(held: Archive, at: Place, unheard: Bools) -> list[Place]:
    """Return other texts in the place of the one asked about: the nearest in length, all that happens before it.

    A text stands in its place with the same time until it counts as public, all over when the text asked about was
    written, and with a quarter at least of the texts before it that this one has.
    """
    asked = at.text
    time = int(at.ends - held.last[asked])
    background = int(at.known.sum())
    least = max(LEAST_BEFORE, background / 4)
    far = np.abs(np.log(np.maximum(held.length, 1) / max(int(held.length[asked]), 1)))
    fits = (held.last + time <= held.first[asked]) & (held.last - held.first < time) & (far <= np.log(ALIKE))

    def made() -> Iterator[Place]:
        for text in sorted(np.flatnonzero(fits).tolist(), key=lambda n: (float(far[n]), n)):
            one = place(held, text, int(held.last[text]) + time, unheard)
            if len(one.window) and int(one.known.sum()) >= least:
                yield one

    return [one for one, _ in zip(made(), range(MOST_PLACES), strict=False)]


def _refusal(held: Archive, at: Place, places: int) -> Refusal | None:
    """Return why there can be no figures: all that is wanting, at once."""
    before = int(at.known.sum())
    why, needed = list[str](), list[str]()
    if not len(at.window):
        why.append("no text of another is held that is surely dated between it and its publication")
        needed.append("texts of its language dated between the two")
    if before < LEAST_BEFORE:
        why.append(
            f"{before} dated {'text is' if before == 1 else 'texts are'} held from before it, too few to tell which"
            " of its terms are new"
        )
        needed.append(f"at least {LEAST_BEFORE} earlier texts, and {LEAST_PLACES} more to put in its place")
    elif places < LEAST_PLACES:
        why.append(f"{places} other texts could stand in its place, too few to tell chance from knowledge")
        needed.append(
            f"at least {LEAST_PLACES} earlier texts from a quarter to four times its length of"
            f" {int(held.length[at.text])} words, each with texts of others in as long a time after it"
        )
    return Refusal("; ".join(why), "; ".join(needed)) if why else None
