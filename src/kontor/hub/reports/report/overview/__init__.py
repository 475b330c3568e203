"""The programme overview: partnerships, partners, targets, cooperation, lessons, presentations, findings."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.documents import sections
from kontor.documents.blocks import Block, Figure, Heading, KeyFigures, Note, Paragraph, Report, Value
from kontor.hub.foundation.paper import actor_label, words
from kontor.hub.reports.kit import Order, ReportKind
from kontor.hub.reports.queries.overview import Overview, overview, presented
from kontor.hub.reports.report.overview import (
    cooperation,
    partners,
    partnerships,
    practices,
    presentations,
    targets,
)
from kontor.hub.reports.report.shared import figure, finding_rows, sources

LABELS = {
    "partnerships.all": _("Partnerships of the scheme"),
    "partnerships.g1": _("Going international, first generation"),
    "partnerships.g1.strand1": _("First generation, strand 1"),
    "partnerships.g1.strand2": _("First generation, strand 2"),
    "partnerships.g1.voluntary": _("First generation, voluntary"),
    "partnerships.g2": _("Going international, second generation"),
    "partnerships.g2.strand1": _("Second generation, strand 1"),
    "partnerships.g2.strand2": _("Second generation, strand 2"),
    "partnerships.s3": _("Smart specialisation investment"),
    "partner-places.g1": _("Partner places, first generation"),
    "partner-places.g2": _("Partner places, second generation"),
    "partner-places.s3": _("Partner places, smart specialisation"),
    "partner-organisations.g2": _("Partner organisations, second generation"),
    "partner-organisations.s3": _("Partner organisations, smart specialisation"),
    "partner-countries.g2": _("Countries of partners, second generation"),
    "partner-countries.s3": _("Countries of partners, smart specialisation"),
    "targets.g1.countries": _("Target countries, first generation"),
    "targets.g2.countries": _("Target countries, second generation"),
    "targets.g1.mean": _("Mean number of targets, first generation"),
    "targets.g2.mean": _("Mean number of targets, second generation"),
    "targets.shared": _("Countries targeted by two or more partnerships"),
    "targets.saturated": _("Countries targeted by five or more partnerships"),
}
CITED = ("smart-guide-2019", "colombia-paper-2017")


def gather(order: Order) -> Report:
    """The programme overview for this actor on this day, in this language."""
    with translation.override(order.language):
        return written(
            order, lambda found: map(presentations.presentation, presented(order.actor, order.as_of))
        )


def on_screen(order: Order) -> Report:
    """The same with the headings of the presentations alone."""
    with translation.override(order.language):
        return written(order, lambda found: ((presentations.heading(one),) for one in found.partnerships))


def section(order: Order, id: str) -> Report:
    """One presentation as a report. Raises KeyError where the actor sees no such partnership."""
    key = id.removeprefix(presentations.PREFIX)
    found = presented(order.actor, order.as_of, key) if key and key != id else []
    if not found:
        raise KeyError(id)
    with translation.override(order.language):
        return sections.section(framed(order, presentations.presentation(found[0])), id)


def written(order: Order, pages: Callable[[Overview], Iterable[tuple[Block, ...]]]) -> Report:
    """The report; `pages` are the presentations as they are to be shown."""
    found = overview(order.actor, order.as_of)
    blocks = (
        *opening(),
        *partnerships.blocks(found),
        *partners.blocks(found),
        *targets.blocks(found),
        *cooperation.blocks(found),
        *practices.blocks(found),
        *presentations.blocks(pages(found)),
    )
    return replace(
        framed(order, blocks),
        figures=figures(found),
        findings=finding_rows(found.findings),
        not_known=not_known(found),
        sources=sources(CITED),
    )


def framed(order: Order, blocks: tuple[Block, ...]) -> Report:
    """The frame of the report around these blocks."""
    return Report(
        kind="programme-overview",
        title=gettext("Programme overview"),
        subtitle=gettext(
            "European cluster partnerships: who works together, where they go, and what came of it"
        ),
        subject=gettext("European Strategic Cluster Partnerships"),
        as_of=order.as_of,
        actor=actor_label(order.actor),
        language=order.language,
        blocks=blocks,
        words=words(),
    )


def figures(found: Overview) -> tuple[Figure, ...]:
    return tuple(figure(key, str(LABELS[key]), asked) for key, asked in found.asked.items())


def opening() -> tuple[Heading | KeyFigures | Paragraph | Note, ...]:
    return (
        Heading(gettext("In short"), id="in-short"),
        KeyFigures(("partnerships.all", "partnerships.g1", "partnerships.g2", "partnerships.s3")),
        Paragraph(
            (
                gettext("The partnerships of the second generation fill "),
                Value("partner-places.g2"),
                gettext(" places with "),
                Value("partner-organisations.g2"),
                gettext(" organisations; those for smart specialisation fill "),
                Value("partner-places.s3"),
                gettext(" places with "),
                Value("partner-organisations.s3"),
                gettext(". First-generation partnerships address "),
                Value("targets.g1.countries"),
                gettext(" target countries, second-generation ones "),
                Value("targets.g2.countries"),
                ".",
            ),
            lead=True,
        ),
        Note(
            gettext(
                "Strands and generations answer to different calls. They stand side by side here and are never averaged."
            ),
            kind="warning",
            title=gettext("Not comparable"),
        ),
    )


def not_known(found: Overview) -> tuple[str, ...]:
    """What a reader could expect and the records do not hold."""
    gaps = (
        (
            len(found.first.unknown),
            gettext("Target countries of %(count)s partnerships of the first generation."),
        ),
        (
            len(found.second.unknown),
            gettext("Target countries of %(count)s partnerships of the second generation."),
        ),
        (
            sum(one.pk not in found.partners for one in found.partnerships),
            gettext("Partners of %(count)s partnerships."),
        ),
        (
            sum(one.smes_involved is None for one in found.partnerships),
            gettext("Number of SMEs involved in %(count)s partnerships."),
        ),
        (
            sum(one.verdict.verdict == "not-recomputable" for one in found.findings),
            gettext("Records that would answer %(count)s published claims."),
        ),
    )
    return tuple(sentence % {"count": count} for count, sentence in gaps if count)


PROGRAMME_OVERVIEW = ReportKind(
    "programme-overview",
    _("Programme overview"),
    _(
        "Partnerships by generation, strand and country, their targets, cooperation and lessons, and each one on a page."
    ),
    gather,
    on_screen,
    section,
)
