"""Who is written to, and why others are not. One letter at a time, never two within the shortest interval.

The first reason that applies, in the order of `Why`, is the one that is told: what cannot be helped comes before what time heals.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class Why(StrEnum):
    """Whether somebody is reminded now, or what keeps it from being done."""

    ANSWERED = "answered"
    OPTED_OUT = "opted-out"
    NO_ADDRESS = "no-address"
    BOUNCED = "bounced"
    NOT_INVITED = "not-invited"
    INVITED = "invited"
    ENOUGH = "enough"
    TOO_SOON = "too-soon"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one invited. `opted_out` holds whatever wave it was said in."""

    has_address: bool = True
    completed: bool = False
    opted_out: bool = False
    bounced: bool = False
    invited_at: datetime | None = None
    reminded_at: datetime | None = None
    reminders: int = 0

    @property
    def last_letter(self) -> datetime | None:
        """When she was last written to."""
        letters = [one for one in (self.invited_at, self.reminded_at) if one is not None]
        return max(letters) if letters else None


@dataclass(frozen=True, slots=True)
class Limits:
    """How often: at least `min_days` whole days between two letters, at most `most` reminders."""

    min_days: int
    most: int


def cannot_be_written_to(one: Known) -> Why | None:
    """What keeps any letter from her, whether the first or a reminder."""
    if one.completed:
        return Why.ANSWERED
    if one.opted_out:
        return Why.OPTED_OUT
    if not one.has_address:
        return Why.NO_ADDRESS
    return Why.BOUNCED if one.bounced else None


def invitation(one: Known) -> Why:
    """Whether she gets her first letter now."""
    reason = cannot_be_written_to(one)
    if reason is not None:
        return reason
    return Why.DUE if one.invited_at is None else Why.INVITED


def reminder(one: Known, limits: Limits, now: datetime) -> Why:
    """Whether she is reminded now."""
    reason = cannot_be_written_to(one)
    if reason is not None:
        return reason
    last = one.last_letter
    if one.invited_at is None or last is None:
        return Why.NOT_INVITED
    if one.reminders >= limits.most:
        return Why.ENOUGH
    return Why.DUE if now >= free_again(last, limits) else Why.TOO_SOON


def free_again(last: datetime, limits: Limits) -> datetime:
    """From when on another letter may follow one."""
    return last + timedelta(days=limits.min_days)


def planned(one: Known, limits: Limits, now: datetime, since: datetime | None) -> Why:
    """Whether she is reminded by the plan: `since` is the beginning of the latest planned day that has come, if any.

    Whoever had a letter since then has had the one that was planned; whom the interval keeps back follows on the first day
    that it leaves free.
    """
    last = one.last_letter
    if since is not None and (last is None or last < since):
        return reminder(one, limits, now)
    return cannot_be_written_to(one) or Why.TOO_SOON


def latest_planned(days: Iterable[str], today: date) -> date | None:
    """The latest of the planned days (ISO) that has come."""
    come = [day for text in days if (day := date.fromisoformat(text)) <= today]
    return max(come, default=None)
