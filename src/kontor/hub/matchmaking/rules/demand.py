"""How many meetings are possible at most, before anything is planned, and what a table or a time more would bring."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Demand:
    """`pairs` people wish to meet; `tables` is how many meetings a time holds; `times` how many times there are.

    `people`: for each participant with a wish how many of her pairs stand, and how many meetings she can have at most.
    """

    pairs: int
    tables: int
    times: int
    people: Sequence[tuple[int, int]]

    @property
    def seats(self) -> int:
        """Meetings that rooms and times hold."""
        return self.tables * self.times

    def at_most(self, *, more_tables: int = 0, more_times: int = 0) -> int:
        """No schedule holds more: pairs, seats, and half of what the people can attend (each meeting takes two). O(people)."""
        seats = (self.tables + more_tables) * (self.times + more_times)
        attended = sum(min(wished, possible + more_times) for wished, possible in self.people)
        return min(self.pairs, seats, attended // 2)

    @property
    def bound(self) -> int:
        return self.at_most()

    @property
    def by_a_table(self) -> int:
        """Meetings that one more table could bring, at most."""
        return self.at_most(more_tables=1) - self.bound

    @property
    def by_a_time(self) -> int:
        """Meetings that one more time could bring, at most."""
        return self.at_most(more_times=1) - self.bound
