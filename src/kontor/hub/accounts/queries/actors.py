"""Who somebody is: the one place where people become actors."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import CharField, OuterRef, Q, QuerySet, StringAgg, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext

from kontor.hub.accounts.choices import PlatformRoleChoice, Scope, TeamRoleChoice
from kontor.hub.accounts.models import ApiToken, Team, TeamMember, User
from kontor.hub.accounts.models import PlatformRole as HeldRole
from kontor.hub.foundation.actor import EDITORS, VISITOR, Actor, PlatformRole, TeamRole
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible

# A busy program would otherwise write a row with every request.
USE_NOTED_EVERY = timedelta(minutes=5)


def present_memberships(now: datetime) -> QuerySet[TeamMember]:
    return TeamMember.objects.filter(Q(until=None) | Q(until__gt=now), since__lte=now)


def with_ties(people: QuerySet[User], now: datetime) -> QuerySet[User]:
    """The people together with their roles ('analyst,editor') and present teams ('7:editor,12:manager')."""
    held = HeldRole.objects.filter(user=OuterRef("pk")).order_by().values("user")
    tie = Concat(Cast("team_id", CharField()), Value(":"), "role", output_field=CharField())
    present = present_memberships(now).filter(user=OuterRef("pk")).order_by().values("user")
    return people.annotate(
        held_roles=Subquery(held.annotate(all=StringAgg("role", Value(","))).values("all")),
        team_ties=Subquery(present.annotate(all=StringAgg(tie, Value(","))).values("all")),
    )


def person_signed_in(person: int) -> User | None:
    """The person behind a session, with her ties of this moment: one statement with every request."""
    return with_ties(User.objects.filter(pk=person), timezone.now()).first()


def actor_signed_in(user: User) -> Actor:
    """The actor who makes a request. None besides the statement that read the person, where `person_signed_in` did."""
    return bound(user, user) if hasattr(user, "team_ties") else actor_of(user)


def actor_of(user: User, *, scopes: frozenset[str] | None = None, now: datetime | None = None) -> Actor:
    """The actor that `user` is now. One statement."""
    ties = with_ties(User.objects.filter(pk=user.pk), now or timezone.now()).only("pk").first()
    return bound(user, ties, scopes)


def bound(user: User, ties: Any, scopes: frozenset[str] | None = None) -> Actor:
    """The actor with the roles and teams that `ties` were read with (`with_ties`); nobody, for an account that is closed."""
    if ties is None or not user.is_active:
        return VISITOR
    teams = (tie.split(":") for tie in (ties.team_ties or "").split(",") if tie)
    return Actor(
        label=f"person {user.pk}",
        user_id=user.pk,
        roles=frozenset(PlatformRole(role) for role in (ties.held_roles or "").split(",") if role),
        teams={int(team): TeamRole(role) for team, role in teams},
        scopes=scopes,
    )


def actor_by_email(email: str) -> Actor:
    """The actor behind an address; 'public' is the visitor. Raises User.DoesNotExist."""
    return VISITOR if email == "public" else actor_of(User.objects.get(email=email.lower()))


def digest_of_secret(secret: str) -> str:
    """What is kept of a secret that was shown or mailed once: enough to recognise it, nothing to use it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def actor_by_token(secret: str, now: datetime) -> Actor | None:
    """The actor a token speaks for, limited to its scopes; None when it is unknown, expired or withdrawn."""
    token = (
        ApiToken.objects.select_related("user")
        .filter(digest=digest_of_secret(secret), withdrawn_at=None, expires_at__gt=now, user__is_active=True)
        .first()
    )
    if token is None:
        return None
    if token.last_used_at is None or token.last_used_at < now - USE_NOTED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return actor_of(token.user, scopes=frozenset(token.scopes), now=now)


def calendar_of(secret: str, now: datetime) -> tuple[Actor, str]:
    """Whose calendar asks, and the language to answer in. Raises NotThere for any secret that opens more than calendars."""
    actor = actor_by_token(secret, now)
    if actor is None or actor.scopes != frozenset({Scope.CALENDAR}):
        raise NotThere
    language = User.objects.values_list("language", flat=True).get(pk=actor.person)
    return actor, language or settings.LANGUAGE_CODE


def team_members(team_ids: Iterable[int], *roles: str) -> QuerySet[User]:
    """The people of these teams now, in any of `roles` (all without): whom to tell when something happens there."""
    members = present_memberships(timezone.now()).filter(team_id__in=list(team_ids))
    if roles:
        members = members.filter(role__in=roles)
    return User.objects.filter(is_active=True, pk__in=members.values("user_id"))


def teams_with_editors(team_ids: Iterable[int]) -> set[int]:
    """Those of these teams in which somebody edits now, so that what they are asked can be answered. One statement."""
    members = present_memberships(timezone.now()).filter(team_id__in=list(team_ids), user__is_active=True)
    return set(members.filter(role__in=EDITORS).values_list("team_id", flat=True))


def roles_of(actor: Actor, people: Iterable[int]) -> dict[int, str]:
    """Person -> what she is, for the history of records: a platform role, or her role in a team. Names nobody.

    Team names are said only to who may see the team. Two statements.
    """
    ids = list(people)
    seen = visible(Team, actor).values("pk")
    found: dict[int, str] = {}
    members = (
        present_memberships(timezone.now()).filter(user_id__in=ids, team_id__in=seen).select_related("team")
    )
    for member in members.order_by("team__name"):
        found.setdefault(member.user_id, team_role_in_words(member))
    for user_id, role in HeldRole.objects.filter(user_id__in=ids).values_list("user_id", "role"):
        found[user_id] = str(PlatformRoleChoice(role).label)
    return found


def team_role_in_words(member: TeamMember) -> str:
    """'manager of the team X': in one sentence each, because languages bend the words."""
    words = {"team": member.team.name}
    match TeamRoleChoice(member.role):
        case TeamRoleChoice.MANAGER:
            return gettext("manager of %(team)s") % words
        case TeamRoleChoice.EDITOR:
            return gettext("editor of %(team)s") % words
        case _:
            return gettext("member of %(team)s") % words
