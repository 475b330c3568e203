"""What is asked when not all wished meetings fit: who would meet whom, how much it is worth, and what limits it.

A *wish* is a meeting of two people or a small group that could take place. A *limit* counts the meetings that some
people take part in: an organisation's, a kind's, or those between two organisations. When a meeting takes place is
none of this package's business: `capacity` is how many fit in all, tables times slots.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


class DemandError(ValueError):
    """A demand that cannot be read or met: every fault in one go, a sentence each."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(self.faults))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who meets: at most `maximum` times (None: as often as wished), and at least `minimum` if possible."""

    id: str
    minimum: int = 0
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """A meeting that could take place. One that is `required` does: confirmed before, or promised."""

    id: str
    people: tuple[str, ...]
    weight: int = 1
    required: bool = False


@dataclass(frozen=True, slots=True)
class Limit:
    """How many meetings may and should be held in which somebody of `people` sits.

    With `partners` only meetings count in which, besides, somebody else sits who is one of these. So a limit says 'this
    organisation at most 12 meetings', 'buyers 200 in all', 'A at most three start-ups', 'these two firms one meeting'.
    """

    id: str
    people: tuple[str, ...]
    partners: tuple[str, ...] = ()
    minimum: int = 0
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Two people who do not meet: no thanks, or they have met before."""

    a: str
    b: str
    reason: str = ""


@dataclass(frozen=True)
class Demand:
    """All wishes of an event with their limits.

    Chosen is the set with the highest *objective*: the sum of the weights, less `shortfall_price` for each meeting that
    somebody, or a limit, has below the minimum. A price above every weight lets minima go first.
    """

    people: tuple[Person, ...]
    wishes: tuple[Wish, ...]
    limits: tuple[Limit, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    capacity: int | None = None
    shortfall_price: int = 1

    def __post_init__(self) -> None:
        faults = tuple(_faults(self))
        if faults:
            raise DemandError(faults)


def _faults(demand: Demand) -> Iterator[str]:
    """Every reference to nothing and every value that means nothing, as sentences. O(size of the demand)."""
    yield from _doubles("person", [person.id for person in demand.people])
    yield from _doubles("wish", [wish.id for wish in demand.wishes])
    yield from _doubles("limit", [limit.id for limit in demand.limits])
    known = {person.id for person in demand.people}
    for person in demand.people:
        yield from _range_faults("Person", person.id, person.minimum, person.maximum)
    for wish in demand.wishes:
        yield from _unknown("Wish", wish.id, known, wish.people)
        if len(set(wish.people)) < 2 or len(set(wish.people)) < len(wish.people):
            yield f"Wish {wish.id!r} needs two or more people, each named once."
        if wish.weight < 0:
            yield f"Wish {wish.id!r} has the weight {wish.weight}: say 0 or more; use an exclusion to forbid a meeting."
    for limit in demand.limits:
        yield from _unknown("Limit", limit.id, known, (*limit.people, *limit.partners))
        yield from _range_faults("Limit", limit.id, limit.minimum, limit.maximum)
    for pair in demand.exclusions:
        yield from _unknown("The exclusion", f"{pair.a} - {pair.b}", known, (pair.a, pair.b))
    if demand.capacity is not None and demand.capacity < 0:
        yield f"The capacity is {demand.capacity} meetings: say 0 or more."
    if demand.shortfall_price < 0:
        yield f"A meeting below a minimum costs {demand.shortfall_price}: say 0 or more."


def _doubles(kind: str, names: list[str]) -> Iterator[str]:
    for name in (name for name, times in Counter(names).items() if times > 1):
        yield f"Two entries are called {kind} {name!r}: give each an id of its own."


def _range_faults(kind: str, name: str, minimum: int, maximum: int | None) -> Iterator[str]:
    if minimum < 0 or (maximum is not None and maximum < minimum):
        yield (
            f"{kind} {name!r} has at least {minimum} and at most {maximum} meetings: "
            "the first must be 0 or more and not above the second."
        )


def _unknown(kind: str, name: str, known: set[str], named: Iterable[str]) -> Iterator[str]:
    missing = sorted({word for word in named if word not in known})
    if missing:
        yield f"{kind} {name!r} names people that are not there: {', '.join(missing)}."
