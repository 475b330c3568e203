"""What we tell people by mail. Plain text, in our own words, in the language of who reads it where we know it."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, override

from kontor.hub.accounts.models import Invitation, User


def address_of_invitation(secret: str) -> str:
    """The link that opens an invitation."""
    return settings.SITE_ADDRESS + reverse("accounts:accept_invitation", args=[secret])


def send_invitation(invitation: Invitation, secret: str) -> None:
    """One mail with the secret link: who invites, to what, and until when the link works."""
    values = {
        "invitation": invitation,
        "address": address_of_invitation(secret),
        "site": settings.SITE_ADDRESS,
    }
    send("invitation", invitation.email, values, language_of(invitation.email))


def language_of(email: str) -> str:
    """The language of the person with this address; of whoever writes, when nobody has it yet."""
    stated = User.objects.filter(email=email).values_list("language", flat=True).first()
    return stated or get_language() or settings.LANGUAGE_CODE


def send(name: str, to: str, values: dict[str, Any], language: str) -> None:
    """A mail from `accounts/mail/NAME.txt`: its first line is the subject."""
    with override(language):
        text = render_to_string(f"accounts/mail/{name}.txt", values)
    subject, _, body = text.strip().partition("\n")
    EmailMessage(subject.strip(), body.strip() + "\n", settings.DEFAULT_FROM_EMAIL, [to]).send()
