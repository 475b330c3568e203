"""A profile goes to review and comes back: submit, withdraw, publish, reject, reopen."""

from datetime import date

from django.db import transaction

from kontor.hub.directory import notices, rules
from kontor.hub.directory.models import Organisation
from kontor.hub.directory.queries.completeness import profile_values
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require


@transaction.atomic
def submit(*, actor: Actor, organisation: Organisation) -> Organisation:
    """Ask for review. Refused while a field that publication needs is missing."""
    require(actor, "directory.submit", organisation)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    rules.check_publishable(profile_values(organisation))
    submitted = _step(actor, organisation, "submit", reason="")
    notices.submitted(submitted)
    return submitted


@transaction.atomic
def withdraw(*, actor: Actor, organisation: Organisation) -> Organisation:
    """Take the profile back from review to work on it."""
    require(actor, "directory.withdraw", organisation)
    return _step(actor, Organisation.objects.select_for_update().get(pk=organisation.pk), "withdraw")


@transaction.atomic
def publish(*, actor: Actor, organisation: Organisation, today: date) -> Organisation:
    """Publish a reviewed profile; it counts as confirmed today. Its team is told."""
    require(actor, "directory.publish", organisation)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    rules.check_publishable(profile_values(organisation))
    published = _step(actor, organisation, "publish", reason="", confirmed_on=today)
    notices.published(published)
    return published


@transaction.atomic
def reject(*, actor: Actor, organisation: Organisation, reason: str) -> Organisation:
    """Return a profile to its team with the reason, which they are told."""
    require(actor, "directory.reject", organisation)
    rules.check_reason(reason)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    rejected = _step(actor, organisation, "reject", reason=reason.strip())
    notices.rejected(rejected)
    return rejected


@transaction.atomic
def reopen(*, actor: Actor, organisation: Organisation) -> Organisation:
    """Bring an archived profile back to review."""
    require(actor, "directory.reopen", organisation)
    return _step(actor, Organisation.objects.select_for_update().get(pk=organisation.pk), "reopen")


def _step(
    actor: Actor,
    organisation: Organisation,
    verb: str,
    *,
    reason: str | None = None,
    confirmed_on: date | None = None,
) -> Organisation:
    """Take one step of the states' table, and say so in the trail."""
    before = audit.state_of(organisation)
    organisation.state = rules.PROFILE.after(verb, organisation.state)
    if reason is not None:
        organisation.state_reason = reason
    if confirmed_on:
        organisation.confirmed_on = confirmed_on
    organisation.save(update_fields=["state", "state_reason", "confirmed_on"])
    audit.record(actor, f"directory.{verb}", organisation, before=before)
    return organisation
