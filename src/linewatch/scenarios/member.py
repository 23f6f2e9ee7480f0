"""What one member does on one day, in whole numbers: the rule that every driver compiles.

All shares are whole numbers of 1/32768 (``ONE``). A member holds four trusts (doctrine, system, centre, own
leader), how
much he has been told (exposure) and a status; who he is (how much he trusts at rest, when he would speak, when he would
leave, what he has to lose) is thrown from the dice, not kept. What his party, stratum and day add is a row of
``SIGNALS`` numbers, one for each name below. There is no branch in the rule and no floating point.

A member never reads what another trusts, only what he says: silence hides (Kuran 1991).

The functions are plain Python, named by the mechanism they carry; `linewatch.scenarios.mechanisms` gives each its
warrant. Everything that is compiled into one kernel stands in this file, since a kept compilation is only
made anew when its own file changes.
"""

# ruff: noqa: PLR0913, PLR0917 - a rule is told all it depends on
from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from types import FunctionType
from typing import Any, Final, TypeAlias

from numpy import int32 as i32
from numpy import uint32 as u32

from linewatch.scenarios.dice import mixed

ONE: Final = 32768
FULL: Final = 32767

SILENT: Final = 0
BALANCED: Final = 1
EXITED: Final = 2
HEAVY: Final = 16
SPLINTERED: Final = 32

VOICES: Final = BALANCED | HEAVY
GONE: Final = EXITED | SPLINTERED

# One row of signals: what party, stratum and day tell a member. The order is part of the state hash's meaning.
NAMES: Final = (
    "depth_in",
    "reach_in",
    "depth_out",
    "reach_out",
    "tolerable",
    "prepared",
    "receptive",
    "load_doctrine",
    "load_system",
    "load_centre",
    "load_leader",
    "base_doctrine",
    "base_system",
    "base_centre",
    "base_leader",
    "spread",
    "recover",
    "scar",
    "forget",
    "pull",
    "tolerance",
    "tolerance_range",
    "place_balanced",
    "place_heavy",
    "weight_doctrine",
    "weight_system",
    "weight_centre",
    "weight_leader",
    "sources",
    "per_voice",
    "licence_cap",
    "seen_balanced",
    "seen_heavy",
    "isolation",
    "threshold",
    "threshold_range",
    "cost",
    "stake",
    "stake_range",
    "stake_voice",
    "stake_exit",
    "speak",
    "hush",
    "heavy_line",
    "floor",
    "floor_range",
    "leave",
    "voice_first",
    "splinter_sources",
    "tell",
)
SIGNALS: Final = len(NAMES)
(
    DEPTH_IN,
    REACH_IN,
    DEPTH_OUT,
    REACH_OUT,
    TOLERABLE,
    PREPARED,
    RECEPTIVE,
    LOAD_DOCTRINE,
    LOAD_SYSTEM,
    LOAD_CENTRE,
    LOAD_LEADER,
    BASE_DOCTRINE,
    BASE_SYSTEM,
    BASE_CENTRE,
    BASE_LEADER,
    SPREAD,
    RECOVER,
    SCAR,
    FORGET,
    PULL,
    TOLERANCE,
    TOLERANCE_RANGE,
    PLACE_BALANCED,
    PLACE_HEAVY,
    WEIGHT_DOCTRINE,
    WEIGHT_SYSTEM,
    WEIGHT_CENTRE,
    WEIGHT_LEADER,
    SOURCES,
    PER_VOICE,
    LICENCE_CAP,
    SEEN_BALANCED,
    SEEN_HEAVY,
    ISOLATION,
    THRESHOLD,
    THRESHOLD_RANGE,
    COST,
    STAKE,
    STAKE_RANGE,
    STAKE_VOICE,
    STAKE_EXIT,
    SPEAK,
    HUSH,
    HEAVY_LINE,
    FLOOR,
    FLOOR_RANGE,
    LEAVE,
    VOICE_FIRST,
    SPLINTER_SOURCES,
    TELL,
) = range(SIGNALS)

Row: TypeAlias = Any  # a tuple of SIGNALS whole numbers of 32 bits


def times(a: i32, b: i32) -> i32:
    """Return the product of two shares; each at most 32768, or one of them up to 65535."""
    return i32(i32(a * b) >> i32(15))


