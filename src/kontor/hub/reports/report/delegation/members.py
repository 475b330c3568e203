"""Who travels, and the joint portfolio by field."""

from collections.abc import Iterable

from django.utils.translation import gettext

from kontor.documents.blocks import Block, Column, Facts, Heading, Paragraph, Table
from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.partial_dates import written
from kontor.hub.missions.models import Delegate
from kontor.hub.missions.queries.portfolio import PortfolioField, PortfolioLine, called
from kontor.hub.reports.queries.delegation import DelegationTold
from kontor.hub.reports.report.shared import spoken


def blocks(found: DelegationTold, language: str, level: int = 1) -> Iterable[Block]:
    yield Heading(gettext("Who travels"), level, id="delegation-members")
    yield listed(found, language)
    yield from entries(found, level + 1)
    yield Heading(gettext("Joint portfolio"), level, id="delegation-portfolio")
    yield together(found)


def when_and_where(found: DelegationTold) -> str:
    """'Lima, Peru, 12 May 2027', for the cover."""
    return ", ".join(text for _label, text in whereabouts(found).items[::-1] if isinstance(text, str))


def whereabouts(found: DelegationTold) -> Facts:
    event = found.event
    place = ", ".join(
        filter(None, (event.place, country_name(event.country_id, spoken()) if event.country_id else ""))
    )
    days = [written(day, spoken()) for day in (event.start, event.end) if day]
    return Facts(
        (
            (gettext("When"), " – ".join(dict.fromkeys(days)) or gettext("Not stated")),
            (gettext("Where"), place or gettext("Not stated")),
        )
    )


def listed(found: DelegationTold, language: str) -> Table:
    """All at one look; what each comes for follows one by one."""
    columns = (
        Column("organisation", gettext("Organisation"), share=2.4), Column("country", gettext("Country")),
        Column("sectors", gettext("Sectors"), share=2), Column("website", gettext("Website"), share=1.6),
    )  # fmt: skip
    return Table(
        "delegation.members",
        gettext("Organisations of the delegation"),
        columns,
        tuple(row(one, language) for one in found.members),
        empty=gettext("Nobody is confirmed yet."),
    )


def row(one: Delegate, language: str) -> tuple[str, ...]:
    organisation = one.organisation
    return (
        organisation.name,
        country_name(organisation.country_id, language) if organisation.country_id else "",
        sectors(one, language),
        organisation.website,
    )


def sectors(one: Delegate, language: str) -> str:
    return ", ".join(called(term, language) for term in one.terms.all())


def entries(found: DelegationTold, level: int) -> Iterable[Block]:
    """Each organisation with its profile, where the reader sees that, and what it says of this journey."""
    for one in found.members:
        facts = [(gettext("Offers"), one.offers), (gettext("Looks for"), one.seeks)]
        said = tuple((label, text) for label, text in facts if text)
        described = one.organisation.description if one.organisation_id in found.profiles else ""
        if not said and not described:
            continue
        yield Heading(one.organisation.name, level, id=f"delegation-member-{one.pk}")
        if described:
            yield Paragraph(described)
        if said:
            yield Facts(said)


def together(found: DelegationTold) -> Table:
    columns = (
        Column("field", gettext("Field"), share=1.4), Column("offers", gettext("Offered, and by whom"), share=3),
        Column("seeks", gettext("Looked for, and by whom"), share=3),
    )  # fmt: skip
    return Table(
        "delegation.portfolio",
        gettext("What the delegation offers and looks for together"),
        columns,
        tuple(field_row(one) for one in found.shown.portfolio),
        note=gettext("From the profiles of the organisations and from what they say of this journey."),
        empty=gettext("Nobody has said yet what she offers or looks for."),
    )


def field_row(one: PortfolioField) -> tuple[str, str, str]:
    return one.label, "\n".join(map(in_words, one.offers)), "\n".join(map(in_words, one.seeks))


def in_words(line: PortfolioLine) -> str:
    return f"{line.text} ({', '.join(one.name for one in line.organisations)})"
