"""Pairs of texts, the second made from the first by known edits."""

from __future__ import annotations

import hashlib
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from itertools import pairwise
from typing import Any

from benchmarks.edits.agents import agents_out
from benchmarks.edits.clauses import clauses
from benchmarks.edits.common import MODES
from benchmarks.edits.corpus import Source, corpus
from benchmarks.edits.cues import Cues, Wording, load_cues
from benchmarks.edits.gold import Pair, Row, Span, aligned
from benchmarks.edits.negating import insertions_in, reversals_in
from benchmarks.edits.reshaping import fronted, omissions_in, splits_in
from benchmarks.edits.swaps import Made, Swap, apply
from benchmarks.edits.wordings import STARTS, wordings_in

_SHARES = (
    ("softened", 6), ("hardened", 6), ("reversed", 5), ("dropped", 4), ("added", 4), ("reworded", 4), ("omission", 2),
    ("split", 2), ("merge", 2),
)  # fmt: skip


class Draft:
    """A pair in the making: A's sentences, what is done to each, and the order of B."""

    def __init__(self, texts: Sequence[str], cues: Cues, rng: random.Random) -> None:
        self.texts, self.cues, self.rng = list(texts), cues, rng
        self.made: dict[int, list[Made]] = {}
        self.dropped: set[int] = set()
        self.glued: set[int] = set()  # i stands right before i + 1 in B: they were merged
        self.moved: set[int] = set()
        self.order: list[int | str] = []
        self._found: dict[int, list[tuple[Wording, Swap]]] = {}

    def free(self, i: int) -> bool:
        return i not in self.made and i not in self.dropped and not {i, i - 1} & self.glued

    def wordings(self, i: int) -> list[tuple[Wording, Swap]]:
        if i not in self._found:
            self._found[i] = wordings_in(self.texts[i], self.cues)
        return self._found[i]

    def edit(self, wanted: str) -> bool:
        """Do one edit of the kind wanted to some free sentence that takes it; say whether there was one."""
        places = [i for i in range(len(self.texts)) if self.free(i)]
        self.rng.shuffle(places)
        if wanted == "dropped":
            self.dropped.update(places[:1])
            return bool(places)
        if wanted == "merge":
            return any(self._merge(i) for i in places)
        by_cue = {"softened": 0.8, "hardened": 0.8, "reversed": 0.65, "reworded": 0.75}.get(wanted, 0)
        return self._by_cue(wanted, places) if self.rng.random() < by_cue else self._other(wanted, places)

    def _by_cue(self, wanted: str, places: Sequence[int]) -> bool:
        """Exchange a cue; each pair of the table found in the text has the same chance, however common it is."""
        by_pair = defaultdict[int, list[tuple[int, Wording, Swap]]](list)
        for i in places:
            for wording, swap in self.wordings(i):
                if wording.kind == wanted:
                    by_pair[wording.pair].append((i, wording, swap))
        if not by_pair:
            return False
        i, wording, swap = self.rng.choice(by_pair[self.rng.choice(sorted(by_pair))])
        made = [Made(wanted, wording.edit, (swap,), wording.sealed, wording.pair)]
        if wanted == "reworded" or self.rng.random() < 0.12:
            made += self._synonyms(i, made)
        self.made[i] = made
        return True

    def _synonyms(self, i: int, made: Sequence[Made]) -> list[Made]:
        taken = [swap for one in made for swap in one.swaps]
        more = []
        for wording, swap in self.wordings(i):
            apart = all(swap.end < old.start or old.end < swap.start for old in taken)
            if wording.kind == "reworded" and apart and len(more) < 2:
                more.append(Made("reworded", wording.edit, (swap,), False, wording.pair))
                taken.append(swap)
        return more

    def _other(self, wanted: str, places: Sequence[int]) -> bool:
        if (
            wanted == "softened" and self.rng.random() < 0.6
        ):  # few sentences name an agent that can be left out
            places = sorted(places, key=lambda i: not agents_out(self.texts[i]))
        for i in places:
            ways = self._ways(wanted, i)
            if ways:
                self.made[i] = [self.rng.choice(ways)]
                return True
        return False

    def _ways(self, wanted: str, i: int) -> list[Made]:
        text = self.texts[i]
        if wanted == "split":
            return splits_in(text)
        if wanted == "omission":
            return omissions_in(text)
        if wanted == "reversed":
            return reversals_in(text)
        if wanted == "reworded":
            other = fronted(text)
            return [Made("reworded", "order", whole=other)] if other else []
        ways = [
            Made(one.kind, "insertion", (swap,), one.sealed)
            for one, swap in insertions_in(text, self.cues)
            if one.kind == wanted
        ]
        agents = agents_out(text) if wanted == "softened" else []
        return agents or (ways if self.rng.random() < 0.1 else [])

    def _merge(self, i: int) -> bool:
        if i + 1 >= len(self.texts) or not self.free(i + 1):
            return False
        one, two = self.texts[i], self.texts[i + 1]
        lead = two.split()[0]
        short = len(one.split()) <= 25 and len(two.split()) <= 25
        if not short or not one.endswith(".") or lead not in STARTS - {"But", "And", "Nor", "Yet", "What"}:
            return False
        joint = self.rng.choice((";", ", and"))
        self.made[i] = [
            Made("kept", "merge", (Swap(len(one) - 1, len(one), joint, False),), flags=("merge",))
        ]
        self.made[i + 1] = [Made("kept", "merge", (Swap(0, 1, two[0].lower(), False),), flags=("merge",))]
        self.glued.add(i)
        return True

    def move(self) -> bool:
        """Move a block of one to three sentences at least five others away, so that it alone can be what moved."""
        units = [k for k, item in enumerate(self.order) if isinstance(item, int)]
        for _ in range(20):
            size, at = self.rng.randint(1, 3), self.rng.choice(units)
            block = self.order[at : at + size]
            if len(block) < size or any(not isinstance(i, int) or i in self.moved for i in block):
                continue
            edges = (
                {block[0] - 1, block[-1]}
                if isinstance(block[0], int) and isinstance(block[-1], int)
                else set()
            )
            if edges & self.glued or any(y != x + 1 for x, y in pairwise(block)):  # type: ignore[operator]
                continue
            rest = self.order[:at] + self.order[at + size :]
            to = self.rng.randrange(len(rest) + 1)
            if abs(to - at) < 5 or (
                0 < to < len(rest) and rest[to - 1] in self.glued and rest[to - 1] in rest
            ):
                continue
            order = rest[:to] + block + rest[to:]
            moved = self.moved | {i for i in block if isinstance(i, int)}
            if self._alone(order, moved):
                self.order, self.moved = order, moved
                return True
        return False

    def _alone(self, order: Sequence[int | str], moved: set[int]) -> bool:
        """Return whether the heaviest run in order, by characters, is exactly what did not move, and by a margin."""
        places = [i for i in order if isinstance(i, int)]
        still = sum(len(self.texts[i]) for i in places if i not in moved)

        def heaviest(chosen: Sequence[int]) -> int:
            best: list[int] = []
            for k, i in enumerate(chosen):
                below = [best[j] for j in range(k) if chosen[j] < i]
                best.append(len(self.texts[i]) + max(below, default=0))
            return max(best, default=0)

        for i in moved:
            rank = places.index(i)
            with_it = [
                j for k, j in enumerate(places) if (k < rank and j < i) or (k > rank and j > i) or k == rank
            ]
            if heaviest(with_it) > 0.8 * still:
                return False
        rest = [i for i in places if i not in moved]
        return rest == sorted(rest) and heaviest(places) == still


