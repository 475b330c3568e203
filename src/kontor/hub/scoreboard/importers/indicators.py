"""Indicators, their targets, periods and entered values as tables."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import Visibility, visible
from kontor.hub.partnerships.models import Partnership
from kontor.hub.scoreboard import actions
from kontor.hub.scoreboard.choices import (
    Credit,
    Direction,
    IndicatorLevel,
    IndicatorUnit,
    MeasurementState,
    OverPartners,
    OverTime,
)
from kontor.hub.scoreboard.importers.cells import Json, Words, read, spelled
from kontor.hub.scoreboard.importers.saving import SavedInBulk
from kontor.hub.scoreboard.models import Indicator, IndicatorTarget, Measurement, Period
from kontor.hub.transfer.kit import (
    Choice,
    Column,
    Current,
    Day,
    Integer,
    Key,
    Lookup,
    Number,
    Reference,
    Row,
    Slug,
    Text,
)

NUMBER = Number(places=2)
PLAIN = ("number", "title", "definition", "rationale", "level", "measure", "unit", "direction", "over_time", "over_partners",
         "credit", "baseline", "baseline_on", "baseline_note", "target", "due_on", "means", "frequency", "responsible",
         "assumptions", "register", "visibility")  # fmt: skip
USUAL = {
    "number": 0, "level": IndicatorLevel.OUTPUT.value, "measure": IndicatorUnit.UNIT.value, "direction": Direction.UP.value,
    "over_time": OverTime.SUM.value, "over_partners": OverPartners.SUM.value, "credit": Credit.FULL.value,
    "visibility": Visibility.PUBLIC.value,
}  # fmt: skip


def partnerships() -> Lookup:
    return Lookup.of(_("partnership"), Partnership.objects.values_list("key", "pk", "acronym"))


def organisations(actor: Actor) -> Lookup:
    rows = visible(Organisation, actor).values_list("key", "pk", "name")
    return Lookup.of(_("organisation"), rows)


def indicators() -> Lookup:
    return Lookup.of(_("indicator"), Indicator.objects.values_list("key", "pk", "title"))


def periods() -> Lookup:
    return Lookup.of(_("period"), Period.objects.values_list("key", "pk", "key"))


class Indicators(SavedInBulk):
    """Cards of the library (no partnership) and of partnerships."""

    kind = "indicators"
    label = _("Indicators")
    permission = "scoreboard.import"
    model = Indicator
    columns = (
        Column("id", _("Key"), _("Short name of the indicator, never used twice."), True, Slug(120), "elca-kpi-02"),
        Column("partnership", _("Partnership"), _("Its key; empty for a card of the library."), clean=Reference("partnerships"), example="elca"),
        Column("origin", _("From the library"), _("Key of the card that it was taken from."), clean=Reference("indicators"), example="agreements-signed"),
        Column("number", _("Number"), _("Its number in the partnership; empty for none."), clean=Integer(0, 9999), example="2"),
        Column("title", _("Title"), _("What is counted."), True, Text(250), "Cluster cooperation agreements"),
        Column("definition", _("Definition"), clean=Text(5000, lines=True)),
        Column("rationale", _("Rationale"), clean=Text(5000, lines=True)),
        Column("level", _("Level"), clean=Choice(IndicatorLevel), example="output"),
        Column("measure", _("Measure"), clean=Choice(IndicatorUnit), example="unit"),
        Column("unit", _("Unit"), clean=Text(60), example="agreement"),
        Column("direction", _("Direction"), clean=Choice(Direction), example="up"),
        Column("over_time", _("Over time"), clean=Choice(OverTime), example="sum"),
        Column("over_partners", _("Over partners"), clean=Choice(OverPartners), example="sum"),
        Column("credit", _("Joint credit"), clean=Choice(Credit), example="full"),
        Column("rule", _("Counting rule"), _("As JSON; empty where values are entered."), clean=Json(), example='{"register": "events"}'),
        Column("dimensions", _("Broken down by"), clean=Words(), example="country; sector"),
        Column("baseline", _("Baseline"), clean=NUMBER, example="0"),
        Column("baseline_on", _("Baseline of"), clean=Day()),
        Column("baseline_note", _("Note on the baseline"), clean=Text(250)),
        Column("target", _("Target"), clean=NUMBER, example="12"),
        Column("set_target", _("Set to be covered"), _("As JSON."), clean=Json(), example='{"dimension": "country", "members": ["DE"]}'),
        Column("due_on", _("To be reached by"), clean=Day(), example="2022-12-31"),
        Column("means", _("Means of verification"), clean=Text(250)),
        Column("frequency", _("How often"), clean=Text(60)),
        Column("responsible", _("Responsible"), clean=Text(120)),
        Column("assumptions", _("Assumptions"), clean=Text(5000, lines=True)),
        Column("register", _("List"), _("The list whose rows a report prints below it."), clean=Slug(60), example="cluster-agreements"),
        Column("visibility", _("Visible to"), clean=Choice(Visibility), example="public"),
    )  # fmt: skip
    key_columns = ("id",)
    ignored = frozenset({"source"})

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        return {"partnerships": partnerships(), "indicators": indicators()}

    def complete(self, rows: Sequence[Row]) -> None:
        for row in rows:
            for name, value in USUAL.items():
                if row.get(name) in ("", None):
                    row[name] = value

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        rows = Indicator.objects.filter(key__in=keys)
        return {one.key: Current(one.pk, values_of(one), one.version) for one in rows}

    def worded(self, key: Key, row: Mapping[str, Any]) -> dict[str, Any]:
        return card(key, row)

    def save(self, actor: Actor, rows: list[dict[str, Any]]) -> None:
        actions.save_indicators_in_bulk(actor=actor, rows=rows)


def values_of(indicator: Indicator) -> dict[str, Any]:
    return {
        "id": indicator.key,
        **{name: getattr(indicator, name) for name in PLAIN},
        "partnership": indicator.partnership_id,
        "origin": indicator.origin_id,
        "rule": spelled(indicator.rule),
        "set_target": spelled(indicator.set_target),
        "dimensions": tuple(indicator.dimensions),
    }


def card(key: Key, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row, or what differs of it, in the words of the action."""
    values: dict[str, Any] = {"key": key, **{name: row[name] for name in PLAIN if name in row}}
    values |= {f"{name}_id": row[name] for name in ("partnership", "origin") if name in row}
    values |= {name: read(row[name]) for name in ("rule", "set_target") if name in row}
    if "dimensions" in row:
        values["dimensions"] = list(row["dimensions"])
    return values


