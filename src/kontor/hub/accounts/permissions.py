"""Who may, and who sees which rows, in this area."""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from kontor.hub.accounts.models import ApiToken, Invitation, PlatformRole, SignIn, Team, TeamMember, User
from kontor.hub.foundation import actor as actors
from kontor.hub.foundation.actor import Actor, TeamRole
from kontor.hub.foundation.permission import (
    PERMISSIONS,
    is_administrator,
    is_platform_editor,
    is_protection_officer,
    is_signed_in,
    is_the_system,
    predicate,
)
from kontor.hub.foundation.refusal import N_
from kontor.hub.foundation.visibility import EVERYTHING, NOTHING, visibility_of

ADMINISTRATOR = actors.PlatformRole.ADMINISTRATOR
PROTECTION_OFFICER = actors.PlatformRole.PROTECTION_OFFICER
EDITOR = actors.PlatformRole.EDITOR


@predicate
def is_the_person(actor: Actor, subject: Any) -> bool:
    """The account, or what belongs to it, is the actor's own."""
    return actor.user_id is not None and actor.user_id == getattr(
        subject, "user_id", getattr(subject, "pk", None)
    )


@predicate
def manages_the_team(actor: Actor, subject: Any) -> bool:
    """`subject` is a team, or a membership of it, or an invitation to it."""
    return actor.manages(subject.pk if isinstance(subject, Team) else getattr(subject, "team_id", None))


@predicate
def is_in_the_team(actor: Actor, subject: Any) -> bool:
    return (subject.pk if isinstance(subject, Team) else getattr(subject, "team_id", None)) in actor.team_ids


ASK_MANAGER = N_("Only a manager of this team may do this. Ask one of the managers named on the team's page.")
ASK_ADMINISTRATOR = N_("Only an administrator of the platform may do this. Ask one for it.")
ASK_PROTECTION_OFFICER = N_("Only the data-protection officer may do this. Write to the officer.")
OWN_ONLY = N_("Everybody may do this for the own account only.")
SIGN_IN_FIRST = N_("Sign in first.")

PERMISSIONS.define("accounts.edit_person", is_the_person, OWN_ONLY)
PERMISSIONS.define("accounts.create_token", is_the_person, OWN_ONLY)
PERMISSIONS.define("accounts.withdraw_token", is_the_person, OWN_ONLY)
PERMISSIONS.define("accounts.end_session", is_the_person, OWN_ONLY)
PERMISSIONS.define("accounts.delete_account", is_the_person, OWN_ONLY)
PERMISSIONS.define("accounts.see_own", is_signed_in, SIGN_IN_FIRST, scope="read")
PERMISSIONS.define("accounts.accept_invitation", is_signed_in, SIGN_IN_FIRST)
PERMISSIONS.define("accounts.found_team", is_signed_in, SIGN_IN_FIRST)
PERMISSIONS.define(
    "accounts.see_address", is_the_person | is_administrator | is_protection_officer, OWN_ONLY, scope="read"
)
PERMISSIONS.define(
    "accounts.add_member", is_the_system, N_("People are not put into a team, they are invited.")
)
PERMISSIONS.define(
    "accounts.ensure_demo_person", is_the_system, N_("People of the demo are made by the program itself.")
)
PERMISSIONS.define(
    "accounts.see_team",
    is_in_the_team | is_platform_editor | is_protection_officer,
    ASK_MANAGER,
    scope="read",
)
PERMISSIONS.define("accounts.invite", manages_the_team | is_platform_editor, ASK_MANAGER)
PERMISSIONS.define("accounts.withdraw_invitation", manages_the_team | is_platform_editor, ASK_MANAGER)
PERMISSIONS.define("accounts.resend_invitation", manages_the_team | is_platform_editor, ASK_MANAGER)
PERMISSIONS.define("accounts.change_team_role", manages_the_team | is_administrator, ASK_MANAGER)
PERMISSIONS.define("accounts.remove_member", is_the_person | manages_the_team | is_administrator, ASK_MANAGER)
PERMISSIONS.define("accounts.invite_to_platform", is_administrator, ASK_ADMINISTRATOR)
PERMISSIONS.define("accounts.see_roles", is_administrator, ASK_ADMINISTRATOR, scope="read")
PERMISSIONS.define("accounts.grant_role", is_administrator, ASK_ADMINISTRATOR)
PERMISSIONS.define("accounts.withdraw_role", is_administrator, ASK_ADMINISTRATOR)
PERMISSIONS.define("accounts.explain", is_administrator, ASK_ADMINISTRATOR, scope="read")
PERMISSIONS.define("accounts.see_personal_data", is_protection_officer, ASK_PROTECTION_OFFICER, scope="read")
PERMISSIONS.define(
    "accounts.export_person", is_the_person | is_protection_officer, ASK_PROTECTION_OFFICER, scope="read"
)
PERMISSIONS.define("accounts.erase_person", is_protection_officer, ASK_PROTECTION_OFFICER)


def keeps_people(actor: Actor) -> bool:
    return actor.has(ADMINISTRATOR, PROTECTION_OFFICER)


def present() -> Q:
    """Memberships that hold now."""
    now = timezone.now()
    return Q(since__lte=now) & (Q(until=None) | Q(until__gt=now))


@visibility_of(User)
def people(actor: Actor) -> Q:
    """Oneself, the people of one's teams; of all teams for platform editors, who help them; all for administrators and
    the data-protection officer.
    """
    if keeps_people(actor):
        return EVERYTHING
    if actor.user_id is None:
        return NOTHING
    in_reach = Q() if actor.has(EDITOR) else Q(team_id__in=actor.team_ids)
    teammates = TeamMember.objects.filter(present() & in_reach).values("user_id")
    return Q(pk=actor.user_id) | Q(pk__in=teammates)


@visibility_of(Team)
def teams(actor: Actor) -> Q:
    if actor.has(ADMINISTRATOR, PROTECTION_OFFICER, EDITOR):
        return EVERYTHING
    return Q(pk__in=actor.team_ids)


@visibility_of(TeamMember)
def members(actor: Actor) -> Q:
    if actor.has(ADMINISTRATOR, PROTECTION_OFFICER, EDITOR):
        return EVERYTHING
    return Q(team_id__in=actor.team_ids) | own(actor)


@visibility_of(Invitation)
def invitations(actor: Actor) -> Q:
    """For those who invite. The person invited comes with the secret, not by looking it up."""
    if keeps_people(actor):
        return EVERYTHING
    to_teams = Q(team__isnull=False)
    if actor.has(EDITOR):
        return to_teams
    return Q(team_id__in=[team for team, role in actor.teams.items() if role == TeamRole.MANAGER])


@visibility_of(PlatformRole)
def platform_roles(actor: Actor) -> Q:
    return EVERYTHING if keeps_people(actor) else own(actor)


@visibility_of(ApiToken, SignIn)
def own(actor: Actor) -> Q:
    return NOTHING if actor.user_id is None else Q(user_id=actor.user_id)
