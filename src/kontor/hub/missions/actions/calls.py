"""Calls are written, changed and published, and reviewers named, by those who keep the event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.models import Country
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile
from kontor.hub.missions.actions.letters import tell_teams
from kontor.hub.missions.choices import CallState
from kontor.hub.missions.models import (
    Application,
    Call,
    Criterion,
    CutOff,
    Event,
    Question,
    Reviewer,
)
from kontor.hub.missions.queries.calls import eligible_teams
from kontor.hub.missions.rules import calls as rules


@dataclass(frozen=True, slots=True)
class CallEntry:
    """A call as it is to be: `opens`, `cut_offs`, `questions` and `criteria` as people write them, one in each line."""

    fields: Mapping[str, Any]
    countries: Sequence[str]
    opens: str
    cut_offs: str
    questions: str = ""
    criteria: str = ""


@transaction.atomic
def add_call(*, actor: Actor, event: Event, entry: CallEntry) -> Call:
    """Write a call for an event; nobody else sees it before it is published."""
    require(actor, "missions.add_call", event)
    call = Call(event=event, key=free_key(event))
    return store(actor, call, entry, "missions.add_call", {})


def free_key(event: Event) -> str:
    stem = slugify(f"{event.key}")[:110].strip("-")
    taken = set(Call.objects.filter(key__startswith=stem).values_list("key", flat=True))
    numbered = (f"{stem}-call-{number}" for number in range(1, len(taken) + 2))
    return next(one for one in numbered if one not in taken)


@transaction.atomic
def edit_call(*, actor: Actor, call: Call, version: int, entry: CallEntry) -> Call:
    """Change a call. `version` is the one the form was filled from. What applicants have answered to stays."""
    require(actor, "missions.run_call", call)
    known = Call.objects.select_for_update(of=("self",)).select_related("event__partnership").get(pk=call.pk)
    if known.version != version:
        raise ChangedMeanwhile
    return store(actor, known, entry, "missions.edit_call", audit.state_of(known))


def store(actor: Actor, call: Call, entry: CallEntry, action: str, before: audit.State) -> Call:
    for name, value in entry.fields.items():
        setattr(call, name, value)
    call.opens = rules.moment(entry.opens, call.zone, "opens")
    moments = rules.cut_offs_of(entry.cut_offs, call.zone, call.opens)
    questions, criteria = rules.questions_of(entry.questions), rules.criteria_of(entry.criteria)
    call.save()
    call.countries.set(Country.objects.filter(pk__in=entry.countries))
    set_cut_offs(call, moments)
    set_asked(call, questions, criteria)
    audit.record(actor, action, call, before=before)
    return call


def set_cut_offs(call: Call, moments: Sequence[datetime]) -> None:
    there = {one.at: one for one in call.cut_offs.all()}
    gone = [one for at, one in there.items() if at not in moments]
    used = Application.objects.filter(cut_off__in=gone).select_related("cut_off").first()
    if used is not None and used.cut_off is not None:
        raise rules.CutOffInUse(field="cut_offs", at=rules.on_the_wall(used.cut_off.at, call.zone))
    CutOff.objects.filter(pk__in=[one.pk for one in gone]).delete()
    CutOff.objects.bulk_create([CutOff(call=call, at=at) for at in moments if at not in there])


def set_asked(call: Call, questions: Sequence[rules.Asked], criteria: Sequence[tuple[str, int]]) -> None:
    """Questions and criteria anew; as they were where somebody has handed in already."""
    if questions == asked_of(call) and list(criteria) == criteria_of(call):
        return
    if call.applications.filter(counted__isnull=False).exists():
        raise rules.AskedAlready
    call.questions.all().delete()
    call.criteria.all().delete()
    Question.objects.bulk_create(
        [
            Question(
                call=call, position=place, kind=one.kind, text=one.text, options=list(one.options), required=one.required
            )
            for place, one in enumerate(questions, start=1)
        ]
    )  # fmt: skip
    Criterion.objects.bulk_create(
        [
            Criterion(call=call, position=place, name=name, weight=weight)
            for place, (name, weight) in enumerate(criteria, start=1)
        ]
    )


def asked_of(call: Call) -> list[rules.Asked]:
    rows = call.questions.order_by("position")
    return [rules.Asked(one.kind, one.text, tuple(one.options), one.required) for one in rows]


def criteria_of(call: Call) -> list[tuple[str, int]]:
    return [(one.name, one.weight) for one in call.criteria.order_by("position")]


@transaction.atomic
def publish_call(*, actor: Actor, call: Call) -> int:
    """Open the call to those whom it concerns, and write to their teams. Returns how many letters."""
    require(actor, "missions.run_call", call)
    known = Call.objects.select_for_update(of=("self",)).select_related("event").get(pk=call.pk)
    if known.state == CallState.PUBLISHED:
        raise rules.AlreadyPublished
    moments = [one.at for one in known.cut_offs.all()]
    if rules.next_cut_off(moments, timezone.now()) is None:
        raise rules.CallClosed(at=rules.on_the_wall(max(moments), known.zone))
    before = audit.state_of(known)
    known.state = CallState.PUBLISHED
    known.save()
    number = tell_teams(known, eligible_teams(known))
    audit.record(actor, "missions.publish_call", known, before=before)
    return number


@transaction.atomic
def name_reviewers(*, actor: Actor, call: Call, organisations: Sequence[Organisation]) -> list[Reviewer]:
    """Say whose teams score. Who has scored already stays."""
    require(actor, "missions.run_call", call)
    known = Call.objects.select_for_update().get(pk=call.pk)
    wanted = {one.pk: one for one in organisations}
    there = {one.organisation_id: one for one in known.reviewers.select_related("organisation")}
    gone = [one for pk, one in there.items() if pk not in wanted]
    for one in gone:
        if one.reviews.exists():
            raise rules.HasScored(field="organisations", organisation=one.organisation.name)
    before = {"reviewers": sorted(there)}
    Reviewer.objects.filter(pk__in=[one.pk for one in gone]).delete()
    Reviewer.objects.bulk_create(
        [Reviewer(call=known, organisation=one) for pk, one in wanted.items() if pk not in there]
    )
    audit.record(actor, "missions.name_reviewers", known, before=before, after={"reviewers": sorted(wanted)})
    return list(known.reviewers.order_by("pk"))
