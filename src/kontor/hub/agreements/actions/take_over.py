"""What partnerships said in a survey, kept among the collaborations: there the other side is asked and answers."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from kontor.hub.agreements import notices
from kontor.hub.agreements.actions.base import change
from kontor.hub.agreements.actions.collaborations import new_key
from kontor.hub.agreements.models import CollaborationReport
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.surveys.models import Wave
from kontor.hub.surveys.queries.pairs import SaidOf, said_in


@dataclass(frozen=True, slots=True)
class TakenOver:
    """How many reports were added, how many were there already, and how many partnerships were asked by mail."""

    added: int
    known: int
    asked: int


@transaction.atomic
def take_over(*, actor: Actor, wave: Wave, today: date, ask: bool) -> TakenOver:
    """Report what each partnership said in a wave, once; with `ask`, ask by mail those that have not said so themselves.

    What they wrote to it stays in the survey. Nobody is asked twice, and nobody who has answered.
    """
    require(actor, "agreements.take_over", wave)
    said = said_in(actor, wave)
    rows = CollaborationReport.objects.select_for_update(of=("self",)).select_related(
        "reporter", "counterpart"
    )
    known = {key_of(one): one for one in rows}
    added = 0
    for one in said:
        if (one.reporter.pk, other_of(one)) not in known:
            report = reported(actor, one, wave, today)
            known[key_of(report)] = report
            added += 1
    asked = sum(asked_now(actor, known, one, today) for one in said) if ask else 0
    return TakenOver(added, len(said) - added, asked)


type Key = tuple[int, int | str]


def key_of(report: CollaborationReport) -> Key:
    return report.reporter_id, report.counterpart_id or report.counterpart_name


def other_of(said: SaidOf) -> int | str:
    return said.counterpart.pk if said.counterpart else said.name[:250]


def reported(actor: Actor, said: SaidOf, wave: Wave, today: date) -> CollaborationReport:
    other = said.counterpart
    report = CollaborationReport.objects.create(
        key=new_key(said.reporter, other.key if other else said.name),
        reporter=said.reporter,
        counterpart=other,
        counterpart_name="" if other else said.name[:250],
        detail_given=said.detailed,
        reported_on=said.on or today,
        register=wave.key[:60],
    )
    audit.record(actor, "agreements.report_collaboration", report)
    return report


def asked_now(actor: Actor, known: dict[Key, CollaborationReport], said: SaidOf, today: date) -> bool:
    """Ask the other side where it is on the platform, was not asked, and has said nothing."""
    report = known[said.reporter.pk, other_of(said)]
    other = report.counterpart_id
    if other is None or report.asked_on or report.reply or (other, said.reporter.pk) in known:
        return False
    change(actor, "agreements.ask", report, asked_on=today)
    notices.collaboration_asked(report)
    return True
