"""The programme as people write it ("Morning 2027-05-12 09:00-12:30") and the times that follow from it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from kontor.hub.foundation.refusal import N_, Refusal

LINE = re.compile(
    r"^(?P<block>.*?)\s*(?P<day>\d{4}-\d{2}-\d{2})\s+(?P<first>\d{1,2}:\d{2})\s*(?:-|–|to)\s*(?P<last>\d{1,2}:\d{2})$"
)
SLOTS_AT_MOST = 400
LENGTH_OF_A_BLOCK_NAME = 60


class NoTimeZone(Refusal):
    code = "no-time-zone"
    sentence = N_("'%(zone)s' is no time zone. Choose one such as Europe/Madrid or America/Lima.")


class UnreadableTime(Refusal):
    code = "unreadable-time"
    sentence = N_(
        "Line %(line)s cannot be read: '%(text)s'. Write it like this: Morning 2027-05-12 09:00-12:30."
    )


class NoSuchTime(Refusal):
    code = "no-such-time"
    sentence = N_(
        "Line %(line)s: at %(time)s the clock is put forward in %(zone)s, so that time does not exist. Begin or end an hour earlier or later."
    )


class TooShort(Refusal):
    code = "too-short"
    sentence = N_("Line %(line)s is shorter than one meeting of %(minutes)s minutes.")


class Overlapping(Refusal):
    code = "overlapping"
    sentence = N_("Two parts of the programme overlap, at %(time)s: correct one of them.")


class TooManySlots(Refusal):
    code = "too-many-slots"
    sentence = N_("These are more than %(most)s times for meetings. Split the event into two sessions.")


class UnreadableInstant(Refusal):
    code = "unreadable-instant"
    sentence = N_("'%(text)s' is no day and time. Write it like this: 2027-05-12 09:00.")


@dataclass(frozen=True, slots=True)
class Begin:
    """When a meeting may begin, in which part of the programme."""

    block: str
    start: datetime


def zone_named(name: str) -> ZoneInfo:
    if name not in available_timezones():
        raise NoTimeZone(field="zone", zone=name)
    return ZoneInfo(name)


def begins_of(text: str, zone: str, minutes: int, pause: int) -> list[Begin]:
    """The begin of every meeting that fits into the programme, in order of time, in UTC.

    A part that spans a change of the clock is as long as it really is: its begin and end are read on the wall, what lies
    between is counted in minutes that pass.
    """
    clock = zone_named(zone)
    found: list[Begin] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            found += begins_of_line(number, line.strip(), clock, minutes, pause)
        if len(found) > SLOTS_AT_MOST:
            raise TooManySlots(field="times", most=SLOTS_AT_MOST)
    found.sort(key=lambda one: one.start)
    for earlier, later in pairwise(found):
        if later.start < earlier.start + timedelta(minutes=minutes):
            raise Overlapping(field="times", time=on_the_wall(later.start, zone))
    return found


def begins_of_line(number: int, line: str, clock: ZoneInfo, minutes: int, pause: int) -> Iterator[Begin]:
    read = LINE.match(line)
    if read is None or len(read["block"]) > LENGTH_OF_A_BLOCK_NAME:
        raise UnreadableTime(field="times", line=number, text=line[:100])
    try:
        first, last = (instant(f"{read['day']} {read[name]}", clock) for name in ("first", "last"))
    except ValueError as error:
        raise UnreadableTime(field="times", line=number, text=line[:100]) from error
    if first is None or last is None:
        raise NoSuchTime(
            field="times",
            line=number,
            time=read["first"] if first is None else read["last"],
            zone=clock.key,
        )
    length = timedelta(minutes=minutes)
    if first + length > last:
        raise TooShort(field="times", line=number, minutes=minutes)
    while first + length <= last:
        yield Begin(read["block"].rstrip(" :,"), first)
        first += length + timedelta(minutes=pause)


def instant(text: str, clock: ZoneInfo) -> datetime | None:
    """A time on the wall in UTC; None where the clock jumps over it. The first of two where it is put back. ValueError."""
    told = datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=clock)
    found = told.astimezone(UTC)
    back = found.astimezone(clock)
    return found if (back.day, back.hour, back.minute) == (told.day, told.hour, told.minute) else None


def instant_of(text: str, zone: str, field: str = "") -> datetime | None:
    """A day and time on the wall, written '2027-05-12 09:00'; None where nothing is written."""
    if not text.strip():
        return None
    try:
        found = instant(text.strip().replace("T", " ")[:16], zone_named(zone))
    except ValueError as error:
        raise UnreadableInstant(field=field, text=text[:50]) from error
    if found is None:
        raise UnreadableInstant(field=field, text=text[:50])
    return found


def on_the_wall(moment: datetime | None, zone: str) -> str:
    """'2027-05-12 09:00' on the clock of the event; '' for none."""
    return moment.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M") if moment else ""


def written(begins: list[Begin], zone: str, minutes: int, pause: int) -> str:
    """The programme as text again: what is read back from it are the same begins."""
    step = timedelta(minutes=minutes + pause)
    runs: list[list[Begin]] = []
    for one in sorted(begins, key=lambda begin: begin.start):
        goes_on = runs and runs[-1][-1].block == one.block and runs[-1][-1].start + step == one.start
        same_day = goes_on and on_the_wall(runs[-1][0].start, zone)[:10] == on_the_wall(one.start, zone)[:10]
        if same_day:
            runs[-1].append(one)
        else:
            runs.append([one])
    return "\n".join(written_run(run, zone, minutes) for run in runs)


def written_run(run: list[Begin], zone: str, minutes: int) -> str:
    first = on_the_wall(run[0].start, zone)
    last = on_the_wall(run[-1].start + timedelta(minutes=minutes), zone)
    return f"{run[0].block} {first}-{last[11:]}".strip()
