"""Who somebody is: read in one statement, and true at once after every change."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kontor.hub.accounts.models import PlatformRole, TeamMember
from kontor.hub.accounts.queries import actor_of, actor_signed_in, person_signed_in
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.actor import PlatformRole as Role
from tests.factories.accounts import make_member, make_team
from tests.hub.accounts.making import make_person

pytestmark = pytest.mark.django_db


def asks(client):
    """The actor of a request of this client."""
    return client.get("/accounts/none/").wsgi_request.actor


@pytest.mark.parametrize("count", [1, 30])
def test_actor_of_asks_one_statement_however_many_teams(django_assert_num_queries, count):
    teams = {make_team().pk: "editor" for _ in range(count)}
    person = make_person(roles=["analyst", "editor"])
    for team in teams:
        TeamMember.objects.create(team_id=team, user=person, role="editor")

    with django_assert_num_queries(1):
        actor = actor_of(person)

    assert actor.teams == teams
    assert actor.roles == {Role.ANALYST, Role.EDITOR}


def test_actor_of_knows_only_present_memberships(team):
    person, now = make_person(), timezone.now()
    TeamMember.objects.create(team=team, user=person, role="editor", until=now - timedelta(days=1))
    TeamMember.objects.create(team=make_team(), user=person, role="editor", since=now + timedelta(days=1))

    assert actor_of(person).teams == {}


def test_actor_of_nobody_else(team, manager):
    assert actor_of(make_person()).teams == {}


def test_actor_of_a_closed_account_is_a_visitor(team):
    person = make_person(teams=[(team, "manager")], is_active=False)

    assert actor_of(person) == VISITOR


@pytest.mark.parametrize("count", [0, 20])
def test_a_person_signed_in_is_read_with_her_ties_in_one_statement(django_assert_num_queries, count):
    person = make_person(roles=["analyst"])
    for _ in range(count):
        make_member(make_team(), person, "member")

    with django_assert_num_queries(1):
        actor = actor_signed_in(person_signed_in(person.pk))

    assert actor == actor_of(person)
    assert len(actor.teams) == count


def test_a_request_knows_a_change_of_teams_and_roles_at_once(enter, member, team):
    client = enter(member)
    before = asks(client)

    TeamMember.objects.filter(user=member).update(role="manager")
    PlatformRole.objects.create(user=member, role="editor")
    promoted = asks(client)
    TeamMember.objects.filter(user=member).update(until=timezone.now())
    left = asks(client)

    assert (before.teams, before.roles) == ({team.pk: "member"}, frozenset())
    assert (promoted.teams, promoted.roles) == ({team.pk: "manager"}, {Role.EDITOR})
    assert left.teams == {}


def test_a_request_of_a_closed_account_is_a_visitors(enter, member):
    client = enter(member)

    type(member).objects.filter(pk=member.pk).update(is_active=False)

    assert asks(client) == VISITOR