class Periods(SavedInBulk):
    """Spans that partnerships report on."""

    kind = "periods"
    label = _("Reporting periods")
    permission = "scoreboard.import"
    model = Period
    columns = (
        Column(
            "id", _("Key"), _("Short name of the period, never used twice."), True, Slug(120), "elca-2022"
        ),
        Column("partnership", _("Partnership"), _("Its key."), True, Reference("partnerships"), "elca"),
        Column("label", _("Period"), required=True, clean=Text(60), example="2022"),
        Column("start", _("From"), required=True, clean=Day(), example="2022-01-01"),
        Column("end", _("To"), required=True, clean=Day(), example="2022-12-31"),
        Column("due_on", _("Report due on"), clean=Day(), example="2023-02-28"),
    )
    key_columns = ("id",)

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        return {"partnerships": partnerships()}

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        return {
            one.key: Current(one.pk, period_values(one), one.version)
            for one in Period.objects.filter(key__in=keys)
        }

    def worded(self, key: Key, row: Mapping[str, Any]) -> dict[str, Any]:
        return period(key, row)

    def save(self, actor: Actor, rows: list[dict[str, Any]]) -> None:
        actions.save_periods_in_bulk(actor=actor, rows=rows)


def period_values(one: Period) -> dict[str, Any]:
    plain = ("label", "start", "end", "due_on")
    return {"id": one.key, "partnership": one.partnership_id, **{name: getattr(one, name) for name in plain}}


def period(key: Key, row: Mapping[str, Any]) -> dict[str, Any]:
    plain = ("label", "start", "end", "due_on")
    values: dict[str, Any] = {"key": key, **{name: row[name] for name in plain if name in row}}
    return values | ({"partnership_id": row["partnership"]} if "partnership" in row else {})


