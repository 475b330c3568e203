"""Partnerships by generation and strand, and the list of all."""

from django.urls import reverse
from django.utils.translation import gettext

from kontor.documents.blocks import Block, Cell, Chart, Column, Heading, Row, Series, Table
from kontor.hub.partnerships.choices import Strand
from kontor.hub.partnerships.models import Partnership
from kontor.hub.reports.queries.overview import Overview

GENERATIONS = ("g1", "g2", "s3")
STRANDS = ("strand1", "strand2", "voluntary")


def blocks(found: Overview) -> tuple[Block, ...]:
    return (
        Heading(gettext("Partnerships"), id="partnerships"),
        chart(found),
        by_strand(found),
        Heading(gettext("List of partnerships"), level=2, id="list"),
        listing(found),
    )


def generation_names() -> dict[str, str]:
    return {
        "g1": gettext("Going international, first generation"),
        "g2": gettext("Going international, second generation"),
        "s3": gettext("Smart specialisation"),
    }


def number(found: Overview, key: str) -> int | None:
    asked = found.asked.get(key)
    return asked.answer.value if asked and isinstance(asked.answer.value, int) else None  # type: ignore[return-value]


def strand_names() -> dict[str, str]:
    return {"strand1": Strand.ONE.label, "strand2": Strand.TWO.label, "voluntary": Strand.VOLUNTARY.label}


def chart(found: Overview) -> Chart:
    names = generation_names()
    without_strand = Series(gettext("no strands"), (0.0, 0.0, float(number(found, "partnerships.s3") or 0)))
    strands = [
        Series(
            str(label),
            tuple(
                float(number(found, f"partnerships.{generation}.{strand}") or 0) for generation in GENERATIONS
            ),
        )
        for strand, label in strand_names().items()
    ]
    return Chart(
        id="partnerships-by-generation",
        caption=gettext("Partnerships by generation and strand"),
        alt=gettext("Bars of the number of partnerships in each generation, divided by strand."),
        form="stacked-bars",
        categories=tuple(names[generation] for generation in GENERATIONS),
        series=(*strands, without_strand),
        unit=gettext("partnerships"),
        category_label=gettext("Generation"),
    )


def by_strand(found: Overview) -> Table:
    names = generation_names()

    def cell(key: str) -> Cell:
        asked = found.asked.get(key)
        return Cell(number(found, key), asked.address if asked else "")

    rows: list[Row] = [
        (
            names[generation],
            *(cell(f"partnerships.{generation}.{strand}") for strand in STRANDS),
            cell(f"partnerships.{generation}"),
        )
        for generation in GENERATIONS
    ]
    return Table(
        id="by-strand",
        caption=gettext("Partnerships by generation and strand"),
        columns=(
            Column("generation", gettext("Generation"), share=2.4),
            Column("strand1", gettext("Strand 1"), "number"),
            Column("strand2", gettext("Strand 2"), "number"),
            Column("voluntary", gettext("Voluntary"), "number"),
            Column("all", gettext("All"), "number"),
        ),
        rows=tuple(rows),
    )


def address(partnership: Partnership) -> str:
    return reverse("partnerships:partnership", args=[partnership.key])


def generation_of(partnership: Partnership) -> str:
    """'ESCP-4i, 2' or 'ESCP-S3'."""
    generation = partnership.call.generation if partnership.call else None
    return ", ".join(str(part) for part in (partnership.kind, generation) if part)


def listing(found: Overview) -> Table:
    return Table(
        id="partnerships",
        caption=gettext("All partnerships, with what their sources state"),
        columns=(
            Column("acronym", gettext("Partnership"), share=2.2),
            Column("generation", gettext("Kind, generation"), share=1.4),
            Column("strand", gettext("Strand"), share=1.1),
            Column("focus", gettext("Sector focus"), share=3),
            Column("partners", gettext("Partners"), "number"),
            Column("targets", gettext("Target countries"), "number"),
            Column("smes", gettext("SMEs involved"), "number"),
        ),
        rows=tuple(row(partnership, found) for partnership in found.partnerships),
        note=gettext(
            "Empty: not stated. SMEs involved are counted as each source counts them, most often members of the clusters."
        ),
    )


def short_strand(partnership: Partnership) -> str | None:
    """'1', '2' or 'voluntary': the long labels do not fit a list."""
    return gettext("voluntary") if partnership.strand == Strand.VOLUNTARY else partnership.strand or None


def row(partnership: Partnership, found: Overview) -> Row:
    return (
        Cell(partnership.acronym, address(partnership)),
        generation_of(partnership),
        short_strand(partnership),
        partnership.sector_focus or None,
        found.partners.get(partnership.pk),
        found.targets.get(partnership.pk),
        partnership.smes_involved,
    )
