"""The partnerships that go to the country."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext

from kontor.documents.blocks import Block, Cell, Column, Heading, Row, Table
from kontor.hub.directory.choices import Taxonomy
from kontor.hub.reports.queries.country import AGREES, CountryTold, PartnersStated, Targeting
from kontor.hub.reports.report.country.cited import Rests
from kontor.hub.reports.report.shared import place_name
from kontor.hub.scoreboard.queries import Finding


def generation(one: Targeting) -> int | None:
    return one.partnership.call.generation if one.partnership.call else None


def blocks(found: CountryTold, rests: Rests) -> tuple[Block, ...]:
    return (Heading(gettext("Partnerships that go there"), id="partnerships"), table(found, rests))


def table(found: CountryTold, rests: Rests) -> Table:
    """What a source counts stands in a column of its own, where there is one that the records do not confirm."""
    differ = any(one.stated for one in found.targeting)
    stated = (Column("stated", gettext("Partners as stated, where the records say otherwise"), share=1.8),)
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
            *(stated if differ else ()),
            Column("source", gettext("Source"), share=1.4),
        ),
        rows=tuple(row(one, rests, differ=differ) for one in found.targeting),
        empty=gettext("None is known."),
        wide=True,
    )


def row(one: Targeting, rests: Rests, *, differ: bool) -> Row:
    return (
        Cell(one.partnership.acronym, one.partnership.get_absolute_url()),
        generation(one),
        one.partnership.sector_focus,
        ", ".join(one.fields.get(Taxonomy.TECHNOLOGY_FIELD, ())),
        ", ".join(sorted(place_name(code) for code in one.others)),
        one.partnership.smes_involved,
        by_country(one.partners),
        *((stated(one, rests),) if differ else ()),
        rests.on_all(one.sources),
    )


def by_country(numbers: Mapping[str, object]) -> str:
    """'Belgium 2, Spain 2'."""
    return ", ".join(
        f"{place_name(code) or gettext('not stated')} {number}" for code, number in numbers.items()
    )


def stated(one: Targeting, rests: Rests) -> Cell | str:
    """'7 (Denmark 1, Germany 2) [1] table1, September 2017', a link to the claim and its rows."""
    if not one.stated:
        return ""
    told = "; ".join(counted(each, rests) for each in one.stated)
    return Cell(told, reverse("scoreboard:claim", args=[one.stated[0].claims[0].key]))


def counted(each: PartnersStated, rests: Rests) -> str:
    countries = by_country(each.countries)
    both = f"{each.total} ({countries})" if each.total and countries else each.total or countries
    return f"{both} {rests.mark(each.source.key, each.place, each.source.published_on, each.source.title)}"


def differing(found: CountryTold) -> list[Finding]:
    """The counts of partners that the records do not confirm, for the list of findings."""
    told = [finding for one in found.targeting for each in one.stated for finding in each.claims]
    listed = {one.key for one in found.findings}
    return [one for one in told if one.word != AGREES and one.key not in listed]
