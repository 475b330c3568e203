"""Partners, events and cases of one partnership with what reports say of them, as an actor may see them on a day.

Confidential parties come only as `agreements.queries.parties_for` lets this actor read them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from kontor.hub.agreements.choices import PartyRole
from kontor.hub.agreements.models import Agreement, CaseObjective, CaseReport, CooperationCase, Step
from kontor.hub.agreements.permissions import readable_cases
from kontor.hub.agreements.queries import PartyShown, parties_for
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.slugs import in_words
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions.models import Event, EventOrganisation
from kontor.hub.partnerships.choices import ParticipationRole
from kontor.hub.partnerships.models import Participation, Partnership
from kontor.hub.scoreboard.models import Claim

SIGNED = ("signed", "expired", "terminated")  # states of an agreement that was signed once


@dataclass(frozen=True, slots=True)
class CaseTold:
    """A case with its parties as the actor may read them, and what else is told of it."""

    case: CooperationCase
    parties: Sequence[PartyShown]
    agreements: Sequence[Agreement]
    reports: Sequence[CaseReport]
    objectives: Sequence[str]
    steps: Mapping[str, Sequence[str]]
    note: str

    @property
    def signed(self) -> int:
        """How many of its agreements were ever signed."""
        return sum(one.state in SIGNED for one in self.agreements)

    def of_role(self, role: PartyRole) -> list[PartyShown]:
        return [party for party in self.parties if party.role == role]

    @property
    def country(self) -> str:
        return self.case.country_id or ""

    @property
    def stated_type(self) -> str:
        """As the first of the partnership's lists calls it, else the type of our list."""
        stated = next((one.stated_type for one in self.reports if one.stated_type), "")
        return in_words(stated) or self.case.get_type_display()

    @property
    def stated_states(self) -> dict[str, str]:
        """List -> the state given there, where two lists of the partnership give different ones."""
        return where_they_differ({one.register: one.get_state_display() for one in self.reports if one.state})

    @property
    def stated_sectors(self) -> dict[str, str]:
        """List -> the sector given there, where two lists of the partnership give different ones."""
        return where_they_differ(
            {one.register: one.stated_sector for one in self.reports if one.stated_sector}
        )

    def sector_in(self, part: str) -> str:
        """As the list says that is this part of a report (its name ends so), else as the case says."""
        stated = (one.stated_sector for one in self.reports if str(one.register).endswith(part))
        return next(filter(None, stated), self.case.sector)


def where_they_differ(given: dict[str, str]) -> dict[str, str]:
    return given if len(set(given.values())) > 1 else {}


def seen(actor: Actor) -> QuerySet[Partnership]:
    """Every partnership that the actor may see can be asked for."""
    return visible(Partnership, actor).order_by("acronym", "key")


def sources_about(actor: Actor, partnership: Partnership) -> QuerySet[Any]:
    """Keys of the sources that state something of this partnership."""
    rows = visible(Claim, actor).filter(partnership=partnership).order_by("source__key")
    return rows.values_list("source__key", flat=True).distinct()


def partners_of(actor: Actor, partnership: Partnership) -> list[Participation]:
    """The coordinator first."""
    rows = visible(Participation, actor).filter(partnership=partnership)
    found = rows.select_related("organisation__country").order_by("pk")
    return sorted(found, key=lambda one: one.role != ParticipationRole.COORDINATOR)


def events_of(actor: Actor, partnership: Partnership, day: str) -> Iterable[Event]:
    rows = visible(Event, actor).filter(partnership=partnership, start__lte=day).select_related("country")
    named = visible(EventOrganisation, actor).select_related("organisation")
    doubles = Prefetch("same_as", queryset=visible(Event, actor))
    return rows.order_by("pk").prefetch_related(Prefetch("organisations", queryset=named), doubles)


def cases_of(actor: Actor, partnership: Partnership, day: str) -> QuerySet[CooperationCase]:
    return visible(CooperationCase, actor).filter(partnership=partnership, started_on__lte=day)


def cases_told_by(actor: Actor, partnership: Partnership, day: str) -> QuerySet[CooperationCase]:
    """Its own cases, and those of others that it reports in one of its lists."""
    reported = visible(CaseReport, actor).filter(partnership=partnership).values("case_id")
    rows = visible(CooperationCase, actor).filter(Q(partnership=partnership) | Q(pk__in=reported))
    return rows.filter(started_on__lte=day)


def told_cases(actor: Actor, rows: QuerySet[CooperationCase], day: str) -> list[CaseTold]:
    """The cases with what is said of them, notes only for who has a right on the case. At most ten statements."""
    doubles = Prefetch("same_as", queryset=visible(Agreement, actor))
    agreements = visible(Agreement, actor).filter(signed_on__lte=day).prefetch_related(doubles)
    found = list(
        rows.order_by("pk").select_related("country").prefetch_related(
            Prefetch("steps", visible(Step, actor).order_by("pk"), to_attr="shown_steps"),
            Prefetch("reports", visible(CaseReport, actor).order_by("pk"), to_attr="shown_reports"),
            Prefetch("objectives", visible(CaseObjective, actor).order_by("pk"), to_attr="shown_objectives"),
            Prefetch("agreements", agreements, to_attr="shown_agreements"),
        )
    )  # fmt: skip
    parties = parties_for(actor, found)
    readable = readable_cases(actor, [case.pk for case in found])
    return [told_of(case, parties[case.pk], case.pk in readable) for case in found]


def told_of(case: Any, parties: Sequence[PartyShown], readable: bool) -> CaseTold:
    """A case whose related rows were read into its `shown_...`."""
    steps: dict[str, list[str]] = {}
    for step in case.shown_steps:
        steps.setdefault(step.state, []).append(step.text)
    return CaseTold(
        case=case,
        parties=parties,
        agreements=case.shown_agreements,
        reports=case.shown_reports,
        objectives=[one.as_stated or one.get_objective_display() for one in case.shown_objectives],
        steps=steps,
        note=case.note if readable else "",
    )
