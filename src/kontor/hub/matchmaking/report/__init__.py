"""One participant's meetings as an iCalendar file (RFC 5545), and badges' codes as drawings."""

from collections.abc import Iterable
from datetime import timedelta
from io import BytesIO

import qrcode
from icalendar import Calendar, Event, vText
from qrcode.image.svg import SvgPathImage

from kontor.hub.matchmaking.models import Schedule, Session
from kontor.hub.matchmaking.queries.agenda import Appointment

PRODUCT = "-//Kontor//Single meetings//EN"


def calendar_file(
    appointments: Iterable[Appointment], session: Session, schedule: Schedule | None, *, url: str
) -> bytes:
    """Meetings with a stable UID each and a SEQUENCE that grows with every published schedule, so that calendars move them."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", session.name)
    for one in appointments:
        found = Event()
        found.add("uid", f"meeting-{one.wish.pk}@kontor")
        found.add("dtstamp", (schedule or session).changed_at)
        found.add("sequence", schedule.number if schedule else 0)
        found.add("dtstart", one.start)
        found.add("dtend", one.start + timedelta(minutes=session.minutes))
        found.add(
            "summary",
            f"{one.other.name} ({one.other.stands_for})" if one.other.stands_for else one.other.name,
        )
        found["location"] = vText(f"{one.room}, {one.table}")
        found.add("url", url)
        if one.reason:
            found.add("description", one.reason)
        calendar.add_component(found)
    return bytes(calendar.to_ical())


def code_of(text: str) -> str:
    """A QR code (ISO/IEC 18004) of a text as SVG without a declaration, to stand in a page."""
    image = qrcode.make(text, image_factory=SvgPathImage, box_size=10, border=2)
    written = BytesIO()
    image.save(written)
    return written.getvalue().decode().partition("?>")[2].strip()
