"""The breaks that all people together need because tables are few: a price for a table in each slot.

Whatever the prices, everybody's cheapest day at those prices, less the price of all tables, is never above the cost
of a schedule (Lagrangian relaxation; Geoffrion, Mathematical Programming Study 2 (1974) 82-114). So the search for
good prices need not be exact for the bound to hold. It is the subgradient method with an averaged direction (the
volume algorithm: Barahona and Anbil, Mathematical Programming 87 (2000) 385-399); its best value nears the linear
programme over all patterns of days. Prices are whole numbers, so the bound is a proof, not a rounding.

Who meets whom is not asked: two people whose wish is held may get days that never meet. Where the bound of a person
alone is higher than her cheapest day, it is used for her.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kontor.engine.scheduling.arrays import Arrays, Numbers
from kontor.engine.scheduling.bounds.day import Days, People, cheapest_seats

SHARES = 60  # a table is shared by 2, 3, 4, 5 or 6 people in whole parts
SCALE = 1 << 20  # prices are whole parts of a unit of cost
ROUNDS = 240
WORK = 800_000_000  # entries of tables filled in so many rounds at most: some ten seconds
PATIENCE = 12  # rounds without a better bound before steps shrink


@dataclass(frozen=True, eq=False)
class Shared:
    """People by kind, how many of each, the part of a table a seat of theirs takes, and the parts there are (T).

    `alone`: the fewest breaks of one of them, proven elsewhere.
    """

    people: People
    count: Numbers
    part: Numbers
    alone: Numbers
    parts: Numbers

    @property
    def size(self) -> int:
        """Entries of the tables of one round."""
        return int((self.people.number + 1).sum() + 1) * len(self.parts) * 4

    @classmethod
    def of(cls, arrays: Arrays, people: People, alone: Numbers) -> "Shared":
        """Gather people who are alike. O(P log P x T)."""
        part = np.full(arrays.people, SHARES // 2, np.int64)
        for parties in arrays.parties:
            if len(parties) > 2:
                everybody = [person for party in parties for person in party]
                part[everybody] = np.minimum(part[everybody], SHARES // len(parties))
        table = np.column_stack([part, alone])
        kinds, kind = people.alike(table)
        first = np.unique(kind, return_index=True)[1]
        return cls(kinds, np.bincount(kind), part[first], alone[first], arrays.tables * SHARES)


@dataclass(frozen=True, eq=False)
class Priced:
    """What prices prove: `bound` in units of cost, and the prices (T, in parts of a unit)."""

    bound: int
    prices: NDArray[np.float64]


def cheapest_days(
    shared: Shared,
    a_break: int,
    idle: int = 0,
    *,
    prices: NDArray[np.float64] | None = None,
    rounds: int = ROUNDS,
    stop: Callable[[], bool] = lambda: False,
) -> Priced:
    """Return a bound on `a_break` x breaks + `idle` x idle slots, for every schedule with all those meetings.

    O(rounds x kinds of people x T x most meetings), fewer rounds where tables are large. Everybody must have a way through the event.
    """
    centre = np.zeros(len(shared.parts)) if prices is None else prices
    best, slope = _value(shared, centre, a_break, idle)
    direction, step, failures = slope.astype(np.float64), 1.0, 0
    for _ in range(min(rounds, WORK * rounds // ROUNDS // shared.size)):
        uphill = np.where((centre <= 0) & (direction < 0), 0, direction)
        norm = float(uphill @ uphill)
        if norm < 1e-9 or stop():
            break
        target = max(0.05 * abs(best), SCALE * a_break * 2.0)
        trial = np.maximum(centre + step * target / norm * uphill, 0)
        value, slope = _value(shared, trial, a_break, idle)
        direction = 0.2 * slope + 0.8 * direction
        if value > best:
            best, centre, failures, step = value, trial, 0, min(step * 1.15, 2.0)
        else:
            failures += 1
            if failures >= PATIENCE:
                failures, step = 0, step * 0.6
    return Priced(-(-best // SCALE), centre)


def _value(
    shared: Shared, prices: NDArray[np.float64], a_break: int, idle: int
) -> tuple[int, NDArray[np.int64]]:
    """The bound at these prices (parts of a unit), and by how much the tables of each slot are oversubscribed."""
    whole = np.floor(prices).astype(np.int64)
    value, taken = -int(shared.parts @ whole), -shared.parts
    for some in shared.people.parts():
        people, count, part = shared.people.rows(some), shared.count[some], shared.part[some]
        seat = part[:, None] * whole[None, :]
        days = Days.of(people, seat, a_break * SCALE, idle * SCALE)
        alone = shared.alone[some] * a_break * SCALE + cheapest_seats(people, seat)
        value += int(count @ np.maximum(days.least, alone))
        taken = taken + (count * part) @ days.busy(seat, a_break * SCALE, idle * SCALE)
    return value, taken
