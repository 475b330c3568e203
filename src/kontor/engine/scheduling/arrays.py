"""A problem as numbers: what every solver works on instead of ids. Built once, never changed.

Slots, people, wishes and places are their positions in the problem. Whatever can be decided beforehand is: a wish
that an exclusion, a closed session, nobody's free time or no table forbids has no allowed slot left.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from kontor.engine.scheduling.problem import Participant, Problem, Slot, Wish
from kontor.engine.scheduling.solution import Meeting, Solution

type Flags = NDArray[np.bool_]
type Numbers = NDArray[np.int64]
type Parties = tuple[tuple[int, ...], ...]  # of one wish: of each party the people who can sit for it

ENDLESS = 1 << 30  # a maximum that binds nobody


@dataclass(frozen=True, eq=False)
class Arrays:
    """`problem` in numbers: P people, T slots, W wishes.

    - `available` P x T: who is there when.
    - `parties`: of each wish, of each party the people who can sit for it.
    - `allowed` W x T: alone, the wish could be held then (session, forbidden and fixed slots, one of each party there
      so that no two are excluded, a table at its place).
    - `tables` T: meetings that fit into a slot over all places; `days` T: number of the day of each slot.
    - `weight`, `required` W; `minimum`, `maximum` P; `before` pairs of wishes in order.
    """

    problem: Problem
    available: Flags
    parties: tuple[Parties, ...]
    allowed: Flags
    tables: Numbers
    days: Numbers
    weight: Numbers
    required: Flags
    minimum: Numbers
    maximum: Numbers
    before: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, problem: Problem) -> "Arrays":
        """Return the problem in numbers. O(P x T + W x T + exclusions)."""
        people = {person.id: index for index, person in enumerate(problem.participants)}
        wishes = {wish.id: index for index, wish in enumerate(problem.wishes)}
        available = _available(problem)
        parties = tuple(
            tuple(tuple(people[person] for person in party) for party in wish.parties)
            for wish in problem.wishes
        )
        return cls(
            problem=problem,
            available=available,
            parties=parties,
            allowed=_allowed(problem, parties, available),
            tables=np.array(
                [sum(place.at(slot) for place in problem.places) for slot in range(len(problem.slots))],
                np.int64,
            ),
            days=_days(problem.slots),
            weight=np.array([wish.weight for wish in problem.wishes], np.int64),
            required=np.array([wish.required for wish in problem.wishes], np.bool_),
            minimum=np.array([person.minimum for person in problem.participants], np.int64),
            maximum=np.array([_most(person) for person in problem.participants], np.int64),
            before=tuple((wishes[order.before], wishes[order.after]) for order in problem.precedences),
        )

    @property
    def people(self) -> int:
        return len(self.available)

    @property
    def slots(self) -> int:
        return len(self.tables)

    @property
    def wishes(self) -> int:
        return len(self.parties)

    @cached_property
    def has_stand_ins(self) -> bool:
        """Whether any party can be sat for by more than one person."""
        return any(len(party) > 1 for parties in self.parties for party in parties)

    @cached_property
    def of_person(self) -> tuple[tuple[int, ...], ...]:
        """Of each person the wishes in which she may sit, in their order."""
        own: list[list[int]] = [[] for _ in range(self.people)]
        for wish, parties in enumerate(self.parties):
            for party in parties:
                for person in party:
                    own[person].append(wish)
        return tuple(map(tuple, own))

    def placed(self, rows: Iterable[tuple[int, int, int, tuple[int, ...]]]) -> Solution:
        """Return rows of (wish, slot, place, people) as a solution, in the order of the wishes."""
        problem = self.problem
        return Solution(
            tuple(
                Meeting(
                    wish=problem.wishes[wish].id,
                    slot=problem.slots[slot].id,
                    place=problem.places[place].id,
                    people=tuple(problem.participants[person].id for person in people),
                )
                for wish, slot, place, people in sorted(rows)
            )
        )


def _available(problem: Problem) -> Flags:
    available = np.ones((len(problem.participants), len(problem.slots)), np.bool_)
    position = {slot.id: index for index, slot in enumerate(problem.slots)}
    for index, person in enumerate(problem.participants):
        for slot in person.unavailable:
            available[index, position[slot]] = False
        if person.hours is not None:
            available[index] &= [person.is_awake(slot, problem.minutes) for slot in problem.slots]
    return available


def _allowed(problem: Problem, parties: tuple[Parties, ...], available: Flags) -> Flags:
    people = {person.id: index for index, person in enumerate(problem.participants)}
    excluded = {frozenset((people[pair.a], people[pair.b])) for pair in problem.exclusions}
    open_at = {
        place.id: np.array([place.at(slot) > 0 for slot in range(len(problem.slots))], np.bool_)
        for place in problem.places
    }
    somewhere = np.logical_or.reduce([np.zeros(len(problem.slots), np.bool_), *open_at.values()])
    allowed = np.ones((len(parties), len(problem.slots)), np.bool_)
    for index, wish in enumerate(problem.wishes):
        row = allowed[index]
        row &= somewhere if wish.place is None else open_at[wish.place]
        if wish.sessions or wish.forbidden or wish.slot is not None:
            row &= [_suits(wish, slot) for slot in problem.slots]
        for party in parties[index]:
            row &= available[party[0]] if len(party) == 1 else available[list(party)].any(axis=0)
        if excluded and _may_clash(parties[index], excluded):
            row &= [_can_sit(_there(parties[index], free), excluded) for free in available.T]
    return allowed


def _suits(wish: Wish, slot: Slot) -> bool:
    return (
        (not wish.sessions or slot.session in wish.sessions)
        and slot.id not in wish.forbidden
        and (wish.slot is None or wish.slot == slot.id)
    )


def _may_clash(parties: Parties, excluded: set[frozenset[int]]) -> bool:
    return any(frozenset(pair) in excluded for a, b in combinations(parties, 2) for pair in product(a, b))


def _there(parties: Parties, free: Flags) -> Parties:
    return tuple(tuple(person for person in party if free[person]) for party in parties)


def _can_sit(parties: Parties, excluded: set[frozenset[int]]) -> bool:
    """Whether each party has a person so that no two of them are excluded."""
    return any(
        all(frozenset(pair) not in excluded for pair in combinations(chosen, 2))
        for chosen in product(*parties)
    )


def _days(slots: tuple[Slot, ...]) -> Numbers:
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(slot.day, len(numbers)) for slot in slots], np.int64)


def _most(person: Participant) -> int:
    return ENDLESS if person.maximum is None else person.maximum
