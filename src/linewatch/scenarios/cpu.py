"""The driver for the processor: blocks of one party and stratum, first gathered, then updated without branches.

A block's members look up whom they hear (the cell, its superior, ties anywhere in the party) in one small
loop, and live
their day in another over plain slices that the compiler turns into vector instructions. Threads take blocks;
all sums are
whole numbers, so the order does not matter.
"""

# ruff: noqa: PLR0913, PLR0917 - a kernel takes its arrays one by one
from __future__ import annotations

from typing import Any

import numba  # pyright: ignore[reportMissingTypeStubs]
import numpy as np
from numpy import int32 as i32
from numpy import uint32 as u32

from linewatch.scenarios.layout import BLOCK, COUNT, FIRST, GROUP, HIGH, LOW, PARTY, ROW, SIZE
from linewatch.scenarios.member import (
    BALANCED,
    EXITED,
    FULL,
    HEAVY,
    SPLINTERED,
    compiled,
    fingerprint,
)
from linewatch.scenarios.sums import (
    CENTRE,
    DOCTRINE,
    IN,
    LEADER,
    LEAST_TOLD,
    LEFT,
    NEAREST,
    SAID_BALANCED,
    SAID_HEAVY,
    SPLIT,
    SYSTEM,
    TOLD,
    UNREST,
)

_rule = compiled(numba.njit(inline="always"))
lived, mixed, at_rest = _rule["lived"], _rule["mixed"], _rule["at_rest"]


def _voices(own: Any) -> Any:
    """Return a status's voice where `lived` reads what is heard: balanced from bit 8, heavy from bit 16."""
    return i32(i32(i32(own & i32(BALANCED)) << i32(8)) | i32(i32(own & i32(HEAVY)) << i32(12)))


def _gather(
    status: Any,
    low: Any,
    high: Any,
    size: Any,
    superior: Any,
    ties: Any,
    key: Any,
    heard: Any,
    peer: Any,
    other: Any,
) -> None:
    """Write whom each member of a block hears, and his own status, packed as `lived` reads them."""
    hear_far(status, low, high, size, superior, ties, key, peer, other)
    start, group = low, 0
    while start < high:
        stop = min(start + size, high)
        total = i32(0)
        for j in range(start, stop):
            own = i32(status[j])
            said = voices(own)
            heard[j - low] = i32(own - said)
            total = i32(total + said)
        total = i32(total + other[group])
        for j in range(start, stop):
            heard[j - low] = i32(heard[j - low] + total)
        start = stop
        group += 1
    hear_near(status, low, high - low, ties, key, heard, peer, other)


def _far(
    status: Any, low: Any, high: Any, size: Any, superior: Any, ties: Any, key: Any, peer: Any, other: Any
) -> None:
    """Write what each cell of a block hears from above and from its ties anywhere in the party.

    It stands in loops of its own so that the machine waits for many members far away at once.
    """
    cells = (high - low + size - 1) // size
    for group in range(cells):
        other[group] = 0
        if superior[group] >= 0:
            other[group] = voices(i32(status[superior[group]]))
    others = np.int64(len(status) - size)
    for tie in range(ties[1] if others > 0 else 0):
        for group in range(cells):
            start = i32(low + group * size)
            bits = mixed(u32(u32(u32(start) * u32(8)) + u32(7 - tie)), key[0], key[1])
            at = i32((np.int64(bits) * others) >> 32)
            peer[group] = i32(at + i32(size if at >= start else 0))
        for group in range(cells):
            other[group] = i32(other[group] + voices(i32(status[min(peer[group], len(status) - 1)])))


