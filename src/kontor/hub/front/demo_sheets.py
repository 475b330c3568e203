"""The demo's competence sheets: invented companies that were asked what they do in the example chain, in every state."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from kontor.hub.accounts.models import Team
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import Actor, TeamRole, system
from kontor.hub.strategy.actions import sheet_filling, sheets
from kontor.hub.strategy.models import CompetenceSheet, ValueChain
from kontor.hub.strategy.queries.sheets import DELIVERED

OF_THE_LINK = system("demo")


def load_sheets(actor: Actor, folder: Path, team: Team, load_file: Callable[[Actor, str, Path], int]) -> int:
    """The coordinator invites companies of her cluster, each answers over her link, as everywhere. Once; no letter leaves.

    Returns how many were invited.
    """
    load_file(actor, "organisations", folder / "sheet_companies.csv")
    load_file(actor, "memberships", folder / "sheet_memberships.csv")
    told = json.loads((folder / "competence_sheets.json").read_text(encoding="utf-8"))
    chain = ValueChain.objects.get(key=told["chain"])
    if (known := chain.sheets.count()) > 0:
        return known
    coordinator = Actor(label="system: demo", teams={team.pk: TeamRole.EDITOR})
    asked = [
        sheets.Invited(Organisation.objects.get(key=one["organisation"]), one["email"])
        for one in told["invited"]
    ]
    week_ago = timezone.now() - timedelta(days=7)
    until = timezone.localdate() + timedelta(days=14)
    made = sheets.invite_to_sheet(
        actor=coordinator,
        chain=chain,
        invited=asked,
        until=until,
        note=told["note"],
        confirmed=True,
        now=week_ago,
    )
    CompetenceSheet.objects.filter(chain=chain).update(fate=DELIVERED)
    for sheet, one in zip(made, told["invited"], strict=True):
        carry(coordinator, CompetenceSheet.objects.get(pk=sheet.pk), one)
    return len(made)


def carry(coordinator: Actor, sheet: CompetenceSheet, one: dict[str, Any]) -> None:
    """Bring the sheet to the state that the file tells."""
    state = one["state"]
    opened = timezone.now() - timedelta(days=2)
    if "minutes" in one:
        sheet_filling.open_sheet(actor=OF_THE_LINK, sheet=sheet, now=opened)
        sheet_filling.save_sheet(
            actor=OF_THE_LINK, sheet=sheet, answers=answers_of(sheet.chain, one), send=state != "opened",
            now=opened + timedelta(minutes=one["minutes"]),
        )  # fmt: skip
    if state == "taken":
        sheets.take_over_sheet(actor=coordinator, sheet=sheet)
    elif state == "refused":
        sheets.refuse_sheet(actor=coordinator, sheet=sheet, reason=one["reason"])
    elif state == "declined":
        sheet_filling.decline_sheet(actor=OF_THE_LINK, sheet=sheet)
    elif state == "withdrawn":
        sheets.withdraw_sheet(actor=coordinator, sheet=sheet)
    elif state == "expired":
        CompetenceSheet.objects.filter(pk=sheet.pk).update(until=timezone.localdate() - timedelta(days=1))


def answers_of(chain: ValueChain, one: dict[str, Any]) -> sheet_filling.Answers:
    names = dict(chain.components.values_list("name", "pk"))
    said = {names[name]: sheet_filling.Said(does=True, **told) for name, told in one["does"].items()}
    return sheet_filling.Answers(said, **one.get("general", {}))
