"""The demo's invented mobility exchange: matched, agreed, and signed by the two companies; their partnerships are asked."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone

from kontor.hub.accounts.choices import TeamKind
from kontor.hub.accounts.models import Team
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import Actor, TeamRole
from kontor.hub.missions import actions
from kontor.hub.missions.models import Exchange
from kontor.hub.partnerships.models import Partnership


def load_exchange(
    actor: Actor,
    folder: Path,
    load_file: Callable[[Actor, str, Path], int],
    team_of: Callable[[Actor, Any, str], Team],
) -> int:
    """Each side acts by its own team, as everywhere. Once. Returns how many have signed."""
    if (known := Exchange.objects.first()) is not None:
        return known.signatures.count()
    told = json.loads((folder / "exchange.json").read_text(encoding="utf-8"))
    load_file(actor, "memberships", folder / "hosts.csv")
    visiting, guests = pair(told["visiting"])
    host, hosts = pair(told["host"])
    people = {
        side: Actor(label=actor.label, teams={team_of(actor, party, kind).pk: TeamRole.EDITOR})
        for side, party, kind in (
            ("visiting", visiting, TeamKind.ORGANISATION),
            ("host", host, TeamKind.ORGANISATION),
            ("visiting-partnership", guests, TeamKind.PARTNERSHIP),
        )
    }
    guest = people["visiting"]
    exchange = actions.register_exchange(
        actor=guest, visiting=visiting, partnership=guests, purpose=told["purpose"]
    )
    actions.validate_exchange(actor=people["visiting-partnership"], exchange=exchange)
    actions.propose_host(actor=guest, exchange=exchange, host=host, partnership=hosts)
    for side in ("visiting", "host"):
        exchange = actions.agree_to_match(actor=people[side], exchange=exchange, side=side)
    agreement = told["agreement"] | {
        "purpose": told["purpose"],
        "amount": Decimal(told["agreement"]["amount"]),
        **{name: date.fromisoformat(told["agreement"][name]) for name in ("start", "end")},
    }
    actions.write_agreement(actor=guest, exchange=exchange, version=exchange.version, fields=agreement)
    for side in told["signed"]:
        actions.sign_exchange(
            actor=people[side], exchange=exchange, side=side, signed_on=timezone.localdate()
        )
    return exchange.signatures.count()


def pair(keys: list[str]) -> tuple[Organisation, Partnership]:
    organisation, partnership = keys
    return Organisation.objects.get(key=organisation), Partnership.objects.get(key=partnership)