def make_pair(source: Source, others: Sequence[Source], cues: Cues, rng: random.Random, shape: str) -> Pair:
    """Return a pair of the shape wanted from one document.

    Args:
        source: Where A's sentences come from, in order.
        others: Documents from which sentences are added: of the source's corpus, and not the source itself.
        cues: The tables of one half.
        rng: Draws everything.
        shape: edited, short (A is long, B a small part of it) or untouched.
    """
    most = min(len(source.sentences), 60 if shape != "short" else 150)
    size = rng.randint(min(most, 20 if shape != "short" else 60), most)
    at = rng.randint(0, len(source.sentences) - size)
    draft = Draft(source.sentences[at : at + size], cues, rng)
    added_from = list[str]()
    if shape == "short":
        keep = round(size * rng.uniform(0.15, 0.3))
        draft.dropped = set(range(size)) - set(rng.sample(range(size), keep))
        size = keep
    if shape != "untouched":
        added = _edit(draft, round(size * rng.uniform(0.27, 0.4)))
        draft.order = [i for i in range(len(draft.texts)) if i not in draft.dropped]
        for _ in range(rng.choice((0, 1, 1, 2)) if size >= 18 else 0):
            draft.move()
        added_from = _add(draft, added, source, others)
    else:
        draft.order = list(range(len(draft.texts)))
    a, b, gold = _written(draft)
    mirrored = shape != "untouched" and rng.random() < 0.4
    if mirrored:
        a, b, gold = b, a, [row.mirrored() for row in gold]
    modes = _harmless(shape, rng)
    b, gold = roughened(b, gold, modes, rng)
    name = hashlib.sha256(f"{source.id} {cues.half} {shape} {a} {b}".encode()).hexdigest()[:12]
    order = sorted(gold, key=lambda row: (row.a_start is None, row.a_start or 0, row.b_start or 0))
    return Pair(
        name, source.split, cues.half, shape, mirrored, modes, (source.id, *added_from), a, b, tuple(order)
    )


