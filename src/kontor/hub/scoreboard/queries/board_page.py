"""What the pages of the scoreboard show: numbers in words, with the address of the rows behind each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kontor.engine import indicators as engine
from kontor.engine.indicators import Forecast, Light
from kontor.hub.scoreboard.choices import LIGHT_TONES, STAGE_WORDS, LightWord
from kontor.hub.scoreboard.inputs.registers import HIDDEN, JOINT
from kontor.hub.scoreboard.models import Indicator
from kontor.hub.scoreboard.queries.board import Board, Partner
from kontor.hub.scoreboard.queries.cards import label, phrase
from kontor.hub.scoreboard.queries.measuring import Measured
from kontor.hub.scoreboard.queries.rows import group_label
from kontor.hub.scoreboard.queries.words import state_in_words, value_in_words

PERCENTAGE = "percentage"
UNPLACED = {engine.UNDATED: _("without a day"), engine.OUTSIDE: _("outside all periods")}


@dataclass(frozen=True, slots=True)
class LightShown:
    label: str
    tone: str
    reason: str


@dataclass(frozen=True, slots=True)
class CellShown:
    """The value of a partner, of a period or of a part. Empty `value` is no data."""

    key: str
    label: str
    value: str
    target: str = ""
    url: str = ""
    missed: bool = False
    verified: str = ""
    number: float | None = None
    goal: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator of the board."""

    number: int
    title: str
    url: str
    unit: str
    value: str
    target: str
    percent: str
    verified: str
    rows_url: str
    light: LightShown
    forecast: str
    cells: tuple[CellShown, ...]
    warnings: tuple[str, ...]
    fault: str

    @property
    def behind(self) -> tuple[CellShown, ...]:
        return tuple(cell for cell in self.cells if cell.missed)


@dataclass(frozen=True, slots=True)
class BoardShown:
    """The indicators of a partnership: lines of cells in the order of `partners`."""

    lines: tuple[Line, ...]
    partners: tuple[tuple[str, str], ...]
    has_forecast: bool
    has_verified: bool
    lights: tuple[tuple[str, str, int], ...]


def board_shown(board: Board) -> BoardShown:
    partners = columns(board)
    lines = tuple(line(board, one, partners) for one in board.measured)
    tallies = {word: sum(one.light.tone == LIGHT_TONES[word] for one in lines) for word in LightWord.values}
    return BoardShown(
        lines,
        tuple((key, label) for key, label in partners),
        any(one.forecast for one in lines),
        any(one.verified for one in lines),
        tuple(
            (str(LightWord(word).label), LIGHT_TONES[word], count) for word, count in tallies.items() if count
        ),
    )


def columns(board: Board) -> list[tuple[str, str]]:
    """(key, label) of the partners, and of whoever else is credited with something."""
    names = board.names
    others = (
        who for one in board.measured for who in one.score.by_partner if one.score.by_partner[who].value
    )
    keys = dict.fromkeys((*names, *others))
    return [(key, label_of(key, board.names)) for key in keys]


def label_of(key: str, names: Mapping[str, Partner]) -> str:
    if key in names:
        return names[key].short
    special = {
        JOINT: gettext("all together"),
        HIDDEN: gettext("partners that you do not see"),
        engine.NOBODY: gettext("no partner named"),
    }
    return special.get(key, key)


def line(board: Board, one: Measured, partners: Sequence[tuple[str, str]]) -> Line:
    indicator = one.indicator
    together = one.standings.together if one.standings else None
    return Line(
        number=indicator.number,
        title=indicator.title,
        url=with_day(indicator.get_absolute_url(), board),
        unit=indicator.unit,
        value=shown(one.value, indicator),
        target=shown(one.target.total, indicator, whole=True),
        percent=value_in_words(float(together.progress), measure="share")
        if together and together.progress is not None
        else "",
        verified=verified_of(one, ""),
        rows_url=rows_url(board, one),
        light=light_shown(one.light),
        forecast=forecast_shown(one.forecast),
        cells=tuple(cell(board, one, key, label) for key, label in partners),
        warnings=warnings(board, one),
        fault=phrase(one.fault) if one.fault else "",
    )


