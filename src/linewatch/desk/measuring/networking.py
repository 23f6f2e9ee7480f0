"""Networks and leads at the desk: who moves with whom, and who came first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from linewatch.desk.common.finding import Question, find
from linewatch.desk.common.graph_files import FORMS, put_text, write_graph
from linewatch.desk.common.wording import lexicon
from linewatch.desk.measuring.network_rows import Read, cited, lead_row, told_network
from linewatch.desk.said.ledger import citations
from linewatch.errors import BadValue, NoSuchRecord, nearest
from linewatch.figures.network import WIDE_PX, Bond, Member, NetworkFigure, NetworkWords, network_figure
from linewatch.kinds.citations import Citation
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.said import Actor, Coding, Issue, Statement
from linewatch.kinds.standing import standing
from linewatch.measures.intervals import LEVEL
from linewatch.measures.leads import DRAWS, SHUFFLES, leads
from linewatch.measures.networks.asked import (
    LEAST_DOCUMENTS,
    LEAST_OF_ACTOR,
    PERMUTATIONS,
    RESAMPLES,
    SURE,
    Asked,
)
from linewatch.measures.networks.coding import Dropped, Stance, below, by_body, take
from linewatch.measures.networks.counting import ONCE, Once
from linewatch.measures.networks.resampling import REACH
from linewatch.measures.networks.ties import KINDS, NORMALISE, Kind, Normalise, scale_range
from linewatch.measures.networks.windows import WINDOWS, Span, Window, within
from linewatch.measures.networks.wings import EXACT_UP_TO
from linewatch.record import said
from linewatch.record.case_file import CaseFile
from linewatch.record.rules import parents

_SEED = 1
_VERSION = "2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is wanted of a case's network.

    Attributes:
        kind: Ties of congruence, of conflict, or the one less the other.
        normalise: By what ties are divided.
        once_per: Within what a repeated stance counts once; every statement counts where left out.
        since: EDTF; what was surely said on its first day or later counts.
        until: EDTF; what was surely said on its last day or earlier counts.
        window: The network of each week, month, quarter or year besides.
        issue: Only this issue, with all below it.
        body: Actors are counted with the nearest body of this kind that they are or belong to.
        inside: Only actors whose parent is this one.
    """

    kind: Kind = "subtract"
    normalise: Normalise = "none"
    once_per: Once | None = None
    since: str | None = None
    until: str | None = None
    window: Window | None = None
    issue: str | None = None
    body: str | None = None
    inside: str | None = None

    def __post_init__(self) -> None:
        """Refuse what is no way to count."""
        for name, value, known in (
            ("kind of tie", self.kind, KINDS),
            ("way to normalise", self.normalise, NORMALISE),
            ("span within which to count once", self.once_per, (None, *ONCE)),
            ("window", self.window, (None, *WINDOWS)),
        ):
            if value not in known:
                told = ", ".join(one for one in known if one)
                raise BadValue(f"There is no {name} {value!r}.", f"It is one of: {told}.")
        if self.span.since and self.span.until and self.span.since > self.span.until:
            raise BadValue(
                f"No day lies between {self.since} and {self.until}.", "Put the earlier date after --since."
            )

    @property
    def span(self) -> Span:
        """The days asked for."""
        since = PartialDate.parse(self.since).earliest if self.since else None
        until = PartialDate.parse(self.until).latest if self.until else None
        return Span(since, until)


def find_networks(case: CaseFile, wanted: Wanted) -> dict[str, Any]:
    """Return who moves with whom: ties, camps, one centre or many; with whatever is refused, why.

    Raises:
        NoSuchRecord: If an issue, a kind of body or an actor is not on record.
        BadValue: If there is no such way to count, or no day between two dates.
    """
    read = _narrowed(case, _read(case), wanted)
    asked = Asked(
        kind=wanted.kind,
        normalise=wanted.normalise,
        once=wanted.once_per,
        span=read.span,
        seed=_SEED,
        centre=read.centre,
    )
    settings = asdict(wanted) | {
        "seed": _SEED,
        "level": LEVEL,
        "resamples": RESAMPLES,
        "permutations": PERMUTATIONS,
        "least_documents": LEAST_DOCUMENTS,
        "least_documents_of_an_actor": LEAST_OF_ACTOR,
        "sure": SURE,
        "range": read.span,
        "resampled": "documents",
        "exact_up_to": EXACT_UP_TO,
        "central_reach": REACH,
    }

    def compute() -> tuple[dict[str, Any], list[Citation]]:
        return told_network(read, asked, wanted.window) | {"settings": settings}, cited(
            read, [row.statement for row in read.stances]
        )

    return find(case, Question("networks", _VERSION, settings), _inputs(read), compute)


