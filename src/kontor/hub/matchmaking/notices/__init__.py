"""Letters to participants. Plain text in a language of hers, each with her own link."""

from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from kontor.hub.matchmaking.models import Notice, Participant
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
    return EmailMessage(" ".join(subject.split()), text, settings.DEFAULT_FROM_EMAIL, [participant.email])


def language_of(participant: Participant) -> str:
    """The first of her languages that the interface speaks."""
    spoken = {code for code, _name in settings.LANGUAGES}
    hers = (word.strip().lower()[:2] for word in participant.languages.split(","))
    return next((code for code in hers if code in spoken), settings.LANGUAGE_CODE)
