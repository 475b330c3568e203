"""What is printed for an event: personal schedules, the plan of tables, badges."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from django.utils import timezone
from django.utils.translation import get_language, gettext

from kontor.documents.handouts import Badge, Handout, Part, Sheet, SheetColumn
from kontor.documents.handouts import badges as set_badges
from kontor.documents.handouts import sheets as set_sheets
from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.paper import words
from kontor.hub.foundation.partial_dates import written
from kontor.hub.matchmaking.models import Participant, Place, Schedule, Session
from kontor.hub.matchmaking.queries.agenda import Appointment
from kontor.hub.matchmaking.queries.schedules import TimeRow
from kontor.hub.matchmaking.report import code_of


def personal_schedules(
    session: Session, schedule: Schedule | None, found: Iterable[tuple[Participant, Sequence[Appointment]]]
) -> bytes:
    """A sheet for each participant: her meetings day by day, with room to write."""
    told = handout(
        session, schedule, gettext("Personal schedule"), gettext("Nobody has a meeting in this schedule.")
    )
    return set_sheets(told, tuple(sheet_of(one, agenda, session) for one, agenda in found))


def sheet_of(participant: Participant, agenda: Sequence[Appointment], session: Session) -> Sheet:
    days = groupby(agenda, key=lambda one: one.day)
    columns = (
        SheetColumn(gettext("Time"), 0.8, strong=True),
        SheetColumn(gettext("Where"), 0.9, strong=True),
        SheetColumn(gettext("With whom"), 2.0, strong=True),
        SheetColumn(gettext("Notes"), 1.5, write=True),
    )
    parts = [Part(day_in_words(day), columns, tuple(map(row_of, group))) for day, group in days]
    nothing = Part("", columns, (), gettext("There is no meeting for you in a published schedule."))
    return Sheet(
        title=participant.name,
        lines=(stands_for(participant), gettext("Times in %(zone)s") % {"zone": session.zone}),
        parts=tuple(parts) or (nothing,),
        closing=helped_by(session),
    )


def row_of(one: Appointment) -> tuple[tuple[str, ...], ...]:
    table = gettext("table %(number)s") % {"number": one.table}
    return (
        (one.begins, gettext("until %(time)s") % {"time": one.ends}),
        (one.room, table),
        (one.other.name, stands_for(one.other), one.reason),
        (),
    )


def plan_of_tables(schedule: Schedule, rows: Sequence[TimeRow], places: Sequence[Place]) -> bytes:
    """The meetings time by time, then table by table: the one hangs at the entrance, the others in their rooms."""
    session = schedule.session
    told = handout(session, schedule, gettext("Plan of tables"), "")
    busy = [row for row in rows if row.has_meetings]
    by_time = Sheet(
        title=gettext("Plan of tables, time by time"),
        lines=(session.name, gettext("Times in %(zone)s") % {"zone": session.zone}),
        parts=tuple(map(part_of_time, busy))
        or (Part("", (), (), gettext("This schedule holds no meeting.")),),
        closing=helped_by(session),
    )
    rooms = (sheet_of_room(place, busy, session) for place in places)
    return set_sheets(told, (by_time, *(room for room in rooms if room.parts)))


def part_of_time(row: TimeRow) -> Part:
    columns = (
        SheetColumn(gettext("Room"), 1.0, strong=True),
        SheetColumn(gettext("Table"), 0.5, strong=True),
        SheetColumn(gettext("Who meets"), 2.0, strong=True),
        SheetColumn(gettext("With whom"), 2.0, strong=True),
    )
    rows = tuple(
        ((cell.place.name,), (str(one.table),), who(one.wish.asker), who(one.wish.asked))
        for cell in row.cells
        for one in cell.meetings
    )
    return Part(f"{day_in_words(row.day)}, {row.begins}\N{EN DASH}{row.ends}", columns, rows)


def sheet_of_room(place: Place, rows: Sequence[TimeRow], session: Session) -> Sheet:
    columns = (
        SheetColumn(gettext("Time"), 1.2, strong=True),
        SheetColumn(gettext("Who meets"), 2.0, strong=True),
        SheetColumn(gettext("With whom"), 2.0, strong=True),
    )
    at: dict[int, list[tuple[tuple[str, ...], ...]]] = {}
    for row in rows:
        for one in (one for cell in row.cells if cell.place.pk == place.pk for one in cell.meetings):
            when = (f"{row.begins}\N{EN DASH}{row.ends}", day_in_words(row.day))
            at.setdefault(one.table, []).append((when, who(one.wish.asker), who(one.wish.asked)))
    return Sheet(
        title=place.name,
        lines=(session.name, gettext("Times in %(zone)s") % {"zone": session.zone}),
        parts=tuple(
            Part(gettext("Table %(number)s") % {"number": table}, columns, tuple(meetings))
            for table, meetings in sorted(at.items())
        ),
        closing=helped_by(session),
    )


def badges(session: Session, people: Iterable[tuple[Participant, str]]) -> bytes:
    """A badge for each participant, with a code that opens her own page: (participant, its address)."""
    told = handout(session, None, gettext("Badges"), gettext("Nobody takes part yet."))
    return set_badges(told, tuple(badge_of(one, address) for one, address in people))


def badge_of(one: Participant, address: str) -> Badge:
    return Badge(
        name=one.name,
        lines=(one.stands_for, one.function, country(one)),
        kind=one.kind.name,
        code=code_of(address),
        code_label=gettext("Code that opens the page of %(name)s") % {"name": one.name},
    )


def handout(session: Session, schedule: Schedule | None, title: str, empty: str) -> Handout:
    numbered = gettext("Schedule %(number)s") % {"number": schedule.number} if schedule else ""
    day = timezone.localdate()
    return Handout(
        title=title,
        subject=session.name,
        dated=", ".join(filter(None, (numbered, gettext("printed on %(day)s") % {"day": told_day(day)}))),
        as_of=day,
        language=language(),
        words=words(),
        empty=empty,
    )


def who(one: Participant) -> tuple[str, ...]:
    return (one.name, one.stands_for)


def stands_for(one: Participant) -> str:
    return " · ".join(filter(None, (one.stands_for, country(one))))


def country(one: Participant) -> str:
    return country_name(one.country_id, language()) if one.country_id else ""


def helped_by(session: Session) -> tuple[str, ...]:
    return (f"{gettext('Who helps:')} {session.contact}",) if session.contact else ()


def language() -> str:
    return get_language() or "en"


def day_in_words(day: str) -> str:
    return written(day, language())


def told_day(day: date) -> str:
    return written(day.isoformat(), language())
