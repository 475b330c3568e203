"""A schedule in the making: for each wish its slot and who sits there. What the solvers hand to each other."""

from dataclasses import dataclass

import numpy as np

from kontor.engine.scheduling.arrays import Arrays, Numbers
from kontor.engine.scheduling.solution import Solution

NOT_HELD = -1


@dataclass(frozen=True, eq=False)
class Draft:
    """`slot` of each wish (position, or NOT_HELD) and `sitters`: of each wish one person for each party.

    Sitters of a wish that is not held mean nothing. Places are given later, when the slots stand.
    """

    slot: Numbers
    sitters: tuple[tuple[int, ...], ...]

    @classmethod
    def empty(cls, arrays: Arrays) -> "Draft":
        """Nothing is held; each party is sat for by the first person named."""
        return cls(
            slot=np.full(arrays.wishes, NOT_HELD, np.int64),
            sitters=tuple(tuple(party[0] for party in parties) for parties in arrays.parties),
        )

    @classmethod
    def of(cls, arrays: Arrays, solution: Solution) -> "Draft":
        """Return the slots and sitters of a solution of the same problem. O(wishes + meetings)."""
        empty = cls.empty(arrays)
        people = {person.id: index for index, person in enumerate(arrays.problem.participants)}
        position = {slot.id: index for index, slot in enumerate(arrays.problem.slots)}
        wishes = {wish.id: index for index, wish in enumerate(arrays.problem.wishes)}
        sitters = list(empty.sitters)
        for meeting in solution.meetings:
            empty.slot[wishes[meeting.wish]] = position[meeting.slot]
            sitters[wishes[meeting.wish]] = tuple(people[person] for person in meeting.people)
        return cls(empty.slot, tuple(sitters))
