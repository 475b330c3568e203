"""Demands that are impossible at first sight, each named with those it collides with; nothing is solved for it.

Nothing found does not mean that there is a schedule: then `conflict` asks a solver.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kontor.engine.scheduling.arrays import ENDLESS
from kontor.engine.scheduling.board import bits
from kontor.engine.scheduling.conflict.demand import Demand, demands
from kontor.engine.scheduling.plan import Plan
from kontor.engine.scheduling.problem import Problem


@dataclass(frozen=True, slots=True)
class Impossible:
    """What cannot be, whom it concerns (ids), a sentence, and the demands among which something has to give.

    Where `hard` is false there is a schedule all the same, but what it aims at (a guaranteed minimum) is out of reach.
    """

    code: str
    subject: tuple[str, ...]
    sentence: str
    demands: tuple[Demand, ...]
    hard: bool = True


def impossible(problem: Problem) -> tuple[Impossible, ...]:
    """Return every impossible demand seen at once: required wishes without a slot, more of them than slots or tables,
    maxima, clashes of fixed ones, orders in a circle or longer than the day, and minima out of reach.

    O(wishes x slots + orders x wishes) where little is required.
    """
    return tuple(_Looker(problem).findings())


class _Looker:
    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.plan = Plan(problem)
        self.demands = demands(problem)
        self.required = [wish for wish, record in enumerate(problem.wishes) if record.required]
        self.reach = {wish: self._possible(wish) for wish in self.required}

    def findings(self) -> Iterator[Impossible]:
        yield from self._without_slot()
        possible = [wish for wish in self.required if self.reach[wish]]
        yield from self._too_many_for_somebody(possible)
        yield from self._above_maximum()
        yield from self._too_many_for_tables(possible)
        yield from self._out_of_order(possible)
        yield from self._minima()

    def _possible(self, wish: int) -> int:
        """Slots in which the wish could be held if it were the only one."""
        plan, home = self.plan, self.plan.home[wish]
        slots = plan.reach(wish) & (plan.vacant if home is None else plan.open[home])
        if not plan.apart:
            return slots
        return sum(1 << slot for slot in bits(slots) if any(plan.seatings(wish, slot, None, busy=True)))

    def _name(self, wish: int) -> str:
        return self.problem.wishes[wish].id

    def _about(self, wishes: Iterable[int], *kinds: str, others: Iterable[str] = ()) -> tuple[Demand, ...]:
        """The demands of those kinds that have to do with those wishes, their people, or the other ids."""
        wishes = list(wishes)
        ids = {self._name(wish) for wish in wishes} | set(others)
        ids.update(person for wish in wishes for person in self.problem.wishes[wish].people)
        wanted = {"required", "slot", "place", "session", "forbidden", "available", "hours", *kinds}
        return tuple(
            demand
            for demand in self.demands
            if demand.kind in wanted and (demand.kind == "tables" or ids.intersection(demand.subject))
        )

    def _without_slot(self) -> Iterator[Impossible]:
        for wish in self.required:
            if not self.reach[wish]:
                name = self._name(wish)
                yield Impossible(
                    "no_slot",
                    (name,),
                    f"Meeting {name!r} must be held, and there is no slot in which it could be.",
                    self._about([wish], "tables", "exclusion"),
                )

    def _sole(self, wishes: Iterable[int]) -> dict[int, list[int]]:
        """Of each person the wishes in which nobody can stand in for her."""
        own: dict[int, list[int]] = {}
        for wish in wishes:
            for party in self.plan.parties[wish]:
                if len(party) == 1:
                    own.setdefault(party[0], []).append(wish)
        return own

    def _too_many_for_somebody(self, possible: list[int]) -> Iterator[Impossible]:
        for person, wishes in self._sole(possible).items():
            crowd = crowded([self.reach[wish] for wish in wishes], lambda _: 1)
            if crowd:
                own = [wishes[index] for index in crowd]
                slots = self._union(own).bit_count()
                name = self.problem.participants[person].id
                yield Impossible(
                    "too_many",
                    (name, *map(self._name, own)),
                    f"{name!r} must be in {len(own)} meetings for which there are only {slots} slots.",
                    self._about(own, "tables", "exclusion"),
                )

    def _union(self, wishes: Iterable[int]) -> int:
        slots = 0
        for wish in wishes:
            slots |= self.reach[wish]
        return slots

    def _above_maximum(self) -> Iterator[Impossible]:
        for person, wishes in self._sole(self.required).items():
            most, name = self.plan.maximum[person], self.problem.participants[person].id
            if most < ENDLESS and len(wishes) > most:
                yield Impossible(
                    "maximum",
                    (name, *map(self._name, wishes)),
                    f"{name!r} must be in {len(wishes)} meetings and wants at most {most}.",
                    tuple(
                        demand
                        for demand in self._about(wishes, "maximum")
                        if demand.kind == "required" or demand.subject == (name,)
                    ),
                )

    def _too_many_for_tables(self, possible: list[int]) -> Iterator[Impossible]:
        """Over all places, and at each place for the meetings that belong there."""
        spare = self.plan.spare
        yield from self._crowds(possible, lambda slot: spare[slot], "", "")
        for index, place in enumerate(self.problem.places):
            bound = [wish for wish in possible if self.plan.home[wish] == index]
            yield from self._crowds(bound, place.at, place.id, f" at {place.id!r}")

    def _crowds(
        self, wishes: list[int], tables: Callable[[int], int], place: str, where: str
    ) -> Iterator[Impossible]:
        crowd = crowded([self.reach[wish] for wish in wishes], tables)
        if crowd:
            own = [wishes[index] for index in crowd]
            slots = self._union(own)
            number = sum(tables(slot) for slot in bits(slots))
            yield Impossible(
                "tables",
                (*((place,) if place else ()), *map(self._name, own)),
                f"{len(own)} meetings must be held in {slots.bit_count()} slots that have {number} tables{where}.",
                self._about(own, "tables", "exclusion"),
            )

    def _out_of_order(self, possible: list[int]) -> Iterator[Impossible]:
        """Each required wish at its earliest; where one finds no slot behind those before it, the order is impossible."""
        alive = set(possible)
        first = {wish: _lowest(self.reach[wish]) for wish in possible}
        before = {wish: [w for w in self.plan.earlier.get(wish, ()) if w in alive] for wish in possible}
        for _ in range(len(possible) + 1):
            moved = False
            for wish in possible:
                for other in before[wish]:
                    if first[wish] <= first[other]:
                        left = self.reach[wish] & (-2 << first[other])
                        if not left:
                            yield self._disorder(wish, before)
                            return
                        first[wish], moved = _lowest(left), True
            if not moved:
                return

    def _disorder(self, wish: int, before: dict[int, list[int]]) -> Impossible:
        chain, queue = {wish}, [wish]
        while queue:
            for other in before[queue.pop()]:
                if other not in chain:
                    chain.add(other)
                    queue.append(other)
        names = tuple(self._name(other) for other in sorted(chain))
        return Impossible(
            "order",
            names,
            f"Meeting {self._name(wish)!r} finds no slot behind those that must be before it: {', '.join(names)}.",
            self._about(sorted(chain), "order", "tables", "exclusion"),
        )

    def _minima(self) -> Iterator[Impossible]:
        """A guaranteed minimum above the slots or the wishes that somebody has."""
        count = [0] * len(self.problem.participants)
        for parties in self.plan.parties:
            for person in {person for party in parties for person in party}:
                count[person] += 1
        for index, record in enumerate(self.problem.participants):
            slots = self.plan.available[index].bit_count()
            most = min(slots, count[index])
            if record.minimum > most:
                yield Impossible(
                    "minimum",
                    (record.id,),
                    f"{record.id!r} is promised {record.minimum} meetings; "
                    f"{count[index]} wishes and {slots} slots allow {most} at most.",
                    (),
                    hard=False,
                )


def _lowest(mask: int) -> int:
    return (mask & -mask).bit_length() - 1


def crowded(masks: list[int], capacity: Callable[[int], int]) -> list[int]:
    """Return rows that together may use fewer seats than they are, or nothing when all find one (Hall's condition).

    Row i may use the slots of masks[i]; a slot has `capacity` seats. Augmenting paths over slots: O(rows x slots^2).
    """
    seated: dict[int, list[int]] = {}
    for row in range(len(masks)):
        came: dict[int, int] = {}  # of each slot reached the row that would move there
        queue, seen = [row], {row}
        end = -1
        while queue and end < 0:
            mover = queue.pop()
            for slot in bits(masks[mover]):
                if slot in came:
                    continue
                came[slot] = mover
                there = seated.setdefault(slot, [])
                if len(there) < capacity(slot):
                    end = slot
                    break
                queue.extend(other for other in there if other not in seen)
                seen.update(there)
        if end < 0:
            return sorted(seen)
        _reseat(row, end, came, seated)
    return []


def _reseat(row: int, end: int, came: dict[int, int], seated: dict[int, list[int]]) -> None:
    """Move everybody on the path one slot along, from its end back to the row that is new."""
    slot = end
    while True:
        mover = came[slot]
        seated[slot].append(mover)
        if mover == row:
            return
        slot = next(other for other, rows in seated.items() if other != slot and mover in rows)
        seated[slot].remove(mover)
