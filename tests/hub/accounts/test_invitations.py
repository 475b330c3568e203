"""Invitations: who may, what is refused, what leaves by mail, when the link stops working."""

from contextlib import suppress
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from kontor.hub.accounts import actions, rules
from kontor.hub.accounts.models import Invitation, TeamMember, User
from kontor.hub.accounts.notices import address_of_invitation
from kontor.hub.accounts.queries import actor_of
from kontor.hub.foundation.actor import VISITOR, TeamRole
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.foundation.refusal import NotAllowed, NotThere
from tests.hub.accounts.making import make_actor, make_person

pytestmark = pytest.mark.django_db


def invite(person, team, email="new@example.org", role="editor", **values):
    return actions.invite(actor=actor_of(person), email=email, team=team, role=role, **values)


def test_invite_keeps_only_the_digest_of_the_secret(team, manager):
    invitation, secret = invite(manager, team)

    kept = " ".join(
        str(value) for value in Invitation.objects.filter(pk=invitation.pk).values().get().values()
    )
    assert secret not in kept
    assert secret not in AuditEvent.objects.get().changes


def test_invite_leaves_no_address_in_the_trail(team, manager):
    invite(manager, team)

    event = AuditEvent.objects.get()
    assert event.action == "accounts.invite"
    assert "new@example.org" not in event.changes + event.subject + event.actor


@pytest.mark.parametrize("who", ["member", "protection_officer"])
def test_invite_is_for_managers(who, request, team, manager):
    with pytest.raises((NotAllowed, NotThere)):
        invite(request.getfixturevalue(who), team)

    assert not Invitation.objects.exists()


def test_invite_to_a_foreign_team_is_not_there(team, stranger):
    with pytest.raises(NotThere):
        invite(stranger, team)


def test_a_platform_editor_invites_the_first_manager(team):
    actions.invite(actor=make_actor(roles=["editor"]), email="new@example.org", team=team, role="manager")

    assert Invitation.objects.get().role == "manager"


def test_only_an_administrator_invites_to_the_platform(team, manager):
    with pytest.raises(NotAllowed):
        actions.invite(
            actor=actor_of(manager),
            email="new@example.org",
            team=team,
            role="editor",
            platform_role="administrator",
        )


def test_invite_refuses_a_member(team, manager, member):
    with pytest.raises(rules.AlreadyMember):
        invite(manager, team, member.email.upper())


def test_invite_refuses_an_open_invitation_but_not_an_expired_one(team, manager):
    now = timezone.now()
    invite(manager, team, now=now)

    with pytest.raises(rules.AlreadyInvited):
        invite(manager, team, now=now + timedelta(days=13))

    invite(manager, team, now=now + timedelta(days=14))


def test_invite_sends_one_mail_after_the_transaction(team, manager, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=False):
        invite(manager, team)
    assert mail.outbox == []

    with django_capture_on_commit_callbacks(execute=True):
        _invitation, secret = invite(manager, team, "other@example.org")

    (message,) = mail.outbox
    assert message.to == ["other@example.org"]
    assert message.subject == "Invitation to the team 'Cluster of the North'"
    assert address_of_invitation(secret) in message.body
    assert "editor: edits" in message.body
    assert "<" not in message.body


def test_invitation_mail_is_in_the_language_of_who_has_the_address(
    team, manager, django_capture_on_commit_callbacks
):
    make_person(email="ana@example.org", language="de")

    with django_capture_on_commit_callbacks(execute=True):
        invite(manager, team, "ana@example.org")

    month = timezone.now() + timedelta(days=14)
    german = [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ]
    assert german[month.month - 1] in mail.outbox[0].body


def test_accept_joins_the_team_in_the_role(team, manager):
    _invitation, secret = invite(manager, team, "new@example.org", "member")
    person = make_person(email="new@example.org")

    actions.accept_invitation(actor=actor_of(person), secret=secret)

    assert actor_of(person).teams == {team.pk: TeamRole.MEMBER}
    assert list(AuditEvent.objects.order_by("number").values_list("action", flat=True)) == [
        "accounts.invite",
        "accounts.accept_invitation",
        "accounts.join_team",
    ]


