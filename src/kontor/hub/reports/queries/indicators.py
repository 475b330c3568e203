"""The scoreboard of a partnership as reports tell it: every figure with its rule and rows, forecasts, how plausible targets are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from kontor.engine.indicators import NOBODY
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Partnership
from kontor.hub.reports.queries.cooperation import seen, sources_about
from kontor.hub.scoreboard.inputs.registers import JOINT
from kontor.hub.scoreboard.models import Indicator
from kontor.hub.scoreboard.queries import Board, Finding, Measured, boards, figures_of, findings_about
from kontor.hub.scoreboard.queries import Figure as FigureLine
from kontor.hub.scoreboard.queries.board_page import rows_url, with_day
from kontor.hub.scoreboard.queries.figures import plain
from kontor.hub.scoreboard.queries.outlook import Plausibility, plausibility_of

__all__ = [
    "JOINT",
    "NOBODY",
    "FigureLine",
    "Measured",
    "Told",
    "broken_down",
    "card_address",
    "credited",
    "divided",
    "number",
    "rows_address",
    "share",
    "told_indicators",
    "with_indicators",
]
CREDITS = ("full", "fractional", "lead")


def with_indicators(actor: Actor) -> QuerySet[Partnership]:
    """Partnerships with an indicator that the actor may see."""
    cards = visible(Indicator, actor).filter(partnership=OuterRef("pk"), withdrawn_on=None)
    return seen(actor).filter(Exists(cards))


@dataclass(frozen=True, slots=True)
class Told:
    """`lines` are the figures: of each indicator in total, then of its partners."""

    board: Board
    lines: tuple[FigureLine, ...]
    plausible: Mapping[str, Plausibility]
    findings: tuple[Finding, ...]
    sources: tuple[str, ...]

    @property
    def partnership(self) -> Partnership:
        return self.board.partnership

    @property
    def measured(self) -> tuple[Measured, ...]:
        return self.board.measured

    def totals(self) -> list[FigureLine]:
        return [line for line in self.lines if not line.partner]


def told_indicators(actor: Actor, as_of: date, key: str) -> Told:
    """Gather them. The number of statements grows with the indicators that have a card of the library, not with rows."""
    partnership = seen(actor).get(key=key)
    shown = boards(actor, [partnership], as_of)[partnership.pk]
    compared = {one.indicator.key: plausibility_of(actor, one.indicator, as_of) for one in shown.measured}
    return Told(
        board=shown,
        lines=tuple(figures_of(shown)),
        plausible={name: found for name, found in compared.items() if found is not None},
        findings=tuple(findings_about(actor, as_of, key)),
        sources=tuple(sources_about(actor, partnership)),
    )


def card_address(found: Told, indicator: str) -> str:
    """The page of an indicator on the day of the report."""
    measured = found.board.of(indicator)
    return with_day(measured.indicator.get_absolute_url(), found.board) if measured else ""


def rows_address(found: Told, line: FigureLine) -> str:
    """The page of the records behind a figure, on the day of the report; the card where it is made of other indicators."""
    measured = found.board.of(line.indicator)
    rows = rows_url(found.board, measured, partner=key_of(found, line.partner)) if measured else ""
    return rows or card_address(found, line.indicator)


def key_of(found: Told, partner: str) -> str:
    """Figures name a partner by its code, the page of the records by its key. Who has no profile is called the same in both."""
    known = (*found.board.partners, *found.board.others)
    return next((one.key for one in known if one.code == partner), partner)


def credited(one: Measured) -> dict[str, dict[str, int | float | None]]:
    """Way of crediting joint entries -> partner -> value; empty where nothing is joint, for then all ways agree."""
    if one.count is None:
        return {}
    ways = {
        way: {who: number(plain(tally.value)) for who, tally in one.count.by_partner(way).items()}
        for way in CREDITS
    }
    return ways if any(ways[way] != ways[CREDITS[0]] for way in CREDITS) else {}


def divided(one: Measured) -> dict[str, float]:
    """Partner -> its value, joint entries divided in equal parts."""
    tallies = one.count.by_partner("fractional") if one.count else one.score.by_partner
    found = {who: number(plain(tally.value)) for who, tally in tallies.items()}
    return {who: float(value) for who, value in found.items() if value}


def broken_down(one: Measured) -> list[tuple[str, str, int | float]]:
    """(dimension, member, value) of what is counted, for each dimension of its rule."""
    if one.count is None:
        return []
    return [
        (dimension, member, value)
        for dimension in one.count.rule.dimensions
        for member, tally in one.count.by_dimension(dimension).items()
        if (value := number(plain(tally.value))) is not None
    ]


def number(value: Any) -> int | float | None:
    """A value of the scoreboard as reports print it: '9/4' is 2.25; no data and words are None."""
    if isinstance(value, str):
        try:
            value = Fraction(value)
        except ValueError:
            return None
    if value is None or isinstance(value, int):
        return value
    return round(float(value), 2)


def share(value: Any, target: Any) -> float | None:
    """The value in per cent of its target; None without either."""
    achieved, wanted = number(value), number(target)
    return round(100 * achieved / wanted, 1) if achieved is not None and wanted else None
