"""Sends mail: plain text, in the reader's language, after the commit, never into the face of who clicked.

    send(to=address, subject="accounts/mail/invitation_subject.txt", body="accounts/mail/invitation.txt", context={...}, language="es")

A mail that a server does not take is written to the log (without its text and without the address) and tried again in the
background, with growing pauses.

Letters in great numbers, and those whose fate must be known, are registered as a kind (`LETTERS`) and sent from the background
by `post`: the text is made only when it leaves, so that the queue holds neither address nor text.
"""

import hashlib
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import partial
from itertools import batched
from smtplib import SMTPRecipientsRefused
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
AT_ONCE = 50
PERMANENT = 500  # from here on a server's answer is not worth another attempt (RFC 5321)
LONGEST_REASON = 250


class Fate(StrEnum):
    """What became of handing a mail to the server."""

    TAKEN = "taken"
    LATER = "later"
    REFUSED = "refused"
    GIVEN_UP = "given-up"


@dataclass(frozen=True, slots=True)
class Handed:
    """`reason` holds the server's words where it refused."""

    fate: Fate
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A kind of letter: `write` makes the mail of one (None where it is to be sent no more), `told` hears what became of it."""

    write: Callable[[int], EmailMessage | None]
    told: Callable[[int, Handed], None]


# Filled by `front.wiring`.
LETTERS: dict[str, Letter] = {}


def send(*, to: str, subject: str, body: str, context: Mapping[str, Any], language: str = "") -> None:
    """Send one mail once the present transaction is committed. `subject` and `body` name templates (plain text)."""
    with override(language or settings.LANGUAGE_CODE):
        heading = " ".join(render_to_string(subject, dict(context)).split())
        text = render_to_string(body, dict(context)).strip() + "\n"
    transaction.on_commit(partial(deliver, to, heading, text))


def deliver(to: str, subject: str, text: str, attempt: int = 0) -> bool:
    """Hand a mail to the server. What fails is tried again later; nothing is raised. Returns whether it went."""
    if hand_over(EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [to]), attempt).fate is Fate.TAKEN:
        return True
    try_again(to, subject, text, attempt)
    return False


def hand_over(message: EmailMessage, attempt: int = 0) -> Handed:
    """Hand one mail to the server, once. Never raises: whether it was taken, may be tried later or is refused for good."""
    try:
        message.send()
    except Exception as error:  # noqa: BLE001, RUF100 - servers, sockets and addresses fail in many ways; a mail must not fail a request
        mark = mark_of(message.to[0], str(message.subject))
        logger.warning("mail %s was not taken (attempt %s): %s", mark, attempt + 1, type(error).__name__)
        return refusal_of(error)
    return Handed(Fate.TAKEN)


def refusal_of(error: Exception) -> Handed:
    """Only a server that says 'no such address' is believed at once; anything else may pass."""
    if not isinstance(error, SMTPRecipientsRefused) or not error.recipients:
        return Handed(Fate.LATER)
    code, words = next(iter(error.recipients.values()))
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    reason = " ".join(f"{code} {said}".split())[:LONGEST_REASON]
    return Handed(Fate.REFUSED if code >= PERMANENT else Fate.LATER, reason)


def post(kind: str, ids: Iterable[int]) -> None:
    """Send letters of one kind from the background, once the present transaction is committed.

    The queue lies in the same database: whatever stops this process, the letters wait there or nothing was committed.
    """
    for some in batched(ids, AT_ONCE):
        deliver_letters.enqueue(kind=kind, ids=list(some))


@task()
def deliver_letters(kind: str, ids: list[int], attempt: int = 0) -> None:
    """Write and hand over letters; those that a server may take later are tried again by themselves, with growing pauses."""
    later = [one for one in ids if deliver_letter(LETTERS[kind], one, attempt) is Fate.LATER]
    if later:
        run_after = timezone.now() + PAUSES[attempt]
        deliver_letters.using(run_after=run_after).enqueue(kind=kind, ids=later, attempt=attempt + 1)


def deliver_letter(letter: Letter, one: int, attempt: int) -> Fate:
    message = letter.write(one)
    if message is None:
        return Fate.TAKEN
    handed = hand_over(message, attempt)
    if handed.fate is Fate.LATER and attempt < len(PAUSES):
        return Fate.LATER
    letter.told(one, Handed(Fate.GIVEN_UP, handed.reason) if handed.fate is Fate.LATER else handed)
    return handed.fate if handed.fate is not Fate.LATER else Fate.GIVEN_UP


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
