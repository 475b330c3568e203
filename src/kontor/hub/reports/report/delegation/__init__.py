"""Papers of a delegation: the catalogue for those it meets, and the briefing for those who travel.

Neither names a person, and neither tells of costs, whoever draws it: both are made to be handed on.
"""

from collections.abc import Iterable

from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.documents.blocks import Block, Figure, Heading, KeyFigures, Paragraph, Report
from kontor.hub.foundation.paper import actor_label, words
from kontor.hub.reports.kit import Order, ReportKind, Subjects
from kontor.hub.reports.queries.delegation import (
    DelegationTold,
    told_delegation,
    travelled_to,
    with_a_delegation,
)
from kontor.hub.reports.report.delegation import members, travel


def catalogue(order: Order) -> Report:
    """Who comes, what they offer and look for: what may be given to those whom the delegation meets."""
    with translation.override(order.language):
        found = told_delegation(order.actor, order.subject, order.language)
        blocks = (
            Heading(gettext("In short"), id="in-short"),
            *opening(found),
            *members.blocks(found, order.language),
        )
        return paper(order, found, kind="delegation", title=gettext("Delegation catalogue"), blocks=blocks)


def briefing(order: Order) -> Report:
    """What those who travel need to know: the organiser's text, the country, checks, what is arranged."""
    with translation.override(order.language):
        found = told_delegation(order.actor, order.subject, order.language)
        rests = travel.Rests(found)
        blocks = (
            Heading(gettext("In short"), id="in-short"),
            *opening(found),
            *travel.blocks(found, rests),
        )
        title = gettext("Briefing of the delegation")
        return paper(order, found, kind="briefing", title=title, blocks=blocks, rests=rests)


def paper(
    order: Order,
    found: DelegationTold,
    *,
    kind: str,
    title: str,
    blocks: tuple[Block, ...],
    rests: travel.Rests | None = None,
) -> Report:
    event = found.event
    return Report(
        kind=kind,
        title=title,
        subtitle=members.when_and_where(found),
        subject=event.name,
        subject_key=event.key,
        as_of=order.as_of,
        actor=actor_label(order.actor),
        language=order.language,
        blocks=blocks,
        figures=tuple(figures(found)),
        not_known=tuple(not_known(found)),
        sources=rests.listed if rests else (),
        words=words(),
    )


def opening(found: DelegationTold) -> Iterable[Block]:
    yield KeyFigures(("delegation.confirmed", "delegation.fields"))
    yield members.whereabouts(found)
    for text in (found.shown.delegation.offers, found.shown.delegation.seeks):
        if text:
            yield Paragraph(text)


def figures(found: DelegationTold) -> Iterable[Figure]:
    page = found.shown.delegation.get_absolute_url()
    yield Figure(
        "delegation.confirmed",
        gettext("organisations that travel"),
        found.confirmed,
        gettext("Confirmed members of the delegation, named or not."),
        found.confirmed,
        href=page,
    )
    fields = sum(1 for one in found.shown.portfolio if one.offers or one.seeks)
    yield Figure(
        "delegation.fields",
        gettext("fields of the joint portfolio"),
        fields,
        gettext("Fields in which a member named here offers or looks for something."),
        fields,
        href=f"{page}#portfolio",
    )


def not_known(found: DelegationTold) -> Iterable[str]:
    if found.shown.hidden:
        told = {"count": found.shown.hidden}
        yield (
            gettext("Who %(count)s further confirmed organisations are: they are counted, not named.") % told
        )
    if not found.confirmed:
        yield gettext("Who travels: nobody is confirmed yet.")


DELEGATION = ReportKind(
    "delegation",
    _("Delegation catalogue"),
    _(
        "Which organisations travel, what each offers and looks for, and the joint portfolio by field: to hand on."
    ),
    catalogue,
    subjects=Subjects(with_a_delegation, with_a_delegation),
)
BRIEFING = ReportKind(
    "briefing",
    _("Briefing of the delegation"),
    _("For those who travel: the organiser's text, facts about the country, checks and what is arranged."),
    briefing,
    subjects=Subjects(travelled_to, travelled_to),
)
