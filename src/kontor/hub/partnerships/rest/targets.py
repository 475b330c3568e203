"""Target countries and their matrix."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Status
from pydantic import Field

from kontor.hub.foundation.api import CountryCode, Key, PageOf, PageQuery, Schema, Text, page_of
from kontor.hub.foundation.models import Country
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships import actions, queries
from kontor.hub.partnerships.choices import (
    TargetBasis,
)
from kontor.hub.partnerships.models import TargetMarket
from kontor.hub.partnerships.rest.base import OfPartnerships, condition, router
from kontor.hub.partnerships.rules import UnknownCountry


class TargetOut(Schema):
    """A target country of a partnership, on one basis, from one place in a source."""

    id: int
    partnership: str
    country: str
    basis: TargetBasis
    start: str
    end: str
    source_place: str


class MatrixRowOut(Schema):
    """One country: partnership -> bases. `saturation`: saturated (5 and more), shared (2 to 4), single."""

    country: str
    count: int
    saturation: str
    bases: dict[str, list[str]]


class MatrixOut(Schema):
    """Countries by partnerships. `unknown` partnerships name no target: every count is a lower bound."""

    rows: list[MatrixRowOut]
    partnerships: list[str]
    unknown: list[str]


class NewTarget(Schema):
    """A country to target."""

    country: CountryCode
    basis: TargetBasis = TargetBasis.TARGET
    source_place: Text = Field("", max_length=120)


def target_out(one: TargetMarket) -> dict[str, Any]:
    plain = ("basis", "start", "end", "source_place")
    told = {"id": one.pk, "partnership": one.partnership.key, "country": one.country_id}
    return told | {name: getattr(one, name) for name in plain}


@router.get("/targets", response=PageOf[TargetOut], url_name="target_markets")
def list_targets(request: HttpRequest, query: Query[PageQuery]) -> dict[str, Any]:
    """All target countries, one entry per basis and source."""
    page = page_of(visible(TargetMarket, request.auth).select_related("partnership").order_by("pk"), query)
    return page | {"items": [target_out(one) for one in page["items"]]}


@router.post("/partnerships/{key}/targets", response={201: TargetOut}, url_name="add_target_market")
def add_target(request: HttpRequest, key: Key, new: NewTarget) -> Any:
    """Name a target market."""
    country = Country.objects.filter(pk=new.country).first()
    if country is None:
        raise UnknownCountry(field="country", value=new.country)
    partnership = queries.by_key(request.auth, key)
    values = new.dict(exclude={"country"}) | {"country": country, "today": timezone.localdate()}
    return Status(201, target_out(actions.add_target(actor=request.auth, partnership=partnership, **values)))


@router.get("/matrix", response=MatrixOut, url_name="target_matrix")
def matrix(request: HttpRequest, query: Query[OfPartnerships]) -> dict[str, Any]:
    """Target countries by partnerships."""
    found = queries.matrix(request.auth, timezone.localdate(), condition(query))
    return {
        "rows": [
            {
                "country": row.country,
                "count": row.count,
                "saturation": row.saturation,
                "bases": {key: list(bases) for key, bases in row.bases.items()},
            }
            for row in found.rows
        ],
        "partnerships": [one.key for one in found.partnerships],
        "unknown": [one.key for one in found.unknown],
    }
