"""What a case can measure of actors and texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from linewatch.desk.common.tasks import Tasks, silent
from linewatch.desk.measuring import (
    boundary,
    deeds,
    differing,
    distancing,
    personnel,
    personnel_figure,
    positions,
    stances,
    tempo,
)


class MeasuringTasks(Tasks):
    """What a case can measure of actors and texts."""

    __slots__ = ()

    def tempo(self, event: str | None = None) -> dict[str, Any]:
        """Plan against what happened; who answered an event, in which order."""
        return tempo.find_tempo(self.file, event)

    def positions(
        self, issue: str | None = None, actor: str | None = None, on: str | None = None
    ) -> list[dict[str, Any]]:
        """Stance and distance from the line of each actor on each issue."""
        return positions.find_positions(self.file, issue, actor, on)

    def branches(self, actor: str | None = None) -> list[dict[str, Any]]:
        """Where an actor's stances on two branches of one issue differ."""
        return positions.find_branches(self.file, actor)

    def positions_basis(self) -> dict[str, Any]:
        """What positions rest on: settings, strengths estimated from the case, and statements left out."""
        return positions.find_basis(self.file)

    def positions_left_out(self) -> list[dict[str, Any]]:
        """The statements that positions cannot use, and why."""
        return positions.find_left_out(self.file)

    def draw_positions(self, issue: str, out: str | Path) -> dict[str, Any]:
        """Write the figure of stance over time on one issue as SVG."""
        return stances.write_stances(self.file, issue, Path(out))

    def differences(self, **asked: Any) -> dict[str, Any]:
        """Whether actors differ by what they are; see `differing.Asked` for what may be asked."""
        return differing.find_differences(self.file, differing.Asked(**asked))

    def score(
        self,
        *texts: str,
        between: tuple[str, str],
        issue: str | None = None,
        words: Sequence[str] = (),
        rescale: str = "none",
    ) -> list[dict[str, Any]]:
        """Texts placed between two named texts, -1 and +1, by their words; see `scoring.score_texts`."""
        from linewatch.desk.measuring import scoring  # noqa: PLC0415 - only here is numpy needed

        about = scoring.About(issue, words)
        return scoring.score_texts(self.file, texts, between, about, scoring.rescaling(rescale))

    def separate(self, *texts: str) -> dict[str, Any]:
        """What separates some texts: never a position, often the subject."""
        from linewatch.desk.measuring import separating  # noqa: PLC0415 - only here is numpy needed

        return separating.separate(self.file, texts)

    def balance(
        self, *texts: str, between: tuple[str, str], concepts: Path | None = None
    ) -> list[dict[str, Any]]:
        """How texts hold two concepts together, from -1 (only the first) to +1 (only the second)."""
        from linewatch.desk.measuring import balancing  # noqa: PLC0415 - only here is numpy needed

        return balancing.balance_texts(self.file, texts, between, concepts)

    def networks(self, **wanted: Any) -> dict[str, Any]:
        """Who moves with whom; see `networking.Wanted` for what may be asked."""
        from linewatch.desk.measuring import networking  # noqa: PLC0415 - only a few verbs need it

        return networking.find_networks(self.file, networking.Wanted(**wanted))

    def write_network(self, found: dict[str, Any], path: str | Path, form: str) -> None:
        """Write a network, as `networks` gives it, as graphml, gexf, csv or svg."""
        from linewatch.desk.measuring import networking  # noqa: PLC0415 - only a few verbs need it

        networking.write_network(self.file, found, Path(path), form)

    def leads(self) -> list[dict[str, Any]]:
        """Who precedes whom on the same side of an issue."""
        from linewatch.desk.measuring import networking  # noqa: PLC0415 - only a few verbs need it

        return networking.find_leads(self.file)

    def boundary(self) -> list[dict[str, Any]]:
        """Statements of others with the centre's reaction on record, those nearest to the boundary first."""
        return boundary.find_boundary(self.file)["rows"]

    def boundary_shares(self) -> dict[str, Any]:
        """What rebuked statements have in common: shares, parts of one event; reactions untied, what is left out."""
        return {key: value for key, value in boundary.find_boundary(self.file).items() if key != "rows"}

    def personnel(self) -> dict[str, Any]:
        """Leaders against the plan; exits; wings; how many of each."""
        return personnel.find_personnel(self.file)

    def personnel_figure(self) -> dict[str, Any]:
        """The same on one chart, for a page and for a telephone, with its description in words."""
        return personnel_figure.draw_personnel(self.file)

    def write_personnel(self, path: str | Path) -> None:
        """Write that chart as SVG."""
        personnel_figure.write_personnel(self.file, Path(path))

    def deeds_against_words(
        self, actor: str | None = None, issues: Sequence[str] = ()
    ) -> list[dict[str, Any]]:
        """What each actor says of independence, beside what it did."""
        return deeds.find_against_words(self.file, actor, issues)

    def distances(
        self, centre: str | None = None, by: str = "year", report: Callable[[str], None] = silent
    ) -> list[dict[str, Any]]:
        """How far each actor's words stand from the centre's in each period, nothing coded."""
        return distancing.find_distances(self.file, centre, by, report)
