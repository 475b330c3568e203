"""The mission register: what partnerships plan and planned where and when, from what is recorded of them.

Three records speak: events, the activities that a source states, and target markets, which stand for a plan of those of whom
nothing else is known in the country. Read anew for each question, so it is never behind the records.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.models import ProgrammeMembership
from kontor.hub.foundation.models.geography import third_country
from kontor.hub.foundation.partial_dates import earliest, latest
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions.choices import EventClass, EventMode, MissionDirection
from kontor.hub.missions.models import Event
from kontor.hub.missions.queries.halves import halves_of, read, span
from kontor.hub.partnerships.choices import ActivityType, TargetBasis
from kontor.hub.partnerships.models import Activity, Partnership, TargetMarket

ABROAD = (
    ActivityType.MISSION, ActivityType.INBOUND_MISSION, ActivityType.C2C_SESSION, ActivityType.B2B_MEETING,
    ActivityType.WORKSHOP, ActivityType.STUDY_VISIT, ActivityType.FAIR, ActivityType.CONFERENCE,
)  # fmt: skip
GROUPING = "EU"
EVENT, ACTIVITY, TARGET = "event", "activity", "target"
RECORDS = {EVENT: _("event"), ACTIVITY: _("stated activity"), TARGET: _("target market")}
# How the time of an entry is known.
DATED, PROJECT, UNKNOWN = "dated", "project", "unknown"
WORDS = re.compile(r"[^\W\d_]{4,}")
EMPTY_WORDS = frozenset(
    (
        "and", "for", "from", "with", "title", "partner", "names", "other", "products", "services", "technologies", "technology",
        "advanced", "smart", "data", "based",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of the register; '' is all. `first` and `last` are half-years."""

    country: str = ""
    sector: str = ""
    partnership: str = ""
    first: int | None = None
    last: int | None = None


EVERYTHING = Asked()


def asked(country: str = "", period: str = "", sector: str = "", partnership: str = "") -> Asked:
    """From words: `period` is '2019' or '2019-H1'; what is neither asks for every period."""
    halves = read(period) or (None, None)
    return Asked(country.upper(), sector.casefold(), partnership, *halves)


@dataclass(frozen=True, slots=True)
class Entry:
    """One plan, held or not. `first` and `last` are the half-years in which it can be, None where nothing says when.

    `timing` says whether its own date is known or only the time of its partnership; `travels` whether it takes people to
    a third country, so that others could join.
    """

    key: str
    record: str
    what: str
    kind: str
    partnership: str
    acronym: str
    country: str
    start: str
    end: str
    date_text: str
    timing: str
    first: int | None
    last: int | None
    number: int | None
    url: str
    travels: bool
    past: bool
    sectors: frozenset[str] = field(default=frozenset())

    @property
    def period(self) -> str:
        return span(self.first, self.last) if self.first is not None and self.last is not None else ""

    @property
    def record_in_words(self) -> Any:
        return RECORDS[self.record]


def register(actor: Actor, as_of: date, of: Asked = EVERYTHING) -> list[Entry]:
    """The entries the actor sees, by country and time; what has neither stands at the end. Six statements."""
    here = Q(country=of.country) if of.country else Q()
    of_events, of_activities = events(actor).filter(here), activities(actor).filter(here)
    of_targets = targets(actor, here)
    planned = {one.partnership_id for rows in (of_events, of_activities, of_targets) for one in rows}
    tell = Telling(actor, as_of, planned)
    made = [
        *(tell.event(one) for one in of_events),
        *(tell.activity(one) for one in of_activities),
        *(tell.target(one) for one in of_targets),
    ]
    kept = [one for one in speaking(made) if passes(one, of)]
    return sorted(
        kept, key=lambda one: (one.country or "~", one.first is None, one.first or 0, one.acronym, one.key)
    )


def events(actor: Actor) -> QuerySet[Event]:
    """Those that count: a second entry of an event is none of its own."""
    return visible(Event, actor).filter(same_as=None).order_by("key")


def activities(actor: Actor) -> QuerySet[Activity]:
    return visible(Activity, actor).filter(type__in=ABROAD).order_by("key")


def targets(actor: Actor, here: Q) -> list[TargetMarket]:
    """One for each partnership and country: the sources that state it are not counted apart."""
    bases = (TargetBasis.TARGET, TargetBasis.MISSION)
    rows = visible(TargetMarket, actor).filter(here, basis__in=bases).order_by("partnership", "country", "pk")
    found: dict[tuple[int, str], TargetMarket] = {}
    for one in rows:
        known = found.setdefault((one.partnership_id, one.country_id), one)
        if not (known.start or known.end) and (one.start or one.end):
            found[one.partnership_id, one.country_id] = one
    return list(found.values())


