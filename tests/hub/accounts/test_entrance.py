"""The way in, as people walk it: sign-up, confirmation, sign-in, second factor, forgotten password; and the demo's way."""

import json
import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.template.loader import get_template
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from kontor.hub.accounts import actions
from kontor.hub.accounts.models import User
from kontor.hub.foundation.actor import system
from kontor.hub.foundation.models import AuditEvent
from tests.hub.accounts.making import PASSWORD, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forget_attempts():
    cache.clear()


@pytest.fixture(autouse=True)
def tell_of_changes(settings):
    settings.ACCOUNT_EMAIL_NOTIFICATIONS = True


def sign_in(client, person, password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": person.email, "password": password, **more})


def link_in(message):
    return re.search(r"http://testserver(/\S+)", message.body).group(1)


def code_of(secret):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


class TestSignUp:
    ENTRY = {"email": "Ana@Example.org", "password1": PASSWORD, "password2": PASSWORD}

    def test_the_account_works_once_the_address_is_confirmed(self, client, mailoutbox):
        client.post(reverse("account_signup"), self.ENTRY)
        person = User.objects.get(email="ana@example.org")
        before = sign_in(Client(), person)
        (message, *_rest) = mailoutbox

        page = client.get(link_in(message))
        client.post(link_in(message))
        after = sign_in(Client(), person)

        assert message.subject == "Confirm your e-mail address"
        assert "belongs to you?" in page.text
        assert before.headers["Location"] == reverse("account_email_verification_sent")
        assert after.headers["Location"] == "/"

    def test_leaves_a_trace(self, client):
        client.post(reverse("account_signup"), self.ENTRY)

        assert "accounts.sign_up" in AuditEvent.objects.values_list("action", flat=True)

    def test_does_not_tell_who_has_an_account(self, client, mailoutbox):
        make_person(email="ana@example.org", password=PASSWORD)

        known = client.post(reverse("account_signup"), self.ENTRY)
        unknown = Client().post(reverse("account_signup"), {**self.ENTRY, "email": "bea@example.org"})

        assert (known.status_code, known.headers["Location"]) == (
            unknown.status_code,
            unknown.headers["Location"],
        )
        assert mailoutbox[0].subject == "You have an account already"

    @pytest.mark.parametrize("password", ["short", "password1234", "ana@example.org"])
    def test_refuses_weak_passwords(self, client, password):
        response = client.post(
            reverse("account_signup"), {**self.ENTRY, "password1": password, "password2": password}
        )

        assert response.status_code == 200
        assert not User.objects.exists()


class TestSignIn:
    def test_leads_back_to_where_one_came_from(self, client):
        person = make_person(password=PASSWORD)

        response = sign_in(client, person, next=reverse("accounts:tokens"))

        assert response.headers["Location"] == reverse("accounts:tokens")

    def test_never_leads_elsewhere(self, client):
        person = make_person(password=PASSWORD)

        response = sign_in(client, person, next="https://elsewhere.example/")

        assert response.headers["Location"] == "/"

    def test_does_not_tell_who_has_an_account(self, client):
        known = sign_in(client, make_person(password=PASSWORD), "wrong")
        unknown = client.post(reverse("account_login"), {"login": "nobody@example.org", "password": "wrong"})

        assert known.context["form"].errors == unknown.context["form"].errors

    def test_is_throttled_for_an_address(self, client):
        person = make_person(password=PASSWORD)
        for _ in range(5):
            sign_in(client, person, "wrong")

        response = sign_in(client, person)

        assert "_auth_user_id" not in client.session
        assert "Too many failed login attempts" in response.text

    def test_of_a_closed_account_fails(self, client):
        person = make_person(password=PASSWORD, is_active=False)

        sign_in(client, person)

        assert "_auth_user_id" not in client.session

    def test_gives_a_new_session_key(self, client):
        person = make_person(password=PASSWORD)
        client.get(reverse("account_login"))
        session = client.session
        session["anything"] = 1
        session.save()
        before = session.session_key

        sign_in(client, person)

        assert client.session.session_key != before


class TestSecondFactor:
    def person(self):
        person = make_person(password=PASSWORD)
        secret = "JBSWY3DPEHPK3PXP"
        TOTP.activate(person, secret)
        return person, secret

    def test_is_asked_for_after_the_password(self, client):
        person, _secret = self.person()

        response = sign_in(client, person)

        assert response.headers["Location"] == reverse("mfa_authenticate")
        assert "_auth_user_id" not in client.session

    def test_lets_in_with_the_code(self, client):
        person, secret = self.person()
        sign_in(client, person)

        client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})

        assert client.session["_auth_user_id"] == str(person.pk)

    def test_keeps_out_with_a_wrong_code(self, client):
        person, _secret = self.person()
        sign_in(client, person)

        response = client.post(reverse("mfa_authenticate"), {"code": "000000"})

        assert response.status_code == 200
        assert "_auth_user_id" not in client.session

    def test_is_set_up_and_given_up_on_its_pages(self, enter, mailoutbox):
        person = make_person(password=PASSWORD)
        client = enter(person)
        page = client.get(reverse("mfa_activate_totp"))

        client.post(reverse("mfa_activate_totp"), {"code": code_of(page.context["form"].secret)})
        was_set_up = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists()
        codes = client.get(reverse("mfa_view_recovery_codes"))
        client.post(reverse("mfa_deactivate_totp"))

        assert was_set_up
        assert len(codes.context["unused_codes"]) == 10
        assert not Authenticator.objects.filter(user=person).exists()
        assert [message.subject for message in mailoutbox] == ["Second factor switched off"]
        assert "accounts.remove_second_factor" in AuditEvent.objects.values_list("action", flat=True)

    def test_the_passkey_challenge_comes_as_json(self, client):
        response = client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})

        assert "publicKey" in json.loads(response.content)["request_options"]


