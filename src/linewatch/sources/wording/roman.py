"""Roman numbers, in small letters."""

from __future__ import annotations

_LARGEST = 3999
_SIGNS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_WORTH = {sign: worth for worth, sign in _SIGNS if len(sign) == 1}


def as_roman(number: int) -> str:
    """Return a number in Roman signs; as figures where those have none for it."""
    if not 0 < number <= _LARGEST:
        return str(number)
    signs = ""
    for worth, sign in _SIGNS:
        signs += sign * (number // worth)
        number %= worth
    return signs


def from_roman(text: str) -> int | None:
    """Return the number that small letters mean; None where they are no Roman number as it is written."""
    worths = [_WORTH.get(sign, 0) for sign in text]
    number = sum(-worth if worth < max(worths[at:]) else worth for at, worth in enumerate(worths))
    return number if text and as_roman(number) == text else None
