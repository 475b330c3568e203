"""A roadmap is planned, replanned and reported on; a due day that moves keeps the old one with a reason."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from kontor.hub.evidence.actions import NewCitation, cite_in_bulk
from kontor.hub.evidence.models import Source
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.keys import free_key, stem_of
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile
from kontor.hub.partnerships.models import Partnership
from kontor.hub.strategy import rules
from kontor.hub.strategy.actions.saving import sparing_hidden
from kontor.hub.strategy.models import DueChange, RoadmapActivity

AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class ActivityEntry:
    """One activity as it is to be. `known` is the record to change, None plans one; `reason` is why a due day moves.

    `after` are ids of what it comes after, None leaves them as they are; `sources` are (id of the source, place).
    """

    fields: Mapping[str, Any]
    known: RoadmapActivity | None = None
    after: Sequence[int] | None = None
    reason: str = ""
    sources: Sequence[tuple[int, str]] = ()


@transaction.atomic
def plan_activities(*, actor: Actor, entries: Sequence[ActivityEntry]) -> list[RoadmapActivity]:
    """Plan activities. A key that is not given is made of the title; without a due day it is the month's last."""
    taken = set(RoadmapActivity.objects.values_list("key", flat=True))
    return save(actor, [with_key(entry, taken) for entry in entries])


@transaction.atomic
def replan_activities(*, actor: Actor, entries: Sequence[ActivityEntry]) -> list[RoadmapActivity]:
    """Change activities; each entry names its record in `known`. A due day that moves needs the entry's reason."""
    return save(actor, entries)


@transaction.atomic
def edit_activity(*, actor: Actor, version: int, entry: ActivityEntry) -> RoadmapActivity:
    """Change one activity. `version` is the one the form was filled from."""
    assert entry.known is not None, "edit_activity changes a known activity"
    known = unchanged(entry.known, version)
    fields = sparing_hidden(actor, known, entry.fields, "owner")
    return save(actor, [replace(entry, known=known, fields=fields)])[0]


@transaction.atomic
def report_activity(
    *,
    actor: Actor,
    activity: RoadmapActivity,
    version: int,
    state: str,
    done_on: str = "",
    state_text: str = "",
) -> RoadmapActivity:
    """Say what became of an activity."""
    require(actor, "strategy.report", activity)
    found = unchanged(activity, version)
    before = audit.state_of(found)
    found.state, found.done_on, found.state_text = state, done_on, state_text
    check(found)
    found.save()
    audit.record(actor, "strategy.report", found, before=before)
    return found


@transaction.atomic
def move_due(
    *, actor: Actor, activity: RoadmapActivity, version: int, due_on: date, reason: str
) -> RoadmapActivity:
    """Move the due day; the old one stays in sight with the reason."""
    require(actor, "strategy.move_due", activity)
    found = unchanged(activity, version)
    rules.check_moved(found.due_on, due_on, reason)
    before = audit.state_of(found)
    change = DueChange.objects.create(activity=found, was_due_on=found.due_on, reason=reason.strip())
    found.due_on = due_on
    check(found)
    found.save()
    audit.record(actor, "strategy.move_due", found, before=before)
    audit.record(actor, "strategy.move_due", change)
    return found


@transaction.atomic
def remove_activities(*, actor: Actor, activities: Iterable[RoadmapActivity]) -> None:
    """Take back what was planned by mistake. What is given up is dropped instead, and stays."""
    gone = list(activities)
    for one in gone:
        require(actor, "strategy.remove", one)
    entries = [audit.Entry("strategy.remove", one, audit.state_of(one), {}) for one in gone]
    RoadmapActivity.objects.filter(pk__in=[one.pk for one in gone]).delete()
    audit.record_many(actor, entries)


def unchanged(activity: RoadmapActivity, version: int) -> RoadmapActivity:
    rows = RoadmapActivity.objects.select_for_update(of=("self",)).select_related("partnership", "owner")
    found = rows.get(pk=activity.pk)
    if found.version != version:
        raise ChangedMeanwhile
    return found


def with_key(entry: ActivityEntry, taken: set[str]) -> ActivityEntry:
    key = entry.fields.get("key", "")
    if key in taken:
        raise rules.ActivityKeyTaken(field="key", key=key)
    if not key:
        stem = stem_of(f"{entry.fields['partnership'].key} {entry.fields['title']}", 100, "activity")
        key = free_key(stem, taken)
    taken.add(key)
    return replace(entry, fields={**entry.fields, "key": key})


