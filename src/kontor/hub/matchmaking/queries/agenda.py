"""The meetings of one participant, as she reads them: when, where, with whom, what was said; and what could not be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kontor.hub.foundation.refusal import N_
from kontor.hub.matchmaking.choices import ScheduleState
from kontor.hub.matchmaking.models import Meeting, Outcome, Participant, Schedule, Wish
from kontor.hub.matchmaking.rules.times import on_the_wall

# Why a wish is not held, for the two people of it. The engine's codes; who 'she' is shows in the values.
WHY = {
    "closed": N_("No time is left in which this meeting could be held."),
    "at_maximum": N_("%(person)s already has as many meetings as wanted (%(maximum)s)."),
    "never_together": N_("The two of you are never there at the same time."),
    "no_common_slot": N_("Whenever you are both there, one of you has another meeting."),
    "no_table": N_("Whenever you are both free, every table is taken."),
    "no_way": N_("No table is near enough to the meetings before and after."),
    "nothing": N_("It could still be held: ask the organiser."),
}
ELSE = N_("It could not be placed.")


@dataclass(frozen=True, slots=True)
class Appointment:
    """One meeting of hers. Times on the clock of the event: `day` '2027-05-12', `begins` '09:00'."""

    meeting: Meeting
    wish: Wish
    other: Participant
    day: str
    begins: str
    ends: str
    start: datetime
    finish: datetime
    room: str
    table: int
    reason: str
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class Missed:
    """A wish of hers that is not held: with whom, and why in words with their values."""

    other: Participant
    why: str
    about: dict[str, Any]


def published_for(participant: Participant) -> Schedule | None:
    rows = Schedule.objects.filter(session=participant.session_id, state=ScheduleState.PUBLISHED)
    return rows.first()


def agenda_of(participant: Participant, schedule: Schedule | None = None) -> list[Appointment]:
    """Her meetings in the published schedule, in order of time. Four statements at most, whatever their number."""
    schedule = schedule or published_for(participant)
    if schedule is None:
        return []
    meetings = of_hers(schedule, participant)
    wishes = [one.wish_id for one in meetings]
    said = {one.wish_id: one for one in Outcome.objects.filter(participant=participant, wish__in=wishes)}
    return [appointment(one, participant, said.get(one.wish_id)) for one in meetings]


def of_hers(schedule: Schedule, participant: Participant) -> list[Meeting]:
    asks = schedule.meetings.filter(wish__asker=participant)
    is_asked = schedule.meetings.filter(wish__asked=participant)
    people = ("asker__organisation", "asked__organisation", "asker__country", "asked__country")
    rows = (asks | is_asked).select_related("slot", "place", *(f"wish__{name}" for name in people))
    return list(rows.order_by("slot__start", "pk"))


def appointment(meeting: Meeting, participant: Participant, outcome: Outcome | None) -> Appointment:
    session, wish = participant.session, meeting.wish
    finish = meeting.slot.start + timedelta(minutes=session.minutes)
    begins, ends = on_the_wall(meeting.slot.start, session.zone), on_the_wall(finish, session.zone)
    return Appointment(
        meeting=meeting,
        wish=wish,
        other=wish.asked if wish.asker_id == participant.pk else wish.asker,
        day=begins[:10],
        begins=begins[11:],
        ends=ends[11:],
        start=meeting.slot.start,
        finish=finish,
        room=meeting.place.name,
        table=meeting.table,
        reason=wish.reason,
        outcome=outcome,
    )


def missed_by(participant: Participant, schedule: Schedule) -> list[Missed]:
    """Her own wishes that the schedule does not hold, with why. Two statements."""
    told = {row["wish"]: row for row in schedule.unmet}
    rows = Wish.objects.filter(pk__in=told).select_related("asker__organisation", "asked__organisation")
    hers = [one for one in rows.order_by("pk") if participant.pk in (one.asker_id, one.asked_id)]
    return [missed(one, participant, told[one.pk]) for one in hers]


def missed(wish: Wish, participant: Participant, row: dict[str, Any]) -> Missed:
    other = wish.asked if wish.asker_id == participant.pk else wish.asker
    return Missed(other, *why_of(row, (wish.asker, wish.asked)))


def why_of(row: dict[str, Any], people: Iterable[Participant]) -> tuple[str, dict[str, Any]]:
    """The sentence of an engine's reason, and its values with names instead of ids."""
    names = {f"p{one.pk}": one.name for one in people}
    about = {name: names.get(value, value) for name, value in row["about"].items()}
    return WHY.get(row["code"], ELSE), about
