"""Targets: whether their parts add up, and whether they are plausible against what past partnerships achieved."""

from django.utils.translation import gettext

from kontor.documents.blocks import Block, Column, Heading, Note, Paragraph, Row, Table
from kontor.hub.reports.queries.indicators import Told, number
from kontor.hub.scoreboard.queries.cards import phrase


def blocks(found: Told) -> tuple[Block, ...]:
    return (
        Heading(gettext("Targets"), id="targets"),
        *gaps(found),
        Heading(gettext("Plausibility of the targets"), level=2, id="plausibility"),
        Paragraph(
            gettext(
                "Each target stands among what other partnerships of the same kind achieved by the same rule, in all and for their size."
            )
        ),
        table(found),
    )


def gaps(found: Told) -> tuple[Note, ...]:
    said = [
        f"{one.indicator.number} {one.indicator.title}: {phrase(gap.sentence)}"
        for one in found.measured
        for gap in one.gaps
    ]
    if not said:
        return ()
    return (Note("; ".join(said), "warning", gettext("Parts that do not add up to their target")),)


def bases() -> dict[str, str]:
    return {
        "in-all": gettext("in all"),
        "per-month": gettext("per month"),
        "per-partner": gettext("per partner"),
        "per-sme": gettext("per SME"),
    }


def table(found: Told) -> Table:
    rows: list[Row] = []
    for one in found.measured:
        compared = found.plausible.get(one.indicator.key)
        for comparison in compared.comparisons if compared else ():
            rows.append(
                (
                    one.indicator.number or None,
                    one.indicator.title,
                    bases()[comparison.basis],
                    number(str(comparison.rate)),
                    None if comparison.median is None else number(str(comparison.median)),
                    phrase(comparison.sentence),
                )
            )
    return Table(
        id="plausibility",
        caption=gettext("Targets among what past partnerships achieved"),
        columns=(
            Column("number", gettext("No."), "year", share=0.5),
            Column("indicator", gettext("Indicator"), share=2.6),
            Column("basis", gettext("Counted"), share=1),
            Column("target", gettext("Target"), "number", share=0.8),
            Column("median", gettext("Median of the past"), "number", share=1),
            Column("verdict", gettext("Verdict"), share=3),
        ),
        rows=tuple(rows),
        empty=gettext(
            "No target can be compared: the indicators come from no card of the library, or have no target."
        ),
    )
