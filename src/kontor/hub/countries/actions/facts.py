"""Facts are entered, changed and withdrawn: one from a page, many from a file, by the same rules."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from kontor.hub.countries import rules
from kontor.hub.countries.models import CountryFact, CountryProfile
from kontor.hub.countries.queries.findable import COUNTRIES, with_words
from kontor.hub.foundation import audit, search
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.keys import free_key, stem_of
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile

AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class FactEntry:
    """One fact as it is to be. `known` is the record to change, None adds one."""

    fields: Mapping[str, Any]
    known: CountryFact | None = None


@transaction.atomic
def add_facts(*, actor: Actor, entries: Sequence[FactEntry]) -> list[CountryFact]:
    """Enter facts. A key that is not given is made of the country and the statement."""
    taken = set(CountryFact.objects.values_list("key", flat=True))
    keyed = [with_key(entry, profile, taken) for entry, profile in with_profiles(entries)]
    return _save(actor, keyed, "countries.add_fact")


@transaction.atomic
def change_facts(*, actor: Actor, entries: Sequence[FactEntry]) -> list[CountryFact]:
    """Change facts; each entry names its record in `known`."""
    return _save(actor, entries, "countries.edit_fact")


@transaction.atomic
def edit_fact(*, actor: Actor, version: int, entry: FactEntry) -> CountryFact:
    """Change one fact. `version` is the one the form was filled from."""
    assert entry.known is not None, "edit_fact changes a known fact"
    known = CountryFact.objects.select_for_update().get(pk=entry.known.pk)
    if known.version != version:
        raise ChangedMeanwhile
    return _save(actor, [replace(entry, known=known)], "countries.edit_fact")[0]


@transaction.atomic
def withdraw_fact(*, actor: Actor, fact: CountryFact, reason: str, today: date | None = None) -> CountryFact:
    """Take a fact out of the profile and of reports. Its row and trail stay."""
    require(actor, "countries.withdraw_fact", fact)
    rules.check_reason(reason)
    fact = CountryFact.objects.select_for_update().get(pk=fact.pk)
    rules.check_kept(withdrawn=fact.withdrawn_on is not None)
    before = audit.state_of(fact)
    fact.withdrawn_on, fact.withdrawn_reason = today or timezone.localdate(), reason.strip()
    fact.save()
    audit.record(actor, "countries.withdraw_fact", fact, before=before)
    search.update(COUNTRIES, with_words([fact.profile]))
    return fact


def with_profiles(entries: Sequence[FactEntry]) -> Iterable[tuple[FactEntry, CountryProfile]]:
    profiles = CountryProfile.objects.in_bulk({entry.fields["profile_id"] for entry in entries})
    return ((entry, profiles[entry.fields["profile_id"]]) for entry in entries)


def with_key(entry: FactEntry, profile: CountryProfile, taken: set[str]) -> FactEntry:
    """The entry with a key that nobody has yet, made of the country's and the statement where none is given."""
    key = entry.fields.get("key", "")
    if key in taken:
        raise rules.FactKeyTaken(field="key", key=key)
    if not key:
        key = free_key(stem_of(f"{profile.key} {entry.fields['statement']}", 100, "fact"), taken)
    taken.add(key)
    return replace(entry, fields={**entry.fields, "key": key})


def _save(actor: Actor, entries: Sequence[FactEntry], permission: str) -> list[CountryFact]:
    """Check, save, record, make findable. Statements do not grow with the entries, but for one question by profile."""
    before = [audit.state_of(entry.known) if entry.known else {} for entry in entries]
    facts = [filled(entry) for entry in entries]
    profiles = CountryProfile.objects.in_bulk({fact.profile_id for fact in facts})
    for profile in profiles.values():
        require(actor, permission, profile)
        rules.check_kept(withdrawn=profile.withdrawn_on is not None)
    for fact in facts:
        rules.check_kept(withdrawn=fact.withdrawn_on is not None)
        rules.check_fact(stated(fact))
    CountryFact.objects.bulk_create([one for one in facts if one.pk is None], batch_size=AT_ONCE)
    changed = [one for one, entry in zip(facts, entries, strict=True) if entry.known]
    names = {name for entry in entries if entry.known for name in entry.fields}
    if changed and names:
        CountryFact.objects.bulk_update(
            changed, [*sorted(names), "version", "changed_at"], batch_size=AT_ONCE
        )
    states = zip(facts, before, strict=True)
    audit.record_many(actor, [audit.Entry(permission, one, was, audit.state_of(one)) for one, was in states])
    search.update(COUNTRIES, with_words(list(profiles.values())))
    return facts


def filled(entry: FactEntry) -> CountryFact:
    """The record with its new values. Bulk saving asks neither `save` nor `clean`, so both are here."""
    fact = entry.known or CountryFact()
    for name, value in entry.fields.items():
        setattr(fact, name, value)
    if entry.known:
        fact.version += 1
        fact.changed_at = timezone.now()
    return fact


def stated(fact: CountryFact) -> rules.Stated:
    return rules.Stated(
        value=fact.value,
        unit=fact.unit,
        language=fact.language,
        translation=fact.translation,
        translation_language=fact.translation_language,
        indicator=fact.indicator,
    )
