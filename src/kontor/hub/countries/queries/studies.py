"""Market studies as their pages show them: six items in order, what is not said yet, what does not fit together, on what they rest."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext

from kontor.engine.indicators.growth import compound
from kontor.hub.countries import kit
from kontor.hub.countries.choices import ROWS, Force, Measure, StudyItem
from kontor.hub.countries.models import MarketChoice, MarketFigure, MarketStudy, MarketStudyItem
from kontor.hub.countries.queries.markets import interest_of, page_of
from kontor.hub.countries.rules import number_of, plausibility, studies
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.partial_dates import written
from kontor.hub.foundation.permission import can
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.templatetags.kontor import language, number, percent
from kontor.hub.foundation.units import unit_in_words
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Participation, TargetMarket


@dataclass(frozen=True, slots=True)
class FigureShown:
    """A figure of a year as people read it."""

    figure: MarketFigure
    value: str

    @property
    def number(self) -> Decimal:
        return number_of(self.figure.value) or Decimal(0)

    @property
    def of(self) -> str:
        """'EUR million, 2016'."""
        words = (
            "%" if self.figure.unit == studies.PERCENT else unit_in_words(self.figure.unit, self.figure.value)
        )
        return f"{words}, {self.figure.year}"


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one measure: `size` is the newest, `figures` all of them by year."""

    measure: str
    label: str
    size: FigureShown
    figures: tuple[FigureShown, ...]


@dataclass(frozen=True, slots=True)
class ForecastShown:
    """What a measure becomes. `value` is '' where it cannot be computed; `how` is the formula with its numbers, or the reason given."""

    label: str
    year: int
    value: str
    computed: bool
    how: str


