"""Events as plain rows: what is not said gets a sensible value."""

from itertools import count

from kontor.hub.missions.models import Event, EventOrganisation
from tests.factories.directory import make_country, make_organisation

number = count(1)


def make_event(partnership=None, name="", country="", **fields):
    """A public workshop of the partnership, unless told otherwise."""
    one = next(number)
    fields.setdefault("key", f"event-{one}")
    fields.setdefault("event_class", "other")
    if country:
        fields["country"] = make_country(country)
    return Event.objects.create(name=name or f"Event {one}", partnership=partnership, **fields)


def make_named(event, organisation=None, role="responsible", **fields):
    return EventOrganisation.objects.create(
        event=event, organisation=organisation or make_organisation(), role=role, **fields
    )
