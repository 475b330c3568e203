"""Reports of a period: hand in the figures as they are, accept or return them, hand them in again."""

from datetime import date

from django.db import transaction

from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.scoreboard import rules
from kontor.hub.scoreboard.models import Period, SubmittedReport
from kontor.hub.scoreboard.queries.board import boards
from kontor.hub.scoreboard.queries.submissions import frozen


@transaction.atomic
def submit_report(
    *, actor: Actor, period: Period, as_of: date | None = None, reason: str = ""
) -> SubmittedReport:
    """Freeze the figures of a period with the ids of the rows behind each. Handed in again it is the next edition, which
    says why; the one before stays as it was.
    """
    require(actor, "scoreboard.submit-report", period)
    locked = Period.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=period.pk)
    last = SubmittedReport.objects.filter(period=locked).order_by("-edition").first()
    rules.check_next_edition(last.state if last else None, last.edition if last else 0, reason)
    day = as_of or locked.end
    board = boards(actor, [locked.partnership], day)[locked.partnership_id]
    if not board.measured:
        raise rules.NothingToReport
    report = SubmittedReport.objects.create(
        partnership=locked.partnership,
        period=locked,
        edition=last.edition + 1 if last else 1,
        as_of=day,
        figures=frozen(board, locked),
        change_reason=reason.strip() if last else "",
        submitted_by_id=actor.user_id,
    )
    audit.record(actor, "scoreboard.submit-report", report)
    return report


@transaction.atomic
def accept_report(*, actor: Actor, report: SubmittedReport) -> SubmittedReport:
    """Accept what was handed in by somebody else."""
    require(actor, "scoreboard.decide-report", report)
    locked = SubmittedReport.objects.select_for_update().get(pk=report.pk)
    rules.check_verifier(locked.submitted_by_id, actor.user_id)
    return decide(actor, locked, "accept", "")


@transaction.atomic
def return_report(*, actor: Actor, report: SubmittedReport, reason: str) -> SubmittedReport:
    """Give a report back with the reason. What was handed in stays; its correction is the next edition."""
    require(actor, "scoreboard.decide-report", report)
    rules.check_return_reason(reason)
    locked = SubmittedReport.objects.select_for_update().get(pk=report.pk)
    return decide(actor, locked, "return", reason.strip())


def decide(actor: Actor, report: SubmittedReport, verb: str, reason: str) -> SubmittedReport:
    before = audit.state_of(report)
    report.state = rules.REPORT.after(verb, report.state)
    report.reason, report.decided_by_id = reason, actor.user_id
    report.save()
    audit.record(actor, f"scoreboard.{verb}-report", report, before=before)
    return report
