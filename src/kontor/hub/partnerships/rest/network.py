"""Who works with whom."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Query

from kontor.hub.foundation.api import Schema
from kontor.hub.partnerships import actions, queries, rules
from kontor.hub.partnerships.rest.base import OfPartnerships, router

MOST_MEASURED = 200


class MeasuredOut(Schema):
    """One organisation's place in the network."""

    key: str
    partners: int
    partnerships: int
    between: float
    community: int
    core: int


class NetworkOut(Schema):
    """The network as the caller saw it at `as_of`: the most central organisations first, at most 200 of them."""

    organisations: int
    as_of: datetime
    components: int
    density: float
    modularity: float
    measured: list[MeasuredOut]


@router.get("/network", response=NetworkOut, url_name="partner_network")
def network(request: HttpRequest, query: Query[OfPartnerships]) -> dict[str, Any]:
    """Who works with whom."""
    choice = queries.Choice(query.kind or "", query.generation, query.strand or "")
    standing = queries.network_of(request.auth, choice)
    if not standing.is_current:
        actions.measure_network(actor=request.auth, choice=choice)
    found = standing.network
    if found is None:
        raise rules.BeingMeasured
    fields = ("key", "partners", "partnerships", "between", "community", "core")
    first = found.measures.page("-between", 0, MOST_MEASURED)
    return {
        "organisations": found.organisations,
        "as_of": found.as_of,
        "components": found.components,
        "density": found.density,
        "modularity": found.modularity,
        "measured": [{name: getattr(one, name) for name in fields} for one in first],
    }
