"""Key achievements of a partnership: partners, events, cooperation cases and how far they came, by country."""

from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.documents.blocks import Block, Figure, Heading, KeyFigures, Paragraph, Report, Value
from kontor.hub.foundation.paper import actor_label, words
from kontor.hub.reports.kit import Order, ReportKind, Subjects
from kontor.hub.reports.queries.achievements import Achievements, achievements, told
from kontor.hub.reports.queries.cooperation import seen
from kontor.hub.reports.report.achievements import (
    cases,
    details,
    events,
    funnel,
    lessons,
    partners,
    regions,
    stakeholders,
)
from kontor.hub.reports.report.shared import figure, finding_rows, sources

LABELS = {
    "events.preparatory": _("Preparatory events"),
    "events.c2c": _("C2C events"),
    "meetings.c2c": _("C2C meetings"),
    "events.b2b": _("B2B events"),
    "meetings.b2b": _("B2B meetings"),
    "cases.clusters": _("Cooperation cases of clusters"),
    "cases.smes": _("Cooperation cases of SMEs"),
    "cases.signed": _("Cases with a signed agreement"),
}


def gather(order: Order) -> Report:
    """The key achievements for this actor on this day, in this language."""
    with translation.override(order.language):
        found = achievements(order.actor, order.as_of, order.subject)
        return Report(
            kind="key-achievements",
            title=gettext("Key achievements of %(partnership)s") % {"partnership": found.partnership.acronym},
            subtitle=found.partnership.name,
            subject=found.partnership.acronym,
            subject_key=found.partnership.key,
            as_of=order.as_of,
            actor=actor_label(order.actor),
            language=order.language,
            blocks=blocks(found),
            figures=figures(found),
            findings=finding_rows(found.findings),
            not_known=tuple(not_known(found)),
            sources=sources(found.sources),
            words=words(),
        )


def blocks(found: Achievements) -> tuple[Block, ...]:
    return (
        *opening(found),
        *partners.blocks(found),
        *regions.blocks(found),
        *events.blocks(found),
        *stakeholders.blocks(found),
        *cases.blocks(found),
        *details.blocks(found),
        *lessons.blocks(found),
        *funnel.blocks(found),
    )


def figures(found: Achievements) -> tuple[Figure, ...]:
    return tuple(figure(key, str(LABELS[key]), asked) for key, asked in found.asked.items())


def opening(found: Achievements) -> tuple[Block, ...]:
    return (
        Heading(gettext("In short"), id="in-short"),
        KeyFigures(("cases.clusters", "cases.smes", "cases.signed", "meetings.b2b")),
        Paragraph(
            (
                gettext("The partnership held "),
                Value("events.preparatory"),
                gettext(" preparatory events, "),
                Value("events.c2c"),
                gettext(" C2C events with "),
                Value("meetings.c2c"),
                gettext(" meetings and "),
                Value("events.b2b"),
                gettext(" B2B events with "),
                Value("meetings.b2b"),
                gettext(" meetings. Its clusters report "),
                Value("cases.clusters"),
                gettext(" cooperation cases and its SMEs "),
                Value("cases.smes"),
                gettext("; in "),
                Value("cases.signed"),
                gettext(" of them an agreement is signed."),
            ),
            lead=True,
        ),
    )


def not_known(found: Achievements) -> list[str]:
    """What a reader could expect and the records do not hold."""
    parties = [party for told in found.cases for party in told.parties]
    gaps = (
        (sum(not one.start for one in found.events), gettext("The day of %(count)s entries of events.")),
        (sum(not told.steps for told in found.cases), gettext("Steps taken or planned in %(count)s cases.")),
        (
            sum(bool(party.confidential and not party.known) for party in parties),
            gettext("Names of %(count)s parties: they are confidential."),
        ),
        (
            sum(one.verdict.verdict == "not-recomputable" for one in found.findings),
            gettext("Records that would answer %(count)s published claims."),
        ),
    )
    said = [sentence % {"count": count} for count, sentence in gaps if count]
    if not (found.practices or found.recommendations):
        said.append(gettext("Recommendations of the partnership: no record holds them."))
    if found.partnership.smes_involved is None:
        said.append(gettext("The number of SMEs that the partnership supported."))
    return [
        *said,
        gettext("What the cases brought in jobs, turnover and exports: only their parties read it."),
    ]


KEY_ACHIEVEMENTS = ReportKind(
    "key-achievements",
    _("Key achievements"),
    _("What a partnership reached: its partners, events, cooperation cases and agreements, by country."),
    gather,
    subjects=Subjects(seen, told),
)
