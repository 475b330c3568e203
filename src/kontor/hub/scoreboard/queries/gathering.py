"""What counting needs of the database for some partnerships: rows of the registers in use, targets, entered values."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.scoreboard.choices import MeasurementState
from kontor.hub.scoreboard.inputs.registers import REGISTERS
from kontor.hub.scoreboard.models import Indicator, IndicatorTarget, Measurement

VERIFIED = (MeasurementState.VERIFIED, MeasurementState.LOCKED)
REPORTED = (MeasurementState.SUBMITTED, MeasurementState.IN_VERIFICATION, *VERIFIED)


class Gathered:
    """`registers` have the rows of each register, whose partnerships stand at their `places`; targets and values by indicator."""

    def __init__(
        self, actor: Actor, partnerships: Sequence[int], as_of: date, indicators: Sequence[Indicator]
    ) -> None:
        self.as_of = as_of
        pks = [one.pk for one in indicators]
        used = dict.fromkeys(one.rule.get("register", "") for one in indicators if one.rule)
        self.places = {pk: place for place, pk in enumerate(partnerships)}
        self.registers = {
            name: REGISTERS[name].columns(actor, partnerships) for name in used if name in REGISTERS
        }
        self.targets: Mapping[int, list[tuple[str, str, Any]]] = defaultdict(list)
        rows = visible(IndicatorTarget, actor).filter(indicator__in=pks).order_by("pk")
        for pk, partner, period, value in rows.values_list(
            "indicator_id", "partner__key", "period__key", "value"
        ):
            self.targets[pk].append((partner or "", period or "", value))
        self.entered: Mapping[int, list[Measurement]] = defaultdict(list)
        values = visible(Measurement, actor).filter(indicator__in=pks, state__in=REPORTED)
        for one in values.select_related("period", "partner"):
            self.entered[one.indicator_id].append(one)
