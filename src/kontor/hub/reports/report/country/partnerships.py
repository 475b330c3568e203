"""The partnerships that go to the country."""

from django.utils.translation import gettext

from kontor.documents.blocks import Block, Cell, Column, Heading, Row, Table
from kontor.hub.directory.choices import Taxonomy
from kontor.hub.reports.queries.country import CountryTold, Targeting
from kontor.hub.reports.report.country.cited import Rests
from kontor.hub.reports.report.shared import place_name


def generation(one: Targeting) -> int | None:
    return one.partnership.call.generation if one.partnership.call else None


def blocks(found: CountryTold, rests: Rests) -> tuple[Block, ...]:
    return (Heading(gettext("Partnerships that go there"), id="partnerships"), table(found, rests))


def table(found: CountryTold, rests: Rests) -> Table:
    return Table(
        id="partnerships",
        caption=gettext("Partnerships, where else they go, and whom they bring"),
        columns=(
            Column("partnership", gettext("Partnership"), share=1.4),
            Column("generation", gettext("Generation"), "number"),
            Column("sector", gettext("Sector focus"), share=1.6),
            Column("fields", gettext("Technology fields"), share=1.6),
            Column("others", gettext("Other targets"), share=2),
            Column("smes", gettext("SMEs involved"), "number"),
            Column("partners", gettext("Partners by country"), share=1.8),
            Column("source", gettext("Source"), share=1.4),
        ),
        rows=tuple(row(one, rests) for one in found.targeting),
        empty=gettext("None is known."),
        wide=True,
    )


def row(one: Targeting, rests: Rests) -> Row:
    return (
        Cell(one.partnership.acronym, one.partnership.get_absolute_url()),
        generation(one),
        one.partnership.sector_focus,
        ", ".join(one.fields.get(Taxonomy.TECHNOLOGY_FIELD, ())),
        ", ".join(sorted(place_name(code) for code in one.others)),
        one.partnership.smes_involved,
        ", ".join(
            f"{place_name(code) or gettext('not stated')} {number}" for code, number in one.partners.items()
        ),
        rests.on_all(one.sources),
    )
