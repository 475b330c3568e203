"""Sessions are set up and changed: when, where, who may ask whom, and at what stage they stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.keys import free_key_of, stem_of
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile
from kontor.hub.matchmaking.models import Meeting, ParticipantType, Place, Session, Slot
from kontor.hub.matchmaking.rules.people import (
    KeyTaken,
    NoMeetingsAtThisEvent,
    RoomInUse,
    SessionHasParticipants,
    TypeTaken,
    check_numbers,
    rooms_of,
)
from kontor.hub.matchmaking.rules.times import Begin, begins_of
from kontor.hub.missions.models import Event

# Words that are addresses of the area itself.
RESERVED = frozenset({"add", "me"})


@dataclass(frozen=True, slots=True)
class SessionEntry:
    """A session as it is to be. `times` and `places` as people write them, a line each; None leaves what is there."""

    fields: Mapping[str, Any]
    times: str | None = None
    places: str | None = None


@dataclass(frozen=True, slots=True)
class TypeEntry:
    """A type of participants as it is to be; `may_ask` are keys of types of the same session."""

    fields: Mapping[str, Any]
    may_ask: Sequence[str] = field(default_factory=tuple)


@transaction.atomic
def add_session(*, actor: Actor, event: Event, entry: SessionEntry) -> Session:
    """Set up single meetings for an event, with two sides that may ask each other; types can be changed afterwards."""
    require(actor, "missions.edit", event)
    if event.number != 1 or event.same_as_id is not None:
        raise NoMeetingsAtThisEvent(field="event")
    session = Session(event=event, **entry.fields)
    session.key = new_key(session.key, f"{event.key} {session.name}")
    session.save()
    set_times(session, entry.times or "")
    set_places(session, entry.places or "")
    two_sides(session)
    audit.record(actor, "matchmaking.add_session", session)
    return session


def new_key(wished: str, words: str) -> str:
    """The wished key, or one made of the words that no session has yet."""
    if wished:
        if wished in RESERVED or Session.objects.filter(key=wished).exists():
            raise KeyTaken(field="key", key=wished)
        return wished
    return free_key_of(Session, stem_of(words, 100, "session"), RESERVED)


def two_sides(session: Session) -> None:
    visiting = ParticipantType.objects.create(session=session, key="visiting", name=gettext("Visiting side"))
    receiving = ParticipantType.objects.create(
        session=session, key="receiving", name=gettext("Receiving side")
    )
    visiting.may_ask.add(receiving)
    receiving.may_ask.add(visiting)


@transaction.atomic
def edit_session(*, actor: Actor, session: Session, version: int, entry: SessionEntry) -> Session:
    """Change a session. Times in which meetings are published are kept as removed, so that planning again names them."""
    require(actor, "matchmaking.organise", session)
    session = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if session.version != version:
        raise ChangedMeanwhile
    before = audit.state_of(session)
    for name, value in entry.fields.items():
        setattr(session, name, value)
    session.save()
    if entry.times is not None:
        set_times(session, entry.times)
    if entry.places is not None:
        set_places(session, entry.places)
    audit.record(actor, "matchmaking.edit_session", session, before=before)
    return session


@transaction.atomic
def remove_session(*, actor: Actor, session: Session) -> None:
    """Take back a session that was set up by mistake: as long as nobody takes part."""
    require(actor, "matchmaking.organise", session)
    if session.participants.exists():
        raise SessionHasParticipants
    before, pk = audit.state_of(session), session.pk
    session.delete()
    session.pk = pk
    audit.record(actor, "matchmaking.remove_session", session, before=before, after={})


def set_times(session: Session, text: str) -> None:
    """The times of the programme; those that stay keep their identity, and with it who is away in them."""
    begins = begins_of(text, session.zone, session.minutes, session.pause)
    there = {slot.start: slot for slot in session.slots.all()}
    wanted = {one.start: one for one in begins}
    gone = [slot.pk for start, slot in there.items() if start not in wanted]
    in_use = set(Meeting.objects.filter(slot__in=gone).values_list("slot", flat=True))
    Slot.objects.filter(pk__in=in_use).update(removed=True)
    Slot.objects.filter(pk__in=set(gone) - in_use).delete()
    kept = [changed(there[start], one) for start, one in wanted.items() if start in there]
    Slot.objects.bulk_update(kept, ["block", "removed"])
    new = [
        Slot(session=session, block=one.block, start=one.start) for one in begins if one.start not in there
    ]
    Slot.objects.bulk_create(new)


def changed(slot: Slot, begin: Begin) -> Slot:
    slot.block, slot.removed = begin.block, False
    return slot


def set_places(session: Session, text: str) -> None:
    """The rooms with their tables; a room with meetings in a schedule stays, if only with no table."""
    there = {place.name: place for place in session.places.all()}
    wanted = rooms_of(text)
    names = {name for name, _tables in wanted}
    for name, place in there.items():
        if name not in names and place.meetings.exists():
            raise RoomInUse(field="places", name=name)
    Place.objects.filter(pk__in=[place.pk for name, place in there.items() if name not in names]).delete()
    for position, (name, tables) in enumerate(wanted):
        Place.objects.update_or_create(
            session=session, name=name, defaults={"tables": tables, "position": position}
        )


@transaction.atomic
def set_stage(*, actor: Actor, session: Session, stage: str) -> Session:
    """Open the session for wishes, close them to plan, or end it. Publishing a schedule sets its own stage."""
    require(actor, "matchmaking.organise", session)
    before = audit.state_of(session)
    session.stage = stage
    session.save(update_fields=["stage"])
    audit.record(actor, "matchmaking.set_stage", session, before=before)
    return session


@transaction.atomic
def save_type(
    *, actor: Actor, session: Session, entry: TypeEntry, known: ParticipantType | None = None
) -> ParticipantType:
    """Add a type of participants, or change one: whom it may ask, and how many meetings it gets."""
    require(actor, "matchmaking.organise", session)
    before = audit.state_of(known) if known else {}
    kind = known or ParticipantType(session=session)
    for name, value in entry.fields.items():
        setattr(kind, name, value)
    kind.key = kind.key or stem_of(kind.name, 40, "type")
    if session.types.filter(key=kind.key).exclude(pk=kind.pk).exists():
        raise TypeTaken(field="name", key=kind.key)
    check_numbers(kind.minimum, kind.maximum)
    kind.save()
    kind.may_ask.set(session.types.filter(key__in=entry.may_ask))
    audit.record(actor, "matchmaking.save_type", kind, before=before)
    return kind
