"""How far each activity may slip, on which the end of the plan hangs, and what clashes.

The critical path method of Kelley and Walker (1959), backward from the planned end, against the months as planned: a plan
states months, not earliest starts, so what counts is the room between the planned month and the latest possible one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kontor.engine.roadmap.plan import Activity, Plan


@dataclass(frozen=True, slots=True)
class Room:
    """`latest` is the last month in which it may end without moving the end of the plan; `months` how far that is away.

    Below 0 the plan cannot be kept as it stands: something after it begins too early.
    """

    id: str
    latest: int
    months: int


@dataclass(frozen=True, slots=True)
class Clash:
    """`id` begins `months` months before `before`, which it comes after, has ended."""

    id: str
    before: str
    months: int


def rooms(plan: Plan) -> dict[str, Room]:
    """The room of every activity that is not over.

    >>> plan = Plan((Activity("a", 2), Activity("b", 6, 2, ("a",)), Activity("c", 3)))
    >>> {name: room.months for name, room in rooms(plan).items()}
    {'b': 0, 'c': 3, 'a': 2}
    """
    found: dict[str, Room] = {}
    for one in reversed(plan.ordered):
        if one.over:
            continue
        limits = [
            found[after.id].latest - after.takes for after in plan.followers[one.id] if after.id in found
        ]
        latest = min(limits, default=plan.end)
        found[one.id] = Room(one.id, latest, latest - one.month)
    return found


def critical(plan: Plan) -> tuple[Activity, ...]:
    """Those on which the end hangs, in their order: without room, and leading to the end of the plan without a gap.

    >>> plan = Plan((Activity("a", 2), Activity("b", 4, 2, ("a",)), Activity("c", 3)))
    >>> [one.id for one in critical(plan)]
    ['a', 'b']
    """
    room = rooms(plan)
    return tuple(one for one in plan.ordered if one.id in room and room[one.id].months <= 0)


def clashes(plan: Plan) -> tuple[Clash, ...]:
    """What begins before what it comes after has ended, in the order of the plan."""
    return tuple(_clashes(plan))


def _clashes(plan: Plan) -> Iterator[Clash]:
    for one in plan.ordered:
        if one.over:
            continue
        for name in one.after:
            before = plan.by_id[name]
            early = before.month - (one.month - one.takes)
            if early > 0 and not before.over:
                yield Clash(one.id, name, early)
