"""The smallest set, proven: invite a candidate or leave it out, and give up where the bound says nothing better is left."""

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from kontor.engine.valuechain.prices import (
    SCALE,
    Priced,
    ascend,
    ascend_by_cores,
    first_prices,
    fixed_out,
    greedy,
    priced,
)
from kontor.engine.valuechain.table import Numbers, Reals, Table, undominated

MANY = 2_000  # candidates from which prices are found on a core of them
TURNS, ROUNDS, ROUNDS_BELOW = 20, 1_500, 25
PER_STEP = 100  # candidates for which looking at a case counts as one step
TRIES = 8  # how many times greedily with prices shaken, at the root


@dataclass(frozen=True, eq=False)
class Found:
    """The set (places in the call, ascending), its objective, what is proven, and the prices that prove most of it.

    No set has an objective below `bound`; `price_bound` is what the prices alone prove, with all candidates counted.
    `steps` tell the work: a case with few candidates is one.
    """

    who: tuple[int, ...]
    objective: int
    bound: int
    price_bound: int
    priced: Priced
    steps: int


class _Case(NamedTuple):
    """A part of the question that is still open: the rest of the table, who is invited, prices to start from, bound."""

    table: Table
    invited: tuple[int, ...]
    prices: Reals
    bound: int


class _Best:
    """The best set so far."""

    def __init__(self) -> None:
        self.who: tuple[int, ...] = ()
        self.objective: int | None = None

    def offer(self, table: Table, invited: tuple[int, ...], chosen: Numbers) -> None:
        objective = table.objective(chosen)
        if self.objective is None or objective < self.objective:
            self.who, self.objective = (*invited, *table.who[chosen].tolist()), objective

    def exchange(self, table: Table) -> None:
        """Let lighter ones take the place of those chosen while there are any: only unproven sets have them."""
        chosen = np.flatnonzero(np.isin(table.who, self.who))
        while (lighter := _lighter(table, chosen)) is not None:
            chosen = lighter
            self.offer(table, (), chosen)

    @property
    def target(self) -> int:
        assert self.objective is not None
        return self.objective


def _root(table: Table, prices: Reals | None, target: int) -> Priced:
    """Good prices to begin with; a few rounds suffice where some are known that were good for nearly the same table."""
    if prices is not None:
        return ascend(table, prices, target, ROUNDS_BELOW)
    if table.size > MANY:
        return ascend_by_cores(table, first_prices(table), target, TURNS)
    return ascend(table, first_prices(table), target, ROUNDS)


def _lighter(table: Table, chosen: Numbers) -> Numbers | None:
    """The chosen with one of them exchanged for a lighter one; None where that is impossible."""
    for place in chosen.tolist():
        others = table.stand_ins(chosen, place)  # lightest first
        if len(others) and table.weight[others[0]] < table.weight[place]:
            return np.append(chosen[chosen != place], others[0])
    return None


def smallest(table: Table, steps: int, prices: Reals | None = None) -> Found:
    """Return the set with the lowest objective, proven or within the stated bound after so many steps.

    Candidates that others replace are left out first; then prices, greedy sets at these prices, and branching on a
    candidate of the gap that fewest could close. Whoever is left out takes along all that it dominates, for a set with
    one of them is no better than one with it. The same table gives the same answer.
    O(steps x candidates left x gaps); exponential without the limit of steps.
    """
    best = _Best()
    best.offer(table, (), np.zeros(0, np.int64))
    best.offer(table, (), greedy(table, table.weight))
    less = undominated(table)
    root = _root(less, prices, best.target)
    for chosen in _greedy_sets(less, root, TRIES if prices is None else 1):
        best.offer(less, (), chosen)
    # All candidates are counted again: whoever adds the prices up needs to know nothing of domination.
    proof = max(priced(table, root.prices), priced(table, first_prices(table)), key=lambda found: found.bound)
    bound, taken = _branched(less, root, best, steps)
    best.exchange(table)
    return Found(
        who=tuple(sorted(best.who)),
        objective=best.target,
        bound=min(max(bound, proof.proves(table)), best.target),
        price_bound=proof.proves(table),
        priced=proof,
        steps=taken,
    )


