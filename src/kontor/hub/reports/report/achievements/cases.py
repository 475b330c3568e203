"""The cooperation cases of clusters and of SMEs, one line each."""

from django.utils.text import capfirst
from django.utils.translation import gettext

from kontor.documents.blocks import Block, Cell, Column, Heading, KeyFigures, Row, Table
from kontor.hub.agreements.choices import PartyRole
from kontor.hub.reports.queries.achievements import Achievements
from kontor.hub.reports.queries.cooperation import CaseTold
from kontor.hub.reports.report.shared import place_name


def blocks(found: Achievements) -> tuple[Block, ...]:
    return (
        Heading(gettext("Overview of cooperation cases"), id="cases"),
        KeyFigures(("cases.clusters", "cases.smes", "cases.signed")),
        table(found.at("cluster"), "cluster-cases", gettext("Cooperation cases by clusters"), gettext("Partner")),
        table(found.at("sme"), "sme-cases", gettext("Cooperation cases by SMEs"), gettext("Partner (name, unless it is confidential)")),
    )  # fmt: skip


def table(cases: list[CaseTold], id: str, caption: str, partner: str) -> Table:
    return Table(
        id=id,
        caption=caption,
        columns=(
            Column("country", gettext("Country"), share=1.2),
            Column("number", gettext("No."), "number", share=0.5),
            Column("type", gettext("Type"), share=1.3),
            Column("description", gettext("Brief description"), share=3),
            Column("objective", gettext("Objectives"), share=1.8),
            Column("sector", gettext("Sector or technology"), share=1.3),
            Column("partner", partner, share=1.7),
        ),
        rows=tuple(row(place, told) for place, told in enumerate(cases, start=1)),
        total=(gettext("Total"), len(cases), "", "", "", "", "") if cases else None,
        empty=gettext("No case is recorded."),
    )


def row(place: int, told: CaseTold) -> Row:
    case = told.case
    return (
        place_name(told.country),
        place,
        capfirst(told.stated_type),
        Cell(case.title, case.get_absolute_url()),
        "; ".join(told.objectives),
        told.sector_in("overview"),
        counterparts(told),
    )


def counterparts(told: CaseTold) -> str:
    return named(told, PartyRole.COUNTERPART)


def named(told: CaseTold, *roles: PartyRole) -> str:
    """The parties in these roles; a confidential one by what others may read of it."""
    return ", ".join(party.label for party in told.parties if party.role in roles)
