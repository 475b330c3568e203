"""The lists of partnerships as the checker reads them (`engine.crosscheck.dossier`): what each row says, and of what.

Every row stays as it is stated, also where somebody has said since that two rows are one: the checker judges what is written.
A confidential party goes without a name, so it is compared with nobody. The number of statements does not depend on the records.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from kontor.engine.crosscheck.dossier import Dossier
from kontor.engine.crosscheck.ladder import PROJECT, Ladder
from kontor.engine.crosscheck.questions import Filter, Question
from kontor.engine.crosscheck.registers import (
    AGREEMENTS,
    CASES,
    CONTACT,
    DETAIL,
    EVENTS,
    EXPECTED,
    HELD,
    OVERVIEW,
    SIGNATURE,
    Dated,
    Entry,
    Project,
    Register,
)
from kontor.engine.crosscheck.registers import Party as Body
from kontor.engine.crosscheck.rules.categories import Vocabulary
from kontor.engine.crosscheck.rules.credit import Target
from kontor.hub.agreements.choices import CaseState, CaseType, Objective, PartyRole
from kontor.hub.agreements.models import Agreement, CaseObjective, CaseReport, CooperationCase
from kontor.hub.agreements.queries.parties import PartyShown, parties_for
from kontor.hub.directory.models import Alias
from kontor.hub.directory.rules.codes import partner_code
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.slugs import in_words
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions.choices import EventRole
from kontor.hub.missions.models import Event, EventOrganisation
from kontor.hub.partnerships.models import Participation, Partnership
from kontor.hub.scoreboard.models import Indicator

LADDER = Ladder()
WHOLE = "(all)"
NO_COUNTRY = "EU"
PARTS = {"-overview": OVERVIEW, "-details": DETAIL}
VOCABULARIES = (
    Vocabulary("type", tuple((in_words(value), str(label)) for value, label in CaseType.choices)),
    Vocabulary("objective", tuple((in_words(value), str(label)) for value, label in Objective.choices)),
)


@dataclass
class Gathering:
    """What one actor sees of the lists, by the record that it belongs to."""

    actor: Actor
    agreements: Mapping[int, list[Agreement]] = field(default_factory=dict)
    parties: Mapping[int, list[PartyShown]] = field(default_factory=dict)
    objectives: Mapping[int, list[CaseObjective]] = field(default_factory=dict)
    responsible: Mapping[int, list[EventOrganisation]] = field(default_factory=dict)
    aliases: Mapping[int, list[Alias]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose lists they are: a partnership, or the partnerships that one list is about. `url` is '' for these."""

    key: str
    title: str
    url: str = ""


def dossiers(actor: Actor, as_of: date) -> Iterator[tuple[Subject, Dossier]]:
    """One for each partnership that keeps a list, one for each list about several; with what the actor sees of them."""
    told = list(visible(CaseReport, actor).select_related("case", "partnership"))
    seen = gathering(actor, [one.case for one in told])
    shared, own = published_lists(told, seen)
    reports = by(own, "partnership_id")
    events = by(visible(Event, actor).exclude(partnership=None), "partnership_id")
    yield from of_partnerships(actor, as_of, seen, reports, events)
    for name, rows in shared.items():
        yield Subject(name, in_words(name)), of_several(name, rows, seen, as_of)


def published_lists(
    told: Sequence[CaseReport], seen: Gathering
) -> tuple[dict[str, list[CaseReport]], list[CaseReport]]:
    """Lists of one source that are about several partnerships, and all other rows.

    Two partnerships may give their lists the same name: only a source that both are taken from makes them one list.
    """
    lists: dict[tuple[str, int | None], list[CaseReport]] = defaultdict(list)
    for one in told:
        agreement = next(iter(seen.agreements.get(one.case_id, ())), None)
        lists[one.register, agreement.source_id if agreement else None].append(one)
    shared: dict[str, list[CaseReport]] = {}
    own: list[CaseReport] = []
    for (name, source), rows in lists.items():
        if source and len({one.partnership_id for one in rows}) > 1:
            shared[name] = rows
        else:
            own += rows
    return shared, own


