"""A passage followed through time: where it is first held, who has it from whom, how soon, and who passed it by."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from linewatch.kinds.dates import PartialDate
from linewatch.measures.echoes.families import Family, Place


@dataclass(frozen=True, slots=True)
class Paper:
    """What is known of a document whose words recur.

    Attributes:
        actor: Who issued it, or None.
        on: Its date, or None.
        paper: What all releases and copies of one paper share; they do not follow one another.
    """

    actor: str | None
    on: PartialDate | None
    paper: str


@dataclass(frozen=True, slots=True)
class Link:
    """A place of a passage in its chain.

    Attributes:
        place: Where.
        before: The number of the place that it most likely has it from, in the chain; None for the earliest held,
            and where nothing says so.
        ties: Other places that it may as well have it from.
        either_way: Whether the dates allow that it stood here before it stood there.
        lag_low: The fewest days since the earliest held; None where dates do not tell.
        lag_high: The most.
        pair: Of the two places, the number of the pair in what the search found; None where there is none.
    """

    place: Place
    before: int | None
    ties: tuple[int, ...]
    either_way: bool
    lag_low: int | None
    lag_high: int | None
    pair: int | None


@dataclass(frozen=True, slots=True)
class Chain:
    """A passage through time.

    Attributes:
        links: In order of date, the earliest held first; the undated last.
        dated: How many of them have a date.
        silent: Actors who speak after the earliest held and not later than the last, and do not have it.
        dependent: Actors who only look on, and have it from one source: their testimony is one.
    """

    links: tuple[Link, ...]
    dated: int
    silent: tuple[str, ...]
    dependent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Speakers:
    """When each actor speaks.

    Attributes:
        since: Of each actor the first days that his papers may be of, ascending.
        until: Of each of these the earliest of the last days that this paper and all behind it may be of.
    """

    since: Mapping[str, Sequence[date]]
    until: Mapping[str, Sequence[date]]

    def between(self, begin: date, last: date) -> list[str]:
        """Return who speaks surely after one day and surely not after another, by name."""
        return sorted(
            actor
            for actor, days in self.since.items()
            if (at := bisect_right(days, begin)) < len(days) and self.until[actor][at] <= last
        )


def speakers(papers: Sequence[Paper]) -> Speakers:
    """Return when each actor speaks: made once for all passages.

    Args:
        papers: Of all documents.
    """
    told = dict[str, list[tuple[date, date]]]()
    for paper in papers:
        if paper.actor and paper.on and paper.on.earliest and paper.on.latest:
            told.setdefault(paper.actor, []).append((paper.on.earliest, paper.on.latest))
    since, until = dict[str, list[date]](), dict[str, list[date]]()
    for actor, days in told.items():
        days.sort()
        since[actor] = [early for early, _ in days]
        until[actor] = list(accumulate((late for _, late in reversed(days)), min))[::-1]
    return Speakers(since, until)


def chain(
    family: Family,
    papers: Sequence[Paper],
    score: Mapping[int, int],
    watchers: frozenset[str],
    when: Speakers | None = None,
) -> Chain:
    """Return a passage's places in order of date.

    Edges run forward in time alone. Of all earlier places the one that shares most is taken for the source, of several
    that share as much the latest.

    Args:
        family: The passage.
        papers: Of all documents, by number.
        score: What the pairs share, by number of the pair.
        watchers: Actors who look on.
        when: When each actor speaks (``speakers``), for many passages; made here where it is not given.
    """
    order = sorted(range(len(family.places)), key=lambda n: _when(family.places[n], papers))
    rank = {n: at for at, n in enumerate(order)}
    pairs = dict[int, list[tuple[int, int]]]()
    for one, other, pair in family.pairs:
        pairs.setdefault(rank[one], []).append((rank[other], pair))
        pairs.setdefault(rank[other], []).append((rank[one], pair))
    places = [family.places[n] for n in order]
    first = papers[places[0].document].on if places else None
    links = tuple(_link(at, places, papers, pairs.get(at, []), score, first) for at in range(len(places)))
    dated = sum(papers[place.document].on is not None for place in places)
    return Chain(
        links, dated, _silent(places, papers, when or speakers(papers)), _dependent(links, papers, watchers)
    )


def _when(place: Place, papers: Sequence[Paper]) -> tuple[bool, date, date, int, int]:
    on = papers[place.document].on
    early, late, _ = on.sort_key if on else (date.max, date.max, "")
    return on is None, early, late, place.document, place.start


def _link(  # noqa: PLR0913, PLR0917 - what it reads of the chain
    at: int,
    places: Sequence[Place],
    papers: Sequence[Paper],
    pairs: Sequence[tuple[int, int]],
    score: Mapping[int, int],
    first: PartialDate | None,
) -> Link:
    here = papers[places[at].document]
    if here.on is None:
        return Link(places[at], None, (), False, None, None, None)
    known = [
        (score[pair], other, pair)
        for other, pair in pairs
        if other < at
        and papers[places[other].document].on
        and papers[places[other].document].paper != here.paper
    ]
    low, high = lag(first, here.on) if at else (0, 0)
    if not known:
        return Link(places[at], None, (), False, low, high, None)
    most, before, pair = max(known)
    ties = tuple(sorted(other for told, other, _ in known if told == most and other != before))
    there = papers[places[before].document].on
    return Link(places[at], before, ties, not _surely_before(there, here.on), low, high, pair)


def lag(first: PartialDate | None, then: PartialDate | None) -> tuple[int | None, int | None]:
    """Return the fewest and the most days from one date to another; None where they are open.

    Args:
        first: The earlier.
        then: The later.
    """
    if first is None or then is None:
        return None, None
    low = (then.earliest - first.latest).days if then.earliest and first.latest else None
    high = (then.latest - first.earliest).days if then.latest and first.earliest else None
    return None if low is None else max(0, low), high


def _surely_before(one: PartialDate | None, other: PartialDate | None) -> bool:
    return bool(one and other and one.latest and other.earliest and one.latest < other.earliest)


def _silent(places: Sequence[Place], papers: Sequence[Paper], when: Speakers) -> tuple[str, ...]:
    """Return who speaks between the earliest and the last place and does not repeat it."""
    dates = [papers[place.document].on for place in places]
    known = [on for on in dates if on]
    having = {papers[place.document].actor for place in places}
    if len(known) < 2:
        return ()
    begin, last = known[0].latest, max((on.latest for on in known if on.latest), default=None)
    if begin is None or last is None:
        return ()
    return tuple(actor for actor in when.between(begin, last) if actor not in having)


def _dependent(links: Sequence[Link], papers: Sequence[Paper], watchers: frozenset[str]) -> tuple[str, ...]:
    having = {actor for link in links if (actor := papers[link.place.document].actor) in watchers and actor}
    return tuple(sorted(having)) if len(having) > 1 else ()