def partnerships_of(actor: Actor, pks: Iterable[int | None]) -> dict[int | None, Partnership]:
    rows = visible(Partnership, actor).filter(pk__in=[pk for pk in pks if pk])
    return {one.pk: one for one in rows.select_related("call").prefetch_related("terms")}


def memberships() -> Mapping[str, list[ProgrammeMembership]]:
    """Country -> its memberships of any programme: on a day without one it is a third country. One statement."""
    found: dict[str, list[ProgrammeMembership]] = defaultdict(list)
    for one in ProgrammeMembership.objects.all():
        found[one.country_id].append(one)
    return found


class Telling:
    """Makes entries of records: what each record says, and the time of its partnership where it says no time."""

    def __init__(self, actor: Actor, as_of: date, pks: Iterable[int | None]) -> None:
        self.partnerships = partnerships_of(actor, pks)
        self.sectors = {pk: sectors_of(one) for pk, one in self.partnerships.items()}
        self.memberships = memberships()
        self.as_of = as_of

    def entry(self, of: Any, **said: Any) -> Entry:
        partnership = self.partnerships.get(of.partnership_id)
        own = halves_of(of.start, of.end)
        halves = own or (halves_of(partnership.start, partnership.end) if partnership else None)
        ends = of.end or of.start or (partnership.end if partnership else "")
        over = latest(ends)
        return Entry(
            partnership=partnership.key if partnership else "",
            acronym=partnership.acronym if partnership else "",
            country=of.country_id or "",
            start=of.start,
            end=of.end,
            timing=DATED if own else PROJECT if halves else UNKNOWN,
            first=halves[0] if halves else None,
            last=halves[1] if halves else None,
            past=over is not None and over < self.as_of,
            sectors=self.sectors.get(of.partnership_id, frozenset()),
            **(said | {"travels": said["travels"] and partnership is not None and self.is_outside(of)}),
        )

    def is_outside(self, of: Any) -> bool:
        if not of.country_id or of.country_id == GROUPING:
            return False
        partnership = self.partnerships.get(of.partnership_id)
        day = earliest(of.start) or (earliest(partnership.start) if partnership else None) or self.as_of
        return third_country(self.memberships.get(of.country_id, []), day)

    def event(self, one: Event) -> Entry:
        stays = one.mission == MissionDirection.INBOUND or one.mode == EventMode.ONLINE
        return self.entry(
            one,
            key=f"event-{one.key}",
            record=EVENT,
            what=one.name,
            kind=str(one.get_event_class_display()),
            date_text=one.date_text,
            number=one.number,
            url=one.get_absolute_url(),
            travels=not stays and one.event_class != EventClass.WEBINAR,
        )

    def activity(self, one: Activity) -> Entry:
        return self.entry(
            one,
            key=f"activity-{one.key}",
            record=ACTIVITY,
            what=one.note,
            kind=str(one.get_type_display()),
            date_text=one.date_text,
            number=one.count,
            url=f"{self.page_of(one)}#activities",
            travels=one.type != ActivityType.INBOUND_MISSION,
        )

    def target(self, one: TargetMarket) -> Entry:
        return self.entry(
            one,
            key=f"target-{one.pk}",
            record=TARGET,
            what="",
            kind=str(one.get_basis_display()),
            date_text="",
            number=None,
            url=f"{self.page_of(one)}#targets",
            travels=True,
        )

    def page_of(self, one: Activity | TargetMarket) -> str:
        return self.partnerships[one.partnership_id].get_absolute_url()


def sectors_of(partnership: Partnership) -> frozenset[str]:
    """Its terms, and the words of its sector focus that say something; the same in every language."""
    terms = {str(term).casefold() for term in partnership.terms.all()}
    words = set(WORDS.findall(partnership.sector_focus.casefold())) - EMPTY_WORDS
    return frozenset(terms | words)


def speaking(entries: Iterable[Entry]) -> list[Entry]:
    """A target market stands for a plan only where its partnership says nothing else of the country, or the target a time."""
    found = list(entries)
    said = {(one.partnership, one.country) for one in found if one.record != TARGET and one.travels}
    return [
        one
        if one.record != TARGET or one.timing == DATED or (one.partnership, one.country) not in said
        else replace(one, travels=False)
        for one in found
    ]


def passes(one: Entry, of: Asked) -> bool:
    if of.country not in ("", one.country) or of.partnership not in ("", one.partnership):
        return False
    if of.sector and of.sector not in one.sectors:
        return False
    if of.first is None or of.last is None:
        return True
    return one.first is not None and one.last is not None and one.first <= of.last and of.first <= one.last
