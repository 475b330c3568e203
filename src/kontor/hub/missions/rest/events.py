"""Events for programs: find, read, enter, change, remove; say that two entries are one event."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Status
from pydantic import Field

from kontor.hub.directory.choices import OrganisationKind
from kontor.hub.directory.queries import by_key as organisation_by_key
from kontor.hub.foundation.api import (
    AreaRouter,
    CountryCode,
    Key,
    PageOf,
    PageQuery,
    PartialDate,
    Schema,
    Text,
    page_of,
)
from kontor.hub.foundation.models import Country
from kontor.hub.foundation.search import find
from kontor.hub.foundation.visibility import Visibility, visible
from kontor.hub.missions import actions, queries
from kontor.hub.missions.choices import EventClass, EventKind, EventMode, EventRole, MissionDirection
from kontor.hub.missions.models import Event, EventOrganisation
from kontor.hub.missions.queries.told import overlaps_told, register_told
from kontor.hub.partnerships.choices import Qualifier
from kontor.hub.partnerships.queries import by_key as partnership_by_key
from kontor.hub.partnerships.rules import UnknownCountry

router = AreaRouter(tags=["missions"])
NO_NUL = r"^[^\x00]*$"
MOST = 2_000_000_000
PLAIN = (
    "key", "name", "event_class", "kind", "mission", "counterpart_kind", "place", "mode", "start", "end", "date_text", "number",
    "meetings", "participants", "participants_qualifier", "description", "outcome", "row", "joint", "visibility",
    "version",
)  # fmt: skip


class NamedOut(Schema):
    """An organisation at an event, in its role; those responsible in their order, the first one leads."""

    organisation: str
    name: str
    role: EventRole
    side: str
    note: str


class EventLine(Schema):
    """An event in a list. `number` is how many events the entry stands for; `meetings` null is not stated, never none."""

    key: str
    name: str
    partnership: str | None
    event_class: EventClass
    kind: str
    country: str | None
    place: str
    start: str
    end: str
    number: int
    meetings: int | None
    same_as: str | None


class EventOut(EventLine):
    """One event, with the organisations that the caller may see."""

    mission: str
    counterpart_kind: str
    mode: str
    date_text: str
    participants: int | None
    participants_qualifier: str
    description: str
    outcome: str
    list_name: str
    row: int | None
    joint: bool
    visibility: str
    version: int
    organisations: list[NamedOut]


class EventsQuery(PageQuery):
    """Which page of which events. `since` and `until` are compared with the first day, as far as it is known."""

    q: Text = Field("", description="words to find; the last one may be unfinished")
    partnership: Key | None = None
    event_class: EventClass | None = None
    mission: MissionDirection | None = None
    country: CountryCode | None = None
    sector: Text = Field("", description="a field of work: code of a term that the partnership carries")
    since: PartialDate = ""
    until: PartialDate = ""


class EventFields(Schema):
    """What is said of an event. `responsible` in order, the first one leads."""

    name: Text = Field(min_length=1, max_length=250)
    event_class: EventClass
    kind: EventKind | None = None
    mission: MissionDirection | None = None
    counterpart_kind: OrganisationKind | None = None
    country: CountryCode | None = None
    place: Text = Field("", max_length=120)
    mode: EventMode | None = None
    start: PartialDate = ""
    end: PartialDate = ""
    number: int = Field(1, ge=1, le=100_000)
    meetings: int | None = Field(None, ge=0, le=MOST)
    participants: int | None = Field(None, ge=0, le=MOST)
    participants_qualifier: Qualifier = Qualifier.EXACT
    description: str = Field("", max_length=5000, pattern=NO_NUL)
    outcome: str = Field("", max_length=5000, pattern=NO_NUL)
    list_name: str = Field(
        "", max_length=60, pattern=r"^[-a-zA-Z0-9_]*$", description="the partnership's own list it stands in"
    )
    row: int | None = Field(None, ge=1, le=30_000)
    joint: bool = False
    visibility: Visibility = Visibility.PARTNERS
    responsible: list[Key] = Field(default=[], max_length=50)


class NewEvent(EventFields):
    """An event of a partnership."""

    partnership: Key


class ChangedEvent(EventFields):
    """An event as it is to be; `version` is the one that was read."""

    version: int = Field(ge=1, le=2**31 - 1)


class SameAs(Schema):
    """The event that is counted."""

    of: Key
    note: str = Field("", max_length=5000, pattern=NO_NUL)


def line(one: Event, seen: frozenset[str] | None = None) -> dict[str, Any]:
    counted = one.same_as.key if one.same_as else None
    return {
        "key": one.key, "name": one.name, "partnership": one.partnership.key if one.partnership else None,
        "event_class": one.event_class, "kind": one.kind, "country": one.country_id, "place": one.place, "start": one.start,
        "end": one.end, "number": one.number, "meetings": one.meetings,
        "same_as": counted if seen is None or counted in seen else None,
    }  # fmt: skip


def event_out(request: HttpRequest, one: Event) -> dict[str, Any]:
    actor = request.auth
    rows = visible(EventOrganisation, actor).filter(event=one).select_related("organisation")
    named = [
        {
            "organisation": row.organisation.key,
            "name": row.organisation.name,
            "role": row.role,
            "side": row.side,
            "note": row.note,
        }
        for row in rows.order_by("role", "position", "pk")
    ]
    return (
        line(one, counted_keys(request, [one]))
        | {name: getattr(one, name) for name in PLAIN}
        | {"list_name": one.register, "organisations": named}
    )


def counted_keys(request: HttpRequest, events: list[Event]) -> frozenset[str]:
    """The keys of the entries counted instead of these, as far as the caller sees them. One statement, or none."""
    wanted = {one.same_as_id for one in events if one.same_as_id}
    actor = request.auth
    rows = visible(Event, actor).filter(pk__in=wanted) if wanted else Event.objects.none()
    return frozenset(rows.values_list("key", flat=True))


def entry(request: HttpRequest, given: Any, known: Event | None = None) -> actions.EventEntry:
    actor = request.auth
    values = given.dict(exclude={"responsible", "partnership", "version", "country"})
    fields = {name: "" if value is None and name in OPEN else value for name, value in values.items()}
    fields["country_id"], fields["register"] = country(given.country), fields.pop("list_name")
    if known is None:
        fields["partnership_id"] = partnership_by_key(actor, given.partnership).pk
    responsible = [organisation_by_key(actor, key).pk for key in given.responsible]
    return actions.EventEntry(fields=fields, known=known, organisations={EventRole.RESPONSIBLE: responsible})


OPEN = frozenset({"kind", "mission", "counterpart_kind", "mode"})


def country(code: str | None) -> str | None:
    if code and not Country.objects.filter(pk=code).exists():
        raise UnknownCountry(field="country", value=code)
    return code


@router.get("/events", response=PageOf[EventLine], url_name="events")
def list_events(request: HttpRequest, query: Query[EventsQuery]) -> dict[str, Any]:
    """Events, the latest first, as far as the caller may see them."""
    rows = visible(Event, request.auth).select_related("partnership", "same_as")
    wanted = {
        "partnership__key": query.partnership, "event_class": query.event_class, "mission": query.mission,
        "country": query.country, "start__gte": query.since or None, "start__lte": query.until or None,
    }  # fmt: skip
    rows = rows.filter(**{name: value for name, value in wanted.items() if value is not None})
    if query.sector:
        rows = rows.filter(queries.in_sector(query.sector))
    if query.q.strip():
        rows = find(queries.EVENTS, query.q, rows).matching
    page = page_of(rows.order_by("-start", "key"), query)
    seen = counted_keys(request, page["items"])
    return page | {"items": [line(one, seen) for one in page["items"]]}


@router.post("/events", response={201: EventOut}, url_name="add_event")
def add_event(request: HttpRequest, new: NewEvent) -> Any:
    """Enter an event of a partnership."""
    (made,) = actions.add_events(actor=request.auth, entries=[entry(request, new)])
    return Status(201, event_out(request, queries.event_by_key(request.auth, made.key)))


@router.get("/events/{key}", response=EventOut, url_name="event")
def show_event(request: HttpRequest, key: Key) -> dict[str, Any]:
    """One event, by its key."""
    return event_out(request, queries.event_by_key(request.auth, key))


@router.put("/events/{key}", response=EventOut, url_name="change_event")
def change_event(request: HttpRequest, key: Key, changed: ChangedEvent) -> dict[str, Any]:
    """Say anew what is said of an event."""
    known = queries.event_by_key(request.auth, key)
    actions.edit_event(actor=request.auth, version=changed.version, entry=entry(request, changed, known))
    return event_out(request, queries.event_by_key(request.auth, key))


@router.post("/events/{key}/same", response=EventOut, url_name="mark_same_event")
def mark_same(request: HttpRequest, key: Key, same: SameAs) -> dict[str, Any]:
    """Say that it is a second entry of another event."""
    event, of = queries.event_by_key(request.auth, key), queries.event_by_key(request.auth, same.of)
    actions.mark_same(actor=request.auth, event=event, of=of, note=same.note)
    return event_out(request, queries.event_by_key(request.auth, key))


@router.post("/events/{key}/not-same", response=EventOut, url_name="unmark_same_event")
def unmark_same(request: HttpRequest, key: Key) -> dict[str, Any]:
    """Take back that it is a second entry."""
    actions.unmark_same(actor=request.auth, event=queries.event_by_key(request.auth, key))
    return event_out(request, queries.event_by_key(request.auth, key))


@router.delete("/events/{key}", response={204: None}, url_name="remove_event")
def remove_event(request: HttpRequest, key: Key) -> Any:
    """Remove an event that was entered by mistake."""
    actions.remove_events(actor=request.auth, events=[queries.event_by_key(request.auth, key)])
    return Status(204, None)


class RegisterQuery(PageQuery):
    """Which page of which part of the register."""

    country: CountryCode | None = None
    period: str = Field("", pattern=r"^(\d{4}(-H[12])?)?$", description="a year or half-year: 2019, 2019-H1")
    sector: Text = Field("", description="a field of work")
    partnership: Key | None = None


class RegisterEntry(Schema):
    """One plan. `period` are the half-years in which it can be; `timing` dated, project (only its partnership's time is known) or unknown."""

    key: str
    record: str
    kind: str
    what: str
    partnership: str
    country: str
    start: str
    end: str
    date_text: str
    timing: str
    period: str
    number: int | None
    url: str
    travels: bool
    past: bool
    sectors: list[str]


class SharedOut(Schema):
    """What several partnerships have in common."""

    what: str
    partnerships: list[str]


class TogetherOut(Schema):
    """Partnerships whose plans for a country meet, what going together would save, and why."""

    country: str
    period: str
    partnerships: list[str]
    entries: list[str]
    sectors: list[SharedOut]
    members: list[SharedOut]
    journeys_saved: int
    places_saved: int
    partnerships_with_a_date: int
    past: bool
    reasons: list[str]


class OverlapsOut(Schema):
    """Overlaps of plans and the joint missions that they suggest."""

    entries: int
    journeys_saved: int
    places_saved: int
    overlaps: list[TogetherOut]
    joint_missions: list[TogetherOut]


class OverlapsQuery(Schema):
    """Which part of the register."""

    country: CountryCode | None = None
    period: str = Field("", pattern=r"^(\d{4}(-H[12])?)?$", description="a year or half-year: 2019, 2019-H1")
    sector: Text = Field("", description="a field of work")
    partnership: Key | None = None


def asked(query: Any) -> queries.Asked:
    return queries.asked(query.country or "", query.period, query.sector, query.partnership or "")


@router.get("/mission-register", response=PageOf[RegisterEntry], url_name="mission_register")
def mission_register(request: HttpRequest, query: Query[RegisterQuery]) -> dict[str, Any]:
    """What partnerships plan and planned, where and when, as far as the caller may see it."""
    rows = queries.register(request.auth, timezone.localdate(), asked(query))
    first = (query.page - 1) * query.size
    return {
        "count": len(rows),
        "page": query.page,
        "pages": max(1, -(-len(rows) // query.size)),
        "items": [register_told(one) for one in rows[first : first + query.size]],
    }


@router.get("/mission-overlaps", response=OverlapsOut, url_name="mission_overlaps")
def mission_overlaps(request: HttpRequest, query: Query[OverlapsQuery]) -> dict[str, Any]:
    """Where plans of several partnerships meet, and who could travel together, with the saving and the reasons."""
    return overlaps_told(queries.overlaps_of(request.auth, timezone.localdate(), asked(query)))