def _near(status: Any, low: Any, count: Any, ties: Any, key: Any, heard: Any, peer: Any, other: Any) -> None:
    """Add the voices of ties within the region: two from one throw of the dice, of 16 bits each."""
    reach = min(ties[2], len(status))
    if reach < 2:
        return
    others, mask, last = u32(reach - 1), i32(~(ties[2] - 1)), i32(len(status) - reach)
    for tie in range(0, ties[0], 2):
        for j in range(count):
            me = i32(low + j)
            base = i32(min(i32(me & mask), last))
            bits = mixed(u32(u32(u32(me) * u32(8)) + u32(tie)), key[0], key[1])
            at = i32(base + i32(u32(u32(u32(bits & u32(65535)) * others) >> u32(16))))
            peer[j] = i32(at + i32(1 if at >= me else 0))
            at = i32(base + i32(u32(u32(u32(bits >> u32(16)) * others) >> u32(16))))
            other[j] = i32(at + i32(1 if at >= me else 0))
        if tie + 1 < ties[0]:
            for j in range(count):
                heard[j] = i32(heard[j] + i32(voices(i32(status[peer[j]])) + voices(i32(status[other[j]]))))
        else:
            for j in range(count):
                heard[j] = i32(heard[j] + voices(i32(status[peer[j]])))


def _update(
    doctrine: Any,
    system: Any,
    centre: Any,
    leader: Any,
    told: Any,
    status: Any,
    heard: Any,
    r: Any,
    low: Any,
    who: Any,
    day: Any,
    sums: Any,
) -> None:
    """Let a block live one day; everything lies side by side, so that it runs in vector instructions."""
    row = (
        r[0],
        r[1],
        r[2],
        r[3],
        r[4],
        r[5],
        r[6],
        r[7],
        r[8],
        r[9],
        r[10],
        r[11],
        r[12],
        r[13],
        r[14],
        r[15],
        r[16],
        r[17],
        r[18],
        r[19],
        r[20],
        r[21],
        r[22],
        r[23],
        r[24],
        r[25],
        r[26],
        r[27],
        r[28],
        r[29],
        r[30],
        r[31],
        r[32],
        r[33],
        r[34],
        r[35],
        r[36],
        r[37],
        r[38],
        r[39],
        r[40],
        r[41],
        r[42],
        r[43],
        r[44],
        r[45],
        r[46],
        r[47],
        r[48],
        r[49],
    )
    who_a, who_b, who_c, who_d = who[0], who[1], who[2], who[3]
    day_a, day_b, day_c, day_d = day[0], day[1], day[2], day[3]
    inside = balanced = heavy = left = split = unrest = i32(0)
    s0 = s1 = s2 = s3 = s4 = i32(0)
    nearest, least = i32(-FULL * 4), i32(FULL)
    for j in range(len(told)):
        place = u32(low + j)
        me = (mixed(place, who_a, who_b), mixed(place, who_c, who_d))
        dice = (mixed(place, day_a, day_b), mixed(place, day_c, day_d))
        trusts = (i32(doctrine[j]), i32(system[j]), i32(centre[j]), i32(leader[j]))
        t0, t1, t2, t3, e, now, here, moves, alone = lived(row, me, dice, trusts, i32(told[j]), heard[j])
        doctrine[j], system[j], centre[j], leader[j] = np.int16(t0), np.int16(t1), np.int16(t2), np.int16(t3)
        told[j] = np.int16(e)
        status[j] = np.uint8(now)
        stays = i32(1 if i32(now & i32(EXITED | SPLINTERED)) == 0 else 0)
        inside = i32(inside + stays)
        balanced = i32(balanced + i32(now & i32(BALANCED)))
        heavy = i32(heavy + i32(i32(now & i32(HEAVY)) >> i32(4)))
        left = i32(left + i32(i32(now & i32(EXITED)) >> i32(1)))
        split = i32(split + i32(i32(now & i32(SPLINTERED)) >> i32(5)))
        s0 = i32(s0 + i32(t0 * stays))
        s1 = i32(s1 + i32(t1 * stays))
        s2 = i32(s2 + i32(t2 * stays))
        s3 = i32(s3 + i32(t3 * stays))
        s4 = i32(s4 + i32(e * stays))
        unrest = i32(unrest | moves)
        nearest = i32(max(nearest, alone))
        least = i32(min(least, i32(e if here != 0 else FULL)))
    sums[IN], sums[SAID_BALANCED], sums[SAID_HEAVY], sums[LEFT], sums[SPLIT] = (
        inside,
        balanced,
        heavy,
        left,
        split,
    )
    sums[DOCTRINE], sums[SYSTEM], sums[CENTRE], sums[LEADER], sums[TOLD] = s0, s1, s2, s3, s4
    sums[UNREST], sums[NEAREST], sums[LEAST_TOLD] = unrest, nearest, least


