"""Whom to invite so that the gaps of a chain close: the smallest set, what stays open, and the next best sets."""

from collections.abc import Iterator, Sequence

import numpy as np

from kontor.engine.valuechain.branch import Found, smallest, without
from kontor.engine.valuechain.call import Call, Gap, closes
from kontor.engine.valuechain.chain import is_ready
from kontor.engine.valuechain.invitation import (
    COUNTRIES,
    LIMITS,
    NOBODY,
    NOT_READY,
    NOT_STATED,
    Alternative,
    Invitation,
    Invited,
    Price,
    StillOpen,
)
from kontor.engine.valuechain.prices import SCALE
from kontor.engine.valuechain.table import Numbers, Table

STEPS = 2_000  # the work unless more is asked for; a case with fewer than 100 candidates is one step


def invite(call: Call, *, alternatives: int = 3, steps: int = STEPS) -> Invitation:
    """Return the set of candidates with the least weight (all weigh 1: the fewest) that closes the gaps.

    Where limits or candidates do not suffice, as much as possible is closed first, by the gaps' weights. Small calls are
    solved to proof; others end within a stated bound after so many `steps` (`Invitation.gap`). The alternatives are the best
    sets without one of those invited, so the first of them is the second best of all sets in which everybody is needed.
    The same call gives the same answer. About a second for 60 gaps and 17,000 candidates.

    >>> from kontor.engine.valuechain import Candidate, Gap, Offer
    >>> call = Call((Gap("mill"), Gap("bake")), (Candidate("a", "Ada", offers=(Offer("mill"),)),
    ...             Candidate("b", "Bo", offers=(Offer("mill"), Offer("bake")))))
    >>> found = invite(call)
    >>> found.ids, found.optimal, str(found.invited[0].phrase)
    (('b',), True, 'Bo closes mill, bake; for bake nobody else could be invited.')
    """
    table = Table.of(call)
    found = smallest(table, steps)
    chosen = np.flatnonzero(np.isin(table.who, found.who))
    return Invitation(
        invited=tuple(
            _invited(call, table, chosen, place)
            for place in sorted(chosen.tolist(), key=lambda place: int(table.who[place]))
        ),
        still_open=tuple(_still_open(call, found.who)),
        weight=sum(call.candidates[who].weight for who in found.who),
        objective=found.objective,
        bound=found.bound,
        price_bound=found.price_bound,
        scale=SCALE,
        prices=tuple(
            Price(gap.component, int(worth))
            for gap, worth in zip(call.gaps, found.priced.prices, strict=True)
        ),
        alternatives=_alternatives(call, table, found, chosen, number=alternatives, steps=steps),
    )


def _invited(call: Call, table: Table, chosen: Numbers, place: int) -> Invited:
    one = call.candidates[table.who[place]]
    only = table.cover.sum(axis=0) == 1
    closed = [gap for gap in call.gaps if closes(gap, one)]
    swaps = table.stand_ins(chosen, place)
    swaps = swaps[table.weight[swaps] <= table.weight[place]]
    return Invited(
        id=one.id,
        name=one.called,
        country=one.country,
        closes=tuple(gap.component for gap in closed),
        alone=tuple(
            gap.component for gap, rare in zip(call.gaps, only, strict=True) if rare and gap in closed
        ),
        others=len(swaps),
        instead=call.candidates[table.who[swaps[0]]].id if len(swaps) else "",
    )


def _still_open(call: Call, chosen: Sequence[int]) -> Iterator[StillOpen]:
    for gap in call.gaps:
        missing = gap.missing - sum(closes(gap, call.candidates[who]) for who in chosen)
        if missing > 0:
            yield _open(call, gap, missing)


def _open(call: Call, gap: Gap, missing: int) -> StillOpen:
    offering = [
        (one, offer.readiness)
        for one in call.candidates
        for offer in one.offers
        if offer.component == gap.component
    ]
    ready = [one for one, level in offering if is_ready(level, gap.readiness)]
    able = [one for one in ready if call.is_open_to(one)]
    levels = [level for _, level in offering if level is not None]
    return StillOpen(
        component=gap.component,
        missing=missing,
        reason=_reason(bool(offering), bool(ready), bool(able), bool(levels)),
        required=gap.readiness,
        offering=len({one.id for one, _ in offering}),
        able=len({one.id for one in able}),
        best=max(levels, default=None),
    )


def _reason(offering: bool, ready: bool, able: bool, stated: bool) -> str:
    """The first thing that is in the way."""
    if not offering:
        return NOBODY
    if not ready:
        return NOT_READY if stated else NOT_STATED
    return LIMITS if able else COUNTRIES


def _alternatives(
    call: Call, table: Table, found: Found, chosen: Numbers, *, number: int, steps: int
) -> tuple[Alternative, ...]:
    """The best sets without one of those invited, best first, the same set once. They share the steps of one search.

    One for one at the same weight is as good as the set itself: where there are enough of these, nothing is searched.
    """
    each = steps // max(len(chosen), 1)
    places = sorted(chosen.tolist(), key=lambda place: not _has_equal(table, chosen, place))
    distinct: dict[tuple[str, ...], Alternative] = {}
    for place in places:
        if sum(one.objective <= found.objective for one in distinct.values()) >= number:
            break
        other = without(table, found, place, each)
        one = _alternative(call, int(table.who[place]), other.who, other.bound)
        distinct.setdefault(one.invited, one)
    return tuple(sorted(distinct.values(), key=lambda one: one.objective)[:number])


def _has_equal(table: Table, chosen: Numbers, place: int) -> bool:
    others = table.stand_ins(chosen, place)
    return len(others) > 0 and bool(table.weight[others[0]] <= table.weight[place])


def _alternative(call: Call, declined: int, chosen: tuple[int, ...], bound: int) -> Alternative:
    people = [call.candidates[who] for who in chosen]
    short = [(gap, max(gap.missing - sum(closes(gap, one) for one in people), 0)) for gap in call.gaps]
    weight = sum(one.weight for one in people)
    return Alternative(
        without=call.candidates[declined].id,
        invited=tuple(one.id for one in people),
        weight=weight,
        missing=sum(number for _, number in short),
        objective=weight + call.price * sum(gap.weight * number for gap, number in short),
        bound=bound,
    )
