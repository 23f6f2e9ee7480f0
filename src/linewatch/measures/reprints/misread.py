"""Whether two words that are not spelt alike are one, misread by a machine that reads print."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable


def misread(signs: Iterable[tuple[str, str]], common: Collection[str]) -> Callable[[str, str], bool]:
    """Return what tells whether two words are one, misread: a sign put for another, and one is no known word.

    Args:
        signs: Signs, or groups of them, that are taken for each other, in either order.
        common: Words in small letters that are known to be words.

    Returns:
        A function of two words in small letters; True if they differ in one place only, by such signs, and either one
        alone is known or one alone has a figure.
    """
    pairs = {(one.lower(), other.lower()) for one, other in signs}
    pairs |= {(other, one) for one, other in pairs}

    def same(one: str, other: str) -> bool:
        if one in common and other in common:
            return False
        strange = any(c.isdigit() for c in one) != any(c.isdigit() for c in other)
        return _apart(one, other) in pairs and (strange or (one in common) != (other in common))

    return same


def _apart(one: str, other: str) -> tuple[str, str]:
    """Return what of two words is left without what they begin and end alike with."""
    least = min(len(one), len(other))
    start = next((n for n in range(least) if one[n] != other[n]), least)
    end = next((n for n in range(least - start) if one[-1 - n] != other[-1 - n]), least - start)
    return one[start : len(one) - end], other[start : len(other) - end]
