"""Stated activities of a partnership."""

from typing import Any

from django.db import transaction

from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.partnerships import rules
from kontor.hub.partnerships.models import Activity, Partnership


@transaction.atomic
def add_activity(*, actor: Actor, partnership: Partnership, **fields: Any) -> Activity:
    """Keep a stated activity, numbered within its partnership. Refused: an end before the start."""
    require(actor, "partnerships.edit_activities", partnership)
    rules.check_period(fields.get("start", ""), fields.get("end", ""))
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    number = partnership.activities.count() + 1
    while Activity.objects.filter(key=f"{partnership.key}-{number:03}").exists():
        number += 1
    activity = Activity.objects.create(
        partnership=partnership, key=f"{partnership.key}-{number:03}", **fields
    )
    audit.record(actor, "partnerships.add_activity", activity)
    return activity


@transaction.atomic
def remove_activity(*, actor: Actor, activity: Activity) -> None:
    """Take back a statement that was entered by mistake."""
    require(actor, "partnerships.edit_activities", activity)
    audit.record(actor, "partnerships.remove_activity", activity, before=audit.state_of(activity), after={})
    activity.delete()
