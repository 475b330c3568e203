"""Partnerships: find, propose, read, change their state."""

from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Query, Status
from pydantic import Field

from kontor.hub.directory.queries import by_key as organisation_by_key
from kontor.hub.foundation.api import Key, PageOf, PageQuery, PartialDate, Schema, Text, page_of
from kontor.hub.foundation.search import find
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships import actions, queries
from kontor.hub.partnerships.choices import (
    PartnershipKind,
    PartnershipState,
    RecommendationTopic,
    Strand,
)
from kontor.hub.partnerships.models import Partnership
from kontor.hub.partnerships.queries.findable import PARTNERSHIPS
from kontor.hub.partnerships.rest.base import condition, router


class PartnershipLine(Schema):
    """A partnership in a list."""

    key: str
    acronym: str
    name: str
    kind: PartnershipKind
    call: str | None
    generation: int | None
    strand: str
    start: str
    end: str
    state: PartnershipState


class PartnershipOut(PartnershipLine):
    """One partnership. `grant` only for its partners and the programme."""

    sector_focus: str
    smes_involved: int | None
    smes_qualifier: str
    smes_basis: str
    legal_form: str
    website: str
    description: str
    visibility: str
    version: int
    grant: Decimal | None


class PartnershipsQuery(PageQuery):
    """Which page of which partnerships."""

    q: Text = Field("", description="words to find; the last one may be unfinished")
    kind: PartnershipKind | None = None
    generation: int | None = Field(None, ge=1, le=99)
    strand: Strand | None = None


class RecommendationOut(Schema):
    """What a partnership recommends to those that come after it."""

    key: str
    topic: RecommendationTopic
    text: str


class NewPartnership(Schema):
    """A partnership to propose, with the key of the organisation that coordinates it."""

    acronym: Text = Field(min_length=1, max_length=80)
    name: Text = Field("", max_length=250)
    kind: PartnershipKind
    coordinator: Key
    start: PartialDate = ""
    end: PartialDate = ""


class Verb(Schema):
    """What happened: start, end, sustain, dissolve or reopen."""

    verb: str = Field(pattern="^(start|end|sustain|dissolve|reopen)$")


LINE = ("key", "acronym", "name", "kind", "strand", "start", "end", "state")


WHOLE = (
    "sector_focus", "smes_involved", "smes_qualifier", "smes_basis", "legal_form", "website", "description", "visibility",
    "version",
)  # fmt: skip


def line(one: Partnership) -> dict[str, Any]:
    call = {
        "call": one.call.key if one.call else None,
        "generation": one.call.generation if one.call else None,
    }
    return {name: getattr(one, name) for name in LINE} | call


@router.get("/partnerships", response=PageOf[PartnershipLine], url_name="partnerships")
def list_partnerships(request: HttpRequest, query: Query[PartnershipsQuery]) -> dict[str, Any]:
    """Partnerships by acronym, as far as the caller may see them."""
    rows: QuerySet[Partnership] = (
        visible(Partnership, request.auth).filter(condition(query)).select_related("call")
    )
    if query.q.strip():
        rows = find(PARTNERSHIPS, query.q, rows).matching
    page = page_of(rows.order_by("acronym", "pk"), query)
    return page | {"items": [line(one) for one in page["items"]]}


@router.post("/partnerships", response={201: PartnershipOut}, url_name="propose_partnership")
def propose(request: HttpRequest, new: NewPartnership) -> Any:
    """Propose a partnership; the caller becomes the manager of its team."""
    fields = new.dict(exclude={"coordinator"})
    coordinator = organisation_by_key(request.auth, new.coordinator)
    made = actions.propose(actor=request.auth, coordinator=coordinator, **fields)
    return Status(201, shown(request, made))


@router.get("/partnerships/{key}", response=PartnershipOut, url_name="partnership")
def show_partnership(request: HttpRequest, key: Key) -> dict[str, Any]:
    """One partnership, by its key."""
    return shown(request, queries.by_key(request.auth, key))


def shown(request: HttpRequest, partnership: Partnership) -> dict[str, Any]:
    """Without what only partners read, unless the caller is one."""
    partners = queries.participations_of(request.auth, partnership)
    inside = queries.is_inside(request.auth, partnership, partners)
    whole = {name: getattr(partnership, name) for name in WHOLE}
    return line(partnership) | whole | {"grant": partnership.grant if inside else None}


@router.get(
    "/partnerships/{key}/recommendations",
    response=list[RecommendationOut],
    url_name="partnership_recommendations",
)
def show_recommendations(request: HttpRequest, key: Key) -> list[dict[str, Any]]:
    """What the partnership recommends to those that come after it."""
    rows = queries.recommendations_of(request.auth, queries.by_key(request.auth, key))
    return list(rows.values("key", "topic", "text"))


@router.post("/partnerships/{key}/change-state", response=PartnershipOut, url_name="change_state")
def change_state(request: HttpRequest, key: Key, change: Verb) -> dict[str, Any]:
    """Start, end, sustain, dissolve or reopen."""
    partnership = queries.by_key(request.auth, key)
    return shown(request, actions.change_state(actor=request.auth, partnership=partnership, verb=change.verb))
