"""What is told of an actor in a period."""

from __future__ import annotations

from dataclasses import dataclass

from linewatch.measures.distances.evidence import Behind


@dataclass(frozen=True, slots=True, kw_only=True)
class Distance:
    """How far an actor's words stand from the centre's in a period.

    Attributes:
        actor: Who.
        period: When.
        distance: 0 is where the centre's own words stand in the period, 1 the mean of the farther half of all who
            speak in it; to be compared within a period, not across. None where refused.
        low: Lower end of the interval.
        high: Upper end.
        rank: The actor's place in the period, 1 the nearest.
        rank_without: The same among those that are no near-copies; None for near-copies.
        alone: The distance from this period's texts alone, the actor's earlier ones not let in.
        earlier: The weight that the actor's earlier texts have in the distance, 0 to 1.
        plain: 1 - cosine of TF-IDF weights with the centre's texts of the period; a reading of subjects.
        words: Scored words of the text.
        passages: Its passages.
        echo: Share of its runs of words that it has from the centre and hardly anybody else has; None where
            its runs are too few to tell.
        near_copy: Whether that is many times the usual.
        line_agreement: How far the centre's texts of the period agree with its own of the periods before.
        line_break: Whether the centre's line breaks with this period.
        stretch: The stretch of the centre's line, from 1.
        documents: Whose texts they are.
        behind: The words that draw nearer, then those that push away.
        why: Why there is no distance; None where there is one.
        needed: What would do.
    """

    actor: str
    period: str
    distance: float | None = None
    low: float | None = None
    high: float | None = None
    rank: int | None = None
    rank_without: int | None = None
    alone: float | None = None
    earlier: float | None = None
    plain: float | None = None
    words: int
    passages: int
    echo: float | None = None
    near_copy: bool = False
    line_agreement: float | None = None
    line_break: bool = False
    stretch: int = 1
    documents: tuple[str, ...] = ()
    behind: tuple[Behind, ...] = ()
    why: str | None = None
    needed: str | None = None
