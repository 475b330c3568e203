"""The value that must be missed: more is wished than people's hours and the tables hold.

The relaxation is a matching with limits (b-matching): a person holds no more meetings than her maximum and her slots,
and all together no more than there are tables and pairs of people, slot by slot. Its linear programme is bounded from
above by prices of a person's hour and of a table (Lagrangian relaxation), in whole numbers, so that every price is a
proof; the better the prices, the nearer the bound is to the linear programme.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kontor.engine.scheduling.arrays import Arrays, Flags, Numbers

SCALE = 1 << 16
ROUNDS = 300
PATIENCE = 10


@dataclass(frozen=True, eq=False)
class Room:
    """How much fits: `limit` P meetings of each person at most, `meetings` over all slots."""

    limit: Numbers
    meetings: int

    @classmethod
    def of(cls, arrays: Arrays, allowed: Flags) -> "Room":
        """Return the room that the slots left (W x T) give. O(seats x T)."""
        opened = np.zeros((arrays.people, arrays.slots), np.bool_)
        wished = np.zeros(arrays.people, np.int64)
        possible = allowed.any(axis=1)
        for wish, parties in enumerate(arrays.parties):
            everybody = [person for party in parties for person in party]
            opened[everybody] |= allowed[wish]
            wished[everybody] += possible[wish]
        opened &= arrays.available
        limit = np.minimum(np.minimum(arrays.maximum, wished), opened.sum(axis=1))
        pairs = np.minimum(arrays.tables, opened.sum(axis=0) // 2)
        return cls(limit, int(pairs.sum()))


def most_value(
    arrays: Arrays,
    allowed: Flags,
    room: Room,
    *,
    rounds: int = ROUNDS,
    stop: Callable[[], bool] = lambda: False,
) -> int:
    """Return a value that no schedule exceeds. O(rounds x seats)."""
    market = _Market(arrays, allowed, room)
    prices = np.zeros(arrays.people + 1)
    best, slope = market.value(prices)
    direction, step, failures = slope.astype(np.float64), 1.0, 0
    for _ in range(rounds):
        downhill = np.where((prices <= 0) & (direction > 0), 0, direction)
        norm = float(downhill @ downhill)
        if norm < 1e-9 or stop():
            break
        trial = np.maximum(prices - step * 0.05 * best / norm * downhill, 0)
        value, slope = market.value(trial)
        direction = 0.3 * slope + 0.7 * direction
        if value < best:
            best, prices, failures, step = value, trial, 0, min(step * 1.15, 4.0)
        else:
            failures += 1
            if failures >= PATIENCE:
                failures, step = 0, step * 0.6
    return best // SCALE


class _Market:
    """The wishes that can be held, and who would sit at them; the last two columns stand for no seat and nobody."""

    def __init__(self, arrays: Arrays, allowed: Flags, room: Room) -> None:
        self.possible = np.flatnonzero(allowed.any(axis=1))
        parties = [arrays.parties[wish] for wish in self.possible]
        most = max((len(wish) for wish in parties), default=1)
        widest = max((len(party) for wish in parties for party in wish), default=1)
        self.people = arrays.people
        self.seats = np.full((len(parties), most, widest), arrays.people + 1, np.int64)
        self.seats[:, :, 0] = arrays.people
        for row, wish in enumerate(parties):
            for column, party in enumerate(wish):
                self.seats[row, column, : len(party)] = party
        self.weight = arrays.weight[self.possible] * SCALE
        self.required = arrays.required[self.possible]
        self.limit = np.append(room.limit, room.meetings)

    def value(self, prices: NDArray[np.float64]) -> tuple[int, Numbers]:
        """The bound at these prices (people, then a table), and how much of each limit is left."""
        whole = np.floor(prices).astype(np.int64)
        price = np.concatenate([whole[:-1], [0, np.iinfo(np.int64).max // 4]])[self.seats]
        sitter = np.take_along_axis(self.seats, price.argmin(axis=2)[:, :, None], axis=2)[:, :, 0]
        gain = self.weight - price.min(axis=2).sum(axis=1) - whole[-1]
        held = self.required | (gain > 0)
        used = np.bincount(sitter[held].ravel(), minlength=self.people + 1)[: self.people + 1]
        used[-1] = held.sum()
        return int(gain[held].sum() + self.limit @ whole), self.limit - used