class TestForgottenPassword:
    def test_is_replaced_by_the_link(self, client, mailoutbox):
        person = make_person(password=PASSWORD)
        client.post(reverse("account_reset_password"), {"email": person.email})
        link = link_in(mailoutbox[0])
        form = client.get(link, follow=True)

        client.post(
            form.request["PATH_INFO"],
            {"password1": "another long sentence", "password2": "another long sentence"},
        )

        assert sign_in(Client(), person, "another long sentence").status_code == 302
        assert mailoutbox[-1].subject == "Your password was replaced"

    def test_does_not_tell_who_has_an_account(self, client, mailoutbox):
        response = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})

        assert response.headers["Location"] == reverse("account_reset_password_done")
        assert mailoutbox[0].subject == "There is no account with this address"

    def test_a_used_link_says_so(self, client):
        address = reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "bad-key"})

        assert "This link does not work any more" in client.get(address).text


class TestDemo:
    @pytest.fixture
    def coordinator(self):
        return actions.ensure_demo_person(
            actor=system("demo"), email="coordinator@example.org", name="Coordinator", demo_role="coordinator"
        )

    @pytest.fixture
    def demo(self, settings):
        settings.MODE = "demo"

    def test_buttons_are_shown_in_the_demo(self, client, coordinator, demo):
        response = client.get(reverse("account_login"))

        assert reverse("accounts:continue_as", args=[coordinator.pk]) in response.text
        assert 'Continue<span class="visually-hidden"> as Coordinator</span>' in response.text
        assert 'type="password"' not in response.text

    def test_administrator_waits_below_a_disclosure(self, client, demo):
        boss = actions.ensure_demo_person(
            actor=system("demo"), email="boss@example.org", name="Boss", demo_role="administrator"
        )

        text = client.get(reverse("account_login")).text

        assert text.index('<details class="disclosure"') < text.index(
            reverse("accounts:continue_as", args=[boss.pk])
        )

    def test_buttons_are_shown_nowhere_else(self, client, coordinator):
        response = client.get(reverse("account_login"))

        assert "continue-as" not in response.text
        assert 'type="password"' in response.text

    def test_continue_as_enters(self, client, coordinator, demo):
        response = client.post(
            reverse("accounts:continue_as", args=[coordinator.pk]), {"next": "/accounts/me/"}
        )

        assert response.headers["Location"] == "/accounts/me/"
        assert client.session["_auth_user_id"] == str(coordinator.pk)

    @pytest.mark.parametrize("mode", ["production", "test"])
    def test_continue_as_is_not_found_outside_the_demo(self, client, coordinator, settings, mode):
        settings.MODE = mode

        response = client.post(reverse("accounts:continue_as", args=[coordinator.pk]))

        assert response.status_code == 404
        assert "_auth_user_id" not in client.session

    def test_continue_as_enters_no_real_account(self, client, demo):
        person = make_person(password=PASSWORD)

        response = client.post(reverse("accounts:continue_as", args=[person.pk]))

        assert response.status_code == 404
        assert "_auth_user_id" not in client.session

    def test_continue_as_is_no_link(self, client, coordinator, demo):
        assert client.get(reverse("accounts:continue_as", args=[coordinator.pk])).status_code == 405

    def test_demo_people_cannot_sign_in_with_a_password(self, client, coordinator):
        for password in ("", "!", PASSWORD):
            sign_in(client, coordinator, password)

        assert "_auth_user_id" not in client.session


