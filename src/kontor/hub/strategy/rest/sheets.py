"""Competence sheets for programs: the invitations of a chain, new ones, one withdrawn, one taken over."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Status
from pydantic import Field

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.api import Day, Identifier, Key, Schema, Text
from kontor.hub.strategy import queries
from kontor.hub.strategy.actions import sheets as actions
from kontor.hub.strategy.models import CompetenceSheet
from kontor.hub.strategy.queries import sheets as found
from kontor.hub.strategy.rest.base import router


class SheetInvitationOut(Schema):
    """Who was asked, and what became of it. `state`: sent, opened, answered, taken, refused, declined, withdrawn or expired."""

    id: int
    organisation: str
    email: str
    language: str
    state: str
    until: Day
    sent_at: datetime
    opened_at: datetime | None
    answered_at: datetime | None
    minutes: int | None


class SheetInvitationsOut(Schema):
    """The invitations of a chain; `median_minutes` is of the time from opening to sending."""

    median_minutes: float | None
    invitations: list[SheetInvitationOut]


class InvitedToSheet(Schema):
    """An organisation, by its key, and where its letter goes; `language` empty: the organisation's."""

    organisation: Key
    email: Text = Field(pattern=r"^[^@\s\x00]{1,64}@[^@\s\x00]{1,180}$")
    language: str = Field("", pattern=r"^([a-z]{2})?$")


class NewSheetInvitations(Schema):
    """Whom to invite. `components_may_be_shown` confirms that they may see name, topic and components of the chain."""

    invited: list[InvitedToSheet] = Field(min_length=1, max_length=50)
    until: Day
    note: Text = Field("", max_length=500)
    components_may_be_shown: bool


class SheetTakenOver(Schema):
    """Which components are taken over, by their ids; null takes all that the sheet says it does."""

    components: list[Identifier] | None = None


def invitation_out(one: CompetenceSheet) -> dict[str, Any]:
    names = ("email", "language", "until", "sent_at", "opened_at", "answered_at", "minutes")
    return {
        "id": one.pk, "organisation": one.organisation.key, "state": one.state_on(timezone.localdate()).value,
        **{name: getattr(one, name) for name in names},
    }  # fmt: skip


def invitations_out(actor: Actor, key: str) -> dict[str, Any]:
    page = found.sheets_page(actor, queries.chain_by_key(actor, key), timezone.localdate())
    return {"median_minutes": page.median, "invitations": [invitation_out(row.sheet) for row in page.rows]}


@router.get("/value-chains/{key}/sheets", response=SheetInvitationsOut, url_name="value_chain_sheets")
def chain_sheets(request: HttpRequest, key: Key) -> dict[str, Any]:
    """Who was invited to fill the competence sheet of a chain that you may draw."""
    return invitations_out(request.auth, key)  # type: ignore[attr-defined]


@router.post(
    "/value-chains/{key}/sheets", response={201: SheetInvitationsOut}, url_name="invite_value_chain_sheets"
)
def invite_to_sheets(request: HttpRequest, key: Key, new: NewSheetInvitations) -> Any:
    """Invite organisations to fill the competence sheet of a chain; a letter leaves for each."""
    actor: Actor = request.auth  # type: ignore[attr-defined]
    asked = {one.organisation: one for one in new.invited}
    people = found.invited_by_keys(actor, asked)
    actions.invite_to_sheet(
        actor=actor, chain=queries.chain_by_key(actor, key), until=new.until, note=new.note,
        confirmed=new.components_may_be_shown,
        invited=[actions.Invited(one, asked[one.key].email, asked[one.key].language) for one in people],
    )  # fmt: skip
    return Status(201, invitations_out(actor, key))


@router.post(
    "/competence-sheets/{id}/withdrawal", response=SheetInvitationOut, url_name="withdraw_competence_sheet"
)
def withdraw_sheet(request: HttpRequest, id: Identifier) -> dict[str, Any]:
    """Take an invitation back; what was written and not sent is thrown away."""
    actor: Actor = request.auth  # type: ignore[attr-defined]
    return invitation_out(actions.withdraw_sheet(actor=actor, sheet=found.sheet_by_id(actor, id)))


@router.post(
    "/competence-sheets/{id}/taking-over", response=SheetInvitationOut, url_name="take_over_competence_sheet"
)
def take_over_sheet(request: HttpRequest, id: Identifier, chosen: SheetTakenOver) -> dict[str, Any]:
    """Bring what a sheet says into the chain, all of it or chosen components."""
    actor: Actor = request.auth  # type: ignore[attr-defined]
    sheet = found.sheet_by_id(actor, id)
    components = None if chosen.components is None else set(chosen.components)
    actions.take_over_sheet(actor=actor, sheet=sheet, components=components)
    return invitation_out(found.sheet_by_id(actor, sheet.pk))
