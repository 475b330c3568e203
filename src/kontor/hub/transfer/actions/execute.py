"""Carrying out an approved plan."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.transfer import rules
from kontor.hub.transfer.actions.upload import check_idle, in_background, keep_plan, plan_of
from kontor.hub.transfer.kit.execution import Progress, Silent, carry_out_plan
from kontor.hub.transfer.kit.planning import Plan
from kontor.hub.transfer.models import Import
from kontor.hub.transfer.rules import IMPORT, PlanOutdated, check_same_plan


def execute(
    *,
    actor: Actor,
    record: Import,
    digest: str,
    decisions: Mapping[int, str] | None = None,
    doubles: str = "",
) -> Import:
    """Approve the plan with this digest: carried out at once when small, in the background otherwise.

    `decisions` settle possible doubles line by line, `doubles` all others. Refused when records changed since the plan
    was made; the new plan is then kept for the person to look at.
    """
    require(actor, "transfer.execute", record)
    IMPORT.after("execute", record.state)
    check_idle(record)
    check_same_plan(record.plan.get("digest", ""), digest)
    lines = {str(line): decision for line, decision in (decisions or {}).items()}
    record.decisions = {"lines": lines, "others": doubles}
    record.save(update_fields=["decisions"])
    if record.rows > rules.INLINE_ROWS:
        title = gettext("Import of %(name)s") % {"name": record.file_name}
        return in_background(actor, record, "transfer.execute", title)
    return carry_out(actor=actor, record=record)


def carry_out(*, actor: Actor, record: Import, progress: Progress | None = None) -> Import:
    """Plan again, compare with what was approved, write: one transaction. Safe to repeat: what is done is left as it is."""
    try:
        return _write(actor, record.pk, progress or Silent())
    except PlanOutdated:
        renew(actor, record)
        raise


@transaction.atomic
def _write(actor: Actor, pk: int, progress: Progress) -> Import:
    record = Import.objects.select_for_update(of=("self",)).get(pk=pk)
    require(actor, "transfer.execute", record)
    if record.executed_at is not None:
        return record
    before = audit.state_of(record)
    record.state = IMPORT.after("execute", record.state)
    plan = plan_of(actor=actor, record=record)
    check_same_plan(record.plan.get("digest", ""), plan.digest)
    record.undo = carry_out_plan(actor, plan, decisions_for(plan, record.decisions), progress)
    record.executed_at = timezone.now()
    record.save()
    audit.record(actor, "transfer.execute", record, before=before)
    return record


def decisions_for(plan: Plan, kept: Mapping[str, Any]) -> dict[int, str]:
    """Line -> decision for every possible double; the common one where a line has none of its own."""
    lines, others = kept.get("lines", {}), kept.get("others", "")
    return {step.line: lines.get(str(step.line)) or others for step in plan.steps if step.verb == "merge"}


def renew(actor: Actor, record: Import) -> None:
    """Keep the present plan instead of the outdated one."""
    plan = plan_of(actor=actor, record=record)
    if plan.problems:
        record.state = "refused"
    keep_plan(record, plan)
    record.save(update_fields=["state", "rows", "error_count", "errors", "plan"])
