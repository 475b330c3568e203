"""What became of the meetings is asked after 1, 3, 6, 12 and 24 months, and answered over the participant's own link."""

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q

from kontor.hub.foundation import audit, mail
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.mail import Handed
from kontor.hub.foundation.permission import require
from kontor.hub.matchmaking.choices import FOLLOW_UP_MONTHS, Arrival, Held, ScheduleState
from kontor.hub.matchmaking.models import FollowUp, Outcome, Participant, Session
from kontor.hub.matchmaking.rules.later import NotAskedYet, question_due

LETTERS = "matchmaking.later"


def ask_later(*, actor: Actor, today: date) -> int:
    """Write to everybody who held a meeting at a session that ended so many months ago. How many letters.

    Each question is asked once, however often this runs; one whose letter has not left is handed to the post again.
    """
    require(actor, "matchmaking.ask_later")
    sessions = Session.objects.filter(schedules__state=ScheduleState.PUBLISHED)
    ended = sessions.annotate(last=Max("slots__start")).exclude(last=None)
    asked = 0
    for session in ended.order_by("pk").iterator():
        due = question_due(session.last.astimezone(ZoneInfo(session.zone)).date(), FOLLOW_UP_MONTHS, today)
        if due is not None:
            asked += ask_of(session, *due)
    return asked


@transaction.atomic
def ask_of(session: Session, month: int, day: date) -> int:
    rows = FollowUp.objects.filter(participant__session=session, month=month)
    known = set(rows.values_list("participant", flat=True))
    people = [pk for pk in held_a_meeting(session) if pk not in known]
    new = [FollowUp(participant_id=pk, month=month, due_on=day) for pk in people]
    FollowUp.objects.bulk_create(new, batch_size=500, ignore_conflicts=True)
    waiting = rows.filter(fate="", answered_on=None)
    mail.post(LETTERS, list(waiting.values_list("pk", flat=True)))
    return len(new)


def held_a_meeting(session: Session) -> Iterable[int]:
    """Who has an address and a meeting of which one side says that it was held and none denies it. One statement."""
    said = Outcome.objects.filter(
        Q(wish__asker=OuterRef("pk")) | Q(wish__asked=OuterRef("pk")), held=Held.HELD
    ).exclude(wish__in=Outcome.objects.exclude(held=Held.HELD).values("wish"))
    rows = Participant.objects.filter(Exists(said), session=session).exclude(email="")
    return list(rows.exclude(arrival=Arrival.WITHDRAWN).order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def answer_later(
    *, actor: Actor, participant: Participant, month: int, result: str, answer: str, today: date
) -> FollowUp:
    """Keep what she says became of her meetings. Said again it replaces what she said; the same again changes nothing."""
    found = (
        FollowUp.objects.select_for_update(of=("self",)).filter(participant=participant, month=month).first()
    )
    if found is None:
        raise NotAskedYet
    if found.answered_on is not None and (found.result, found.answer) == (result, answer):
        return found
    before = audit.state_of(found)
    found.result, found.answer, found.answered_on = result, answer, today
    found.save(update_fields=["result", "answer", "answered_on"])
    audit.record(actor, "matchmaking.answer_later", found, before=before)
    return found


def keep_fate(follow_up: int, handed: Handed) -> None:
    """What became of the letter, for the organiser's page."""
    FollowUp.objects.filter(pk=follow_up).update(fate=str(handed.fate), reason=handed.reason)
