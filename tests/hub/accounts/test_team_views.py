"""The pages of teams, invitations and platform roles, as each of those who may or may not see them."""

import pytest
from django.urls import reverse

from kontor.hub.accounts import actions
from kontor.hub.accounts.kit import TEAM_LINKS, TeamLink
from kontor.hub.accounts.models import Invitation, PlatformRole, TeamMember
from kontor.hub.accounts.queries import actor_of
from tests.factories.accounts import make_team
from tests.hub.accounts.making import make_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("manager", 200),
        ("member", 200),
        ("administrator", 200),
        ("protection_officer", 200),
        ("stranger", 404),
    ],
)
def test_team_is_shown_to(enter, request, team, manager, member, who, status):
    response = enter(request.getfixturevalue(who)).get(reverse("accounts:team", args=[team.pk]))

    assert response.status_code == status


def test_team_shows_addresses_to_its_manager_only(enter, team, manager, member):
    other = make_person("Colleague", email="colleague@example.org", teams=[(team, "editor")])
    address = reverse("accounts:team", args=[team.pk])

    as_manager = enter(manager).get(address).text
    as_member = enter(member).get(address).text

    assert other.email in as_manager
    assert other.email not in as_member
    assert "Colleague" in as_member


def test_team_shows_invitations_to_its_manager_only(enter, team, manager, member):
    actions.invite(actor=actor_of(manager), email="new@example.org", team=team, role="editor")
    address = reverse("accounts:team", args=[team.pk])

    assert "new@example.org" in enter(manager).get(address).text
    assert "new@example.org" not in enter(member).get(address).text


@pytest.mark.parametrize("item_count", [1, 12])
def test_team_page_statements_do_not_grow(enter, team, manager, item_count, django_assert_num_queries):
    for number in range(item_count):
        make_person(f"Person {number}", teams=[(team, "editor")])
        actions.invite(actor=actor_of(manager), email=f"new-{number}@example.org", team=team, role="editor")
    client = enter(manager)

    # session, person, roles, teams; team, sees team x3, members, what the team stands for, invitations
    with django_assert_num_queries(9):
        client.get(reverse("accounts:team", args=[team.pk]))


@pytest.mark.parametrize("item_count", [1, 12])
def test_teams_page_statements_do_not_grow(enter, item_count, django_assert_num_queries):
    person = make_person("Busy", teams=[(make_team(), "editor") for _ in range(item_count)])
    TEAM_LINKS["organisation"] = lambda actor, ids: {
        pk: TeamLink(f"Organisation {pk}", f"/o/{pk}/") for pk in ids
    }
    client = enter(person)

    try:
        with django_assert_num_queries(3):
            response = client.get(reverse("accounts:teams"))
    finally:
        del TEAM_LINKS["organisation"]

    assert response.text.count("Organisation ") == item_count


def test_invite_by_the_form(enter, team, manager, mailoutbox, django_capture_on_commit_callbacks):
    client = enter(manager)

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(
            reverse("accounts:invite", args=[team.pk]), {"email": "new@example.org", "role": "member"}
        )

    assert response.headers["Location"] == reverse("accounts:team", args=[team.pk])
    assert [message.to for message in mailoutbox] == [["new@example.org"]]


def test_invite_shows_the_refusal_at_the_field(enter, team, manager, member):
    response = enter(manager).post(
        reverse("accounts:invite", args=[team.pk]), {"email": member.email, "role": "member"}
    )

    assert response.status_code == 409
    assert response.context["form"].errors == {
        "email": [f"{member.email} is in the team already. Change the role on the team's page instead."]
    }


@pytest.mark.parametrize("name", ["accounts:invite"])
def test_invite_is_refused_to_members(enter, team, manager, member, name):
    response = enter(member).get(reverse(name, args=[team.pk]))

    assert response.status_code == 403
    assert "Ask one of the managers" in response.text


def test_change_team_role_by_the_form(enter, team, manager, member):
    row = TeamMember.objects.get(user=member)
    client = enter(manager)
    address = reverse("accounts:change_team_role", args=[row.pk])

    assert client.get(address).status_code == 200
    client.post(address, {"role": "editor"})

    assert actor_of(member).teams == {team.pk: "editor"}


def test_leave_by_the_button(enter, team, manager, member):
    row = TeamMember.objects.get(user=member)
    client = enter(member)
    address = reverse("accounts:remove_member", args=[row.pk])

    assert "Leave this team?" in client.get(address).text
    response = client.post(address)

    assert response.headers["Location"] == reverse("accounts:teams")
    assert actor_of(member).teams == {}


@pytest.mark.parametrize("name", ["accounts:withdraw_invitation", "accounts:resend_invitation"])
def test_invitation_buttons(enter, team, manager, name):
    invitation, _secret = actions.invite(
        actor=actor_of(manager), email="new@example.org", team=team, role="editor"
    )
    client = enter(manager)
    address = reverse(name, args=[invitation.pk])

    assert client.get(address).status_code == 200
    assert client.post(address).headers["Location"] == reverse("accounts:team", args=[team.pk])


def test_an_invitation_to_the_platform_is_withdrawn_without_a_team(enter, administrator):
    invitation, _secret = actions.invite(
        actor=actor_of(administrator), email="new@example.org", platform_role="analyst"
    )
    client = enter(administrator)

    response = client.post(reverse("accounts:withdraw_invitation", args=[invitation.pk]))

    assert response.headers["Location"] == reverse("accounts:roles")
    assert Invitation.objects.get().withdrawn_at is not None


def test_grant_and_withdraw_role_by_the_forms(enter, administrator, member):
    client = enter(administrator)

    client.post(reverse("accounts:grant_role"), {"email": member.email, "role": "analyst"})
    held = PlatformRole.objects.get(user=member)
    client.post(reverse("accounts:withdraw_role", args=[held.pk]))

    assert not PlatformRole.objects.filter(user=member).exists()
