"""The numbers of each country, counted from the same rows that the figures of the whole partnership are answers on."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from kontor.hub.agreements.choices import CaseOutcome, CaseState
from kontor.hub.missions.queries import CountryTotals
from kontor.hub.reports.queries.achievements import Achievements
from kontor.hub.reports.queries.cooperation import CaseTold

FURTHER = (CaseState.NEGOTIATION, CaseState.TO_BE_SIGNED, CaseState.SIGNED, CaseState.ACTIVE)


@dataclass(slots=True)
class Counts:
    """None is 'not stated', which is never 0: a country without an event of a class has no number of it."""

    preparatory: int | None = None
    c2c: int | None = None
    c2c_meetings: int | None = None
    b2b: int | None = None
    b2b_meetings: int | None = None
    clusters: int | None = None
    smes: int | None = None
    negotiated: int | None = None
    signed: int | None = None

    def add(self, name: str, number: int | None) -> None:
        if number is not None:
            setattr(self, name, (getattr(self, name) or 0) + number)

    @property
    def meetings(self) -> int | None:
        return total((self.c2c_meetings, self.b2b_meetings))

    @property
    def events(self) -> int | None:
        return total((self.preparatory, self.c2c, self.b2b))

    @property
    def cases(self) -> int | None:
        return total((self.clusters, self.smes))


def total(numbers: Iterable[int | None]) -> int | None:
    """The sum of what is stated, None where nothing is."""
    stated = [number for number in numbers if number is not None]
    return sum(stated) if stated else None


def by_country(found: Achievements) -> dict[str, Counts]:
    """Country code ('' not stated) -> its numbers, in the order in which the records name the countries."""
    counts: dict[str, Counts] = {}
    for told in found.cases:
        own = counts.setdefault(told.country, Counts())
        own.add("clusters" if told.case.level == "cluster" else "smes", 1)
        own.add("negotiated", int(went_on(told)))
        own.add("signed", int(told.signed > 0))
    for totals in found.totals:
        own = counts.setdefault(totals.country, Counts())
        for name, number in of_events(totals).items():
            own.add(name, number)
    return counts


def of_events(totals: CountryTotals) -> dict[str, int | None]:
    return {
        "preparatory": totals.preparatory,
        "c2c": totals.c2c_events,
        "c2c_meetings": totals.c2c_meetings,
        "b2b": totals.b2b_events,
        "b2b_meetings": totals.b2b_meetings,
    }


def went_on(told: CaseTold) -> bool:
    """Whether the case came further than a first contact."""
    return told.case.state in FURTHER or told.signed > 0 or told.case.outcome == CaseOutcome.SUCCESS


def added(counts: Iterable[Counts]) -> Counts:
    """The numbers of several countries together."""
    whole = Counts()
    for one in counts:
        for field in fields(one):
            whole.add(field.name, getattr(one, field.name))
    return whole
