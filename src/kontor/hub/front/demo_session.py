"""The demo's invented day of single meetings: 120 participants from their wishes to what came of the meetings."""

import json
from collections.abc import Callable
from pathlib import Path

from kontor.hub.accounts.models import Team
from kontor.hub.foundation.actor import Actor
from kontor.hub.matchmaking import actions
from kontor.hub.matchmaking.choices import Arrival, Held, Result, ScheduleState, Stage
from kontor.hub.matchmaking.models import Meeting, Participant, Session
from kontor.hub.missions import actions as missions

NO_SHOW_EVERY, SAID_EVERY = 23, 3
RESULTS = (Result.CONTACT, Result.FOLLOW_UP, Result.NOTHING, Result.OFFER, Result.AGREEMENT)
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
