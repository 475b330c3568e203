"""The day itself, as the organiser's tablet shows it: what is on now, what is next, who has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet

from kontor.hub.matchmaking.choices import Arrival, Held
from kontor.hub.matchmaking.models import Participant, Schedule, Session
from kontor.hub.matchmaking.queries.problem import published_of
from kontor.hub.matchmaking.queries.schedules import TimeRow, people_on, rows_of

SHOWN_AT_MOST = 60


@dataclass(frozen=True, slots=True)
class DayShown:
    """`now` and `soon` are the time that runs and the next one; `counts` how many are expected, have come, did not."""

    session: Session
    schedule: Schedule | None
    now: TimeRow | None
    soon: TimeRow | None
    people: Sequence[Participant]
    more: bool
    words: str
    counts: dict[str, int]
    absent_told: Sequence[Participant]


def day_shown(session: Session, moment: datetime, words: str = "") -> DayShown:
    """Gather the page of the day. The number of statements does not depend on how many take part."""
    schedule = published_of(session)
    rows = list(rows_of(schedule, tuple(session.places.all()))) if schedule else []
    begun = [row for row in rows if row.slot.start <= moment]
    running = begun[-1] if begun and ends_after(begun[-1], session, moment) else None
    people = people_on(session, schedule)
    if words:
        people = people.filter(
            Q(name__icontains=words)
            | Q(organisation__name__icontains=words)
            | Q(organisation_name__icontains=words)
        )
    else:
        people = people.exclude(arrival=Arrival.ARRIVED)
    found = list(people[: SHOWN_AT_MOST + 1])
    return DayShown(
        session=session,
        schedule=schedule,
        now=running,
        soon=next((row for row in rows if row.slot.start > moment), None),
        people=found[:SHOWN_AT_MOST],
        more=len(found) > SHOWN_AT_MOST,
        words=words,
        counts=arrivals_of(session),
        absent_told=list(told_absent(session)),
    )


def ends_after(row: TimeRow, session: Session, moment: datetime) -> bool:
    return (moment - row.slot.start).total_seconds() < 60 * session.minutes


def arrivals_of(session: Session) -> dict[str, int]:
    """How many are in each state of arrival. One statement."""
    rows = session.participants.order_by().values_list("arrival").annotate(Count("pk"))
    return dict.fromkeys(Arrival.values, 0) | dict(rows)


def told_absent(session: Session) -> QuerySet[Participant]:
    """Those of whom the other side of a meeting said that they did not come, and who are not noted as absent. One statement."""
    expected = session.participants.filter(arrival=Arrival.EXPECTED)
    as_asked = Q(is_asked__outcomes__held=Held.OTHER_ABSENT) & Q(
        is_asked__outcomes__participant=F("is_asked__asker")
    )
    as_asker = Q(asks__outcomes__held=Held.OTHER_ABSENT) & Q(asks__outcomes__participant=F("asks__asked"))
    return expected.filter(as_asked | as_asker).distinct().order_by("name", "pk")
