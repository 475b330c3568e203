"""Events as rows of a register, for counting rules and reports: who is credited, in which order, what is a second entry."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kontor.hub.directory.rules.codes import partner_code
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions.choices import EventClass, EventRole
from kontor.hub.missions.kit import counted_meetings
from kontor.hub.missions.models import Event, EventOrganisation
from kontor.hub.missions.rules import WITH_MEETINGS
from kontor.hub.partnerships.models import Participation, Partnership


@dataclass(frozen=True, slots=True)
class EventRow:
    """One entry. `partners` are codes of the partnership's partners among those responsible, the leading one first.

    `number` is how many events it stands for, `meetings` the single meetings, counted or else as stated (None is neither);
    `same_as` is the key of the entry that is counted instead; `others` are names of those responsible who are no partners.
    """

    key: str
    name: str
    partnership: str
    event_class: str
    kind: str
    counterpart_kind: str
    country: str
    start: str
    end: str
    register: str
    row: int | None
    number: int
    meetings: int | None
    joint: bool
    same_as: str
    partners: tuple[str, ...]
    others: tuple[str, ...]


FIELDS = (
    "key", "name", "event_class", "kind", "counterpart_kind", "start", "end", "register", "row", "number", "meetings", "joint",
)  # fmt: skip


def event_rows(
    actor: Actor, partnership: Partnership | None = None, as_of: date | None = None, wanted: Q | None = None
) -> list[EventRow]:
    """The entries the actor sees (of one partnership, or of all), begun by `as_of`, in the order of the lists. Three statements, and one
    for each area that counts meetings. `wanted` leaves those that pass it.
    """
    rows = (
        visible(Event, actor)
        .filter(wanted or Q())
        .select_related("partnership", "same_as")
        .order_by("register", "row", "key")
    )
    if partnership is not None:
        rows = rows.filter(partnership=partnership)
    if as_of is not None:
        rows = rows.filter(start__lte=as_of.isoformat())
    events = list(rows)
    codes = partner_codes(actor, {one.partnership_id for one in events if one.partnership_id})
    responsible = responsible_of(actor, events)
    counted = counted_meetings(one.pk for one in events if one.event_class in WITH_MEETINGS)
    for one in events:
        one.meetings = counted.get(one.pk, one.meetings)
    return [register_row(one, codes.get(one.partnership_id or 0, {}), responsible[one.pk]) for one in events]


def register_row(event: Event, codes: Mapping[int, str], responsible: Iterable[tuple[int, str]]) -> EventRow:
    return EventRow(
        partnership=event.partnership.key if event.partnership else "",
        country=event.country_id or "",
        same_as=event.same_as.key if event.same_as else "",
        partners=tuple(codes[pk] for pk, _name in responsible if pk in codes),
        others=tuple(name for pk, name in responsible if pk not in codes),
        **{name: getattr(event, name) for name in FIELDS},
    )


def partner_codes(actor: Actor, partnerships: Iterable[int]) -> dict[int, dict[int, str]]:
    """Partnership -> organisation -> its code in figures: the short name, or the key without one, in lower case."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    rows = visible(Participation, actor).filter(partnership__in=partnerships)
    for partnership, organisation, short, key in rows.values_list(
        "partnership_id", "organisation_id", "organisation__short_name", "organisation__key"
    ):
        found[partnership][organisation] = partner_code(short, key)
    return found


def responsible_of(actor: Actor, events: Iterable[Event]) -> dict[int, list[tuple[int, str]]]:
    """Event -> (organisation, name) of those responsible, in their order, as far as the actor sees them."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    rows = visible(EventOrganisation, actor).filter(
        role=EventRole.RESPONSIBLE, event__in=[one.pk for one in events]
    )
    ordered = rows.order_by("event_id", "position", "pk")
    for event, organisation, name in ordered.values_list("event_id", "organisation_id", "organisation__name"):
        found[event].append((organisation, name))
    return found


@dataclass(frozen=True, slots=True)
class CountryTotals:
    """What one country's entries come to. None means that no entry states it; `rows` are the keys behind each number."""

    country: str
    preparatory: int | None
    c2c_events: int | None
    c2c_meetings: int | None
    b2b_events: int | None
    b2b_meetings: int | None
    rows: Mapping[str, tuple[str, ...]]


def totals_by_country(rows: Iterable[EventRow]) -> list[CountryTotals]:
    """Preparatory, C2C and B2B events and their meetings, by country; second entries are not counted. The last line is all."""
    counted = [one for one in rows if not one.same_as]
    countries = sorted({one.country for one in counted})
    lines = [totals(country, [one for one in counted if one.country == country]) for country in countries]
    return [*lines, totals("", counted)]


def totals(country: str, rows: Iterable[EventRow]) -> CountryTotals:
    of: dict[str, list[EventRow]] = defaultdict(list)
    for one in rows:
        of[one.event_class].append(one)
    preparatory, c2c, b2b = of[EventClass.PREPARATORY], of[EventClass.C2C], of[EventClass.B2B]
    return CountryTotals(
        country=country,
        preparatory=number_of(preparatory),
        c2c_events=number_of(c2c),
        c2c_meetings=meetings_of(c2c),
        b2b_events=number_of(b2b),
        b2b_meetings=meetings_of(b2b),
        rows={
            "preparatory": tuple(one.key for one in preparatory),
            "c2c": tuple(one.key for one in c2c),
            "b2b": tuple(one.key for one in b2b),
        },
    )


def number_of(rows: list[EventRow]) -> int | None:
    return sum(one.number for one in rows) if rows else None


def meetings_of(rows: list[EventRow]) -> int | None:
    stated = [one.meetings for one in rows if one.meetings is not None]
    return sum(stated) if stated else None
