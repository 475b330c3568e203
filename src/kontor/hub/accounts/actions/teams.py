"""Teams and who is in them. Who leaves stays in the record with an end."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from kontor.hub.accounts import rules
from kontor.hub.accounts.actions.steps import put_into_team
from kontor.hub.accounts.choices import TeamRoleChoice
from kontor.hub.accounts.models import Team, TeamMember, User
from kontor.hub.accounts.queries.teams import managers_left
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require


@transaction.atomic
def found_team(*, actor: Actor, kind: str, name: str) -> Team:
    """Make the team of a new record; who founds it manages it. The system founds teams without people."""
    require(actor, "accounts.found_team")
    team = Team.objects.create(kind=kind, name=name[:250])
    audit.record(actor, "accounts.found_team", team)
    if actor.user_id is not None:
        founder = User.objects.get(pk=actor.user_id)
        put_into_team(actor=actor, team=team, person=founder, role=TeamRoleChoice.MANAGER, now=timezone.now())
    return team


@transaction.atomic
def add_member(*, actor: Actor, team: Team, person: User, role: str) -> TeamMember:
    """Put a person into a team without asking her: only the system does, when it loads data. People invite."""
    require(actor, "accounts.add_member", team)
    return put_into_team(actor=actor, team=team, person=person, role=role, now=timezone.now())


@transaction.atomic
def change_team_role(
    *, actor: Actor, member: TeamMember, role: str, now: datetime | None = None
) -> TeamMember:
    """Give a member another role, from now on: the role she had keeps its dates. The last manager stays manager."""
    require(actor, "accounts.change_team_role", member)
    team = Team.objects.select_for_update().get(pk=member.team_id)
    if member.role == TeamRoleChoice.MANAGER and role != TeamRoleChoice.MANAGER:
        rules.check_keeps_manager(team.name, managers_left(team, without=member))
    return put_into_team(actor=actor, team=team, person=member.user, role=role, now=now or timezone.now())


@transaction.atomic
def remove_member(*, actor: Actor, member: TeamMember, now: datetime | None = None) -> None:
    """End a membership; leaving is removing oneself. The last manager cannot go."""
    require(actor, "accounts.remove_member", member)
    team = Team.objects.select_for_update().get(pk=member.team_id)
    locked = TeamMember.objects.select_for_update().get(pk=member.pk)
    if locked.until is not None:
        return
    if locked.role == TeamRoleChoice.MANAGER:
        rules.check_keeps_manager(team.name, managers_left(team, without=locked))
    before = audit.state_of(locked)
    locked.until = now or timezone.now()
    locked.save()
    audit.record(actor, "accounts.remove_member", locked, before=before)
