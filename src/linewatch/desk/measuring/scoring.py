"""Texts placed between two named texts by their words alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from linewatch.desk.common.finding import Computed, Question, find
from linewatch.desk.common.quoting import Text, beginning, held, word_cites
from linewatch.desk.reading.documents import shown
from linewatch.desk.said.ledger import citations
from linewatch.errors import BadValue, NoSuchRecord
from linewatch.kinds.citations import Citation
from linewatch.kinds.said import Issue, Statement
from linewatch.kinds.trees import is_below
from linewatch.measures.scaling import placing
from linewatch.measures.scaling.counting import blocks
from linewatch.measures.scaling.placing import Anchors, Moved, Placed
from linewatch.measures.scaling.sensitivity import Variant, sensitivity
from linewatch.measures.scaling.spread import Place
from linewatch.measures.scaling.wordscores import FORMULAS, Rescaling, Scored, rescaled
from linewatch.measures.words import listed
from linewatch.record import said
from linewatch.record.case_file import CaseFile
from linewatch.record.rules import parents

_SEED = 1
_ENDS = np.array([-1.0, 1.0])


class About(NamedTuple):
    """Which passages a question is about: those of either kind; all of them where neither is said.

    Attributes:
        issue: Those that statements on this issue, or on one below it, cite.
        words: Those with one of these words; a ``*`` at the end stands for any ending.
    """

    issue: str | None = None
    words: Sequence[str] = ()


EVERYTHING = About()


def score_texts(
    case: CaseFile,
    names: Sequence[str],
    between: tuple[str, str],
    about: About = EVERYTHING,
    rescale: Rescaling = "none",
) -> list[dict[str, Any]]:
    """Return where texts stand between two others, -1 and +1, in the order given.

    Args:
        case: Where they are held.
        names: The texts.
        between: The text at -1 and the one at +1.
        about: Which passages of them to take.
        rescale: Stretch the Wordscores to the anchors' scale.

    Raises:
        BadValue: If a document is not held, or asked to stand between itself and another.
    """
    low, high = (held(case, name) for name in between)
    asked = [held(case, name) for name in names]
    if low.ident == high.ident or {low.ident, high.ident} & {text.ident for text in asked}:
        raise BadValue(
            "A text cannot be placed between itself and another.",
            "Name two anchors that are not among the texts.",
        )
    if rescale == "lbg" and len(asked) < 2:
        raise BadValue(
            "One text alone has no spread to rescale by.", "Score two texts or more, or take martin-vanberg."
        )
    chosen = _Chosen(case, about)
    low, high, *asked = (chosen.of(text) for text in (low, high, *asked))
    settings = placing.SETTINGS | {
        "seed": _SEED,
        "issue": about.issue,
        "words": list(about.words),
        "rescale": rescale,
    }

    def compute() -> Computed:
        rows = _score_rows(case, asked, (low, high), rescale)
        return [row | {"settings": settings} for row, _ in rows], [c for _, cited in rows for c in cited]

    return find(
        case, Question("score", "2", settings, "texts"), [t.key for t in (low, high, *asked)], compute
    )


def rescaling(name: str) -> Rescaling:
    """Return a way of rescaling by its name.

    Raises:
        BadValue: If there is none of that name.
    """
    for known in FORMULAS:
        if known == name:
            return known
    raise BadValue(f"There is no rescaling named {name!r}.", f"Take one of: {', '.join(FORMULAS)}.")


class _Chosen:
    """The passages that a question is about."""

    def __init__(self, case: CaseFile, about: About) -> None:
        issue, words = about
        self._all = issue is None and not words
        self._cited = _cited_on(case, issue) if issue is not None else set[tuple[str, int]]()
        self._words = listed([word.strip() for word in words]) if words else None

    def of(self, text: Text) -> Text:
        """Return a text with only those of its passages."""
        if self._all:
            return text
        keys = {text.row["key"], text.ident}
        kept = [
            p
            for p in text.passages
            if any((key, p.n) in self._cited for key in keys) or (self._words and self._words.search(p.text))
        ]
        return Text(text.row, tuple(kept))


def _cited_on(case: CaseFile, issue: str) -> set[tuple[str, int]]:
    """Return document and number of each passage that a statement on an issue, or one below it, cites."""
    tree = parents(said.rows(case.con, Issue))
    if issue not in tree:
        raise NoSuchRecord("issue", issue, tree, "issues")
    on = {row.id for row in said.rows(case.con, Statement) if row.issue and is_below(row.issue, issue, tree)}
    return {
        (c.document, c.n)
        for (table, ident), cited in citations(case).items()
        if table == "statements" and ident in on
        for c in cited
        if c.n is not None
    }


def _score_rows(
    case: CaseFile, asked: Sequence[Text], ends: tuple[Text, Text], rescale: Rescaling
) -> list[tuple[dict[str, Any], list[Citation]]]:
    low, high = (blocks(end.words) for end in ends)
    fit = placing.anchors(low, high, _SEED, (ends[0].ident, ends[1].ident))
    counted = [blocks(text.words) for text in asked]
    if fit.why:
        found = [Placed(0, None, None, (), fit.why, fit.needed) for _ in asked]
        others: list[list[Variant]] = [[] for _ in asked]
    else:
        found = placing.placed(counted, low, high, _SEED)
        others = sensitivity([text.words for text in asked], ends[0].words, ends[1].words)
    stretched = _rescaled(found, fit, rescale)
    rows: list[tuple[dict[str, Any], list[Citation]]] = []
    for text, one, variants, scaled in zip(asked, found, others, stretched, strict=True):
        top = [_word(case, text, word) for word in one.moved]
        cited = [c for _, cites in top for c in cites] or beginning(case, text)
        rows.append(
            (
                {
                    "document": text.ident,
                    **_place("", one.place, "score"),
                    "words": one.words,
                    "top_words": [row for row, _ in top],
                    "refused": {"why": one.why, "needed": one.needed} if one.why else None,
                    **_place("wordscores_", one.wordscores, "wordscores"),
                    "rescaled": scaled,
                    "sensitivity": _range(variants) if one.place else None,
                    "anchors": _ends(fit, ends),
                    "cites": [shown(c) for c in cited],
                },
                cited,
            )
        )
    return rows


def _place(prefix: str, place: Place | None, name: str) -> dict[str, float | None]:
    values = (place.score, place.low, place.high) if place else (None, None, None)
    return dict(zip((name, f"{prefix}low", f"{prefix}high"), values, strict=True))


def _range(variants: Sequence[Variant]) -> dict[str, Any]:
    scores = [v.score for v in variants if v.score is not None]
    return {
        "low": min(scores, default=None),
        "high": max(scores, default=None),
        "variants": [v._asdict() for v in variants],
    }


def _ends(fit: Anchors, ends: tuple[Text, Text]) -> dict[str, Any]:
    return {"a": ends[0].ident, "b": ends[1].ident, "a_stands": fit.a_stands, "b_stands": fit.b_stands,
            "own_side": fit.own_side, "p_value": fit.p_value}  # fmt: skip


def _rescaled(found: Sequence[Placed], fit: Anchors, how: Rescaling) -> list[dict[str, Any] | None]:
    """Return the Wordscores of the texts that have one on the anchors' scale."""
    placed = [one.wordscores for one in found if one.wordscores]
    if how == "none" or not placed or not fit.raw_wordscores:
        return [None for _ in found]
    score, low, high = (np.array([getattr(p, end) for p in placed]) for end in ("score", "low", "high"))
    none = np.zeros(len(placed))
    ends = Scored(np.array(fit.raw_wordscores), *(np.zeros(2) for _ in range(4)))
    # The half-width goes in as the error: rescaling stretches it by the same factor.
    made = rescaled(Scored(score, (high - low) / 2, low, high, none), how, ends, _ENDS)
    rows = iter(zip(made.score.tolist(), made.error.tolist(), strict=True))
    return [_stretched(how, *next(rows)) if one.wordscores else None for one in found]


def _stretched(how: Rescaling, score: float, half: float) -> dict[str, Any]:
    return {
        "how": how,
        "formula": FORMULAS[how],
        **_place("", Place(score, score - half, score + half), "score"),
    }


def _word(case: CaseFile, text: Text, word: Moved) -> tuple[dict[str, Any], list[Citation]]:
    cited = word_cites(case, text, {word.word})
    return {
        "word": word.word, "times": word.times, "leaning": word.leaning, "moved": word.moved,
        "in_a": word.in_a, "in_b": word.in_b, "cites": [shown(c) for c in cited],
    }, cited  # fmt: skip
