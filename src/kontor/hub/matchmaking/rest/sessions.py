"""Single meetings for programs: sessions, who takes part, who wishes whom."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Query, Status
from pydantic import Field

from kontor.hub.directory.models import Organisation
from kontor.hub.directory.queries import by_key as organisation_by_key
from kontor.hub.foundation.api import AreaRouter, CountryCode, Key, PageOf, PageQuery, Schema, Text, page_of
from kontor.hub.foundation.models import Country
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.visibility import visible
from kontor.hub.matchmaking import actions
from kontor.hub.matchmaking.choices import Arrival, Stage, WishState
from kontor.hub.matchmaking.models import Participant, Session
from kontor.hub.matchmaking.queries import pages, records
from kontor.hub.matchmaking.rules.times import instant_of, on_the_wall
from kontor.hub.missions.queries import event_by_key
from kontor.hub.partnerships.rules import UnknownCountry

router = AreaRouter(tags=["matchmaking"])
NO_NUL = r"^[^\x00]*$"


class SessionLine(Schema):
    """A session in a list."""

    key: str
    name: str
    event: str
    stage: Stage
    zone: str
    minutes: int
    pause: int


class TimeOut(Schema):
    """A time for meetings; `start` in UTC."""

    block: str
    start: datetime


class RoomOut(Schema):
    name: str
    tables: int


class TypeOut(Schema):
    """A type of participants; `may_ask` are keys of types."""

    key: str
    name: str
    may_ask: list[str]
    asks_at_most: int
    minimum: int
    maximum: int | None


class SessionOut(SessionLine):
    """One session."""

    contact: str
    version: int
    times: list[TimeOut]
    places: list[RoomOut]
    types: list[TypeOut]


class SessionFields(Schema):
    """What is said of a session; `times` and `places` a line for each part and room, as the form takes them."""

    name: Text = Field(min_length=1, max_length=250)
    contact: Text = Field("", max_length=250)
    zone: str = Field("UTC", max_length=64, pattern=NO_NUL)
    minutes: int = Field(20, ge=5, le=240)
    pause: int = Field(5, ge=0, le=120)
    times: str = Field("", max_length=10_000, pattern=NO_NUL)
    places: str = Field("", max_length=10_000, pattern=NO_NUL)


class NewSession(SessionFields):
    """A session of an event."""

    event: Key
    key: str = Field("", max_length=120, pattern=r"^[-a-z0-9]*$")


class ChangedSession(SessionFields):
    """A session as it is to be; `version` is the one that was read."""

    version: int = Field(ge=1, le=2**31 - 1)


class ParticipantOut(Schema):
    """Who takes part. Times are on the clock of the event."""

    key: str
    id: int
    type: str
    name: str
    function: str
    email: str
    organisation: str | None
    organisation_name: str
    country: str | None
    languages: str
    offers: str
    needs: str
    there_from: str
    there_until: str
    minimum: int | None
    maximum: int | None
    arrival: Arrival


class NewParticipant(Schema):
    """A participant to enter; `type` is the key of a type of the session."""

    type: Key
    name: Text = Field(min_length=1, max_length=150)
    function: Text = Field("", max_length=150)
    email: str = Field("", max_length=254, pattern=r"^$|^[^@\s\x00]+@[^@\s\x00]+$")
    organisation: Key | None = None
    organisation_name: Text = Field("", max_length=250)
    country: CountryCode | None = None
    languages: Text = Field("", max_length=100)
    offers: str = Field("", max_length=3000, pattern=NO_NUL)
    needs: str = Field("", max_length=3000, pattern=NO_NUL)
    there_from: str = Field("", max_length=16, pattern=NO_NUL)
    there_until: str = Field("", max_length=16, pattern=NO_NUL)
    minimum: int | None = Field(None, ge=0, le=400)
    maximum: int | None = Field(None, ge=0, le=400)


class WishOut(Schema):
    """A wish; `asker` and `asked` are keys of participants."""

    id: int
    asker: str
    asked: str
    weight: int
    reason: str
    state: WishState


class NewWish(Schema):
    """A wish to note."""

    asker: Key
    asked: Key
    weight: int = Field(2, ge=1, le=3)
    reason: Text = Field("", max_length=500)


def session_line(one: Session) -> dict[str, Any]:
    said = ("key", "name", "stage", "zone", "minutes", "pause")
    return {name: getattr(one, name) for name in said} | {"event": one.event.key}


def session_out(one: Session) -> dict[str, Any]:
    types = [
        {name: getattr(kind, name) for name in ("key", "name", "asks_at_most", "minimum", "maximum")}
        | {"may_ask": [other.key for other in kind.may_ask.all()]}
        for kind in pages.types_shown(one)
    ]
    return session_line(one) | {
        "contact": one.contact,
        "version": one.version,
        "times": [{"block": slot.block, "start": slot.start} for slot in pages.open_slots(one)],
        "places": [{"name": place.name, "tables": place.tables} for place in one.places.all()],
        "types": types,
    }


def participant_out(one: Participant, zone: str, organisations: frozenset[int]) -> dict[str, Any]:
    said = (
        "key", "name", "function", "email", "organisation_name", "languages", "offers", "needs", "minimum", "maximum", "arrival",
    )  # fmt: skip
    organisation = one.organisation if one.organisation_id in organisations else None
    return {name: getattr(one, name) for name in said} | {
        "id": one.pk,
        "type": one.kind.key,
        "organisation": organisation.key if organisation else None,
        "country": one.country_id,
        "there_from": on_the_wall(one.there_from, zone),
        "there_until": on_the_wall(one.there_until, zone),
    }


def organised(request: HttpRequest, key: str) -> Session:
    """The session, which the caller has to plan."""
    session = records.session_by_key(request.auth, key)
    require(request.auth, "matchmaking.read", session)
    return session


@router.get("/sessions", response=PageOf[SessionLine], url_name="sessions")
def list_sessions(request: HttpRequest, query: Query[PageQuery]) -> dict[str, Any]:
    """Sessions of events that the caller may see, the latest first."""
    page = page_of(records.sessions_for_lists(request.auth), query)
    return page | {"items": [session_line(one) for one in page["items"]]}


@router.post("/sessions", response={201: SessionOut}, url_name="add_session")
def add_session(request: HttpRequest, new: NewSession) -> Any:
    """Set up single meetings for an event."""
    event = event_by_key(request.auth, new.event)
    fields = new.dict(exclude={"event", "times", "places"})
    entry = actions.SessionEntry(fields, new.times, new.places)
    made = actions.add_session(actor=request.auth, event=event, entry=entry)
    return Status(201, session_out(made))


@router.get("/sessions/{key}", response=SessionOut, url_name="session")
def show_session(request: HttpRequest, key: Key) -> dict[str, Any]:
    """One session, with its times, rooms and types."""
    return session_out(records.session_by_key(request.auth, key))


@router.put("/sessions/{key}", response=SessionOut, url_name="change_session")
def change_session(request: HttpRequest, key: Key, changed: ChangedSession) -> dict[str, Any]:
    """Say anew when and where meetings can be held."""
    session = records.session_by_key(request.auth, key)
    entry = actions.SessionEntry(
        changed.dict(exclude={"version", "times", "places"}), changed.times, changed.places
    )
    actions.edit_session(actor=request.auth, session=session, version=changed.version, entry=entry)
    return session_out(records.session_by_key(request.auth, key))


@router.get("/sessions/{key}/participants", response=PageOf[ParticipantOut], url_name="session_participants")
def list_participants(request: HttpRequest, key: Key, query: Query[PageQuery]) -> dict[str, Any]:
    """Who takes part, by name. For those who plan the session."""
    session = organised(request, key)
    rows = pages.participants_for_lists(request.auth, session).select_related("kind", "organisation")
    page = page_of(rows.order_by("name", "pk"), query)
    seen = organisations_seen(request, page["items"])
    return page | {"items": [participant_out(one, session.zone, seen) for one in page["items"]]}


def organisations_seen(request: HttpRequest, people: list[Participant]) -> frozenset[int]:
    """Which of their organisations the caller sees. One statement."""
    wanted = {one.organisation_id for one in people if one.organisation_id}
    return frozenset(visible(Organisation, request.auth).filter(pk__in=wanted).values_list("pk", flat=True))


@router.post(
    "/sessions/{key}/participants", response={201: ParticipantOut}, url_name="add_session_participant"
)
def add_participant(request: HttpRequest, key: Key, new: NewParticipant) -> Any:
    """Enter a participant."""
    session = organised(request, key)
    fields = new.dict(exclude={"type", "organisation", "country", "there_from", "there_until"})
    organisation = organisation_by_key(request.auth, new.organisation) if new.organisation else None
    if new.country and not Country.objects.filter(pk=new.country).exists():
        raise UnknownCountry(field="country", value=new.country)
    fields |= {
        "session_id": session.pk,
        "kind_id": records.type_of(request.auth, session, new.type).pk,
        "organisation_id": organisation.pk if organisation else None,
        "country_id": new.country,
        "there_from": instant_of(new.there_from, session.zone, "there_from"),
        "there_until": instant_of(new.there_until, session.zone, "there_until"),
    }
    (made,) = actions.add_participants(actor=request.auth, entries=[actions.ParticipantEntry(fields)])
    made = records.participant_of(request.auth, session, made.pk)
    return Status(201, participant_out(made, session.zone, organisations_seen(request, [made])))


@router.get("/sessions/{key}/wishes", response=PageOf[WishOut], url_name="session_wishes")
def list_wishes(request: HttpRequest, key: Key, query: Query[PageQuery]) -> dict[str, Any]:
    """Who wishes to meet whom. For those who plan the session."""
    rows = pages.wishes_for_lists(request.auth, organised(request, key)).select_related("asker", "asked")
    page = page_of(rows.order_by("pk"), query)
    return page | {"items": [wish_out(one) for one in page["items"]]}


def wish_out(one: Any) -> dict[str, Any]:
    said = {"id": one.pk, "weight": one.weight, "reason": one.reason, "state": one.state}
    return said | {"asker": one.asker.key, "asked": one.asked.key}


@router.post("/sessions/{key}/wishes", response={201: WishOut}, url_name="add_session_wish")
def add_wish(request: HttpRequest, key: Key, new: NewWish) -> Any:
    """Note a wish between two participants of the session."""
    session = organised(request, key)
    asker, asked = (records.participant_by_key(request.auth, session, one) for one in (new.asker, new.asked))
    fields = {"asker_id": asker.pk, "asked_id": asked.pk, "weight": new.weight, "reason": new.reason}
    (made,) = actions.save_wishes(actor=request.auth, entries=[actions.WishEntry(fields)])
    return Status(201, wish_out(made))
