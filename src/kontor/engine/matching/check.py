"""Is a choice what it claims to be? Found without the solvers, in whole numbers and fractions.

Read with `demand.py` and `choice.py` alone.
"""

from collections.abc import Iterator
from fractions import Fraction

from kontor.engine.matching.choice import Choice
from kontor.engine.matching.demand import Demand, Limit, Wish


def faults_of(demand: Demand, choice: Choice) -> tuple[str, ...]:
    """Return every claim of a choice that does not hold, a sentence each; none for a correct one.

    Checked are: limits, exclusions and required wishes; value, shortfall and objective; that the prices prove the bound;
    that each wish left out is named with limits that are full, or with two people who are not to meet.
    O(wishes x limits of a person).
    """
    return tuple(_faults(demand, choice))


class _Count:
    """A limit of any kind: which wishes count, how many may and should. More than there are can not."""

    def __init__(self, key: tuple[str, str], wishes: list[Wish], minimum: int, maximum: int | None) -> None:
        self.key, self.wishes, self.minimum = key, wishes, minimum
        self.maximum = len(wishes) if maximum is None else maximum

    def most(self, apart: list[set[str]]) -> int:
        possible = sum(not any(pair <= set(wish.people) for pair in apart) for wish in self.wishes)
        return min(self.maximum, possible)


def _counts(demand: Demand) -> Iterator[_Count]:
    of_person: dict[str, list[Wish]] = {person.id: [] for person in demand.people}
    for wish in demand.wishes:
        for person in wish.people:
            of_person[person].append(wish)
    for one in demand.people:
        yield _Count(("person", one.id), of_person[one.id], one.minimum, one.maximum)
    for limit in demand.limits:
        near = {wish.id: wish for person in limit.people for wish in of_person[person]}
        wishes = [wish for wish in near.values() if _is_counted(limit, wish)]
        yield _Count(("limit", limit.id), wishes, limit.minimum, limit.maximum)
    if demand.capacity is not None:
        yield _Count(("capacity", ""), list(demand.wishes), 0, demand.capacity)


def _is_counted(limit: Limit, wish: Wish) -> bool:
    inside = set(limit.people) & set(wish.people)
    if not limit.partners:
        return bool(inside)
    return any(inside - {partner} for partner in set(limit.partners) & set(wish.people))


def _faults(demand: Demand, choice: Choice) -> Iterator[str]:
    known = {wish.id: wish for wish in demand.wishes}
    strange = [name for name in choice.chosen if name not in known]
    if strange or len(set(choice.chosen)) < len(choice.chosen):
        yield f"Wishes are chosen twice or are not in the demand: {', '.join(strange) or 'twice'}."
        return
    held = set(choice.chosen)
    counts = list(_counts(demand))
    yield from _broken(demand, counts, held)
    yield from _miscounted(demand, counts, choice)
    yield from _unproven(demand, counts, choice)
    yield from _unexplained(demand, counts, choice)


def _broken(demand: Demand, counts: list[_Count], held: set[str]) -> Iterator[str]:
    for count in counts:
        number = sum(wish.id in held for wish in count.wishes)
        if number > count.maximum:
            yield f"{' '.join(count.key)} has {number} meetings, at most {count.maximum} are allowed."
    apart = [{pair.a, pair.b} for pair in demand.exclusions]
    for wish in demand.wishes:
        if wish.id in held and any(pair <= set(wish.people) for pair in apart):
            yield f"Wish {wish.id!r} is chosen, but two of its people are not to meet."
        if wish.required and wish.id not in held:
            yield f"Wish {wish.id!r} is required and not chosen."


def _miscounted(demand: Demand, counts: list[_Count], choice: Choice) -> Iterator[str]:
    held = set(choice.chosen)
    value = sum(wish.weight for wish in demand.wishes if wish.id in held)
    missing = sum(max(count.minimum - sum(wish.id in held for wish in count.wishes), 0) for count in counts)
    objective = value - demand.shortfall_price * missing
    claimed = (choice.value, choice.shortfall, choice.objective)
    if claimed != (value, missing, objective):
        yield f"Value, shortfall and objective are {(value, missing, objective)}, not {claimed}."
    if not objective <= choice.bound <= choice.price_bound:
        yield f"The objective {objective} is above the bound {choice.bound}, or that above {choice.price_bound}."


def _unproven(demand: Demand, counts: list[_Count], choice: Choice) -> Iterator[str]:
    """Weak duality: what wishes gain at the prices, and limits earn when full, bounds every objective."""
    prices = {(price.limit.kind, price.limit.id): Fraction(price.worth) for price in choice.prices}
    left = {wish.id: Fraction(wish.weight) for wish in demand.wishes}
    apart = [{pair.a, pair.b} for pair in demand.exclusions]
    total = Fraction(0)
    for count in counts:
        price = prices.get(count.key, Fraction(0))
        if price < -demand.shortfall_price:
            yield f"The price of {' '.join(count.key)} is below that of a missing meeting."
        total += price * (count.most(apart) if price > 0 else count.minimum)
        for wish in count.wishes if price else ():
            left[wish.id] -= price
    for wish in demand.wishes:
        possible = not any(pair <= set(wish.people) for pair in apart)
        if wish.required:
            total += left[wish.id]
        elif possible:
            total += max(left[wish.id], Fraction(0))
    if choice.price_bound < total // 1:
        yield f"The prices prove {float(total)}, not {choice.price_bound}."


def _unexplained(demand: Demand, counts: list[_Count], choice: Choice) -> Iterator[str]:
    held = set(choice.chosen)
    out = [wish.id for wish in demand.wishes if wish.id not in held]
    if [left.wish for left in choice.left_out] != out:
        yield "The wishes left out are not those that are not chosen."
    full = {
        count.key: {wish.id for wish in count.wishes}
        for count in counts
        if sum(wish.id in held for wish in count.wishes) >= count.maximum
    }
    pairs = {frozenset((pair.a, pair.b)) for pair in demand.exclusions}
    for left in choice.left_out:
        keys = [(one.limit.kind, one.limit.id) for one in left.full]
        binds = bool(keys) and all(left.wish in full.get(key, ()) for key in keys)
        if not (binds or (left.apart and frozenset(left.apart) in pairs)):
            yield f"Wish {left.wish!r} is left out, but nothing named there stands in its way."