def of_several(name: str, rows: Sequence[CaseReport], seen: Gathering, as_of: date) -> Dossier:
    """A list of a programme: its partnerships are the partners who are credited."""
    partners = {one.partnership.key: one.partnership.acronym for one in rows}
    entries = tuple(replace(case_entry(one, seen, ""), partners=(one.partnership.key,)) for one in rows)
    bodies = tuple(Body(acronym, key) for key, acronym in partners.items())
    return Dossier(
        project=Project(name, in_words(name), bodies, as_of=as_of.isoformat()),
        registers=(Register(in_words(name), subject_of(rows, seen), entries),),
    )


def subject_of(rows: Iterable[CaseReport], seen: Gathering) -> str:
    return AGREEMENTS if all(row.case_id in seen.agreements for row in rows) else CASES


def of_partnerships(
    actor: Actor,
    as_of: date,
    seen: Gathering,
    reports: Mapping[int, list[CaseReport]],
    events: Mapping[int, list[Event]],
) -> Iterator[tuple[Subject, Dossier]]:
    partnerships = visible(Partnership, actor).filter(pk__in={*reports, *events}).order_by("key")
    partners = by(visible(Participation, actor).select_related("organisation"), "partnership_id")
    targets = by(
        visible(Indicator, actor).exclude(register="").prefetch_related("targets__partner"), "partnership_id"
    )
    for one in partnerships:
        yield (
            Subject(one.key, one.acronym, one.get_absolute_url()),
            Dossier(
                project=project(one, partners.get(one.pk, ()), seen, as_of),
                registers=(
                    *of_cases(reports.get(one.pk, ()), seen),
                    *of_events(events.get(one.pk, ()), seen),
                ),
                targets=tuple(map(target, targets.get(one.pk, ()))),
                vocabularies=VOCABULARIES,
            ),
        )


def gathering(actor: Actor, cases: Iterable[CooperationCase]) -> Gathering:
    return Gathering(
        actor,
        by(visible(Agreement, actor).select_related("source"), "case_id"),
        parties_for(actor, cases),
        by(visible(CaseObjective, actor), "case_id"),
        by(
            visible(EventOrganisation, actor)
            .filter(role=EventRole.RESPONSIBLE)
            .select_related("organisation"),
            "event_id",
        ),
        by(visible(Alias, actor), "organisation_id"),
    )