def within(a: i32) -> i32:
    """Return a share kept between 0 and FULL."""
    return i32(min(max(a, i32(0)), i32(FULL)))


def noise(bits: u32) -> i32:
    """Return -128 to 127 from the lowest 8 bits."""
    return i32(i32(bits & u32(255)) - i32(128))


def at_rest(base: i32, spread: i32, bits: u32) -> i32:
    """Return the trust that a member comes back to: his stratum's, and his own difference."""
    return within(i32(base + i32(i32(noise(bits) * spread) >> i32(7))))


def told_inside(row: Row, exposure: i32, luck: i32) -> tuple[i32, i32]:
    """Return exposure after the planned disclosure down the hierarchy, and the shock of the step (K1)."""
    news = i32(row[DEPTH_IN] if luck < row[REACH_IN] else 0)
    step = i32(max(i32(news - exposure), i32(0)))
    return i32(exposure + step), i32(max(i32(step - row[TOLERABLE]), i32(0)))


def told_outside(row: Row, exposure: i32, heard: i32, luck: i32) -> tuple[i32, i32]:
    """Return exposure after what went round the hierarchy, and the gap to what was prepared (K2, K3)."""
    reach = i32(row[REACH_OUT] + i32(row[TELL] * heard))
    news = i32(row[DEPTH_OUT] if luck < reach else 0)
    gap = i32(news - times(exposure, row[PREPARED]))
    return i32(max(exposure, news)), i32(gap if news > exposure else 0)


def remembered(row: Row, told: i32) -> i32:
    """Return what is still known a day later: all of it, unless knowledge may fade (K24 switched off)."""
    return i32(told - times(told, row[FORGET]))


def at_stake(row: Row, bits: u32) -> i32:
    """Return what a member has to lose: his party's and stratum's stake, and his own difference (K20)."""
    return i32(row[STAKE] + i32(i32(i32(bits & u32(1023)) * row[STAKE_RANGE]) >> i32(10)))


def shaken(trust: i32, shock: i32, load: i32) -> i32:
    """Return a trust after a shock (K4; K6 is part of the load of the leader)."""
    return i32(max(i32(trust - times(shock, load)), i32(0)))


def recovered(row: Row, trust: i32, rest: i32, exposure: i32, luck: i32) -> i32:
    """Return a trust a day nearer to where it rests; who knows more rests lower (K24)."""
    aim = i32(rest - times(exposure, row[SCAR]))
    short = i32(max(i32(aim - trust), i32(0)))
    return i32(trust + i32(i32(i32(short * row[RECOVER]) + luck) >> i32(15)))


def near(trust: i32, place: i32, tolerance: i32) -> i32:
    """Return 1 if a voice is not too far from a member for him to take it in (K8), else 0."""
    return i32(1 if i32(abs(i32(trust - place))) <= tolerance else 0)


def pulled(row: Row, trust: i32, balanced: i32, heavy: i32, luck: i32) -> i32:
    """Return the trust in the centre after the voices that were taken in (K8)."""
    to_balanced = i32(i32(row[PLACE_BALANCED] - trust) * i32(min(balanced, i32(4))))
    to_heavy = i32(i32(row[PLACE_HEAVY] - trust) * i32(min(heavy, i32(4))))
    way = i32(i32(to_balanced + to_heavy) >> i32(3))
    return within(i32(trust + i32(i32(i32(way * row[PULL]) + luck) >> i32(15))))


def licence(row: Row, heard: i32, seen: i32) -> i32:
    """Return how much the voices of others license one's own (K7)."""
    sources = i32(max(i32(heard - row[SOURCES]), i32(0)))
    alone = i32(row[ISOLATION] if heard == 0 else 0)
    return i32(i32(min(i32(sources * row[PER_VOICE]), row[LICENCE_CAP]) + seen) - alone)


def doubt(row: Row, doctrine: i32, system: i32, centre: i32, leader: i32) -> i32:
    """Return how far four trusts together fall short of full (K4)."""
    trust = i32(
        i32(times(doctrine, row[WEIGHT_DOCTRINE]) + times(system, row[WEIGHT_SYSTEM]))
        + i32(times(centre, row[WEIGHT_CENTRE]) + times(leader, row[WEIGHT_LEADER]))
    )
    return i32(FULL - trust)