def test_accept_works_with_a_second_confirmed_address(team, manager):
    _invitation, secret = invite(manager, team, "work@example.org")
    person = make_person(email="home@example.org")
    EmailAddress.objects.create(user=person, email="work@example.org", verified=True)

    actions.accept_invitation(actor=actor_of(person), secret=secret)

    assert team.pk in actor_of(person).teams


def test_accept_refuses_an_address_not_confirmed(team, manager):
    _invitation, secret = invite(manager, team, "work@example.org")
    person = make_person(email="home@example.org")
    EmailAddress.objects.create(user=person, email="work@example.org", verified=False)

    with pytest.raises(rules.OtherAddress):
        actions.accept_invitation(actor=actor_of(person), secret=secret)


def test_accept_refuses_somebody_else(team, manager, stranger):
    _invitation, secret = invite(manager, team)

    with pytest.raises(rules.OtherAddress):
        actions.accept_invitation(actor=actor_of(stranger), secret=secret)

    assert team.pk not in actor_of(stranger).teams


@pytest.mark.parametrize(("days", "accepted"), [(13, True), (14, False), (400, False)])
def test_accept_until_the_fourteenth_day(team, manager, days, accepted):
    now = timezone.now()
    _invitation, secret = invite(manager, team, now=now)
    person = make_person(email="new@example.org")

    with suppress(rules.InvitationExpired):
        actions.accept_invitation(actor=actor_of(person), secret=secret, now=now + timedelta(days=days))

    assert TeamMember.objects.filter(user=person).exists() is accepted


def test_accept_twice_is_refused(team, manager):
    _invitation, secret = invite(manager, team)
    person = make_person(email="new@example.org")
    actions.accept_invitation(actor=actor_of(person), secret=secret)

    with pytest.raises(rules.InvitationUsed):
        actions.accept_invitation(actor=actor_of(person), secret=secret)


def test_accept_of_a_withdrawn_invitation_is_refused(team, manager):
    invitation, secret = invite(manager, team)
    actions.withdraw_invitation(actor=actor_of(manager), invitation=invitation)

    with pytest.raises(rules.InvitationWithdrawn):
        actions.accept_invitation(actor=actor_of(make_person(email="new@example.org")), secret=secret)


def test_accept_with_a_wrong_secret_is_not_there(stranger):
    with pytest.raises(NotThere):
        actions.accept_invitation(actor=actor_of(stranger), secret="guessed")


def test_accept_is_not_for_visitors(team, manager):
    _invitation, secret = invite(manager, team)

    with pytest.raises(NotAllowed):
        actions.accept_invitation(actor=VISITOR, secret=secret)


def test_resend_makes_the_old_link_useless(team, manager, django_capture_on_commit_callbacks):
    now = timezone.now()
    invitation, old = invite(manager, team, now=now - timedelta(days=20))
    person = make_person(email="new@example.org")

    with django_capture_on_commit_callbacks(execute=True):
        new = actions.resend_invitation(actor=actor_of(manager), invitation=invitation, now=now)

    with pytest.raises(NotThere):
        actions.accept_invitation(actor=actor_of(person), secret=old)
    actions.accept_invitation(actor=actor_of(person), secret=new)
    assert len(mail.outbox) == 1
    assert team.pk in actor_of(person).teams


def test_resend_of_an_accepted_invitation_is_refused(team, manager):
    invitation, secret = invite(manager, team)
    actions.accept_invitation(actor=actor_of(make_person(email="new@example.org")), secret=secret)

    with pytest.raises(rules.InvitationUsed):
        actions.resend_invitation(actor=actor_of(manager), invitation=invitation)


