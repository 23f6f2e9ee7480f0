"""The member's rule in floating point, in plain NumPy, for the drift of the whole-number rule: another
program, same dice.

Nothing is rounded here: trusts and exposures are real numbers of 1/32768. What parties and the centre do is the same.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from linewatch.scenarios import member as m
from linewatch.scenarios import sums as s
from linewatch.scenarios.dice import mixed
from linewatch.scenarios.layout import COUNT, FIRST, GROUP, HIGH, LOW, PARTY, ROW, SIZE
from linewatch.scenarios.running import Run

u32 = np.uint32
ONE, FULL = 32768.0, 32767.0
Floats = Any


def words(places: Any, keys: Any) -> tuple[Any, Any]:
    with np.errstate(over="ignore"):
        return mixed(places, keys[0], keys[1]), mixed(places, keys[2], keys[3])


class FloatRun(Run):
    """A run whose members are kept in floating point."""

    def _settled(self) -> Any:
        made = super()._settled()
        self.trusts = [trust.astype(np.float64) for trust in made.trusts]
        self.known = np.zeros(self.layout.members)
        self.now = np.zeros(self.layout.members, np.uint8)
        return made

    def _advance(self, todo: Any, day_keys: Any) -> None:
        blocks, rows = self.layout.blocks, self.signals.told
        heard = [self._heard(blocks[blocks[:, PARTY] == p]) for p in range(len(self.movement.parties))]
        balanced, heavy = (np.concatenate(each) for each in zip(*heard, strict=True))
        after = self.now.copy()
        for b, block in enumerate(blocks):
            at = slice(block[LOW], block[HIGH])
            places = np.arange(block[LOW] - block[FIRST], block[HIGH] - block[FIRST]).astype(u32)
            who, luck = words(places, self.who[block[PARTY]]), words(places, day_keys[block[PARTY]])
            row = dict(zip(m.NAMES, rows[block[ROW]].astype(np.float64), strict=True))
            state = [*(trust[at] for trust in self.trusts), self.known[at]]
            lived = self._live(row, who, luck, state, self.now[at], (balanced[at], heavy[at]))
            for kept, new in zip([*self.trusts, self.known], lived[:5], strict=True):
                kept[at] = new
            after[at] = lived[5]
            self._sum(b, lived[:5], lived[5])
        self.now = after

    def _heard(self, blocks: Any) -> tuple[Any, Any]:
        """Return how many balanced and heavy voices each member of a party hears."""
        first, count = blocks[0, FIRST], blocks[0, COUNT]
        status = self.now[first : first + count]
        near, far, region = self.numbers.ties
        key = self.tie_keys[blocks[0, PARTY]]
        made = []
        for bit in (m.BALANCED, m.HEAVY):
            voice = (status & bit != 0).astype(np.int64)
            heard = np.zeros(count, np.int64)
            for block in blocks:
                start = np.arange(block[LOW] - first, block[HIGH] - first, block[SIZE])
                for cell, low in enumerate(start):
                    at = np.arange(low, min(low + block[SIZE], block[HIGH] - first))
                    above = self.layout.superior[block[GROUP] + cell]
                    heard[at] += voice[at].sum() - voice[at] + (voice[above] if above >= 0 else 0)
                    for tie in range(far if count > block[SIZE] else 0):
                        bits = _mixed(np.array([low]), 7 - tie, key)
                        peer = (bits.astype(np.int64) * (count - block[SIZE])) >> 32
                        peer = np.minimum(np.where(peer >= low, peer + block[SIZE], peer), count - 1)
                        heard[at] += voice[peer]
            me, reach = np.arange(count), min(region, count)
            base = np.minimum(me & ~(region - 1), count - reach)
            for tie in range(near if reach > 1 else 0):
                bits = _mixed(me, tie & ~1, key).astype(np.int64)
                half = bits & 65535 if tie % 2 == 0 else bits >> 16
                peer = base + ((half * (reach - 1)) >> 16)
                heard += voice[np.where(peer >= me, peer + 1, peer)]
            made.append(heard)
        return made[0], made[1]

    def _live(self, row: Any, who: Any, luck: Any, state: Any, status: Any, heard: Any) -> list[Any]:
        inside = status & m.GONE == 0
        voice = status & m.VOICES
        lucks = [(word >> u32(shift) & u32(m.FULL)).astype(float) for word in luck for shift in (0, 15)]
        stake = row["stake"] + (who[1] & u32(1023)).astype(float) * row["stake_range"] / 1024
        news = np.where(lucks[0] < row["reach_in"], row["depth_in"], 0)
        step = np.maximum(news - state[4], 0)
        told = state[4] + step
        small = np.maximum(step - row["tolerable"], 0)
        news = np.where(
            lucks[1] < row["reach_out"] + row["tell"] * (heard[0] + heard[1]), row["depth_out"], 0
        )
        gap = np.where(news > told, news - told * row["prepared"] / ONE, 0)
        told = np.maximum(told, news)
        told = told - told * row["forget"] / ONE
        shock = np.clip((small + gap) * row["receptive"] / 4096, 0, FULL)
        trusts = []
        for n, name in enumerate(("doctrine", "system", "centre", "leader")):
            noise = (who[0] >> u32(8 * n) & u32(255)).astype(float) - 128
            rest = np.clip(row[f"base_{name}"] + noise * row["spread"] / 128, 0, FULL)
            trust = np.maximum(state[n] - shock * row[f"load_{name}"] / ONE, 0)
            short = np.maximum(rest - told * row["scar"] / ONE - trust, 0)
            trusts.append(trust + short * row["recover"] / ONE)
        centre = trusts[2]
        patience = ((who[0] ^ (who[1] >> u32(7))) & u32(255)).astype(float)
        tolerance = row["tolerance"] + patience * row["tolerance_range"] / 256
        near = [np.abs(centre - row[f"place_{kind}"]) <= tolerance for kind in ("balanced", "heavy")]
        taken = [heard[n] * near[n] for n in (0, 1)]
        way = sum(
            (row[f"place_{kind}"] - centre) * np.minimum(taken[n], 4)
            for n, kind in enumerate(("balanced", "heavy"))
        )
        trusts[2] = centre = np.clip(centre + way / 8 * row["pull"] / ONE, 0, FULL)
        weights = [row[f"weight_{name}"] for name in ("doctrine", "system", "centre", "leader")]
        short = FULL - sum(trust * weight / ONE for trust, weight in zip(trusts, weights, strict=True))
        own = row["threshold"] + (who[1] >> u32(10) & u32(2047)).astype(float) * row["threshold_range"] / 2048
        price = row["cost"] + stake * row["stake_voice"] / ONE
        sources = taken[0] + taken[1]
        licence = np.minimum(np.maximum(sources - row["sources"], 0) * row["per_voice"], row["licence_cap"])
        seen = row["seen_balanced"] * near[0] + row["seen_heavy"] * near[1]
        urge = short - own - price + licence + seen - np.where(sources == 0, row["isolation"], 0)
        speaks = np.where(
            urge > 0, (voice != 0) | (lucks[2] < row["speak"]), (voice != 0) & (lucks[2] >= row["hush"])
        )
        kind = np.where(speaks, np.where(centre < row["heavy_line"], m.HEAVY, m.BALANCED), m.SILENT)
        floor = row["floor"] + (who[1] >> u32(21)).astype(float) * row["floor_range"] / 2048
        low = floor - stake * row["stake_exit"] / ONE - FULL + short
        hazard = row["leave"] * (
            1 - np.clip(FULL - np.clip(price, 0, FULL), 0, FULL) / ONE * row["voice_first"] / ONE
        )
        goes = (low > 0) & (lucks[3] < hazard)
        how = np.where((kind == m.HEAVY) & (taken[1] >= row["splinter_sources"]), m.SPLINTERED, m.EXITED)
        new = [*trusts, told]
        return [np.where(inside, new[n], state[n]) for n in range(5)] + [
            np.where(inside, np.where(goes, how, kind), status).astype(np.uint8)
        ]

    def _sum(self, block: int, values: Any, status: Any) -> None:
        inside = status & m.GONE == 0
        sums = self.sums[block]
        sums[s.IN] = inside.sum()
        for column, bit in (
            (s.SAID_BALANCED, m.BALANCED),
            (s.SAID_HEAVY, m.HEAVY),
            (s.LEFT, m.EXITED),
            (s.SPLIT, m.SPLINTERED),
        ):
            sums[column] = (status & bit != 0).sum()
        for n, value in enumerate(values):
            sums[s.DOCTRINE + n] = round(float(value[inside].sum()))


def _mixed(places: Any, tie: int, key: Any) -> Any:
    with np.errstate(over="ignore"):
        return mixed(places.astype(u32) * u32(8) + u32(tie), key[0], key[1])
