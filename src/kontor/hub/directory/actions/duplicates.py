"""Possible doubles: look for them, find two to be different, take that back."""

from django.db import transaction
from django.utils.translation import gettext

from kontor.hub.directory.models import DismissedPair, Organisation
from kontor.hub.directory.queries.duplicates import JOB
from kontor.hub.directory.rules import duplicates as rules
from kontor.hub.foundation import audit, jobs
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.models import Job
from kontor.hub.foundation.models.job import JobState
from kontor.hub.foundation.permission import require

UNDER_WAY = (JobState.WAITING, JobState.RUNNING)


def find_duplicates(*, actor: Actor) -> Job:
    """Search the whole directory for doubles in the background. Refused while one search is under way."""
    require(actor, "directory.duplicates")
    if Job.objects.filter(kind=JOB, state__in=UNDER_WAY).exists():
        raise rules.SearchIsRunning
    return jobs.start(actor, JOB, gettext("Search for doubles"))


@transaction.atomic
def dismiss(*, actor: Actor, one: Organisation, other: Organisation, reason: str) -> DismissedPair:
    """Say that these two are different, and why: they are not proposed again. Refused without a reason, or twice."""
    for side in (one, other):
        require(actor, "directory.dismiss-pair", side)
    rules.check_two(one.pk, other.pk, one.name)
    rules.check_explained(reason)
    first, second = sorted((one, other), key=lambda side: side.pk)
    if DismissedPair.objects.filter(first=first, second=second).exists():
        raise rules.DismissedAlready(first=first.name, second=second.name)
    pair = DismissedPair.objects.create(first=first, second=second, reason=reason.strip())
    audit.record(actor, "directory.dismiss-pair", pair)
    return pair


@transaction.atomic
def undismiss(*, actor: Actor, pair: DismissedPair) -> None:
    """Take back that two are different: they are proposed again."""
    require(actor, "directory.dismiss-pair", pair)
    audit.record(actor, "directory.undismiss-pair", pair, before=audit.state_of(pair), after={})
    pair.delete()
