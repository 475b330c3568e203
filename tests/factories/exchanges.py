"""Mobility exchanges as plain rows, in any phase, with somebody who acts for each of the four."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from kontor.hub.missions.models import Exchange, ExchangeReport, ExchangeSignature
from tests.factories import actors
from tests.factories.directory import make_organisation, make_team
from tests.factories.partnerships import make_participation, make_partnership

SIDES = ("visiting", "host", "visiting-partnership", "host-partnership")
# From which phase on there is a host, an agreement, and all signatures.
WITH_HOST = ("building", "finalisation", "closed")


def make_pair(acronym, name, **fields):
    """A partnership and a partner of it, both with a team."""
    partnership = make_partnership(acronym)
    organisation = make_organisation(name, **fields)
    if organisation.team is None:
        make_team(organisation)
    make_participation(partnership, organisation)
    return organisation, partnership


def agreed():
    """A stay of five working days that ended last month."""
    monday = timezone.localdate() - timedelta(days=timezone.localdate().weekday() + 35)
    return {
        "activities": "Work in the laboratory",
        "start": monday,
        "end": monday + timedelta(days=4),
        "amount": Decimal("780.00"),
        "payer": "visiting-partnership",
    }


def make_exchange(phase="registration", visiting=None, host=None, **fields):
    """`visiting` and `host` are pairs of organisation and partnership. Later phases have what belongs to them."""
    visitor, visitors = visiting or make_pair("GUESTS", "Guest")
    owner, owners = host or make_pair("HOSTS", "Host")
    values = {
        "purpose": "Learn how they measure",
        "phase": phase,
        "key": f"exchange-{Exchange.objects.count() + 1}",
    }
    if phase in WITH_HOST or host:
        values |= {"host": owner, "host_partnership": owners}
    if phase in WITH_HOST:
        values |= agreed() | {
            "visiting_agreed_on": timezone.localdate(),
            "host_agreed_on": timezone.localdate(),
        }
    exchange = Exchange.objects.create(visiting=visitor, visiting_partnership=visitors, **(values | fields))
    if phase in ("finalisation", "closed"):
        for side in SIDES:
            make_exchange_signature(exchange, side)
    return exchange


def make_exchange_signature(exchange, side="visiting"):
    return ExchangeSignature.objects.create(exchange=exchange, side=side, signed_on=timezone.localdate())


def make_exchange_report(exchange, side="visiting", text="We measured."):
    return ExchangeReport.objects.create(
        exchange=exchange, side=side, text=text, handed_in_on=timezone.localdate()
    )


def people_of(exchange):
    """Side -> somebody who edits for it."""
    return {side: actors.make_sme(exchange.party(side).team) for side in SIDES if exchange.party(side)}
