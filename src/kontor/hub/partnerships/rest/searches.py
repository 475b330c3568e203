"""Partner searches: find, read, answer."""

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Status
from pydantic import Field

from kontor.hub.directory.models import Term
from kontor.hub.directory.queries import by_key as organisation_by_key
from kontor.hub.foundation.api import Identifier, Key, PageOf, PageQuery, Schema, Text, page_of
from kontor.hub.foundation.models import Country
from kontor.hub.foundation.refusal import N_, Refusal
from kontor.hub.foundation.search import find
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships import actions, queries, rules
from kontor.hub.partnerships.choices import (
    GROUP_OF,
    GROUPS_OF_TYPES,
    SearchDirection,
    SearchGroup,
    SearchOutcome,
    SearchType,
)
from kontor.hub.partnerships.models import PartnerSearch
from kontor.hub.partnerships.queries.findable import SEARCHES
from kontor.hub.partnerships.rest.base import router
from kontor.hub.partnerships.rules import UnknownCountry

NO_NUL = r"^[^\x00]*$"
type Reach = Literal["public", "programme", "partners"]


class UnknownTerm(Refusal):
    code = "unknown-term"
    status = 422
    sentence = N_("There is no term '%(value)s': write it as taxonomy:code, as the list of terms gives it.")


class SearchOut(Schema):
    """A partner search. `searcher` is empty where the caller may not know whose it is; `said` is what is shown instead."""

    id: int
    direction: SearchDirection
    kind: SearchGroup
    type: str
    title: str
    text: str
    anonymous: bool
    searcher: str | None
    said: str
    state: str
    expires_on: date
    found: str
    outcome: str
    return_reason: str
    version: int


class SearchesQuery(PageQuery):
    """Which page of which searches."""

    q: Text = ""
    direction: SearchDirection | None = None
    kind: SearchGroup | None = None
    type: SearchType | None = None


class SearchFields(Schema):
    """What a partner search says. `terms` as taxonomy:code, `countries` as ISO codes; none means from anywhere."""

    direction: SearchDirection
    type: SearchType
    title: Text = Field(min_length=1, max_length=200)
    text: str = Field(min_length=1, max_length=5000, pattern=NO_NUL)
    terms: list[Text] = Field(default=[], max_length=50)
    countries: list[Text] = Field(default=[], max_length=50)
    anonymous: bool = False
    public_description: Text = Field("", max_length=120)
    visibility: Reach = "public"
    expires_on: date


class NewSearch(SearchFields):
    """A search to open in the name of one of the caller's organisations."""

    organisation: Text


class ChangedSearch(SearchFields):
    """A search as it is to be; `version` is the one that was read."""

    version: int = Field(ge=1, le=2**31 - 1)


class Reviewed(Schema):
    """The version that was read."""

    version: int = Field(ge=1, le=2**31 - 1)


class ReturnedSearch(Reviewed):
    """What is to be changed before it can be published."""

    reason: str = Field(min_length=1, max_length=2000, pattern=NO_NUL)


class RenewedSearch(Schema):
    """The new last day."""

    expires_on: date


class Closing(Schema):
    """What came of it: `found` is counted, `outcome` is read."""

    found: SearchOutcome
    outcome: str = Field(min_length=1, max_length=2000, pattern=NO_NUL)


class Following(Schema):
    """`alerts`: hear also of new searches like it."""

    alerts: bool = False


class NewAnswer(Schema):
    """An expression of interest in the name of one of the caller's organisations.

    `anonymous`: it is named only once accepted, as always in an anonymous search.
    """

    organisation: Key
    text: Text = Field(min_length=1)
    brings: Text = ""
    expects: Text = ""
    begins: Text = Field("", max_length=120)
    anonymous: bool = False


@router.get("/searches", response=PageOf[SearchOut], url_name="partner_searches")
def list_searches(request: HttpRequest, query: Query[SearchesQuery]) -> dict[str, Any]:
    """Partner searches, the latest first."""
    rows = visible(PartnerSearch, request.auth).select_related("organisation")
    wanted = {"direction": query.direction, "type": query.type}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value is not None})
    if query.kind is not None:
        rows = rows.filter(type__in=GROUPS_OF_TYPES[query.kind])
    if query.q.strip():
        rows = find(SEARCHES, query.q, rows).matching
    page = page_of(rows.order_by("-created_at", "-pk"), query)
    named = queries.searchers(request.auth, page["items"])
    return page | {"items": [search_out(one, named[one.pk]) for one in page["items"]]}


