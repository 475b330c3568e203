"""What a place is worth: prices of the limits, and the bound that they prove.

Let every limit ask a price for a place, and let everybody take whatever gains at these prices. Then what all wishes
gain, plus what the limits earn when sold out, is at least the objective of any choice that keeps the limits: weak
duality. The best prices give the bound of the linear relaxation. They are found approximately, then rounded to a
grain and the bound is worked out in whole numbers, so nothing of the proof rests on rounding errors.
"""

from dataclasses import dataclass

import numpy as np

from kontor.engine.matching.rows import Numbers, Reals, Rows

EVERY = 25  # rounds between two looks at how far it is
WORK = 40_000_000  # entries touched in all; an event of 5,000 people and 50,000 wishes has 150,000 entries
ROUNDS = 4_000
GRAIN_BITS = 20


@dataclass(frozen=True, eq=False)
class Relaxation:
    """`prices` M of the limits, multiples of a power of two; `bound`: no choice has a higher objective.

    `shares` N are those of the linear relaxation, 0 to 1: how much of each wish it would hold.
    """

    prices: Reals
    shares: Reals
    bound: int


def relax(rows: Rows) -> Relaxation:
    """Return prices and shares of the linear relaxation, and the proven bound.

    Primal-dual hybrid gradient with diagonal steps (Pock and Chambolle 2011), restarted at the better of the last point
    and the mean, with the weight of the two sides adapted (Applegate et al. 2021). O(rounds x E), space O(E).
    """
    if rows.wishes == 0 or rows.limits == 0:
        prices = np.zeros(rows.limits)
        return Relaxation(prices, (rows.weight > 0).astype(np.float64), proven(rows, prices))
    walk = _Walk(rows)
    rounds = int(np.clip(WORK // max(len(rows.limit), 1), EVERY, ROUNDS))
    for _ in range(rounds // EVERY):
        for _ in range(EVERY):
            walk.step()
        if walk.look():
            break
    prices = min(_grained(rows, walk.best_prices), key=lambda one: proven(rows, one))
    return Relaxation(prices, walk.best_shares, proven(rows, prices))


def proven(rows: Rows, prices: Reals) -> int:
    """Return the bound that these prices prove, in whole numbers of their grain. O(E).

    A price below 0 says that a limit wants more meetings; it may ask for no more than the price of a missing one.
    """
    grain = 1 << _bits(rows)
    whole = np.rint(prices * grain).astype(np.int64)
    left = rows.weight * grain - np.bincount(rows.wish_of, whole[rows.limit], rows.wishes).astype(np.int64)
    ends = np.where(whole > 0, np.minimum(rows.upper, _asked(rows)), rows.lower)
    total = int(np.maximum(left, 0).sum()) + int((whole * ends).sum())
    return rows.fixed + total // grain


def reduced(rows: Rows, prices: Reals) -> Reals:
    """Return what each wish gains at these prices: below 0 it is not worth its places. O(E)."""
    return rows.weight - rows.charge(prices)


def _asked(rows: Rows) -> Numbers:
    """How many open wishes each limit has: a maximum above that binds nobody."""
    return np.bincount(rows.limit, minlength=rows.limits)


def _bits(rows: Rows) -> int:
    """So fine that all sums stay exact in 53 bits."""
    total = int(rows.weight.sum()) + rows.price * int(rows.lower.sum()) + 1
    return max(0, min(GRAIN_BITS, 50 - total.bit_length()))


def _grained(rows: Rows, prices: Reals) -> list[Reals]:
    """The prices rounded to the grain, to halves and to ones: the best prices are often such, only not quite met."""
    least = -float(rows.price) * (rows.lower > 0)
    return [np.maximum(np.rint(prices * grain) / grain, least) for grain in (1 << _bits(rows), 2, 1)]


class _Walk:
    """The two sides that correct each other: shares take what gains, prices rise where too much is taken."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.lower = rows.lower.astype(np.float64)
        self.upper = np.maximum(np.minimum(rows.upper, _asked(rows)), self.lower)
        self.least = -float(rows.price) * (rows.lower > 0)
        self.of_wish = 1 / np.maximum(np.diff(rows.first), 1)
        self.of_limit = 1 / np.maximum(_asked(rows), 1)
        self.scale = max(float(rows.weight.max()), 1.0)
        self.weight = self.scale
        self.shares = np.zeros(rows.wishes)
        self.prices = np.zeros(rows.limits)
        self.best_bound, self.best_prices = self.bound(self.prices), self.prices
        self.best_error, self.best_shares = np.inf, self.shares
        self.error_at_restart = np.inf
        self._restart(self.shares, self.prices)

    def step(self) -> None:
        rows = self.rows
        shares = self.shares + self.of_wish / self.weight * reduced(rows, self.prices)
        shares = np.clip(shares, 0, 1)
        step = self.weight * self.of_limit
        risen = self.prices + step * rows.use(2 * shares - self.shares)
        full, short = risen - step * self.upper, risen - step * self.lower
        self.prices = np.maximum(np.maximum(full, 0) + np.minimum(short, 0), self.least)
        self.shares = shares
        self.sum_shares += shares
        self.sum_prices += self.prices
        self.steps += 1

    def look(self) -> bool:
        """Keep the best seen, restart where that helps, and tell whether both sides agree."""
        last, mean = (
            (self.shares, self.prices),
            (self.sum_shares / self.steps, self.sum_prices / self.steps),
        )
        errors = [self._error(*point) for point in (last, mean)]
        error, point = min(zip(errors, (last, mean), strict=True), key=lambda pair: pair[0])
        if error < self.best_error:
            self.best_error, self.best_shares = error, point[0]
        if error < 0.3 * self.error_at_restart or self.steps >= 16 * EVERY:
            self.error_at_restart = error
            self._balance(*point)
            self._restart(*point)
        return error < max(0.01, 1e-9 * self.best_bound)

    def bound(self, prices: Reals) -> float:
        ends = np.where(prices > 0, self.upper, self.lower)
        return float(np.maximum(reduced(self.rows, prices), 0).sum() + (prices * ends).sum())

    def _error(self, shares: Reals, prices: Reals) -> float:
        """How far the two sides are apart, counting what is taken too much at the highest weight."""
        bound = self.bound(prices)
        if bound < self.best_bound:
            self.best_bound, self.best_prices = bound, prices
        use = self.rows.use(shares)
        missing = float(np.maximum(self.lower - use, 0).sum())
        gained = float(self.rows.weight @ shares) - self.rows.price * missing
        return abs(bound - gained) + self.scale * float(np.maximum(use - self.upper, 0).sum())

    def _balance(self, shares: Reals, prices: Reals) -> None:
        """Let the side that has moved less take larger steps."""
        moved = np.linalg.norm((shares - self.start_shares) / np.sqrt(self.of_wish))
        changed = np.linalg.norm((prices - self.start_prices) / np.sqrt(self.of_limit))
        if moved > 0 and changed > 0:
            self.weight = float(np.sqrt(self.weight * changed / moved))

    def _restart(self, shares: Reals, prices: Reals) -> None:
        self.shares, self.prices = shares, prices
        self.start_shares, self.start_prices = shares, prices
        self.sum_shares, self.sum_prices = np.zeros_like(shares), np.zeros_like(prices)
        self.steps = 0
