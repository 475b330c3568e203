"""Indicators, their figures, targets, periods, values and reports for programs."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query, Status

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.api import (
    AreaRouter,
    Identifier,
    Key,
    PageOf,
    PageQuery,
    page_of,
)
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.queries import by_key
from kontor.hub.scoreboard import actions, queries
from kontor.hub.scoreboard.models import Indicator, Measurement, Period, SubmittedReport
from kontor.hub.scoreboard.rest.claims import known
from kontor.hub.scoreboard.rest.shapes import (
    Asked,
    CardIn,
    ChangedCard,
    FigureOut,
    IndicatorOut,
    PeriodIn,
    PeriodOut,
    ReasonGiven,
    Submission,
    SubmittedReportOut,
    Taking,
    Targets,
    ValueIn,
    ValueOut,
)

router = AreaRouter(tags=["scoreboard"])
PLAIN = ("key", "number", "title", "definition", "rationale", "level", "measure", "unit", "direction", "over_time", "over_partners",
         "credit", "rule", "dimensions", "set_target", "baseline", "baseline_on", "baseline_note", "target", "due_on", "means",
         "frequency", "responsible", "assumptions", "visibility", "card_version", "change_reason", "withdrawn_on",
         "version")  # fmt: skip


def indicator_out(one: Indicator) -> dict[str, Any]:
    return {
        **{name: getattr(one, name) for name in PLAIN},
        "partnership": one.partnership.key if one.partnership else None,
        "origin": one.origin.key if one.origin else None,
        "list_name": one.register,
        "rule_in_words": queries.rule_in_words(one),
    }


@router.get("/indicators", response=PageOf[IndicatorOut], summary=str(_("Indicators")), url_name="indicators")
def list_indicators(request: HttpRequest, page: Query[PageQuery]) -> dict[str, Any]:
    """The cards that the caller sees, by key: of the library and of partnerships."""
    rows = queries.indicators_for_lists(request.auth).select_related("partnership", "origin").order_by("key")  # type: ignore[attr-defined]
    found = page_of(rows, page)
    return {**found, "items": [indicator_out(one) for one in found["items"]]}


@router.get("/indicators/{key}", response=IndicatorOut, summary=str(_("One indicator")), url_name="indicator")
def show_indicator(request: HttpRequest, key: Key) -> dict[str, Any]:
    """One card by its key."""
    return indicator_out(queries.indicator_by_key(request.auth, key))  # type: ignore[attr-defined]


@router.put(
    "/indicators/{key}", response=IndicatorOut, summary=str(_("Edit the card")), url_name="edit_indicator"
)
def edit_indicator(request: HttpRequest, key: Key, card: ChangedCard) -> dict[str, Any]:
    """Change a card. Its method stays once there are values."""
    actor = request.auth  # type: ignore[attr-defined]
    changed = actions.edit_indicator(
        actor=actor,
        indicator=queries.indicator_by_key(actor, key),
        wording=card.wording,
        reason=card.reason,
        version=card.version,
    )
    return indicator_out(changed)


@router.put(
    "/indicators/{key}/targets",
    response=IndicatorOut,
    summary=str(_("Set targets")),
    url_name="indicator_targets",
)
def set_targets(request: HttpRequest, key: Key, targets: Targets) -> dict[str, Any]:
    """Set the target with its split; refused with the difference where it does not add up."""
    actor = request.auth  # type: ignore[attr-defined]
    one = queries.indicator_by_key(actor, key)
    parts = [
        actions.Part(part.value, partner(actor, part.partner), period(actor, part.period))
        for part in targets.parts
    ]
    return indicator_out(
        actions.set_targets(
            actor=actor, indicator=one, total=targets.total, parts=parts, version=targets.version
        )
    )


@router.post(
    "/indicators/{key}/values",
    response={201: ValueOut},
    summary=str(_("Enter a value")),
    url_name="enter_indicator_value",
)
def enter_value(request: HttpRequest, key: Key, value: ValueIn) -> Any:
    """Keep a value as a draft."""
    actor = request.auth  # type: ignore[attr-defined]
    plain = ("value", "numerator", "denominator", "members", "note", "waiver")
    parts = {name: {label: str(one) for label, one in told.items()} for name, told in value.parts.items()}
    found = period(actor, value.period)
    assert found is not None
    entered = actions.enter_value(
        actor=actor,
        indicator=queries.indicator_by_key(actor, key),
        period=found,
        partner=partner(actor, value.partner),
        entry=actions.Entry(**{name: getattr(value, name) for name in plain}, parts=parts),
        version=value.version,
    )
    return Status(201, value_out(entered))


@router.get("/indicator-values/{pk}", response=ValueOut, summary=str(_("Value")), url_name="indicator_value")
def show_value(request: HttpRequest, pk: Identifier) -> dict[str, Any]:
    """One entered value: of others, only a verified one."""
    return value_out(queries.value_by_pk(request.auth, pk))  # type: ignore[attr-defined]


@router.post(
    "/indicator-values/{pk}/submit",
    response=ValueOut,
    summary=str(_("Submit the value")),
    url_name="submit_indicator_value",
)
def submit_value(request: HttpRequest, pk: Identifier) -> dict[str, Any]:
    """Hand a value in for verification."""
    actor = request.auth  # type: ignore[attr-defined]
    return value_out(actions.submit_value(actor=actor, value=queries.value_by_pk(actor, pk)))


@router.post(
    "/indicator-values/{pk}/verify",
    response=ValueOut,
    summary=str(_("Verify the value")),
    url_name="verify_indicator_value",
)
def verify_value(request: HttpRequest, pk: Identifier) -> dict[str, Any]:
    """Accept a value that somebody else handed in."""
    actor = request.auth  # type: ignore[attr-defined]
    return value_out(actions.verify_value(actor=actor, value=queries.value_by_pk(actor, pk)))


@router.post(
    "/indicator-values/{pk}/return",
    response=ValueOut,
    summary=str(_("Return the value")),
    url_name="return_indicator_value",
)
def return_value(request: HttpRequest, pk: Identifier, given: ReasonGiven) -> dict[str, Any]:
    """Give a value back with the reason."""
    actor = request.auth  # type: ignore[attr-defined]
    return value_out(
        actions.return_value(actor=actor, value=queries.value_by_pk(actor, pk), reason=given.reason)
    )


@router.get(
    "/partnerships/{key}/scoreboard",
    response=list[FigureOut],
    summary=str(_("Scoreboard")),
    url_name="partnership_scoreboard",
)
def show_board(request: HttpRequest, key: Key, asked: Query[Asked]) -> list[dict[str, Any]]:
    """Every figure of a partnership as the caller sees the records: each indicator in total, then for each partner."""
    actor = request.auth  # type: ignore[attr-defined]
    board = queries.board(actor, by_key(actor, key), asked.as_of or timezone.localdate(), asked.credit or "")
    return [one.to_json() for one in queries.figures_of(board)]


@router.post(
    "/partnerships/{key}/indicators",
    response={201: IndicatorOut},
    summary=str(_("Add an indicator")),
    url_name="add_partnership_indicator",
)
def add_indicator(request: HttpRequest, key: Key, card: CardIn) -> Any:
    """Add an indicator to a partnership."""
    actor = request.auth  # type: ignore[attr-defined]
    made = actions.add_indicator(actor=actor, partnership=by_key(actor, key), wording=card.wording)
    return Status(201, indicator_out(made))


@router.post(
    "/partnerships/{key}/indicators/take",
    response={201: IndicatorOut},
    summary=str(_("Take one from the library")),
    url_name="take_partnership_indicator",
)
def take_indicator(request: HttpRequest, key: Key, taking: Taking) -> Any:
    """Copy a card of the library into a partnership."""
    actor = request.auth  # type: ignore[attr-defined]
    made = actions.take_from_library(
        actor=actor, partnership=by_key(actor, key), card=queries.indicator_by_key(actor, taking.card), number=taking.number,
        target=taking.target,
    )  # fmt: skip
    return Status(201, indicator_out(made))


@router.get(
    "/partnerships/{key}/periods",
    response=list[PeriodOut],
    summary=str(_("Periods")),
    url_name="partnership_periods",
)
def list_periods(request: HttpRequest, key: Key) -> list[dict[str, Any]]:
    """The periods that a partnership reports on."""
    actor = request.auth  # type: ignore[attr-defined]
    return [
        period_out(one) for one in queries.periods_of(actor, by_key(actor, key)).select_related("partnership")
    ]


@router.post(
    "/partnerships/{key}/periods",
    response={201: PeriodOut},
    summary=str(_("Add a period")),
    url_name="add_partnership_period",
)
def add_period(request: HttpRequest, key: Key, given: PeriodIn) -> Any:
    """Add a period to report on."""
    actor = request.auth  # type: ignore[attr-defined]
    plain = {name: getattr(given, name) for name in ("label", "start", "end", "due_on")}
    return Status(201, period_out(actions.add_period(actor=actor, partnership=by_key(actor, key), **plain)))


@router.get(
    "/partnerships/{key}/submitted-reports",
    response=list[SubmittedReportOut],
    summary=str(_("Reports")),
    url_name="partnership_submissions",
)
def list_reports(request: HttpRequest, key: Key) -> list[dict[str, Any]]:
    """What a partnership handed in, in all editions, for itself and the programme's analysts."""
    actor = request.auth  # type: ignore[attr-defined]
    return [report_out(one) for one in queries.reports_of(actor, by_key(actor, key))]


