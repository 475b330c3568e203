"""Reporting periods of a partnership: add, change, lock."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.keys import free_key_of, stem_of
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile
from kontor.hub.partnerships.models import Partnership
from kontor.hub.scoreboard import rules
from kontor.hub.scoreboard.actions.saving import SavedInBulk, save_by_key
from kontor.hub.scoreboard.choices import MeasurementState
from kontor.hub.scoreboard.models import Measurement, Period


@transaction.atomic
def add_period(
    *, actor: Actor, partnership: Partnership, label: str, start: date, end: date, due_on: date | None = None
) -> Period:
    """Add a period to report on. Refused where it shares days with another."""
    require(actor, "scoreboard.edit-periods", partnership)
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    rules.check_period(start, end, spans(partnership.pk))
    period = Period(partnership=partnership, label=label, start=start, end=end, due_on=due_on)
    period.key = free_key_of(Period, stem_of(f"{partnership.key} {label}", 110, "period"))
    period.save()
    audit.record(actor, "scoreboard.add-period", period)
    return period


@transaction.atomic
def edit_period(
    *, actor: Actor, period: Period, label: str, start: date, end: date, due_on: date | None, version: int
) -> Period:
    """Change a period that is not locked."""
    require(actor, "scoreboard.edit-periods", period)
    locked = Period.objects.select_for_update().get(pk=period.pk)
    if locked.version != version:
        raise ChangedMeanwhile
    rules.check_not_locked(locked.label, locked.locked_on)
    rules.check_period(start, end, spans(locked.partnership_id, other_than=locked.pk))
    before = audit.state_of(locked)
    locked.label, locked.start, locked.end, locked.due_on = label, start, end, due_on
    locked.save()
    audit.record(actor, "scoreboard.edit-period", locked, before=before)
    return locked


@transaction.atomic
def lock_period(*, actor: Actor, period: Period, today: date | None = None) -> Period:
    """Lock a period with its verified values: they no longer change."""
    require(actor, "scoreboard.edit-periods", period)
    locked = Period.objects.select_for_update().get(pk=period.pk)
    rules.check_not_locked(locked.label, locked.locked_on)
    before = audit.state_of(locked)
    locked.locked_on = today or timezone.localdate()
    locked.save()
    audit.record(actor, "scoreboard.lock-period", locked, before=before)
    lock_values(actor, locked)
    return locked


def lock_values(actor: Actor, period: Period) -> None:
    rows = Measurement.objects.select_for_update(of=("self",)).filter(
        period=period, state=MeasurementState.VERIFIED
    )
    values = list(rows.select_related("indicator", "period"))
    before = {one.pk: audit.state_of(one) for one in values}
    for one in values:
        one.state = rules.VALUE.after("lock", one.state)
        one.version += 1
    Measurement.objects.bulk_update(values, ["state", "version", "changed_at"], batch_size=500)
    if values:
        entries = [
            audit.Entry("scoreboard.lock-value", one, before[one.pk], audit.state_of(one)) for one in values
        ]
        audit.record_many(actor, entries)


@transaction.atomic
def save_periods_in_bulk(*, actor: Actor, rows: Iterable[Mapping[str, Any]]) -> SavedInBulk[Period]:
    """Add or change periods by their key."""
    require(actor, "scoreboard.import")
    wanted = {row["key"]: dict(row) for row in rows}
    fields = ("partnership_id", "label", "start", "end", "due_on")
    saved = save_by_key(
        actor=actor, model=Period, wanted=wanted, fields=fields, action="scoreboard.import-periods"
    )
    for one in saved.written:
        rules.check_period(one.start, one.end, spans(one.partnership_id, other_than=one.pk))
    return saved


def spans(partnership: int, other_than: int = 0) -> list[tuple[date, date, str]]:
    rows = Period.objects.filter(partnership=partnership).exclude(pk=other_than)
    return list(rows.values_list("start", "end", "label"))
