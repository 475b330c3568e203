"""Organisations are named with events one by one, with the side they are listed on."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.missions.models import Event, EventOrganisation


@transaction.atomic
def name_at_events(
    *, actor: Actor, entries: Sequence[tuple[Mapping[str, Any], EventOrganisation | None]]
) -> list[EventOrganisation]:
    """Name organisations with events, or change how they are named: (fields, what is there). Asked once for each event."""
    before = [audit.state_of(known) if known else {} for _fields, known in entries]
    rows = [filled(fields, known) for fields, known in entries]
    events = Event.objects.select_related("partnership").in_bulk({row.event_id for row in rows})
    for event in events.values():
        require(actor, "missions.edit", event)
    EventOrganisation.objects.bulk_create([row for row in rows if row.pk is None], batch_size=1000)
    for row in rows:
        row.event = events[row.event_id]
    changed = [row for row, (_fields, known) in zip(rows, entries, strict=True) if known]
    EventOrganisation.objects.bulk_update(
        changed, ["event", "organisation", "role", "side", "position", "note", "version", "changed_at"]
    )
    audit.record_many(
        actor,
        [
            audit.Entry("missions.name_organisation", row, was, audit.state_of(row))
            for row, was in zip(rows, before, strict=True)
        ],
    )
    return rows


def filled(fields: Mapping[str, Any], known: EventOrganisation | None) -> EventOrganisation:
    row = known or EventOrganisation()
    for name, value in fields.items():
        setattr(row, name, value)
    if known:
        row.version += 1
        row.changed_at = timezone.now()
    return row