def without(table: Table, found: Found, place: int, steps: int) -> Found:
    """Return the best set without one of those found: by its place in the table. Costs as `smallest`, on few candidates.

    To begin with, the lightest takes its place, or several do; who cannot be in any lighter set by the prices found is left out.
    """
    chosen = _exchanged(table, np.flatnonzero(np.isin(table.who, found.who)), place)
    objective = table.objective(chosen)
    who = tuple(sorted(table.who[chosen].tolist()))
    best = Found(who, objective, found.bound, found.price_bound, found.priced, 0)
    if objective <= found.objective:
        return best  # as good as the set itself
    kept = np.arange(table.size) != place
    rest = table.part(kept & ~fixed_out(table, found.priced, objective)).trimmed()
    better = smallest(rest, steps, found.priced.prices)
    bound = max(min(better.bound, objective), found.bound)
    return replace(better if better.objective < objective else best, bound=bound)


def _exchanged(table: Table, chosen: Numbers, place: int) -> Numbers:
    """The chosen with the lightest who can take the place of one of them, or with as many as that takes, greedily."""
    rest = chosen[chosen != place]
    others = table.stand_ins(chosen, place)
    if len(others):
        return np.append(rest, others[0])
    free = np.ones(table.size, np.bool_)
    free[chosen] = False
    left = replace(
        table.part(free),
        need=np.maximum(table.need - table.cover[rest].sum(axis=0), 0),
        room=table.room - np.bincount(table.group[rest], minlength=len(table.room)),
        most=table.most - len(rest),
    )
    return np.concatenate([rest, np.flatnonzero(free)[greedy(left, left.weight)]])


def _branched(table: Table, root: Priced, best: _Best, steps: int) -> tuple[int, int]:
    """Look at the cases, deepest first; return the bound and the steps that took."""
    open_ = [_Case(table, (), root.prices, root.proves(table))]
    taken = 0
    while open_ and taken < steps:
        case = open_.pop()
        if case.bound < best.target:
            taken += 1 + case.table.size // PER_STEP
            open_.extend(_cases(case, best))
    left = min((case.bound for case in open_), default=best.target)
    return min(left, best.target), taken


def _cases(case: _Case, best: _Best) -> tuple[_Case, ...]:
    """The two cases of this one that could hold something better: without a candidate, and with it (looked at first)."""
    table = case.table
    best.offer(table, case.invited, np.zeros(0, np.int64))
    if not table.size:
        return ()
    found = ascend(table, case.prices, best.target, ROUNDS_BELOW)
    bound = max(case.bound, found.proves(table))
    for chosen in _greedy_sets(table, found, 1):
        best.offer(table, case.invited, chosen)
    if bound >= best.target:
        return ()
    out = fixed_out(table, found, best.target)
    if out.any():
        return (_Case(table.part(~out).trimmed(), case.invited, found.prices, bound),)
    pick = _pick(table, found)
    without = _Case(table.part(~table.dominates(pick)).trimmed(), case.invited, found.prices, bound)
    invited = (*case.invited, int(table.who[pick]))
    return without, _Case(table.invite(pick), invited, found.prices, bound)


def _pick(table: Table, found: Priced) -> int:
    """Of the gap that fewest could close beyond what it needs, the candidate that costs least beyond what it takes."""
    spare = np.where(table.need > 0, table.cover.sum(axis=0) - table.need, np.inf)
    places = np.flatnonzero(table.cover[:, int(np.argmin(spare))])
    return int(places[np.argmin(found.left[places])])


def _greedy_sets(table: Table, found: Priced, tries: int) -> list[Numbers]:
    """Greedy sets at these prices, the first plain, the others with each candidate's cost shaken."""
    value = np.maximum(found.left, 0) + SCALE / 64
    random = np.random.default_rng(table.size)
    shaken = [value * random.uniform(0.7, 1.3, table.size) for _ in range(tries - 1)]
    return [greedy(table, one) for one in (value, *shaken)]
