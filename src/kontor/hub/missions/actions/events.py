"""Events are entered, changed and removed: one from a page, many from a file, by the same rules."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from kontor.hub.evidence.actions import NewCitation, cite_in_bulk
from kontor.hub.evidence.models import Source
from kontor.hub.foundation import audit, search
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.keys import free_key, stem_of
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions import rules
from kontor.hub.missions.models import Event, EventOrganisation
from kontor.hub.missions.queries.findable import EVENTS, events_with_words
from kontor.hub.partnerships.models import Partnership

AT_ONCE = 1000
# Words that are addresses of the area itself.
RESERVED = frozenset({"add", "calendar", "calls", "delegations", "exchanges", "export", "register"})


@dataclass(frozen=True, slots=True)
class EventEntry:
    """One event as it is to be. `known` is the record to change, None adds one.

    `organisations`: role -> ids in order; a role that is not named stays as it is. `sources` are (id of the source, place).
    """

    fields: Mapping[str, Any]
    known: Event | None = None
    organisations: Mapping[str, Sequence[int]] = field(default_factory=dict)
    sources: Sequence[tuple[int, str]] = ()


@transaction.atomic
def add_events(*, actor: Actor, entries: Sequence[EventEntry]) -> list[Event]:
    """Enter events. A key that is not given is made of the name. Refused for impossible dates, meetings, directions."""
    taken = set(Event.objects.values_list("key", flat=True))
    of = [int(entry.fields.get("partnership_id") or 0) for entry in entries]
    stems = dict(Partnership.objects.filter(pk__in=set(of)).values_list("pk", "key"))
    keyed = [with_key(entry, stems.get(pk, ""), taken) for entry, pk in zip(entries, of, strict=True)]
    return save(actor, keyed, "missions.add")


@transaction.atomic
def change_events(*, actor: Actor, entries: Sequence[EventEntry]) -> list[Event]:
    """Change events; each entry names its record in `known`."""
    return save(actor, entries, "missions.edit")


@transaction.atomic
def edit_event(*, actor: Actor, version: int, entry: EventEntry) -> Event:
    """Change one event. `version` is the one the form was filled from."""
    assert entry.known is not None, "edit_event changes a known event"
    rows = Event.objects.select_for_update(of=("self",)).select_related("partnership")
    known = rows.get(pk=entry.known.pk)
    if known.version != version:
        raise ChangedMeanwhile
    return save(actor, [replace(entry, known=known)], "missions.edit")[0]


@transaction.atomic
def remove_events(*, actor: Actor, events: Iterable[Event]) -> None:
    """Take back what was entered by mistake. Second entries of a removed event become events of their own."""
    gone = list(events)
    for event in gone:
        require(actor, "missions.remove", event)
    entries = [audit.Entry("missions.remove", event, audit.state_of(event), {}) for event in gone]
    try:
        Event.objects.filter(pk__in=[event.pk for event in gone]).delete()
    except ProtectedError as error:
        kinds = sorted({str(one._meta.verbose_name) for one in error.protected_objects})
        raise rules.EventInUse(what=", ".join(kinds)) from error
    audit.record_many(actor, entries)


def with_key(entry: EventEntry, partnership: str, taken: set[str]) -> EventEntry:
    """The entry with a key that nobody has yet, made of the partnership's and the name where none is given."""
    key = entry.fields.get("key", "")
    if key in taken or key in RESERVED:
        raise rules.KeyTaken(field="key", key=key)
    if not key:
        key = free_key(stem_of(f"{partnership} {entry.fields['name']}", 100, "event"), taken)
    taken.add(key)
    return replace(entry, fields={**entry.fields, "key": key})


