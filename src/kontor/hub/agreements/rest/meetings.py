"""Single meetings: make one a contact; how many wishes became agreements."""

from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Status

from kontor.hub.agreements import actions, queries
from kontor.hub.agreements.rest.base import case_by_key, router
from kontor.hub.agreements.rest.cases import CaseOut, whole
from kontor.hub.foundation.api import Schema


class ConversionQuery(Schema):
    """By what to count."""

    by: Literal["event", "country", "partnership"] = "event"


class ConversionLine(Schema):
    """How far the wishes of one event, country or partnership came; `key` is empty for not stated. Shares are in percent."""

    key: str
    label: str
    wishes: int
    planned: int
    held: int
    contacts: int
    negotiations: int
    signed: int
    signed_share: float | None
    accepted_share: float | None
    no_show_share: float | None


@router.get("/conversion", response=list[ConversionLine], url_name="conversion")
def show_conversion(request: HttpRequest, query: Query[ConversionQuery]) -> list[dict[str, Any]]:
    """From the wish to the agreement, of the sessions that the caller plans. By country lines do not add up."""
    return [
        {
            "key": line.key,
            "label": line.label,
            **{step: line.counts[step] for step in queries.STEPS},
            "signed_share": line.signed.percent,
            "accepted_share": line.accepted.percent,
            "no_show_share": line.no_shows.percent,
        }
        for line in queries.conversion(request.auth, query.by)
    ]


@router.post("/meetings/{wish}/contact", response={201: CaseOut}, url_name="record_meeting")
def record_meeting(request: HttpRequest, wish: int) -> Status:
    """Make a meeting that was held a contact, by the id of its wish. Asked again it gives the case that is there."""
    found = queries.meeting_by_wish(request.auth, wish)
    case = actions.record_meeting(actor=request.auth, wish=found, today=timezone.localdate())
    return Status(201, whole(request.auth, case_by_key(request.auth, case.key)))
