"""The monitoring scoreboard of a partnership: indicators with evidence, light and forecast, partners, plausible targets."""

from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.documents.blocks import Block, Heading, KeyFigures, Paragraph, Report
from kontor.hub.foundation.paper import actor_label, words
from kontor.hub.reports.kit import Order, OwnFile, ReportKind, Subjects
from kontor.hub.reports.queries.cooperation import seen
from kontor.hub.reports.queries.indicators import Told, told_indicators, with_indicators
from kontor.hub.reports.report import indicators
from kontor.hub.reports.report.indicators import credit
from kontor.hub.reports.report.scoreboard import evidence, outlook, results, targets
from kontor.hub.reports.report.shared import finding_rows, sources


def gather(order: Order) -> Report:
    """The scoreboard for this actor on this day, in this language."""
    with translation.override(order.language):
        found = told_indicators(order.actor, order.as_of, order.subject)
        return Report(
            kind="scoreboard",
            title=gettext("Monitoring scoreboard of %(partnership)s")
            % {"partnership": found.partnership.acronym},
            subtitle=found.partnership.name,
            subject=found.partnership.acronym,
            subject_key=found.partnership.key,
            as_of=order.as_of,
            actor=actor_label(order.actor),
            language=order.language,
            blocks=blocks(found),
            figures=indicators.figures(found),
            findings=finding_rows(found.findings),
            not_known=tuple(not_known(found)),
            sources=sources(found.sources),
            words=words(),
        )


def blocks(found: Told) -> tuple[Block, ...]:
    return (
        *opening(found),
        Heading(gettext("Indicators"), id="indicators"),
        indicators.table(found, "indicators", gettext("Indicators with target, value and partners")),
        indicators.chart(found),
        indicators.partner_chart(found),
        *outlook.blocks(found),
        *targets.blocks(found),
        *evidence.blocks(found),
        *credit.blocks(found),
    )


def opening(found: Told) -> tuple[Block, ...]:
    totals = found.totals()
    if not totals:
        return (Paragraph(gettext("No indicator of this partnership is open to you."), lead=True),)
    counts = {
        "number": len(totals),
        "reached": sum(line.reached is True for line in totals),
        "missed": sum(line.reached is False for line in totals),
        "unknown": sum(line.reached is None for line in totals),
    }
    text = gettext(
        "Of %(number)s indicators %(reached)s have reached their target, %(missed)s have not, %(unknown)s have no data."
    )
    return (
        Heading(gettext("In short"), id="in-short"),
        KeyFigures(tuple(line.code for line in totals[:4])),
        Paragraph(text % counts, lead=True),
    )


def not_known(found: Told) -> list[str]:
    """What a reader could expect and the records do not hold."""
    gaps = (
        (sum(one.value is None for one in found.measured), gettext("Values of %(count)s indicators.")),
        (
            sum(one.target.total is None for one in found.measured),
            gettext("Targets of %(count)s indicators."),
        ),
        (
            sum(one.indicator.key not in found.plausible for one in found.measured),
            gettext(
                "Whether %(count)s targets are plausible: their indicators come from no card of the library."
            ),
        ),
    )
    return [sentence % {"count": count} for count, sentence in gaps if count]


SCOREBOARD = ReportKind(
    "scoreboard",
    _("Monitoring scoreboard"),
    _(
        "The indicators of a partnership with evidence, traffic light and forecast, and how plausible its targets are."
    ),
    gather,
    subjects=Subjects(seen, with_indicators),
    own_files={
        "iati": OwnFile(_("Results for publication (IATI 2.03)"), "xml", "application/xml", results.write)
    },
)
