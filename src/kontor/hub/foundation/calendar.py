"""Deadlines as an iCalendar file (RFC 5545): whole days, with numbers that stay, so that calendars update and do not double."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from icalendar import Calendar, Event

MEDIA_TYPE = "text/calendar; charset=utf-8"
ASKED_EVERY = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Deadline:
    """One whole day. `uid` stays over all changes, `version` grows with each; `path` is the page on this site."""

    uid: str
    version: int
    changed_at: datetime
    day: date
    title: str
    path: str
    text: str = ""


def calendar_answer(
    request: HttpRequest, deadlines: Iterable[Deadline], *, title: str, file_name: str = ""
) -> HttpResponse:
    """What a calendar reads, or with a file name takes home. Nobody in between may keep it."""
    site = request.build_absolute_uri("/").rstrip("/")
    host = urlsplit(settings.SITE_ADDRESS).hostname or "kontor"
    headers = {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer"}
    if file_name:
        headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    content = calendar_file(deadlines, title=title, site=site, host=host)
    return HttpResponse(content, content_type=MEDIA_TYPE, headers=headers)


def calendar_file(deadlines: Iterable[Deadline], *, title: str, site: str, host: str) -> bytes:
    """`site` completes the addresses, `host` makes the numbers unique in the world."""
    made = Calendar()
    made.add("prodid", "-//Kontor//Deadlines//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", title)
    made.add("refresh-interval", ASKED_EVERY, parameters={"VALUE": "DURATION"})
    for one in deadlines:
        made.add_component(_event(one, site, host))
    return bytes(made.to_ical())


def _event(one: Deadline, site: str, host: str) -> Event:
    """SEQUENCE grows with every change, which is how a calendar learns that the day has moved."""
    made, address = Event(), f"{site}{one.path}"
    made.add("uid", f"{one.uid}@{host}")
    made.add("sequence", one.version)
    made.add("dtstamp", _stamp(one.changed_at))
    made.add("last-modified", _stamp(one.changed_at))
    made.add("dtstart", one.day)
    made.add("dtend", one.day + timedelta(days=1))
    made.add("summary", one.title)
    made.add("description", "\n".join(filter(None, (one.text, address))))
    made.add("url", address)
    made.add("transp", "TRANSPARENT")
    return made


def _stamp(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
