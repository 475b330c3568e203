"""Results as IATI 2.03 activity XML: indicators with baseline, targets and actual values, broken down by dimensions.

Written after the published structure of the standard (iatistandard.org, version 2.03): element order, required elements
and code lists are those of the standard. Codes stand in the tables below, by the words that records use.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

from kontor.documents.values import clean

VERSION = "2.03"
RESULT_TYPES: Mapping[str, str] = {"output": "1", "outcome": "2", "impact": "3"}
OTHER_RESULT = "9"
MEASURES: Mapping[str, str] = {
    "unit": "1",
    "percentage": "2",
    "nominal": "3",
    "ordinal": "4",
    "qualitative": "5",
}
STATUSES: Mapping[str, str] = {"planned": "1", "running": "2", "ended": "4"}
OTHER_ORGANISATION = "90"
IMPLEMENTING = "4"
PLANNED_START, ACTUAL_START, PLANNED_END, ACTUAL_END = "1", "2", "3", "4"


@dataclass(frozen=True, slots=True)
class Amount:
    """A target or an actual value; `dimensions` are (name, member), none for the total. None is no data and is not written."""

    value: int | float | None
    dimensions: tuple[tuple[str, str], ...] = ()
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """`level`: output, outcome, impact or another; `measure`: a key of MEASURES. `aggregates` says whether its values may be
    added up with those of others. `baseline` is (value, day)."""

    title: str
    description: str
    level: str
    measure: str
    rises: bool
    aggregates: bool
    start: date
    end: date
    targets: tuple[Amount, ...]
    actuals: tuple[Amount, ...]
    baseline: tuple[int | float, date] | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """A project. `reporter` and `partners` are (reference, name); a reference may be empty, but for the reporter's."""

    id: str
    reporter: tuple[str, str]
    title: str
    description: str
    language: str
    status: str
    start: date
    end: date | None
    partners: tuple[tuple[str, str], ...]
    indicators: tuple[Indicator, ...]
    as_of: date


def results(activity: Activity) -> bytes:
    """The activity as a complete file, UTF-8. The same activity gives the same bytes. O(amounts)."""
    made = f"{activity.as_of.isoformat()}T00:00:00Z"
    root = ElementTree.Element("iati-activities", {"version": VERSION, "generated-datetime": made})
    one = _within(root, "iati-activity", **{"last-updated-datetime": made, "xml:lang": activity.language})
    _within(one, "iati-identifier").text = clean(activity.id)
    reference, name = activity.reporter
    _named(_within(one, "reporting-org", ref=reference, type=OTHER_ORGANISATION), name)
    _named(_within(one, "title"), activity.title)
    _named(_within(one, "description"), activity.description or activity.title)
    for reference, name in activity.partners or (activity.reporter,):
        given = {"ref": reference} if reference else {}
        _named(_within(one, "participating-org", role=IMPLEMENTING, type=OTHER_ORGANISATION, **given), name)
    _within(one, "activity-status", code=STATUSES[activity.status])
    _dates(one, activity)
    for indicator in activity.indicators:
        _result(one, indicator)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, "utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + written + b"\n"


def _dates(parent: ElementTree.Element, activity: Activity) -> None:
    """A day that has come is actual, one to come is planned."""
    begun = activity.start <= activity.as_of
    _day(parent, "activity-date", activity.start, type=ACTUAL_START if begun else PLANNED_START)
    if activity.end is not None:
        over = activity.end <= activity.as_of
        _day(parent, "activity-date", activity.end, type=ACTUAL_END if over else PLANNED_END)


def _result(parent: ElementTree.Element, indicator: Indicator) -> None:
    adds_up = str(indicator.aggregates).lower()
    kind = RESULT_TYPES.get(indicator.level, OTHER_RESULT)
    result = _within(parent, "result", **{"type": kind, "aggregation-status": adds_up})
    _named(_within(result, "title"), indicator.title)
    measured = _within(
        result,
        "indicator",
        **{
            "measure": MEASURES[indicator.measure],
            "ascending": str(indicator.rises).lower(),
            "aggregation-status": adds_up,
        },
    )
    _named(_within(measured, "title"), indicator.title)
    if indicator.description:
        _named(_within(measured, "description"), indicator.description)
    if indicator.baseline is not None:
        value, on = indicator.baseline
        _day(measured, "baseline", on, year=str(on.year), value=_number(value))
    period = _within(measured, "period")
    _day(period, "period-start", indicator.start)
    _day(period, "period-end", max(indicator.end, indicator.start))
    for name, amounts in (("target", indicator.targets), ("actual", indicator.actuals)):
        for amount in amounts:
            _amount(period, name, amount)


def _amount(parent: ElementTree.Element, name: str, amount: Amount) -> None:
    if amount.value is None:
        return
    made = _within(parent, name, value=_number(amount.value))
    for dimension, member in amount.dimensions:
        _within(made, "dimension", name=dimension, value=member)
    if amount.comment:
        _named(_within(made, "comment"), amount.comment)


def _number(value: float) -> str:
    """Plain decimals: no exponent, no separators."""
    return f"{value:f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _day(parent: ElementTree.Element, name: str, on: date, /, **attributes: str) -> None:
    _within(parent, name, **{"iso-date": on.isoformat(), **attributes})


def _named(parent: ElementTree.Element, text: str) -> None:
    _within(parent, "narrative").text = clean(text)


def _within(parent: ElementTree.Element, name: str, /, **attributes: str) -> ElementTree.Element:
    return ElementTree.SubElement(parent, name, {key: clean(value) for key, value in attributes.items()})
