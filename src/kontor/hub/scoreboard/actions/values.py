"""Entered values: enter, submit, take into verification, verify, return."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction

from kontor.hub.directory.models import Organisation
from kontor.hub.evidence.actions import cite
from kontor.hub.evidence.models import Citation, Document
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile
from kontor.hub.partnerships.models import Participation
from kontor.hub.scoreboard import rules
from kontor.hub.scoreboard.actions.saving import SavedInBulk, save_rows
from kontor.hub.scoreboard.choices import MeasurementState
from kontor.hub.scoreboard.models import Indicator, Measurement, Period

FIELDS = ("value", "numerator", "denominator", "members", "parts", "note", "waiver")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is entered for a partner in a period: a value, a share, or what is counted once; and how it breaks down."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    members: Sequence[str] = ()
    parts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    note: str = ""
    waiver: str = ""


@transaction.atomic
def enter_value(
    *,
    actor: Actor,
    indicator: Indicator,
    period: Period,
    partner: Organisation | None,
    entry: Entry,
    document: Document | None = None,
    version: int | None = None,
) -> Measurement:
    """Keep a value as a draft; one that was returned becomes a draft again. `version` is the one that was read.

    Refused for what is counted from records, in a locked period, and for a percentage without its denominator.
    """
    found = Measurement.objects.select_for_update(of=("self",)).filter(
        indicator=indicator, period=period, partner=partner
    )
    known = found.select_related("indicator__partnership", "partner", "period").first()
    value = known or Measurement(indicator=indicator, period=period, partner=partner)
    require(actor, "scoreboard.enter-value", value)
    if known and version is not None and known.version != version:
        raise ChangedMeanwhile
    check_place(indicator, period, partner)
    rules.check_entry(indicator.over_time, entry.value, entry.numerator, entry.denominator)
    before = audit.state_of(known) if known else {}
    value.state = rules.VALUE.after("enter", value.state)
    for name in FIELDS:
        setattr(value, name, stored(name, getattr(entry, name)))
    value.save()
    audit.record(actor, "scoreboard.enter-value", value, before=before)
    if document is not None and not cited(value, document):
        cite(actor=actor, subject=value, document=document)
    return value


@transaction.atomic
def submit_value(*, actor: Actor, value: Measurement) -> Measurement:
    """Hand a value in. Needs a value, parts that make it, and evidence or a reason why there is none."""
    require(actor, "scoreboard.enter-value", value)
    locked = lock(value)
    rules.check_not_locked(locked.period.label, locked.period.locked_on)
    rules.check_submittable(
        locked.indicator.over_time, locked.value, locked.numerator, locked.members, locked.parts
    )
    rules.check_evidence(cited(locked), locked.waiver)
    return move(actor, locked, "submit", submitted_by_id=actor.user_id, verified_by_id=None, state_reason="")


@transaction.atomic
def take_value(*, actor: Actor, value: Measurement) -> Measurement:
    """Take a submitted value into verification, so that others see that somebody looks at it."""
    require(actor, "scoreboard.verify-value", value)
    locked = lock(value)
    rules.check_verifier(locked.submitted_by_id, actor.user_id)
    return move(actor, locked, "take")


@transaction.atomic
def verify_value(*, actor: Actor, value: Measurement) -> Measurement:
    """Accept a value that somebody else handed in."""
    require(actor, "scoreboard.verify-value", value)
    locked = lock(value)
    rules.check_verifier(locked.submitted_by_id, actor.user_id)
    return move(actor, locked, "verify", verified_by_id=actor.user_id)


@transaction.atomic
def return_value(*, actor: Actor, value: Measurement, reason: str) -> Measurement:
    """Give a value back to its partner, with the reason."""
    require(actor, "scoreboard.verify-value", value)
    rules.check_return_reason(reason)
    locked = lock(value)
    rules.check_not_locked(locked.period.label, locked.period.locked_on)
    return move(actor, locked, "return", state_reason=reason.strip(), verified_by_id=None)


def lock(value: Measurement) -> Measurement:
    rows = Measurement.objects.select_for_update(of=("self",))
    return rows.select_related("indicator__partnership", "partner", "period").get(pk=value.pk)


def move(actor: Actor, value: Measurement, verb: str, **fields: Any) -> Measurement:
    before = audit.state_of(value)
    value.state = rules.VALUE.after(verb, value.state)
    for name, content in fields.items():
        setattr(value, name, content)
    value.save()
    audit.record(actor, f"scoreboard.{verb}-value", value, before=before)
    return value


def check_place(indicator: Indicator, period: Period, partner: Organisation | None) -> None:
    """Where the value belongs: an indicator of entered values, an open period, a partner."""
    rules.check_in_use(indicator.withdrawn_on)
    if indicator.rule:
        raise rules.IsCounted(title=indicator.title)
    rules.check_not_locked(period.label, period.locked_on)
    if partner is None:
        return
    if not Participation.objects.filter(partnership=indicator.partnership_id, organisation=partner).exists():
        raise rules.NotAPartner(partner=partner.name, partnership=str(indicator.partnership), field="partner")


def stored(name: str, value: Any) -> Any:
    if name == "members":
        return list(value)
    return {key: dict(parts) for key, parts in value.items()} if name == "parts" else value


def cited(value: Measurement, document: Document | None = None) -> bool:
    rows = Citation.objects.filter(subject_kind=value._meta.label_lower, subject_id=value.pk)
    return (rows.filter(document=document) if document else rows).exists()


@transaction.atomic
def save_values_in_bulk(*, actor: Actor, rows: Iterable[Mapping[str, Any]]) -> SavedInBulk[Measurement]:
    """Add or change values by `indicator_id`, `period_id`, `partner_id`, with their state as the file says: what a
    programme verified elsewhere is taken over as verified. Every rule of a value holds.
    """
    require(actor, "scoreboard.import")
    wanted = {(row["indicator_id"], row["period_id"], row["partner_id"]): row for row in rows}
    places = Measurement.objects.filter(
        indicator__in={key[0] for key in wanted}, period__in={key[1] for key in wanted}
    )
    known = {(one.indicator_id, one.period_id, one.partner_id): one for one in places}
    fields = ("value", "numerator", "denominator", "members", "note", "waiver", "state")
    saved: SavedInBulk[Measurement] = save_rows(
        actor=actor,
        model=Measurement,
        known=known,
        stated={key: {name: row[name] for name in fields if name in row} for key, row in wanted.items()},
        fields=fields,
        action="scoreboard.import-values",
        named=("indicator_id", "period_id", "partner_id"),
    )
    check_many(saved.written)
    return saved


def check_many(values: Sequence[Measurement]) -> None:
    indicators = Indicator.objects.in_bulk({one.indicator_id for one in values})
    for one in values:
        indicator = indicators[one.indicator_id]
        if indicator.rule:
            raise rules.IsCounted(title=indicator.title)
        rules.check_entry(indicator.over_time, one.value, one.numerator, one.denominator)
        if one.state != MeasurementState.DRAFT:
            rules.check_submittable(indicator.over_time, one.value, one.numerator, one.members, one.parts)
            rules.check_evidence(False, one.waiver)
