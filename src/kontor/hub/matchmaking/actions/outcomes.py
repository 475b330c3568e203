"""What the two sides say of a meeting: whether it was held, what came of it, and who does what next."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.matchmaking.actions.once import first_time
from kontor.hub.matchmaking.choices import Held
from kontor.hub.matchmaking.models import Outcome, Participant, Wish
from kontor.hub.matchmaking.rules.people import NotAskedOfHer
from kontor.hub.matchmaking.rules.planning import NotPlanned

PLAIN = ("held", "result", "said", "next_step", "owner", "due")


@transaction.atomic
def say_outcome(
    *,
    actor: Actor,
    participant: Participant,
    wish: Wish,
    said: Mapping[str, Any],
    entry_key: UUID | None = None,
) -> Outcome:
    """Keep what one side says. Said again it replaces what she said before; what `said` does not name stays as it was.

    An entry that came before (`entry_key`) changes nothing, whatever was said since.
    Results belong to meetings that were held only.
    """
    if participant.pk not in (wish.asker_id, wish.asked_id):
        raise NotAskedOfHer
    if not wish.meetings.exclude(schedule__published_at=None).exists():
        raise NotPlanned
    is_new = first_time(participant, entry_key)
    known = Outcome.objects.filter(wish=wish, participant=participant).first()
    values = {name: said[name] for name in PLAIN if name in said}
    if values["held"] != Held.HELD:
        values["result"] = ""
    if known is not None and (
        not is_new or all(getattr(known, name) == value for name, value in values.items())
    ):
        return known
    before = audit.state_of(known) if known else {}
    outcome = known or Outcome(wish=wish, participant=participant)
    for name, value in values.items():
        setattr(outcome, name, value)
    outcome.save()
    audit.record(actor, "matchmaking.say_outcome", outcome, before=before)
    return outcome
