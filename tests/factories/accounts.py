"""People, teams and their ties. What is not said is not there; every call makes new rows."""

from itertools import count

from django.utils import timezone

from kontor.hub.accounts.choices import TeamKind, TeamRoleChoice
from kontor.hub.accounts.models import PlatformRole, Team, TeamMember, User

NUMBERS = count(1)


def make_person(email="", *, password=None, **fields):
    """A person who can sign in only with a `password` given."""
    return User.objects.create_user(email or f"person-{next(NUMBERS)}@example.org", password, **fields)


def make_team(name="", *, kind=TeamKind.ORGANISATION):
    return Team.objects.create(kind=kind, name=name or f"Team {next(NUMBERS)}")


def make_member(team=None, user=None, role=TeamRoleChoice.EDITOR, **fields):
    """`user` with `role` in `team`, from now on."""
    return TeamMember.objects.create(
        team=team or make_team(), user=user or make_person(), role=role, **{"since": timezone.now(), **fields}
    )


def make_platform_role(role, user=None):
    return PlatformRole.objects.create(user=user or make_person(), role=role)
