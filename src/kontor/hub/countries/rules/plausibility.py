"""What a market study does not say yet, and what in its figures does not fit together. Plain values in, sentences out; nothing is refused."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kontor.hub.countries.choices import Force, Measure, StudyItem
from kontor.hub.countries.rules.studies import Points
from kontor.hub.foundation.refusal import N_


@dataclass(frozen=True, slots=True)
class Size:
    """One figure as the rules look at it."""

    measure: str
    year: int
    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Said:
    """One item as the rules look at it."""

    text: str = ""
    points: Points = ()
    has_source: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence (to translate) and what it names: numbers, years, and under `measure` one of the four figures."""

    sentence: str
    data: Mapping[str, object] = field(default_factory=dict)


def series_of(sizes: Iterable[Size]) -> dict[str, list[Size]]:
    """Measure -> its figures from the first year to the last."""
    found: dict[str, list[Size]] = defaultdict(list)
    for one in sorted(sizes, key=lambda size: size.year):
        found[one.measure].append(one)
    return found


def can_grow(sizes: Sequence[Size]) -> bool:
    """Whether compound growth follows from these figures of one measure, from the first year to the last."""
    return (
        len(sizes) > 1 and len({one.unit for one in sizes}) == 1 and min(sizes[0].value, sizes[-1].value) > 0
    )


def missing(said: Mapping[str, Said], sizes: Iterable[Size]) -> Iterator[tuple[str, Remark]]:
    """(item, what it does not say yet), in the order of the items."""
    series = series_of(sizes)
    for item in StudyItem.values:
        one = said.get(item, Said())
        if not one.text.strip():
            yield item, Remark(N_("The text is not written."))
        elif not one.has_source:
            yield item, Remark(N_("No source is named for the text."))
        for remark in MISSING.get(item, nothing_missing)(one.points, series):
            yield item, remark


def nothing_missing(_points: Points, _series: Mapping[str, Sequence[Size]]) -> Iterator[Remark]:
    yield from ()


def segments_missing(points: Points, _series: Mapping[str, Sequence[Size]]) -> Iterator[Remark]:
    if not points:
        yield Remark(N_("No segment is described."))
    for point in points:
        for key, sentence in OF_A_SEGMENT:
            if not point.get(key, "").strip():
                yield Remark(sentence, {"segment": point.get("name", "")})


OF_A_SEGMENT = (
    ("place", N_("Where the segment '%(segment)s' is.")),
    ("population", N_("How many and who the segment '%(segment)s' is.")),
    ("attitude", N_("What the segment '%(segment)s' thinks and how it buys.")),
)


def sizes_missing(_points: Points, series: Mapping[str, Sequence[Size]]) -> Iterator[Remark]:
    for measure in Measure.values:
        if measure not in series:
            yield Remark(N_("The figure is not stated: %(measure)s."), {"measure": measure})


def growth_missing(points: Points, series: Mapping[str, Sequence[Size]]) -> Iterator[Remark]:
    if not any(len(sizes) > 1 for sizes in series.values()):
        yield Remark(N_("No figure is stated for more than one year."))
    if not points:
        yield Remark(N_("There is no forecast."))


def forces_missing(points: Points, _series: Mapping[str, Sequence[Size]]) -> Iterator[Remark]:
    judged = {point.get("force") for point in points}
    for force in Force.values:
        if force not in judged:
            yield Remark(N_("The force is not judged: %(force)s."), {"force": force})


def trends_missing(points: Points, _series: Mapping[str, Sequence[Size]]) -> Iterator[Remark]:
    if not points:
        yield Remark(N_("No trend is named."))


def factors_missing(points: Points, _series: Mapping[str, Sequence[Size]]) -> Iterator[Remark]:
    if not points:
        yield Remark(N_("No factor is named."))


