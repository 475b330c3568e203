"""Who takes part in what: read, add, end."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Status
from pydantic import Field

from kontor.hub.directory.models import Organisation
from kontor.hub.directory.queries import by_key as organisation_by_key
from kontor.hub.foundation.api import Identifier, Key, PageOf, PageQuery, PartialDate, Schema, page_of
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships import actions, queries
from kontor.hub.partnerships.choices import (
    ParticipationRole,
)
from kontor.hub.partnerships.models import Participation
from kontor.hub.partnerships.rest.base import router


class ParticipationOut(Schema):
    """An organisation in a partnership. Expectations and goals are on the pages of partners only."""

    id: int
    partnership: str
    organisation: str
    organisation_name: str
    role: ParticipationRole
    start: str
    end: str


class NewPartner(Schema):
    """An organisation joins."""

    organisation: Key
    role: ParticipationRole = ParticipationRole.PARTNER
    start: PartialDate = ""
    end: PartialDate = ""


class Leaving(Schema):
    """The last day, as far as known."""

    on: PartialDate = Field(min_length=4)


def participation_out(one: Participation) -> dict[str, Any]:
    return {
        "id": one.pk,
        "partnership": one.partnership.key,
        "organisation": one.organisation.key,
        "organisation_name": one.organisation.name,
        "role": one.role,
        "start": one.start,
        "end": one.end,
    }


@router.get(
    "/partnerships/{key}/participations", response=list[ParticipationOut], url_name="participations_of"
)
def participations_of(request: HttpRequest, key: Key) -> list[dict[str, Any]]:
    """The partners of one partnership."""
    found = queries.participations_of(request.auth, queries.by_key(request.auth, key))
    return [participation_out(one) for one in found]


@router.post("/partnerships/{key}/participations", response={201: ParticipationOut}, url_name="add_partner")
def add_partner(request: HttpRequest, key: Key, new: NewPartner) -> Any:
    """An organisation joins."""
    values = new.dict(exclude={"organisation"})
    organisation: Organisation = organisation_by_key(request.auth, new.organisation)
    partnership = queries.by_key(request.auth, key)
    made = actions.add_partner(
        actor=request.auth, partnership=partnership, organisation=organisation, **values
    )
    return Status(201, participation_out(made))


@router.post("/participations/{id}/leave", response=ParticipationOut, url_name="leave_partnership")
def leave(request: HttpRequest, id: Identifier, last: Leaving) -> dict[str, Any]:
    """A partner leaves."""
    rows = visible(Participation, request.auth).select_related("partnership", "organisation")
    found = rows.filter(pk=id).first()
    if found is None:
        raise NotThere
    return participation_out(actions.leave(actor=request.auth, participation=found, on=last.on))


@router.get("/participations", response=PageOf[ParticipationOut], url_name="participations")
def list_participations(request: HttpRequest, query: Query[PageQuery]) -> dict[str, Any]:
    """All participations whose organisation and partnership the caller both sees."""
    rows = visible(Participation, request.auth).select_related("partnership", "organisation")
    page = page_of(rows.order_by("pk"), query)
    return page | {"items": [participation_out(one) for one in page["items"]]}
