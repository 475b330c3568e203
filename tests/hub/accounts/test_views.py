"""The pages, as each of those who may or may not see them."""

import json
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from kontor.hub.accounts import actions
from kontor.hub.accounts.models import ApiToken, SignIn, User
from kontor.hub.accounts.queries import actor_of
from kontor.hub.foundation.models import AuditEvent
from tests.hub.accounts.making import PASSWORD, make_person

pytestmark = pytest.mark.django_db

FOR_PEOPLE = [
    "accounts:me",
    "accounts:edit_person",
    "accounts:sessions",
    "accounts:end_other_sessions",
    "accounts:tokens",
    "accounts:create_token",
    "accounts:own_data",
    "accounts:delete_account",
    "accounts:teams",
]
FOR_ADMINISTRATORS = [
    "accounts:roles",
    "accounts:grant_role",
    "accounts:invite_to_platform",
    "accounts:who_may",
]


@pytest.mark.parametrize("name", FOR_PEOPLE + FOR_ADMINISTRATORS + ["accounts:personal_data"])
def test_visitors_are_sent_to_sign_in_and_back(client, name):
    response = client.get(reverse(name))

    assert response.status_code == 302
    assert response.headers["Location"] == f"{reverse('account_login')}?next={reverse(name)}"


@pytest.mark.parametrize("name", FOR_PEOPLE)
def test_people_see_their_own_pages(enter, member, name):
    response = enter(member).get(reverse(name))

    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("name", FOR_ADMINISTRATORS)
@pytest.mark.parametrize(
    ("who", "status"), [("manager", 403), ("protection_officer", 403), ("administrator", 200)]
)
def test_pages_of_administrators(enter, request, name, who, status):
    response = enter(request.getfixturevalue(who)).get(reverse(name))

    assert response.status_code == status


@pytest.mark.parametrize(
    ("who", "status"), [("manager", 403), ("protection_officer", 200), ("administrator", 200)]
)
def test_personal_data_is_for_the_officer(enter, request, who, status):
    assert enter(request.getfixturevalue(who)).get(reverse("accounts:personal_data")).status_code == status


@pytest.mark.parametrize("item_count", [1, 12])
def test_roles_page_statements_do_not_grow(enter, administrator, item_count, django_assert_num_queries):
    for _ in range(item_count):
        make_person(roles=["editor"])
    client = enter(administrator)

    with django_assert_num_queries(3):
        client.get(reverse("accounts:roles"))


@pytest.mark.parametrize("item_count", [1, 12])
def test_sessions_page_statements_do_not_grow(enter, member, item_count, django_assert_num_queries):
    client = enter(member)
    for number in range(item_count):
        Session.objects.create(
            session_key=f"key{number}", session_data="", expire_date=timezone.now() + timedelta(days=1)
        )
        SignIn.objects.create(user=member, session_key=f"key{number}", browser="Firefox, Linux")

    with django_assert_num_queries(3):
        response = client.get(reverse("accounts:sessions"))

    assert response.text.count("End it") == item_count


def test_edit_person_answers_in_the_new_language(enter, member):
    client = enter(member)

    response = client.post(reverse("accounts:edit_person"), {"name": "Ana", "language": "es"})

    member.refresh_from_db()
    assert response.status_code == 302
    assert (member.name, member.language) == ("Ana", "es")
    assert client.get(reverse("accounts:me")).headers["Content-Language"] == "es"


def test_the_language_of_the_account_holds_in_a_new_browser(enter, client, member):
    User.objects.filter(pk=member.pk).update(language="de")

    response = enter(member).get(reverse("accounts:me"))

    assert response.headers["Content-Language"] == "de"


def test_edit_person_refuses_a_language_nobody_speaks_here(enter, member):
    response = enter(member).post(reverse("accounts:edit_person"), {"name": "Ana", "language": "tlh"})

    assert response.status_code == 422


