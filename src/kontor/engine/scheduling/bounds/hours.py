"""The breaks that people need because they must meet each other: a price for each hour of each person.

Stronger than `tables`, and dearer: each wish pays for an hour of each of its people and for a table, in the slot where
that is cheapest, and each person's day pays for her hours. Whatever the prices, both sums together are never above the
breaks of a schedule (Lagrangian decomposition: Guignard and Kim, Mathematical Programming 39 (1987) 215-228). Two people
whose free hours hardly overlap so drive up each other's hours. Prices follow the smooth gradient of `likely`, cooling
down; now and then they are rounded to whole numbers and the bound is proven for them exactly.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from kontor.engine.scheduling.arrays import Arrays, Flags, Numbers
from kontor.engine.scheduling.bounds.day import NO_WAY, Days, People, cheapest_seats
from kontor.engine.scheduling.bounds.likely import Reals, likely_busy
from kontor.engine.scheduling.bounds.usable import Usable

SCALE = 1 << 20
ROUNDS = 320
PROOF_EVERY = 20
HOT, COLD = 0.1, 0.003
LARGEST = 1_500_000  # entries of the table of days beyond which a round takes too long
HOPE = 5  # gains like the last one that the remaining rounds could still bring


@dataclass(frozen=True, eq=False)
class Hours:
    """People with their days, `alone` the fewest breaks of each; wishes held, where (H x T) and with whom.

    `seats` H x most people of a wish: who has to sit there; a column number beyond the people stands for nobody.
    """

    people: People
    alone: Numbers
    allowed: Flags
    seats: Numbers
    tables: Numbers

    @classmethod
    def of(cls, arrays: Arrays, left: Usable, held: Flags, people: People, alone: Numbers) -> "Hours":
        """Gather the wishes that are held. O(seats)."""
        number = np.flatnonzero(held)
        sitters = [[party[0] for party in arrays.parties[wish] if len(party) == 1] for wish in number]
        seats = np.full((len(number), max(map(len, sitters), default=0)), arrays.people, np.int64)
        for row, people_of_wish in enumerate(sitters):
            seats[row, : len(people_of_wish)] = people_of_wish
        return cls(people, alone, left.allowed[number], seats, arrays.tables)

    @property
    def size(self) -> int:
        """Entries of the table of days."""
        return self.people.open.size * (int(self.people.number.max(initial=0)) + 1) * 4

    def proven(self, hour: Reals, table: Reals) -> int:
        """Return what prices (P x T and T, in breaks) prove, in parts of a break."""
        hours, tables = _whole(hour), _whole(table)
        total = -int(tables @ self.tables)
        total += int(np.where(self.allowed, self._wish(hours, tables), NO_WAY).min(axis=1).sum())
        for some in self.people.parts():
            people, price = self.people.rows(some), hours[some]
            alone = self.alone[some] * SCALE + cheapest_seats(people, price)
            total += int(np.maximum(Days.of(people, price, SCALE).least, alone).sum())
        return total

    def slopes(self, hour: Reals, table: Reals, heat: float) -> tuple[Reals, Reals]:
        """Return by how much hours and tables are wanted more than they are there, at these prices."""
        cost = np.where(self.allowed, self._wish(hour, table), np.inf)
        chance = np.exp((cost.min(axis=1, keepdims=True) - cost) / heat)
        chance /= chance.sum(axis=1, keepdims=True)
        surplus = np.vstack([likely_busy(self.people, hour, heat), np.zeros((1, hour.shape[1]))])
        for column in self.seats.T:
            np.subtract.at(surplus, column, chance)
        return surplus[:-1], chance.sum(axis=0) - self.tables

    def _wish[N: (np.float64, np.int64)](
        self, hour: "np.typing.NDArray[N]", table: "np.typing.NDArray[N]"
    ) -> "np.typing.NDArray[N]":
        """H x T: what each wish pays for a table less what the hours of its people bring."""
        with_nobody = np.vstack([hour, np.zeros((1, hour.shape[1]), hour.dtype)])
        cost = np.repeat(table[None, :], len(self.seats), axis=0)
        for column in self.seats.T:
            cost -= with_nobody[column]
        return cost


def breaks_together(
    hours: Hours, known: int, *, rounds: int = ROUNDS, stop: Callable[[], bool] = lambda: False
) -> int:
    """Return a bound on the breaks of all, at least the one `known`; the same when the event is too large for this.

    O(rounds x (P x T x most meetings + H x T)).
    """
    if hours.size > LARGEST or not len(hours.seats):
        return known
    hour, table = np.zeros(hours.people.open.shape), np.zeros(len(hours.tables))
    drift, pull = np.zeros_like(hour), np.zeros_like(table)
    share = 4 / max(float(hours.tables.mean()), 1.0)
    best, before = known * SCALE, None
    for turn in range(1, rounds + 1):
        heat = HOT * (COLD / HOT) ** (turn / rounds)
        surplus, demand = hours.slopes(hour, table, heat)
        drift, pull = 0.9 * drift + surplus, 0.9 * pull + demand
        hour = hour + 0.3 * heat * drift
        hour[hours.people.loose] = np.minimum(hour[hours.people.loose], 0)
        table = np.maximum(table + 0.3 * heat * share * pull, 0)
        if turn % PROOF_EVERY == 0 or turn == rounds:
            now = hours.proven(hour, table)
            best = max(best, now)
            if stop() or (before is not None and now + HOPE * (now - before) <= known * SCALE):
                break
            before = now
    return -(-best // SCALE)


def _whole(prices: Reals) -> Numbers:
    return np.floor(prices * SCALE).astype(np.int64)
