"""The demo's invented day of single meetings: 120 participants from their wishes to what had become of it a month later."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from kontor.hub.accounts.models import Team
from kontor.hub.foundation.actor import Actor
from kontor.hub.matchmaking import actions
from kontor.hub.matchmaking.choices import Arrival, Held, Result, ScheduleState, Stage
from kontor.hub.matchmaking.models import FollowUp, Meeting, Participant, Session
from kontor.hub.missions import actions as missions

NO_SHOW_EVERY, SAID_EVERY = 23, 3
RESULTS = (Result.CONTACT, Result.FOLLOW_UP, Result.NOTHING, Result.OFFER, Result.AGREEMENT)
LATER = (
    (Result.OFFER, "The offer is written, the sample is on its way."),
    (Result.FOLLOW_UP, "A second meeting by video, with a third partner."),
    (Result.NOTHING, ""),
)
A_MONTH = timedelta(days=33)  # after the day, when the first question has been asked
NEXT = ("Send the price list", "Visit the plant in June", "", "Exchange samples", "Draft a letter of intent")


def load_day(actor: Actor, folder: Path, team: Team, load_file: Callable[[Actor, str, Path], int]) -> int:
    """Set up the day, bring people and wishes, plan, publish, and say what came of every third meeting. Once.

    Returns how many meetings its schedule has.
    """
    told = json.loads((folder / "day.json").read_text(encoding="utf-8"))
    key = told["session"]["key"]
    if Session.objects.filter(key=key).exists():
        kept = Meeting.objects.filter(schedule__session__key=key, schedule__state=ScheduleState.PUBLISHED)
        return kept.count()
    entry = missions.EventEntry(fields={**told["event"], "team_id": team.pk})
    (event,) = missions.add_events(actor=actor, entries=[entry])
    fields = actions.SessionEntry(told["session"], told["times"], told["places"])
    session = actions.add_session(actor=actor, event=event, entry=fields)
    load_file(actor, "participants", folder / "participants.csv")
    load_file(actor, "wishes", folder / "wishes.csv")
    actions.set_stage(actor=actor, session=session, stage=Stage.PLANNING)
    draft = actions.plan(actor=actor, session=session, limit=told["seconds"])
    actions.publish(actor=actor, schedule=draft)
    hold(actor, session)
    tell_later(actor, session)
    return Meeting.objects.filter(schedule=draft).count()


def hold(actor: Actor, session: Session) -> None:
    """Some do not come; of the other meetings both sides of every third say what came of it."""
    for place, one in enumerate(Participant.objects.filter(session=session).order_by("pk"), start=1):
        arrival = Arrival.NO_SHOW if place % NO_SHOW_EVERY == 0 else Arrival.ARRIVED
        actions.set_arrival(actor=actor, participant=one, arrival=arrival)
    meetings = Meeting.objects.filter(schedule__session=session).select_related("wish__asker", "wish__asked")
    for place, meeting in enumerate(meetings.order_by("pk")):
        if place % SAID_EVERY == 0:
            say(actor, meeting, place // SAID_EVERY)


def say(actor: Actor, meeting: Meeting, number: int) -> None:
    """Both sides, as far as they came."""
    wish = meeting.wish
    for one, other in ((wish.asker, wish.asked), (wish.asked, wish.asker)):
        if one.arrival == Arrival.NO_SHOW:
            continue
        came = other.arrival == Arrival.ARRIVED
        said = {
            "held": Held.HELD if came else Held.OTHER_ABSENT,
            "result": RESULTS[number % len(RESULTS)] if came else "",
            "said": "",
            "next_step": NEXT[number % len(NEXT)] if came else "",
            "owner": "",
            "due": None,
        }
        actions.say_outcome(actor=actor, participant=one, wish=wish, said=said)


def tell_later(actor: Actor, session: Session) -> None:
    """Who has an address is asked a month later what became of it; two of three answer."""
    day = date.fromisoformat(session.event.start) + A_MONTH
    actions.ask_later(actor=actor, today=day)
    asked = FollowUp.objects.filter(participant__session=session).select_related("participant")
    for place, one in enumerate(asked.order_by("pk")):
        if place % len(LATER) < len(LATER) - 1:
            result, answer = LATER[place // len(LATER) % len(LATER)]
            actions.answer_later(
                actor=actor,
                participant=one.participant,
                month=one.month,
                result=result,
                answer=answer,
                today=day,
            )
