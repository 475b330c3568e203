"""A published plan: who sits where and when, as masks of slots; every step can be taken back.

What `repair` and `explain` stand on: they change few meetings of a schedule that exists, so they want cheap questions
(where could this meeting be?) and cheap steps, not whole arrays. (`board` serves the searches for a whole schedule:
without places, and without a way back.) A mask is an int with bit `slot` for each slot.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise, product
from typing import NamedTuple

from kontor.engine.scheduling.arrays import ENDLESS
from kontor.engine.scheduling.board import bits
from kontor.engine.scheduling.problem import Participant, Problem, Slot, Wish
from kontor.engine.scheduling.solution import Meeting, Solution

SEATINGS = 12  # how many choices of stand-ins are looked at for one meeting in one slot


class Spot(NamedTuple):
    """Where a wish is held: slot, place and people by their positions in the problem."""

    slot: int
    place: int
    people: tuple[int, ...]


class Plan:
    """The problem in masks, and the meetings put on it so far.

    - `available` of each person, `allowed` of each wish (session, forbidden, fixed), `future`: slots still open to change.
    - `held` of each wish its spot or None; `busy` of each person her slots; `agenda` of each person slot -> wish.
    - `at` of each slot the wishes held then.
    - `open` of each place the slots with a free table; `vacant` the slots with a free table anywhere.

    Building costs O(people + wishes + places x slots); a step O(people in the meeting).
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.slot_of = {slot.id: index for index, slot in enumerate(problem.slots)}
        self.person_of = {person.id: index for index, person in enumerate(problem.participants)}
        self.place_of = {place.id: index for index, place in enumerate(problem.places)}
        self.wish_of = {wish.id: index for index, wish in enumerate(problem.wishes)}
        self.everything = (1 << len(problem.slots)) - 1
        self.future = self.everything
        self.days = self._masks((slot.id, slot.day) for slot in problem.slots)
        self._sessions = self._masks((slot.id, slot.session) for slot in problem.slots)
        self.available = self._availability()
        self.maximum = [
            ENDLESS if person.maximum is None else person.maximum for person in problem.participants
        ]
        self.parties = [
            tuple([tuple([self.person_of[person] for person in party]) for party in wish.parties])
            for wish in problem.wishes
        ]
        self.has_stand_ins = [sum(map(len, parties)) > len(parties) for parties in self.parties]
        self.allowed = [self._allowed(wish) for wish in problem.wishes]
        self.home = [None if wish.place is None else self.place_of[wish.place] for wish in problem.wishes]
        self.apart: defaultdict[int, set[int]] = defaultdict(set)
        for pair in problem.exclusions:
            self.apart[self.person_of[pair.a]].add(self.person_of[pair.b])
            self.apart[self.person_of[pair.b]].add(self.person_of[pair.a])
        self.earlier: defaultdict[int, list[int]] = defaultdict(list)
        self.later: defaultdict[int, list[int]] = defaultdict(list)
        for order in problem.precedences:
            self.earlier[self.wish_of[order.after]].append(self.wish_of[order.before])
            self.later[self.wish_of[order.before]].append(self.wish_of[order.after])
        self._ways = {
            (self.place_of[a], self.place_of[b]): way.minutes
            for way in problem.travel
            for a, b in ((way.a, way.b), (way.b, way.a))
            if a != b
        }
        self.free = [[place.at(slot) for slot in range(len(problem.slots))] for place in problem.places]
        self.open = [sum(1 << slot for slot, tables in enumerate(row) if tables > 0) for row in self.free]
        self.spare = [sum(row[slot] for row in self.free) for slot in range(len(problem.slots))]
        self.vacant = sum(1 << slot for slot, tables in enumerate(self.spare) if tables > 0)
        self.held: list[Spot | None] = [None] * len(problem.wishes)
        self.busy = [0] * len(problem.participants)
        self.agenda: list[dict[int, int]] = [{} for _ in problem.participants]
        self.at: list[set[int]] = [set() for _ in problem.slots]
        self.trail: list[tuple[int, Spot | None]] = []

    def _masks(self, words: Iterator[tuple[str, str]]) -> dict[str, int]:
        masks: defaultdict[str, int] = defaultdict(int)
        for slot, word in words:
            masks[word] |= 1 << self.slot_of[slot]
        return dict(masks)

    def _availability(self) -> list[int]:
        awake: dict[object, int] = {}
        masks = []
        for person in self.problem.participants:
            key = (person.hours, person.zone)
            if key not in awake:
                awake[key] = _awake(person, self.problem.slots, self.problem.minutes)
            masks.append(awake[key] & ~self._of(person.unavailable))
        return masks

    def _of(self, slots: tuple[str, ...]) -> int:
        mask = 0
        for slot in slots:
            mask |= 1 << self.slot_of[slot]
        return mask

    def _allowed(self, wish: Wish) -> int:
        mask = self.everything
        if wish.sessions:
            mask = sum({self._sessions[session] for session in wish.sessions})
        if wish.slot is not None:
            mask &= 1 << self.slot_of[wish.slot]
        return mask & ~self._of(wish.forbidden) if wish.forbidden else mask

    # Steps ------------------------------------------------------------------------------------------------------

    def put(self, wish: int, spot: Spot) -> None:
        """Hold a wish that is not held. Nothing is asked: `fault` and `spot_in` say what is valid."""
        slot, place, people = spot
        bit = 1 << slot
        for person in people:
            self.busy[person] |= bit
            self.agenda[person][slot] = wish
        self.free[place][slot] -= 1
        if self.free[place][slot] <= 0:
            self.open[place] &= ~bit
        self.spare[slot] -= 1
        if self.spare[slot] <= 0:
            self.vacant &= ~bit
        self.held[wish] = spot
        self.at[slot].add(wish)
        self.trail.append((wish, None))

    def lift(self, wish: int) -> None:
        """Take a held wish off the plan."""
        spot = self.held[wish]
        assert spot is not None
        slot, place, people = spot
        bit = 1 << slot
        for person in people:
            self.busy[person] &= ~bit
            del self.agenda[person][slot]
        self.free[place][slot] += 1
        if self.free[place][slot] > 0:
            self.open[place] |= bit
        self.spare[slot] += 1
        if self.spare[slot] > 0:
            self.vacant |= bit
        self.held[wish] = None
        self.at[slot].remove(wish)
        self.trail.append((wish, spot))

    def undo(self, mark: int) -> None:
        """Take back every step since the trail was `mark` long."""
        while len(self.trail) > mark:
            wish, spot = self.trail[-1]
            if spot is None:
                self.lift(wish)
            else:
                self.put(wish, spot)
            del self.trail[-2:]

    # Questions --------------------------------------------------------------------------------------------------

    def window(self, wish: int) -> int:
        """Slots that keep the order with the meetings held before and after."""
        mask = self.everything
        if wish in self.earlier:
            for other in self.earlier[wish]:
                if (spot := self.held[other]) is not None:
                    mask &= -2 << spot.slot
        if wish in self.later:
            for other in self.later[wish]:
                if (spot := self.held[other]) is not None:
                    mask &= (1 << spot.slot) - 1
        return mask

    def reach(self, wish: int) -> int:
        """Open slots in which the wish may be held and each party has somebody there, busy or not."""
        mask = self.allowed[wish] & self.future
        for party in self.parties[wish]:
            there = 0
            for person in party:
                there |= self.available[person]
            mask &= there
        return mask

    def common(self, wish: int) -> int:
        """Slots of `reach` in which somebody of each party is free and wants one more meeting; tables are not asked."""
        mask = self.allowed[wish] & self.future
        for party in self.parties[wish]:
            there = 0
            for person in party:
                if len(self.agenda[person]) < self.maximum[person]:
                    there |= self.available[person] & ~self.busy[person]
            mask &= there
        return mask & self.window(wish) if self.earlier or self.later else mask

    def direct(self, wish: int) -> int:
        """Slots of `common` with a free table: where the wish most likely can be put; `spot_in` says for sure."""
        home = self.home[wish]
        return self.common(wish) & (self.vacant if home is None else self.open[home])

    def spot_in(self, wish: int, slot: int, former: Spot | None) -> Spot | None:
        """A valid spot for a wish that is not held in a slot of `common`, as like the former one as can be, or None."""
        for people in self.seatings(wish, slot, former, busy=False):
            place = self.place_in(wish, slot, people, former)
            if place is not None:
                return Spot(slot, place, people)
        return None

    def seatings(self, wish: int, slot: int, former: Spot | None, *, busy: bool) -> Iterator[tuple[int, ...]]:
        """Who can sit there: the former people first, then others of their organisation, then others as listed.

        With `busy` also people who meet somebody else then, or have as many meetings as they want.
        """
        parties = self.parties[wish]
        sitting = former.people if former is not None else (None,) * len(parties)
        choices = [
            self._able(party, slot, before, busy) for party, before in zip(parties, sitting, strict=True)
        ]
        shown = 0
        for people in product(*choices):
            if not self.apart or self.apart_in(people) is None:
                yield people
                shown += 1
                if shown == SEATINGS:
                    return

    def _able(self, party: tuple[int, ...], slot: int, before: int | None, busy: bool) -> list[int]:
        able = [
            person
            for person in party
            if self.available[person] >> slot & 1
            and (
                busy
                or (not self.busy[person] >> slot & 1 and len(self.agenda[person]) < self.maximum[person])
            )
        ]
        if len(able) > 1 and before is not None:
            people = self.problem.participants
            able.sort(
                key=lambda person: (
                    person != before,
                    people[person].organisation != people[before].organisation,
                )
            )
        return able

    def apart_in(self, people: tuple[int, ...]) -> tuple[int, int] | None:
        """Two of them who must not meet."""
        for index, person in enumerate(people):
            for other in people[index + 1 :]:
                if other in self.apart.get(person, ()):
                    return person, other
        return None

    def place_in(self, wish: int, slot: int, people: tuple[int, ...], former: Spot | None) -> int | None:
        """A place with a free table that everybody reaches in time: the former one, else the one with least walking."""
        if former is not None and former.slot == slot and self._takes(wish, slot, people, former.place):
            return former.place
        near = dict.fromkeys([] if former is None else [former.place])
        near |= dict.fromkeys(place for person in people for place in self._near(person, slot))
        liked = [place for place in near if self._takes(wish, slot, people, place)]
        if liked:
            return min(liked, key=lambda place: self.walking(people, slot, place))
        places = range(len(self.open))
        return next((place for place in places if self._takes(wish, slot, people, place)), None)

    def _takes(self, wish: int, slot: int, people: tuple[int, ...], place: int) -> bool:
        return (
            bool(self.open[place] >> slot & 1)
            and self.home[wish] in (None, place)
            and self.late_walker(people, slot, place) is None
        )

    def _neighbours(self, person: int, slot: int) -> Iterator[tuple[int, int]]:
        """(slot, place) of her meeting before and of the one after."""
        earlier = self.busy[person] & ((1 << slot) - 1)
        later = self.busy[person] >> (slot + 1) << (slot + 1)
        for other in (earlier.bit_length() - 1, (later & -later).bit_length() - 1):
            if other >= 0:
                yield other, self._where(person, other)

    def _near(self, person: int, slot: int) -> Iterator[int]:
        return (place for _, place in self._neighbours(person, slot))

    def walking(self, people: tuple[int, ...], slot: int, place: int) -> int:
        """The price of walking and of changes of table around a meeting there."""
        aims = self.problem.aims
        return sum(
            aims.walking * self._ways.get((place, there), 0) + aims.tables * (place != there)
            for person in people
            for there in self._near(person, slot)
        )

    def late_walker(self, people: tuple[int, ...], slot: int, place: int) -> int | None:
        """Somebody who cannot be there in time, or not in time for her next meeting."""
        if not self._ways:
            return None
        for person in people:
            for other, there in self._neighbours(person, slot):
                if self._ways.get((place, there), 0) > self._pause(slot, other):
                    return person
        return None

    def out_of_reach(self, person: int, pinned: Callable[[int], bool]) -> int | None:
        """A meeting of hers, one that may move if there is, between which and the next she cannot walk in time."""
        if not self._ways:
            return None
        for earlier, later in pairwise(bits(self.busy[person])):
            way = (self._where(person, earlier), self._where(person, later))
            if self._ways.get(way, 0) > self._pause(earlier, later):
                return min(self.agenda[person][later], self.agenda[person][earlier], key=pinned)
        return None

    def _where(self, person: int, slot: int) -> int:
        spot = self.held[self.agenda[person][slot]]
        assert spot is not None
        return spot.place

    def _pause(self, a: int, b: int) -> int:
        slots = self.problem.slots
        return max(abs(slots[a].start - slots[b].start) - self.problem.minutes, 0)

    def breaks(self, busy: int) -> int:
        """How many breaks a person with those slots has. O(days)."""
        number = 0
        for day in self.days.values():
            own = busy & day
            if own:
                number += (own & ~(own << 1)).bit_count() - 1
        return number

    def more_breaks(self, people: tuple[int, ...], slot: int) -> int:
        """How many breaks one more meeting in that slot adds for them; below zero where it closes some."""
        bit = 1 << slot
        return sum(self.breaks(self.busy[person] | bit) - self.breaks(self.busy[person]) for person in people)

    def disordered(self, wish: int, slot: int) -> Iterator[int]:
        """Held meetings whose order with this wish would not be kept in that slot."""
        for other in self.earlier.get(wish, ()):
            if (spot := self.held[other]) is not None and spot.slot >= slot:
                yield other
        for other in self.later.get(wish, ()):
            if (spot := self.held[other]) is not None and spot.slot <= slot:
                yield other

    # In and out -------------------------------------------------------------------------------------------------

    def spot_of(self, meeting: Meeting) -> Spot | None:
        """The meeting in numbers; None when it names something that is not in the problem."""
        try:
            people = tuple([self.person_of[person] for person in meeting.people])
            return Spot(self.slot_of[meeting.slot], self.place_of[meeting.place], people)
        except KeyError:
            return None

    def meeting(self, wish: int, spot: Spot) -> Meeting:
        problem = self.problem
        return Meeting(
            problem.wishes[wish].id,
            problem.slots[spot.slot].id,
            problem.places[spot.place].id,
            tuple([problem.participants[person].id for person in spot.people]),
        )

    def solution(self) -> Solution:
        """The meetings held, in the order of the wishes."""
        return Solution(
            tuple([self.meeting(wish, spot) for wish, spot in enumerate(self.held) if spot is not None])
        )


def _awake(person: Participant, slots: tuple[Slot, ...], minutes: int) -> int:
    return sum(1 << index for index, slot in enumerate(slots) if person.is_awake(slot, minutes))
