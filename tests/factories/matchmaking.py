"""Sessions of single meetings as plain rows: what is not said gets a sensible value."""

from datetime import UTC, datetime, timedelta
from itertools import count

from kontor.hub.matchmaking.models import (
    FollowUp,
    Meeting,
    Participant,
    ParticipantType,
    Place,
    Schedule,
    Session,
    Slot,
    Wish,
)
from kontor.hub.surveys import kit
from tests.factories.directory import make_country
from tests.factories.missions import make_event

number = count(1)
NINE = datetime(2027, 5, 12, 9, tzinfo=UTC)


def make_session(event=None, name="", slots=4, tables=2, **fields):
    """An open session in UTC with two types that may ask each other, times from nine o'clock, one room."""
    one = next(number)
    fields.setdefault("key", f"session-{one}")
    session = Session.objects.create(event=event or make_event(), name=name or f"Session {one}", **fields)
    visiting = ParticipantType.objects.create(session=session, key="visiting", name="Visiting side")
    receiving = ParticipantType.objects.create(session=session, key="receiving", name="Receiving side")
    visiting.may_ask.add(receiving)
    receiving.may_ask.add(visiting)
    step = timedelta(minutes=session.minutes + session.pause)
    Slot.objects.bulk_create(
        Slot(session=session, block="Morning", start=NINE + step * i) for i in range(slots)
    )
    Place.objects.create(session=session, name="Hall", tables=tables)
    return session


def make_participant(session, name="", side="visiting", country="", **fields):
    one = next(number)
    nonce = kit.new_nonce()
    fields.setdefault("key", f"participant-{one}")
    if country:
        fields["country"] = make_country(country)
    return Participant.objects.create(
        session=session,
        kind=session.types.get(key=side),
        name=name or f"Participant {one}",
        nonce=nonce,
        link_digest=kit.digest(kit.link_token(nonce)),
        **fields,
    )


def make_wish(asker, asked, **fields):
    return Wish.objects.create(session=asker.session, asker=asker, asked=asked, **fields)


def make_follow_up(participant, month=1, **fields):
    fields.setdefault("due_on", NINE.date())
    return FollowUp.objects.create(participant=participant, month=month, **fields)


def make_schedule(session, state="draft", **fields):
    fields.setdefault("number", session.schedules.count() + 1)
    return Schedule.objects.create(session=session, state=state, **fields)


def make_meeting(schedule, wish, slot=0, **fields):
    """The wish held in the session's time of that position, in its first room."""
    session = schedule.session
    fields.setdefault("place", session.places.first())
    return Meeting.objects.create(schedule=schedule, wish=wish, slot=session.slots.all()[slot], **fields)
