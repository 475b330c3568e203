"""A joint investment project as an actor may read it."""

from django.db.models import QuerySet

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.strategy import queries as strategy
from kontor.hub.strategy.models import InvestmentProject


def seen(actor: Actor) -> QuerySet[InvestmentProject]:
    return visible(InvestmentProject, actor).order_by("title", "key")


def project(actor: Actor, key: str) -> strategy.InvestmentPage:
    rows = seen(actor).select_related("partnership", "owner", "activity")
    return strategy.investment_page(actor, rows.get(key=key.lower()))
