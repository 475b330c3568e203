"""Two partners reported one event: both entries stay, and whoever counts distinct events counts it once."""

from django.db import transaction

from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.missions import rules
from kontor.hub.missions.models import Event


@transaction.atomic
def mark_same(*, actor: Actor, event: Event, of: Event, note: str = "") -> Event:
    """`event` is a second entry of `of`. Refused where that would make a chain."""
    require(actor, "missions.mark_same", event)
    locked = Event.objects.select_for_update().in_bulk([event.pk, of.pk])
    event, of = locked[event.pk], locked[of.pk]
    rules.check_same(
        is_itself=event.pk == of.pk,
        name=of.name,
        told_again=of.same_as_id is not None,
        has_second_entries=event.told_again.exists(),
    )
    before = audit.state_of(event)
    event.same_as = of
    event.note = note or event.note
    event.save()
    audit.record(actor, "missions.mark_same", event, before=before)
    return event


@transaction.atomic
def unmark_same(*, actor: Actor, event: Event) -> Event:
    """It is an event of its own after all."""
    require(actor, "missions.mark_same", event)
    before = audit.state_of(event)
    event.same_as = None
    event.save()
    audit.record(actor, "missions.unmark_same", event, before=before)
    return event
