"""Letters to participants. Plain text in a language of hers, each with her own link."""

from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from kontor.hub.matchmaking.models import FollowUp, Notice, Participant
from kontor.hub.matchmaking.queries.agenda import agenda_of


def message_of(notice: Notice) -> EmailMessage:
    """The letter of one notice, as things stand when it leaves."""
    participant = notice.participant
    with override(language_of(participant)):
        context = {
            "participant": participant,
            "session": participant.session,
            "agenda": agenda_of(participant),
            "link": urljoin(settings.SITE_ADDRESS, reverse("matchmaking:mine", args=[participant.token])),
        }
        subject = render_to_string(f"matchmaking/mail/{notice.kind}_subject.txt", context)
        text = render_to_string(f"matchmaking/mail/{notice.kind}.txt", context).strip() + "\n"
    return letter_to(participant, subject, text, f"notice-{notice.pk}", notice.created_at)


def later_message_of(follow_up: FollowUp) -> EmailMessage:
    """The question what became of her meetings, as things stand when it leaves."""
    participant = follow_up.participant
    with override(language_of(participant)):
        link = reverse("matchmaking:mine", args=[participant.token])
        context = {
            "participant": participant,
            "session": participant.session,
            "month": follow_up.month,
            "agenda": agenda_of(participant),
            "link": f"{urljoin(settings.SITE_ADDRESS, link)}#later",
        }
        subject = render_to_string("matchmaking/mail/later_subject.txt", context)
        text = render_to_string("matchmaking/mail/later.txt", context).strip() + "\n"
    return letter_to(participant, subject, text, f"later-{follow_up.pk}", follow_up.created_at)


def letter_to(participant: Participant, subject: str, text: str, name: str, made: datetime) -> EmailMessage:
    """A mail whose number is the letter's own: handed over twice, because a worker was killed between, it is known as one."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
    headers = {"Message-ID": f"<{name}.{made:%Y%m%d%H%M%S}@{domain}>"}
    to = [participant.email]
    return EmailMessage(" ".join(subject.split()), text, settings.DEFAULT_FROM_EMAIL, to, headers=headers)


def language_of(participant: Participant) -> str:
    """The first of her languages that the interface speaks."""
    spoken = {code for code, _name in settings.LANGUAGES}
    hers = (word.strip().lower()[:2] for word in participant.languages.split(","))
    return next((code for code in hers if code in spoken), settings.LANGUAGE_CODE)