def spoken(row: Row, voice: i32, urge: i32, centre: i32, luck: i32) -> i32:
    """Return the voice of the day: silent, balanced or heavy (K7, K8; what it costs is in the urge)."""
    chance = i32(row[SPEAK] if urge > 0 else row[HUSH])
    change = i32(1 if luck < chance else 0)
    speaks = i32(change if urge > 0 else i32(i32(1 if voice != 0 else 0) & i32(1 - change)))
    speaks = i32(speaks | i32(i32(1 if voice != 0 else 0) & i32(1 if urge > 0 else 0)))
    kind = i32(HEAVY if centre < row[HEAVY_LINE] else BALANCED)
    return i32(kind if speaks != 0 else SILENT)


def left(row: Row, low: i32, price: i32, voice: i32, heavy: i32, luck: i32) -> i32:
    """Return 0, or how a member leaves (K9): into a splinter with others who speak heavily, or alone.

    Where speaking is cheap he stays and speaks (Hirschman 1970).
    """
    open_ = i32(FULL - within(price))
    hazard = i32(row[LEAVE] - times(row[LEAVE], times(open_, row[VOICE_FIRST])))
    goes = i32(1 if i32(low > 0) & i32(luck < hazard) else 0)
    how = i32(SPLINTERED if i32(voice == HEAVY) & i32(heavy >= row[SPLINTER_SOURCES]) else EXITED)
    return i32(how if goes != 0 else 0)