@dataclass(frozen=True, slots=True)
class ItemShown:
    """One of the six items: what was written, its rows as (label, value) pairs, and what it does not say yet."""

    key: str
    label: str
    item: MarketStudyItem | None
    rows: tuple[tuple[tuple[str, str], ...], ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Precondition:
    """What should hold before a study is made, whether it does, in words, and the records behind it."""

    label: str
    holds: bool
    words: str
    records: tuple[kit.Record, ...]


@dataclass(frozen=True, slots=True)
class StudyShown:
    """A market study, as far as the actor may see it. Who wrote it and the preconditions are told to partners only."""

    study: MarketStudy
    items: tuple[ItemShown, ...]
    series: tuple[Series, ...]
    forecasts: tuple[ForecastShown, ...]
    remarks: tuple[str, ...]
    preconditions: tuple[Precondition, ...]
    is_inside: bool
    may_write: bool

    @property
    def missing(self) -> int:
        return sum(len(one.missing) for one in self.items)

    @property
    def written(self) -> int:
        return sum(one.item is not None for one in self.items)


def studies_seen(actor: Actor) -> QuerySet[MarketStudy]:
    rows = visible(MarketStudy, actor).select_related("partnership", "country")
    return rows.order_by("partnership__acronym", "country", "pk")


def studies_of_country(actor: Actor, country: str) -> QuerySet[MarketStudy]:
    return studies_seen(actor).filter(country=country)


def study_by_id(actor: Actor, pk: int) -> MarketStudy:
    """Raises NotThere."""
    found = studies_seen(actor).filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def item_of(actor: Actor, study: MarketStudy, item: str) -> MarketStudyItem | None:
    return visible(MarketStudyItem, actor).filter(study=study, item=item).select_related("source").first()


def figure_by_id(actor: Actor, study: MarketStudy, pk: int) -> MarketFigure:
    """Raises NotThere."""
    found = (
        visible(MarketFigure, actor)
        .filter(study=study, pk=pk)
        .select_related("study__partnership", "source")
        .first()
    )
    if found is None:
        raise NotThere
    return found


def study_shown(actor: Actor, study: MarketStudy, today: date) -> StudyShown:
    """One study. The number of statements does not depend on how much it says."""
    (shown,) = shown_of(actor, [study], today)
    return shown


def shown_of(
    actor: Actor, found: Sequence[MarketStudy], today: date, *, inside: bool = True
) -> list[StudyShown]:
    """Several at once: two statements for all of them, and `inside` for each what is told to its partners only."""
    items: dict[int, dict[str, MarketStudyItem]] = defaultdict(dict)
    for item in (
        visible(MarketStudyItem, actor).filter(study__in=found).select_related("source", "written_by")
    ):
        items[item.study_id][item.item] = item
    figures: dict[int, list[MarketFigure]] = defaultdict(list)
    rows = visible(MarketFigure, actor).filter(study__in=found).select_related("source")
    for figure in rows.order_by("year", "pk"):
        figures[figure.study_id].append(figure)
    return [shown(actor, one, items[one.pk], figures[one.pk], today, inside=inside) for one in found]


def shown(
    actor: Actor, study: MarketStudy, items: Mapping[str, MarketStudyItem], figures: Sequence[MarketFigure], today: date, *, inside: bool
) -> StudyShown:  # fmt: skip
    sizes = [size_of(one) for one in figures]
    said = {
        key: plausibility.Said(one.text, one.points, one.source_id is not None) for key, one in items.items()
    }
    missing: dict[str, list[str]] = defaultdict(list)
    for key, remark in plausibility.missing(said, sizes):
        missing[key].append(in_words(remark))
    growth = items.get(StudyItem.GROWTH)
    forecasts = growth.points if growth else []
    is_inside = inside and can(actor, "partnerships.read_inside", study.partnership)
    return StudyShown(
        study=study,
        items=tuple(
            ItemShown(
                key, capfirst(str(label)), items.get(key), told_rows(items.get(key)), tuple(missing[key])
            )
            for key, label in StudyItem.choices
        ),
        series=tuple(series(figures)),
        forecasts=tuple(forecasts_shown(forecasts, sizes)),
        remarks=tuple(in_words(one) for one in plausibility.remarks(sizes, forecasts, today.year)),
        preconditions=tuple(preconditions(actor, study)) if is_inside else (),
        is_inside=is_inside,
        may_write=inside and not actor.is_visitor and can(actor, "countries.write_item", study),
    )


def size_of(one: MarketFigure) -> plausibility.Size:
    return plausibility.Size(one.measure, one.year, number_of(one.value) or Decimal(0), one.unit)


def series(figures: Sequence[MarketFigure]) -> Iterable[Series]:
    for measure, label in Measure.choices:
        told = tuple(
            FigureShown(one, amount(one.value, one.unit)) for one in figures if one.measure == measure
        )
        if told:
            yield Series(measure, capfirst(str(label)), told[-1], told)


def amount(value: Any, unit: str) -> str:
    """'1,200 EUR million', '2.5%'."""
    stated = value if isinstance(value, float | Decimal) else number_of(str(value)) or Decimal(0)
    if unit == studies.PERCENT:
        return percent(stated, decimals_of(stated))
    return f"{number(stated)} {unit_in_words(unit, str(value))}".strip()


def decimals_of(stated: Decimal | float) -> int:
    """As many as are stated, two at most."""
    exponent = Decimal(str(stated)).normalize().as_tuple().exponent
    return min(2, max(0, -int(exponent)))


def told_rows(item: MarketStudyItem | None) -> tuple[tuple[tuple[str, str], ...], ...]:
    """The rows of an item; those of growth are told as forecasts."""
    if item is None or item.item == StudyItem.GROWTH or item.item not in ROWS:
        return ()
    cells = ROWS[item.item].cells
    return tuple(
        tuple(
            (str(cell.label), str(cell.choices(point[cell.key]).label) if cell.choices else point[cell.key])
            for cell in cells
            if point.get(cell.key)
        )
        for point in item.points
    )


def forecasts_shown(points: studies.Points, sizes: Sequence[plausibility.Size]) -> Iterable[ForecastShown]:
    by_measure = plausibility.series_of(sizes)
    for point in points:
        own, year = by_measure.get(point["measure"], []), int(point["year"])
        label = capfirst(str(Measure(point["measure"]).label))
        unit = own[-1].unit if own else studies.PERCENT if point["measure"] == Measure.SHARE else ""
        if point.get("value"):
            yield ForecastShown(label, year, amount(point["value"], unit), False, point.get("reason", ""))
            continue
        series = {one.year: one.value for one in own}
        grown = compound(series, year) if plausibility.can_grow(own) else None
        if grown is None:
            yield ForecastShown(
                label, year, "", True, gettext("It cannot be computed from the figures entered.")
            )
            continue
        formula = f"{number(grown.last)} × ({number(grown.last)} / {number(grown.first)}) ^ (({year} − {grown.last_year}) / ({grown.last_year} − {grown.first_year}))"
        words = gettext("Compound growth of %(rate)s a year, from %(first)s to %(last)s: %(formula)s") % {
            "rate": percent(100 * grown.rate, 1), "first": grown.first_year, "last": grown.last_year, "formula": formula,
        }  # fmt: skip
        yield ForecastShown(label, year, amount(round(grown.value, 2), unit), True, words)


def in_words(remark: plausibility.Remark) -> str:
    """A remark of the rules in the reader's language."""
    return gettext(remark.sentence) % {name: told(name, value) for name, value in remark.data.items()}


def told(name: str, value: object) -> object:
    if name in ("measure", "other"):
        return capfirst(str(Measure(str(value)).label))
    if name == "force":
        return str(Force(str(value)).label)
    return number(value) if isinstance(value, Decimal) else value


def preconditions(actor: Actor, study: MarketStudy) -> Iterable[Precondition]:
    """The two of the guide: the market was chosen, and many members want it. For the partners: it rests on what only they read."""
    partnership = study.partnership
    choices = visible(MarketChoice, actor).filter(partnership=partnership, countries=study.country)
    page = page_of(partnership)
    records = [
        kit.Record(
            gettext("Choice of %(day)s") % {"day": written(one.chosen_on.isoformat(), language())},
            f"{page}#choices",
        )
        for one in choices.order_by("chosen_on")
    ]
    chosen = bool(records)
    targets = visible(TargetMarket, actor).filter(partnership=partnership, country=study.country)
    if not chosen and targets.exists():
        words = gettext("It is a target market of the partnership, but no choice of target markets names it.")
    elif chosen:
        words = gettext("It was chosen among the candidates.")
    else:
        words = gettext("No choice of target markets names it. Compare the candidates and choose first.")
    yield Precondition(
        gettext("The market is chosen"),
        chosen,
        words,
        tuple(records) or (kit.Record(gettext("Choice of markets"), page),),
    )
    interest, _stated = interest_of(actor, partnership)
    named = interest.get(study.country_id, [])
    members = (
        visible(Participation, actor)
        .filter(partnership=partnership)
        .values("organisation")
        .distinct()
        .count()
    )
    words = gettext("%(number)s of %(members)s members named the country.") % {
        "number": len(named),
        "members": members,
    }
    yield Precondition(
        gettext("Many members are interested"), 2 * len(named) >= members > 0, words, tuple(named)
    )