def save(actor: Actor, entries: Sequence[ActivityEntry]) -> list[RoadmapActivity]:
    """Check, keep former due days, save, cite, record. Statements do not grow with the entries."""
    was = [entry.known.due_on if entry.known else None for entry in entries]
    before = [audit.state_of(entry.known) if entry.known else {} for entry in entries]
    partnerships = Partnership.objects.in_bulk(
        {pk for entry in entries if (pk := entry.fields.get("partnership_id"))}
    )
    found = [filled(entry, partnerships) for entry in entries]
    moved: list[DueChange] = []
    for one, entry, due in zip(found, entries, was, strict=True):
        allow(actor=actor, activity=one, entry=entry)
        one.due_on = rules.due_day(one.partnership.start, one.planned_month, one.due_on)
        check(one)
        moved += former_due(one, due, entry.reason)
    RoadmapActivity.objects.bulk_create([one for one in found if one.pk is None], batch_size=AT_ONCE)
    changed = [one for one, entry in zip(found, entries, strict=True) if entry.known]
    names = {name for entry in entries if entry.known for name in entry.fields} | {"due_on"}
    if changed:
        RoadmapActivity.objects.bulk_update(
            changed, [*sorted(names), "version", "changed_at"], batch_size=AT_ONCE
        )
    DueChange.objects.bulk_create(moved, batch_size=AT_ONCE)
    put_in_order(list(zip(found, entries, strict=True)))
    audit.record_many(
        actor,
        [
            audit.Entry("strategy.plan", one, state, audit.state_of(one))
            for one, state in zip(found, before, strict=True)
        ]
        + [audit.Entry("strategy.move_due", one, {}, audit.state_of(one)) for one in moved],
    )
    cite(actor, zip(found, entries, strict=True))
    return found


def allow(*, actor: Actor, activity: RoadmapActivity, entry: ActivityEntry) -> None:
    """Asked of the activity as it was and as it is to be: nobody gives one to a partnership that is not hers."""
    if entry.known:
        rows = RoadmapActivity.objects.select_related("partnership", "owner")
        require(actor, "strategy.plan", rows.get(pk=entry.known.pk))
    if not entry.known or {"partnership_id", "partnership"} & entry.fields.keys():
        require(actor, "strategy.plan", RoadmapActivity(partnership=activity.partnership))


def former_due(activity: RoadmapActivity, was: date | None, reason: str) -> list[DueChange]:
    """The due day that was, where it moves. Refused without a reason."""
    if not is_moved(was, activity.due_on):
        return []
    rules.check_moved(was, activity.due_on, reason)
    return [DueChange(activity=activity, was_due_on=was, reason=reason.strip())]


def is_moved(was: date | None, now: date | None) -> bool:
    """A first due day is no move."""
    return was is not None and was != now


def filled(entry: ActivityEntry, partnerships: Mapping[int, Partnership]) -> RoadmapActivity:
    """The record with its new values. Bulk saving asks neither `save` nor `clean`, so both are here."""
    activity = entry.known or RoadmapActivity()
    for name, value in entry.fields.items():
        setattr(activity, name, value)
    if "partnership_id" in entry.fields:
        activity.partnership = partnerships[entry.fields["partnership_id"]]
    if entry.known:
        activity.version += 1
        activity.changed_at = timezone.now()
    return activity


def check(activity: RoadmapActivity) -> None:
    rules.check_activity(
        state=activity.state,
        done_on=activity.done_on,
        due=activity.due_on,
        start=activity.partnership.start,
    )


def put_in_order(pairs: Sequence[tuple[RoadmapActivity, ActivityEntry]]) -> None:
    """What comes after what, without a circle."""
    stated = [(one, list(entry.after)) for one, entry in pairs if entry.after is not None]
    if not stated:
        return
    through = RoadmapActivity.after.through
    known: dict[int, list[int]] = defaultdict(list)
    for later, earlier in through.objects.values_list("from_roadmapactivity_id", "to_roadmapactivity_id"):
        known[later].append(earlier)
    for one, after in stated:
        known[one.pk] = after
    for one, after in stated:
        rules.check_no_circle(one.pk, after, known)
        one.after.set(after)


def cite(actor: Actor, pairs: Iterable[tuple[RoadmapActivity, ActivityEntry]]) -> None:
    stated = [(one, source, place) for one, entry in pairs for source, place in entry.sources]
    known = Source.objects.in_bulk({source for _one, source, _place in stated})
    cite_in_bulk(
        actor=actor, citations=[NewCitation(one, known[source], place) for one, source, place in stated]
    )
