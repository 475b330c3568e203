"""Who is told what: exactly the people whose meetings changed, once for each published schedule."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from kontor.hub.foundation import audit, mail
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.mail import Handed
from kontor.hub.foundation.permission import require
from kontor.hub.matchmaking.choices import Arrival, NoticeKind, ScheduleState
from kontor.hub.matchmaking.models import Notice, Participant, Schedule

LETTERS = "matchmaking"
# Longer than all pauses between attempts to hand a letter over.
LOST_AFTER = timedelta(hours=12)
type Seat = tuple[int, int, int, int]


def tell_of_schedule(schedule: Schedule, before: Schedule | None) -> int:
    """Write to everybody with a meeting when a schedule is published first, later to those whose meetings are others."""
    now, was = seats_of(schedule), seats_of(before)
    concerned = {pk for pk in now.keys() | was.keys() if now.get(pk) != was.get(pk)}
    return write_to(concerned, schedule, NoticeKind.CHANGED if before else NoticeKind.PUBLISHED)


def seats_of(schedule: Schedule | None) -> dict[int, frozenset[Seat]]:
    """Participant -> her meetings as (wish, time, room, table). One statement."""
    found: dict[int, set[Seat]] = defaultdict(set)
    if schedule is not None:
        rows = schedule.meetings.values_list("wish", "slot", "place", "table", "wish__asker", "wish__asked")
        for wish, slot, place, table, asker, asked in rows:
            for pk in (asker, asked):
                found[pk].add((wish, slot, place, table))
    return {pk: frozenset(seats) for pk, seats in found.items()}


def write_to(people: Collection[int], schedule: Schedule, kind: str) -> int:
    """Keep one notice for each of them who has an address and takes part, then hand them to the post."""
    reached = Participant.objects.filter(pk__in=people).exclude(email="").exclude(arrival=Arrival.WITHDRAWN)
    notices = [Notice(participant=one, schedule=schedule, kind=kind) for one in reached.order_by("pk")]
    Notice.objects.bulk_create(notices, batch_size=500, ignore_conflicts=True)
    kept = Notice.objects.filter(schedule=schedule, kind=kind, fate="", participant__in=people)
    mail.post(LETTERS, list(kept.values_list("pk", flat=True)))
    return len(notices)


@transaction.atomic
def ask_for_outcomes(*, actor: Actor, schedule: Schedule) -> int:
    """Write to everybody who had a meeting and has not said yet what came of it."""
    require(actor, "matchmaking.organise", schedule.session)
    said = Participant.objects.filter(outcomes__wish__meetings__schedule=schedule).values("pk")
    people = set(seats_of(schedule)) - set(said.values_list("pk", flat=True))
    number = write_to(people, schedule, NoticeKind.OUTCOME)
    audit.record(actor, "matchmaking.ask_for_outcomes", schedule, before={}, after={"letters": number})
    return number


def post_again(*, actor: Actor, now: datetime) -> int:
    """Hand letters about what is published to the post again that waited longer than it ever tries: their task was lost. How many."""
    require(actor, "matchmaking.post_again")
    waiting = Notice.objects.filter(fate="", created_at__lt=now - LOST_AFTER)
    about = waiting.filter(schedule__state=ScheduleState.PUBLISHED).exclude(participant__email="")
    lost = list(about.order_by("pk").values_list("pk", flat=True))
    mail.post(LETTERS, lost)
    return len(lost)


def keep_fate(notice: int, handed: Handed) -> None:
    """What became of a letter, for the organiser's page."""
    Notice.objects.filter(pk=notice).update(fate=str(handed.fate), reason=handed.reason)
