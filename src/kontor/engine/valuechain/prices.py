"""Prices of the gaps that prove how good any invitation could be at best.

Give each gap a price for each organisation it misses. Whoever is invited takes the prices of the gaps that it closes and
costs its weight; so no set costs less than all prices for all that is missing, less what the candidates that take more
than they cost could take, as far as the limits let them in (Lagrange relaxation; Held and Karp 1971, Beasley 1990 for covers).
"""

from dataclasses import dataclass

import numpy as np

from kontor.engine.valuechain.table import Flags, Numbers, Reals, Table

SCALE = 1 << 16  # prices are whole multiples of 1/SCALE of a unit of weight: bounds are exact
PATIENCE = 15  # rounds without gain after which steps are halved
LEAST_STEP = 0.001
CORE_ROUNDS = 100  # rounds on the candidates that matter, before all are looked at again
CORE_EACH = 24  # so many of the best candidates for each gap matter


@dataclass(frozen=True, eq=False)
class Priced:
    """Prices of the gaps in 1/SCALE, what each candidate costs beyond what it takes at them, and the bound they prove."""

    prices: Reals
    left: Reals
    bound: float

    def proves(self, table: Table) -> int:
        """The bound in units of weight, rounded up: objectives are whole numbers."""
        return table.fixed + -int(-self.bound // SCALE)


def priced(table: Table, prices: Reals) -> Priced:
    """Return what these prices prove. O(N x M)."""
    left = table.weight * SCALE - table.cover @ prices
    bound = float(prices @ table.need + left[let_in(table, left)].sum())
    return Priced(prices, left, bound)


def let_in(table: Table, left: Reals) -> Numbers:
    """The candidates that take more than they cost, as many as the limits let in, those that take most first."""
    places = np.flatnonzero(left < 0)
    if not len(places):
        return places
    places = places[np.argsort(left[places], kind="stable")]
    groups = table.group[places]
    if (np.bincount(groups, minlength=len(table.room)) > table.room).any():
        places = places[_rank(groups) < table.room[groups]]
    return places[: table.most]


def _rank(groups: Numbers) -> Numbers:
    """The how-manieth of its group each one is."""
    order = np.argsort(groups, kind="stable")
    ahead = np.cumsum(np.bincount(groups)) - np.bincount(groups)
    rank = np.empty(len(groups), np.int64)
    rank[order] = np.arange(len(groups)) - ahead[groups[order]]
    return rank


def first_prices(table: Table) -> Reals:
    """Prices at which nobody takes more than it costs: of each gap the least weight for each gap closed. O(N x M)."""
    if not table.size:
        return table.price * SCALE
    sizes = (table.cover * (table.need > 0)).sum(axis=1)
    each = np.floor(table.weight * SCALE / np.maximum(sizes, 1))
    least = np.where(table.cover > 0, each[:, None], np.inf).min(axis=0)
    return np.asarray(np.minimum(least, table.price * SCALE) * (table.need > 0))


def ascend(table: Table, prices: Reals, target: int, rounds: int) -> Priced:
    """Return better prices: raise those of gaps that too few would close, lower the others, again and again.

    `target` is an objective that is known to be possible. O(rounds x N x M).
    """
    best = now = priced(table, np.minimum(prices, table.price * SCALE) * (table.need > 0))
    step, stale = 1.0, 0
    for _ in range(rounds):
        if best.proves(table) >= target or step < LEAST_STEP:
            break
        slope = table.need - table.cover[let_in(table, now.left)].sum(axis=0)
        stuck = ((now.prices <= 0) & (slope < 0)) | ((now.prices >= table.price * SCALE) & (slope > 0))
        slope[stuck] = 0
        size = float(slope @ slope)
        if not size:
            break
        aim = min((target - table.fixed) * SCALE, 1.1 * now.bound + SCALE)
        moved = now.prices + step * max(aim - now.bound, 1.0) / size * slope
        now = priced(table, np.clip(np.rint(moved), 0, table.price * SCALE))
        stale = 0 if now.bound > best.bound else stale + 1
        best = max(best, now, key=_bound)
        if stale >= PATIENCE:
            step, stale, now = step / 2, 0, best
    return best


def _bound(found: Priced) -> float:
    return found.bound


def ascend_by_cores(table: Table, prices: Reals, target: int, turns: int) -> Priced:
    """As `ascend`, for many candidates: most rounds look only at those that are among the best for some gap.

    What is returned has been looked at with all. O(turns x (N x M + CORE_ROUNDS x core x M)).
    """
    best = now = priced(table, prices)
    for _ in range(turns):
        core = table.part(_core(table, now.left))
        found = ascend(core, now.prices, target, CORE_ROUNDS)
        now = priced(table, found.prices)
        gained = now.bound - best.bound
        best = max(best, now, key=_bound)
        if best.proves(table) >= target or abs(gained) < 1:
            break
    return best


def _core(table: Table, left: Reals) -> Flags:
    kept = left < 0
    for gap in np.flatnonzero(table.need > 0).tolist():
        places = np.flatnonzero(table.cover[:, gap])
        many = CORE_EACH + int(table.need[gap])
        if len(places) > many:
            places = places[np.argpartition(left[places], many)[:many]]
        kept[places] = True
    return kept


def fixed_out(table: Table, found: Priced, target: int) -> Flags:
    """Tell which candidates no set below `target` can hold: their cost lifts the bound that far."""
    room = (target - 1 - table.fixed) * SCALE - found.bound
    return np.asarray(found.left > room)


def greedy(table: Table, value: Reals) -> Numbers:
    """Invite, again and again, who costs least for what it closes, by `value` (lower is better), then drop who is not needed.

    O(invited x N x M).
    """
    need, room, most = table.need.copy(), table.room.copy(), table.most
    free = np.ones(table.size, np.bool_)
    chosen: list[int] = []
    while most > 0 and (need > 0).any():
        closed = table.cover @ (table.price * (need > 0))
        able = free & (closed > 0) & (room[table.group] > 0)
        if not able.any():
            break
        pick = int(np.argmin(np.where(able, value / np.maximum(closed, 1), np.inf)))
        chosen.append(pick)
        free[pick] = False
        need = np.maximum(need - table.cover[pick], 0)
        room[table.group[pick]] -= 1
        most -= 1
    return _needed(table, chosen)


def _needed(table: Table, chosen: list[int]) -> Numbers:
    """Without those, heaviest first, whose gaps the others close as well."""
    kept = sorted(chosen)
    count = table.cover[kept].sum(axis=0)
    for one in sorted(chosen, key=lambda place: (-table.weight[place], -place)):
        rest = count - table.cover[one]
        if (np.minimum(rest, table.need) >= np.minimum(count, table.need)).all():
            kept.remove(one)
            count = rest
    return np.array(kept, np.int64)
