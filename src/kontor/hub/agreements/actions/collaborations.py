"""Which partnerships say that they work together: reported, asked, confirmed, denied."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from kontor.hub.agreements import notices, rules
from kontor.hub.agreements.actions.base import change, held
from kontor.hub.agreements.choices import Reply
from kontor.hub.agreements.models import CollaborationReport
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.keys import free_key_of, stem_of
from kontor.hub.foundation.permission import require
from kontor.hub.partnerships.models import Partnership


@transaction.atomic
def report_collaboration(
    *,
    actor: Actor,
    reporter: Partnership,
    today: date,
    counterpart: Partnership | None = None,
    counterpart_name: str = "",
    topics: Sequence[str] = (),
    countries: Iterable[Any] = (),
    **fields: Any,
) -> CollaborationReport:
    """Say that a partnership works with another one: one of the platform, or a name as it was stated.

    `fields`: detail_given, register, note, visibility, reported_on. It is one-sided until the other one says so too.
    """
    require(actor, "agreements.report_collaboration", reporter)
    if counterpart is not None:
        require(actor, "partnerships.view", counterpart)
    rules.check_counterpart(reporter.pk, counterpart.pk if counterpart else None, counterpart_name)
    fields.setdefault("reported_on", today)
    rules.check_not_after_today("reported_on", fields["reported_on"].isoformat(), today)
    report = CollaborationReport.objects.create(
        key=new_key(reporter, counterpart.key if counterpart else counterpart_name), reporter=reporter, counterpart=counterpart,
        counterpart_name=counterpart_name, topics=list(topics), **fields,
    )  # fmt: skip
    report.countries.set(countries)
    audit.record(actor, "agreements.report_collaboration", report)
    return report


def new_key(reporter: Partnership, other: str) -> str:
    return free_key_of(CollaborationReport, stem_of(f"{reporter.key} {other}", 110, "collaboration"))


@transaction.atomic
def ask_collaboration(*, actor: Actor, report: CollaborationReport, today: date) -> CollaborationReport:
    """Ask the other partnership by mail whether it is so. Refused when it is none of the platform, or has answered."""
    held_one = held("agreements.ask", report, actor=actor)
    rules.check_askable(held_one.counterpart_id, held_one.counterpart_name)
    rules.check_answerable(held_one.reply, held_one.replied_on)
    change(actor, "agreements.ask", held_one, asked_on=today)
    notices.collaboration_asked(held_one)
    return held_one


@transaction.atomic
def confirm_collaboration(*, actor: Actor, report: CollaborationReport, today: date) -> CollaborationReport:
    """The other partnership says that it is so."""
    return reply(actor, "agreements.confirm", report, Reply.CONFIRMED, today)


@transaction.atomic
def deny_collaboration(*, actor: Actor, report: CollaborationReport, today: date) -> CollaborationReport:
    """The other partnership says that it is not so."""
    return reply(actor, "agreements.deny", report, Reply.DENIED, today)


@transaction.atomic
def take_back_reply(*, actor: Actor, report: CollaborationReport) -> CollaborationReport:
    """The other partnership takes its answer back: open again, as if asked."""
    held_one = held("agreements.confirm", report, actor=actor)
    change(actor, "agreements.take_back_reply", held_one, reply="", replied_on=None)
    return held_one


def reply(
    actor: Actor, action: str, report: CollaborationReport, said: str, today: date
) -> CollaborationReport:
    held_one = held(action, report, actor=actor)
    rules.check_answerable(held_one.reply, held_one.replied_on)
    change(actor, action, held_one, reply=said, replied_on=today, asked_on=held_one.asked_on or today)
    notices.collaboration_answered(held_one)
    return held_one
