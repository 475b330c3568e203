"""Who is told what about a call: each team once for each kind, after the commit."""

from collections.abc import Iterable

from kontor.hub.foundation import mail
from kontor.hub.foundation.mail import Handed
from kontor.hub.missions.choices import CallLetterKind
from kontor.hub.missions.models import Application, Call, CallLetter
from kontor.hub.missions.permissions import teams_that_see

LETTERS_OF_CALLS = "calls"


def tell_teams(call: Call, teams: Iterable[int]) -> int:
    """Write to teams that a call concerns and that may see its event; who was written to before is not written to again.

    A letter that nobody of the team may read would wait for ever, and would count as one on its way.
    """
    told = set(call.letters.filter(kind=CallLetterKind.PUBLISHED).values_list("team", flat=True))
    seeing = teams_that_see(call.event, {*teams} - told)
    letters = [CallLetter(call=call, team_id=team, kind=CallLetterKind.PUBLISHED) for team in sorted(seeing)]
    return hand_over(letters)


def tell_applicants(applications: Iterable[Application], kind: str) -> int:
    """Write to the teams of applications what was decided."""
    letters = [
        CallLetter(call_id=one.call_id, team_id=one.organisation.team_id, application=one, kind=kind)
        for one in applications
        if one.organisation.team_id
    ]
    return hand_over(letters)


def hand_over(letters: list[CallLetter]) -> int:
    CallLetter.objects.bulk_create(letters, batch_size=500)
    mail.post(LETTERS_OF_CALLS, [one.pk for one in letters])
    return len(letters)


def keep_fate(letter: int, handed: Handed) -> None:
    """What became of a letter, for the page of who runs the call."""
    CallLetter.objects.filter(pk=letter).update(fate=str(handed.fate), reason=handed.reason)
