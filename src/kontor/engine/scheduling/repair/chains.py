"""One more meeting on a full plan, for the smallest price in published meetings that change.

A wish goes where its people and a table are free; else into a slot from which one or a few meetings move on, each of
them again the same way (ejection chains, tried for a price of 0, 1, 2, ... so that the fewest are touched); else two
slots are swapped along the alternating chain of meetings that hang together (Kempe), the shortest chain first.
"""

from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from kontor.engine.scheduling.board import bits
from kontor.engine.scheduling.plan import Plan, Spot

DEPTH = 4  # meetings that push each other on, one after the other
VICTIMS = 6  # meetings tried as the one that gives up its table in a full slot


class Seat(NamedTuple):
    """A wish that would be held in that slot by those people; its place is still open."""

    wish: int
    slot: int
    people: tuple[int, ...]


class Chains:
    """Puts wishes on a plan. `published` is where each wish was; leaving it costs 1, once. `pinned` never move.

    `steps` is the work left, counted in wishes looked at, so that the same input gives the same answer everywhere.
    """

    def __init__(
        self, plan: Plan, published: list[Spot | None], pinned: Callable[[int], bool], steps: int
    ) -> None:
        self.plan = plan
        self.published = published
        self.pinned = pinned
        self.steps = steps
        self.pushed: dict[int, int] = {}  # of each wish that made room, the wish that it made room for
        self._root = -1
        self._era = 0  # how often the plan has changed for good
        self._movable: dict[int, tuple[int, list[int]]] = {}  # of a slot what could leave it, in which era

    def price(self, wish: int, spot: Spot) -> int:
        """1 for a published meeting that is not where it was."""
        before = self.published[wish]
        return int(before is not None and before != spot)

    def hold(self, wish: int, touches: int, share: int) -> bool:
        """Hold a wish with at most so many published meetings changed, itself counted; else leave the plan as it was.

        `share` is how much of the work left it may take.
        """
        self._root = wish
        reserve = max(self.steps - share, 0)
        self.steps -= reserve
        held = self._insert(wish, touches, DEPTH) >= 0
        self._era += held
        self.steps += reserve
        return held

    def _insert(self, wish: int, touches: int, depth: int) -> int:
        """How many touches are left after the wish is held, or -1 and the plan as before."""
        plan = self.plan
        if self.steps <= 0 or not plan.vacant & plan.future:
            return -1
        self.steps -= 1
        spot = self._best_free(wish, touches)
        if spot is not None:
            plan.put(wish, spot)
            return touches - self.price(wish, spot)
        if depth > 0:
            for slot in self._promising(wish):
                for people in plan.seatings(wish, slot, self.published[wish], busy=True):
                    left = self._push(Seat(wish, slot, people), touches, depth)
                    if left >= 0:
                        return left
        return -1

    def _best_free(self, wish: int, touches: int) -> Spot | None:
        """Where it can be without touching others: in its own slot, else where it adds the fewest breaks."""
        plan, former = self.plan, self.published[wish]
        people = former.people if former is not None else tuple(party[0] for party in plan.parties[wish])
        own = former.slot if former is not None else -1
        slots = sorted(
            (slot != own, plan.more_breaks(people, slot), slot) for slot in bits(plan.direct(wish))
        )
        for _, _, slot in slots:
            spot = plan.spot_in(wish, slot, former)
            if spot is not None and self.price(wish, spot) <= touches:
                return spot
        return None

    def _promising(self, wish: int) -> list[int]:
        """Slots from which others could move on; those with the fewest people in the way first."""
        plan = self.plan
        slots = list(bits(plan.reach(wish)))
        free = [
            sum(plan.available[person] & ~plan.busy[person] for person in party[:1])
            for party in plan.parties[wish]
        ]
        return sorted(slots, key=lambda slot: (sum(not mask >> slot & 1 for mask in free), slot))

    def _push(self, seat: Seat, touches: int, depth: int) -> int:
        """Hold the wish there and move on whoever is in the way; touches left, or -1 and the plan as before."""
        plan = self.plan
        blockers = self._in_the_way(seat)
        if blockers is None:
            return -1
        spare = touches - self._sure_price(seat) - self._untouched(blockers)
        if spare < 0 or (spare == 0 and not all(map(self._elsewhere, blockers))):
            return -1
        mark = len(plan.trail)
        for other in blockers:
            plan.lift(other)
        left = -1
        if all(len(plan.agenda[person]) < plan.maximum[person] for person in seat.people):
            if self._has_table(seat):
                left = self._settle(seat, blockers, touches, depth)
            else:
                left = self._evict(seat, blockers, touches, depth)
        if left < 0:
            plan.undo(mark)
        return left

    def _sure_price(self, seat: Seat) -> int:
        """What the wish itself costs in that slot whatever its place."""
        before = self.published[seat.wish]
        return int(before is not None and (before.slot != seat.slot or before.people != seat.people))

    def _elsewhere(self, wish: int) -> int:
        """Slots with a free table in which the people who sit there now are free; all slots where others can stand in."""
        plan, spot = self.plan, self.plan.held[wish]
        assert spot is not None
        if plan.has_stand_ins[wish]:
            return plan.everything
        mask = plan.allowed[wish] & plan.future & plan.vacant
        for person in spot.people:
            mask &= plan.available[person] & ~plan.busy[person]
        return mask

    def _in_the_way(self, seat: Seat) -> list[int] | None:
        """Meetings that must leave before the wish can be there; None when one of them never moves."""
        plan = self.plan
        wish, slot, people = seat
        blockers = {plan.agenda[person][slot] for person in people if slot in plan.agenda[person]}
        blockers.update(plan.disordered(wish, slot))
        return None if any(map(self.pinned, blockers)) else sorted(blockers)

    def _untouched(self, wishes: list[int]) -> int:
        return sum(
            self.published[wish] is not None and self.plan.held[wish] == self.published[wish]
            for wish in wishes
        )

    def _settle(self, seat: Seat, lifted: list[int], touches: int, depth: int) -> int:
        """Hold the wish there if a table is free, and then everything that was lifted for it."""
        plan = self.plan
        self.steps -= 1
        wish, slot, people = seat
        place = plan.place_in(wish, slot, people, self.published[wish])
        if place is None:
            return -1
        mark = len(plan.trail)
        spot = Spot(slot, place, people)
        left = touches - self.price(wish, spot)
        plan.put(wish, spot)
        for other in lifted:
            if left < 0:
                break
            left = self._insert(other, left, depth - 1)
        if left < 0:
            plan.undo(mark)
            return -1
        for other in lifted:
            self.pushed[other] = self._root
        return left

    def _evict(self, seat: Seat, lifted: list[int], touches: int, depth: int) -> int:
        """The same in a full slot: some other meeting gives up its table and goes where its people are free."""
        plan = self.plan
        spare = touches - self._sure_price(seat)
        for victim in self._victims(seat):
            if self._untouched([victim]) <= spare:
                mark = len(plan.trail)
                plan.lift(victim)
                left = self._settle(seat, [victim, *lifted], touches, depth)
                if left >= 0:
                    return left
                plan.undo(mark)
        return -1

    def _victims(self, seat: Seat) -> Iterator[int]:
        """A few meetings of a slot whose people are free in another one with a free table."""
        plan = self.plan
        home = plan.home[seat.wish]
        known = self._movable.get(seat.slot)
        if known is None or known[0] != self._era:
            self.steps -= len(plan.at[seat.slot]) // 32
            movable = [wish for wish in sorted(plan.at[seat.slot]) if self._elsewhere(wish)]
            known = self._movable[seat.slot] = (self._era, movable)
        shown = 0
        for other in known[1]:
            spot = plan.held[other]
            if (
                spot is not None
                and spot.slot == seat.slot
                and home in (None, spot.place)
                and self._elsewhere(other)
                and not self.pinned(other)
            ):
                yield other
                shown += 1
                if shown == VICTIMS:
                    return

    def hold_in(self, wish: int, slot: int, touches: int, share: int) -> bool:
        """Hold a wish in that slot, whoever must move on; else leave the plan as it was."""
        self._root = wish
        reserve = max(self.steps - share, 0)
        self.steps -= reserve
        former = self.published[wish]
        held = any(
            self._push(Seat(wish, slot, people), touches, DEPTH) >= 0
            for people in self.plan.seatings(wish, slot, former, busy=True)
        )
        self._era += held
        self.steps += reserve
        return held

    # Two slots swapped --------------------------------------------------------------------------------------------

    def swap(self, wish: int, touches: int) -> bool:
        """Hold a wish by swapping two slots along a chain with at most so many changes; else leave the plan as it was."""
        self._root = wish
        if not self.plan.vacant & self.plan.future:
            return False
        for _, slot, other, people, chain in sorted(self._chains(wish, touches)):
            if self._swapped(wish, slot, other, people, chain):
                return True
        return False

    def _chains(
        self, wish: int, touches: int
    ) -> Iterator[tuple[int, int, int, tuple[int, ...], tuple[int, ...]]]:
        """(price, slot, other slot, people, meetings that change sides) of each chain that would make room."""
        plan = self.plan
        for slot in bits(plan.reach(wish)):
            people = next(plan.seatings(wish, slot, self.published[wish], busy=True), ())
            blockers = self._in_the_way(Seat(wish, slot, people)) if people else None
            if not blockers:
                continue
            for other in bits(plan.future & ~(1 << slot)):
                if self.steps <= 0:
                    return
                self.steps -= 1
                chain = self._chain(blockers, slot, other, people, touches)
                if chain:
                    yield self._untouched(list(chain)), slot, other, people, chain

    def _chain(
        self, start: list[int], slot: int, other: int, people: tuple[int, ...], touches: int
    ) -> tuple[int, ...]:
        """All meetings of the two slots that change sides together with `start`; nothing where that cannot be."""
        plan = self.plan
        chain = dict.fromkeys(start)
        queue = list(start)
        price = self._untouched(start)
        while queue:
            wish = queue.pop()
            spot = plan.held[wish]
            assert spot is not None
            if spot.slot not in (slot, other):
                return ()
            there = other if spot.slot == slot else slot
            if not plan.reach(wish) >> there & 1 or (
                there == slot and not set(people).isdisjoint(spot.people)
            ):
                return ()
            for person in spot.people:
                hit = plan.agenda[person].get(there)
                if hit is not None and hit not in chain:
                    price += self._untouched([hit])
                    if price > touches or self.pinned(hit):
                        return ()
                    chain[hit] = None
                    queue.append(hit)
        return tuple(chain)

    def _swapped(
        self, wish: int, slot: int, other: int, people: tuple[int, ...], chain: tuple[int, ...]
    ) -> bool:
        plan = self.plan
        mark = len(plan.trail)
        goal = {
            move: slot if spot.slot == other else other
            for move in chain
            if (spot := plan.held[move]) is not None
        }
        for move in chain:
            plan.lift(move)
        for move in (*chain, wish):
            there = goal.get(move, slot)
            fits = plan.common(move) >> there & 1
            spot = plan.spot_in(move, there, self.published[move]) if fits else None
            if spot is None:
                plan.undo(mark)
                return False
            plan.put(move, spot)
        for move in chain:
            self.pushed[move] = self._root
        return True

    # Others lost --------------------------------------------------------------------------------------------------

    def oust(self, wish: int, slots: int, confirmed: Collection[int]) -> list[int]:
        """Hold a wish in one of those slots by taking others off: what is lost, as little as can be; else nothing."""
        plan, wishes = self.plan, self.plan.problem.wishes
        ways = []
        for slot in bits(plan.reach(wish) & slots):
            for people in plan.seatings(wish, slot, self.published[wish], busy=True):
                lost = self._losers(Seat(wish, slot, people))
                if lost is not None and not any(wishes[other].required for other in lost):
                    price = (
                        sum(other in confirmed for other in lost),
                        sum(wishes[other].weight for other in lost),
                    )
                    ways.append((price, slot, people, lost))
        for _, slot, people, lost in sorted(ways):
            mark = len(plan.trail)
            for other in lost:
                plan.lift(other)
            if self._settle(Seat(wish, slot, people), [], 1, 0) >= 0:
                return lost
            plan.undo(mark)
        return []

    def _losers(self, seat: Seat) -> list[int] | None:
        """Who must go so that these people meet then; None when somebody never goes."""
        plan, wishes = self.plan, self.plan.problem.wishes
        slot, people = seat.slot, seat.people
        lost = self._in_the_way(seat)
        if lost is None:
            return None
        home = plan.home[seat.wish]
        there = [other for other in sorted(plan.at[slot]) if home in (None, self._place(other))]
        crowds = [] if self._has_table(seat) or not set(lost).isdisjoint(there) else [there]
        crowds += [
            list(plan.agenda[person].values())
            for person in people
            if len(plan.agenda[person]) >= plan.maximum[person]
        ]
        for crowd in crowds:
            if set(crowd).isdisjoint(lost):
                movable = [other for other in crowd if not self.pinned(other)]
                if not movable:
                    return None
                lost.append(min(movable, key=lambda other: (wishes[other].required, wishes[other].weight)))
        return lost

    def _has_table(self, seat: Seat) -> bool:
        home = self.plan.home[seat.wish]
        return bool((self.plan.vacant if home is None else self.plan.open[home]) >> seat.slot & 1)

    def _place(self, wish: int) -> int:
        spot = self.plan.held[wish]
        assert spot is not None
        return spot.place
