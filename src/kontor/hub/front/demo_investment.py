"""The demo's invented joint investment projects, started and moved by the same actions as anybody's: one is stopped."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.models import Region
from kontor.hub.partnerships.models import Partnership
from kontor.hub.strategy import actions
from kontor.hub.strategy.models import InvestmentProject

BEGUN = date(2026, 1, 15)
DAYS = ("proposal_planned", "finance_planned")


def load_investments(actor: Actor, file: Path) -> int:
    """Start them. Once. Returns how many there are."""
    told = json.loads(file.read_text(encoding="utf-8"))
    partnership = Partnership.objects.get(key=told["partnership"])
    for one in told["projects"]:
        if not InvestmentProject.objects.filter(key=one["fields"]["key"]).exists():
            start(actor, partnership, one)
    return len(told["projects"])


def start(actor: Actor, partnership: Partnership, told: Mapping[str, Any]) -> None:
    fields = dict(told["fields"], owner=Organisation.objects.get(key=told["owner"]))
    for name in DAYS:
        if name in fields:
            fields[name] = date.fromisoformat(fields[name])
    if "rate" in fields:
        fields["rate"] = Decimal(fields["rate"])
    regions = Region.objects.filter(pk__in=told["regions"])
    project = actions.start_investment(
        actor=actor, partnership=partnership, fields=fields, regions=list(regions), today=BEGUN
    )
    for place, entry in entries(told):
        actions.add_to_investment(actor=actor, project=project, place=place, fields=entry)
    for stage, day, reason in told["moves"]:
        project.refresh_from_db()
        entered = date.fromisoformat(day)
        edited = actions.Edited(project, project.version)
        move = {"edited": edited, "entered_on": entered, "reason": reason, "today": entered}
        if stage == "stopped":
            actions.stop_investment(actor=actor, **move)
        else:
            actions.move_investment(actor=actor, to=stage, **move)


def entries(told: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """What its lists hold, place by place."""
    keys = {key for key, _role, _brings in told["parties"]}
    known = {one.key: one for one in Organisation.objects.filter(key__in=keys)}
    return [
        *(("parties", {"organisation": known[key], "role": role, "brings": brings}) for key, role, brings in told["parties"]),
        *(("costs", {"label": label, "amount": Decimal(amount)}) for label, amount in told["costs"]),
        *(
            ("finance", {"kind": kind, "label": label, "amount": Decimal(amount), "state": state, "evidence": letter})
            for kind, label, amount, state, letter in told["finance"]
        ),
        *(
            ("years", {"year": year, "costs": Decimal(costs), "revenue": Decimal(revenue)})
            for year, costs, revenue in told["years"]
        ),
        *(("risks", {"risk": risk, "mitigation": mitigation}) for risk, mitigation in told["risks"]),
    ]  # fmt: skip
