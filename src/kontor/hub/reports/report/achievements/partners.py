"""Who the partners are."""

from django.utils.text import capfirst
from django.utils.translation import gettext

from kontor.documents.blocks import Block, Cell, Column, Heading, Row, Table
from kontor.hub.reports.queries.achievements import Achievements
from kontor.hub.reports.report.shared import place_name


def blocks(found: Achievements) -> tuple[Block, ...]:
    return (Heading(gettext("Partners"), id="partners"), table(found))


def table(found: Achievements) -> Table:
    rows: list[Row] = [
        (
            Cell(one.organisation.name, one.organisation.get_absolute_url()),
            place_name(one.organisation.country_id or ""),
            capfirst(one.get_role_display()),
        )
        for one in found.partners
    ]
    return Table(
        id="partners",
        caption=gettext("The partners of %(partnership)s") % {"partnership": found.partnership.acronym},
        columns=(
            Column("organisation", gettext("Organisation"), share=2.4),
            Column("country", gettext("Country")),
            Column("role", gettext("Role")),
        ),
        rows=tuple(rows),
        empty=gettext("No record names the partners."),
    )
