"""Delegations for programs: read, plan, take over, add, confirm, withdraw."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Status
from pydantic import Field

from kontor.hub.directory.queries import by_key as organisation_by_key
from kontor.hub.foundation.api import Key, PageOf, PageQuery, Schema, Text, page_of
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions import actions
from kontor.hub.missions.choices import DelegateState, DelegationState, TravelKind
from kontor.hub.missions.exporters.delegations import travellers_of
from kontor.hub.missions.models import Delegate, Delegation
from kontor.hub.missions.queries import delegations as queries
from kontor.hub.missions.queries import event_by_key
from kontor.hub.missions.queries.portfolio import PortfolioLine
from kontor.hub.missions.rest.events import NO_NUL, router


class PortfolioLineOut(Schema):
    """Something offered or looked for, and the keys of who does."""

    text: str
    organisations: list[str]


class PortfolioFieldOut(Schema):
    """One field of the joint portfolio."""

    field: str
    offers: list[PortfolioLineOut]
    seeks: list[PortfolioLineOut]


class BriefingSectionOut(Schema):
    title: str
    text: str


class TravelCheckOut(Schema):
    """A check before the journey; `missing` are organisations that have not seen to it: the caller's own, or all for who runs it."""

    text: str
    due_on: date | None
    missing: list[str]


class TravelItemOut(Schema):
    """What is arranged, on the clock of the delegation. No organisations: it concerns all."""

    kind: TravelKind
    text: str
    place: str
    start: str
    end: str
    confirmed: bool
    book_by: date | None
    concerns: list[str]


class DelegationOut(Schema):
    """The delegation of an event, as far as the caller may see it. `hidden` confirmed organisations are counted only."""

    event: str
    state: DelegationState
    zone: str
    offers: str
    seeks: str
    hidden: int
    portfolio: list[PortfolioFieldOut]
    briefing: list[BriefingSectionOut]
    checks: list[TravelCheckOut]
    journey: list[TravelItemOut]
    version: int


class NewDelegation(Schema):
    zone: Text = "UTC"
    offers: str = Field("", max_length=3000, pattern=NO_NUL)
    seeks: str = Field("", max_length=3000, pattern=NO_NUL)


class DelegateOut(Schema):
    """A member. `travellers` is empty, `reason` too, for who may not read them."""

    organisation: str
    name: str
    state: DelegateState
    reason: str
    fields: list[str]
    offers: str
    seeks: str
    travellers: list[str]


class NewDelegate(Schema):
    """An organisation to be invited. `fields` are codes of sectors; a traveller is a name, after a comma the function."""

    organisation: Key
    fields: list[Text] = Field(default=[], max_length=20)
    offers: str = Field("", max_length=3000, pattern=NO_NUL)
    seeks: str = Field("", max_length=3000, pattern=NO_NUL)
    travellers: list[Text] = Field(default=[], max_length=50)


class DelegateWithdrawal(Schema):
    reason: Text = Field("", max_length=250)


class DelegatesTakenOver(Schema):
    """The organisations that were invited."""

    organisations: list[str]


def portfolio_line(line: PortfolioLine) -> dict[str, Any]:
    return {"text": line.text, "organisations": [one.key for one in line.organisations]}


def delegation_out(request: HttpRequest, delegation: Delegation) -> dict[str, Any]:
    found = queries.delegation_shown(request.auth, delegation, "en")
    plain = ("state", "zone", "offers", "seeks", "version")
    return {name: getattr(delegation, name) for name in plain} | {
        "event": delegation.event.key, "hidden": found.hidden,
        "portfolio": [
            {"field": one.label, "offers": list(map(portfolio_line, one.offers)), "seeks": list(map(portfolio_line, one.seeks))}
            for one in found.portfolio
        ],
        "briefing": [{"title": one.title, "text": one.text} for one in found.sections],
        "checks": [
            {"text": one.check.text, "due_on": one.check.due_on, "missing": list(one.missing)} for one in found.checks
        ],
        "journey": [
            {
                "kind": one.item.kind, "text": one.item.text, "place": one.item.place, "start": one.start, "end": one.end,
                "confirmed": one.item.confirmed, "book_by": one.item.book_by, "concerns": list(one.concerns),
            }
            for one in found.items
        ],
    }  # fmt: skip


