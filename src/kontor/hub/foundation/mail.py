"""Sends mail: plain text, in the reader's language, after the commit, never into the face of who clicked.

    send(to=address, subject="accounts/mail/invitation_subject.txt", body="accounts/mail/invitation.txt", context={...}, language="es")

A mail that a server does not take is written to the log (without its text and without the address) and tried again in the
background, with growing pauses.
"""

import hashlib
import logging
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.tasks import task
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

logger = logging.getLogger(__name__)

PAUSES = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))


def send(*, to: str, subject: str, body: str, context: Mapping[str, Any], language: str = "") -> None:
    """Send one mail once the present transaction is committed. `subject` and `body` name templates (plain text)."""
    with override(language or settings.LANGUAGE_CODE):
        heading = " ".join(render_to_string(subject, dict(context)).split())
        text = render_to_string(body, dict(context)).strip() + "\n"
    transaction.on_commit(partial(deliver, to, heading, text))


def deliver(to: str, subject: str, text: str, attempt: int = 0) -> bool:
    """Hand a mail to the server. What fails is tried again later; nothing is raised. Returns whether it went."""
    try:
        EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [to]).send()
    except Exception as error:  # noqa: BLE001, RUF100 - servers, sockets and addresses fail in many ways; a mail must not fail a request
        logger.warning(
            "mail %s was not taken (attempt %s): %s", mark_of(to, subject), attempt + 1, type(error).__name__
        )
        try_again(to, subject, text, attempt)
        return False
    return True


def try_again(to: str, subject: str, text: str, attempt: int) -> None:
    if attempt >= len(PAUSES):
        logger.error("mail %s is given up after %s attempts", mark_of(to, subject), attempt + 1)
        return
    try:
        later = timezone.now() + PAUSES[attempt]
        deliver_again.using(run_after=later).enqueue(to=to, subject=subject, text=text, attempt=attempt + 1)
    except Exception:
        logger.exception("mail %s cannot be queued", mark_of(to, subject))


def mark_of(to: str, subject: str) -> str:
    """Enough to find a mail's lines in the log; neither address nor text, which are personal."""
    return hashlib.sha256(f"{to} {subject}".encode()).hexdigest()[:12]


@task()
def deliver_again(to: str, subject: str, text: str, attempt: int) -> None:
    """The background's part of `deliver`."""
    deliver(to, subject, text, attempt)
