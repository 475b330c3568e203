"""A demand as numbers: which wish takes a place of which limit. What the solvers of this package work on.

People, the demand's limits and the capacity are all *limits* here, in this order. Only wishes that are open have a
row: those that are required are taken off the limits beforehand, those that are excluded are left out.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kontor.engine.matching.demand import Demand, DemandError, Exclusion, Limit, Person, Wish

type Flags = NDArray[np.bool_]
type Numbers = NDArray[np.int64]
type Reals = NDArray[np.float64]

PERSON, LIMIT, CAPACITY = "person", "limit", "capacity"
ENDLESS = 1 << 40  # a maximum that binds nobody


@dataclass(frozen=True, slots=True)
class Name:
    """Which limit a row of numbers is: a person's own, one of the demand's, or the capacity."""

    kind: str
    id: str


@dataclass(frozen=True, eq=False)
class Rows:
    """N open wishes, M limits, E entries: (wish, limit) pairs in the order of the wishes.

    - `open` N: places of the wishes in the demand; `weight` N.
    - `first` N + 1: the entries of wish j are first[j] to first[j + 1]; `limit`, `wish_of` E.
    - `names`, `lower`, `upper` M: what is left of minimum and maximum once the required wishes are counted.
    - `price`: what one meeting below a minimum costs; `fixed`: the objective that the required wishes bring alone.
    """

    open: Numbers
    weight: Numbers
    first: Numbers
    limit: Numbers
    wish_of: Numbers
    names: tuple[Name, ...]
    lower: Numbers
    upper: Numbers
    price: int
    fixed: int

    @classmethod
    def of(cls, demand: Demand) -> "Rows":
        """Return the demand in numbers. O(entries + people in limits).

        Raises DemandError where the required wishes break a maximum or an exclusion.
        """
        counted = list(counted_limits(demand))
        names = names_of(demand)
        used = Counter(
            place
            for wish, places in zip(demand.wishes, counted, strict=True)
            if wish.required
            for place in places
        )
        lower, upper = _bounds(demand)
        taken = np.array([used[place] for place in range(len(names))], np.int64)
        out = excluded(demand)
        _refuse_impossible(demand, names, taken, upper, out)
        open_ = [i for i, wish in enumerate(demand.wishes) if not wish.required and wish.id not in out]
        entries = [counted[i] for i in open_]
        sizes = np.array([len(row) for row in entries], np.int64)
        return cls(
            open=np.array(open_, np.int64),
            weight=np.array([demand.wishes[i].weight for i in open_], np.int64),
            first=np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)]),
            limit=np.array([place for row in entries for place in row], np.int64),
            wish_of=np.repeat(np.arange(len(open_)), sizes),
            names=names,
            lower=np.maximum(lower - taken, 0),
            upper=upper - taken,
            price=demand.shortfall_price,
            fixed=sum(wish.weight for wish in demand.wishes if wish.required),
        )

    @property
    def wishes(self) -> int:
        return len(self.open)

    @property
    def limits(self) -> int:
        return len(self.names)

    def without(self, wish: int, *, held: bool) -> "Rows":
        """Return the rows when this open wish is decided: held, which takes its places, or not. O(N + E)."""
        rest = np.arange(self.wishes) != wish
        kept = rest[self.wish_of]
        sizes = np.diff(self.first)[rest]
        taken = np.bincount(self.limit[~kept], minlength=self.limits) if held else 0
        return replace(
            self,
            open=self.open[rest],
            weight=self.weight[rest],
            first=np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)]),
            limit=self.limit[kept],
            wish_of=np.repeat(np.arange(len(sizes)), sizes),
            lower=np.maximum(self.lower - taken, 0),
            upper=self.upper - taken,
            fixed=self.fixed + (int(self.weight[wish]) if held else 0),
        )

    def use(self, share: Reals) -> Reals:
        """Return of each limit how many places are taken when each wish takes its share. O(E)."""
        return np.bincount(self.limit, share[self.wish_of], minlength=self.limits)

    def charge(self, prices: Reals) -> Reals:
        """Return of each wish the sum of the prices of its limits. O(E)."""
        return np.bincount(self.wish_of, prices[self.limit], minlength=self.wishes)

    def objective(self, chosen: Flags) -> int:
        """Return the objective of the demand when these open wishes are chosen, and the required ones. O(E)."""
        count = np.bincount(self.limit[chosen[self.wish_of]], minlength=self.limits)
        missing = int(np.maximum(self.lower - count, 0).sum())
        return self.fixed + int(self.weight[chosen].sum()) - self.price * missing


def names_of(demand: Demand) -> tuple[Name, ...]:
    """The limits of a demand in the order of the rows; people who nothing limits have none."""
    return (
        *(
            Name(PERSON, person.id)
            for person in demand.people
            if person.minimum or person.maximum is not None
        ),
        *(Name(LIMIT, limit.id) for limit in demand.limits),
        *((Name(CAPACITY, ""),) if demand.capacity is not None else ()),
    )


def counted_limits(demand: Demand) -> Iterator[tuple[int, ...]]:
    """Of each wish, in their order, the limits of which it takes a place, by their places in `names_of`."""
    names = names_of(demand)
    own = {name.id: place for place, name in enumerate(names) if name.kind == PERSON}
    places = {name.id: place for place, name in enumerate(names) if name.kind == LIMIT}
    near = defaultdict(list)
    partners = {}
    for limit in demand.limits:
        for person in limit.people:
            near[person].append(places[limit.id])
        if limit.partners:
            partners[places[limit.id]] = frozenset(limit.people), frozenset(limit.partners)
    capacity = () if demand.capacity is None else (len(names) - 1,)
    for wish in demand.wishes:
        around = dict.fromkeys(place for person in wish.people for place in near.get(person, ()))
        yield (
            *(own[person] for person in wish.people if person in own),
            *(place for place in around if place not in partners or _between(*partners[place], wish.people)),
            *capacity,
        )


def _between(people: frozenset[str], partners: frozenset[str], met: tuple[str, ...]) -> bool:
    """Whether somebody meets there who is one of the people, and somebody else who is one of the partners."""
    return any(one in people and other in partners for one in met for other in met if one != other)


def excluded(demand: Demand) -> dict[str, Exclusion]:
    """The wishes that hold an excluded pair, each with the first such exclusion. O(wishes x pairs in a wish)."""
    apart = {frozenset((pair.a, pair.b)): pair for pair in reversed(demand.exclusions)}
    found: dict[str, Exclusion] = {}
    for wish in demand.wishes if apart else ():
        for pair in _pairs(wish):
            if pair in apart:
                found.setdefault(wish.id, apart[pair])
    return found


def _pairs(wish: Wish) -> Iterator[frozenset[str]]:
    for place, person in enumerate(wish.people):
        for other in wish.people[place + 1 :]:
            yield frozenset((person, other))


def _bounds(demand: Demand) -> tuple[Numbers, Numbers]:
    limited: list[Person | Limit] = [
        *(person for person in demand.people if person.minimum or person.maximum is not None),
        *demand.limits,
    ]
    lower = [one.minimum for one in limited]
    upper = [ENDLESS if one.maximum is None else one.maximum for one in limited]
    if demand.capacity is not None:
        lower.append(0)
        upper.append(demand.capacity)
    return np.array(lower, np.int64), np.array(upper, np.int64)


def _refuse_impossible(
    demand: Demand, names: tuple[Name, ...], taken: Numbers, upper: Numbers, out: dict[str, Exclusion]
) -> None:
    faults = [
        f"Wish {wish.id!r} is required, but {out[wish.id].a!r} and {out[wish.id].b!r} are not to meet."
        for wish in demand.wishes
        if wish.required and wish.id in out
    ]
    for place in np.flatnonzero(taken > upper).tolist():
        faults.append(
            f"{_called(names[place])} {upper[place]} meetings, but {taken[place]} wishes are required: "
            "raise the maximum or release a wish."
        )
    if faults:
        raise DemandError(faults)


def _called(name: Name) -> str:
    if name.kind == CAPACITY:
        return "The capacity is"
    return f"{'Person' if name.kind == PERSON else 'Limit'} {name.id!r} has at most"
