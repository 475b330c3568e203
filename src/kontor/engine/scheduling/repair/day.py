"""The day itself: somebody is late or stays away, a table is lost, a meeting is cancelled, new wishes come.

The published schedule is kept as far as the day lets it: past meetings stay, confirmed ones move only when they cannot
stay, and of the others as few as possible change. First somebody of the same party stands in, then another table, then
another slot, then others make room (see `chains`). Wishes not held so far come in where nobody has to move.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kontor.engine.scheduling.obstacle import obstacle
from kontor.engine.scheduling.plan import Plan, Spot
from kontor.engine.scheduling.problem import Problem
from kontor.engine.scheduling.reason import Reason, why
from kontor.engine.scheduling.repair.chains import Chains
from kontor.engine.scheduling.repair.events import Event, Fixed, Latecomers, after
from kontor.engine.scheduling.repair.fairness import level, unevenness
from kontor.engine.scheduling.repair.fault import fault
from kontor.engine.scheduling.solution import Control, Meeting, Solution

STEPS = 3_000  # wishes looked at by one repair of effort 1: about a fifth of a second
SHARE = 400  # and of these at most for one wish at one price
CHANGES = 3  # published meetings that may change for one other meeting, along any chain
SWAP = 10  # the same when two slots are swapped, for a published meeting that would be lost otherwise


@dataclass(frozen=True, slots=True)
class Changed:
    """A published meeting that is elsewhere now, by other people or in another slot or place."""

    before: Meeting
    after: Meeting
    reason: Reason


@dataclass(frozen=True, slots=True)
class Dropped:
    """A published meeting that is not held any more."""

    before: Meeting
    reason: Reason


@dataclass(frozen=True, slots=True)
class Repaired:
    """The problem after the events and its schedule, with every difference to the published one and its reason.

    `kept` are wishes whose meeting is as it was. `unavoidable` says for each confirmed meeting touched why it had to be,
    and for each demand that the day made impossible why the problem no longer makes it.
    """

    problem: Problem
    solution: Solution
    kept: tuple[str, ...]
    changed: tuple[Changed, ...]
    dropped: tuple[Dropped, ...]
    added: tuple[Meeting, ...]
    unavoidable: tuple[Reason, ...]


def repair(
    problem: Problem,
    solution: Solution,
    events: Iterable[Event],
    control: Control,
    confirmed: frozenset[str] = frozenset(),
) -> Repaired:
    """Return the published schedule as the events leave it, with as few changes as were found.

    `confirmed` are ids of wishes whose meeting people have agreed to. The answer passes `check` with its problem: where
    the day makes a required wish or the difference of breaks impossible, the problem drops that demand and
    `unavoidable` says so. Raises `ProblemError` when an event names what is not there. O(size of the problem + steps),
    a step being one wish that is looked at; `control.effort` scales how many.
    """
    events = tuple(events)
    changed, past = after(problem, events)
    new = frozenset(wish.id for event in events if isinstance(event, Latecomers) for wish in event.wishes)
    fixed = frozenset(event.wish for event in events if isinstance(event, Fixed))
    day = _Day(changed, solution, past=past, new=new, confirmed=confirmed, fixed=fixed, control=control)
    day.settle()
    return day.outcome()


class _Day:
    """One repair at work: the plan, what was published, and what became of it."""

    def __init__(
        self,
        problem: Problem,
        solution: Solution,
        *,
        past: int,
        new: frozenset[str],
        confirmed: frozenset[str],
        fixed: frozenset[str],
        control: Control,
    ) -> None:
        self.plan = plan = Plan(problem)
        self.control = control
        self.past = past
        self.before = solution
        self.published: list[Spot | None] = [None] * len(problem.wishes)
        for meeting in solution.meetings:
            if meeting.wish in plan.wish_of:
                self.published[plan.wish_of[meeting.wish]] = plan.spot_of(meeting)
        self.new = {plan.wish_of[name] for name in new}
        self.agreed = confirmed
        self.confirmed = {plan.wish_of[name] for name in confirmed if name in plan.wish_of}
        self.fixed = {plan.wish_of[name] for name in fixed if name in plan.wish_of}
        self.reasons: dict[int, Reason] = {}  # of each wish that could not stay
        self.given_up: dict[int, Reason] = {}  # of each required wish that cannot be held
        self.uneven: Reason | None = None
        self.confirmed_may_move = False
        self.chains = Chains(plan, self.published, self.pinned, int(STEPS * control.effort))
        self._started = control.clock()

    def pinned(self, wish: int) -> bool:
        """Whether nobody may move it: it is past, set by the organiser, or confirmed and as it was."""
        spot = self.plan.held[wish]
        if wish in self.fixed or (spot is not None and spot.slot < self.past):
            return True
        return wish in self.confirmed and not self.confirmed_may_move and spot == self.published[wish]

    def settle(self) -> None:
        """Keep what can stay, then hold what must be, then what lost its spot or is new, then what fits in beside."""
        self._keep()
        self.plan.future &= -1 << self.past
        required = [wish for wish in self._open() if self.plan.problem.wishes[wish].required]
        for wish in sorted(required, key=lambda wish: wish not in self.fixed):
            if not self._must(wish):
                self.given_up[wish] = self.reasons.get(wish) or obstacle(self.plan, wish)
        for wish in sorted(self.confirmed & self.reasons.keys()):
            if self.plan.held[wish] is None:
                self._keep_time(wish)
        self._in_rounds(
            [wish for wish in self._open() if wish in self.new or self.published[wish] is not None]
        )
        for wish in self._open():
            if self.plan.direct(wish) and not self._stopped():
                self.chains.hold(wish, int(self.published[wish] is not None), share=1)
        for wish, reason in level(self.plan, self.chains).items():
            self.reasons.setdefault(wish, reason)
        self._walk()
        self.given_up = {
            wish: reason for wish, reason in self.given_up.items() if self.plan.held[wish] is None
        }
        self.uneven = unevenness(self.plan)

    def _walk(self) -> None:
        """Take off what somebody cannot reach in time since the stop on the way is gone, and hold it elsewhere, once."""
        moved: set[int] = set()
        for person in range(len(self.plan.busy)):
            while (wish := self.plan.out_of_reach(person, self.pinned)) is not None:
                self.reasons.setdefault(wish, why("walk", wish=self.plan.problem.wishes[wish].id))
                self.plan.lift(wish)
                if wish not in moved and self.chains.hold(wish, 1, SHARE):
                    moved.add(wish)

    def _keep(self) -> None:
        """Put on the plan what can stay: the past first, then what is confirmed, then what must be, then by weight."""
        wishes = self.plan.problem.wishes
        held = [(wish, spot) for wish, spot in enumerate(self.published) if spot is not None]
        held.sort(
            key=lambda row: (
                row[1].slot >= self.past,
                row[0] not in self.confirmed,
                not wishes[row[0]].required,
                -wishes[row[0]].weight,
            )
        )
        for wish, spot in held:
            reason = fault(self.plan, wish, spot)
            if reason is None:
                self.plan.put(wish, spot)
            else:
                self.reasons[wish] = reason

    def _open(self) -> list[int]:
        """Wishes not held, the weightiest first; of equal ones, those that were published and confirmed."""
        wishes = self.plan.problem.wishes
        return sorted(
            (wish for wish, spot in enumerate(self.plan.held) if spot is None),
            key=lambda wish: (-wishes[wish].weight, self.published[wish] is None, wish not in self.confirmed),
        )

    def _must(self, wish: int) -> bool:
        """Hold a wish that must be: at the price of others, then of confirmed ones, then of meetings that are lost."""
        for self.confirmed_may_move in (False, True):
            if any(self._try(wish, extra) for extra in range(CHANGES + 1)) or self.chains.swap(wish, SWAP):
                break
        else:
            for self.confirmed_may_move in (False, True):
                if self.plan.held[wish] is None:
                    self._oust(wish, self.plan.everything)
        self.confirmed_may_move = False
        return self.plan.held[wish] is not None

    def _oust(self, wish: int, slots: int) -> None:
        lost = self.chains.oust(wish, slots, self.confirmed)
        name = self.plan.problem.wishes[wish].id
        self.reasons.update((other, why("room", wish=name)) for other in lost)

    def _keep_time(self, wish: int) -> None:
        """A confirmed meeting keeps its slot when its table is gone: another one is free, or one not confirmed goes."""
        spot = self.published[wish]
        if spot is None or spot.slot < self.past or not self.plan.reach(wish) >> spot.slot & 1:
            return
        if not any(self.chains.hold_in(wish, spot.slot, extra + 1, SHARE) for extra in range(CHANGES)):
            self._oust(wish, 1 << spot.slot)

    def _in_rounds(self, waiting: list[int]) -> None:
        """What costs nothing first, for all; then what costs one changed meeting, and so on."""
        for extra in range(CHANGES + 1):
            waiting = [wish for wish in waiting if self._stopped() or not self._try(wish, extra)]
        for wish in waiting:
            if self.published[wish] is not None and not self._stopped():
                self.chains.swap(wish, SWAP)

    def _try(self, wish: int, extra: int) -> bool:
        return self.chains.hold(wish, extra + (self.published[wish] is not None), SHARE)

    def _stopped(self) -> bool:
        return self.control.cancelled() or self.control.clock() - self._started > self.control.limit

    # What became of it --------------------------------------------------------------------------------------------

    def outcome(self) -> Repaired:
        before, solution = self.before.by_wish(), self.plan.solution()
        now = solution.by_wish()
        touched = {name for name, meeting in before.items() if now.get(name) != meeting}
        return Repaired(
            problem=self._problem(),
            solution=solution,
            kept=tuple(name for name in before if name not in touched),
            changed=tuple(
                Changed(meeting, now[name], self._reason(name))
                for name, meeting in before.items()
                if name in touched and name in now
            ),
            dropped=tuple(
                Dropped(meeting, self._reason(name)) for name, meeting in before.items() if name not in now
            ),
            added=tuple(meeting for meeting in solution.meetings if meeting.wish not in before),
            unavoidable=tuple(self._unavoidable([name for name in before if name in touched])),
        )

    def _reason(self, name: str) -> Reason:
        wish = self.plan.wish_of.get(name)
        if wish is None:
            return why("cancelled", wish=name)
        if wish in self.reasons:
            return self.reasons[wish]
        if wish in self.chains.pushed:
            return why("room", wish=self.plan.problem.wishes[self.chains.pushed[wish]].id)
        return why("stranger", wish=name)

    def _unavoidable(self, touched: list[str]) -> Iterator[Reason]:
        """Confirmed meetings touched, and demands that the problem no longer makes."""
        for name in touched:
            if name in self.agreed:
                yield why("confirmed", wish=name, why=self._reason(name).sentence)
        for wish, reason in self.given_up.items():
            yield why("required", wish=self.plan.problem.wishes[wish].id, why=reason.sentence)
        if self.uneven is not None:
            yield self.uneven

    def _problem(self) -> Problem:
        problem = self.plan.problem
        if self.given_up:
            wishes = tuple(
                replace(wish, required=False) if index in self.given_up else wish
                for index, wish in enumerate(problem.wishes)
            )
            problem = replace(problem, wishes=wishes)
        if self.uneven is not None:
            spread = int(self.uneven.about["range"])
            problem = replace(problem, aims=replace(problem.aims, difference=spread))
        return problem
