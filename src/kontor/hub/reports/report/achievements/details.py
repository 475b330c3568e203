"""The cases in detail: who works with whom, what was done, what comes next, how far it is."""

from django.utils.text import capfirst
from django.utils.translation import gettext

from kontor.documents.blocks import Block, Cell, Column, Heading, Row, Table
from kontor.hub.agreements.choices import PartyRole, StepState
from kontor.hub.foundation.slugs import in_words
from kontor.hub.reports.queries.achievements import Achievements
from kontor.hub.reports.queries.cooperation import CaseTold
from kontor.hub.reports.report.achievements.cases import counterparts, named
from kontor.hub.reports.report.shared import place_name


def blocks(found: Achievements) -> tuple[Block, ...]:
    return (
        Heading(gettext("Details of cooperation cases"), id="details"),
        table(found.at("cluster"), "cluster-details", gettext("Cooperation cases by clusters in detail"), gettext("Cluster")),
        table(found.at("sme"), "sme-details", gettext("Cooperation cases by SMEs in detail"), gettext("SME")),
    )  # fmt: skip


def table(cases: list[CaseTold], id: str, caption: str, ours: str) -> Table:
    return Table(
        id=id,
        caption=caption,
        columns=(
            Column("ours", ours, share=1.3),
            Column("sector", gettext("Sector"), share=1.1),
            Column("partner", gettext("Partner"), share=1.5),
            Column("country", gettext("Country")),
            Column("description", gettext("Cooperation"), share=2.6),
            Column("done", gettext("Main steps undertaken"), share=1.7),
            Column("next", gettext("Next steps"), share=1.7),
            Column("state", gettext("State")),
        ),
        rows=tuple(row(told) for told in cases),
        empty=gettext("No case is recorded."),
        wide=True,
    )


def row(told: CaseTold) -> Row:
    case = told.case
    return (
        named(told, PartyRole.RESPONSIBLE, PartyRole.MEMBER),
        Cell(told.sector_in("details"), note=differing(told.stated_sectors)),
        counterparts(told),
        place_name(told.country),
        Cell("\n".join(filter(None, (case.title, case.description))), case.get_absolute_url()),
        "; ".join(told.steps.get(StepState.DONE, ())),
        "; ".join(told.steps.get(StepState.OPEN, ())),
        Cell(capfirst(case.get_state_display()), note=differing(told.stated_states)),
    )


def differing(stated: dict[str, str]) -> str:
    """What the partnership's lists say, where they do not agree."""
    given = "; ".join(f"{in_words(register)}: {said}" for register, said in stated.items())
    return gettext("The lists differ: %(states)s.") % {"states": given} if given else ""
