"""Collaborations between partnerships: who says so, and what the other one says."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query

from kontor.hub.agreements import queries
from kontor.hub.agreements.rest.base import router
from kontor.hub.foundation.api import Key, PageOf, PageQuery, Schema, page_of


class CollaborationOut(Schema):
    """A report of one partnership that it works with another. `counterpart` is empty where it is none of the platform.

    `standing`: confirmed, denied, one-sided (asked, no answer yet) or not-asked, which is never denied.
    """

    key: str
    reporter: str
    counterpart: str | None
    counterpart_stated: str
    topics: list[str]
    countries: list[str]
    detail_given: bool
    asked_on: date | None
    replied_on: date | None
    standing: str


class CollaborationsQuery(PageQuery):
    """Which page of which collaborations."""

    reporter: Key | None = None
    counterpart: Key | None = None


FILTERS = {"reporter": "reporter__key", "counterpart": "counterpart__key"}
PLAIN = ("key", "topics", "detail_given", "asked_on", "replied_on")


@router.get("/collaborations", response=PageOf[CollaborationOut], url_name="collaborations")
def list_collaborations(request: HttpRequest, query: Query[CollaborationsQuery]) -> dict[str, Any]:
    """Collaborations by key, as far as the caller may see them."""
    wanted = {
        field: getattr(query, name) for name, field in FILTERS.items() if getattr(query, name) is not None
    }
    rows = queries.collaborations_for(request.auth).filter(**wanted)
    read = rows.select_related("reporter", "counterpart").prefetch_related("countries")
    page = page_of(read.order_by("key"), query)
    return page | {"items": [told(one) for one in page["items"]]}


def told(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in PLAIN} | {
        "reporter": one.reporter.key,
        "counterpart": one.counterpart.key if one.counterpart else None,
        "counterpart_stated": one.counterpart_name,
        "countries": sorted(country.code for country in one.countries.all()),
        "standing": one.standing,
    }
