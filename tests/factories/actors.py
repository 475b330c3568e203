"""Who asks, by role: one function for each actor of the access model. People have rows, so that audit entries name them.

make_coordinator(team)      # manages a partnership's team
one_of_each(organisation_team, partnership_team)  # role -> actor, for matrix and leak tests
"""

from kontor.hub.accounts.choices import PlatformRoleChoice, TeamKind, TeamRoleChoice
from kontor.hub.accounts.queries import actor_of
from kontor.hub.foundation.actor import VISITOR, Actor, system
from tests.factories.accounts import make_member, make_person, make_platform_role, make_team

SYSTEM = system("test")


def visitor() -> Actor:
    return VISITOR


def in_team(role, *teams, person=None) -> Actor:
    """A person with `role` in each of `teams`."""
    person = person or make_person()
    for team in teams:
        make_member(team, person, role)
    return actor_of(person)


def make_sme(team=None) -> Actor:
    """Edits one company."""
    return in_team(TeamRoleChoice.EDITOR, team or make_team(name="A company"))


def make_cluster_manager(team=None) -> Actor:
    """Manages a cluster organisation."""
    return in_team(TeamRoleChoice.MANAGER, team or make_team(name="A cluster"))


def make_coordinator(team=None) -> Actor:
    """Manages a partnership."""
    return in_team(TeamRoleChoice.MANAGER, team or make_team(kind=TeamKind.PARTNERSHIP, name="A partnership"))


def make_partner_staff(team=None) -> Actor:
    """Reads in a partnership."""
    return in_team(TeamRoleChoice.MEMBER, team or make_team(kind=TeamKind.PARTNERSHIP, name="A partnership"))


def make_outsider_coordinator() -> Actor:
    """Manages a partnership that nothing else in the test belongs to."""
    return make_coordinator(make_team(kind=TeamKind.PARTNERSHIP, name="Another partnership"))


def with_role(role) -> Actor:
    return actor_of(make_platform_role(role).user)


def make_analyst() -> Actor:
    return with_role(PlatformRoleChoice.ANALYST)


def make_editor() -> Actor:
    return with_role(PlatformRoleChoice.EDITOR)


def make_administrator() -> Actor:
    return with_role(PlatformRoleChoice.ADMINISTRATOR)


def make_protection_officer() -> Actor:
    return with_role(PlatformRoleChoice.PROTECTION_OFFICER)


def one_of_each(organisation_team=None, partnership_team=None) -> dict[str, Actor]:
    """Every actor of the access model. The first four belong to the teams given, the outsider to none of them."""
    return {
        "sme": make_sme(organisation_team),
        "cluster_manager": make_cluster_manager(organisation_team),
        "coordinator": make_coordinator(partnership_team),
        "partner_staff": make_partner_staff(partnership_team),
        "visitor": visitor(),
        "outsider_coordinator": make_outsider_coordinator(),
        "analyst": make_analyst(),
        "editor": make_editor(),
        "administrator": make_administrator(),
        "protection_officer": make_protection_officer(),
        "system": SYSTEM,
    }


def signed_in(client, actor):
    """The test client as this actor. Visitors and the system have no account to sign in with."""
    from kontor.hub.accounts.models import User

    client.logout()
    if actor.user_id is not None:
        client.force_login(User.objects.get(pk=actor.user_id))
    return client
