"""Many records at once: what imports call. One statement per thousand rows, one chain segment of the audit trail."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from kontor.hub.accounts.choices import TeamKind
from kontor.hub.accounts.models import Team
from kontor.hub.evidence.actions import NewCitation, cite_in_bulk
from kontor.hub.evidence.models import Source
from kontor.hub.foundation import audit, search
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.partnerships import rules
from kontor.hub.partnerships.models import Participation, Partnership, TargetMarket
from kontor.hub.partnerships.queries.findable import PARTNERSHIPS, partnerships_with_words

AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as a file states it. `known` is the record to change, None creates one.

    `lists` are many-to-many fields by name, as ids; `sources` are (id of the source, place).
    """

    fields: Mapping[str, Any]
    known: Any = None
    lists: Mapping[str, Sequence[int]] = field(default_factory=dict)
    sources: Sequence[tuple[int, str]] = ()


@transaction.atomic
def save_partnerships(*, actor: Actor, entries: Sequence[Entry], today: date) -> list[Partnership]:
    """Create and change partnerships. A new one gets a team that nobody is in yet, and the state its dates tell."""
    require(actor, "partnerships.import")
    new = [entry for entry in entries if entry.known is None]
    teams = Team.objects.bulk_create(
        [Team(kind=TeamKind.PARTNERSHIP, name=entry.fields["acronym"]) for entry in new], batch_size=AT_ONCE
    )
    team_of = {id(entry): team for entry, team in zip(new, teams, strict=True)}
    entries = [entry if entry.known else begun(entry, team_of[id(entry)], today) for entry in entries]
    saved = save_many(actor=actor, model=Partnership, entries=entries)
    search.update(PARTNERSHIPS, partnerships_with_words(saved))
    return saved


def begun(entry: Entry, team: Team, today: date) -> Entry:
    start, end = entry.fields.get("start", ""), entry.fields.get("end", "")
    state = rules.state_by_dates(start, end, today)
    return Entry({"team": team, "state": state, **entry.fields}, None, entry.lists, entry.sources)


@transaction.atomic
def save_many[M: Model](*, actor: Actor, model: type[M], entries: Sequence[Entry]) -> list[M]:
    """Create and change records of one kind, cite their sources, and record every change. Refused for impossible periods."""
    require(actor, "partnerships.import")
    before = [audit.state_of(entry.known) if entry.known else {} for entry in entries]
    records = [filled(model, entry) for entry in entries]
    created = [one for one, entry in zip(records, entries, strict=True) if entry.known is None]
    changed = [(one, entry) for one, entry in zip(records, entries, strict=True) if entry.known is not None]
    model._default_manager.bulk_create(created, batch_size=AT_ONCE)
    names = {name for _one, entry in changed for name in entry.fields}
    if changed and names:
        model._default_manager.bulk_update(
            [one for one, _entry in changed], [*names, "version", "changed_at"], batch_size=AT_ONCE
        )
    for name in {name for entry in entries for name in entry.lists}:
        set_lists(model, name, zip(records, entries, strict=True))
    audit.record_many(
        actor,
        (
            audit.Entry("partnerships.import", one, was, audit.state_of(one))
            for one, was in zip(records, before, strict=True)
        ),
    )
    cite(actor, zip(records, entries, strict=True))
    return records


def filled[M: Model](model: type[M], entry: Entry) -> M:
    """The record with its new values. Bulk saving asks neither `save` nor the rules of single actions, so both are here."""
    record: Any = entry.known or model()
    for name, value in entry.fields.items():
        setattr(record, name, value)
    if entry.known:
        record.version += 1
        record.changed_at = timezone.now()
    if isinstance(record, Partnership | Participation | TargetMarket):
        rules.check_period(record.start, record.end)
    found: M = record
    return found


def set_lists(model: type[Model], name: str, pairs: Iterable[tuple[Any, Entry]]) -> None:
    """Replace a many-to-many field of these records. Three statements."""
    relation: Any = model._meta.get_field(name)
    through = relation.remote_field.through
    source, target = relation.m2m_field_name(), relation.m2m_reverse_field_name()
    several = list(pairs)
    owners = [one.pk for one, entry in several if name in entry.lists]
    wanted = {(one.pk, pk) for one, entry in several for pk in entry.lists.get(name, ())}
    if relation.remote_field.symmetrical:  # the other side says the same; what it says besides stays
        wanted |= {(pk, one) for one, pk in wanted}
    else:
        through._default_manager.filter(**{f"{source}__in": owners}).delete()
    there = set(through._default_manager.values_list(f"{source}_id", f"{target}_id"))
    rows = [through(**{f"{source}_id": one, f"{target}_id": pk}) for one, pk in sorted(wanted - there)]
    through._default_manager.bulk_create(rows, batch_size=AT_ONCE)


def cite(actor: Actor, pairs: Iterable[tuple[Any, Entry]]) -> None:
    stated = [(one, source, place) for one, entry in pairs for source, place in entry.sources]
    known = Source.objects.in_bulk({source for _one, source, _place in stated})
    cite_in_bulk(
        actor=actor, citations=[NewCitation(one, known[source], place) for one, source, place in stated]
    )
