"""The fewest breaks that everybody's day and the tables allow, whoever meets whom: a small model, a strong bound.

A day of a person is a path through states (meetings so far; not begun, meeting, idle inside a break, gone home), slot by
slot. People with the same number of meetings and the same possible slots are one group, whose paths are a flow; the
tables, and that the busy people of a slot are an even number, tie the flows together. Leaving out who meets whom only
lets more through, so the optimum is a lower bound. Its linear relaxation is the convex hull of each day, which is why it
proves what counting cannot.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from ortools.sat.python import cp_model

from kontor.engine.scheduling.arrays import Arrays

MOST_ARCS = 8_000  # above, the search proves more in the time that this model would take
EFFORT = 1.0  # of the solver's deterministic time: about a second

BEGUN_NOT, MEETS, IDLE, GONE = range(4)
type Slots = tuple[bool, ...]
type State = tuple[int, int]
type Arcs = list[cp_model.IntVar | int]


@dataclass(frozen=True)
class Day:
    """What is known of a person's day: how many meetings, in which slots, and how many at least within a set of slots."""

    meetings: int
    possible: Slots
    within: tuple[tuple[Slots, int], ...]

    @cached_property
    def certain(self) -> set[int]:
        """Slots in which she meets in any case: a set of slots that must be full."""
        return {
            slot
            for slots, least in self.within
            if sum(slots) == least
            for slot, is_in in enumerate(slots)
            if is_in
        }


def suits(arrays: Arrays) -> bool:
    """Whether everybody's number of meetings is known: all wishes required, nobody stands in, one day."""
    return bool(arrays.required.all()) and not arrays.has_stand_ins and int(arrays.days.max(initial=0)) == 0


def days(arrays: Arrays) -> Counter[Day]:
    """Return how many people have which day. O(own wishes squared) for each person."""
    return Counter(_day(arrays, own) for own in arrays.of_person if own)


def _day(arrays: Arrays, own: tuple[int, ...]) -> Day:
    sets = Counter(tuple(map(bool, arrays.allowed[wish])) for wish in own)
    possible = tuple(map(any, zip(*sets, strict=True)))
    within = tuple(sorted((slots, _inside(slots, sets)) for slots in sets))
    return Day(len(own), possible, within)


def _inside(slots: Slots, sets: Counter[Slots]) -> int:
    """How many meetings have all their slots in this set."""
    return sum(
        times
        for others, times in sets.items()
        if all(is_in or not other for is_in, other in zip(slots, others, strict=True))
    )


class Flows:
    """The model: a flow for each group, tied by the tables; `breaks` is what it minimises."""

    def __init__(self, arrays: Arrays) -> None:
        self.cp = cp_model.CpModel()
        self.slots = arrays.slots
        self.busy: defaultdict[int, list[cp_model.IntVar]] = defaultdict(list)
        self.breaks: list[cp_model.IntVar] = []
        self.arcs = 0
        for day, people in days(arrays).items():
            self._group(day, people)
            if self.arcs > MOST_ARCS:
                return
        self._tables(arrays)
        self.cp.minimize(sum(self.breaks))

    def _tables(self, arrays: Arrays) -> None:
        pairs = all(len(parties) == 2 for parties in arrays.parties)
        most = max((len(parties) for parties in arrays.parties), default=2)
        for slot in range(self.slots):
            tables = int(arrays.tables[slot])
            if pairs:
                held = self.cp.new_int_var(0, tables, "")
                self.cp.add(sum(self.busy[slot]) == 2 * held)
            else:
                self.cp.add(sum(self.busy[slot]) <= most * tables)

    def _group(self, day: Day, people: int) -> None:
        own: defaultdict[int, list[cp_model.IntVar]] = defaultdict(list)
        arriving: dict[State, Arcs] = {(0, BEGUN_NOT): [people]}
        for slot in range(self.slots):
            leaving: defaultdict[State, Arcs] = defaultdict(list)
            for state, came in arriving.items():
                ways = {after: self.cp.new_int_var(0, people, "") for after in choices(day, state, slot)}
                self.cp.add(sum(came) == sum(ways.values()))
                for after, arc in ways.items():
                    leaving[after].append(arc)
                    if after[1] == MEETS:
                        own[slot].append(arc)
                    if (state[1], after[1]) == (IDLE, MEETS):
                        self.breaks.append(arc)
                self.arcs += len(ways)
            arriving = dict(leaving)
        self._finish(day, people, arriving, own)

    def _finish(
        self, day: Day, people: int, arriving: dict[State, Arcs], own: dict[int, list[cp_model.IntVar]]
    ) -> None:
        """All meetings held at the end of the day, enough of them within each set of slots; who is busy when."""
        for (met, _), came in arriving.items():
            if met != day.meetings:
                self.cp.add(sum(came) == 0)
        for slots, least in day.within:
            inside = [arc for slot, is_in in enumerate(slots) if is_in for arc in own.get(slot, [])]
            self.cp.add(sum(inside) >= least * people)
        for slot, arcs in own.items():
            self.busy[slot] += arcs


def choices(day: Day, state: State, slot: int) -> list[State]:
    """Return the states in which she can leave the slot; none that could not end with all meetings held."""
    met, mode = state
    ways = []
    if day.possible[slot] and met < day.meetings:
        ways.append((met + 1, MEETS))
    if slot in day.certain:
        return ways
    if met == day.meetings:
        ways.append((met, GONE))
    elif day.meetings - met <= sum(day.possible[slot + 1 :]):
        ways.append((met, BEGUN_NOT if mode == BEGUN_NOT else IDLE))
    return ways


def fewest_breaks(arrays: Arrays, seed: int = 0) -> int | None:
    """Return a proven lower bound on breaks, or None where not even these days fit (so nothing does).

    0 where the model would be too large or says nothing. Deterministic; at most a few seconds.
    """
    if not suits(arrays) or not arrays.wishes:
        return 0
    flows = Flows(arrays)
    if flows.arcs > MOST_ARCS:
        return 0
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.linearization_level = 2
    solver.parameters.max_deterministic_time = EFFORT
    status = solver.solve(flows.cp)
    if status == cp_model.INFEASIBLE:
        return None
    bound = solver.best_objective_bound
    return max(0, round(bound))
