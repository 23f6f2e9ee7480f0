"""Words with their places on a page, and how they are kept while a whole file is taken in."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import NamedTuple


class Word(NamedTuple):
    """Characters that stand together, in one type and on one base line.

    Lengths are in points, with the words upright: x grows to the right, y upwards.

    Attributes:
        text: The characters.
        x0: Where it begins.
        x1: Where it ends.
        base: Its base line.
        size: Its type size.
        bold: Whether its type is bold.
        glued: Whether it follows the word before it without a space, as a raised figure does.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool = False
    glued: bool = False


class Packed(NamedTuple):
    """Words kept small while a whole file is taken in: a tenth of what they take one by one.

    Attributes:
        text: Their characters, a line each.
        numbers: Of each: x0, x1, base, size, and whether it is bold (2) or glued (1).
    """

    text: str
    numbers: array[float]

    @classmethod
    def of(cls, words: Iterable[Word]) -> Packed:
        """Return words packed."""
        texts: list[str] = []
        numbers: array[float] = array("d")
        for text, x0, x1, base, size, bold, glued in words:
            texts.append(text)
            numbers.extend((x0, x1, base, size, 2 * bold + glued))
        return cls("\n".join(texts), numbers)

    def words(self) -> list[Word]:
        """Return the words."""
        numbers = self.numbers
        return [
            Word(text, *numbers[at : at + 4], bold=numbers[at + 4] >= 2, glued=numbers[at + 4] % 2 == 1)
            for text, at in zip(self.text.split("\n"), range(0, len(numbers), 5), strict=False)
        ]