def lived(
    row: Row,
    who: tuple[u32, u32],
    dice: tuple[u32, u32],
    trusts: tuple[i32, i32, i32, i32],
    exposure: i32,
    heard: i32,
) -> tuple[i32, i32, i32, i32, i32, i32, i32, i32, i32]:
    """Return one member after one day.

    Args:
        row: The signals of the member's party, stratum and day.
        who: Two words that say who the member is: the same on every day.
        dice: Two words of the day's luck.
        trusts: Trust in doctrine, system, centre and own leader, 0 to 32767.
        exposure: How much the member has been told, 0 to 32767.
        heard: The member's status (lowest 8 bits), how many balanced (next 8) and heavy voices (next 8) are heard.

    Returns:
        The four trusts, the exposure, the status, whether the member is in (1 or 0), whether anything could still
        happen to him without news and without voices, and how near he is to speaking unheard.
    """
    status = i32(heard & i32(255))
    balanced = i32(i32(heard >> i32(8)) & i32(255))
    heavy = i32(i32(heard >> i32(16)) & i32(255))
    inside = i32(1 if i32(status & i32(GONE)) == 0 else 0)
    voice = i32(status & i32(VOICES))
    luck_in, luck_out = i32(dice[0] & u32(FULL)), i32(u32(dice[0] >> u32(15)) & u32(FULL))
    luck_voice, luck_leave = i32(dice[1] & u32(FULL)), i32(u32(dice[1] >> u32(15)) & u32(FULL))
    luck_round = i32(u32(u32(dice[0] >> u32(16)) ^ dice[1]) & u32(FULL))
    stake = at_stake(row, who[1])

    told, small = told_inside(row, exposure, luck_in)
    told, gap = told_outside(row, told, i32(balanced + heavy), luck_out)
    told = remembered(row, told)
    shock = within(i32(i32(i32(small + gap) * row[RECEPTIVE]) >> i32(12)))

    rest_doctrine = at_rest(row[BASE_DOCTRINE], row[SPREAD], who[0])
    rest_system = at_rest(row[BASE_SYSTEM], row[SPREAD], u32(who[0] >> u32(8)))
    rest_centre = at_rest(row[BASE_CENTRE], row[SPREAD], u32(who[0] >> u32(16)))
    rest_leader = at_rest(row[BASE_LEADER], row[SPREAD], u32(who[0] >> u32(24)))
    doctrine = recovered(row, shaken(trusts[0], shock, row[LOAD_DOCTRINE]), rest_doctrine, told, luck_round)
    system = recovered(row, shaken(trusts[1], shock, row[LOAD_SYSTEM]), rest_system, told, luck_round)
    centre = recovered(row, shaken(trusts[2], shock, row[LOAD_CENTRE]), rest_centre, told, luck_round)
    leader = recovered(row, shaken(trusts[3], shock, row[LOAD_LEADER]), rest_leader, told, luck_round)

    patience = i32(u32(who[0] ^ u32(who[1] >> u32(7))) & u32(255))
    tolerance = i32(row[TOLERANCE] + i32(i32(patience * row[TOLERANCE_RANGE]) >> i32(8)))
    near_balanced = near(centre, row[PLACE_BALANCED], tolerance)
    near_heavy = near(centre, row[PLACE_HEAVY], tolerance)
    balanced = i32(balanced * near_balanced)
    heavy = i32(heavy * near_heavy)
    centre = pulled(row, centre, balanced, heavy, luck_round)

    short = doubt(row, doctrine, system, centre, leader)
    own = i32(
        row[THRESHOLD] + i32(i32(i32(u32(who[1] >> u32(10)) & u32(2047)) * row[THRESHOLD_RANGE]) >> i32(11))
    )
    price = i32(row[COST] + times(stake, row[STAKE_VOICE]))
    alone = i32(i32(short - own) - times(stake, row[STAKE_VOICE]))
    seen = i32(i32(row[SEEN_BALANCED] * near_balanced) + i32(row[SEEN_HEAVY] * near_heavy))
    urge = i32(i32(i32(short - own) - price) + licence(row, i32(balanced + heavy), seen))
    voice_now = spoken(row, voice, urge, centre, luck_voice)

    floor = i32(row[FLOOR] + i32(i32(i32(who[1] >> u32(21)) * row[FLOOR_RANGE]) >> i32(11)))
    low = i32(i32(i32(floor - times(stake, row[STAKE_EXIT])) - FULL) + short)
    gone = left(row, low, price, voice_now, heavy, luck_leave)
    status_now = i32(gone if gone != 0 else voice_now)

    scar = times(told, row[SCAR])
    moves = i32(
        i32(1 if i32(voice | voice_now) != 0 else 0)
        | i32(1 if low > 0 else 0)
        | i32(1 if i32(i32(rest_doctrine - scar) - doctrine) * row[RECOVER] > 0 else 0)
        | i32(1 if i32(i32(rest_system - scar) - system) * row[RECOVER] > 0 else 0)
        | i32(1 if i32(i32(rest_centre - scar) - centre) * row[RECOVER] > 0 else 0)
        | i32(1 if i32(i32(rest_leader - scar) - leader) * row[RECOVER] > 0 else 0)
        | i32(1 if told != exposure else 0)
        | i32(1 if i32(told * row[FORGET]) > 0 else 0)
    )
    return (
        i32(doctrine if inside != 0 else trusts[0]),
        i32(system if inside != 0 else trusts[1]),
        i32(centre if inside != 0 else trusts[2]),
        i32(leader if inside != 0 else trusts[3]),
        i32(told if inside != 0 else exposure),
        i32(status_now if inside != 0 else status),
        inside,
        i32(moves if inside != 0 else 0),
        i32(alone if inside != 0 else -FULL * 4),
    )


_RULE: Final = (
    mixed,
    times,
    within,
    noise,
    at_rest,
    told_inside,
    told_outside,
    remembered,
    at_stake,
    shaken,
    recovered,
    near,
    pulled,
    licence,
    doubt,
    spoken,
    left,
    lived,
)


def compiled(decorate: Callable[[FunctionType], Any]) -> dict[str, Any]:
    """Return the rule's functions by name, each as a driver's compiler wants it, calling one another."""
    names: dict[str, Any] = dict(globals())
    for plain in _RULE:
        made = FunctionType(plain.__code__, names, plain.__name__)
        names[plain.__name__] = decorate(made)
    return {plain.__name__: names[plain.__name__] for plain in _RULE}


def fingerprint() -> int:
    """Return a number that changes whenever the rule does: part of the model's version and of kept compilations."""
    digest = sha256(repr(NAMES).encode())
    for plain in _RULE:
        digest.update(plain.__code__.co_code)
        digest.update(repr([c for c in plain.__code__.co_consts if not isinstance(c, str)]).encode())
    return int.from_bytes(digest.digest()[:6], "big")
