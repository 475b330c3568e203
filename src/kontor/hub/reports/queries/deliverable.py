"""What a deliverable on the indicators of a partnership tells beyond the scoreboard: the rows of each indicator's list, the
roadmap, who works with whom, and how many agreements were signed by which way of counting.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kontor.engine import network
from kontor.engine.crosscheck.questions import Filter, Question
from kontor.hub.agreements.choices import PartyRole
from kontor.hub.agreements.models import CaseReport
from kontor.hub.agreements.queries import PartyShown
from kontor.hub.foundation.actor import Actor
from kontor.hub.missions.models import Event
from kontor.hub.partnerships.models import Partnership
from kontor.hub.reports.queries.cooperation import SIGNED, CaseTold, cases_told_by, events_of, told_cases
from kontor.hub.reports.queries.indicators import Told, told_indicators
from kontor.hub.scoreboard.queries import Asked, ask, records_now
from kontor.hub.strategy.models import RoadmapActivity
from kontor.hub.strategy.queries.roadmap import activities, with_seen_owner

SEED = 7
BUSINESS = ("business", "contract")  # agreements between companies; the others are agreements to cooperate


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a list: an event, or a case with what the list says of it."""

    event: Event | None = None
    case: CaseTold | None = None
    report: CaseReport | None = None


@dataclass(frozen=True, slots=True)
class Ties:
    """Who works with whom: parties with their place (0 to 1), and each tie with its number of cases and of signed ones."""

    places: Mapping[str, tuple[float, float]]
    parties: Mapping[str, PartyShown]
    ties: Mapping[tuple[str, str], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Deliverable:
    """`lists` are the rows of each list by its name, in the list's order."""

    told: Told
    asked: Mapping[str, Asked]
    lists: Mapping[str, tuple[Line, ...]]
    roadmap: tuple[RoadmapActivity, ...]
    ties: Ties

    @property
    def partnership(self) -> Partnership:
        return self.told.partnership


def questions(partnership: str) -> dict[str, Question]:
    """Agreements to cooperate: once as rows of the lists, once each agreement only once."""
    filters = (
        Filter("partnership", "is", partnership),
        Filter("state", "in", SIGNED),
        Filter("kind", "not-in", BUSINESS),
    )
    return {
        "agreements.signed.rows": Question("agreements", "count", filters=filters),
        "agreements.signed.distinct": Question("agreements", "count", filters=filters, rule="agreements"),
    }


def deliverable(actor: Actor, as_of: date, key: str) -> Deliverable:
    """Gather it. The number of statements does not depend on the number of rows."""
    told = told_indicators(actor, as_of, key)
    partnership, day = told.partnership, as_of.isoformat()
    given = records_now(actor, as_of)
    cases = told_cases(actor, cases_told_by(actor, partnership, day), day)
    return Deliverable(
        told=told,
        asked={name: ask(given, question, as_of) for name, question in questions(key).items()},
        lists=lists(events_of(actor, partnership, day), cases, partnership),
        roadmap=tuple(roadmap_of(actor, partnership)),
        ties=ties(cases),
    )


def lists(
    events: Iterable[Event], cases: Iterable[CaseTold], partnership: Partnership
) -> dict[str, tuple[Line, ...]]:
    """List of the partnership -> its rows: events by their row, cases by the order of their reports."""
    rows: dict[str, list[tuple[int, Line]]] = {}
    for event in events:
        rows.setdefault(event.register, []).append((event.row or 0, Line(event=event)))
    for case in cases:
        for report in (one for one in case.reports if one.partnership_id == partnership.pk):
            rows.setdefault(report.register, []).append((row_number(report), Line(case=case, report=report)))
    return {
        name: tuple(line for _, line in sorted(held, key=lambda one: one[0])) for name, held in rows.items()
    }


def row_number(report: CaseReport) -> int:
    return int(report.row) if report.row.isdecimal() else 0


def roadmap_of(actor: Actor, partnership: Partnership) -> list[RoadmapActivity]:
    """In the order of the months; owners that the actor does not see are left out."""
    rows = activities(actor).filter(partnership=partnership)
    return [with_seen_owner(one) for one in rows.order_by("planned_month", "due_on", "pk")]


def ties(cases: Iterable[CaseTold]) -> Ties:
    """Responsible partners and counterparts; what the actor may not know is not drawn, for one mark would tell of it."""
    parties: dict[str, PartyShown] = {}
    counted: dict[tuple[str, str], tuple[int, int]] = {}
    for told in cases:
        ours = [party for party in told.of_role(PartyRole.RESPONSIBLE) if party.known]
        theirs = [party for party in told.of_role(PartyRole.COUNTERPART) if party.known]
        for own in ours:
            for other in theirs:
                pair = name_of(own), name_of(other)
                if pair[0] == pair[1] or pair[::-1] in counted:
                    continue
                parties |= {pair[0]: own, pair[1]: other}
                number, signed = counted.get(pair, (0, 0))
                counted[pair] = number + 1, signed + int(told.signed > 0)
    graph = network.Graph(tuple(parties), tuple((a, b, float(n)) for (a, b), (n, _) in counted.items()))
    return Ties(network.layout(graph, seed=SEED), parties, counted)


def name_of(party: PartyShown) -> str:
    return party.organisation.key if party.organisation else party.label
