"""Draws that are keyed by what they are of, so that taking one thing out changes no other's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from linewatch.errors import BadValue

_MOST_SLIP = 10.0


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides a weighing beside the matrix; printed with its result.

    Attributes:
        draws: From each analyst's ranges; 10,000 hold the ends of a 90 % interval to about half a point.
        seed: Of all draws.
        same_source: Dependence of items that name one source and stand in no group: 1: one source counts once.
        least: The least chance that counts, so that no single judgement of "impossible" settles a question for
            good: at a thousandth one item tells at most a thousand to one.
        slip: The spread of an analyst's own slips in a judgement, in log odds: 1.5 is from even to four in five. 0
            takes every range as all that is unsure, which makes a lone analyst far too sure. Chosen on made-up
            questions (`benchmarks.judges`), no others than those are scored on.
        slip_shared: The share of slips that analysts have in common: at 0 those of three analysts come down to a third,
            at 1 they stay.
    """

    draws: int = 10_000
    seed: int = 1
    same_source: float = 1.0
    least: float = 0.001
    slip: float = 1.5
    slip_shared: float = 0.5

    def __post_init__(self) -> None:
        """Refuse what nothing can be drawn with.

        Raises:
            BadValue: If there is less than one draw, or a share is none.
        """
        if self.draws < 1:
            raise BadValue(f"{self.draws} draws are too few.", "Take 10,000.")
        if not 0.0 <= self.same_source <= 1.0:
            raise BadValue(f"A dependence of {self.same_source:g} is none.", "Give 0 to 1.")
        if not 0.0 < self.least <= 0.1:
            raise BadValue(f"A least chance of {self.least:g} is none.", "Give one above 0, to 0.1 at most.")
        if not 0.0 <= self.slip <= _MOST_SLIP:
            raise BadValue(f"Slips of {self.slip:g} in log odds are none.", f"Give 0 to {_MOST_SLIP:g}.")
        if not 0.0 <= self.slip_shared <= 1.0:
            raise BadValue(f"A shared part of {self.slip_shared:g} is none.", "Give 0 to 1.")


def uniforms(settings: Settings, *key: str) -> NDArray[np.float64]:
    """Return draws between 0 and 1, shape (draws,): the same for the same seed and key on every machine.

    Fewer draws are the beginning of more.

    Source:
        Salmon, Moraes, Dror and Shaw (2011), Parallel Random Numbers: As Easy as 1, 2, 3, SC11 (Philox): a
        generator without a state to hand on, so that each key has a stream of its own.
    """
    return _generator(settings, key).random(settings.draws)


def normals(settings: Settings, *key: str) -> NDArray[np.float64]:
    """Return draws from the normal distribution of mean 0 and spread 1, as `uniforms`."""
    return _generator(settings, key).standard_normal(settings.draws)


def _generator(settings: Settings, key: tuple[str, ...]) -> np.random.Generator:
    text = "\x1f".join((str(settings.seed), *key))
    digest = blake2b(text.encode(), digest_size=16).digest()
    return np.random.Generator(np.random.Philox(key=int.from_bytes(digest, "little")))


def together(
    settings: Settings, common: str, own: str, share: float, what: tuple[str, ...]
) -> NDArray[np.float64]:
    """Return one member's draws where members of a group may be in error together.

    Each member takes the group's draw with chance sqrt(share), else its own: two members' draws are then the same with
    chance `share`, which is also their correlation.

    Args:
        settings: Draws and seed.
        common: What the group's draws are keyed by.
        own: What the member's own draws are keyed by.
        share: 1: always the group's; 0: always its own.
        what: What is drawn.

    Source:
        The mixture of the two copulas "the same" and "apart": Nelsen (2006), An Introduction to Copulas, 2nd ed., sec.
        2.2.
    """
    return _mixed(settings, (common, own), share, what, uniforms)


def together_normal(
    settings: Settings, common: str, own: str, share: float, what: tuple[str, ...]
) -> NDArray[np.float64]:
    """Return the same of normal draws."""
    return _mixed(settings, (common, own), share, what, normals)


def _mixed(
    settings: Settings,
    keys: tuple[str, str],
    share: float,
    what: tuple[str, ...],
    drawn: Callable[..., NDArray[np.float64]],
) -> NDArray[np.float64]:
    common, own = keys
    if share >= 1.0:
        return drawn(settings, common, *what)
    apart = drawn(settings, own, *what)
    if share <= 0.0:
        return apart
    follows = uniforms(settings, own, "with the group", *what) < share**0.5
    return np.where(follows, drawn(settings, common, *what), apart)
