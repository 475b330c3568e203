"""Whom to invite so that the gaps of a value chain close, for programs."""

from typing import Any

from django.http import HttpRequest
from ninja import Query
from pydantic import Field

from kontor.hub.foundation.api import CountryCode, Key, Schema
from kontor.hub.strategy import queries
from kontor.hub.strategy.rest.base import router


class ChainInvitationQuery(Schema):
    """Only from these countries (none: all), at most so many from one, at most so many in all."""

    country: list[CountryCode] = Field([], max_length=60)
    per_country: int | None = Field(None, ge=1, le=100)
    most: int | None = Field(None, ge=1, le=100)


class ChainGapOut(Schema):
    """A component that misses somebody. `searched` false: it does not say what it needs."""

    component: str
    missing: int
    candidates: int
    searched: bool


class ChainInvitedOut(Schema):
    """Who is invited, which components that helps, and why."""

    organisation: str
    name: str
    country: str | None
    closes: list[str]
    reason: str


class OtherSetOut(Schema):
    """The best set without one of those invited."""

    without: str
    invited: list[str]
    missing: int


class ChainInvitationOut(Schema):
    """The smallest set. `proven`: no other is better; else the best may be better by `percent` of the bound.

    `objective` is the number of those invited plus a price for what stays open; no set is below `bound`.
    """

    gaps: list[ChainGapOut]
    invited: list[ChainInvitedOut]
    still_open: list[str]
    alternatives: list[OtherSetOut]
    candidates: int
    objective: int
    bound: int
    proven: bool
    percent: float


@router.get("/value-chains/{key}/invitation", response=ChainInvitationOut, url_name="value_chain_invitation")
def invitation(request: HttpRequest, key: Key, query: Query[ChainInvitationQuery]) -> dict[str, Any]:
    """The fewest organisations of the directory, as far as you may see it, that close the gaps of a chain."""
    actor = request.auth  # type: ignore[attr-defined]
    limits = queries.Limits(tuple(query.country), query.per_country, query.most)
    return queries.as_plain(queries.invitation(actor, queries.chain_by_key(actor, key), limits))
