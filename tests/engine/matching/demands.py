"""Demands for the tests: random small ones of every feature, larger ones by seed, and the answer by brute force."""

from itertools import combinations

import numpy as np
from hypothesis import strategies as st

from kontor.engine.matching import Demand, Exclusion, Limit, Person, Wish


@st.composite
def small_demands(draw: st.DrawFn, two_sided: bool = False, most: int = 9) -> Demand:
    names = "abcdef"
    left, right = names[:3], names[3:]
    groups = [(a, b) for a in left for b in right] if two_sided else list(combinations(names, 2))
    if not two_sided:
        groups += [("a", "b", "c"), ("b", "d", "f"), ("c", "d", "e", "f")]
    maximum = st.none() | st.integers(0, 3)
    people = tuple(_ranged(draw, Person, name, maximum) for name in names)
    wishes = tuple(
        Wish(f"w{i}", group, draw(st.integers(0, 4)))
        for i, group in enumerate(draw(st.lists(st.sampled_from(groups), max_size=most)))
    )
    side = st.sampled_from((left, right)) if two_sided else st.just(names)
    some = side.flatmap(lambda who: st.lists(st.sampled_from(who), min_size=1, max_size=4, unique=True)).map(
        tuple
    )
    partners = st.just(()) if two_sided else st.just(()) | some
    limits = tuple(
        _ranged(draw, lambda name, low, high: Limit(name, draw(some), draw(partners), low, high), f"l{i}", maximum)
        for i in range(draw(st.integers(0, 2)))
    )  # fmt: skip
    pairs = st.sampled_from(list(combinations(names, 2)))
    exclusions = tuple(Exclusion(a, b, "met before") for a, b in draw(st.lists(pairs, max_size=2)))
    return Demand(
        people, wishes, limits, exclusions, draw(st.none() | st.integers(0, 4)), draw(st.integers(0, 5))
    )


def _ranged(draw, make, name, maximum):
    high = draw(maximum)
    low = draw(st.integers(0, min(2, 2 if high is None else high)))
    return make(name, low, high)


def best_by_force(demand: Demand) -> int | None:
    """The highest objective of any set of wishes, by trying all; None where none is valid."""
    objectives = [
        objective_of(demand, chosen)
        for number in range(len(demand.wishes) + 1)
        for chosen in combinations(demand.wishes, number)
    ]
    return max((one for one in objectives if one is not None), default=None)


def objective_of(demand: Demand, chosen: tuple[Wish, ...]) -> int | None:
    """The objective of these wishes; None where they break a limit, an exclusion or a promise."""
    if any(wish.required and wish not in chosen for wish in demand.wishes):
        return None
    if any({pair.a, pair.b} <= set(wish.people) for pair in demand.exclusions for wish in chosen):
        return None
    if demand.capacity is not None and len(chosen) > demand.capacity:
        return None
    ranges = [
        (sum(person.id in wish.people for wish in chosen), person.minimum, person.maximum)
        for person in demand.people
    ]
    ranges += [
        (sum(is_counted(limit, wish.people) for wish in chosen), limit.minimum, limit.maximum)
        for limit in demand.limits
    ]
    if any(high is not None and number > high for number, _, high in ranges):
        return None
    missing = sum(max(low - number, 0) for number, low, _ in ranges)
    return sum(wish.weight for wish in chosen) - demand.shortfall_price * missing


def is_counted(limit: Limit, people: tuple[str, ...]) -> bool:
    """Whether a meeting of these people counts: one of the limit's, and with partners another who is one of them."""
    inside = [person for person in people if person in limit.people]
    if not limit.partners:
        return bool(inside)
    return any(person in limit.partners and any(other != person for other in inside) for person in people)


def large_demand(
    people: int,
    wishes: int,
    maximum: int,
    capacity: int,
    *,
    seed: int,
    two_sided: bool = False,
    weights: int = 100,
) -> Demand:
    """An event where some are wished for far more often than others; organisations of ten share a limit."""
    random = np.random.default_rng(seed)
    fame = random.permutation(np.arange(1, people + 1) ** -0.4)
    half = people // 2 if two_sided else people
    ends = [range(half), range(half if two_sided else 0, people)]
    pairs: dict[tuple[int, int], None] = {}
    while len(pairs) < wishes:
        a, b = (random.choice(side, wishes, p=fame[side] / fame[side].sum()).tolist() for side in ends)
        pairs.update({(min(x, y), max(x, y)): None for x, y in zip(a, b, strict=True) if x != y})
    chosen = list(pairs)[:wishes]
    heavy = random.integers(1, weights + 1, wishes).tolist()
    most = random.integers(maximum // 3, maximum + 1, people).tolist()
    return Demand(
        people=tuple(Person(f"p{i}", min(2, high), high) for i, high in enumerate(most)),
        wishes=tuple(Wish(f"w{i}", (f"p{a}", f"p{b}"), heavy[i]) for i, (a, b) in enumerate(chosen)),
        limits=tuple(
            Limit(f"firm{i}", tuple(f"p{j}" for j in range(i, min(i + 10, half))), maximum=sum(most[i : i + 10]) * 3 // 4)
            for i in range(0, half, 10)
        ),
        capacity=capacity,
    )  # fmt: skip
