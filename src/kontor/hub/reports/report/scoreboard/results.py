"""The public results of a partnership as an IATI activity: what everybody may see, and of entered values the verified ones."""

from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext

from kontor.documents import iati
from kontor.documents.iati import Activity, Amount, Indicator
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.partial_dates import earliest, latest
from kontor.hub.partnerships.models import Participation
from kontor.hub.reports.kit import Order
from kontor.hub.reports.queries.cooperation import partners_of
from kontor.hub.reports.queries.indicators import Measured, Told, broken_down, number, told_indicators
from kontor.hub.reports.rules import NoResults

PREFIX = "KONTOR"


def write(order: Order) -> bytes:
    """The file. Whoever asks, it holds what the public may see: it is made to be published."""
    with translation.override(order.language):
        found = told_indicators(VISITOR, order.as_of, order.subject)
        return iati.results(activity(found, partners_of(VISITOR, found.partnership), order))


def activity(found: Told, partners: list[Participation], order: Order) -> Activity:
    partnership = found.partnership
    start = earliest(partnership.start)
    if start is None:
        raise NoResults(partnership=partnership.acronym)
    end = latest(partnership.end)
    return Activity(
        id=f"{PREFIX}-{partnership.key}",
        reporter=(PREFIX, partnership.acronym),
        title=partnership.name or partnership.acronym,
        description=partnership.description,
        language=order.language,
        status=status(start, end, order.as_of),
        start=start,
        end=end,
        partners=tuple(("", one.organisation.name) for one in partners),
        indicators=tuple(indicator(found, one, start, order.as_of) for one in found.measured),
        as_of=order.as_of,
    )


def status(start: date, end: date | None, as_of: date) -> str:
    if start > as_of:
        return "planned"
    return "ended" if end is not None and end < as_of else "running"


def indicator(found: Told, one: Measured, start: date, as_of: date) -> Indicator:
    card = one.indicator
    return Indicator(
        title=card.title,
        description=card.definition,
        level=card.level,
        measure=card.measure,
        rises=card.direction == "up",
        aggregates=card.over_partners == "sum" and card.measure == "unit",
        start=start,
        end=max(as_of, card.due_on or as_of),
        targets=amounts(found, one, one.target.total, one.target.by_partner),
        actuals=(*amounts(found, one, *public_value(one)), *members(one)),
        baseline=baseline(one, start),
    )


def public_value(one: Measured) -> tuple[Any, dict[str, Any]]:
    """Counted from public records; of entered values only what somebody else has verified."""
    score = one.verified if one.is_entered and one.verified else one.score
    return score.total.value, {who: part.value for who, part in score.by_partner.items()}


def amounts(found: Told, one: Measured, total: Any, parts: Any) -> tuple[Amount, ...]:
    names = found.board.names
    split = [
        Amount(number(plain(value)), ((gettext("partner"), names[who].short),))
        for who, value in parts.items()
        if who in names
    ]
    return (Amount(number(plain(total))), *split)


def plain(value: Any) -> Any:
    return None if value is None else str(value)


def members(one: Measured) -> tuple[Amount, ...]:
    """The value by each dimension of the card, such as the country of the counterpart."""
    return tuple(Amount(value, ((dimension, member),)) for dimension, member, value in broken_down(one))


def baseline(one: Measured, start: date) -> tuple[int | float, date] | None:
    value = number(plain(one.indicator.baseline))
    return None if value is None else (value, one.indicator.baseline_on or start)
