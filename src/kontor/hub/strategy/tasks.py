"""Work in the background: letters that ask for competence sheets, reminders before their term, and forgetting after it."""

from django.core.mail import EmailMessage
from django.utils import timezone

from kontor.hub.foundation.actor import system
from kontor.hub.foundation.jobs import daily
from kontor.hub.foundation.mail import LETTERS, Handed, Letter
from kontor.hub.strategy.actions import sheet_filling, sheets
from kontor.hub.strategy.models import CompetenceSheet
from kontor.hub.strategy.notices import sheet_letter
from kontor.hub.strategy.rules.sheet import UNDECIDED


def write_letter(sheet: int) -> EmailMessage | None:
    """The mail of one sheet; None where it went already, or nobody is to be asked any more."""
    rows = CompetenceSheet.objects.select_related("chain__partnership", "organisation")
    found = rows.filter(pk=sheet, fate="", state__in=UNDECIDED).first()
    return sheet_letter(found) if found is not None and found.email else None


def keep_fate(sheet: int, handed: Handed) -> None:
    found = CompetenceSheet.objects.filter(pk=sheet).first()
    if found is not None:
        sheets.keep_fate(found, handed)


LETTERS[sheets.LETTERS] = Letter(write_letter, keep_fate)


@daily("strategy.remind_invited")
def remind_invited() -> None:
    """Remind of competence sheets whose term is near."""
    sheet_filling.remind_before_term(actor=system("strategy.remind_invited"), now=timezone.now())


@daily("strategy.forget_sheets")
def forget_sheets() -> None:
    """Empty competence sheets whose term is long over."""
    sheet_filling.forget_sheets(actor=system("strategy.forget_sheets"), now=timezone.now())