def save(actor: Actor, entries: Sequence[EventEntry], permission: str) -> list[Event]:
    """Check, save, name organisations, cite, record, make findable. Statements do not grow with the entries."""
    before = [audit.state_of(entry.known) if entry.known else {} for entry in entries]
    partnerships = Partnership.objects.in_bulk(
        {pk for entry in entries if (pk := entry.fields.get("partnership_id"))}
    )
    events = [filled(entry, partnerships) for entry in entries]
    for event, entry in zip(events, entries, strict=True):
        allow(actor=actor, permission=permission, event=event, entry=entry)
        rules.check_event(facts_of(event))
        check_organisations(entry.organisations)
    Event.objects.bulk_create([one for one in events if one.pk is None], batch_size=AT_ONCE)
    changed = [one for one, entry in zip(events, entries, strict=True) if entry.known]
    names = {name for entry in entries if entry.known for name in entry.fields}
    if changed and names:
        Event.objects.bulk_update(changed, [*sorted(names), "version", "changed_at"], batch_size=AT_ONCE)
    name_organisations(actor, list(zip(events, entries, strict=True)))
    audit.record_many(
        actor,
        [
            audit.Entry(permission, one, was, audit.state_of(one))
            for one, was in zip(events, before, strict=True)
        ],
    )
    cite(actor, zip(events, entries, strict=True))
    search.update(EVENTS, events_with_words(events))
    return events


def allow(*, actor: Actor, permission: str, event: Event, entry: EventEntry) -> None:
    """Asked of the event as it was and as it is to be: nobody gives an event to a partnership that is not hers."""
    if entry.known:
        require(actor, permission, Event.objects.select_related("partnership").get(pk=entry.known.pk))
    if not entry.known or {"partnership_id", "partnership", "team_id"} & entry.fields.keys():
        require(actor, "missions.add", event)


def filled(entry: EventEntry, partnerships: Mapping[int, Partnership]) -> Event:
    """The record with its new values. Bulk saving asks neither `save` nor `clean`, so both are here."""
    event = entry.known or Event()
    for name, value in entry.fields.items():
        setattr(event, name, value)
    if "partnership_id" in entry.fields:
        event.partnership = partnerships.get(entry.fields["partnership_id"])
    if entry.known:
        event.version += 1
        event.changed_at = timezone.now()
    return event


def facts_of(event: Event) -> rules.Facts:
    return rules.Facts(
        event_class=event.event_class,
        start=event.start,
        end=event.end,
        mission=event.mission,
        number=event.number,
        meetings=event.meetings,
        register=event.register,
        row=event.row,
        joint=event.joint,
        has_partnership=event.partnership_id is not None,
    )


def check_organisations(organisations: Mapping[str, Sequence[int]]) -> None:
    for role, ids in organisations.items():
        if len(set(ids)) != len(ids):
            raise rules.NamedTwice(field=role)


def name_organisations(actor: Actor, pairs: Sequence[tuple[Event, EventEntry]]) -> None:
    """Who is named with each event, role by role; what stays keeps its side and note. Whom the actor does not see stays.

    Four statements at most.
    """
    named = [(event, entry) for event, entry in pairs if entry.organisations]
    there: dict[tuple[int, str], list[EventOrganisation]] = defaultdict(list)
    for row in visible(EventOrganisation, actor).filter(event__in=[event.pk for event, _entry in named]):
        there[row.event_id, row.role].append(row)
    gone: list[int] = []
    moved: list[EventOrganisation] = []
    new: list[EventOrganisation] = []
    for event, entry in named:
        for role, ids in entry.organisations.items():
            known = {row.organisation_id: row for row in there[event.pk, role]}
            gone += [row.pk for pk, row in known.items() if pk not in ids]
            for position, pk in enumerate(ids):
                if pk not in known:
                    new.append(
                        EventOrganisation(event=event, organisation_id=pk, role=role, position=position)
                    )
                elif known[pk].position != position:
                    known[pk].position = position
                    moved.append(known[pk])
    EventOrganisation.objects.filter(pk__in=gone).delete()
    EventOrganisation.objects.bulk_update(moved, ["position"], batch_size=AT_ONCE)
    EventOrganisation.objects.bulk_create(new, batch_size=AT_ONCE)


def cite(actor: Actor, pairs: Iterable[tuple[Event, EventEntry]]) -> None:
    stated = [(event, source, place) for event, entry in pairs for source, place in entry.sources]
    known = Source.objects.in_bulk({source for _event, source, _place in stated})
    citations = [NewCitation(event, known[source], place) for event, source, place in stated]
    cite_in_bulk(actor=actor, citations=citations)
