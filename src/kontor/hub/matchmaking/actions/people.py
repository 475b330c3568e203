"""Participants are entered and changed: one from a page, many from a file, by the same rules."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.keys import free_key, stem_of
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile
from kontor.hub.matchmaking.actions.once import first_time
from kontor.hub.matchmaking.choices import Stage
from kontor.hub.matchmaking.models import Meeting, Participant, Session
from kontor.hub.matchmaking.rules.people import (
    GoesBeforeComing,
    KeyTaken,
    ParticipantHasMeetings,
    SessionIsOver,
    check_numbers,
)
from kontor.hub.surveys import kit

AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class ParticipantEntry:
    """A participant as she is to be. `known` is the record to change, None adds one. `away` are ids of times of her session
    in which she meets nobody; None leaves them.
    """

    fields: Mapping[str, Any]
    known: Participant | None = None
    away: Sequence[int] | None = None


@transaction.atomic
def add_participants(*, actor: Actor, entries: Sequence[ParticipantEntry]) -> list[Participant]:
    """Enter participants, each with a link of her own. A key that is not given is made of the session's and the name."""
    sessions = Session.objects.in_bulk({entry.fields["session_id"] for entry in entries})
    wished = [key_of(entry, sessions) for entry in entries]
    taken = set(Participant.objects.filter(session__in=sessions).values_list("key", flat=True)) | set(
        Participant.objects.filter(key__in=wished).values_list("key", flat=True)
    )
    keyed = [with_key(entry, stem, taken) for entry, stem in zip(entries, wished, strict=True)]
    return store(actor, keyed, "matchmaking.add_participant")


def key_of(entry: ParticipantEntry, sessions: Mapping[int, Session]) -> str:
    session = sessions[entry.fields["session_id"]].key
    return str(entry.fields.get("key") or stem_of(f"{session} {entry.fields['name']}", 140, "participant"))


def with_key(entry: ParticipantEntry, stem: str, taken: set[str]) -> ParticipantEntry:
    if stem in taken and entry.fields.get("key"):
        raise KeyTaken(field="key", key=stem)
    key = free_key(stem, taken)
    taken.add(key)
    return replace(entry, fields={**entry.fields, "key": key})


@transaction.atomic
def change_participants(*, actor: Actor, entries: Sequence[ParticipantEntry]) -> list[Participant]:
    """Change participants; each entry names its record in `known`."""
    return store(actor, entries, "matchmaking.edit_participant")


@transaction.atomic
def edit_participant(
    *, actor: Actor, version: int, entry: ParticipantEntry, away: Sequence[int] | None = None
) -> Participant:
    """Change one participant. `version` is the one the form was filled from; `away` are ids of times she is away in."""
    assert entry.known is not None, "edit_participant changes a known participant"
    known = Participant.objects.select_for_update(of=("self",)).get(pk=entry.known.pk)
    if known.version != version:
        raise ChangedMeanwhile
    (changed,) = store(actor, [replace(entry, known=known, away=away)], "matchmaking.edit_participant")
    return changed


@transaction.atomic
def set_away(*, actor: Actor, participant: Participant, slots: Collection[int]) -> Participant:
    """Say in which times of the programme she cannot meet anybody; the same again changes nothing.

    What is published stays until it is planned again: then it moves, and everybody concerned is told.
    """
    require(actor, "matchmaking.organise", participant.session)
    Participant.objects.select_for_update(of=("self",)).get(pk=participant.pk)
    before = sorted(participant.away.values_list("pk", flat=True))
    after = sorted(participant.session.slots.filter(pk__in=slots).values_list("pk", flat=True))
    if before == after:
        return participant
    if participant.session.stage == Stage.OVER:
        raise SessionIsOver
    participant.away.set(after)
    audit.record(actor, "matchmaking.set_away", participant, before={"away": before}, after={"away": after})
    return participant


@transaction.atomic
def remove_participant(*, actor: Actor, participant: Participant) -> None:
    """Take back who was entered by mistake, with her wishes. Who has meetings withdraws instead (`set_arrival`)."""
    require(actor, "matchmaking.organise", participant.session)
    held = Meeting.objects.filter(wish__asker=participant) | Meeting.objects.filter(wish__asked=participant)
    if held.exists():
        raise ParticipantHasMeetings(name=participant.name)
    before = audit.state_of(participant)
    pk = participant.pk
    participant.delete()
    participant.pk = pk
    audit.record(actor, "matchmaking.remove_participant", participant, before=before, after={})


@transaction.atomic
def set_arrival(
    *, actor: Actor, participant: Participant, arrival: str, entry_key: UUID | None = None
) -> Participant:
    """She is there, did not come, or takes no part. Said twice is said once, and an entry that came before changes nothing."""
    require(actor, "matchmaking.organise", participant.session)
    if not first_time(participant, entry_key) or participant.arrival == arrival:
        return participant
    before = audit.state_of(participant)
    participant.arrival = arrival
    participant.save(update_fields=["arrival"])
    audit.record(actor, "matchmaking.set_arrival", participant, before=before)
    return participant


def erase_people(rows: QuerySet[Participant]) -> None:
    """Take the person out of her seats, for the officer's `accounts` action, which keeps the trail. Her link leads nowhere then."""
    for one in rows:
        one.outcomes.update(said="", owner="")
        one.asks.update(reason="")
        one.follow_ups.update(answer="")
        nonce = kit.new_nonce()
        rows.model.objects.filter(pk=one.pk).update(
            name=gettext("Erased participant"), function="", email="", languages="", offers="", needs="",
            nonce=nonce, link_digest=kit.digest(kit.link_token(nonce)),
        )  # fmt: skip


def organised_by(*, actor: Actor, pks: Collection[int]) -> Mapping[int, Session]:
    """The sessions, each of which the actor plans."""
    sessions = Session.objects.in_bulk(pks)
    for session in sessions.values():
        require(actor, "matchmaking.organise", session)
    return sessions


def store(actor: Actor, entries: Sequence[ParticipantEntry], action: str) -> list[Participant]:
    """Check, save, record. Statements do not grow with the entries, only with their sessions."""
    before = [audit.state_of(entry.known) if entry.known else {} for entry in entries]
    people = [filled(entry) for entry in entries]
    sessions = organised_by(actor=actor, pks={one.session_id for one in people})
    for one in people:
        one.session = sessions[one.session_id]
        check_numbers(one.minimum, one.maximum)
        if one.there_from and one.there_until and one.there_until <= one.there_from:
            raise GoesBeforeComing(field="there_until")
    Participant.objects.bulk_create([one for one in people if one.pk is None], batch_size=AT_ONCE)
    changed = [one for one, entry in zip(people, entries, strict=True) if entry.known]
    names = {name for entry in entries if entry.known for name in entry.fields}
    if changed and names:
        Participant.objects.bulk_update(
            changed, [*sorted(names), "version", "changed_at"], batch_size=AT_ONCE
        )
    pairs = zip(people, before, strict=True)
    audit.record_many(actor, [audit.Entry(action, one, was, audit.state_of(one)) for one, was in pairs])
    for one, entry in zip(people, entries, strict=True):
        if entry.away is not None:
            set_away(actor=actor, participant=one, slots=entry.away)
    return people


def filled(entry: ParticipantEntry) -> Participant:
    """The record with its new values. Bulk saving asks neither `save` nor `clean`, so both are here."""
    one = entry.known or Participant(nonce=kit.new_nonce())
    for name, value in entry.fields.items():
        setattr(one, name, value)
    if entry.known:
        one.version += 1
        one.changed_at = timezone.now()
    else:
        one.link_digest = kit.digest(one.token)
    return one
