"""Joint investment projects are started, filled and moved along their way. What must be there for a stage: `rules.investment`."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.models import Region
from kontor.hub.foundation.permission import require
from kontor.hub.partnerships.models import Partnership
from kontor.hub.strategy import notices
from kontor.hub.strategy.actions.barriers import check_partner
from kontor.hub.strategy.actions.saving import Edited, changed, key_of, sparing_hidden, taken_out, unchanged
from kontor.hub.strategy.choices import InvestmentStage
from kontor.hub.strategy.inputs.investment import facts_of, money_of
from kontor.hub.strategy.models import InvestmentProject, ProjectParty, ProjectYear, StageEntry
from kontor.hub.strategy.models.investment import PARTS
from kontor.hub.strategy.rules import investment as rules


@transaction.atomic
def start_investment(
    *,
    actor: Actor,
    partnership: Partnership,
    fields: Mapping[str, Any],
    regions: Collection[Region] = (),
    today: date,
) -> InvestmentProject:
    """Begin with an idea. A key that is not given is made of the title."""
    one = InvestmentProject(partnership=partnership, **fields)
    require(actor, "strategy.keep", one)
    check_project(one)
    one.key = key_of(one, f"{partnership.key} {one.title}", "project", rules.ProjectKeyTaken)
    one.save()
    one.regions.set(regions)
    StageEntry.objects.create(project=one, stage=one.stage, entered_on=today)
    audit.record(actor, "strategy.start_investment", one)
    return one


@transaction.atomic
def edit_investment(
    *,
    actor: Actor,
    edited: Edited[InvestmentProject],
    fields: Mapping[str, Any],
    regions: Collection[Region] | None = None,
) -> InvestmentProject:
    """Change what the project says of itself. None leaves the regions. What its stage needs may become missing: the page says so.

    A responsible partner or an activity that the actor does not see stays.
    """
    require(actor, "strategy.keep", edited.record)
    found = unchanged(edited)
    told = sparing_hidden(actor, found, fields, "owner", "activity")
    changed(actor, "strategy.edit_investment", found, told, check_project)
    if regions is not None:
        found.regions.set(regions)
    return found


@transaction.atomic
def remove_investment(*, actor: Actor, project: InvestmentProject) -> None:
    """Remove a project that was started by mistake, with all that is kept in it. One that was given up is stopped instead."""
    taken_out(
        actor=actor,
        permission="strategy.keep",
        action="strategy.remove_investment",
        record=project,
        subject=project,
    )


@transaction.atomic
def move_investment(
    *,
    actor: Actor,
    edited: Edited[InvestmentProject],
    to: str,
    entered_on: date,
    reason: str = "",
    today: date,
) -> InvestmentProject:
    """On by one stage through its gate; back, or up again after a stop, with the reason. Owner and participants hear of it."""
    return moved(
        actor=actor, edited=edited, to=to, entered_on=entered_on, reason=reason, today=today, action="strategy.move_investment"
    )  # fmt: skip


@transaction.atomic
def stop_investment(
    *, actor: Actor, edited: Edited[InvestmentProject], entered_on: date, reason: str, today: date
) -> InvestmentProject:
    """Give the project up, with the reason. It stays to be read, and may be taken up again."""
    return moved(
        actor=actor, edited=edited, to=rules.STOPPED, entered_on=entered_on, reason=reason, today=today, action="strategy.stop_investment"
    )  # fmt: skip


def moved(
    *,
    actor: Actor,
    edited: Edited[InvestmentProject],
    to: str,
    entered_on: date,
    reason: str,
    today: date,
    action: str,
) -> InvestmentProject:
    require(actor, "strategy.keep", edited.record)
    found = unchanged(edited)
    last = found.entries.last()
    facts = facts_of(
        found, money=money_of(found), risks=list(found.risks.all()), regions=found.regions.count()
    )
    rules.check_move(
        stage=found.stage,
        to=to,
        stopped_in=last.was if last and found.stage == rules.STOPPED else "",
        labels={value: str(label) for value, label in InvestmentStage.choices},
        missing=[gettext(gate.sentence) for gate in rules.missing_for(to, facts)],
        reason=reason,
    )
    rules.check_entered(entered_on, last.entered_on if last else None, today)
    entry = StageEntry.objects.create(
        project=found, was=found.stage, stage=to, entered_on=entered_on, reason=reason.strip()
    )
    found = changed(actor, action, found, {"stage": to})
    notices.investment_moved(entry)
    return found


@transaction.atomic
def add_to_investment(
    *, actor: Actor, project: InvestmentProject, place: str, fields: Mapping[str, Any]
) -> Any:
    """Add an organisation, a cost, a source of finance, a year or a risk: `place` is which of these."""
    require(actor, "strategy.keep", project)
    InvestmentProject.objects.select_for_update(of=("self",)).get(pk=project.pk)
    one = PARTS[place](project=project, **fields)
    check_part(one)
    one.save()
    audit.record(actor, "strategy.add_to_investment", one)
    return one


@transaction.atomic
def edit_in_investment(*, actor: Actor, edited: Edited[Any], fields: Mapping[str, Any]) -> Any:
    """Change an entry of one of the project's lists. A component that the actor does not see stays."""
    require(actor, "strategy.keep", edited.record.project)
    InvestmentProject.objects.select_for_update(of=("self",)).get(pk=edited.record.project_id)
    found = unchanged(edited)
    told = sparing_hidden(actor, found, fields, "component")
    return changed(actor, "strategy.edit_in_investment", found, told, check_part)


@transaction.atomic
def remove_from_investment(*, actor: Actor, entry: Any) -> None:
    """Take an entry out of one of the project's lists."""
    taken_out(
        actor=actor,
        permission="strategy.keep",
        action="strategy.remove_from_investment",
        record=entry,
        subject=entry.project,
    )


def check_project(one: InvestmentProject) -> None:
    check_partner(one.partnership, one.owner_id, one.owner)
    if one.activity is not None and one.activity.partnership_id != one.partnership_id:
        raise rules.ActivityElsewhere(field="activity", activity=one.activity.title)


def check_part(one: Any) -> None:
    """An organisation has a role once, a year is stated once, a component is of the partnership's own chains."""
    others = type(one).objects.filter(project=one.project).exclude(pk=one.pk)
    if isinstance(one, ProjectParty):
        if others.filter(organisation=one.organisation, role=one.role).exists():
            raise rules.PartyAlready(field="organisation", organisation=one.organisation.name)
        if one.component and one.component.chain.partnership_id != one.project.partnership_id:
            raise rules.ComponentElsewhere(field="component", component=one.component.name)
    if isinstance(one, ProjectYear) and others.filter(year=one.year).exists():
        raise rules.YearAlready(field="year", year=one.year)
