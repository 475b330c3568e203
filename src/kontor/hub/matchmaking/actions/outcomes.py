"""What the two sides say of a meeting: whether it was held, what came of it, and who does what next."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.matchmaking.choices import Held
from kontor.hub.matchmaking.models import Outcome, Participant, Wish
from kontor.hub.matchmaking.rules.people import NotAskedOfHer
from kontor.hub.matchmaking.rules.planning import NotPlanned

PLAIN = ("held", "result", "said", "next_step", "owner", "due")


@transaction.atomic
def say_outcome(*, actor: Actor, participant: Participant, wish: Wish, said: Mapping[str, Any]) -> Outcome:
    """Keep what one side says. Said again it replaces what she said before; sent twice it is said once.

    Results belong to meetings that were held only.
    """
    if participant.pk not in (wish.asker_id, wish.asked_id):
        raise NotAskedOfHer
    if not wish.meetings.exclude(schedule__published_at=None).exists():
        raise NotPlanned
    values = {name: said[name] for name in PLAIN}
    if values["held"] != Held.HELD:
        values["result"] = ""
    Participant.objects.select_for_update(of=("self",)).get(pk=participant.pk)
    known = Outcome.objects.filter(wish=wish, participant=participant).first()
    if known is not None and all(getattr(known, name) == value for name, value in values.items()):
        return known
    before = audit.state_of(known) if known else {}
    outcome = known or Outcome(wish=wish, participant=participant)
    for name, value in values.items():
        setattr(outcome, name, value)
    outcome.save()
    audit.record(actor, "matchmaking.say_outcome", outcome, before=before)
    return outcome
