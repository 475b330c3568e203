"""Who may, and who sees which rows of single meetings.

That there is a session is as open as its event. Who takes part, who wishes whom and who meets whom is known to those who
keep the event, and to each participant as far as she is concerned, over her own link.
"""

from typing import Any

from django.db.models import Q

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import (
    PERMISSIONS,
    is_anybody,
    is_platform_editor,
    is_the_system,
    predicate,
)
from kontor.hub.foundation.refusal import N_
from kontor.hub.foundation.visibility import visibility_of, visible
from kontor.hub.matchmaking.models import (
    FollowUp,
    Meeting,
    Notice,
    Outcome,
    Participant,
    ParticipantType,
    Place,
    Schedule,
    SentEntry,
    Session,
    Slot,
    Wish,
)
from kontor.hub.missions.choices import EventRole
from kontor.hub.missions.models import Event, EventOrganisation


@visibility_of(Session)
def sessions(actor: Actor) -> Q:
    return Q(event__in=visible(Event, actor).values("pk"))


def organised(actor: Actor) -> Q:
    """The sessions whose event the actor keeps, as a condition on sessions."""
    if actor.is_system:
        return Q()
    if is_platform_editor(actor, None).allowed:
        return Q(event__in=visible(Event, actor).values("pk"))
    teams = actor.edited_teams
    if not teams:
        return Q(pk__in=[])
    kept = Q(event__team_id__in=teams) | Q(event__partnership__team_id__in=teams)
    return kept | Q(event__in=answered_for(actor, teams))


def answered_for(actor: Actor, teams: list[int]) -> list[int]:
    """The events that the actor sees and organisations of hers are responsible for. Asked at once, not as a part of the rule:
    below the rules of participants and meetings it would lie deeper than SQLite reads.
    """
    responsible = EventOrganisation.objects.filter(
        role=EventRole.RESPONSIBLE, organisation__team_id__in=teams
    )
    found = visible(Event, actor).filter(pk__in=responsible.values("event"))
    return list(found.values_list("pk", flat=True))


def of_organised_sessions(actor: Actor, way: str = "session") -> Q:
    return Q(**{f"{way}__in": Session.objects.filter(organised(actor)).values("pk")})


@visibility_of(Slot)
def slots(actor: Actor) -> Q:
    return Q(session__in=visible(Session, actor).values("pk"))


@visibility_of(Place)
def places(actor: Actor) -> Q:
    return Q(session__in=visible(Session, actor).values("pk"))


@visibility_of(ParticipantType)
def types(actor: Actor) -> Q:
    return Q(session__in=visible(Session, actor).values("pk"))


@visibility_of(Participant)
def participants(actor: Actor) -> Q:
    return of_organised_sessions(actor)


@visibility_of(Wish)
def wishes(actor: Actor) -> Q:
    return of_organised_sessions(actor)


@visibility_of(Schedule)
def schedules(actor: Actor) -> Q:
    return of_organised_sessions(actor)


@visibility_of(Meeting)
def meetings(actor: Actor) -> Q:
    return of_organised_sessions(actor, "schedule__session")


@visibility_of(Outcome)
def outcomes(actor: Actor) -> Q:
    return of_organised_sessions(actor, "wish__session")


@visibility_of(Notice)
def notices(actor: Actor) -> Q:
    return of_organised_sessions(actor, "schedule__session")


@visibility_of(SentEntry, FollowUp)
def of_participants(actor: Actor) -> Q:
    return of_organised_sessions(actor, "participant__session")


@predicate
def keeps_the_session(actor: Actor, session: Any) -> bool:
    return Session.objects.filter(organised(actor), pk=session.pk).exists()


@predicate
def edits_a_team(actor: Actor, subject: Any) -> bool:
    return actor.is_system or bool(actor.edited_teams)


ASK_THE_ORGANISER = N_(
    "Single meetings are planned by those who keep the event. Ask them, or a platform editor."
)
PERMISSIONS.define("matchmaking.view", is_anybody, N_("Sessions are as open as their event."), scope="read")
PERMISSIONS.define(
    "matchmaking.ask_later",
    is_the_system,
    N_("What became of meetings is asked by the platform itself, every night."),
)
PERMISSIONS.define(
    "matchmaking.post_again", is_the_system, N_("Lost letters are found by the platform itself, every hour.")
)
PERMISSIONS.define("matchmaking.read", keeps_the_session, ASK_THE_ORGANISER, scope="read")
PERMISSIONS.define("matchmaking.organise", keeps_the_session, ASK_THE_ORGANISER)
PERMISSIONS.define(
    "matchmaking.import", edits_a_team | is_platform_editor,
    N_("Participants are imported by people who edit for an organisation or a partnership. Ask its team to invite you."),
)  # fmt: skip
