"""Which slots of each wish are left once some wishes are taken for granted, and what already cannot be.

A wish that must be held in one slot takes that slot from everybody who has to sit there, and so from their other
wishes; a full slot is closed to the rest; an order of two meetings cuts off the ends of both. Repeated until nothing
changes. Whatever is closed here is closed in every schedule that holds those wishes.
"""

from collections import deque
from dataclasses import dataclass

import numpy as np

from kontor.engine.scheduling.arrays import Arrays, Flags


@dataclass(frozen=True, eq=False)
class Usable:
    """`allowed` W x T: slots left. `impossible`: sentences, each a proof that no schedule holds these wishes."""

    allowed: Flags
    impossible: tuple[str, ...]


def usable(arrays: Arrays, held: Flags | None = None) -> Usable:
    """Return the slots left for every wish when the wishes `held` (W flags, default the required ones) take place.

    O(W x T + fixed wishes x wishes of a person). The sentences name wishes and slots by id.
    """
    sieve = _Sieve(arrays, arrays.required if held is None else held)
    sieve.run()
    return Usable(sieve.allowed, tuple(sieve.impossible))


def seats_of(arrays: Arrays) -> tuple[tuple[int, ...], ...]:
    """Of each person the wishes that nobody else can sit for her: where she is the only one of her party."""
    own: list[list[int]] = [[] for _ in range(arrays.people)]
    for wish, parties in enumerate(arrays.parties):
        for party in parties:
            if len(party) == 1:
                own[party[0]].append(wish)
    return tuple(map(tuple, own))


class _Sieve:
    """The slots left, and the wishes whose last slot has just become known."""

    def __init__(self, arrays: Arrays, held: Flags) -> None:
        self.arrays, self.held = arrays, held
        self.allowed = arrays.allowed.copy()
        self.left = self.allowed.sum(axis=1)
        self.room = arrays.tables.copy()
        self.own = seats_of(arrays)
        self.impossible: list[str] = []
        self.settled = np.zeros(arrays.wishes, np.bool_)
        for wish in np.flatnonzero(held & (self.left == 0)):
            self._say_closed(int(wish))
        self.queue = deque(map(int, np.flatnonzero(held & (self.left == 1))))
        self.rest: Flags = np.ones(arrays.wishes, np.bool_)

    def run(self) -> None:
        closed = np.flatnonzero(self.arrays.tables == 0)
        if len(closed):
            self._close(np.arange(self.arrays.wishes), closed)
        moved = True
        while moved:
            while self.queue:
                self._settle(self.queue.popleft())
            moved = self._order()

    def _settle(self, wish: int) -> None:
        """A wish with one slot left takes it: from its people, and a table from everybody."""
        if self.settled[wish] or self.left[wish] != 1:
            return
        self.settled[wish] = True
        slot = int(self.allowed[wish].argmax())
        others = {
            other
            for party in self.arrays.parties[wish]
            if len(party) == 1
            for other in self.own[party[0]]
            if other != wish
        }
        self._close(np.array(sorted(others), np.int64), np.array([slot]))
        self.room[slot] -= 1
        if self.room[slot] == 0:
            self._close(np.flatnonzero(~self.settled & self.allowed[:, slot]), np.array([slot]))

    def _order(self) -> bool:
        """Cut off what is too late for the earlier meeting and too early for the later one; whether that closed anything."""
        before = int(self.left.sum())
        for first, second in self.arrays.before:
            if self.held[first] and self.left[first]:
                opening = int(self.allowed[first].argmax())
                self._close(np.array([second]), np.arange(opening + 1))
            if self.held[second] and self.left[second]:
                closing = self.arrays.slots - 1 - int(self.allowed[second][::-1].argmax())
                self._close(np.array([first]), np.arange(closing, self.arrays.slots))
        return int(self.left.sum()) < before

    def _close(self, wishes: "np.typing.NDArray[np.int64]", slots: "np.typing.NDArray[np.int64]") -> None:
        was = self.left[wishes]
        self.allowed[np.ix_(wishes, slots)] = False
        self.left[wishes] = now = self.allowed[wishes].sum(axis=1)
        for wish in map(int, wishes[(now < was) & (now <= 1)]):
            if self.held[wish] and self.left[wish]:
                self.queue.append(wish)
            elif self.held[wish]:
                self._say_closed(wish)

    def _say_closed(self, wish: int) -> None:
        name = self.arrays.problem.wishes[wish].id
        self.impossible.append(
            f"No slot is left for the meeting {name!r}: sessions, fixed and forbidden slots, free time, order and "
            "the other meetings of its people close every one of them."
        )
