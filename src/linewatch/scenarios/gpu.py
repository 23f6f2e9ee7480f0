"""The driver for a graphics device: the same rule, many replicas of one movement at a time.

It needs the `gpu` extra (numba-cuda) and is loaded only when asked for. A group of threads takes one block of
one replica,
sums its cells into shared memory, then lives its members' day. Sums are whole numbers added in any order, so the result
is that of the processor, bit for bit.
"""

# ruff: noqa: PLR0913, PLR0915, PLR0917 - a kernel takes its arrays one by one, and spells its steps out
from __future__ import annotations

from collections.abc import Sequence
from types import FunctionType
from typing import Any

import numpy as np
from numpy import int32 as i32
from numpy import uint32 as u32

from linewatch.errors import BadMovement, MissingExtra
from linewatch.scenarios.layout import BLOCK, COUNT, FIRST, GROUP, HIGH, LOW, PARTY, ROW, SIZE
from linewatch.scenarios.member import BALANCED, EXITED, FULL, HEAVY, SIGNALS, SPLINTERED, compiled
from linewatch.scenarios.running import Members, Run
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
    SUMS,
    SYSTEM,
    TOLD,
    UNREST,
)


def _cuda() -> Any:
    try:
        import numba_cuda  # noqa: F401, PLC0415  # pyright: ignore[reportMissingImports, reportUnusedImport]
        from numba import cuda  # noqa: PLC0415  # pyright: ignore[reportMissingTypeStubs]
    except ImportError as error:
        raise MissingExtra("Running the movement on a graphics device", "gpu") from error
    return cuda


# What the kernel calls; `kernel` puts the compiled ones in their place.
cuda: Any = None
lived: Any = None
mixed: Any = None


