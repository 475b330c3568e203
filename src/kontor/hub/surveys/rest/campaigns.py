"""Campaigns for programs: who was asked and where each stands, letters, and what was told otherwise."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query
from pydantic import Field

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.api import Identifier, Key, PageOf, PageQuery, Schema, Text, page_of
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Partnership
from kontor.hub.surveys.actions import forgetting, invitations, known, letters
from kontor.hub.surveys.choices import ChangeState, ContactKind, Standing
from kontor.hub.surveys.models import Invitation, Wave
from kontor.hub.surveys.queries import campaigns as queries
from kontor.hub.surveys.queries.known import changes_for
from kontor.hub.surveys.rest.base import router
from kontor.hub.surveys.rules.reminders import Why


class InvitationOut(Schema):
    """One respondent and where she stands. Her link is in her letters only."""

    id: int
    email: str
    name: str
    language: str
    partnership: str | None
    group: str
    standing: Standing
    sent_at: datetime | None
    last_reminded_at: datetime | None
    reminders: int
    opened_at: datetime | None
    completed_at: datetime | None
    bounce_reason: str
    version: int


class InvitationsQuery(PageQuery):
    """Which page of which respondents."""

    standing: Standing | None = None
    group: Text | None = None


class InvitationIn(Schema):
    """One to be asked. `group` left empty is the strand of the partnership."""

    email: Text = Field(pattern=r"^[^@\s\x00]{1,64}@[^@\s\x00]{1,180}$")
    name: Text = Field("", max_length=200)
    language: Text = Field("", max_length=12)
    partnership: Key | None = None
    group: Text = Field("", max_length=80)


class InvitationsIn(Schema):
    """Those to be asked, at most 500 at once."""

    invitations: list[InvitationIn] = Field(min_length=1, max_length=500)


class LettersQuery(Schema):
    """`dry_run` says whom the letter would reach, and sends none."""

    dry_run: bool = False


class LettersOut(Schema):
    """How many letters leave, and how many respondents get none, by reason."""

    letters: int
    others: dict[str, int]


class ContactOut(Schema):
    """One letter, or an answer to it."""

    invitation: int
    kind: ContactKind
    at: datetime
    subject: str
    outcome: str


class ChangeOut(Schema):
    """What was told otherwise than a record says. `told` holds the fields of a record that is not there yet; null: it is gone."""

    id: int
    wave: str
    partnership: str | None
    record: str
    field: str
    before: Any
    told: Any
    state: ChangeState


class ChangesQuery(PageQuery):
    """Which page of which changes."""

    state: ChangeState | None = None
    partnership: Key | None = None


class Decision(Schema):
    """`take`: into the record; `by-hand`: the record was changed on its own page; `decline`: it stays as it is."""

    how: str = Field("take", pattern="^(take|by-hand|decline)$")


PLAIN = (
    "email", "name", "language", "group", "standing", "sent_at", "last_reminded_at", "reminders", "opened_at",
    "completed_at", "bounce_reason", "version",
)  # fmt: skip


def wave_named(actor: Actor, key: str) -> Wave:
    found = visible(Wave, actor).select_related("survey", "survey_version").filter(key=key).first()
    if found is None:
        raise NotThere
    return found


def told(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in PLAIN} | {
        "id": one.pk,
        "partnership": one.partnership.key if one.partnership else None,
    }


@router.get("/waves/{key}/invitations", response=PageOf[InvitationOut], url_name="wave_invitations")
def list_invitations(request: HttpRequest, key: Key, query: Query[InvitationsQuery]) -> dict[str, Any]:
    """Respondents of a wave, for those who run its survey."""
    wave = wave_named(request.auth, key)
    require(request.auth, "surveys.read_invited", wave)
    wanted = {name: value for name in ("standing", "group") if (value := getattr(query, name)) is not None}
    rows = (
        queries.invited_to(request.auth, wave).filter(**wanted).select_related("partnership").order_by("pk")
    )
    page = page_of(rows, query)
    return page | {"items": [told(one) for one in page["items"]]}


@router.post("/waves/{key}/invitations", response=list[InvitationOut], url_name="invite_to_wave")
def invite(request: HttpRequest, key: Key, given: InvitationsIn) -> list[dict[str, Any]]:
    """Put respondents on the list of a wave; no letter leaves yet."""
    actor: Actor = request.auth
    wave = wave_named(actor, key)
    named = {one.partnership for one in given.invitations if one.partnership}
    partnerships = {one.key: one for one in visible(Partnership, actor).filter(key__in=named)}
    if named - partnerships.keys():
        raise NotThere
    entries = [
        invitations.Entry(
            one.email, one.name, one.language, partnerships.get(one.partnership or ""), one.group
        )
        for one in given.invitations
    ]
    found = invitations.invite(actor=actor, wave=wave, entries=entries)
    rows = queries.invited_to(actor, wave).filter(pk__in=[one.pk for one in found])
    return [told(one) for one in rows.select_related("partnership").order_by("pk")]


@router.post("/waves/{key}/send", response=LettersOut, url_name="send_wave")
def send(request: HttpRequest, key: Key, query: Query[LettersQuery]) -> dict[str, Any]:
    """Send the invitations that have not left yet."""
    wave = wave_named(request.auth, key)
    require(request.auth, "surveys.send", wave)
    found = queries.weighed(wave, ContactKind.INVITED, timezone.now())
    number = len(queries.due(found))
    if not query.dry_run:
        number = letters.send_invitations(actor=request.auth, wave=wave)
    return {"letters": number, "others": counted(found)}


@router.post("/waves/{key}/remind", response=LettersOut, url_name="remind_wave")
def remind(request: HttpRequest, key: Key, query: Query[LettersQuery]) -> dict[str, Any]:
    """Remind those who have not answered, never closer than the interval."""
    wave = wave_named(request.auth, key)
    require(request.auth, "surveys.remind", wave)
    found = queries.weighed(wave, ContactKind.REMINDED, timezone.now())
    number = len(queries.due(found))
    if not query.dry_run:
        number = letters.remind(actor=request.auth, wave=wave)
    return {"letters": number, "others": counted(found)}


def counted(found: list[queries.Weighed]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for one in found:
        if one.why is not Why.DUE:
            counts[one.why] = counts.get(one.why, 0) + 1
    return counts


@router.get("/waves/{key}/contacts", response=PageOf[ContactOut], url_name="wave_contacts")
def list_contacts(request: HttpRequest, key: Key, query: Query[PageQuery]) -> dict[str, Any]:
    """Every letter of a wave and what came of it, the newest first."""
    wave = wave_named(request.auth, key)
    require(request.auth, "surveys.read_invited", wave)
    page = page_of(queries.contacts_of(request.auth, wave).order_by("-at", "-pk"), query)
    items = [
        {name: getattr(one, name) for name in ("kind", "at", "subject", "outcome")}
        | {"invitation": one.invitation_id}
        for one in page["items"]
    ]
    return page | {"items": items}


@router.post("/survey-invitations/{identifier}/erase", response=InvitationOut, url_name="erase_invitation")
def erase(request: HttpRequest, identifier: Identifier) -> dict[str, Any]:
    """Erase a respondent: her name, address, letters and words go, what is counted stays. Cannot be taken back."""
    actor: Actor = request.auth
    one = visible(Invitation, actor).filter(pk=identifier).first()
    if one is None:
        raise NotThere
    forgetting.erase_respondent(actor=actor, invitation=one)
    rows = visible(Invitation, actor).annotate(standing=queries.STANDING).select_related("partnership")
    return told(rows.get(pk=one.pk))


@router.get("/survey-changes", response=PageOf[ChangeOut], url_name="survey_changes")
def list_changes(request: HttpRequest, query: Query[ChangesQuery]) -> dict[str, Any]:
    """What was told otherwise than the records say, as far as the caller keeps the records or runs the survey."""
    wanted: dict[str, Any] = {"state": query.state} if query.state else {}
    if query.partnership:
        wanted["response__partnership__key"] = query.partnership
    page = page_of(changes_for(request.auth).filter(**wanted).order_by("pk"), query)
    return page | {"items": [change_out(one) for one in page["items"]]}


@router.post("/survey-changes/{identifier}/decide", response=ChangeOut, url_name="decide_survey_change")
def decide(request: HttpRequest, identifier: Identifier, decision: Decision) -> dict[str, Any]:
    """Take over what was told, or decline it."""
    actor: Actor = request.auth
    one = changes_for(actor).filter(pk=identifier).first()
    if one is None:
        raise NotThere
    if decision.how == "decline":
        known.decline(actor=actor, change=one)
    else:
        known.take_over(actor=actor, change=one, by_hand=decision.how == "by-hand")
    return change_out(changes_for(actor).get(pk=one.pk))


def change_out(one: Any) -> dict[str, Any]:
    partnership = one.response.partnership
    return {
        "id": one.pk,
        "wave": one.response.wave.key,
        "partnership": partnership.key if partnership else None,
        "record": f"{one.record_kind}:{one.record_id}" if one.record_id else "",
        "field": one.field,
        "before": one.before,
        "told": one.told,
        "state": one.state,
    }
