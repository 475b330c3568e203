"""Each partnership on one page."""

from collections.abc import Iterable

from django.utils.translation import get_language, gettext

from kontor.documents.blocks import Block, Column, Facts, Heading, Link, Paragraph, Row, Table, Text
from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.partial_dates import written
from kontor.hub.partnerships.models import Partnership
from kontor.hub.reports.report.overview.partnerships import address, generation_of

PREFIX = "p-"


def blocks(pages: Iterable[tuple[Block, ...]]) -> tuple[Block, ...]:
    return (
        Heading(gettext("The partnerships, one page each"), id="presentations", new_page=True),
        Paragraph(gettext("What is not listed is not stated by any source.")),
        *(block for page in pages for block in page),
    )


def heading(partnership: Partnership) -> Heading:
    return Heading(partnership.acronym, level=2, id=f"{PREFIX}{partnership.key}", new_page=True)


def presentation(partnership: Partnership) -> tuple[Block, ...]:
    parts: list[Block] = [heading(partnership)]
    if partnership.name and partnership.name != partnership.acronym:
        parts.append(Paragraph(partnership.name, lead=True))
    parts.append(Facts(facts(partnership)))
    if partnership.participations.all():
        parts.append(partners(partnership))
    if partnership.activities.all():
        parts.append(activities(partnership))
    return tuple(parts)


def name(code: str | None) -> str:
    return country_name(code, get_language() or "en") if code else ""


def facts(partnership: Partnership) -> tuple[tuple[str, Text], ...]:
    period = " – ".join(
        written(day, get_language() or "en") for day in (partnership.start, partnership.end) if day
    )
    targets = ", ".join(sorted({name(one.country_id) for one in partnership.targets.all()}))
    smes = partnership.smes_involved
    exact = partnership.smes_qualifier == "exact"
    rows: tuple[tuple[str, Text], ...] = (
        (gettext("Kind, generation"), generation_of(partnership)),
        (gettext("Strand"), str(partnership.get_strand_display()) if partnership.strand else ""),
        (gettext("Period"), period),
        (gettext("Sector focus"), partnership.sector_focus),
        (
            gettext("SMEs involved"),
            f"{'' if exact else partnership.get_smes_qualifier_display() + ' '}{smes}" if smes else "",
        ),
        (gettext("Target countries"), targets),
        (gettext("In Kontor"), (Link(gettext("the partnership's page"), address(partnership)),)),
        (
            gettext("Website"),
            (Link(partnership.website, partnership.website),) if partnership.website else "",
        ),
    )
    return tuple(row for row in rows if row[1])


def partners(partnership: Partnership) -> Table:
    rows: list[Row] = [
        (one.organisation.name, name(one.organisation.country_id), str(one.get_role_display()))
        for one in partnership.participations.all()
    ]
    return Table(
        id=f"partners-{partnership.key}",
        caption=gettext("Partners of %(acronym)s") % {"acronym": partnership.acronym},
        columns=(
            Column("organisation", gettext("Organisation"), share=3),
            Column("country", gettext("Country")),
            Column("role", gettext("Role")),
        ),
        rows=tuple(rows),
    )


def activities(partnership: Partnership) -> Table:
    rows: list[Row] = [
        (str(one.get_type_display()), one.count, name(one.country_id), one.note)
        for one in partnership.activities.all()
    ]
    return Table(
        id=f"activities-{partnership.key}",
        caption=gettext("Stated activities of %(acronym)s") % {"acronym": partnership.acronym},
        columns=(
            Column("type", gettext("Type"), share=1.2),
            Column("number", gettext("Number"), "number", share=0.7),
            Column("country", gettext("Country")),
            Column("note", gettext("Note"), share=3),
        ),
        rows=tuple(rows),
    )
