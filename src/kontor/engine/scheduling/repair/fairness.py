"""Numbers of breaks kept within the bound of the problem while a published schedule is repaired."""

from kontor.engine.scheduling.board import bits
from kontor.engine.scheduling.plan import Plan
from kontor.engine.scheduling.reason import Reason, why
from kontor.engine.scheduling.repair.chains import Chains


def unevenness(plan: Plan) -> Reason | None:
    """By how much the numbers of breaks differ, where that is more than the problem allows. O(people x days)."""
    difference = plan.problem.aims.difference
    if difference is None:
        return None
    spread = _spread(_numbers(plan))
    return why("uneven", range=spread, difference=difference) if spread > difference else None


def level(plan: Plan, chains: Chains) -> dict[int, Reason]:
    """Move meetings, then give up wishes just added, until the bound holds or nothing helps; wishes moved, with reason."""
    difference = plan.problem.aims.difference
    moved: dict[int, Reason] = {}
    if difference is None:
        return moved
    reason = why("level", difference=difference)
    while _excess(_numbers(plan), difference) > 0 and chains.steps > 0:
        wish = _ease(plan, chains, difference) or _give_up(plan, chains, difference)
        if wish is None:
            break
        moved[wish[0]] = reason
    return moved


def _numbers(plan: Plan) -> list[int]:
    return [plan.breaks(busy) for busy in plan.busy]


def _spread(numbers: list[int]) -> int:
    return max(numbers, default=0) - min(numbers, default=0)


def _excess(numbers: list[int], difference: int) -> int:
    """Breaks above what the bound leaves over the person with the fewest."""
    most = min(numbers, default=0) + difference
    return sum(number - most for number in numbers if number > most)


def _ease(plan: Plan, chains: Chains, difference: int) -> tuple[int] | None:
    """Move one meeting of somebody with too many breaks where the excess falls; those already changed first."""
    numbers = _numbers(plan)
    excess, most = _excess(numbers, difference), min(numbers) + difference
    for person in sorted(range(len(numbers)), key=lambda person: -numbers[person]):
        if numbers[person] <= most:
            break
        own = [wish for wish in plan.agenda[person].values() if not chains.pinned(wish)]
        own.sort(key=lambda wish: plan.held[wish] == chains.published[wish])
        for wish in own:
            if _moved(plan, chains, wish, excess, difference):
                return (wish,)
    return None


def _moved(plan: Plan, chains: Chains, wish: int, excess: int, difference: int) -> bool:
    former = plan.held[wish]
    mark = len(plan.trail)
    plan.lift(wish)
    lifted = len(plan.trail)
    for slot in bits(plan.direct(wish)):
        chains.steps -= 1
        spot = plan.spot_in(wish, slot, former)
        if spot is None or spot == former:
            continue
        plan.put(wish, spot)
        if _excess(_numbers(plan), difference) < excess:
            return True
        plan.undo(lifted)
    plan.undo(mark)
    return False


def _give_up(plan: Plan, chains: Chains, difference: int) -> tuple[int] | None:
    """Take off a wish that was only added now, where the excess falls: a hard bound outranks a new meeting."""
    excess = _excess(_numbers(plan), difference)
    for wish, spot in enumerate(plan.held):
        if spot is None or chains.published[wish] is not None or plan.problem.wishes[wish].required:
            continue
        mark = len(plan.trail)
        plan.lift(wish)
        if _excess(_numbers(plan), difference) < excess:
            return (wish,)
        plan.undo(mark)
    return None
