"""Who could travel together: plans of several partnerships that meet in one country in the same half-year.

A half-year is a number, twice its year and one more for its second half. A plan that is not dated exactly names the first
and the last half-year in which it can be; what it says of no other is not asked.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Plan:
    """That a party goes to a country in one of the half-years from `first` to `last`."""

    key: str
    party: str
    country: str
    first: int
    last: int

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"Plan {self.key} ends (half-year {self.last}) before it begins ({self.first}).")

    def can_be_in(self, half: int) -> bool:
        return self.first <= half <= self.last


@dataclass(frozen=True, slots=True)
class Party:
    """What is known of who plans: its fields, and the organisations that it would send."""

    fields: frozenset[str] = frozenset()
    members: frozenset[str] = frozenset()


NOTHING = Party()
Parties = Mapping[str, Party]


@dataclass(frozen=True, slots=True)
class Meeting:
    """Plans of two or more parties for one country that can all be in each half-year from `first` to `last`.

    `fields` is what two or more of the parties share, and who; `members` the organisations that two or more of them
    would send, and with whom. `saved_journeys` counts the parties after the first one, `saved_places` how often an
    organisation would be sent again.
    """

    country: str
    first: int
    last: int
    plans: tuple[str, ...]
    parties: tuple[str, ...]
    fields: tuple[tuple[str, tuple[str, ...]], ...] = ()
    members: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def saved_journeys(self) -> int:
        return len(self.parties) - 1

    @property
    def saved_places(self) -> int:
        return sum(len(sent_by) - 1 for _member, sent_by in self.members)


@dataclass(frozen=True, slots=True)
class Journeys:
    """The fewest journeys that serve all plans of a country: those of two parties or more, and how many there are in all.

    `apart` are plans of which no two can be in the same half-year: as many as `number`, so fewer journeys cannot do.
    """

    country: str
    number: int
    joint: tuple[Meeting, ...]
    apart: tuple[str, ...] = field(default=())


def overlaps(plans: Iterable[Plan], parties: Parties) -> tuple[Meeting, ...]:
    """Every stretch of half-years in which the same plans of two or more parties meet in a country.

    A stretch ends where a plan begins or ends. By country, then time. Cost: half-years times plans of a country.

    >>> plans = [Plan("a", "A", "CN", 4036, 4039), Plan("b", "B", "CN", 4038, 4038), Plan("c", "C", "US", 4038, 4038)]
    >>> [(one.country, one.first, one.last, one.parties) for one in overlaps(plans, {})]
    [('CN', 4038, 4038, ('A', 'B'))]
    """
    return tuple(
        one
        for country, here in by_country(plans)
        for first, last, together in stretches(here)
        if len((one := meeting(country, first, last, together, parties)).parties) > 1
    )


def by_country(plans: Iterable[Plan]) -> list[tuple[str, list[Plan]]]:
    found: dict[str, list[Plan]] = defaultdict(list)
    for plan in sorted(plans, key=lambda one: (one.first, one.last, one.key)):
        found[plan.country].append(plan)
    return sorted(found.items())


def stretches(plans: Sequence[Plan]) -> Iterator[tuple[int, int, list[Plan]]]:
    """The half-years between two days on which a plan begins or has ended, with the plans that can be in them."""
    ends = sorted({plan.first for plan in plans} | {plan.last + 1 for plan in plans})
    for first, after in pairwise(ends):
        together = [plan for plan in plans if plan.can_be_in(first)]
        if together:
            yield first, after - 1, together


def meeting(country: str, first: int, last: int, plans: Sequence[Plan], parties: Parties) -> Meeting:
    going = tuple(sorted({plan.party for plan in plans}))
    return Meeting(
        country=country,
        first=first,
        last=last,
        plans=tuple(plan.key for plan in plans),
        parties=going,
        fields=shared({one: parties.get(one, NOTHING).fields for one in going}),
        members=shared({one: parties.get(one, NOTHING).members for one in going}),
    )


def shared(of: Mapping[str, frozenset[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What two or more have, with who has it: what most have first."""
    found: dict[str, list[str]] = defaultdict(list)
    for party, things in of.items():
        for thing in things:
            found[thing].append(party)
    several = [(thing, tuple(sorted(who))) for thing, who in found.items() if len(who) > 1]
    return tuple(sorted(several, key=lambda pair: (-len(pair[1]), pair[0])))


def fewest_journeys(plans: Iterable[Plan], parties: Parties) -> tuple[Journeys, ...]:
    """For each country the fewest half-years such that every plan can be in one of them.

    The plan that must be over first fixes a journey in its last half-year, everybody who can be there joins, and so on. The
    plans that fixed a journey cannot meet, which proves that there are no fewer. Cost: a sort.

    >>> plans = [Plan("a", "A", "CN", 4036, 4039), Plan("b", "B", "CN", 4038, 4038)]
    >>> [(one.number, one.joint[0].parties, one.joint[0].first) for one in fewest_journeys(plans, {})]
    [(1, ('A', 'B'), 4038)]
    """
    return tuple(journeys(country, here, parties) for country, here in by_country(plans))


def journeys(country: str, plans: Sequence[Plan], parties: Parties) -> Journeys:
    found: list[Meeting] = []
    apart: list[str] = []
    left = sorted(plans, key=lambda one: (one.last, one.first, one.key))
    while left:
        half = left[0].last
        apart.append(left[0].key)
        joining = [plan for plan in left if plan.first <= half]
        found.append(meeting(country, half, half, joining, parties))
        left = [plan for plan in left if plan.first > half]
    joint = tuple(one for one in found if len(one.parties) > 1)
    return Journeys(country=country, number=len(found), joint=joint, apart=tuple(apart))
