"""Letters about calls. Plain text, to the people of a team in the language of the first of them, or to the contact of an application."""

from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import override

from kontor.hub.accounts.models import User
from kontor.hub.accounts.queries import actor_of
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions.models import ApplicationVersion, Call, CallLetter, Event
from kontor.hub.missions.queries.calls import line_of
from kontor.hub.missions.rules.calls import on_the_wall


def message_of(letter: CallLetter) -> EmailMessage | None:
    """The letter, as things stand when it leaves; None where nobody is left who may read it."""
    people = readers_of(letter)
    addresses = [one.email for one in people] or contact_of(letter)
    if not addresses:
        return None
    language = next((one.language for one in people if one.language), settings.LANGUAGE_CODE)
    call = letter.call
    line = line_of(call, letter.created_at)
    with override(language):
        page = letter.application or call
        context = {
            "call": call,
            "event": call.event if all_see(call.event, people) else None,
            "closes": on_the_wall(line.closes, call.zone) if line.closes else "",
            "organisation": letter.application.organisation.name if letter.application else letter.team.name,
            "link": urljoin(settings.SITE_ADDRESS, page.get_absolute_url()),
        }
        subject = render_to_string(f"missions/mail/{letter.kind}_subject.txt", context)
        text = render_to_string(f"missions/mail/{letter.kind}.txt", context).strip() + "\n"
    return EmailMessage(" ".join(subject.split()), text, settings.DEFAULT_FROM_EMAIL, addresses)


def all_see(event: Event, people: list[User]) -> bool:
    """Whether everybody whom the letter goes to sees the event: else it is not named. Who applied keeps her application, also
    where its event is among partners by now; an address without an account sees what is public.
    """
    actors = [actor_of(one) for one in people] or [VISITOR]
    return all(visible(Event, one).filter(pk=event.pk).exists() for one in actors)


def readers_of(letter: CallLetter) -> list[User]:
    """The people of the team who see the call; those who left the team, or may not see its event, get nothing."""
    people = User.objects.filter(memberships__team=letter.team, is_active=True).distinct().order_by("pk")
    return [one for one in people if visible(Call, actor_of(one)).filter(pk=letter.call_id).exists()]


def contact_of(letter: CallLetter) -> list[str]:
    """The address that an application gave, where its team has nobody left."""
    if letter.application is None:
        return []
    rows = ApplicationVersion.objects.filter(
        application=letter.application, number=letter.application.counted
    ).exclude(email="")
    return list(rows.values_list("email", flat=True))
