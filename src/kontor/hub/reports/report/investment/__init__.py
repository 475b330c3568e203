"""Bankable proposal: what an investor or a bank reads of a joint investment project, and what is not known yet."""

from collections.abc import Iterable

from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.documents.blocks import (
    Block,
    Cell,
    Column,
    Facts,
    Figure,
    Heading,
    KeyFigures,
    Paragraph,
    Report,
    Row,
    Table,
)
from kontor.hub.foundation.paper import actor_label, words
from kontor.hub.reports.kit import Order, ReportKind, Subjects
from kontor.hub.reports.queries.investment import project, seen
from kontor.hub.strategy.queries import InvestmentPage


def gather(order: Order) -> Report:
    """The proposal for this actor: money and risks only where she reads inside the partnership."""
    with translation.override(order.language):
        found = project(order.actor, order.subject)
        of = found.project
        return Report(
            kind="bankable-proposal",
            title=of.title,
            subtitle=gettext("Bankable proposal of %(partnership)s")
            % {"partnership": of.partnership.acronym},
            subject=of.title,
            subject_key=of.key,
            as_of=order.as_of,
            actor=actor_label(order.actor),
            language=order.language,
            blocks=(*summary(found), *written(found), *who(found), *(inside(found) if found.inside else ())),
            figures=figures(found) if found.inside else (),
            not_known=tuple(not_known(found)),
            words=words(),
        )


def figures(found: InvestmentPage) -> tuple[Figure, ...]:
    """Sums and results, each with the list of the project's page in which its rows stand."""
    money, address = found.money, found.project.get_absolute_url()
    return (
        Figure("cost", gettext("Cost"), float(money.cost), gettext("Sum of the lines of cost."),
            len(money.costs), "EUR", f"{address}#costs"),
        Figure("funded", gettext("Finance"), float(money.funded), gettext("Sum of the sources without those that refused."),
            len(money.named), "EUR", f"{address}#finance"),
        Figure("granted", gettext("Finance granted"), float(money.granted), gettext("Sum of the sources that are granted."),
            len(money.granting), "EUR", f"{address}#finance"),
        Figure("value", gettext("Net present value"), None if money.value is None else float(money.value_in_euro),
            gettext("Revenue less costs of each year t over (1 + rate)^t, less the cost of the investment; the first year stated is t = 1."),
            len(money.years), "EUR", f"{address}#years"),
        Figure("payback", gettext("Years until it has paid for itself"), None if money.payback is None else float(money.payback),
            gettext("Undiscounted; within a year money comes in evenly."), len(money.years), href=f"{address}#years"),
    )  # fmt: skip


def summary(found: InvestmentPage) -> Iterable[Block]:
    of = found.project
    unsaid = gettext("Not stated")
    yield Heading(gettext("In short"), id="in-short")
    if found.inside:
        yield KeyFigures(("cost", "granted", "value", "payback"))
    yield Facts(
        (
            (gettext("Stage"), str(of.get_stage_display())),
            (gettext("Thematic area"), str(of.get_area_display()) or unsaid),
            (gettext("Regions"), ", ".join(str(one) for one in found.regions) or unsaid),
            (gettext("Responsible partner"), found.owner_name or unsaid),
            (gettext("Technical assistance"), " · ".join(filter(None, (str(of.get_assistance_display()), of.assistance_by))) or unsaid),
        )
    )  # fmt: skip


def written(found: InvestmentPage) -> Iterable[Block]:
    of = found.project
    for id, label, text in (
        ("need", gettext("Need"), of.need),
        ("solution", gettext("Solution"), of.solution),
        ("pilot", gettext("What the demonstration or pilot showed"), of.pilot),
        ("market", gettext("Market and return"), of.market),
    ):
        yield Heading(label, id=id)
        yield Paragraph(text or gettext("Not stated"))


def who(found: InvestmentPage) -> Iterable[Block]:
    rows: list[Row] = [
        (
            Cell(row.name, row.organisation.get_absolute_url()) if row.organisation else row.name,
            str(row.party.get_role_display()),
            row.brings,
        )
        for row in found.parties
    ]
    yield Heading(gettext("Organisations"), id="parties")
    yield Table(
        "organisations",
        gettext("Who takes part, and with what"),
        (
            Column("organisation", gettext("Organisation"), share=1.6),
            Column("role", gettext("Role")),
            Column("brings", gettext("What it brings"), share=2),
        ),
        tuple(rows),
        empty=gettext("Not stated"),
    )


def inside(found: InvestmentPage) -> Iterable[Block]:
    money, unsaid = found.money, gettext("Not stated")
    amount = Column("amount", gettext("Amount (EUR)"), "number")
    yield Heading(gettext("Costs and finance"), id="money")
    yield Table(
        "costs",
        gettext("What the investment costs"),
        (Column("label", gettext("For what"), share=3), amount),
        tuple((one.label, float(one.amount)) for one in money.costs),
        total=(gettext("All"), float(money.cost)) if money.costs else None,
        empty=unsaid,
    )
    yield Table(
        "finance",
        gettext("Where the money comes from"),
        (
            Column("label", gettext("From whom"), share=2),
            Column("kind", gettext("Kind of money")),
            Column("state", gettext("State")),
            amount,
        ),
        tuple(
            (one.label, str(one.get_kind_display()), str(one.get_state_display()), float(one.amount))
            for one in money.finance
        ),
        total=(gettext("All but what was refused"), "", "", float(money.funded)) if money.finance else None,
        empty=unsaid,
    )
    yield Heading(gettext("Years of operation"), id="years")
    yield Table(
        "years",
        gettext("What each year costs and earns"),
        (
            Column("year", gettext("Year"), "year"),
            Column("costs", gettext("Costs (EUR)"), "number"),
            Column("revenue", gettext("Revenue (EUR)"), "number"),
            Column("net", gettext("Revenue less costs (EUR)"), "number"),
        ),
        tuple(
            (one.year, float(one.costs), float(one.revenue), float(one.revenue - one.costs))
            for one in money.years
        ),
        empty=unsaid,
    )
    if money.rate is not None:
        yield Paragraph(gettext("Discount rate: %(rate)s %%.") % {"rate": money.rate})
    yield Heading(gettext("Risks"), id="risks")
    yield Table(
        "risks",
        gettext("What may go wrong"),
        (
            Column("risk", gettext("Risk")),
            Column("mitigation", gettext("What is done against it"), share=2),
        ),
        tuple((one.risk, one.mitigation) for one in found.risks),
        empty=gettext("No risk is named."),
    )


def not_known(found: InvestmentPage) -> Iterable[str]:
    """What the gates miss; outside the partnership, that money and risks are not shown."""
    if not found.inside:
        yield gettext("Costs, finance, years and risks: they are read by the partners only.")
    hidden = sum(row.organisation is None for row in found.parties)
    if hidden:
        yield gettext("Who %(count)s of those who take part are: you may not see these organisations.") % {
            "count": hidden
        }
    yield from (one.sentence for one in (*found.missing_here, *found.missing_for_proposal))


BANKABLE_PROPOSAL = ReportKind(
    key="bankable-proposal",
    title=_("Bankable proposal"),
    description=_(
        "What a bank or an investor reads of a joint investment project, and what is not known yet."
    ),
    gather=gather,
    subjects=Subjects(seen=seen, told=seen),
)
