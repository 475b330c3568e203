"""Events for the tests of the scheduling engine: random ones of every feature, and the best schedule of tiny ones.

@given(problems())                        # tiny, for brute force; shrinks
@given(problems(without={"stand-ins"}))   # leave features out (FEATURES lists them)
large(seed=3, people=200, wishes=1_500)   # by seed, feasible or not
best(problem)                             # brute force: Solution of least cost, or None when there is none
"""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import combinations, product
from math import log
from random import Random

from hypothesis import strategies as st

from kontor.engine.scheduling import (
    Aims,
    Exclusion,
    Meeting,
    Participant,
    Place,
    Precedence,
    Problem,
    Slot,
    Solution,
    Travel,
    Wish,
    check,
)

FEATURES = frozenset(
    {
        "days",  # two days; no break over night
        "difference",  # aims.difference
        "exclusions",
        "fixed",  # wish.slot
        "forbidden",  # wish.forbidden
        "groups",  # three parties
        "hours",  # opening hours and zones
        "maxima",
        "minima",
        "pauses",  # time between slots
        "place",  # wish.place
        "places",  # more than one
        "precedences",
        "prices",  # aims other than the default
        "required",
        "sessions",
        "stand-ins",
        "tables",  # by slot
        "travel",  # between places
        "unavailable",
        "weights",
    }
)
PAUSES = (0, 10, 10, 40)
SESSIONS = ("early", "late")
MOST_SCHEDULES = 20_000  # about what brute force goes through in half a second


@dataclass(frozen=True, slots=True)
class Size:
    slots: int
    people: int
    wishes: int
    places: int
    tables: int


def problems(
    without: Collection[str] = (), slots: int = 5, people: int = 4, wishes: int = 5
) -> st.SearchStrategy[Problem]:
    """Tiny events of up to so many slots, people and wishes: `best` answers each in milliseconds."""
    features = FEATURES - _known(without)

    @st.composite
    def draw_problem(draw: st.DrawFn) -> Problem:
        places = 2 if "places" in features and draw(st.booleans()) else 1
        count = draw(st.integers(min(3, slots), slots))
        most = min(wishes, int(log(MOST_SCHEDULES, 1 + count * places)))
        size = Size(
            slots=count,
            people=draw(st.integers(min(3, people), people)),
            wishes=draw(st.integers(min(2, most), most)),
            places=places,
            tables=2,
        )
        chosen = (
            draw(st.frozensets(st.sampled_from(sorted(features)), max_size=8)) if features else frozenset()
        )
        # Sizes and features shrink; the content comes from a seed, because chance drawn by hypothesis is mostly zeros.
        return _Maker(Random(draw(st.integers(0, 9_999))), size, chosen).problem()

    return draw_problem()