class IndicatorTargets(SavedInBulk):
    """The parts of targets: by partner, by period, or both."""

    kind = "indicator-targets"
    label = _("Targets of indicators")
    permission = "scoreboard.import"
    model = IndicatorTarget
    columns = (
        Column("indicator", _("Indicator"), _("Its key."), True, Reference("indicators"), "elca-kpi-04"),
        Column(
            "partner",
            _("Partner"),
            _("Its key; empty for all together."),
            clean=Reference("organisations"),
            example="amz",
        ),
        Column(
            "period",
            _("Period"),
            _("Its key; empty for all periods."),
            clean=Reference("periods"),
            example="elca-2022",
        ),
        Column("target", _("Target"), _("The part of the target."), True, NUMBER, "4"),
    )
    key_columns = ("indicator", "partner", "period")

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        return {"indicators": indicators(), "organisations": organisations(actor), "periods": periods()}

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        rows = IndicatorTarget.objects.all()
        found = {(one.indicator_id, one.partner_id, one.period_id): one for one in rows}
        return {
            key: Current(found[key].pk, target_values(found[key]), found[key].version)
            for key in keys
            if key in found
        }  # type: ignore[index]

    def worded(self, key: Key, row: Mapping[str, Any]) -> dict[str, Any]:
        return part(key, row)

    def save(self, actor: Actor, rows: list[dict[str, Any]]) -> None:
        actions.save_targets_in_bulk(actor=actor, rows=rows)


def target_values(one: IndicatorTarget) -> dict[str, Any]:
    return {
        "indicator": one.indicator_id,
        "partner": one.partner_id,
        "period": one.period_id,
        "target": one.value,
    }


def part(key: Any, row: Mapping[str, Any]) -> dict[str, Any]:
    indicator, partner, period = key
    return {"indicator_id": indicator, "partner_id": partner, "period_id": period, "value": row["target"]}


class Measurements(SavedInBulk):
    """Values that people entered, with the state that they are in."""

    kind = "measurements"
    label = _("Entered values of indicators")
    permission = "scoreboard.import"
    model = Measurement
    columns = (
        Column("indicator", _("Indicator"), _("Its key."), True, Reference("indicators"), "smes-involved"),
        Column("period", _("Period"), _("Its key."), True, Reference("periods"), "elca-2022"),
        Column(
            "partner",
            _("Partner"),
            _("Its key; empty for all together."),
            clean=Reference("organisations"),
            example="amz",
        ),
        Column("value", _("Value"), clean=NUMBER, example="12"),
        Column("numerator", _("Numerator"), clean=NUMBER),
        Column("denominator", _("Denominator"), clean=NUMBER),
        Column(
            "members",
            _("Members of the set"),
            _("What is counted once, separated by semicolons."),
            clean=Words(),
        ),
        Column("note", _("Note"), clean=Text(5000, lines=True)),
        Column("waiver", _("Why evidence is missing"), clean=Text(250)),
        Column("state", _("State"), clean=Choice(MeasurementState), example="draft"),
    )
    key_columns = ("indicator", "period", "partner")

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        return {"indicators": indicators(), "organisations": organisations(actor), "periods": periods()}

    def complete(self, rows: Sequence[Row]) -> None:
        for row in rows:
            row["state"] = row.get("state") or MeasurementState.DRAFT.value

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        found = {(one.indicator_id, one.period_id, one.partner_id): one for one in Measurement.objects.all()}
        return {
            key: Current(found[key].pk, entered_values(found[key]), found[key].version)
            for key in keys
            if key in found
        }  # type: ignore[index]

    def worded(self, key: Key, row: Mapping[str, Any]) -> dict[str, Any]:
        return value(key, row)

    def save(self, actor: Actor, rows: list[dict[str, Any]]) -> None:
        actions.save_values_in_bulk(actor=actor, rows=rows)


ENTERED = ("value", "numerator", "denominator", "note", "waiver", "state")


def entered_values(one: Measurement) -> dict[str, Any]:
    place = {"indicator": one.indicator_id, "period": one.period_id, "partner": one.partner_id}
    return {**place, "members": tuple(one.members), **{name: getattr(one, name) for name in ENTERED}}


def value(key: Any, row: Mapping[str, Any]) -> dict[str, Any]:
    indicator, period, partner = key
    values: dict[str, Any] = {"indicator_id": indicator, "period_id": period, "partner_id": partner}
    values |= {name: row[name] for name in ENTERED if name in row}
    return values | ({"members": list(row["members"])} if "members" in row else {})


IMPORTERS = (Indicators, Periods, IndicatorTargets, Measurements)
