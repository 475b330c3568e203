"""Invitations: to a team, or to a role on the platform. The secret leaves by mail and is not kept."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from kontor.hub.accounts import notices, rules
from kontor.hub.accounts.actions.steps import give_platform_role, put_into_team
from kontor.hub.accounts.models import Invitation, Team, User
from kontor.hub.accounts.queries.actors import digest_of_secret
from kontor.hub.accounts.queries.people import addresses_of
from kontor.hub.accounts.queries.teams import invitations_since, is_invited, is_member
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import NotThere

A_DAY = timedelta(days=1)


@transaction.atomic
def invite(
    *,
    actor: Actor,
    email: str,
    team: Team | None = None,
    role: str = "",
    platform_role: str = "",
    by_mail: bool = True,
    now: datetime | None = None,
) -> tuple[Invitation, str]:
    """Invite an address to a team, to a role on the platform, or to both. Returns the invitation and its secret.

    Refuses who is in the team already, who is invited already, and more than fifty a day from one person.
    """
    if team is not None:
        require(actor, "accounts.invite", team)
    if platform_role or team is None:
        require(actor, "accounts.invite_to_platform")
    now, email = now or timezone.now(), email.strip().lower()
    rules.check_invitable(
        email,
        is_member=team is not None and is_member(team, email),
        is_invited=is_invited(team, email, platform_role, now),
        sent_today=invitations_since(actor, now - A_DAY),
    )
    secret = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        team=team,
        email=email,
        role=role if team is not None else "",
        platform_role=platform_role,
        invited_by_id=actor.user_id,
        token_digest=digest_of_secret(secret),
        sent_at=now,
        expires_at=now + rules.INVITATION_LASTS,
    )
    audit.record(actor, "accounts.invite", invitation)
    if by_mail:
        transaction.on_commit(lambda: notices.send_invitation(invitation, secret), robust=True)
    return invitation, secret


@transaction.atomic
def resend_invitation(*, actor: Actor, invitation: Invitation, now: datetime | None = None) -> str:
    """Send it again with a new secret and fourteen new days; the link sent before stops working. Returns the secret."""
    require(actor, "accounts.resend_invitation", invitation)
    now = now or timezone.now()
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    before = audit.state_of(locked)
    _check_unanswered(locked, now)
    rules.check_not_too_many(invitations_since(actor, now - A_DAY))
    secret = secrets.token_urlsafe(32)
    locked.token_digest = digest_of_secret(secret)
    locked.sent_at = now
    locked.expires_at = now + rules.INVITATION_LASTS
    locked.save()
    audit.record(actor, "accounts.resend_invitation", locked, before=before)
    transaction.on_commit(lambda: notices.send_invitation(locked, secret), robust=True)
    return secret


@transaction.atomic
def withdraw_invitation(*, actor: Actor, invitation: Invitation, now: datetime | None = None) -> None:
    """Make the link useless. An accepted invitation stays: remove the member instead."""
    require(actor, "accounts.withdraw_invitation", invitation)
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    before = audit.state_of(locked)
    _check_unanswered(locked, now or timezone.now())
    locked.withdrawn_at = now or timezone.now()
    locked.save()
    audit.record(actor, "accounts.withdraw_invitation", locked, before=before)


@transaction.atomic
def accept_invitation(*, actor: Actor, secret: str, now: datetime | None = None) -> Invitation:
    """Join the team, or take the role, that the invitation offers. It must be open and sent to one's own address."""
    require(actor, "accounts.accept_invitation")
    now = now or timezone.now()
    locked = Invitation.objects.select_for_update().filter(token_digest=digest_of_secret(secret)).first()
    if locked is None:
        raise NotThere
    person = User.objects.get(pk=actor.person)
    rules.check_open(
        accepted=locked.accepted_at, withdrawn=locked.withdrawn_at, expires=locked.expires_at, now=now
    )
    rules.check_addressee(locked.email, addresses_of(person))
    before = audit.state_of(locked)
    locked.accepted_at = now
    locked.save()
    audit.record(actor, "accounts.accept_invitation", locked, before=before)
    if locked.team is not None:
        put_into_team(actor=actor, team=locked.team, person=person, role=locked.role, now=now)
    if locked.platform_role:
        give_platform_role(actor=actor, person=person, role=locked.platform_role)
    return locked


def _check_unanswered(invitation: Invitation, now: datetime) -> None:
    """Expiry is no obstacle here: an expired invitation can be sent again, or withdrawn."""
    rules.check_open(
        accepted=invitation.accepted_at, withdrawn=invitation.withdrawn_at, expires=now + A_DAY, now=now
    )