@router.post(
    "/partnerships/{key}/submitted-reports",
    response={201: SubmittedReportOut},
    summary=str(_("Hand in a report")),
    url_name="submit_partnership_report",
)
def submit_report(request: HttpRequest, key: Key, given: Submission) -> Any:
    """Freeze the figures of a period as they are now."""
    actor = request.auth  # type: ignore[attr-defined]
    rows = queries.periods_of(actor, by_key(actor, key)).filter(key=given.period)
    found = known(rows, "period", given.period)
    report = actions.submit_report(actor=actor, period=found, as_of=given.as_of, reason=given.reason)
    return Status(201, report_out(report))


def partner(actor: Any, key: str | None) -> Organisation | None:
    found: Organisation | None = known(visible(Organisation, actor).filter(key=key), "partner", key)
    return found


def period(actor: Any, key: str | None) -> Period | None:
    found: Period | None = known(visible(Period, actor).filter(key=key), "period", key)
    return found


def period_out(one: Period) -> dict[str, Any]:
    plain = ("key", "label", "start", "end", "due_on", "locked_on", "version")
    return {**{name: getattr(one, name) for name in plain}, "partnership": one.partnership.key}


def value_out(one: Measurement) -> dict[str, Any]:
    plain = (
        "value",
        "numerator",
        "denominator",
        "members",
        "parts",
        "note",
        "waiver",
        "state",
        "state_reason",
        "version",
    )
    return {
        "id": one.pk,
        "indicator": one.indicator.key,
        "period": one.period.key,
        "partner": one.partner.key if one.partner else None,
        **{name: getattr(one, name) for name in plain},
    }


def report_out(one: SubmittedReport) -> dict[str, Any]:
    plain = ("edition", "as_of", "state", "change_reason", "reason", "figures")
    return {
        "id": one.pk,
        "partnership": one.partnership.key,
        "period": one.period.key,
        **{name: getattr(one, name) for name in plain},
    }
