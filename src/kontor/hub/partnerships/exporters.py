"""Lists of this area to take along, as far as the actor sees them. What was exported imports as unchanged."""

from collections.abc import Iterator, Mapping
from itertools import batched
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.choices import Taxonomy
from kontor.hub.directory.models import Organisation
from kontor.hub.directory.permissions import visible_ids
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships import kit
from kontor.hub.partnerships.models import (
    Activity,
    Participation,
    PartnerInvitation,
    PartnerSearch,
    Partnership,
    SearchAlert,
    TargetMarket,
)
from kontor.hub.partnerships.permissions import READS_ALL, own_partnerships
from kontor.hub.partnerships.queries.lookups import sources_of
from kontor.hub.partnerships.queries.searches import searchers
from kontor.hub.partnerships.rules import shown_state
from kontor.hub.transfer.kit import Exporter

AT_ONCE = 2000


class ExportPartnerships(Exporter):
    """The grant only where the actor is a partner or of the programme."""

    kind, label, permission = "partnerships", _("Partnerships"), "partnerships.view"
    columns = kit.PARTNERSHIPS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        return self.rows_of(actor, visible(Partnership, actor).order_by("acronym", "pk"))

    def rows_of(self, actor: Actor, rows: QuerySet[Partnership]) -> Iterator[Mapping[str, Any]]:
        """These rows, which the caller knows to be visible: what a filtered list is downloaded from."""
        sources = sources_of(Partnership)
        inside = None if actor.has(*READS_ALL) else set(own_partnerships(actor).values_list("pk", flat=True))
        read = rows.select_related("call").prefetch_related("terms")
        for one in read.iterator(chunk_size=AT_ONCE):
            row = {column: getattr(one, name) for column, name in kit.FIELDS_OF_PARTNERSHIPS.items()}
            row |= {"call": one.call.key if one.call else None, "source": sources[one.pk]}
            for column, taxonomy in kit.TAXONOMIES.items():
                row[column] = [term.code for term in one.terms.all() if term.taxonomy == Taxonomy(taxonomy)]
            if inside is not None and one.pk not in inside:
                row["grant"] = None
            yield row


class ExportParticipations(Exporter):
    """Participations whose partnership and organisation the actor both sees."""

    kind, label, permission = "participations", _("Partners of partnerships"), "partnerships.view"
    columns = kit.PARTICIPATIONS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        sources = sources_of(Participation)
        rows = visible(Participation, actor).select_related("partnership", "organisation")
        for one in rows.order_by("partnership__acronym", "partnership_id", "pk").iterator(chunk_size=AT_ONCE):
            yield {
                "partnership": one.partnership.key,
                "organisation": one.organisation.key,
                "role": one.role,
                "from": one.start,
                "to": one.end,
                "note": one.note,
                "source": sources[one.pk],
            }


class ExportTargets(Exporter):
    """Targets that the actor sees; their lead only where she sees that organisation."""

    kind, label, permission = "targets", _("Target countries"), "partnerships.view"
    columns = kit.TARGETS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        sources = sources_of(TargetMarket)
        leads = dict(Organisation.objects.filter(pk__in=visible_ids(actor)).values_list("pk", "key"))
        rows = visible(TargetMarket, actor).select_related("partnership")
        for one in rows.order_by("partnership__acronym", "partnership_id", "country_id", "pk").iterator(
            chunk_size=AT_ONCE
        ):
            yield {
                "partnership": one.partnership.key,
                "country": one.country_id,
                "basis": one.basis,
                "lead": leads.get(one.lead_id),
                "from": one.start,
                "to": one.end,
                "source_place": one.source_place,
                "visibility": one.visibility,
                "source": sources[one.pk],
            }


class ExportActivities(Exporter):
    kind, label, permission = "activities", _("Activities of partnerships"), "partnerships.view"
    columns = kit.ACTIVITIES

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        sources = sources_of(Activity)
        rows = visible(Activity, actor).select_related("partnership").order_by("key")
        for one in rows.iterator(chunk_size=AT_ONCE):
            row = {column: getattr(one, name) for column, name in kit.FIELDS_OF_ACTIVITIES.items()}
            yield row | {
                "partnership": one.partnership.key,
                "country": one.country_id,
                "source": sources[one.pk],
            }


class ExportSearches(Exporter):
    """Searches that the actor sees. Whose an anonymous one is stands there only for who may know it."""

    kind, label, permission = "partner-searches", _("Partner searches"), "partnerships.view"
    columns = kit.SEARCHES

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        found = (
            visible(PartnerSearch, actor)
            .select_related("organisation")
            .prefetch_related("terms", "countries")
        )
        for some in batched(found.order_by("pk").iterator(chunk_size=AT_ONCE), AT_ONCE):
            named = searchers(actor, some)
            for one in some:
                whose = named[one.pk].organisation
                yield {column: getattr(one, name) for column, name in kit.FIELDS_OF_SEARCHES.items()} | {
                    "organisation": whose.key if whose else None,
                    "fields": [f"{term.taxonomy}:{term.code}" for term in one.terms.all()],
                    "countries": [country.pk for country in one.countries.all()],
                }


class ExportAlerts(Exporter):
    """The actor's own alerts, each set of filters once: two alike say the same, and a table tells rows apart by them."""

    kind, label, permission = "search-alerts", _("My alerts of partner searches"), "partnerships.see_alerts"
    columns = kit.ALERTS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        told: list[Any] = []
        for one in visible(SearchAlert, actor).prefetch_related("terms", "countries").order_by("pk"):
            row = {column: getattr(one, name) for column, name in kit.FIELDS_OF_ALERTS.items()} | {
                "fields": sorted(f"{term.taxonomy}:{term.code}" for term in one.terms.all()),
                "countries": sorted(country.pk for country in one.countries.all()),
            }
            filters = {name: value for name, value in row.items() if name != "paused"}
            if filters not in told:
                told.append(filters)
                yield row


class ExportInvitations(Exporter):
    """Invitations that the actor sees: those of her organisations and of her partnerships. Taken along, not read in again."""

    kind, label, permission = "partner-invitations", _("Invitations into partnerships"), "partnerships.view"
    columns = kit.INVITATIONS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        today = timezone.localdate()
        rows = visible(PartnerInvitation, actor).select_related("partnership", "organisation")
        for one in rows.order_by("partnership__acronym", "pk").iterator(chunk_size=AT_ONCE):
            row = {name: getattr(one, name) for name in kit.FIELDS_OF_INVITATIONS}
            yield row | {
                "partnership": one.partnership.key,
                "organisation": one.organisation.key,
                "state": shown_state(one.state, one.answer_until, today),
                "invited_on": timezone.localdate(one.created_at).isoformat(),
                "answer_until": one.answer_until.isoformat(),
                "answered_on": one.answered_on.isoformat() if one.answered_on else "",
                "recorded": "yes" if one.recorded else "no",
            }


EXPORTERS = (
    ExportPartnerships,
    ExportParticipations,
    ExportTargets,
    ExportActivities,
    ExportSearches,
    ExportAlerts,
    ExportInvitations,
)
