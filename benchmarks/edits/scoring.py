"""What a labeller found set against what was done."""

from __future__ import annotations

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from benchmarks.edits.common import HEAVIEST, LONGEST, OVERLAP, TWO_SIDED
from benchmarks.edits.gold import Pair, Row, Span


class Outcome(NamedTuple):
    """A gold row and the kind that was found for it: a kind, "dropped + added", cannot_tell, or unmatched."""

    row: Row
    found: str
    neutral: bool


def score(
    gold: Sequence[Row], found: Sequence[Mapping[str, Any]], known: Iterable[str] = ()
) -> dict[str, Any]:
    """Return how the rows that a labeller found for one pair agree with the gold rows; see `report` for its keys.

    Found rows have ``kind`` and ``a_start``, ``a_end``, ``b_start``, ``b_end`` (None or absent where no partner),
    offsets into the two texts; ``a_text`` and ``b_text`` are read where given.

    The matching rule. The unit is the gold row, a clause. It gets one found kind:

    1. A found row counts for a unit only if on each side its length is at most 1.5 times the unit's ground there:
       its sentence, or the run of neighbouring units of the same kind and edit if that is longer.
    2. For a unit with both sides, a kind with two sides is found if rows of that kind which touch the unit on both
       sides together cover at least .8 of its characters on each side.
    3. What an edit did not touch may be called kept: where the unit has cues, a kind other than kept is found, too,
       if its rows cover .8 of the cue's characters on each side that has a cue, and they together with rows found
       kept or reworded cover .8 of the unit. This goes before rule 2, so that a labeller may cut clauses finer.
    4. Failing these: a unit of which .8 of A is found dropped and .8 of B added is "dropped + added", a false row of
       each; .8 of one side alone gives that kind; .8 of either side cannot_tell gives cannot_tell; else unmatched.
    5. For a unit with one side, the kind is the one whose rows cover .8 of it, whatever partner they name.
    6. If several kinds qualify, the one that covers most is taken; of equals the heavier by HEAVIEST.
    7. A unit beside the edited clause of a sentence is passed over ("neutral") if it is found to be of the kind of
       that edit or reworded: a labeller may cut clauses coarser. Found kept it is right; any other kind is wrong.
    8. A found row "reworded" whose two texts hold the same words is read as kept.

    Precision of a kind is the share of units found to be of it that are; recall counts cannot_tell and unmatched
    as misses. A combined edit counts under its heavier kind alone.
    """
    return report(outcomes(gold, found), known)


def outcomes(gold: Sequence[Row], found: Sequence[Mapping[str, Any]]) -> list[Outcome]:
    """Return each gold row with the kind found for it, by the rule that `score` states."""
    grounds = _grounds(gold)
    rows = [_Found.of(row) for row in found]
    by_a = sorted((row for row in rows if row.a), key=lambda row: row.a or (0, 0))
    by_b = sorted((row for row in rows if row.b), key=lambda row: row.b or (0, 0))
    result = []
    for row, (ground_a, ground_b) in zip(gold, grounds, strict=True):
        a, b = _span(row.a_start, row.a_end), _span(row.b_start, row.b_end)
        on_a = [one for one in _touching(by_a, a, 0) if _fits(one.a, ground_a)]
        on_b = [one for one in _touching(by_b, b, 1) if _fits(one.b, ground_b)]
        kind = (
            _two_sided(row, a, b, on_a, on_b)
            if a and b
            else _one_sided(a or b, on_a if a else on_b, 0 if a else 1)
        )
        # A row one clause of which was omitted is reworded as a whole, in a labeller that reads whole sentences.
        neutral = bool(row.beside) and kind != row.kind and kind in (row.beside, "reworded")
        result.append(Outcome(row, kind, neutral))
    return result


class _Found(NamedTuple):
    kind: str
    a: Span | None
    b: Span | None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> _Found:
        kind = row["kind"]
        if kind == "reworded" and row.get("a_text") and _same_words(row["a_text"], row.get("b_text") or ""):
            kind = "kept"
        return cls(
            kind, _span(row.get("a_start"), row.get("a_end")), _span(row.get("b_start"), row.get("b_end"))
        )


def _same_words(one: str, other: str) -> bool:
    return re.findall(r"\w", one.lower()) == re.findall(r"\w", other.lower())


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else (start, end)


def _fits(span: Span | None, ground: Span | None) -> bool:
    return span is not None and ground is not None and span[1] - span[0] <= LONGEST * (ground[1] - ground[0])


def _touching(rows: Sequence[_Found], span: Span | None, side: int) -> list[_Found]:
    if span is None:
        return []
    return [
        row for row in rows if (own := row.b if side else row.a) and own[0] < span[1] and span[0] < own[1]
    ]


