"""What is due on the cases that the actor works on: steps, questions to answer, signatures expected, agreements that end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kontor.hub.agreements.choices import AgreementState, CaseState, StepState
from kontor.hub.agreements.models import Agreement, CooperationCase, FollowUp, Step
from kontor.hub.agreements.queries.workable import work_of
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.partial_dates import latest

STEPS_AHEAD = timedelta(days=30)
ENDS_AHEAD = timedelta(days=60)
FAR_AHEAD = timedelta(days=740)
MOST_DUE = 200


@dataclass(frozen=True, slots=True)
class Due:
    """Something with a day. `text` holds only what everybody reads who sees the case. `act_url` is where to do it."""

    kind: str
    number: int
    day: date
    title: str
    text: str
    case_url: str
    act_url: str
    act: str
    version: int
    changed_at: Any

    @property
    def uid(self) -> str:
        """Stable over all changes, for calendars."""
        return f"{self.kind}-{self.number}"


def own_cases(actor: Actor) -> QuerySet[CooperationCase]:
    """The cases that the actor works on and that count: told twice, they are asked for once."""
    return CooperationCase.objects.filter(work_of(actor), same_as=None)


def due(actor: Actor, today: date) -> list[Due]:
    """What is late or soon due, in the order of days. Three statements."""
    return in_order(actor, steps_until=today + STEPS_AHEAD, ends_until=today + ENDS_AHEAD)


def deadlines(actor: Actor, today: date) -> list[Due]:
    """Everything with a day, for two years: what a calendar holds. Three statements."""
    return in_order(actor, steps_until=today + FAR_AHEAD, ends_until=today + FAR_AHEAD)


def in_order(actor: Actor, *, steps_until: date, ends_until: date) -> list[Due]:
    cases = own_cases(actor).values("pk")
    found = [
        *steps_due(cases, steps_until),
        *follow_ups_due(cases, steps_until),
        *agreements_due(cases, steps_until, ends_until),
    ]
    return sorted(found, key=lambda one: (one.day, one.uid))[:MOST_DUE]


def steps_due(cases: Any, until: date) -> Iterable[Due]:
    rows = Step.objects.filter(case__in=cases, state=StepState.OPEN, due_on__lte=until)
    for one in (
        rows.exclude(case__state=CaseState.CLOSED).select_related("case").order_by("due_on")[:MOST_DUE]
    ):
        assert one.due_on is not None
        act = reverse("agreements:finish_step", args=[one.case.key, one.pk])
        yield Due("step", one.pk, one.due_on, one.text, one.case.title, one.case.get_absolute_url(), act,
                  gettext("It is done"), one.version, one.changed_at)  # fmt: skip


def follow_ups_due(cases: Any, until: date) -> Iterable[Due]:
    rows = FollowUp.objects.filter(case__in=cases, answered_on=None, due_on__lte=until)
    for one in (
        rows.exclude(case__state=CaseState.CLOSED).select_related("case").order_by("due_on")[:MOST_DUE]
    ):
        asked = ngettext(
            "What became of it after %(month)s month?", "What became of it after %(month)s months?", one.month
        )
        title = asked % {"month": one.month}
        act = reverse("agreements:answer_follow_up", args=[one.case.key, one.pk])
        yield Due("follow-up", one.pk, one.due_on, title, one.case.title, one.case.get_absolute_url(), act,
                  gettext("Answer"), one.version, one.changed_at)  # fmt: skip


def agreements_due(cases: Any, signing_until: date, ends_until: date) -> Iterable[Due]:
    ending = Q(state=AgreementState.SIGNED, expires_on__lte=ends_until)
    signing = (
        Q(state=AgreementState.TO_BE_SIGNED)
        & ~Q(expected_on="")
        & Q(expected_on__lte=signing_until.isoformat())
    )
    rows = Agreement.objects.filter(ending | signing, case__in=cases, same_as=None).select_related("case")
    for one in rows.order_by("pk")[:MOST_DUE]:
        kind = {"kind": one.get_kind_display()}
        if one.state == AgreementState.SIGNED:
            assert one.expires_on is not None
            day, title, verb, act = (
                one.expires_on,
                gettext("Ends: %(kind)s"),
                "renew_agreement",
                gettext("Renew"),
            )
        else:
            expected = latest(one.expected_on)
            assert expected is not None
            day, title, verb, act = (
                expected,
                gettext("To be signed: %(kind)s"),
                "sign_agreement",
                gettext("Record the signature"),
            )
        yield Due("agreement", one.pk, day, title % kind, one.case.title, one.get_absolute_url(),
                  reverse(f"agreements:{verb}", args=[one.case.key, one.pk]), act, one.version, one.changed_at)  # fmt: skip
