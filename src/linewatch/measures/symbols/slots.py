"""Whether a name stands in a slot of invocation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from linewatch.measures.symbols.lexicon import GAP, GUARD, Element, Slot, Words
from linewatch.measures.symbols.lines import JOINED, PAUSE, Line
from linewatch.measures.symbols.naming import Name

HONOURED = "honoured"  # the kind of a name under a word of veneration
_REACH = 2 * GAP + 1  # words after a name among which one of a slot must stand


class Slots:
    """The slots of a language, sorted by the words that must stand beside the name."""

    def __init__(self, words: Words) -> None:
        self._weak, self._honours = words.weak, words.honours
        self._before: defaultdict[str, list[Slot]] = defaultdict(list)
        self._loose: list[Slot] = []
        self._after: list[tuple[Slot, Element]] = []
        for slot in words.slots:
            near = slot.left[-1] if slot.left else None
            if near is None:
                self._after.append((slot, next(e for e in slot.right if not e.gap and not e.optional)))
            elif near.gap or near.optional or near.stems:
                self._loose.append(slot)
            else:
                for word in near.words:
                    self._before[word].append(slot)

    def kind(self, line: Line, name: Name) -> tuple[str | None, bool]:
        """Return the kind of the first slot in which a name stands, and whether it holds of a person's name alone.

        Returns:
            None for no slot, or where a guard holds. Of "the teaching of N shows" a person's name is meant, of "the
            proposals of French experts" another word: where a word of weight follows, the slot holds of persons only.
        """
        found: Slot | None = None
        before = line.words[name.first - 1] if name.first and line.breaks[name.first] == JOINED else ""
        after = set(line.words[name.end : name.end + _REACH])
        asked = [
            *self._before.get(before, ()),
            *self._loose,
            *(slot for slot, must in self._after if _any(must, after)),
        ]
        for slot in asked:
            if (found is None or slot.kind == GUARD or found.kind in self._weak) and _holds(slot, line, name):
                if slot.kind == GUARD:
                    return None, False
                if found is None or slot.kind not in self._weak:
                    found = slot
        if (found is None or found.kind in self._weak) and not self._honours.isdisjoint(
            (*name.title, *name.after[:2])
        ):
            return HONOURED, True
        return (found.kind, name.beside and not found.right) if found else (None, False)


def _any(element: Element, words: set[str]) -> bool:
    return not element.words.isdisjoint(words) or any(map(element.fits, words) if element.stems else ())


def _holds(slot: Slot, line: Line, name: Name) -> bool:
    if slot.owning != name.owning:
        return False
    if slot.derived and not name.derived:
        return False
    if slot.left and not _back(slot.left, len(slot.left) - 1, line, name.first):
        return False
    # A name with its title after it ends at a comma.
    loose = PAUSE if name.after else JOINED
    return not slot.right or _on(slot.right, 0, line, (name.end, loose))


def _back(elements: Sequence[Element], at: int, line: Line, place: int) -> bool:
    """Tell whether elements up to ``at`` stand before a place."""
    if at < 0:
        return True
    element = elements[at]
    if element.gap:
        return any(
            _back(elements, at - 1, line, place - n)
            for n in range(element.gap + 1)
            if place - n >= 0 and all(line.breaks[place - k] < 2 for k in range(n))
        )
    # After a gap, a comma may stand.
    loose = PAUSE if at + 1 < len(elements) and elements[at + 1].gap else JOINED
    if (
        place
        and line.breaks[place] <= loose
        and element.fits(line.words[place - 1])
        and _back(elements, at - 1, line, place - 1)
    ):
        return True
    return element.optional and _back(elements, at - 1, line, place)


def _on(elements: Sequence[Element], at: int, line: Line, place: tuple[int, int]) -> bool:
    """Tell whether elements from ``at`` on stand from a place on, after a break no heavier than the one given."""
    if at == len(elements):
        return True
    element, (here, loose) = elements[at], place
    if element.gap:
        return any(
            _on(elements, at + 1, line, (here + n, max(loose, PAUSE if n else JOINED)))
            for n in range(element.gap + 1)
            if here + n <= len(line.words) and all(line.breaks[here + k] < 2 for k in range(n))
        )
    if (
        here < len(line.words)
        and line.breaks[here] <= loose
        and element.fits(line.words[here])
        and _on(elements, at + 1, line, (here + 1, JOINED))
    ):
        return True
    return element.optional and _on(elements, at + 1, line, place)