def _edit(draft: Draft, wanted: int) -> int:
    """Edit about as many sentences as wanted; return how many are to be added."""
    kinds, weights = zip(*_SHARES, strict=True)
    done = added = 0
    for _ in range(wanted * 6):
        if done >= wanted:
            break
        kind = draft.rng.choices(kinds, weights)[0]
        if kind == "added":
            added += 1
            done += 1
        else:
            done += draft.edit(kind)
    return added


def _add(draft: Draft, wanted: int, source: Source, others: Sequence[Source]) -> list[str]:
    """Put sentences of other documents of the same corpus into B, never one that A has."""
    own, names = {_folded(text) for text in source.sentences}, []
    near = [other for other in others if other.corpus == source.corpus and other.id != source.id]
    while near and len(names) < wanted:
        other = draft.rng.choice(near)
        text = draft.rng.choice(other.sentences)
        places = [k for k in range(len(draft.order) + 1) if not (k and draft.order[k - 1] in draft.glued)]
        if _folded(text) not in own:
            draft.order.insert(draft.rng.choice(places), text)
            names.append(other.id)
            own.add(_folded(text))
    return names


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _written(draft: Draft) -> tuple[str, str, list[Row]]:
    """Return A, B and the rows, with offsets into the two texts."""
    breaks = {i for i in range(1, len(draft.texts)) if draft.rng.random() < 0.22}
    a, starts = "", []
    for i, text in enumerate(draft.texts):
        a += ("\n\n" if i in breaks else " ") if i else ""
        starts.append(len(a))
        a += text
    gold = []
    for i in sorted(draft.dropped):
        outer = (starts[i], starts[i] + len(draft.texts[i]))
        gold += [
            Row("dropped", outer[0] + s, outer[0] + e, None, None, edit="drop", sentence_a=outer)
            for s, e in clauses(draft.texts[i])
        ]
    b, last = "", None
    for item in draft.order:
        joined = last is not None and last in draft.glued
        b += ("\n\n" if item in breaks and not joined else " ") if b else ""
        at = len(b)
        last = item if isinstance(item, int) else None
        if isinstance(item, str):
            b += item
            outer = (at, len(b))
            gold += [
                Row("added", None, None, at + s, at + e, edit="add", sentence_b=outer)
                for s, e in clauses(item)
            ]
            continue
        text, rows = aligned(draft.texts[item], draft.made.get(item, ()))
        b += text
        outer_a, outer_b = (starts[item], starts[item] + len(draft.texts[item])), (at, at + len(text))
        gold += [_placed(row, outer_a, outer_b, item in draft.moved) for row in rows]
    return a, b, gold


def _placed(row: Row, outer_a: Span, outer_b: Span, moved: bool) -> Row:
    flags = (*row.flags, "moved") if moved else row.flags
    kind = "moved" if moved and row.kind in ("kept", "reworded") else row.kind
    placed = replace(
        *(row,),
        kind=kind,
        flags=flags,
        a_start=None if row.a_start is None else row.a_start + outer_a[0],
        a_end=None if row.a_end is None else row.a_end + outer_a[0],
        b_start=None if row.b_start is None else row.b_start + outer_b[0],
        b_end=None if row.b_end is None else row.b_end + outer_b[0],
        cues_a=tuple((s + outer_a[0], e + outer_a[0]) for s, e in row.cues_a),
        cues_b=tuple((s + outer_b[0], e + outer_b[0]) for s, e in row.cues_b),
        sentence_a=outer_a,
        sentence_b=outer_b,
    )
    return replace(placed, sentence_b=None) if placed.b_start is None else placed


def _harmless(shape: str, rng: random.Random) -> tuple[str, ...]:
    if shape == "untouched":
        return tuple(sorted(rng.sample(MODES, rng.randint(1, 3)))) if rng.random() < 0.8 else ()
    return ("wrap",) if rng.random() < 0.2 else ()


