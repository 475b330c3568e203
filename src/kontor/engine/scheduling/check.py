"""Is a schedule valid, and how good is it? Shares nothing with the solvers, so it can judge them.

Read with `problem.py` alone. Every solution passes here before anybody sees it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kontor.engine.scheduling.problem import Participant, Problem, Wish
from kontor.engine.scheduling.solution import Meeting, Solution


@dataclass(frozen=True, slots=True)
class Violation:
    """A demand that a schedule breaks: which rule, whom it concerns (ids), and a sentence."""

    rule: str
    subject: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Quality:
    """Every figure of a schedule. `cost` is the sum that the solvers minimise, in the prices of the problem's aims."""

    held: int
    wished: int
    value: int
    value_missed: int
    shortfall: int
    breaks: int
    breaks_of: dict[str, int]
    range: int
    unfairness: int
    idle: int
    walking: int
    table_changes: int
    cost: int


@dataclass(frozen=True, slots=True)
class Report:
    """The judgement of a schedule: valid when nothing is broken."""

    violations: tuple[Violation, ...]
    quality: Quality

    @property
    def valid(self) -> bool:
        return not self.violations


def check(problem: Problem, solution: Solution) -> Report:
    """Return every violation and every figure of a schedule. O(meetings x people in a meeting + participants x slots).

    Figures count what is there, valid or not: a schedule with a person in two places still has its breaks.
    """
    quality = _quality(problem, solution)
    return Report(tuple(_violations(problem, solution, quality)), quality)


