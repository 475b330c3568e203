"""Target markets of a partnership."""

from datetime import date
from typing import Any

from django.db import transaction

from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.models import Country
from kontor.hub.foundation.models.geography import third_country
from kontor.hub.foundation.partial_dates import earliest
from kontor.hub.foundation.permission import require
from kontor.hub.partnerships import rules
from kontor.hub.partnerships.models import Partnership, TargetMarket


@transaction.atomic
def add_target(
    *, actor: Actor, partnership: Partnership, country: Country, today: date, **fields: Any
) -> TargetMarket:
    """Name a target market. Refused for a country that takes part in the programme when the partnership starts."""
    require(actor, "partnerships.edit_targets", partnership)
    partnership = Partnership.objects.select_for_update().get(pk=partnership.pk)
    target = TargetMarket(partnership=partnership, country=country, **fields)
    check(target, today)
    target.save()
    audit.record(actor, "partnerships.add_target", target)
    return target


@transaction.atomic
def edit_target(*, actor: Actor, target: TargetMarket, today: date, **fields: Any) -> TargetMarket:
    require(actor, "partnerships.edit_targets", target)
    before = audit.state_of(target)
    for name, value in fields.items():
        setattr(target, name, value)
    check(target, today)
    target.save()
    audit.record(actor, "partnerships.edit_target", target, before=before)
    return target


@transaction.atomic
def remove_target(*, actor: Actor, target: TargetMarket) -> None:
    """Take back a target that was entered by mistake. A target that is no longer pursued gets an end date instead."""
    require(actor, "partnerships.edit_targets", target)
    audit.record(actor, "partnerships.remove_target", target, before=audit.state_of(target), after={})
    target.delete()


def check(target: TargetMarket, today: date) -> None:
    """A period that can be, and a third country on the day it begins."""
    rules.check_period(target.start, target.end)
    same = TargetMarket.objects.filter(
        partnership=target.partnership,
        country=target.country,
        basis=target.basis,
        source_place=target.source_place,
    )
    if same.exclude(pk=target.pk).exists():
        raise rules.TargetNamedAlready(field="country", country=target.country.name)
    day = earliest(target.start) or earliest(target.partnership.start) or today
    programme = target.partnership.call.programme.key if target.partnership.call else ""
    memberships = list(target.country.memberships.filter(programme=programme))
    rules.check_target(target.country.name, third_country(memberships, day), day)
