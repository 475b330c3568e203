"""The inner loop of `search`: plain functions on arrays, compiled by Numba where it is installed.

Both ways give the same answers: the random numbers are whole, and nothing transcendental is computed inside.
"""

from collections.abc import Callable
from functools import cache
from types import FunctionType
from typing import Any, NamedTuple

import numpy as np

from kontor.engine.matching.rows import Flags, Numbers, Reals, Rows

MODULUS, MULTIPLIER = 2_147_483_647, 48_271  # Park and Miller's generator: products fit into 64 bits
TRIES = 3  # of how many random meetings the one that costs least gives way
LUCK: Reals = -np.log((np.arange(1024) + 0.5) / 1024)  # quantiles of an exponential distribution


class Board(NamedTuple):
    """The rows, and on them what is chosen: in `held`, from start[i], the used[i] entries that limit i holds.

    `place` is where in that list an entry stands. A tuple, because that is what both Python and the compiler read.
    """

    first: Numbers
    limit: Numbers
    wish_of: Numbers
    weight: Numbers
    lower: Numbers
    upper: Numbers
    price: int
    start: Numbers
    held: Numbers
    place: Numbers
    used: Numbers
    chosen: Flags

    @classmethod
    def empty(cls, rows: Rows) -> "Board":
        """Nothing is chosen yet."""
        upper = np.minimum(rows.upper, np.bincount(rows.limit, minlength=rows.limits))
        return cls(
            first=rows.first,
            limit=rows.limit,
            wish_of=rows.wish_of,
            weight=rows.weight,
            lower=rows.lower,
            upper=upper,
            price=rows.price,
            start=np.concatenate([np.zeros(1, np.int64), np.cumsum(upper)]),
            held=np.full(int(upper.sum()) + 1, -1, np.int64),
            place=np.full(len(rows.limit), -1, np.int64),
            used=np.zeros(rows.limits, np.int64),
            chosen=np.zeros(rows.wishes, np.bool_),
        )


def gain(board: Board, wish: int, spare: int) -> int:
    """What holding the wish adds to the objective: its weight, and the price of each minimum that it helps to reach.

    `spare` is 0 for a wish that comes in, 1 for one that is held: then this is what giving it up costs.
    """
    total: int = board.weight[wish]
    for entry in range(board.first[wish], board.first[wish + 1]):
        row = board.limit[entry]
        if board.used[row] - spare < board.lower[row]:
            total += board.price
    return total


def fits(board: Board, wish: int) -> bool:
    """Whether all limits of the wish have a place for it."""
    for entry in range(board.first[wish], board.first[wish + 1]):
        if board.used[board.limit[entry]] >= board.upper[board.limit[entry]]:
            return False
    return True


def add(board: Board, wish: int) -> None:
    """Hold the wish, which fits."""
    board.chosen[wish] = True
    for entry in range(board.first[wish], board.first[wish + 1]):
        row = board.limit[entry]
        board.held[board.start[row] + board.used[row]] = entry
        board.place[entry] = board.used[row]
        board.used[row] += 1


def remove(board: Board, wish: int) -> None:
    """Give the wish up; the entry listed last takes the place of its own."""
    board.chosen[wish] = False
    for entry in range(board.first[wish], board.first[wish + 1]):
        row = board.limit[entry]
        board.used[row] -= 1
        moved = board.held[board.start[row] + board.used[row]]
        board.held[board.start[row] + board.place[entry]] = moved
        board.place[moved] = board.place[entry]


def fill(board: Board, order: Numbers) -> None:
    """Hold, in this order, whatever fits. O(E)."""
    for at in range(order.shape[0]):
        if not board.chosen[order[at]] and fits(board, order[at]):
            add(board, order[at])


def weakest(board: Board, row: int, state: int) -> tuple[int, int, int]:
    """Of TRIES random wishes that the limit holds the one that costs least to give up, its cost, and the next state."""
    best = -1
    least = 0
    for _ in range(TRIES):
        state = state * MULTIPLIER % MODULUS
        other = board.wish_of[board.held[board.start[row] + state % board.used[row]]]
        cost = gain(board, other, 1)
        if best < 0 or cost < least:
            best = other
            least = cost
    return best, least, state


def anneal(board: Board, candidates: Numbers, heat: Reals, steps: int, seed: int) -> None:
    """Let random candidates in, and whoever is in their way out, if that gains, or at a loss that luck allows.

    Step t accepts a loss of at most heat[t x len(heat) / steps] x luck. O(steps x (entries of a wish)^2 x TRIES).
    """
    state = seed % (MODULUS - 1) + 1
    out = np.empty(board.used.shape[0], np.int64)
    for step in range(steps):
        state = state * MULTIPLIER % MODULUS
        wish = candidates[state % candidates.shape[0]]
        if board.chosen[wish]:
            continue
        leaving = 0
        change = 0
        for entry in range(board.first[wish], board.first[wish + 1]):
            row = board.limit[entry]
            if board.used[row] >= board.upper[row]:
                other, cost, state = weakest(board, row, state)
                remove(board, other)
                out[leaving] = other
                leaving += 1
                change -= cost
        change += gain(board, wish, 0)
        state = state * MULTIPLIER % MODULUS
        if change >= -heat[step * heat.shape[0] // steps] * LUCK[state % LUCK.shape[0]]:
            add(board, wish)
        else:
            for back in range(leaving):
                add(board, out[back])


@cache
def compiled() -> dict[str, Callable[..., Any]]:
    """The functions of this file, compiled; the plain ones where Numba is not installed. Takes seconds the first time.

    Numba is imported here and not above, because that alone takes longer than most events need to be answered.
    """
    names = ("gain", "fits", "add", "remove", "fill", "weakest", "anneal")
    try:
        from numba import njit
    except ImportError:
        return {name: globals()[name] for name in names}
    world = dict(globals())
    for name in names:
        # Each calls those before it by name, so it is given a world in which these are the compiled ones.
        plain: FunctionType = globals()[name]
        world[name] = njit(cache=True)(FunctionType(plain.__code__, world, name))
    return {name: world[name] for name in names}
