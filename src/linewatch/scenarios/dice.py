"""Dice that anyone can throw again: a number from what it is thrown for, never from what was thrown before.

Every number is a hash of (seed, run, party, purpose, day) and the member's place in the party. So a member has the same
luck on the same day whatever else the scenario changes, on any machine, in any order and at any number of threads.

Source:
    Salmon, Moraes, Dror, Shaw (2011), Parallel random numbers: as easy as 1, 2, 3, SC11, doi:10.1145/2063384.2063405
    (the idea). The mixing steps are multiply and shift in the manner of Steele, Lea, Flood (2014), SplitMix,
    doi:10.1145/2660193.2660195, and of the finaliser of MurmurHash3.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy import uint32 as u32
from numpy.typing import NDArray

Wide: TypeAlias = NDArray[np.uint64]

_WIDE = (1 << 64) - 1


def mixed(place: u32, first: u32, second: u32) -> u32:
    """Return 32 even bits for a member's place and the two halves of a key.

    It is compiled into the rule, on the processor and on the graphics device alike.
    """
    x = u32(u32(place * u32(0x9E3779B9)) + first)
    x = u32(x ^ u32(x >> u32(16)))
    x = u32(x * u32(0x7FEB352D))
    x = u32(x + second)
    x = u32(x ^ u32(x >> u32(15)))
    x = u32(x * u32(0x846CA68B))
    return u32(x ^ u32(x >> u32(16)))


def _stirred(x: int) -> int:
    x = (x + 0x9E3779B97F4A7C15) & _WIDE
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & _WIDE
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & _WIDE
    return x ^ (x >> 31)


def _stirred_all(x: Wide) -> Wide:
    with np.errstate(over="ignore"):
        x = x + np.uint64(0x9E3779B97F4A7C15)
        x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return x ^ (x >> np.uint64(31))


def words(keys: Wide, purpose: str, day: int = 0) -> Wide:
    """Return 64 even bits for each key, a purpose and a day."""
    return _stirred_all(_stirred_all(keys ^ np.uint64(word(purpose))) + np.uint64(day))


def as_halves(keys: Wide) -> NDArray[np.uint32]:
    """Return keys as :func:`mixed` takes them, shape (keys, 2)."""
    return np.stack([keys & np.uint64(0xFFFFFFFF), keys >> np.uint64(32)], axis=1).astype(np.uint32)


def word(*parts: int | str) -> int:
    """Return 64 even bits for what the dice are thrown for: numbers and names, in their order."""
    x = 0
    for part in parts:
        if isinstance(part, str):
            for letter in part.encode():
                x = _stirred(x ^ letter)
            x = _stirred(x ^ 0x1F0)
        else:
            x = _stirred(x ^ (part & _WIDE))
            x = _stirred(x ^ ((part >> 64) & _WIDE) ^ 0x2F0)
    return x


def share(*parts: int | str) -> int:
    """Return a whole number from 0 to 32767, each as likely, for what the dice are thrown for."""
    return word(*parts) >> 49
