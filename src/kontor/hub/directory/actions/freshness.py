"""A profile is confirmed, grows stale, is put away."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from kontor.hub.directory import notices, rules
from kontor.hub.directory.choices import ProfileState
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require

AT_ONCE = 500


@transaction.atomic
def confirm(*, actor: Actor, organisation: Organisation, today: date) -> Organisation:
    """Say that the profile is still right. A stale one is published again."""
    require(actor, "directory.confirm", organisation)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    before = audit.state_of(organisation)
    organisation.state = rules.PROFILE.after("confirm", organisation.state)
    organisation.confirmed_on = today
    organisation.save(update_fields=["state", "confirmed_on"])
    audit.record(actor, "directory.confirm", organisation, before=before)
    return organisation


@transaction.atomic
def archive(*, actor: Actor, organisation: Organisation, reason: str) -> Organisation:
    """Put away the profile of an organisation that is no more. Its history stays."""
    require(actor, "directory.archive", organisation)
    rules.check_reason(reason)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    before = audit.state_of(organisation)
    organisation.state = rules.PROFILE.after("archive", organisation.state)
    organisation.state_reason = reason.strip()
    organisation.save(update_fields=["state", "state_reason"])
    audit.record(actor, "directory.archive", organisation, before=before)
    return organisation


def mark_stale(*, actor: Actor, today: date) -> int:
    """Mark every published profile that nobody has confirmed for twelve months; their teams are told. How many.

    In portions, each its own transaction: the daily job of a large directory holds no lock for long.
    """
    require(actor, "directory.mark-stale")
    marked = 0
    while portion := _mark_portion(actor, today):
        marked += portion
    return marked


@transaction.atomic
def _mark_portion(actor: Actor, today: date) -> int:
    overdue = Q(confirmed_on=None) | Q(confirmed_on__lt=rules.stale_before(today))
    rows = Organisation.objects.select_for_update().filter(
        overdue, state=ProfileState.PUBLISHED, merged_into=None
    )
    due = list(rows.order_by("pk")[:AT_ONCE])
    entries = []
    for organisation in due:
        before = audit.state_of(organisation)
        organisation.state = rules.PROFILE.after("mark-stale", organisation.state)
        organisation.version += 1
        entries.append(
            audit.Entry("directory.mark-stale", organisation, before, audit.state_of(organisation))
        )
    Organisation.objects.bulk_update(due, ["state", "version"])
    audit.record_many(actor, entries)
    notices.stale(due)
    return len(due)
