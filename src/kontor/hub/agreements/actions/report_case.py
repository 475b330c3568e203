"""A case is reported by another partnership, or was entered twice: it stays one cooperation, and counts once."""

from typing import Any

from django.db import transaction

from kontor.hub.agreements import rules
from kontor.hub.agreements.actions.base import change, keeps_names
from kontor.hub.agreements.models import Agreement, CaseReport, CooperationCase
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.partnerships.models import Partnership


@transaction.atomic
def report_case(
    *,
    actor: Actor,
    case: CooperationCase,
    partnership: Partnership,
    register: str,
    row: str = "",
    **fields: Any,
) -> CaseReport:
    """Say that a partnership reports this case, at a place of one of its lists. The same place again changes what is said.

    Whoever reports a case reads its confidential parts, so only those who work on the case say so; another partnership asks
    them. `fields`: stated_state, stated_type, stated_sector, stated_on, state, place, note.
    """
    require(actor, "agreements.report", case)
    require(actor, "partnerships.view", partnership)
    place = {"case": case, "partnership": partnership, "register": register, "row": row}
    report = CaseReport.objects.select_for_update().filter(**place).first()
    before = audit.state_of(report) if report else {}
    report = report or CaseReport(**place)
    for name, value in fields.items():
        setattr(report, name, value)
    report.save()
    keeps_names(case)
    audit.record(actor, "agreements.report", report, before=before)
    return report


@transaction.atomic
def withdraw_report(*, actor: Actor, report: CaseReport) -> None:
    """Take back that a partnership reports a case."""
    require(actor, "agreements.report", report)
    audit.record(actor, "agreements.withdraw_report", report, before=audit.state_of(report), after={})
    report.delete()


@transaction.atomic
def mark_same[R: (CooperationCase, Agreement)](*, actor: Actor, record: R, same_as: R) -> R:
    """Say that `record` tells of the same as `same_as`, which counts from now on. Both stay as they are.

    Refused for the record itself, for a circle, and for cases on different levels; the actor works on one and sees both.
    """
    require(actor, "agreements.mark_same", record)
    require(actor, "agreements.view", same_as)
    model = type(record)
    marks = dict(model._default_manager.exclude(same_as=None).values_list("pk", "same_as_id"))
    root = rules.check_same_as(record.pk, same_as.pk, str(same_as), marks)
    if isinstance(record, CooperationCase) and isinstance(same_as, CooperationCase):
        rules.check_same_level(str(same_as), record.level, same_as.level)
    return point(actor, "agreements.mark_same", record, root)


@transaction.atomic
def unmark_same[R: (CooperationCase, Agreement)](*, actor: Actor, record: R) -> R:
    """Take back that a record tells of the same as another one: it counts again."""
    require(actor, "agreements.mark_same", record)
    return point(actor, "agreements.unmark_same", record, None)


def point[R: (CooperationCase, Agreement)](actor: Actor, action: str, record: R, pk: int | None) -> R:
    found = type(record)._default_manager.select_for_update().get(pk=record.pk)
    change(actor, action, found, same_as_id=pk)
    return found
