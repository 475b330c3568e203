"""Organisations of a country are named in its profile: whom to speak with, and who stands for Europe there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from kontor.hub.countries import rules
from kontor.hub.countries.models import CountryBody, CountryProfile
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile


@dataclass(frozen=True, slots=True)
class BodyEntry:
    """One organisation as it is to be named. `known` is the record to change, None names it."""

    fields: Mapping[str, Any]
    known: CountryBody | None = None


@transaction.atomic
def name_bodies(*, actor: Actor, entries: Sequence[BodyEntry]) -> list[CountryBody]:
    """Name organisations in profiles."""
    return _save(actor, entries, "countries.add_body")


@transaction.atomic
def change_bodies(*, actor: Actor, entries: Sequence[BodyEntry]) -> list[CountryBody]:
    """Change how organisations are named; each entry names its record in `known`."""
    return _save(actor, entries, "countries.edit_body")


@transaction.atomic
def edit_body(*, actor: Actor, version: int, entry: BodyEntry) -> CountryBody:
    """Change how one organisation is named. `version` is the one the form was filled from."""
    assert entry.known is not None, "edit_body changes a known entry"
    known = CountryBody.objects.select_for_update().get(pk=entry.known.pk)
    if known.version != version:
        raise ChangedMeanwhile
    return _save(actor, [replace(entry, known=known)], "countries.edit_body")[0]


@transaction.atomic
def remove_body(*, actor: Actor, body: CountryBody) -> None:
    """Take an organisation out of the profile. One that is no longer to speak with gets an end instead."""
    require(actor, "countries.remove_body", body)
    rules.check_kept(withdrawn=body.profile.withdrawn_on is not None)
    audit.record(actor, "countries.remove_body", body, before=audit.state_of(body), after={})
    body.delete()


def _save(actor: Actor, entries: Sequence[BodyEntry], permission: str) -> list[CountryBody]:
    before = [audit.state_of(entry.known) if entry.known else {} for entry in entries]
    bodies = [filled(entry) for entry in entries]
    profiles = CountryProfile.objects.in_bulk({body.profile_id for body in bodies})
    for profile in profiles.values():
        require(actor, permission, profile)
        rules.check_kept(withdrawn=profile.withdrawn_on is not None)
    rows = CountryBody.objects.filter(profile__in=profiles).exclude(
        pk__in=[one.pk for one in bodies if one.pk]
    )
    taken = set(rows.values_list("profile", "organisation", "role"))
    for body in bodies:
        rules.check_dates(body.start, body.end)
        rules.check_person(body.organisation_id, body.person.organisation_id if body.person else None)
        place = (body.profile_id, body.organisation_id, str(body.role))
        if place in taken:
            raise rules.NamedAlready(field="organisation")
        taken.add(place)
    CountryBody.objects.bulk_create([one for one in bodies if one.pk is None])
    changed = [one for one, entry in zip(bodies, entries, strict=True) if entry.known]
    names = {name for entry in entries if entry.known for name in entry.fields}
    if changed and names:
        CountryBody.objects.bulk_update(changed, [*sorted(names), "version", "changed_at"])
    states = zip(bodies, before, strict=True)
    audit.record_many(actor, [audit.Entry(permission, one, was, audit.state_of(one)) for one, was in states])
    return bodies


def filled(entry: BodyEntry) -> CountryBody:
    body = entry.known or CountryBody()
    for name, value in entry.fields.items():
        setattr(body, name, value)
    if entry.known:
        body.version += 1
        body.changed_at = timezone.now()
    return body
