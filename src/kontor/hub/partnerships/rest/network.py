"""Who works with whom."""

from typing import Any

from django.http import HttpRequest
from ninja import Query

from kontor.hub.foundation.api import Schema
from kontor.hub.partnerships import queries
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
    """The network as the caller sees it: the most central organisations first, at most 200 of them."""

    organisations: int
    components: int
    density: float
    modularity: float
    measured: list[MeasuredOut]


@router.get("/network", response=NetworkOut, url_name="partner_network")
def network(request: HttpRequest, query: Query[OfPartnerships]) -> dict[str, Any]:
    """Who works with whom."""
    choice = queries.Choice(query.kind or "", query.generation, query.strand or "")
    found = queries.network_of(request.auth, choice)
    fields = ("key", "partners", "partnerships", "between", "community", "core")
    return {
        "organisations": len(found.projection.graph.nodes),
        "components": found.components,
        "density": found.density,
        "modularity": found.modularity,
        "measured": [{name: getattr(one, name) for name in fields} for one in found.measured[:MOST_MEASURED]],
    }
