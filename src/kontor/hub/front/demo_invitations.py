"""The demo's invented invitations into a partnership: two wait, one is declined, one withdrawn, one was not answered in time."""

import json
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from kontor.hub.accounts.models import Team
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import Actor, TeamRole
from kontor.hub.partnerships import actions
from kontor.hub.partnerships.models import PartnerInvitation, Partnership


def load_invitations(
    actor: Actor, folder: Path, team: Team, load_file: Callable[[Actor, str, Path], int]
) -> int:
    """The coordinator asks organisations of the demo, by the actions of the page. Once. Returns how many were asked.

    Days are told from the loading, so that some wait whenever it is loaded. It comes before the demo's people: no letter leaves.
    """
    told = json.loads((folder / "invitations.json").read_text(encoding="utf-8"))
    partnership = Partnership.objects.get(key=told["partnership"])
    if (known := PartnerInvitation.objects.filter(partnership=partnership).count()) > 0:
        return known
    load_file(actor, "organisations", folder / "invited_organisations.csv")
    coordinator = Actor(label=actor.label, teams={team.pk: TeamRole.MANAGER})
    for one in told["invited"]:
        ask(coordinator, partnership, told["message"], one)
    return len(told["invited"])


def ask(coordinator: Actor, partnership: Partnership, message: str, one: Mapping[str, Any]) -> None:
    """Invite on the day that the file tells, then let happen what it tells."""
    today, organisation = timezone.localdate(), Organisation.objects.get(key=one["organisation"])
    asked_on, until = after(today, one["days"]), after(today, one["answer_in"])
    asked = actions.Asked(until, one["role"], message, {organisation.pk: one["hoped_for"]})
    (invitation,) = actions.invite(
        actor=coordinator, partnership=partnership, organisations=[organisation], asked=asked, today=asked_on
    )
    PartnerInvitation.objects.filter(pk=invitation.pk).update(
        created_at=timezone.now() + timedelta(days=one["days"])
    )
    if "declined" in one:
        said = one["declined"]
        came = actions.CameOutside(False, after(today, said["days"]), said["note"], said["reason"])
        actions.record_answer(
            actor=coordinator, invitation=invitation, came=came, today=after(today, said["days"])
        )
    elif "withdrawn" in one:
        actions.withdraw_invitation(actor=coordinator, invitation=invitation, today=today)


def after(today: date, days: int) -> date:
    return today + timedelta(days=days)
