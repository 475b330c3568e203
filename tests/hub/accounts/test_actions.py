"""Teams, roles, tokens, people: permission, refusal, change, trail."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kontor.hub.accounts import actions, rules
from kontor.hub.accounts.kit import PERSONAL_DATA, PersonalData
from kontor.hub.accounts.models import ApiToken, PlatformRole, Team, TeamMember
from kontor.hub.accounts.queries import actor_of, team_members
from kontor.hub.foundation.actor import VISITOR, TeamRole, system
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.foundation.refusal import NotAllowed, NotThere
from tests.factories.accounts import make_team
from tests.hub.accounts.making import PASSWORD, make_actor, make_person, trail

pytestmark = pytest.mark.django_db


def membership(team, person):
    return TeamMember.objects.get(team=team, user=person, until=None)


class TestTeams:
    def test_found_team_makes_the_founder_manager(self):
        founder = make_person()

        team = actions.found_team(actor=actor_of(founder), kind="organisation", name="New cluster")

        assert actor_of(founder).teams == {team.pk: TeamRole.MANAGER}
        assert trail() == ["accounts.found_team", "accounts.join_team"]

    def test_found_team_by_the_system_has_nobody(self):
        team = actions.found_team(actor=system("load"), kind="partnership", name="ELCA")

        assert not team.members.exists()

    def test_found_team_refuses_visitors(self):
        with pytest.raises(NotAllowed):
            actions.found_team(actor=VISITOR, kind="organisation", name="Nobody's")

        assert not Team.objects.exists()

    def test_add_member_is_for_the_system(self, team, manager, stranger):
        with pytest.raises(NotAllowed):
            actions.add_member(actor=actor_of(manager), team=team, person=stranger, role="editor")

    def test_change_team_role_keeps_the_old_role_with_its_end(self, team, manager, member):
        now = timezone.now()

        actions.change_team_role(
            actor=actor_of(manager), member=membership(team, member), role="editor", now=now
        )

        rows = list(TeamMember.objects.filter(user=member).order_by("pk").values_list("role", "until"))
        assert rows == [("member", now), ("editor", None)]
        assert trail() == ["accounts.change_team_role"]

    def test_change_team_role_refuses_to_demote_the_last_manager(self, team, manager, member):
        with pytest.raises(rules.LastManager):
            actions.change_team_role(actor=actor_of(manager), member=membership(team, manager), role="editor")

        assert membership(team, manager).role == "manager"
        assert trail() == []

    @pytest.mark.parametrize("who", ["member", "stranger"])
    def test_change_team_role_is_for_managers(self, who, request, team, manager, member):
        actor = actor_of(request.getfixturevalue(who))

        with pytest.raises((NotAllowed, NotThere)):
            actions.change_team_role(actor=actor, member=membership(team, manager), role="member")

    def test_remove_member_ends_the_membership(self, team, manager, member):
        actions.remove_member(actor=actor_of(manager), member=membership(team, member))

        assert actor_of(member).teams == {}
        assert TeamMember.objects.get(user=member).until is not None
        assert trail() == ["accounts.remove_member"]

    def test_remove_member_twice_does_nothing_more(self, team, manager, member):
        row = membership(team, member)
        actions.remove_member(actor=actor_of(manager), member=row)

        actions.remove_member(actor=actor_of(manager), member=row)

        assert trail() == ["accounts.remove_member"]

    def test_leaving_needs_nobody(self, team, manager, member):
        actions.remove_member(actor=actor_of(member), member=membership(team, member))

        assert actor_of(member).teams == {}

    def test_the_last_manager_cannot_leave(self, team, manager, member):
        with pytest.raises(rules.LastManager):
            actions.remove_member(actor=actor_of(manager), member=membership(team, manager))

    def test_one_of_two_managers_can_leave(self, team, manager):
        make_person(teams=[(team, "manager")])

        actions.remove_member(actor=actor_of(manager), member=membership(team, manager))

        assert actor_of(manager).teams == {}

    def test_a_closed_account_does_not_count_as_manager(self, team, manager):
        make_person(teams=[(team, "manager")], is_active=False)

        with pytest.raises(rules.LastManager):
            actions.remove_member(actor=actor_of(manager), member=membership(team, manager))

    def test_a_member_removes_nobody_else(self, team, manager, member):
        with pytest.raises(NotAllowed) as caught:
            actions.remove_member(actor=actor_of(member), member=membership(team, manager))

        assert "manager of this team" in str(caught.value)

    def test_team_members_are_those_of_now_in_the_roles_asked_for(self, team, manager, member):
        TeamMember.objects.filter(user=member).update(until=timezone.now() - timedelta(days=1))

        assert list(team_members([team.pk])) == [manager]
        assert list(team_members([team.pk], "editor", "member")) == []


class TestRoles:
    def test_grant_role(self, administrator):
        person = make_person(email="analyst@example.org")

        actions.grant_role(actor=actor_of(administrator), email="Analyst@example.org", role="analyst")

        assert actor_of(person).roles == {"analyst"}
        assert trail() == ["accounts.grant_role"]

    def test_grant_role_refuses_an_unknown_address_at_its_field(self, administrator):
        with pytest.raises(rules.UnknownPerson) as caught:
            actions.grant_role(actor=actor_of(administrator), email="nobody@example.org", role="analyst")

        assert caught.value.field == "email"

    def test_grant_role_refuses_a_role_held(self, administrator):
        with pytest.raises(rules.HasRole):
            actions.grant_role(actor=actor_of(administrator), email=administrator.email, role="administrator")

    @pytest.mark.parametrize("roles", [[], ["editor"], ["analyst"], ["protection-officer"]])
    def test_grant_role_is_for_administrators(self, roles):
        actor = make_actor(roles=roles, email="me@example.org")

        with pytest.raises(NotAllowed):
            actions.grant_role(actor=actor, email="me@example.org", role="administrator")

        assert not PlatformRole.objects.filter(role="administrator").exists()

    def test_withdraw_role(self, administrator):
        person = make_person(roles=["editor"])

        actions.withdraw_role(actor=actor_of(administrator), held=person.platform_roles.get())

        assert actor_of(person).roles == frozenset()
        assert trail() == ["accounts.withdraw_role"]

    def test_withdraw_role_refuses_the_last_administrator(self, administrator):
        with pytest.raises(rules.LastAdministrator):
            actions.withdraw_role(actor=actor_of(administrator), held=administrator.platform_roles.get())

        assert actor_of(administrator).roles == {"administrator"}


@pytest.fixture
def kept_elsewhere():
    """Personal data of a higher area, as front.wiring would plug them in."""
    kept = {}
    hook = PersonalData(
        "contacts",
        "Contacts",
        export=lambda user: kept.get(user.email),
        erase=lambda user: kept.pop(user.email),
    )
    PERSONAL_DATA.append(hook)
    yield kept
    PERSONAL_DATA.remove(hook)


class TestPeople:
    def test_edit_person_changes_name_and_language(self, member):
        actions.edit_person(actor=actor_of(member), person=member, name=" Ana Ríos ", language="es")

        member.refresh_from_db()
        assert (member.name, member.language) == ("Ana Ríos", "es")

    def test_edit_person_leaves_no_name_in_the_trail(self, member):
        actions.edit_person(actor=actor_of(member), person=member, name="Ana Ríos", language="es")

        event = AuditEvent.objects.get()
        assert "Ana" not in event.changes + event.actor + event.subject
        assert event.changed["language"] == ["", "es"]

    @pytest.mark.parametrize("who", ["manager", "administrator"])
    def test_edit_person_is_for_oneself(self, who, request, member):
        actor = actor_of(request.getfixturevalue(who))

        with pytest.raises(NotAllowed):
            actions.edit_person(actor=actor, person=member, name="Changed", language="")

    def test_delete_account_erases_everything_personal(self, team, manager, kept_elsewhere):
        leaver = make_person(
            "Leaver", email="leaver@example.org", password=PASSWORD, teams=[(team, "editor")]
        )
        kept_elsewhere["leaver@example.org"] = "telephone"
        actions.create_token(
            actor=actor_of(leaver),
            name="mine",
            scopes=["read"],
            expires_at=timezone.now() + timedelta(days=1),
        )

        actions.delete_account(actor=actor_of(leaver), person=leaver, confirmation="leaver@example.org")

        leaver.refresh_from_db()
        assert (leaver.email, leaver.name, leaver.is_active) == (
            f"erased-{leaver.pk}@invalid.invalid",
            "",
            False,
        )
        assert not leaver.has_usable_password()
        assert not leaver.tokens.exists()
        assert not leaver.memberships.filter(until=None).exists()
        assert kept_elsewhere == {}
        assert actor_of(leaver) == VISITOR
        assert trail()[-1] == "accounts.delete_account"

    def test_delete_account_refuses_the_last_manager(self, team, manager):
        with pytest.raises(rules.LastManager):
            actions.delete_account(actor=actor_of(manager), person=manager, confirmation=manager.email)

        manager.refresh_from_db()
        assert manager.is_active

    def test_delete_account_refuses_without_the_address(self, member):
        with pytest.raises(rules.Irreversible):
            actions.delete_account(actor=actor_of(member), person=member, confirmation="yes")

    def test_delete_account_refuses_the_last_administrator(self, administrator):
        with pytest.raises(rules.LastAdministrator):
            actions.delete_account(
                actor=actor_of(administrator), person=administrator, confirmation=administrator.email
            )

    def test_erase_person_does_not_wait_for_another_manager(self, team, manager, protection_officer):
        actions.erase_person(actor=actor_of(protection_officer), person=manager, confirmation=manager.email)

        manager.refresh_from_db()
        assert not manager.is_active
        assert trail() == ["accounts.erase_person"]

    @pytest.mark.parametrize("who", ["manager", "stranger"])
    def test_erase_person_is_for_the_officer(self, who, request, member):
        actor = actor_of(request.getfixturevalue(who))

        with pytest.raises((NotAllowed, NotThere)):
            actions.erase_person(actor=actor, person=member, confirmation=member.email)

    def test_export_person_holds_what_every_area_keeps(self, team, member, kept_elsewhere):
        kept_elsewhere[member.email] = {"telephone": "0"}

        exported = actions.export_person(actor=actor_of(member), person=member)

        assert exported["account"]["email"] == member.email
        assert [row["team_name"] for row in exported["teams"]] == ["Cluster of the North"]
        assert exported["contacts"] == {"telephone": "0"}
        assert trail() == ["accounts.export_person"]

    def test_export_person_holds_no_secret(self, member):
        _token, secret = actions.create_token(
            actor=actor_of(member),
            name="mine",
            scopes=["read"],
            expires_at=timezone.now() + timedelta(days=1),
        )

        exported = str(actions.export_person(actor=actor_of(member), person=member))

        assert secret not in exported
        assert ApiToken.objects.get().digest not in exported
        assert member.password not in exported

    def test_export_person_by_a_teammate_is_refused(self, manager, member):
        with pytest.raises(NotAllowed):
            actions.export_person(actor=actor_of(manager), person=member)


class TestDemo:
    def test_ensure_demo_person_twice_changes_nothing(self):
        team = make_team()
        values = {
            "actor": system("demo"),
            "email": "coordinator@example.org",
            "name": "Coordinator",
            "demo_role": "coordinator",
            "platform_roles": ["analyst"],
            "teams": [(team, "manager")],
        }

        first = actions.ensure_demo_person(**values)
        after_once = AuditEvent.objects.count()
        second = actions.ensure_demo_person(**values)

        assert first == second
        assert AuditEvent.objects.count() == after_once
        assert actor_of(first).teams == {team.pk: TeamRole.MANAGER}
        assert not first.has_usable_password()

    def test_ensure_demo_person_is_for_the_system(self, administrator):
        with pytest.raises(NotAllowed):
            actions.ensure_demo_person(
                actor=actor_of(administrator), email="a@example.org", name="A", demo_role="administrator"
            )

    def test_ensure_demo_person_does_not_take_a_real_account(self, member):
        with pytest.raises(ValueError, match="not of the demo"):
            actions.ensure_demo_person(actor=system("demo"), email=member.email, name="A", demo_role="sme")
