"""Activities of roadmaps as plain rows: what is not said gets a sensible value."""

from datetime import date
from itertools import count

from kontor.hub.strategy.models import DueChange, RoadmapActivity

number = count(1)


def make_activity_of_roadmap(partnership, title="", **fields):
    """Due at the end of July 2016, seen by the partners, of which nobody recorded anything."""
    one = next(number)
    fields.setdefault("key", f"activity-{one}")
    fields.setdefault("due_on", date(2016, 7, 31))
    return RoadmapActivity.objects.create(partnership=partnership, title=title or f"Activity {one}", **fields)


def make_due_change(activity, reason="The hall was closed", was_due_on=date(2016, 6, 30)):
    return DueChange.objects.create(activity=activity, was_due_on=was_due_on, reason=reason)