def delegate_out(one: Delegate, people: list[str]) -> dict[str, Any]:
    return {
        "organisation": one.organisation.key, "name": one.organisation.name, "state": one.state, "reason": one.reason,
        "fields": [term.code for term in one.terms.all()], "offers": one.offers, "seeks": one.seeks, "travellers": people,
    }  # fmt: skip


def member_of(request: HttpRequest, key: str, organisation: str) -> Delegate:
    delegation = queries.delegation_of(request.auth, key)
    return queries.delegate_by_organisation(request.auth, delegation, organisation)


def as_it_is(request: HttpRequest, delegate: Delegate) -> dict[str, Any]:
    people = travellers_of(request.auth, Delegate.objects.filter(pk=delegate.pk))
    return delegate_out(delegate, list(people.get(delegate.pk, [])))


@router.get("/events/{key}/delegation", response=DelegationOut, url_name="event_delegation")
def show_delegation(request: HttpRequest, key: Key) -> dict[str, Any]:
    """The delegation of an event: its joint portfolio; for who travels or runs it also briefing, checks and what is arranged."""
    return delegation_out(request, queries.delegation_of(request.auth, key))


@router.post("/events/{key}/delegation", response={201: DelegationOut}, url_name="add_event_delegation")
def add_delegation(request: HttpRequest, key: Key, new: NewDelegation) -> Any:
    """Plan the delegation of an event. It is a draft that those invited see, until it is published on its page."""
    actions.add_delegation(actor=request.auth, event=event_by_key(request.auth, key), fields=new.dict())
    return Status(201, delegation_out(request, queries.delegation_of(request.auth, key)))


@router.post(
    "/events/{key}/delegation/take-over", response=DelegatesTakenOver, url_name="take_over_event_delegation"
)
def take_over(request: HttpRequest, key: Key) -> dict[str, Any]:
    """Invite every organisation selected in a call of the event that is not in the delegation yet."""
    delegation = queries.delegation_of(request.auth, key)
    made = actions.take_over(actor=request.auth, delegation=delegation)
    return {"organisations": [one.organisation.key for one in made]}


@router.get(
    "/events/{key}/delegation/members", response=PageOf[DelegateOut], url_name="event_delegation_members"
)
def list_members(request: HttpRequest, key: Key, query: Query[PageQuery]) -> dict[str, Any]:
    """The organisations that travel, as far as the caller sees them."""
    delegation = queries.delegation_of(request.auth, key)
    rows = visible(Delegate, request.auth).filter(delegation=delegation).select_related("organisation")
    page = page_of(rows.prefetch_related("terms").order_by("pk"), query)
    people = travellers_of(request.auth, Delegate.objects.filter(pk__in=[one.pk for one in page["items"]]))
    return page | {"items": [delegate_out(one, list(people.get(one.pk, []))) for one in page["items"]]}


@router.post(
    "/events/{key}/delegation/members", response={201: DelegateOut}, url_name="add_event_delegation_member"
)
def add_member(request: HttpRequest, key: Key, new: NewDelegate) -> Any:
    """Add an organisation and invite it."""
    delegation = queries.delegation_of(request.auth, key)
    organisation = organisation_by_key(request.auth, new.organisation)
    entry = actions.DelegateEntry(
        fields={"offers": new.offers, "seeks": new.seeks},
        terms=queries.sectors(new.fields),
        travellers="\n".join(new.travellers),
    )
    made = actions.add_delegate(
        actor=request.auth, delegation=delegation, organisation=organisation, entry=entry
    )
    return Status(201, as_it_is(request, made))


@router.post(
    "/events/{key}/delegation/members/{organisation}/confirm",
    response=DelegateOut,
    url_name="confirm_event_delegation_member",
)
def confirm(request: HttpRequest, key: Key, organisation: Key) -> dict[str, Any]:
    """An invited organisation comes along."""
    member = member_of(request, key, organisation)
    return as_it_is(request, actions.confirm_delegate(actor=request.auth, delegate=member))


@router.post(
    "/events/{key}/delegation/members/{organisation}/withdraw",
    response=DelegateOut,
    url_name="withdraw_event_delegation_member",
)
def withdraw_delegate(
    request: HttpRequest, key: Key, organisation: Key, said: DelegateWithdrawal
) -> dict[str, Any]:
    """An organisation does not come after all, and says why."""
    member = member_of(request, key, organisation)
    return as_it_is(
        request, actions.withdraw_delegate(actor=request.auth, delegate=member, reason=said.reason)
    )
