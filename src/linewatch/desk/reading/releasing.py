"""Which held documents are releases or readings of one paper, and what each tells that the others hide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from linewatch.desk.common.finding import Computed, Question, find
from linewatch.errors import BadValue
from linewatch.kinds.citations import Citation
from linewatch.kinds.documents import Passage
from linewatch.measures.releases import papers as measure
from linewatch.measures.releases import telling
from linewatch.measures.releases.telling import Hidden, Telling
from linewatch.record import citing, read
from linewatch.record.case_file import CaseFile

# Banners, editors' notes and footnotes are put around a paper's own words by others.
_AROUND = ("marking", "source_note", "footnote")
RELEASES = "releases"
_PAPERS = Question(RELEASES, "1", measure.SETTINGS, "texts")
_TELLS = Question("releases: tells", "1", telling.SETTINGS, "texts")


def find_releases(case: CaseFile, name: str | None) -> list[dict[str, Any]]:
    """Return the papers that have more than one held document or hold another; or the paper of one document.

    For one document the row also has ``tells``: what each document of its paper tells that another hides.

    Raises:
        BadValue: If the document that is named is not held.
    """
    held = {row["id"]: row for row in read.documents(case.con) if row["held"]}
    found = _papers(case, held)
    if name is None:
        return found
    document = read.document(case.con, name)
    if not document["held"]:
        raise BadValue(
            f"The document {name!r} is known, but no copy of it is held.",
            f"Add a copy with: linewatch add FILE --as {document['key']}",
        )
    ident = document["id"]
    alone = {"paper": ident, "documents": [ident], "likeness": {ident: 1.0}, "contains": []}
    paper = next((row for row in found if ident in row["documents"]), alone)
    within = [row["paper"] for row in found if ident in row["contains"]]
    return [
        paper | {"contained_in": within, "tells": _tells(case, [held[one] for one in paper["documents"]])}
    ]


def paper_of(case: CaseFile) -> dict[str, str]:
    """Return for each held document the name of its paper, so that one witness is counted once."""
    held = {row["id"]: row for row in read.documents(case.con) if row["held"]}
    named = {ident: row["paper"] for row in _papers(case, held) for ident in row["documents"]}
    return {ident: named.get(ident, ident) for ident in held}


def _papers(case: CaseFile, held: Mapping[str, dict[str, Any]]) -> list[dict[str, Any]]:
    def compute() -> Computed:
        rows = [
            {
                "paper": paper.name,
                "documents": [member.document for member in paper.members],
                "likeness": {member.document: member.likeness for member in paper.members},
                "contains": list(paper.contains),
            }
            for paper in measure.papers(_Texts(case, held))
        ]
        named = dict.fromkeys(ident for row in rows for ident in (*row["documents"], *row["contains"]))
        return rows, [citation for ident in named for citation in _beginning(case, held[ident])]

    return find(case, _PAPERS, _inputs(held.values()), compute)


def _tells(case: CaseFile, members: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    if len(members) < 2:
        return []

    def compute() -> Computed:
        texts = {
            row["id"]: [p for p in read.passages(case.con, row["doc"]) if p.kind not in _AROUND]
            for row in members
        }
        rows = [_told(row, texts) for row in telling.tells(texts)]
        return rows, [citation for row in members for citation in _beginning(case, row)]

    return find(case, _TELLS, _inputs(members), compute)


def _inputs(rows: Iterable[Mapping[str, Any]]) -> list[list[Any]]:
    return sorted([row["id"], row["sha256"], row["passages"], row["words"]] for row in rows)


def _beginning(case: CaseFile, row: dict[str, Any]) -> Iterator[Citation]:
    for passage in read.chosen_passages(case.con, row["doc"], 1):
        yield citing.cite(case.con, row, str(passage.n), None)[0]


def _told(row: Telling, texts: Mapping[str, Sequence[Passage]]) -> dict[str, Any]:
    return {
        "document": row.document,
        "n": row.begin.n,
        "page": _page(texts[row.document], row.begin.n, row.begin.p_start),
        "p_start": row.begin.p_start,
        "n_end": row.last.n,
        "p_end": row.last.p_end,
        "text": row.text,
        "words": row.words,
        "hidden_in": [gap.document for gap in row.hidden],
        "at": [_gap(gap, texts[gap.document]) for gap in row.hidden],
        "also_in": list(row.also_in),
    }


def _gap(gap: Hidden, passages: Sequence[Passage]) -> dict[str, Any]:
    """Return where a document has nothing: between the words around the gap, in the passage of the first."""
    before, after = gap.before, gap.after
    n = before.n if before else after.n if after else passages[0].n
    start = before.p_end if before else 0
    end = after.p_start if after and after.n == n else start
    page = _page(passages, n, start)
    return {"document": gap.document, "n": n, "page": page, "p_start": start, "p_end": end, "mark": gap.mark}


def _page(passages: Sequence[Passage], n: int, at: int) -> str | None:
    return next((citing.page_at(passage, at) for passage in passages if passage.n == n), None)


class _Texts(Mapping[str, str]):
    """The running text of each held document, fetched when it is looked at."""

    def __init__(self, case: CaseFile, held: Mapping[str, dict[str, Any]]) -> None:
        self._con = case.con
        self._docs = {ident: row["doc"] for ident, row in held.items()}

    def __getitem__(self, ident: str) -> str:
        return read.running_text(self._con, self._docs[ident], without=_AROUND)

    def __iter__(self) -> Iterator[str]:
        return iter(self._docs)

    def __len__(self) -> int:
        return len(self._docs)
