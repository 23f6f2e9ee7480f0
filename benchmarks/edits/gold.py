"""What was truly changed: rows, and how edits of one clause come to one row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from benchmarks.edits.clauses import clauses
from benchmarks.edits.common import HEAVIEST, MIRROR
from benchmarks.edits.swaps import Made, apply, place_after

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """What an edit did to a clause: offsets into A and B, None where the clause has no partner.

    ``cue_a`` and ``cue_b`` are the words exchanged ("" where words were put in or taken out), the spans beside them
    where they stand. ``sentence_a`` and ``sentence_b`` bound the sentence. ``beside`` is the kind of the edit that
    another clause of the same sentence suffered; ``edit`` names it (a family of cues, "not in", "agent" …).
    """

    kind: str
    a_start: int | None
    a_end: int | None
    b_start: int | None
    b_end: int | None
    cue_a: str = ""
    cue_b: str = ""
    cues_a: tuple[Span, ...] = ()
    cues_b: tuple[Span, ...] = ()
    sealed: bool = False
    edit: str = ""
    pair: int = -1
    beside: str = ""
    flags: tuple[str, ...] = ()
    sentence_a: Span | None = None
    sentence_b: Span | None = None

    def mirrored(self) -> Row:
        """Return the row as it is when the two texts change places."""
        return Row(
            MIRROR.get(self.kind, self.kind),
            *(
                self.b_start,
                self.b_end,
                self.a_start,
                self.a_end,
                self.cue_b,
                self.cue_a,
                self.cues_b,
                self.cues_a,
            ),
            *(self.sealed, self.edit, self.pair, MIRROR.get(self.beside, self.beside), self.flags),
            *(self.sentence_b, self.sentence_a),
        )

    def shifted(self, of_b: Callable[[int, bool], int]) -> Row:
        """Return the row with its places in B moved by a function of place and whether it is an end."""
        if self.b_start is None or self.b_end is None:
            return self
        outer = self.sentence_b and (of_b(self.sentence_b[0], False), of_b(self.sentence_b[1], True))
        cues = tuple((of_b(a, False), max(of_b(a, False), of_b(b, True))) for a, b in self.cues_b)
        b_start, b_end = of_b(self.b_start, False), of_b(self.b_end, True)
        return replace(self, b_start=b_start, b_end=b_end, cues_b=cues, sentence_b=outer)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts and what was done: ``shape`` is edited, short or untouched; ``modes`` the harmless changes of B."""

    id: str
    split: str
    half: str
    shape: str
    mirrored: bool
    modes: tuple[str, ...]
    sources: tuple[str, ...]
    a: str
    b: str
    gold: tuple[Row, ...]


def aligned(sentence: str, made: Sequence[Made]) -> tuple[str, list[Row]]:
    """Return an edited sentence and its rows, offsets within the two sentences.

    Args:
        sentence: As it stands in A.
        made: Its edits, not overlapping; an edit with ``whole`` stands alone.
    """
    if made and made[0].whole is not None:
        one, other = made[0], made[0].whole
        row = Row(
            one.kind, 0, len(sentence), 0, len(other), sealed=one.sealed, edit=one.edit, flags=one.flags
        )
        return other, [row]
    swaps = sorted(swap for one in made for swap in one.swaps)
    text = apply(sentence, swaps)
    rows = []
    heaviest = min((one.kind for one in made), key=HEAVIEST.index, default="")
    for start, end in _whole_clauses(sentence, made):
        inside = [one for one in made if any(start <= s.start and s.end <= end for s in one.swaps)]
        inside.sort(key=lambda one: HEAVIEST.index(one.kind))
        within = [s for one in inside[:1] for s in one.swaps if s.cue and start <= s.start and s.end <= end]
        heavy = inside[0] if inside else None
        b_start, b_end = place_after(start, swaps), place_after(end, swaps)
        if heavy and heavy.kind == "dropped":
            loose = " ,;."
            words = sentence[start:end]
            a_start, a_end = start + len(words) - len(words.lstrip(loose)), start + len(words.rstrip(loose))
            rows.append(Row("dropped", a_start, a_end, None, None, edit=heavy.edit))
            continue
        kind = heavy.kind if heavy else "kept"
        if heavy and heavy.kind == "reworded" and not within:
            kind = "kept"  # the stop before a new sentence; its words stand in the next clause
        row = Row(
            *(kind, start, end, b_start, b_end),
            *(
                " … ".join(sentence[s.start : s.end] for s in within),
                " … ".join(s.put.strip() for s in within),
            ),
            tuple((s.start, s.end) for s in within),
            tuple((p, p + len(s.put)) for s in within for p in [place_after(s.start, swaps)]),
            *(bool(heavy and heavy.sealed), heavy.edit if heavy else "", heavy.pair if heavy else -1),
            *(
                "" if heaviest in (kind, "kept") else heaviest,
                tuple(f for one in made for f in one.flags),
            ),
        )
        rows.append(row)
    return text, rows


def _whole_clauses(sentence: str, made: Sequence[Made]) -> list[Span]:
    """Return the clauses of a sentence, those that a swap straddles in one, an omission apart from both sides."""
    for one in made:
        if one.kind == "dropped":
            start, end = one.swaps[0].start, one.swaps[0].end
            before, behind = sentence[:start], sentence[end:]
            rest = len(behind) - len(behind.lstrip())
            last = (
                [(end + rest + a, end + rest + b) for a, b in clauses(behind.lstrip())]
                if len(behind) > 2
                else []
            )
            return [*clauses(before), (start, end), *last]
    spans = clauses(sentence)
    whole = [spans[0]]
    for start, end in spans[1:]:
        crossing = any(
            s.start < start < s.end or s.start < whole[-1][1] < s.end for one in made for s in one.swaps
        )
        whole = [*whole[:-1], (whole[-1][0], end)] if crossing else [*whole, (start, end)]
    return whole
