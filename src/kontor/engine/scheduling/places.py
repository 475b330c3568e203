"""Where each meeting takes place once the slots stand: little walking, few changes of table, nobody late.

Slot by slot each meeting gets the cheapest place for those who sit there, then meetings change places as long as that
gains something. Who would come late because the way is longer than the pause is moved to another slot; a meeting that
fits nowhere is not held.
"""

from collections import defaultdict
from collections.abc import Iterator

from kontor.engine.scheduling.arrays import Arrays
from kontor.engine.scheduling.board import Board, bits
from kontor.engine.scheduling.draft import NOT_HELD, Draft
from kontor.engine.scheduling.solution import Solution

ROUNDS = 6  # how often all meetings are looked at for a better place
LATE = 1 << 40  # the price of a way that is longer than the pause


def place(arrays: Arrays, draft: Draft) -> Solution:
    """Return the draft with a place for each meeting: as wished, within the tables of each slot, reachable in the pauses.

    The few meetings that no place suits are moved to another slot or left out, those not required first. O(rounds x meetings x places near by).
    """
    room = _Room(arrays, Board(arrays, draft))
    if len(arrays.problem.places) > 1 or any(wish.place for wish in arrays.problem.wishes):
        room.fill()
        for _ in range(ROUNDS):
            if not room.improve():
                break
        room.rescue()
    return room.solution()


