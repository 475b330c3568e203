"""What follows when activities move: only what must, and only as far as it must."""

from collections.abc import Mapping
from dataclasses import dataclass

from kontor.engine.roadmap.plan import Plan


@dataclass(frozen=True, slots=True)
class Move:
    """An activity that ends in `now` instead of `was`. `because` is the one it waits for, '' where it was moved itself."""

    id: str
    was: int
    now: int
    because: str = ""

    @property
    def months(self) -> int:
        return self.now - self.was


def shift(plan: Plan, moved: Mapping[str, int]) -> tuple[Move, ...]:
    """What moves when these activities end that many months later (or earlier, below 0), in the order of the plan.

    What comes after begins when all that it comes after has ended, and not earlier than planned: room is used up first, and
    nothing is pulled forward. Clashes that the plan has already push nothing that nobody moved.

    >>> from kontor.engine.roadmap.plan import Activity
    >>> plan = Plan((Activity("a", 2), Activity("b", 5, 2, ("a",)), Activity("c", 6, 1, ("b",))))
    >>> [(move.id, move.now, move.because) for move in shift(plan, {"a": 2})]
    [('a', 4, ''), ('b', 6, 'a'), ('c', 7, 'b')]
    """
    found: dict[str, Move] = {}
    for one in plan.ordered:
        if one.over:
            continue
        own = one.month + moved.get(one.id, 0)
        waits = max(
            ((found[name].now + one.takes, name) for name in one.after if name in found and found[name].months > 0),
            default=(0, ""),
        )  # fmt: skip
        now, because = waits if waits[0] > own else (own, "")
        if now != one.month:
            found[one.id] = Move(one.id, one.month, max(now, 1), because)
    return tuple(found.values())


def expected(plan: Plan, month: int) -> tuple[Move, ...]:
    """What must be expected in project month `month`: what was to be done before it and is not over ends in it at the earliest.

    >>> from kontor.engine.roadmap.plan import Activity
    >>> plan = Plan((Activity("a", 2), Activity("b", 3, 1, ("a",))))
    >>> [(move.id, move.now) for move in expected(plan, 5)]
    [('a', 5), ('b', 6)]
    """
    late = {one.id: month - one.month for one in plan.activities if not one.over and one.month < month}
    return shift(plan, late)
