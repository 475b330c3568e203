"""What is printed for an event: personal schedules, the plan of tables, badges."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

from kontor.documents.handouts import Badge, Handout, Part, Sheet, SheetColumn
from kontor.documents.handouts import badges as set_badges
from kontor.documents.handouts import sheets as set_sheets
from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.paper import words
from kontor.hub.foundation.partial_dates import written
from kontor.hub.matchmaking.models import Participant, Place, Schedule, Session
from kontor.hub.matchmaking.queries.agenda import Appointment
from kontor.hub.matchmaking.queries.outcome_sheet import MeetingCame, OutcomeSheet
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


def outcome_sheet(sheet: OutcomeSheet) -> bytes:
    """What came of one participant's meetings, to take along."""
    session = sheet.participant.session
    columns = (
        SheetColumn(gettext("When"), 0.9, strong=True),
        SheetColumn(gettext("With whom"), 1.5, strong=True),
        SheetColumn(gettext("What came of it"), 1.9),
        SheetColumn(gettext("Next step"), 1.5),
        SheetColumn(gettext("What it became"), 0.9),
    )
    rows = tuple(outcome_row(one, sheet.participant) for one in sheet.meetings)
    nothing = gettext("There is no meeting for you in a published schedule.")
    found = Sheet(
        title=sheet.participant.name,
        lines=(stands_for(sheet.participant), counted(sheet)),
        parts=(Part(gettext("What came of the meetings"), columns, rows, nothing), *later_part(sheet)),
        closing=hidden_in_words(sheet.hidden),
    )
    return set_sheets(handout(session, sheet.schedule, gettext("Outcome sheet"), ""), (found,))


def counted(sheet: OutcomeSheet) -> str:
    return gettext("Meetings planned: %(planned)s · held: %(held)s · became a cooperation case: %(cases)s") % {
        "planned": len(sheet.meetings), "held": sheet.held, "cases": sheet.went_on,
    }  # fmt: skip


def outcome_row(one: MeetingCame, reader: Participant) -> tuple[tuple[str, ...], ...]:
    """What the two sides say stands one under the other."""
    when = (f"{one.at.begins}\N{EN DASH}{one.at.ends}", day_in_words(one.at.day))
    said, steps = [], []
    for told in one.said:
        whose = "" if told.participant_id == reader.pk else f"{gettext('the other side:')} "
        result = told.get_result_display() if told.result else ""
        said += [whose + ", ".join(filter(None, (told.get_held_display(), result))), told.said]
        if told.next_step:
            due = told_day(told.due) if told.due else ""
            steps += [whose + told.next_step, " · ".join(filter(None, (told.owner, due)))]
    return (when, who(one.at.other), tuple(said), tuple(steps), (str(one.fate.label),) if one.fate else ())


def later_part(sheet: OutcomeSheet) -> Iterable[Part]:
    if sheet.later:
        columns = (
            SheetColumn(gettext("After months"), 0.6, strong=True),
            SheetColumn(gettext("The most that came of it"), 1.2),
            SheetColumn(gettext("In a few words"), 3.0),
        )
        rows = tuple(
            ((str(one.month),), (str(one.get_result_display()),), (one.answer,)) for one in sheet.later
        )
        yield Part(gettext("What became of it months later"), columns, rows)


def hidden_in_words(number: int) -> tuple[str, ...]:
    """Cases that the reader may not know are counted, never named."""
    if not number:
        return ()
    told = ngettext(
        "%(number)s meeting became a cooperation case that is not shown here by name.",
        "%(number)s meetings became cooperation cases that are not shown here by name.",
        number,
    )
    return (told % {"number": number},)


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