class _Event:
    """The problem's records by id, and positions of slots in time."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.wish = {wish.id: wish for wish in problem.wishes}
        self.person = {person.id: person for person in problem.participants}
        self.place = {place.id: place for place in problem.places}
        self.position = {slot.id: index for index, slot in enumerate(problem.slots)}
        self.minutes = {frozenset((way.a, way.b)): way.minutes for way in problem.travel}

    def way(self, a: str, b: str) -> int:
        return 0 if a == b else self.minutes.get(frozenset((a, b)), 0)

    def known(self, meeting: Meeting) -> bool:
        return (
            meeting.wish in self.wish
            and meeting.slot in self.position
            and meeting.place in self.place
            and all(person in self.person for person in meeting.people)
        )


def _violations(problem: Problem, solution: Solution, quality: Quality) -> Iterator[Violation]:
    event = _Event(problem)
    meetings = [meeting for meeting in solution.meetings if event.known(meeting)]
    for meeting in solution.meetings:
        if not event.known(meeting):
            yield Violation(
                "unknown", (meeting.wish,), f"Meeting {meeting.wish!r} names something not in the problem."
            )
    yield from _wishes_held_once(problem, meetings)
    for meeting in meetings:
        yield from _meeting_as_wished(event, meeting)
    yield from _one_meeting_at_a_time(meetings)
    yield from _room_enough(event, meetings)
    yield from _time_to_walk(event, meetings)
    yield from _within_bounds(problem, meetings)
    yield from _exclusions_kept(problem, meetings)
    yield from _in_order(event, meetings)
    difference = problem.aims.difference
    if difference is not None and quality.range > difference:
        yield Violation(
            "fairness", (), f"Numbers of breaks differ by {quality.range}; at most {difference} is allowed."
        )


def _wishes_held_once(problem: Problem, meetings: list[Meeting]) -> Iterator[Violation]:
    held = Counter(meeting.wish for meeting in meetings)
    for wish, times in held.items():
        if times > 1:
            yield Violation("once", (wish,), f"Wish {wish!r} is held {times} times.")
    for required in problem.wishes:
        if required.required and not held[required.id]:
            yield Violation("required", (required.id,), f"Wish {required.id!r} must be held and is not.")


def _meeting_as_wished(event: _Event, meeting: Meeting) -> Iterator[Violation]:
    wish = event.wish[meeting.wish]
    slot = event.problem.slots[event.position[meeting.slot]]
    name = f"Meeting {meeting.wish!r}"
    if not _seats_filled(wish, meeting.people):
        yield Violation("people", (wish.id,), f"{name} is not held by one person of each party.")
    if wish.slot is not None and wish.slot != slot.id:
        yield Violation("slot", (wish.id,), f"{name} is fixed to slot {wish.slot!r} and is in {slot.id!r}.")
    if slot.id in wish.forbidden:
        yield Violation("forbidden", (wish.id,), f"{name} is in slot {slot.id!r}, which is forbidden for it.")
    if wish.sessions and slot.session not in wish.sessions:
        yield Violation("session", (wish.id,), f"{name} is in session {slot.session!r}, outside its own.")
    if wish.place is not None and wish.place != meeting.place:
        yield Violation("place", (wish.id,), f"{name} belongs at {wish.place!r} and is at {meeting.place!r}.")
    for person in meeting.people:
        if not _is_there(event.person[person], event, meeting.slot):
            yield Violation(
                "available", (wish.id, person), f"{person!r} is not available in slot {slot.id!r}."
            )


def _seats_filled(wish: Wish, people: tuple[str, ...]) -> bool:
    return len(people) == len(wish.parties) and all(
        person in party for person, party in zip(people, wish.parties, strict=True)
    )


def _is_there(person: Participant, event: _Event, slot: str) -> bool:
    whole = event.problem.slots[event.position[slot]]
    return slot not in person.unavailable and person.is_awake(whole, event.problem.minutes)


def _one_meeting_at_a_time(meetings: list[Meeting]) -> Iterator[Violation]:
    busy = Counter((person, meeting.slot) for meeting in meetings for person in meeting.people)
    for (person, slot), times in busy.items():
        if times > 1:
            yield Violation("clash", (person, slot), f"{person!r} has {times} meetings in slot {slot!r}.")


def _room_enough(event: _Event, meetings: list[Meeting]) -> Iterator[Violation]:
    taken = Counter((meeting.place, meeting.slot) for meeting in meetings)
    for (place, slot), times in taken.items():
        tables = event.place[place].at(event.position[slot])
        if times > tables:
            yield Violation(
                "tables",
                (place, slot),
                f"{place!r} has {tables} tables in slot {slot!r} and {times} meetings.",
            )


def _time_to_walk(event: _Event, meetings: list[Meeting]) -> Iterator[Violation]:
    for person, own in _days(event, meetings).items():
        for (earlier, place), (later, there) in pairwise(own):
            pause = (
                event.problem.slots[later].start - event.problem.slots[earlier].start - event.problem.minutes
            )
            if event.way(place, there) > max(pause, 0):
                slot = event.problem.slots[later].id
                yield Violation(
                    "walk",
                    (person, slot),
                    f"{person!r} cannot walk from {place!r} to {there!r} before slot {slot!r}.",
                )


def _within_bounds(problem: Problem, meetings: list[Meeting]) -> Iterator[Violation]:
    """The maximum is hard. The minimum is an aim: what is missing counts as shortfall."""
    count = Counter(person for meeting in meetings for person in meeting.people)
    for person in problem.participants:
        if person.maximum is not None and count[person.id] > person.maximum:
            yield Violation(
                "maximum",
                (person.id,),
                f"{person.id!r} has {count[person.id]} meetings; at most {person.maximum} are wanted.",
            )


def _exclusions_kept(problem: Problem, meetings: list[Meeting]) -> Iterator[Violation]:
    partners: defaultdict[str, set[str]] = defaultdict(set)
    for pair in problem.exclusions:
        partners[pair.a].add(pair.b)
        partners[pair.b].add(pair.a)
    for meeting in meetings:
        for index, person in enumerate(meeting.people):
            for other in meeting.people[index + 1 :]:
                if other in partners[person]:
                    yield Violation(
                        "exclusion", (meeting.wish, person, other), f"{person!r} must not meet {other!r}."
                    )


def _in_order(event: _Event, meetings: list[Meeting]) -> Iterator[Violation]:
    position = {meeting.wish: event.position[meeting.slot] for meeting in meetings}
    for order in event.problem.precedences:
        if (
            order.before in position
            and order.after in position
            and position[order.before] >= position[order.after]
        ):
            yield Violation(
                "order",
                (order.before, order.after),
                f"Meeting {order.before!r} is not before meeting {order.after!r}.",
            )


def _days(event: _Event, meetings: list[Meeting]) -> dict[str, list[tuple[int, str]]]:
    """Person -> (position of the slot, place) of her meetings, in order of time."""
    own: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for meeting in meetings:
        for person in meeting.people:
            own[person].append((event.position[meeting.slot], meeting.place))
    return {person: sorted(rows) for person, rows in own.items()}


def _quality(problem: Problem, solution: Solution) -> Quality:
    event = _Event(problem)
    meetings = [meeting for meeting in solution.meetings if event.known(meeting)]
    held = {meeting.wish for meeting in meetings}
    value = sum(wish.weight for wish in problem.wishes if wish.id in held)
    missed = sum(wish.weight for wish in problem.wishes) - value
    count = Counter(person for meeting in meetings for person in meeting.people)
    shortfall = sum(max(person.minimum - count[person.id], 0) for person in problem.participants)
    days = _days(event, meetings)
    breaks_of = dict.fromkeys((person.id for person in problem.participants), 0)
    idle = walking = changes = 0
    for person, own in days.items():
        for (earlier, place), (later, there) in pairwise(own):
            if problem.slots[earlier].day != problem.slots[later].day:
                continue
            between = max(later - earlier - 1, 0)
            breaks_of[person] += between > 0
            idle += between
            walking += event.way(place, there)
            changes += place != there
    breaks = sum(breaks_of.values())
    unfair = sum(number * (number - 1) // 2 for number in breaks_of.values())
    spread = max(breaks_of.values(), default=0) - min(breaks_of.values(), default=0)
    aims = problem.aims
    cost = (
        aims.value * missed
        + aims.minimum * shortfall
        + aims.breaks * breaks
        + aims.fairness * unfair
        + aims.idle * idle
        + aims.walking * walking
        + aims.tables * changes
    )
    return Quality(
        held=len(held),
        wished=len(problem.wishes),
        value=value,
        value_missed=missed,
        shortfall=shortfall,
        breaks=breaks,
        breaks_of=breaks_of,
        range=spread,
        unfairness=unfair,
        idle=idle,
        walking=walking,
        table_changes=changes,
        cost=cost,
    )
