"""Choose the meetings to hold when not all fit: relax, search, and for small or two-sided demands prove."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from kontor.engine.matching.branch import prove
from kontor.engine.matching.choice import Choice, Full, LeftOut, Price
from kontor.engine.matching.demand import Demand
from kontor.engine.matching.prices import Relaxation, proven, relax
from kontor.engine.matching.rows import Flags, Rows, counted_limits, excluded
from kontor.engine.matching.search import filled_up, search
from kontor.engine.matching.sides import Sides, exchanged


def choose(demand: Demand, seed: int = 0) -> Choice:
    """Return the meetings to hold, with the proven bound and a reason for each wish left out.

    General b-matching with weights, minima and limits over groups; wishes of three and more are hyperedges. Small
    demands and events with two sides are solved to proof; others end near the bound, which `Choice.gap` tells. The same demand and seed give
    the same answer. O(entries x rounds): about a second for 5,000 people and 50,000 wishes.

    Raises DemandError where required wishes break a limit or an exclusion.

    >>> from kontor.engine.matching import Person, Wish
    >>> people = (Person("ada", maximum=1), Person("bo"), Person("cy"))
    >>> found = choose(Demand(people, (Wish("1", ("ada", "bo"), 3), Wish("2", ("ada", "cy"), 2))))
    >>> found.chosen, found.bound, found.left_out[0].sentence
    (('1',), 3, "'ada' already has 1 of 1 meetings; the places are worth 2.5 to others, and this wish weighs 2.")
    """
    rows = Rows.of(demand)
    relaxation = relax(rows)
    chosen = search(rows, relaxation, seed)
    if rows.objective(chosen) < relaxation.bound and (sides := Sides.of(demand, rows)):
        chosen, prices = exchanged(sides, rows, chosen, relaxation.prices)
        relaxation = min(
            relaxation, replace(relaxation, prices=prices, bound=proven(rows, prices)), key=_bound
        )
    bound = relaxation.bound
    if rows.objective(chosen) < bound:
        proof = prove(rows, relaxation, rows.open[chosen], rows.objective(chosen))
        chosen, bound = np.isin(rows.open, proof.taken), proof.bound
    return _answer(demand, rows, relaxation, filled_up(rows, chosen), bound)


def _bound(relaxation: Relaxation) -> int:
    return relaxation.bound


def _answer(demand: Demand, rows: Rows, relaxation: Relaxation, chosen: Flags, bound: int) -> Choice:
    held = set(rows.open[chosen].tolist()) | {i for i, wish in enumerate(demand.wishes) if wish.required}
    count = np.bincount(rows.limit[chosen[rows.wish_of]], minlength=rows.limits)
    full = set(np.flatnonzero(count >= rows.upper).tolist())
    worth = relaxation.prices.tolist()
    return Choice(
        chosen=tuple(demand.wishes[i].id for i in sorted(held)),
        value=sum(demand.wishes[i].weight for i in held),
        shortfall=int(np.maximum(rows.lower - count, 0).sum()),
        objective=rows.objective(chosen),
        bound=bound,
        price_bound=relaxation.bound,
        prices=tuple(Price(name, price) for name, price in zip(rows.names, worth, strict=True) if price),
        left_out=tuple(_left_out(demand, rows, held, full, worth)),
    )


def _left_out(
    demand: Demand, rows: Rows, held: set[int], full: set[int], worth: list[float]
) -> Iterator[LeftOut]:
    counted = list(counted_limits(demand))
    count = Counter(place for i in held for place in counted[i])
    out = excluded(demand)
    for i, wish in enumerate(demand.wishes):
        if wish.id in out:
            pair = out[wish.id]
            yield LeftOut(wish.id, wish.weight, apart=(pair.a, pair.b), reason=pair.reason)
        elif i not in held:
            limits = (
                Full(rows.names[place], count[place], max(worth[place], 0.0))
                for place in counted[i]
                if place in full
            )
            yield LeftOut(wish.id, wish.weight, full=tuple(limits))
