"""What is answered: which wishes are held, when, where and by whom; how good that is, and how good it could be."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum


class Status(StrEnum):
    """What an answer is worth."""

    OPTIMAL = "optimal"  # proven: no schedule is better
    FEASIBLE = "feasible"  # valid; the gap says how far from the best it can be
    INFEASIBLE = "infeasible"  # proven: no schedule holds what must hold
    UNKNOWN = "unknown"  # the effort ended without a schedule and without a proof


@dataclass(frozen=True, slots=True)
class Meeting:
    """A wish that is held: in which slot, at which place, by whom (one person for each party, in their order)."""

    wish: str
    slot: str
    place: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Solution:
    """The meetings held, in the order of the wishes; wishes not among them are not held."""

    meetings: tuple[Meeting, ...] = ()

    def by_wish(self) -> dict[str, Meeting]:
        return {meeting.wish: meeting for meeting in self.meetings}


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a search stands: seconds since its start, the best objective so far, and the proven bound below it."""

    seconds: float
    objective: int | None
    bound: int | None
    phase: str = ""


@dataclass(frozen=True, slots=True)
class Control:
    """How long to search and whom to tell. The clock is the caller's: the engine has none.

    `effort` scales the work of the deterministic searches (moves, rounds); the same effort and seed give the same
    answer on every machine unless `limit` seconds of `clock` cut it short or `cancelled` says to stop.
    """

    clock: Callable[[], float]
    limit: float = 60.0
    seed: int = 0
    workers: int = 1
    effort: float = 1.0
    progress: Callable[[Progress], None] = field(default=lambda _: None)
    cancelled: Callable[[], bool] = field(default=lambda: False)


@dataclass(frozen=True, slots=True)
class Seconds:
    """When the first complete schedule, the best one and the proof were there, from the start; None where not."""

    first: float | None = None
    best: float | None = None
    proof: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A schedule with its worth: never better than `bound`, in the units of the problem's aims."""

    status: Status
    solution: Solution | None
    objective: int | None
    bound: int | None
    seconds: Seconds
    reason: str = ""

    @property
    def gap(self) -> float | None:
        """(objective - bound) / bound: 0 when proven best, None where there is no schedule or nothing to compare with."""
        if self.objective is None or self.bound is None:
            return None
        if self.objective == self.bound:
            return 0.0
        return (self.objective - self.bound) / self.bound if self.bound > 0 else None