def test_create_token_shows_the_secret_once(enter, member):
    client = enter(member)
    entry = {
        "name": "Script",
        "scopes": ["read"],
        "expires_on": (timezone.localdate() + timedelta(days=30)).isoformat(),
    }

    response = client.post(reverse("accounts:create_token"), entry)

    token = ApiToken.objects.get()
    assert response.status_code == 200
    assert f"{token.beginning}" in response.text
    secret = response.context["page"].secret
    assert secret in response.text
    assert secret not in client.get(reverse("accounts:tokens")).text


def test_create_token_keeps_the_entry_when_refused(enter, member):
    entry = {"name": "Script", "scopes": ["read"], "expires_on": "2020-01-01"}

    response = enter(member).post(reverse("accounts:create_token"), entry)

    assert response.status_code == 409
    assert "A token must expire in the future" in response.text
    assert 'value="Script"' in response.text


def test_create_token_asks_again_who_one_is(client):
    client.force_login(make_person(password=PASSWORD))

    response = client.get(reverse("accounts:create_token"))

    assert response.headers["Location"].startswith(reverse("account_reauthenticate"))


@pytest.mark.parametrize("name", ["accounts:withdraw_token", "accounts:end_session"])
def test_what_belongs_to_others_is_not_found(enter, member, stranger, name):
    token, _secret = actions.create_token(
        actor=actor_of(member), name="mine", scopes=["read"], expires_at=timezone.now() + timedelta(days=1)
    )
    held = SignIn.objects.create(user=member, session_key="key")
    number = {"accounts:withdraw_token": token.pk, "accounts:end_session": held.pk}[name]

    assert enter(stranger).post(reverse(name, args=[number])).status_code == 404


def test_withdraw_token_by_its_button(enter, member):
    token, _secret = actions.create_token(
        actor=actor_of(member), name="mine", scopes=["read"], expires_at=timezone.now() + timedelta(days=1)
    )
    client = enter(member)
    address = reverse("accounts:withdraw_token", args=[token.pk])

    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 302
    assert ApiToken.objects.get().withdrawn_at is not None


def test_end_other_sessions_signs_out_the_other_browser(client, member):
    from django.test import Client

    other = Client()
    client.force_login(member)
    other.force_login(member)

    client.post(reverse("accounts:end_other_sessions"))

    assert client.get(reverse("accounts:me")).status_code == 200
    assert other.get(reverse("accounts:me")).status_code == 302


def test_signing_in_is_noted_with_its_browser(client, member):
    client.force_login(member)

    assert SignIn.objects.get().session_key == client.session.session_key
    assert AuditEvent.objects.get().action == "accounts.sign_in"


def test_a_session_expires(client, member, settings):
    client.force_login(member)
    assert client.get(reverse("accounts:me")).status_code == 200

    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    assert client.get(reverse("accounts:me")).status_code == 302


def test_export_own_data_is_a_file(enter, member):
    response = enter(member).post(reverse("accounts:export_own_data"))

    assert response.headers["Content-Disposition"].startswith("attachment")
    assert json.loads(response.content)["account"]["email"] == member.email


def test_export_own_data_is_not_linked_to(enter, member):
    """A link that somebody else wrote must not start an export."""
    assert enter(member).get(reverse("accounts:export_own_data")).status_code == 405


def test_delete_account_signs_out(enter, member):
    client = enter(member)

    response = client.post(reverse("accounts:delete_account"), {"confirmation": member.email})

    assert response.headers["Location"] == "/"
    assert client.get(reverse("accounts:me")).status_code == 302
    assert not User.objects.get(pk=member.pk).is_active


def test_delete_account_says_why_not(enter, team, manager):
    response = enter(manager).post(reverse("accounts:delete_account"), {"confirmation": manager.email})

    assert response.status_code == 409
    assert "would be left without a manager" in response.text


