"""Why a wish is not held, why somebody has a break, and the cheapest change that would help."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kontor.engine.scheduling.board import bits
from kontor.engine.scheduling.explain.change import Change
from kontor.engine.scheduling.explain.ways import Ways
from kontor.engine.scheduling.obstacle import obstacle
from kontor.engine.scheduling.plan import Plan
from kontor.engine.scheduling.problem import Problem
from kontor.engine.scheduling.reason import Reason, why
from kontor.engine.scheduling.solution import Solution


@dataclass(frozen=True, slots=True)
class NotHeld:
    """A wish that is not held: what stands against it, and the cheapest change that would allow it, if one is known."""

    wish: str
    reason: Reason
    change: Change | None


@dataclass(frozen=True, slots=True)
class Break:
    """Idle slots of somebody between her meetings in the slots `after` and `before`, and what would close them."""

    person: str
    after: str
    before: str
    reason: Reason
    change: Change | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Every wish not held and every break of a schedule, in the order of the problem."""

    wishes: tuple[NotHeld, ...]
    breaks: tuple[Break, ...]


def explain(problem: Problem, solution: Solution, now: str | None = None) -> Explanation:
    """Return why each wish is not held and why each break exists, with the cheapest change that was found.

    `solution` is valid. Slots before `now` are past and no part of any change. Each change holds: `apply` gives a problem
    and a schedule that pass `check`. O((wishes not held + breaks x meetings of a person) x slots).
    """
    plan = _planned(problem, solution, now)
    ways = Ways(plan)
    wishes = tuple(
        NotHeld(problem.wishes[wish].id, obstacle(plan, wish), ways.cheapest(wish, plan.everything))
        for wish, spot in enumerate(plan.held)
        if spot is None
    )
    return Explanation(wishes, tuple(_breaks(plan, ways)))


def obstacles(problem: Problem, solution: Solution, now: str | None = None) -> tuple[tuple[str, Reason], ...]:
    """Return for each wish that is not held what stands against it, without looking for changes that would help.

    As `explain`, at a fraction of its cost: O(wishes not held x slots).
    """
    plan = _planned(problem, solution, now)
    unheld = (wish for wish, spot in enumerate(plan.held) if spot is None)
    return tuple((problem.wishes[wish].id, obstacle(plan, wish)) for wish in unheld)


def _planned(problem: Problem, solution: Solution, now: str | None) -> Plan:
    """The schedule as a plan whose past is closed."""
    plan = Plan(problem)
    for meeting in solution.meetings:
        spot = plan.spot_of(meeting)
        assert spot is not None, meeting
        plan.put(plan.wish_of[meeting.wish], spot)
    if now is not None:
        plan.future &= -1 << plan.slot_of[now]
    return plan


def _breaks(plan: Plan, ways: Ways) -> Iterator[Break]:
    slots = plan.problem.slots
    for person, record in enumerate(plan.problem.participants):
        for after, before in pairwise(bits(plan.busy[person])):
            if before - after > 1 and slots[after].day == slots[before].day:
                gap = (1 << before) - (2 << after)
                change = _closing(plan, ways, person, gap)
                reason = _idle(plan, person, gap, change)
                yield Break(record.id, slots[after].id, slots[before].id, reason, change)


def _idle(plan: Plan, person: int, gap: int, change: Change | None) -> Reason:
    """Why nothing fills those slots of hers."""
    name = plan.problem.participants[person].id
    if not plan.available[person] & gap:
        return why("idle_away", person=name)
    if not plan.future & gap:
        return why("idle_past", person=name)
    if change is not None and len(change.steps) == 1:
        return why("idle_open", person=name)
    if not plan.vacant & plan.available[person] & gap:
        return why("idle_no_table", person=name)
    return why("idle_partners", person=name)


def _closing(plan: Plan, ways: Ways, person: int, gap: int) -> Change | None:
    """The cheapest change that gives her one break less: a meeting of hers elsewhere, or a wish of hers in the gap."""
    own = [wish for wish in plan.agenda[person].values() if ways.is_open(wish)]
    near = [change for wish in own if (change := _shifted(plan, ways, person, wish, plan.everything))]
    if not near:
        near = [change for wish in own if (change := _shifted(plan, ways, person, wish, gap, ask=True))]
        if gap.bit_count() == 1:  # a meeting inside a longer gap leaves a break
            new = (ways.cheapest(wish, gap, sitter=person) for wish in ways.not_held[person])
            near += [change for change in new if change is not None]
    return min(near, key=lambda change: (change.price, change.breaks), default=None)


def _shifted(
    plan: Plan, ways: Ways, person: int, wish: int, slots: int, *, ask: bool = False
) -> Change | None:
    """Her meeting in another of those slots where she has fewer breaks; with `ask`, also where others must do something."""
    spot = plan.held[wish]
    assert spot is not None
    mark, breaks = len(plan.trail), plan.breaks(plan.busy[person])
    plan.lift(wish)
    rest = plan.busy[person]
    free = slots & plan.future & ~rest & ~(1 << spot.slot) & (plan.everything if ask else plan.direct(wish))
    better = sum(1 << slot for slot in bits(free) if plan.breaks(rest | 1 << slot) < breaks)
    change = ways.cheapest(wish, better, spot, person) if better else None
    plan.undo(mark)
    return change
