"""What is asked: who would meet whom, when and where they can, and what must hold.

A *wish* is a meeting that could take place: two parties or a small group, each party one person or several who can
stand in for each other. A *slot* is a stretch of time of one length; slots of one *day* follow each other, and only
idle slots between two own meetings of one day are a break. Lunch is no slot, so it is no break. Every name is an id
of the caller; nothing here knows a clock, a file or a database.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from itertools import groupby, pairwise
from math import gcd

MINUTES_OF_A_DAY = 24 * 60


class ProblemError(ValueError):
    """A problem that cannot be read: every fault in one go, a sentence each."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(self.faults))


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of time in which meetings take place; `start` in minutes UTC from any origin of the caller."""

    id: str
    start: int
    session: str = "day"
    day: str = "1"


@dataclass(frozen=True, slots=True)
class Place:
    """A room with tables, or one table. `tables` is how many meetings it holds at once, in all slots or slot by slot."""

    id: str
    tables: int | tuple[int, ...]

    def at(self, slot: int) -> int:
        """How many meetings it holds in the slot of that position."""
        return self.tables if isinstance(self.tables, int) else self.tables[slot]


@dataclass(frozen=True, slots=True)
class Travel:
    """Minutes between two places, in both directions. Pairs not listed are next to each other."""

    a: str
    b: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Participant:
    """A person who meets. `hours` are minutes of her own day, from and to; `zone` is how far it is ahead of UTC.

    At most `maximum` meetings are held with her; fewer than `minimum` is a shortfall that has its price.
    """

    id: str
    kind: str = ""
    organisation: str = ""
    unavailable: tuple[str, ...] = ()
    hours: tuple[int, int] | None = None
    zone: int = 0
    minimum: int = 0
    maximum: int | None = None

    def is_awake(self, slot: Slot, minutes: int) -> bool:
        """Whether the whole slot lies inside her hours; hours may pass midnight (1320 to 360 is 22:00 to 06:00)."""
        if self.hours is None:
            return True
        begin, end = self.hours
        length = (end - begin) % MINUTES_OF_A_DAY or MINUTES_OF_A_DAY
        since = (slot.start + self.zone - begin) % MINUTES_OF_A_DAY
        return since + minutes <= length


@dataclass(frozen=True, slots=True)
class Wish:
    """A meeting that could take place. `parties` are who sits there: of each party one of the persons named.

    Empty `sessions` mean any. A wish with a `slot` takes place in it or not at all, and so with a `place` (the stand of
    an exhibitor, say); with `required` it must take place.
    """

    id: str
    parties: tuple[tuple[str, ...], ...]
    weight: int = 1
    required: bool = False
    sessions: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    slot: str | None = None
    place: str | None = None

    @property
    def people(self) -> Iterator[str]:
        """Everybody who may sit in this meeting."""
        return (person for party in self.parties for person in party)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Two persons who do not meet: no thanks, or they have met before. It outweighs any wish."""

    a: str
    b: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Precedence:
    """If both take place, the meeting of the wish `before` is in an earlier slot than that of `after`."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Aims:
    """What makes one schedule better than another: prices per unit, summed and minimised.

    The defaults are the order of importance: value of a meeting not held, a meeting below somebody's guaranteed
    minimum, a break, unfairness, an idle slot inside a break, a minute walked, a change of table.
    Fairness is `k (k - 1) / 2` for somebody with k breaks, so a second break costs more than a first one.
    `difference` forbids that two people's numbers of breaks differ by more; None lets them.
    """

    value: int = 1_000_000
    minimum: int = 100_000
    breaks: int = 1_000
    fairness: int = 100
    idle: int = 1
    walking: int = 1
    tables: int = 1
    difference: int | None = None

    @property
    def step(self) -> int:
        """What all prices have in common: costs of slots and people are multiples of it (of value's for any weight)."""
        return gcd(self.value, self.minimum, self.breaks, self.fairness, self.idle) or 1


@dataclass(frozen=True)
class Problem:
    """A whole event: slots in order of time, who is there, where they sit, what they wish, and what must hold."""

    slots: tuple[Slot, ...]
    participants: tuple[Participant, ...]
    wishes: tuple[Wish, ...]
    places: tuple[Place, ...]
    minutes: int = 20
    travel: tuple[Travel, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    precedences: tuple[Precedence, ...] = ()
    aims: Aims = field(default_factory=Aims)

    def __post_init__(self) -> None:
        faults = tuple(_faults(self))
        if faults:
            raise ProblemError(faults)


def _faults(problem: Problem) -> Iterator[str]:
    """Every reference to nothing and every value that means nothing, as sentences. O(size of the problem)."""
    yield from _doubles(problem)
    slots = {slot.id for slot in problem.slots}
    sessions = {slot.session for slot in problem.slots}
    people = {person.id for person in problem.participants}
    places = {place.id for place in problem.places}
    wishes = {wish.id for wish in problem.wishes}
    yield from _slot_faults(problem)
    for place in problem.places:
        yield from _place_faults(place, len(problem.slots))
    yield from _travel_faults(problem.travel, places)
    for person in problem.participants:
        yield from _person_faults(person, slots)
    for wish in problem.wishes:
        yield from _wish_faults(wish, people, slots, sessions, places)
    for pair in problem.exclusions:
        yield from _unknown("The exclusion", f"{pair.a} - {pair.b}", "participants", people, (pair.a, pair.b))
    for order in problem.precedences:
        both = (order.before, order.after)
        yield from _unknown("The precedence", f"{order.before} before {order.after}", "wishes", wishes, both)
        if order.before == order.after:
            yield f"Wish {order.before!r} is to be before itself: name two wishes."
    yield from _aims_faults(problem.aims)


def _doubles(problem: Problem) -> Iterator[str]:
    ids = {
        "slot": [slot.id for slot in problem.slots],
        "participant": [person.id for person in problem.participants],
        "wish": [wish.id for wish in problem.wishes],
        "place": [place.id for place in problem.places],
    }
    for kind, names in ids.items():
        for name in (name for name, times in Counter(names).items() if times > 1):
            yield f"Two entries are called {kind} {name!r}: give each an id of its own."


def _slot_faults(problem: Problem) -> Iterator[str]:
    if problem.minutes <= 0:
        yield f"A slot lasts {problem.minutes} minutes: say 1 or more."
    for earlier, later in pairwise(problem.slots):
        if later.start < earlier.start + problem.minutes:
            yield (
                f"Slot {later.id!r} starts before slot {earlier.id!r} ends: list slots in order of time, "
                f"{problem.minutes} minutes each."
            )
    for day, runs in Counter(day for day, _ in groupby(slot.day for slot in problem.slots)).items():
        if runs > 1:
            yield f"Slots of day {day!r} do not follow each other: give each day its own name."


def _travel_faults(travel: tuple[Travel, ...], places: set[str]) -> Iterator[str]:
    for way in travel:
        yield from _unknown("The way", f"{way.a} - {way.b}", "places", places, (way.a, way.b))
        if way.minutes < 0:
            yield f"The way {way.a} - {way.b} takes {way.minutes} minutes: say 0 or more."
    for ends, times in Counter(frozenset((way.a, way.b)) for way in travel).items():
        if times > 1:
            yield f"The way {' - '.join(sorted(ends))} is listed {times} times: once is for both directions."


def _place_faults(place: Place, slots: int) -> Iterator[str]:
    tables = (place.tables,) if isinstance(place.tables, int) else place.tables
    if not isinstance(place.tables, int) and len(tables) != slots:
        yield f"Place {place.id!r} has tables for {len(tables)} slots of {slots}: give one number, or one for each slot."
    if any(count < 0 for count in tables):
        yield f"Place {place.id!r} has a negative number of tables: say 0 or more."


def _aims_faults(aims: Aims) -> Iterator[str]:
    for entry in fields(aims):
        number = getattr(aims, entry.name)
        if number is not None and number < 0:
            yield f"The aim {entry.name!r} is {number}: say 0 or more; use 0 for what does not matter."


def _person_faults(person: Participant, slots: set[str]) -> Iterator[str]:
    yield from _unknown("Participant", person.id, "slots", slots, person.unavailable)
    if person.minimum < 0 or (person.maximum is not None and person.maximum < person.minimum):
        yield (
            f"Participant {person.id!r} wants at least {person.minimum} and at most {person.maximum} meetings: "
            "the first must be 0 or more and not above the second."
        )
    if person.hours is not None and not all(0 <= end <= MINUTES_OF_A_DAY for end in person.hours):
        yield f"Participant {person.id!r} has hours {person.hours}: say minutes of the day, 0 to {MINUTES_OF_A_DAY}."


def _wish_faults(
    wish: Wish, people: set[str], slots: set[str], sessions: set[str], places: set[str]
) -> Iterator[str]:
    yield from _unknown("Wish", wish.id, "participants", people, wish.people)
    yield from _unknown("Wish", wish.id, "sessions", sessions, wish.sessions)
    yield from _unknown(
        "Wish", wish.id, "slots", slots, (*wish.forbidden, *(() if wish.slot is None else (wish.slot,)))
    )
    if wish.place is not None:
        yield from _unknown("Wish", wish.id, "places", places, (wish.place,))
    everybody = list(wish.people)
    if len(wish.parties) < 2 or not all(wish.parties):
        yield f"Wish {wish.id!r} has fewer than two parties: a meeting needs two or more, each with a person."
    if len(set(everybody)) != len(everybody):
        yield f"Wish {wish.id!r} names the same person twice: nobody meets herself."
    if wish.weight < 0:
        yield f"Wish {wish.id!r} has the weight {wish.weight}: say 0 or more; use an exclusion to forbid a meeting."


def _unknown(kind: str, name: str, what: str, known: set[str], named: Iterable[str]) -> Iterator[str]:
    missing = sorted({word for word in named if word not in known})
    if missing:
        yield f"{kind} {name!r} names {what} that are not there: {', '.join(missing)}."