def search_out(one: PartnerSearch, searcher: queries.Searcher) -> dict[str, Any]:
    plain = (
        "direction",
        "type",
        "title",
        "text",
        "anonymous",
        "expires_on",
        "found",
        "outcome",
        "return_reason",
        "version",
    )
    return {name: getattr(one, name) for name in plain} | {
        "id": one.pk,
        "kind": GROUP_OF[one.type],
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
    answers = actions.Answers(new.text, new.brings, new.expects, new.begins, new.anonymous)
    actions.answer_search(
        actor=request.auth, search=one, organisation=organisation, answers=answers, today=today
    )
    return Status(201, search_out(one, queries.searchers(request.auth, [one])[one.pk]))


@router.post("/searches", response={201: SearchOut}, url_name="open_partner_search")
def open_search(request: HttpRequest, new: NewSearch) -> Any:
    """Offer or seek a partner in the name of one of the caller's organisations."""
    organisation = organisation_by_key(request.auth, new.organisation)
    fields = fields_of(new, leave_out={"organisation"})
    made = actions.open_search(
        actor=request.auth, organisation=organisation, today=timezone.localdate(), **fields
    )
    return Status(201, shown(request, made.pk))


@router.post("/searches/{id}/edit", response=SearchOut, url_name="edit_partner_search")
def edit_search(request: HttpRequest, id: Identifier, changed: ChangedSearch) -> dict[str, Any]:
    """Change an open search; its followers are told."""
    one = queries.search_by_pk(request.auth, id)
    fields = fields_of(changed, leave_out={"version"})
    actions.edit_search(
        actor=request.auth, search=one, version=changed.version, today=timezone.localdate(), **fields
    )
    return shown(request, id)


@router.post("/searches/{id}/publish", response=SearchOut, url_name="publish_partner_search")
def publish_search(request: HttpRequest, id: Identifier, read: Reviewed) -> dict[str, Any]:
    """Let others read a search that waits for review; for platform editors."""
    one = queries.search_by_pk(request.auth, id)
    actions.publish_search(actor=request.auth, search=one, version=read.version, today=timezone.localdate())
    return shown(request, id)


@router.post("/searches/{id}/return", response=SearchOut, url_name="return_partner_search")
def return_search(request: HttpRequest, id: Identifier, returned: ReturnedSearch) -> dict[str, Any]:
    """Give a search that waits for review back to its team; for platform editors."""
    one = queries.search_by_pk(request.auth, id)
    actions.return_search(actor=request.auth, search=one, version=returned.version, reason=returned.reason)
    return shown(request, id)


@router.post("/searches/{id}/renew", response=SearchOut, url_name="renew_partner_search")
def renew_search(request: HttpRequest, id: Identifier, renewed: RenewedSearch) -> dict[str, Any]:
    """Let a published search run longer, or again after it has expired."""
    one = queries.search_by_pk(request.auth, id)
    actions.renew_search(
        actor=request.auth, search=one, expires_on=renewed.expires_on, today=timezone.localdate()
    )
    return shown(request, id)


@router.post("/searches/{id}/close", response=SearchOut, url_name="close_partner_search")
def close_search(request: HttpRequest, id: Identifier, closing: Closing) -> dict[str, Any]:
    """Close a search with what came of it."""
    one = queries.search_by_pk(request.auth, id)
    actions.close_search(actor=request.auth, search=one, found=closing.found, outcome=closing.outcome)
    return shown(request, id)


@router.post("/searches/{id}/follow", response=SearchOut, url_name="follow_partner_search")
def follow(request: HttpRequest, id: Identifier, following: Following) -> dict[str, Any]:
    """Hear of changes of a search."""
    one = queries.search_by_pk(request.auth, id)
    actions.follow(actor=request.auth, search=one, alerts=following.alerts)
    return shown(request, id)


@router.post("/searches/{id}/unfollow", response=SearchOut, url_name="unfollow_partner_search")
def unfollow(request: HttpRequest, id: Identifier) -> dict[str, Any]:
    """Hear no more of it."""
    actions.unfollow(actor=request.auth, search=queries.search_by_pk(request.auth, id))
    return shown(request, id)


def shown(request: HttpRequest, pk: int) -> dict[str, Any]:
    one = queries.search_by_pk(request.auth, pk)
    return search_out(one, queries.searchers(request.auth, [one])[one.pk])


def fields_of(search: SearchFields, leave_out: set[str]) -> dict[str, Any]:
    """The fields as the actions take them. Refuses terms and countries that are none."""
    return search.dict(exclude=leave_out) | {
        "terms": [term_of(text) for text in search.terms],
        "countries": [country_of(code) for code in search.countries],
    }


def term_of(text: str) -> Term:
    taxonomy, _colon, code = text.partition(":")
    found = Term.objects.filter(taxonomy=taxonomy, code=code).first()
    if found is None:
        raise UnknownTerm(field="terms", value=text)
    return found


def country_of(code: str) -> Country:
    found = Country.objects.filter(pk=code).first()
    if found is None:
        raise UnknownCountry(field="countries", value=code)
    return found