class TestWhoMay:
    def ask(self, client, **asked):
        return client.get(reverse("accounts:who_may"), {"person": "", "kind": "", "record": "", **asked})

    def test_names_the_rule_that_decided(self, enter, administrator, team, manager):
        response = self.ask(
            enter(administrator),
            person=manager.email,
            action="accounts.invite",
            kind="accounts.team",
            record=team.pk,
        )

        found = response.context["page"].explanation
        assert (found.allowed, found.rule, found.sees) == (True, "manages the team", True)
        assert found.row_rule == "kontor.hub.accounts.permissions.teams"

    def test_says_that_the_record_is_not_seen(self, enter, administrator, team, stranger):
        response = self.ask(
            enter(administrator),
            person=stranger.email,
            action="accounts.invite",
            kind="accounts.team",
            record=team.pk,
        )

        found = response.context["page"].explanation
        assert (found.allowed, found.rule, found.sees) == (False, "does not see the record", False)

    def test_answers_for_a_visitor(self, enter, administrator):
        found = self.ask(enter(administrator), action="accounts.see_own").context["page"].explanation

        assert (found.who, found.allowed, found.rule) == ("", False, "is signed in")

    @pytest.mark.parametrize(
        ("asked", "fault"),
        [
            ({"person": "nobody@example.org"}, "Nobody signs in with this address."),
            ({"kind": "accounts.team", "record": "999999"}, "There is no such record."),
            ({"kind": "accounts.team", "record": "x'); --"}, "There is no such record."),
            ({"kind": "accounts.team", "record": "9" * 60}, "There is no such record."),
            ({"kind": "foundation.job", "record": "not-a-uuid"}, "There is no such record."),
        ],
    )
    def test_says_what_it_cannot_find(self, enter, administrator, asked, fault):
        response = self.ask(enter(administrator), action="accounts.see_own", **asked)

        if response.context["page"].form.is_valid():
            assert response.context["page"].fault == fault
        assert response.status_code == 200
        assert response.context["page"].explanation is None


class TestPersonalData:
    def test_lists_every_model_that_says_so(self, enter, protection_officer):
        response = enter(protection_officer).get(reverse("accounts:personal_data"))

        labels = {model.label for model in response.context["page"].models}
        assert {"accounts.user", "accounts.invitation", "accounts.signin", "account.emailaddress"} <= labels
        assert all(model.fields for model in response.context["page"].models)

    def test_finds_a_person(self, enter, protection_officer, member):
        response = enter(protection_officer).get(
            reverse("accounts:personal_data"), {"q": member.email[:9].upper()}
        )

        assert member.pk in {person.id for person in response.context["page"].people}

    def test_export_leaves_a_trace_in_the_officers_name(self, enter, protection_officer, member):
        client = enter(protection_officer)

        response = client.post(reverse("accounts:export_person", args=[member.pk]))

        event = AuditEvent.objects.filter(action="accounts.export_person").get()
        assert json.loads(response.content)["account"]["id"] == member.pk
        assert (event.actor, event.subject_id) == (f"person {protection_officer.pk}", str(member.pk))

    def test_erase_wants_the_address(self, enter, protection_officer, member):
        client = enter(protection_officer)
        address = reverse("accounts:erase_person", args=[member.pk])

        refused = client.post(address, {"confirmation": "yes"})
        done = client.post(address, {"confirmation": member.email})

        assert (refused.status_code, done.status_code) == (409, 302)
        assert not User.objects.get(pk=member.pk).is_active

    @pytest.mark.parametrize("name", ["accounts:export_person", "accounts:erase_person"])
    @pytest.mark.parametrize(("who", "status"), [("manager", 403), ("stranger", 404)])
    def test_others_do_not(self, enter, request, team, member, name, who, status):
        response = enter(request.getfixturevalue(who)).post(
            reverse(name, args=[member.pk]), {"confirmation": member.email}
        )

        assert response.status_code == status
        assert User.objects.get(pk=member.pk).is_active
