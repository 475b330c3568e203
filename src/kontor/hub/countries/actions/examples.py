"""Examples of cooperation are entered and changed, many from a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from kontor.hub.countries import rules
from kontor.hub.countries.models import CountryExample, CountryProfile
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require


@dataclass(frozen=True, slots=True)
class ExampleEntry:
    """One example as it is to be. `known` is the record to change, None adds one."""

    fields: Mapping[str, Any]
    known: CountryExample | None = None


@transaction.atomic
def add_examples(*, actor: Actor, entries: Sequence[ExampleEntry]) -> list[CountryExample]:
    """Enter examples of cooperation with their source."""
    keys = [str(entry.fields["key"]) for entry in entries]
    for key in CountryExample.objects.filter(key__in=keys).values_list("key", flat=True):
        raise rules.ExampleKeyTaken(field="key", key=key)
    return _save(actor, entries, "countries.add_example")


@transaction.atomic
def change_examples(*, actor: Actor, entries: Sequence[ExampleEntry]) -> list[CountryExample]:
    """Change examples; each entry names its record in `known`."""
    return _save(actor, entries, "countries.edit_example")


def _save(actor: Actor, entries: Sequence[ExampleEntry], permission: str) -> list[CountryExample]:
    before = [audit.state_of(entry.known) if entry.known else {} for entry in entries]
    examples = [filled(entry) for entry in entries]
    for profile in CountryProfile.objects.filter(pk__in={one.profile_id for one in examples}):
        require(actor, permission, profile)
        rules.check_kept(withdrawn=profile.withdrawn_on is not None)
    for one in examples:
        rules.check_dates(one.start, one.end)
    CountryExample.objects.bulk_create([one for one in examples if one.pk is None])
    changed = [one for one, entry in zip(examples, entries, strict=True) if entry.known]
    names = {name for entry in entries if entry.known for name in entry.fields}
    if changed and names:
        CountryExample.objects.bulk_update(changed, [*sorted(names), "version", "changed_at"])
    states = zip(examples, before, strict=True)
    audit.record_many(actor, [audit.Entry(permission, one, was, audit.state_of(one)) for one, was in states])
    return examples


def filled(entry: ExampleEntry) -> CountryExample:
    one = entry.known or CountryExample()
    for name, value in entry.fields.items():
        setattr(one, name, value)
    if entry.known:
        one.version += 1
        one.changed_at = timezone.now()
    return one
