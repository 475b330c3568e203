"""The agreements that partnerships report in the lists of a programme."""

from collections import Counter
from collections.abc import Callable

from django.utils.text import capfirst
from django.utils.translation import gettext

from kontor.documents.blocks import Block, Cell, Chart, Column, Heading, Row, Series, Table
from kontor.hub.agreements.choices import PartyRole
from kontor.hub.directory.choices import OrganisationKind
from kontor.hub.foundation.slugs import in_words
from kontor.hub.reports.choices import STATED_KINDS
from kontor.hub.reports.queries.progress import Agreed, Progress
from kontor.hub.reports.report.shared import place_name


def blocks(found: Progress) -> tuple[Block, ...]:
    return (
        Heading(gettext("Agreements reported"), id="agreements"),
        table(found),
        by_partnership(found),
        counted_chart(
            found, "agreements-by-country", gettext("Agreements by country of the counterpart"), gettext("Country"),
            lambda one: place_name(one.told.country) or gettext("Not stated"),
        ),
        counted_chart(
            found, "agreements-by-kind", gettext("Agreements by kind of counterpart"), gettext("Kind of counterpart"), kind
        ),
    )  # fmt: skip


def kind(one: Agreed) -> str:
    """What the list says of the counterpart; where it says nothing, what the directory says."""
    if stated := one.report.stated_type:
        return str(STATED_KINDS.get(stated) or capfirst(in_words(stated)))
    kinds = [party.kind for party in one.told.of_role(PartyRole.COUNTERPART) if party.kind]
    return capfirst(str(OrganisationKind(kinds[0]).label)) if kinds else gettext("Not stated")


def table(found: Progress) -> Table:
    rows: list[Row] = [
        (
            one.report.partnership.acronym,
            ", ".join(party.label for party in one.told.of_role(PartyRole.COUNTERPART)),
            place_name(one.told.country),
            kind(one),
            one.told.case.sector,
            Cell(one.told.case.description, one.told.case.get_absolute_url()),
        )
        for one in found.agreed
    ]
    return Table(
        id="agreements",
        caption=gettext("Agreements reported by the partnerships"),
        columns=(
            Column("partnership", gettext("Partnership"), share=1.3),
            Column("counterpart", gettext("Counterpart"), share=2),
            Column("country", gettext("Country"), share=1.1),
            Column("kind", gettext("Kind of counterpart"), share=1.4),
            Column("sector", gettext("Sector"), share=1.4),
            Column("activities", gettext("Activities"), share=2.2),
        ),
        rows=tuple(rows),
        empty=gettext("No list of a programme holds an agreement."),
    )


def by_partnership(found: Progress) -> Table:
    counted = Counter(one.report.partnership.acronym for one in found.agreed)
    return Table(
        id="agreements-by-partnership",
        caption=gettext("Agreements by partnership"),
        columns=(Column("partnership", gettext("Partnership"), share=3), Column("number", gettext("Number"), "number")),
        rows=tuple(counted.most_common()),
        total=(gettext("Total"), sum(counted.values())) if counted else None,
        empty=gettext("No list of a programme holds an agreement."),
    )  # fmt: skip


def counted_chart(found: Progress, id: str, caption: str, label: str, of: Callable[[Agreed], str]) -> Chart:
    """How many agreements fall to each, most first."""
    counted = Counter(map(of, found.agreed)).most_common()
    return Chart(
        id=id,
        caption=caption,
        alt=gettext("Bars of the number of agreements, most first."),
        form="bars",
        categories=tuple(name for name, _ in counted),
        series=(Series(gettext("Agreements"), tuple(float(number) for _, number in counted)),),
        unit=gettext("agreements"),
        category_label=label,
    )
