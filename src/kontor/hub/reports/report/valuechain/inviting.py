"""Whom to invite so that the gaps close, with the proof, what stays open, and the next best sets."""

from collections.abc import Iterable

from django.utils.translation import gettext

from kontor.documents.blocks import Block, Bullets, Cell, Column, Figure, Heading, Paragraph, Row, Table
from kontor.hub.reports.queries.chain import ChainTold
from kontor.hub.reports.report.shared import place_name, rounded


def figures(found: ChainTold) -> tuple[Figure, ...]:
    of = found.invitation
    return (
        Figure("invited", gettext("to invite"), len(of.invited),
            gettext("The fewest organisations of the directory whose offers and activities close what can be closed."),
            len(of.invited), href=found.inviting, note=proof(found) if of.invited else ""),
        Figure("candidates", gettext("candidates"), of.candidates,
            gettext("Organisations of the directory that meet what some gap needs and do not contribute to it yet."),
            of.candidates, href=found.inviting),
    )  # fmt: skip


def proof(found: ChainTold) -> str:
    of = found.invitation
    if of.proven:
        return gettext("Proven: no smaller set does as much.")
    return gettext("At most %(percent)s %% from the best.") % {"percent": rounded(of.percent)}


def blocks(found: ChainTold) -> Iterable[Block]:
    of = found.invitation
    yield Heading(gettext("Whom to invite"), id="invite")
    if of.invited:
        yield Paragraph(proof(found))
    yield searched(found)
    yield invited(found)
    if of.still_open:
        yield Heading(gettext("What stays open"), 2, id="still-open")
        yield Bullets(of.still_open)
    if of.others:
        yield others(found)


def searched(found: ChainTold) -> Table:
    rows: list[Row] = [
        (gap.component.name, gap.missing, gap.candidates if gap.searched else None) for gap in found.invitation.gaps
    ]  # fmt: skip
    return Table(
        id="searched",
        caption=gettext("Candidates in the directory for each gap"),
        columns=(
            Column("component", gettext("Component"), share=3),
            Column("missing", gettext("Organisations missing"), "number"),
            Column("candidates", gettext("Candidates"), "number"),
        ),
        rows=tuple(rows),
        note=gettext("No number stands where the component does not say what it needs."),
        empty=gettext("Nothing is missing."),
    )


def invited(found: ChainTold) -> Table:
    rows: list[Row] = [
        (
            Cell(one.organisation.name, one.organisation.get_absolute_url()),
            place_name(one.organisation.country_id or ""),
            ", ".join(one.closes),
            one.sentence,
        )
        for one in found.invitation.invited
    ]
    return Table(
        id="invited",
        caption=gettext("The smallest set"),
        columns=(
            Column("organisation", gettext("Organisation"), share=2),
            Column("country", gettext("Country")),
            Column("closes", gettext("Closes"), share=2),
            Column("reason", gettext("Why"), share=3),
        ),
        rows=tuple(rows),
        empty=gettext("Nobody in the directory closes a gap."),
    )


def others(found: ChainTold) -> Table:
    rows: list[Row] = [
        (one.without.name, ", ".join(other.name for other in one.invited), one.missing)
        for one in found.invitation.others
    ]
    return Table(
        id="others",
        caption=gettext("The best sets should one decline"),
        columns=(
            Column("without", gettext("Without"), share=2),
            Column("invited", gettext("To invite"), share=4),
            Column("missing", gettext("Left open"), "number"),
        ),
        rows=tuple(rows),
    )
