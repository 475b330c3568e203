"""Whom we tell what, by mail after the commit. Plain text, in the reader's language.

Mails hold only what everybody reads who sees the case: its title, a step, a day. Never a party, an amount or an answer.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse

from kontor.hub.accounts.models import User
from kontor.hub.accounts.queries import actor_of, team_members
from kontor.hub.agreements.choices import PartyRole
from kontor.hub.agreements.models import (
    Agreement,
    CollaborationReport,
    CooperationCase,
    FollowUp,
    Party,
    Step,
)
from kontor.hub.foundation import mail
from kontor.hub.foundation.actor import EDITORS
from kontor.hub.foundation.visibility import sees
from kontor.hub.partnerships.models import Partnership


def collaboration_asked(report: CollaborationReport) -> None:
    """Those who edit the other partnership are asked whether it is so."""
    if report.counterpart is not None:
        _send("collaboration_asked", team_of(report.counterpart), report.counterpart, report=report)


def collaboration_answered(report: CollaborationReport) -> None:
    """Those who edit the partnership that reported hear the answer."""
    _send("collaboration_answered", team_of(report.reporter), report.reporter, report=report)


def step_due(step: Step) -> None:
    """Who is to take a step, or the responsible partner, hears that its day has come."""
    owner = step.owner_user
    readers = [owner] if owner is not None and owner.is_active else responsible(step.case)
    _send("step_due", readers, step.case, step=step)


def follow_up_due(follow_up: FollowUp) -> None:
    """The responsible partner is asked what became of a case."""
    _send("follow_up_due", responsible(follow_up.case), follow_up.case, follow_up=follow_up)


def agreement_ends(agreement: Agreement) -> None:
    """The responsible partner hears that an agreement ends soon."""
    _send("agreement_ends", responsible(agreement.case), agreement.case, agreement=agreement)


def team_of(partnership: Partnership) -> Iterable[User]:
    return team_members([partnership.team_id], *EDITORS) if partnership.team_id else User.objects.none()


def responsible(case: CooperationCase) -> list[User]:
    """Who edits for the responsible partners; without one on the platform, who edits for the case's team or partnership."""
    parties = Party.objects.filter(case=case, role=PartyRole.RESPONSIBLE, organisation__team__isnull=False)
    teams = list(parties.values_list("organisation__team_id", flat=True)) or [
        team for team in (case.team_id, case.partnership.team_id if case.partnership else None) if team
    ]
    people = {person.pk: person for person in team_members(teams, *EDITORS)}
    if not people and case.partnership is not None:
        people = {person.pk: person for person in team_of(case.partnership)}
    return list(people.values())


def _send(name: str, readers: Iterable[User], about: CooperationCase | Partnership, **values: Any) -> None:
    """A mail from `agreements/mail/NAME.txt` to each reader who sees what it is about."""
    for reader in readers:
        if sees(actor_of(reader), about):
            page = reverse("agreements:collaborations") if "report" in values else about.get_absolute_url()
            mail.send(
                to=reader.email,
                subject=f"agreements/mail/{name}_subject.txt",
                body=f"agreements/mail/{name}.txt",
                context={
                    "about": about,
                    "address": settings.SITE_ADDRESS + page,
                    **values,
                },
                language=reader.language,
            )