@pytest.mark.parametrize("action", [actions.withdraw_invitation, actions.resend_invitation])
def test_members_do_not_touch_invitations(team, manager, member, action):
    invitation, _secret = invite(manager, team)

    with pytest.raises(NotThere):
        action(actor=actor_of(member), invitation=invitation)


def test_the_fifty_first_invitation_of_a_day_is_refused(team, manager):
    for number in range(50):
        invite(manager, team, f"person{number}@example.org")

    with pytest.raises(rules.TooManyInvitations):
        invite(manager, team, "one-more@example.org")


class TestPage:
    def test_a_visitor_is_told_to_sign_in_or_up(self, client, team, manager):
        _invitation, secret = invite(manager, team)
        address = reverse("accounts:accept_invitation", args=[secret])

        response = client.get(address)

        assert response.status_code == 200
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert reverse("account_signup") + "?next=" in response.text
        assert "Cluster of the North" in response.text

    def test_who_signs_up_by_the_link_need_not_confirm_the_address(self, client, team, manager):
        _invitation, secret = invite(manager, team)
        client.get(reverse("accounts:accept_invitation", args=[secret]))
        password = "a long sentence nobody guesses"

        client.post(
            reverse("account_signup"),
            {"email": "new@example.org", "password1": password, "password2": password},
        )
        response = client.post(reverse("accounts:accept_invitation", args=[secret]))

        person = User.objects.get(email="new@example.org")
        assert response.headers["Location"] == reverse("accounts:team", args=[team.pk])
        assert actor_of(person).teams == {team.pk: TeamRole.EDITOR}

    def test_the_link_confirms_no_other_address(self, client, team, manager):
        _invitation, secret = invite(manager, team)
        client.get(reverse("accounts:accept_invitation", args=[secret]))
        password = "a long sentence nobody guesses"

        client.post(
            reverse("account_signup"),
            {"email": "boss@example.org", "password1": password, "password2": password},
        )

        assert not EmailAddress.objects.get(email="boss@example.org").verified

    def test_an_obstacle_is_told_before_anybody_presses_the_button(self, enter, team, manager, stranger):
        _invitation, secret = invite(manager, team)

        response = enter(stranger).get(reverse("accounts:accept_invitation", args=[secret]))

        assert "was sent to new@example.org" in response.text
        assert "Accept the invitation" not in response.text

    def test_a_visitor_cannot_accept(self, client, team, manager):
        _invitation, secret = invite(manager, team)

        response = client.post(reverse("accounts:accept_invitation", args=[secret]))

        assert response.status_code == 403
        assert Invitation.objects.get().accepted_at is None

    def test_a_guessed_link_is_not_found(self, client, db):
        assert client.get(reverse("accounts:accept_invitation", args=["guessed"])).status_code == 404


class TestCommand:
    def test_invite_prints_a_link_that_makes_an_administrator(self, capsys):
        call_command("invite", "boss@example.org", role="administrator")

        secret = capsys.readouterr().out.strip().rstrip("/").rsplit("/", 1)[1]
        person = make_person(email="boss@example.org")
        actions.accept_invitation(actor=actor_of(person), secret=secret)
        assert actor_of(person).roles == {"administrator"}
        assert mail.outbox == []

    def test_invite_to_a_team(self, capsys, team):
        call_command("invite", "boss@example.org", team=team.pk)

        assert Invitation.objects.get().role == "manager"
        assert AuditEvent.objects.get().actor == "system: invite"

    @pytest.mark.parametrize(
        ("arguments", "options", "sentence"),
        [
            (["boss@example.org"], {}, "Say to what"),
            (["boss"], {"role": "administrator"}, "is not an e-mail address"),
            (["boss@example.org"], {"team": 999}, "There is no team 999"),
        ],
    )
    def test_invite_refuses_in_a_sentence(self, arguments, options, sentence):
        with pytest.raises(CommandError, match=sentence) as caught:
            call_command("invite", *arguments, **options)

        assert caught.value.returncode == 2