def cell(board: Board, one: Measured, key: str, label: str) -> CellShown:
    standing = (
        next((part for part in one.standings.partners if part.who == key), None) if one.standings else None
    )
    value = one.of_partner(key)
    return CellShown(
        key,
        label,
        shown(value, one.indicator),
        shown(standing.target, one.indicator, whole=True) if standing else "",
        rows_url(board, one, partner=key) if value else "",
        bool(standing and standing.reached is False),
        verified_of(one, key),
        plotted(value, one.indicator),
        plotted(standing.target, one.indicator) if standing else None,
    )


def plotted(value: Any, indicator: Indicator) -> float | None:
    """A number as charts take it; shares in per cent."""
    if value is None or isinstance(value, str):
        return None
    return round(float(value) * (100 if indicator.measure == PERCENTAGE and value <= 1 else 1), 2)


def verified_of(one: Measured, partner: str) -> str:
    """What of an entered value is verified, where that is not the whole of it."""
    if one.verified is None:
        return ""
    found = one.verified.by_partner.get(partner) if partner else one.verified.total
    value = found.value if found else None
    reported = one.of_partner(partner) if partner else one.value
    return "" if value == reported else shown(value, one.indicator) or gettext("nothing yet")


def shown(value: Any, indicator: Indicator, *, whole: bool = False) -> str:
    """A value as people write it; '' for no data. Shares of a percentage are told in per cent, targets of one as they stand."""
    if value is None or isinstance(value, str):
        return value or ""
    if indicator.measure == PERCENTAGE and not whole:
        return value_in_words(float(value), measure="share")
    plain = round(float(value), 2) if isinstance(value, Fraction) else value
    return value_in_words(plain)


def light_shown(light: Light | None) -> LightShown:
    if light is None:
        return LightShown(str(LightWord.GREY.label), LIGHT_TONES["grey"], "")
    reason = phrase(light.formula)
    if light.expected is not None:
        values = {"expected": value_in_words(round(float(light.expected), 1)), "formula": reason}
        reason = gettext("expected by this day: %(expected)s = %(formula)s") % values
    return LightShown(str(LightWord(light.colour).label), LIGHT_TONES[light.colour], reason)


def forecast_shown(found: Forecast | None) -> str:
    """'3.9 (3 to 5)'; nothing where there is no pipeline."""
    if found is None or not found.parts:
        return ""
    values = {"mean": value_in_words(round(found.mean, 1)), "low": found.low, "high": found.high}
    return gettext("%(mean)s (%(low)s to %(high)s)") % values


def warnings(board: Board, one: Measured) -> tuple[str, ...]:
    """What a reader must know of the number: a split that does not add up, rows nobody can judge, sets with gaps."""
    told = [phrase(gap.sentence) for gap in one.gaps]
    names = board.names
    for target, covered in one.covered:
        if covered.missing:
            missing = ", ".join(label_of(key, names) for key in covered.missing)
            told.append(
                gettext("Missing of %(dimension)s: %(members)s")
                % {"dimension": target.dimension, "members": missing}
            )
    if number := one.unjudged:
        told.append(
            ngettext("%(number)s record cannot be judged: the true value may be more", "%(number)s records cannot be judged: the true value may be more", number)
            % {"number": number}
        )  # fmt: skip
    if one.score.total.conflict:
        said = ", ".join(shown(value, one.indicator) for value in one.score.total.conflict)
        told.append(gettext("Partners report different joint values: %(values)s") % {"values": said})
    return tuple(told)


def with_day(url: str, board: Board, **more: str) -> str:
    values = {"as_of": board.as_of.isoformat(), "credit": board.credit, **more}
    return f"{url}?{urlencode({name: value for name, value in values.items() if value})}"


def rows_url(board: Board, one: Measured, *, partner: str = "", period: str = "") -> str:
    """The page of the rows behind a number."""
    if one.ledger is None and not one.values:
        return ""
    return with_day(
        reverse("scoreboard:rows", args=[one.indicator.key]), board, partner=partner, period=period
    )


@dataclass(frozen=True)
class IndicatorShown:
    """One indicator with everything about its value: by partner, period and dimension, its light and its forecast."""

    line: Line
    periods: tuple[CellShown, ...]
    matrix: tuple[tuple[CellShown, tuple[CellShown, ...]], ...]
    dimensions: tuple[tuple[str, tuple[CellShown, ...]], ...]
    stages: tuple[tuple[str, str, int], ...]
    formula: str
    chance: str


