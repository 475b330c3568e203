"""Activities by project month, and the order in which they can be done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property


class PlanError(ValueError):
    """A plan that cannot be read: an activity named twice, one that comes after an unknown one, or a circle."""


@dataclass(frozen=True, slots=True)
class Activity:
    """`month` is the project month at whose end it is to be done, `takes` how many months it takes (1: only that month).

    `over` is done or dropped: it moves no more, and nothing waits for it.
    """

    id: str
    month: int
    takes: int = 1
    after: tuple[str, ...] = ()
    over: bool = False


@dataclass(frozen=True)
class Plan:
    """Raises PlanError when asked for an order that there is not."""

    activities: tuple[Activity, ...]
    by_id: Mapping[str, Activity] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_id = {one.id: one for one in self.activities}
        if len(by_id) < len(self.activities):
            raise PlanError("an activity is named twice")
        unknown = sorted({name for one in self.activities for name in one.after if name not in by_id})
        if unknown:
            raise PlanError(f"comes after what is not in the plan: {', '.join(unknown)}")
        object.__setattr__(self, "by_id", by_id)

    @cached_property
    def end(self) -> int:
        """The last month in which something is to be done; 0 of an empty plan."""
        return max((one.month for one in self.activities), default=0)

    @cached_property
    def ordered(self) -> tuple[Activity, ...]:
        """Each after all that it comes after; otherwise by month and id, so that the same plan gives the same order.

        Kahn's algorithm, linear in activities and dependencies but for the sorting.
        """
        waiting = {one.id: set(one.after) for one in self.activities}
        found: list[Activity] = []
        while waiting:
            free = [name for name, before in waiting.items() if not before]
            if not free:
                raise PlanError(f"comes after itself: {', '.join(sorted(waiting))}")
            found += sorted((self.by_id[name] for name in free), key=lambda one: (one.month, one.id))
            for name in free:
                del waiting[name]
            for before in waiting.values():
                before.difference_update(free)
        return tuple(found)

    @cached_property
    def followers(self) -> Mapping[str, tuple[Activity, ...]]:
        """What comes directly after each."""
        found: dict[str, list[Activity]] = {one.id: [] for one in self.activities}
        for one in self.ordered:
            for name in one.after:
                found[name].append(one)
        return {name: tuple(rows) for name, rows in found.items()}
