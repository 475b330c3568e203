"""Events as an iCalendar file (RFC 5545), for people's own calendars."""

from collections.abc import Iterable
from datetime import date, timedelta

from icalendar import Calendar, vText
from icalendar import Event as Entry

from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.partial_dates import latest
from kontor.hub.missions.models import Event

PRODUCT = "-//Kontor//Events//EN"


def calendar_file(events: Iterable[Event], *, name: str, root: str) -> bytes:
    """Whole days, each with a stable UID and a SEQUENCE that grows with every change. `root` is the site's own address."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for event in events:
        calendar.add_component(entry(event, root))
    return bytes(calendar.to_ical())


def entry(event: Event, root: str) -> Entry:
    first = date.fromisoformat(event.start)
    last = max(first, latest(event.end) or first)
    found = Entry()
    found.add("uid", f"event-{event.key}@kontor")
    found.add("dtstamp", event.changed_at)
    found.add("sequence", event.version - 1)
    found.add("dtstart", first)
    found.add("dtend", last + timedelta(days=1))
    found.add("summary", event.name)
    found.add("url", f"{root.rstrip('/')}{event.get_absolute_url()}")
    place = ", ".join(
        filter(None, (event.place, country_name(event.country_id, "en") if event.country_id else ""))
    )
    if place:
        found["location"] = vText(place)
    if event.description:
        found.add("description", event.description)
    return found
