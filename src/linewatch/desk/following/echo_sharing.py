"""What held texts share: searched once, and kept in the ledger; of a large archive in a store beside the case."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from linewatch.desk.common.finding import Computed, Question, find
from linewatch.desk.following.archive import Held, archive
from linewatch.errors import BadValue
from linewatch.kinds.citations import Citation
from linewatch.record import read
from linewatch.record.case_file import CaseFile

if TYPE_CHECKING:
    from linewatch.measures.echoes.searching import Shared
    from linewatch.measures.echoes.settings import Settings

_VERSION = "3"
_KEPT_CITES = 50  # that the ledger keeps with a search: the pages of its best finds
_LARGE = 20_000_000  # characters of all texts, above which a search is kept in a store beside the case
_STORE = "echoes"
_NAT = 100.0  # what scores are counted in


@dataclass(frozen=True, slots=True)
class Asked:
    """What is searched.

    Attributes:
        of: Documents that are set against all others; all against all where none is named.
        since: The first day.
        until: The last.
    """

    of: Sequence[str] = ()
    since: str | None = None
    until: str | None = None


def searched(
    case: CaseFile, asked: Asked, report: Callable[[str], None] = lambda _: None
) -> tuple[list[Held], Shared]:
    """Return the texts that are asked for and what they share: searched once, and kept.

    Raises:
        BadValue: If there are fewer than two texts, or a document that is named cannot be set against the others.
        CaseInUse: If another process searches the store of the case.
    """
    texts = archive(case, asked.of, asked.since, asked.until)
    if len(texts) < 2:
        raise BadValue(
            f"Echoes need two texts at least; {len(texts)} held with words in the days asked for.",
            "Add documents with: linewatch add FILE…",
        )
    if _in_store(case, texts, asked):
        return texts, _from_store(case, texts, report)
    return texts, _from_ledger(case, texts, named(texts, asked), report)


def named(texts: Sequence[Held], asked: Asked) -> int:
    """Return how many of the texts are those that are named: the first ones."""
    return len({read.document(texts[0].case.con, name)["id"] for name in asked.of})


def settings_of(only: int) -> Settings:
    """Return the setting of a search of all against all, or of some documents against all others."""
    from linewatch.measures.echoes.settings import Settings  # noqa: PLC0415 - slow to import

    return Settings.centre() if only else Settings()


def told_settings(texts: Sequence[Held], asked: Asked, shared: Shared) -> dict[str, Any]:
    """Return what a search is told with: its setting, what was named, and what the rate of false finds is of."""
    only = named(texts, asked)
    return {
        **asdict(settings_of(only)),
        "of": [held.row["id"] for held in texts[:only]],
        "since": asked.since,
        "until": asked.until,
        "texts": len(texts),
        "pairs": len(shared.score),
        "false_share_of": "pairs",
        "level_nats": shared.level / _NAT,
    }


def _in_store(case: CaseFile, texts: Sequence[Held], asked: Asked) -> bool:
    # Days that are left out, or documents that are named, would make it be searched anew each time.
    if asked.of or asked.since or asked.until:
        return False
    return (case.folder / _STORE).is_dir() or sum(len(held.text) for held in texts) > _LARGE


def _from_store(case: CaseFile, texts: Sequence[Held], report: Callable[[str], None]) -> Shared:
    import numpy as np  # noqa: PLC0415 - slow to import

    from linewatch.desk.following.echo_store import kept_search, searched_whole  # noqa: PLC0415 - slow to import
    from linewatch.measures.echoes.seams import seamed  # noqa: PLC0415

    folder, settings = case.folder / _STORE, settings_of(0)
    stamps = [f"{held.row['id']} {held.row['sha256']} {held.row['passages']}" for held in texts]
    found = kept_search(folder, stamps, lambda at: texts[at].text, settings, report)
    shared = seamed(found, [held.text for held in texts])
    # As the ledger keeps it, so that the answer is the same.
    shared = replace(shared, expected=np.asarray(_rounded(shared), np.float64))

    def compute() -> Computed:
        return {"pairs": len(shared.score), "level": shared.level}, _cites(texts, shared)

    # What was added later is judged by the scale of what was searched whole.
    question = Question("echoes", _VERSION, {**asdict(settings), "of": 0, "store": True}, "texts")
    find(case, question, [stamps, sorted(searched_whole(folder))], compute)
    return shared


def _from_ledger(case: CaseFile, texts: Sequence[Held], only: int, report: Callable[[str], None]) -> Shared:
    from linewatch.measures.echoes.seams import seamed  # noqa: PLC0415 - slow to import
    from linewatch.measures.echoes.searching import search  # noqa: PLC0415

    settings = settings_of(only)

    def compute() -> Computed:
        report(f"searching {len(texts):,} texts")
        words = [held.text for held in texts]
        shared = seamed(search(words, settings, only), words)
        return _packed(shared), _cites(texts, shared)

    inputs = [[held.row["id"], held.row["sha256"], held.row["passages"]] for held in texts]
    question = Question("echoes", _VERSION, {**asdict(settings), "of": only}, "texts")
    return _unpacked(find(case, question, inputs, compute))


def _cites(texts: Sequence[Held], shared: Shared) -> list[Citation]:
    best = sorted(range(len(shared.score)), key=lambda n: -shared.score[n])[:_KEPT_CITES]
    return [
        texts[int(shared.documents[n, side])].cite(*shared.places[n, 2 * side : 2 * side + 2].tolist())
        for n in best
        for side in (0, 1)
    ]


def _packed(shared: Shared) -> dict[str, Any]:
    return {
        "documents": shared.documents.tolist(),
        "places": shared.places.tolist(),
        "score": shared.score.tolist(),
        "expected": _rounded(shared),
        "parts": shared.parts.tolist(),
        "stretches": shared.stretches.tolist(),
        "level": shared.level,
        "chance": [
            shared.chance.scores[-_KEPT_CITES:].tolist(),
            shared.chance.scale,
            shared.chance.tail,
            shared.chance.level,
        ],
    }


def _rounded(shared: Shared) -> list[float]:
    return [float(f"{value:.6g}") for value in shared.expected]


def _unpacked(packed: Mapping[str, Any]) -> Shared:
    import numpy as np  # noqa: PLC0415 - slow to import

    from linewatch.measures.echoes.searching import Shared  # noqa: PLC0415
    from linewatch.measures.echoes.significance import Chance  # noqa: PLC0415

    scores, scale, tail, level = packed["chance"]
    return Shared(
        np.asarray(packed["documents"], np.int64).reshape(-1, 2),
        np.asarray(packed["places"], np.int64).reshape(-1, 4),
        np.asarray(packed["score"], np.int64),
        np.asarray(packed["expected"], np.float64),
        np.asarray(packed["parts"], np.int64),
        np.asarray(packed["stretches"], np.int64).reshape(-1, 4),
        packed["level"],
        Chance(np.asarray(scores, np.int64), scale, tail, level),
    )
