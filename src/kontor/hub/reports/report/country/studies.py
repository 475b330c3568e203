"""Market studies of the country that the reader may see: item by item, and their figures, each with its source."""

from collections.abc import Iterable

from django.utils.text import capfirst
from django.utils.translation import gettext

from kontor.documents.blocks import Block, Cell, Column, Heading, Paragraph, Row, Table
from kontor.hub.countries.choices import StudyItem
from kontor.hub.countries.queries.studies import ForecastShown, ItemShown, StudyShown
from kontor.hub.foundation.partial_dates import written
from kontor.hub.reports.queries.country import CountryTold
from kontor.hub.reports.report.country.cited import Rests
from kontor.hub.reports.report.shared import spoken


def blocks(found: CountryTold, rests: Rests) -> tuple[Block, ...]:
    """Nothing where the reader sees no study."""
    if not found.studies:
        return ()
    return (
        Heading(gettext("Market studies"), id="studies"),
        Paragraph(
            gettext(
                "What partnerships found out about the market, in the six items of the guide. A study that is not published is told to its partners only."
            )
        ),
        *(
            Paragraph(f"{named(one).value}: {one.study.summary}")
            for one in found.studies
            if one.study.summary
        ),
        items(found, rests),
        figures(found, rests),
    )


def items(found: CountryTold, rests: Rests) -> Table:
    return Table(
        id="study-items",
        caption=gettext("What market studies say"),
        columns=(
            Column("partnership", gettext("Partnership"), share=1.2),
            Column("item", gettext("Item"), share=1.2),
            Column("text", gettext("What is said"), share=4),
            Column("written", gettext("Written on"), share=1.1),
            Column("source", gettext("Source"), share=1.4),
        ),
        rows=tuple(item_row(study, one, rests) for study in found.studies for one in study.items if one.item),
        empty=gettext("Nothing is written yet."),
    )


def named(study: StudyShown) -> Cell:
    acronym = study.study.partnership.acronym
    label = acronym if study.study.published_on else gettext("%(name)s (not published)") % {"name": acronym}
    return Cell(label, study.study.get_absolute_url())


def item_row(study: StudyShown, one: ItemShown, rests: Rests) -> Row:
    assert one.item is not None
    day = written(one.item.written_on.isoformat(), spoken())
    return named(study), one.label, " ".join(said(study, one)), day, rests.on(one.item.source, one.item.place)


def said(study: StudyShown, one: ItemShown) -> Iterable[str]:
    """The text, its rows, and what is computed or does not fit together."""
    if one.item and one.item.text:
        yield one.item.text
    for row in one.rows:
        yield row_in_words(row)
    if one.key == StudyItem.GROWTH:
        yield from (forecast(expected) for expected in study.forecasts)
    if one.key == StudyItem.SIZE:
        yield from study.remarks


def row_in_words(row: tuple[tuple[str, str], ...]) -> str:
    """'Ports (Where they are: Cartagena; Attitude: careful).'"""
    (_label, title), *rest = row
    details = "; ".join(f"{label}: {value.rstrip('.')}" for label, value in rest)
    return f"{capfirst(title.rstrip('.'))} ({details})." if details else f"{capfirst(title.rstrip('.'))}."


def forecast(one: ForecastShown) -> str:
    return f"{one.label}, {one.year}: {one.value or gettext('not known')} ({one.how.rstrip('.')})."


def figures(found: CountryTold, rests: Rests) -> Table:
    return Table(
        id="study-figures",
        caption=gettext("Figures of market studies by year"),
        columns=(
            Column("partnership", gettext("Partnership"), share=1.2),
            Column("figure", gettext("Figure"), share=2),
            Column("year", gettext("Year")),
            Column("value", gettext("Value"), share=1.4),
            Column("source", gettext("Source"), share=1.4),
        ),
        rows=tuple(
            (
                named(study),
                series.label,
                str(one.figure.year),
                one.value,
                rests.on(one.figure.source, one.figure.place),
            )
            for study in found.studies
            for series in study.series
            for one in series.figures
        ),
        empty=gettext("No figure is entered yet."),
    )
