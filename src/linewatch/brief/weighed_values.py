"""What was weighed on a question, as the page and the brief's section take it. Shares are from 0 to 1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from linewatch.brief.measured import Drawn
from linewatch.kinds.citations import Citation

LEVEL = 1e-9  # shares nearer than this are level


class Ends(NamedTuple):
    """A range of shares."""

    low: float
    high: float


class Judged(NamedTuple):
    """How likely one would see an item if a hypothesis were true, as an analyst judged it."""

    hypothesis: str
    analyst: str
    word: str
    ends: Ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A hypothesis.

    Attributes:
        rest: Whether it stands for all that no other says.
        prior: How likely it was held before the evidence.
        ends: 90 % of the draws lie between; None where it was not weighed.
        mid: The mean of all draws; None with ends.
        first: The share of draws in which it stands first.
        judged: How many items have a judgement under it.
        why: Why it was not weighed; else empty.
        needed: What would do.
        citations: The statement that puts it forward.
    """

    id: str
    name: str
    rest: bool = False
    prior: float | None = None
    ends: Ends | None = None
    mid: float | None = None
    first: float | None = None
    judged: int = 0
    why: str = ""
    needed: str = ""
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """An item of evidence.

    Attributes:
        number: Under which it is listed, from 1.
        state: seen, absent or open.
        reliability: The chance that its source tells anything at all.
        holds: The chance that what is told is so.
        seen: For an absent or open item, the chance that it would have been seen if it were there.
        date: When it happened, as EDTF; else empty.
        reported_on: When it was reported.
        separates: How far it sets hypotheses apart.
    """

    id: str
    number: int
    name: str
    kind: str
    state: str
    source: str
    group: str
    reliability: Ends
    holds: Ends
    seen: Ends
    date: str
    reported_on: str
    cost: float | None
    look_for: str
    cells: tuple[Judged, ...]
    separates: float
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """Items that count together.

    Attributes:
        stated: Whether an analyst made it; else it was made of the items of one source.
    """

    name: str
    dependence: float
    items: tuple[str, ...]
    stated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Weigher:
    """An analyst, weighed alone.

    Attributes:
        mids: By hypothesis.
        opinions: As stated without the matrix, by hypothesis.
        coherent: The same made to agree with one another.
    """

    name: str
    mids: Mapping[str, float]
    opinions: Mapping[str, Ends]
    coherent: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A classic count of inconsistencies: its scores, the order it gives, least refuted first, and its known fault."""

    name: str
    scores: Mapping[str, float]
    order: tuple[str, ...]
    defect: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Without:
    """What holds where one thing is left out.

    Attributes:
        kind: item, source, group, assumptions, arguments or analyst.
        lead: Of the explanation that stands first with all over the best other, as a difference of shares; below 0
            where another is ahead.
        top: Which stands first then.
    """

    kind: str
    name: str
    lead: float
    top: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A change of one judgement that puts another hypothesis first.

    Attributes:
        before: As it was judged.
        after: As it would have to be.
    """

    item: str
    before: Judged
    after: Judged
    top: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What is wrong with the matrix, and how to mend it."""

    kind: str
    what: str
    mend: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """An item not yet seen, and what seeing it would tell.

    Attributes:
        bits: Expected information about which hypothesis stands first.
        ends: The range of that.
        chance: Of seeing it if one looks.
        seen: The hypothesis that stands first if it is seen.
        unseen: The one that does if it is not.
        told: What to look for and why, where that was put into words already.
    """

    item: str
    bits: float
    ends: Ends | None
    chance: float | None
    seen: str
    unseen: str
    cost: float | None
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """What a document itself says of a hypothesis.

    Attributes:
        said: Its words, as an analyst set them down.
        kind: The class of these words, as estimates are read; empty where none was found in them.
        ends: The range that the words stand for; None where they stand for none.
    """

    hypothesis: str
    said: str
    kind: str
    ends: Ends | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """All that was weighed on a question.

    Attributes:
        several: Whether several hypotheses may each contribute; else exactly one is true.
        limits: What the data cannot tell about it.
        as_of: Only what was reported by then counts, as EDTF; empty where all does.
        later: How many items were reported later.
        undated: How many count although nobody says when they were reported.
        coder: The one analyst whose judgements count; empty for all.
        terms: The words of the judgements with their ranges, ascending.
        explanations: In order of entry.
        differ: Pairs on which analysts differ, the farthest apart first: item, hypothesis, and who judged what.
        turns: Single judgements that would put another first, the smallest change first.
        pair: Where no single one does, the smallest two that do together.
        idle: Items that separate nothing.
        little: Items that separate little.
        sole: Items without any one of which no explanation has a figure.
        unexamined: The share that lies with explanations nobody examined; 0 for none.
        most_unexamined: The most that lies with one of them.
        slip: How unsure judgements are taken to be beside their ranges, in log odds; None where nothing says.
        figure: How far each explanation holds, drawn for the brief.
        draws: How many there were.
        settings: With which it was weighed, each by its name in the JSON value of ``weigh``.
    """

    id: str
    name: str
    several: bool = False
    limits: str = ""
    asked_on: str = ""
    as_of: str = ""
    later: int = 0
    undated: int = 0
    coder: str = ""
    scale: str = ""
    terms: tuple[tuple[str, Ends], ...] = ()
    explanations: tuple[Explanation, ...] = ()
    pieces: tuple[Piece, ...] = ()
    bundles: tuple[Bundle, ...] = ()
    weighers: tuple[Weigher, ...] = ()
    differ: tuple[tuple[str, str, tuple[Judged, ...]], ...] = ()
    counts: tuple[Count, ...] = ()
    without: tuple[Without, ...] = ()
    idle: tuple[str, ...] = ()
    little: tuple[str, ...] = ()
    sole: tuple[str, ...] = ()
    unexamined: float = 0.0
    most_unexamined: float = 0.0
    slip: float | None = None
    turns: tuple[Turn, ...] = ()
    pair: tuple[Turn, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    sought: tuple[Sought, ...] = ()
    own_words: tuple[OwnWords, ...] = ()
    draws: int = 0
    settings: tuple[tuple[str, str], ...] = ()
    figure: Drawn | None = None

    @property
    def ranked(self) -> tuple[Explanation, ...]:
        """Those that were weighed, the highest first."""
        known = [one for one in self.explanations if one.mid is not None]
        return tuple(sorted(known, key=lambda one: -(one.mid or 0.0)))

    @property
    def level(self) -> bool:
        """Whether all that were weighed stand alike."""
        mids = [one.mid or 0.0 for one in self.ranked]
        return len(mids) > 1 and mids[0] - mids[-1] < LEVEL

    @property
    def led(self) -> bool:
        """Whether one stands first, before any that nobody examined too."""
        mids = [one.mid or 0.0 for one in self.ranked]
        return bool(mids) and not self.level and self.most_unexamined <= mids[0]

    def called(self, ident: str) -> str:
        """Return what a hypothesis or item is called; its id where nothing says so."""
        rows = (*self.explanations, *self.pieces)
        return next((row.name for row in rows if row.id == ident), ident)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """What its evidence rests on, of the items that set explanations apart most first."""
        ranked = sorted(self.pieces, key=lambda one: -one.separates)
        return tuple(citation for one in ranked for citation in one.citations)
