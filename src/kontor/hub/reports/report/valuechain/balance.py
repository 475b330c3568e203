"""How evenly partners and countries share the chain, and on whom it hangs."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext

from kontor.documents.blocks import Block, Chart, Column, Figure, Heading, Row, Series, Table
from kontor.hub.reports.queries.chain import ChainTold
from kontor.hub.reports.report.shared import place_name, rounded


def figures(found: ChainTold) -> tuple[Figure, ...]:
    page, rule = (
        found.page,
        gettext("H / ln S after Pielou 1966: 1 when all carry alike, 0 when one carries all."),
    )
    return tuple(
        Figure(f"balance.{name}", label, of.evenness, rule, len(found.rows), href=f"{found.address}#balance", note=told(of.effective))
        for name, label, of in (
            ("partners", gettext("evenness between partners"), page.by_partner),
            ("countries", gettext("evenness between countries"), page.by_country),
        )
    )  # fmt: skip


def told(effective: float | None) -> str:
    """As many equal groups would be as uneven."""
    if effective is None:
        return ""
    return gettext("As uneven as %(number)s equal ones.") % {"number": rounded(effective)}


def blocks(found: ChainTold) -> Iterable[Block]:
    yield Heading(gettext("Balance"), id="balance")
    if found.rows:
        yield shares(
            "by-partner",
            gettext("Share of the work of each partner"),
            gettext("Partner"),
            found.page.partners,
        )
        yield shares("by-country", gettext("Share of the work of each country"), gettext("Country"),
            [(place_name(code) or gettext("not stated"), share) for code, share in found.page.countries])  # fmt: skip
    yield Heading(gettext("Single points of failure"), id="single-points")
    yield single_points(found)


def shares(id: str, caption: str, label: str, portions: Sequence[tuple[str, float]]) -> Chart:
    return Chart(
        id=id,
        caption=caption,
        alt=gettext("Bars: the longer one is, the more of the work it carries."),
        form="bars",
        categories=tuple(name for name, _share in portions),
        series=(Series(gettext("Share"), tuple(round(share, 1) for _name, share in portions)),),
        unit="%",
        category_label=label,
        note=gettext(
            "The weight of each component is divided equally among those whose contribution counts."
        ),
    )


def single_points(found: ChainTold) -> Table:
    rows: list[Row] = [
        (one.name, ", ".join(one.components), ", ".join(one.links), ", ".join(one.cut_off))
        for one in found.page.fragile
    ]
    return Table(
        id="single-points",
        caption=gettext("Organisations without which something is no longer carried"),
        columns=(
            Column("organisation", gettext("Organisation"), share=1.6),
            Column("components", gettext("Alone in"), share=1.6),
            Column("links", gettext("Nobody else hands over"), share=2),
            Column("cut-off", gettext("Cut off without it"), share=1.6),
        ),
        rows=tuple(rows),
        empty=gettext("Nothing hangs on one organisation alone."),
    )
