"""Country paper: what is known of a third country, who goes there, who is interested, and what is not known."""

from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.documents.blocks import Block, Figure, Heading, KeyFigures, Paragraph, Report, Value
from kontor.hub.countries.choices import FOR_EUROPE
from kontor.hub.foundation.paper import actor_label, words
from kontor.hub.reports.kit import Order, ReportKind, Subjects
from kontor.hub.reports.queries.country import CountryTold, country, seen
from kontor.hub.reports.report.country import clusters, cooperation, facts, missions, partnerships, studies
from kontor.hub.reports.report.country.cited import Rests
from kontor.hub.reports.report.shared import finding_rows


def gather(order: Order) -> Report:
    """The paper for this actor on this day, in this language."""
    with translation.override(order.language):
        found = country(order.actor, order.as_of, order.subject)
        rests, name = Rests(found), str(found.profile)
        return Report(
            kind="country",
            title=gettext("Country paper: %(country)s") % {"country": name},
            subtitle=found.profile.summary,
            subject=name,
            subject_key=found.profile.key,
            as_of=order.as_of,
            actor=actor_label(order.actor),
            language=order.language,
            blocks=(
                *opening(found),
                *facts.blocks(found, rests),
                *cooperation.blocks(found, rests),
                *partnerships.blocks(found, rests),
                *missions.blocks(found),
                *studies.blocks(found, rests),
                *clusters.blocks(found, rests),
            ),
            figures=figures(found),
            findings=finding_rows((*found.findings, *partnerships.differing(found))),
            not_known=tuple(not_known(found)),
            sources=rests.listed,
            words=words(),
        )


def figures(found: CountryTold) -> tuple[Figure, ...]:
    page = found.profile.get_absolute_url()
    first = [one for one in found.targeting if partnerships.generation(one) == 1]
    counted = (
        ("facts", gettext("Facts with a source"), found.facts, gettext("facts that are kept in the profile")),
        ("cases", gettext("Examples of cooperation"), found.examples,
            gettext("examples that a source tells, each counted once")),
        ("cases.partnerships", gettext("Cooperation cases of partnerships"), found.cases,
            gettext("cases with a counterpart in the country, without second entries")),
        ("partnerships.targeting", gettext("Partnerships that go there"), found.targeting,
            gettext("distinct partnerships begun by the day that name the country as a target, on any basis")),
        ("partnerships.targeting.g1", gettext("Of the first generation"), first,
            gettext("those of them selected in the first generation")),
        ("clusters.interested", gettext("Clusters interested"), found.interested,
            gettext("distinct organisations that had named the country by the day")),
        ("events", gettext("Events in the country"), found.events, gettext("events in the country, without second entries")),
    )  # fmt: skip
    return tuple(
        Figure(id=key, label=label, value=len(rows), rule=rule, rows=len(rows), href=page)
        for key, label, rows, rule in counted
    )


def opening(found: CountryTold) -> tuple[Block, ...]:
    return (
        Heading(gettext("In short"), id="in-short"),
        KeyFigures(("clusters.interested", "partnerships.targeting", "cases", "facts")),
        Paragraph(
            (
                Value("clusters.interested"),
                gettext(" European clusters are interested in the country and "),
                Value("partnerships.targeting"),
                gettext(" partnerships go there, "),
                Value("partnerships.targeting.g1"),
                gettext(" of them of the first generation. Sources tell "),
                Value("cases"),
                gettext(" examples of cooperation; partnerships record "),
                Value("cases.partnerships"),
                gettext(
                    " cases of their own. Each number is counted from the records of this platform on the day of the paper."
                ),
            ),
            lead=True,
        ),
    )


def not_known(found: CountryTold) -> list[str]:
    """What a reader could expect and the records do not hold."""
    nowhere = [one.interest.organisation.name for one in found.interested if not clusters.region_of(one)]
    undated = [one.statement for one in found.facts if not one.as_of]
    gaps = (
        (len(undated), gettext("The day of which %(count)s facts speak: their source's day stands instead.")),
        (sum(not one.language for one in found.facts), gettext("The language in which %(count)s facts were stated.")),
        (sum(not one.start for one in found.examples), gettext("The day of %(count)s examples of cooperation.")),
        (sum(one.partner_country_id in (None, "EU") for one in found.examples),
            gettext("The European country of %(count)s examples of cooperation.")),
        (sum(one.partnership.smes_involved is None for one in found.targeting),
            gettext("How many SMEs %(count)s partnerships involve.")),
        (sum(not one.labels for one in found.interested),
            gettext("Whether %(count)s interested clusters have a quality label.")),
        (len(nowhere), gettext("The region of %(count)s interested clusters.")),
        (not found.events, gettext("Past and planned events in the country: none is recorded.")),
        (sum(one.missing for one in found.studies),
            gettext("What the market studies do not say yet, %(count)s in all: their pages list it.")),
        (not found.bodies, gettext("With whom to speak in the country: no organisation is named.")),
        (not any(one.role in FOR_EUROPE for one in found.bodies),
            gettext("Representatives and ambassadors in the country: none is named with mandate and term.")),
    )  # fmt: skip
    return [
        sentence % {"count": int(count)} if "%(" in sentence else sentence
        for count, sentence in gaps
        if count
    ]


COUNTRY = ReportKind(
    key="country",
    title=_("Country paper"),
    description=_(
        "What is known of a third country with source and date: facts, whom to speak with, examples of cooperation, partnerships that go there, clusters interested by country, region and sector; what is not known."
    ),
    gather=gather,
    subjects=Subjects(seen=seen, told=seen),
)
