"""Who somebody is: the one place where people become actors."""

import hashlib
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from kontor.hub.accounts.models import ApiToken, TeamMember, User
from kontor.hub.foundation.actor import VISITOR, Actor, PlatformRole, TeamRole


def actor_of(user: User, *, scopes: frozenset[str] | None = None, now: datetime | None = None) -> Actor:
    """The actor that `user` is now. Two statements."""
    if not user.is_active:
        return VISITOR
    now = now or timezone.now()
    present = TeamMember.objects.filter(Q(until=None) | Q(until__gt=now), user=user, since__lte=now)
    return Actor(
        label=f"person {user.pk}",
        user_id=user.pk,
        roles=frozenset(PlatformRole(role) for role in user.platform_roles.values_list("role", flat=True)),
        teams={team: TeamRole(role) for team, role in present.values_list("team_id", "role")},
        scopes=scopes,
    )


def actor_by_email(email: str) -> Actor:
    """The actor behind an address; 'public' is the visitor. Raises User.DoesNotExist."""
    return VISITOR if email == "public" else actor_of(User.objects.get(email=email.lower()))


def actor_by_token(secret: str, now: datetime) -> Actor | None:
    """The actor a token speaks for, limited to its scopes; None when it is unknown, expired or withdrawn."""
    digest = hashlib.sha256(secret.encode()).hexdigest()
    token = (
        ApiToken.objects.select_related("user")
        .filter(digest=digest, withdrawn_at=None, expires_at__gt=now, user__is_active=True)
        .first()
    )
    if token is None:
        return None
    ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return actor_of(token.user, scopes=frozenset(token.scopes), now=now)
