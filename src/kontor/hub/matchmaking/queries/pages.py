"""Sessions and participants as their pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Q, QuerySet

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.history import Happening, history_of
from kontor.hub.foundation.visibility import visible
from kontor.hub.matchmaking.choices import WishState
from kontor.hub.matchmaking.models import Participant, ParticipantType, Place, Session, Slot, Wish
from kontor.hub.matchmaking.queries.pairs import demand_of
from kontor.hub.matchmaking.rules.demand import Demand
from kontor.hub.matchmaking.rules.times import Begin, on_the_wall, written
from kontor.hub.partnerships.permissions import may


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the programme: its day, its name and the times in it, as the clock of the event shows them."""

    day: str
    block: str
    times: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SessionShown:
    """A session with what belongs to it. What only its organisers may know is None for others."""

    session: Session
    programme: tuple[Part, ...]
    places: tuple[Place, ...]
    types: tuple[ParticipantType, ...]
    may_organise: bool
    demand: Demand | None
    participants: int | None
    wishes: int | None
    answered: int | None
    history: list[Happening]


def session_shown(actor: Actor, session: Session) -> SessionShown:
    """Gather the page of a session the actor sees. The number of statements does not depend on its size."""
    organises = not actor.is_visitor and may(actor, "matchmaking.organise", session)
    counted = wishes_counted(session) if organises else {}
    return SessionShown(
        session=session,
        programme=programme_of(session),
        places=tuple(session.places.all()),
        types=types_shown(session),
        may_organise=organises,
        demand=demand_of(session) if organises else None,
        participants=session.participants.count() if organises else None,
        wishes=counted.get("all"),
        answered=counted.get("answered"),
        history=history_of(actor, session) if organises else [],
    )


def wishes_counted(session: Session) -> dict[str, int]:
    """Wishes that stand, and those of them that were answered. One statement."""
    answered = Q(state__in=(WishState.ACCEPTED, WishState.DECLINED))
    rows = session.wishes.exclude(state=WishState.WITHDRAWN)
    found: dict[str, int] = rows.aggregate(all=Count("pk"), answered=Count("pk", filter=answered))
    return found


def types_shown(session: Session) -> tuple[ParticipantType, ...]:
    """Types with how many take part, and whom they may ask. Two statements."""
    rows = session.types.annotate(number=Count("participants")).prefetch_related("may_ask")
    return tuple(rows)


def programme_of(session: Session) -> tuple[Part, ...]:
    """The times of the session by day and part, on the clock of the event. One statement."""
    slots = [(on_the_wall(slot.start, session.zone), slot.block) for slot in open_slots(session)]
    parts = groupby(slots, key=lambda one: (one[0][:10], one[1]))
    return tuple(
        Part(day, block, tuple(time[11:] for time, _block in times)) for (day, block), times in parts
    )


def open_slots(session: Session) -> QuerySet[Slot]:
    return session.slots.filter(removed=False)


def times_text(session: Session) -> str:
    """The programme as its form shows it: read back, it is the same."""
    begins = [Begin(slot.block, slot.start) for slot in open_slots(session)]
    return written(begins, session.zone, session.minutes, session.pause)


def places_text(session: Session) -> str:
    return "\n".join(f"{place.name}: {place.tables}" for place in session.places.all())


@dataclass(frozen=True, slots=True)
class ParticipantShown:
    """A participant with the wishes she stated and was asked."""

    participant: Participant
    asks: Sequence[Wish]
    is_asked: Sequence[Wish]
    history: list[Happening]


def participant_shown(actor: Actor, participant: Participant) -> ParticipantShown:
    rows = visible(Wish, actor)
    people = ("asker__organisation", "asked__organisation")
    return ParticipantShown(
        participant=participant,
        asks=list(rows.filter(asker=participant).select_related(*people).order_by("-weight", "pk")),
        is_asked=list(rows.filter(asked=participant).select_related(*people).order_by("-weight", "pk")),
        history=history_of(actor, participant),
    )


def participants_for_lists(actor: Actor, session: Session) -> QuerySet[Participant]:
    stated = Count("asks", filter=~Q(asks__state=WishState.WITHDRAWN), distinct=True)
    asked = Count("is_asked", filter=~Q(is_asked__state=WishState.WITHDRAWN), distinct=True)
    return visible(Participant, actor).filter(session=session).annotate(stated=stated, asked_for=asked)


def wishes_for_lists(actor: Actor, session: Session) -> QuerySet[Wish]:
    return visible(Wish, actor).filter(session=session)
