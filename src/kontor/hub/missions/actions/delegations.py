"""A delegation is planned for an event, described, briefed; its members tick off what they have seen to."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import transaction

from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile
from kontor.hub.missions.choices import DelegateState
from kontor.hub.missions.models import BriefingSection, Delegate, Delegation, Event, TravelCheck
from kontor.hub.missions.rules import delegations as rules
from kontor.hub.missions.rules.calls import check_zone


@transaction.atomic
def add_delegation(*, actor: Actor, event: Event, fields: Mapping[str, Any]) -> Delegation:
    """Plan the delegation of an event. Refused where it has one, and for entries that stand for several events.

    `fields`: zone, offers, seeks, state.
    """
    require(actor, "missions.add_delegation", event)
    known = Event.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=event.pk)
    if known.number != 1 or known.same_as_id is not None:
        raise rules.NoSingleEvent
    if Delegation.objects.filter(event=known).exists():
        raise rules.DelegationThere
    return saved(actor, Delegation(event=known), fields, "missions.add_delegation")


@transaction.atomic
def edit_delegation(
    *, actor: Actor, delegation: Delegation, version: int, fields: Mapping[str, Any]
) -> Delegation:
    """Change what is said of the whole, or publish it. `version` is the one the form was filled from."""
    require(actor, "missions.run_delegation", delegation)
    known = locked(delegation)
    if known.version != version:
        raise ChangedMeanwhile
    return saved(actor, known, fields, "missions.edit_delegation")


def locked(delegation: Delegation) -> Delegation:
    rows = Delegation.objects.select_for_update(of=("self",)).select_related("event__partnership")
    return rows.get(pk=delegation.pk)


def saved(actor: Actor, delegation: Delegation, fields: Mapping[str, Any], action: str) -> Delegation:
    before = audit.state_of(delegation) if delegation.pk else {}
    for name, value in fields.items():
        setattr(delegation, name, value)
    check_zone(delegation.zone)
    delegation.save()
    audit.record(actor, action, delegation, before=before)
    return delegation


@transaction.atomic
def brief(*, actor: Actor, delegation: Delegation, version: int, briefing: str, checks: str) -> Delegation:
    """Write the briefing and the checks, one in each line. A check whose words stay keeps who has seen to it."""
    require(actor, "missions.run_delegation", delegation)
    known = locked(delegation)
    if known.version != version:
        raise ChangedMeanwhile
    sections, wanted = rules.sections_of(briefing), rules.checks_of(checks)
    before = {"briefing": briefing_of(known), "checklist": written(checks_of(known))}
    known.save()
    known.sections.all().delete()
    BriefingSection.objects.bulk_create(
        [
            BriefingSection(delegation=known, position=place, title=one.title, text=one.text)
            for place, one in enumerate(sections, start=1)
        ]
    )
    set_checks(known, wanted)
    after = {"briefing": briefing_of(known), "checklist": written(wanted)}
    audit.record(actor, "missions.brief_delegation", known, before=before, after=after)
    return known


def briefing_of(delegation: Delegation) -> str:
    """The briefing as one text, as it is written."""
    rows = delegation.sections.order_by("position", "pk")
    return "\n\n".join(rules.Section(one.title, one.text).written() for one in rows)


def checks_of(delegation: Delegation) -> list[rules.Check]:
    return [rules.Check(one.text, one.due_on) for one in delegation.checks.order_by("position", "pk")]


def written(checks: Sequence[rules.Check]) -> str:
    return "\n".join(one.written() for one in checks)


def set_checks(delegation: Delegation, wanted: Sequence[rules.Check]) -> None:
    there = {one.text: one for one in delegation.checks.all()}
    gone = there.keys() - {one.text for one in wanted}
    TravelCheck.objects.filter(pk__in=[there[text].pk for text in gone]).delete()
    for place, one in enumerate(wanted, start=1):
        row = there.get(one.text) or TravelCheck(delegation=delegation, text=one.text)
        if (row.position, row.due_on) != (place, one.due_on) or row.pk is None:
            row.position, row.due_on = place, one.due_on
            row.save()


@transaction.atomic
def tick_checks(*, actor: Actor, delegate: Delegate, done: Collection[int]) -> None:
    """Say which checks a member has seen to: `done` are their ids, all others are open. Refused for who withdrew."""
    require(actor, "missions.answer_for_delegate", delegate)
    locked(delegate.delegation)
    known = Delegate.objects.select_related("organisation").get(pk=delegate.pk)
    if known.state == DelegateState.WITHDRAWN:
        raise rules.WithdrawnListed(organisation=known.organisation.name)
    checks = list(TravelCheck.objects.filter(delegation=known.delegation_id).order_by("position", "pk"))
    before = {"seen_to": sorted(known.checks_done.values_list("text", flat=True))}
    known.checks_done.set([one for one in checks if one.pk in done])
    after = {"seen_to": sorted(one.text for one in checks if one.pk in done)}
    audit.record(actor, "missions.tick_checks", known, before=before, after=after)
