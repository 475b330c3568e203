"""Who may be invited to a wave, when letters leave, and what can no longer be taken back."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from itertools import pairwise

from kontor.hub.foundation.refusal import N_, Refusal
from kontor.hub.surveys.choices import RespondentUnit, WaveState

MOST_AT_ONCE = 20_000
MOST_PLANNED = 20


class WaveIsOver(Refusal):
    code = "wave-is-over"
    sentence = N_("This wave is closed: open it again before you invite anybody to it.")


class WaveNotOpen(Refusal):
    code = "wave-not-open"
    sentence = N_("Letters leave while the wave is open. Open it first; who is invited until then waits.")


class AddressAsked(Refusal):
    code = "address-asked"
    sentence = N_("%(email)s is invited to this wave already. One address gets one link.")


class PartnershipAsked(Refusal):
    code = "partnership-asked"
    sentence = N_(
        "%(partnership)s is asked already, and gives one answer in this wave. Change its invitation instead."
    )


class NobodyNamed(Refusal):
    code = "nobody-named"
    sentence = N_("Give an e-mail address: the link to the survey goes there.")


class NobodyToWrite(Refusal):
    code = "nobody-to-write"
    sentence = N_("There is nobody to write to now. The list says of everybody why.")


class LetterIsOut(Refusal):
    code = "letter-is-out"
    sentence = N_(
        "The invitation has left already, so it stays in the list. Erase the respondent if she asks for it."
    )


class HasAnswered(Refusal):
    code = "has-answered"
    sentence = N_("She has answered already: her invitation stays as it is.")


class AlreadyErased(Refusal):
    code = "already-erased"
    sentence = N_("This respondent is erased already; nothing is left to change.")


class DayIsOutside(Refusal):
    code = "day-is-outside"
    sentence = N_("%(day)s lies outside of the wave: reminders go out between its first and its last day.")


class DaysTooClose(Refusal):
    code = "days-too-close"
    sentence = N_("%(first)s and %(second)s are closer than %(days)s days, the least between two letters.")


class TooManyDays(Refusal):
    code = "too-many-days"
    sentence = N_("%(number)s days are planned, but at most %(most)s reminders are sent.")


def check_invitable(state: str) -> None:
    """Refuse invitations to a wave that is closed or published."""
    if state in (WaveState.CLOSED, WaveState.PUBLISHED):
        raise WaveIsOver


def check_sendable(state: str) -> None:
    if state != WaveState.OPEN:
        raise WaveNotOpen


def check_asked_once(
    unit: str, email: str, partnership: str, *, addresses: Collection[str], partnerships: Collection[str]
) -> None:
    """Refuse a second link for one address, and a second answer of one partnership where each gives one.

    `addresses` (folded) and `partnerships` are those invited so far.
    """
    if not email:
        raise NobodyNamed(field="email")
    if email.casefold() in addresses:
        raise AddressAsked(field="email", email=email)
    if unit == RespondentUnit.PARTNERSHIP and partnership and partnership in partnerships:
        raise PartnershipAsked(field="partnership", partnership=partnership)


def check_removable(sent_at: datetime | None, completed_at: datetime | None) -> None:
    if completed_at is not None:
        raise HasAnswered
    if sent_at is not None:
        raise LetterIsOut


def check_changeable(erased_at: datetime | None) -> None:
    if erased_at is not None:
        raise AlreadyErased


def check_plan(
    days: Iterable[date], *, opens: date | None, closes: date | None, min_days: int, most: int
) -> list[str]:
    """The planned days of reminders in order, as they are kept. Refuses days outside the wave, too close or too many."""
    found = sorted(set(days))
    for day in found:
        if (opens is not None and day <= opens) or (closes is not None and day > closes):
            raise DayIsOutside(field="remind_on", day=day.isoformat())
    for first, second in pairwise(found):
        if (second - first).days < min_days:
            raise DaysTooClose(
                field="remind_on", first=first.isoformat(), second=second.isoformat(), days=min_days
            )
    if len(found) > most:
        raise TooManyDays(field="remind_on", number=len(found), most=most)
    return [day.isoformat() for day in found]
