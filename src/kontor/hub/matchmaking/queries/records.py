"""One session, participant or wish, as far as the actor sees it; and the participant behind a link."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.matchmaking.models import Participant, ParticipantType, Session, Wish
from kontor.hub.matchmaking.permissions import organised
from kontor.hub.missions.kit import Link
from kontor.hub.missions.models import Event
from kontor.hub.surveys import kit


def session_by_key(actor: Actor, key: str) -> Session:
    """The session at this address. Raises NotThere. One statement."""
    found = visible(Session, actor).select_related("event__partnership").filter(key=key).first()
    if found is None:
        raise NotThere
    return found


def sessions_for_lists(actor: Actor) -> QuerySet[Session]:
    return visible(Session, actor).select_related("event__partnership")


def links_of_event(actor: Actor, event: Event, edits: bool) -> Iterable[Link]:
    """The sessions of an event, and for who edits it the way to plan one. For the event's own page; one statement."""
    for session in visible(Session, actor).filter(event=event).order_by("created_at", "key"):
        label = gettext("Single meetings: %(name)s") % {"name": session.name}
        yield Link(label, session.get_absolute_url(), session.get_stage_display())
    if edits and event.number == 1 and event.same_as_id is None:
        yield Link(gettext("Plan single meetings"), f"{reverse('matchmaking:add')}?event={event.key}")


def organised_sessions(actor: Actor) -> QuerySet[Session]:
    """Those that the actor plans."""
    return visible(Session, actor).filter(organised(actor))


def participant_of(actor: Actor, session: Session, pk: int) -> Participant:
    rows = visible(Participant, actor).select_related("kind", "session", "organisation", "country")
    found = rows.filter(session=session, pk=pk).first()
    if found is None:
        raise NotThere
    return found


def participant_by_key(actor: Actor, session: Session, key: str) -> Participant:
    found = visible(Participant, actor).filter(session=session, key=key).first()
    if found is None:
        raise NotThere
    return found


def type_of(actor: Actor, session: Session, key: str) -> ParticipantType:
    found = visible(ParticipantType, actor).filter(session=session, key=key).first()
    if found is None:
        raise NotThere
    return found


def wish_of(actor: Actor, session: Session, pk: int) -> Wish:
    rows = visible(Wish, actor).select_related("asker__kind", "asked__kind", "session")
    found = rows.filter(session=session, pk=pk).first()
    if found is None:
        raise NotThere
    return found


def participant_behind(token: str) -> Participant:
    """Who has this link. Raises NotThere for any other. One statement."""
    rows = Participant.objects.select_related("kind", "session__event", "organisation", "country")
    found = rows.filter(link_digest=kit.digest(token)).first()
    if found is None:
        raise NotThere
    return found


def events_with_sessions(actor: Actor) -> QuerySet[Event]:
    """Counted events with one or more days, for which the actor may plan meetings, the latest first."""
    rows = visible(Event, actor).filter(number=1, same_as=None)
    return rows.order_by("-start", "name", "key")
