"""Export groups are formed, planned and reviewed; a collective mark goes its way step by step."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from kontor.hub.directory.models import Membership, Organisation
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.models import Country
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile
from kontor.hub.partnerships.models import Participation, Partnership
from kontor.hub.strategy import rules
from kontor.hub.strategy.actions.saving import Edited, changed, key_of, sparing_hidden, taken_out, unchanged
from kontor.hub.strategy.models import (
    CollectiveMark,
    ExportGroup,
    GroupInitiative,
    GroupMember,
    GroupReview,
    MarkStep,
)


@transaction.atomic
def form_group(
    *, actor: Actor, partnership: Partnership, fields: Mapping[str, Any], markets: Collection[Country] = ()
) -> ExportGroup:
    """Form a group. A key that is not given is made of its name."""
    one = ExportGroup(partnership=partnership, **fields)
    require(actor, "strategy.keep", one)
    one.key = key_of(one, f"{partnership.key} {one.name}", "group", rules.GroupKeyTaken)
    one.save()
    one.markets.set(markets)
    audit.record(actor, "strategy.form_group", one)
    return one


@transaction.atomic
def edit_group(
    *,
    actor: Actor,
    edited: Edited[ExportGroup],
    fields: Mapping[str, Any],
    markets: Collection[Country] | None = None,
) -> ExportGroup:
    """Change a group's plan. None leaves the markets."""
    require(actor, "strategy.keep", edited.record)
    found = changed(actor, "strategy.edit_group", unchanged(edited), fields)
    if markets is not None:
        found.markets.set(markets)
    return found


@transaction.atomic
def remove_group(*, actor: Actor, group: ExportGroup) -> None:
    """Remove a group that was formed by mistake, with all that is kept in it. One that ended stays."""
    taken_out(
        actor=actor, permission="strategy.keep", action="strategy.remove_group", record=group, subject=group
    )


@transaction.atomic
def add_group_member(
    *, actor: Actor, group: ExportGroup, organisation: Organisation, brings: str = ""
) -> GroupMember:
    """Take a company of one of the partners' clusters into the group, once."""
    require(actor, "strategy.keep", group)
    ExportGroup.objects.select_for_update(of=("self",)).get(pk=group.pk)
    if group.members.filter(organisation=organisation).exists():
        raise rules.MemberAlready(field="organisation", organisation=organisation.name)
    partners = Participation.objects.filter(partnership=group.partnership_id).values("organisation")
    if not Membership.objects.filter(member=organisation, cluster__in=partners).exists():
        raise rules.NotOfAPartner(field="organisation", organisation=organisation.name)
    one = GroupMember.objects.create(group=group, organisation=organisation, brings=brings)
    audit.record(actor, "strategy.add_group_member", one)
    return one


@transaction.atomic
def edit_group_member(*, actor: Actor, edited: Edited[GroupMember], brings: str) -> GroupMember:
    """Change what a company brings into the group."""
    require(actor, "strategy.keep", edited.record.group)
    return changed(actor, "strategy.edit_group_member", unchanged(edited), {"brings": brings})


@transaction.atomic
def remove_group_member(*, actor: Actor, member: GroupMember) -> None:
    """A company leaves the group."""
    taken_out(
        actor=actor,
        permission="strategy.keep",
        action="strategy.remove_group_member",
        record=member,
        subject=member.group,
    )


@transaction.atomic
def add_initiative(*, actor: Actor, group: ExportGroup, fields: Mapping[str, Any]) -> GroupInitiative:
    """Plan what the group does together."""
    require(actor, "strategy.keep", group)
    one = GroupInitiative.objects.create(group=group, **fields)
    audit.record(actor, "strategy.add_initiative", one)
    return one


@transaction.atomic
def edit_initiative(
    *, actor: Actor, edited: Edited[GroupInitiative], fields: Mapping[str, Any], today: date
) -> GroupInitiative:
    """Change an initiative, or say what came of it."""
    require(actor, "strategy.keep", edited.record.group)
    rules.check_done(fields.get("done_on"), today)
    return changed(actor, "strategy.edit_initiative", unchanged(edited), fields)


@transaction.atomic
def remove_initiative(*, actor: Actor, initiative: GroupInitiative) -> None:
    """Take an initiative out of the plan."""
    taken_out(
        actor=actor,
        permission="strategy.keep",
        action="strategy.remove_initiative",
        record=initiative,
        subject=initiative.group,
    )


@transaction.atomic
def review_group(
    *, actor: Actor, group: ExportGroup, reviewed_on: date, finding: str, today: date
) -> GroupReview:
    """Keep what the group found when it looked at what it reached."""
    require(actor, "strategy.keep", group)
    rules.check_done(reviewed_on, today)
    one = GroupReview.objects.create(group=group, reviewed_on=reviewed_on, finding=finding.strip())
    audit.record(actor, "strategy.review_group", one)
    return one


@transaction.atomic
def add_mark(*, actor: Actor, partnership: Partnership, fields: Mapping[str, Any]) -> CollectiveMark:
    """Begin the way to a collective mark."""
    one = CollectiveMark(partnership=partnership, **fields)
    require(actor, "strategy.keep", one)
    check_mark(one)
    one.save()
    audit.record(actor, "strategy.add_mark", one)
    return one


@transaction.atomic
def edit_mark(*, actor: Actor, edited: Edited[CollectiveMark], fields: Mapping[str, Any]) -> CollectiveMark:
    """Change what is known of a mark: its owner, classes, application."""
    require(actor, "strategy.keep", edited.record)
    found = unchanged(edited)
    told = sparing_hidden(actor, found, fields, "owner")
    return changed(actor, "strategy.edit_mark", found, told, check_mark)


@transaction.atomic
def remove_mark(*, actor: Actor, mark: CollectiveMark) -> None:
    """Give up a mark, with its steps."""
    taken_out(
        actor=actor, permission="strategy.keep", action="strategy.remove_mark", record=mark, subject=mark
    )


@transaction.atomic
def keep_mark_step(
    *, actor: Actor, mark: CollectiveMark, step: str, version: int, fields: Mapping[str, Any], today: date
) -> MarkStep:
    """Say what came of a step, and when it was done. `version` 0 is of a step that nobody touched."""
    require(actor, "strategy.keep", mark)
    CollectiveMark.objects.select_for_update(of=("self",)).get(pk=mark.pk)
    found = mark.steps.filter(step=step).first()
    one = found or MarkStep(mark=mark, step=step)
    if version != (found.version if found else 0):
        raise ChangedMeanwhile
    rules.check_done(fields.get("done_on"), today)
    before = audit.state_of(one) if found else {}
    for name, value in fields.items():
        setattr(one, name, value)
    one.save()
    audit.record(actor, "strategy.keep_mark_step", one, before=before)
    return one


def check_mark(one: CollectiveMark) -> None:
    rules.check_classes(one.classes)
    rules.check_filed(one.filed_on, one.registered_on)
