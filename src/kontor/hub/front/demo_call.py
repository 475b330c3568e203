"""The demo's invented call before its day of single meetings: who applied, how two juries scored, who was selected.

A second round waits for one of the juries, so that a reviewer has something to score.
"""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from kontor.hub.accounts.choices import TeamKind
from kontor.hub.accounts.models import Team
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import Actor, TeamRole
from kontor.hub.missions import actions
from kontor.hub.missions.models import Application, Call, Event
from kontor.hub.missions.rules.calls import on_the_wall

# Days from the loading, so that one round is decided, one is being scored and one takes applications whenever it is loaded.
CUT_OFFS = (-5, -1, 90)
OPENED, HANDED_IN, HANDED_IN_LATE = 60, 20, 3


def load_call(
    actor: Actor,
    folder: Path,
    load_file: Callable[[Actor, str, Path], int],
    team_of: Callable[[Actor, Organisation, str], Team],
) -> int:
    """Write, publish, answer, score and decide the call. Once. Returns how many applied."""
    told = json.loads((folder / "call.json").read_text(encoding="utf-8"))
    event = Event.objects.select_related("partnership").get(key=told["event"])
    if (known := Call.objects.filter(event=event).first()) is not None:
        return Application.objects.filter(call=known).count()
    load_file(actor, "organisations", folder / "applicants.csv")
    call = actions.add_call(actor=actor, event=event, entry=entry_of(told))
    juries = [Organisation.objects.get(key=key) for key in told["juries"]]
    actions.name_reviewers(actor=actor, call=call, organisations=juries)
    actions.publish_call(actor=actor, call=call)
    call.refresh_from_db()
    teams = [team_of(actor, jury, TeamKind.ORGANISATION) for jury in juries]
    first = [apply(actor, call, key, said, HANDED_IN) for key, said in told["applications"].items()]
    for team, points in zip(teams, told["points"], strict=True):
        score(actor, team, first, points)
    actions.decide(actor=actor, call=call, decided={})
    late = [apply(actor, call, key, said, HANDED_IN_LATE) for key, said in told["late"].items()]
    score(actor, teams[0], late, told["late_points"])
    return len(first) + len(late)


def score(actor: Actor, team: Team, applications: list[Application], points: list[list[int]]) -> None:
    reviewer = Actor(label=actor.label, teams={team.pk: TeamRole.EDITOR})
    for application, given in zip(applications, points, strict=True):
        named = {str(place): one for place, one in enumerate(given, start=1)}
        actions.score(actor=reviewer, application=application, points=named, comment="")


def entry_of(told: dict[str, Any]) -> actions.CallEntry:
    now, zone = timezone.now(), told["call"]["zone"]
    return actions.CallEntry(
        fields=told["call"],
        countries=told["countries"],
        opens=f"{day(now - timedelta(days=OPENED), zone)} 09:00",
        cut_offs="\n".join(f"{day(now + timedelta(days=days), zone)} 17:00" for days in CUT_OFFS),
        questions="\n".join(told["questions"]),
        criteria="\n".join(told["criteria"]),
    )


def day(moment: datetime, zone: str) -> str:
    return on_the_wall(moment, zone).partition(" ")[0]


def apply(actor: Actor, call: Call, key: str, answers: list[str], days: int) -> Application:
    """Handed in some days ago."""
    organisation = Organisation.objects.get(key=key)
    said = {
        "contact_name": "",
        "email": "",
        "answers": {str(place): one for place, one in enumerate(answers, start=1)},
    }
    return actions.save_application(
        actor=actor,
        call=call,
        organisation=organisation,
        said=said,
        hand_in=True,
        at=timezone.now() - timedelta(days=days),
    )
