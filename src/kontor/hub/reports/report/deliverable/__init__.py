"""The cross-fertilisation deliverable: indicators with targets, one table of records for each, timeline, network, findings."""

from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.documents.blocks import Block, Heading, KeyFigures, Note, Paragraph, Report, Value
from kontor.hub.foundation.paper import actor_label, words
from kontor.hub.reports.kit import Order, ReportKind, Subjects
from kontor.hub.reports.queries.cooperation import seen
from kontor.hub.reports.queries.deliverable import Deliverable, deliverable
from kontor.hub.reports.queries.indicators import with_indicators
from kontor.hub.reports.report import indicators
from kontor.hub.reports.report.deliverable import lists, network, timeline
from kontor.hub.reports.report.indicators import credit
from kontor.hub.reports.report.shared import figure, finding_rows, sources

LABELS = {
    "agreements.signed.rows": _("Cooperation agreements signed, as rows of the lists"),
    "agreements.signed.distinct": _("Cooperation agreements signed, each once"),
}


def gather(order: Order) -> Report:
    """The deliverable for this actor on this day, in this language."""
    with translation.override(order.language):
        found = deliverable(order.actor, order.as_of, order.subject)
        own = tuple(figure(key, str(LABELS[key]), asked) for key, asked in found.asked.items())
        return Report(
            kind="cross-fertilisation",
            title=gettext("Cross-fertilisation results of %(partnership)s")
            % {"partnership": found.partnership.acronym},
            subtitle=found.partnership.name,
            subject=found.partnership.acronym,
            subject_key=found.partnership.key,
            as_of=order.as_of,
            actor=actor_label(order.actor),
            language=order.language,
            blocks=blocks(found),
            figures=(*indicators.figures(found.told), *own),
            findings=finding_rows(found.told.findings),
            not_known=tuple(not_known(found)),
            sources=sources(found.told.sources),
            words=words(),
        )


def blocks(found: Deliverable) -> tuple[Block, ...]:
    return (
        *opening(found),
        Heading(gettext("Indicators"), id="indicators"),
        indicators.chart(found.told),
        indicators.partner_chart(found.told),
        Heading(gettext("Indicators, targets and partners"), level=2, id="values"),
        indicators.table(found.told, "indicators", gettext("Indicators with target, value and partners")),
        *lists.blocks(found),
        *timeline.blocks(found),
        *network.blocks(found),
        *credit.blocks(found.told),
    )


def opening(found: Deliverable) -> tuple[Block, ...]:
    totals = found.told.totals()
    reached = sum(line.reached is True for line in totals)
    missed = sum(line.reached is False for line in totals)
    return (
        Heading(gettext("In short"), id="in-short"),
        KeyFigures(tuple(line.code for line in totals[:4])),
        Paragraph(
            (
                gettext(
                    "Of %(number)s indicators %(reached)s have reached their target and %(missed)s have not. "
                )
                % {"number": len(totals), "reached": reached, "missed": missed},
                Value("agreements.signed.rows"),
                gettext(" rows of the lists tell of a signed cooperation agreement; these are "),
                Value("agreements.signed.distinct"),
                gettext(" different agreements."),
            ),
            lead=True,
        ),
        *behind(found),
    )


def behind(found: Deliverable) -> tuple[Note, ...]:
    """Indicators that are reached in total while a partner is below its own target."""
    said = []
    for one in found.told.measured:
        if one.standings and one.standings.together.reached and one.standings.behind:
            names = found.told.board.names
            partners = ", ".join(
                names[who.who].short if who.who in names else who.who for who in one.standings.behind
            )
            said.append(f"{one.indicator.number} {one.indicator.title}: {partners}")
    if not said:
        return ()
    text = gettext("The target is reached in total, but not by every partner: %(indicators)s.")
    return (Note(text % {"indicators": "; ".join(said)}, "warning", gettext("Partners below their target")),)


def not_known(found: Deliverable) -> list[str]:
    """What a reader could expect and the records do not hold."""
    without = [one for one in found.told.measured if one.value is None]
    unlisted = [one for one in found.told.measured if one.indicator.register not in found.lists]
    gaps = (
        (len(without), gettext("Values of %(count)s indicators.")),
        (len(unlisted), gettext("Rows of the lists of %(count)s indicators.")),
        (
            sum(not one.state for one in found.roadmap),
            gettext(
                "What became of %(count)s activities of the timeline: no state is recorded, which does not mean done."
            ),
        ),
        (
            sum(one.verdict.verdict == "not-recomputable" for one in found.told.findings),
            gettext("Records that would answer %(count)s published claims."),
        ),
    )
    return [sentence % {"count": count} for count, sentence in gaps if count]


CROSS_FERTILISATION = ReportKind(
    "cross-fertilisation",
    _("Cross-fertilisation deliverable"),
    _("The indicators of a partnership with their targets, by partner, and the records behind each of them."),
    gather,
    subjects=Subjects(seen, with_indicators),
)
