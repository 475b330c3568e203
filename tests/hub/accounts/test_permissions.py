"""Who sees which rows of this area: each model, each actor."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kontor.hub.accounts import actions
from kontor.hub.accounts.models import ApiToken, Invitation, PlatformRole, SignIn, Team, TeamMember, User
from kontor.hub.accounts.queries import actor_of
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.visibility import visible
from tests.hub.accounts.making import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(team, manager, member, stranger, administrator, protection_officer):
    """A team with an invitation; its member has a token, a session and a role on the platform."""
    editor = make_person("Editor", roles=["editor"])
    PlatformRole.objects.create(user=member, role="analyst")
    invitation, _secret = actions.invite(
        actor=actor_of(manager), email="new@example.org", team=team, role="editor"
    )
    token, _secret = actions.create_token(
        actor=actor_of(member), name="mine", scopes=["read"], expires_at=timezone.now() + timedelta(days=1)
    )
    held = SignIn.objects.create(user=member, session_key="key")
    people = {
        "manager": manager,
        "member": member,
        "stranger": stranger,
        "editor": editor,
        "administrator": administrator,
        "protection_officer": protection_officer,
    }
    rows = {
        User: member,
        Team: team,
        TeamMember: TeamMember.objects.get(user=member),
        Invitation: invitation,
        ApiToken: token,
        SignIn: held,
        PlatformRole: PlatformRole.objects.get(user=member),
    }
    return people, rows


SEEN_BY = {
    User: {"manager", "member", "editor", "administrator", "protection_officer"},
    Team: {"manager", "member", "editor", "administrator", "protection_officer"},
    TeamMember: {"manager", "member", "editor", "administrator", "protection_officer"},
    Invitation: {"manager", "editor", "administrator", "protection_officer"},
    ApiToken: {"member"},
    SignIn: {"member"},
    PlatformRole: {"member", "administrator", "protection_officer"},
}


@pytest.mark.parametrize("model", SEEN_BY, ids=lambda model: model.__name__)
def test_rows_are_seen_by(scene, model):
    people, rows = scene

    seen_by = {name for name, person in people.items() if rows[model] in visible(model, actor_of(person))}

    assert seen_by == SEEN_BY[model]


@pytest.mark.parametrize("model", SEEN_BY, ids=lambda model: model.__name__)
def test_visitors_see_nothing(scene, model):
    assert list(visible(model, VISITOR)) == []


def test_former_teammates_do_not_see_each_other(team, manager, member):
    TeamMember.objects.filter(user=member).update(until=timezone.now())

    assert set(visible(User, actor_of(member))) == {member}
    assert set(visible(User, actor_of(manager))) == {manager}
