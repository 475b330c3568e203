"""The cheapest change that would let a meeting be in one of some slots.

Each slot is priced: who would have to be there, move on, or want one more meeting, and whether a table is missing. The
cheapest are then tried on the plan, so that a change that is offered is one that holds.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import NamedTuple

from kontor.engine.scheduling.board import bits
from kontor.engine.scheduling.explain.change import Change
from kontor.engine.scheduling.plan import Plan, Spot
from kontor.engine.scheduling.reason import Reason, why

# What one change costs the organiser; a break more counts 1. Only their order matters.
MOVE, TABLE, THERE, MORE, DROP, OPEN, ORDER, DIFFER, MEET, LOSS = 10, 20, 30, 40, 50, 60, 60, 70, 90, 200
TRIES = 12  # priced slots that are tried for one meeting before it is given up
NEVER = 1 << 30


class Offer(NamedTuple):
    """A slot with its price and the people who would sit there."""

    price: int
    slot: int
    people: tuple[int, ...]


class Ways:
    """Prices and tries changes on a plan, which stays as it is. Slots before `plan.future` are past: nothing moves there."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.wishes = plan.problem.wishes
        self._leaving: dict[int, int] = {}  # of a meeting the price of moving it away
        self._leavers: dict[
            int, list[int]
        ] = {}  # of a slot the meetings that can leave it, the cheapest first
        self._breaks = [plan.breaks(busy) for busy in plan.busy]
        self._histogram = Counter(self._breaks)
        self.not_held: list[list[int]] = [[] for _ in plan.busy]  # of each person
        for wish, spot in enumerate(plan.held):
            for person in () if spot is not None else {p for party in plan.parties[wish] for p in party}:
                self.not_held[person].append(wish)

    def is_open(self, wish: int) -> bool:
        """Whether a wish is held in a slot that is not past."""
        spot = self.plan.held[wish]
        return spot is not None and bool(self.plan.future >> spot.slot & 1)

    def cheapest(
        self, wish: int, slots: int, former: Spot | None = None, sitter: int | None = None
    ) -> Change | None:
        """The cheapest change that holds a wish in one of those slots; None where none was found.

        The wish is not on the plan; `former` is where it was when it was taken off to be held elsewhere. `sitter` is
        somebody who has to sit there herself.
        """
        wanted = {sitter} if sitter is not None else set(former.people if former is not None else ())
        offers = [self._offer(wish, slot, wanted, sitter) for slot in bits(slots & self.plan.future)]
        for offer in sorted(offer for offer in offers if offer.price < NEVER)[:TRIES]:
            change = self._tried(wish, offer, former)
            if change is not None:
                return change
        return None

    # Prices -------------------------------------------------------------------------------------------------------

    def _offer(self, wish: int, slot: int, wanted: set[int], sitter: int | None) -> Offer:
        """What holding the wish in that slot would cost, before it is tried."""
        plan, weight = self.plan, self.wishes[wish].weight
        price = 0 if plan.allowed[wish] >> slot & 1 else OPEN
        chosen, leaving = [], []
        for party in plan.parties[wish]:
            able = (sitter,) if sitter is not None and sitter in party else party
            cost, _, person = min(
                (self._cost(person, slot, weight), person not in wanted, person) for person in able
            )
            price += cost
            chosen.append(person)
            if slot in plan.agenda[person]:
                leaving.append(plan.agenda[person][slot])
        if price >= NEVER:
            return Offer(NEVER, slot, ())
        people = tuple(chosen)
        if plan.apart:
            price += MEET * sum(1 for _ in self._strangers(people))
        if plan.earlier or plan.later:
            price += ORDER * sum(1 for _ in plan.disordered(wish, slot))
        price += self._table(wish, slot, leaving)
        return Offer(price + plan.more_breaks(people, slot) if not leaving else price, slot, people)

    def _cost(self, person: int, slot: int, weight: int) -> int:
        """What it costs to have her there: nothing, her time, one meeting more, or the move or loss of another."""
        plan = self.plan
        other = plan.agenda[person].get(slot)
        full = len(plan.agenda[person]) >= plan.maximum[person]
        if other is None:
            return (0 if plan.available[person] >> slot & 1 else THERE) + MORE * full
        return min(self.leaving(other) + MORE * full, self._loss(other, weight))

    def leaving(self, wish: int) -> int:
        """What it costs to move a meeting to another slot where its people and a table are free."""
        if wish not in self._leaving:
            plan = self.plan
            mark = len(plan.trail)
            spot = plan.held[wish]
            assert spot is not None
            price = NEVER
            if plan.future >> spot.slot & 1:
                plan.lift(wish)
                back = plan.more_breaks(spot.people, spot.slot)
                targets = plan.direct(wish) & ~(1 << spot.slot)
                more = [plan.more_breaks(spot.people, slot) for slot in bits(targets)]
                price = MOVE + max(min(more) - back, 0) if more else NEVER
                plan.undo(mark)
            self._leaving[wish] = price
        return self._leaving[wish]

    def _loss(self, wish: int, weight: int) -> int:
        """What it costs to drop a meeting for one of that weight: dear unless it weighs less."""
        record = self.wishes[wish]
        if record.required or not self.is_open(wish):
            return NEVER
        return (DROP if record.weight < weight else LOSS) + min(record.weight, DROP - 1)

    def _strangers(self, people: tuple[int, ...]) -> Iterator[tuple[int, int]]:
        for index, person in enumerate(people):
            for other in people[index + 1 :]:
                if other in self.plan.apart.get(person, ()):
                    yield person, other

    def _table(self, wish: int, slot: int, leaving: Collection[int]) -> int:
        plan, home = self.plan, self.plan.home[wish]
        if (plan.vacant if home is None else plan.open[home]) >> slot & 1 or leaving:
            return 0
        leavers = self._leaver(slot, home, leaving)
        return min(self.leaving(leavers), TABLE) if leavers is not None else TABLE

    def _leaver(self, slot: int, home: int | None, without: Collection[int]) -> int | None:
        """The meeting that can leave a slot, and a place, most cheaply."""
        if slot not in self._leavers:
            able = [wish for wish in sorted(self.plan.at[slot]) if self.leaving(wish) < NEVER]
            self._leavers[slot] = sorted(able, key=self.leaving)
        for wish in self._leavers[slot]:
            spot = self.plan.held[wish]
            if spot is not None and wish not in without and home in (None, spot.place):
                return wish
        return None

    # Tries --------------------------------------------------------------------------------------------------------

    def _tried(self, wish: int, offer: Offer, former: Spot | None) -> Change | None:
        """The change in full when it holds on the plan, which is left as it was."""
        plan = self.plan
        mark = len(plan.trail)
        wanting: list[int] = []
        steps = list(self._allowances(wish, offer))
        moved, dropped = self._make_way(wish, offer)
        for person in offer.people:
            if len(plan.agenda[person]) >= plan.maximum[person]:
                wanting.append(person)
                plan.maximum[person] += 1
                steps.append(why("want_one_more", person=self._person(person), maximum=plan.maximum[person]))
        more = self._seat(wish, offer, moved)
        change = None
        if more is not None:
            if former is not None:
                moved = {wish: former} | moved
            change = self._change(wish, offer.price, [*steps, *more], moved, dropped)
        plan.undo(mark)
        for person in wanting:
            plan.maximum[person] -= 1
        return change

    def _allowances(self, wish: int, offer: Offer) -> Iterator[Reason]:
        plan, slot = self.plan, self._slot(offer.slot)
        if not plan.allowed[wish] >> offer.slot & 1:
            yield why("open_slot", wish=self.wishes[wish].id, slot=slot)
        for person in offer.people:
            if not plan.available[person] >> offer.slot & 1:
                yield why("be_there", person=self._person(person), slot=slot)
        for person, other in self._strangers(offer.people):
            yield why("let_meet", person=self._person(person), other=self._person(other))
        for other in dict.fromkeys(plan.disordered(wish, offer.slot)):
            yield why("let_order_go", wish=self.wishes[wish].id, other=self.wishes[other].id)

    def _make_way(self, wish: int, offer: Offer) -> tuple[dict[int, Spot], dict[int, Spot]]:
        """Take off what is in the way: (meetings that move on, meetings that are lost), with their spots."""
        plan, weight = self.plan, self.wishes[wish].weight
        moved: dict[int, Spot] = {}
        dropped: dict[int, Spot] = {}
        for person in offer.people:
            other = plan.agenda[person].get(offer.slot)
            if other is None:
                continue
            spot = plan.held[other]
            assert spot is not None
            full = len(plan.agenda[person]) >= plan.maximum[person]
            stays = self.leaving(other) + MORE * full <= self._loss(other, weight)
            (moved if stays else dropped)[other] = spot
            plan.lift(other)
        return moved, dropped

    def _seat(self, wish: int, offer: Offer, moved: dict[int, Spot]) -> list[Reason] | None:
        """Put the wish on the plan, and what moved for it; the step that gives it a table, or None when it fails."""
        plan = self.plan
        steps: list[Reason] = []
        place = plan.place_in(wish, offer.slot, offer.people, None)
        if place is None:
            other = self._leaver(offer.slot, plan.home[wish], moved)
            if other is not None and self.leaving(other) < TABLE and (spot := plan.held[other]) is not None:
                moved[other] = spot
                plan.lift(other)
                place = plan.place_in(wish, offer.slot, offer.people, None)
        if place is None:
            place = self._near(wish, offer)
            if place is None:
                return None
            steps.append(
                why("one_more_table", place=plan.problem.places[place].id, slot=self._slot(offer.slot))
            )
        plan.put(wish, Spot(offer.slot, place, offer.people))
        return steps if all(self._resettled(other, spot) for other, spot in moved.items()) else None

    def _near(self, wish: int, offer: Offer) -> int | None:
        """A place, full or not, that everybody reaches in time."""
        home = self.plan.home[wish]
        places = range(len(self.plan.free)) if home is None else (home,)
        return next((p for p in places if self.plan.late_walker(offer.people, offer.slot, p) is None), None)

    def _resettled(self, wish: int, spot: Spot) -> bool:
        plan = self.plan
        slots = plan.direct(wish) & ~(1 << spot.slot)
        for _, slot in sorted((plan.more_breaks(spot.people, slot), slot) for slot in bits(slots)):
            there = plan.spot_in(wish, slot, spot)
            if there is not None:
                plan.put(wish, there)
                return True
        return False

    def _change(
        self,
        wish: int,
        price: int,
        steps: list[Reason],
        moved: dict[int, Spot],
        dropped: dict[int, Spot],
    ) -> Change | None:
        """What is different on the plan now, in words; None when somebody could not walk it."""
        plan = self.plan
        involved = {person for spot in (*moved.values(), *dropped.values()) for person in spot.people}
        involved |= {p for other in (wish, *moved) if (spot := plan.held[other]) for p in spot.people}
        if any(plan.out_of_reach(person, bool) is not None for person in involved):
            return None
        breaks = {person: plan.breaks(plan.busy[person]) for person in involved}
        for other, spot in moved.items():
            there = plan.held[other]
            assert there is not None
            names = self._slot(spot.slot), self._slot(there.slot)
            steps.append(why("move", wish=self.wishes[other].id, since=names[0], to=names[1]))
        for other in dropped:
            steps.append(why("drop", wish=self.wishes[other].id, weight=self.wishes[other].weight))
        steps.extend(self._spread(breaks))
        if wish not in moved and (now := plan.held[wish]) is not None:
            steps.append(why("hold", wish=self.wishes[wish].id, slot=self._slot(now.slot)))
        return Change(
            steps=tuple(steps),
            meetings=tuple(
                plan.meeting(other, there)
                for other in dict.fromkeys((wish, *moved))
                if (there := plan.held[other]) is not None
            ),
            dropped=tuple(self.wishes[other].id for other in dropped),
            price=price,
            breaks=sum(number - self._breaks[person] for person, number in breaks.items()),
        )

    def _spread(self, breaks: dict[int, int]) -> Iterator[Reason]:
        """A wider bound for the numbers of breaks, where the change needs one."""
        difference = self.plan.problem.aims.difference
        if difference is None:
            return
        numbers = self._histogram.copy()
        numbers.subtract(self._breaks[person] for person in breaks)
        numbers.update(breaks.values())
        there = [number for number, people in numbers.items() if people > 0]
        if max(there) - min(there) > difference:
            yield why("let_differ", difference=max(there) - min(there))

    def _slot(self, slot: int) -> str:
        return self.plan.problem.slots[slot].id

    def _person(self, person: int) -> str:
        return self.plan.problem.participants[person].id
