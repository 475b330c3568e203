"""Activities of roadmaps and value chains as plain rows: what is not said gets a sensible value."""

from datetime import date
from itertools import count

from kontor.hub.strategy.models import (
    ChainComponent,
    ChainLink,
    Contribution,
    DueChange,
    RoadmapActivity,
    ValueChain,
)

number = count(1)


def make_activity_of_roadmap(partnership, title="", **fields):
    """Due at the end of July 2016, seen by the partners, of which nobody recorded anything."""
    one = next(number)
    fields.setdefault("key", f"activity-{one}")
    fields.setdefault("due_on", date(2016, 7, 31))
    return RoadmapActivity.objects.create(partnership=partnership, title=title or f"Activity {one}", **fields)


def make_due_change(activity, reason="The hall was closed", was_due_on=date(2016, 6, 30)):
    return DueChange.objects.create(activity=activity, was_due_on=was_due_on, reason=reason)


def make_chain(partnership, name="", **fields):
    """Seen by the partners, with nothing drawn."""
    one = next(number)
    fields.setdefault("key", f"chain-{one}")
    return ValueChain.objects.create(partnership=partnership, name=name or f"Chain {one}", **fields)


def make_component(chain, name="", **fields):
    one = next(number)
    fields.setdefault("position", one)
    return ChainComponent.objects.create(chain=chain, name=name or f"Component {one}", **fields)


def make_link(start, end, kind=""):
    return ChainLink.objects.create(start=start, end=end, kind=kind)


def make_contribution(component, organisation, **fields):
    return Contribution.objects.create(component=component, organisation=organisation, **fields)
