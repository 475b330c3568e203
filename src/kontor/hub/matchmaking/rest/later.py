"""When participants can meet, and what became of the meetings months later."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query
from pydantic import Field

from kontor.hub.foundation.api import Key, PageOf, PageQuery, Schema, page_of
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.visibility import visible
from kontor.hub.matchmaking import actions
from kontor.hub.matchmaking.models import FollowUp, Participant
from kontor.hub.matchmaking.queries import availability, outcomes, records
from kontor.hub.matchmaking.rest.sessions import NO_NUL, organised, router
from kontor.hub.matchmaking.rules.times import instant_of, on_the_wall

Wall = Annotated[str, Field(max_length=16, pattern=NO_NUL)]


class AvailabilityOut(Schema):
    """When a participant can meet, on the clock of the event; `away` are begins of times of the programme."""

    participant: str
    name: str
    there_from: str
    there_until: str
    away: list[str]
    version: int


class ChangedAvailability(Schema):
    """When she can meet, as it is to be; `version` is the one that was read."""

    there_from: Wall = ""
    there_until: Wall = ""
    away: list[Wall] = Field(default=[], max_length=400)
    version: int = Field(ge=1, le=2**31 - 1)


class FollowUpOfMeetings(Schema):
    """What a participant was asked some months after, and what she answered; `letter` is what became of the mail."""

    participant: str
    month: int
    due_on: date
    letter: str
    answered_on: date | None
    result: str
    answer: str


class FollowUpsQuery(PageQuery):
    """Which page of which questions."""

    month: int | None = Field(None, ge=1, le=240)
    answered: bool | None = None


def availability_out(one: Participant) -> dict[str, Any]:
    return {
        "participant": one.key,
        "name": one.name,
        "there_from": on_the_wall(one.there_from, one.session.zone),
        "there_until": on_the_wall(one.there_until, one.session.zone),
        "away": availability.away_of(one),
        "version": one.version,
    }


def follow_up_out(one: FollowUp) -> dict[str, Any]:
    said = ("month", "due_on", "answered_on", "result", "answer")
    return {name: getattr(one, name) for name in said} | {
        "participant": one.participant.key,
        "letter": one.fate,
    }


@router.get("/sessions/{key}/availability", response=PageOf[AvailabilityOut], url_name="session_availability")
def list_availability(request: HttpRequest, key: Key, query: Query[PageQuery]) -> dict[str, Any]:
    """When participants can meet, by name. For those who plan the session."""
    rows = availability.with_away(visible(Participant, request.auth).filter(session=organised(request, key)))
    page = page_of(rows.order_by("name", "pk"), query)
    return page | {"items": [availability_out(one) for one in page["items"]]}


@router.put(
    "/sessions/{key}/participants/{participant}/availability",
    response=AvailabilityOut,
    url_name="change_session_availability",
)
def change_availability(
    request: HttpRequest, key: Key, participant: Key, changed: ChangedAvailability
) -> dict[str, Any]:
    """Say anew when a participant can meet. What is published stays until it is planned again."""
    session = organised(request, key)
    require(request.auth, "matchmaking.organise", session)
    known = records.participant_by_key(request.auth, session, participant)
    names = availability.names_in(availability.BETWEEN.join(changed.away))
    away = availability.times_named(availability.times_of_sessions([session.pk]).get(session.pk, {}), names)
    times = {
        name: instant_of(getattr(changed, name), session.zone, name) for name in ("there_from", "there_until")
    }
    entry = actions.ParticipantEntry(times, known)
    actions.edit_participant(actor=request.auth, version=changed.version, entry=entry, away=away)
    return availability_out(records.participant_by_key(request.auth, session, participant))


@router.get("/sessions/{key}/follow-ups", response=PageOf[FollowUpOfMeetings], url_name="session_follow_ups")
def list_follow_ups(request: HttpRequest, key: Key, query: Query[FollowUpsQuery]) -> dict[str, Any]:
    """What became of the meetings months later, as far as it was asked. For those who plan the session."""
    rows = outcomes.follow_ups_of(request.auth, organised(request, key))
    if query.month is not None:
        rows = rows.filter(month=query.month)
    if query.answered is not None:
        rows = rows.filter(answered_on__isnull=not query.answered)
    page = page_of(rows, query)
    return page | {"items": [follow_up_out(one) for one in page["items"]]}
