"""Work in the background: letters that leave, reminders on planned days, what comes back."""

import logging
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

from kontor.hub.foundation.actor import system
from kontor.hub.foundation.jobs import hourly
from kontor.hub.foundation.mail import LETTERS, Handed, Letter
from kontor.hub.foundation.refusal import Refusal
from kontor.hub.surveys.actions import letters, stopping, waves
from kontor.hub.surveys.choices import ContactKind, WaveState
from kontor.hub.surveys.models import ContactEntry, Wave
from kontor.hub.surveys.notices.letters import message_of
from kontor.hub.surveys.report.receipt import receipt_pdf

logger = logging.getLogger(__name__)

# Planned letters leave in the daytime of the site.
FIRST_HOUR = 8
WITH = ("invitation__wave__survey", "invitation__wave__survey_version", "invitation__partnership")


def write_letter(entry: int) -> EmailMessage | None:
    """The mail of one entry of the contact log; None where it went already, or its respondent was erased or wants none."""
    found = ContactEntry.objects.select_related(*WITH).filter(pk=entry, outcome="").first()
    if found is None or not found.invitation.email or found.invitation.opted_out_at is not None:
        return None
    message = message_of(found)
    if found.kind == ContactKind.RECEIPT:
        response = getattr(found.invitation, "response", None)
        if response is None:
            return None
        response.wave = found.invitation.wave
        message.attach("answers.pdf", receipt_pdf(response), "application/pdf")
    return message


def keep_fate(entry: int, handed: Handed) -> None:
    found = ContactEntry.objects.select_related("invitation").filter(pk=entry).first()
    if found is not None:
        letters.keep_fate(actor=system("surveys.deliver"), entry=found, handed=handed)


LETTERS[letters.LETTERS] = Letter(write_letter, keep_fate)


@hourly("surveys.remind")
def remind() -> None:
    """Send the reminders of waves for which a planned day has come."""
    now = timezone.now()
    if timezone.localtime(now).hour < FIRST_HOUR:
        return
    for wave in Wave.objects.filter(state=WaveState.OPEN).exclude(remind_on=[]):
        letters.remind_by_plan(actor=system("surveys.remind"), wave=wave, now=now)


@hourly("surveys.close")
def close() -> None:
    """Close the waves whose last day is over."""
    for wave in Wave.objects.filter(state=WaveState.OPEN, closes_on__lt=timezone.localdate()):
        try:
            waves.close_wave(actor=system("surveys.close"), wave=wave)
        except Refusal as refusal:
            logger.warning("wave %s stays open: %s", wave.key, refusal.code)


@hourly("surveys.bounces")
def read_bounces() -> None:
    """Read the reports that the mail server puts into the folder for them, where there is one."""
    if settings.BOUNCES:
        stopping.read_folder(actor=system("surveys.bounces"), folder=Path(settings.BOUNCES))