voices: Any = numba.njit(inline="always")(_voices)
hear_near: Any = numba.njit(nogil=True)(_near)
hear_far: Any = numba.njit(nogil=True)(_far)
gather: Any = numba.njit(nogil=True)(_gather)
update: Any = numba.njit(nogil=True)(_update)


def _made(mark: int) -> tuple[Any, Any, Any]:
    """Return the kernels that are kept between runs; the mark of the rule is part of what they are kept under."""

    def advance(
        todo: Any,
        first: Any,
        last: Any,
        blocks: Any,
        ties: Any,
        keys: Any,
        signals: Any,
        trusts: Any,
        told: Any,
        status: Any,
        superior: Any,
        sums: Any,
    ) -> None:
        """Let the blocks ``todo[first:last]`` live one day."""
        heard, peer, other = np.empty(BLOCK, np.int32), np.empty(BLOCK, np.int32), np.empty(BLOCK, np.int32)
        tie_keys, who, day = keys
        doctrine, system, centre, leader = trusts
        before, after = status
        for k in range(first, last if mark else first):
            b = todo[k]
            low, high, start, count = blocks[b, LOW], blocks[b, HIGH], blocks[b, FIRST], blocks[b, COUNT]
            party = blocks[b, PARTY]
            gather(
                before[start : start + count],
                low - start,
                high - start,
                blocks[b, SIZE],
                superior[blocks[b, GROUP] :],
                ties,
                tie_keys[party],
                heard,
                peer,
                other,
            )
            update(
                doctrine[low:high],
                system[low:high],
                centre[low:high],
                leader[low:high],
                told[low:high],
                after[low:high],
                heard,
                signals[blocks[b, ROW]],
                low - start,
                who[party],
                day[party],
                sums[b],
            )

    def settle(blocks: Any, rests: Any, spread: Any, who: Any, trusts: Any) -> None:
        """Set every member's trusts to where they rest."""
        doctrine, system, centre, leader = trusts
        for b in range(len(blocks) if mark else 0):
            low, high, start, party = blocks[b, LOW], blocks[b, HIGH], blocks[b, FIRST], blocks[b, PARTY]
            rest, wide = rests[blocks[b, ROW]], spread[blocks[b, ROW]]
            first, second = who[party, 0], who[party, 1]
            for j in range(low, high):
                bits = mixed(u32(j - start), first, second)
                doctrine[j] = np.int16(at_rest(rest[0], wide, bits))
                system[j] = np.int16(at_rest(rest[1], wide, u32(bits >> u32(8))))
                centre[j] = np.int16(at_rest(rest[2], wide, u32(bits >> u32(16))))
                leader[j] = np.int16(at_rest(rest[3], wide, u32(bits >> u32(24))))

    def digest(blocks: Any, who: Any, trusts: Any, told: Any, status: Any) -> Any:
        """Return 64 bits of the whole state: a sum over members, the same in any order."""
        doctrine, system, centre, leader = trusts
        total = np.uint64(0)
        for b in range(len(blocks) if mark else 0):
            low, high, start, party = blocks[b, LOW], blocks[b, HIGH], blocks[b, FIRST], blocks[b, PARTY]
            for j in range(low, high):
                x = np.uint64(doctrine[j]) | (np.uint64(system[j]) << np.uint64(16))
                x |= (np.uint64(centre[j]) << np.uint64(32)) | (np.uint64(leader[j]) << np.uint64(48))
                y = (
                    np.uint64(told[j])
                    | (np.uint64(status[j]) << np.uint64(16))
                    | (np.uint64(j - start) << np.uint64(24))
                )
                x = (x ^ np.uint64(who[party, 2])) * np.uint64(0x9E3779B97F4A7C15)
                y = (y ^ np.uint64(who[party, 3])) * np.uint64(0xBF58476D1CE4E5B9)
                x = (x ^ (x >> np.uint64(32))) + y
                x = (x ^ (x >> np.uint64(29))) * np.uint64(0x94D049BB133111EB)
                total += x ^ (x >> np.uint64(32))
        return total

    kept = numba.njit(cache=True, nogil=True)
    return kept(advance), kept(settle), kept(digest)


advance, settle, digest = _made(fingerprint())
