"""A schedule that is being worked on: who is busy when, as bits of Python integers (bit t stands for slot t).

The board keeps what is hard true by itself when it is asked before it is changed: `fits` before `put`, `chain` before
`swap`. Availability, sessions, forbidden and fixed slots are in `allowed`; sitters, tables and orders are looked up.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import numpy as np

from kontor.engine.scheduling.arrays import Arrays, Flags
from kontor.engine.scheduling.draft import NOT_HELD, Draft

LINEUPS = 24  # how many choices of sitters of one wish are tried

type Lineup = tuple[int, ...]


class Board:
    """Slots and sitters of the wishes held, with the bits that tell quickly what else fits.

    - `slot` W and `sitters` W: as in a draft; `at[t][p]`: the wish in which person p sits in slot t.
    - `busy` P: slots in which she sits; `meetings` P: how many; `taken` T: meetings in a slot; `full`: slots without a table.
    """

    def __init__(self, arrays: Arrays, draft: Draft | None = None) -> None:
        self.arrays = arrays
        self.tables: list[int] = arrays.tables.tolist()
        self.allowed = _bits(arrays.allowed)
        self.there = _bits(arrays.available)
        self.most: list[int] = arrays.maximum.tolist()
        self.before, self.after = _orders(arrays)
        self.strangers = _strangers(arrays)
        self.slot = [NOT_HELD] * arrays.wishes
        self.sitters = [tuple(party[0] for party in parties) for parties in arrays.parties]
        self.at = [[NOT_HELD] * arrays.people for _ in range(arrays.slots)]
        self.busy = [0] * arrays.people
        self.meetings = [0] * arrays.people
        self.taken = [0] * arrays.slots
        self.full = sum(1 << slot for slot, tables in enumerate(self.tables) if tables == 0)
        if draft is not None:
            for wish, slot in enumerate(draft.slot.tolist()):
                if slot != NOT_HELD:
                    self.put(wish, slot, draft.sitters[wish])

    def draft(self) -> Draft:
        return Draft(np.array(self.slot, np.int64), tuple(self.sitters))

    def lineups(self, wish: int) -> Iterator[Lineup]:
        """Who could sit there: one person for each party, no two excluded, nobody beyond her maximum."""
        return islice(self._lineups(self.arrays.parties[wish], ()), LINEUPS)

    def _lineups(self, parties: Sequence[Lineup], chosen: Lineup) -> Iterator[Lineup]:
        if len(chosen) == len(parties):
            yield chosen
            return
        party = parties[len(chosen)]
        for person in sorted(party, key=self.meetings.__getitem__) if len(party) > 1 else party:
            if self.meetings[person] < self.most[person] and not self._excludes(person, chosen):
                yield from self._lineups(parties, (*chosen, person))

    def _excludes(self, person: int, others: Lineup) -> bool:
        strangers = self.strangers.get(person)
        return strangers is not None and not strangers.isdisjoint(others)

    def open(self, wish: int, lineup: Lineup) -> int:
        """Slots in which these people could meet as far as their own times and the order of meetings say."""
        slots = self.allowed[wish] & self.window(wish)
        for person in lineup:
            slots &= self.there[person]
        return slots

    def free(self, wish: int, lineup: Lineup) -> int:
        """Slots in which they could meet now: all there, none of them busy, a table left."""
        slots = self.open(wish, lineup) & ~self.full
        for person in lineup:
            slots &= ~self.busy[person]
        return slots

    def window(self, wish: int) -> int:
        """Slots that the meetings which come before and after this one leave to it, as far as these are held."""
        slots = -1
        for other in self.before.get(wish, ()):
            slots &= -2 << self.slot[other] if self.slot[other] != NOT_HELD else -1
        for other in self.after.get(wish, ()):
            slots &= (1 << self.slot[other]) - 1 if self.slot[other] != NOT_HELD else -1
        return slots

    def put(self, wish: int, slot: int, lineup: Lineup) -> None:
        self.slot[wish] = slot
        self.sitters[wish] = lineup
        row, bit = self.at[slot], 1 << slot
        for person in lineup:
            row[person] = wish
            self.busy[person] |= bit
            self.meetings[person] += 1
        self._count(slot, 1)

    def take(self, wish: int) -> None:
        """Hold it no longer."""
        slot = self.slot[wish]
        self.slot[wish] = NOT_HELD
        row, bit = self.at[slot], 1 << slot
        for person in self.sitters[wish]:
            row[person] = NOT_HELD
            self.busy[person] ^= bit
            self.meetings[person] -= 1
        self._count(slot, -1)

    def _count(self, slot: int, change: int) -> None:
        self.taken[slot] += change
        bit = 1 << slot
        self.full = self.full | bit if self.taken[slot] >= self.tables[slot] else self.full & ~bit

    def held_by(self, people: Iterable[int], slot: int) -> set[int]:
        """The meetings in which these people sit in that slot."""
        row = self.at[slot]
        return {row[person] for person in people if row[person] != NOT_HELD}

    def chain(self, wish: int, other: int) -> dict[int, int] | None:
        """Return the alternating chain that moves a held wish to the slot `other`: each wish in it -> its new slot.

        Who sits in both slots drags along her other meeting, which moves the opposite way, and so on (Kempe 1879).
        None when somebody is not there, a session, a fixed slot or the order of meetings forbids it. Tables are
        not looked at. O(length of the chain).
        """
        slots = (self.slot[wish], other)
        goes = {wish: other}
        stack = [wish]
        while stack:
            moved = stack.pop()
            goal = goes[moved]
            bit = 1 << goal
            if not self.allowed[moved] & bit:
                return None
            back = slots[0] if goal == other else other
            row = self.at[goal]
            for person in self.sitters[moved]:
                if not self.there[person] & bit:
                    return None
                dragged = row[person]
                if dragged != NOT_HELD and dragged not in goes:
                    goes[dragged] = back
                    stack.append(dragged)
        return goes if self._in_order(goes) else None

    def _in_order(self, goes: dict[int, int]) -> bool:
        if not self.before and not self.after:
            return True
        for wish, slot in goes.items():
            for other in self.before.get(wish, ()):
                if goes.get(other, self.slot[other]) >= slot:
                    return False
            for other in self.after.get(wish, ()):
                if self.slot[other] != NOT_HELD and goes.get(other, self.slot[other]) <= slot:
                    return False
        return True

    def swap(self, goes: dict[int, int]) -> None:
        """Move a whole chain at once."""
        lineups = [(wish, slot, self.sitters[wish]) for wish, slot in goes.items()]
        for wish in goes:
            self.take(wish)
        for wish, slot, lineup in lineups:
            self.put(wish, slot, lineup)

    def has_tables(self, goes: dict[int, int], extra: int = NOT_HELD) -> bool:
        """Whether both slots of a chain have the tables for it, with one more meeting in the slot `extra`."""
        change: dict[int, int] = {} if extra == NOT_HELD else {extra: 1}
        for wish, goal in goes.items():
            change[goal] = change.get(goal, 0) + 1
            change[self.slot[wish]] = change.get(self.slot[wish], 0) - 1
        return all(self.taken[slot] + more <= self.tables[slot] for slot, more in change.items() if more > 0)


def bits(mask: int) -> Iterator[int]:
    """The positions of the bits that are set, lowest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def _bits(flags: Flags) -> list[int]:
    """Rows of flags as integers."""
    packed = np.packbits(flags, axis=1, bitorder="little")
    return [int.from_bytes(row, "little") for row in packed]


def _orders(arrays: Arrays) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Of each wish those that come before it, and those that come after it."""
    before: dict[int, list[int]] = {}
    after: dict[int, list[int]] = {}
    for earlier, later in arrays.before:
        before.setdefault(later, []).append(earlier)
        after.setdefault(earlier, []).append(later)
    return before, after


def _strangers(arrays: Arrays) -> dict[int, set[int]]:
    people = {person.id: index for index, person in enumerate(arrays.problem.participants)}
    strangers: dict[int, set[int]] = {}
    for pair in arrays.problem.exclusions:
        strangers.setdefault(people[pair.a], set()).add(people[pair.b])
        strangers.setdefault(people[pair.b], set()).add(people[pair.a])
    return strangers
