"""Profiles are begun, changed, withdrawn and restored: one from a page, many from a file, by the same rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from kontor.hub.countries import rules
from kontor.hub.countries.models import CountryProfile
from kontor.hub.countries.queries.findable import COUNTRIES, with_words
from kontor.hub.foundation import audit, search
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.models import Country
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile

AT_ONCE = 1000
# Stands in the list of countries for bodies and activities at European level.
GROUPINGS = frozenset({"EU"})


@dataclass(frozen=True, slots=True)
class ProfileEntry:
    """One profile as it is to be. `known` is the record to change, None begins one."""

    fields: Mapping[str, Any]
    known: CountryProfile | None = None


@transaction.atomic
def add_profiles(*, actor: Actor, entries: Sequence[ProfileEntry]) -> list[CountryProfile]:
    """Begin profiles, one for a country. The key is the country's code."""
    require(actor, "countries.add")
    codes = [str(entry.fields["country_id"]) for entry in entries]
    there = set(CountryProfile.objects.filter(country__in=codes).values_list("country_id", flat=True))
    names = Country.objects.in_bulk(codes)
    profiles = []
    for entry, code in zip(entries, codes, strict=True):
        if code in GROUPINGS:
            raise rules.GroupingNotACountry(field="country", country=names[code].name)
        if code in there:
            raise rules.ProfileThere(field="country", country=names[code].name)
        there.add(code)
        profile = CountryProfile(key=code.lower(), **entry.fields)
        _keep(actor, profile.team_id)
        profiles.append(profile)
    CountryProfile.objects.bulk_create(profiles, batch_size=AT_ONCE)
    audit.record_many(actor, [audit.Entry("countries.add", one, {}, audit.state_of(one)) for one in profiles])
    search.update(COUNTRIES, with_words(profiles))
    return profiles


@transaction.atomic
def change_profiles(*, actor: Actor, entries: Sequence[ProfileEntry]) -> list[CountryProfile]:
    """Change profiles; each entry names its record in `known`. The country stays."""
    return [_change(actor, entry) for entry in entries]


@transaction.atomic
def edit_profile(*, actor: Actor, version: int, entry: ProfileEntry) -> CountryProfile:
    """Change one profile. `version` is the one the form was filled from."""
    assert entry.known is not None, "edit_profile changes a known profile"
    if locked(entry.known).version != version:
        raise ChangedMeanwhile
    return _change(actor, entry)


@transaction.atomic
def withdraw_profile(
    *, actor: Actor, profile: CountryProfile, reason: str, today: date | None = None
) -> CountryProfile:
    """Take a profile out of lists and reports. Its row and trail stay, and it can be restored."""
    require(actor, "countries.withdraw", profile)
    rules.check_reason(reason)
    profile = locked(profile)
    rules.check_kept(withdrawn=profile.withdrawn_on is not None)
    before = audit.state_of(profile)
    profile.withdrawn_on, profile.withdrawn_reason = today or timezone.localdate(), reason.strip()
    profile.save()
    audit.record(actor, "countries.withdraw", profile, before=before)
    return profile


@transaction.atomic
def restore_profile(*, actor: Actor, profile: CountryProfile) -> CountryProfile:
    """Keep a withdrawn profile again, as it was."""
    require(actor, "countries.restore", profile)
    profile = locked(profile)
    rules.check_withdrawn(withdrawn=profile.withdrawn_on is not None)
    before = audit.state_of(profile)
    profile.withdrawn_on, profile.withdrawn_reason = None, ""
    profile.save()
    audit.record(actor, "countries.restore", profile, before=before)
    return profile


def _change(actor: Actor, entry: ProfileEntry) -> CountryProfile:
    assert entry.known is not None
    require(actor, "countries.edit", entry.known)
    profile = locked(entry.known)
    rules.check_kept(withdrawn=profile.withdrawn_on is not None)
    before, kept_by = audit.state_of(profile), profile.team_id
    for name, value in entry.fields.items():
        setattr(profile, name, value)
    if profile.team_id != kept_by:
        _keep(actor, profile.team_id)
    profile.save()
    audit.record(actor, "countries.edit", profile, before=before)
    search.update(COUNTRIES, with_words([profile]))
    return profile


def _keep(actor: Actor, team: int | None) -> None:
    """Nobody gives a profile to a team that is not hers. One without a team is left to platform editors."""
    if team is not None and not actor.edits(team):
        require(actor, "countries.keep_for_others")


def locked(profile: CountryProfile) -> CountryProfile:
    return CountryProfile.objects.select_for_update().get(pk=profile.pk)
