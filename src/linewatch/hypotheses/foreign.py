"""Matrices as other programs write them: hypotheses, items, and a code for each pair."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

from linewatch.errors import BadValue, Refused
from linewatch.hypotheses.matrix import Span

_DASHES = str.maketrans("–—−", "---")
_FORM = "It has a row for each item, a column for each hypothesis, and codes such as I, II, C, CC, N, NA, or 1 to 5."
NO_JUDGEMENT = "none"


class Coded(NamedTuple):
    """Where a code stands: the item's and the hypothesis's place in their order, and who judged."""

    item: int
    hypothesis: int
    analyst: str


@dataclass(frozen=True, slots=True)
class ForeignItem:
    """An item as another program keeps it.

    Attributes:
        name: What is seen.
        assumption: Whether it says of itself that it is an assumption.
        reliability: How likely it tells anything at all, from its grades; None where it has none.
        source: From whom.
        date: As it is written there.
        note: As it is written there.
    """

    name: str
    assumption: bool = False
    reliability: Span | None = None
    source: str | None = None
    date: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Foreign:
    """A matrix as another program keeps it.

    Attributes:
        name: The question, where the file says it.
        hypotheses: What each says.
        items: The evidence.
        codes: CC, C, N, I or II by place; a pair that nobody judged has none.
    """

    name: str | None
    hypotheses: tuple[str, ...]
    items: tuple[ForeignItem, ...]
    codes: Mapping[Coded, str]


@dataclass(slots=True)
class _Reading:
    """What is gathered while a file is read."""

    lexicon: Mapping[str, Any]
    hypotheses: list[str] = field(default_factory=list[str])
    items: list[ForeignItem] = field(default_factory=list[ForeignItem])
    codes: dict[Coded, str] = field(default_factory=dict[Coded, str])
    problems: list[str] = field(default_factory=list[str])

    def code(self, text: str, at: Coded, where: str) -> None:
        """Take in one cell."""
        told = " ".join(text.split()).translate(_DASHES).casefold()
        for code, signs in self.lexicon["codes"].items():
            if told in (sign.casefold() for sign in signs):
                if code != NO_JUDGEMENT:
                    self.codes[at] = code
                return
        known = ", ".join(signs[0] or "NA" for signs in self.lexicon["codes"].values())
        self.problems.append(f"{where}: {text.strip()!r} is no code. Write one of {known}, or 1 to 5.")

    def done(self, name: str | None) -> Foreign:
        if self.problems:
            number = len(self.problems)
            raise Refused(
                f"{number} problem{'' if number == 1 else 's'} in the matrix; nothing was taken in.",
                "Mend what is listed above, then run this again.",
                self.problems,
            )
        if not self.hypotheses or not self.items:
            raise BadValue("It holds no matrix: no hypotheses, or no items.", _FORM)
        return Foreign(name, tuple(self.hypotheses), tuple(self.items), self.codes)


def from_table(
    header: Sequence[str], rows: Iterable[Sequence[str]], analyst: str, lexicon: Mapping[str, Any]
) -> Foreign:
    """Return a matrix from a table with a row for each item.

    So PARC ACH writes one (codes I, II, C, CC, N, NA; columns for credibility and relevance), and so is a board of Open
    Synthesis set out (1 to 5, or its words). Where one hypothesis has several columns, as "H1 (red team)" and "H1 (blue
    team)", each is an analyst's.

    Args:
        header: The names of the columns.
        rows: The items.
        analyst: Whose codes they are, where the columns name nobody.
        lexicon: ``foreign`` of the lexicon of weighing.

    Raises:
        BadValue: If it is no such table.
        Refused: If a cell holds no code.
    """
    reading = _Reading(lexicon)
    told = [_told_column(name, lexicon) for name in header]
    if "evidence" not in told and None in told:
        told[told.index(None)] = "evidence"
    named = {place: name.strip() for place, name in enumerate(header) if told[place] is None and name.strip()}
    for name in {name for name in named.values() if list(named.values()).count(name) > 1}:
        mend = f"Name the analyst of each in brackets: {name} (first)."
        reading.problems.append(f"row 1: {name!r} stands over two columns. {mend}")
    judged_by = _analysts(list(named.values()), analyst)
    for hypothesis, _ in judged_by.values():
        if hypothesis not in reading.hypotheses:
            reading.hypotheses.append(hypothesis)
    for line, row in enumerate(rows, 2):
        values = {what: row[place].strip() for place, what in enumerate(told) if what and place < len(row)}
        if not values.get("evidence"):
            continue
        reading.items.append(_item(values, reading, f"row {line}"))
        for place, name in named.items():
            hypothesis, by = judged_by[name]
            at = Coded(len(reading.items) - 1, reading.hypotheses.index(hypothesis), by)
            reading.code(row[place] if place < len(row) else "", at, f"row {line}, {name!r}")
    return reading.done(None)


def is_long(header: Sequence[str], lexicon: Mapping[str, Any]) -> bool:
    """Return whether a table has a row for each judgement: evidence, hypothesis and value, and who judged."""
    return {"evidence", "hypothesis", "value"} <= {_told_column(name, lexicon) for name in header}


def from_evaluations(
    header: Sequence[str], rows: Iterable[Sequence[str]], analyst: str, lexicon: Mapping[str, Any]
) -> Foreign:
    """Return a matrix from a table with a row for each judgement, as the evaluations of Open Synthesis are kept.

    Args:
        header: The names of the columns.
        rows: The judgements.
        analyst: Whose they are, where no column says it.
        lexicon: As for `from_table`.

    Raises:
        BadValue: If it holds none.
        Refused: If one is no code.
    """
    reading, told = _Reading(lexicon), [_told_column(name, lexicon) for name in header]
    places: dict[str, int] = {}
    for line, row in enumerate(rows, 2):
        values = {what: row[place].strip() for place, what in enumerate(told) if what and place < len(row)}
        name, hypothesis = values.get("evidence"), values.get("hypothesis")
        if not name or not hypothesis:
            continue
        if hypothesis not in reading.hypotheses:
            reading.hypotheses.append(hypothesis)
        if name not in places:
            places[name] = len(reading.items)
            reading.items.append(_item(values, reading, f"row {line}"))
        at = Coded(places[name], reading.hypotheses.index(hypothesis), values.get("analyst") or analyst)
        if at in reading.codes:
            told_twice = f"{at.analyst} judged this pair before. Keep one of the two."
            reading.problems.append(f"row {line}: {told_twice}")
        reading.code(values.get("value", ""), at, f"row {line}")
    return reading.done(None)


def from_signs(told: Mapping[str, Any], analyst: str, lexicon: Mapping[str, Any]) -> Foreign:
    """Return a matrix from a JSON object whose ``evidence`` gives each item a text of signs, as "+ + -".

    Args:
        told: With question, hypotheses (a list) and evidence (signs by item, in the order of the hypotheses).
        analyst: Whose they are.
        lexicon: As for `from_table`.

    Raises:
        BadValue: If it is no such object.
        Refused: If a sign is no code, or an item has more or fewer than there are hypotheses.
    """
    reading = _Reading(lexicon)
    reading.hypotheses += [str(name) for name in told.get("hypotheses") or ()]
    evidence = cast(Mapping[str, Any], told.get("evidence") or {})
    for name, signs in evidence.items():
        each = str(signs).split()
        reading.items.append(_item({"evidence": str(name)}, reading, str(name)))
        if len(each) != len(reading.hypotheses):
            wanted = f"Give one for each of {len(reading.hypotheses)} hypotheses."
            reading.problems.append(
                f"{name!r}: it has {len(each)} sign{'' if len(each) == 1 else 's'}. {wanted}"
            )
            continue
        for place, sign in enumerate(each):
            reading.code(sign, Coded(len(reading.items) - 1, place, analyst), repr(name))
    question = told.get("question")
    return reading.done(str(question) if question else None)


def span_of(code: str, ladder: Sequence[tuple[str, Span]], lexicon: Mapping[str, Any]) -> tuple[str, Span]:
    """Return what a code means on a scale: the term whose middle is nearest to the share that the code stands for.

    On ICD 203 C is "likely", CC "very likely", N "roughly even chance", I and II their mirror images: a code says how
    well an item fits a hypothesis, which is taken for how likely one would see it if that were true.

    Args:
        code: CC, C, N, I or II.
        ladder: The terms of the scale.
        lexicon: As for `from_table`.
    """
    middle = float(lexicon["middles"][code])
    return min(ladder, key=lambda term: abs((term[1].low + term[1].high) / 2 - middle))


def _told_column(name: str, lexicon: Mapping[str, Any]) -> str | None:
    told = " ".join(name.split()).casefold()
    return next((what for what, names in lexicon["columns"].items() if told in names), None)


def _analysts(names: Sequence[str], analyst: str) -> dict[str, tuple[str, str]]:
    """Return for each column its hypothesis and whose it is: what stands in brackets, if a hypothesis stands twice."""
    split = {name: _split(name) for name in names}
    several = [hypothesis for hypothesis, by in split.values() if by]
    return {
        name: (hypothesis, by) if by and several.count(hypothesis) > 1 else (name, analyst)
        for name, (hypothesis, by) in split.items()
    }


def _split(name: str) -> tuple[str, str | None]:
    for opened, closed in ("()", "[]"):
        before, found, after = name.rpartition(opened)
        if found and after.endswith(closed) and before.strip():
            return before.strip(), after.removesuffix(closed).strip()
    return name, None


def _item(values: Mapping[str, str], reading: _Reading, where: str) -> ForeignItem:
    word = str(reading.lexicon["words"]["assumption"])
    says = f"{values['evidence']} {values.get('kind', '')}".casefold()
    return ForeignItem(
        name=values["evidence"],
        assumption=word in says,
        reliability=_reliability(values, reading, where),
        source=values.get("source") or None,
        date=values.get("date") or None,
        note=_note(values, reading),
    )


def _note(values: Mapping[str, str], reading: _Reading) -> str | None:
    """Return an item's note, with the grade of relevance that it was given."""
    graded = values.get("relevance")
    told = [values.get("note"), reading.lexicon["relevant"].format(grade=graded) if graded else None]
    return " ".join(filter(None, told)) or None


def _reliability(values: Mapping[str, str], reading: _Reading, where: str) -> Span | None:
    """Return the range that a grade of credibility stands for.

    A grade of relevance is kept as a note: how telling an item is, the judgements say.
    """
    grades: dict[str, list[float]] = reading.lexicon["grades"]
    if not (told := values.get("credibility", "").casefold()):
        return None
    if told not in grades:
        reading.problems.append(
            f"{where}, credibility: {values['credibility']!r} is no grade. Write {', '.join(grades)}, or nothing."
        )
        return None
    low, high = grades[told]
    return Span(low, high)
