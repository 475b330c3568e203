"""Value-chain report: what a partnership's chain covers, misses and does twice, on whom it hangs, and whom to invite."""

from collections.abc import Iterable

from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.documents.blocks import Block, Figure, Heading, KeyFigures, Note, Paragraph, Report, Value
from kontor.hub.foundation.paper import actor_label, words
from kontor.hub.reports.kit import Order, ReportKind, Subjects
from kontor.hub.reports.queries.chain import ChainTold, chain, seen, told
from kontor.hub.reports.report.valuechain import balance, inviting, stages


def gather(order: Order) -> Report:
    """The report for this actor, in this language, of the chain and the directory as they are."""
    with translation.override(order.language):
        found = chain(order.actor, order.subject)
        about = found.page.chain
        return Report(
            kind="value-chain",
            title=gettext("Value chain: %(chain)s") % {"chain": about.name},
            subtitle=about.partnership.acronym,
            subject=about.name,
            subject_key=about.key,
            as_of=order.as_of,
            actor=actor_label(order.actor),
            language=order.language,
            blocks=(
                *opening(found),
                *stages.blocks(found),
                *balance.blocks(found),
                *inviting.blocks(found),
            ),
            figures=figures(found),
            not_known=tuple(not_known(found)),
            words=words(),
        )


def figures(found: ChainTold) -> tuple[Figure, ...]:
    """Counts and shares, each with the panel of the chain's page in which its rows stand."""
    page = found.page
    return (
        Figure("coverage", gettext("covered"), page.share,
            gettext("Sum over the components of weight × min(ready, wanted) / wanted, over the sum of the weights."),
            len(found.rows), "%", f"{found.address}#components"),
        counted("components", gettext("components"), len(page.stages),
            gettext("The components drawn."), f"{found.address}#components"),
        counted("links", gettext("links"), len(page.links), gettext("The links drawn."), f"{found.address}#links"),
        counted("contributions", gettext("contributions"), len(found.rows),
            gettext("One for each organisation in each component, at any readiness."), f"{found.address}#components"),
        Figure("organisations", gettext("organisations that contribute"), found.organisations,
            gettext("Distinct organisations; one that the reader may not see counts once for each component."),
            len(found.rows), href=f"{found.address}#components"),
        counted("gaps", gettext("gaps"), len(page.gaps),
            gettext("Components to which fewer organisations contribute than are wanted, at the readiness required."),
            f"{found.address}#gaps"),
        Figure("organisations.missing", gettext("organisations missing"), found.missing,
            gettext("Sum over the gaps of those wanted without those that count."), len(page.gaps),
            href=f"{found.address}#gaps"),
        counted("overlaps", gettext("overlaps"), len(page.overlaps),
            gettext("Components to which two or more contributions count."), f"{found.address}#overlaps"),
        counted("overlaps.unexplained", gettext("pairs without stated complementarity"), len(found.unexplained),
            gettext("Pairs in one component of which neither says how it complements the other."),
            f"{found.address}#overlaps"),
        counted("single-points", gettext("single points of failure"), len(page.fragile),
            gettext("Organisations that alone fill a component or carry a link."), f"{found.address}#single-points"),
        *balance.figures(found),
        *inviting.figures(found),
    )  # fmt: skip


def counted(id: str, label: str, number: int, rule: str, href: str) -> Figure:
    """A number of records: as many as stand behind it."""
    return Figure(id=id, label=label, value=number, rule=rule, rows=number, href=href)


def opening(found: ChainTold) -> Iterable[Block]:
    about = found.page.chain
    yield Heading(gettext("In short"), id="in-short")
    yield KeyFigures(("coverage", "gaps", "overlaps", "invited"))
    yield Paragraph(
        (
            Value("organisations"),
            gettext(" organisations contribute to "),
            Value("components"),
            gettext(" components; "),
            Value("organisations.missing"),
            gettext(" more are wanted. Of those in the directory, "),
            Value("invited"),
            gettext(" are the fewest to invite."),
        ),
        lead=True,
    )
    for text in filter(None, (about.topic, about.objectives)):
        yield Paragraph(text)
    yield Note(gettext("The chain and the directory are told as they are on the day on which the report is drawn."))  # fmt: skip


def not_known(found: ChainTold) -> Iterable[str]:
    """What a reader could expect and the records do not hold."""
    rows = found.rows
    gaps = (
        (sum(row.readiness is None for _stage, row in rows), gettext("The readiness of %(count)s contributions.")),
        (sum(not row.competence for _stage, row in rows if row.organisation),
            gettext("The competence behind %(count)s contributions.")),
        (sum(not row.country for _stage, row in rows if row.organisation),
            gettext("The country of the organisation of %(count)s contributions.")),
        (sum(row.organisation is None for _stage, row in rows),
            gettext("Who makes %(count)s contributions: you may not see these organisations.")),
        (sum(not gap.searched for gap in found.invitation.gaps),
            gettext("What %(count)s components that miss somebody need: nobody can be searched for them.")),
    )  # fmt: skip
    for count, sentence in gaps:
        if count:
            yield sentence % {"count": count}
    if not found.page.links:
        yield gettext("What is handed over between the components: no link is drawn.")


VALUE_CHAIN = ReportKind(
    key="value-chain",
    title=_("Value-chain report"),
    description=_(
        "What a partnership's value chain covers, where it has gaps and overlaps, how evenly partners and countries share it, on whom it hangs, and the fewest organisations of the directory to invite."
    ),
    gather=gather,
    subjects=Subjects(seen=seen, told=told),
)
