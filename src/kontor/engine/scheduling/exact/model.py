"""An event as a constraint model: one function for each thing that must hold, one for each that costs.

Variables: `at[w, t]` the wish is held in the slot; `meets[w, j, p, t]` this person sits for its party then (the same
variable where a party is one person); `busy[p, t]`. The constraints that follow from others but let the solver see
further are those of Bofill et al., JAIR 74 (2022), section 5: a person is busy in as many slots as she has meetings,
and the busy people of a slot are as many as its meetings seat.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ortools.sat.python import cp_model

from kontor.engine.scheduling.arrays import ENDLESS, Arrays, Numbers
from kontor.engine.scheduling.draft import NOT_HELD, Draft

type Literal = cp_model.IntVar
type Sum = cp_model.LinearExprT


@dataclass(frozen=True, eq=False)
class Breaks:
    """Of one person: a literal for each slot that ends a break, and those of slots idle inside a break."""

    ends: tuple[Literal, ...]
    idle: tuple[Literal, ...]

    @property
    def number(self) -> Sum:
        return sum(self.ends)


class Model:
    """The constraint model of an event; `cost` is what it minimises, in the prices of the problem's aims.

    `least` are proven fewest breaks of each person.
    """

    def __init__(self, arrays: Arrays, least: Numbers) -> None:
        self.arrays = arrays
        self.least = least
        self.aims = arrays.problem.aims
        self.cp = cp_model.CpModel()
        self.costs: list[Sum] = []
        self._hold()
        self._sit()
        self._be_busy()
        self._keep_bounds()
        self._fill_tables()
        self._keep_order()
        self.breaks = [self._breaks(person) for person in range(arrays.people)]
        self._share_fairly()
        self._price()
        self.cost: Sum = sum(self.costs)
        self.cp.minimize(self.cost)

    def _new(self) -> Literal:
        return self.cp.new_bool_var("")

    def _hold(self) -> None:
        """Each wish in one of its slots, or not held; a required one is held."""
        arrays = self.arrays
        self.at: dict[tuple[int, int], Literal] = {}
        self.held: list[Literal | int] = []
        for wish in range(arrays.wishes):
            slots = [int(slot) for slot in arrays.allowed[wish].nonzero()[0]]
            chosen = [self._new() for _ in slots]
            self.at.update(zip(((wish, slot) for slot in slots), chosen, strict=True))
            if arrays.required[wish]:
                self.cp.add_exactly_one(chosen)
                self.held.append(1)
            else:
                held = self._new()
                self.cp.add_exactly_one([*chosen, held.negated()])
                self.held.append(held)

    def _sit(self) -> None:
        """One person of each party sits, in every slot in which the wish may be held; no two who are excluded."""
        arrays = self.arrays
        self.sits: dict[tuple[int, int], Literal | int] = {}
        self.meets: defaultdict[tuple[int, int], list[Literal]] = defaultdict(list)
        self.seat_in: dict[tuple[int, int, int], Literal] = {}
        for wish, parties in enumerate(arrays.parties):
            for party in parties:
                if len(party) == 1:
                    self._sit_alone(wish, party[0])
                else:
                    self._stand_in(wish, party)
        self._keep_apart()

    def _sit_alone(self, wish: int, person: int) -> None:
        self.sits[wish, person] = self.held[wish]
        for slot in self.arrays.allowed[wish].nonzero()[0]:
            self.meets[person, int(slot)].append(self.at[wish, int(slot)])

    def _stand_in(self, wish: int, party: tuple[int, ...]) -> None:
        for person in party:
            self.sits[wish, person] = self._new()
        self.cp.add(sum(self.sits[wish, person] for person in party) == self.held[wish])
        for slot in map(int, self.arrays.allowed[wish].nonzero()[0]):
            there = [person for person in party if self.arrays.available[person, slot]]
            seats = [self._new() for _ in there]
            self.cp.add(sum(seats) == self.at[wish, slot])
            for person, seat in zip(there, seats, strict=True):
                self.cp.add_implication(seat, self.sits[wish, person])
                self.meets[person, slot].append(seat)
                self.seat_in[wish, person, slot] = seat

    def _keep_apart(self) -> None:
        problem = self.arrays.problem
        if not self.arrays.has_stand_ins or not problem.exclusions:
            return
        number = {person.id: index for index, person in enumerate(problem.participants)}
        for pair in problem.exclusions:
            a, b = number[pair.a], number[pair.b]
            for wish in set(self.arrays.of_person[a]) & set(self.arrays.of_person[b]):
                party = next(party for party in self.arrays.parties[wish] if a in party)
                if b not in party:
                    self.cp.add(self.sits[wish, a] + self.sits[wish, b] <= 1)

    def _be_busy(self) -> None:
        """One meeting at a time; and as many busy slots as meetings."""
        self.busy: dict[tuple[int, int], Literal] = {}
        for (person, slot), meetings in sorted(self.meets.items()):
            busy = self._new()
            self.cp.add_exactly_one([*meetings, busy.negated()])
            self.busy[person, slot] = busy
        for person in range(self.arrays.people):
            own = [self.sits[wish, person] for wish in self.arrays.of_person[person]]
            if own:
                self.cp.add(sum(self._busy_slots(person)) == sum(own))

    def _busy_slots(self, person: int) -> list[Literal]:
        slots = range(self.arrays.slots)
        return [self.busy[person, slot] for slot in slots if (person, slot) in self.busy]

    def _keep_bounds(self) -> None:
        """At most a person's maximum; what is missing to her minimum costs."""
        for person, maximum in enumerate(map(int, self.arrays.maximum)):
            own = sum(self.sits[wish, person] for wish in self.arrays.of_person[person])
            if maximum < min(ENDLESS, len(self.arrays.of_person[person])):
                self.cp.add(own <= maximum)
            minimum = int(self.arrays.minimum[person])
            if minimum and self.aims.minimum:
                missing = self.cp.new_int_var(0, minimum, "")
                self.cp.add(missing >= minimum - own)
                self.costs.append(self.aims.minimum * missing)

    def _fill_tables(self) -> None:
        """No more meetings in a slot than tables; as many people busy in it as its meetings seat."""
        for slot in range(self.arrays.slots):
            meetings = [
                (wish, self.at[wish, slot]) for wish in range(self.arrays.wishes) if (wish, slot) in self.at
            ]
            held = self.cp.new_int_var(0, int(min(self.arrays.tables[slot], len(meetings))), "")
            self.cp.add(sum(at for _, at in meetings) == held)
            people = [
                self.busy[person, slot] for person in range(self.arrays.people) if (person, slot) in self.busy
            ]
            if all(len(self.arrays.parties[wish]) == 2 for wish, _ in meetings):
                self.cp.add(sum(people) == 2 * held)
            else:
                self.cp.add(sum(people) == sum(len(self.arrays.parties[wish]) * at for wish, at in meetings))
            self._fill_own_places(slot, meetings)

    def _fill_own_places(self, slot: int, meetings: Iterable[tuple[int, Literal]]) -> None:
        """Wishes that belong at one place share its tables."""
        own: defaultdict[str, list[Literal]] = defaultdict(list)
        for wish, at in meetings:
            name = self.arrays.problem.wishes[wish].place
            if name is not None:
                own[name].append(at)
        for place in self.arrays.problem.places:
            if len(own[place.id]) > place.at(slot):
                self.cp.add(sum(own[place.id]) <= place.at(slot))

    def _keep_order(self) -> None:
        """If both are held: nothing of `after` up to a slot in which `before` or a later one of `before` is."""
        for before, after in self.arrays.before:
            for slot in range(self.arrays.slots):
                if (after, slot) in self.at:
                    later = self._between(before, slot, self.arrays.slots)
                    self.cp.add_at_most_one([self.at[after, slot], *later])
                if (before, slot) in self.at:
                    earlier = self._between(after, 0, slot + 1)
                    self.cp.add_at_most_one([self.at[before, slot], *earlier])

    def _between(self, wish: int, first: int, end: int) -> list[Literal]:
        return [self.at[wish, slot] for slot in range(first, end) if (wish, slot) in self.at]

    def _breaks(self, person: int) -> Breaks:
        """A break ends where somebody meets after an idle slot and has met before on the same day."""
        if len(self.arrays.of_person[person]) < 2:
            return Breaks((), ())
        ends: list[Literal] = []
        idle: list[Literal] = []
        for day in self._days:
            before = self._met_by(person, day)
            ends += self._ends(person, day, before)
            if self.aims.idle:
                idle += self._idle(person, day, before, self._met_by(person, day[::-1])[::-1])
        if self.least[person]:
            self.cp.add(sum(ends) >= int(self.least[person]))
        return Breaks(tuple(ends), tuple(idle))

    @cached_property
    def _days(self) -> list[list[int]]:
        days: defaultdict[int, list[int]] = defaultdict(list)
        for slot, day in enumerate(self.arrays.days):
            days[int(day)].append(slot)
        return list(days.values())

    def _met_by(self, person: int, day: list[int]) -> list[Literal]:
        """Of each slot of the day, in the order given: whether she is busy in it or in one earlier in that order."""
        met: list[Literal] = []
        for slot in day:
            now = self._new()
            busy = self.busy.get((person, slot))
            earlier = met[-1:]
            causes = [*earlier, *([] if busy is None else [busy])]
            for cause in causes:
                self.cp.add_implication(cause, now)
            self.cp.add_bool_or([now.negated(), *causes])
            met.append(now)
        return met

    def _ends(self, person: int, day: list[int], before: list[Literal]) -> list[Literal]:
        ends = []
        for index in range(2, len(day)):
            busy = self.busy.get((person, day[index]))
            last = self.busy.get((person, day[index - 1]))
            if busy is None:
                continue
            end = self._new()
            met = before[index - 1]
            self.cp.add_bool_or([met.negated(), busy.negated(), end, *([] if last is None else [last])])
            self.cp.add_implication(end, busy)
            self.cp.add_implication(end, met)
            if last is not None:
                self.cp.add_implication(end, last.negated())
            ends.append(end)
        return ends

    def _idle(
        self, person: int, day: list[int], before: list[Literal], after: list[Literal]
    ) -> list[Literal]:
        idle = []
        for index in range(1, len(day) - 1):
            busy = self.busy.get((person, day[index]))
            inside = self._new()
            reasons = [
                before[index - 1].negated(),
                after[index + 1].negated(),
                *([] if busy is None else [busy]),
            ]
            self.cp.add_bool_or([inside, *reasons])
            idle.append(inside)
        return idle

    def _share_fairly(self) -> None:
        """Numbers of breaks differ by no more than the aims' difference."""
        difference = self.aims.difference
        if difference is None:
            return
        least: Sum = 0
        if all(breaks.ends for breaks in self.breaks):
            least = self.cp.new_int_var(0, self.arrays.slots, "")
        for breaks in self.breaks:
            if len(breaks.ends) > difference:
                self.cp.add(breaks.number <= least + difference)
            if not isinstance(least, int):
                self.cp.add(breaks.number >= least)

    def _price(self) -> None:
        aims = self.aims
        for wish, held in enumerate(self.held):
            weight = int(self.arrays.weight[wish])
            if not isinstance(held, int) and weight and aims.value:
                self.costs.append(aims.value * weight * held.negated())
        for breaks in self.breaks:
            if aims.breaks and breaks.ends:
                self.costs.append(aims.breaks * breaks.number)
            if aims.fairness and len(breaks.ends) > 1:
                self.costs.append(aims.fairness * self._pairs_of(breaks))
            if aims.idle and breaks.idle:
                self.costs.append(aims.idle * sum(breaks.idle))

    def _pairs_of(self, breaks: Breaks) -> Sum:
        """k (k - 1) / 2 for k breaks: the i-th break of a person adds i - 1, the cheapest are taken first."""
        steps = [self._new() for _ in breaks.ends]
        self.cp.add(breaks.number <= sum(steps))
        return sum(place * step for place, step in enumerate(steps))

    def hint(self, draft: Draft) -> None:
        """Tell the solver of a schedule to start from."""
        for (wish, slot), at in self.at.items():
            self.cp.add_hint(at, bool(draft.slot[wish] == slot))
        for wish, held in enumerate(self.held):
            if not isinstance(held, int):
                self.cp.add_hint(held, bool(draft.slot[wish] != NOT_HELD))
        for (wish, person, slot), seat in self.seat_in.items():
            self.cp.add_hint(seat, bool(draft.slot[wish] == slot and person in draft.sitters[wish]))

    def draft(self, solver: cp_model.CpSolver | cp_model.CpSolverSolutionCallback) -> Draft:
        """Return the schedule that the solver found."""
        arrays = self.arrays
        draft = Draft.empty(arrays)
        sitters = list(draft.sitters)
        for (wish, slot), at in self.at.items():
            if solver.boolean_value(at):
                draft.slot[wish] = slot
                sitters[wish] = tuple(
                    next(person for person in party if self._sits(solver, wish, person, slot))
                    for party in arrays.parties[wish]
                )
        return Draft(draft.slot, tuple(sitters))

    def _sits(
        self,
        solver: cp_model.CpSolver | cp_model.CpSolverSolutionCallback,
        wish: int,
        person: int,
        slot: int,
    ) -> bool:
        """Whether she sits for her party; who is the only person of a party has no seat of her own."""
        if any(party == (person,) for party in self.arrays.parties[wish]):
            return True
        seat = self.seat_in.get((wish, person, slot))
        return seat is not None and bool(solver.boolean_value(seat))
