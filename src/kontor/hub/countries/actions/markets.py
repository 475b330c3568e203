"""A partnership weighs candidate markets, chooses up to three, and makes them its targets."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import get_language

from kontor.hub.countries import rules
from kontor.hub.countries.models import MarketChoice, MarketCriteria
from kontor.hub.countries.queries.markets import as_kept, criteria_of, ranked_markets
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.models import Country
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile
from kontor.hub.partnerships.actions import add_target
from kontor.hub.partnerships.models import Partnership, TargetMarket


@transaction.atomic
def weigh_markets(*, actor: Actor, partnership: Partnership, version: int, **fields: Any) -> MarketCriteria:
    """Set the weights of a partnership. Refused when nothing has a weight, or market data has one without a figure."""
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    found = MarketCriteria.objects.filter(partnership=partnership).first()
    criteria = found or MarketCriteria(partnership=partnership)
    require(actor, "countries.weigh_markets", criteria)
    if found and found.version != version:
        raise ChangedMeanwhile
    before = audit.state_of(found) if found else {}
    for name, value in fields.items():
        setattr(criteria, name, value)
    names = ("interest", "saturation", "experience", "market", "indicator")
    rules.check_weights(rules.Weights(**{name: getattr(criteria, name) for name in names}))
    criteria.save()
    audit.record(actor, "countries.weigh_markets", criteria, before=before)
    return criteria


@transaction.atomic
def choose_markets(
    *, actor: Actor, partnership: Partnership, countries: Sequence[Country], reason: str, today: date
) -> MarketChoice:
    """Keep a choice with who made it, when and why, and the ranking of that day. Refused: more than three, or one not ranked."""
    criteria = criteria_of(actor, partnership)
    require(actor, "countries.choose_markets", criteria)
    markets = list(ranked_markets(actor, partnership, criteria, today))
    named = [(one.pk, country_name(one.pk, get_language() or "en")) for one in countries]
    rules.check_choice(named, {one.country for one in markets}, reason)
    choice = MarketChoice.objects.create(
        partnership=partnership,
        reason=reason,
        chosen_on=today,
        chosen_by_id=actor.user_id,
        ranking=as_kept(markets),
    )
    choice.countries.set(countries)
    audit.record(actor, "countries.choose_markets", choice)
    return choice


@transaction.atomic
def adopt_markets(*, actor: Actor, choice: MarketChoice, today: date) -> MarketChoice:
    """Make the chosen countries target markets of the partnership; those that are so already stay as they are."""
    found = MarketChoice.objects.select_for_update().select_related("partnership").get(pk=choice.pk)
    require(actor, "countries.adopt_markets", found)
    rules.check_not_adopted(found.adopted_on)
    before = audit.state_of(found)
    there = set(
        TargetMarket.objects.filter(partnership=found.partnership).values_list("country_id", flat=True)
    )
    for country in found.countries.exclude(pk__in=there):
        add_target(
            actor=actor, partnership=found.partnership, country=country, today=today, rationale=found.reason,
            start=today.isoformat(),
        )  # fmt: skip
    found.adopted_on = today
    found.save()
    audit.record(actor, "countries.adopt_markets", found, before=before)
    return found
