"""A call in numbers: which candidate closes which gap. What the search for the smallest set works on."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from kontor.engine.valuechain.call import Call
from kontor.engine.valuechain.chain import is_ready

type Flags = NDArray[np.bool_]
type Numbers = NDArray[np.int64]
type Reals = NDArray[np.float64]  # whole numbers below 2^53, so that sums are exact in any order

UNLIMITED = 1 << 40


@dataclass(frozen=True, eq=False)
class Table:
    """N candidates that close something, M gaps.

    - `who` N: places in the call, cheapest first among equals readier first; `weight` N.
    - `cover` N x M: 1 where the candidate closes the gap. `need`, `price` M: what is missing, what each one of it costs.
    - `group` N: which country's limit it counts for, G for none; `room` G + 1: what is left of the limits.
    - `most`: how many may still be invited; `fixed`: the objective so far.
    """

    who: Numbers
    weight: Reals
    cover: Reals
    need: Reals
    price: Reals
    group: Numbers
    room: Numbers
    most: int
    fixed: int = 0

    @classmethod
    def of(cls, call: Call) -> Self:
        """Return the call in numbers. O(candidates x their offers + N x M)."""
        place = {gap.component: at for at, gap in enumerate(call.gaps)}
        rows = np.zeros((len(call.candidates), len(call.gaps)))
        level = np.zeros(len(call.candidates))
        for at, one in enumerate(call.candidates):
            for offer in one.offers if call.is_open_to(one) else ():
                gap = place.get(offer.component)
                if gap is not None and is_ready(offer.readiness, call.gaps[gap].readiness):
                    rows[at, gap] = 1
                    level[at] += offer.readiness or 0
        weight = np.array([one.weight for one in call.candidates], np.float64)
        order = np.lexsort((np.arange(len(weight)), -level, weight))
        useful = order[rows[order].any(axis=1)] if len(call.gaps) else order[:0]
        group, room = _groups(call)
        table = cls(
            who=useful,
            weight=weight[useful],
            cover=rows[useful],
            need=np.array([gap.missing for gap in call.gaps], np.float64),
            price=np.array([gap.weight * call.price for gap in call.gaps], np.float64),
            group=group[useful],
            room=room,
            most=UNLIMITED if call.most is None else call.most,
        )
        return table.trimmed()

    @property
    def size(self) -> int:
        return len(self.who)

    def part(self, kept: Flags) -> Self:
        """Return the table with these candidates only. O(N x M)."""
        return replace(
            self,
            who=self.who[kept],
            weight=self.weight[kept],
            cover=self.cover[kept],
            group=self.group[kept],
        )

    def invite(self, place: int) -> Self:
        """Return what is left to do when this candidate is invited. O(N x M)."""
        room = self.room.copy()
        room[self.group[place]] -= 1
        rest = replace(
            self,
            need=np.maximum(self.need - self.cover[place], 0),
            room=room,
            most=self.most - 1,
            fixed=self.fixed + int(self.weight[place]),
        )
        return rest.part(np.arange(self.size) != place).trimmed()

    def trimmed(self) -> Self:
        """Return the table without candidates of no use or without room; what nobody can close any more is paid."""
        allowed = (self.room[self.group] > 0) & (self.most > 0) & (self.cover @ (self.need > 0) > 0)
        rest = self if allowed.all() else self.part(allowed)
        short = np.maximum(rest.need - rest.cover.sum(axis=0), 0)
        if not short.any():
            return rest
        return replace(rest, need=rest.need - short, fixed=rest.fixed + int(short @ rest.price))

    def objective(self, chosen: Numbers) -> int:
        """Return the objective when these are invited: their weight and the price of what stays open."""
        short = np.maximum(self.need - self.cover[chosen].sum(axis=0), 0)
        return self.fixed + int(self.weight[chosen].sum() + short @ self.price)

    def dominates(self, place: int) -> Flags:
        """Tell which candidates never serve better than this one: no lighter, no other gap closed, on the same limit.

        One that counts for no country is also as good as one that counts for one.
        """
        open_ = self.need > 0
        extra = self.cover[:, open_ & (self.cover[place] == 0)].any(axis=1)
        place_free = self.group[place] == len(self.room) - 1
        same = place_free | (self.group == self.group[place])
        return np.asarray(~extra & same & (self.weight >= self.weight[place]))

    def stand_ins(self, chosen: Numbers, place: int) -> Numbers:
        """Return who could take the place of one of the chosen, all else equal, lightest first. O(N x M).

        What it alone of them closes is closed, and the limits have room.
        """
        rest = chosen[chosen != place]
        needed = (self.need > self.cover[rest].sum(axis=0)) & (self.cover[place] > 0)
        used = np.bincount(self.group[rest], minlength=len(self.room))
        able = (self.room > used)[self.group] & self.cover[:, needed].all(axis=1)
        able[chosen] = False
        return np.flatnonzero(able)


def _groups(call: Call) -> tuple[Numbers, Numbers]:
    """Of each candidate the country whose limit it counts for, and what each limit leaves; the last one is no limit."""
    if call.per_country is None:
        return np.zeros(len(call.candidates), np.int64), np.array([UNLIMITED])
    names = dict.fromkeys(one.country for one in call.candidates if one.country)
    number = {name: at for at, name in enumerate(names)}
    group = np.array([number.get(one.country, len(names)) for one in call.candidates], np.int64)
    return group, np.array([call.per_country] * len(names) + [UNLIMITED])


def undominated(table: Table) -> Table:
    """Return the table without candidates that nobody needs while better ones are there.

    A candidate goes when so many others that close all it closes are no heavier and on the same limit as its largest
    gap misses: either one of them is free to take its place, or its gaps are closed without it.
    Others are looked for among those who close its rarest gap. O(N x those x M).
    """
    if not table.size:
        return table
    open_ = table.need > 0
    cover = table.cover[:, open_] > 0
    frequency = cover.sum(axis=0)
    rarest = np.where(cover, frequency, len(cover) + 1).argmin(axis=1)
    keep = np.ones(table.size, np.bool_)
    packed = np.packbits(cover, axis=1)
    needed = np.where(cover, table.need[open_], 0).max(axis=1)
    for gap in range(cover.shape[1]):
        mine = np.flatnonzero(rarest == gap)
        theirs = np.flatnonzero(cover[:, gap])
        for start in range(0, len(mine), 256):
            block = mine[start : start + 256]
            keep[block] = _dominators(table, packed, block, theirs) < needed[block]
    return table if keep.all() else table.part(keep)


def _dominators(table: Table, packed: NDArray[np.uint8], block: Numbers, theirs: Numbers) -> Numbers:
    """How many of `theirs` are at least as good as each of the block: equals count when they come earlier."""
    beyond = np.zeros((len(block), len(theirs)), np.bool_)
    more = np.zeros_like(beyond)
    for byte in range(packed.shape[1]):
        a, b = packed[block, byte][:, None], packed[theirs, byte][None, :]
        beyond |= (a & ~b) != 0
        more |= (b & ~a) != 0
    free = len(table.room) - 1
    lighter = table.weight[theirs][None, :] < table.weight[block][:, None]
    heavier = table.weight[theirs][None, :] > table.weight[block][:, None]
    group_a, group_b = table.group[block][:, None], table.group[theirs][None, :]
    fits = (group_b == free) | (group_a == group_b)
    better = lighter | more | (group_a != group_b)
    earlier = theirs[None, :] < block[:, None]
    return np.asarray((~beyond & ~heavier & fits & (better | earlier)).sum(axis=1), np.int64)