def find_leads(case: CaseFile) -> list[dict[str, Any]]:
    """Return who precedes whom on the same side of the same issue, the surest lead first."""
    read = _read(case)
    settings = {"seed": _SEED, "draws": DRAWS, "shuffles": SHUFFLES}

    def compute() -> tuple[list[dict[str, Any]], list[Citation]]:
        found = leads(read.stances, _SEED)
        rests_on = [one for lead in found for one in lead.rests_on]
        return [lead_row(lead, read) | {"seed": _SEED} for lead in found], cited(read, rests_on)

    return find(case, Question("leads", _VERSION, settings), _inputs(read), compute)


def write_network(case: CaseFile, found: dict[str, Any], path: Path, form: str) -> None:
    """Write a network, as `find_networks` gives it, to a file.

    Raises:
        BadValue: If there is no such form, the folder is not there, or the file cannot be written.
    """
    if form not in (*FORMS, "svg"):
        raise BadValue(f"There is no form {form!r}.", f"It is one of: {', '.join(FORMS)}, svg.")
    actors = {row.id: row for row in said.rows(case.con, Actor)}
    if form == "svg":
        put_text(path, draw_network(found, {ident: row.name for ident, row in actors.items()}).svg)
        return
    write_graph(found, {ident: (row.name, row.kind) for ident, row in actors.items()}, path, form)


def draw_network(found: Mapping[str, Any], names: Mapping[str, str], width: int = WIDE_PX) -> NetworkFigure:
    """Return the figure of a network, as `find_networks` gives it.

    Raises:
        BadValue: If the network has no actor.
    """
    members = [
        Member(
            row["actor"],
            names.get(row["actor"], row["actor"]),
            row["wing"],
            bool(row["sure"]),
            row["statements"],
        )
        for row in found["nodes"]
    ]
    bonds = [Bond(row["a"], row["b"], *_signed(row), _one_sided(row)) for row in found["ties"]]
    return network_figure(members, bonds, network_words(), width)


def _signed(row: Mapping[str, Any]) -> tuple[float, float | None, float | None]:
    """Return a tie and its range with the sign that the figure gives it: conflict is below 0."""
    value, low, high = row["value"], row["low"], row["high"]
    if row["kind"] != "conflict":
        return value, low, high
    return -value, None if high is None else -high, None if low is None else -low


def _one_sided(row: Mapping[str, Any]) -> bool:
    return row["low"] is not None and (row["low"] > 0 or row["high"] < 0)


def network_words() -> NetworkWords:
    """Return the wording of the figure."""
    told = {
        "with_" if key == "with" else key: value
        for key, value in lexicon("network.en").items()
        if key != "language"
    }
    return NetworkWords(**told)


def _read(case: CaseFile) -> Read:
    """Return the stances of members that are on record, as they stand."""
    cites = citations(case)
    statements = standing(said.rows(case.con, Statement), said.rows(case.con, Coding))
    taken = take(statements, parents(said.rows(case.con, Issue)), cites)
    span = scale_range(_levels(taken.stances)) if taken.stances else 1.0
    actors = tuple(said.rows(case.con, Actor))
    return Read(
        stances=taken.stances,
        dropped=taken.dropped,
        cites=cites,
        actors=actors,
        centre=case.fact("centre"),
        span=span,
    )


def _levels(stances: Iterable[Stance]) -> Any:
    import numpy as np  # noqa: PLC0415 - other verbs do without it

    return np.array(sorted({float(row.stance) for row in stances}))


def _narrowed(case: CaseFile, read: Read, wanted: Wanted) -> Read:
    """Return those stances that are wanted; what is left out for its date or its body is listed."""
    stances, dropped = list(read.stances), list(read.dropped)
    if wanted.issue is not None:
        issues = said.rows(case.con, Issue)
        if wanted.issue not in {row.id for row in issues}:
            raise NoSuchRecord("issue", wanted.issue, [row.id for row in issues], "issues")
        stances = below(stances, wanted.issue, parents(issues))
    if wanted.inside is not None:
        if wanted.inside not in read.parents:
            raise NoSuchRecord("actor", wanted.inside, read.parents, "actors")
        stances = [row for row in stances if read.parents.get(row.actor) == wanted.inside]
    if wanted.since or wanted.until:
        stances, unsure, undated = within(stances, wanted.span)
        dropped += [*unsure, *undated]
    if wanted.body is not None:
        kinds = sorted({row.kind for row in read.actors if row.kind})
        if wanted.body not in kinds:
            raise BadValue(f"No actor is of the kind {wanted.body!r}.", nearest(wanted.body, kinds, "actors"))
        before = stances
        stances, without = by_body(stances, read.actors, wanted.body)
        why = f"its actor belongs to no {wanted.body}"
        dropped += [Dropped(row.statement, why) for row in before if row.actor in without]
    return replace(read, stances=tuple(stances), dropped=tuple(dropped))


def _inputs(read: Read) -> list[Any]:
    used = {row.statement for row in read.stances}
    cited = {ident: [asdict(c) for c in found] for (table, ident), found in read.cites.items()
             if table == "statements" and ident in used}  # fmt: skip
    stances = [asdict(row) | {"on": row.on.edtf if row.on else None} for row in read.stances]
    return [stances, cited, [asdict(row) for row in read.actors], read.centre, list(read.dropped)]
