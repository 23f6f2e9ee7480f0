"""The figures of a question: its matrix, how far each explanation holds, and what the lead hangs on."""

from __future__ import annotations

from dataclasses import dataclass

from linewatch.brief.phrases import Phrases
from linewatch.brief.pictures import still
from linewatch.brief.weighed_values import Piece, Weighed, Without
from linewatch.figures.matrix import Column, matrix
from linewatch.figures.matrix_told import MatrixWords
from linewatch.figures.posteriors import NARROW_PX, WIDE_PX, PosteriorWords, Standing, posteriors
from linewatch.figures.tornado import Change, Lead, TornadoWords, tornado
from linewatch.kinds.questions import UNCITED


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A figure for a page and for a telephone, in one part or several, its caption, and the same in words.

    Raises:
        BadValue: If an SVG could run a script or load something.
    """

    svgs: tuple[str, ...]
    narrow_svgs: tuple[str, ...]
    title: str
    description: str

    def __post_init__(self) -> None:
        """Refuse a figure that is more than a picture."""
        for svg in (*self.svgs, *self.narrow_svgs):
            still(svg, self.title)


def posteriors_picture(found: Weighed, say: Phrases) -> Picture | None:
    """Return how far each explanation holds; nothing where none was weighed."""
    if not found.ranked:
        return None
    alone = found.weighers if len(found.weighers) > 1 else ()
    rows = [
        Standing(
            name=one.name,
            prior=one.prior,
            low=one.ends.low if one.ends else None,
            mid=one.mid,
            high=one.ends.high if one.ends else None,
            first=one.first,
            alone=tuple((who.name, who.mids[one.id]) for who in alone if one.id in who.mids),
            why=one.why,
        )
        for one in found.explanations
    ]
    words = PosteriorWords(**_under("posteriors", say))
    title = say.get("figure_titles.posteriors")
    wide = posteriors(rows, words, title, WIDE_PX)
    narrow = posteriors(rows, words, title, NARROW_PX)
    return Picture(svgs=(wide.svg,), narrow_svgs=(narrow.svg,), title=title, description=wide.description)


def matrix_picture(found: Weighed, say: Phrases) -> Picture | None:
    """Return the matrix; nothing where there is no evidence."""
    if not found.explanations or not found.pieces:
        return None
    rows = [(one.id, one.name) for one in found.explanations]
    columns = [_column(one, say) for one in found.pieces]
    told = _under("matrix", say)
    marks = tuple(
        (mark, say.get(f"matrix.meanings.{key}"))
        for key in say.keys_under("matrix.marks")
        if (mark := say.get(f"matrix.marks.{key}"))
    )
    words = MatrixWords(marks=marks, **told)
    title = say.get("figure_titles.matrix")
    wide = matrix(rows, columns, words, title, WIDE_PX)
    narrow = matrix(rows, columns, words, title, NARROW_PX)
    return Picture(svgs=wide.svgs, narrow_svgs=narrow.svgs, title=title, description=wide.description)


def _column(one: Piece, say: Phrases) -> Column:
    cells: dict[str, list[tuple[float, float]]] = {}
    for judged in one.cells:
        cells.setdefault(judged.hypothesis, []).append((judged.ends.low, judged.ends.high))
    key = one.state if one.state != "seen" else one.kind if one.kind in UNCITED else ""
    mark = say.get(f"matrix.marks.{key}") if key else ""
    return Column(number=one.number, name=one.name, mark=mark, separates=one.separates, cells=cells)


def tornado_picture(found: Weighed, say: Phrases) -> Picture | None:
    """Return what the lead hangs on; nothing where nothing was left out, or nobody leads."""
    ranked = found.ranked
    if not found.led or len(ranked) < 2 or ranked[0].mid is None or ranked[1].mid is None:
        return None
    first = Lead(ranked[0].name, ranked[0].mid - ranked[1].mid)
    rows = [_change(one, ranked[0].id, found, say) for one in found.without]
    if not rows:
        return None
    words = TornadoWords(**_under("tornado", say))
    title = say.format("figure_titles.tornado", name=first.name)
    wide = tornado(first, rows, words, title, WIDE_PX)
    narrow = tornado(first, rows, words, title, NARROW_PX)
    return Picture(svgs=(wide.svg,), narrow_svgs=(narrow.svg,), title=title, description=wide.description)


def _change(one: Without, leader: str, found: Weighed, say: Phrases) -> Change:
    return Change(
        kind=say.get(f"tornado.kinds.{one.kind}"),
        name=say.table.get(f"tornado.names.{one.kind}", one.name),
        lead=one.lead,
        instead="" if one.top == leader else found.called(one.top),
    )


def _under(stem: str, say: Phrases) -> dict[str, str]:
    """Return the phrases right below a stem, as the words of a figure are called."""
    keys = (key for key in say.keys_under(stem) if "." not in key)
    return {"or_" if key == "or" else key: say.get(f"{stem}.{key}") for key in keys}
