"""Work in the background: letters about calls, delegations and exchanges."""

from django.core.mail import EmailMessage

from kontor.hub.foundation.mail import LETTERS, Letter
from kontor.hub.missions.actions import delegates, turns
from kontor.hub.missions.actions.delegates import INVITATIONS
from kontor.hub.missions.actions.letters import LETTERS_OF_CALLS, keep_fate
from kontor.hub.missions.actions.turns import TURNS
from kontor.hub.missions.models import CallLetter, Delegate, ExchangeNotice
from kontor.hub.missions.notices import message_of
from kontor.hub.missions.notices.delegations import invitation_of
from kontor.hub.missions.notices.exchanges import letter_of


def write_letter(letter: int) -> EmailMessage | None:
    """The mail of one letter; None where it went already, or where nobody is left to read it."""
    rows = CallLetter.objects.select_related(
        "call__event", "team", "application__organisation", "application__call"
    )
    found = rows.filter(pk=letter, fate="").first()
    return message_of(found) if found is not None else None


def write_invitation(delegate: int) -> EmailMessage | None:
    """The mail that invites a member of a delegation; None where it went already, or is not to go any more."""
    rows = Delegate.objects.select_related("organisation", "delegation__event")
    found = rows.filter(pk=delegate, told="").first()
    return invitation_of(found) if found is not None else None


def write_turn(notice: int) -> EmailMessage | None:
    """The mail that says whose turn it is in an exchange; None where it went already, or is not to go any more."""
    parties = ("visiting", "host", "visiting_partnership", "host_partnership")
    rows = ExchangeNotice.objects.select_related(*(f"exchange__{party}" for party in parties))
    found = rows.filter(pk=notice, fate="").first()
    return letter_of(found) if found is not None else None


LETTERS[LETTERS_OF_CALLS] = Letter(write_letter, keep_fate)
LETTERS[INVITATIONS] = Letter(write_invitation, delegates.keep_fate)
LETTERS[TURNS] = Letter(write_turn, turns.keep_fate)
