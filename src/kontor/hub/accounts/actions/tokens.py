"""Tokens for a person's own programs."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from kontor.hub.accounts import rules
from kontor.hub.accounts.choices import Scope
from kontor.hub.accounts.models import ApiToken, User
from kontor.hub.accounts.queries.actors import digest_of_secret
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require

# Found by secret scanners, and by people who wonder what a string in a file is.
PREFIX = "kontor_"
SHOWN = 12
CALENDAR_LASTS = timedelta(days=365)


@transaction.atomic
def create_token(
    *, actor: Actor, name: str, scopes: list[str], expires_at: datetime, now: datetime | None = None
) -> tuple[ApiToken, str]:
    """Make a token for oneself. Returns it with its secret, which is shown once and not kept."""
    now = now or timezone.now()
    require(actor, "accounts.see_own")
    person = User.objects.select_for_update().get(pk=actor.person)
    require(actor, "accounts.create_token", person)
    in_use = ApiToken.objects.filter(user=person, withdrawn_at=None, expires_at__gt=now).count()
    rules.check_token(scopes=scopes, expires=expires_at, in_use=in_use, now=now)
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=person,
        name=name,
        digest=digest_of_secret(secret),
        beginning=secret[:SHOWN],
        scopes=sorted(set(scopes)),
        expires_at=expires_at,
    )
    audit.record(actor, "accounts.create_token", token)
    return token, secret


def open_calendar(*, actor: Actor, name: str, now: datetime | None = None) -> str:
    """The secret in the address of one's deadlines, shown once: a token that reads calendars and nothing else."""
    now = now or timezone.now()
    _token, secret = create_token(
        actor=actor, name=name, scopes=[Scope.CALENDAR], expires_at=now + CALENDAR_LASTS, now=now
    )
    return secret


@transaction.atomic
def withdraw_token(*, actor: Actor, token: ApiToken, now: datetime | None = None) -> None:
    """Make a token useless at once. Withdrawing it twice does nothing."""
    require(actor, "accounts.withdraw_token", token)
    locked = ApiToken.objects.select_for_update().get(pk=token.pk)
    if locked.withdrawn_at is not None:
        return
    before = audit.state_of(locked)
    locked.withdrawn_at = now or timezone.now()
    locked.save()
    audit.record(actor, "accounts.withdraw_token", locked, before=before)
