"""Schedules as the organiser reads them: figures, meetings time by time, what changed, what could not be held and why."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.refusal import N_, NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.matchmaking.models import Meeting, Participant, Place, Schedule, Session, Slot, Wish
from kontor.hub.matchmaking.queries.agenda import Appointment, appointment, why_of
from kontor.hub.matchmaking.rules.times import on_the_wall

UNMET_AT_MOST = 200
# Why a published meeting changes; the engine's codes.
CHANGE = {
    "cancelled": N_("Declined or withdrawn."),
    "absent": N_("One of the two is not there then."),
    "table": N_("There is no table then."),
    "clash": N_("One of the two has another meeting then."),
    "most": N_("One of the two already has as many meetings as wanted."),
    "room": N_("It makes room for another meeting."),
    "": N_("A wish that could not be held before."),
}
OTHERWISE = N_("It cannot stay where it was.")


@dataclass(frozen=True, slots=True)
class Cell:
    """The meetings of one time in one room."""

    place: Place
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True, slots=True)
class TimeRow:
    """One time: when it is on the clock of the event, and what happens in each room."""

    slot: Slot
    day: str
    begins: str
    ends: str
    cells: tuple[Cell, ...]

    @property
    def has_meetings(self) -> bool:
        return any(cell.meetings for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Unmet:
    """A wish that is not held: who, and why in words with their values."""

    wish: Wish
    why: str
    about: dict[str, Any]

    @property
    def words(self) -> str:
        return gettext(self.why) % self.about


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """One difference to the schedule before: whose meeting, from where to where, and why in words."""

    what: str
    wish: Wish
    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True)
class ScheduleShown:
    """A schedule with all that belongs to it. `gap` is between cost and bound; None where nothing is proven."""

    schedule: Schedule
    rows: tuple[TimeRow, ...]
    places: tuple[Place, ...]
    unmet: tuple[Unmet, ...]
    unmet_number: int
    changes: tuple[ChangeShown, ...]
    gap: float | None
    notices: Mapping[str, int]

    @property
    def gap_percent(self) -> float | None:
        return None if self.gap is None else 100 * self.gap


def schedule_of(actor: Actor, session: Session, number: int) -> Schedule:
    rows = visible(Schedule, actor).select_related("session__event", "based_on")
    found = rows.filter(session=session, number=number).first()
    if found is None:
        raise NotThere
    return found


def schedules_of(actor: Actor, session: Session) -> QuerySet[Schedule]:
    return visible(Schedule, actor).filter(session=session).order_by("-number")


def meeting_of(actor: Actor, session: Session, pk: int) -> Meeting:
    rows = visible(Meeting, actor).select_related(
        "schedule__session__event", "wish__asker", "wish__asked", "slot", "place"
    )
    found = rows.filter(schedule__session=session, pk=pk).first()
    if found is None:
        raise NotThere
    return found


def schedule_shown(schedule: Schedule) -> ScheduleShown:
    """Gather the page of a schedule. The number of statements does not depend on its size."""
    session = schedule.session
    places = tuple(session.places.all())
    return ScheduleShown(
        schedule=schedule,
        rows=tuple(rows_of(schedule, places)),
        places=places,
        unmet=tuple(unmet_of(schedule)),
        unmet_number=len(schedule.unmet),
        changes=tuple(changes_of(schedule, places)),
        gap=gap_of(schedule),
        notices=fates_of(schedule),
    )


def rows_of(schedule: Schedule, places: Sequence[Place]) -> Iterable[TimeRow]:
    """Time by time what happens in each room. Two statements."""
    people = ("asker__organisation", "asked__organisation")
    meetings = schedule.meetings.select_related("slot", "place", *(f"wish__{name}" for name in people))
    at: dict[tuple[int, int], list[Meeting]] = defaultdict(list)
    for one in meetings.order_by("slot__start", "place__position", "table", "pk"):
        at[one.slot_id, one.place_id].append(one)
    used = {slot for slot, _place in at}
    session = schedule.session
    for slot in session.slots.all():
        if slot.removed and slot.pk not in used:
            continue
        begins = on_the_wall(slot.start, session.zone)
        ends = on_the_wall(slot.start + timedelta(minutes=session.minutes), session.zone)
        cells = tuple(Cell(place, tuple(at[slot.pk, place.pk])) for place in places)
        yield TimeRow(slot, begins[:10], begins[11:], ends[11:], cells)


def unmet_of(schedule: Schedule) -> Iterable[Unmet]:
    """The first wishes that are not held, each with why. One statement."""
    told = {row["wish"]: row for row in schedule.unmet[:UNMET_AT_MOST]}
    rows = Wish.objects.filter(pk__in=told).select_related("asker", "asked").order_by("pk")
    for wish in rows:
        yield Unmet(wish, *why_of(told[wish.pk], (wish.asker, wish.asked)))


def changes_of(schedule: Schedule, places: Sequence[Place]) -> Iterable[ChangeShown]:
    """What is other than in the schedule it was made of. Two statements."""
    wishes = Wish.objects.select_related("asker", "asked").in_bulk([row["wish"] for row in schedule.changes])
    rooms = {place.pk: place.name for place in places}
    begins = {
        slot.pk: on_the_wall(slot.start, schedule.session.zone) for slot in schedule.session.slots.all()
    }

    def spot(found: list[int] | None) -> str:
        return f"{begins.get(found[0], '')} {rooms.get(found[1], '')}".strip() if found else ""

    for row in schedule.changes:
        if row["wish"] in wishes:
            why = CHANGE.get(row["code"], OTHERWISE)
            yield ChangeShown(row["what"], wishes[row["wish"]], spot(row["from"]), spot(row["to"]), why)


def gap_of(schedule: Schedule) -> float | None:
    if schedule.objective is None or not schedule.bound:
        return 0.0 if schedule.proven else None
    return (schedule.objective - schedule.bound) / schedule.bound


def fates_of(schedule: Schedule) -> dict[str, int]:
    """Letters about this schedule by what became of them. One statement."""
    found: dict[str, int] = defaultdict(int)
    for fate in schedule.notices.values_list("fate", flat=True):
        found[fate or "waiting"] += 1
    return dict(found)


def people_on(session: Session, schedule: Schedule | None) -> QuerySet[Participant]:
    """Everybody who takes part, by name: those with meetings in the schedule, or all without one."""
    rows = session.participants.select_related("kind", "organisation", "country").order_by("name", "pk")
    if schedule is None:
        return rows
    seats = schedule.meetings.values_list("wish__asker", "wish__asked")
    return rows.filter(pk__in={pk for pair in seats for pk in pair})


def sheets_of(schedule: Schedule) -> Iterable[tuple[Participant, list[Appointment]]]:
    """Everybody with meetings, by name, with them in order of time. Two statements, whatever the number of people."""
    people = ("asker__organisation", "asked__organisation", "asker__country", "asked__country")
    rows = schedule.meetings.select_related("slot", "place", *(f"wish__{name}" for name in people))
    of: dict[int, list[Meeting]] = defaultdict(list)
    for one in rows.order_by("slot__start", "pk"):
        of[one.wish.asker_id].append(one)
        of[one.wish.asked_id].append(one)
    for participant in people_on(schedule.session, None).filter(pk__in=of):
        participant.session = schedule.session
        yield participant, [appointment(one, participant, None) for one in of[participant.pk]]