def by[T](rows: Iterable[T], name: str) -> dict[int, list[T]]:
    found: dict[int, list[T]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return dict(found)


def code(organisation: Any) -> str:
    return partner_code(organisation.short_name, organisation.key)


def project(
    partnership: Partnership, partners: Sequence[Participation], seen: Gathering, as_of: date
) -> Project:
    bodies = {code(one.organisation): body(one.organisation, seen) for one in partners}
    return Project(
        partnership.key,
        partnership.acronym,
        tuple(bodies.values()),
        whole=(WHOLE, partnership.key),
        start=partnership.start,
        end=partnership.end,
        as_of=as_of.isoformat(),
    )


def body(organisation: Any, seen: Gathering) -> Body:
    aliases = tuple(one.name for one in seen.aliases.get(organisation.pk, ()))
    return Body(organisation.name, code(organisation), organisation.country_id or "", aliases)


def of_cases(reports: Sequence[CaseReport], seen: Gathering) -> Iterator[Register]:
    lists = by(reports, "register")
    for name, rows in lists.items():
        part = next((part for end, part in PARTS.items() if str(name).endswith(end)), "")
        subject = CASES if part else subject_of(rows, seen)
        yield Register(in_words(str(name)), subject, tuple(case_entry(row, seen, part) for row in rows), part)


def case_entry(report: CaseReport, seen: Gathering, part: str) -> Entry:
    case = report.case
    parties = seen.parties.get(case.pk, [])
    agreement = next(iter(seen.agreements.get(case.pk, ())), None)
    kind = report.stated_type or (agreement.kind if agreement else "")
    others = tuple(body_of(one) for one in parties if one.role == PartyRole.COUNTERPART)
    sought = tuple(one.objective for one in seen.objectives.get(case.pk, ())) or (case.sector,)
    return Entry(
        id=f"case:{case.key}:{report.register}:{report.row or report.pk}",
        record=case.key,
        name="" if any(one.name for one in others) else case.title,
        kind=in_words(kind),
        purposes=tuple(filter(None, sought)),
        parties=others,
        partners=tuple(credited(parties)),
        project=case.credited_to,
        status=in_words(status(report, agreement)),
        dates=tuple(dates_of(report, agreement)),
        countries=(case.country_id,) if case.country_id not in (None, NO_COUNTRY) else (),
        evidence=evidence(agreement),
        accepted=agreement.waiver if agreement else "",
        categories=tuple(categories(report, part)),
        sector=report.stated_sector or case.sector,
    )


def status(report: CaseReport, agreement: Agreement | None) -> str:
    """The state as stated where its words are known, else the one it was read as. What runs without an agreement is a project:
    on the ladder of agreements 'active' comes after the signature.
    """
    if LADDER.read(report.stated_state):
        return report.stated_state
    if report.state == CaseState.ACTIVE and agreement is None:
        return PROJECT
    return report.state or report.stated_state


def body_of(party: PartyShown) -> Body:
    """Who it is as the actor reads it: nobody, where she reads a description instead of the name."""
    if party.confidential or not party.known:
        return Body()
    return Body(party.label, party.organisation.key if party.organisation else "", party.country_id)


def credited(parties: Iterable[PartyShown]) -> Iterator[str]:
    for one in parties:
        if one.role == PartyRole.RESPONSIBLE and one.organisation and not one.confidential:
            yield code(one.organisation)


def dates_of(report: CaseReport, agreement: Agreement | None) -> Iterator[Dated]:
    text = report.stated_on
    if agreement and agreement.signed_on:
        yield Dated(agreement.signed_on, "", SIGNATURE, text)
    elif agreement and agreement.expected_on:
        yield Dated(agreement.expected_on, "", EXPECTED, text)
    elif report.case.started_on:
        yield Dated(report.case.started_on, "", CONTACT, text)
    elif text:
        yield Dated(role=CONTACT, text=text)


def evidence(agreement: Agreement | None) -> tuple[str, ...] | None:
    """What proves the agreement: a document, a named source, or the reason why that is not asked for."""
    if agreement is None:
        return None
    proofs = (f"document {agreement.document_id}" if agreement.document_id else "", agreement.waiver)
    source = agreement.source.key if agreement.source else ""
    return tuple(one for one in (*proofs, source) if one)


def categories(report: CaseReport, part: str) -> Iterator[tuple[str, str]]:
    if part == OVERVIEW and report.stated_type:
        yield "type", in_words(report.stated_type)


def of_events(events: Sequence[Event], seen: Gathering) -> Iterator[Register]:
    lists: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        lists[event.register or event.event_class].append(event)
    for name, rows in lists.items():
        yield Register(in_words(name), EVENTS, tuple(event_entry(row, seen) for row in rows))


def event_entry(event: Event, seen: Gathering) -> Entry:
    partners = tuple(code(one.organisation) for one in seen.responsible.get(event.pk, ()))
    return Entry(
        id=f"event:{event.key}",
        name=event.name,
        kind=in_words(event.kind),
        partners=(WHOLE, *partners) if event.joint else partners,
        dates=(Dated(event.start, event.end, HELD, event.date_text),)
        if event.start or event.date_text
        else (),
        countries=(event.country_id,) if event.country_id else (),
        place=event.place,
        text=event.outcome,
    )


def target(indicator: Indicator) -> Target:
    """A target and its parts; signed rows alone count where the indicator's rule counts signed ones."""
    filters = [Filter("place", "is", in_words(indicator.register))]
    if "signed" in str(indicator.rule.get("filters", "")):
        filters.append(Filter("signed", "is", "yes"))
    parts = [one for one in indicator.targets.all() if one.partner and one.period_id is None]
    return Target(
        f"indicator:{indicator.key}",
        indicator.title,
        Question("rows", filters=tuple(filters)),
        float(indicator.target or 0),
        split=tuple((code(one.partner), float(one.value)) for one in parts),
        place=in_words(indicator.register),
    )