Lacks = Callable[[Points, Mapping[str, Sequence[Size]]], Iterator[Remark]]
MISSING: Mapping[str, Lacks] = {
    StudyItem.TARGET: segments_missing,
    StudyItem.SIZE: sizes_missing,
    StudyItem.GROWTH: growth_missing,
    StudyItem.PROFITABILITY: forces_missing,
    StudyItem.TRENDS: trends_missing,
    StudyItem.SUCCESS: factors_missing,
}


def remarks(sizes: Collection[Size], forecasts: Points, this_year: int) -> Iterator[Remark]:
    """What in the figures does not fit together. Nothing is refused for it: sources do say such things."""
    series = series_of(sizes)
    newest = {measure: found[-1] for measure, found in series.items()}
    for one in sizes:
        if one.year > this_year:
            data = {"measure": one.measure, "year": one.year}
            yield Remark(
                N_(
                    "%(measure)s: the year %(year)s lies in the future. State a forecast under growth instead."
                ),
                data,
            )
    yield from above(newest, Measure.SERVICEABLE, Measure.TOTAL)
    yield from above(newest, Measure.TARGET, Measure.SERVICEABLE)
    yield from share(newest)
    for measure, found in series.items():
        if len({one.unit for one in found}) > 1:
            yield Remark(
                N_("%(measure)s: its figures have different units, so no growth follows from them."),
                {"measure": measure},
            )
    for point in forecasts:
        yield from forecast_remarks(point, series.get(point["measure"], []))


def above(newest: Mapping[str, Size], inner: str, outer: str) -> Iterator[Remark]:
    """The inner market is a part of the outer one."""
    part, whole = newest.get(inner), newest.get(outer)
    if part is None or whole is None:
        return
    if part.unit != whole.unit:
        yield Remark(
            N_(
                "%(measure)s and %(other)s cannot be compared: one is in %(unit)s, the other in %(other_unit)s."
            ),
            {"measure": inner, "other": outer, "unit": part.unit, "other_unit": whole.unit},
        )
    elif part.value > whole.value:
        yield Remark(
            N_("%(measure)s (%(value)s) is larger than %(other)s (%(other_value)s), of which it is a part."),
            {"measure": inner, "other": outer, "value": part.value, "other_value": whole.value},
        )
    if part.year != whole.year:
        yield Remark(
            N_("%(measure)s is of %(year)s, %(other)s of %(other_year)s: they are compared all the same."),
            {"measure": inner, "other": outer, "year": part.year, "other_year": whole.year},
        )


def share(newest: Mapping[str, Size]) -> Iterator[Remark]:
    """The stated share beside target market / total available market, as exactly as it is stated."""
    found = [newest.get(one) for one in (Measure.SHARE, Measure.TARGET, Measure.TOTAL)]
    stated, part, whole = found
    if stated is None or part is None or whole is None or part.unit != whole.unit or not whole.value:
        return
    exponent = min(int(stated.value.as_tuple().exponent), 0)
    computed = (100 * part.value / whole.value).quantize(Decimal(1).scaleb(exponent))
    if computed != stated.value:
        yield Remark(
            N_(
                "The target share is stated as %(stated)s%%, but target market / total available market is %(computed)s%%."
            ),
            {"stated": stated.value, "computed": computed},
        )


def forecast_remarks(point: Mapping[str, str], sizes: Sequence[Size]) -> Iterator[Remark]:
    data = {"measure": point["measure"], "year": int(point["year"])}
    if sizes and int(point["year"]) <= sizes[-1].year:
        yield Remark(
            N_("%(measure)s: the forecast for %(year)s is not after the last figure, which is of %(last)s."),
            data | {"last": sizes[-1].year},
        )
    elif point.get("value"):
        return
    elif len(sizes) < 2:
        yield Remark(
            N_(
                "%(measure)s: growth to %(year)s cannot be computed. Figures of two years at least are needed."
            ),
            data,
        )
    elif not can_grow(sizes):
        yield Remark(
            N_(
                "%(measure)s: growth to %(year)s cannot be computed from these figures: they must be above 0 and of one unit."
            ),
            data,
        )
