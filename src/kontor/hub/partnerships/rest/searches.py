"""Partner searches: find, read, answer."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Status
from pydantic import Field

from kontor.hub.directory.queries import by_key as organisation_by_key
from kontor.hub.foundation.api import Identifier, Key, PageOf, PageQuery, Schema, Text, page_of
from kontor.hub.foundation.search import find
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships import actions, queries, rules
from kontor.hub.partnerships.choices import (
    SearchDirection,
    SearchType,
)
from kontor.hub.partnerships.models import PartnerSearch
from kontor.hub.partnerships.queries.findable import SEARCHES
from kontor.hub.partnerships.rest.base import router


class SearchOut(Schema):
    """A partner search. `searcher` is empty where the caller may not know whose it is; `said` is what is shown instead."""

    id: int
    direction: SearchDirection
    type: str
    title: str
    text: str
    anonymous: bool
    searcher: str | None
    said: str
    state: str
    expires_on: date
    outcome: str
    version: int


class SearchesQuery(PageQuery):
    """Which page of which searches."""

    q: Text = ""
    direction: SearchDirection | None = None
    type: SearchType | None = None


class NewAnswer(Schema):
    """An expression of interest in the name of one of the caller's organisations."""

    organisation: Key
    text: Text = Field(min_length=1)


@router.get("/searches", response=PageOf[SearchOut], url_name="partner_searches")
def list_searches(request: HttpRequest, query: Query[SearchesQuery]) -> dict[str, Any]:
    """Partner searches, the latest first."""
    rows = visible(PartnerSearch, request.auth).select_related("organisation")
    wanted = {"direction": query.direction, "type": query.type}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value is not None})
    if query.q.strip():
        rows = find(SEARCHES, query.q, rows).matching
    page = page_of(rows.order_by("-created_at", "-pk"), query)
    named = queries.searchers(request.auth, page["items"])
    return page | {"items": [search_out(one, named[one.pk]) for one in page["items"]]}


def search_out(one: PartnerSearch, searcher: queries.Searcher) -> dict[str, Any]:
    plain = ("direction", "type", "title", "text", "anonymous", "expires_on", "outcome", "version")
    return {name: getattr(one, name) for name in plain} | {
        "id": one.pk,
        "searcher": searcher.organisation.key if searcher.organisation else None,
        "said": searcher.name,
        "state": rules.shown_state(one.state, one.expires_on, timezone.localdate()),
    }


@router.get("/searches/{id}", response=SearchOut, url_name="partner_search")
def show_search(request: HttpRequest, id: Identifier) -> dict[str, Any]:
    """One partner search."""
    one = queries.search_by_pk(request.auth, id)
    return search_out(one, queries.searchers(request.auth, [one])[one.pk])


@router.post("/searches/{id}/answer", response={201: SearchOut}, url_name="answer_partner_search")
def answer(request: HttpRequest, id: Identifier, new: NewAnswer) -> Any:
    """Express interest."""
    one = queries.search_by_pk(request.auth, id)
    organisation = organisation_by_key(request.auth, new.organisation)
    today = timezone.localdate()
    actions.answer_search(
        actor=request.auth, search=one, organisation=organisation, text=new.text, today=today
    )
    return Status(201, search_out(one, queries.searchers(request.auth, [one])[one.pk]))
