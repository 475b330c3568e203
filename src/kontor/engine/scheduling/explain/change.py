"""A change that would allow something: what must be allowed, what moves, what is lost; and the event after it."""

from dataclasses import dataclass, replace
from typing import Any

from kontor.engine.scheduling.problem import Participant, Place, Problem, Wish
from kontor.engine.scheduling.reason import Reason
from kontor.engine.scheduling.solution import Meeting, Solution


@dataclass(frozen=True, slots=True)
class Change:
    """What it takes, in words and in numbers.

    `steps` say it one by one; `meetings` are those held or moved, as they would be; `dropped` are wishes whose meeting
    is lost; `breaks` is how many breaks there would be more (fewer below 0). `price` only ranks changes.
    """

    steps: tuple[Reason, ...]
    meetings: tuple[Meeting, ...]
    dropped: tuple[str, ...]
    breaks: int
    price: int


def apply(problem: Problem, solution: Solution, change: Change) -> tuple[Problem, Solution]:
    """Return the problem with what the change allows, and the schedule with what it moves. O(size of the problem)."""
    for step in change.steps:
        problem = _allow(problem, step)
    held = solution.by_wish() | {meeting.wish: meeting for meeting in change.meetings}
    order = [wish.id for wish in problem.wishes if wish.id in held and wish.id not in change.dropped]
    return problem, Solution(tuple(held[name] for name in order))


def _allow(problem: Problem, step: Reason) -> Problem:
    """What one step changes in the problem; steps that only move meetings change nothing there."""
    about = step.about
    changed: dict[str, Any] = {}
    match step.code:
        case "one_more_table":
            changed["places"] = tuple(
                _one_more(problem, place, str(about["slot"])) if place.id == about["place"] else place
                for place in problem.places
            )
        case "be_there" | "want_one_more":
            changed["participants"] = tuple(
                _willing(problem, person, step) if person.id == about["person"] else person
                for person in problem.participants
            )
        case "open_slot":
            changed["wishes"] = tuple(
                _opened(problem, wish, str(about["slot"])) if wish.id == about["wish"] else wish
                for wish in problem.wishes
            )
        case "let_meet":
            two = {about["person"], about["other"]}
            changed["exclusions"] = tuple(pair for pair in problem.exclusions if {pair.a, pair.b} != two)
        case "let_order_go":
            two = {about["wish"], about["other"]}
            changed["precedences"] = tuple(
                order for order in problem.precedences if {order.before, order.after} != two
            )
        case "let_differ":
            changed["aims"] = replace(problem.aims, difference=int(about["difference"]))
    return replace(problem, **changed) if changed else problem


def _one_more(problem: Problem, place: Place, slot: str) -> Place:
    return Place(
        place.id, tuple(place.at(index) + (other.id == slot) for index, other in enumerate(problem.slots))
    )


def _willing(problem: Problem, person: Participant, step: Reason) -> Participant:
    if step.code == "want_one_more":
        return replace(person, maximum=None if person.maximum is None else person.maximum + 1)
    away = tuple(
        slot.id
        for slot in problem.slots
        if slot.id != step.about["slot"]
        and (slot.id in person.unavailable or not person.is_awake(slot, problem.minutes))
    )
    return replace(person, unavailable=away, hours=None)


def _opened(problem: Problem, wish: Wish, slot: str) -> Wish:
    session = next(other.session for other in problem.slots if other.id == slot)
    return replace(
        wish,
        slot=slot if wish.slot is not None else None,
        forbidden=tuple(other for other in wish.forbidden if other != slot),
        sessions=tuple(dict.fromkeys((*wish.sessions, session))) if wish.sessions else (),
    )
