"""Progress of the programme's partnerships: the agreements they report, and who works with whom."""

from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.documents.blocks import Block, Heading, KeyFigures, Paragraph, Report, Value
from kontor.hub.foundation.paper import actor_label, words
from kontor.hub.reports.kit import PROGRESS_PARTS, Order, ReportKind, Subjects
from kontor.hub.reports.queries.progress import Progress, progress
from kontor.hub.reports.report.progress import agreements, collaborations, events
from kontor.hub.reports.report.shared import figure, finding_rows, sources
from kontor.hub.surveys.queries.programme import waves_with_results

LABELS = {
    "agreements.total": _("Agreements reported"),
    "agreements.reporters": _("Partnerships that report agreements"),
    "agreements.share-clusters": _("Share of agreements with clusters and networks"),
    "agreements.eu-internal": _("Agreements within the European Union"),
    "collaborations.pairs": _("Pairs of partnerships that work together"),
}


def gather(order: Order) -> Report:
    """The progress for this actor on this day, in this language."""
    with translation.override(order.language):
        found = progress(order.actor, order.as_of)
        parts = [part(order.actor, order.as_of, order.language, order.subject) for part in PROGRESS_PARTS]
        return Report(
            kind="programme-progress",
            title=gettext("Programme progress"),
            subtitle=gettext("What the partnerships report: agreements, and work with one another"),
            subject=gettext("European Strategic Cluster Partnerships"),
            as_of=order.as_of,
            actor=actor_label(order.actor),
            language=order.language,
            blocks=(
                *opening(),
                *(block for blocks, _, _ in parts for block in blocks),
                *agreements.blocks(found),
                *collaborations.blocks(found),
                *events.blocks(found),
            ),
            figures=(
                *(one for _, figures, _ in parts for one in figures),
                *(figure(key, str(LABELS[key]), asked) for key, asked in found.asked.items()),
            ),
            findings=finding_rows(found.findings),
            not_known=(*(one for _, _, unknown in parts for one in unknown), *not_known(found)),
            sources=sources(found.sources),
            words=words(),
            subject_key=order.subject,
        )


def opening() -> tuple[Block, ...]:
    return (
        Heading(gettext("In short"), id="in-short"),
        KeyFigures(
            ("agreements.total", "agreements.reporters", "agreements.eu-internal", "collaborations.pairs")
        ),
        Paragraph(
            (
                Value("agreements.reporters"),
                gettext(" partnerships report "),
                Value("agreements.total"),
                gettext(" agreements; "),
                Value("agreements.share-clusters"),
                gettext(" of these are with clusters and business networks, "),
                Value("agreements.eu-internal"),
                gettext(" stay within the European Union."),
            ),
            lead=True,
        ),
    )


def not_known(found: Progress) -> list[str]:
    silent = sum(pair.standing == "not-asked" for pair in found.pairs)
    if not silent:
        return []
    return [gettext("What the other side says of %(count)s pairs: it was not asked.") % {"count": silent}]


PROGRAMME_PROGRESS = ReportKind(
    "programme-progress",
    _("Programme progress"),
    _(
        "What the partnerships of a programme report: answers to its survey, agreements, and who works with whom."
    ),
    gather,
    subjects=Subjects(seen=waves_with_results, told=waves_with_results, optional=True),
)
