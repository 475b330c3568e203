"""Events to take along, as far as the actor sees them. What was exported imports as unchanged."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions import inputs
from kontor.hub.missions.exporters.calls import ExportApplications
from kontor.hub.missions.exporters.delegations import ExportCosts, ExportDelegates
from kontor.hub.missions.exporters.exchanges import ExportExchanges
from kontor.hub.missions.models import Event, EventOrganisation
from kontor.hub.missions.queries.register import Entry
from kontor.hub.missions.queries.together import Found
from kontor.hub.missions.queries.told import register_told, together_told
from kontor.hub.partnerships.queries.lookups import sources_of
from kontor.hub.transfer.kit import Column, Exporter

AT_ONCE = 2000
LISTED = "; "


class ExportEvents(Exporter):
    """Events with the organisations that the actor sees, too."""

    kind, label, permission = "events", _("Events"), "missions.view"
    columns = inputs.EVENTS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        return self.rows_of(actor, visible(Event, actor).order_by("key"))

    def rows_of(self, actor: Actor, rows: QuerySet[Event]) -> Iterator[Mapping[str, Any]]:
        """These rows, which the caller knows to be visible: what a filtered list is downloaded from."""
        sources, named = sources_of(Event), named_at_events(actor)
        seen = dict(visible(Event, actor).values_list("pk", "key"))
        for one in rows.select_related("partnership").iterator(chunk_size=AT_ONCE):
            yield (
                {column: getattr(one, name) for column, name in inputs.FIELDS.items()}
                | {column: named[one.pk, role] for column, role in inputs.ROLES.items()}
                | {
                    "partnership": one.partnership.key if one.partnership else None,
                    "same_as": seen.get(one.same_as_id or 0),
                    "source": sources[one.pk],
                }
            )


def named_at_events(actor: Actor) -> Mapping[tuple[int, str], list[str]]:
    """(event, role) -> keys of organisations in order. One statement."""
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    rows = visible(EventOrganisation, actor).order_by("position", "pk")
    for event, role, key in rows.values_list("event_id", "role", "organisation__key"):
        found[event, role].append(key)
    return found


class ExportEventOrganisations(Exporter):
    """Organisations at events, where the actor sees both."""

    kind, label, permission = "event-organisations", _("Organisations at events"), "missions.view"
    columns = inputs.ORGANISATIONS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(EventOrganisation, actor).select_related("event", "organisation")
        for one in rows.order_by("event__key", "role", "position", "pk").iterator(chunk_size=AT_ONCE):
            named = {column: getattr(one, name) for column, name in inputs.FIELDS_OF_ORGANISATIONS.items()}
            yield named | {"event": one.event.key, "organisation": one.organisation.key}


REGISTER = tuple(
    Column(key, label)
    for key, label in (
        ("key", _("Key")), ("record", _("Record")), ("partnership", _("Partnership")), ("country", _("Country")),
        ("kind", _("Kind")), ("what", _("What it was")), ("from", _("From")), ("to", _("To")), ("date_text", _("Date as stated")),
        ("period", _("Half-years")), ("timing", _("Time known")), ("number", _("Number")), ("sectors", _("Fields of work")),
    )
)  # fmt: skip
OVERLAPS = tuple(
    Column(key, label)
    for key, label in (
        ("what", _("What it is")), ("country", _("Country")), ("period", _("Half-years")), ("partnerships", _("Partnerships")),
        ("journeys_saved", _("Journeys saved")), ("places_saved", _("Places saved")), ("sectors", _("Fields shared")),
        ("members", _("Partners of several")), ("reasons", _("Reasons")), ("entries", _("Entries")),
    )
)  # fmt: skip


def register_rows(entries: Iterable[Entry]) -> Iterator[Mapping[str, Any]]:
    for one in entries:
        told = register_told(one)
        yield told | {"from": one.start, "to": one.end, "sectors": LISTED.join(told["sectors"])}


def overlap_rows(found: Found) -> Iterator[Mapping[str, Any]]:
    """Overlaps first, then what they suggest."""
    kinds = (("overlap", found.overlaps), ("joint mission", found.suggested))
    for what, rows in kinds:
        for one in rows:
            told = together_told(one)
            named = {
                name: LISTED.join(each["what"] for each in told[name]) for name in ("sectors", "members")
            }
            lists = {name: LISTED.join(told[name]) for name in ("partnerships", "entries")}
            yield told | named | lists | {"what": what, "reasons": " ".join(one.reasons)}


EXPORTERS = (
    ExportEvents,
    ExportEventOrganisations,
    ExportApplications,
    ExportDelegates,
    ExportCosts,
    ExportExchanges,
)
