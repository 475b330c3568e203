"""What a problem demands, one by one and in words, and the problem with only some of its demands."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from kontor.engine.scheduling.problem import Participant, Place, Problem, Wish


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing that must hold: its kind, the ids that it is about, and a sentence."""

    kind: str
    subject: tuple[str, ...]
    sentence: str


def demands(problem: Problem) -> tuple[Demand, ...]:
    """Return everything that could be given up so that what must be held can be, in the order of the problem.

    Wishes that need not be held demand nothing, nor does anybody whom no required wish concerns. Left as given are slots,
    people, and that nobody is in two meetings at once. O(size of the problem).
    """
    return tuple(dict.fromkeys(_demands(problem)))


def _demands(problem: Problem) -> Iterator[Demand]:
    required = [wish for wish in problem.wishes if wish.required]
    names = {wish.id for wish in required}
    people = {person for wish in required for person in wish.people}
    for wish in required:
        yield Demand("required", (wish.id,), f"Meeting {wish.id!r} must be held.")
    for wish in required:
        yield from _of_wish(wish)
    for person in problem.participants:
        if person.id in people:
            yield from _of_person(person)
    for order in problem.precedences:
        if order.before in names and order.after in names:
            sentence = f"Meeting {order.before!r} is before meeting {order.after!r}."
            yield Demand("order", (order.before, order.after), sentence)
    for pair in problem.exclusions:
        if pair.a in people and pair.b in people:
            a, b = _pair(pair.a, pair.b)
            yield Demand("exclusion", (a, b), f"{a!r} and {b!r} do not meet.")
    yield from _of_places(problem, bool(required))
    if problem.aims.difference is not None:
        sentence = f"Numbers of breaks differ by at most {problem.aims.difference}."
        yield Demand("difference", (), sentence)


def _of_wish(wish: Wish) -> Iterator[Demand]:
    if wish.slot is not None:
        yield Demand("slot", (wish.id, wish.slot), f"Meeting {wish.id!r} is in slot {wish.slot!r}.")
    if wish.place is not None:
        yield Demand("place", (wish.id, wish.place), f"Meeting {wish.id!r} is at {wish.place!r}.")
    if wish.sessions:
        named = ", ".join(repr(session) for session in wish.sessions)
        yield Demand("session", (wish.id, *wish.sessions), f"Meeting {wish.id!r} is in session {named}.")
    for slot in wish.forbidden:
        yield Demand("forbidden", (wish.id, slot), f"Meeting {wish.id!r} is not in slot {slot!r}.")


def _of_person(person: Participant) -> Iterator[Demand]:
    for slot in person.unavailable:
        yield Demand("available", (person.id, slot), f"{person.id!r} is not there in slot {slot!r}.")
    if person.hours is not None:
        begin, end = (f"{minute // 60:02}:{minute % 60:02}" for minute in person.hours)
        yield Demand("hours", (person.id,), f"{person.id!r} is there from {begin} to {end} of her own time.")
    if person.maximum is not None:
        yield Demand("maximum", (person.id,), f"{person.id!r} has at most {person.maximum} meetings.")


def _of_places(problem: Problem, wanted: bool) -> Iterator[Demand]:
    for place in problem.places if wanted else ():
        least = min((place.at(slot) for slot in range(len(problem.slots))), default=0)
        most = max((place.at(slot) for slot in range(len(problem.slots))), default=0)
        tables = f"{least}" if least == most else f"{least} to {most}"
        yield Demand("tables", (place.id,), f"{place.id!r} has {tables} tables in a slot.")
    for way in problem.travel if wanted else ():
        if way.minutes:
            sentence = f"From {way.a!r} to {way.b!r} it is {way.minutes} minutes."
            yield Demand("way", _pair(way.a, way.b), sentence)


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a <= b else (b, a)


def only(problem: Problem, kept: Collection[Demand]) -> Problem:
    """Return the problem that makes only those of its `demands`; what it does not count as one stays. O(its size)."""
    given_up: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    keep = set(kept)
    for demand in demands(problem):
        if demand not in keep:
            given_up[demand.kind].add(demand.subject)
    if not given_up:
        return problem
    aims = problem.aims
    return replace(
        problem,
        wishes=tuple(_wish(wish, given_up) for wish in problem.wishes),
        participants=tuple(_person(person, given_up) for person in problem.participants),
        places=tuple(
            Place(place.id, len(problem.wishes)) if (place.id,) in given_up["tables"] else place
            for place in problem.places
        ),
        precedences=tuple(
            order for order in problem.precedences if (order.before, order.after) not in given_up["order"]
        ),
        exclusions=tuple(
            pair for pair in problem.exclusions if _pair(pair.a, pair.b) not in given_up["exclusion"]
        ),
        travel=tuple(way for way in problem.travel if _pair(way.a, way.b) not in given_up["way"]),
        aims=replace(aims, difference=None) if given_up["difference"] else aims,
    )


def _wish(wish: Wish, given_up: dict[str, set[tuple[str, ...]]]) -> Wish:
    if not wish.required:
        return wish
    return replace(
        wish,
        required=(wish.id,) not in given_up["required"],
        slot=None if (wish.id, wish.slot) in given_up["slot"] else wish.slot,
        place=None if (wish.id, wish.place) in given_up["place"] else wish.place,
        sessions=() if (wish.id, *wish.sessions) in given_up["session"] else wish.sessions,
        forbidden=tuple(slot for slot in wish.forbidden if (wish.id, slot) not in given_up["forbidden"]),
    )


def _person(person: Participant, given_up: dict[str, set[tuple[str, ...]]]) -> Participant:
    return replace(
        person,
        unavailable=tuple(
            slot for slot in person.unavailable if (person.id, slot) not in given_up["available"]
        ),
        hours=None if (person.id,) in given_up["hours"] else person.hours,
        maximum=None if (person.id,) in given_up["maximum"] else person.maximum,
    )
