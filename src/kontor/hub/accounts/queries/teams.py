"""A team as its people see it, and an invitation as its addressee sees it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.utils import timezone

from kontor.hub.accounts.choices import TeamRoleChoice
from kontor.hub.accounts.kit import TeamLink, links_of_teams
from kontor.hub.accounts.models import Invitation, Team, TeamMember
from kontor.hub.accounts.permissions import present
from kontor.hub.accounts.queries.actors import digest_of_secret
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import can, require
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible

RANK = {role: rank for rank, role in enumerate(TeamRoleChoice.values)}


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A person of the team. `email` only for those who manage the team, and for oneself."""

    id: int
    name: str
    email: str
    role: str
    role_label: str
    since: datetime
    until: datetime | None
    is_self: bool


@dataclass(frozen=True, slots=True)
class InvitationRow:
    id: int
    email: str
    role_label: str
    sent_at: datetime
    expires_at: datetime
    expired: bool


@dataclass(frozen=True, slots=True)
class TeamPage:
    """One team: who is in it, who was, who is invited, and what the reader may change."""

    team: Team
    link: TeamLink | None
    members: tuple[MemberRow, ...]
    former: tuple[MemberRow, ...]
    invitations: tuple[InvitationRow, ...]
    may_invite: bool
    may_change: bool


def team_page(actor: Actor, team_id: int) -> TeamPage:
    """A team with its people. Five statements, whatever its size, and one for what it stands for. Raises NotThere."""
    team = visible(Team, actor).filter(pk=team_id).first()
    if team is None:
        raise NotThere
    require(actor, "accounts.see_team", team)
    manages = can(actor, "accounts.change_team_role", team)
    rows = [member_row(row, actor, manages) for row in members_of(actor, team)]
    now = timezone.now()
    return TeamPage(
        team=team,
        link=links_of_teams(actor, [(team.pk, team.kind)]).get(team.pk),
        members=tuple(
            sorted(filter_present(rows, now, True), key=lambda row: (RANK[row.role], row.name.casefold()))
        ),
        former=tuple(filter_present(rows, now, False)),
        invitations=tuple(open_invitations(actor, team, now)),
        may_invite=can(actor, "accounts.invite", team),
        may_change=manages,
    )


def members_of(actor: Actor, team: Team) -> list[TeamMember]:
    members = visible(TeamMember, actor).filter(team=team).select_related("user")
    return list(members.order_by(F("until").desc(nulls_first=True), "-since", "pk"))


def filter_present(rows: list[MemberRow], now: datetime, wanted: bool) -> list[MemberRow]:
    return [row for row in rows if (row.until is None or row.until > now) is wanted]


def member_row(row: TeamMember, actor: Actor, manages: bool) -> MemberRow:
    is_self = row.user_id == actor.user_id
    return MemberRow(
        id=row.pk,
        name=row.user.name,
        email=row.user.email if manages or is_self else "",
        role=row.role,
        role_label=str(TeamRoleChoice(row.role).label),
        since=row.since,
        until=row.until,
        is_self=is_self,
    )


def open_invitations(actor: Actor, team: Team, now: datetime) -> list[InvitationRow]:
    """Not yet answered, also those that expired unanswered: they can be sent again."""
    waiting = visible(Invitation, actor).filter(team=team, accepted_at=None, withdrawn_at=None)
    return [
        InvitationRow(
            id=row.pk,
            email=row.email,
            role_label=str(TeamRoleChoice(row.role).label),
            sent_at=row.sent_at,
            expires_at=row.expires_at,
            expired=row.expires_at <= now,
        )
        for row in waiting.order_by("-sent_at", "-pk")
    ]


def invitation_by_secret(secret: str) -> Invitation:
    """The invitation that a mailed link leads to, in whatever state. The secret is the right to see it. Raises NotThere."""
    found = Invitation.objects.select_related("team").filter(token_digest=digest_of_secret(secret)).first()
    if found is None:
        raise NotThere
    return found


def managers_left(team: Team, without: TeamMember) -> int:
    """How many managers the team has beside this membership, now."""
    managers = TeamMember.objects.filter(
        present(), team=team, role=TeamRoleChoice.MANAGER, user__is_active=True
    )
    return managers.exclude(pk=without.pk).count()


def is_member(team: Team, email: str) -> bool:
    return TeamMember.objects.filter(present(), team=team, user__email=email).exists()


def is_invited(team: Team | None, email: str, platform_role: str, now: datetime) -> bool:
    waiting = Invitation.objects.filter(
        team=team,
        email=email,
        platform_role=platform_role,
        accepted_at=None,
        withdrawn_at=None,
        expires_at__gt=now,
    )
    return waiting.exists()


def invitations_since(actor: Actor, moment: datetime) -> int:
    """How many the actor sent. The system, which invites on the operator's command, is not counted."""
    if actor.is_system:
        return 0
    return Invitation.objects.filter(invited_by_id=actor.user_id, sent_at__gt=moment).count()