def _live(
    todo: Any,
    blocks: Any,
    ties: Any,
    tie_keys: Any,
    who: Any,
    day: Any,
    signals: Any,
    trusts: Any,
    told: Any,
    before: Any,
    after: Any,
    superior: Any,
    sums: Any,
) -> None:
    """Let the blocks ``todo[replica]`` of each replica live one day; a block of -1 is left alone."""
    replica, thread, threads = cuda.blockIdx.y, cuda.threadIdx.x, cuda.blockDim.x
    cells = cuda.shared.array(BLOCK, np.int32)
    b = todo[replica, cuda.blockIdx.x]
    if b < 0:
        return
    low, high, start, count = blocks[b, LOW], blocks[b, HIGH], blocks[b, FIRST], blocks[b, COUNT]
    size, group, row, party = blocks[b, SIZE], blocks[b, GROUP], blocks[b, ROW], blocks[b, PARTY]
    first = i32(low - start)
    key0, key1 = tie_keys[party, 0], tie_keys[party, 1]
    number = (high - low + size - 1) // size
    for c in range(thread, number, threads):
        total = i32(0)
        for j in range(low + c * size, min(low + (c + 1) * size, high)):
            own = i32(before[replica, j])
            total = i32(
                total + i32(i32(i32(own & i32(BALANCED)) << i32(8)) | i32(i32(own & i32(HEAVY)) << i32(12)))
            )
        above = superior[group + c]
        if above >= 0:
            own = i32(before[replica, start + above])
            total = i32(
                total + i32(i32(i32(own & i32(BALANCED)) << i32(8)) | i32(i32(own & i32(HEAVY)) << i32(12)))
            )
        others = np.int64(count - size)
        for tie in range(ties[1] if others > 0 else 0):
            place = i32(first + c * size)
            bits = mixed(u32(u32(u32(place) * u32(8)) + u32(7 - tie)), key0, key1)
            at = i32((np.int64(bits) * others) >> 32)
            at = min(i32(at + i32(size if at >= place else 0)), i32(count - 1))
            own = i32(before[replica, start + at])
            total = i32(
                total + i32(i32(i32(own & i32(BALANCED)) << i32(8)) | i32(i32(own & i32(HEAVY)) << i32(12)))
            )
        cells[c] = total
    cuda.syncthreads()
    signal = signals[replica, row]
    r = (
        signal[0],
        signal[1],
        signal[2],
        signal[3],
        signal[4],
        signal[5],
        signal[6],
        signal[7],
        signal[8],
        signal[9],
        signal[10],
        signal[11],
        signal[12],
        signal[13],
        signal[14],
        signal[15],
        signal[16],
        signal[17],
        signal[18],
        signal[19],
        signal[20],
        signal[21],
        signal[22],
        signal[23],
        signal[24],
        signal[25],
        signal[26],
        signal[27],
        signal[28],
        signal[29],
        signal[30],
        signal[31],
        signal[32],
        signal[33],
        signal[34],
        signal[35],
        signal[36],
        signal[37],
        signal[38],
        signal[39],
        signal[40],
        signal[41],
        signal[42],
        signal[43],
        signal[44],
        signal[45],
        signal[46],
        signal[47],
        signal[48],
        signal[49],
    )
    reach = min(ties[2], count)
    near = ties[0] if reach >= 2 else 0
    others32, mask, last = u32(reach - 1), i32(~(ties[2] - 1)), i32(count - reach)
    inside = balanced = heavy = left = split = unrest = i32(0)
    s0 = s1 = s2 = s3 = s4 = np.int64(0)
    nearest, least = i32(-FULL * 4), i32(FULL)
    for j in range(low + thread, high, threads):
        me = i32(j - start)
        own = i32(before[replica, j])
        said = i32(i32(i32(own & i32(BALANCED)) << i32(8)) | i32(i32(own & i32(HEAVY)) << i32(12)))
        heard = i32(i32(own - said) + cells[(j - low) // size])
        base = i32(min(i32(me & mask), last))
        for tie in range(near):
            bits = mixed(u32(u32(u32(me) * u32(8)) + u32(tie & ~1)), key0, key1)
            half = u32(bits & u32(65535)) if tie & 1 == 0 else u32(bits >> u32(16))
            at = i32(base + i32(u32(u32(half * others32) >> u32(16))))
            at = i32(at + i32(1 if at >= me else 0))
            own = i32(before[replica, start + at])
            heard = i32(
                heard + i32(i32(i32(own & i32(BALANCED)) << i32(8)) | i32(i32(own & i32(HEAVY)) << i32(12)))
            )
        place = u32(me)
        words = (
            mixed(place, who[replica, party, 0], who[replica, party, 1]),
            mixed(place, who[replica, party, 2], who[replica, party, 3]),
        )
        dice = (
            mixed(place, day[replica, party, 0], day[replica, party, 1]),
            mixed(place, day[replica, party, 2], day[replica, party, 3]),
        )
        four = (
            i32(trusts[replica, 0, j]),
            i32(trusts[replica, 1, j]),
            i32(trusts[replica, 2, j]),
            i32(trusts[replica, 3, j]),
        )
        t0, t1, t2, t3, e, now, here, moves, alone = lived(r, words, dice, four, i32(told[replica, j]), heard)
        trusts[replica, 0, j], trusts[replica, 1, j] = np.int16(t0), np.int16(t1)
        trusts[replica, 2, j], trusts[replica, 3, j] = np.int16(t2), np.int16(t3)
        told[replica, j] = np.int16(e)
        after[replica, j] = np.uint8(now)
        stays = i32(1 if i32(now & i32(EXITED | SPLINTERED)) == 0 else 0)
        inside = i32(inside + stays)
        balanced = i32(balanced + i32(now & i32(BALANCED)))
        heavy = i32(heavy + i32(i32(now & i32(HEAVY)) >> i32(4)))
        left = i32(left + i32(i32(now & i32(EXITED)) >> i32(1)))
        split = i32(split + i32(i32(now & i32(SPLINTERED)) >> i32(5)))
        s0 += np.int64(t0 * stays)
        s1 += np.int64(t1 * stays)
        s2 += np.int64(t2 * stays)
        s3 += np.int64(t3 * stays)
        s4 += np.int64(e * stays)
        unrest = i32(unrest | moves)
        nearest = i32(max(nearest, alone))
        least = i32(min(least, i32(e if here != 0 else FULL)))
    cuda.atomic.add(sums, (replica, b, IN), np.int64(inside))
    cuda.atomic.add(sums, (replica, b, SAID_BALANCED), np.int64(balanced))
    cuda.atomic.add(sums, (replica, b, SAID_HEAVY), np.int64(heavy))
    cuda.atomic.add(sums, (replica, b, LEFT), np.int64(left))
    cuda.atomic.add(sums, (replica, b, SPLIT), np.int64(split))
    cuda.atomic.add(sums, (replica, b, DOCTRINE), s0)
    cuda.atomic.add(sums, (replica, b, SYSTEM), s1)
    cuda.atomic.add(sums, (replica, b, CENTRE), s2)
    cuda.atomic.add(sums, (replica, b, LEADER), s3)
    cuda.atomic.add(sums, (replica, b, TOLD), s4)
    cuda.atomic.max(sums, (replica, b, UNREST), np.int64(unrest))
    cuda.atomic.max(sums, (replica, b, NEAREST), np.int64(nearest))
    cuda.atomic.min(sums, (replica, b, LEAST_TOLD), np.int64(least))


def kernel(device: Any) -> Any:
    """Return the kernel as plain Python around the rule compiled for the device; `cuda.jit` compiles it."""
    names = dict(globals())
    names.update(compiled(device.jit(device=True, inline="always")))
    names["cuda"] = device
    return FunctionType(_live.__code__, names, "live")


def ptx(compute_capability: tuple[int, int] = (9, 0)) -> str:
    """Return the kernel's device code; no device is needed for it.

    Raises:
        MissingExtra: If numba-cuda is not installed.
    """
    device = _cuda()
    i16, i32_, i64, u8, u32_ = (np.dtype(name) for name in ("int16", "int32", "int64", "uint8", "uint32"))
    from numba import types  # noqa: PLC0415  # pyright: ignore[reportMissingTypeStubs]
    from numba.np.numpy_support import from_dtype  # noqa: PLC0415  # pyright: ignore[reportMissingTypeStubs]

    def array(dtype: np.dtype[Any], axes: int) -> Any:
        return types.Array(from_dtype(dtype), axes, "C")

    signature = types.void(
        array(i64, 2),
        array(i64, 2),
        types.UniTuple(types.int64, 3),
        array(u32_, 2),
        array(u32_, 3),
        array(u32_, 3),
        array(i32_, 3),
        array(i16, 3),
        array(i16, 2),
        array(u8, 2),
        array(u8, 2),
        array(i32_, 1),
        array(i64, 3),
    )
    code, _ = device.compile_ptx(kernel(device), signature, cc=compute_capability)
    return str(code)


class Replicas:
    """Runs of one movement that live their days together on the device.

    All must have the same layout (the same movement and thinning); scenarios, seeds and numbers may differ.
    """

    def __init__(self, runs: Sequence[Run], threads: int = 256) -> None:
        """Bring the runs' members to the device.

        Raises:
            MissingExtra: If numba-cuda is not installed.
            BadMovement: If there is no device, or the runs differ in their layout or their ties.
        """
        device = _cuda()
        if not device.is_available():
            raise BadMovement("No graphics device is found.", "Run on the processor: leave the device out.")
        first = runs[0]
        for run in runs:
            same = (
                np.array_equal(run.layout.blocks, first.layout.blocks)
                and run.numbers.ties == first.numbers.ties
            )
            if not same or run.day != first.day or run.scenario.days != first.scenario.days:
                raise BadMovement(
                    "Replicas must have the same layout, ties and days.",
                    "Run these scenarios one after the other.",
                )
        self.runs = list(runs)
        self._device = device
        self._kernel, self._threads = device.jit(kernel(device)), threads
        layout = first.layout
        self._blocks, self._superior = device.to_device(layout.blocks), device.to_device(layout.superior)
        self._tie_keys = device.to_device(first.tie_keys)
        self._who = device.to_device(np.stack([run.who for run in runs]))
        self._trusts = device.to_device(np.stack([np.stack(run.members.trusts) for run in runs]))
        self._told = device.to_device(np.stack([run.members.told for run in runs]))
        self._status = [device.to_device(np.stack([run.members.status[n] for run in runs])) for n in (0, 1)]

    def step(self) -> None:
        """Let every replica live one day."""
        device, runs = self._device, self.runs
        blocks = len(runs[0].layout.blocks)
        made = [run.prepared() for run in runs]
        todo = np.full((len(runs), max(1, *(len(t) for t, _ in made))), -1, np.int64)
        sums = np.stack([run.sums for run in runs])
        for n, (some, _) in enumerate(made):
            todo[n, : len(some)] = some
            sums[n, some] = 0
            sums[n, some, NEAREST], sums[n, some, LEAST_TOLD] = -4 * FULL, FULL
        assert sums.shape == (len(runs), blocks, SUMS)
        on_device = device.to_device(sums)
        signals = device.to_device(np.stack([run.signals.told for run in runs]))
        self._kernel[(todo.shape[1], len(runs)), self._threads](
            device.to_device(todo),
            self._blocks,
            runs[0].numbers.ties,
            self._tie_keys,
            self._who,
            device.to_device(np.stack([keys for _, keys in made])),
            signals,
            self._trusts,
            self._told,
            self._status[0],
            self._status[1],
            self._superior,
            on_device,
        )
        back = on_device.copy_to_host()
        self._status.reverse()
        for n, run in enumerate(runs):
            run.sums[...] = back[n]
            run.finish(made[n][0])

    def fetch(self) -> None:
        """Bring the members back, so that the runs' digests, traces and checkpoints are those of the day reached."""
        trusts, told = self._trusts.copy_to_host(), self._told.copy_to_host()
        status = [each.copy_to_host() for each in self._status]
        for n, run in enumerate(self.runs):
            run.members = Members(tuple(trusts[n]), told[n], (status[0][n], status[1][n]))


assert SIGNALS == 50  # the kernel spells a row out
