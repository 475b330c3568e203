"""Setting targets: the total and its split by partner and period, which must add up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile
from kontor.hub.partnerships.models import Participation
from kontor.hub.scoreboard import rules
from kontor.hub.scoreboard.actions.saving import SavedInBulk, save_rows
from kontor.hub.scoreboard.inputs.cards import card_of, target_of
from kontor.hub.scoreboard.models import Indicator, IndicatorTarget, Period
from kontor.hub.scoreboard.queries.cards import phrase
from kontor.hub.scoreboard.queries.measuring import gaps_of


@dataclass(frozen=True, slots=True)
class Part:
    """A partner's, a period's, or a partner's in a period."""

    value: Decimal
    partner: Organisation | None = None
    period: Period | None = None


@transaction.atomic
def set_targets(
    *, actor: Actor, indicator: Indicator, total: Decimal | None, parts: Iterable[Part], version: int
) -> Indicator:
    """Set the target of an indicator and its whole split. Refused where the split does not give the total, with the
    difference and where it lies.
    """
    require(actor, "scoreboard.set-targets", indicator)
    locked = (
        Indicator.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=indicator.pk)
    )
    rules.check_in_use(locked.withdrawn_on)
    if locked.version != version:
        raise ChangedMeanwhile
    wanted = {(part.partner, part.period): part.value for part in parts}
    check_partners(locked, {partner for partner, _period in wanted if partner})
    rules.check_not_negative([float(value) for value in (total, *wanted.values()) if value is not None])
    before = state_of(locked)
    locked.target = total
    check_split(
        locked, [(key_of(partner), key_of(period), value) for (partner, period), value in wanted.items()]
    )
    locked.save()
    IndicatorTarget.objects.filter(indicator=locked).delete()
    made = [
        IndicatorTarget(indicator=locked, partner=partner, period=period, value=value)
        for (partner, period), value in wanted.items()
    ]
    IndicatorTarget.objects.bulk_create(made)
    audit.record(actor, "scoreboard.set-targets", locked, before=before, after=state_of(locked))
    return locked


def state_of(indicator: Indicator) -> audit.State:
    """The target with its split, as the trail tells it."""
    rows = IndicatorTarget.objects.filter(indicator=indicator).order_by("pk")
    parts = rows.values_list("partner__name", "period__label", "value")
    split = [
        f"{' / '.join(filter(None, (partner, period)))}: {value.normalize():f}"
        for partner, period, value in parts
    ]
    return {"target": audit.plain(indicator.target), "split": split}


def key_of(record: Any) -> str:
    return record.key if record else ""


def check_partners(indicator: Indicator, partners: Iterable[Organisation]) -> None:
    taking_part = set(
        Participation.objects.filter(partnership=indicator.partnership_id).values_list(
            "organisation_id", flat=True
        )
    )
    for partner in partners:
        if partner.pk not in taking_part:
            raise rules.NotAPartner(partner=partner.name, partnership=str(indicator.partnership))


def check_split(indicator: Indicator, parts: Iterable[tuple[str, str, Any]]) -> None:
    """Refuse a split that does not give its total. Periods in their order: of a running total the last one counts."""
    order = list(Period.objects.filter(partnership=indicator.partnership_id).values_list("key", flat=True))
    ordered = sorted(parts, key=lambda one: order.index(one[1]) if one[1] in order else -1)
    gaps = gaps_of(card_of(indicator), target_of(indicator.target, ordered))
    if gaps:
        raise rules.SplitDoesNotAddUp(gap=". ".join(phrase(gap.sentence) for gap in gaps), field="total")


@transaction.atomic
def save_targets_in_bulk(*, actor: Actor, rows: Iterable[Mapping[str, Any]]) -> SavedInBulk[IndicatorTarget]:
    """Add or change parts by `indicator_id`, `partner_id`, `period_id`; every split must add up afterwards."""
    require(actor, "scoreboard.import")
    wanted = {(row["indicator_id"], row["partner_id"], row["period_id"]): row["value"] for row in rows}
    indicators = Indicator.objects.select_for_update().in_bulk(
        {indicator for indicator, _partner, _period in wanted}
    )
    known = {
        (one.indicator_id, one.partner_id, one.period_id): one
        for one in IndicatorTarget.objects.filter(indicator__in=indicators).select_related(
            "partner", "period"
        )
    }
    saved: SavedInBulk[IndicatorTarget] = save_rows(
        actor=actor,
        model=IndicatorTarget,
        known=known,
        stated={key: {"value": value} for key, value in wanted.items()},
        fields=("value",),
        action="scoreboard.import-targets",
        named=("indicator_id", "partner_id", "period_id"),
    )
    check_splits(indicators.values())
    return saved


def check_splits(indicators: Iterable[Indicator]) -> None:
    for indicator in indicators:
        rows = IndicatorTarget.objects.filter(indicator=indicator).values_list(
            "partner__key", "period__key", "value"
        )
        check_split(indicator, [(partner or "", period or "", value) for partner, period, value in rows])
