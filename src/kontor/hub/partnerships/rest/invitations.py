"""Invitations into partnerships: list, invite, answer, withdraw, record an answer."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Status
from pydantic import Field

from kontor.hub.directory.queries import by_key as organisation_by_key
from kontor.hub.foundation.api import Identifier, Key, PageOf, PageQuery, Schema, page_of
from kontor.hub.partnerships import actions, queries
from kontor.hub.partnerships.choices import InvitationState, InvitedRole
from kontor.hub.partnerships.models import PartnerInvitation
from kontor.hub.partnerships.queries.invitations import read
from kontor.hub.partnerships.rest.base import router

NO_NUL = r"^[^\x00]*$"


class PartnerInvitationOut(Schema):
    """An invitation, seen by its two sides. `state` is today's: open past its last day is expired."""

    id: int
    partnership: str
    organisation: str
    organisation_name: str
    role: InvitedRole
    message: str
    hoped_for: str
    answer_until: date
    state: InvitationState
    answered_on: date | None
    reason: str
    recorded: bool
    note: str


class InvitedOrganisation(Schema):
    """Whom, and why; only it reads that."""

    organisation: Key
    hoped_for: str = Field("", max_length=2000, pattern=NO_NUL)


class NewPartnerInvitations(Schema):
    """One organisation or several, all or none."""

    invited: list[InvitedOrganisation] = Field(min_length=1, max_length=50)
    role: InvitedRole = InvitedRole.PARTNER
    answer_until: date
    message: str = Field("", max_length=5000, pattern=NO_NUL)


class InvitationDeclined(Schema):
    """Why not; may be empty."""

    reason: str = Field("", max_length=2000, pattern=NO_NUL)


class AnswerFromOutside(Schema):
    """An answer that came by mail or telephone, where nobody of the organisation is here."""

    accepted: bool
    answered_on: date
    note: str = Field(min_length=1, max_length=250, pattern=NO_NUL)
    reason: str = Field("", max_length=2000, pattern=NO_NUL)


def invitation_out(one: PartnerInvitation) -> dict[str, Any]:
    told = {
        name: getattr(one, name)
        for name in (
            "role",
            "message",
            "hoped_for",
            "answer_until",
            "answered_on",
            "reason",
            "recorded",
            "note",
        )
    }
    return told | {
        "id": one.pk,
        "partnership": one.partnership.key,
        "organisation": one.organisation.key,
        "organisation_name": one.organisation.name,
        "state": queries.row_of(one, timezone.localdate()).state,
    }


def answered(request: HttpRequest, id: int) -> dict[str, Any]:
    return invitation_out(queries.invitation_by_pk(request.auth, id))


@router.get("/partner-invitations", response=PageOf[PartnerInvitationOut], url_name="partner_invitations")
def list_invitations(request: HttpRequest, query: Query[PageQuery]) -> dict[str, Any]:
    """All invitations that the caller sees: of her organisations, and of her partnerships."""
    page = page_of(read(request.auth), query)
    return page | {"items": [invitation_out(one) for one in page["items"]]}


@router.post(
    "/partnerships/{key}/invitations", response={201: list[PartnerInvitationOut]}, url_name="invite_partners"
)
def invite(request: HttpRequest, key: Key, new: NewPartnerInvitations) -> Any:
    """Ask organisations to join; their teams are told by mail."""
    partnership = queries.by_key(request.auth, key)
    hopes = {organisation_by_key(request.auth, one.organisation): one.hoped_for for one in new.invited}
    made = actions.invite(
        actor=request.auth,
        partnership=partnership,
        organisations=list(hopes),
        asked=actions.Asked(
            new.answer_until, new.role, new.message, {one.pk: why for one, why in hopes.items()}
        ),
        today=timezone.localdate(),
    )
    return Status(201, [invitation_out(one) for one in made])


@router.post(
    "/partner-invitations/{id}/accept", response=PartnerInvitationOut, url_name="accept_partner_invitation"
)
def accept(request: HttpRequest, id: Identifier) -> dict[str, Any]:
    """Join, in the name of the invited organisation."""
    one = queries.invitation_by_pk(request.auth, id)
    actions.accept_invitation(actor=request.auth, invitation=one, today=timezone.localdate())
    return answered(request, id)


@router.post(
    "/partner-invitations/{id}/decline", response=PartnerInvitationOut, url_name="decline_partner_invitation"
)
def decline(request: HttpRequest, id: Identifier, told: InvitationDeclined) -> dict[str, Any]:
    """Do not join, with a reason or without."""
    one = queries.invitation_by_pk(request.auth, id)
    actions.decline_invitation(
        actor=request.auth, invitation=one, today=timezone.localdate(), reason=told.reason
    )
    return answered(request, id)


@router.post(
    "/partner-invitations/{id}/withdraw",
    response=PartnerInvitationOut,
    url_name="withdraw_partner_invitation",
)
def withdraw(request: HttpRequest, id: Identifier) -> dict[str, Any]:
    """Take an open invitation back."""
    one = queries.invitation_by_pk(request.auth, id)
    actions.withdraw_invitation(actor=request.auth, invitation=one, today=timezone.localdate())
    return answered(request, id)


@router.post(
    "/partner-invitations/{id}/record", response=PartnerInvitationOut, url_name="record_partner_invitation"
)
def record(request: HttpRequest, id: Identifier, told: AnswerFromOutside) -> dict[str, Any]:
    """Write down an answer that came outside."""
    one = queries.invitation_by_pk(request.auth, id)
    actions.record_answer(
        actor=request.auth,
        invitation=one,
        came=actions.CameOutside(**told.dict()),
        today=timezone.localdate(),
    )
    return answered(request, id)