def pages_of_the_library():
    """Every address of allauth that takes no values."""
    for pattern in get_resolver().reverse_dict:
        if isinstance(pattern, str) and pattern.startswith(("account_", "mfa_")):
            try:
                yield pattern, reverse(pattern)
            except NoReverseMatch:
                continue


def test_every_page_of_the_library_is_ours(enter):
    """Walks allauth's addresses, as visitor and as a person with every second factor: all pages are in our own frame."""
    person = make_person(password=PASSWORD)
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    client = enter(person)
    waiting = Client()
    sign_in(waiting, person)

    pages = dict(pages_of_the_library())
    shown = {}
    for browser in (Client(), client, waiting):
        for name, address in pages.items():
            response = browser.get(address)
            if response.status_code == 200 and "text/html" in response.headers["Content-Type"]:
                shown[name] = response

    assert len(shown) >= 15
    for name, response in shown.items():
        assert 'id="main"' in response.text, name
        assert "kontor/hub/accounts/templates" in response.templates[0].origin.name, name
        assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", response.text), name
        assert " style=" not in response.text, name


def test_every_mail_of_the_library_is_ours():
    from pathlib import Path

    import allauth

    library = Path(allauth.__file__).parent / "templates"
    names = [
        str(path.relative_to(library))
        for folder in ("account/email", "mfa/email")
        for path in (library / folder).glob("*.txt")
    ]

    assert len(names) > 30
    for name in names:
        assert "kontor/hub/accounts/templates" in get_template(name).origin.name, name


def test_a_page_asks_again_who_one_is(client):
    person = make_person(password=PASSWORD)
    client.force_login(person)

    first = client.get(reverse("mfa_activate_totp"), follow=True)
    client.post(
        reverse("account_reauthenticate"), {"password": PASSWORD, "next": reverse("mfa_activate_totp")}
    )
    second = client.get(reverse("mfa_activate_totp"))

    assert "Confirm that it is you" in first.text
    assert "Set up an authenticator app" in second.text


def test_second_address_is_added_and_confirmed(enter, mailoutbox):
    person = make_person(password=PASSWORD)
    client = enter(person)

    client.post(reverse("account_email"), {"action_add": "", "email": "second@example.org"})
    client.post(link_in(next(message for message in mailoutbox if message.to == ["second@example.org"])))

    assert EmailAddress.objects.get(email="second@example.org").verified
    assert "accounts.add_address" in AuditEvent.objects.values_list("action", flat=True)


def test_changing_the_password_keeps_this_session_in_the_list(enter):
    person = make_person(password=PASSWORD)
    client = enter(person)

    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "another long sentence", "password2": "another long sentence"},
    )
    response = client.get(reverse("accounts:sessions"))

    assert [row.is_this for row in response.context["page"].sessions] == [True]


def test_a_session_is_seen_again_after_ten_minutes(client):
    person = make_person()
    client.force_login(person)
    held = person.sign_ins.get()
    person.sign_ins.update(last_seen_at=held.last_seen_at.replace(year=2020))
    session = client.session
    session["noted"] = [session.session_key, time.time() - 601]
    session.save()

    client.get("/accounts/me/")

    assert person.sign_ins.get().last_seen_at.year >= held.last_seen_at.year