class _Room:
    """Which meeting is where; of each person her meetings in order of time."""

    def __init__(self, arrays: Arrays, board: Board) -> None:
        problem = arrays.problem
        position = {place.id: number for number, place in enumerate(problem.places)}
        self.arrays, self.board = arrays, board
        self.places = range(len(problem.places))
        self.tables = [[place.at(slot) for slot in range(arrays.slots)] for place in problem.places]
        self.bound = [position[wish.place] if wish.place else None for wish in problem.wishes]
        self.minutes: dict[tuple[int, int], int] = {}
        for way in problem.travel:
            self.minutes[position[way.a], position[way.b]] = way.minutes
            self.minutes[position[way.b], position[way.a]] = way.minutes
        self.begin = [slot.start for slot in problem.slots]
        self.day = arrays.days.tolist()
        self.place: dict[int, int] = {wish: 0 for wish, slot in enumerate(board.slot) if slot != NOT_HELD}
        self.taken: defaultdict[tuple[int, int], int] = defaultdict(int)
        self.lost: list[int] = []

    def solution(self) -> Solution:
        board = self.board
        return self.arrays.placed(
            (wish, board.slot[wish], place, board.sitters[wish]) for wish, place in self.place.items()
        )

    def fill(self) -> None:
        """Give every meeting a place, in order of time; in a slot those that belong somewhere choose first."""
        waiting = sorted(self.place, key=self._turn)
        self.place.clear()
        for wish in waiting:
            place = self._cheapest(wish, self.board.slot[wish])
            if place is None:
                self.lost.append(wish)
                self.board.take(wish)
            else:
                self._sit(wish, place)

    def _turn(self, wish: int) -> tuple[int, bool, bool, int]:
        return self.board.slot[wish], self.bound[wish] is None, not self.arrays.required[wish], wish

    def improve(self) -> bool:
        """Let each meeting go where it costs least, if need be by exchange with one that is there."""
        better = False
        for wish in sorted(self.place, key=self._turn):
            if self.bound[wish] is None:
                better |= self._go(wish)
        return better

    def _go(self, wish: int) -> bool:
        slot, here = self.board.slot[wish], self.place[wish]
        cost = self._cost(wish, slot, here)
        if cost == 0:
            return False
        for there in self._near(wish, slot, all_of_them=cost >= LATE):
            gain = cost - self._cost(wish, slot, there)
            if there == here or gain <= 0:
                continue
            if self.taken[there, slot] < self.tables[there][slot]:
                self._leave(wish)
                self._sit(wish, there)
                return True
            if self._exchange(wish, slot, there, gain):
                return True
        return False

    def _exchange(self, wish: int, slot: int, there: int, gain: int) -> bool:
        here = self.place[wish]
        for other in {one for one in self.board.at[slot] if one != NOT_HELD and self.place.get(one) == there}:
            if self.bound[other] is None:
                loss = self._cost(other, slot, here) - self._cost(other, slot, there)
                if loss < gain:
                    self.place[wish], self.place[other] = there, here
                    return True
        return False

    def rescue(self) -> None:
        """Move to another slot who would come late or found no place; leave out what fits nowhere."""
        required = self.arrays.required
        for wish in sorted(self.lost, key=lambda wish: not required[wish]):
            self._move(wish)
        late = [wish for wish in self.place if self._is_late(wish)]
        for wish in sorted(late, key=lambda wish: (bool(required[wish]), -self.board.slot[wish])):
            if self._is_late(wish):
                self._leave(wish)
                self.board.take(wish)
                self._move(wish)

    def _is_late(self, wish: int) -> bool:
        return self._cost(wish, self.board.slot[wish], self.place[wish]) >= LATE

    def _move(self, wish: int) -> bool:
        """Hold a meeting again in any slot and place in which nobody comes late."""
        for lineup in self.board.lineups(wish):
            self.board.sitters[wish] = lineup
            for slot in bits(self.board.free(wish, lineup)):
                place = self._cheapest(wish, slot)
                if place is not None and self._cost(wish, slot, place) < LATE:
                    self.board.put(wish, slot, lineup)
                    self._sit(wish, place)
                    return True
        return False

    def _sit(self, wish: int, place: int) -> None:
        self.place[wish] = place
        self.taken[place, self.board.slot[wish]] += 1

    def _leave(self, wish: int) -> None:
        self.taken[self.place.pop(wish), self.board.slot[wish]] -= 1

    def _cheapest(self, wish: int, slot: int) -> int | None:
        """The place with a table left that costs least; places near by are looked at first."""
        for all_of_them in (False, True):
            free = [
                place
                for place in self._near(wish, slot, all_of_them)
                if self.taken[place, slot] < self.tables[place][slot]
            ]
            best = min(free, key=lambda place: (self._cost(wish, slot, place), place), default=None)
            if best is not None and (all_of_them or self._cost(wish, slot, best) < LATE):
                return best
        return None

    def _near(self, wish: int, slot: int, all_of_them: bool) -> list[int]:
        """Where those who sit there come from and go to; or every place."""
        bound = self.bound[wish]
        if bound is not None:
            return [bound]
        if all_of_them:
            return list(self.places)
        people = self.board.sitters[wish]
        return sorted({place for person in people for _, place in self._beside(person, slot)})

    def _beside(self, person: int, slot: int) -> Iterator[tuple[int, int]]:
        """Slot and place of her meetings just before and just after."""
        busy, at = self.board.busy[person], self.board.at
        before, after = busy & ((1 << slot) - 1), busy >> (slot + 1)
        for other in (
            before.bit_length() - 1,
            slot + (after & -after).bit_length() if after else NOT_HELD,
        ):
            if other != NOT_HELD and at[other][person] in self.place:
                yield other, self.place[at[other][person]]

    def _cost(self, wish: int, slot: int, place: int) -> int:
        """What its people walk and change on the way to this place and on from it."""
        aims, cost = self.arrays.problem.aims, 0
        for person in self.board.sitters[wish]:
            for other, there in self._beside(person, slot):
                if there == place:
                    continue
                minutes = self.minutes.get((there, place), 0)
                pause = abs(self.begin[other] - self.begin[slot]) - self.arrays.problem.minutes
                if minutes > max(pause, 0):
                    cost += LATE
                if self.day[other] == self.day[slot]:
                    cost += aims.walking * minutes + aims.tables
        return cost
