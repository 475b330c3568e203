"""Why a meeting cannot be where it is asked to be, in the order in which a person would look."""

from kontor.engine.scheduling.plan import Plan, Spot
from kontor.engine.scheduling.reason import Reason, why


def fault(plan: Plan, wish: int, spot: Spot) -> Reason | None:
    """Why the wish, not held so far, cannot be put on that spot; None when it can."""
    bit = 1 << spot.slot
    slot, place = plan.problem.slots[spot.slot].id, plan.problem.places[spot.place].id
    name = plan.problem.wishes[wish].id
    parties = plan.parties[wish]
    if len(parties) != len(spot.people) or any(
        person not in party for person, party in zip(spot.people, parties, strict=True)
    ):
        return why("stranger", wish=name)
    for person in spot.people:
        if not plan.available[person] & bit:
            return why("absent", person=_name(plan, person), slot=slot)
    if not plan.allowed[wish] & bit:
        return why("elsewhen", wish=name, slot=slot)
    if plan.home[wish] not in (None, spot.place):
        return why("elsewhere", wish=name, place=place)
    if not plan.open[spot.place] & bit:
        return why("table", place=place, slot=slot)
    return _fault_of_people(plan, spot, slot, place) or _fault_of_order(plan, wish, bit)


def _fault_of_people(plan: Plan, spot: Spot, slot: str, place: str) -> Reason | None:
    bit = 1 << spot.slot
    for person in spot.people:
        if plan.busy[person] & bit:
            return why("clash", person=_name(plan, person), slot=slot)
        if len(plan.agenda[person]) >= plan.maximum[person]:
            return why("most", person=_name(plan, person), maximum=plan.maximum[person])
    if plan.apart and (two := plan.apart_in(spot.people)) is not None:
        return why("apart", person=_name(plan, two[0]), other=_name(plan, two[1]))
    walker = plan.late_walker(spot.people, spot.slot, spot.place)
    return None if walker is None else why("way", person=_name(plan, walker), place=place, slot=slot)


def _fault_of_order(plan: Plan, wish: int, bit: int) -> Reason | None:
    if not (plan.earlier or plan.later) or plan.window(wish) & bit:
        return None
    other = next(iter(plan.disordered(wish, bit.bit_length() - 1)))
    wishes = plan.problem.wishes
    return why("turn", wish=wishes[wish].id, other=wishes[other].id)


def _name(plan: Plan, person: int) -> str:
    return plan.problem.participants[person].id
