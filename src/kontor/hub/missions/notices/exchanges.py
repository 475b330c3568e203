"""Letters about exchanges: whose turn it is. Plain text, to the people of a team who see the exchange."""

from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import override

from kontor.hub.accounts.models import User
from kontor.hub.accounts.queries import actor_of
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions.models import Exchange, ExchangeNotice
from kontor.hub.missions.queries.exchanges import OVER


def letter_of(notice: ExchangeNotice) -> EmailMessage | None:
    """As things stand when it leaves; None where the exchange is over, or nobody is left who may read it."""
    exchange = notice.exchange
    if exchange.phase in OVER:
        return None
    people = User.objects.filter(memberships__team=exchange.team(notice.side), is_active=True)
    readers = [
        one
        for one in people.distinct().order_by("pk")
        if visible(Exchange, actor_of(one)).filter(pk=exchange.pk).exists()
    ]
    if not readers:
        return None
    language = next((one.language for one in readers if one.language), settings.LANGUAGE_CODE)
    with override(language):
        context = {
            "party": exchange.party(notice.side),
            "visiting": exchange.visiting,
            "host": exchange.host,
            "turn": notice.get_kind_display(),
            "link": urljoin(settings.SITE_ADDRESS, exchange.get_absolute_url()),
        }
        subject = render_to_string("missions/mail/turn_subject.txt", context)
        text = render_to_string("missions/mail/turn.txt", context).strip() + "\n"
    addresses = [one.email for one in readers]
    return EmailMessage(" ".join(subject.split()), text, settings.DEFAULT_FROM_EMAIL, addresses)
