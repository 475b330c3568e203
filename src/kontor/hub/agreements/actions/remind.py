"""Every night: whoever is to do something on a case is told by mail, once for each day that comes due."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from kontor.hub.agreements import notices
from kontor.hub.agreements.choices import AgreementState, CaseState, StepState
from kontor.hub.agreements.models import Agreement, FollowUp, Step
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require

# Long enough to negotiate a renewal.
ENDS_AHEAD = timedelta(days=60)
AT_ONCE = 200
OPEN_CASE = Q(case__same_as=None) & ~Q(case__state=CaseState.CLOSED)
OF_A_CASE = ("case__partnership__team", "case__team")


def remind(*, actor: Actor, today: date) -> int:
    """Remind of steps and questions whose day has come, and of agreements that end within 60 days. How many.

    Each only once: a step or question again when its day moves, an agreement when its end moves. In portions, each its own
    transaction, so that what was mailed stays marked whatever happens after it.
    """
    require(actor, "agreements.remind")
    steps = Step.objects.filter(OPEN_CASE, state=StepState.OPEN, due_on__lte=today, reminded_at=None)
    asked = FollowUp.objects.filter(OPEN_CASE, answered_on=None, due_on__lte=today, reminded_at=None)
    ending = Agreement.objects.filter(
        Q(
            case__same_as=None,
            same_as=None,
            state=AgreementState.SIGNED,
            expires_on__range=(today, today + ENDS_AHEAD),
        ),
        Q(reminded_of=None) | ~Q(reminded_of=F("expires_on")),
    )
    now = timezone.now()
    return (
        in_portions(steps.select_related(*OF_A_CASE, "owner_user"), notices.step_due, reminded_at=now)
        + in_portions(asked.select_related(*OF_A_CASE), notices.follow_up_due, reminded_at=now)
        + in_portions(ending.select_related(*OF_A_CASE), notices.agreement_ends, reminded_of=F("expires_on"))
    )


def in_portions(rows: Any, tell: Callable[[Any], None], **mark: Any) -> int:
    told = 0
    while portion := one_portion(rows, tell, mark):
        told += portion
    return told


@transaction.atomic
def one_portion(rows: Any, tell: Callable[[Any], None], mark: dict[str, Any]) -> int:
    """Mark and mail some. The mark is no change that anybody made: neither version nor trail speak of it."""
    due: Iterable[Any] = list(rows.select_for_update(of=("self",)).order_by("pk")[:AT_ONCE])
    pks = [one.pk for one in due]
    rows.model._default_manager.filter(pk__in=pks).update(**mark)
    for one in due:
        tell(one)
    return len(pks)
