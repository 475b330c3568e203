"""The fewest breaks of each person alone: what her hours and the slots of her own wishes leave her.

Everybody else is ignored but for what fixed meetings take (`usable`), so nothing here can exceed any schedule. First the
cheapest days (`day`) when only breaks have a price. Where wishes have holes in their slots, a search through her
patterns then decides by a matching of wishes and slots whether that number of breaks is really enough.
"""

from collections.abc import Iterable, Iterator

import numpy as np

from kontor.engine.scheduling.arrays import Arrays, Flags, Numbers
from kontor.engine.scheduling.bounds.day import BEFORE, BETWEEN, BUSY, Days, People, Seats
from kontor.engine.scheduling.bounds.usable import Usable, usable

NEVER = 9_999  # more breaks than any event has slots: no pattern at all
EFFORT = 2_000  # patterns begun for one person before the weaker bound is good enough


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
    kinds, kind = People.of(arrays, left, seats).alike()
    least = np.zeros(arrays.people, np.int64)
    for some in kinds.parts():
        people = kinds.rows(some)
        days = Days.of(people, np.zeros(people.open.shape, np.int64), a_break=1)
        for person in np.flatnonzero((kind >= some.start) & (kind < some.stop)):
            own, row = seats.must[person], int(kind[person]) - some.start
            least[person] = min(int(days.least[row]), NEVER)
            rows = left.allowed[list(own)]
            if own and least[person] < NEVER and (rows != seats.open[person]).any():
                least[person] = _Search(days, row, rows, seats.spare[person]).fewest(int(least[person]))
    return _shared_fairly(arrays, least)


def _shared_fairly(arrays: Arrays, least: Numbers) -> Numbers:
    """Where numbers of breaks may differ by little, nobody is far below the one who has most."""
    if arrays.problem.aims.difference is None or not len(least) or least.max() >= NEVER:
        return least
    return np.maximum(least, least.max() - arrays.problem.aims.difference)


class _Search:
    """Patterns of one person with few breaks, begun in order of time, until her wishes fit into one of them."""

    def __init__(self, days: Days, kind: int, rows: Flags, spare: Flags) -> None:
        cost = days.cost[:, kind].copy()
        # From here on BETWEEN says: idle since a meeting, whether or not she comes back.
        cost[:, :, BETWEEN] = cost[:, :, BETWEEN:].min(axis=2)
        self.cost = cost.tolist()
        self.new_day = days.people.days
        self.open, self.spare = days.people.open[kind].tolist(), spare.tolist()
        self.fits = [np.flatnonzero(rows[:, slot]).tolist() for slot in range(rows.shape[1])]
        self.slots, self.number = rows.shape[1], rows.shape[0]
        self.slots_of = [np.flatnonzero(row).tolist() for row in rows]
        self.loose = bool(spare.any())
        self.steps = 0

    def fewest(self, least: int) -> int:
        """Return the number of breaks from `least` on that is enough, or the first one not refuted within the effort."""
        while least <= self.slots:
            if self._some(0, 0, BEFORE, least, _Pattern()) or self.steps > EFFORT:
                return least
            least += 1
        return NEVER

    def _some(self, slot: int, k: int, state: int, breaks: int, so_far: "_Pattern") -> bool:
        """Whether some pattern from here on has at most so many breaks and a slot for each wish."""
        if self.new_day[slot]:
            state = BEFORE
        if self.cost[slot][k][state] > breaks:
            return False
        if slot == self.slots:
            return self._holds(so_far.busy)
        self.steps += 1
        if self.steps > EFFORT:
            return True
        return any(
            self._some(slot + 1, after, follows, rest, pattern)
            for after, follows, rest, pattern in self._ways(slot, k, state, breaks, so_far)
        )

    def _ways(
        self, slot: int, k: int, state: int, breaks: int, so_far: "_Pattern"
    ) -> Iterator[tuple[int, int, int, "_Pattern"]]:
        """Meet now (unless a slot with no other use would be left without a wish of its own), or not."""
        if self.open[slot] and (k < self.number or self.loose):
            longer = so_far.with_slot(slot)
            if self.loose or _place(slot, self.fits, longer.owner, set()):
                yield min(k + 1, self.number), BUSY, breaks - (state == BETWEEN), longer
        yield k, BEFORE if state == BEFORE else BETWEEN, breaks, so_far

    def _holds(self, busy: tuple[int, ...]) -> bool:
        """Whether each wish gets a busy slot, and each busy slot without other use a wish.

        Both together follow from each alone (Mendelsohn and Dulmage, Canadian J. Math. 10 (1958) 517-534).
        """
        if not self.loose:
            return True
        places = [[slot for slot in slots if slot in busy] for slots in self.slots_of]
        needy = [slot for slot in busy if not self.spare[slot]]
        return _all_matched(range(self.number), places) and _all_matched(needy, self.fits)


class _Pattern:
    """The slots in which she meets so far, and for each wish that has one the slot that is its own."""

    __slots__ = ("busy", "owner")

    def __init__(self, busy: tuple[int, ...] = (), owner: dict[int, int] | None = None) -> None:
        self.busy = busy
        self.owner = owner or {}

    def with_slot(self, slot: int) -> "_Pattern":
        return _Pattern((*self.busy, slot), dict(self.owner))


def _all_matched(left: Iterable[int], partners: list[list[int]]) -> bool:
    """Whether each of `left` gets a partner of its own. O(left x edges)."""
    owner: dict[int, int] = {}
    return all(_place(one, partners, owner, set()) for one in left)


def _place(one: int, partners: list[list[int]], owner: dict[int, int], seen: set[int]) -> bool:
    """Give one more a partner of its own, moving others along an augmenting path; whether that is possible. O(edges)."""
    for partner in partners[one]:
        if partner not in seen:
            seen.add(partner)
            if partner not in owner or _place(owner[partner], partners, owner, seen):
                owner[partner] = one
                return True
    return False