def roughened(
    text: str, gold: Sequence[Row], modes: Sequence[str], rng: random.Random
) -> tuple[str, list[Row]]:
    """Return B set anew without a change of words, and the rows moved with it.

    Args:
        text: B.
        gold: Its rows.
        modes: Of MODES: wrap (lines broken), hyphens (and words too), quotes (curly or straight), spaces (doubled
            after a stop), dashes (a dash as two hyphens).
        rng: Draws widths and places.
    """
    swaps = list[Swap]()
    if "quotes" in modes:
        put = {"’": "'", "‘": "'", "“": '"', "”": '"', "'": "’"}
        swaps += [Swap(m.start(), m.end(), put[m.group()]) for m in re.finditer("[’‘“”']", text)]
        for n, mark in enumerate(re.finditer('"', text)):
            swaps.append(Swap(mark.start(), mark.end(), "”" if n % 2 else "“"))
    if "dashes" in modes:
        swaps += [Swap(m.start(), m.end(), "--") for m in re.finditer("—", text)]
        swaps += [Swap(m.start(), m.end(), "-") for m in re.finditer("–", text)]
    if "spaces" in modes:
        swaps += [Swap(m.start(), m.end(), "  ") for m in re.finditer(r"(?<=[.;:]) (?=\S)", text)]
    if {"wrap", "hyphens"} & set(modes):
        swaps += _wrapping(text, rng.randint(58, 84), "hyphens" in modes, {swap.start for swap in swaps})
    if not swaps:
        return text, list(gold)
    swaps.sort()

    def of_b(place: int, is_end: bool) -> int:
        return place + sum(
            len(s.put) - (s.end - s.start)
            for s in swaps
            if (s.end <= place if s.end > s.start else s.start < place)
        )

    return apply(text, swaps), [row.shifted(of_b) for row in gold]


def _wrapping(text: str, width: int, hyphens: bool, taken: set[int]) -> list[Swap]:
    swaps, line = list[Swap](), 0
    for word in re.finditer(r"\S+", text):
        if "\n" in text[max(0, word.start() - 2) : word.start()]:
            line = word.start()
        if word.end() - line <= width or word.start() == line:
            continue
        inside = word.start() + width - (word.start() - line) - 1
        plain = re.fullmatch(r"[a-z]{8,}[.,;]?", word.group())
        if hyphens and plain and word.start() + 3 <= inside <= word.end() - 4:
            swaps.append(Swap(inside, inside, "-\n"))
            line = inside
        elif word.start() - 1 not in taken:
            swaps.append(Swap(word.start() - 1, word.start(), "\n"))
            line = word.start()
    return swaps


def pairs(
    split: str = "development",
    wanted: int = 200,
    seed: int = 1,
    halves: Sequence[str] | None = None,
    sources: Sequence[Source] | None = None,
) -> Iterator[Pair]:
    """Yield pairs made from documents of a split: of five, three edited, one short, one untouched, nearly.

    Args:
        split: ``development`` or ``reporting``.
        wanted: How many pairs.
        seed: Of everything drawn.
        halves: Of the cues, taken in turn; by default open for development, open and sealed for reporting.
        sources: Documents, by default those of `corpus`.
    """
    if split not in ("development", "reporting"):
        raise ValueError(f"No split is called {split!r}: it is 'development' or 'reporting'.")
    halves = halves or (("open",) if split == "development" else ("open", "sealed"))
    if split == "development" and "sealed" in halves:
        raise ValueError("The sealed half is for reporting alone: ask for split='reporting'.")
    known = [one for one in (corpus() if sources is None else sources) if one.split == split]
    tables = {half: load_cues(half) for half in halves}
    rng = random.Random(f"edited pairs {split} {seed}")
    shapes = (
        "edited",
        "edited",
        "untouched",
        "edited",
        "short",
        "edited",
        "untouched",
        "edited",
        "short",
        "edited",
    )
    drawn = list(known)
    rng.shuffle(drawn)
    for n in range(wanted):
        half = halves[n % len(halves)]
        shape = shapes[n // len(halves) % len(shapes)]
        fits = [one for one in drawn if len(one.sentences) >= (70 if shape == "short" else 20)] or drawn
        source = fits[0]
        drawn.remove(source)
        drawn.append(source)
        yield make_pair(source, known, tables[half], random.Random(rng.random()), shape)


def as_record(pair: Pair) -> dict[str, Any]:
    """Return a pair as one JSON value; `from_record` gives it back."""
    return asdict(pair)


def from_record(record: Mapping[str, Any]) -> Pair:
    """Return the pair that a JSON value holds."""
    lists = {"modes": tuple(record["modes"]), "sources": tuple(record["sources"])}
    return Pair(**{**record, **lists, "gold": tuple(_row(row) for row in record["gold"])})


def _row(row: Mapping[str, Any]) -> Row:
    spans = {key: tuple((s, e) for s, e in row[key]) for key in ("cues_a", "cues_b")}
    outer = {key: tuple(row[key]) if row[key] else None for key in ("sentence_a", "sentence_b")}
    return Row(**{**row, **spans, **outer, "flags": tuple(row["flags"])})