def large(
    seed: int,
    people: int = 60,
    wishes: int = 300,
    slots: int = 16,
    without: Collection[str] = (),
) -> Problem:
    """An event by seed with every feature not left out; tables for about as many meetings as are wished."""
    features = FEATURES - _known(without)
    places = 4 if "places" in features else 1
    size = Size(slots, people, wishes, places, max(1, wishes // (slots * places) + 1))
    return _Maker(Random(seed), size, features).problem()


def best(problem: Problem) -> Solution | None:
    """The schedule of least cost by trying all, the first found among equals; None when no schedule is valid."""
    search = _Search(problem)
    search.extend(0, (), 0)
    return search.solution


def _known(without: Collection[str]) -> set[str]:
    assert FEATURES.issuperset(without), f"No such features: {set(without) - FEATURES}"
    return set(without)


class _Maker:
    """Draws every record of an event from one source of chance."""

    def __init__(self, random: Random, size: Size, features: Collection[str]) -> None:
        self.random, self.size, self.features = random, size, features

    def problem(self) -> Problem:
        slots = self.slots()
        people = tuple(self.person(number, slots) for number in range(self.size.people))
        places = tuple(self.place(number, slots) for number in range(self.size.places))
        ids = [person.id for person in people]
        wishes = tuple(self.wish(number, ids, slots, places) for number in range(self.size.wishes))
        return Problem(
            slots=slots,
            participants=people,
            wishes=wishes,
            places=places,
            travel=tuple(self.travel(places)),
            exclusions=tuple(self.exclusions(ids)),
            precedences=tuple(self.precedences([wish.id for wish in wishes])),
            aims=self.aims(),
        )

    def happens(self, feature: str, one_in: int = 3) -> bool:
        return feature in self.features and self.random.randrange(one_in) == 0

    def some(self, names: list[str], most: int = 2) -> tuple[str, ...]:
        count = self.random.randint(1, min(most, len(names)))
        return tuple(sorted(self.random.sample(names, count)))

    def slots(self) -> tuple[Slot, ...]:
        start, made = 9 * 60, []
        for number in range(self.size.slots):
            half, day = number * 2 // self.size.slots, 1
            if "days" in self.features and half:
                day = 2
            session = SESSIONS[half] if "sessions" in self.features else "day"
            made.append(Slot(f"s{number}", start + 24 * 60 * (day - 1), session, str(day)))
            start += 20 + (self.random.choice(PAUSES) if "pauses" in self.features else 0)
        return tuple(made)

    def person(self, number: int, slots: tuple[Slot, ...]) -> Participant:
        ids = [slot.id for slot in slots]
        minimum = self.random.randint(0, 2) if "minima" in self.features else 0
        return Participant(
            id=f"p{number}",
            unavailable=self.some(ids) if self.happens("unavailable", 2) else (),
            hours=self.random.choice([(540, 620), (560, 900), (1320, 620)])
            if self.happens("hours")
            else None,
            zone=self.random.choice([-60, 0, 20]) if "hours" in self.features else 0,
            minimum=minimum,
            maximum=minimum + self.random.randint(0, 2) if self.happens("maxima") else None,
        )

    def place(self, number: int, slots: tuple[Slot, ...]) -> Place:
        most = self.size.tables
        if self.happens("tables", 2):
            return Place(f"room{number}", tuple(self.random.randint(0, most) for _ in slots))
        return Place(f"room{number}", self.random.randint(1, most))

    def wish(
        self, number: int, people: list[str], slots: tuple[Slot, ...], places: tuple[Place, ...]
    ) -> Wish:
        ids = [slot.id for slot in slots]
        return Wish(
            id=f"w{number}",
            parties=self.parties(people),
            weight=self.random.randint(0, 3) if "weights" in self.features else 1,
            required=self.happens("required", 5),
            sessions=(self.random.choice(sorted({slot.session for slot in slots})),)
            if self.happens("sessions")
            else (),
            forbidden=self.some(ids) if self.happens("forbidden") else (),
            slot=self.random.choice(ids) if self.happens("fixed", 4) else None,
            place=self.random.choice(places).id if self.happens("place", 2) else None,
        )

    def parties(self, people: list[str]) -> tuple[tuple[str, ...], ...]:
        count = 3 if len(people) > 2 and self.happens("groups", 2) else 2
        spare = 1 if len(people) > count and self.happens("stand-ins") else 0
        chosen = self.random.sample(people, count + spare)
        return (tuple(chosen[: 1 + spare]), *((person,) for person in chosen[1 + spare :]))

    def travel(self, places: tuple[Place, ...]) -> Iterator[Travel]:
        for a, b in combinations(places, 2):
            if "travel" in self.features:
                yield Travel(a.id, b.id, self.random.choice([5, 10, 30]))

    def exclusions(self, people: list[str]) -> Iterator[Exclusion]:
        for _ in range(len(people) // 4 + 1 if "exclusions" in self.features else 0):
            yield Exclusion(*self.random.sample(people, 2))

    def precedences(self, wishes: list[str]) -> Iterator[Precedence]:
        if "precedences" in self.features and len(wishes) > 1:
            for _ in range(len(wishes) // 8 + 1):
                yield Precedence(*sorted(self.random.sample(wishes, 2)))

    def aims(self) -> Aims:
        difference = self.random.randint(0, 2) if self.happens("difference", 2) else None
        if "prices" not in self.features:
            return Aims(difference=difference)
        prices = [self.random.choice([0, 1, 7]) for _ in range(6)]
        return Aims(self.random.choice([5, 50]), *prices, difference=difference)


class _Search:
    """Depth first over the wishes: each held in every way its record allows, or not. Only `check` judges.

    What no further meeting can mend (somebody in two places, a full place) is cut; so is a value already lost.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.solution: Solution | None = None
        self.cost = 0
        self.ways = [self._ways(wish) for wish in problem.wishes]
        self.position = {slot.id: number for number, slot in enumerate(problem.slots)}
        self.places = {place.id: place for place in problem.places}

    def _ways(self, wish: Wish) -> list[Meeting]:
        """How a wish can be held when it is the only one: what fails alone for a reason of its own fails always."""
        own = {"people", "slot", "forbidden", "session", "place", "available", "exclusion", "tables"}
        ways = []
        for slot, place, people in product(self.problem.slots, self.problem.places, product(*wish.parties)):
            meeting = Meeting(wish.id, slot.id, place.id, people)
            if own.isdisjoint(fault.rule for fault in check(self.problem, Solution((meeting,))).violations):
                ways.append(meeting)
        return ways

    def extend(self, wish: int, meetings: tuple[Meeting, ...], missed: int) -> None:
        if self.solution is not None and self.problem.aims.value * missed >= self.cost:
            return
        if wish == len(self.ways):
            self._judge(Solution(meetings))
            return
        for meeting in self.ways[wish]:
            if self._fits(meeting, meetings):
                self.extend(wish + 1, (*meetings, meeting), missed)
        record = self.problem.wishes[wish]
        if not record.required:
            self.extend(wish + 1, meetings, missed + record.weight)

    def _fits(self, meeting: Meeting, others: tuple[Meeting, ...]) -> bool:
        at_once = [other for other in others if other.slot == meeting.slot]
        if any(set(other.people) & set(meeting.people) for other in at_once):
            return False
        taken = Counter(other.place for other in at_once)[meeting.place]
        return taken < self.places[meeting.place].at(self.position[meeting.slot])

    def _judge(self, solution: Solution) -> None:
        report = check(self.problem, solution)
        if report.valid and (self.solution is None or report.quality.cost < self.cost):
            self.solution, self.cost = solution, report.quality.cost
