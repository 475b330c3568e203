"""Wishes are stated, answered and withdrawn: by the organiser, from a file, or by a participant over her own link."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.matchmaking.choices import Arrival, Stage, WishState
from kontor.hub.matchmaking.models import Participant, ParticipantType, Session, Wish
from kontor.hub.matchmaking.rules.people import (
    AskedAlready,
    NotAskedOfHer,
    NotOpen,
    SaidNo,
    Side,
    TooManyWishes,
    check_wish,
)

AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class WishEntry:
    """A wish as it is to be. `known` is the record to change, None states one."""

    fields: Mapping[str, Any]
    known: Wish | None = None


@transaction.atomic
def save_wishes(*, actor: Actor, entries: Sequence[WishEntry]) -> list[Wish]:
    """State wishes, or change them. Refused where no answer could make a meeting. Statements do not grow with the entries."""
    before = [audit.state_of(entry.known) if entry.known else {} for entry in entries]
    wishes = [filled(entry) for entry in entries]
    people = Participant.objects.select_related("kind", "session").in_bulk(
        {pk for one in wishes for pk in (one.asker_id, one.asked_id)}
    )
    may_ask = allowed_pairs({one.session_id for one in people.values()})
    for session in {one.session for one in people.values()}:
        require(actor, "matchmaking.organise", session)
    for wish in wishes:
        wish.asker, wish.asked = people[wish.asker_id], people[wish.asked_id]
        wish.session = wish.asker.session
        check_wish(side(wish.asker), side(wish.asked), may_ask)
    check_new(wishes)
    Wish.objects.bulk_create([one for one in wishes if one.pk is None], batch_size=AT_ONCE)
    changed = [one for one, entry in zip(wishes, entries, strict=True) if entry.known]
    Wish.objects.bulk_update(
        changed, ["weight", "reason", "state", "version", "changed_at"], batch_size=AT_ONCE
    )
    pairs = zip(wishes, before, strict=True)
    audit.record_many(
        actor, [audit.Entry("matchmaking.save_wish", one, was, audit.state_of(one)) for one, was in pairs]
    )
    return wishes


def filled(entry: WishEntry) -> Wish:
    wish = entry.known or Wish()
    for name, value in entry.fields.items():
        setattr(wish, name, value)
    if entry.known:
        wish.version += 1
        wish.changed_at = timezone.now()
    return wish


def side(one: Participant) -> Side:
    return Side(
        pk=one.pk,
        session=one.session_id,
        name=one.name,
        type_name=one.kind.name,
        type_pk=one.kind_id,
        organisation=one.organisation_id,
        takes_part=one.arrival not in (Arrival.NO_SHOW, Arrival.WITHDRAWN),
    )


def allowed_pairs(sessions: set[int]) -> frozenset[tuple[int, int]]:
    """(type that asks, type that is asked) of these sessions. One statement."""
    through = ParticipantType.may_ask.through.objects.filter(from_participanttype__session__in=sessions)
    return frozenset(through.values_list("from_participanttype", "to_participanttype"))


def check_new(wishes: Sequence[Wish]) -> None:
    """No pair twice, in either direction, and nobody who said no is asked again. One statement."""
    new = [one for one in wishes if one.pk is None]
    people = {pk for one in new for pk in (one.asker_id, one.asked_id)}
    known = Wish.objects.filter(Q(asker__in=people) & Q(asked__in=people)) if new else Wish.objects.none()
    states = {(asker, asked): state for asker, asked, state in known.values_list("asker", "asked", "state")}
    taken = set(states)
    for wish in new:
        pair = (wish.asker_id, wish.asked_id)
        if pair in taken:
            raise AskedAlready(field="asked", name=wish.asked.name)
        if states.get((pair[1], pair[0])) == WishState.DECLINED:
            raise SaidNo(field="asked", name=wish.asked.name)
        taken.add(pair)


@transaction.atomic
def ask(*, actor: Actor, participant: Participant, asked: Participant, weight: int, reason: str) -> Wish:
    """A participant wishes to meet another one: while wishes are open, and up to the number of her type.

    Asking somebody whom she asked before and withdrew states the wish anew.
    """
    session = hold(participant)
    if session.stage != Stage.OPEN:
        raise NotOpen
    mine = Wish.objects.filter(asker=participant).exclude(state=WishState.WITHDRAWN)
    if mine.exclude(asked=asked).count() >= participant.kind.asks_at_most:
        raise TooManyWishes(most=participant.kind.asks_at_most)
    fields = {"asker_id": participant.pk, "asked_id": asked.pk, "weight": weight, "reason": reason}
    known = Wish.objects.filter(asker=participant, asked=asked).first()
    if known is not None and known.state == WishState.DECLINED:
        raise SaidNo(name=asked.name)
    if known is not None:
        fields["state"] = WishState.ASKED if known.state == WishState.WITHDRAWN else known.state
    (wish,) = save_wishes(actor=actor, entries=[WishEntry(fields, known)])
    return wish


@transaction.atomic
def answer(*, actor: Actor, participant: Participant, wish: Wish, state: str) -> Wish:
    """Who was asked accepts or says no thanks; who asked withdraws. Said twice is said once."""
    session = hold(participant)
    may = {WishState.ACCEPTED, WishState.DECLINED} if wish.asked_id == participant.pk else set()
    may |= {WishState.WITHDRAWN} if wish.asker_id == participant.pk else set()
    if state not in may:
        raise NotAskedOfHer
    if wish.state == state:
        return wish
    if session.stage != Stage.OPEN:
        raise NotOpen
    (wish,) = save_wishes(actor=actor, entries=[WishEntry({"state": state}, wish)])
    return wish


def hold(participant: Participant) -> Session:
    """Her session, in a transaction that counts her wishes one after the other: two tabs of a browser ask at once."""
    Participant.objects.select_for_update(of=("self",)).get(pk=participant.pk)
    return Session.objects.get(pk=participant.session_id)
