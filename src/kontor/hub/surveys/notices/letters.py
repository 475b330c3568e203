"""The letters of a campaign: invitation, reminder, receipt. Plain text in the respondent's language, each with her own link.

A wave may give its own words (`Wave.letters`); how to stop letters is always said. Every letter carries the link to stop it in its
head too, so that a mail program can offer a button (RFC 2369, RFC 8058).
"""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext, override

from kontor.hub.foundation.partial_dates import written
from kontor.hub.surveys.models import ContactEntry, Invitation
from kontor.hub.surveys.rules.letters import filled_in, says_how_to_stop

SALT = "kontor.hub.surveys.letter"
MARK_LENGTH = 20
OURS = "survey"


@dataclass(frozen=True, slots=True)
class Words:
    """What a letter says."""

    subject: str
    text: str


def language_of(invitation: Invitation, kind: str) -> str:
    """Her language where there are words in it, else that of the survey, else the site's."""
    wave = invitation.wave
    known = {code for code, _name in settings.LANGUAGES} | set(wave.letters.get(kind, {}))
    of_survey = wave.survey_version.definition.get("languages", ())
    for wanted in (invitation.language, *of_survey):
        for code in (wanted, wanted.split("-")[0]):
            if code in known:
                return str(code)
    return settings.LANGUAGE_CODE


def subject_of(invitation: Invitation, kind: str) -> str:
    """The subject as the contact log keeps it: without a name that a wave's own words may put in."""
    return words_of(invitation, kind, name="").subject


def words_of(invitation: Invitation, kind: str, *, name: str | None = None) -> Words:
    """Subject and text of her letter of this kind."""
    language = language_of(invitation, kind)
    with override(language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
        values = values_of(invitation, language, invitation.name if name is None else name)
        own = invitation.wave.letters.get(kind, {}).get(language)
        if own:
            return own_words(own, values)
        context = {**values, "reminders": invitation.reminders}
        subject = render_to_string(f"surveys/mail/{kind}_subject.txt", context)
        return Words(
            " ".join(subject.split()), render_to_string(f"surveys/mail/{kind}.txt", context).strip() + "\n"
        )


def own_words(own: dict[str, str], values: dict[str, str]) -> Words:
    text = filled_in(own["text"], values).strip()
    if not says_how_to_stop(own["text"]):
        said = gettext("If you do not want letters about this survey any more, open this address:")
        text += f"\n\n{said}\n{values['stop']}"
    return Words(" ".join(filled_in(own["subject"], values).split()), f"{text}\n")


def values_of(invitation: Invitation, language: str, name: str) -> dict[str, str]:
    wave = invitation.wave
    return {
        "name": name,
        "survey": wave.survey.title.get(language) or wave.survey.name,
        "wave": wave.label,
        "link": address("surveys:answer", invitation.token),
        "stop": address("surveys:stop", invitation.token),
        "until": day_in_words(wave.closes_on, language),
        "site": settings.SITE_ADDRESS,
    }


def day_in_words(day: date | None, language: str) -> str:
    return written(day.isoformat(), language) if day else ""


def address(url_name: str, token: str) -> str:
    return settings.SITE_ADDRESS + reverse(url_name, args=[token])


def message_of(entry: ContactEntry) -> EmailMessage:
    """The mail of one letter. Its Message-ID cannot be guessed, so that nobody can report a failure that was none."""
    invitation = entry.invitation
    words = words_of(invitation, entry.kind)
    stop = address("surveys:stop", invitation.token)
    headers = {
        "Message-ID": f"<{letter_id(entry.pk)}>",
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(
        words.subject, words.text, settings.DEFAULT_FROM_EMAIL, [invitation.email], headers=headers
    )


def letter_id(entry: int) -> str:
    host = urlsplit(settings.SITE_ADDRESS).hostname or "localhost"
    return f"{OURS}.{entry}.{mark_of(entry)}@{host}"


def mark_of(entry: int) -> str:
    return salted_hmac(SALT, str(entry), algorithm="sha256").hexdigest()[:MARK_LENGTH]


def entry_of(letter: str) -> int | None:
    """The contact entry whose letter has this Message-ID, where the Message-ID is ours."""
    name, _, rest = letter.partition("@")[0].partition(".")
    number, _, mark = rest.partition(".")
    if name != OURS or not number.isdecimal() or len(number) > 18:
        return None
    return int(number) if constant_time_compare(mark, mark_of(int(number))) else None
