"""What a mission book tells of an event: its single meetings, who takes part, the published schedule and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from kontor.hub.agreements.queries import Conversion, conversion, together
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.matchmaking.models import Meeting, Participant, Session
from kontor.hub.matchmaking.permissions import organised
from kontor.hub.matchmaking.queries.figures import Figures, figures_of
from kontor.hub.matchmaking.queries.pages import Part, programme_of
from kontor.hub.matchmaking.queries.problem import published_of
from kontor.hub.missions.models import Event
from kontor.hub.reports.queries.delegation import DelegationTold, delegation_if_any


@dataclass(frozen=True, slots=True)
class SessionTold:
    """A session with its programme, who takes part, and the meetings of its published schedule in order of time."""

    session: Session
    programme: Sequence[Part]
    rooms: Sequence[tuple[str, int]]
    people: Sequence[Participant]
    meetings: Sequence[Meeting]


@dataclass(frozen=True, slots=True)
class BookTold:
    """An event with all sessions that the actor plans; `elsewhere` are all other events that she plans, together."""

    event: Event
    sessions: Sequence[SessionTold]
    figures: Figures
    conversion: Conversion
    elsewhere: Conversion
    delegation: DelegationTold | None
    as_of: date


def with_meetings(actor: Actor) -> QuerySet[Event]:
    """The events whose single meetings the actor plans, the latest first."""
    planned = visible(Session, actor).filter(organised(actor)).values("event")
    return visible(Event, actor).filter(pk__in=planned).order_by("-start", "name", "key")


def told_book(actor: Actor, as_of: date, key: str, language: str) -> BookTold:
    """Gather the book of an event. Statements grow with its sessions only. Raises NotThere."""
    event = with_meetings(actor).select_related("country", "partnership").filter(key=key).first()
    if event is None:
        raise NotThere
    sessions = visible(Session, actor).filter(event=event).order_by("created_at", "key")
    lines = conversion(actor, "event")
    return BookTold(
        event=event,
        sessions=[told_session(actor, one) for one in sessions],
        figures=figures_of(actor, event),
        conversion=next((one for one in lines if one.key == event.key), Conversion(event.key, event.name)),
        elsewhere=together(lines, but=event.key),
        delegation=delegation_if_any(actor, event.key, language),
        as_of=as_of,
    )


def told_session(actor: Actor, session: Session) -> SessionTold:
    people = visible(Participant, actor).filter(session=session).select_related("kind", "organisation")
    schedule = published_of(session)
    who = ("wish__asker__organisation", "wish__asked__organisation")
    meetings = schedule.meetings.select_related("slot", "place", *who) if schedule else Meeting.objects.none()
    return SessionTold(
        session=session,
        programme=programme_of(session),
        rooms=[(place.name, place.tables) for place in session.places.all()],
        people=list(people.order_by("kind__pk", "name", "pk")),
        meetings=list(meetings.order_by("slot__start", "place__position", "table", "pk")),
    )
