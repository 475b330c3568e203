"""Work in the background: letters about calls."""

from django.core.mail import EmailMessage

from kontor.hub.foundation.mail import LETTERS, Letter
from kontor.hub.missions.actions.letters import LETTERS_OF_CALLS, keep_fate
from kontor.hub.missions.models import CallLetter
from kontor.hub.missions.notices import message_of


def write_letter(letter: int) -> EmailMessage | None:
    """The mail of one letter; None where it went already, or where nobody is left to read it."""
    rows = CallLetter.objects.select_related(
        "call__event", "team", "application__organisation", "application__call"
    )
    found = rows.filter(pk=letter, fate="").first()
    return message_of(found) if found is not None else None


LETTERS[LETTERS_OF_CALLS] = Letter(write_letter, keep_fate)
