"""Adding and changing sources, one by one and in bulk."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from kontor.hub.evidence import rules
from kontor.hub.evidence.models import Source
from kontor.hub.foundation import audit, search
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile

FIELDS = ("title", "publisher", "published_on", "url", "note")


@transaction.atomic
def add_source(
    *,
    actor: Actor,
    key: str,
    title: str,
    publisher: str = "",
    published_on: str = "",
    url: str = "",
    note: str = "",
) -> Source:
    """Make a source known. Its key must be new."""
    require(actor, "evidence.add_source")
    if Source.objects.filter(key=key).exists():
        raise rules.KeyTaken(key=key, field="key")
    source = Source.objects.create(
        key=key, title=title, publisher=publisher, published_on=published_on, url=url, note=note
    )
    search.update("source", [source])
    audit.record(actor, "evidence.add_source", source)
    return source


@transaction.atomic
def edit_source(
    *,
    actor: Actor,
    source: Source,
    title: str,
    publisher: str,
    published_on: str,
    url: str,
    note: str,
    version: int,
) -> Source:
    """Change what is said of a source; its key stays, because data files name it."""
    require(actor, "evidence.edit_source", source)
    locked = Source.objects.select_for_update().get(pk=source.pk)
    if locked.version != version:
        raise ChangedMeanwhile
    before = audit.state_of(locked)
    locked.title, locked.publisher, locked.published_on = title, publisher, published_on
    locked.url, locked.note = url, note
    locked.save()
    search.update("source", [locked])
    audit.record(actor, "evidence.edit_source", locked, before=before)
    return locked


@dataclass(frozen=True, slots=True)
class SavedInBulk:
    """The sources of an import, by what became of each."""

    added: tuple[Source, ...]
    changed: tuple[Source, ...]
    unchanged: tuple[Source, ...]


@transaction.atomic
def save_sources_in_bulk(*, actor: Actor, rows: Iterable[Mapping[str, str]]) -> SavedInBulk:
    """Add or change sources by their key. Each row has 'key' and 'title', and may have publisher, published_on, url, note;
    what a row does not mention stays. Statements do not grow with the rows.
    """
    require(actor, "evidence.save_sources_in_bulk")
    wanted = {row["key"]: row for row in rows}
    known = {source.key: source for source in Source.objects.select_for_update().filter(key__in=wanted)}
    before = {key: audit.state_of(source) for key, source in known.items()}
    added = [Source(**{"key": key, **stated(row)}) for key, row in wanted.items() if key not in known]
    changed = [source for key, source in known.items() if take(source, stated(wanted[key]))]
    Source.objects.bulk_create(added)
    Source.objects.bulk_update(changed, [*FIELDS, "version", "changed_at"])
    search.update("source", [*added, *changed])
    entries = [
        audit.Entry(
            "evidence.save_sources_in_bulk", source, before.get(source.key, {}), audit.state_of(source)
        )
        for source in [*added, *changed]
    ]
    if entries:
        audit.record_many(actor, entries)
    same = tuple(source for source in known.values() if source not in changed)
    return SavedInBulk(tuple(added), tuple(changed), same)


def stated(row: Mapping[str, str]) -> dict[str, str]:
    return {field: row[field] for field in FIELDS if field in row}


def take(source: Source, values: Mapping[str, str]) -> bool:
    """Set the fields that differ; whether any did."""
    differing = {field: value for field, value in values.items() if getattr(source, field) != value}
    for field, value in differing.items():
        setattr(source, field, value)
    if differing:
        source.version += 1
        source.changed_at = timezone.now()
    return bool(differing)
