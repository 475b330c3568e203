"""What a person sees of herself: account, teams, sessions, tokens, and everything that is kept about her."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.utils import timezone

from kontor.hub.accounts.choices import PlatformRoleChoice, Scope, TeamRoleChoice
from kontor.hub.accounts.kit import PERSONAL_DATA, TeamLink, links_of_teams
from kontor.hub.accounts.models import ApiToken, Invitation, SignIn, TeamMember, User
from kontor.hub.accounts.queries.actors import present_memberships
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.foundation.visibility import visible


@dataclass(frozen=True, slots=True)
class OwnTeam:
    """A team of the person. `link` leads to what the team stands for, where that may be seen."""

    id: int
    name: str
    kind: str
    role: str
    since: datetime
    manages: bool
    link: TeamLink | None


@dataclass(frozen=True, slots=True)
class SessionRow:
    id: int
    browser: str
    started_at: datetime
    last_seen_at: datetime
    is_this: bool


@dataclass(frozen=True, slots=True)
class TokenRow:
    id: int
    name: str
    beginning: str
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    state: str


@dataclass(frozen=True, slots=True)
class OwnPage:
    """The overview of an account: numbers lead to the pages where things are changed."""

    person: User
    roles: tuple[str, ...]
    teams: tuple[OwnTeam, ...]
    addresses: tuple[str, ...]
    second_factors: tuple[str, ...]
    sessions: int
    tokens: int
    has_password: bool
    language: str = field(default="")


def own_page(actor: Actor) -> OwnPage:
    """Everything on one's own page. Six statements, and one for each kind of team."""
    person = User.objects.get(pk=actor.person)
    now = timezone.now()
    return OwnPage(
        person=person,
        roles=tuple(str(PlatformRoleChoice(role).label) for role in sorted(actor.roles)),
        teams=tuple(own_teams(actor)),
        addresses=tuple(addresses_of(person)),
        second_factors=tuple(
            Authenticator.objects.filter(user=person).order_by("type").values_list("type", flat=True)
        ),
        sessions=live_sign_ins(actor).count(),
        tokens=visible(ApiToken, actor).filter(withdrawn_at=None, expires_at__gt=now).count(),
        has_password=person.has_usable_password(),
        language=person.language,
    )


def own_teams(actor: Actor) -> list[OwnTeam]:
    """One's present teams by name. One statement, and one for each kind of team."""
    memberships = (
        present_memberships(timezone.now())
        .filter(user_id=actor.person)
        .select_related("team")
        .order_by("team__name", "team_id")
    )
    rows = list(memberships)
    links = links_of_teams(actor, [(row.team_id, row.team.kind) for row in rows])
    return [own_team(row, links.get(row.team_id)) for row in rows]


def own_team(row: TeamMember, link: TeamLink | None) -> OwnTeam:
    return OwnTeam(
        id=row.team_id,
        name=row.team.name,
        kind=str(row.team.get_kind_display()),
        role=str(TeamRoleChoice(row.role).label),
        since=row.since,
        manages=row.role == TeamRoleChoice.MANAGER,
        link=link,
    )


def addresses_of(person: User) -> list[str]:
    """The addresses a person has shown to be hers, the main one first."""
    confirmed = EmailAddress.objects.filter(user=person, verified=True)
    return list(confirmed.order_by("-primary", "pk").values_list("email", flat=True))


def live_sign_ins(actor: Actor) -> Any:
    """The sign-ins whose session still lives."""
    living = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return visible(SignIn, actor).filter(session_key__in=living)


def own_sessions(actor: Actor, session_key: str) -> list[SessionRow]:
    """One's sessions, this one first, then the last used first. One statement."""
    rows = [
        SessionRow(row.pk, row.browser, row.created_at, row.last_seen_at, row.session_key == session_key)
        for row in live_sign_ins(actor).order_by("-last_seen_at")
    ]
    return sorted(rows, key=lambda row: not row.is_this)


def own_tokens(actor: Actor) -> list[TokenRow]:
    """One's tokens, newest first, also those that no longer open anything. One statement."""
    now = timezone.now()
    return [
        TokenRow(
            id=token.pk,
            name=token.name,
            beginning=token.beginning,
            scopes=tuple(str(Scope(scope).label) for scope in token.scopes),
            created_at=token.created_at,
            expires_at=token.expires_at,
            last_used_at=token.last_used_at,
            state="withdrawn" if token.withdrawn_at else "expired" if token.expires_at <= now else "in use",
        )
        for token in visible(ApiToken, actor).order_by("-created_at", "-pk")
    ]


def export_of(person: User) -> dict[str, Any]:
    """Everything kept about a person, in every area, as plain values. No secrets: neither digests nor keys."""
    return {
        "account": account_of(person),
        "teams": rows_of(
            person.memberships.order_by("since").values("team_id", "team__name", "role", "since", "until")
        ),
        "roles": rows_of(person.platform_roles.order_by("pk").values("role", "created_at")),
        "invitations": rows_of(
            Invitation.objects.filter(email__in=every_address_of(person))
            .order_by("pk")
            .values(
                "email",
                "team_id",
                "role",
                "platform_role",
                "sent_at",
                "expires_at",
                "accepted_at",
                "withdrawn_at",
            )
        ),
        "tokens": rows_of(
            person.tokens.order_by("pk").values(
                "name", "beginning", "scopes", "created_at", "expires_at", "last_used_at", "withdrawn_at"
            )
        ),
        "sessions": rows_of(person.sign_ins.order_by("pk").values("browser", "created_at", "last_seen_at")),
        "second_factors": rows_of(
            Authenticator.objects.filter(user=person)
            .order_by("pk")
            .values("type", "created_at", "last_used_at")
        ),
        "actions": rows_of(
            AuditEvent.objects.filter(actor_id=person.pk)
            .order_by("number")
            .values("at", "action", "subject_kind", "subject_id")
        ),
        **{part.name: part.export(person) for part in PERSONAL_DATA},
    }


def account_of(person: User) -> dict[str, Any]:
    addresses = EmailAddress.objects.filter(user=person).order_by("pk").values("email", "verified", "primary")
    return {
        "id": person.pk,
        "email": person.email,
        "name": person.name,
        "language": person.language,
        "joined_at": plain_moment(person.joined_at),
        "last_login": plain_moment(person.last_login),
        "addresses": rows_of(addresses),
    }


def every_address_of(person: User) -> list[str]:
    return [person.email, *EmailAddress.objects.filter(user=person).values_list("email", flat=True)]


def rows_of(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{key.replace("__", "_"): plain_moment(value) for key, value in row.items()} for row in rows]


def plain_moment(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
