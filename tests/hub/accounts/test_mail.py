"""Mails through a real server: what arrives is what a person reads."""

import email
from email import policy

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from kontor.hub.accounts import actions
from kontor.hub.accounts.models import User
from kontor.hub.accounts.queries import actor_of
from tests.factories.mail import server_at
from tests.factories.ports import free_port
from tests.hub.accounts.making import PASSWORD

pytestmark = pytest.mark.django_db


class Mailbox:
    """Keeps what it is given."""

    def __init__(self):
        self.messages = []

    async def handle_DATA(self, server, session, envelope):
        self.messages.append(
            (envelope.rcpt_tos, email.message_from_bytes(envelope.content, policy=policy.default))
        )
        return "250 OK"


@pytest.fixture
def server(settings):
    """A mail server on this machine, and Django pointed at it."""
    cache.clear()
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.MAILERS = server_at(controller.port)
    settings.DEFAULT_FROM_EMAIL = "kontor@example.org"
    yield mailbox
    controller.stop()


def test_invitation_arrives(server, team, manager, django_capture_on_commit_callbacks):
    team.name = "Clúster d'Energia"
    team.save()

    with django_capture_on_commit_callbacks(execute=True):
        _invitation, secret = actions.invite(
            actor=actor_of(manager), email="new@example.org", team=team, role="editor"
        )

    ((recipients, message),) = server.messages
    body = message.get_body().get_content()
    assert recipients == ["new@example.org"]
    assert message["From"] == "kontor@example.org"
    assert message["Subject"] == "Invitation to the team 'Clúster d'Energia'"
    assert message.get_content_type() == "text/plain"
    assert f"/accounts/invitation/{secret}/" in body


def test_confirmation_arrives(server, client):
    client.post(
        reverse("account_signup"), {"email": "ana@example.org", "password1": PASSWORD, "password2": PASSWORD}
    )

    ((recipients, message),) = server.messages
    assert recipients == ["ana@example.org"]
    assert message.get_content_type() == "text/plain"
    assert "/accounts/confirm-email/" in message.get_body().get_content()


def test_a_silent_server_is_told_in_a_sentence(settings, client, team):
    cache.clear()
    settings.MAILERS = server_at(free_port())

    response = client.post(
        reverse("account_signup"), {"email": "ana@example.org", "password1": PASSWORD, "password2": PASSWORD}
    )

    assert response.status_code == 503
    assert "the mail server does not answer" in response.text
    assert not User.objects.filter(is_active=True, email="ana@example.org", last_login__isnull=False).exists()


def test_an_invitation_survives_a_silent_server(settings, team, manager, django_capture_on_commit_callbacks):
    settings.MAILERS = server_at(free_port())

    with django_capture_on_commit_callbacks(execute=True):
        actions.invite(actor=actor_of(manager), email="new@example.org", team=team, role="editor")

    assert team.invitations.count() == 1
    assert not getattr(mail, "outbox", [])