def _grounds(gold: Sequence[Row]) -> list[tuple[Span | None, Span | None]]:
    """Return for each row the stretch of A and of B that a found row may fill: its sentence or its run."""
    sides = []
    for start, end, outer in (("a_start", "a_end", "sentence_a"), ("b_start", "b_end", "sentence_b")):
        spans: list[Span | None] = [None] * len(gold)
        present = [n for n, row in enumerate(gold) if getattr(row, start) is not None]
        present.sort(key=lambda n, s=start: getattr(gold[n], s))
        runs = list[list[int]]()
        for n in present:
            last = gold[runs[-1][-1]] if runs else None
            alike = last is not None and (last.kind, last.edit) == (gold[n].kind, gold[n].edit)
            runs = [*runs[:-1], [*runs[-1], n]] if alike else [*runs, [n]]
        for run in runs:
            low, high = getattr(gold[run[0]], start), getattr(gold[run[-1]], end)
            for n in run:
                own = getattr(gold[n], outer) or (low, high)
                spans[n] = max(own, (low, high), key=lambda span: span[1] - span[0])
        sides.append(spans)
    return list(zip(*sides, strict=True))


def _cover(span: Span, parts: Iterable[Span | None]) -> float:
    """Return the share of a span that parts cover together; 1.0 of an empty span."""
    if span[0] >= span[1]:
        return 1.0
    at, covered = span[0], 0
    for start, end in sorted(part for part in parts if part):
        low, high = max(start, at), min(end, span[1])
        if high > low:
            covered += high - low
            at = high
    return covered / (span[1] - span[0])


def _two_sided(row: Row, a: Span, b: Span, on_a: Sequence[_Found], on_b: Sequence[_Found]) -> str:
    both_ways = set(on_a) & set(on_b)
    by_kind = defaultdict[str, list[_Found]](list)
    for one in both_ways:
        by_kind[one.kind].append(one)
    plain = [*by_kind["kept"], *by_kind["reworded"]]
    if row.cues_a or row.cues_b:
        fine = {}
        for kind in TWO_SIDED[:-1]:
            own = by_kind[kind]
            on_cue = own and all(
                _cover(cue, (one[1 + side] for one in own)) >= OVERLAP
                for side, spans in enumerate((row.cues_a, row.cues_b))
                for cue in spans
            )
            if on_cue and _least(a, b, [*own, *plain]) >= OVERLAP:
                fine[kind] = _least(a, b, own)
        if fine:
            return _most(fine)
    full = {kind: share for kind, own in by_kind.items() if own and (share := _least(a, b, own)) >= OVERLAP}
    told = {kind: share for kind, share in full.items() if kind != "cannot_tell"}
    if told:
        return _most(told)
    lost = _cover(a, (one.a for one in on_a if one.kind == "dropped")) >= OVERLAP
    new = _cover(b, (one.b for one in on_b if one.kind == "added")) >= OVERLAP
    if lost or new:
        return "dropped + added" if lost and new else "dropped" if lost else "added"
    unsure = max(
        _cover(a, (one.a for one in on_a if one.kind == "cannot_tell")),
        _cover(b, (one.b for one in on_b if one.kind == "cannot_tell")),
    )
    return "cannot_tell" if unsure >= OVERLAP else "unmatched"


def _least(a: Span, b: Span, rows: Sequence[_Found]) -> float:
    return min(_cover(a, (row.a for row in rows)), _cover(b, (row.b for row in rows)))


def _one_sided(span: Span | None, rows: Sequence[_Found], side: int) -> str:
    shares = {}
    for kind in {row.kind for row in rows}:
        share = _cover(span or (0, 0), (row[1 + side] for row in rows if row.kind == kind))
        if share >= OVERLAP:
            shares[kind] = share
    return _most(shares) if shares else "unmatched"


def _most(shares: Mapping[str, float]) -> str:
    return min(shares, key=lambda kind: (-shares[kind], HEAVIEST.index(kind) if kind in HEAVIEST else 99))