def indicator_shown(board: Board, one: Measured) -> IndicatorShown:
    found = one.forecast if one.forecast and one.forecast.parts else None
    chance = value_in_words(found.chance, measure="share") if found and found.chance is not None else ""
    periods = tuple(of_period(board, one, period.key, period.label) for period in board.periods)
    return IndicatorShown(
        line(board, one, columns(board)),
        (*periods, *unplaced(board, one)),
        tuple((period, cells_of(board, one, period.key)) for period in periods) if one.count else (),
        tuple(
            (dimension_label(one, name), by_dimension(board, one, name))
            for name in (one.card.dimensions if one.card else ())
        ),
        tuple(
            (str(STAGE_WORDS[part.stage]), f"{part.probability:.0%}", len(part.rows)) for part in found.parts
        )
        if found
        else (),
        phrase(found.formula) if found else "",
        chance,
    )


def of_period(board: Board, one: Measured, key: str, label: str) -> CellShown:
    found = one.score.by_period.get(key)
    value = found.value if found else None
    target = shown(one.target.by_period.get(key), one.indicator, whole=True)
    return CellShown(
        key, label, shown(value, one.indicator), target, rows_url(board, one, period=key) if value else ""
    )


def unplaced(board: Board, one: Measured) -> tuple[CellShown, ...]:
    """What counts in the total and in no period."""
    if one.count is None:
        return ()
    words = {key: str(word) for key, word in UNPLACED.items()}
    tallies = ((key, one.count.by_period.get(key)) for key in words)
    return tuple(
        CellShown(key, words[key], shown(tally.value, one.indicator), "", rows_url(board, one, period=key))
        for key, tally in tallies
        if tally and tally.rows
    )


def cells_of(board: Board, one: Measured, period: str) -> tuple[CellShown, ...]:
    if one.count is None:
        return ()
    cells = one.count.cells(board.credit or one.indicator.credit)
    names = [(key, label) for key, label in columns(board) if (key, period) in cells]
    return tuple(
        CellShown(
            key,
            label,
            shown(cells[key, period].value, one.indicator),
            "",
            rows_url(board, one, partner=key, period=period),
        )
        for key, label in names
    )


def dimension_label(one: Measured, name: str) -> str:
    return label(name, one.rule.register) if one.rule else name


def by_dimension(board: Board, one: Measured, name: str) -> tuple[CellShown, ...]:
    if one.count is None:
        return ()
    words = {engine.NOT_STATED: gettext("not stated"), engine.SEVERAL: gettext("several")}
    return tuple(
        CellShown(
            label,
            words.get(label, state_in_words(label) if name == "state" else group_label(label, name)),
            shown(tally.value, one.indicator),
        )
        for label, tally in one.count.by_dimension(name).items()
    )


@dataclass(frozen=True, slots=True)
class NumberShown:
    """One number of an indicator, named: of all, of a partner, of a period."""

    title: str
    value: str


def number_behind(board: Board, one: Measured, partner: str, period: str) -> NumberShown:
    credit = board.credit or one.indicator.credit
    found: Any = one.score.total.value
    if one.count and partner and period:
        tally = one.count.cells(credit).get((partner, period))
        found = tally.value if tally else None
    elif partner:
        found = one.of_partner(partner)
    elif period:
        tally = one.count.by_period.get(period) if one.count else None
        found = tally.value if tally else None
    labels = {period_of.key: period_of.label for period_of in board.periods} | UNPLACED
    words = [
        one.indicator.title,
        label_of(partner, board.names) if partner else "",
        str(labels.get(period, period)),
    ]
    return NumberShown(", ".join(word for word in words if word), shown(found, one.indicator))


def bars(of: IndicatorShown) -> list[tuple[str, float | None, float | None]]:
    """(partner, value, target) for those who have either, as numbers for a chart."""
    return [
        (cell.label, cell.number, cell.goal)
        for cell in of.line.cells
        if cell.number is not None or cell.goal is not None
    ]


def day_in_periods(board: Board) -> list[tuple[str, date]]:
    """The last days of the periods, to look at the board as of each."""
    return [(one.label, one.end) for one in board.periods]
