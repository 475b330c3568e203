"""One table for each indicator: the rows of its list, in their order."""

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext

from kontor.documents.blocks import Block, Cell, Column, Heading, Row, Table
from kontor.hub.agreements.choices import PartyRole
from kontor.hub.agreements.models import Agreement
from kontor.hub.agreements.queries import PartyShown
from kontor.hub.directory.choices import OrganisationKind
from kontor.hub.missions.choices import EventRole
from kontor.hub.missions.models import Event
from kontor.hub.reports.queries.cooperation import CaseTold
from kontor.hub.reports.queries.deliverable import Deliverable, Line
from kontor.hub.reports.queries.indicators import Measured, number
from kontor.hub.reports.report.shared import dated, place_name, rounded, without_blank


def blocks(found: Deliverable) -> tuple[Block, ...]:
    shown: list[Block] = [Heading(gettext("Records behind the indicators"), id="records")]
    for one in found.told.measured:
        shown += section(found, one)
    return tuple(shown)


def section(found: Deliverable, one: Measured) -> tuple[Block, ...]:
    indicator = one.indicator
    title = f"{indicator.number} {indicator.title}" if indicator.number else indicator.title
    lines = found.lists.get(indicator.register, ()) if indicator.register else ()
    heading = Heading(title, level=2, id=f"list-{indicator.number or indicator.pk}")
    return heading, table(found, one, lines)


def table(found: Deliverable, one: Measured, lines: tuple[Line, ...]) -> Table:
    signing = any(line.case and line.case.agreements for line in lines)
    columns = [
        Column("name", gettext("Name"), share=2.2),
        Column("responsible", gettext("Responsible"), share=1.1),
        Column("description", gettext("Description"), share=2.4),
        Column("dates", gettext("Date of signature") if signing else gettext("Dates and places"), share=1.9),
        Column("results", gettext("Expectations and results"), share=2.8),
    ]
    if signing:
        columns.append(Column("status", gettext("Status"), share=1.2))
    whole = Table(
        id=f"records-{one.indicator.number or one.indicator.pk}",
        caption=caption(one),
        columns=tuple(columns),
        rows=tuple(row(found, line, signing) for line in lines),
        note=one.indicator.definition,
        empty=gettext("No record stands in the list of this indicator."),
    )
    return without_blank(whole, "results")


def caption(one: Measured) -> str:
    """The indicator with its target, in all and for each partner where all have the same."""
    title, target = one.indicator.title, number(one.target.total)
    if target is None:
        return title
    parts = set(one.target.by_partner.values())
    if len(parts) == 1:
        each = rounded(float(parts.pop()))
        said = gettext("%(title)s: %(target)s in total, %(each)s per partner")
        return said % {"title": title, "target": rounded(target), "each": each}
    return gettext("%(title)s: %(target)s in total") % {"title": title, "target": rounded(target)}


def row(found: Deliverable, line: Line, signing: bool) -> Row:
    if line.event is not None:
        return (*of_event(found, line.event), "") if signing else of_event(found, line.event)
    assert line.case is not None
    cells = of_case(found, line, line.case, signing)
    return (*cells, status(line.case)) if signing else cells


def of_event(found: Deliverable, event: Event) -> Row:
    place = ", ".join(filter(None, (event.place, place_name(event.country_id or ""))))
    when = dated(event.start, event.end) or event.date_text
    return (
        Cell(event.name, event.get_absolute_url(), same_event(event)),
        responsible_for(found, event),
        event.description or capfirst(event.get_kind_display()),
        "; ".join(filter(None, (when, place or event.get_mode_display()))),
        event.outcome,
    )


def same_event(event: Event) -> str:
    return gettext("The same event as %(name)s.") % {"name": event.same_as.name} if event.same_as else ""


def responsible_for(found: Deliverable, event: Event) -> str:
    named = [
        one.organisation.short_name or one.organisation.name
        for one in event.organisations.all()
        if one.role == EventRole.RESPONSIBLE
    ]
    return ", ".join([*([found.partnership.acronym] if event.joint else []), *named])


def of_case(found: Deliverable, line: Line, told: CaseTold, signing: bool) -> Row:
    case = told.case
    names = ", ".join(party.label for party in told.of_role(PartyRole.COUNTERPART)) or case.title
    return (
        Cell(names, case.get_absolute_url(), remark(told)),
        ", ".join(short(party) for party in told.of_role(PartyRole.RESPONSIBLE)) or found.partnership.acronym,
        described(told),
        when(line, told, signing),
        results(told),
    )


def short(party: PartyShown) -> str:
    return (party.organisation.short_name if party.organisation else "") or party.label


def remark(told: CaseTold) -> str:
    """What the records note of the case, and to which other project the source credits it."""
    project = told.case.credited_to
    credited = gettext("Credited by the source to another project: %(project)s.") % {"project": project}
    return " ".join(filter(None, (told.note, credited if project else "")))


def described(told: CaseTold) -> str:
    """The sector, and what the counterparts are: 'Cluster organisation, Germany'."""
    kinds = dict.fromkeys(
        ", ".join(filter(None, (kind_name(party.kind), place_name(party.country_id))))
        for party in told.of_role(PartyRole.COUNTERPART)
    )
    return "; ".join(filter(None, (told.case.sector, *kinds)))


def kind_name(kind: str) -> str:
    return capfirst(str(OrganisationKind(kind).label)) if kind in OrganisationKind.values else ""


def when(line: Line, told: CaseTold, signing: bool) -> str:
    stated = line.report.stated_on if line.report else ""
    signed = "; ".join(filter(None, (dated(one.signed_on or one.expected_on, "") for one in told.agreements)))
    return (signed or stated) if signing else (stated or dated(told.case.started_on, told.case.closed_on))


def results(told: CaseTold) -> str:
    steps = [text for texts in told.steps.values() for text in texts]
    return "; ".join(filter(None, (told.case.description, *steps)))


def status(told: CaseTold) -> Cell:
    """The state of the agreement, else of the case."""
    states = ", ".join(capfirst(one.get_state_display()) for one in told.agreements)
    return Cell(states or capfirst(told.case.get_state_display()), note=doubled(told.agreements))


def doubled(agreements: Sequence[Agreement]) -> str:
    others = [one.same_as for one in agreements if one.same_as]
    names = ", ".join(str(one) for one in others)
    return (
        gettext("The same agreement as %(name)s: counted once where agreements are counted.")
        % {"name": names}
        if names
        else ""
    )
