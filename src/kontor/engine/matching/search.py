"""A near-optimal choice for any demand: what the relaxation holds first, then exchanges that gain."""

from typing import Any

import numpy as np

from kontor.engine.matching import kernel
from kontor.engine.matching.prices import Relaxation, reduced
from kontor.engine.matching.rows import Flags, Numbers, Reals, Rows

STEPS_EACH, STEPS_LEAST = 20, 200_000  # steps for each wish; small demands get more, up to FEW for each
FEW = 100
PLAIN_UP_TO = 20_000  # steps that take less time than importing the compiler
HOT, COLD = 0.05, 0.002  # losses accepted at first and at last, as shares of the median weight


def search(rows: Rows, relaxation: Relaxation, seed: int = 0, *, steps_each: int = STEPS_EACH) -> Flags:
    """Return which open wishes are chosen: valid, never worse than filling up in the order of the relaxation.

    Simulated annealing (Kirkpatrick et al. 1983) over exchanges: one wish comes in, of each full limit one gives way.
    Nothing that fits is left out. The same rows and seed give the same answer, compiled or not. O(steps), less than a
    microsecond each when compiled; with `steps_each` 0 it only fills up.
    """
    board = kernel.Board.empty(rows)
    candidates = _candidates(rows, board.upper)
    if len(candidates) == 0:
        return board.chosen
    steps = min(max(steps_each * len(candidates), STEPS_LEAST), FEW * len(candidates)) * (steps_each > 0)
    functions = _functions(steps)
    order = candidates[_by_promise(rows, relaxation, candidates)]
    functions["fill"](board, order)
    filled = board.chosen.copy()
    if steps == 0 or rows.objective(filled) == relaxation.bound:
        return filled
    functions["anneal"](board, candidates, _heat(rows), steps, seed)
    functions["fill"](board, order)
    return max(filled, board.chosen, key=rows.objective)


def filled_up(rows: Rows, chosen: Flags) -> Flags:
    """Return the choice with every other wish that still fits, heaviest first. O(E)."""
    board = kernel.Board.empty(rows)
    _functions(rows.wishes)["fill"](board, np.lexsort((-rows.weight, ~chosen)))
    return board.chosen


def _functions(steps: int) -> dict[str, Any]:
    """The inner loops, compiled where that is worth the wait; both give the same answers."""
    return vars(kernel) if steps <= PLAIN_UP_TO else kernel.compiled()


def _candidates(rows: Rows, upper: Numbers) -> Numbers:
    """The wishes whose limits have any place at all."""
    closed = np.bincount(rows.wish_of, upper[rows.limit] <= 0, rows.wishes) > 0
    return np.flatnonzero(~closed)


def _by_promise(rows: Rows, relaxation: Relaxation, candidates: Numbers) -> Numbers:
    """What the relaxation holds most of comes first; of equals what gains more, then what weighs more."""
    shares = np.round(relaxation.shares[candidates], 3)
    gains = np.round(reduced(rows, relaxation.prices)[candidates], 6)
    return np.lexsort((-rows.weight[candidates], -gains, -shares))


def _heat(rows: Rows) -> Reals:
    """Falls by the same share from step to step, and is nothing at all in the last fifth."""
    middle = float(np.median(rows.weight)) + rows.price * bool(rows.lower.any())
    return np.append(np.geomspace(HOT, COLD, 80) * max(middle, 1.0), np.zeros(20))
