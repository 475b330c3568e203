"""Roadmaps for programs: read, plan, move due days, report."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Status
from pydantic import Field

from kontor.hub.directory.queries import by_key as organisation_by_key
from kontor.hub.foundation.api import Day, Key, PartialDate, Schema, Text
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.queries import by_key
from kontor.hub.strategy import actions, queries
from kontor.hub.strategy.choices import ActivityState
from kontor.hub.strategy.models import RoadmapActivity
from kontor.hub.strategy.rest.base import router


class MovedOut(Schema):
    """A former due day, and why it moved."""

    was_due_on: date | None
    reason: str


class ActivityOut(Schema):
    """An activity of a roadmap. `state` empty is not recorded, which is not done."""

    key: str
    partnership: str
    title: str
    kind: str
    mission: str
    owner: str | None
    month: int | None
    takes: int
    due_on: date | None
    moved: list[MovedOut]
    state: str
    state_text: str
    done_on: str
    overdue: bool
    version: int


class OverdueAsOf(Schema):
    """The day of which is said what is overdue; today without it."""

    as_of: Day | None = None


class NewActivity(Schema):
    """An activity to plan. Without a due day it is the last day of the project month."""

    title: Text = Field(min_length=1, max_length=250)
    kind: Text = Field("", max_length=60)
    mission: Text = Field("", max_length=120)
    owner: Key | None = None
    month: int | None = Field(None, ge=1, le=240)
    takes: int = Field(1, ge=1, le=240)
    due_on: Day | None = None
    visibility: Visibility = Visibility.PARTNERS


class Moving(Schema):
    """A new due day; `version` is the one that was read."""

    due_on: Day
    reason: Text = Field(min_length=3, max_length=250)
    version: int = Field(ge=1, le=2**31 - 1)


class Reporting(Schema):
    """What became of it; `version` is the one that was read."""

    state: ActivityState | None = None
    done_on: PartialDate = ""
    state_text: Text = Field("", max_length=120)
    version: int = Field(ge=1, le=2**31 - 1)


def activity_out(line: queries.Line) -> dict[str, Any]:
    one = line.activity
    moved = [{"was_due_on": change.was_due_on, "reason": change.reason} for change in line.due_changes]
    return {
        "key": one.key, "partnership": one.partnership.key, "title": one.title, "kind": one.kind, "mission": one.mission,
        "owner": one.owner.key if one.owner else None, "month": one.planned_month, "takes": one.takes, "due_on": one.due_on, "moved": moved,
        "state": one.state, "state_text": one.state_text, "done_on": one.done_on, "overdue": line.is_overdue,
        "version": one.version,
    }  # fmt: skip


def shown(request: HttpRequest, key: str) -> dict[str, Any]:
    """One activity as it is now, in the roadmap it belongs to."""
    actor = request.auth
    partnership = queries.activity_by_key(actor, key).partnership
    found = queries.roadmap(actor, partnership, timezone.localdate())
    return activity_out(next(line for line in found.lines if line.activity.key == key))


@router.get("/partnerships/{key}/roadmap", response=list[ActivityOut], url_name="roadmap")
def roadmap(request: HttpRequest, key: Key, query: Query[OverdueAsOf]) -> list[dict[str, Any]]:
    """The roadmap of a partnership, in the order of its months."""
    today = query.as_of or timezone.localdate()
    found = queries.roadmap(request.auth, by_key(request.auth, key), today)
    return [activity_out(line) for line in found.lines]


@router.post("/partnerships/{key}/roadmap", response={201: ActivityOut}, url_name="plan_roadmap")
def plan(request: HttpRequest, key: Key, new: NewActivity) -> Any:
    """Plan an activity."""
    fields = new.dict(exclude={"owner", "month"})
    fields |= {"partnership": by_key(request.auth, key), "planned_month": new.month}
    fields["owner"] = organisation_by_key(request.auth, new.owner) if new.owner else None
    (made,) = actions.plan_activities(actor=request.auth, entries=[actions.ActivityEntry(fields)])
    return Status(201, shown(request, made.key))


def activity(request: HttpRequest, key: str) -> RoadmapActivity:
    return queries.activity_by_key(request.auth, key)


@router.post("/roadmap/{key}/move", response=ActivityOut, url_name="move_activity")
def move(request: HttpRequest, key: Key, moving: Moving) -> dict[str, Any]:
    """Move a due day; the old one stays in sight with the reason."""
    actions.move_due(actor=request.auth, activity=activity(request, key), **moving.dict())
    return shown(request, key)


@router.post("/roadmap/{key}/report", response=ActivityOut, url_name="report_activity")
def report(request: HttpRequest, key: Key, reporting: Reporting) -> dict[str, Any]:
    """Say what became of an activity."""
    values = reporting.dict() | {"state": reporting.state or ""}
    actions.report_activity(actor=request.auth, activity=activity(request, key), **values)
    return shown(request, key)


class OutlookQuery(Schema):
    """What if an activity, by its key, ended later by months (below 0: earlier)?"""

    activity: Key | None = None
    by: int = Field(0, ge=-60, le=60)
    as_of: Day | None = None


class OutlookActivityOut(Schema):
    """An activity in months. `room`: how far it may slip before the end slips, null of what is over; `actual` where it is done."""

    key: str
    title: str
    month: int
    takes: int
    after: list[str]
    room: int | None
    critical: bool
    actual: int | None
    expected: int | None


class OutlookMoveOut(Schema):
    """What would move, and why."""

    key: str
    was: int
    now: int
    why: str
    after_the_end: bool
    overdue: bool


class OutlookOut(Schema):
    """What hangs on what in a roadmap. `left_out` activities have no month; `moves` is null where nothing was asked."""

    this_month: int | None
    end: int
    expected_end: int
    left_out: int
    activities: list[OutlookActivityOut]
    clashes: list[str]
    moves: list[OutlookMoveOut] | None


@router.get("/partnerships/{key}/roadmap/outlook", response=OutlookOut, url_name="roadmap_outlook")
def outlook(request: HttpRequest, key: Key, query: Query[OutlookQuery]) -> dict[str, Any]:
    """Room, critical path, planned against actual, what to expect, and what a move would move."""
    today = query.as_of or timezone.localdate()
    partnership = by_key(request.auth, key)
    found = queries.outlook(request.auth, partnership, today, moved=query.activity or "", by=query.by)
    names = ("this_month", "end", "expected_end", "left_out")
    return {
        **{name: getattr(found, name) for name in names}, "clashes": list(found.clashes),
        "activities": [
            {
                "key": line.activity.key, "title": line.activity.title, "month": line.month, "takes": line.activity.takes,
                "after": [before.key for before in line.activity.after.all()], "room": line.room, "critical": line.is_critical,
                "actual": line.actual, "expected": line.expected,
            }
            for line in found.lines
        ],
        "moves": None if found.moves is None else [
            {
                "key": row.activity.key, "was": row.was, "now": row.now, "why": row.sentence, "after_the_end": row.after_the_end,
                "overdue": row.overdue,
            }
            for row in found.moves
        ],
    }  # fmt: skip