def report(results: Sequence[Outcome], known: Iterable[str] = ()) -> dict[str, Any]:
    """Return the figures of a list of outcomes.

    Args:
        results: Of `outcomes`, of one pair or of many.
        known: The labeller's words; sealed rows whose cues hold none of them are counted as ``unseen``.

    Returns:
        ``clauses``; ``kinds``: for each kind precision, recall, f1 (None where there is nothing to divide), gold,
        found and right; ``confusion``: gold kind to found kind to count; ``neutral``; ``cannot_tell_share`` of the
        edited units; ``by_edit``: recall and count by the name of the edit; ``unseen_share`` of the sealed rows and
        ``unseen_recall`` by kind.
    """
    counted = [one for one in results if not one.neutral]
    confusion = defaultdict[str, Counter[str]](Counter)
    found, by_edit = Counter[str](), defaultdict[str, list[bool]](list)
    for one in counted:
        confusion[one.row.kind][one.found] += 1
        found.update(one.found.split(" + "))
        if one.row.edit:
            by_edit[f"{one.row.kind}: {one.row.edit}"].append(one.found == one.row.kind)
    edited = [one for one in counted if one.row.kind != "kept"]
    words = {word.lower() for word in known}
    sealed = [one for one in counted if one.row.sealed]
    unseen = [one for one in sealed if words and not _holds(one.row, words)]
    recall = defaultdict[str, list[bool]](list)
    for one in unseen:
        recall[one.row.kind].append(one.found == one.row.kind)
    return {
        "clauses": len(counted),
        "kinds": {kind: _figures(confusion[kind], kind, found[kind]) for kind in HEAVIEST},
        "confusion": {kind: dict(confusion[kind].most_common()) for kind in HEAVIEST if confusion[kind]},
        "neutral": len(results) - len(counted),
        "cannot_tell_share": _share(sum(one.found == "cannot_tell" for one in edited), len(edited)),
        "by_edit": {
            edit: {"recall": sum(hits) / len(hits), "count": len(hits)}
            for edit, hits in sorted(by_edit.items())
        },
        "unseen_share": _share(len(unseen), len(sealed)) if words else None,
        "unseen_recall": {
            kind: {"recall": sum(hits) / len(hits), "count": len(hits)} for kind, hits in recall.items()
        },
    }


def _holds(row: Row, words: set[str]) -> bool:
    """Return whether a lexicon has a cue of the row, or a word of it of four letters or more."""
    cues = {row.cue_a.lower(), row.cue_b.lower()}
    return bool(cues & words) or any(
        len(w) >= 4 and w in words for cue in cues for w in re.findall(r"[\w-]+", cue)
    )


def _figures(told: Counter[str], kind: str, found: int) -> dict[str, Any]:
    right, gold = told[kind], told.total()
    precision, recall = _share(right, found), _share(right, gold)
    f1 = None if gold + found == 0 else 2 * right / (gold + found)
    return {"precision": precision, "recall": recall, "f1": f1, "gold": gold, "found": found, "right": right}


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def score_all(
    results: Iterable[tuple[Pair, Sequence[Mapping[str, Any]]]], known: Iterable[str] = ()
) -> dict[str, Any]:
    """Return the figures over many pairs, each with the rows found for it.

    Returns:
        ``all`` (pairs with edits), ``open`` and ``sealed`` as `report` gives them; in ``sealed`` softened, hardened
        and reversed units that no sealed cue made (a "not", a passive) are left out. ``untouched``: the share of
        clauses not found kept ("false_alarms"), also by harmless change. ``boundary_error``: for runs of dropped
        clauses the median distance in characters of start and end to the nearest run found dropped.
    """
    known = list(known)
    parts = defaultdict[str, list[Outcome]](list)
    modes, errors = defaultdict[str, list[bool]](list), list[float]()
    for pair, found in results:
        told = outcomes(pair.gold, found)
        if pair.shape == "untouched":
            for mode in ("all", *(pair.modes or ("identical",))):
                modes[mode] += [one.found != "kept" for one in told]
            continue
        parts["all"] += told
        marked = ("softened", "hardened", "reversed")
        unseen = [one for one in told if one.row.sealed or one.row.kind not in marked]
        parts[pair.half] += unseen if pair.half == "sealed" else told
        errors += boundary_errors(pair.gold, found)
    return {
        **{name: report(told, known) for name, told in parts.items()},
        "untouched": {
            mode: {"clauses": len(hits), "false_alarms": sum(hits) / len(hits)}
            for mode, hits in modes.items()
        },
        "boundary_error": statistics.median(errors) if errors else None,
    }


def boundary_errors(gold: Sequence[Row], found: Sequence[Mapping[str, Any]]) -> list[float]:
    """Return for each run of dropped gold rows the larger distance of its two ends to the nearest found run's.

    A run that no found run touches has an error of its own length.
    """
    left_out = _runs(
        [(row.a_start, row.a_end) for row in gold if row.kind == "dropped" and row.a_start is not None]
    )
    told = _runs([(row["a_start"], row["a_end"]) for row in found if row["kind"] == "dropped"])
    errors = []
    for start, end in left_out:
        touching = [max(abs(s - start), abs(e - end)) for s, e in told if s < end and start < e]
        errors.append(float(min(touching, default=end - start)))
    return errors


def _runs(spans: Iterable[tuple[Any, Any]]) -> list[Span]:
    """Join spans with at most three characters between them: a stop, a space, an empty line."""
    joined = list[Span]()
    for start, end in sorted(spans):
        if joined and start - joined[-1][1] <= 3:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
