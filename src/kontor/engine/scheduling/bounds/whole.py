"""All bounds together: of each part of the cost, and of their sum in the prices of the event's aims."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from kontor.engine.scheduling.arrays import Arrays, Flags, Numbers
from kontor.engine.scheduling.bounds.day import People, Seats
from kontor.engine.scheduling.bounds.hours import ROUNDS as HOUR_ROUNDS
from kontor.engine.scheduling.bounds.hours import Hours, breaks_together
from kontor.engine.scheduling.bounds.person import NEVER, fewest_breaks
from kontor.engine.scheduling.bounds.tables import ROUNDS, Shared, cheapest_days
from kontor.engine.scheduling.bounds.usable import usable
from kontor.engine.scheduling.bounds.value import ROUNDS as VALUE_ROUNDS
from kontor.engine.scheduling.bounds.value import Room, most_value
from kontor.engine.scheduling.solution import Control


@dataclass(frozen=True)
class Bounds:
    """What no valid schedule can be below, part by part and in sum; `reasons` say why, by the name of the part.

    Parts hold for every schedule. `breaks_all_held` holds for those that hold every wish; None when none can.
    `impossible` are proofs that there is no valid schedule at all; the numbers then mean nothing.
    """

    value_missed: int
    shortfall: int
    breaks: int
    unfairness: int
    idle: int
    cost: int
    breaks_all_held: int | None
    reasons: dict[str, str]
    impossible: tuple[str, ...] = ()


def bounds(arrays: Arrays, control: Control) -> Bounds:
    """Return proven lower bounds. Seconds at 5,000 people x 50,000 wishes x 60 slots.

    The cost of a schedule is at least the least cost with all wishes held, or the least with one missed: holding
    fewer meetings may save breaks, so the smaller of the two counts unless every wish is required.
    """
    start = control.clock()
    effort = _Effort(control, start)
    required = arrays.required
    some = _Held.of(arrays, required, effort)
    impossible = tuple(_contradictions(arrays, some))
    if impossible:
        return Bounds(0, 0, 0, 0, 0, 0, None, {"impossible": impossible[0]}, impossible)
    possible = most_value(
        arrays, some.allowed, some.room, rounds=effort.rounds(VALUE_ROUNDS), stop=effort.over
    )
    missed = max(int(arrays.weight.sum()) - possible, 0)
    every = some
    if not required.all():
        every = _Held.of(arrays, np.ones(arrays.wishes, np.bool_), effort) if missed == 0 else _NOT
    short = _shortfall(arrays, some.room)
    cost = _cost(arrays, some, every, missed, short)
    return Bounds(
        value_missed=missed,
        shortfall=short,
        breaks=some.breaks,
        unfairness=some.unfairness,
        idle=some.breaks,
        cost=cost,
        breaks_all_held=None if every.contradictory else every.breaks,
        reasons=_reasons(arrays, some, every, missed, short),
    )


@dataclass(frozen=True, eq=False)
class _Effort:
    """Rounds by the effort asked for; over when the time is or somebody says so."""

    control: Control
    start: float

    def rounds(self, usual: int) -> int:
        return max(1, round(usual * self.control.effort))

    def over(self) -> bool:
        return self.control.cancelled() or self.control.clock() - self.start > self.control.limit


@dataclass(frozen=True, eq=False)
class _Held:
    """What follows when some wishes are held: fewest breaks of each alone and of all, and what breaks and idling cost."""

    allowed: Flags
    room: Room
    alone: Numbers
    breaks: int
    days: int
    contradictions: tuple[str, ...]
    contradictory: bool

    @classmethod
    def of(cls, arrays: Arrays, held: Flags, effort: _Effort) -> "_Held":
        left = usable(arrays, held)
        seats = Seats.of(arrays, left, held)
        room = Room.of(arrays, left.allowed)
        number = np.array([len(own) for own in seats.must], np.int64)
        alone = fewest_breaks(arrays, left, seats)
        faults = left.impossible + tuple(_overfull(arrays, held, number, room, alone))
        if faults:
            return cls(left.allowed, room, alone, 0, 0, faults, True)
        people = People.of(arrays, left, seats)
        shared = Shared.of(arrays, people, alone)
        aims = arrays.problem.aims
        rounds = effort.rounds(ROUNDS)
        priced = cheapest_days(shared, 1, rounds=rounds, stop=effort.over)
        breaks = breaks_together(
            Hours.of(arrays, left, held, people, alone),
            max(priced.bound, int(alone.sum())),
            rounds=effort.rounds(HOUR_ROUNDS),
            stop=effort.over,
        )
        days = cheapest_days(
            shared,
            aims.breaks,
            aims.idle,
            prices=priced.prices * aims.breaks,
            rounds=rounds // 4,
            stop=effort.over,
        ).bound
        days = max(days, (aims.breaks + aims.idle) * breaks)
        return cls(left.allowed, room, alone, breaks, days, (), False)

    @property
    def unfairness(self) -> int:
        """The least sum of k (k - 1) / 2: as even as the total allows, and of each what she has alone."""
        if not len(self.alone):
            return 0
        each, more = divmod(self.breaks, len(self.alone))
        even = len(self.alone) * (each * (each - 1) // 2) + more * each
        return max(even, int((self.alone * (self.alone - 1) // 2).sum()))


_NOBODY = np.zeros(0, np.int64)
_NOT = _Held(np.zeros((0, 0), np.bool_), Room(_NOBODY, 0), _NOBODY, 0, 0, (), True)


def _overfull(arrays: Arrays, held: Flags, number: Numbers, room: Room, alone: Numbers) -> Iterator[str]:
    """Sentences on people and tables that cannot hold these wishes."""
    people = arrays.problem.participants
    for person in np.flatnonzero(number > np.minimum(arrays.maximum, room.limit)):
        yield (
            f"{people[person].id!r} would have {number[person]} meetings and can have {room.limit[person]}: "
            "her maximum and the slots in which her meetings can be held allow no more."
        )
    for person in np.flatnonzero((alone >= NEVER) & (number <= room.limit)):
        yield (
            f"{people[person].id!r} cannot have all her {number[person]} meetings: sessions, fixed slots and the "
            "free time of the others leave no slot for each."
        )
    if held.sum() > room.meetings:
        yield f"{held.sum()} meetings would be held, and the tables and people of all slots hold {room.meetings}."


def _contradictions(arrays: Arrays, held: _Held) -> Iterator[str]:
    yield from held.contradictions
    difference = arrays.problem.aims.difference
    if held.contradictory or difference is None or not arrays.people:
        return
    needed = int(held.alone.max())
    most = np.maximum(held.room.limit - 1, 0)
    for person in np.flatnonzero(most < needed - difference):
        yield (
            f"Somebody has {needed} breaks at least and {arrays.problem.participants[person].id!r} has {most[person]} "
            f"at most: more than {difference} apart."
        )


def _shortfall(arrays: Arrays, room: Room) -> int:
    """What is missing to the minima: of each alone, and of all together when tables are few."""
    each = int(np.maximum(arrays.minimum - room.limit, 0).sum())
    seats = room.meetings * max((len(parties) for parties in arrays.parties), default=2)
    return max(each, int(arrays.minimum.sum()) - seats)


def _cost(arrays: Arrays, some: _Held, every: _Held, missed: int, short: int) -> int:
    aims = arrays.problem.aims
    optional = arrays.weight[~arrays.required]
    others = aims.minimum * short + some.days + aims.fairness * some.unfairness
    whole = aims.minimum * short + every.days + aims.fairness * every.unfairness
    if not len(optional):
        return whole
    fewer = aims.value * max(missed, int(optional.min())) + others
    return fewer if every.contradictory else min(whole, fewer)


def _reasons(arrays: Arrays, some: _Held, every: _Held, missed: int, short: int) -> dict[str, str]:
    alone = int(some.alone.sum())
    tables = (
        f" Tables, and the hours of those whom they meet, force {some.breaks - alone} more."
        if some.breaks > alone
        else ""
    )
    whole = "" if every.contradictory or every is some else f" With every wish held: {every.breaks} breaks."
    return {
        "value_missed": f"People's hours and maxima and {some.room.meetings} places for meetings leave {missed} unmet.",
        "shortfall": f"Hours, maxima, wishes and tables leave {short} meetings short of the minima.",
        "breaks": f"Hours and the slots of required meetings force {alone} breaks.{tables}{whole}",
        "unfairness": "So many breaks cannot be shared more evenly.",
        "idle": "Every break has an idle slot.",
        "cost": "The parts in the prices of the aims"
        + ("." if every.contradictory else ", with every wish held or with the cheapest one missed."),
    }
