"""The demo's invented call before its day of single meetings: who applied, how two juries scored, who was selected."""

import json
from collections.abc import Callable
from datetime import timedelta
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

CUT_OFFS = (
    -5,
    90,
)  # days from the loading, so that one round is decided and the next one open whenever it is loaded
OPENED, HANDED_IN = 60, 20


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
    applications = [apply(actor, call, key, answers) for key, answers in told["applications"].items()]
    for jury, points in zip(juries, told["points"], strict=True):
        team = team_of(actor, jury, TeamKind.ORGANISATION)
        reviewer = Actor(label=actor.label, teams={team.pk: TeamRole.EDITOR})
        for application, given in zip(applications, points, strict=True):
            named = {str(place): one for place, one in enumerate(given, start=1)}
            actions.score(actor=reviewer, application=application, points=named, comment="")
    actions.decide(actor=actor, call=call, decided={})
    return len(applications)


def entry_of(told: dict[str, Any]) -> actions.CallEntry:
    now, zone = timezone.now(), told["call"]["zone"]
    return actions.CallEntry(
        fields=told["call"],
        countries=told["countries"],
        opens=on_the_wall(now - timedelta(days=OPENED), zone),
        cut_offs="\n".join(on_the_wall(now + timedelta(days=days), zone) for days in CUT_OFFS),
        questions="\n".join(told["questions"]),
        criteria="\n".join(told["criteria"]),
    )


def apply(actor: Actor, call: Call, key: str, answers: list[str]) -> Application:
    """Handed in before the first cut-off."""
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
        at=timezone.now() - timedelta(days=HANDED_IN),
    )
