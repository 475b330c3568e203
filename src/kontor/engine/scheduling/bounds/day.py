"""The cheapest way through the event for each person alone, when slots have prices.

A dynamic programme over slots, backwards, for all people at once: how many meetings lie behind her, and whether she
is before her first meeting of the day, in one, between two, or after her last one. It knows of each person how many
meetings must be over by when and how many can be (Hall's condition for stretches from the start and to the end), and
in which slots any of her wishes can be held. Whole numbers throughout, so that no rounding can spoil a proof.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kontor.engine.scheduling.arrays import Arrays, Flags, Numbers
from kontor.engine.scheduling.bounds.usable import Usable, seats_of

NO_WAY = 1 << 50  # the price of what cannot be
BEFORE, BUSY, BETWEEN, AFTER = range(4)
AT_ONCE = 15_000  # people x slots whose days are priced together: some ten megabytes


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


@dataclass(frozen=True, eq=False)
class People:
    """What the programme knows of each person (N rows); `days`: T + 1 flags, where a new day begins.

    `number` of meetings she must have; `loose`: she may have more. N x T: `open` slots, and how many of her meetings
    must be over (`due`) and can be over (`ready`) before each slot.
    """

    number: Numbers
    loose: Flags
    open: Flags
    due: Numbers
    ready: Numbers
    days: Flags

    @classmethod
    def of(cls, arrays: Arrays, left: Usable, seats: Seats) -> "People":
        """Return what restricts each person of the event. O(seats x T)."""
        days = np.ones(arrays.slots + 1, np.bool_)
        days[1 : arrays.slots] = arrays.days[1:] != arrays.days[:-1]
        due, ready = _over(left, seats, arrays.slots)
        number = np.array([len(own) for own in seats.must], np.int64)
        return cls(number, seats.spare.any(axis=1), seats.open, due, ready, days)

    def alike(self, *more: Numbers) -> tuple["People", Numbers]:
        """Return one of each kind of people (alike in `more` columns too), and of each person the row of her kind."""
        table = np.column_stack([self.number, self.loose, self.open, self.due, self.ready, *more])
        _, first, kind = np.unique(table, axis=0, return_index=True, return_inverse=True)
        return self.rows(first), kind.reshape(-1)

    def parts(self) -> Iterator[slice]:
        """Yield stretches of rows whose tables stay small in memory; kinds come in order of their number of meetings."""
        step = max(1, AT_ONCE // max(self.open.shape[1], 1))
        for start in range(0, len(self.number), step):
            yield slice(start, start + step)

    def rows(self, rows: Numbers | slice) -> "People":
        """Return some of the people."""
        return People(
            self.number[rows], self.loose[rows], self.open[rows], self.due[rows], self.ready[rows], self.days
        )


def _over(left: Usable, seats: Seats, slots: int) -> tuple[Numbers, Numbers]:
    """P x T: how many wishes of each person must be held before slot t, and how many can be."""
    people = len(seats.must)
    due, ready = np.zeros((people, slots), np.int64), np.zeros((people, slots), np.int64)
    for person, own in enumerate(seats.must):
        if own:
            rows = left.allowed[list(own)]
            before = np.cumsum(rows, axis=1) - rows
            ready[person] = (before > 0).sum(axis=0)
            due[person] = (before == rows.sum(axis=1)[:, None]).sum(axis=0)
    return due, ready


@dataclass(frozen=True, eq=False)
class Days:
    """`cost[t, n, k, state]`: the least price from slot t on, with k meetings behind person n."""

    people: People
    cost: NDArray[np.int64]

    @classmethod
    def of(cls, people: People, price: Numbers, a_break: int, idle: int = 0) -> "Days":
        """Price the days: `price` N x T of meeting in a slot, of a break, of an idle slot in it. O(N x T x most meetings)."""
        rows, slots = people.open.shape
        counts = np.arange(int(people.number.max(initial=0)) + 1)
        enough = counts[None, :] == people.number[:, None]
        cost = np.full((slots + 1, rows, len(counts), 4), NO_WAY, np.int64)
        cost[slots][enough] = 0
        for slot in range(slots - 1, -1, -1):
            after = cost[slot + 1]
            if people.days[slot + 1]:
                after = np.repeat(after[:, :, BEFORE, None], 4, axis=2)
                after[:, :, BETWEEN] = NO_WAY
            prices = {"a_break": a_break, "idle": idle}
            _step(people, slot, after, cost[slot], price=price[:, slot], enough=enough, **prices)
        return cls(people, np.minimum(cost, NO_WAY, out=cost))

    @property
    def least(self) -> Numbers:
        """N: the price of the cheapest way; `NO_WAY` where there is none."""
        return self.cost[0, :, 0, BEFORE]

    def busy(self, price: Numbers, a_break: int, idle: int = 0) -> Flags:
        """N x T: who meets when on a cheapest way, for the prices of this table. O(N x T)."""
        rows, slots = self.people.open.shape
        every = np.arange(rows)
        k, state = np.zeros(rows, np.int64), np.full(rows, BEFORE)
        busy = np.zeros((rows, slots), np.bool_)
        for slot in range(slots):
            if self.people.days[slot]:
                state[:] = BEFORE
            cost = self.cost[slot]
            here = cost[every, k, state]
            more = np.minimum(k + 1, self.people.number)
            after = self.cost[slot + 1]
            following = after[every, more, BEFORE if self.people.days[slot + 1] else BUSY]
            meets = following + price[:, slot] + a_break * (state == BETWEEN) == here
            meets &= self.people.open[:, slot] & ((k < self.people.number) | self.people.loose)
            meets &= here < NO_WAY
            busy[:, slot] = meets
            rests = np.where(state == BUSY, AFTER, state)
            if not self.people.days[slot + 1]:
                pausing = (state == BUSY) & (after[every, k, AFTER] > here)
                rests = np.where(pausing, BETWEEN, rests)
            k, state = np.where(meets, more, k), np.where(meets, BUSY, rests)
        return busy


def _step(
    people: People,
    slot: int,
    after: NDArray[np.int64],
    now: NDArray[np.int64],
    *,
    price: Numbers,
    a_break: int,
    idle: int,
    enough: Flags,
) -> None:
    """Fill the least prices from this slot on, from those of the next."""
    onward = np.full(enough.shape, NO_WAY, np.int64)
    onward[:, :-1] = after[:, 1:, BUSY]
    onward = np.where(enough & people.loose[:, None], after[:, :, BUSY], onward) + price[:, None]
    onward[~people.open[:, slot]] = NO_WAY
    pausing = after[:, :, BETWEEN] + idle
    now[:, :, BEFORE] = np.minimum(after[:, :, BEFORE], onward)
    now[:, :, BUSY] = np.minimum(np.minimum(after[:, :, AFTER], pausing), onward)
    now[:, :, BETWEEN] = np.minimum(pausing, onward + a_break)
    now[:, :, AFTER] = after[:, :, AFTER]
    counts = np.arange(enough.shape[1])[None, :]
    late = counts < people.due[:, slot, None]
    soon = ~people.loose[:, None] & (counts > people.ready[:, slot, None])
    now[late | soon] = NO_WAY


def cheapest_seats(people: People, seat: Numbers) -> Numbers:
    """What as many meetings as each one has cost at least, in the cheapest of her open slots.

    Who may have more meetings takes every further slot that brings something.
    """
    cheap = np.sort(np.where(people.open, seat, NO_WAY >> 8), axis=1)
    needed = np.arange(cheap.shape[1])[None, :] < people.number[:, None]
    welcome = people.loose[:, None] & (cheap < 0)
    sums: Numbers = np.where(needed | welcome, cheap, 0).sum(axis=1)
    return sums
