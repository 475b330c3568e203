"""The fewest breaks of each person alone: what her hours and the slots of her own wishes leave her.

Everybody else is ignored but for what fixed meetings take (`usable`), so nothing here can exceed any schedule. First a
dynamic programme over slots for all people at once: how many meetings she has had, and whether she is before her
first meeting of the day, in one, or idle after one. It respects the earliest and latest slot of each wish (Hall's
condition for all stretches from the start and to the end of the event). Where wishes have holes in between, a search
through her patterns decides by a matching of wishes and slots whether that number of breaks is really enough.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kontor.engine.scheduling.arrays import Arrays, Flags, Numbers
from kontor.engine.scheduling.bounds.usable import Usable, seats_of, usable

NEVER = 9_999  # more breaks than any event has slots: no pattern at all
BEFORE, BUSY, PAUSED = 0, 1, 2
EFFORT = 2_000  # patterns begun for one person before the weaker bound is good enough


@dataclass(frozen=True, eq=False)
class Seats:
    """What each person must sit for and where she can: `must` wishes of each person, and P x T flags.

    `open`: some wish of hers may be held then. `spare`: a wish not taken for granted, or one with stand-ins, may.
    """

    must: tuple[tuple[int, ...], ...]
    open: Flags
    spare: Flags

    @classmethod
    def of(cls, arrays: Arrays, left: Usable, held: Flags) -> "Seats":
        """Return the seats when the wishes `held` take place. O(seats x T)."""
        spare = np.zeros((arrays.people, arrays.slots), np.bool_)
        for wish, parties in enumerate(arrays.parties):
            for party in parties:
                if len(party) > 1 or not held[wish]:
                    spare[list(party)] |= left.allowed[wish]
        must = tuple(tuple(wish for wish in own if held[wish]) for own in seats_of(arrays))
        full = np.array([len(own) for own in must], np.int64) >= arrays.maximum
        spare[full] = False
        spare &= arrays.available
        opened = spare.copy()
        for person, own in enumerate(must):
            if own:
                opened[person] |= left.allowed[list(own)].any(axis=0)
        return cls(must, opened, spare)


def breaks_of_person(arrays: Arrays, held: Flags | None = None) -> Numbers:
    """Return of each person the fewest breaks that any schedule holding the wishes `held` can give her.

    `held` are W flags, by default the required wishes. `NEVER` says that no schedule can hold hers. O(P x T x most
    wishes of a person), and a bounded search for those whose wishes have holes in their allowed slots.
    """
    flags = arrays.required if held is None else held
    left = usable(arrays, flags)
    return fewest_breaks(arrays, left, Seats.of(arrays, left, flags))


def fewest_breaks(arrays: Arrays, left: Usable, seats: Seats) -> Numbers:
    """Return `breaks_of_person` for slots and seats already known."""
    ahead = _Ahead.of(arrays, left, seats)
    least = ahead.fewest
    for person, own in enumerate(seats.must):
        rows = left.allowed[list(own)]
        if own and least[person] < NEVER and (rows != seats.open[person]).any():
            least[person] = _Search(ahead, person, rows, seats).fewest(int(least[person]))
    return _shared_fairly(arrays, least)


def _shared_fairly(arrays: Arrays, least: Numbers) -> Numbers:
    """Where numbers of breaks may differ by little, nobody is far below the one who has most."""
    if arrays.problem.aims.difference is None or not len(least) or least.max() >= NEVER:
        return least
    return np.maximum(least, least.max() - arrays.problem.aims.difference)


@dataclass(frozen=True, eq=False)
class _Ahead:
    """`cost[t, person, k, state]`: the fewest breaks from slot t on, with k meetings behind her; `days` new at t."""

    cost: NDArray[np.int16]
    new_day: Flags

    @property
    def fewest(self) -> Numbers:
        return self.cost[0, :, 0, BEFORE].astype(np.int64)

    @classmethod
    def of(cls, arrays: Arrays, left: Usable, seats: Seats) -> "_Ahead":
        """Go through the slots backwards, all people at once. O(P x T x most meetings)."""
        slots, people = arrays.slots, arrays.people
        number = np.array([len(own) for own in seats.must], np.int64)
        most = int(number.max(initial=0))
        late, early = _windows(left, seats, slots)
        counts = np.arange(most + 1)
        loose = seats.spare.any(axis=1)
        new_day = np.ones(slots + 1, np.bool_)
        new_day[1:slots] = arrays.days[1:] != arrays.days[:-1]
        cost = np.full((slots + 1, people, most + 1, 3), NEVER, np.int16)
        cost[slots, counts[None, :] == number[:, None]] = 0
        for slot in range(slots - 1, -1, -1):
            after = cost[slot + 1]
            if new_day[slot + 1]:
                after = np.repeat(after[:, :, :1], 3, axis=2)
            onward = np.full((people, most + 1), NEVER, np.int16)
            onward[:, :-1] = after[:, 1:, BUSY]
            full = loose[:, None] & (counts[None, :] == number[:, None])
            onward = np.where(full, after[:, :, BUSY], onward)
            onward[~seats.open[:, slot]] = NEVER
            now = cost[slot]
            now[:, :, BEFORE] = np.minimum(after[:, :, BEFORE], onward)
            now[:, :, BUSY] = np.minimum(after[:, :, PAUSED], onward)
            now[:, :, PAUSED] = np.minimum(after[:, :, PAUSED], np.minimum(onward + 1, NEVER))
            wrong = (counts[None, :] < late[:, slot, None]) | (
                ~loose[:, None] & (counts[None, :] > early[:, slot, None])
            )
            now[wrong] = NEVER
        return cls(cost, new_day)


def _windows(left: Usable, seats: Seats, slots: int) -> tuple[Numbers, Numbers]:
    """P x T: how many wishes of each person must be held before slot t, and how many can be."""
    people = len(seats.must)
    late, early = np.zeros((people, slots), np.int64), np.zeros((people, slots), np.int64)
    for person, own in enumerate(seats.must):
        if own:
            rows = left.allowed[list(own)]
            before = np.cumsum(rows, axis=1) - rows
            early[person] = (before > 0).sum(axis=0)
            late[person] = (before == rows.sum(axis=1)[:, None]).sum(axis=0)
    return late, early


class _Search:
    """Patterns of one person with few breaks, begun in order of time, until her wishes fit into one of them."""

    def __init__(self, ahead: _Ahead, person: int, rows: Flags, seats: Seats) -> None:
        self.cost = ahead.cost[:, person].tolist()
        self.new_day = ahead.new_day
        self.open, self.spare = seats.open[person].tolist(), seats.spare[person].tolist()
        self.fits = [np.flatnonzero(rows[:, slot]).tolist() for slot in range(rows.shape[1])]
        self.slots, self.number = rows.shape[1], rows.shape[0]
        self.slots_of = [np.flatnonzero(row).tolist() for row in rows]
        self.loose = bool(seats.spare[person].any())
        self.steps = 0

    def fewest(self, least: int) -> int:
        """Return the number of breaks from `least` on that is enough, or the first one not refuted within the effort."""
        while least <= self.slots:
            if self._some(0, 0, BEFORE, least, []) or self.steps > EFFORT:
                return least
            least += 1
        return NEVER

    def _some(self, slot: int, k: int, state: int, breaks: int, busy: list[int]) -> bool:
        """Whether some pattern from here on has at most so many breaks and a slot for each wish."""
        if self.new_day[slot]:
            state = BEFORE
        if self.cost[slot][k][state] > breaks:
            return False
        if slot == self.slots:
            return self._holds(busy)
        self.steps += 1
        if self.steps > EFFORT:
            return True
        return any(
            self._some(slot + 1, after, follows, rest, taken)
            for after, follows, rest, taken in self._ways(slot, k, state, breaks, busy)
        )

    def _ways(
        self, slot: int, k: int, state: int, breaks: int, busy: list[int]
    ) -> Iterator[tuple[int, int, int, list[int]]]:
        """Meet now (if the slots with no other use can still be matched), or not."""
        if self.open[slot] and (k < self.number or self.loose):
            taken = [*busy, slot]
            if self.loose or self._independent(taken):
                yield min(k + 1, self.number), BUSY, breaks - (state == PAUSED), taken
        yield k, BEFORE if state == BEFORE else PAUSED, breaks, busy

    def _independent(self, busy: list[int]) -> bool:
        """Whether each of the slots can get a wish of its own (those before the last one can)."""
        return _matched(busy, self.fits) == len(busy)

    def _holds(self, busy: list[int]) -> bool:
        """Whether each wish gets a busy slot, and each busy slot without other use a wish.

        Both together follow from each alone (Mendelsohn and Dulmage, Canadian J. Math. 10 (1958) 517-534).
        """
        inside = set(busy)
        places = [[slot for slot in slots if slot in inside] for slots in self.slots_of]
        needy = [slot for slot in busy if not self.spare[slot]]
        return _matched(range(self.number), places) == self.number and _matched(needy, self.fits) == len(
            needy
        )


def _matched(left: "list[int] | range", partners: list[list[int]]) -> int:
    """Return how many of `left` get partners of their own: augmenting paths. O(left x edges)."""
    owner: dict[int, int] = {}

    def place(one: int, seen: set[int]) -> bool:
        for partner in partners[one]:
            if partner not in seen:
                seen.add(partner)
                if partner not in owner or place(owner[partner], seen):
                    owner[partner] = one
                    return True
        return False

    return sum(place(one, set()) for one in left)
