"""Everything that a partnership achieved, as an actor may see it on a day: counted once, by named questions.

Numbers are answers of `engine.crosscheck` to questions, lists are rows of the same records.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from kontor.engine.crosscheck.questions import Filter, Question
from kontor.hub.agreements.models import CooperationCase
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions.models import Event
from kontor.hub.missions.queries import CountryTotals, event_rows, totals_by_country
from kontor.hub.partnerships.models import GoodPractice, Participation, Partnership, Recommendation
from kontor.hub.partnerships.queries import recommendations_of
from kontor.hub.reports.queries.cooperation import (
    SIGNED,
    CaseTold,
    cases_of,
    events_of,
    partners_of,
    seen,
    sources_about,
    told_cases,
)
from kontor.hub.scoreboard.queries import Asked, Finding, ask, findings_about, records_now


def told(actor: Actor) -> QuerySet[Partnership]:
    """Those with an event or a cooperation case that the actor may see."""
    events = visible(Event, actor).filter(partnership=OuterRef("pk"))
    cases = visible(CooperationCase, actor).filter(partnership=OuterRef("pk"))
    return seen(actor).filter(Exists(events) | Exists(cases))


def held(partnership: str, event_class: str, measured: str) -> Question:
    """The number of events of a class, or of single meetings held at them."""
    return Question("events", "sum", measured, filters=of(partnership, ("class", event_class)))


def of(partnership: str, *conditions: tuple[str, str]) -> tuple[Filter, ...]:
    return tuple(Filter(field, "is", value) for field, value in (("partnership", partnership), *conditions))


def at_level(partnership: str, level: str) -> Question:
    return Question("cooperation_cases", "count", filters=of(partnership, ("level", level)))


def questions(partnership: str) -> dict[str, Question]:
    signed = (*of(partnership), Filter("state", "in", SIGNED))
    return {
        "events.preparatory": held(partnership, "preparatory", "number"),
        "events.c2c": held(partnership, "c2c", "number"),
        "meetings.c2c": held(partnership, "c2c", "meetings"),
        "events.b2b": held(partnership, "b2b", "number"),
        "meetings.b2b": held(partnership, "b2b", "meetings"),
        "cases.clusters": at_level(partnership, "cluster"),
        "cases.smes": at_level(partnership, "sme"),
        "cases.signed": Question("agreements", "count-distinct", "case", filters=signed),
    }


@dataclass(frozen=True, slots=True)
class Achievements:
    """`events` and `cases` are in the order of their entry, in which the partnership lists them; `totals` are by country."""

    partnership: Partnership
    asked: Mapping[str, Asked]
    partners: tuple[Participation, ...]
    events: tuple[Event, ...]
    totals: tuple[CountryTotals, ...]
    cases: tuple[CaseTold, ...]
    practices: tuple[GoodPractice, ...]
    recommendations: tuple[Recommendation, ...]
    findings: tuple[Finding, ...]
    sources: tuple[str, ...]

    def at(self, level: str) -> list[CaseTold]:
        """The cases on one level: 'cluster' or 'sme'."""
        return [one for one in self.cases if one.case.level == level]


def achievements(actor: Actor, as_of: date, key: str) -> Achievements:
    """Gather them. The number of statements does not depend on the number of records."""
    partnership = seen(actor).get(key=key)
    given = records_now(actor, as_of)
    day = as_of.isoformat()
    return Achievements(
        partnership=partnership,
        asked={name: ask(given, question, as_of) for name, question in questions(key).items()},
        partners=tuple(partners_of(actor, partnership)),
        events=tuple(events_of(actor, partnership, day)),
        totals=tuple(totals_by_country(event_rows(actor, partnership, as_of))[:-1]),
        cases=tuple(told_cases(actor, cases_of(actor, partnership, day), day)),
        practices=tuple(visible(GoodPractice, actor).filter(partnership=partnership)),
        recommendations=tuple(recommendations_of(actor, partnership)),
        findings=tuple(findings_about(actor, as_of, key)),
        sources=tuple(sources_about(actor, partnership)),
    )
