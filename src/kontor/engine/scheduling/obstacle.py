"""Why a wish is not held: the first thing that stands against it, in the order in which a person would ask."""

from kontor.engine.scheduling.board import bits
from kontor.engine.scheduling.plan import Plan
from kontor.engine.scheduling.reason import Reason, why


def obstacle(plan: Plan, wish: int) -> Reason:
    """Return what stands against a wish that is not held, with a code of its own for each kind. O(slots x people)."""
    name = plan.problem.wishes[wish].id
    return (
        _never(plan, wish, name)
        or _nobody_left(plan, wish, name)
        or _no_common_slot(plan, wish, name)
        or _no_spot(plan, wish, name)
        or why("nothing", wish=name)
    )


def _never(plan: Plan, wish: int, name: str) -> Reason | None:
    """Who must not meet, and slots closed to the wish itself."""
    if plan.apart and not _seatable(plan, wish):
        first = tuple(party[0] for party in plan.parties[wish])
        pair = plan.apart_in(first)
        people = plan.problem.participants
        if pair is not None:
            return why("excluded", wish=name, person=people[pair[0]].id, other=people[pair[1]].id)
        return why("excluded_all", wish=name)
    return None if plan.allowed[wish] & plan.future else why("closed", wish=name)


def _seatable(plan: Plan, wish: int) -> bool:
    def seat(chosen: tuple[int, ...]) -> bool:
        parties = plan.parties[wish]
        return len(chosen) == len(parties) or any(
            seat((*chosen, person))
            for person in parties[len(chosen)]
            if plan.apart.get(person, set()).isdisjoint(chosen)
        )

    return seat(())


def _nobody_left(plan: Plan, wish: int, name: str) -> Reason | None:
    """A party whose people all have as many meetings as they want."""
    for party in plan.parties[wish]:
        if all(len(plan.agenda[person]) >= plan.maximum[person] for person in party):
            person = party[0]
            return why(
                "at_maximum",
                wish=name,
                person=plan.problem.participants[person].id,
                maximum=plan.maximum[person],
            )
    return None


def _no_common_slot(plan: Plan, wish: int, name: str) -> Reason | None:
    """Nobody's common slot: never there together, or there but busy, or only in slots out of order."""
    if not plan.reach(wish):
        return why("never_together", wish=name)
    if plan.common(wish):
        return None
    kept = plan.window(wish)
    if kept != plan.everything and not plan.reach(wish) & kept:
        other = next(other for slot in bits(plan.reach(wish)) for other in plan.disordered(wish, slot))
        return why("out_of_order", wish=name, other=plan.problem.wishes[other].id)
    return why("no_common_slot", wish=name, slots=plan.reach(wish).bit_count())


def _no_spot(plan: Plan, wish: int, name: str) -> Reason | None:
    """Common slots there are, but without a table, or too far to walk."""
    common, direct = plan.common(wish), plan.direct(wish)
    if not direct:
        return why("no_table", wish=name, slots=common.bit_count())
    if any(plan.spot_in(wish, slot, None) is not None for slot in bits(direct)):
        return None
    return why("no_way", wish=name)
