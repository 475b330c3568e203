"""The letter that invites an organisation into a delegation. Plain text, to the people of its team who see the delegation."""

from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import override

from kontor.hub.accounts.models import User
from kontor.hub.accounts.queries import actor_of
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions.choices import DelegateState
from kontor.hub.missions.models import Delegate


def invitation_of(delegate: Delegate) -> EmailMessage | None:
    """As things stand when it leaves; None where it is no longer invited, or nobody is left who may read it."""
    if delegate.state != DelegateState.INVITED:
        return None
    people = User.objects.filter(memberships__team=delegate.organisation.team_id, is_active=True)
    readers = [
        one
        for one in people.distinct().order_by("pk")
        if visible(Delegate, actor_of(one)).filter(pk=delegate.pk).exists()
    ]
    if not readers:
        return None
    language = next((one.language for one in readers if one.language), settings.LANGUAGE_CODE)
    with override(language):
        context = {
            "event": delegate.delegation.event,
            "organisation": delegate.organisation.name,
            "link": urljoin(settings.SITE_ADDRESS, delegate.delegation.get_absolute_url()),
        }
        subject = render_to_string("missions/mail/invited_subject.txt", context)
        text = render_to_string("missions/mail/invited.txt", context).strip() + "\n"
    addresses = [one.email for one in readers]
    return EmailMessage(" ".join(subject.split()), text, settings.DEFAULT_FROM_EMAIL, addresses)
